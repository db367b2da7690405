/*
 * Follow-up reviews, by hand: which are ahead, and on which meeting they are put.
 *
 * mavic of the sample is followed by sncf since its committee of 12 October 2026 and reviewed every
 * three months: 12 January, 12 April, 12 July, 12 October 2027 and so on until 12 April 2028. The
 * plan meets on 3 February 2027 alone; as_of is the 20th of January.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/reviews.h"
#include "model/standing.h"
#include "tests/unit/sample.h"

#define N_MONTHS_LEFT 5 /* April 2027 to April 2028 */

static struct appui_draft draft;
static struct appui_meeting meeting;

static int set_up(void **state)
{
    (void)state;
    draft = sample_draft();
    draft.as_of = sample_day("2027-01-20");
    draft.committees.count_min = draft.committees.count_max = APPUI_ABSENT;
    draft.projects[1].committee = sample_day("2026-10-12");
    draft.projects[1].mandataire = "sncf";
    draft.projects[1].follow_up_months = 3;
    meeting.day = sample_day("2027-02-03");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    appui_draft_release(&draft);
    return 0;
}

/* The number of reviews ahead, and the first of them in `first`. */
static int32_t list(struct appui_review *first)
{
    struct appui_faults faults = {.n = 0};
    struct appui_arena arena = {0};
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    assert_non_null(basin);
    struct appui_standing *standing = appui_standing_build(basin);
    assert_non_null(standing);
    struct appui_plan plan = {.calendar = true, .n_meetings = 1, .meetings = &meeting};
    struct appui_review *reviews;
    int32_t n = appui_reviews_list(basin, standing, &plan, &arena, &reviews);
    assert_true(n > 0);
    *first = reviews[0];
    appui_arena_release(&arena);
    appui_standing_free(standing);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    return n;
}

static void one_due_since_the_last_meeting_is_put_on_the_next(void **state)
{
    (void)state;
    struct appui_review first;
    assert_int_equal(list(&first), 1 + N_MONTHS_LEFT);
    assert_int_equal(first.due, sample_day("2027-01-12"));
    assert_int_equal(first.meeting, sample_day("2027-02-03"));
}

static void one_due_before_a_meeting_that_was_held_is_history(void **state)
{
    (void)state;
    struct appui_review first;
    draft.projects[0].status = APPUI_APPROVED;
    draft.projects[0].committee = sample_day("2027-01-14");
    draft.projects[0].ready = sample_day("2027-01-04");
    assert_int_equal(list(&first), N_MONTHS_LEFT);
    assert_int_equal(first.due, sample_day("2027-04-12"));
    assert_int_equal(first.meeting, APPUI_ABSENT);
}

static void a_fixed_date_that_is_over_was_a_meeting(void **state)
{
    (void)state;
    struct appui_review first;
    draft.committees.candidates.given = false;
    draft.committees.candidates.n = 0;
    draft.committees.fixed = sample_dates(&draft, "2027-01-11", "2027-02-03");
    draft.committees.gap_days = APPUI_ABSENT;
    assert_int_equal(list(&first), 1 + N_MONTHS_LEFT);
    draft.committees.fixed = sample_dates(&draft, "2027-01-12", "2027-02-03");
    assert_int_equal(list(&first), N_MONTHS_LEFT);
}

static void one_that_the_next_has_overtaken_is_history(void **state)
{
    (void)state;
    struct appui_review first;
    draft.as_of = sample_day("2027-04-11");
    assert_int_equal(list(&first), 1 + N_MONTHS_LEFT);
    assert_int_equal(first.due, sample_day("2027-01-12"));
    draft.as_of = sample_day("2027-04-12");
    assert_int_equal(list(&first), N_MONTHS_LEFT);
    assert_int_equal(first.due, sample_day("2027-04-12"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_due_since_the_last_meeting_is_put_on_the_next, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_due_before_a_meeting_that_was_held_is_history, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_fixed_date_that_is_over_was_a_meeting, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_that_the_next_has_overtaken_is_history, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
