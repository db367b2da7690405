/*
 * Depth-first choice of one plan of every block, with forward checking.
 */
#include "solver/pick.h"

#include <stdlib.h>
#include <string.h>

/** Rounds of striking plans out after a choice; further ones strike out little. */
#define PASSES_MAX 8

/** A choice that is judged counts as so many terms. */
#define WORK_OF_JUDGING 20000

/** A plan of the list. */
struct choice {
    int32_t plan, block, first_term, n_terms;
    int64_t regret[APPUI_VIEWS_MAX];
};

/** What a plan takes of a row; `at` is the row's place among those of the block. */
struct part {
    int32_t at;
    int64_t value;
};

/** What is known of a row at a node. */
struct reach {
    appui_wide least, most; /**< what all blocks and free columns may come to */
    int64_t low, high;
    bool loose; /**< nothing left breaks it */
};

/** A row as one block sees it. */
struct place {
    int32_t row;
    int32_t n;           /**< plans left that take of it */
    int64_t least, most; /**< of them, or 0 where a plan takes nothing */
    bool needed;         /**< a plan that takes nothing breaks it */
};

/** A column that no block decides. */
struct free_column {
    int32_t column, first_term, n_terms;
    bool integer;
};

struct search {
    struct appui_plan_lp *lp;
    struct appui_pick *pick;
    struct appui_arena arena;
    int32_t n_blocks, n_choices, n_rows, n_links; /**< rows: links, then needs */
    struct choice *choices;                       /**< [n_choices] by block, then regret */
    struct part *parts;                           /**< their terms */
    int32_t *first_place;                         /**< [n_blocks + 1] */
    struct place *places;
    struct reach *reach; /**< [n_rows] */
    int64_t *need_most;  /**< [n_needs] of the row of demand */
    appui_wide demand;   /**< what that row asks for at least; no such row: 0 needs */
    int32_t n_needs;
    int32_t n_free;
    struct free_column *free;
    struct part *free_parts;          /**< at: the row */
    int32_t **alive;                  /**< [depth] choices left, by block */
    int32_t **end;                    /**< [depth][n_blocks] where a block's end */
    int64_t **free_low, **free_high;  /**< [depth][n_free] */
    int64_t *least_regret;            /**< [n_blocks * n_views] */
    appui_wide rest[APPUI_VIEWS_MAX]; /**< left to spend beyond the least of every block */
    int32_t *chosen;                  /**< [n_blocks] scratch */
    int32_t *local;                   /**< [n_rows] scratch */
    bool failed, stopped;
};

static void *make(struct search *s, int64_t n, size_t size)
{
    void *room = appui_arena_alloc(&s->arena, (size_t)n + 1, size);
    s->failed = s->failed || !room;
    return room;
}

/* ---- what is listed ---- */

static int by_regret(const void *a, const void *b)
{
    const struct choice *l = a, *r = b;
    if (l->block != r->block) {
        return l->block < r->block ? -1 : 1;
    }
    if (l->regret[0] != r->regret[0]) {
        return l->regret[0] < r->regret[0] ? -1 : 1;
    }
    return (l->plan > r->plan) - (l->plan < r->plan);
}

int64_t appui_pick_regret(const struct appui_plan_lp *lp, const struct appui_view *view,
                          int32_t plan)
{
    const struct appui_plan_column *column = &lp->plans[plan];
    int64_t worth = 0;
    for (int32_t e = column->first_entry; e < column->first_entry + column->n_entries; e++) {
        worth += view->worth[lp->entries[e].column] * lp->entries[e].value;
    }
    return view->block_worth[column->block] - worth;
}

static void list_choices(struct search *s)
{
    struct appui_plan_lp *lp = s->lp;
    s->choices = make(s, lp->n_plans - s->pick->first, sizeof *s->choices);
    for (int32_t i = s->pick->first; !s->failed && i < lp->n_plans; i++) {
        const struct appui_plan_column *plan = &lp->plans[i];
        if (plan->barred) {
            continue;
        }
        struct choice *choice = &s->choices[s->n_choices++];
        *choice = (struct choice){.plan = i, .block = plan->block};
        for (int32_t v = 0; v < s->pick->n_views; v++) {
            choice->regret[v] = appui_pick_regret(lp, &s->pick->views[v], i);
        }
    }
    if (!s->failed && s->n_choices > 1) {
        qsort(s->choices, (size_t)s->n_choices, sizeof *s->choices, by_regret);
    }
}

