/*
 * Meetings of the plan before that are not held, and why: their change, its file, its words and its
 * check (count_scene.h).
 */
#include <string.h>

#include "io/plan_json.h"
#include "io/report_text.h"
#include "model/check.h"
#include "tests/unit/count_scene.h"

/** Plans the draft, bends it, and plans it against the plan before. @return the second plan */
static const struct appui_plan *plan_again(struct appui_trial *before, struct appui_trial *again,
                                           void (*bend)(void), bool joint)
{
    struct appui_solve_options options = appui_solve_options_default();
    assert_int_equal(second_meeting(before, joint, NULL), sample_day("2027-05-19"));
    options.joint = joint;
    bend();
    const char *failed = appui_trial_run_after(again, &draft, &options, before);
    if (failed != NULL)
        fail_msg("%s", failed);
    assert_non_null(again->result.plan);
    assert_int_equal(appui_trial_check(again), 0);
    assert_int_equal(again->findings.n_broken, 0);
    return again->result.plan;
}

/** The plan's only change of that kind; NULL: none. */
static const struct appui_revision *only(const struct appui_plan *plan,
                                         enum appui_revision_kind kind)
{
    const struct appui_revision *found = NULL;
    for (int32_t i = 0; i < plan->n_revisions; i++) {
        if (plan->revisions[i].kind == kind) {
            assert_null(found);
            found = &plan->revisions[i];
        }
    }
    return found;
}

/** The change of the meeting that the plan before held on 19 May. */
static const struct appui_revision *second_moved(const struct appui_plan *plan)
{
    for (int32_t i = 0; i < plan->n_revisions; i++) {
        if (plan->revisions[i].kind == APPUI_MEETING_MOVED &&
            plan->revisions[i].from.day == sample_day("2027-05-19"))
            return &plan->revisions[i];
    }
    fail_msg("19 May is not told");
    return NULL;
}

static void bend_chair(void)
{
    draft.partners[1].absent = sample_dates(&draft, "2027-05-19", NULL);
}

static void bend_quorum(void)
{
    draft.partners[0].absent = sample_dates(&draft, "2027-05-19", NULL);
    draft.partners[2].absent = sample_dates(&draft, "2027-05-19", NULL);
}

static void bend_candidates(void)
{
    draft.committees.candidates.n = 3;
}

static void bend_horizon(void)
{
    draft.horizon_end = sample_day("2027-05-10");
}

/* techni-signal is known to be examined a week later. */
static void bend_gap(void)
{
    draft.projects[0].committee = sample_day("2027-05-26");
    draft.committees.gap_days = 21;
}

/* techni-signal is known to be examined where the plan had it, and one meeting is enough. */
static void bend_count(void)
{
    draft.projects[0].committee = sample_day("2027-02-03");
    draft.committees.count_min = APPUI_ABSENT;
    draft.committees.count_max = 1;
}

static void a_meeting_that_may_not_be_held_names_the_part_of_the_rule(void **state)
{
    static const struct {
        void (*bend)(void);
        enum appui_meeting_part part;
        const char *to; /**< where one answer is best; NULL: not looked at */
    } cases[] = {{bend_chair, APPUI_MEETING_NO_CHAIR, NULL},
                 {bend_quorum, APPUI_MEETING_NO_QUORUM, NULL},
                 {bend_candidates, APPUI_MEETING_NO_DATE, NULL},
                 {bend_horizon, APPUI_MEETING_OUTSIDE_HORIZON, NULL},
                 {bend_gap, APPUI_MEETING_GAP, "2027-05-26"},
                 {bend_count, APPUI_MEETING_COUNT, NULL}};
    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        struct appui_trial before = {.basin = NULL}, again = {.basin = NULL};
        const struct appui_plan *plan = plan_again(&before, &again, cases[i / 2].bend, i % 2 == 1);
        const struct appui_revision *moved = second_moved(plan);
        assert_int_equal(moved->cause, APPUI_BY_RULE);
        assert_int_equal(moved->rule, 13);
        assert_int_equal(moved->meeting_part, cases[i / 2].part);
        if (cases[i / 2].to != NULL)
            assert_int_equal(moved->to.day, sample_day(cases[i / 2].to));
        appui_trial_release(&before);
        appui_trial_release(&again);
        (void)tear_down(state);
        (void)set_up(state);
    }
}

static void bend_count_max(void)
{
    draft.committees.count_min = 1;
    draft.committees.count_max = 1;
}

/* One meeting may be held. After 19 May techni-signal's first need, which ends in May, has no time:
 * its five half-days are not served. */
