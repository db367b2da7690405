/*
 * The ledger against the lines, on random tiny basins with agreed and done lines that are solved,
 * with and without calendar, and on larger generated ones under plans drawn at random: periods add
 * up to "since the start", experts to their partner, both to what plans carry, and each period to
 * what a walk over the lines finds in it. What is agreed is so whatever was typed into the file
 * since: needs covered elsewhere, dossiers that are over.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bench/generate.h"
#include "model/earmarks.h"
#include "model/ledger_periods.h"
#include "tests/reference/random_basin.h"
#include "tests/reference/trial.h"
#include "tests/reference/xoshiro.h"

#define N_BASINS 500
#define N_GENERATED 6

/** What one ledger is checked on. */
struct books {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    const struct appui_plan *plan;
    struct appui_entries entries;
};

/** What was seen over all basins, so that the test cannot pass on empty ones. */
struct seen {
    int32_t done, agreed, proposed, no_period, earmarked, lost, periods, covered, over;
};

static bool within(const struct appui_pledge *pledge, appui_day day)
{
    return day >= pledge->from && day <= pledge->to;
}

/** Half-days of done sessions of the file's lines dated in the period. */
static int64_t walk_done(const struct books *books, int32_t partner,
                         const struct appui_pledge *pledge)
{
    int64_t half_days = 0;
    for (int32_t i = 0; i < books->basin->n_lines; i++) {
        const struct appui_line *line = &books->basin->lines[i];
        if (books->basin->experts[line->expert].partner != partner ||
            line->state == APPUI_PROPOSED) {
            continue;
        }
        for (int32_t k = 0; k < line->n_sessions; k++) {
            if (line->sessions[k].state == APPUI_SESSION_DONE &&
                within(pledge, line->sessions[k].day)) {
                half_days += line->sessions[k].half == APPUI_FULL ? 2 : 1;
            }
        }
    }
    return half_days;
}

/** Half-days of the plan's lines of one kind in the period, done sessions left out. */
static int64_t walk_plan(const struct books *books, int32_t partner, int32_t index, bool proposed)
{
    const struct appui_pledge *pledge = &books->basin->partners[partner].pledges[index];
    int64_t half_days = 0;
    for (int32_t i = 0; i < books->plan->n_lines; i++) {
        const struct appui_plan_line *line = &books->plan->lines[i];
        if (books->basin->experts[line->expert].partner != partner ||
            (line->state == APPUI_PROPOSED) != proposed) {
            continue;
        }
        for (int32_t k = 0; k < line->n_sessions; k++) {
            if (line->sessions[k].state != APPUI_SESSION_DONE &&
                within(pledge, line->sessions[k].day)) {
                half_days += line->sessions[k].half == APPUI_FULL ? 2 : 1;
            }
        }
        for (int32_t k = 0; k < line->n_parts; k++) {
            half_days += line->parts[k].pledge == index ? line->parts[k].half_days : 0;
        }
    }
    return half_days;
}

/** True when planned sessions of that day have accounts of their own: in a period that begins after
 * the horizon. */
static bool is_later(const struct books *books, int32_t partner, appui_day day)
{
    const struct appui_partner *lender = &books->basin->partners[partner];
    for (int32_t i = 0; lender->limited && i < lender->n_pledges; i++) {
        if (within(&lender->pledges[i], day)) {
            return lender->pledges[i].from > books->basin->horizon_end;
        }
    }
    return false;
}

/** Half-days of the file's agreed lines that are still to be given, wherever they are dated (R12):
 * agreement ends only by a decision. */
