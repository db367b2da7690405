/* Building a basin while memory runs out at every single allocation, and building a large one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/basin.h"
#include "tests/unit/sample.h"

/* Builds with the n-th allocation failing, for every n until none fails any more. The sanitizers
 * see any leak. */
static long fail_everywhere(const struct appui_draft *draft, bool valid)
{
    for (long n = 1;; n++) {
        struct appui_faults faults = {0};
        appui_memory_fail_after(n);
        struct appui_basin *basin = appui_basin_build(draft, &faults);
        appui_memory_fail_after(0);
        bool failed = faults.out_of_memory;
        assert_int_equal(basin != NULL, valid && !failed);
        assert_true(appui_faults_stop(&faults) || basin);
        appui_basin_free(basin);
        appui_faults_release(&faults);
        if (!failed) {
            return n;
        }
    }
}

static void a_valid_draft_survives_every_failed_allocation(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    assert_true(fail_everywhere(&draft, true) > 100);
    appui_draft_release(&draft);
}

static void warnings_survive_every_failed_allocation(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.attendance_half_days = 1;
    draft.experts[1].skills[0].skill = "quality";
    draft.projects[1].needs[0].to = draft.as_of - 1;
    draft.projects[0].needs[1].each_max = 1;
    draft.committees.quorum = 3;
    draft.estimates[0].expert = "valti-buyer";
    draft.partners[0].pledges[0].delivered = 99;
    assert_true(fail_everywhere(&draft, true) > 100);
    appui_draft_release(&draft);
}

static void faults_survive_every_failed_allocation(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.tiers = sample_texts(&draft, "covrage", "fit:x", NULL);
    draft.skills[0].broader = "iso_9001";
    draft.experts[0].partner = "snfc";
    draft.projects[0].needs[0].after = sample_texts(&draft, "techni-signal/buying", NULL, NULL);
    draft.projects[0].id = draft.projects[1].id;
    draft.estimates[0].fit = -1;
    draft.lines[0].sessions[0].day = draft.lines[0].sessions[1].day;
    draft.require[0] = draft.forbid[0];
    draft.partners[0].pledges[0].earmarks[0].half_days = 100;
    assert_true(fail_everywhere(&draft, false) > 100);
    appui_draft_release(&draft);
}

static void fill_large_experts(struct appui_draft *draft, int32_t n)
{
    draft->n_experts = n;
    draft->experts = sample_array(draft, n, sizeof *draft->experts);
    for (int32_t e = 0; e < n; e++) {
        const char *id = appui_arena_format(&draft->arena, "expert-%d", (int)e);
        const char *skill = draft->skills[e % draft->n_skills].id;
        draft->experts[e] = sample_expert(draft, id, draft->partners[e % 3].id, skill, 1 + e % 5);
        draft->experts[e].availability.weekdays_given = true;
        draft->experts[e].availability.weekdays = (uint16_t)(1 + e % 1023);
    }
}

static void fill_large_projects(struct appui_draft *draft, int32_t n, int32_t n_needs)
{
    draft->n_projects = n;
    draft->projects = sample_array(draft, n, sizeof *draft->projects);
    for (int32_t p = 0; p < n; p++) {
        struct appui_draft_need *needs = sample_array(draft, n_needs, sizeof *needs);
        for (int32_t i = 0; i < n_needs; i++) {
            const char *id = appui_arena_format(&draft->arena, "project-%d/%d", (int)p, (int)i);
            needs[i] = sample_need(id, draft->skills[(p + i) % draft->n_skills].id, 6);
            if (i > 0) {
                needs[i].after = sample_texts(draft, needs[i - 1].id, NULL, NULL);
            }
        }
        draft->projects[p] =
            sample_project(appui_arena_format(&draft->arena, "project-%d", (int)p), needs, n_needs);
    }
}

/* Every pair of expert and need has an estimate, in reverse order of the file. */
static void fill_large_estimates(struct appui_draft *draft)
{
    int32_t n = 0;
    draft->estimates = sample_array(draft, 640 * 150, sizeof *draft->estimates);
    for (int32_t p = draft->n_projects - 1; p >= 0; p--) {
        for (int32_t i = 0; i < draft->projects[p].n_needs; i++) {
            for (int32_t e = 149; e >= 0; e--) {
                draft->estimates[n++] = (struct appui_draft_estimate){
                    false, draft->projects[p].needs[i].id, draft->experts[e].id, 4, 500000};
            }
        }
    }
    draft->n_estimates = n;
}

/* The size of the whole network: 840 experts, 320 projects of 2 needs, 96000 estimates, one year.
 */
static void a_basin_of_network_size_is_built(void **state)
{
    (void)state;
    struct appui_draft draft = sample_empty();
    struct appui_faults faults = {0};
    draft.horizon_end = draft.horizon_start + 364;
    sample_add_skills(&draft);
    sample_add_partners(&draft);
    fill_large_experts(&draft, 840);
    fill_large_projects(&draft, 320, 2);
    fill_large_estimates(&draft);
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    assert_non_null(basin);
    assert_int_equal(basin->n_needs, 640);
    assert_int_equal(basin->n_estimates, 96000);
    for (int32_t i = 1; i < basin->n_estimates; i++) {
        const struct appui_estimate *a = &basin->estimates[i - 1], *b = &basin->estimates[i];
        assert_true(a->need < b->need || (a->need == b->need && a->expert < b->expert));
    }
    assert_int_equal(appui_basin_estimate_days(basin, 149, 639), 4);
    assert_int_equal(appui_basin_estimate_days(basin, 150, 639), APPUI_ABSENT);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

/* A file where every reference is wrong is answered too. The first errors carry a hint; the search
 * for it is then given up, so that the answer comes soon: the last has none. */
static void thousands_of_unknown_references_are_all_reported(void **state)
{
    (void)state;
    struct appui_draft draft = sample_empty();
    struct appui_faults faults = {0};
    sample_add_skills(&draft);
    sample_add_partners(&draft);
    fill_large_experts(&draft, 840);
    fill_large_projects(&draft, 320, 2);
    fill_large_estimates(&draft);
    for (int32_t i = 0; i < draft.n_estimates; i++) {
        draft.estimates[i].expert = "expert-00";
    }
    assert_null(appui_basin_build(&draft, &faults));
    assert_int_equal(faults.n_errors, draft.n_estimates);
    assert_string_equal(appui_fault_argument(&faults.items[0], "hint"), "expert-0");
    assert_string_equal(appui_fault_argument(&faults.items[faults.n - 1], "hint"), "");
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_valid_draft_survives_every_failed_allocation),
        cmocka_unit_test(warnings_survive_every_failed_allocation),
        cmocka_unit_test(faults_survive_every_failed_allocation),
        cmocka_unit_test(a_basin_of_network_size_is_built),
        cmocka_unit_test(thousands_of_unknown_references_are_all_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
