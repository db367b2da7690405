/*
 * First choices of advances, in no time: requests one after the other, each granted whole where it
 * still fits. By weight, because of two euros the one with more weight is worth more; small amounts
 * first or large ones; paid as early as possible or as late. The best of them is what every later
 * search starts from, so that a limit anywhere leaves a choice that is worth having.
 */
#include "solver/advance_choice.h"

#include <stdlib.h>
#include <string.h>

struct rank {
    int64_t first, second; /**< smaller ones come first, then the order of the requests */
    int32_t candidate;
};

static int compare(const void *a, const void *b)
{
    const struct rank *one = a, *other = b;
    if (one->first != other->first) {
        return one->first < other->first ? -1 : 1;
    }
    if (one->second != other->second) {
        return one->second < other->second ? -1 : 1;
    }
    return one->candidate - other->candidate;
}

/* @param sign  of the amount: 1, small ones first; -1, large ones */
static void rank_by_weight(const struct appui_advance_choice *choice, int32_t sign,
                           struct rank *ranks)
{
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        const struct appui_request *request =
            &choice->basin->advances->requests[choice->candidates[c].request];
        ranks[c] = (struct rank){-(int64_t)request->weight, sign * (int64_t)request->amount, c};
    }
    qsort(ranks, (size_t)choice->n_candidates, sizeof *ranks, compare);
}

/* The first or the last option of a candidate that fits; "none" where none does. */
static int32_t option_that_fits(const struct appui_advance_choice *choice, int32_t candidate,
                                bool latest, const int64_t *left)
{
    int32_t n = choice->candidates[candidate].n_options;
    for (int32_t k = 0; k < n; k++) {
        int32_t option = latest ? n - 1 - k : k;
        if (appui_advance_fits(choice, candidate, option, left)) {
            return option;
        }
    }
    return n;
}

/* Grants in the order of the ranks. @return the worth */
static int64_t fill(const struct appui_advance_choice *choice, const struct rank *ranks,
                    bool latest, int64_t *left, int32_t *pick)
{
    int64_t value = 0;
    memcpy(left, choice->room, (size_t)choice->n_rows * sizeof *left);
    for (int32_t i = 0; i < choice->n_candidates; i++) {
        int32_t c = ranks[i].candidate;
        pick[c] = option_that_fits(choice, c, latest, left);
        appui_advance_take(choice, c, pick[c], 1, left);
        value += appui_advance_worth(choice, c, pick[c]);
    }
    return value;
}

int appui_advance_greedy(struct appui_advance_choice *choice)
{
    size_t n = (size_t)choice->n_candidates;
    struct rank *ranks = appui_arena_alloc(&choice->arena, n, sizeof *ranks);
    int64_t *left = appui_arena_alloc(&choice->arena, (size_t)choice->n_rows, sizeof *left);
    int32_t *pick = appui_arena_alloc(&choice->arena, n, sizeof *pick);
    if (!ranks || !left || !pick) {
        return -1;
    }
    for (int way = 0; way < 4; way++) {
        rank_by_weight(choice, way < 2 ? 1 : -1, ranks);
        int64_t value = fill(choice, ranks, way % 2 == 0, left, pick);
        if (value > choice->value) {
            choice->value = value;
            memcpy(choice->pick, pick, n * sizeof *pick);
        }
    }
    return 0;
}
