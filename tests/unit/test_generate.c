/*
 * Generated basins: of the sizes and with the properties that docs/bench.md states, valid, and the
 * same for the same seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bench/generate.h"
#include "io/basin_json.h"
#include "io/basin_json_write.h"
#include "model/basin.h"

#define SEEDS 40

static const struct appui_family *family(const char *name)
{
    const struct appui_family *found = appui_family_find(name);
    assert_non_null(found);
    return found;
}

static void generate(const char *name, uint32_t seed, int32_t basins, struct appui_draft *draft)
{
    memset(draft, 0, sizeof *draft);
    assert_int_equal(appui_generate(family(name), seed, basins, draft), 0);
}

static int32_t count_needs(const struct appui_draft *draft)
{
    int32_t n = 0;
    for (int32_t i = 0; i < draft->n_projects; i++) {
        assert_in_range(draft->projects[i].n_needs, 1, 4);
        n += draft->projects[i].n_needs;
    }
    return n;
}

static int32_t count_free(const struct appui_draft_availability *availability)
{
    int32_t n = 0;
    for (int32_t i = 0; i < 10; i++) {
        n += availability->weekdays >> i & 1;
    }
    return n;
}

static void assert_sizes(const char *name, int32_t basins, const int32_t sizes[4])
{
    struct appui_draft draft;
    generate(name, 1, basins, &draft);
    assert_int_equal(draft.n_projects, sizes[0]);
    assert_int_equal(count_needs(&draft), sizes[1]);
    assert_int_equal(draft.n_partners, sizes[2]);
    assert_int_equal(draft.n_experts, sizes[3]);
    assert_int_equal(draft.horizon_end - draft.horizon_start + 1, 26 * 7);
    assert_int_equal(appui_date_weekday(draft.horizon_start), 0);
    appui_draft_release(&draft);
}

static void one_basin_and_its_pools_have_the_sizes_of_the_published_figures(void **state)
{
    (void)state;
    assert_sizes("easy", 1, (int32_t[]){14, 29, 10, 40});
    assert_sizes("hard", 1, (int32_t[]){14, 29, 10, 40});
    assert_sizes("hard", 3, (int32_t[]){42, 93, 30, 120});
    assert_sizes("easy", 21, (int32_t[]){294, 640, 210, 840});
    assert_sizes("hard", APPUI_POOL_MAX, (int32_t[]){1400, 3050, 1000, 4000});
}

static void tiny_basins_stay_tiny(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct appui_draft draft;
        generate("tiny", seed, 1, &draft);
        assert_in_range(draft.n_projects, 2, 4);
        assert_in_range(count_needs(&draft), draft.n_projects, 5);
        assert_in_range(draft.n_partners, 2, 3);
        assert_in_range(draft.n_experts, 2, 5);
        assert_in_range(draft.horizon_end - draft.horizon_start + 1, 14, 21);
        appui_draft_release(&draft);
    }
}

static void every_basin_is_valid(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < APPUI_N_FAMILIES * SEEDS; i++) {
        struct appui_draft draft;
        struct appui_faults faults = {0};
        generate(appui_families[i / SEEDS].name, i % SEEDS, 1, &draft);
        struct appui_basin *basin = appui_basin_build(&draft, &faults);
        assert_non_null(basin);
        assert_int_equal(faults.n_errors, 0);
        appui_basin_free(basin);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
}

static void hard_projects_weigh_alike_and_weighted_ones_do_not(void **state)
{
    (void)state;
    struct appui_draft draft;
    generate("hard", 7, 1, &draft);
    for (int32_t i = 0; i < draft.n_projects; i++) {
        assert_int_equal(draft.projects[i].weight, APPUI_ABSENT);
    }
    appui_draft_release(&draft);
    generate("weighted", 7, 1, &draft);
    int32_t low = 3000;
    int32_t high = 1000;
    for (int32_t i = 0; i < draft.n_projects; i++) {
        int32_t weight = draft.projects[i].weight;
        assert_true(weight == 1000 || weight == 1500 || weight == 2000 || weight == 3000);
        low = weight < low ? weight : low;
        high = weight > high ? weight : high;
    }
    assert_true(low < high);
    appui_draft_release(&draft);
}

/* Every budget is rounded to half a day, so that their sum may miss by half of that each. */
static void assert_budgets(const char *name, int32_t percent)
{
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct appui_draft draft;
        generate(name, seed, 1, &draft);
        int32_t asked = 0;
        int32_t pledged = 0;
        for (int32_t i = 0; i < draft.n_projects; i++) {
            for (int32_t k = 0; k < draft.projects[i].n_needs; k++) {
                asked += draft.projects[i].needs[k].half_days;
            }
        }
        for (int32_t i = 0; i < draft.n_partners; i++) {
            for (int32_t k = 0; k < draft.partners[i].n_pledges; k++) {
                pledged += draft.partners[i].pledges[k].half_days;
            }
        }
        int32_t slack = 100 * draft.n_partners / 2;
        assert_in_range(100 * pledged, percent * asked - slack, percent * asked + slack);
        appui_draft_release(&draft);
    }
}

