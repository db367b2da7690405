/*
 * The decomposition against the joint model on generated basins whose calendars are tight, every
 * other one with committees, and on the random tiny basins that meet every rule: the same
 * value in every tier that decides lines and that both prove, every plan passes the checker, and
 * the sets of lines without slots (cuts), the exact placements behind them and the same plan for
 * the same seed are met on the way. A path that is never taken fails the test. `test_decomposition
 * FIRST COUNT` runs other seeds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bench/generate.h"
#include "model/fraction.h"
#include "tests/reference/contrast.h"
#include "tests/reference/random_basin.h"

#define N_DEFAULT 1500

static uint32_t first_seed = 1, n_wanted = N_DEFAULT;

struct tally {
    int64_t cuts, exact, closed, closed_levelled, closed_before;
    int32_t n_proved, n_wrong, n_examined;
};

/** Nodes of each program: the joint model may need very many. */
#define NODES_MOST 2000

static void solve_within(const struct appui_draft *draft, bool joint, int64_t node_limit,
                         struct appui_trial *trial)
{
    struct appui_solve_options options = appui_solve_options_default();
    options.joint = joint;
    options.node_limit = node_limit;
    const char *failed = appui_trial_run_with(trial, draft, &options);
    if (failed != NULL) {
        fail_msg("%s", failed);
    }
    assert_int_equal(trial->result.outcome, APPUI_SOLVED);
    assert_int_equal(appui_trial_check(trial), 0);
    if (trial->findings.n > 0) {
        fail_msg("%s", appui_fault_text(trial->findings.items[0].code)->name);
    }
}

static void solve(const struct appui_draft *draft, bool joint, struct appui_trial *trial)
{
    solve_within(draft, joint, NODES_MOST, trial);
}

static bool is_same_vector(const struct appui_tier_result *a, const struct appui_tier_result *b)
{
    bool same = a->n_levels == b->n_levels;
    for (int32_t i = 0; same && i < a->n_levels; i++) {
        same = appui_fraction_compare(a->values[i], b->values[i]) == 0;
    }
    return same;
}

/** Promptness is judged with lines fixed, and lines of equal worth may differ. */
static bool depends_on_lines_alone(enum appui_tier tier)
{
    return tier != APPUI_TIER_PROMPTNESS_FIRST && tier != APPUI_TIER_PROMPTNESS_LAST;
}

/** Compares tier by tier, as far as both are proved. */
static void compare(uint32_t seed, const struct appui_trial *days, const struct appui_trial *joint,
                    struct tally *tally)
{
    const struct appui_plan *plan = days->result.plan, *reference = joint->result.plan;
    for (int32_t t = 0; t < plan->n_tiers; t++) {
        const struct appui_tier_result *a = &plan->tiers[t], *b = &reference->tiers[t];
        if (!a->applicable || !depends_on_lines_alone(a->tier) || !a->proved || !b->proved) {
            continue;
        }
        tally->n_proved++;
        bool same = a->tier == APPUI_TIER_EQUITY ? is_same_vector(a, b) : a->value == b->value;
        if (!same) {
            print_error("seed %u, tier %s: %lld against %lld\n", seed, appui_tier_name(a->tier),
                        (long long)a->value, (long long)b->value);
            tally->n_wrong++;
        }
    }
}

static bool is_same_plan(const struct appui_plan *a, const struct appui_plan *b)
{
    bool same = a->n_lines == b->n_lines;
    for (int32_t i = 0; same && i < a->n_lines; i++) {
        const struct appui_plan_line *l = &a->lines[i], *m = &b->lines[i];
        same = l->need == m->need && l->expert == m->expert && l->half_days == m->half_days &&
               l->n_sessions == m->n_sessions;
        for (int32_t k = 0; same && k < l->n_sessions; k++) {
            same = l->sessions[k].day == m->sessions[k].day;
        }
    }
    return same;
}

/** Dossiers that stand on an agenda. */
static int32_t count_examined(const struct appui_trial *trial)
{
    int32_t n = 0;
    for (int32_t q = 0; q < trial->basin->n_projects; q++) {
        n += appui_plan_examined(trial->result.plan, q) != APPUI_ABSENT;
    }
    return n;
}