static int64_t walk_agreed(const struct books *books, int32_t partner, struct seen *seen)
{
    int64_t half_days = 0;
    for (int32_t i = 0; i < books->basin->n_lines; i++) {
        const struct appui_line *line = &books->basin->lines[i];
        const struct appui_need *need = &books->basin->needs[line->need];
        int32_t open = line->half_days;
        if (books->basin->experts[line->expert].partner != partner ||
            (line->state != APPUI_RETAINED && line->state != APPUI_SIGNED)) {
            continue;
        }
        for (int32_t k = 0; k < line->n_sessions; k++) {
            const struct appui_session *session = &line->sessions[k];
            bool elsewhere =
                session->state == APPUI_SESSION_PLANNED && is_later(books, partner, session->day);
            if (session->state == APPUI_SESSION_DONE || elsewhere) {
                open -= session->half == APPUI_FULL ? 2 : 1;
            }
        }
        seen->covered += open > 0 && need->covered_elsewhere;
        seen->over += open > 0 && books->basin->projects[need->project].status > APPUI_RUNNING;
        half_days += open;
    }
    return half_days;
}

static struct appui_ledger_row row_of(const struct books *books, int32_t partner, int32_t pledge)
{
    struct appui_ledger_row row;
    assert_int_equal(appui_ledger_row(books->basin, &books->entries, partner, pledge, &row), 0);
    return row;
}

static void check_period(const struct books *books, int32_t partner, int32_t index, bool solved,
                         struct seen *seen)
{
    const struct appui_pledge *pledge = &books->basin->partners[partner].pledges[index];
    struct appui_ledger_row row = row_of(books, partner, index);
    assert_int_equal(row.delivered, pledge->delivered + walk_done(books, partner, pledge));
    assert_int_equal(row.proposed, walk_plan(books, partner, index, true));
    if (solved && books->plan->calendar) {
        assert_int_equal(row.agreed, walk_plan(books, partner, index, false));
    }
    assert_int_equal(row.left, appui_ledger_period_left(books->basin, books->standing, books->plan,
                                                        partner, index));
    assert_true(row.lost >= 0 && row.lost <= (row.left > 0 ? row.left : 0));
    seen->done += row.delivered > pledge->delivered;
    seen->agreed += row.agreed > 0;
    seen->proposed += row.proposed > 0;
    seen->lost += row.lost > 0;
    seen->periods++;
}

static void add(struct appui_ledger_row *sum, const struct appui_ledger_row *row)
{
    sum->pledged += row->pledged;
    sum->delivered += row->delivered;
    sum->agreed += row->agreed;
    sum->proposed += row->proposed;
    sum->lost += row->lost;
}

static void assert_same_days(const struct appui_ledger_row *row, const struct appui_ledger_row *all)
{
    assert_int_equal(row->delivered, all->delivered);
    assert_int_equal(row->agreed, all->agreed);
    assert_int_equal(row->proposed, all->proposed);
}

/** Experts, and what no line lists, in a period. */
static struct appui_ledger_row by_expert(const struct books *books, int32_t partner, int32_t pledge)
{
    struct appui_ledger_row sum = {0};
    for (int32_t e = -1; e < books->basin->n_experts; e++) {
        struct appui_entry_sums sums =
            appui_entries_sum(&books->entries, (struct appui_entry_filter){partner, pledge, e});
        bool own = e < 0 || books->basin->experts[e].partner == partner;
        assert_true(own || appui_sums_given(&sums) == 0);
        sum.delivered += appui_sums_delivered(&sums);
        sum.agreed += sums.kind[APPUI_ENTRY_AGREED];
        sum.proposed += sums.kind[APPUI_ENTRY_PROPOSED];
    }
    return sum;
}