static void a_meeting_that_a_criterion_drops_names_it(void **state)
{
    (void)state;
    for (int32_t method = 0; method < 2; method++) {
        struct appui_trial before = {.basin = NULL}, again = {.basin = NULL};
        const struct appui_plan *plan = plan_again(&before, &again, bend_count_max, method == 1);
        const struct appui_revision *dropped = second_moved(plan);
        assert_int_equal(plan->n_revisions, 1);
        assert_int_equal(dropped->to.day, APPUI_ABSENT);
        assert_int_equal(dropped->cause, APPUI_BY_TIER);
        assert_int_equal(dropped->tier, APPUI_TIER_COVERAGE);
        assert_int_equal(dropped->meeting_part, APPUI_MEETING_NOT_TOLD);
        appui_trial_release(&before);
        appui_trial_release(&again);
        (void)tear_down(state);
        (void)set_up(state);
    }
}

static void bend_first_date(void)
{
    draft.committees.candidates.items++;
    draft.committees.candidates.n--;
}

static void bend_first_date_and_withdraw(void)
{
    bend_first_date();
    draft.projects[0].status = APPUI_WITHDRAWN;
}

static void bend_nothing(void)
{
}

static void bend_today(void)
{
    draft.as_of = sample_day("2027-05-20");
}

/* techni-signal goes from 3 February to 10 March. */
static void a_meeting_that_a_dossier_moves_from_is_told_once(void **state)
{
    struct appui_trial before = {.basin = NULL}, again = {.basin = NULL};
    (void)state;
    const struct appui_plan *plan = plan_again(&before, &again, bend_first_date, false);
    const struct appui_revision *date = only(plan, APPUI_COMMITTEE_CHANGED);
    assert_non_null(date);
    assert_int_equal(date->from.day, sample_day("2027-02-03"));
    assert_null(only(plan, APPUI_MEETING_MOVED));
    appui_trial_release(&before);
    appui_trial_release(&again);
}

/* That a firm has withdrawn does not say that nobody meets. */
static void a_meeting_of_a_firm_that_has_withdrawn_is_told(void **state)
{
    struct appui_trial before = {.basin = NULL}, again = {.basin = NULL};
    (void)state;
    const struct appui_plan *plan =
        plan_again(&before, &again, bend_first_date_and_withdraw, false);
    const struct appui_revision *date = only(plan, APPUI_COMMITTEE_CHANGED),
                                *moved = only(plan, APPUI_MEETING_MOVED);
    assert_non_null(date);
    assert_non_null(moved);
    if (date == NULL || moved == NULL)
        return; /* for the compiler: the assertions have ended the test */
    assert_int_equal(date->cause, APPUI_BY_WITHDRAWAL);
    assert_int_equal(moved->from.day, sample_day("2027-02-03"));
    assert_int_equal(moved->meeting_part, APPUI_MEETING_NO_DATE);
    appui_trial_release(&before);
    appui_trial_release(&again);
}

static void meetings_that_are_held_or_over_are_no_change(void **state)
{
    void (*const bends[])(void) = {bend_nothing, bend_today};
    for (int32_t i = 0; i < 2; i++) {
        struct appui_trial before = {.basin = NULL}, again = {.basin = NULL};
        const struct appui_plan *plan = plan_again(&before, &again, bends[i], false);
        assert_int_equal(plan->previous->n_meetings, 2);
        assert_null(only(plan, APPUI_MEETING_MOVED));
        assert_true(i == 1 || plan->n_revisions == 0);
        appui_trial_release(&before);
        appui_trial_release(&again);
        (void)tear_down(state);
        (void)set_up(state);
    }
}

/* ---- its file, its words, its check ---- */

static char *text_of(const struct appui_trial *trial, const struct appui_plan *plan,
                     struct appui_plan_header *header, size_t *length)
{
    struct appui_faults warnings = {.n = 0};
    char *text = NULL;
    *header = (struct appui_plan_header){.basin_name = "sample",
                                         .appui_version = "test",
                                         .policy = "lexicographic",
                                         .options.as_of = APPUI_ABSENT};
    memset(header->basin_sha256, '0', sizeof header->basin_sha256 - 1);
    assert_int_equal(appui_plan_json_write(trial->basin, plan, header, &warnings, &text, length),
                     APPUI_IO_OK);
    return text;
}

static int32_t n_wrong(const struct appui_trial *trial, const struct appui_plan *plan)
{
    struct appui_faults findings = {.n = 0};
    int32_t n = 0;
    assert_int_equal(appui_check_plan(trial->basin, plan, &findings), 0);
    for (int32_t i = 0; i < findings.n; i++)
        n += findings.items[i].code == APPUI_FAULT_REVISIONS_WRONG;
    appui_faults_release(&findings);
    return n;
}

