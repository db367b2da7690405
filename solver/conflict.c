/*
 * Require rules: the most that can be met together is one integer program. When that is not all of
 * them, sets of growing size are tried, so the first that cannot be met is a smallest one.
 */
#include "solver/conflict.h"

#include <string.h>

/* Sets beyond this number are not tried; then the conflict is only irreducible. */
#define SETS_MAX 2000

struct conflict {
    struct appui_search *search;
    struct appui_solve_result *result;
    int32_t *job;  /**< [n_require] job of each rule, or MET or IMPOSSIBLE */
    int32_t *open; /**< [n_open] rules that have a job */
    int32_t n_open;
    int32_t *chosen; /**< [n_open] scratch: indices into open */
    int32_t tried;
};

static int report(struct conflict *c, const int32_t *rules, int32_t n, bool smallest)
{
    c->result->conflict = appui_calloc((size_t)n, sizeof *c->result->conflict);
    if (!c->result->conflict) {
        return -1;
    }
    memcpy(c->result->conflict, rules, (size_t)n * sizeof *rules);
    c->result->n_conflict = n;
    c->result->conflict_is_smallest = smallest;
    c->result->outcome = APPUI_SOLVE_CONFLICT;
    return 0;
}

/* Maximises how many of the chosen rules are met. @param most  how many were, when proved */
static enum appui_solve_code count_met(struct conflict *c, const int32_t *rules, int32_t n,
                                       int32_t *most, bool *proved)
{
    struct appui_joint *joint = c->search->joint;
    appui_program_clear_costs(&joint->program);
    joint->program.maximise = true;
    joint->program.objective = "require";
    for (int32_t i = 0; i < n; i++) {
        joint->program.columns[joint->use[c->job[rules[i]]]].cost = 1;
    }
    struct appui_found found = {0};
    enum appui_solve_code code = appui_search_step(c->search, 1.0, &found);
    *proved = found.proved;
    *most = found.has_point ? (int32_t)found.value : 0;
    return code;
}

/* Next choice of n among n_open indices, in lexicographic order. */
static bool next_choice(int32_t *chosen, int32_t n, int32_t n_open)
{
    for (int32_t i = n - 1; i >= 0; i--) {
        if (chosen[i] < n_open - n + i) {
            chosen[i]++;
            for (int32_t k = i + 1; k < n; k++) {
                chosen[k] = chosen[k - 1] + 1;
            }
            return true;
        }
    }
    return false;
}

/* Tries every set of n rules. @param done  set when a conflict was reported or a limit came */
static enum appui_solve_code try_size(struct conflict *c, int32_t n, int32_t *rules, bool *done)
{
    for (int32_t i = 0; i < n; i++) {
        c->chosen[i] = i;
    }
    do {
        int32_t most = 0;
        bool proved = false;
        for (int32_t i = 0; i < n; i++) {
            rules[i] = c->open[c->chosen[i]];
        }
        enum appui_solve_code code = count_met(c, rules, n, &most, &proved);
        if (code != APPUI_SOLVE_OK) {
            return code;
        }
        if (most < n && proved) {
            *done = true;
            return report(c, rules, n, true) < 0 ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
        }
        if (++c->tried >= SETS_MAX || appui_clock_over(c->search->clock)) {
            return APPUI_SOLVE_OK;
        }
    } while (next_choice(c->chosen, n, c->n_open));
    return APPUI_SOLVE_OK;
}

/* Drops every rule without which the rest still cannot be met. */
static enum appui_solve_code shrink(struct conflict *c, int32_t *rules)
{
    int32_t n = c->n_open;
    for (int32_t i = 0; i < n; i++) {
        rules[i] = c->open[i];
    }
    for (int32_t i = n - 1; i >= 0 && !appui_clock_over(c->search->clock); i--) {
        int32_t dropped = rules[i], most = 0;
        bool proved = false;
        memmove(rules + i, rules + i + 1, (size_t)(n - 1 - i) * sizeof *rules);
        enum appui_solve_code code = count_met(c, rules, n - 1, &most, &proved);
        if (code != APPUI_SOLVE_OK) {
            return code;
        }
        if (most < n - 1 && proved) {
            n--;
        } else {
            memmove(rules + i + 1, rules + i, (size_t)(n - 1 - i) * sizeof *rules);
            rules[i] = dropped;
        }
    }
    return report(c, rules, n, false) < 0 ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
}

static enum appui_solve_code find_smallest(struct conflict *c, int32_t *rules)
{
    bool done = false;
    for (int32_t n = 1;
         n <= c->n_open && c->tried < SETS_MAX && !appui_clock_over(c->search->clock); n++) {
        enum appui_solve_code code = try_size(c, n, rules, &done);
        if (code != APPUI_SOLVE_OK || done) {
            return code;
        }
    }
    return shrink(c, rules);
}

static enum appui_solve_code meet_all(struct conflict *c, int32_t *rules)
{
    int32_t most = 0;
    bool proved = false;
    enum appui_solve_code code =
        c->n_open == 0 ? APPUI_SOLVE_OK : count_met(c, c->open, c->n_open, &most, &proved);
    if (code != APPUI_SOLVE_OK) {
        return code;
    }
    if (most == c->n_open) {
        appui_joint_require(c->search->joint);
        c->result->outcome = APPUI_SOLVED;
        return APPUI_SOLVE_OK;
    }
    if (!proved) {
        c->result->outcome = APPUI_SOLVE_NOTHING_YET;
        return APPUI_SOLVE_OK;
    }
    return find_smallest(c, rules);
}

enum appui_solve_code appui_conflict_run(struct appui_search *search,
                                         struct appui_solve_result *result)
{
    int32_t n = search->joint->problem->basin->n_require;
    struct appui_arena arena = {0};
    struct conflict c = {.search = search, .result = result};
    c.job = appui_arena_alloc(&arena, (size_t)n, sizeof *c.job);
    c.open = appui_arena_alloc(&arena, (size_t)n, sizeof *c.open);
    c.chosen = appui_arena_alloc(&arena, (size_t)n, sizeof *c.chosen);
    int32_t *rules = appui_arena_alloc(&arena, (size_t)n, sizeof *rules);
    enum appui_solve_code code = APPUI_SOLVE_OK;
    int32_t impossible = -1;
    if (!c.job || !c.open || !c.chosen || !rules) {
        appui_arena_release(&arena);
        return APPUI_SOLVE_NO_MEMORY;
    }
    for (int32_t r = 0; r < n; r++) {
        c.job[r] = appui_joint_required_job(search->joint, r);
        impossible = c.job[r] == APPUI_REQUIRE_IMPOSSIBLE && impossible < 0 ? r : impossible;
        bool twice = false;
        for (int32_t o = 0; o < c.n_open; o++) {
            twice = twice || c.job[c.open[o]] == c.job[r];
        }
        if (c.job[r] >= 0 && !twice) {
            c.open[c.n_open++] = r;
        }
    }
    if (impossible >= 0) {
        code = report(&c, &impossible, 1, true) < 0 ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
    } else {
        code = meet_all(&c, rules);
    }
    appui_arena_release(&arena);
    return code;
}
