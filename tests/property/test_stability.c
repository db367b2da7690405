/*
 * Planning again: random tiny basins planned once, changed as life changes them, and planned
 * against that plan. The second plan must be the referee's best, the tier stability included; and
 * where nothing changed, so must every line, session, date and mandataire. `test_stability FIRST
 * COUNT` runs other seeds, and more of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/reference/contrast.h"
#include "tests/reference/feature.h"
#include "tests/reference/match.h"
#include "tests/reference/random_basin.h"

/* More: property_stability FIRST COUNT. A few seeds beyond, like 86, take a minute each. */
#define N_DEFAULT 72

static uint64_t first_seed = 1, n_wanted = N_DEFAULT;

static const struct appui_random_shape everything = {.lines = true, .require = true, .tiers = true};

static void draw(uint64_t seed, struct appui_draft *draft)
{
    *draft = (struct appui_draft){.name = NULL};
    assert_int_equal(appui_random_draft(seed, &everything, draft), 0);
}

/** Plans a draft. @return false where no plan meets the require rules */
static bool plan_with(struct appui_trial *trial, const struct appui_draft *draft,
                      const struct appui_solve_options *asked, const struct appui_trial *before)
{
    struct appui_solve_options options = *asked;
    const char *failed = appui_trial_run_after(trial, draft, &options, before);
    if (failed != NULL)
        fail_msg("%s", failed);
    return trial->result.outcome == APPUI_SOLVED;
}

static bool plan(struct appui_trial *trial, const struct appui_draft *draft, bool joint,
                 const struct appui_trial *before)
{
    struct appui_solve_options options = appui_solve_options_default();
    options.joint = joint;
    return plan_with(trial, draft, &options, before);
}

struct tally {
    int32_t n_judged, n_too_big, n_unproved, n_wrong, n_changed;
    int32_t features[APPUI_N_FEATURES];
};

static void count(struct tally *tally, const struct appui_match *match)
{
    tally->n_wrong += match->n_wrong > 0;
    tally->n_unproved += match->unproved;
    if (match->referee == APPUI_ENUMERATION_TOO_BIG) {
        tally->n_too_big++;
        return;
    }
    tally->n_judged++;
    if (match->conflict || match->trial.result.plan == NULL)
        return;
    tally->n_changed += match->trial.result.plan->n_revisions > 0;
    appui_features_count(&match->trace, match->trial.result.plan, tally->features);
}

/** A changed basin after a plan of what it was: by either method; days alone after a plan with
 * sessions or without. */
static void run_seed(uint64_t seed, bool calendar, struct tally *tally)
{
    static struct appui_match match;
    struct appui_solve_options options = appui_solve_options_default();
    struct appui_trial before = {.basin = NULL};
    struct appui_draft draft, changed;
    bool even = seed % 2 == 0;
    options.joint = calendar && even;
    options.calendar = calendar || even;
    draw(seed, &draft);
    draw(seed, &changed);
    assert_int_equal(appui_random_change(seed, &changed), 0);
    if (plan_with(&before, &draft, &options, NULL)) {
        match = (struct appui_match){.calendar = calendar};
        appui_match_judge_after(&match, &changed, calendar, &before);
        if (match.n_wrong > 0)
            print_error("seed %llu:\n%s", (unsigned long long)seed, match.report);
        count(tally, &match);
        appui_match_release(&match);
    }
    appui_trial_release(&before);
    appui_draft_release(&draft);
    appui_draft_release(&changed);
}

static void a_plan_after_another_is_the_best_of_all(void **state)
{
    (void)state;
    struct tally tally = {0};
    for (uint64_t seed = first_seed; tally.n_judged < (int32_t)n_wanted && tally.n_wrong < 10;
         seed++)
        run_seed(seed, true, &tally);
    print_message("%d basins judged, %d too big for the referee, %d not proved, %d with changes, "
                  "%d wrong\n",
                  (int)tally.n_judged, (int)tally.n_too_big, (int)tally.n_unproved,
                  (int)tally.n_changed, (int)tally.n_wrong);
    assert_int_equal(tally.n_wrong, 0);
    assert_true(100 * tally.n_unproved <= tally.n_judged);
    if (n_wanted >= N_DEFAULT)
        assert_true(tally.n_changed > tally.n_judged / 10);
}

static void without_calendar_lines_are_kept(void **state)
{
    (void)state;
    struct tally tally = {0};
    for (uint64_t seed = first_seed; seed < first_seed + n_wanted / 2 && tally.n_wrong < 10; seed++)
        run_seed(seed, false, &tally);
    print_message("%d judged, %d changed, %d wrong\n", (int)tally.n_judged, (int)tally.n_changed,
                  (int)tally.n_wrong);
    assert_int_equal(tally.n_wrong, 0);
    if (n_wanted >= N_DEFAULT)
        assert_true(tally.n_changed > tally.n_judged / 10);
}

