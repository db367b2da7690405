/*
 * Finding blocks: which columns and rows a partner's dynamic program takes care of.
 */
#include "solver/blocks.h"

#include <stdlib.h>
#include <string.h>

#include "solver/menu.h"

/** Pairs of half-days in two periods that a block tells apart; time grows with their square. */
#define CELLS_MAX 1024

static int by_expert_project(const void *a, const void *b)
{
    const struct appui_block_item *l = a, *r = b;
    if (l->project != r->project) {
        return l->project < r->project ? -1 : 1;
    }
    return (l->job > r->job) - (l->job < r->job);
}

static int allocate(struct appui_blocks *blocks)
{
    const struct appui_problem *problem = blocks->joint->problem;
    const struct appui_basin *basin = problem->basin;
    struct appui_arena *arena = &blocks->arena;
    size_t n_columns = (size_t)blocks->program->n_columns;
    blocks->blocks = appui_arena_alloc(arena, (size_t)basin->n_partners, sizeof *blocks->blocks);
    blocks->experts = appui_arena_alloc(arena, (size_t)basin->n_experts, sizeof *blocks->experts);
    blocks->items = appui_arena_alloc(arena, (size_t)problem->n_jobs, sizeof *blocks->items);
    blocks->steps = appui_arena_alloc(arena, n_columns, sizeof *blocks->steps);
    blocks->column_block = appui_arena_alloc(arena, n_columns, sizeof *blocks->column_block);
    blocks->row_inside = appui_arena_alloc(arena, (size_t)blocks->program->n_rows, 1);
    bool room = blocks->blocks && blocks->experts && blocks->items && blocks->steps &&
                blocks->column_block && blocks->row_inside;
    for (size_t c = 0; room && c < n_columns; c++) {
        blocks->column_block[c] = -1;
    }
    return room ? 0 : -1;
}

static void mark_row(struct appui_blocks *blocks, int32_t row)
{
    if (row >= 0) {
        blocks->row_inside[row] = 1;
    }
}

/* A proposal that its rows allow at all becomes an item. */
static void add_item(struct appui_blocks *blocks, int32_t j, int32_t block)
{
    const struct appui_joint *joint = blocks->joint;
    const struct appui_job *job = &joint->problem->jobs[j];
    int32_t project = joint->problem->basin->needs[job->need].project;
    blocks->column_block[joint->use[j]] = block;
    blocks->column_block[joint->days[j]] = block;
    mark_row(blocks, joint->least_row[j]);
    mark_row(blocks, joint->most_row[j]);
    const struct appui_column *columns = blocks->program->columns;
    bool held = columns[joint->use[j]].high < 1 && columns[joint->days[j]].high < 1;
    if (joint->most_row[j] < 0 || held) {
        return; /* both columns are 0 */
    }
    blocks->items[blocks->n_items++] = (struct appui_block_item){
        .job = j,
        .use = joint->use[j],
        .days = joint->days[j],
        .session = job->session,
        .least = joint->least[j],
        .most = joint->most[j],
        .project = project,
        .part = {-1, -1},
        .known = appui_standing_has_project(joint->problem->standing, job->expert, project)};
}

/* What is left of a row's right-hand side: that of "sum <= high". */
static int32_t cap_of(const struct appui_blocks *blocks, int32_t row)
{
    int64_t high = blocks->program->rows[row].high;
    return high < 0 ? 0 : high < INT32_MAX ? (int32_t)high : INT32_MAX;
}

/* Projects are counted inside when a row limits them: it, and the columns k, are then not needed.
 */
