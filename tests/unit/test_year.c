/*
 * The year in figures: convention years, and what tests/data/golden/year_basin.json and its journal
 * add up to, derived by hand from the two files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/convention.h"
#include "model/memory.h"
#include "tests/unit/sample.h"
#include "tests/unit/year_world.h"

static void assert_length(const char *from, const char *to, int64_t num, int64_t den)
{
    struct appui_fraction length =
        appui_convention_length((struct appui_range){sample_day(from), sample_day(to)});
    assert_int_equal(length.num, num);
    assert_int_equal(length.den, den);
}

/* July to December are 184 days of the 365 from July on; a year from 29 February ends on the 27th.
 */
static void a_calendar_year_is_one_year_leap_or_not(void **state)
{
    (void)state;
    assert_length("2027-01-01", "2027-12-31", 1, 1);
    assert_length("2028-01-01", "2028-12-31", 1, 1);
    assert_length("2026-09-01", "2029-08-31", 3, 1);
    assert_length("2027-07-01", "2027-12-31", 92, 183);
    assert_length("2026-07-01", "2026-12-31", 184, 365);
    assert_length("2027-05-05", "2027-05-05", 1, 366);
    assert_length("2028-02-29", "2029-02-27", 1, 1);
}

static void months_end_where_they_end(void **state)
{
    (void)state;
    assert_int_equal(appui_convention_later(sample_day("2027-01-31"), 1), sample_day("2027-02-28"));
    assert_int_equal(appui_convention_later(sample_day("2026-08-31"), 18),
                     sample_day("2028-02-29"));
    assert_int_equal(appui_convention_later(sample_day("2027-12-15"), 1), sample_day("2028-01-15"));
    assert_int_equal(appui_convention_later(sample_day("2027-01-15"), -2),
                     sample_day("2026-11-15"));
}

/* Of two partners with their own periods the earlier to begin counts; two against one, the two. */
static void the_convention_year_is_the_one_most_partners_share(void **state)
{
    (void)state;
    struct appui_pledge calendar[] = {{.from = 100, .to = 199}, {.from = 200, .to = 299}};
    struct appui_pledge own[] = {{.from = 180, .to = 279}};
    struct appui_partner partners[] = {{.n_pledges = 1, .pledges = own},
                                       {.n_pledges = 2, .pledges = calendar},
                                       {.n_pledges = 2, .pledges = calendar}};
    struct appui_basin basin = {.as_of = 250,
                                .horizon_start = 90,
                                .horizon_end = 310,
                                .n_partners = 3,
                                .partners = partners};
    assert_int_equal(appui_convention_year(&basin).from, 200);
    basin.n_partners = 2;
    assert_int_equal(appui_convention_year(&basin).from, 180);
    basin.as_of = 305;
    assert_int_equal(appui_convention_year(&basin).from, 90);
    assert_int_equal(appui_convention_year(&basin).to, 310);
}

/* horloger retained and forgeron refused on 02-03 (forgeron is not in the basin any more), luthier
 * deferred then, menuisier retained and boulanger refused on 06-09, tuilier deferred then; what the
 * undone entry said of menuisier, and what the last one says of fondeur, never happened. */
static void decisions_are_those_that_hold(void **state)
{
    (void)state;
    static const struct {
        const char *id, *day;
        enum appui_year_outcome outcome;
    } expected[] = {{"horloger", "2027-02-03", APPUI_YEAR_RETAINED},
                    {"luthier", "2027-02-03", APPUI_YEAR_DEFERRED},
                    {"forgeron", "2027-02-03", APPUI_YEAR_REFUSED},
                    {"menuisier", "2027-06-09", APPUI_YEAR_RETAINED},
                    {"boulanger", "2027-06-09", APPUI_YEAR_REFUSED},
                    {"tuilier", "2027-06-09", APPUI_YEAR_DEFERRED}};
    struct year_world world;
    year_world_open(&world, true);
    const struct appui_year *year = &world.year;
    assert_int_equal(year->n_dossiers, 6);
    for (int32_t i = 0; i < 6; i++) {
        assert_string_equal(year->dossiers[i].id, expected[i].id);
        assert_int_equal(year->dossiers[i].day, sample_day(expected[i].day));
        assert_int_equal(year->dossiers[i].outcome, expected[i].outcome);
    }
    assert_int_equal(year->n_deferrals, 2);
    assert_int_equal(year->n_withdrawn, 1);
    assert_int_equal(year->withdrawn_undated, 1);
    assert_int_equal(year->withdrawn_uncounted, 1); /* tisserand */
    assert_int_equal(year->deferred_undated, 0);
    assert_int_equal(year->committees_held, 2);
    assert_int_equal(year->committees_ahead, 2);
    assert_int_equal(year->jobs_retained, 6 + 3);
    assert_int_equal(year->jobs_running, 6);
    year_world_close(&world);
}

