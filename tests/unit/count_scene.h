/*
 * A scene with a meeting that no dossier asks for.
 *
 * The sample's techni-signal waits and is best examined on the first candidate date, 3 February
 * 2027; it is followed up from 3 May on. mavic is followed since 12 October 2026, its reviews are
 * due on 12 January, which the first meeting serves, and on 12 April. count.min asks for a second
 * meeting: on 10 March, 21 April or 19 May, at which the same members sit; the last serves both.
 * Members are valti, who alone may chair, sncf and rosa; the quorum is 2.
 */
#ifndef APPUI_TESTS_UNIT_COUNT_SCENE_H
#define APPUI_TESTS_UNIT_COUNT_SCENE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/reference/trial.h"
#include "tests/unit/sample.h"

static struct appui_draft draft;

static inline int set_up(void **state)
{
    static const char *const days[] = {"2027-02-03", "2027-03-10", "2027-04-21", "2027-05-19"};
    (void)state;
    draft = sample_draft();
    draft.as_of = sample_day("2027-01-20");
    draft.committees.candidates = (struct appui_draft_dates){
        .given = true, .n = 4, .items = sample_array(&draft, 4, sizeof(appui_day))};
    for (int32_t i = 0; i < 4; i++)
        draft.committees.candidates.items[i] = sample_day(days[i]);
    draft.committees.count_min = 2;
    draft.committees.count_max = APPUI_ABSENT;
    draft.committees.gap_days = APPUI_ABSENT;
    draft.n_require = 0;
    draft.projects[1].committee = sample_day("2026-10-12");
    draft.projects[1].mandataire = "sncf";
    draft.projects[1].follow_up_months = 3;
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    appui_draft_release(&draft);
    return 0;
}

/** The trial has two meetings, the first on 3 February. @return the second's day */
static inline appui_day second_meeting(struct appui_trial *trial, bool joint,
                                       const struct appui_trial *before)
{
    struct appui_solve_options options = appui_solve_options_default();
    options.joint = joint;
    assert_null(appui_trial_run_after(trial, &draft, &options, before));
    const struct appui_plan *plan = trial->result.plan;
    assert_non_null(plan);
    assert_int_equal(plan->status, APPUI_OPTIMAL);
    assert_int_equal(plan->n_meetings, 2);
    assert_int_equal(plan->meetings[0].day, sample_day("2027-02-03"));
    assert_int_equal(plan->meetings[1].n_agenda, 0);
    assert_int_equal(appui_trial_check(trial), 0);
    assert_int_equal(trial->findings.n, 0);
    return plan->meetings[1].day;
}

#endif
