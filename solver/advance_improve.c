/*
 * Improves a choice of advances by neighbourhoods: a few requests drawn at random are chosen anew,
 * exactly as far as a few thousand nodes go, while all others keep what they have. Choices of equal
 * worth are moved to as well, which leads on where no better one is near. It proves nothing.
 *
 * What cannot be better is ruled out by the worth still open and by multipliers of the months, as
 * in solver/advance_settle; here in doubles, for a choice missed is no fault.
 */
#include <string.h>

#include "model/random.h"
#include "solver/advance_choice.h"

/* Measured on funds of 20 to 80 requests: up to 4 end 1 % below what up to 14 find. */
#define MEMBERS_MAX 14
#define NODES_OF_NEIGHBOURHOOD 3000
/* After as many nodes without a gain it goes back to the best choice and gives up part of it. It
 * ends after as many again as the last best choice took, and as many for each pair of candidates: a
 * fifth of a second for twenty of them, two for sixty. */
#define NODES_UNTIL_KICK 500000
#define NODES_OF_PAIR 8000

struct improving {
    struct appui_advance_choice *choice; /**< its pick is the best met */
    struct appui_random random;
    int64_t *left;  /**< [n_rows] euros beside what is picked */
    int32_t *pick;  /**< [n_candidates] as in the choice; the one at hand */
    int64_t value;  /**< of what is picked */
    double *y;      /**< [n_rows] multipliers, 0 at least */
    double *gain;   /**< [n_options] worth less the price of its draws */
    int32_t *order; /**< the options of a candidate from first_option + candidate on, "none" among
                       them, those that gain most first */
    double *grant;  /**< [n_candidates] the gain of the best option but "none" */
    int64_t nodes;
    int64_t gained_at; /**< nodes at the last choice worth more than the one before it */
    int64_t best_at;   /**< nodes at the last choice worth more than all before */
    /* the neighbourhood */
    int32_t n;
    int32_t members[MEMBERS_MAX]; /**< candidates whose answer is clearest first */
    int32_t at[MEMBERS_MAX];      /**< place in its order, -1: nothing taken */
    int32_t kept[MEMBERS_MAX];    /**< the best so far: options */
    double upper[MEMBERS_MAX + 1];
    int64_t open[MEMBERS_MAX + 1];
    int64_t wanted;
};

static const struct appui_advance_candidate *candidate_of(const struct improving *s, int32_t c)
{
    return &s->choice->candidates[c];
}

static int32_t option_at(const struct improving *s, int32_t c, int32_t place)
{
    return s->order[candidate_of(s, c)->first_option + c + place];
}

static double gain_of(const struct improving *s, int32_t c, int32_t option)
{
    const struct appui_advance_candidate *candidate = candidate_of(s, c);
    return option < candidate->n_options ? s->gain[candidate->first_option + option] : 0;
}

/* Takes an option, or gives it back with sign -1. */
static void take(struct improving *s, int32_t c, int32_t option, int32_t sign)
{
    appui_advance_take(s->choice, c, option, sign, s->left);
    s->value += sign * appui_advance_worth(s->choice, c, option);
}

/* ---- before the first round ---- */

static void sort_options(struct improving *s, int32_t c)
{
    int32_t n = candidate_of(s, c)->n_options;
    int32_t *order = s->order + candidate_of(s, c)->first_option + c;
    for (int32_t k = 0; k <= n; k++) {
        int32_t i = k;
        for (; i > 0 && gain_of(s, c, order[i - 1]) < gain_of(s, c, k); i--) {
            order[i] = order[i - 1];
        }
        order[i] = k;
    }
    s->grant[c] = gain_of(s, c, order[0] < n ? order[0] : order[1]);
}