/* True of the column that says what a proposal gives: its half-days, or with an estimate its use.
 */
static bool says_served(const struct appui_plan_lp *lp, int32_t column)
{
    const struct appui_search *search = lp->search;
    int32_t j = column < search->n_job_columns ? search->column_job[column] : -1;
    if (j < 0 || lp->blocks.column_block[column] < 0) {
        return false;
    }
    const struct appui_joint *joint = search->joint;
    return column == (joint->problem->jobs[j].estimate ? joint->use[j] : joint->days[j]);
}

/* The row that asks for what most proposals give: every need counts in it, by its own. -1: none */
static int32_t find_demand(const struct appui_plan_lp *lp)
{
    int32_t found = -1, most = 0;
    for (int32_t i = 0; i < lp->n_links; i++) {
        const struct appui_row *row = &lp->program->rows[lp->link_row[i]];
        bool of_jobs = lp->link_low[i] != APPUI_MINUS_INFINITY && lp->link_low[i] > 0;
        for (int64_t t = row->first_term; of_jobs && t < row->first_term + row->n_terms; t++) {
            const struct appui_term *term = &lp->program->terms[t];
            of_jobs = term->coefficient > 0 && says_served(lp, term->column);
        }
        if (of_jobs && row->n_terms > most) {
            most = row->n_terms;
            found = i;
        }
    }
    return found;
}

static int32_t need_of(const struct search *s, int32_t column)
{
    const struct appui_search *search = s->lp->search;
    int32_t j = column < search->n_job_columns ? search->column_job[column] : -1;
    return j < 0 ? -1 : search->joint->problem->jobs[j].need;
}

/* Adds a term to the choice at hand. */
static void add_part(struct search *s, struct choice *choice, int32_t row, int64_t value)
{
    for (int32_t t = choice->first_term; t < choice->first_term + choice->n_terms; t++) {
        if (s->parts[t].at == row) {
            s->parts[t].value += value;
            return;
        }
    }
    s->parts[choice->first_term + choice->n_terms++] = (struct part){row, value};
}

/* Terms of all choices, by row. @param weight  [n_columns] of the row of demand, or NULL */
static void list_parts(struct search *s, const int64_t *weight)
{
    struct appui_plan_lp *lp = s->lp;
    int64_t n = 0;
    for (int32_t i = 0; i < s->n_choices; i++) {
        const struct appui_plan_column *plan = &lp->plans[s->choices[i].plan];
        n += plan->n_links + plan->n_entries;
    }
    s->parts = make(s, n, sizeof *s->parts);
    for (int32_t i = 0, next = 0; !s->failed && i < s->n_choices; i++) {
        struct choice *choice = &s->choices[i];
        const struct appui_plan_column *plan = &lp->plans[choice->plan];
        choice->first_term = next;
        for (int32_t l = plan->first_link; l < plan->first_link + plan->n_links; l++) {
            add_part(s, choice, lp->plan_links[l].column, lp->plan_links[l].value);
        }
        for (int32_t e = plan->first_entry; weight && e < plan->first_entry + plan->n_entries;
             e++) {
            const struct appui_block_entry *entry = &lp->entries[e];
            if (weight[entry->column] > 0) {
                add_part(s, choice, s->n_links + need_of(s, entry->column),
                         weight[entry->column] * entry->value);
            }
        }
        next += choice->n_terms;
    }
}

