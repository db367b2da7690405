/*
 * The ledger by convention year: rows and experts by hand, and what earmarks pay against every way
 * of paying on small cases.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/ledger_periods.h"
#include "plan_sample.h"
#include "tests/reference/xoshiro.h"

/** The sample, its standing, its plan and their entries. */
struct world {
    struct appui_basin *basin;
    struct appui_standing *standing;
    struct appui_plan *plan;
    struct appui_entries entries;
};

static void open_world(struct world *world, bool calendar)
{
    *world = (struct world){.basin = plan_sample_basin()};
    world->standing = appui_standing_build(world->basin);
    assert_non_null(world->standing);
    world->plan = calendar ? plan_sample_plan(world->basin) : plan_sample_undated(world->basin);
    assert_int_equal(
        appui_entries_build(world->basin, world->standing, world->plan, &world->entries), 0);
}

static void close_world(struct world *world)
{
    appui_entries_release(&world->entries);
    appui_plan_free(world->plan);
    appui_standing_free(world->standing);
    appui_basin_free(world->basin);
}

static void assert_row(const struct world *world, int32_t partner, int32_t pledge,
                       struct appui_ledger_row expected)
{
    struct appui_ledger_row row;
    assert_int_equal(appui_ledger_row(world->basin, &world->entries, partner, pledge, &row), 0);
    assert_int_equal(row.limited, expected.limited);
    assert_int_equal(row.pledged, expected.pledged);
    assert_int_equal(row.delivered, expected.delivered);
    assert_int_equal(row.agreed, expected.agreed);
    assert_int_equal(row.proposed, expected.proposed);
    assert_int_equal(row.left, expected.left);
    assert_int_equal(row.lost, expected.lost);
}

/* In half-days. Alpha: pledged 24, 2 unlisted + 01-05 done, 01-20 and the new 01-25 agreed. Beta:
 * p/iso 2 and q/diag 2 before April, t/e 3 after. Gamma has no pledge. */
static void rows_are_those_of_the_sample(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, true);
    assert_row(&world, ALPHA, 0, (struct appui_ledger_row){true, 24, 3, 2, 0, 19, 0});
    assert_row(&world, ALPHA, APPUI_NO_PERIOD, (struct appui_ledger_row){false, 0, 0, 0, 0, 0, 0});
    assert_row(&world, ALPHA, APPUI_ANY, (struct appui_ledger_row){true, 24, 3, 2, 0, 19, 0});
    assert_row(&world, BETA, 0, (struct appui_ledger_row){true, 10, 0, 0, 4, 6, 0});
    assert_row(&world, BETA, 1, (struct appui_ledger_row){true, 10, 0, 0, 3, 7, 0});
    assert_row(&world, BETA, APPUI_ANY, (struct appui_ledger_row){true, 20, 0, 0, 7, 13, 0});
    assert_row(&world, GAMMA, APPUI_ANY, (struct appui_ledger_row){false, 0, 0, 0, 4, 0, 0});
    close_world(&world);
}

/* Without calendar the half-day to be placed anew stands in no period. */
static void what_has_no_date_stands_in_no_period(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, false);
    assert_row(&world, ALPHA, 0, (struct appui_ledger_row){true, 24, 3, 1, 0, 20, 0});
    assert_row(&world, ALPHA, APPUI_NO_PERIOD, (struct appui_ledger_row){false, 0, 0, 1, 0, 0, 0});
    assert_row(&world, ALPHA, APPUI_ANY, (struct appui_ledger_row){true, 24, 3, 2, 0, 19, 0});
    assert_row(&world, BETA, 1, (struct appui_ledger_row){true, 10, 0, 0, 3, 7, 0});
    close_world(&world);
}

/* On the first of April, beta's first period is over and alpha's earmark of 4 half-days has
 * expired. */
static void what_nobody_can_use_any_more_is_lost(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, true);
    world.basin->as_of = sample_day("2027-04-01");
    assert_row(&world, BETA, 0, (struct appui_ledger_row){true, 10, 0, 0, 4, 6, 6});
    assert_row(&world, BETA, 1, (struct appui_ledger_row){true, 10, 0, 0, 3, 7, 0});
    assert_row(&world, BETA, APPUI_ANY, (struct appui_ledger_row){true, 20, 0, 0, 7, 13, 6});
    assert_row(&world, ALPHA, 0, (struct appui_ledger_row){true, 24, 3, 2, 0, 19, 4});
    world.basin->as_of = sample_day("2027-03-31");
    assert_row(&world, ALPHA, 0, (struct appui_ledger_row){true, 24, 3, 2, 0, 19, 0});
    close_world(&world);
}