static void budgets_are_a_share_of_the_demand(void **state)
{
    (void)state;
    assert_budgets("hard", 80);
    assert_budgets("easy", 120);
}

/* What the needs of one family are like, over all seeds. */
struct tally {
    int32_t needs, partial, shared, half_of_days, one_session;
};

static void tally_needs(const struct appui_draft *draft, struct tally *tally)
{
    for (int32_t i = 0; i < draft->n_projects; i++) {
        for (int32_t k = 0; k < draft->projects[i].n_needs; k++) {
            const struct appui_draft_need *need = &draft->projects[i].needs[k];
            int32_t session = need->session_half_days == 2 ? 2 : 1;
            int32_t half = (need->half_days / 2 + session - 1) / session * session;
            assert_in_range(need->half_days, 4, 12);
            assert_in_range(need->per_week, 1, 2);
            assert_int_equal(need->half_days % session, 0);
            tally->needs++;
            tally->shared += need->experts_max == 2 ? 1 : 0;
            tally->partial += need->half_days_min != APPUI_ABSENT ? 1 : 0;
            tally->half_of_days += need->half_days_min == half ? 1 : 0;
            tally->one_session += need->half_days_min == session ? 1 : 0;
        }
    }
}

static struct tally tally_family(const char *name)
{
    struct tally tally = {0};
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct appui_draft draft;
        generate(name, seed, 1, &draft);
        tally_needs(&draft, &tally);
        appui_draft_release(&draft);
    }
    return tally;
}

/* 40 seeds of 29 needs are 1160 needs: a third is 387, of which the standard deviation is 16. */
static void days_min_is_half_of_days_on_a_third_of_hard_needs(void **state)
{
    (void)state;
    struct tally tally = tally_family("hard");
    assert_int_equal(tally.needs, 1160);
    assert_in_range(tally.partial, 387 - 64, 387 + 64);
    assert_int_equal(tally.half_of_days, tally.partial);
    assert_true(tally.shared > 0);
}

static void days_min_is_days_or_one_session_on_easy_needs(void **state)
{
    (void)state;
    struct tally tally = tally_family("easy");
    assert_in_range(tally.partial, 348 - 64, 348 + 64); /* three in ten */
    assert_int_equal(tally.one_session, tally.partial);
}

/* 40 seeds of 14 firms with 10 half-days each are 5600, of experts 16000; the tolerance is four
 * standard deviations and more. */
static void hard_calendars_are_sparse(void **state)
{
    (void)state;
    int32_t firms = 0;
    int32_t experts = 0;
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct appui_draft draft;
        generate("hard", seed, 1, &draft);
        for (int32_t i = 0; i < draft.n_projects; i++) {
            firms += count_free(&draft.projects[i].availability);
        }
        for (int32_t i = 0; i < draft.n_experts; i++) {
            const struct appui_draft_expert *expert = &draft.experts[i];
            experts += count_free(&expert->availability);
            assert_in_range(expert->half_days_max, 6, 24);
            assert_in_range(expert->projects_max, 1, 3);
        }
        appui_draft_release(&draft);
    }
    assert_in_range(firms, 3360 - 160, 3360 + 160);   /* 60 % */
    assert_in_range(experts, 4000 - 300, 4000 + 400); /* 25 %, and never none */
}

static void a_quarter_of_hard_pledges_stand_in_two_years(void **state)
{
    (void)state;
    struct appui_draft draft;
    generate("hard", 1, 21, &draft);
    int32_t split = 0;
    for (int32_t i = 0; i < draft.n_partners; i++) {
        split += draft.partners[i].n_pledges == 2 ? 1 : 0;
    }
    assert_int_equal(split, 53); /* of 210: the first and every fourth after it */
    appui_draft_release(&draft);
}

