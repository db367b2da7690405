/*
 * First committee dates, by hand and on random basins.
 *
 * By hand: one expert who is always free, three firms that wait, with a need of one day each, and
 * three candidate dates of one dossier each. "late" can be helped whenever, "spring" until 20
 * April, "winter" until 15 February: only 20 January leaves it anything.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bench/generate.h"
#include "solver/convene.h"
#include "tests/reference/random_basin.h"
#include "tests/reference/trial.h"
#include "tests/unit/sample.h"

enum { LATE, SPRING, WINTER, N_FIRMS };

/** A basin with its dates chosen. */
struct scene {
    struct appui_draft draft;
    struct appui_trial trial;
    struct appui_problem problem;
    struct appui_arena arena;
    struct appui_solution solution;
};

static void open_scene(struct scene *scene, const struct appui_previous *previous)
{
    scene->trial.basin = appui_basin_build(&scene->draft, &scene->trial.faults);
    assert_non_null(scene->trial.basin);
    scene->trial.standing = appui_standing_build(scene->trial.basin);
    assert_non_null(scene->trial.standing);
    assert_int_equal(
        appui_problem_build(scene->trial.basin, scene->trial.standing, true, &scene->problem), 0);
    assert_int_equal(appui_solution_new(&scene->problem, &scene->arena, &scene->solution), 0);
    assert_int_equal(appui_convene(&scene->problem, previous, &scene->solution), 0);
}

static void close_scene(struct scene *scene)
{
    appui_arena_release(&scene->arena);
    appui_problem_release(&scene->problem);
    appui_trial_release(&scene->trial);
    appui_draft_release(&scene->draft);
}

static void draft_firms(struct appui_draft *draft)
{
    static const char *const ids[] = {"late", "spring", "winter"};
    static const char *const needs[] = {"late/buying", "spring/buying", "winter/buying"};
    static const char *const ends[] = {"2027-06-30", "2027-04-20", "2027-02-15"};
    *draft = sample_empty();
    sample_add_skills(draft);
    draft->n_partners = draft->n_experts = 1;
    draft->partners = sample_array(draft, 1, sizeof *draft->partners);
    draft->partners[0] = sample_partner("sncf");
    draft->partners[0].pledges_given = true;
    draft->partners[0].n_pledges = 1;
    draft->partners[0].pledges = sample_array(draft, 1, sizeof *draft->partners[0].pledges);
    draft->partners[0].pledges[0] = (struct appui_draft_pledge){
        .from = sample_day("2027-01-01"), .to = sample_day("2027-12-31"), .half_days = 24};
    draft->experts = sample_array(draft, 1, sizeof *draft->experts);
    draft->experts[0] = sample_expert(draft, "buyer", "sncf", "purchasing", 3);
    draft->n_projects = N_FIRMS;
    draft->projects = sample_array(draft, N_FIRMS, sizeof *draft->projects);
    for (int32_t i = 0; i < N_FIRMS; i++) {
        struct appui_draft_need *need = sample_array(draft, 1, sizeof *need);
        *need = sample_need(needs[i], "purchasing", 2);
        need->to = sample_day(ends[i]);
        draft->projects[i] = sample_project(ids[i], need, 1);
    }
    draft->committees.given = true;
    draft->committees.candidates = (struct appui_draft_dates){
        .given = true, .n = 3, .items = sample_array(draft, 3, sizeof(appui_day))};
    draft->committees.candidates.items[0] = sample_day("2027-01-20");
    draft->committees.candidates.items[1] = sample_day("2027-03-17");
    draft->committees.candidates.items[2] = sample_day("2027-05-19");
    draft->committees.count_min = draft->committees.count_max = APPUI_ABSENT;
    draft->committees.gap_days = draft->committees.lead_days = APPUI_ABSENT;
    draft->committees.quorum = APPUI_ABSENT;
    draft->committees.capacity = 1;
}

static appui_day day_of(const struct scene *scene, int32_t project)
{
    int32_t choice = scene->solution.choice[scene->problem.project_dossier[project]];
    return choice < 0 ? APPUI_ABSENT : appui_problem_choice_day(&scene->problem, choice);
}