/* Rows by place, so that each block reads only its own. */
static void list_places(struct search *s)
{
    int32_t n_parts = 0;
    for (int32_t i = 0; i < s->n_choices; i++) {
        n_parts += s->choices[i].n_terms;
    }
    s->first_place = make(s, s->n_blocks + 1, sizeof *s->first_place);
    s->places = make(s, n_parts, sizeof *s->places);
    s->local = make(s, s->n_rows, sizeof *s->local);
    if (s->failed) {
        return;
    }
    int32_t n = 0, i = 0;
    for (int32_t b = 0; b < s->n_blocks; b++) {
        s->first_place[b] = n;
        memset(s->local, -1, (size_t)s->n_rows * sizeof *s->local);
        for (; i < s->n_choices && s->choices[i].block == b; i++) {
            for (int32_t t = 0; t < s->choices[i].n_terms; t++) {
                struct part *part = &s->parts[s->choices[i].first_term + t];
                if (s->local[part->at] < 0) {
                    s->local[part->at] = n;
                    s->places[n++] = (struct place){.row = part->at};
                }
                part->at = s->local[part->at];
            }
        }
    }
    s->first_place[s->n_blocks] = n;
}

static void list_free(struct search *s)
{
    struct appui_plan_lp *lp = s->lp;
    int64_t n = 0;
    for (int32_t c = 0; c < lp->n_columns; c++) {
        n += lp->blocks.column_block[c] < 0 ? lp->first_term[c + 1] - lp->first_term[c] : 0;
    }
    s->free = make(s, s->n_free, sizeof *s->free);
    s->free_parts = make(s, n, sizeof *s->free_parts);
    for (int32_t c = 0, f = 0, next = 0; !s->failed && c < lp->n_columns; c++) {
        if (lp->blocks.column_block[c] >= 0) {
            continue;
        }
        struct free_column *column = &s->free[f];
        *column = (struct free_column){.column = c,
                                       .first_term = next,
                                       .n_terms = lp->first_term[c + 1] - lp->first_term[c],
                                       .integer = lp->program->columns[c].integer};
        for (int32_t t = lp->first_term[c]; t < lp->first_term[c + 1]; t++) {
            s->free_parts[next++] = (struct part){lp->term_link[t], lp->term_coefficient[t]};
        }
        s->free_low[0][f] = lp->low[c];
        s->free_high[0][f++] = lp->high[c];
    }
}

/* ---- what is left at a node ---- */

static appui_wide least_of(const struct part *part, int64_t low, int64_t high)
{
    return (appui_wide)part->value * (part->value > 0 ? low : high);
}

static appui_wide most_of(const struct part *part, int64_t low, int64_t high)
{
    return (appui_wide)part->value * (part->value > 0 ? high : low);
}

/* What all rows may come to with the plans left. */
static void measure(struct search *s, int32_t depth)
{
    const int32_t *alive = s->alive[depth], *end = s->end[depth];
    for (int32_t i = 0; i < s->n_rows; i++) {
        s->reach[i].least = s->reach[i].most = 0;
    }
    for (int32_t f = 0; f < s->n_free; f++) {
        const struct free_column *column = &s->free[f];
        int64_t low = s->free_low[depth][f], high = s->free_high[depth][f];
        for (int32_t t = column->first_term; t < column->first_term + column->n_terms; t++) {
            s->reach[s->free_parts[t].at].least += least_of(&s->free_parts[t], low, high);
            s->reach[s->free_parts[t].at].most += most_of(&s->free_parts[t], low, high);
        }
    }
    for (int32_t b = 0, k = 0; b < s->n_blocks; b++) {
        int32_t n = end[b] - k;
        for (int32_t p = s->first_place[b]; p < s->first_place[b + 1]; p++) {
            s->places[p].n = 0;
            s->places[p].least = INT64_MAX;
            s->places[p].most = INT64_MIN;
        }
        for (; k < end[b]; k++) {
            const struct choice *choice = &s->choices[alive[k]];
            const struct part *part = s->parts + choice->first_term;
            for (int32_t t = 0; t < choice->n_terms; t++) {
                struct place *place = &s->places[part[t].at];
                int64_t value = part[t].value;
                place->n++;
                place->least = value < place->least ? value : place->least;
                place->most = value > place->most ? value : place->most;
            }
            s->pick->work += choice->n_terms;
        }
        for (int32_t p = s->first_place[b]; p < s->first_place[b + 1]; p++) {
            struct place *place = &s->places[p];
            if (place->n < n) {
                place->least = place->least < 0 ? place->least : 0;
                place->most = place->most > 0 ? place->most : 0;
            }
            s->reach[place->row].least += place->least;
            s->reach[place->row].most += place->most;
        }
    }
}