static void price(struct improving *s, const double *multipliers)
{
    const struct appui_advance_choice *choice = s->choice;
    for (int32_t i = 0; i < choice->n_rows; i++) {
        s->y[i] = multipliers[i] > 0 ? multipliers[i] : 0;
    }
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        const struct appui_advance_candidate *candidate = candidate_of(s, c);
        for (int32_t k = 0; k < candidate->n_options; k++) {
            const int32_t *draws = appui_advance_draws(choice, c, k);
            double gain = (double)candidate->worth;
            for (int32_t i = 0; i < choice->n_rows; i++) {
                gain -= s->y[i] * (double)draws[i];
            }
            s->gain[candidate->first_option + k] = gain;
        }
        sort_options(s, c);
    }
}

static int start(struct improving *s, struct appui_arena *arena, const double *multipliers)
{
    const struct appui_advance_choice *choice = s->choice;
    size_t n = (size_t)choice->n_candidates, n_rows = (size_t)choice->n_rows;
    s->left = appui_arena_alloc(arena, n_rows, sizeof *s->left);
    s->pick = appui_arena_alloc(arena, n, sizeof *s->pick);
    s->y = appui_arena_alloc(arena, n_rows, sizeof *s->y);
    s->gain = appui_arena_alloc(arena, (size_t)choice->n_options, sizeof *s->gain);
    s->order = appui_arena_alloc(arena, (size_t)choice->n_options + n, sizeof *s->order);
    s->grant = appui_arena_alloc(arena, n, sizeof *s->grant);
    if (!s->left || !s->pick || !s->y || !s->gain || !s->order || !s->grant) {
        return -1;
    }
    price(s, multipliers);
    memcpy(s->left, choice->room, n_rows * sizeof *s->left);
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        s->pick[c] = choice->pick[c];
        take(s, c, s->pick[c], 1);
    }
    return 0;
}

/* ---- a neighbourhood ---- */

/* How much it costs to answer a candidate otherwise. */
static double clarity(const struct improving *s, int32_t c)
{
    return s->grant[c] > 0 ? s->grant[c] : -s->grant[c];
}

static bool is_member(const struct improving *s, int32_t c)
{
    for (int32_t i = 0; i < s->n; i++) {
        if (s->members[i] == c) {
            return true;
        }
    }
    return false;
}

static void draw_members(struct improving *s)
{
    int32_t n = s->choice->n_candidates;
    int32_t most = n < MEMBERS_MAX ? n : MEMBERS_MAX;
    int32_t size = appui_random_within(&s->random, 2, most);
    for (s->n = 0; s->n < size;) {
        int32_t c = appui_random_within(&s->random, 0, n - 1);
        if (is_member(s, c)) {
            continue;
        }
        int32_t i = s->n++;
        for (; i > 0 && clarity(s, s->members[i - 1]) < clarity(s, c); i--) {
            s->members[i] = s->members[i - 1];
        }
        s->members[i] = c;
    }
}

/* Gives back what the members have; upper[0] bounds the worth of all ways to choose them anew. */
static void open_members(struct improving *s)
{
    s->wanted = s->value;
    s->open[s->n] = 0;
    s->upper[0] = 0;
    for (int32_t i = s->n - 1; i >= 0; i--) {
        int32_t c = s->members[i];
        s->kept[i] = s->pick[c];
        s->at[i] = -1;
        s->open[i] = s->open[i + 1] + candidate_of(s, c)->worth;
        s->upper[0] += gain_of(s, c, option_at(s, c, 0));
        take(s, c, s->pick[c], -1);
    }
    s->upper[0] += (double)s->value;
    for (int32_t i = 0; i < s->choice->n_rows; i++) {
        s->upper[0] += s->y[i] * (double)s->left[i];
    }
}

static void leave(struct improving *s, int32_t depth)
{
    if (s->at[depth] >= 0) {
        take(s, s->members[depth], option_at(s, s->members[depth], s->at[depth]), -1);
    }
}

/* Takes the member's next option that fits and may lead to what is wanted. @return false after the
 * last, and nothing is taken */
