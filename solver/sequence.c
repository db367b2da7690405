/*
 * Ordering the groups of dossiers that have the same conflicts. Members leave as often as there are
 * conflicts in all groups, less those that neighbours share; so the sum of what neighbours share is
 * maximised.
 */
#include "solver/sequence.h"

#include <stdlib.h>
#include <string.h>

/** Most groups ordered exactly: sets of them times groups are kept. */
#define GROUPS_MAX 14

struct ordering {
    const struct appui_basin *basin;
    const int32_t *present, *projects;
    int32_t n_present, n, n_groups;
    int32_t *group;  /**< [n] of each dossier */
    int32_t *member; /**< [n_groups] a dossier of each */
    int32_t *shared; /**< [n_groups * n_groups] members whom both concern */
    int32_t *order;  /**< [n_groups] groups, first to last */
    struct appui_arena arena;
};

static bool concerns(const struct appui_basin *basin, int32_t project, int32_t partner)
{
    const struct appui_project *dossier = &basin->projects[project];
    for (int32_t i = 0; i < dossier->n_conflicts; i++) {
        if (dossier->conflicts[i] == partner) {
            return true;
        }
    }
    return false;
}

int32_t appui_sequence_leavings(const struct appui_basin *basin, const int32_t *present,
                                int32_t n_present, const int32_t *projects, int32_t n)
{
    int32_t leavings = 0;
    for (int32_t m = 0; m < n_present; m++) {
        for (int32_t i = 0; i < n; i++) {
            leavings += concerns(basin, projects[i], present[m]) &&
                        (i == 0 || !concerns(basin, projects[i - 1], present[m]));
        }
    }
    return leavings;
}

/* Members in the room whom both dossiers concern. */
static int32_t count_shared(const struct ordering *o, int32_t a, int32_t b)
{
    int32_t n = 0;
    for (int32_t m = 0; m < o->n_present; m++) {
        n += concerns(o->basin, a, o->present[m]) && concerns(o->basin, b, o->present[m]);
    }
    return n;
}

static bool is_same(const struct ordering *o, int32_t a, int32_t b)
{
    int32_t shared = count_shared(o, a, b);
    return shared == count_shared(o, a, a) && shared == count_shared(o, b, b);
}

static void find_groups(struct ordering *o)
{
    for (int32_t i = 0; i < o->n; i++) {
        int32_t g = 0;
        while (g < o->n_groups && !is_same(o, o->projects[i], o->member[g])) {
            g++;
        }
        if (g == o->n_groups) {
            o->member[o->n_groups++] = o->projects[i];
        }
        o->group[i] = g;
    }
    for (int32_t a = 0; a < o->n_groups; a++) {
        for (int32_t b = 0; b < o->n_groups; b++) {
            o->shared[a * o->n_groups + b] = count_shared(o, o->member[a], o->member[b]);
        }
    }
}

/* Exact: best[set][g] is the most that neighbours share when the groups of the set come last and g
 * is the first of them. The first best choice at every step is that of the file. */
static int order_exactly(struct ordering *o)
{
    int32_t n = o->n_groups, n_sets = 1 << n;
    int32_t *best = appui_arena_alloc(&o->arena, (size_t)n_sets * (size_t)n, sizeof *best);
    if (!best) {
        return -1;
    }
    for (int32_t set = 1; set < n_sets; set++) {
        for (int32_t g = 0; g < n; g++) {
            int32_t most = 0, rest = set & ~(1 << g);
            for (int32_t h = 0; (set >> g & 1) && h < n; h++) {
                int32_t value = rest >> h & 1 ? o->shared[g * n + h] + best[rest * n + h] : 0;
                most = value > most ? value : most;
            }
            best[set * n + g] = most;
        }
    }
    for (int32_t i = 0, set = n_sets - 1, last = -1; i < n; i++) {
        int32_t next = -1, most = -1;
        for (int32_t g = 0; g < n; g++) {
            int32_t value = (last < 0 ? 0 : o->shared[last * n + g]) + best[set * n + g];
            if ((set >> g & 1) && value > most) {
                most = value;
                next = g;
            }
        }
        o->order[i] = last = next;
        set &= ~(1 << next);
    }
    return 0;
}

static int32_t between(const struct ordering *o, int32_t i, int32_t k)
{
    bool both = i >= 0 && k < o->n_groups;
    return both ? o->shared[o->order[i] * o->n_groups + o->order[k]] : 0;
}

/* Reverses stretches as long as that gains (2-opt). */
static void order_by_steps(struct ordering *o)
{
    for (int32_t g = 0; g < o->n_groups; g++) {
        o->order[g] = g;
    }
    for (bool gained = true; gained;) {
        gained = false;
        for (int32_t i = 0; i < o->n_groups; i++) {
            for (int32_t k = i + 1; k < o->n_groups; k++) {
                int32_t now = between(o, i - 1, i) + between(o, k, k + 1);
                int32_t then = between(o, i - 1, k) + between(o, i, k + 1);
                for (int32_t a = i, b = k; then > now && a < b; a++, b--) {
                    int32_t kept = o->order[a];
                    o->order[a] = o->order[b];
                    o->order[b] = kept;
                }
                gained = gained || then > now;
            }
        }
    }
}

static int order_groups(struct ordering *o)
{
    size_t n = (size_t)o->n;
    o->group = appui_arena_alloc(&o->arena, n, sizeof *o->group);
    o->member = appui_arena_alloc(&o->arena, n, sizeof *o->member);
    o->order = appui_arena_alloc(&o->arena, n, sizeof *o->order);
    o->shared = appui_arena_alloc(&o->arena, n * n, sizeof *o->shared);
    if (!o->group || !o->member || !o->order || !o->shared) {
        return -1;
    }
    find_groups(o);
    if (o->n_groups <= GROUPS_MAX) {
        return order_exactly(o);
    }
    order_by_steps(o);
    return 0;
}

int appui_sequence_order(const struct appui_basin *basin, const int32_t *present, int32_t n_present,
                         int32_t *projects, int32_t n)
{
    struct ordering o = {
        .basin = basin, .present = present, .n_present = n_present, .projects = projects, .n = n};
    int32_t *sorted = appui_arena_alloc(&o.arena, (size_t)n, sizeof *sorted);
    int code = sorted ? order_groups(&o) : -1;
    for (int32_t g = 0, k = 0; code == 0 && g < o.n_groups; g++) {
        for (int32_t i = 0; i < n; i++) {
            if (o.group[i] == o.order[g]) {
                sorted[k++] = projects[i];
            }
        }
    }
    if (code == 0 && n > 0) {
        memcpy(projects, sorted, (size_t)n * sizeof *projects);
    }
    appui_arena_release(&o.arena);
    return code;
}
