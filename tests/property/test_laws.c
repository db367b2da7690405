/*
 * The laws of docs/model.md on random basins without agreed lines, with the default tiers: the
 * order of the file does not matter, one more slot never lowers coverage, and forbidding an unused
 * pair changes nothing but which burdens count as changeable. For waiting alone, one absence more
 * never shortens it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/reference/random_basin.h"
#include "tests/reference/trial.h"
#include "tests/reference/xoshiro.h"

#define N_BASINS 120

/** What the laws compare: tiers 1 to 7. */
struct summary {
    bool proved;
    int64_t coverage, waiting, meetings, fit, concentration;
    int32_t n_burdens;
    struct appui_fraction burdens[8]; /**< of every partner that has one, downwards */
};

/** Changes a draft; false when there is nothing to change. */
typedef bool (*change)(struct appui_draft *draft, const struct appui_trial *trial,
                       struct appui_xoshiro *random);

/** Judges the change; false when the law is broken. */
typedef bool (*law)(const struct summary *before, const struct summary *after);

static void shuffle(struct appui_xoshiro *random, void *items, int32_t n, size_t size)
{
    unsigned char *bytes = items, kept[sizeof(struct appui_draft_project)];
    assert_true(size <= sizeof kept);
    for (int32_t i = n - 1; i > 0; i--) {
        size_t a = (size_t)i * size, b = (size_t)appui_xoshiro_between(random, 0, i) * size;
        memcpy(kept, bytes + a, size);
        memcpy(bytes + a, bytes + b, size);
        memcpy(bytes + b, kept, size);
    }
}

static bool permute_file(struct appui_draft *draft, const struct appui_trial *trial,
                         struct appui_xoshiro *random)
{
    (void)trial;
    shuffle(random, draft->skills, draft->n_skills, sizeof *draft->skills);
    shuffle(random, draft->partners, draft->n_partners, sizeof *draft->partners);
    shuffle(random, draft->experts, draft->n_experts, sizeof *draft->experts);
    shuffle(random, draft->projects, draft->n_projects, sizeof *draft->projects);
    shuffle(random, draft->estimates, draft->n_estimates, sizeof *draft->estimates);
    for (int32_t e = 0; e < draft->n_experts; e++)
        shuffle(random, draft->experts[e].skills, draft->experts[e].n_skills,
                sizeof *draft->experts[e].skills);
    for (int32_t j = 0; j < draft->n_projects; j++)
        shuffle(random, draft->projects[j].needs, draft->projects[j].n_needs,
                sizeof *draft->projects[j].needs);
    for (int32_t p = 0; p < draft->n_partners; p++)
        shuffle(random, draft->partners[p].pledges, draft->partners[p].n_pledges,
                sizeof *draft->partners[p].pledges);
    return true;
}

/** Makes an expert or a firm free on one more half-day. */
static bool add_slot(struct appui_draft *draft, const struct appui_trial *trial,
                     struct appui_xoshiro *random)
{
    bool of_expert = appui_xoshiro_chance(random, 50);
    int32_t e = appui_xoshiro_between(random, 0, draft->n_experts - 1);
    int32_t j = appui_xoshiro_between(random, 0, draft->n_projects - 1);
    struct appui_draft_availability *availability =
        of_expert ? &draft->experts[e].availability : &draft->projects[j].availability;
    const struct appui_slots *open =
        of_expert ? &trial->basin->experts[e].free : &trial->basin->projects[j].free;
    int32_t slot = appui_xoshiro_between(random, 0, trial->basin->n_slots - 1);
    if (!availability->given || appui_slots_has(open, slot))
        return false;
    struct appui_date_half *dates =
        appui_arena_alloc(&draft->arena, (size_t)availability->n_dates + 1, sizeof *dates);
    assert_non_null(dates);
    if (availability->n_dates > 0)
        memcpy(dates, availability->dates, (size_t)availability->n_dates * sizeof *dates);
    dates[availability->n_dates++] = (struct appui_date_half){
        appui_basin_slot_day(trial->basin, slot), slot % 2 == 0 ? APPUI_AM : APPUI_PM};
    availability->dates = dates;
    availability->dates_given = true;
    return true;
}

static bool uses(const struct appui_plan *plan, int32_t need, int32_t expert)
{
    for (int32_t i = 0; i < plan->n_lines; i++)
        if (plan->lines[i].need == need && plan->lines[i].expert == expert)
            return true;
    return false;
}