static void experts_and_unlisted_days_make_up_the_partner(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, true);
    struct appui_entry_sums sums =
        appui_entries_sum(&world.entries, (struct appui_entry_filter){ALPHA, APPUI_ANY, -1});
    assert_int_equal(appui_sums_given(&sums), 2);
    sums = appui_entries_sum(&world.entries, (struct appui_entry_filter){ALPHA, 0, ALPHA_Q});
    assert_int_equal(appui_sums_delivered(&sums), 1);
    assert_int_equal(appui_sums_given(&sums), 3);
    sums = appui_entries_sum(&world.entries,
                             (struct appui_entry_filter){APPUI_ANY, APPUI_ANY, BETA_Q});
    assert_int_equal(sums.kind[APPUI_ENTRY_PROPOSED], 4);
    close_world(&world);
}

/* 3 half-days at 650.05 euros are 195 015 half-cents: 975.075 euros. */
static void values_are_exact(void **state)
{
    (void)state;
    struct appui_partner partner = {.day_rate_cents = 65005};
    assert_int_equal(appui_ledger_value(&partner, 3), 195015);
    partner.day_rate_cents = APPUI_ABSENT;
    assert_true(appui_ledger_value(&partner, 3) == APPUI_NO_VALUE);
}

/* ---- earmarks ---- */

#define N_EARMARKS 3
#define N_USES 4

/** One period, projects with purposes, entries of each kind. */
struct scene {
    const char *purposes[N_EARMARKS];
    struct appui_project projects[N_EARMARKS];
    struct appui_need needs[N_EARMARKS];
    struct appui_earmark earmarks[N_EARMARKS];
    struct appui_pledge pledge;
    struct appui_partner partner;
    struct appui_basin basin;
    struct appui_entry items[N_USES];
    struct appui_entries entries;
};

static void draw(struct scene *scene, struct appui_xoshiro *random)
{
    *scene = (struct scene){.purposes = {"a", "b", "c"}};
    int32_t general = appui_xoshiro_between(random, 0, 2);
    scene->pledge =
        (struct appui_pledge){.to = 100,
                              .half_days = general,
                              .delivered = general + appui_xoshiro_between(random, -2, 2),
                              .n_earmarks = N_EARMARKS,
                              .earmarks = scene->earmarks};
    scene->pledge.delivered = scene->pledge.delivered < 0 ? 0 : scene->pledge.delivered;
    for (int32_t i = 0; i < N_EARMARKS; i++) {
        scene->earmarks[i] = (struct appui_earmark){
            appui_xoshiro_between(random, 1, 3), 10 * appui_xoshiro_between(random, 1, 3),
            scene->purposes[appui_xoshiro_between(random, 0, 2)]};
        scene->pledge.half_days += scene->earmarks[i].half_days;
        scene->projects[i].n_purposes = appui_xoshiro_between(random, 0, 2);
        scene->projects[i].purposes = &scene->purposes[appui_xoshiro_between(random, 0, 1)];
        scene->needs[i] = (struct appui_need){.project = i};
    }
    for (int32_t i = 0; i < N_USES; i++) {
        scene->items[i] = (struct appui_entry){.kind = (enum appui_entry_kind)appui_xoshiro_between(
                                                   random, APPUI_ENTRY_DONE, APPUI_ENTRY_PROPOSED),
                                               .counts = true,
                                               .need = appui_xoshiro_between(random, 0, 2),
                                               .day = 10 * appui_xoshiro_between(random, 0, 3) + 5,
                                               .half_days = appui_xoshiro_between(random, 1, 2)};
    }
    scene->partner = (struct appui_partner){.until = APPUI_ABSENT, .limited = true, .n_pledges = 1};
    scene->partner.pledges = &scene->pledge;
    scene->basin = (struct appui_basin){.as_of = 20,
                                        .horizon_end = 100,
                                        .n_partners = 1,
                                        .partners = &scene->partner,
                                        .projects = scene->projects,
                                        .needs = scene->needs};
    scene->entries = (struct appui_entries){.items = scene->items, .n = N_USES};
}

