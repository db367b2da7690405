/*
 * Why a dossier is examined on no date: random tiny basins are planned, and each committee date of
 * each dossier left out is judged by the referee's own reading of R13, which shares nothing with
 * model/missed and model/check_missed.
 *
 * The cause is the first that holds; an absence mends where, ended in the basin itself, a meeting
 * on that date that examines the dossier alone is legal. `test_missed FIRST COUNT` runs other
 * seeds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/missed.h"
#include "tests/reference/convening.h"
#include "tests/reference/random_basin.h"
#include "tests/reference/trial.h"

#define N_DEFAULT 600

static uint64_t first_seed = 1, n_wanted = N_DEFAULT;

/** A dossier left out, and what the referee knows of it. */
struct inquiry {
    struct appui_basin *basin; /**< changed for a moment, to imagine things */
    const struct appui_plan *plan;
    int32_t project;
    struct appui_council council;
};

/** As large as any count: empty meetings are the plan's matter, not the dossier's. */
#define EMPTY_MEETINGS_GO 1000

static void read_council(struct inquiry *inquiry)
{
    static struct appui_field field;
    assert_true(appui_field_init(&field, inquiry->basin, true, 1));
    assert_true(appui_council_read(&inquiry->council, &field));
}

/** The plan's meetings, with the dossier examined on a date as well. */
static struct appui_convening join(const struct inquiry *inquiry, int32_t date)
{
    const struct appui_plan *plan = inquiry->plan;
    struct appui_convening convening = {.held = 1U << date};
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
        convening.date[q] = -1;
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        int32_t d = appui_council_find(&inquiry->council, plan->meetings[m].day);
        assert_true(d >= 0);
        convening.held |= 1U << d;
        for (int32_t i = 0; i < plan->meetings[m].n_agenda; i++)
            convening.date[plan->meetings[m].agenda[i]] = d;
    }
    convening.date[inquiry->project] = date;
    return convening;
}

/** Under another gap and another count. */
static bool is_legal_with(struct inquiry *inquiry, const struct appui_convening *convening,
                          int32_t gap_days, int32_t count_max)
{
    struct appui_committees *committees = &inquiry->basin->committees;
    struct appui_committees given = *committees;
    committees->gap_days = gap_days;
    committees->count_max = count_max;
    committees->count_min = EMPTY_MEETINGS_GO;
    bool legal = appui_convening_refuse(&inquiry->council, convening) == NULL;
    *committees = given;
    return legal;
}

static bool is_legal(struct inquiry *inquiry, const struct appui_convening *convening)
{
    const struct appui_committees *given = &inquiry->basin->committees;
    return is_legal_with(inquiry, convening, given->gap_days, given->count_max);
}

static bool is_diagnosed_from(const struct inquiry *inquiry, appui_day day)
{
    for (int32_t i = 0; i < inquiry->plan->n_lines; i++) {
        const struct appui_plan_line *line = &inquiry->plan->lines[i];
        const struct appui_need *need = &inquiry->basin->needs[line->need];
        for (int32_t k = 0; k < line->n_sessions; k++)
            if (need->project == inquiry->project && need->phase == APPUI_DIAGNOSTIC &&
                line->sessions[k].day >= day)
                return true;
    }
    return false;
}

/** The cause of a date that the file does not rule out. */
static enum appui_missed_cause cause_in_plan(struct inquiry *inquiry, int32_t date)
{
    struct appui_convening with = join(inquiry, date);
    int32_t gap_days = inquiry->basin->committees.gap_days;
    if (is_legal(inquiry, &with))
        return is_diagnosed_from(inquiry, inquiry->council.dates[date].day)
                   ? APPUI_MISSED_LATER
                   : APPUI_MISSED_NOT_CHOSEN;
    if (!is_legal_with(inquiry, &with, 0, APPUI_ABSENT))
        return APPUI_MISSED_FULL;
    if (!is_legal_with(inquiry, &with, gap_days, APPUI_ABSENT))
        return APPUI_MISSED_GAP;
    return APPUI_MISSED_COUNT;
}

static enum appui_missed_cause cause_of(struct inquiry *inquiry, int32_t date)
{
    const struct appui_council_date *at = &inquiry->council.dates[date];
    if (at->day < inquiry->basin->projects[inquiry->project].ready)
        return APPUI_MISSED_NOT_READY;
    if (!at->sits)
        return at->chair < 0 ? APPUI_MISSED_NO_CHAIR : APPUI_MISSED_NO_QUORUM;
    if (at->day < inquiry->council.earliest[inquiry->project])
        return APPUI_MISSED_DIAGNOSTIC;
    return cause_in_plan(inquiry, date);
}

/** Only what takes place anyhow, and this dossier on this date. */
static bool is_legal_alone(struct inquiry *inquiry, int32_t date)
{
    struct appui_convening alone = {.held = 1U << date};
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
        alone.date[q] = -1;
    for (int32_t d = 0; d < inquiry->council.n; d++)
        alone.held |= (uint32_t)inquiry->council.dates[d].settled << d;
    alone.date[inquiry->project] = date;
    return is_legal(inquiry, &alone);
}