/* horloger withdraws after all: its lines show that it was retained. Without lines, the date alone
 * does not, unless the withdrawal says it. */
static void a_firm_that_withdraws_stays_among_the_retained(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, false);
    struct appui_project *horloger =
        &world.basin->projects[appui_basin_find_project(world.basin, "horloger")];
    horloger->status = APPUI_WITHDRAWN;
    year_world_count(&world);
    assert_int_equal(world.year.outcomes[APPUI_YEAR_RETAINED], 2);
    assert_int_equal(world.year.withdrawn_uncounted, 2);
    int32_t n_lines = world.basin->n_lines;
    world.basin->n_lines = 0;
    year_world_count(&world);
    assert_int_equal(world.year.outcomes[APPUI_YEAR_RETAINED], 1);
    assert_int_equal(world.year.withdrawn_uncounted, 3);
    struct appui_history_decision row = {APPUI_DECISION_WITHDRAWN, "horloger", NULL, APPUI_ABSENT};
    struct appui_history_gap gap = {
        .kind = APPUI_GAP_WITHDRAWN, .project = "horloger", .committee = horloger->committee};
    struct appui_history_entry entry = {.kind = APPUI_JOURNAL_DECISIONS,
                                        .as_of = sample_day("2027-05-03"),
                                        .committee = APPUI_ABSENT,
                                        .n_decisions = 1,
                                        .n_gaps = 1,
                                        .decisions = &row,
                                        .gaps = &gap,
                                        .holds = true};
    world.journal = (struct appui_history){.entries = &entry, .n = 1};
    world.has_journal = true;
    year_world_count(&world);
    assert_int_equal(world.year.n_withdrawn, 1);
    assert_int_equal(world.year.outcomes[APPUI_YEAR_RETAINED], 2);
    assert_int_equal(world.year.withdrawn_uncounted, 2);
    world.journal = (struct appui_history){.n = 0};
    world.basin->n_lines = n_lines;
    year_world_close(&world);
}

/* A line refused or deferred decides on no dossier: boulanger is refused by its status, fondeur
 * still waits. */
static void a_line_refused_decides_on_no_dossier(void **state)
{
    static const enum appui_decision_kind kinds[] = {APPUI_DECISION_REFUSED,
                                                     APPUI_DECISION_DEFERRED};
    struct year_world world;
    (void)state;
    year_world_open(&world, false);
    int32_t examined = world.year.n_dossiers, deferrals = world.year.n_deferrals;
    for (int i = 0; i < 2; i++) {
        struct appui_history_decision row = {kinds[i], "fondeur", "fondeur/iso", APPUI_ABSENT};
        struct appui_history_entry entry = {.kind = APPUI_JOURNAL_DECISIONS,
                                            .as_of = sample_day("2027-05-03"),
                                            .committee = sample_day("2027-05-03"),
                                            .n_decisions = 1,
                                            .decisions = &row,
                                            .holds = true};
        world.journal = (struct appui_history){.entries = &entry, .n = 1};
        world.has_journal = true;
        year_world_count(&world);
        assert_int_equal(world.year.n_dossiers, examined);
        assert_int_equal(world.year.n_deferrals, deferrals);
        row.need = NULL;
        year_world_count(&world);
        assert_int_equal(world.year.n_dossiers, examined + 1);
    }
    world.journal = (struct appui_history){.n = 0};
    year_world_close(&world);
}