/** Forbids a pair that the plan does not use, by preference one that could have been used. */
static bool forbid_unused(struct appui_draft *draft, const struct appui_trial *trial,
                          struct appui_xoshiro *random)
{
    const struct appui_basin *basin = trial->basin;
    for (int32_t tries = 0; tries < 50; tries++) {
        int32_t n = appui_xoshiro_between(random, 0, basin->n_needs - 1);
        int32_t e = appui_xoshiro_between(random, 0, basin->n_experts - 1);
        bool able = appui_basin_level(basin, e, basin->needs[n].skill) >= basin->needs[n].level;
        if (uses(trial->result.plan, n, e) || (!able && tries < 40))
            continue;
        struct appui_draft_rule *forbid =
            appui_arena_alloc(&draft->arena, (size_t)draft->n_forbid + 1, sizeof *forbid);
        assert_non_null(forbid);
        if (draft->n_forbid > 0)
            memcpy(forbid, draft->forbid, (size_t)draft->n_forbid * sizeof *forbid);
        forbid[draft->n_forbid++] =
            (struct appui_draft_rule){.need = basin->needs[n].id, .expert = basin->experts[e].id};
        draft->forbid = forbid;
        return true;
    }
    return false;
}

static void insert_burden(struct summary *summary, struct appui_fraction burden)
{
    int32_t at = summary->n_burdens++;
    for (; at > 0 && appui_fraction_compare(summary->burdens[at - 1], burden) < 0; at--)
        summary->burdens[at] = summary->burdens[at - 1];
    summary->burdens[at] = burden;
}

/** 0 where a tier of committees has no data. */
static int64_t value_of(const struct appui_trial *trial, enum appui_tier tier)
{
    const struct appui_tier_result *result = appui_trial_tier(trial, tier);
    assert_true(result != NULL || tier == APPUI_TIER_WAITING || tier == APPUI_TIER_MEETINGS);
    return result != NULL ? result->value : 0;
}

static struct summary summarise(const struct appui_trial *trial)
{
    const struct appui_plan *plan = trial->result.plan;
    assert_non_null(plan);
    struct summary summary = {.proved = plan->status == APPUI_OPTIMAL};
    summary.coverage = value_of(trial, APPUI_TIER_COVERAGE);
    summary.waiting = value_of(trial, APPUI_TIER_WAITING);
    summary.meetings = value_of(trial, APPUI_TIER_MEETINGS);
    summary.fit = value_of(trial, APPUI_TIER_FIT);
    summary.concentration = value_of(trial, APPUI_TIER_CONCENTRATION);
    for (int32_t p = 0; p < plan->n_partners; p++)
        if (plan->partners[p].has_burden)
            insert_burden(&summary, plan->partners[p].burden);
    return summary;
}

static bool same_values(const struct summary *before, const struct summary *after)
{
    bool same = before->coverage == after->coverage && before->waiting == after->waiting &&
                before->meetings == after->meetings && before->fit == after->fit &&
                before->concentration == after->concentration &&
                before->n_burdens == after->n_burdens;
    for (int32_t i = 0; same && i < before->n_burdens; i++)
        same = appui_fraction_compare(before->burdens[i], after->burdens[i]) == 0;
    return same;
}

static bool no_lower_coverage(const struct summary *before, const struct summary *after)
{
    return after->coverage >= before->coverage;
}

/** Solves a changed draft and applies the law. @return false when it is broken */
static bool holds(struct appui_draft *draft, bool calendar, const struct summary *before, law judge)
{
    struct appui_trial changed = {.basin = NULL};
    const char *failure = appui_trial_run(&changed, draft, calendar);
    if (failure != NULL)
        fail_msg("a changed basin cannot be solved: %s", failure);
    struct summary after = summarise(&changed);
    appui_trial_release(&changed);
    return !after.proved || judge(before, &after);
}

/** @return 1 when the law was tried, 0 when there was nothing to change; a broken law counts in
 * *n_broken */
static int32_t try_law(uint64_t seed, bool calendar, change make, law judge, int32_t *n_broken)
{
    static const struct appui_random_shape plain = {
        .lines = false, .require = false, .tiers = false};
    struct appui_xoshiro random = appui_xoshiro_seed(seed);
    struct appui_draft draft = {.name = NULL};
    struct appui_trial trial = {.basin = NULL};
    assert_int_equal(appui_random_draft(seed, &plain, &draft), 0);
    const char *failure = appui_trial_run(&trial, &draft, calendar);
    if (failure != NULL)
        fail_msg("seed %llu: %s", (unsigned long long)seed, failure);
    struct summary before = summarise(&trial);
    bool tried = before.proved && before.coverage > 0 && make(&draft, &trial, &random);
    if (tried && !holds(&draft, calendar, &before, judge)) {
        print_error("seed %llu%s breaks the law\n", (unsigned long long)seed,
                    calendar ? "" : " without calendar");
        ++*n_broken;
    }
    appui_trial_release(&trial);
    appui_draft_release(&draft);
    return tried;
}