/** The best that was found: what each earmark pays, those that expire first counting first. */
struct best {
    int32_t order[N_EARMARKS];
    int32_t paid[N_EARMARKS];
    int32_t total;
};

static void keep_better(struct best *best, const int32_t *paid)
{
    int32_t total = 0, better = 0;
    for (int32_t i = 0; i < N_EARMARKS; i++) {
        total += paid[i];
    }
    for (int32_t i = 0; i < N_EARMARKS && better == 0; i++) {
        better = paid[best->order[i]] - best->paid[best->order[i]];
    }
    if (total > best->total || (total == best->total && better > 0)) {
        memcpy(best->paid, paid, sizeof best->paid);
        best->total = total;
    }
}

/** Pays every half-day of every use from each earmark that serves it, or from none. */
static void try_all(const struct scene *scene, int32_t use, int32_t half_day, int32_t last_kind,
                    int32_t *paid, struct best *best)
{
    if (use == N_USES) {
        keep_better(best, paid);
        return;
    }
    const struct appui_entry *entry = &scene->items[use];
    if ((int32_t)entry->kind > last_kind || half_day == entry->half_days) {
        try_all(scene, use + 1, 0, last_kind, paid, best);
        return;
    }
    try_all(scene, use, half_day + 1, last_kind, paid, best);
    for (int32_t e = 0; e < N_EARMARKS; e++) {
        if (paid[e] < scene->earmarks[e].half_days &&
            appui_ledger_serves(&scene->basin, &scene->earmarks[e],
                                scene->needs[entry->need].project, entry->day)) {
            paid[e]++;
            try_all(scene, use, half_day + 1, last_kind, paid, best);
            paid[e]--;
        }
    }
}

static struct best best_of(const struct scene *scene, int32_t last_kind)
{
    struct best best = {.order = {0, 1, 2}};
    int32_t paid[N_EARMARKS] = {0};
    for (int32_t i = 0; i < N_EARMARKS; i++) {
        for (int32_t k = 0; k + 1 < N_EARMARKS; k++) {
            int32_t *pair = &best.order[k];
            if (scene->earmarks[pair[0]].to > scene->earmarks[pair[1]].to) {
                int32_t kept = pair[0];
                pair[0] = pair[1];
                pair[1] = kept;
            }
        }
    }
    try_all(scene, 0, 0, last_kind, paid, &best);
    return best;
}

static void earmarks_pay_as_the_best_of_all_ways(void **state)
{
    (void)state;

    struct appui_xoshiro random = appui_xoshiro_seed(2027);
    int32_t n_paid = 0, n_unlisted = 0;
    for (int32_t round = 0; round < 600; round++) {
        struct scene scene;
        struct appui_earmark_figures figures[N_EARMARKS];
        draw(&scene, &random);
        struct best done = best_of(&scene, APPUI_ENTRY_DONE);
        struct best agreed = best_of(&scene, APPUI_ENTRY_AGREED);
        struct best all = best_of(&scene, APPUI_ENTRY_PROPOSED);
        assert_int_equal(appui_ledger_earmarks(&scene.basin, &scene.entries, 0, 0, figures), 0);
        for (int32_t e = 0; e < N_EARMARKS; e++) {
            const struct appui_earmark_figures *figure = &figures[e];
            assert_int_equal(figure->delivered, done.paid[e]);
            assert_int_equal(figure->agreed, agreed.paid[e] - done.paid[e]);
            assert_int_equal(figure->proposed, all.paid[e] - agreed.paid[e]);
            assert_true(figure->agreed >= 0 && figure->proposed >= 0);
            assert_int_equal(figure->unlisted + figure->delivered + figure->agreed +
                                 figure->proposed + figure->lost + figure->open,
                             scene.earmarks[e].half_days);
            assert_true(scene.earmarks[e].to < 20 ? figure->open == 0 : figure->lost == 0);
            n_paid += all.paid[e] > 0;
            n_unlisted += figure->unlisted > 0;
        }
    }
    assert_true(n_paid > 300 && n_unlisted > 50);
}

