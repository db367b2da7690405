/*
 * Repayable advances: months, the fund's arithmetic, a choice derived by hand, what a plan says of
 * it in both languages, memory failing anywhere, and silence in a basin without the strand.
 *
 * The golden basin by hand (tests/data/golden/advances_basin.json). Of the older firm's 12,000 €,
 * one instalment of four was due before January: 9,000 € are owed, of which 6 % are lost, so 2,820
 * € come in at the end of January, February and March. The fund's lowest points without new
 * advances are 30,000 in January, 32,820, 35,640, then 33,460 in April, when 5,000 € go out.
 * Atelier (15,000) and Brasserie (12,000, weight 1.5) are worth 33,000, as are Brasserie and
 * Cordonnier (15,000 of the 20,000 asked); all three ask 42,000, more than January holds, and
 * Atelier comes first in the file. They leave 3,000, 5,820, 8,640, 6,460, and 12,805 in May, when
 * 6,345 € have come back: so ebeniste's 9,000 € can be paid in May, which it may wait for. Value:
 * 33,000 + 9,000. Cordonnier would lack 15,000 - 3,000 in January. Drapier is closed; Fromager's
 * cap is used up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/basin_json.h"
#include "io/plan_json.h"
#include "io/report_text.h"
#include "model/check.h"
#include "model/fund.h"
#include "solver/advances.h"
#include "tests/reference/lender.h"
#include "tests/reference/trial.h"
#include "tests/unit/sample.h"

#define DATA APPUI_SOURCE_DIR "/tests/data/"

static appui_month month(const char *text)
{
    appui_month read = 0;
    assert_true(appui_month_read(text, &read));
    return read;
}

static struct appui_draft read_draft(const char *path)
{
    struct appui_draft draft = {.name = NULL};
    struct appui_faults faults = {0};
    char sha256[APPUI_SHA256_TEXT];
    assert_int_equal(appui_basin_json_read(path, NULL, 0, &draft, &faults, sha256), APPUI_IO_OK);
    appui_faults_release(&faults);
    return draft;
}

static struct appui_draft golden(void)
{
    return read_draft(DATA "golden/advances_basin.json");
}

/* Solves a draft, which it releases, and checks the plan. */
static struct appui_trial solved(struct appui_draft *draft)
{
    struct appui_trial trial = {.basin = NULL};
    assert_null(appui_trial_run(&trial, draft, true));
    assert_int_equal(appui_trial_check(&trial), 0);
    assert_int_equal(trial.findings.n_broken, 0);
    appui_draft_release(draft);
    return trial;
}

/* ---- months ---- */

static void months_count_from_january_1970(void **state)
{
    (void)state;
    char text[APPUI_MONTH_TEXT];
    assert_int_equal(month("1970-01"), 0);
    assert_int_equal(month("2027-05"), 12 * 57 + 4);
    assert_int_equal(appui_month_of(sample_day("2027-05-31")), month("2027-05"));
    assert_int_equal(appui_month_of(sample_day("2027-06-01")), month("2027-06"));
    assert_int_equal(appui_month_to_civil(month("2027-12")).month, 12);
    assert_int_equal(appui_month_to_civil(-1).year, 1969);
    assert_int_equal(appui_month_to_civil(-1).month, 12);
    for (appui_month m = 0; m <= month("2299-12"); m++) {
        assert_int_equal(month(appui_month_write(m, text)), m);
    }
    assert_string_equal(appui_month_write(month("2299-12") + 1, text), "?");
    assert_string_equal(appui_month_write(-1, text), "?");
}

static void what_is_no_month_is_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"",        "2027",       "2027-5",   "2027-13",
                                 "2027-00", "2027/05",    "1969-12",  "2300-01",
                                 "202a-05", "2027-05-01", " 2027-05", "-027-05"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        appui_month read = 7;
        assert_false(appui_month_read(wrong[i], &read));
        assert_int_equal(read, 7);
    }
}

/* ---- arithmetic ---- */

/* 1,000 € less 6 % in 3 instalments: 313.3, 626.6, 940, each rounded down. */
static void what_is_expected_is_rounded_down_over_all_instalments(void **state)
{
    (void)state;
    assert_int_equal(appui_fund_expected(1000, 60000, 0, 3), 0);
    assert_int_equal(appui_fund_expected(1000, 60000, 1, 3), 313);
    assert_int_equal(appui_fund_expected(1000, 60000, 2, 3), 626);
    assert_int_equal(appui_fund_expected(1000, 60000, 3, 3), 940);
    assert_int_equal(appui_fund_expected(1000, APPUI_LOSS_ONE, 3, 3), 0);
    assert_int_equal(appui_fund_expected(APPUI_ADVANCE_MAX, 0, 120, 120), APPUI_ADVANCE_MAX);
}