/** Ends the member's absence in the basin, and asks again. */
static bool would_mend(struct inquiry *inquiry, int32_t date, int32_t member)
{
    struct appui_partner *partner = &inquiry->basin->partners[member];
    appui_day day = inquiry->council.dates[date].day;
    int32_t at = 0;
    while (at < partner->n_absent && partner->absent[at] != day)
        at++;
    if (inquiry->council.dates[date].sits || at == partner->n_absent)
        return false;
    partner->absent[at] = inquiry->basin->horizon_start - 1;
    read_council(inquiry);
    bool mends = is_legal_alone(inquiry, date);
    partner->absent[at] = day;
    read_council(inquiry);
    return mends;
}

static bool is_in(const int32_t *items, int32_t n, int32_t item)
{
    for (int32_t i = 0; i < n; i++)
        if (items[i] == item)
            return true;
    return false;
}

/** Causes met over all seeds, and absences that mend. */
struct tally {
    int32_t causes[APPUI_N_MISSED_CAUSES], n_mending, n_not_mending;
};

static void judge_date(struct inquiry *inquiry, const struct appui_missed_date *missed,
                       struct tally *tally)
{
    const struct appui_committees *committees = &inquiry->basin->committees;
    int32_t date = appui_council_find(&inquiry->council, missed->day);
    assert_true(date >= 0);
    assert_string_equal(appui_missed_name(missed->cause),
                        appui_missed_name(cause_of(inquiry, date)));
    tally->causes[missed->cause]++;
    for (int32_t m = 0; m < committees->n_members; m++) {
        int32_t member = committees->members[m];
        bool mends = would_mend(inquiry, date, member);
        assert_int_equal(is_in(missed->mending, missed->n_mending, member), mends);
        assert_int_equal(is_in(missed->absent, missed->n_absent, member),
                         !appui_council_present(&inquiry->basin->partners[member], missed->day));
        tally->n_mending += mends;
        tally->n_not_mending += !mends && !inquiry->council.dates[date].sits;
    }
}

static void judge_hole(struct appui_trial *trial, const struct appui_project_hole *hole,
                       struct tally *tally)
{
    struct inquiry inquiry = {
        .basin = trial->basin, .plan = trial->result.plan, .project = hole->project};
    if (hole->code != APPUI_HOLE_NO_COMMITTEE) {
        assert_int_equal(hole->n_dates, 0);
        return;
    }
    read_council(&inquiry);
    assert_int_equal(hole->n_dates, inquiry.council.n);
    for (int32_t d = 0; d < hole->n_dates; d++) {
        assert_true(d == 0 || hole->dates[d - 1].day < hole->dates[d].day);
        judge_date(&inquiry, &hole->dates[d], tally);
    }
}

/** Without the tier waiting dossiers are left out though a date would take them. */
static struct appui_draft_texts tiers_of(uint64_t seed)
{
    static const char *tiers[] = {"coverage", "waiting"};
    return (struct appui_draft_texts){.given = true, .n = seed % 2 == 0 ? 1 : 2, .items = tiers};
}

static void run_seed(uint64_t seed, struct tally *tally)
{
    static const struct appui_random_shape shape = {.lines = true};
    struct appui_trial trial = {.basin = NULL};
    struct appui_draft draft = {.name = NULL};
    assert_int_equal(appui_random_draft(seed, &shape, &draft), 0);
    draft.tiers = tiers_of(seed);
    const char *failed = appui_trial_run(&trial, &draft, true);
    if (failed != NULL)
        fail_msg("seed %llu: %s", (unsigned long long)seed, failed);
    for (int32_t i = 0; trial.result.plan != NULL && i < trial.result.plan->n_project_holes; i++)
        judge_hole(&trial, &trial.result.plan->project_holes[i], tally);
    appui_trial_release(&trial);
    appui_draft_release(&draft);
}

static void each_date_has_its_true_cause_and_what_would_mend_it(void **state)
{
    struct tally tally = {.n_mending = 0};
    (void)state;
    for (uint64_t seed = first_seed; seed < first_seed + n_wanted; seed++)
        run_seed(seed, &tally);
    for (int32_t c = 0; c < APPUI_N_MISSED_CAUSES; c++) {
        print_message("%s %d, ", appui_missed_name((enum appui_missed_cause)c), tally.causes[c]);
        /* a plan that is proved takes every dossier it can, so the last cause is rare */
        assert_true(n_wanted < N_DEFAULT || tally.causes[c] > 0 || c == APPUI_MISSED_NOT_CHOSEN);
    }
    print_message("mending %d, not mending %d\n", tally.n_mending, tally.n_not_mending);
    assert_true(n_wanted < N_DEFAULT || (tally.n_mending > 0 && tally.n_not_mending > 0));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_date_has_its_true_cause_and_what_would_mend_it),
    };
    if (argc > 1)
        first_seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        n_wanted = strtoull(argv[2], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