static void names_say_what_a_thing_is_and_no_more(void **state)
{
    (void)state;
    struct appui_draft draft;
    generate("easy", 2, 3, &draft);
    assert_string_equal(draft.name, "easy 2, 3 basins");
    assert_string_equal(draft.projects[2].company, "Firm 3");
    assert_string_equal(draft.partners[1].name, "Partner 2");
    assert_null(draft.experts[0].role);
    appui_draft_release(&draft);
}

static void fingerprint(const char *name, uint32_t seed, int32_t basins,
                        char sha256[APPUI_SHA256_TEXT])
{
    struct appui_draft draft;
    struct appui_draft again = {0};
    struct appui_faults faults = {0};
    struct appui_basin_source source = {0};
    char *text = NULL;
    generate(name, seed, basins, &draft);
    assert_int_equal(appui_basin_json_write(&draft, &text, &source.length), APPUI_IO_OK);
    source.bytes = text;
    assert_int_equal(appui_basin_json_parse(&source, &again, &faults, sha256), APPUI_IO_OK);
    appui_free(text);
    appui_faults_release(&faults);
    appui_draft_release(&again);
    appui_draft_release(&draft);
}

/* Published figures are of these basins: a generator that draws otherwise must not go unnoticed. */
static void a_seed_means_the_same_basin_for_ever(void **state)
{
    (void)state;
    static const struct {
        const char *family;
        uint32_t seed;
        int32_t basins;
        const char *sha256;
    } pinned[] = {
        {"easy", 1, 1, "47b3f0c0076f23986bac7923339e431f3310d491b4491eadac58575e7c7aa930"},
        {"hard", 2, 1, "54f3f7d3d1a4108cd40d6cc5fa9ee875f10ee4d6d47e755510c70de34847c6c1"},
        {"hard", 1, 3, "24a83f6d8298197d58c068045a7fcb8b1b75ce6efa44d3d8850d5dee35717175"},
        {"tiny", 3, 1, "e95b83d9c62f318acd1aa925996445fd7f3a8aa5ead928f222917ec1bcb8cbc9"},
    };
    for (size_t i = 0; i < sizeof pinned / sizeof *pinned; i++) {
        char sha256[APPUI_SHA256_TEXT];
        fingerprint(pinned[i].family, pinned[i].seed, pinned[i].basins, sha256);
        assert_string_equal(sha256, pinned[i].sha256);
    }
}

static void seeds_families_and_pools_differ(void **state)
{
    (void)state;
    char first[APPUI_SHA256_TEXT];
    char other[APPUI_SHA256_TEXT];
    fingerprint("hard", 1, 1, first);
    fingerprint("hard", 3, 1, other);
    assert_string_not_equal(first, other);
    struct appui_draft one;
    struct appui_draft pool;
    generate("hard", 1, 1, &one);
    generate("hard", 1, 2, &pool);
    bool same = true;
    for (int32_t i = 0; i < one.n_projects; i++) {
        same = same && one.projects[i].jobs == pool.projects[i].jobs;
    }
    assert_false(same);
    appui_draft_release(&one);
    appui_draft_release(&pool);
}

static void memory_that_fails_is_told(void **state)
{
    (void)state;
    int result = -1;
    for (long n = 1; result != 0; n++) {
        struct appui_draft draft = {0};
        appui_memory_fail_after(n);
        result = appui_generate(family("tiny"), 5, 1, &draft);
        appui_memory_fail_after(0);
        appui_draft_release(&draft);
        assert_true(n < 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_basin_and_its_pools_have_the_sizes_of_the_published_figures),
        cmocka_unit_test(tiny_basins_stay_tiny),
        cmocka_unit_test(every_basin_is_valid),
        cmocka_unit_test(hard_projects_weigh_alike_and_weighted_ones_do_not),
        cmocka_unit_test(budgets_are_a_share_of_the_demand),
        cmocka_unit_test(days_min_is_half_of_days_on_a_third_of_hard_needs),
        cmocka_unit_test(days_min_is_days_or_one_session_on_easy_needs),
        cmocka_unit_test(hard_calendars_are_sparse),
        cmocka_unit_test(a_quarter_of_hard_pledges_stand_in_two_years),
        cmocka_unit_test(names_say_what_a_thing_is_and_no_more),
        cmocka_unit_test(a_seed_means_the_same_basin_for_ever),
        cmocka_unit_test(seeds_families_and_pools_differ),
        cmocka_unit_test(memory_that_fails_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
