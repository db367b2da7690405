/*
 * Sequence: agendas ordered by appui_sequence_order against all permutations of small random ones,
 * and the step by step order of long ones against what it may never be worse than.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "solver/sequence.h"
#include "tests/reference/xoshiro.h"

#define MEMBERS 5
#define DOSSIERS_MAX 40
#define PERMUTED_MAX 6

/** A basin of nothing but dossiers with conflicts. */
struct agenda {
    struct appui_basin basin;
    struct appui_project projects[DOSSIERS_MAX];
    int32_t conflicts[DOSSIERS_MAX][MEMBERS];
    int32_t present[MEMBERS], n_present;
    int32_t order[DOSSIERS_MAX], n;
};

static struct agenda agenda;

static void set_agenda(int32_t n, int32_t n_present)
{
    memset(&agenda, 0, sizeof agenda);
    agenda.n = agenda.basin.n_projects = n;
    agenda.basin.projects = agenda.projects;
    agenda.n_present = n_present;
    for (int32_t i = 0; i < n; i++) {
        agenda.order[i] = i;
        agenda.projects[i].conflicts = agenda.conflicts[i];
    }
    for (int32_t m = 0; m < n_present; m++) {
        agenda.present[m] = m;
    }
}

static void conflict(int32_t project, int32_t partner)
{
    agenda.conflicts[project][agenda.projects[project].n_conflicts++] = partner;
}

/** Each of the members is in conflict with each dossier with a chance; the last one is away. */
static void draw_agenda(struct appui_xoshiro *random, int32_t n)
{
    set_agenda(n, appui_xoshiro_between(random, 1, MEMBERS - 1));
    int32_t percent = appui_xoshiro_between(random, 10, 60);
    for (int32_t i = 0; i < n; i++) {
        for (int32_t m = 0; m < MEMBERS; m++) {
            if (appui_xoshiro_chance(random, percent)) {
                conflict(i, m);
            }
        }
    }
}

static bool concerns(int32_t project, int32_t partner)
{
    for (int32_t i = 0; i < agenda.projects[project].n_conflicts; i++) {
        if (agenda.projects[project].conflicts[i] == partner) {
            return true;
        }
    }
    return false;
}

/** Times somebody gets up: in conflict with a dossier, and in the room for the one before. */
static int32_t count_leavings(const int32_t *order)
{
    int32_t n = 0;
    for (int32_t m = 0; m < agenda.n_present; m++) {
        bool inside = true;
        for (int32_t i = 0; i < agenda.n; i++) {
            bool leaves = concerns(order[i], agenda.present[m]);
            n += leaves && inside;
            inside = !leaves;
        }
    }
    return n;
}

static bool same_conflicts(int32_t a, int32_t b)
{
    for (int32_t m = 0; m < agenda.n_present; m++) {
        if (concerns(a, agenda.present[m]) != concerns(b, agenda.present[m])) {
            return false;
        }
    }
    return true;
}

/** Dossiers of the same conflicts stand together, in the order of the file. */
static bool keeps_together(const int32_t *order)
{
    for (int32_t i = 0; i < agenda.n; i++) {
        for (int32_t k = i + 1; k < agenda.n; k++) {
            if (same_conflicts(order[i], order[k]) &&
                (order[i] > order[k] || !same_conflicts(order[i], order[i + 1]))) {
                return false;
            }
        }
    }
    return true;
}

/** Goes to the next permutation in the order of the alphabet. @return false after the last */
static bool permute(int32_t *order, int32_t n)
{
    int32_t i = n - 2, k = n - 1;
    while (i >= 0 && order[i] > order[i + 1]) {
        i--;
    }
    if (i < 0) {
        return false;
    }
    while (order[k] < order[i]) {
        k--;
    }
    int32_t kept = order[i];
    order[i] = order[k];
    order[k] = kept;
    for (int32_t a = i + 1, b = n - 1; a < b; a++, b--) {
        kept = order[a];
        order[a] = order[b];
        order[b] = kept;
    }
    return true;
}

static void order_agenda(void)
{
    assert_int_equal(appui_sequence_order(&agenda.basin, agenda.present, agenda.n_present,
                                          agenda.order, agenda.n),
                     0);
    assert_int_equal(appui_sequence_leavings(&agenda.basin, agenda.present, agenda.n_present,
                                             agenda.order, agenda.n),
                     count_leavings(agenda.order));
}

