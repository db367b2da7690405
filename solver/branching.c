/*
 * Listing branchings, trying them out, remembering what they cost.
 */
#include "solver/branching.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/gate.h"

/** A branching is tried out until this much is known of both sides; and at a node until so many in
 * a row are no better than the best. */
#define TRIALS_EACH 3
#define TRIALS_IN_ROW 6
#define TRIAL_ITERATIONS 40

/* Rows of the kind R4 with one line: of binary columns that blocks decide, at most one is 1. */
static bool is_choice(const struct appui_plan_lp *lp, int32_t link)
{
    const struct appui_row *row = &lp->program->rows[lp->link_row[link]];
    bool one = row->high == 1 && row->low <= 0 && row->n_terms > 1;
    for (int64_t t = row->first_term; one && t < row->first_term + row->n_terms; t++) {
        const struct appui_term *term = &lp->program->terms[t];
        const struct appui_column *column = &lp->program->columns[term->column];
        one = term->coefficient == 1 && column->low == 0 && column->high <= 1 &&
              lp->blocks.column_block[term->column] >= 0;
    }
    return one;
}

static int grow_history(struct appui_branching_history **items, int32_t *capacity, int32_t n)
{
    int32_t before = *capacity;
    int failed = appui_grow(items, capacity, (int64_t)n + 1, sizeof **items);
    if (failed == 0 && *capacity > before) {
        memset(*items + before, 0, (size_t)(*capacity - before) * sizeof **items);
    }
    return failed;
}

int appui_brancher_prepare(struct appui_brancher *brancher)
{
    struct appui_plan_lp *lp = brancher->lp;
    const struct appui_days *days = lp->search->gate ? lp->search->gate->days : NULL;
    if (days && days->n_links > 0) {
        brancher->first_order = days->links[0].first_column;
        brancher->end_order = brancher->first_order + days->n_thresholds;
    }
    brancher->n_choices = 0;
    if (!brancher->share) {
        brancher->share = appui_calloc((size_t)lp->blocks.n + 1, sizeof *brancher->share);
    }
    if (!brancher->share ||
        appui_grow(&brancher->choices, &brancher->choice_capacity, (int64_t)lp->n_links + 1,
                   sizeof *brancher->choices) < 0 ||
        grow_history(&brancher->choice_history, &brancher->choice_history_capacity, lp->n_links) <
            0 ||
        grow_history(&brancher->partner_history, &brancher->partner_history_capacity,
                     lp->n_columns) < 0 ||
        grow_history(&brancher->column_history, &brancher->column_history_capacity, lp->n_columns) <
            0) {
        return -1;
    }
    for (int32_t i = 0; i < lp->n_links; i++) {
        if (is_choice(lp, i)) {
            brancher->choices[brancher->n_choices++] = i;
        }
    }
    return 0;
}

void appui_brancher_release(struct appui_brancher *brancher)
{
    appui_free(brancher->choices);
    appui_free(brancher->share);
    appui_free(brancher->items);
    appui_free(brancher->choice_history);
    appui_free(brancher->partner_history);
    appui_free(brancher->column_history);
    *brancher = (struct appui_brancher){0};
}

double appui_branching_distance(double value)
{
    return fmin(value - floor(value), ceil(value) - value);
}

/* What is known of a branching from earlier nodes. */
static struct appui_branching_history *history_of(const struct appui_brancher *brancher,
                                                  const struct appui_branching *branching)
{
    return branching->kind == APPUI_BRANCH_ON_CHOICE ? &brancher->choice_history[branching->index]
           : branching->kind == APPUI_BRANCH_ON_PARTNER
               ? &brancher->partner_history[branching->column]
               : &brancher->column_history[branching->column];
}

/* Losses of the two sides as one number: a good branching lowers both. */
static double score_of(double down, double up)
{
    return fmin(fmax(down, 1e-3), 1e6) * fmin(fmax(up, 1e-3), 1e6);
}

/* The loss expected on one side: what it was per unit so far, or the mean of all. */
static double expected_loss(const struct appui_brancher *brancher,
                            const struct appui_branching *branching, bool up)
{
    const struct appui_branching_history *own = history_of(brancher, branching),
                                         *all = &brancher->all;
    const struct appui_branching_history *h = own->n[up] > 0 ? own : all;
    double unit = h->n[up] > 0 ? h->loss[up] / h->n[up] : 1;
    double part = branching->value - floor(branching->value);
    return unit * (up ? 1 - part : part);
}