static bool take_next(struct improving *s, int32_t depth)
{
    int32_t c = s->members[depth];
    double best = gain_of(s, c, option_at(s, c, 0));
    while (++s->at[depth] <= candidate_of(s, c)->n_options) {
        int32_t option = option_at(s, c, s->at[depth]);
        s->upper[depth + 1] = s->upper[depth] - best + gain_of(s, c, option);
        if (s->upper[depth + 1] + 1 < (double)s->wanted) {
            break; /* those behind it gain less */
        }
        int64_t open = s->value + appui_advance_worth(s->choice, c, option) + s->open[depth + 1];
        if (open >= s->wanted && appui_advance_fits(s->choice, c, option, s->left)) {
            take(s, c, option, 1);
            return true;
        }
    }
    s->at[depth] = -1;
    return false;
}

static void keep(struct improving *s)
{
    for (int32_t i = 0; i < s->n; i++) {
        s->kept[i] = option_at(s, s->members[i], s->at[i]);
    }
    s->wanted = s->value + s->choice->unit;
}

static void explore(struct improving *s, int64_t nodes_max)
{
    int32_t depth = 0;
    int64_t before = s->wanted, last = s->nodes + NODES_OF_NEIGHBOURHOOD;
    last = last < nodes_max ? last : nodes_max;
    while (depth >= 0 && s->nodes < last) {
        s->nodes++;
        leave(s, depth);
        if (!take_next(s, depth)) {
            depth--;
        } else if (depth + 1 < s->n) {
            depth++;
        } else if (s->value >= s->wanted) {
            keep(s);
        }
    }
    for (; depth >= 0; depth--) {
        leave(s, depth);
    }
    for (int32_t i = 0; i < s->n; i++) {
        s->pick[s->members[i]] = s->kept[i];
        take(s, s->members[i], s->kept[i], 1);
    }
    s->gained_at = s->value > before ? s->nodes : s->gained_at;
}

static void keep_best(struct improving *s)
{
    struct appui_advance_choice *choice = s->choice;
    if (s->value > choice->value) {
        choice->value = s->value;
        memcpy(choice->pick, s->pick, (size_t)choice->n_candidates * sizeof *s->pick);
        s->best_at = s->nodes;
    }
}

/* Back to the best choice, of which a third is given up. */
static void kick(struct improving *s)
{
    for (int32_t c = 0; c < s->choice->n_candidates; c++) {
        take(s, c, s->pick[c], -1);
    }
    for (int32_t c = 0; c < s->choice->n_candidates; c++) {
        bool gone = appui_random_happens(&s->random, 1, 3);
        s->pick[c] = gone ? candidate_of(s, c)->n_options : s->choice->pick[c];
        take(s, c, s->pick[c], 1);
    }
    s->gained_at = s->nodes;
}

static bool is_done(const struct improving *s, const struct appui_advance_limit *limit)
{
    int64_t n = s->choice->n_candidates, patience = NODES_OF_PAIR * (n * (n - 1) / 2);
    patience = s->best_at > patience ? s->best_at : patience;
    return s->choice->value >= s->choice->bound || s->nodes >= limit->nodes_max ||
           s->nodes >= s->best_at + patience || limit->over(limit->context);
}

int appui_advance_improve(struct appui_advance_choice *choice, const double *multipliers,
                          const struct appui_advance_limit *limit)
{
    struct improving s = {.choice = choice, .random = appui_random_of_seed(limit->seed)};
    if (choice->n_candidates < 2) {
        return 0;
    }
    if (start(&s, &choice->arena, multipliers) < 0) {
        return -1;
    }
    while (!is_done(&s, limit)) {
        if (s.nodes >= s.gained_at + NODES_UNTIL_KICK) {
            kick(&s);
        }
        draw_members(&s);
        open_members(&s);
        explore(&s, limit->nodes_max);
        keep_best(&s);
    }
    return 0;
}