/* What needs must be given at least, as all of them together must come to the demand.
 * @return false when they cannot */
static bool ask_needs(struct search *s)
{
    appui_wide sum = 0;
    for (int32_t n = 0; n < s->n_needs; n++) {
        struct reach *reach = &s->reach[s->n_links + n];
        if (reach->most > s->need_most[n]) {
            reach->high = s->need_most[n];
        } else {
            reach->high = (int64_t)reach->most;
        }
        sum += reach->high;
    }
    if (sum < s->demand) {
        return false;
    }
    for (int32_t n = 0; n < s->n_needs; n++) {
        struct reach *reach = &s->reach[s->n_links + n];
        reach->low = (int64_t)(reach->high - (sum - s->demand));
    }
    return true;
}

static bool is_low(const struct reach *reach, appui_wide most)
{
    return reach->low != APPUI_MINUS_INFINITY && most < reach->low;
}

static bool is_high(const struct reach *reach, appui_wide least)
{
    return reach->high != APPUI_PLUS_INFINITY && least > reach->high;
}

/* Rows that nothing left can meet. @return false when there is one */
static bool judge_rows(struct search *s)
{
    for (int32_t i = 0; i < s->n_rows; i++) {
        struct reach *reach = &s->reach[i];
        if (i >= s->n_links) {
            reach->high = APPUI_PLUS_INFINITY;
        }
        if (is_low(reach, reach->most) || is_high(reach, reach->least)) {
            return false;
        }
        reach->loose = !is_low(reach, reach->least) && !is_high(reach, reach->most);
    }
    return true;
}

static appui_wide floor_divide(appui_wide a, int64_t b)
{
    appui_wide whole = a / b;
    return whole - (a % b != 0 && (a < 0) != (b < 0));
}

/** What a column may still be, as far as looked at. */
struct range {
    appui_wide low, high;
};

/* value x <= room */
static void keep_below(struct range *range, int64_t value, appui_wide room)
{
    appui_wide edge = value > 0 ? floor_divide(room, value) : -floor_divide(room, -value);
    if (value > 0) {
        range->high = edge < range->high ? edge : range->high;
    } else {
        range->low = edge > range->low ? edge : range->low;
    }
}

/* Narrows a free column to what its rows leave. @return 1 when it moved, -1 when nothing is left */
static int narrow_free(struct search *s, int32_t depth, int32_t f)
{
    const struct free_column *column = &s->free[f];
    int64_t low = s->free_low[depth][f], high = s->free_high[depth][f];
    struct range range = {low, high};
    if (!column->integer || low == high) {
        return 0;
    }
    for (int32_t t = column->first_term; t < column->first_term + column->n_terms; t++) {
        const struct part *part = &s->free_parts[t];
        const struct reach *reach = &s->reach[part->at];
        if (!reach->loose && reach->high != APPUI_PLUS_INFINITY) {
            appui_wide others = reach->least - least_of(part, low, high);
            keep_below(&range, part->value, reach->high - others);
        }
        if (!reach->loose && reach->low != APPUI_MINUS_INFINITY) {
            appui_wide others = reach->most - most_of(part, low, high);
            keep_below(&range, -part->value, others - reach->low);
        }
    }
    if (range.low > range.high) {
        return -1;
    }
    s->free_low[depth][f] = (int64_t)range.low;
    s->free_high[depth][f] = (int64_t)range.high;
    return range.low > low || range.high < high;
}

/* @return how many moved, or -1 when nothing is left */
static int32_t narrow_all(struct search *s, int32_t depth)
{
    int32_t n = 0;
    for (int32_t f = 0; f < s->n_free; f++) {
        int moved = narrow_free(s, depth, f);
        if (moved < 0) {
            return -1;
        }
        n += moved;
    }
    return n;
}