static void note_loss(struct appui_brancher *brancher, const struct appui_branching *branching,
                      bool up, double loss)
{
    double part = branching->value - floor(branching->value);
    double unit = fmin(fmax(loss, 0), 1e6) / (up ? 1 - part : part);
    struct appui_branching_history *both[2] = {history_of(brancher, branching), &brancher->all};
    for (int i = 0; i < 2; i++) {
        both[i]->loss[up] += unit;
        both[i]->n[up]++;
    }
}

static void push_branching(struct appui_brancher *brancher, struct appui_branching branching)
{
    if (appui_branching_distance(branching.value) < APPUI_FRACTIONAL) {
        return;
    }
    if (appui_grow(&brancher->items, &brancher->capacity, brancher->n + 1,
                   sizeof *brancher->items) < 0) {
        brancher->lp->failed = true;
        return;
    }
    branching.score = score_of(expected_loss(brancher, &branching, false),
                               expected_loss(brancher, &branching, true));
    brancher->items[brancher->n++] = branching;
}

/* Whether a need is served, and by which partner. */
static void list_choice(struct appui_brancher *brancher, int32_t link)
{
    const struct appui_plan_lp *lp = brancher->lp;
    const struct appui_row *row = &lp->program->rows[lp->link_row[link]];
    const struct appui_term *terms = lp->program->terms + row->first_term;
    double sum = 0;
    for (int32_t t = 0; t < row->n_terms; t++) {
        brancher->share[lp->blocks.column_block[terms[t].column]] +=
            lp->fractional[terms[t].column];
        sum += lp->fractional[terms[t].column];
    }
    bool met = sum < 1 + APPUI_FRACTIONAL;
    if (met && lp->link_low[link] < 1) {
        push_branching(brancher, (struct appui_branching){
                                     .kind = APPUI_BRANCH_ON_CHOICE, .index = link, .value = sum});
    }
    for (int32_t t = 0; t < row->n_terms; t++) {
        int32_t block = lp->blocks.column_block[terms[t].column];
        double share = brancher->share[block];
        brancher->share[block] = 0;
        if (met && fabs(share - sum) > APPUI_FRACTIONAL) {
            push_branching(brancher, (struct appui_branching){.kind = APPUI_BRANCH_ON_PARTNER,
                                                              .index = link,
                                                              .column = terms[t].column,
                                                              .block = block,
                                                              .value = share});
        }
    }
}

/* Single columns: needs in sequence, lines, half-days, everything else. */
static void list_columns(struct appui_brancher *brancher)
{
    const struct appui_search *search = brancher->lp->search;
    for (int32_t c = 0; c < brancher->lp->n_columns; c++) {
        double value = brancher->lp->fractional[c];
        if (appui_branching_distance(value) < APPUI_FRACTIONAL ||
            !brancher->lp->program->columns[c].integer ||
            brancher->lp->low[c] == brancher->lp->high[c]) {
            continue;
        }
        int32_t j = c < search->n_job_columns ? search->column_job[c] : -1;
        bool order = c >= brancher->first_order && c < brancher->end_order;
        bool use = appui_plan_lp_is_line(brancher->lp, c);
        enum appui_branching_kind kind = order    ? APPUI_BRANCH_ON_ORDER
                                         : use    ? APPUI_BRANCH_ON_LINE
                                         : j >= 0 ? APPUI_BRANCH_ON_DAYS
                                                  : APPUI_BRANCH_ON_OTHER;
        push_branching(brancher,
                       (struct appui_branching){
                           .kind = kind, .column = c, .value = value, .is_last = j < 0 && !order});
    }
}

static int by_score(const void *a, const void *b)
{
    const struct appui_branching *l = a, *r = b;
    if (l->is_last != r->is_last) {
        return l->is_last ? 1 : -1;
    }
    if (l->score != r->score) {
        return l->score > r->score ? -1 : 1;
    }
    if (l->kind != r->kind) {
        return l->kind < r->kind ? -1 : 1;
    }
    if (l->index != r->index) {
        return l->index < r->index ? -1 : 1;
    }
    return (l->column > r->column) - (l->column < r->column);
}

