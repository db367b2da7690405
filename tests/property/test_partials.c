/*
 * What reasons promise: where none of a need's reasons is a choice, the need cannot be served
 * better even if nothing else were planned. Random tiny basins are planned, and each need that is
 * not served in full for such reasons is planned again alone: it must not get more.
 * `property_partials FIRST COUNT` runs other seeds, and more of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/reference/random_basin.h"
#include "tests/reference/trial.h"

#define N_DEFAULT 300

static uint64_t first_seed = 1, n_wanted = N_DEFAULT;

static const struct appui_random_shape shape = {.lines = true};

/** A need not served in full, as a plan lists it. */
struct lack {
    int32_t need, missing, n_reasons;
    const struct appui_reason *reasons;
};

struct tally {
    int32_t n_partials, n_holes, n_choices, n_wrong;
};

static void draw(uint64_t seed, struct appui_draft *draft)
{
    *draft = (struct appui_draft){.name = NULL};
    assert_int_equal(appui_random_draft(seed, &shape, draft), 0);
}

static void plan(struct appui_trial *trial, const struct appui_draft *draft, bool calendar)
{
    const char *failed = appui_trial_run(trial, draft, calendar);
    if (failed != NULL)
        fail_msg("%s", failed);
}

/** No reason leaves the plan a choice; that a dossier is not examined is one. */
static bool is_forced(const struct lack *lack)
{
    for (int32_t r = 0; r < lack->n_reasons; r++) {
        enum appui_hole_code code = lack->reasons[r].code;
        if (code == APPUI_HOLE_SERVED_OTHERS || code == APPUI_HOLE_LIMIT_REACHED ||
            code == APPUI_HOLE_NO_COMMITTEE)
            return false;
    }
    return true;
}

static bool has_line(const struct appui_draft *draft, const char *need)
{
    for (int32_t i = 0; i < draft->n_lines; i++)
        if (strcmp(draft->lines[i].need, need) == 0)
            return true;
    return false;
}

/** Leaves the need alone to be planned: the others are covered elsewhere, but for those with lines,
 * whose agreed days stand in what the reasons count. */
static void isolate(struct appui_draft *draft, const char *need)
{
    for (int32_t q = 0; q < draft->n_projects; q++)
        for (int32_t n = 0; n < draft->projects[q].n_needs; n++) {
            struct appui_draft_need *other = &draft->projects[q].needs[n];
            other->covered_elsewhere = other->covered_elsewhere || (strcmp(other->id, need) != 0 &&
                                                                    !has_line(draft, other->id));
        }
}

/** Half-days missing of the need in a plan; 0 when it is served in full. */
static int32_t missing_in(const struct appui_plan *plan, int32_t need)
{
    for (int32_t i = 0; i < plan->n_partials; i++)
        if (plan->partials[i].need == need)
            return plan->partials[i].half_days_missing;
    for (int32_t i = 0; i < plan->n_holes; i++)
        if (plan->holes[i].need == need && plan->holes[i].expert < 0)
            return plan->holes[i].half_days_missing;
    return 0;
}

static void judge_lack(uint64_t seed, bool calendar, const struct appui_basin *basin,
                       const struct lack *lack, struct tally *tally)
{
    struct appui_trial alone = {.basin = NULL};
    struct appui_draft draft;
    if (!is_forced(lack)) {
        tally->n_choices++;
        return;
    }
    draw(seed, &draft);
    isolate(&draft, basin->needs[lack->need].id);
    plan(&alone, &draft, calendar);
    if (missing_in(alone.result.plan, lack->need) < lack->missing) {
        print_error("seed %llu, %s: '%s' is served better alone\n", (unsigned long long)seed,
                    calendar ? "calendar" : "days", basin->needs[lack->need].id);
        tally->n_wrong++;
    }
    appui_trial_release(&alone);
    appui_draft_release(&draft);
}

static void run_seed(uint64_t seed, bool calendar, struct tally *tally)
{
    struct appui_trial trial = {.basin = NULL};
    struct appui_draft draft;
    draw(seed, &draft);
    plan(&trial, &draft, calendar);
    const struct appui_plan *all = trial.result.plan;
    for (int32_t i = 0; i < all->n_partials; i++) {
        const struct appui_partial *partial = &all->partials[i];
        struct lack lack = {partial->need, partial->half_days_missing, partial->n_reasons,
                            partial->reasons};
        tally->n_partials++;
        judge_lack(seed, calendar, trial.basin, &lack, tally);
    }
    for (int32_t i = 0; i < all->n_holes; i++) {
        const struct appui_hole *hole = &all->holes[i];
        struct lack lack = {hole->need, hole->half_days_missing, hole->n_reasons, hole->reasons};
        tally->n_holes += hole->expert < 0;
        if (hole->expert < 0)
            judge_lack(seed, calendar, trial.basin, &lack, tally);
    }
    appui_trial_release(&trial);
    appui_draft_release(&draft);
}

static void what_is_forced_cannot_be_served_better_alone(void **state)
{
    (void)state;
    struct tally tally = {0};
    for (uint64_t seed = first_seed; seed < first_seed + n_wanted && tally.n_wrong < 10; seed++) {
        run_seed(seed, true, &tally);
        run_seed(seed, false, &tally);
    }
    print_message("%d needs served in part, %d not, %d of these by choice, %d wrong\n",
                  (int)tally.n_partials, (int)tally.n_holes, (int)tally.n_choices,
                  (int)tally.n_wrong);
    assert_int_equal(tally.n_wrong, 0);
    if (n_wanted >= N_DEFAULT) {
        assert_true(tally.n_partials > 20);
        assert_true(tally.n_choices < tally.n_partials + tally.n_holes);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_forced_cannot_be_served_better_alone),
    };
    if (argc > 1)
        first_seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        n_wanted = strtoull(argv[2], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