static void run_seed(uint32_t seed, struct tally *tally)
{
    struct appui_draft draft = {.name = NULL};
    struct appui_trial days = {0}, again = {0}, joint = {0};
    assert_int_equal(appui_generate(appui_family_find("tiny"), seed, 1, &draft), 0);
    if (seed % 2 == 0) {
        assert_int_equal(appui_random_convene(seed, &draft), 0);
    }
    solve(&draft, false, &days);
    solve(&draft, true, &joint);
    tally->n_examined += count_examined(&days);
    compare(seed, &days, &joint, tally);
    tally->cuts += days.result.counts.cuts;
    tally->exact += days.result.counts.placements_exact;
    tally->closed += days.result.counts.closed;
    tally->closed_levelled += days.result.counts.closed_levelled;
    tally->closed_before += days.result.counts.closed_before;
    if (seed % 10 == 0) {
        solve(&draft, false, &again);
        assert_true(is_same_plan(days.result.plan, again.result.plan));
    }
    appui_trial_release(&days);
    appui_trial_release(&again);
    appui_trial_release(&joint);
    appui_draft_release(&draft);
}

static void both_methods_find_the_same_values(void **state)
{
    (void)state;
    struct tally tally = {0};
    for (uint32_t i = 0; i < n_wanted; i++) {
        run_seed(first_seed + i, &tally);
    }
    print_message("%u basins: %d tiers compared, %d differ; %lld cuts, %lld exact placements, %lld "
                  "nodes closed (%lld after equity, %lld over plans that a tier before left), %d "
                  "dossiers on agendas\n",
                  n_wanted, (int)tally.n_proved, (int)tally.n_wrong, (long long)tally.cuts,
                  (long long)tally.exact, (long long)tally.closed, (long long)tally.closed_levelled,
                  (long long)tally.closed_before, (int)tally.n_examined);
    assert_int_equal(tally.n_wrong, 0);
    assert_true(tally.n_proved > (int32_t)n_wanted);
    if (n_wanted >= N_DEFAULT) {
        assert_true(tally.cuts > 0);
        assert_true(tally.exact > 0);
        assert_true(tally.closed > 0);
        assert_true(tally.closed_levelled > 0);
        assert_true(tally.closed_before > 0);
        assert_true(tally.n_examined > (int32_t)n_wanted / 4);
    }
}

/** Who cannot change is part of what equity proves. */
static void a_limit_proves_nothing_else(void **state)
{
    (void)state;
    struct tally tally = {0};
    int32_t n_open = 0;
    for (uint32_t seed = first_seed; seed < first_seed + n_wanted / 5; seed++) {
        struct appui_draft draft = {.name = NULL};
        struct appui_trial whole = {0}, limited = {0};
        assert_int_equal(appui_generate(appui_family_find("tiny"), seed, 1, &draft), 0);
        solve(&draft, false, &whole);
        solve_within(&draft, false, 1 + seed % 3, &limited);
        compare(seed, &limited, &whole, &tally);
        n_open += limited.result.plan->status != APPUI_OPTIMAL;
        appui_trial_release(&whole);
        appui_trial_release(&limited);
        appui_draft_release(&draft);
    }
    print_message("%d tiers compared, %d plans left open\n", (int)tally.n_proved, (int)n_open);
    assert_int_equal(tally.n_wrong, 0);
    if (n_wanted >= N_DEFAULT) {
        assert_true(tally.n_proved > 0 && n_open > 0);
    }
}

/** The random basins have every rule, and no limits: fewer of them will do. */
static void both_methods_agree_under_every_rule(void **state)
{
    (void)state;
    static const struct appui_random_shape everything = {
        .lines = true, .require = true, .tiers = true};
    int32_t n_wrong = 0, n_conflicts = 0;
    for (uint32_t seed = first_seed; seed < first_seed + n_wanted / 3; seed++) {
        static struct appui_contrast contrast;
        struct appui_draft draft = {.name = NULL};
        contrast = (struct appui_contrast){.n_wrong = 0};
        assert_int_equal(appui_random_draft(seed, &everything, &draft), 0);
        appui_contrast_judge(&contrast, &draft, seed);
        if (contrast.n_wrong > 0) {
            print_error("seed %u:\n%s", seed, contrast.report);
            n_wrong++;
        }
        n_conflicts += contrast.conflict;
        appui_contrast_release(&contrast);
        appui_draft_release(&draft);
    }
    assert_int_equal(n_wrong, 0);
    if (n_wanted >= N_DEFAULT) {
        assert_true(n_conflicts > 0);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_methods_find_the_same_values),
        cmocka_unit_test(a_limit_proves_nothing_else),
        cmocka_unit_test(both_methods_agree_under_every_rule),
    };
    if (argc > 1) {
        first_seed = (uint32_t)strtoul(argv[1], NULL, 10);
    }
    if (argc > 2) {
        n_wanted = (uint32_t)strtoul(argv[2], NULL, 10);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
