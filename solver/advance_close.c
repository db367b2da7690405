/*
 * A search in depth, those candidates first whose answer is clearest, and of each candidate the
 * option first that gains most: what reaches the bound is met early, and what cannot reach it is
 * ruled out as soon as the losses say so. Any multipliers y >= 0 of the months prove that no choice
 * is worth more than
 *   sum y room + sum over candidates of their best worth - y draw     (docs/solver.md, dual bound);
 * every answer that is not the best one lowers that by what it loses.
 */
#include "solver/advance_close.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide;

/* Multipliers are rounded to multiples of 2^-20, and cut where they mean nothing any more. */
#define ONE (1 << 20)
#define MULTIPLIER_MAX 1e9

struct place {
    int32_t candidate;
    double clarity; /* what another answer would lose */
};

struct appui_advance_closer {
    struct appui_advance_choice *choice;
    const struct appui_advance_answer *part;
    int64_t *left;        /* [n_rows] euros beside the path */
    int64_t *y;           /* [n_rows] in 1 / ONE */
    wide *gain;           /* [n_options] worth less the price of its draws, in 1 / ONE */
    int32_t *order;       /* the answers of a candidate from first_option + candidate on, those that
                             gain most first, then -1 where there are fewer */
    struct place *places; /* [n_candidates] in the order of the search */
    int32_t *at;          /* [n_candidates] by place: answer at hand in its order, -1: none yet */
    wide *upper;          /* [n_candidates + 1] by place: what those before it leave possible */
    int64_t *open;        /* [n_candidates + 1] by place: worth of those from there on */
    int64_t value;        /* of the path */
};

struct appui_advance_closer *appui_advance_closer_new(struct appui_advance_choice *choice)
{
    size_t n = (size_t)choice->n_candidates, n_options = (size_t)choice->n_options;
    struct appui_arena *arena = &choice->arena;
    struct appui_advance_closer *s = appui_arena_alloc(arena, 1, sizeof *s);
    if (!s) {
        return NULL;
    }
    s->choice = choice;
    s->left = appui_arena_alloc(arena, (size_t)choice->n_rows, sizeof *s->left);
    s->y = appui_arena_alloc(arena, (size_t)choice->n_rows, sizeof *s->y);
    s->gain = appui_arena_alloc(arena, n_options, sizeof *s->gain);
    s->order = appui_arena_alloc(arena, n_options + n, sizeof *s->order);
    s->places = appui_arena_alloc(arena, n, sizeof *s->places);
    s->at = appui_arena_alloc(arena, n, sizeof *s->at);
    s->upper = appui_arena_alloc(arena, n + 1, sizeof *s->upper);
    s->open = appui_arena_alloc(arena, n + 1, sizeof *s->open);
    return s->left && s->y && s->gain && s->order && s->places && s->at && s->upper && s->open
               ? s
               : NULL;
}

static const struct appui_advance_candidate *candidate_of(const struct appui_advance_closer *s,
                                                          int32_t c)
{
    return &s->choice->candidates[c];
}

static int32_t *order_of(const struct appui_advance_closer *s, int32_t c)
{
    return s->order + candidate_of(s, c)->first_option + c;
}

static wide gain_of(const struct appui_advance_closer *s, int32_t c, int32_t option)
{
    const struct appui_advance_candidate *candidate = candidate_of(s, c);
    return option < candidate->n_options ? s->gain[candidate->first_option + option] : 0;
}

/* ---- before the search ---- */

static int64_t rounded(double multiplier)
{
    if (!(multiplier > 0)) {
        return 0;
    }
    return (int64_t)(fmin(multiplier, MULTIPLIER_MAX) * ONE);
}

static void price_options(struct appui_advance_closer *s, int32_t c)
{
    const struct appui_advance_candidate *candidate = candidate_of(s, c);
    for (int32_t k = s->part[c].first; k <= s->part[c].last; k++) {
        const int32_t *draws = appui_advance_draws(s->choice, c, k);
        wide gain = (wide)candidate->worth * ONE;
        for (int32_t i = 0; i < s->choice->n_rows; i++) {
            gain -= (wide)s->y[i] * draws[i];
        }
        s->gain[candidate->first_option + k] = gain;
    }
}

static int32_t insert(struct appui_advance_closer *s, int32_t c, int32_t n, int32_t option)
{
    int32_t *order = order_of(s, c), i = n;
    for (; i > 0 && gain_of(s, c, order[i - 1]) < gain_of(s, c, option); i--) {
        order[i] = order[i - 1];
    }
    order[i] = option;
    return n + 1;
}

/* Sorts the answers of a candidate. @return false when it has none */
static bool sort_answers(struct appui_advance_closer *s, int32_t c)
{
    int32_t most = candidate_of(s, c)->n_options, n = 0;
    for (int32_t k = s->part[c].first; k <= s->part[c].last; k++) {
        n = insert(s, c, n, k);
    }
    if (s->part[c].refusable) {
        n = insert(s, c, n, most);
    }
    for (int32_t i = n; i <= most; i++) {
        order_of(s, c)[i] = -1;
    }
    return n > 0;
}