/* Paid in January, grace 2, 3 instalments every 2 months: March + 2 = May, July, September. */
static void instalments_fall_due_after_the_grace(void **state)
{
    (void)state;
    const struct appui_repayment terms = {2, 3, 2};
    appui_month paid = month("2027-01");
    assert_int_equal(appui_fund_due(&terms, paid, 1), month("2027-05"));
    assert_int_equal(appui_fund_due(&terms, paid, 3), month("2027-09"));
    assert_int_equal(appui_fund_due_before(&terms, paid, month("2027-05")), 0);
    assert_int_equal(appui_fund_due_before(&terms, paid, month("2027-06")), 1);
    assert_int_equal(appui_fund_due_before(&terms, paid, month("2027-07")), 1);
    assert_int_equal(appui_fund_due_before(&terms, paid, month("2026-01")), 0);
    assert_int_equal(appui_fund_due_before(&terms, paid, month("2040-01")), 3);
}

/* ---- choices ---- */

static void the_choice_derived_by_hand_is_found_and_proved(void **state)
{
    (void)state;
    struct appui_draft draft = golden();
    struct appui_trial trial = solved(&draft);
    const struct appui_plan_advances *said = trial.result.plan->advances;
    assert_int_equal(said->value, 42000 * 1000);
    assert_int_equal(said->bound, said->value);
    assert_true(said->proved);
    assert_int_equal(said->asked_total, 61000);
    assert_int_equal(said->granted_total, 36000);
    assert_int_equal(said->n_granted, 3);
    assert_int_equal(said->granted[0].project, 0);
    assert_int_equal(said->granted[1].project, 1);
    assert_int_equal(said->granted[2].project, 4);
    assert_int_equal(said->granted[2].month, month("2027-05"));
    assert_int_equal(said->refused[0].reason, APPUI_ADVANCE_OTHERS_SERVED);
    assert_int_equal(said->refused[0].missing, 12000);
    assert_int_equal(said->refused[0].month, month("2027-01"));
    assert_int_equal(said->refused[1].reason, APPUI_ADVANCE_PROJECT_NOT_PLANNED);
    assert_int_equal(said->refused[2].reason, APPUI_ADVANCE_CAP_USED);
    assert_int_equal(said->months[0].start - said->months[0].paid, 3000);
    assert_int_equal(said->months[3].start - said->months[3].paid, 6460);
    appui_trial_release(&trial);
}

/* With 14,999 € at the start, nobody can have 15,000 in January, alone or not. */
static void what_the_fund_cannot_bear_alone_is_told_apart(void **state)
{
    (void)state;
    struct appui_draft draft = golden();
    draft.advances.balance = 14999;
    struct appui_trial trial = solved(&draft);
    const struct appui_plan_advances *said = trial.result.plan->advances;
    assert_int_equal(said->granted[0].project, 1);
    assert_int_equal(said->refused[0].project, 0);
    assert_int_equal(said->refused[0].reason, APPUI_ADVANCE_FUND_TOO_LOW);
    appui_trial_release(&trial);
}

/* The fund owes 60,000 € in April to somebody else: below zero already, so it bears nothing that is
 * not back by then; it says so, and does not refuse the basin. */
static void a_fund_below_zero_bears_nothing_new_and_warns(void **state)
{
    (void)state;
    struct appui_draft draft = golden();
    draft.advances.movements[0].amount = -60000;
    struct appui_trial trial = solved(&draft);
    bool warned = false;
    for (int32_t i = 0; i < trial.faults.n; i++) {
        warned |= trial.faults.items[i].code == APPUI_FAULT_ADVANCE_FUND_BELOW_ZERO;
    }
    assert_true(warned);
    assert_int_equal(trial.result.plan->advances->n_granted, 0);
    assert_true(trial.result.plan->advances->proved);
    appui_trial_release(&trial);
}