static void check_earmarks(const struct books *books, int32_t partner, int32_t index,
                           struct seen *seen)
{
    const struct appui_pledge *pledge = &books->basin->partners[partner].pledges[index];
    struct appui_earmark_figures figures[APPUI_EARMARKS_MAX];
    struct appui_use *uses = appui_calloc((size_t)books->entries.n + 1, sizeof *uses);
    int32_t n = 0;
    int64_t used = 0;
    assert_non_null(uses);
    for (int32_t i = 0; i < books->entries.n; i++) {
        const struct appui_entry *entry = &books->entries.items[i];
        if (entry->partner == partner && entry->pledge == index && entry->need >= 0) {
            const struct appui_need *need = &books->basin->needs[entry->need];
            appui_day first = need->window_from > pledge->from ? need->window_from : pledge->from;
            uses[n++] = (struct appui_use){
                need->project, entry->day == APPUI_ABSENT ? first : entry->day, entry->half_days};
        }
    }
    assert_int_equal(appui_ledger_earmarks(books->basin, &books->entries, partner, index, figures),
                     0);
    for (int32_t e = 0; e < pledge->n_earmarks; e++) {
        const struct appui_earmark_figures *figure = &figures[e];
        int64_t paid = figure->delivered + figure->agreed + figure->proposed;
        used += paid;
        assert_true(figure->unlisted >= 0 && figure->lost >= 0 && figure->open >= 0);
        assert_int_equal(figure->unlisted + paid + figure->lost + figure->open,
                         pledge->earmarks[e].half_days);
        seen->earmarked += paid > 0;
    }
    int32_t flow = pledge->n_earmarks > 0 ? appui_earmarks_flow(books->basin, pledge, uses, n) : 0;
    assert_int_equal(used, flow);
    appui_free(uses);
}

static void check_partner(const struct books *books, int32_t partner,
                          const struct appui_partner_figures *figures, bool solved,
                          struct seen *seen)
{
    const struct appui_partner *lender = &books->basin->partners[partner];
    struct appui_ledger_row all = row_of(books, partner, APPUI_ANY), sum = {0};
    for (int32_t i = 0; i < lender->n_pledges; i++) {
        if (!appui_ledger_has_period(books->basin, partner, i)) {
            continue;
        }
        struct appui_ledger_row row = row_of(books, partner, i);
        struct appui_ledger_row experts = by_expert(books, partner, i);
        assert_same_days(&experts, &row);
        add(&sum, &row);
        check_period(books, partner, i, solved, seen);
        check_earmarks(books, partner, i, seen);
    }
    struct appui_ledger_row none = row_of(books, partner, APPUI_NO_PERIOD);
    struct appui_ledger_row experts = by_expert(books, partner, APPUI_ANY);
    seen->no_period += lender->limited && none.agreed > 0;
    add(&sum, &none);
    assert_same_days(&sum, &all);
    assert_same_days(&experts, &all);
    assert_int_equal(all.pledged, lender->limited ? figures->pledged : 0);
    assert_int_equal(sum.pledged, all.pledged);
    assert_int_equal(sum.lost, all.lost);
    assert_int_equal(all.delivered, figures->delivered);
    assert_int_equal(all.agreed, figures->agreed);
    assert_int_equal(all.agreed, walk_agreed(books, partner, seen));
    assert_int_equal(all.proposed, figures->proposed);
    assert_int_equal(all.left, figures->left);
}

static void check(struct books *books, bool solved, struct seen *seen)
{
    struct appui_partner_figures *figures =
        appui_calloc((size_t)books->basin->n_partners + 1, sizeof *figures);
    assert_non_null(figures);
    appui_ledger_partners(books->basin, books->standing, books->plan, figures);
    assert_int_equal(
        appui_entries_build(books->basin, books->standing, books->plan, &books->entries), 0);
    for (int32_t p = 0; p < books->basin->n_partners; p++) {
        check_partner(books, p, &figures[p], solved, seen);
    }
    appui_entries_release(&books->entries);
    appui_free(figures);
}

static void solved_basins(bool calendar, bool edited, struct seen *seen)
{
    for (uint64_t seed = 1; seed <= N_BASINS; seed++) {
        struct appui_random_shape shape = {.lines = true};
        struct appui_draft draft = {.n_skills = 0};
        struct appui_trial trial = {.basin = NULL};
        assert_int_equal(appui_random_draft(seed, &shape, &draft), 0);
        if (edited) {
            appui_random_edit(seed, &draft);
        }
        const char *fault = appui_trial_run(&trial, &draft, calendar);
        assert_null(fault);
        if (trial.result.plan != NULL) {
            struct books books = {
                .basin = trial.basin, .standing = trial.standing, .plan = trial.result.plan};
            check(&books, true, seen);
        }
        appui_trial_release(&trial);
        appui_draft_release(&draft);
    }
}