/* Lists what is fractional, the most promising first. */
static void list_branchings(struct appui_brancher *brancher)
{
    brancher->n = 0;
    for (int32_t i = 0; i < brancher->n_choices; i++) {
        list_choice(brancher, brancher->choices[i]);
    }
    list_columns(brancher);
    if (brancher->n > 1) {
        qsort(brancher->items, (size_t)brancher->n, sizeof *brancher->items, by_score);
    }
}

/* Enters one side of a branching. */
void appui_branching_enter(struct appui_plan_lp *lp, const struct appui_branching *branching,
                           bool up)
{
    int32_t i = branching->index, c = branching->column;
    if (branching->kind != APPUI_BRANCH_ON_CHOICE && branching->kind != APPUI_BRANCH_ON_PARTNER) {
        int64_t below = (int64_t)floor(branching->value);
        appui_plan_lp_narrow_column(lp, c, up ? below + 1 : lp->low[c], up ? lp->high[c] : below);
        return;
    }
    const struct appui_row *row = &lp->program->rows[lp->link_row[i]];
    const struct appui_term *terms = lp->program->terms + row->first_term;
    if (up) {
        appui_plan_lp_narrow_link(lp, i, 1, 1);
    }
    for (int32_t t = 0; t < row->n_terms; t++) {
        bool inside = branching->kind == APPUI_BRANCH_ON_CHOICE ||
                      lp->blocks.column_block[terms[t].column] == branching->block;
        if (inside != up) {
            appui_plan_lp_narrow_column(lp, terms[t].column, 0, 0);
        }
    }
}

/* What the linear program over the plans known is worth on one side. */
static double worth_of(struct appui_brancher *brancher, const struct appui_branching *branching,
                       bool up)
{
    struct appui_plan_lp *lp = brancher->lp;
    int32_t mark = lp->n_narrowings;
    appui_branching_enter(lp, branching, up);
    bool solved = appui_plan_lp_resolve(lp, TRIAL_ITERATIONS);
    appui_plan_lp_undo(lp, mark);
    return solved ? lp->value - lp->penalty * lp->violation : -INFINITY;
}

/* Tries one branching out. */
static void try_out(struct appui_brancher *brancher, struct appui_branching *b, double value)
{
    double loss[2];
    for (int up = 0; up < 2; up++) {
        loss[up] = value - worth_of(brancher, b, up == 1);
        appui_plan_lp_restore(brancher->lp);
        if (!brancher->lp->stopped && isfinite(loss[up])) {
            note_loss(brancher, b, up == 1, loss[up]);
        }
    }
    b->up_first = loss[1] <= loss[0];
    b->score = score_of(loss[0], loss[1]);
}

static bool is_known(const struct appui_brancher *brancher, const struct appui_branching *branching)
{
    const struct appui_branching_history *h = history_of(brancher, branching);
    return h->n[0] >= TRIALS_EACH && h->n[1] >= TRIALS_EACH;
}

/* Reliability branching, Achterberg, Koch and Martin 2005: branchings of which little is known are
 * tried out, the most promising first, until some in a row are no better. @return the best, or NULL
 * when everything is whole */
const struct appui_branching *appui_brancher_choose(struct appui_brancher *brancher)
{
    list_branchings(brancher);
    if (brancher->n <= 1 || appui_plan_lp_keep(brancher->lp) < 0) {
        return brancher->n == 0 ? NULL : &brancher->items[0];
    }
    struct appui_branching *best = NULL;
    double value = brancher->lp->value;
    for (int32_t i = 0, worse = 0; i < brancher->n && worse < TRIALS_IN_ROW; i++) {
        struct appui_branching *b = &brancher->items[i];
        if (brancher->lp->stopped || (b->is_last && best)) {
            break;
        }
        if (is_known(brancher, b)) {
            b->up_first = expected_loss(brancher, b, true) <= expected_loss(brancher, b, false);
        } else {
            try_out(brancher, b, value);
        }
        bool better = !best || b->score > best->score;
        worse = better ? 0 : worse + 1;
        best = better ? b : best;
    }
    return best ? best : &brancher->items[0];
}