/* Between paid and refused where both may be, else between the best answer and the next. */
static double clarity_of(const struct appui_advance_closer *s, int32_t c)
{
    const int32_t *order = order_of(s, c);
    int32_t most = candidate_of(s, c)->n_options, other = 1;
    while (s->part[c].refusable && order[0] != most && order[other] != most) {
        other++;
    }
    return order[other] < 0 ? INFINITY
                            : (double)(gain_of(s, c, order[0]) - gain_of(s, c, order[other]));
}

static int compare(const void *a, const void *b)
{
    const struct place *one = a, *other = b;
    if (one->clarity > other->clarity || one->clarity < other->clarity) {
        return one->clarity > other->clarity ? -1 : 1;
    }
    return one->candidate - other->candidate;
}

/* @return false when some candidate has no answer: the part is empty */
static bool start(struct appui_advance_closer *s, const double *multipliers)
{
    const struct appui_advance_choice *choice = s->choice;
    int32_t n = choice->n_candidates;
    s->value = 0;
    s->upper[0] = 0;
    memcpy(s->left, choice->room, (size_t)choice->n_rows * sizeof *s->left);
    for (int32_t i = 0; i < choice->n_rows; i++) {
        s->y[i] = rounded(multipliers[i]);
        s->upper[0] += (wide)s->y[i] * choice->room[i];
    }
    for (int32_t c = 0; c < n; c++) {
        price_options(s, c);
        if (!sort_answers(s, c)) {
            return false;
        }
        s->upper[0] += gain_of(s, c, order_of(s, c)[0]);
        s->places[c] = (struct place){c, clarity_of(s, c)};
        s->at[c] = -1;
    }
    qsort(s->places, (size_t)n, sizeof *s->places, compare);
    s->open[n] = 0;
    for (int32_t i = n - 1; i >= 0; i--) {
        int32_t c = s->places[i].candidate;
        bool grantable = s->part[c].first <= s->part[c].last;
        s->open[i] = s->open[i + 1] + (grantable ? candidate_of(s, c)->worth : 0);
    }
    return true;
}

/* ---- the search ---- */

static void take(struct appui_advance_closer *s, int32_t c, int32_t option, int32_t sign)
{
    appui_advance_take(s->choice, c, option, sign, s->left);
    s->value += sign * appui_advance_worth(s->choice, c, option);
}

static void leave(struct appui_advance_closer *s, int32_t place)
{
    int32_t c = s->places[place].candidate;
    if (s->at[place] >= 0) {
        take(s, c, order_of(s, c)[s->at[place]], -1);
    }
}

/* Takes the next answer that fits and may lead to more. @return false after the last, and nothing
 * is taken */
static bool take_next(struct appui_advance_closer *s, int32_t place)
{
    int32_t c = s->places[place].candidate, most = candidate_of(s, c)->n_options;
    const int32_t *order = order_of(s, c);
    wide best = gain_of(s, c, order[0]);
    wide wanted = (wide)(s->choice->value + s->choice->unit) * ONE;
    while (++s->at[place] <= most && order[s->at[place]] >= 0) {
        int32_t option = order[s->at[place]];
        s->upper[place + 1] = s->upper[place] - best + gain_of(s, c, option);
        if (s->upper[place + 1] < wanted) {
            break; /* those behind it gain less */
        }
        int64_t open = s->value + appui_advance_worth(s->choice, c, option) + s->open[place + 1];
        if (open > s->choice->value && appui_advance_fits(s->choice, c, option, s->left)) {
            take(s, c, option, 1);
            return true;
        }
    }
    s->at[place] = -1;
    return false;
}

static void keep(struct appui_advance_closer *s)
{
    for (int32_t i = 0; i < s->choice->n_candidates; i++) {
        int32_t c = s->places[i].candidate;
        s->choice->pick[c] = order_of(s, c)[s->at[i]];
    }
    s->choice->value = s->value;
}

bool appui_advance_close(struct appui_advance_closer *closer,
                         const struct appui_advance_answer *part, const double *multipliers,
                         int64_t nodes_max)
{
    int32_t n = closer->choice->n_candidates, place = 0;
    closer->part = part;
    if (n == 0 || !start(closer, multipliers)) {
        return true;
    }
    for (int64_t nodes = 0; place >= 0; nodes++) {
        if (nodes == nodes_max) {
            return false;
        }
        leave(closer, place);
        if (!take_next(closer, place)) {
            place--;
        } else if (place + 1 < n) {
            place++;
        } else if (closer->value > closer->choice->value) {
            keep(closer);
        }
    }
    return true;
}