/* Without the journal: what status and committee date show, and no override. */
static void without_a_journal_the_basin_itself_is_asked(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, false);
    const struct appui_year *year = &world.year;
    assert_false(year->has_journal);
    assert_int_equal(year->n_dossiers, 3);
    assert_int_equal(year->outcomes[APPUI_YEAR_RETAINED], 2);
    assert_int_equal(year->outcomes[APPUI_YEAR_REFUSED], 1);
    assert_int_equal(year->deferred_undated, 1);
    assert_int_equal(year->withdrawn_undated, 2);
    assert_int_equal(year->gaps.n_entries, 0);
    year_world_close(&world);
}

/* horloger 01-04 to 02-03 30 days, menuisier 03-01 to 06-09 100, boulanger 05-03 to 06-09 37; on
 * 10-04 tuilier waits since 04-05 (182 days) and fondeur since 08-02 (63). */
static void waiting_is_counted_from_ready(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    const struct appui_year_waiting *waiting = &world.year.waiting;
    assert_int_equal(waiting->n, 3);
    assert_int_equal(waiting->median_halves, 2 * 37);
    assert_int_equal(waiting->longest, 100);
    assert_int_equal(waiting->n_open, 2);
    assert_int_equal(waiting->open_longest, 182);
    year_world_close(&world);
}

/* In half-days: done in 2027 acier 3, rail 2, verre 4; agreed acier 4 + 1 to be placed anew, rail 1
 * + 3; proposed acier 4. rail's 2 on no line lie in a period that 2027 covers in part. */
static void days_are_those_dated_in_the_period(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    const struct appui_year *year = &world.year;
    assert_int_equal(year->days.delivered, 3 + 2 + 4);
    assert_int_equal(year->days.agreed, 5 + 4);
    assert_int_equal(year->days.proposed, 8);
    assert_int_equal(year->unlisted_apart, 2);
    assert_int_equal(year->retained_half_days, 3 + 5 + 4 + 2 + 4);
    struct appui_year_days sum = {0};
    for (int32_t p = 0; p < world.basin->n_partners; p++) {
        sum.delivered += year->partners[p].days.delivered;
        sum.agreed += year->partners[p].days.agreed;
        sum.proposed += year->partners[p].days.proposed;
    }
    assert_memory_equal(&sum, &year->days, sizeof sum);
    year_world_close(&world);
}

/* acier: one listed (the other is over) and horloger until 2028-08; rail: menuisier. verre's began
 * in March 2026 and is over. */
static void mandates_run_eighteen_months(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    assert_int_equal(world.year.partners[0].mandates, 2);
    assert_int_equal(world.year.partners[1].mandates, 1);
    assert_int_equal(world.year.partners[2].mandates, 0);
    /* 2026-03-04 + 18 months: open through 2027-09-03 */
    world.basin->as_of = sample_day("2027-09-03");
    year_world_count(&world);
    assert_int_equal(world.year.partners[2].mandates, 1);
    world.basin->partners[2].until = sample_day("2027-09-02"); /* it has left */
    year_world_count(&world);
    assert_int_equal(world.year.partners[2].mandates, 0);
    world.basin->partners[2].until = APPUI_ABSENT;
    world.basin->as_of = sample_day("2027-09-04");
    year_world_count(&world);
    assert_int_equal(world.year.partners[2].mandates, 0);
    year_world_close(&world);
}

/* horloger has no committee date: a diagnostic in January 2026 begins no mandate, its support does.
 */
static void a_mandate_without_committee_begins_with_support(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    int32_t horloger = appui_basin_find_project(world.basin, "horloger");
    int32_t iso = appui_basin_find_need(world.basin, "horloger/iso");
    world.basin->projects[horloger].committee = APPUI_ABSENT;
    world.basin->needs[iso].phase = APPUI_DIAGNOSTIC;
    for (int32_t i = 0; i < world.entries.n; i++) {
        if (world.entries.items[i].need == iso)
            world.entries.items[i].day = sample_day("2026-01-12");
    }
    year_world_count(&world);
    assert_int_equal(world.year.partners[0].mandates, 2);
    year_world_close(&world);
}