static void take_projects(struct appui_blocks *blocks, struct appui_block_expert *expert, int32_t e,
                          int32_t block)
{
    const struct appui_joint *joint = blocks->joint;
    int32_t row = joint->expert_projects_row[e];
    expert->projects_cap = row < 0 ? -1 : cap_of(blocks, row);
    mark_row(blocks, row);
    const struct appui_row *projects = row < 0 ? NULL : &blocks->program->rows[row];
    for (int32_t t = 0; projects && t < projects->n_terms; t++) {
        blocks->column_block[blocks->program->terms[projects->first_term + t].column] = block;
    }
    for (int32_t i = expert->first_item; i < blocks->n_items; i++) {
        int32_t j = blocks->items[i].job;
        mark_row(blocks, joint->project_row[j]);
        if (joint->job_project[j] >= 0) {
            blocks->column_block[joint->job_project[j]] = block;
        }
    }
}

static void add_expert(struct appui_blocks *blocks, int32_t e, int32_t block,
                       const int32_t *first_job, const int32_t *next_job)
{
    const struct appui_joint *joint = blocks->joint;
    struct appui_block_expert *expert = &blocks->experts[blocks->n_experts];
    *expert = (struct appui_block_expert){.first_item = blocks->n_items};
    for (int32_t j = first_job[e]; j >= 0; j = next_job[j]) {
        add_item(blocks, j, block);
    }
    expert->n_items = blocks->n_items - expert->first_item;
    if (expert->n_items == 0) {
        return;
    }
    qsort(blocks->items + expert->first_item, (size_t)expert->n_items, sizeof *blocks->items,
          by_expert_project);
    int32_t row = joint->expert_days_row[e];
    expert->days_cap = row < 0 ? INT32_MAX : cap_of(blocks, row);
    mark_row(blocks, row);
    take_projects(blocks, expert, e, block);
    blocks->n_experts++;
    blocks->blocks[block].n_experts++;
}

static int32_t end_of_items(const struct appui_blocks *blocks, const struct appui_block *block)
{
    const struct appui_block_expert *last =
        &blocks->experts[block->first_expert + block->n_experts - 1];
    return last->first_item + last->n_items;
}

static int32_t first_item_of(const struct appui_blocks *blocks, const struct appui_block *block)
{
    return blocks->experts[block->first_expert].first_item;
}

int32_t appui_block_items(const struct appui_blocks *blocks, const struct appui_block *block)
{
    return end_of_items(blocks, block) - first_item_of(blocks, block);
}

/* True when a period limits half-days and nothing else: it has a pledge, and neither earmarks nor
 * agreed half-days. */
static bool is_plain(const struct appui_blocks *blocks, int32_t partner, int32_t period)
{
    const struct appui_joint *joint = blocks->joint;
    int32_t pledge = period < 0 ? -1 : joint->problem->periods[period].pledge;
    return pledge >= 0 && joint->periods[period].overrun < 0 &&
           joint->periods[period].agreed == 0 &&
           joint->problem->basin->partners[partner].pledges[pledge].n_earmarks == 0 &&
           joint->period_total_row[period] >= 0;
}

/* The pledge periods in which a block's items lie. @return how many: 1 or 2; 0 when there are more,
 * or one is not plain */
static int32_t find_periods(const struct appui_blocks *blocks, const struct appui_block *block,
                            int32_t periods[2])
{
    const struct appui_problem *problem = blocks->joint->problem;
    int32_t n = 0;
    for (int32_t i = first_item_of(blocks, block); i < end_of_items(blocks, block); i++) {
        const struct appui_job *job = &problem->jobs[blocks->items[i].job];
        if (job->n_parts == 0) {
            return 0;
        }
        for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
            bool known = (n > 0 && problem->parts[h] == periods[0]) ||
                         (n > 1 && problem->parts[h] == periods[1]);
            if (!known && (n == 2 || !is_plain(blocks, block->partner, problem->parts[h]))) {
                return 0;
            }
            if (!known) {
                periods[n++] = problem->parts[h];
            }
        }
    }
    return n;
}

/* The block decides in which period its half-days lie, and keeps to their limits. Proposals that
 * are no items have none. */
