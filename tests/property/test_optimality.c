/*
 * Random tiny basins: appui_solve against the exhaustive referee, with and without calendar.
 *
 * Every plan must pass appui_check_plan and the referee's own reading of the rules; every tier's
 * value must be the enumerated optimum; require rules conflict exactly when no plan meets them, and
 * the set named must be a smallest one. A tier that the solver does not call proved (weights with a
 * tiny common divisor reach the linear solver's tolerance) must still have a valid bound; at most
 * one basin in a hundred may have one. A quarter as many basins are judged whose files were edited
 * by hand beneath agreed lines. A disagreement is printed with its seed. `test_optimality FIRST
 * COUNT` runs other seeds than the default ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/reference/feature.h"
#include "tests/reference/match.h"
#include "tests/reference/random_basin.h"

/** Basins judged with and without calendar. */
#define N_DEFAULT 1000

static long first_seed = 1, n_wanted = N_DEFAULT;

struct tally {
    int32_t n_judged, n_too_big, n_unproved, n_wrong;
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
    if (match->conflict) {
        tally->features[APPUI_FEATURE_CONFLICT]++;
        tally->features[APPUI_FEATURE_CONFLICT_OF_SEVERAL] += match->trial.result.n_conflict > 1;
    } else if (match->trial.result.plan != NULL) {
        appui_features_count(&match->trace, match->trial.result.plan, tally->features);
    }
}

static void run_seed(uint64_t seed, bool calendar, bool edited, struct tally *tally)
{
    static const struct appui_random_shape everything = {
        .lines = true, .require = true, .tiers = true};
    static struct appui_match match;
    struct appui_draft draft = {.name = NULL};
    match = (struct appui_match){.calendar = calendar};
    assert_int_equal(appui_random_draft(seed, &everything, &draft), 0);
    if (edited)
        appui_random_edit(seed, &draft);
    appui_match_judge(&match, &draft, calendar);
    if (match.n_wrong > 0)
        print_error("seed %llu%s:\n%s", (unsigned long long)seed,
                    calendar ? "" : " without calendar", match.report);
    count(tally, &match);
    appui_match_release(&match);
    appui_draft_release(&draft);
}

/** The default seeds must meet every feature; a run of chosen seeds only reports. */
static void report(const struct tally *tally, bool calendar)
{
    print_message("%s: %d basins judged, %d too big for the referee, %d not proved, %d wrong\n",
                  calendar ? "with calendar" : "without calendar", (int)tally->n_judged,
                  (int)tally->n_too_big, (int)tally->n_unproved, (int)tally->n_wrong);
    bool complete = true;
    for (int32_t i = 0; i < APPUI_N_FEATURES; i++) {
        if (!calendar && !appui_feature_undated((enum appui_feature)i))
            continue;
        print_message("%6d  %s\n", (int)tally->features[i],
                      appui_feature_name((enum appui_feature)i));
        complete = complete && tally->features[i] > 0;
    }
    assert_int_equal(tally->n_wrong, 0);
    assert_true(100 * tally->n_unproved <= tally->n_judged);
    if (n_wanted >= N_DEFAULT)
        assert_true(complete);
}

/** Basins with needs covered elsewhere and dossiers over that have agreed lines. */
static void run_edited(bool calendar)
{
    struct tally tally = {0};
    for (uint64_t seed = (uint64_t)first_seed; 4 * tally.n_judged < n_wanted && tally.n_wrong < 10;
         seed++)
        run_seed(seed, calendar, true, &tally);
    print_message("edited by hand, %s: %d basins judged, %d wrong\n",
                  calendar ? "with calendar" : "without calendar", (int)tally.n_judged,
                  (int)tally.n_wrong);
    assert_int_equal(tally.n_wrong, 0);
    assert_true(100 * tally.n_unproved <= tally.n_judged);
}

static void run(bool calendar)
{
    struct tally tally = {0};
    for (uint64_t seed = (uint64_t)first_seed; tally.n_judged < n_wanted && tally.n_wrong < 10;
         seed++)
        run_seed(seed, calendar, false, &tally);
    report(&tally, calendar);
}

static void plans_with_calendar_are_the_best_of_all_plans(void **state)
{
    (void)state;
    run(true);
}

static void plans_without_calendar_are_the_best_of_all_plans(void **state)
{
    (void)state;
    run(false);
}

static void plans_of_basins_edited_by_hand_are_the_best_of_all_plans(void **state)
{
    (void)state;
    run_edited(true);
    run_edited(false);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_with_calendar_are_the_best_of_all_plans),
        cmocka_unit_test(plans_without_calendar_are_the_best_of_all_plans),
        cmocka_unit_test(plans_of_basins_edited_by_hand_are_the_best_of_all_plans),
    };
    if (argc > 1)
        first_seed = strtol(argv[1], NULL, 10);
    if (argc > 2)
        n_wanted = strtol(argv[2], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