/* What the free columns lose at best. */
static appui_wide free_regret(const struct search *s, int32_t depth, const int64_t *worths)
{
    appui_wide sum = 0;
    for (int32_t f = 0; f < s->n_free; f++) {
        int64_t worth = worths[s->free[f].column];
        if (worth > 0) {
            sum += worth * ((appui_wide)s->free_high[0][f] - s->free_high[depth][f]);
        } else {
            sum += -worth * ((appui_wide)s->free_low[depth][f] - s->free_low[0][f]);
        }
    }
    return sum;
}

/* Marks the rows that a plan of the block must take of. @return how many */
static int32_t mark_needed(struct search *s, int32_t block)
{
    int32_t n = 0;
    for (int32_t p = s->first_place[block]; p < s->first_place[block + 1]; p++) {
        struct place *place = &s->places[p];
        const struct reach *reach = &s->reach[place->row];
        place->needed = !reach->loose && (is_low(reach, reach->most - place->most) ||
                                          is_high(reach, reach->least - place->least));
        n += place->needed;
    }
    return n;
}

static bool is_possible(const struct search *s, const struct choice *choice, int32_t n_needed)
{
    const struct part *part = s->parts + choice->first_term;
    for (int32_t t = 0; t < choice->n_terms; t++) {
        const struct place *place = &s->places[part[t].at];
        const struct reach *reach = &s->reach[place->row];
        n_needed -= place->needed;
        if (!reach->loose && (is_low(reach, reach->most - place->most + part[t].value) ||
                              is_high(reach, reach->least - place->least + part[t].value))) {
            return false;
        }
    }
    return n_needed == 0;
}

/* What rows lose at best that cannot come to where their multipliers want them. */
static appui_wide row_regret(const struct search *s, const int64_t *multiplier)
{
    appui_wide sum = 0;
    for (int32_t i = 0; i < s->n_links; i++) {
        const struct reach *reach = &s->reach[i];
        if (multiplier[i] > 0 && reach->most < reach->high) {
            sum += multiplier[i] * (reach->high - reach->most);
        } else if (multiplier[i] < 0 && reach->least > reach->low) {
            sum += multiplier[i] * (reach->low - reach->least);
        }
    }
    return sum;
}

static bool is_affordable(const struct search *s, const struct choice *choice)
{
    bool affordable = true;
    for (int32_t v = 0; v < s->pick->n_views; v++) {
        int64_t least = s->least_regret[choice->block * s->pick->n_views + v];
        affordable = affordable && choice->regret[v] - least <= s->rest[v];
    }
    return affordable;
}

/* Strikes out what is no longer possible. @return how many, or -1 when a block has no plan left */
static int32_t strike(struct search *s, int32_t depth)
{
    int32_t *alive = s->alive[depth], *end = s->end[depth];
    int32_t to = 0, from = 0;
    for (int32_t b = 0; b < s->n_blocks; b++) {
        int32_t first = to, last = end[b];
        int32_t n_needed = mark_needed(s, b);
        for (; from < last; from++) {
            const struct choice *choice = &s->choices[alive[from]];
            if (is_affordable(s, choice) && is_possible(s, choice, n_needed)) {
                alive[to++] = alive[from];
            }
            s->pick->work += choice->n_terms;
        }
        end[b] = to;
        if (to == first) {
            return -1;
        }
    }
    return from - to;
}

/* Finds what is left to spend. @return false when it is less than nothing */
static bool find_rest(struct search *s, int32_t depth)
{
    const struct appui_pick *pick = s->pick;
    const int32_t n = pick->n_views;
    bool enough = true;
    for (int32_t b = 0, k = 0; b < s->n_blocks; b++) {
        int64_t *least = s->least_regret + b * n;
        memcpy(least, s->choices[s->alive[depth][k]].regret, (size_t)n * sizeof *least);
        for (; k < s->end[depth][b]; k++) {
            const int64_t *regret = s->choices[s->alive[depth][k]].regret;
            for (int32_t v = 1; v < n; v++) { /* by the first they are sorted */
                least[v] = regret[v] < least[v] ? regret[v] : least[v];
            }
        }
    }
    for (int32_t v = 0; v < n; v++) {
        s->rest[v] = pick->views[v].room - free_regret(s, depth, pick->views[v].worth) -
                     row_regret(s, pick->views[v].multiplier);
        for (int32_t b = 0; b < s->n_blocks; b++) {
            s->rest[v] -= s->least_regret[b * n + v];
        }
        enough = enough && s->rest[v] >= 0;
    }
    return enough;
}

