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
#include <string.h>

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

/** The plan's file without its tiers and what it was planned against: the tier stability is only in
 * the second, and equity tells fewer burdens that can change. */
static char *file_of(const struct appui_trial *trial)
{
    struct appui_plan plan = *trial->result.plan;
    char *text = NULL;
    size_t length = 0;
    plan.n_tiers = 0;
    plan.previous = NULL;
    assert_int_equal(appui_trial_write(trial, &plan, &text, &length), 0);
    return text;
}

/** Says where two files differ. @return true when they do */
static bool tell_difference(const char *before, const char *again)
{
    size_t at = 0, line = 0;
    while (before[at] != '\0' && before[at] == again[at])
        line = before[at++] == '\n' ? at : line;
    if (before[at] == again[at])
        return false;
    print_error("before: %.60s\nagain: %.60s\n", before + line, again + line);
    return true;
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
    char *first = file_of(before), *second = file_of(&again);
    bool differs = tell_difference(first, second);
    if (stability == NULL || stability->value != 0 || !stability->proved ||
        again.result.plan->n_revisions > 0)
        differs = true;
    if (differs)
        print_error("seed %llu, %s: something changes\n", (unsigned long long)seed,
                    joint ? "joint" : "days");
    appui_free(first);
    appui_free(second);
    appui_trial_release(&again);
    return differs;
}

#define DATES_MAX 8

/** Asks for more meetings than dossiers need, on some of many dates that are equally good. */
static void ask_for_meetings(uint64_t seed, struct appui_draft *draft,
                             appui_day candidates[static DATES_MAX])
{
    struct appui_draft_committees *committees = &draft->committees;
    int32_t n = 0;
    if (committees->candidates.n == 0)
        return;
    for (appui_day day = draft->horizon_start; n < DATES_MAX && day <= draft->horizon_end; day++)
        if (appui_date_weekday(day) <= 4)
            candidates[n++] = day;
    committees->candidates.items = candidates;
    committees->candidates.n = n;
    committees->count_min = 1 + (int32_t)(seed % (uint64_t)n);
    committees->count_max = APPUI_ABSENT;
    committees->gap_days = 0;
    for (int32_t p = 0; seed % 3 > 0 && p < draft->n_partners; p++)
        draft->partners[p].absent.n = 0;
}

struct again {
    int32_t n_wrong, n_lines, n_empty; /**< lines, and meetings without a dossier, planned again */
};

static void run_again(uint64_t seed, bool meetings, struct again *tally)
{
    struct appui_trial before = {.basin = NULL};
    struct appui_draft draft;
    appui_day candidates[DATES_MAX];
    draw(seed, &draft);
    if (meetings)
        ask_for_meetings(seed, &draft, candidates);
    if (plan(&before, &draft, seed % 2 == 0, NULL) && is_settled(&before)) {
        const struct appui_plan *first = before.result.plan;
        tally->n_lines += first->n_lines;
        for (int32_t m = 0; m < first->n_meetings; m++)
            tally->n_empty += first->meetings[m].n_agenda == 0;
        tally->n_wrong += judge_again(seed, &draft, &before, false);
        tally->n_wrong += judge_again(seed, &draft, &before, true);
    }
    appui_trial_release(&before);
    appui_draft_release(&draft);
}

static void planning_an_unchanged_basin_again_changes_nothing(void **state)
{
    (void)state;
    struct again tally = {0};
    for (uint64_t seed = first_seed; seed < first_seed + n_wanted && tally.n_wrong < 10; seed++)
        run_again(seed, false, &tally);
    print_message("%d lines planned again\n", (int)tally.n_lines);
    assert_int_equal(tally.n_wrong, 0);
}

/** More meetings than dossiers need leave a choice of dates that no tier decides. */
static void meetings_held_for_the_count_alone_stay(void **state)
{
    (void)state;
    struct again tally = {0};
    for (uint64_t seed = first_seed; seed < first_seed + 2 * n_wanted && tally.n_wrong < 10; seed++)
        run_again(seed, true, &tally);
    print_message("%d meetings without a dossier planned again\n", (int)tally.n_empty);
    assert_int_equal(tally.n_wrong, 0);
    if (n_wanted >= N_DEFAULT)
        assert_true(tally.n_empty > 20);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_after_another_is_the_best_of_all),
        cmocka_unit_test(without_calendar_lines_are_kept),
        cmocka_unit_test(both_methods_agree_after_another_plan),
        cmocka_unit_test(planning_an_unchanged_basin_again_changes_nothing),
        cmocka_unit_test(meetings_held_for_the_count_alone_stay),
    };
    if (argc > 1)
        first_seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        n_wanted = strtoull(argv[2], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