/* General part 2, delivered 5 on no line: 3 half-days too many, taken from the earmark that expires
 * first (2), then from the other. */
static void what_no_line_lists_takes_from_the_first_to_expire(void **state)
{
    (void)state;
    struct appui_earmark earmarks[] = {{4, 30, "a"}, {2, 10, "b"}};
    struct appui_pledge pledge = {
        .to = 40, .half_days = 8, .delivered = 5, .n_earmarks = 2, .earmarks = earmarks};
    struct appui_partner partner = {
        .until = APPUI_ABSENT, .limited = true, .n_pledges = 1, .pledges = &pledge};
    struct appui_basin basin = {.as_of = 15, .n_partners = 1, .partners = &partner};
    struct appui_entries none = {.n = 0};
    struct appui_earmark_figures figures[2];
    assert_int_equal(appui_ledger_earmarks(&basin, &none, 0, 0, figures), 0);
    assert_int_equal(figures[1].unlisted, 2);
    assert_int_equal(figures[1].lost, 0);
    assert_int_equal(figures[0].unlisted, 1);
    assert_int_equal(figures[0].open, 3);
    partner.until = 14; /* it has left: nobody can use them */
    assert_int_equal(appui_ledger_earmarks(&basin, &none, 0, 0, figures), 0);
    assert_int_equal(figures[0].lost, 3);
    assert_int_equal(figures[0].open, 0);
}

/* Pledged 10 up to day 40 and 6 from day 41 on. On its last day nothing is lost but the period that
 * begins when it is gone; the day after, all that is left: 9 and 6. Over, a period is over. */
static void what_a_partner_that_left_has_over_is_lost(void **state)
{
    (void)state;
    struct appui_pledge pledges[] = {{.to = 40, .half_days = 10, .delivered = 1},
                                     {.from = 41, .to = 80, .half_days = 6}};
    struct appui_partner partner = {
        .until = 15, .limited = true, .n_pledges = 2, .pledges = pledges};
    struct appui_basin basin = {
        .as_of = 15, .horizon_end = 60, .n_partners = 1, .partners = &partner};
    struct appui_entry unlisted = {.counts = true, .expert = -1, .need = -1, .half_days = 1};
    struct appui_entries entries = {.items = &unlisted, .n = 1};
    struct appui_ledger_row row;
    assert_int_equal(appui_ledger_period_end(&basin, 0, 0), APPUI_PERIOD_OPEN);
    assert_int_equal(appui_ledger_period_end(&basin, 0, 1), APPUI_PERIOD_GONE);
    assert_int_equal(appui_ledger_row(&basin, &entries, 0, APPUI_ANY, &row), 0);
    assert_int_equal(row.left, 15);
    assert_int_equal(row.lost, 6);
    basin.as_of = 16;
    assert_int_equal(appui_ledger_row(&basin, &entries, 0, APPUI_ANY, &row), 0);
    assert_int_equal(row.lost, 15);
    basin.as_of = 41;
    assert_int_equal(appui_ledger_period_end(&basin, 0, 0), APPUI_PERIOD_OVER);
}

static void tells_when_memory_fails(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, true);
    int code = -1;
    for (long n = 1; code != 0 && n < 200; n++) {
        struct appui_entries entries = {.n = 0};
        struct appui_ledger_row row;
        appui_memory_fail_after(n);
        code = appui_entries_build(world.basin, world.standing, world.plan, &entries);
        code = code == 0 ? appui_ledger_row(world.basin, &entries, ALPHA, APPUI_ANY, &row) : code;
        appui_memory_fail_after(0);
        assert_true(n > 1 || code == -1);
        appui_entries_release(&entries);
    }
    assert_int_equal(code, 0);
    close_world(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_those_of_the_sample),
        cmocka_unit_test(what_has_no_date_stands_in_no_period),
        cmocka_unit_test(what_nobody_can_use_any_more_is_lost),
        cmocka_unit_test(experts_and_unlisted_days_make_up_the_partner),
        cmocka_unit_test(values_are_exact),
        cmocka_unit_test(earmarks_pay_as_the_best_of_all_ways),
        cmocka_unit_test(what_no_line_lists_takes_from_the_first_to_expire),
        cmocka_unit_test(what_a_partner_that_left_has_over_is_lost),
        cmocka_unit_test(tells_when_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