/* @return false when nothing is left at this depth */
static bool settle(struct search *s, int32_t depth)
{
    for (int32_t pass = 0; pass < PASSES_MAX; pass++) {
        measure(s, depth);
        if ((s->n_needs > 0 && !ask_needs(s)) || !judge_rows(s)) {
            return false;
        }
        int32_t moved = narrow_all(s, depth);
        int32_t struck = moved < 0 || !find_rest(s, depth) ? -1 : strike(s, depth);
        if (struck < 0) {
            return false;
        }
        if (struck == 0 && moved == 0) {
            break;
        }
    }
    return true;
}

/* ---- the search ---- */

/* The block with the fewest plans left, of those with more than one. -1: none */
static int32_t choose_block(const struct search *s, int32_t depth)
{
    int32_t best = -1, fewest = INT32_MAX;
    for (int32_t b = 0, k = 0; b < s->n_blocks; k = s->end[depth][b++]) {
        int32_t n = s->end[depth][b] - k;
        if (n > 1 && n < fewest) {
            best = b;
            fewest = n;
        }
    }
    return best;
}

/* Room of a depth, when it is first come to: with very many blocks few are. */
static bool open_depth(struct search *s, int32_t depth)
{
    if (!s->alive[depth]) {
        s->alive[depth] = make(s, s->n_choices, sizeof **s->alive);
        s->end[depth] = make(s, s->n_blocks, sizeof **s->end);
        s->free_low[depth] = make(s, s->n_free, sizeof **s->free_low);
        s->free_high[depth] = make(s, s->n_free, sizeof **s->free_high);
    }
    return !s->failed;
}

/* All that is left at a depth, but of one block one plan only, goes a step deeper. @return false
 * when memory fails */
static bool descend(struct search *s, int32_t depth, int32_t block, int32_t choice)
{
    if (!open_depth(s, depth + 1)) {
        return false;
    }
    const int32_t *alive = s->alive[depth], *end = s->end[depth];
    int32_t *to = s->alive[depth + 1], n = 0;
    for (int32_t b = 0, k = 0; b < s->n_blocks; b++) {
        if (b == block) {
            to[n++] = choice;
        } else {
            memcpy(to + n, alive + k, (size_t)(end[b] - k) * sizeof *to);
            n += end[b] - k;
        }
        k = end[b];
        s->end[depth + 1][b] = n;
    }
    memcpy(s->free_low[depth + 1], s->free_low[depth], (size_t)s->n_free * sizeof **s->free_low);
    memcpy(s->free_high[depth + 1], s->free_high[depth], (size_t)s->n_free * sizeof **s->free_high);
    return true;
}

static void visit(struct search *s, int32_t depth)
{
    struct appui_pick *pick = s->pick;
    pick->n_nodes++;
    s->stopped = s->stopped || pick->work > pick->work_most || s->lp->stopped || s->lp->failed ||
                 (pick->n_nodes % 64 == 0 && appui_plan_lp_is_over(s->lp));
    if (s->stopped || !settle(s, depth)) {
        return;
    }
    int32_t block = choose_block(s, depth);
    if (block < 0) {
        for (int32_t b = 0; b < s->n_blocks; b++) {
            s->chosen[b] = s->choices[s->alive[depth][b]].plan;
        }
        int64_t value = pick->judge(pick->context, s->chosen);
        if (value > pick->cutoff) {
            pick->views[0].room -= (appui_wide)(value - pick->cutoff) * pick->views[0].scale;
            pick->cutoff = value;
        }
        pick->work += WORK_OF_JUDGING;
        return;
    }
    int32_t first = block > 0 ? s->end[depth][block - 1] : 0;
    for (int32_t k = first; k < s->end[depth][block] && !s->stopped && !s->failed; k++) {
        if (descend(s, depth, block, s->alive[depth][k])) {
            visit(s, depth + 1);
        }
    }
}

