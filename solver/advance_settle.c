/*
 * Settles which of the best choices is taken, and what GLPK's tolerance leaves unproved: a search
 * through all choices in the order of preference, request after request, paid sooner before later
 * before never. In that order the first choice of a value is the preferred one of that value.
 * What cannot reach the value wanted is ruled out twice: by the worth still open, and by any
 * multipliers y >= 0 of the months, with which no choice is worth more than
 *   sum y room + sum over candidates of max(0, worth - y draw)     (docs/solver.md, dual bound).
 */
#include <math.h>
#include <string.h>

#include "solver/advance_choice.h"

__extension__ typedef __int128 wide;

/* Multipliers are rounded to multiples of 2^-20, and cut where they mean nothing any more. */
#define ONE (1 << 20)
#define MULTIPLIER_MAX 1e9

struct settling {
    struct appui_advance_choice *choice;
    int64_t *left;      /**< [n_rows] euros beside the path */
    int64_t *y;         /**< [n_rows] in 1 / ONE */
    wide *price;        /**< [n_options] y x draw */
    wide *open_priced;  /**< [n_candidates + 1] what those from here on add at most, priced */
    int64_t *open;      /**< [n_candidates + 1] their worth */
    int32_t *path;      /**< [n_candidates] option at hand */
    int64_t value;      /**< of the path */
    wide left_priced;   /**< y x left */
    int64_t wanted;     /**< a choice is kept when it is worth as much */
    bool best_is_known; /**< choice->value reaches choice->bound: the first as good ends it */
    bool found;
};

static int64_t rounded(double multiplier)
{
    if (!(multiplier > 0)) {
        return 0;
    }
    return (int64_t)(fmin(multiplier, MULTIPLIER_MAX) * ONE);
}

static void price_options(struct settling *s, const double *multipliers)
{
    const struct appui_advance_choice *choice = s->choice;
    for (int32_t i = 0; i < choice->n_rows; i++) {
        s->y[i] = rounded(multipliers[i]);
        s->left_priced += (wide)s->y[i] * choice->room[i];
    }
    for (int32_t k = 0; k < choice->n_options; k++) {
        for (int32_t i = 0; i < choice->n_rows; i++) {
            s->price[k] += (wide)s->y[i] * choice->draw[k * choice->n_rows + i];
        }
    }
    for (int32_t c = choice->n_candidates - 1; c >= 0; c--) {
        const struct appui_advance_candidate *candidate = &choice->candidates[c];
        wide most = 0;
        for (int32_t k = 0; k < candidate->n_options; k++) {
            wide gain = (wide)candidate->worth * ONE - s->price[candidate->first_option + k];
            most = gain > most ? gain : most;
        }
        s->open_priced[c] = s->open_priced[c + 1] + most;
        s->open[c] = s->open[c + 1] + candidate->worth;
    }
}

static int start(struct settling *s, const double *multipliers)
{
    struct appui_advance_choice *choice = s->choice;
    size_t n = (size_t)choice->n_candidates, n_rows = (size_t)choice->n_rows;
    s->left = appui_arena_alloc(&choice->arena, n_rows, sizeof *s->left);
    s->y = appui_arena_alloc(&choice->arena, n_rows, sizeof *s->y);
    s->price = appui_arena_alloc(&choice->arena, (size_t)choice->n_options, sizeof *s->price);
    s->open_priced = appui_arena_alloc(&choice->arena, n + 1, sizeof *s->open_priced);
    s->open = appui_arena_alloc(&choice->arena, n + 1, sizeof *s->open);
    s->path = appui_arena_alloc(&choice->arena, n + 1, sizeof *s->path);
    if (!s->left || !s->y || !s->price || !s->open_priced || !s->open || !s->path) {
        return -1;
    }
    memcpy(s->left, choice->room, n_rows * sizeof *s->left);
    price_options(s, multipliers);
    s->wanted = choice->value;
    s->best_is_known = choice->value == choice->bound;
    return 0;
}

/* Puts a candidate's option on the path, or takes it off with sign -1. */
static void step(struct settling *s, int32_t candidate, int32_t sign)
{
    const struct appui_advance_candidate *at = &s->choice->candidates[candidate];
    int32_t option = s->path[candidate];
    if (option == at->n_options) {
        return;
    }
    appui_advance_take(s->choice, candidate, option, sign, s->left);
    s->value += sign * at->worth;
    s->left_priced -= sign * s->price[at->first_option + option];
}

/* A candidate that differs in nothing from an earlier one is not served before it. */
static int32_t first_option(const struct settling *s, int32_t candidate)
{
    int32_t twin = s->choice->candidates[candidate].twin;
    return twin < 0 ? 0 : s->path[twin];
}

/* Moves to the candidate's next option that fits; "none" always does. @return false after it */
static bool next_option(struct settling *s, int32_t candidate)
{
    int32_t n_options = s->choice->candidates[candidate].n_options;
    do {
        s->path[candidate]++;
    } while (s->path[candidate] <= n_options &&
             !appui_advance_fits(s->choice, candidate, s->path[candidate], s->left));
    return s->path[candidate] <= n_options;
}

static bool can_reach(const struct settling *s, int32_t candidate)
{
    return s->value + s->open[candidate] >= s->wanted &&
           (wide)s->value * ONE + s->left_priced + s->open_priced[candidate] >=
               (wide)s->wanted * ONE;
}

static void keep(struct settling *s)
{
    struct appui_advance_choice *choice = s->choice;
    memcpy(choice->pick, s->path, (size_t)choice->n_candidates * sizeof *choice->pick);
    choice->value = s->value;
    s->found = true;
    s->wanted = s->value + choice->unit;
}

/* @return true when every choice was gone through or ruled out, or the first best one met */
static bool search(struct settling *s, int64_t nodes_max)
{
    int32_t n = s->choice->n_candidates, c = 0;
    bool fresh = true; /* the candidate at hand has no option on the path */
    for (int64_t nodes = 0; c >= 0 && nodes < nodes_max; nodes++) {
        if (fresh) {
            s->path[c] = first_option(s, c) - 1;
        } else {
            step(s, c, -1);
        }
        if (!next_option(s, c)) {
            c--;
            fresh = false;
            continue;
        }
        step(s, c, 1);
        fresh = c + 1 < n && can_reach(s, c + 1);
        c += fresh;
        if (c == n - 1 && !fresh && s->value >= s->wanted) {
            keep(s);
            if (s->best_is_known) {
                return true;
            }
        }
    }
    return c < 0;
}

int appui_advance_settle(struct appui_advance_choice *choice, const double *multipliers,
                         int64_t nodes_max)
{
    struct settling s = {.choice = choice};
    if (start(&s, multipliers) < 0) {
        return -1;
    }
    if (choice->n_candidates > 0 && !search(&s, nodes_max)) {
        return 0;
    }
    choice->bound = choice->value;
    return 1;
}