/* An instalment more before the fund's month, none in the file: it counts as paid on time. */
static void a_later_fund_month_counts_older_instalments_as_repaid(void **state)
{
    (void)state;
    struct appui_draft draft = golden();
    struct appui_trial trial = solved(&draft);
    assert_int_equal(trial.basin->advances->granted[0].owed, 9000);
    assert_int_equal(trial.basin->advances->granted[0].n_due, 1);
    assert_int_equal(trial.basin->advances->granted[1].owed, 3000);
    appui_trial_release(&trial);
    draft = golden();
    draft.advances.at = month("2026-12");
    trial = solved(&draft);
    assert_int_equal(trial.basin->advances->granted[0].owed, 12000);
    appui_trial_release(&trial);
}

/* Repaid ahead of its calendar, an advance has no instalment left, and the account ends without it.
 */
static void nothing_is_expected_of_what_is_repaid(void **state)
{
    (void)state;
    struct appui_draft draft = golden();
    draft.advances.n_requests = 0;
    draft.advances.granted[0].repaid = 12000;
    draft.advances.granted[0].repayment = (struct appui_draft_repayment){true, 60, 120, 1};
    draft.advances.granted[1].repaid = 15000;
    struct appui_trial trial = solved(&draft);
    const struct appui_plan_advances *said = trial.result.plan->advances;
    assert_int_equal(said->n_months, 6); /* to the movement of June */
    assert_int_equal(said->months[5].end, 30000 - 5000 + 10000);
    appui_trial_release(&trial);
}

/* A limit that is over before the first second leaves a choice all the same. */
static void a_clock_that_is_over_costs_no_advance(void **state)
{
    (void)state;
    struct appui_draft draft = golden();
    struct appui_trial trial = solved(&draft);
    struct appui_solve_options options = appui_solve_options_default();
    struct appui_clock clock;
    options.time_limit_s = 1e-9;
    appui_clock_start(&clock, &options);
    struct appui_plan *plan = appui_calloc(1, sizeof *plan);
    assert_non_null(plan);
    assert_int_equal(appui_advances_solve(trial.basin, &clock, plan), APPUI_SOLVE_OK);
    assert_int_equal(plan->advances->value, 42000 * 1000);
    assert_true(plan->advances->proved);
    appui_plan_free(plan);
    appui_trial_release(&trial);
}