static void check_law(bool calendar, uint64_t first_seed, change make, law judge)
{
    int32_t n_tried = 0, n_broken = 0;
    for (uint64_t seed = first_seed; n_tried < N_BASINS; seed++)
        n_tried += try_law(seed, calendar, make, judge, &n_broken);
    assert_int_equal(n_broken, 0);
}

static void file_order_keeps_every_value(void **state)
{
    (void)state;
    check_law(true, 10000, permute_file, same_values);
}

static void file_order_keeps_every_value_without_calendar(void **state)
{
    (void)state;
    check_law(false, 20000, permute_file, same_values);
}

static void one_more_slot_never_lowers_coverage(void **state)
{
    (void)state;
    check_law(true, 30000, add_slot, no_lower_coverage);
}

static void forbidding_an_unused_pair_keeps_every_value(void **state)
{
    (void)state;
    check_law(true, 40000, forbid_unused, same_values);
}

static void forbidding_an_unused_pair_keeps_every_value_without_calendar(void **state)
{
    (void)state;
    check_law(false, 50000, forbid_unused, same_values);
}

/** Sends a member away on one more day of the committee. @return false when there is no such day */
static bool add_absence(struct appui_draft *draft, struct appui_xoshiro *random)
{
    const struct appui_draft_dates *dates = draft->committees.candidates.n > 0
                                                ? &draft->committees.candidates
                                                : &draft->committees.fixed;
    struct appui_draft_dates *absent =
        &draft->partners[appui_xoshiro_between(random, 0, draft->n_partners - 1)].absent;
    if (dates->n == 0)
        return false;
    appui_day day = dates->items[appui_xoshiro_between(random, 0, dates->n - 1)];
    appui_day *days = appui_arena_alloc(&draft->arena, (size_t)absent->n + 1, sizeof *days);
    assert_non_null(days);
    for (int32_t i = 0; i < absent->n; i++) {
        if (absent->items[i] == day)
            return false;
        days[i] = absent->items[i];
    }
    days[absent->n] = day;
    *absent = (struct appui_draft_dates){.given = true, .n = absent->n + 1, .items = days};
    return true;
}

/** Waiting of a draft whose only tier it is; -1 when nobody waits. */
static int64_t waiting_of(const struct appui_draft *draft)
{
    struct appui_trial trial = {.basin = NULL};
    const char *failure = appui_trial_run(&trial, draft, true);
    if (failure != NULL)
        fail_msg("a basin cannot be solved for waiting: %s", failure);
    const struct appui_tier_result *result = appui_trial_tier(&trial, APPUI_TIER_WAITING);
    assert_true(result == NULL || result->proved);
    int64_t waiting = result != NULL ? result->value : -1;
    appui_trial_release(&trial);
    return waiting;
}

static void one_more_absence_never_shortens_waiting(void **state)
{
    (void)state;
    static const struct appui_random_shape agreed = {.lines = true};
    const char *tiers[] = {"waiting"};
    int32_t n_tried = 0, n_longer = 0;
    for (uint64_t seed = 60000; n_tried < N_BASINS; seed++) {
        struct appui_xoshiro random = appui_xoshiro_seed(seed);
        struct appui_draft draft = {.name = NULL};
        assert_int_equal(appui_random_draft(seed, &agreed, &draft), 0);
        draft.tiers = (struct appui_draft_texts){.given = true, .n = 1, .items = tiers};
        int64_t before = draft.committees.given ? waiting_of(&draft) : -1;
        if (before >= 0 && add_absence(&draft, &random)) {
            int64_t after = waiting_of(&draft);
            if (after < before)
                fail_msg("seed %llu breaks the law", (unsigned long long)seed);
            n_longer += after > before;
            n_tried++;
        }
        appui_draft_release(&draft);
    }
    assert_true(n_longer > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(file_order_keeps_every_value),
        cmocka_unit_test(file_order_keeps_every_value_without_calendar),
        cmocka_unit_test(one_more_slot_never_lowers_coverage),
        cmocka_unit_test(forbidding_an_unused_pair_keeps_every_value),
        cmocka_unit_test(forbidding_an_unused_pair_keeps_every_value_without_calendar),
        cmocka_unit_test(one_more_absence_never_shortens_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