static void take_parts(struct appui_blocks *blocks, int32_t block, const int32_t periods[2],
                       int32_t n)
{
    const struct appui_joint *joint = blocks->joint;
    const struct appui_problem *problem = joint->problem;
    const struct appui_block *b = &blocks->blocks[block];
    for (int32_t r = 0; r < n; r++) {
        mark_row(blocks, joint->period_total_row[periods[r]]);
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        if (job->line >= 0 || problem->basin->experts[job->expert].partner != b->partner) {
            continue;
        }
        mark_row(blocks, joint->sum_row[j]);
        for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
            blocks->column_block[joint->part[h]] = block;
        }
    }
    for (int32_t i = first_item_of(blocks, b); n == 2 && i < end_of_items(blocks, b); i++) {
        struct appui_block_item *item = &blocks->items[i];
        const struct appui_job *job = &problem->jobs[item->job];
        for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
            item->part[problem->parts[h] == periods[1]] = joint->part[h];
        }
    }
}

/* R5 where one plain period takes all: its row is a limit of the total, and parts are days. Of two
 * the sum is one; take_two_periods has the rest. */
static void take_period(struct appui_blocks *blocks, int32_t block)
{
    struct appui_block *b = &blocks->blocks[block];
    int32_t periods[2], n = find_periods(blocks, b, periods);
    for (int32_t r = 0; r < n; r++) {
        b->cap[r] = cap_of(blocks, blocks->joint->period_total_row[periods[r]]);
        b->total_cap = r == 0 ? b->cap[0] : b->total_cap + b->cap[1];
    }
    b->two_periods =
        n == 2 && b->cap[0] < APPUI_BLOCK_HALF_DAYS_MAX && b->cap[1] < APPUI_BLOCK_HALF_DAYS_MAX;
    if (n == 1) {
        take_parts(blocks, block, periods, 1);
    }
}

/* R5 of blocks with two plain periods, where the plans of all their experts are listed. */
static void take_two_periods(struct appui_blocks *blocks)
{
    for (int32_t b = 0; b < blocks->n; b++) {
        struct appui_block *block = &blocks->blocks[b];
        for (int32_t e = 0; e < block->n_experts; e++) {
            block->two_periods =
                block->two_periods && blocks->experts[block->first_expert + e].n_nodes > 0;
        }
        int32_t periods[2];
        if (block->two_periods && find_periods(blocks, block, periods) == 2) {
            take_parts(blocks, b, periods, 2);
        }
    }
}

/* ---- what was added to the joint model: totals of partners and steps on them ---- */

/* The block whose whole proposed half-days a row defines as its last column; -1 for other rows. */
static int32_t block_of_total(const struct appui_blocks *blocks, const struct appui_row *row)
{
    const struct appui_term *terms = blocks->program->terms + row->first_term;
    if (row->low != 0 || row->high != 0 || row->n_terms < 2 ||
        terms[row->n_terms - 1].coefficient != -1 ||
        blocks->column_block[terms[row->n_terms - 1].column] >= 0) {
        return -1;
    }
    int32_t block = blocks->column_block[terms[0].column];
    for (int32_t t = 0; t < row->n_terms - 1; t++) {
        if (blocks->column_block[terms[t].column] != block || terms[t].coefficient < 0) {
            return -1;
        }
    }
    return block;
}

/* True when the row's days are those of all the block's items, in half-days. */
static bool counts_all(const struct appui_blocks *blocks, int32_t block,
                       const struct appui_row *row, int64_t *worth)
{
    const struct appui_block *b = &blocks->blocks[block];
    const struct appui_term *terms = blocks->program->terms + row->first_term;
    for (int32_t t = 0; t < row->n_terms - 1; t++) {
        worth[terms[t].column] = terms[t].coefficient;
    }
    bool all = true;
    for (int32_t e = b->first_expert; e < b->first_expert + b->n_experts; e++) {
        const struct appui_block_expert *expert = &blocks->experts[e];
        for (int32_t i = expert->first_item; i < expert->first_item + expert->n_items; i++) {
            all = all && worth[blocks->items[i].days] == blocks->items[i].session;
        }
    }
    for (int32_t t = 0; t < row->n_terms - 1; t++) {
        worth[terms[t].column] = 0;
    }
    return all;
}