/* The first permutation, in the order of the file, among those with fewest leavings that keep equal
 * dossiers together. */
static void agendas_are_the_first_with_fewest_leavings(void **state)
{
    (void)state;
    struct appui_xoshiro random = appui_xoshiro_seed(1);
    int32_t n_moved = 0, n_grouped = 0;
    for (int32_t round = 0; round < 400; round++) {
        int32_t order[PERMUTED_MAX], first[PERMUTED_MAX] = {0}, fewest = INT32_MAX, together = 0;
        draw_agenda(&random, appui_xoshiro_between(&random, 1, PERMUTED_MAX));
        memcpy(order, agenda.order, sizeof order);
        int32_t as_filed = count_leavings(order);
        do {
            int32_t leavings = count_leavings(order);
            fewest = leavings < fewest ? leavings : fewest;
        } while (permute(order, agenda.n));
        memcpy(order, agenda.order, sizeof order);
        do {
            if (count_leavings(order) == fewest && keeps_together(order) && together++ == 0) {
                memcpy(first, order, sizeof first);
            }
        } while (permute(order, agenda.n));
        assert_true(together > 0); /* keeping equal ones together costs nothing */
        order_agenda();
        assert_memory_equal(agenda.order, first, (size_t)agenda.n * sizeof *first);
        n_moved += fewest < as_filed;
        n_grouped += together > 1;
    }
    assert_true(n_moved > 40 && n_grouped > 40);
}

/* p0 with j0 and j2: they stand together. p1, who is away, does not count. */
static void only_who_is_present_leaves(void **state)
{
    (void)state;
    set_agenda(3, 1);
    conflict(0, 0);
    conflict(2, 0);
    order_agenda();
    const int32_t together[] = {0, 2, 1};
    assert_memory_equal(agenda.order, together, sizeof together);
    set_agenda(3, 1);
    conflict(0, 1);
    conflict(2, 1);
    order_agenda();
    const int32_t as_filed[] = {0, 1, 2};
    assert_memory_equal(agenda.order, as_filed, sizeof as_filed);
}

/* Beyond 14 different sets of conflicts: every dossier once, equal ones together, and fewer
 * leavings than in the order of the file. */
static void long_agendas_are_improved_step_by_step(void **state)
{
    (void)state;
    struct appui_xoshiro random = appui_xoshiro_seed(2);
    for (int32_t round = 0; round < 20; round++) {
        set_agenda(DOSSIERS_MAX, MEMBERS);
        for (int32_t i = 0; i < DOSSIERS_MAX; i++) {
            int32_t set = appui_xoshiro_between(&random, 0, (1 << MEMBERS) - 1);
            for (int32_t m = 0; m < MEMBERS; m++) {
                if (set >> m & 1) {
                    conflict(i, m);
                }
            }
        }
        int32_t as_filed = count_leavings(agenda.order);
        order_agenda();
        assert_true(keeps_together(agenda.order));
        assert_true(count_leavings(agenda.order) < as_filed);
        bool met[DOSSIERS_MAX] = {false};
        for (int32_t i = 0; i < DOSSIERS_MAX; i++) {
            assert_false(met[agenda.order[i]]);
            met[agenda.order[i]] = true;
        }
    }
}

static void tells_when_memory_fails(void **state)
{
    (void)state;
    struct appui_xoshiro random = appui_xoshiro_seed(3);
    int code = -1;
    for (long n = 1; code != 0 && n < 100; n++) {
        draw_agenda(&random, PERMUTED_MAX);
        appui_memory_fail_after(n);
        code = appui_sequence_order(&agenda.basin, agenda.present, agenda.n_present, agenda.order,
                                    agenda.n);
        appui_memory_fail_after(0);
        assert_true(code == 0 || code == -1);
    }
    assert_int_equal(code, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agendas_are_the_first_with_fewest_leavings),
        cmocka_unit_test(only_who_is_present_leaves),
        cmocka_unit_test(long_agendas_are_improved_step_by_step),
        cmocka_unit_test(tells_when_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