/** Both methods against the same plan before. */
static void both_methods_agree_after_another_plan(void **state)
{
    (void)state;
    int32_t n_wrong = 0;
    for (uint64_t seed = first_seed; seed < first_seed + n_wanted / 2 && n_wrong < 10; seed++) {
        static struct appui_contrast contrast;
        struct appui_trial before = {.basin = NULL};
        struct appui_draft draft, changed;
        draw(seed, &draft);
        draw(seed, &changed);
        assert_int_equal(appui_random_change(seed + 1, &changed), 0);
        contrast = (struct appui_contrast){.n_wrong = 0};
        if (plan(&before, &draft, seed % 2 == 0, NULL))
            appui_contrast_judge_after(&contrast, &changed, seed, &before);
        if (contrast.n_wrong > 0)
            print_error("seed %llu:\n%s", (unsigned long long)seed, contrast.report);
        n_wrong += contrast.n_wrong > 0;
        appui_contrast_release(&contrast);
        appui_trial_release(&before);
        appui_draft_release(&draft);
        appui_draft_release(&changed);
    }
    assert_int_equal(n_wrong, 0);
}

static bool same_sessions(const struct appui_plan_line *a, const struct appui_plan_line *b)
{
    bool same = a->n_sessions == b->n_sessions;
    for (int32_t k = 0; same && k < a->n_sessions; k++)
        same =
            a->sessions[k].day == b->sessions[k].day && a->sessions[k].half == b->sessions[k].half;
    return same;
}

/** @return what differs, or NULL */
static const char *difference(const struct appui_plan *a, const struct appui_plan *b,
                              int32_t n_projects)
{
    if (a->n_lines != b->n_lines || a->n_mandataires != b->n_mandataires)
        return "lines or mandataires are more or fewer";
    for (int32_t i = 0; i < a->n_lines; i++) {
        const struct appui_plan_line *l = &a->lines[i], *m = &b->lines[i];
        if (l->need != m->need || l->expert != m->expert || l->half_days != m->half_days)
            return "another line";
        if (l->state == APPUI_PROPOSED && !same_sessions(l, m))
            return "other sessions";
    }
    for (int32_t q = 0; q < n_projects; q++)
        if (appui_plan_examined(a, q) != appui_plan_examined(b, q))
            return "another committee date";
    for (int32_t i = 0; i < a->n_mandataires; i++)
        if (a->mandataires[i].project != b->mandataires[i].project ||
            a->mandataires[i].partner != b->mandataires[i].partner)
            return "another mandataire";
    return b->n_revisions == 0 ? NULL : "changes are listed";
}

/** Stability is asked for, and enough else that a plan is told from one with more lines; nothing
 * is given up within a tolerance, and all is proved. */
static bool is_settled(const struct appui_trial *before)
{
    const struct appui_tier_list *tiers = &before->basin->tiers;
    for (int32_t i = 0; i < tiers->n; i++)
        if (tiers->items[i].tolerance > 0)
            return false;
    return before->result.plan->status == APPUI_OPTIMAL &&
           appui_tier_list_find(tiers, APPUI_TIER_STABILITY) != NULL &&
           appui_tier_list_find(tiers, APPUI_TIER_CONCENTRATION) != NULL;
}

/** @return 1 when planning again changes something */
static int32_t judge_again(uint64_t seed, const struct appui_draft *draft,
                           const struct appui_trial *before, bool joint)
{
    struct appui_trial again = {.basin = NULL};
    assert_true(plan(&again, draft, joint, before));
    const struct appui_tier_result *stability = appui_trial_tier(&again, APPUI_TIER_STABILITY);
    const char *differs =
        difference(before->result.plan, again.result.plan, before->basin->n_projects);
    if (stability == NULL || stability->value != 0 || !stability->proved)
        differs = "stability is not 0";
    if (differs != NULL)
        print_error("seed %llu, %s: %s\n", (unsigned long long)seed, joint ? "joint" : "days",
                    differs);
    appui_trial_release(&again);
    return differs != NULL;
}

static void planning_an_unchanged_basin_again_changes_nothing(void **state)
{
    (void)state;
    int32_t n_wrong = 0, n_lines = 0;
    for (uint64_t seed = first_seed; seed < first_seed + n_wanted && n_wrong < 10; seed++) {
        struct appui_trial before = {.basin = NULL};
        struct appui_draft draft;
        draw(seed, &draft);
        if (plan(&before, &draft, seed % 2 == 0, NULL) && is_settled(&before)) {
            n_lines += before.result.plan->n_lines;
            n_wrong += judge_again(seed, &draft, &before, false);
            n_wrong += judge_again(seed, &draft, &before, true);
        }
        appui_trial_release(&before);
        appui_draft_release(&draft);
    }
    print_message("%d lines planned again\n", (int)n_lines);
    assert_int_equal(n_wrong, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_after_another_is_the_best_of_all),
        cmocka_unit_test(without_calendar_lines_are_kept),
        cmocka_unit_test(both_methods_agree_after_another_plan),
        cmocka_unit_test(planning_an_unchanged_basin_again_changes_nothing),
    };
    if (argc > 1)
        first_seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        n_wanted = strtoull(argv[2], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