static int find_totals(struct appui_blocks *blocks)
{
    const struct appui_program *program = blocks->program;
    int64_t *scratch = appui_calloc((size_t)program->n_columns + 1, sizeof *scratch);
    for (int32_t i = 0; scratch && i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        int32_t block = block_of_total(blocks, row);
        if (block >= 0 && blocks->blocks[block].total_column < 0 &&
            counts_all(blocks, block, row, scratch)) {
            int32_t total = program->terms[row->first_term + row->n_terms - 1].column;
            blocks->blocks[block].total_column = total;
            blocks->column_block[total] = block;
            mark_row(blocks, i);
        }
    }
    appui_free(scratch);
    return scratch ? 0 : -1;
}

/* Fixed columns are constants: a row over a total and at most one other column is a limit or a
 * step. */
static void find_steps(struct appui_blocks *blocks)
{
    const struct appui_program *program = blocks->program;
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        const struct appui_term *total = NULL, *other = NULL;
        int64_t held = 0;
        int32_t n_other = 0;
        for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
            const struct appui_term *term = &program->terms[t];
            const struct appui_column *column = &program->columns[term->column];
            int32_t block = blocks->column_block[term->column];
            if (block >= 0 && blocks->blocks[block].total_column == term->column) {
                total = term;
            } else if (column->low == column->high) {
                held += term->coefficient * column->low;
            } else {
                other = term;
                n_other++;
            }
        }
        if (!total || total->coefficient != 1 || n_other > 1 || row->low != APPUI_MINUS_INFINITY) {
            continue;
        }
        int32_t block = blocks->column_block[total->column];
        int64_t most = row->high - held;
        if (n_other == 0) {
            struct appui_block *b = &blocks->blocks[block];
            b->total_cap = most < b->total_cap ? most : b->total_cap;
            mark_row(blocks, i);
        } else if (most - other->coefficient >= program->columns[total->column].high &&
                   program->columns[other->column].high == 1) {
            blocks->steps[blocks->n_steps++] =
                (struct appui_block_step){other->column, block, i, most};
        }
    }
}

static int by_column(const void *a, const void *b)
{
    const struct appui_block_step *l = a, *r = b;
    if (l->column != r->column) {
        return l->column < r->column ? -1 : 1;
    }
    return (l->row > r->row) - (l->row < r->row);
}

static int by_block(const void *a, const void *b)
{
    const struct appui_block_step *l = a, *r = b;
    if (l->block != r->block) {
        return l->block < r->block ? -1 : 1;
    }
    return by_column(a, b);
}

/* A step whose column speaks of one block only is decided in it, at the least of its thresholds; a
 * column shared by blocks stays in the rows that link them. */
static void keep_steps(struct appui_blocks *blocks)
{
    struct appui_block_step *steps = blocks->steps;
    int32_t n = blocks->n_steps;
    qsort(steps, (size_t)n, sizeof *steps, by_column);
    blocks->n_steps = 0;
    for (int32_t i = 0, end = 0; i < n; i = end) {
        bool one = true;
        struct appui_block_step kept = steps[i];
        for (end = i; end < n && steps[end].column == kept.column; end++) {
            one = one && steps[end].block == kept.block;
            kept.threshold =
                steps[end].threshold < kept.threshold ? steps[end].threshold : kept.threshold;
        }
        for (int32_t k = i; one && k < end; k++) {
            mark_row(blocks, steps[k].row);
        }
        if (one) {
            blocks->column_block[kept.column] = kept.block;
            steps[blocks->n_steps++] = kept;
        }
    }
    qsort(steps, (size_t)blocks->n_steps, sizeof *steps, by_block);
    for (int32_t i = blocks->n_steps - 1; i >= 0; i--) {
        blocks->blocks[steps[i].block].first_step = i;
        blocks->blocks[steps[i].block].n_steps++;
    }
}

