/*
 * Branch and bound, the part with the highest bound first. Each part is relaxed by GLPK, whose
 * multipliers then serve the search in integers (solver/advance_close) through that part alone;
 * where a few thousand nodes do not close it, it is split in two. So every bound is exact, no part
 * is dropped by a tolerance, and no point is taken from the linear solver.
 */
#include "solver/advance_tree.h"

#include <math.h>
#include <string.h>

#define FRACTION 1e-6

struct part {
    int64_t bound;
    int64_t number; /* parts of equal bound: the newest first */
    struct appui_advance_answer answers[];
};

struct tree {
    struct appui_advance_choice *choice;
    struct appui_program *program;
    const struct appui_advance_limit *limit;
    struct appui_advance_closer *closer;
    double *multipliers; /* [n_rows] of the newest relaxation */
    double *relaxed;     /* [n_options] its point, or NULL: there is none */
    struct part **heap;  /* [n] */
    int32_t n, capacity;
    int64_t n_parts;
};

/* ---- the heap of open parts ---- */

static bool comes_first(const struct part *a, const struct part *b)
{
    return a->bound != b->bound ? a->bound > b->bound : a->number > b->number;
}

static void sift_up(struct tree *tree, int32_t i)
{
    struct part *part = tree->heap[i];
    for (; i > 0 && comes_first(part, tree->heap[(i - 1) / 2]); i = (i - 1) / 2) {
        tree->heap[i] = tree->heap[(i - 1) / 2];
    }
    tree->heap[i] = part;
}

static struct part *pop(struct tree *tree)
{
    struct part *first = tree->heap[0], *last = tree->heap[--tree->n];
    int32_t i = 0;
    for (int32_t child = 1; child < tree->n; child = 2 * i + 1) {
        if (child + 1 < tree->n && comes_first(tree->heap[child + 1], tree->heap[child])) {
            child++;
        }
        if (!comes_first(tree->heap[child], last)) {
            break;
        }
        tree->heap[i] = tree->heap[child];
        i = child;
    }
    if (tree->n > 0) {
        tree->heap[i] = last;
    }
    return first;
}

/* Opens a copy of a part. @return it, or NULL when memory fails; before it is changed it has the
 * right place already, for that follows from bound and number alone */
static struct part *push_copy(struct tree *tree, const struct part *of)
{
    size_t answers = (size_t)tree->choice->n_candidates * sizeof of->answers[0];
    struct part *part = appui_calloc(1, sizeof *part + answers);
    if (!part || appui_grow(&tree->heap, &tree->capacity, (int64_t)tree->n + 1,
                            sizeof(struct part *)) != 0) {
        appui_free(part);
        return NULL;
    }
    memcpy(part->answers, of->answers, answers);
    part->bound = of->bound;
    part->number = tree->n_parts++;
    tree->heap[tree->n++] = part;
    sift_up(tree, tree->n - 1);
    return part;
}

static int push_root(struct tree *tree)
{
    const struct appui_advance_choice *choice = tree->choice;
    size_t answers = (size_t)choice->n_candidates * sizeof(struct appui_advance_answer);
    struct part *root = appui_calloc(1, sizeof *root + answers);
    if (!root) {
        return -1;
    }
    root->bound = choice->bound;
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        int32_t last = choice->candidates[c].n_options - 1;
        root->answers[c] = (struct appui_advance_answer){0, (int8_t)last, true};
    }
    int result = push_copy(tree, root) ? 0 : -1;
    appui_free(root);
    return result;
}

/* ---- relaxing ---- */

static void set_bounds(struct tree *tree, const struct part *part)
{
    const struct appui_advance_choice *choice = tree->choice;
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        const struct appui_advance_candidate *candidate = &choice->candidates[c];
        const struct appui_advance_answer *answer = &part->answers[c];
        struct appui_row *once = &tree->program->rows[candidate->row];
        once->low = answer->refusable || answer->first > answer->last ? APPUI_MINUS_INFINITY : 1;
        for (int32_t k = 0; k < candidate->n_options; k++) {
            tree->program->columns[candidate->first_option + k].high =
                k >= answer->first && k <= answer->last;
        }
    }
}

static void take_relaxation(struct tree *tree, struct appui_glpk_result *result, struct part *part)
{
    if (result->outcome == APPUI_GLPK_INFEASIBLE) {
        part->bound = tree->choice->value;
    } else if (result->has_bound && result->bound < (double)part->bound) {
        part->bound = (int64_t)floor(result->bound);
    }
    part->bound -= part->bound % tree->choice->unit;
    if (result->multipliers && result->relaxed) {
        memcpy(tree->multipliers, result->multipliers,
               (size_t)tree->choice->n_rows * sizeof *tree->multipliers);
        tree->relaxed = result->relaxed;
        result->relaxed = NULL;
    }
}

/* A fault, or a limit, leaves the part its bound and the multipliers before it. */
static enum appui_glpk_code relax(struct tree *tree, struct part *part)
{
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = appui_glpk_options_default();
    options.relax_only = true;
    options.stop = tree->limit->over;
    options.context = tree->limit->context;
    appui_free(tree->relaxed);
    tree->relaxed = NULL;
    set_bounds(tree, part);
    enum appui_glpk_code code = appui_glpk_solve(tree->program, &options, &result);
    if (code == APPUI_GLPK_OK) {
        take_relaxation(tree, &result, part);
    }
    appui_glpk_result_release(&result);
    return code;
}