/* examples/valenciennois.md: 8 firms have an advance, 5 of 7 more can have one. */
static void the_fund_of_valenciennois_bears_five_more(void **state)
{
    (void)state;
    struct appui_draft draft = read_draft(APPUI_SOURCE_DIR "/examples/valenciennois.json");
    struct appui_faults faults = {0};
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    struct appui_lender lender = appui_lender_try(&draft);
    struct appui_solve_options options = appui_solve_options_default();
    struct appui_plan *plan = appui_calloc(1, sizeof *plan);
    struct appui_clock clock;
    assert_true(basin && plan);
    appui_clock_start(&clock, &options);
    assert_int_equal(appui_advances_solve(basin, &clock, plan), APPUI_SOLVE_OK);
    assert_int_equal(basin->advances->n_granted + plan->advances->n_granted, 13);
    assert_true(plan->advances->proved);
    assert_int_equal(plan->advances->value, lender.worth);
    for (int32_t i = 0; i < plan->advances->n_granted; i++) {
        int32_t r = appui_advances_find(basin->advances, plan->advances->granted[i].project);
        assert_true(lender.answers[r].granted);
        assert_int_equal(plan->advances->granted[i].month, lender.answers[r].month);
    }
    appui_plan_free(plan);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

/* ---- texts ---- */

static char *report_of(const struct appui_trial *trial, enum appui_language language)
{
    struct appui_plan_header header = {.basin_name = "B", .options = {.as_of = APPUI_ABSENT}};
    char *text = NULL;
    size_t length;
    struct appui_plan_report from = {trial->basin, trial->standing, trial->result.plan,
                                     &header,      &trial->faults,  NULL};
    assert_int_equal(appui_report_text(&from, language, 80, &text, &length), APPUI_IO_OK);
    return text;
}

static char *plan_of(const struct appui_trial *trial)
{
    struct appui_plan_header header = {.basin_name = "B",
                                       .appui_version = "0",
                                       .policy = "lexicographic",
                                       .options = {.as_of = APPUI_ABSENT}};
    char *text = NULL;
    size_t length;
    memset(header.basin_sha256, '0', APPUI_SHA256_TEXT - 1);
    assert_int_equal(appui_plan_json_write(trial->basin, trial->result.plan, &header,
                                           &trial->faults, &text, &length),
                     APPUI_IO_OK);
    return text;
}

static void the_report_holds_the_golden_section(void **state)
{
    (void)state;
    static const char *const paths[] = {[APPUI_ENGLISH] = DATA "golden/advances_en.txt",
                                        [APPUI_FRENCH] = DATA "golden/advances_fr.txt"};
    struct appui_draft draft = golden();
    struct appui_trial trial = solved(&draft);
    for (int language = APPUI_ENGLISH; language <= APPUI_FRENCH; language++) {
        struct appui_faults faults = {0};
        char *expected = NULL;
        size_t length;
        assert_int_equal(appui_file_read(paths[language], &expected, &length, &faults),
                         APPUI_IO_OK);
        char *text = report_of(&trial, (enum appui_language)language);
        char *section =
            strstr(text, language == APPUI_FRENCH ? "Avances remboursables" : "Repayable advances");
        assert_non_null(section);
        section[strnlen(section, length)] = '\0';
        assert_string_equal(section, expected);
        appui_free(text);
        appui_free(expected);
    }
    appui_trial_release(&trial);
}

/* Where a committee decides: brasserie's meeting in the month of its payment, atelier's after it,
 * ebeniste on no date at all. No partner sits, so the solver finds none; the meetings are put into
 * the plan by hand. */
static void a_payment_before_the_committee_is_told(void **state)
{
    (void)state;
    struct appui_draft draft = golden();
    draft.committees.given = true;
    struct appui_trial trial = solved(&draft);
    int32_t agendas[] = {1, 0};
    struct appui_meeting meetings[] = {
        {.day = sample_day("2027-01-28"), .n_agenda = 1, .agenda = &agendas[0], .chair = -1},
        {.day = sample_day("2027-03-11"), .n_agenda = 1, .agenda = &agendas[1], .chair = -1}};
    trial.result.plan->n_meetings = 2;
    trial.result.plan->meetings = meetings;
    char *text = report_of(&trial, APPUI_FRENCH);
    assert_non_null(strstr(text,
                           "  Ce mois précède le comité du jeudi 11\u00A0mars 2027, que le plan "
                           "propose pour ce\n  dossier.\n- Brasserie (brasserie) :"));
    assert_non_null(strstr(text, "dernière en juillet 2027.\n- ebeniste"));
    assert_non_null(strstr(text, "\n  Le plan ne trouve pas de comité pour ce dossier.\n"));
    assert_non_null(strstr(text, "\n\nUne avance n'attend que les dates de comité du bassin."));
    appui_free(text);
    text = report_of(&trial, APPUI_ENGLISH);
    assert_non_null(strstr(text, "  That is before the committee of Thursday 11\u00A0March 2027"));
    assert_non_null(strstr(text, "  The plan finds no committee for this dossier.\n"));
    assert_non_null(strstr(text, "\n\nAn advance waits for committee dates of the basin only."));
    appui_free(text);
    trial.result.plan->n_meetings = 0;
    trial.result.plan->meetings = NULL;
    appui_trial_release(&trial);
}

/* Neither report nor plan of a basin without the strand has a word of it. */
static void a_basin_without_the_strand_never_sees_a_word_of_it(void **state)
{
    (void)state;
    static const char *const words[] = {"dvance", "vance", "remboursable", "repay",
                                        "fund",   "fonds", "euro",         "€"};
    struct appui_draft draft = read_draft(DATA "valid/basin.json");
    struct appui_trial trial = solved(&draft);
    assert_null(trial.basin->advances);
    assert_null(trial.result.plan->advances);
    char *texts[] = {report_of(&trial, APPUI_ENGLISH), report_of(&trial, APPUI_FRENCH),
                     plan_of(&trial)};
    for (size_t t = 0; t < 3; t++) {
        for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
            assert_null(strstr(texts[t], words[w]));
        }
        appui_free(texts[t]);
    }
    appui_trial_release(&trial);
}

/* ---- memory ---- */