static void overrides_are_counted_by_kind_partner_and_expert(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    const struct appui_year_gaps *gaps = &world.year.gaps;
    assert_int_equal(gaps->n_entries, 3);
    assert_int_equal(gaps->n, 8);
    assert_int_equal(gaps->kinds[APPUI_GAP_DAYS_REDUCED], 2);
    assert_int_equal(gaps->kinds[APPUI_GAP_REFUSED], 2);
    assert_int_equal(gaps->kinds[APPUI_GAP_NOT_PROPOSED], 0);
    assert_int_equal(gaps->proposed, 14 + 9);
    assert_int_equal(gaps->decided, 8 + 6);
    assert_int_equal(gaps->n_partners, 2);
    assert_int_equal(gaps->partners[0].index, 0);
    assert_int_equal(gaps->partners[0].count, 4);
    assert_int_equal(gaps->experts[0].count, 3);
    year_world_close(&world);
}

/* The same journal, had one of the two refusals been the firm's own withdrawal. */
static void a_firm_that_withdraws_is_no_override(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    bool changed = false;
    for (int32_t i = 0; i < world.journal.n && !changed; i++) {
        struct appui_history_entry *entry = &world.journal.entries[i];
        for (int32_t k = 0; entry->holds && k < entry->n_gaps && !changed; k++) {
            changed = entry->gaps[k].kind == APPUI_GAP_REFUSED;
            entry->gaps[k].kind = changed ? APPUI_GAP_WITHDRAWN : entry->gaps[k].kind;
        }
    }
    assert_true(changed);
    year_world_count(&world);
    assert_int_equal(world.year.gaps.n, 7);
    assert_int_equal(world.year.gaps.kinds[APPUI_GAP_REFUSED], 1);
    assert_int_equal(world.year.gaps.kinds[APPUI_GAP_WITHDRAWN], 0);
    year_world_close(&world);
}

/** A decision entry of the journal below: one row, one gap, `decided` half-days of support. */
static struct appui_history_entry told(struct appui_history_decision *row,
                                       struct appui_history_gap *gap, const char *day,
                                       int32_t decided)
{
    return (struct appui_history_entry){.kind = APPUI_JOURNAL_DECISIONS,
                                        .as_of = sample_day(day),
                                        .committee = APPUI_ABSENT,
                                        .n_decisions = 1,
                                        .decisions = row,
                                        .n_gaps = gap != NULL ? 1 : 0,
                                        .gaps = gap,
                                        .decided = decided,
                                        .holds = true};
}

/* Three half-days of horloger/iso are taken back in December 2026, two granted to another expert in
 * March, two more in May: of these one passes on, one is new. Had the committee approved other days
 * of the need in between, all that follows would be new. */
static void days_taken_back_and_granted_later_pass_on(void **state)
{
    (void)state;
    struct appui_history_decision rows[] = {
        {APPUI_DECISION_WITHDRAWN, "horloger", "horloger/iso", APPUI_ABSENT},
        {APPUI_DECISION_APPROVED, "horloger", "horloger/iso", APPUI_ABSENT},
        {APPUI_DECISION_APPROVED, "horloger", NULL, APPUI_ABSENT}};
    struct appui_history_gap gaps[] = {
        {.kind = APPUI_GAP_DAYS_TAKEN_BACK, .need = "horloger/iso", .proposed = 3},
        {.kind = APPUI_GAP_NOT_PROPOSED, .need = "horloger/iso", .decided = 2},
        {.kind = APPUI_GAP_DAYS_RAISED, .need = "horloger/iso", .proposed = 2, .decided = 4}};
    struct appui_history_entry entries[] = {told(&rows[0], &gaps[0], "2026-12-07", 0),
                                            told(&rows[1], &gaps[1], "2027-03-03", 2),
                                            told(&rows[1], &gaps[2], "2027-05-03", 4)};
    struct year_world world;
    year_world_open(&world, false);
    world.has_journal = true;
    world.journal = (struct appui_history){.entries = entries, .n = 3};
    year_world_count(&world);
    assert_int_equal(world.year.gaps.decided, 2 - 2 + 4 - 1);
    assert_int_equal(world.year.gaps.n, 1);
    assert_int_equal(world.year.gaps.kinds[APPUI_GAP_DAYS_RAISED], 1);
    entries[1] = told(&rows[2], NULL, "2027-03-03", 2);
    year_world_count(&world);
    assert_int_equal(world.year.gaps.decided, 2 + 4);
    entries[1] = told(&rows[1], &gaps[1], "2027-03-03", 2);
    entries[1].holds = false;
    year_world_count(&world);
    assert_int_equal(world.year.gaps.decided, 4 - 2);
    assert_int_equal(world.year.gaps.n, 0);
    world.journal = (struct appui_history){.n = 0};
    year_world_close(&world);
}