/* ---- branching ---- */

/* Where to split: a candidate either granted or not, or, with `option`, paid up to it or later. */
struct split {
    int32_t candidate;
    bool by_month;
    int8_t option;
    double score;
};

static void offer(struct split *best, struct split split)
{
    if (split.score > best->score) {
        *best = split;
    }
}

/* What the relaxation leaves open about a candidate, weighed by its worth. */
static void offer_fraction(const struct tree *tree, const struct part *part, int32_t c,
                           struct split *best)
{
    const struct appui_advance_candidate *candidate = &tree->choice->candidates[c];
    const struct appui_advance_answer *answer = &part->answers[c];
    double sum = 0, most = 0, mean = 0;
    for (int32_t k = answer->first; k <= answer->last; k++) {
        double x = tree->relaxed[candidate->first_option + k];
        sum += x;
        mean += x * k;
        most = fmax(most, x);
    }
    double open = fmin(sum, 1 - sum), spread = sum - most;
    if (answer->refusable && open > FRACTION) {
        offer(best, (struct split){c, false, 0, open * (double)candidate->worth});
    } else if (answer->first < answer->last && spread > FRACTION) {
        double at = fmin(fmax(floor(mean / sum), answer->first), answer->last - 1);
        /* when is less than whether: half */
        offer(best, (struct split){c, true, (int8_t)at, spread * (double)candidate->worth / 2});
    }
}

/* Any candidate that has several answers. */
static void offer_any(const struct tree *tree, const struct part *part, struct split *best)
{
    for (int32_t c = 0; c < tree->choice->n_candidates; c++) {
        const struct appui_advance_answer *answer = &part->answers[c];
        if (answer->refusable && answer->first <= answer->last) {
            offer(best, (struct split){c, false, 0, 1});
        } else if (answer->first < answer->last) {
            offer(best, (struct split){c, true, answer->first, 1});
        }
    }
}

static int branch(struct tree *tree, const struct part *part)
{
    struct split split = {.candidate = -1};
    for (int32_t c = 0; tree->relaxed && c < tree->choice->n_candidates; c++) {
        offer_fraction(tree, part, c, &split);
    }
    if (split.candidate < 0) {
        offer_any(tree, part, &split);
    }
    if (split.candidate < 0) {
        return 0; /* a single choice, which closing has seen */
    }
    struct part *one = push_copy(tree, part), *other = one ? push_copy(tree, part) : NULL;
    if (!other) {
        return -1;
    }
    struct appui_advance_answer *first = &one->answers[split.candidate];
    struct appui_advance_answer *second = &other->answers[split.candidate];
    second->refusable = false;
    if (split.by_month) {
        first->last = split.option;
        second->first = (int8_t)(split.option + 1);
    } else {
        first->first = 0;
        first->last = -1;
    }
    return 0;
}

/* ---- the tree ---- */

static enum appui_glpk_code examine(struct tree *tree, struct part *part)
{
    const struct appui_advance_choice *choice = tree->choice;
    /* Enough at least to go through a part that is a single choice, there and back. */
    int64_t nodes = tree->limit->nodes_of_part + 2 * (int64_t)choice->n_candidates + 1;
    enum appui_glpk_code code = relax(tree, part);
    if (code == APPUI_GLPK_NO_MEMORY) {
        return code;
    }
    bool closed = part->bound <= choice->value ||
                  appui_advance_close(tree->closer, part->answers, tree->multipliers, nodes);
    return closed || branch(tree, part) == 0 ? APPUI_GLPK_OK : APPUI_GLPK_NO_MEMORY;
}

/* The bound is that of the best part that is open. @return true while one may hold more */
static bool note_bound(const struct tree *tree)
{
    struct appui_advance_choice *choice = tree->choice;
    int64_t bound = tree->n > 0 ? tree->heap[0]->bound : choice->value;
    bound = bound > choice->value ? bound : choice->value;
    choice->bound = bound < choice->bound ? bound : choice->bound;
    return choice->bound > choice->value;
}

enum appui_glpk_code appui_advance_tree(struct appui_advance_choice *choice,
                                        struct appui_program *program,
                                        const struct appui_advance_limit *limit)
{
    struct tree tree = {.choice = choice, .program = program, .limit = limit};
    enum appui_glpk_code code = APPUI_GLPK_NO_MEMORY;
    tree.closer = appui_advance_closer_new(choice);
    tree.multipliers =
        appui_arena_alloc(&choice->arena, (size_t)choice->n_rows, sizeof *tree.multipliers);
    if (tree.closer && tree.multipliers && push_root(&tree) == 0) {
        code = APPUI_GLPK_OK;
    }
    for (int64_t n = 0; code == APPUI_GLPK_OK && note_bound(&tree) && n < limit->nodes_max &&
                        !limit->over(limit->context);
         n++) {
        struct part *part = pop(&tree);
        code = examine(&tree, part);
        appui_free(part);
    }
    for (int32_t i = 0; i < tree.n; i++) {
        appui_free(tree.heap[i]);
    }
    appui_free(tree.heap);
    appui_free(tree.relaxed);
    return code;
}