/* Jobs of each expert as lists. */
static void list_jobs(const struct appui_problem *problem, int32_t *first_job, int32_t *next_job)
{
    for (int32_t e = 0; e < problem->basin->n_experts; e++) {
        first_job[e] = -1;
    }
    for (int32_t j = problem->n_jobs - 1; j >= 0; j--) {
        next_job[j] = -1;
        if (problem->jobs[j].line < 0) {
            next_job[j] = first_job[problem->jobs[j].expert];
            first_job[problem->jobs[j].expert] = j;
        }
    }
}

/** Experts by partner. */
struct pair {
    int32_t partner, expert;
};

static int by_partner(const void *a, const void *b)
{
    const struct pair *l = a, *r = b;
    if (l->partner != r->partner) {
        return l->partner < r->partner ? -1 : 1;
    }
    return (l->expert > r->expert) - (l->expert < r->expert);
}

/* A partner none of whose proposals its rows allow has no block: their columns are 0. */
static void forget_block(struct appui_blocks *blocks, int32_t partner, const int32_t *first_job,
                         const int32_t *next_job)
{
    const struct appui_joint *joint = blocks->joint;
    const struct appui_basin *basin = joint->problem->basin;
    for (int32_t e = 0; e < basin->n_experts; e++) {
        for (int32_t j = basin->experts[e].partner == partner ? first_job[e] : -1; j >= 0;
             j = next_job[j]) {
            blocks->column_block[joint->use[j]] = blocks->column_block[joint->days[j]] = -1;
        }
    }
}

static void add_blocks(struct appui_blocks *blocks, struct pair *pairs, const int32_t *first_job,
                       const int32_t *next_job)
{
    const struct appui_basin *basin = blocks->joint->problem->basin;
    for (int32_t e = 0; e < basin->n_experts; e++) {
        pairs[e] = (struct pair){basin->experts[e].partner, e};
    }
    qsort(pairs, (size_t)basin->n_experts, sizeof *pairs, by_partner);
    for (int32_t i = 0, end = 0; i < basin->n_experts; i = end) {
        struct appui_block *block = &blocks->blocks[blocks->n];
        *block = (struct appui_block){.partner = pairs[i].partner,
                                      .first_expert = blocks->n_experts,
                                      .total_column = -1,
                                      .total_cap = INT64_MAX};
        for (end = i; end < basin->n_experts && pairs[end].partner == block->partner; end++) {
            add_expert(blocks, pairs[end].expert, blocks->n, first_job, next_job);
        }
        if (block->n_experts > 0) {
            take_period(blocks, blocks->n++);
        } else {
            forget_block(blocks, block->partner, first_job, next_job);
        }
    }
}

int appui_blocks_build(const struct appui_joint *joint, const struct appui_blocks *before,
                       struct appui_blocks *blocks)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_basin *basin = problem->basin;
    int32_t *first_job = appui_calloc((size_t)basin->n_experts + 1, sizeof *first_job);
    int32_t *next_job = appui_calloc((size_t)problem->n_jobs + 1, sizeof *next_job);
    struct pair *pairs = appui_calloc((size_t)basin->n_experts + 1, sizeof *pairs);
    blocks->joint = joint;
    blocks->program = &joint->program;
    int result = first_job && next_job && pairs ? allocate(blocks) : -1;
    if (result == 0) {
        list_jobs(problem, first_job, next_job);
        add_blocks(blocks, pairs, first_job, next_job);
        result = find_totals(blocks);
    }
    if (result == 0) {
        find_steps(blocks);
        keep_steps(blocks);
        result = appui_menu_build(blocks, before);
        take_two_periods(blocks);
    }
    appui_free(first_job);
    appui_free(next_job);
    appui_free(pairs);
    return result;
}

void appui_blocks_release(struct appui_blocks *blocks)
{
    appui_arena_release(&blocks->arena);
    appui_free(blocks->nodes);
    *blocks = (struct appui_blocks){0};
}

void appui_block_plan_release(struct appui_block_plan *plan)
{
    appui_free(plan->entries);
    *plan = (struct appui_block_plan){0};
}