static void who_can_wait_makes_room(void **state)
{
    (void)state;
    struct scene scene = {.draft = {.name = NULL}};
    draft_firms(&scene.draft);
    open_scene(&scene, NULL);
    assert_int_equal(day_of(&scene, WINTER), sample_day("2027-01-20"));
    assert_int_equal(day_of(&scene, SPRING), sample_day("2027-03-17"));
    assert_int_equal(day_of(&scene, LATE), sample_day("2027-05-19"));
    close_scene(&scene);
}

/** One meeting of two dossiers: the third has none. */
static void no_more_meetings_than_may_be(void **state)
{
    (void)state;
    struct scene scene = {.draft = {.name = NULL}};
    draft_firms(&scene.draft);
    scene.draft.committees.count_max = 1;
    scene.draft.committees.capacity = 2;
    open_scene(&scene, NULL);
    int32_t n_held = 0, n_examined = 0;
    for (int32_t c = 0; c < scene.problem.standing->dates.n; c++)
        n_held += scene.solution.held[c];
    for (int32_t i = 0; i < N_FIRMS; i++)
        n_examined += day_of(&scene, i) != APPUI_ABSENT;
    assert_int_equal(n_held, 1);
    assert_int_equal(n_examined, 2);
    close_scene(&scene);
}

static void dates_of_the_plan_before_stay(void **state)
{
    (void)state;
    struct scene scene = {.draft = {.name = NULL}};
    struct appui_previous_date date = {LATE, sample_day("2027-01-20"), true};
    struct appui_previous previous = {.n_dates = 1, .dates = &date};
    draft_firms(&scene.draft);
    open_scene(&scene, &previous);
    assert_int_equal(day_of(&scene, LATE), sample_day("2027-01-20"));
    assert_int_equal(day_of(&scene, SPRING), sample_day("2027-03-17"));
    close_scene(&scene);
}

/** Capacity, count and gap of a random basin (R13). @return dossiers with a date */
static int32_t check_dates(const struct scene *scene)
{
    const struct appui_problem *problem = &scene->problem;
    const struct appui_meeting_dates *dates = &problem->standing->dates;
    int32_t n_open = 0, n_examined = 0;
    for (int32_t c = 0; c < dates->n; c++) {
        int32_t taken = 0;
        for (int32_t d = 0; d < problem->n_dossiers; d++) {
            int32_t choice = scene->solution.choice[d];
            taken += choice >= 0 && problem->choices[choice] == c;
        }
        assert_true(taken <= dates->dates[c].room);
        assert_int_equal(scene->solution.held[c], taken > 0 || dates->dates[c].settled);
        n_open += taken > 0 && !dates->dates[c].settled;
        n_examined += taken;
        for (int32_t b = 0; b < c; b++) {
            bool both = scene->solution.held[b] && scene->solution.held[c] &&
                        (dates->dates[b].open || dates->dates[c].open);
            assert_false(both && appui_meetings_too_near(problem->basin, dates->dates[b].day,
                                                         dates->dates[c].day));
        }
    }
    assert_true(n_open <= dates->n_open_max);
    return n_examined;
}

static void exchanges_keep_the_rules_of_meetings(void **state)
{
    (void)state;
    int32_t n_examined = 0;
    for (uint32_t seed = 1; seed <= 300; seed++) {
        struct scene scene = {.draft = {.name = NULL}};
        assert_int_equal(appui_generate(appui_family_find(seed % 10 == 0 ? "hard" : "tiny"), seed,
                                        1, &scene.draft),
                         0);
        assert_int_equal(appui_random_convene(seed, &scene.draft), 0);
        open_scene(&scene, NULL);
        n_examined += check_dates(&scene);
        close_scene(&scene);
    }
    assert_true(n_examined > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_can_wait_makes_room),
        cmocka_unit_test(no_more_meetings_than_may_be),
        cmocka_unit_test(dates_of_the_plan_before_stay),
        cmocka_unit_test(exchanges_keep_the_rules_of_meetings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