static void sums_are_those_of_the_lines_with_calendar(void **state)
{
    (void)state;
    struct seen seen = {0};
    solved_basins(true, false, &seen);
    assert_true(seen.done > 20 && seen.agreed > 60 && seen.proposed > 200);
    assert_true(seen.no_period > 20 && seen.earmarked > 15 && seen.lost > 30);
}

static void sums_are_those_of_the_lines_without_calendar(void **state)
{
    (void)state;
    struct seen seen = {0};
    solved_basins(false, false, &seen);
    assert_true(seen.done > 20 && seen.proposed > 200 && seen.no_period > 50 &&
                seen.earmarked > 20);
}

/* Needs with agreed lines covered elsewhere, their dossiers over: not a half-day is lost of what
 * was agreed. */
static void edits_by_hand_end_no_agreement(void **state)
{
    (void)state;
    for (int32_t calendar = 0; calendar < 2; calendar++) {
        struct seen seen = {0};
        solved_basins(calendar == 1, true, &seen);
        assert_true(seen.covered > 40 && seen.over > 40 && seen.proposed > 200);
    }
}

/** A plan of proposed lines with sessions anywhere in the horizon, legal or not: sums need no law.
 */
static void draw_plan(const struct appui_basin *basin, struct appui_xoshiro *random,
                      struct appui_plan *plan)
{
    *plan = (struct appui_plan){.calendar = true};
    plan->lines = appui_arena_alloc(&plan->arena, (size_t)basin->n_needs, sizeof *plan->lines);
    assert_non_null(plan->lines);
    for (int32_t n = 0; n < basin->n_needs; n++) {
        int32_t sessions = appui_xoshiro_between(random, 1, 8);
        struct appui_plan_line *line = &plan->lines[plan->n_lines++];
        *line = (struct appui_plan_line){.need = n,
                                         .expert =
                                             appui_xoshiro_between(random, 0, basin->n_experts - 1),
                                         .state = APPUI_PROPOSED,
                                         .basin_line = -1,
                                         .n_sessions = sessions};
        line->sessions = appui_arena_alloc(&plan->arena, (size_t)sessions, sizeof *line->sessions);
        assert_non_null(line->sessions);
        for (int32_t k = 0; k < sessions; k++) {
            line->sessions[k] = (struct appui_session){
                .day = appui_xoshiro_between(random, basin->horizon_start, basin->horizon_end),
                .half = (enum appui_half)appui_xoshiro_between(random, APPUI_AM, APPUI_FULL),
                .state = APPUI_SESSION_PLANNED};
            line->half_days += appui_half_size(line->sessions[k].half);
        }
    }
}

static void sums_are_those_of_the_lines_of_generated_basins(void **state)
{
    (void)state;
    static const char *const families[] = {"easy", "hard", "weighted"};

    struct seen seen = {0};
    struct appui_xoshiro random = appui_xoshiro_seed(7);
    for (uint32_t seed = 1; seed <= N_GENERATED; seed++) {
        struct appui_draft draft = {.name = NULL};
        struct appui_faults faults = {.n = 0};
        struct appui_plan plan;
        assert_int_equal(appui_generate(appui_family_find(families[seed % 3]), seed, 1, &draft), 0);
        struct appui_basin *basin = appui_basin_build(&draft, &faults);
        assert_non_null(basin);
        struct appui_standing *standing = appui_standing_build(basin);
        assert_non_null(standing);
        draw_plan(basin, &random, &plan);
        struct books books = {.basin = basin, .standing = standing, .plan = &plan};
        check(&books, false, &seen);
        appui_arena_release(&plan.arena);
        appui_standing_free(standing);
        appui_basin_free(basin);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
    assert_true(seen.periods > 30 && seen.proposed > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_the_lines_with_calendar),
        cmocka_unit_test(sums_are_those_of_the_lines_without_calendar),
        cmocka_unit_test(edits_by_hand_end_no_agreement),
        cmocka_unit_test(sums_are_those_of_the_lines_of_generated_basins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