static void a_moved_meeting_reads_back_and_is_checked(void **state)
{
    struct appui_trial before = {.basin = NULL}, trial = {.basin = NULL};
    struct appui_plan_header header;
    struct appui_faults faults = {.n = 0};
    struct appui_plan *read = NULL;
    size_t length, again_length;
    (void)state;
    char *text = text_of(&trial, plan_again(&before, &trial, bend_gap, false), &header, &length);
    assert_int_equal(appui_plan_json_read(text, length, trial.basin, &read, &faults), APPUI_IO_OK);
    assert_int_equal(faults.n, 0);
    char *again = text_of(&trial, read, &header, &again_length);
    assert_int_equal(length, again_length);
    assert_memory_equal(text, again, length);
    assert_int_equal(n_wrong(&trial, read), 0);
    struct appui_revision *moved = &read->revisions[read->n_revisions - 1];
    assert_int_equal(moved->kind, APPUI_MEETING_MOVED);
    moved->meeting_part = APPUI_MEETING_NO_QUORUM;
    assert_int_equal(n_wrong(&trial, read), 1);
    moved->meeting_part = APPUI_MEETING_GAP;
    moved->to.day = APPUI_ABSENT;
    assert_int_equal(n_wrong(&trial, read), 1);
    read->n_revisions--;
    assert_int_equal(n_wrong(&trial, read), 1);
    appui_free(text);
    appui_free(again);
    appui_plan_free(read);
    appui_trial_release(&before);
    appui_trial_release(&trial);
}

static void a_moved_meeting_had_a_date(void **state)
{
    static const char from[] = "\"from\": \"2027-05-19\"", none[] = "\"from\": null        ";
    struct appui_trial before = {.basin = NULL}, trial = {.basin = NULL};
    struct appui_plan_header header;
    struct appui_faults faults = {.n = 0};
    struct appui_plan *read = NULL;
    size_t length;
    (void)state;
    char *text = text_of(&trial, plan_again(&before, &trial, bend_gap, false), &header, &length);
    char *place = strstr(text, from);
    assert_non_null(place);
    memcpy(place, none, sizeof none - 1);
    assert_int_equal(appui_plan_json_read(text, length, trial.basin, &read, &faults),
                     APPUI_IO_REJECTED);
    assert_int_equal(faults.n, 1);
    assert_int_equal(faults.items[0].code, APPUI_FAULT_TYPE_WRONG);
    appui_free(text);
    appui_faults_release(&faults);
    appui_trial_release(&before);
    appui_trial_release(&trial);
}

static void expect_report(const struct appui_trial *trial, enum appui_language language,
                          const char *wanted)
{
    struct appui_plan_header header;
    size_t length;
    char *text = text_of(trial, trial->result.plan, &header, &length);
    struct appui_plan_report from = {.basin = trial->basin,
                                     .standing = trial->standing,
                                     .plan = trial->result.plan,
                                     .header = &header,
                                     .faults = &trial->findings};
    appui_free(text);
    assert_int_equal(appui_report_text(&from, language, 200, &text, &length), APPUI_IO_OK);
    for (char *c = text; (c = strstr(c, "\u00a0")) != NULL; c++) {
        *c = ' '; /* spaces that hold a date together are spaces here */
        memmove(c + 1, c + 2, strlen(c + 2) + 1);
    }
    if (strstr(text, wanted) == NULL)
        fail_msg("not told: %s\n%s", wanted, text);
    appui_free(text);
}

static void reports_say_where_a_meeting_goes_and_why(void **state)
{
    struct appui_trial before = {.basin = NULL}, trial = {.basin = NULL};
    (void)state;
    (void)plan_again(&before, &trial, bend_gap, false);
    expect_report(&trial, APPUI_FRENCH,
                  "Réunion du comité déplacée du mercredi 19 mai 2027 au mercredi 26 mai 2027 "
                  "(règle R13 : trop proche d'une autre réunion).");
    expect_report(&trial, APPUI_ENGLISH,
                  "Committee meeting moved from Wednesday 19 May 2027 to Wednesday 26 May 2027 "
                  "(rule R13: too near to another meeting).");
    appui_trial_release(&before);
    appui_trial_release(&trial);
}

static void reports_say_which_meeting_is_no_longer_held(void **state)
{
    struct appui_trial before = {.basin = NULL}, trial = {.basin = NULL};
    (void)state;
    (void)plan_again(&before, &trial, bend_count_max, false);
    expect_report(&trial, APPUI_FRENCH,
                  "La réunion du comité du mercredi 19 mai 2027 n'a plus lieu (critère");
    expect_report(&trial, APPUI_ENGLISH,
                  "The committee meeting of Wednesday 19 May 2027 is no longer held (criterion");
    appui_trial_release(&before);
    appui_trial_release(&trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_meeting_that_may_not_be_held_names_the_part_of_the_rule,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_meeting_that_a_criterion_drops_names_it, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_meeting_that_a_dossier_moves_from_is_told_once, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_meeting_of_a_firm_that_has_withdrawn_is_told, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(meetings_that_are_held_or_over_are_no_change, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_moved_meeting_reads_back_and_is_checked, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_moved_meeting_had_a_date, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_say_where_a_meeting_goes_and_why, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(reports_say_which_meeting_is_no_longer_held, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