/* Chooses and checks with the n-th allocation failing, for every n until none fails any more. */
static void memory_that_fails_is_an_error_code(void **state)
{
    (void)state;
    struct appui_draft draft = golden();
    struct appui_trial trial = solved(&draft);
    struct appui_solve_options options = appui_solve_options_default();
    enum appui_solve_code code = APPUI_SOLVE_NO_MEMORY;
    long n = 0;
    while (code == APPUI_SOLVE_NO_MEMORY) {
        struct appui_plan *plan = appui_calloc(1, sizeof *plan);
        struct appui_clock clock;
        appui_clock_start(&clock, &options);
        appui_memory_fail_after(++n);
        code = appui_advances_solve(trial.basin, &clock, plan);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_SOLVE_OK || code == APPUI_SOLVE_NO_MEMORY);
        appui_plan_free(plan);
    }
    assert_true(n > 30);
    int checked = -1;
    for (n = 1; checked != 0; n++) {
        struct appui_faults findings = {0};
        appui_memory_fail_after(n);
        checked = appui_check_plan(trial.basin, trial.result.plan, &findings);
        appui_memory_fail_after(0);
        appui_faults_release(&findings);
    }
    assert_true(n > 10);
    appui_trial_release(&trial);
}

static void reading_and_building_survive_every_failed_allocation(void **state)
{
    (void)state;
    bool built = false;
    for (long n = 1; !built; n++) {
        struct appui_draft draft = {.name = NULL};
        struct appui_faults faults = {0};
        struct appui_basin *basin = NULL;
        char sha256[APPUI_SHA256_TEXT];
        appui_memory_fail_after(n);
        enum appui_io_code code = appui_basin_json_read(DATA "golden/advances_basin.json", NULL, 0,
                                                        &draft, &faults, sha256);
        if (code == APPUI_IO_OK) {
            basin = appui_basin_build(&draft, &faults);
        }
        appui_memory_fail_after(0);
        built = basin != NULL && !faults.out_of_memory;
        if (!built) { /* memory is the only thing that may be said to be wrong */
            assert_true(code == APPUI_IO_NO_MEMORY || faults.out_of_memory);
            assert_int_equal(faults.n_errors, 0);
        }
        appui_basin_free(basin);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
}

static void reporting_and_reading_survive_every_failed_allocation(void **state)
{
    (void)state;
    struct appui_draft draft = golden();
    struct appui_trial trial = solved(&draft);
    struct appui_plan_header header = {.basin_name = "B", .options = {.as_of = APPUI_ABSENT}};
    struct appui_plan_report from = {trial.basin, trial.standing, trial.result.plan,
                                     &header,     &trial.faults,  NULL};
    char *text = plan_of(&trial);
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    for (long n = 1; code != APPUI_IO_OK; n++) {
        char *report = NULL;
        size_t length;
        appui_memory_fail_after(n);
        code = appui_report_text(&from, APPUI_FRENCH, 80, &report, &length);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_IO_OK || code == APPUI_IO_NO_MEMORY);
        assert_int_equal(code == APPUI_IO_OK, report != NULL);
        appui_free(report);
    }
    code = APPUI_IO_NO_MEMORY;
    for (long n = 1; code != APPUI_IO_OK; n++) {
        struct appui_plan *plan = NULL;
        struct appui_faults faults = {0};
        appui_memory_fail_after(n);
        code = appui_plan_json_read(text, strlen(text), trial.basin, &plan, &faults);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_IO_OK || code == APPUI_IO_NO_MEMORY);
        assert_int_equal(code == APPUI_IO_OK, plan != NULL);
        appui_plan_free(plan);
        appui_faults_release(&faults);
    }
    appui_free(text);
    appui_trial_release(&trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_count_from_january_1970),
        cmocka_unit_test(what_is_no_month_is_refused),
        cmocka_unit_test(what_is_expected_is_rounded_down_over_all_instalments),
        cmocka_unit_test(instalments_fall_due_after_the_grace),
        cmocka_unit_test(the_choice_derived_by_hand_is_found_and_proved),
        cmocka_unit_test(what_the_fund_cannot_bear_alone_is_told_apart),
        cmocka_unit_test(a_fund_below_zero_bears_nothing_new_and_warns),
        cmocka_unit_test(a_later_fund_month_counts_older_instalments_as_repaid),
        cmocka_unit_test(nothing_is_expected_of_what_is_repaid),
        cmocka_unit_test(a_clock_that_is_over_costs_no_advance),
        cmocka_unit_test(the_fund_of_valenciennois_bears_five_more),
        cmocka_unit_test(the_report_holds_the_golden_section),
        cmocka_unit_test(a_payment_before_the_committee_is_told),
        cmocka_unit_test(a_basin_without_the_strand_never_sees_a_word_of_it),
        cmocka_unit_test(memory_that_fails_is_an_error_code),
        cmocka_unit_test(reading_and_building_survive_every_failed_allocation),
        cmocka_unit_test(reporting_and_reading_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("advances", tests, NULL, NULL);
}