/* One need retained retains a dossier, a row for the whole decides. */
static void rows_about_one_dossier_make_one_decision(void **state)
{
    (void)state;
    static const struct {
        struct appui_history_decision rows[3];
        enum appui_year_outcome outcome;
    } cases[] = {{{{APPUI_DECISION_REFUSED, "fondeur", "n", APPUI_ABSENT},
                   {APPUI_DECISION_APPROVED, "fondeur", "n", APPUI_ABSENT},
                   {APPUI_DECISION_DEFERRED, "fondeur", "n", APPUI_ABSENT}},
                  APPUI_YEAR_RETAINED},
                 {{{APPUI_DECISION_REFUSED, "fondeur", "n", APPUI_ABSENT},
                   {APPUI_DECISION_DEFERRED, "fondeur", NULL, APPUI_ABSENT},
                   {APPUI_DECISION_SIGNED, "fondeur", "n", APPUI_ABSENT}},
                  APPUI_YEAR_DEFERRED},
                 {{{APPUI_DECISION_APPROVED, "fondeur", "n", APPUI_ABSENT},
                   {APPUI_DECISION_REFUSED, "fondeur", NULL, APPUI_ABSENT},
                   {APPUI_DECISION_APPROVED, "tuilier", NULL, APPUI_ABSENT}},
                  APPUI_YEAR_REFUSED}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct year_world world;
        struct appui_history_decision rows[3];
        year_world_open(&world, true);
        memcpy(rows, cases[i].rows, sizeof rows);
        world.journal.entries[5].decisions = rows;
        world.journal.entries[5].n_decisions = 3;
        year_world_count(&world);
        bool found = false;
        for (int32_t k = 0; k < world.year.n_dossiers; k++) {
            if (strcmp(world.year.dossiers[k].id, "fondeur") == 0) {
                assert_int_equal(world.year.dossiers[k].outcome, cases[i].outcome);
                found = true;
            }
        }
        assert_true(found);
        year_world_close(&world);
    }
}

static const struct appui_year_dossier *dossier_of(const struct year_world *world, const char *id)
{
    for (int32_t i = 0; i < world->year.n_dossiers; i++) {
        if (strcmp(world->year.dossiers[i].id, id) == 0) {
            return &world->year.dossiers[i];
        }
    }
    return NULL;
}

/* Retained on 02-03, horloger gets a line more on 06-09, or one proposed is refused: its waiting
 * ended on 02-03, and it stays retained. */