/* Opens the first depth, where everything is left. */
static void open_depths(struct search *s)
{
    int32_t n = s->n_blocks + 1;
    s->alive = make(s, n, sizeof *s->alive);
    s->end = make(s, n, sizeof *s->end);
    s->free_low = make(s, n, sizeof *s->free_low);
    s->free_high = make(s, n, sizeof *s->free_high);
    for (int32_t c = 0; c < s->lp->n_columns; c++) {
        s->n_free += s->lp->blocks.column_block[c] < 0;
    }
    if (s->failed || !open_depth(s, 0)) {
        return;
    }
    for (int32_t i = 0; i < s->n_choices; i++) {
        s->alive[0][i] = i;
        s->end[0][s->choices[i].block] = i + 1;
    }
    for (int32_t b = 1; b < s->n_blocks; b++) {
        s->end[0][b] = s->end[0][b] > 0 ? s->end[0][b] : s->end[0][b - 1];
    }
}

/* The row of demand, by need, and what a need can be given at most. */
static void list_demand(struct search *s)
{
    struct appui_plan_lp *lp = s->lp;
    const struct appui_problem *problem = lp->search->joint->problem;
    int32_t demand = find_demand(lp);
    if (demand < 0) {
        list_parts(s, NULL);
        return;
    }
    int64_t *weight = make(s, lp->n_columns, sizeof *weight);
    s->n_needs = problem->basin->n_needs;
    s->n_rows += s->n_needs;
    s->need_most = make(s, s->n_needs, sizeof *s->need_most);
    if (s->failed) {
        return;
    }
    s->demand = lp->link_low[demand];
    const struct appui_row *row = &lp->program->rows[lp->link_row[demand]];
    for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        const struct appui_term *term = &lp->program->terms[t];
        int32_t j = lp->search->column_job[term->column], low, high;
        const struct appui_job *job = &problem->jobs[j];
        weight[term->column] = term->coefficient;
        appui_rules_need_days(&problem->rules, job->need, &low, &high);
        int64_t most =
            job->estimate ? term->coefficient : term->coefficient * (high / job->session);
        int64_t *need_most = &s->need_most[job->need];
        *need_most = most > *need_most ? most : *need_most;
    }
    list_parts(s, weight);
}

int appui_pick_run(struct appui_plan_lp *lp, struct appui_pick *pick)
{
    struct search s = {.lp = lp, .pick = pick, .n_blocks = lp->blocks.n, .n_links = lp->n_links};
    pick->complete = false;
    pick->work = pick->n_nodes = 0;
    s.n_rows = lp->n_links;
    list_choices(&s);
    if (!s.failed) {
        list_demand(&s);
    }
    s.reach = make(&s, s.n_rows, sizeof *s.reach);
    s.least_regret = make(&s, (int64_t)s.n_blocks * pick->n_views, sizeof *s.least_regret);
    s.chosen = make(&s, s.n_blocks, sizeof *s.chosen);
    if (!s.failed) {
        list_places(&s);
        open_depths(&s);
    }
    if (!s.failed) {
        list_free(&s);
    }
    bool some = !s.failed;
    for (int32_t b = 0; some && b < s.n_blocks; b++) {
        some = s.end[0][b] > (b > 0 ? s.end[0][b - 1] : 0);
    }
    for (int32_t i = 0; !s.failed && i < s.n_links; i++) {
        s.reach[i].low = lp->link_low[i];
        s.reach[i].high = lp->link_high[i];
    }
    if (some) {
        visit(&s, 0);
    }
    pick->complete = !s.failed && !s.stopped;
    appui_arena_release(&s.arena);
    return s.failed ? -1 : 0;
}
