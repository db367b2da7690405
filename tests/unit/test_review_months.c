/*
 * Follow-up reviews by hand (scene.h: two weeks from Monday 2027-02-01): which months, ends of
 * months, which meeting.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/reference/scene.h"
#include "tests/reference/trial.h"

static struct appui_scene scene;
static struct appui_trial trial;
static appui_day dates[1];

/** j0 was approved on a day, is supported and reviewed every three months; one meeting is fixed. */
static int set_scene(void **state)
{
    (void)state;
    appui_scene_set(&scene);
    dates[0] = scene.monday + 4;
    scene.draft.committees.given = true;
    scene.draft.committees.fixed =
        (struct appui_draft_dates){.given = true, .n = 1, .items = dates};
    scene.projects[0].committee = appui_date_from_civil(2026, 10, 31);
    scene.projects[0].follow_up_months = 3;
    trial = (struct appui_trial){.basin = NULL};
    return 0;
}

static int release(void **state)
{
    (void)state;
    appui_trial_release(&trial);
    return 0;
}

static const struct appui_plan *plan(void)
{
    appui_trial_release(&trial);
    const char *failed = appui_trial_run(&trial, &scene.draft, true);
    if (failed != NULL)
        fail_msg("%s", failed);
    assert_int_equal(appui_trial_check(&trial), 0);
    assert_int_equal(trial.findings.n_broken, 0);
    return trial.result.plan;
}

/* Due on the 31st of January, which is over but no meeting has come since, and then on each last
 * day up to eighteen months. */
static void months_count_from_the_committee_to_their_ends(void **state)
{
    (void)state;
    static const int32_t due[][3] = {{2027, 1, 31},  {2027, 4, 30}, {2027, 7, 31},
                                     {2027, 10, 31}, {2028, 1, 31}, {2028, 4, 30}};
    const struct appui_plan *made = plan();
    assert_int_equal(made->n_reviews, 6);
    for (int32_t i = 0; i < 6; i++) {
        assert_int_equal(made->reviews[i].due,
                         appui_date_from_civil(due[i][0], due[i][1], due[i][2]));
        assert_true(i == 0 || made->reviews[i].meeting == APPUI_ABSENT);
    }
}

/* Due on day 2: the meeting of day 4 takes it; one of day 1 is too early. */
static void a_review_goes_to_the_first_meeting_from_then_on(void **state)
{
    (void)state;
    scene.projects[0].committee = appui_date_from_civil(2026, 11, 3);
    const struct appui_plan *made = plan();
    assert_int_equal(made->reviews[0].due, scene.monday + 2);
    assert_int_equal(made->reviews[0].meeting, scene.monday + 4);
    assert_int_equal(made->meetings[0].n_reviews, 1);
    assert_int_equal(made->meetings[0].n_agenda, 0);
    dates[0] = scene.monday + 1;
    made = plan();
    assert_int_equal(made->reviews[0].due, scene.monday + 2);
    assert_int_equal(made->reviews[0].meeting, APPUI_ABSENT);
    assert_int_equal(made->meetings[0].n_reviews, 0);
}

/* Without a committee date the mandate begins with the first support, on day 0 at the earliest. */
static void without_a_date_months_count_from_the_first_support(void **state)
{
    (void)state;
    scene.projects[0].committee = APPUI_ABSENT;
    appui_scene_free(&scene, &scene.projects[0].availability, 2, 3);
    const struct appui_plan *made = plan();
    assert_int_equal(made->n_reviews, 6);
    assert_int_equal(made->reviews[0].due, appui_date_from_civil(2027, 5, 2));
    assert_int_equal(made->reviews[5].due, appui_date_from_civil(2028, 8, 2));
}

static void who_has_no_mandataire_or_support_is_not_reviewed(void **state)
{
    (void)state;
    scene.partners[0].mandates_max = 0;
    assert_int_equal(plan()->n_reviews, 0);
    scene.partners[0].mandates_max = APPUI_ABSENT;
    scene.needs[0][0].level = 4; /* nobody can */
    assert_int_equal(plan()->n_reviews, 0);
    scene.needs[0][0].level = APPUI_ABSENT;
    scene.projects[0].follow_up_months = 0;
    assert_int_equal(plan()->n_reviews, 0);
    scene.projects[0].follow_up_months = 3;
    scene.projects[0].mandataire = "p0"; /* known */
    assert_int_equal(plan()->n_reviews, 6);
}

/* A file that does not say gets three months; only an explicit 0 means never. */
static void three_months_unless_the_file_says_otherwise(void **state)
{
    (void)state;
    scene.projects[0].follow_up_months = APPUI_ABSENT;
    assert_int_equal(plan()->n_reviews, 6);
    scene.draft.committees.given = false;
    scene.partners[0].mandates_max = 1; /* mandates alone ask for mandataires */
    assert_int_equal(plan()->n_reviews, 6);
    assert_int_equal(plan()->reviews[0].meeting, APPUI_ABSENT);
}

/* Every twelve months: one, for the second is beyond eighteen. */
static void reviews_end_after_eighteen_months(void **state)
{
    (void)state;
    scene.projects[0].follow_up_months = 12;
    assert_int_equal(plan()->n_reviews, 1);
    scene.projects[0].follow_up_months = 18;
    assert_int_equal(plan()->n_reviews, 1);
    scene.projects[0].follow_up_months = 19;
    assert_int_equal(plan()->n_reviews, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(months_count_from_the_committee_to_their_ends, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_review_goes_to_the_first_meeting_from_then_on, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(without_a_date_months_count_from_the_first_support,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(who_has_no_mandataire_or_support_is_not_reviewed, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(three_months_unless_the_file_says_otherwise, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(reviews_end_after_eighteen_months, set_scene, release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