static void lines_decided_later_examine_a_dossier_no_more(void **state)
{
    (void)state;
    static struct appui_history_decision rows[] = {
        {APPUI_DECISION_APPROVED, "horloger", "horloger/achats", APPUI_ABSENT},
        {APPUI_DECISION_APPROVED, "horloger", NULL, APPUI_ABSENT},
        {APPUI_DECISION_REFUSED, "horloger", "horloger/achats", APPUI_ABSENT},
        {APPUI_DECISION_DEFERRED, "horloger", "horloger/achats", APPUI_ABSENT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct year_world world;
        year_world_open(&world, true);
        struct appui_history_entry *entry = &world.journal.entries[5];
        entry->decisions = &rows[i];
        entry->n_decisions = 1;
        year_world_count(&world);
        const struct appui_year_dossier *dossier = dossier_of(&world, "horloger");
        assert_non_null(dossier);
        assert_int_equal(dossier->day, sample_day("2027-02-03"));
        assert_int_equal(dossier->outcome, APPUI_YEAR_RETAINED);
        assert_int_equal(world.year.n_deferrals, 1);
        year_world_close(&world);
    }
}

/* fondeur is open: its need retained would retain it, were it no diagnostic. */
static void ordering_a_diagnostic_examines_no_dossier(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    int32_t project = appui_basin_find_project(world.basin, "fondeur");
    assert_true(world.basin->projects[project].n_needs > 0);
    struct appui_need *need = &world.basin->needs[world.basin->projects[project].first_need];
    struct appui_history_decision row = {APPUI_DECISION_APPROVED, "fondeur", need->id,
                                         APPUI_ABSENT};
    world.journal.entries[5].decisions = &row;
    world.journal.entries[5].n_decisions = 1;
    year_world_count(&world);
    assert_non_null(dossier_of(&world, "fondeur"));
    need->phase = APPUI_DIAGNOSTIC;
    year_world_count(&world);
    assert_null(dossier_of(&world, "fondeur"));
    year_world_close(&world);
}

/* 2026: plombier alone, by the journal; nothing of today is told of a year that is over. */
static void a_past_year_tells_nothing_of_today(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    world.period = (struct appui_range){sample_day("2026-01-01"), sample_day("2026-12-31")};
    year_world_count(&world);
    const struct appui_year *year = &world.year;
    assert_false(year->current);
    assert_int_equal(year->n_dossiers, 1);
    assert_int_equal(year->days.delivered, 4 + 4);
    assert_int_equal(year->days.agreed, 0);
    assert_int_equal(year->waiting.n_open, 0);
    assert_int_equal(year->n_running, 0);
    assert_int_equal(year->withdrawn_undated, 0);
    assert_int_equal(year->gaps.n_entries, 1);
    year_world_close(&world);
}

static void tells_when_memory_fails(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    struct appui_year_sources sources = year_world_sources(&world);
    int code = -1;
    int32_t n_failed = 0;
    for (long n = 1; code != 0; n++) {
        struct appui_year year = {.n_dossiers = 0};
        appui_memory_fail_after(n);
        code = appui_year_build(&sources, world.period, &year);
        appui_memory_fail_after(0);
        n_failed += code != 0;
        appui_year_release(&year);
    }
    assert_true(n_failed > 0);
    year_world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_calendar_year_is_one_year_leap_or_not),
        cmocka_unit_test(months_end_where_they_end),
        cmocka_unit_test(the_convention_year_is_the_one_most_partners_share),
        cmocka_unit_test(decisions_are_those_that_hold),
        cmocka_unit_test(a_firm_that_withdraws_stays_among_the_retained),
        cmocka_unit_test(a_line_refused_decides_on_no_dossier),
        cmocka_unit_test(without_a_journal_the_basin_itself_is_asked),
        cmocka_unit_test(waiting_is_counted_from_ready),
        cmocka_unit_test(days_are_those_dated_in_the_period),
        cmocka_unit_test(mandates_run_eighteen_months),
        cmocka_unit_test(a_mandate_without_committee_begins_with_support),
        cmocka_unit_test(overrides_are_counted_by_kind_partner_and_expert),
        cmocka_unit_test(a_firm_that_withdraws_is_no_override),
        cmocka_unit_test(days_taken_back_and_granted_later_pass_on),
        cmocka_unit_test(rows_about_one_dossier_make_one_decision),
        cmocka_unit_test(lines_decided_later_examine_a_dossier_no_more),
        cmocka_unit_test(ordering_a_diagnostic_examines_no_dossier),
        cmocka_unit_test(a_past_year_tells_nothing_of_today),
        cmocka_unit_test(tells_when_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
