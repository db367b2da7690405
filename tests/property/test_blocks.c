/*
 * Blocks against GLPK: for random worths and narrowed bounds, the best plan of a partner is worth
 * what the integer program of its rows is worth, keeps these rows, and what plans of enough worth
 * contain is what forcing each item says; and the plans listed as worth enough are those that going
 * through every combination of sessions finds. Menus, knapsacks and partners whose pledges lie in
 * two periods are all met; a path that is never taken fails the test. `test_blocks FIRST COUNT`
 * runs other seeds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/random.h"
#include "solver/block_list.h"
#include "solver/glpk.h"
#include "tests/reference/compiled.h"

static uint32_t first_seed = 1, n_wanted = 60;

struct tally {
    int32_t n_plans, n_two_periods, n_menus, n_knapsacks, n_ruled_out, n_wrong;
    int32_t n_listed, n_merged, n_listed_two_periods, n_listed_knapsacks;
};

/** One random question about the blocks of a program. */
struct question {
    const struct appui_blocks *blocks;
    int64_t *worth, *low, *high; /**< [n_columns] */
    int64_t *x;                  /**< [n_columns] scratch */
    int32_t *own;                /**< [n_columns] column of the block's program, or -1 */
};

static void *make(size_t n, size_t size)
{
    void *room = calloc(n + 1, size);
    assert_non_null(room);
    return room;
}

/* Columns that follow from others are worth nothing. */
static void draw(struct question *q, struct appui_random *random)
{
    const struct appui_blocks *blocks = q->blocks;
    for (int32_t c = 0; c < blocks->program->n_columns; c++) {
        q->worth[c] = 0;
        q->low[c] = blocks->program->columns[c].low;
        q->high[c] = blocks->program->columns[c].high;
    }
    for (int32_t i = 0; i < blocks->n_items; i++) {
        const struct appui_block_item *item = &blocks->items[i];
        q->worth[item->use] = appui_random_within(random, -25, 15);
        q->worth[item->days] = appui_random_within(random, -8, 12);
        int32_t narrow = appui_random_within(random, 0, 11);
        if (narrow == 0) {
            q->high[item->use] = 0;
        } else if (narrow == 1 && q->high[item->days] > item->least) {
            q->high[item->days]--;
        } else if (narrow == 2 && appui_random_happens(random, 1, 6)) {
            q->low[item->use] = 1;
        } else if (narrow == 3 && item->part[1] >= 0) {
            q->high[item->part[1]] = q->high[item->part[1]] / 2;
        } else if (narrow == 4 && item->part[1] >= 0 && q->high[item->part[1]] > 0) {
            q->low[item->part[1]] = appui_random_within(random, 0, 1);
        }
    }
}

/* The sum of two periods' limits, which a block may know where it does not know each. */
static void write_cap(const struct question *q, int32_t block, struct appui_program *program)
{
    const struct appui_block *b = &q->blocks->blocks[block];
    if (b->total_cap == INT64_MAX) {
        return;
    }
    appui_program_row(program, APPUI_MINUS_INFINITY, b->total_cap, "cap");
    for (int32_t i = 0; i < appui_block_items(q->blocks, b); i++) {
        const struct appui_block_item *item =
            &q->blocks->items[q->blocks->experts[b->first_expert].first_item + i];
        appui_program_term(program, q->own[item->days], item->session);
    }
}

/* The integer program of a block: its columns and the rows that it enforces. */
static void write_program(const struct question *q, int32_t block, struct appui_program *program)
{
    const struct appui_program *all = q->blocks->program;
    program->maximise = true;
    for (int32_t c = 0; c < all->n_columns; c++) {
        q->own[c] = -1;
        if (q->blocks->column_block[c] == block) {
            q->own[c] = appui_program_column(program, q->low[c], q->high[c], true, "c%d", (int)c);
            program->columns[q->own[c]].cost = q->worth[c];
        }
    }
    for (int32_t i = 0; i < all->n_rows; i++) {
        const struct appui_row *row = &all->rows[i];
        if (!q->blocks->row_inside[i] || row->n_terms == 0 ||
            q->own[all->terms[row->first_term].column] < 0) {
            continue;
        }
        appui_program_row(program, row->low, row->high, "r%d", (int)i);
        for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
            assert_true(q->own[all->terms[t].column] >= 0); /* a row of one block alone */
            appui_program_term(program, q->own[all->terms[t].column], all->terms[t].coefficient);
        }
    }
}

/* @return false when there is no point */
static bool solve_program(const struct question *q, int32_t block, int64_t *value)
{
    struct appui_program program = {.n_columns = 0};
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = appui_glpk_options_default();
    write_program(q, block, &program);
    write_cap(q, block, &program);
    assert_false(program.failed);
    assert_int_equal(appui_glpk_solve(&program, &options, &result), APPUI_GLPK_OK);
    bool found = result.outcome == APPUI_GLPK_OPTIMAL;
    *value = found ? result.value : 0;
    appui_glpk_result_release(&result);
    appui_program_release(&program);
    return found;
}

/* What the plan's columns leave open: parts and projects that follow from its lines. */
static void write_point(const struct question *q, const struct appui_block_plan *plan)
{
    const struct appui_blocks *blocks = q->blocks;
    const struct appui_joint *joint = blocks->joint;
    memset(q->x, 0, (size_t)blocks->program->n_columns * sizeof *q->x);
    for (int32_t e = 0; e < plan->n_entries; e++) {
        q->x[plan->entries[e].column] = plan->entries[e].value;
    }
    for (int32_t i = 0; i < blocks->n_items; i++) {
        const struct appui_block_item *item = &blocks->items[i];
        const struct appui_job *job = &joint->problem->jobs[item->job];
        if (job->n_parts == 1 && item->part[0] < 0 && item->part[1] < 0) {
            q->x[joint->part[job->first_part]] = q->x[item->days];
        }
        if (joint->job_project[item->job] >= 0 && q->x[item->days] > 0) {
            q->x[joint->job_project[item->job]] = 1;
        }
    }
}

static bool keeps_rows(const struct question *q, int32_t block)
{
    const struct appui_program *program = q->blocks->program;
    bool keeps = true;
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        bool own = q->blocks->row_inside[i] && row->n_terms > 0 &&
                   q->blocks->column_block[program->terms[row->first_term].column] == block;
        keeps = keeps && (!own || appui_program_row_holds(program, i, q->x));
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        keeps = keeps && (q->blocks->column_block[c] != block ||
                          (q->x[c] >= q->low[c] && q->x[c] <= q->high[c]));
    }
    return keeps;
}

/* Forces every item in turn: it may be ruled out only where no plan with it is worth enough. */
static void check_most(const struct question *q, int32_t block, int64_t least, struct tally *tally)
{
    const struct appui_blocks *blocks = q->blocks;
    const struct appui_block *b = &blocks->blocks[block];
    const struct appui_block_item *items =
        blocks->items + blocks->experts[b->first_expert].first_item;
    int32_t n = appui_block_items(blocks, b);
    int32_t *most = make((size_t)n, sizeof *most);
    struct appui_block_plan plan = {0};
    assert_int_equal(appui_blocks_most(blocks, block, q->worth, q->low, q->high, least, most), 0);
    for (int32_t i = 0; i < n; i++) {
        int64_t before = q->low[items[i].use];
        q->low[items[i].use] = 1;
        int found = appui_blocks_best(blocks, block, q->worth, q->low, q->high, &plan);
        q->low[items[i].use] = before;
        bool enough = found > 0 && plan.worth >= least;
        tally->n_wrong += enough && most[i] == 0;
        tally->n_ruled_out += most[i] == 0;
        for (int32_t e = 0; enough && e < plan.n_entries; e++) {
            tally->n_wrong +=
                plan.entries[e].column == items[i].days && plan.entries[e].value > most[i];
        }
    }
    appui_block_plan_release(&plan);
    free(most);
}

/* ---- all plans of enough worth ---- */

/** Combinations of sessions gone through at most. */
#define COMBINATIONS_MAX 20000

/** What tells plans apart, and what the best of those that are alike is worth. */
struct kind {
    uint64_t mark;
    int64_t total, worth;
};

struct kinds {
    const struct question *q;
    const uint64_t *marks;
    int32_t block, n, n_merged;
    int64_t least, n_combinations;
    struct kind *kinds; /**< [COMBINATIONS_MAX] */
    struct tally *tally;
};

static void add_kind(struct kinds *k, struct kind kind)
{
    for (int32_t i = 0; i < k->n; i++) {
        if (k->kinds[i].mark == kind.mark && k->kinds[i].total == kind.total) {
            k->n_merged++;
            k->kinds[i].worth = k->kinds[i].worth > kind.worth ? k->kinds[i].worth : kind.worth;
            return;
        }
    }
    assert_true(k->n < COMBINATIONS_MAX);
    k->kinds[k->n++] = kind;
}

/* The plan at q->x, where it keeps every row and limit. */
static void add_point(struct kinds *k)
{
    const struct question *q = k->q;
    const struct appui_block *b = &q->blocks->blocks[k->block];
    struct kind kind = {0};
    for (int32_t c = 0; c < q->blocks->program->n_columns; c++) {
        if (q->blocks->column_block[c] == k->block) {
            kind.mark += k->marks[c] * (uint64_t)q->x[c];
            kind.worth += q->worth[c] * q->x[c];
        }
    }
    for (int32_t i = 0; i < appui_block_items(q->blocks, b); i++) {
        const struct appui_block_item *item =
            &q->blocks->items[q->blocks->experts[b->first_expert].first_item + i];
        kind.total += q->x[item->days] * item->session;
    }
    if (kind.worth >= k->least && kind.total <= b->total_cap && keeps_rows(q, k->block)) {
        add_kind(k, kind);
    }
}

static void go_through(struct kinds *k, int32_t i);

/* Every way to spread the sessions of an item over its periods. */
static void spread(struct kinds *k, int32_t i, const struct appui_block_item *item)
{
    int64_t *x = k->q->x, sessions = x[item->days];
    if (item->part[0] < 0 && item->part[1] < 0) {
        go_through(k, i + 1);
        return;
    }
    for (int64_t first = 0; first <= sessions; first++) {
        if ((item->part[0] < 0 && first > 0) || (item->part[1] < 0 && first < sessions)) {
            continue;
        }
        for (int r = 0; r < 2; r++) {
            if (item->part[r] >= 0) {
                x[item->part[r]] = r == 0 ? first : sessions - first;
            }
        }
        go_through(k, i + 1);
    }
    for (int r = 0; r < 2; r++) {
        if (item->part[r] >= 0) {
            x[item->part[r]] = 0;
        }
    }
}

/* Every number of sessions of the items of the block from one on. */
static void go_through(struct kinds *k, int32_t i)
{
    const struct question *q = k->q;
    const struct appui_blocks *blocks = q->blocks;
    const struct appui_block *b = &blocks->blocks[k->block];
    if (k->n_combinations > COMBINATIONS_MAX) {
        return;
    }
    if (i == appui_block_items(blocks, b)) {
        k->n_combinations++;
        add_point(k);
        return;
    }
    const struct appui_block_item *item =
        &blocks->items[blocks->experts[b->first_expert].first_item + i];
    const struct appui_joint *joint = blocks->joint;
    const struct appui_job *job = &joint->problem->jobs[item->job];
    int32_t project = joint->job_project[item->job];
    for (int32_t d = 0; d <= item->most; d = d == 0 ? item->least : d + 1) {
        bool begins = project >= 0 && d > 0 && q->x[project] == 0;
        q->x[item->use] = d > 0;
        q->x[item->days] = d;
        if (begins) {
            q->x[project] = 1;
        }
        if (job->n_parts == 1 && item->part[0] < 0 && item->part[1] < 0) {
            q->x[joint->part[job->first_part]] = d;
        }
        spread(k, i, item);
        if (begins) {
            q->x[project] = 0;
        }
    }
    q->x[item->use] = q->x[item->days] = 0;
    if (job->n_parts == 1 && item->part[0] < 0 && item->part[1] < 0) {
        q->x[joint->part[job->first_part]] = 0;
    }
}

static int take_listed(void *context, const struct appui_block_plan *plan)
{
    struct kinds *k = context;
    write_point(k->q, plan);
    int32_t before = k->n;
    add_point(k);
    k->tally->n_wrong += k->n != before + 1; /* it keeps all rows, and stands once */
    return 0;
}

static int by_mark(const void *a, const void *b)
{
    const struct kind *l = a, *r = b;
    return l->mark != r->mark ? (l->mark > r->mark) - (l->mark < r->mark)
                              : (l->total > r->total) - (l->total < r->total);
}

static bool stop_at_once(void *context)
{
    (void)context;
    return true;
}

/* Lists the plans of a block, and compares them with all combinations of sessions. */
static void check_list(const struct question *q, int32_t block, const uint64_t *marks,
                       int64_t least, struct tally *tally)
{
    struct kinds all = {q, marks, block, .least = least, .tally = tally};
    struct kinds listed = all;
    struct appui_block_list list = {0};
    all.kinds = make(COMBINATIONS_MAX, sizeof *all.kinds);
    listed.kinds = make(COMBINATIONS_MAX, sizeof *listed.kinds);
    memset(q->x, 0, (size_t)q->blocks->program->n_columns * sizeof *q->x);
    go_through(&all, 0);
    if (all.n_combinations <= COMBINATIONS_MAX) {
        assert_int_equal(
            appui_block_list_open(&list, q->blocks, block, q->worth, q->low, q->high, marks), 0);
        int64_t n = appui_block_list_run(&list, least, COMBINATIONS_MAX, take_listed, &listed);
        tally->n_wrong += n != all.n || listed.n != all.n;
        qsort(all.kinds, (size_t)all.n, sizeof *all.kinds, by_mark);
        qsort(listed.kinds, (size_t)listed.n, sizeof *listed.kinds, by_mark);
        for (int32_t i = 0; i < all.n && i < listed.n; i++) {
            tally->n_wrong += by_mark(&all.kinds[i], &listed.kinds[i]) != 0 ||
                              all.kinds[i].worth != listed.kinds[i].worth;
        }
        if (all.n > 0) { /* one more than asked for is one too many */
            tally->n_wrong +=
                appui_block_list_run(&list, least, all.n - 1, NULL, NULL) != (int64_t)all.n;
        }
        list.stop = stop_at_once; /* a list given up says so, and hands nothing over */
        listed.n = 0;
        tally->n_wrong += appui_block_list_run(&list, least, COMBINATIONS_MAX, take_listed,
                                               &listed) != COMBINATIONS_MAX + 1 ||
                          listed.n != 0;
        tally->n_listed += all.n;
        tally->n_merged += all.n_merged;
        tally->n_listed_two_periods += all.n > 1 && q->blocks->blocks[block].two_periods;
        tally->n_listed_knapsacks +=
            all.n > 1 && q->blocks->experts[q->blocks->blocks[block].first_expert].n_nodes == 0;
    }
    appui_block_list_release(&list);
    free(all.kinds);
    free(listed.kinds);
}

/* Lines for the same need are marked alike, so that some plans stand for others. */
static uint64_t *mark_needs(const struct appui_blocks *blocks)
{
    uint64_t *marks = make((size_t)blocks->program->n_columns, sizeof *marks);
    for (int32_t i = 0; i < blocks->n_items; i++) {
        const struct appui_block_item *item = &blocks->items[i];
        struct appui_random random =
            appui_random_of_seed((uint64_t)blocks->joint->problem->jobs[item->job].need);
        marks[item->use] = appui_random_next(&random);
        marks[item->days] = appui_random_next(&random);
    }
    return marks;
}

static void ask(const struct question *q, struct tally *tally)
{
    struct appui_block_plan plan = {0};
    uint64_t *marks = mark_needs(q->blocks);
    for (int32_t b = 0; b < q->blocks->n; b++) {
        int64_t value;
        bool exists = solve_program(q, b, &value);
        int found = appui_blocks_best(q->blocks, b, q->worth, q->low, q->high, &plan);
        assert_true(found >= 0);
        write_point(q, &plan);
        bool right =
            (found == 1) == exists && (!exists || (plan.worth == value && keeps_rows(q, b)));
        tally->n_wrong += !right;
        tally->n_plans += exists;
        tally->n_two_periods += q->blocks->blocks[b].two_periods;
        if (exists) {
            check_most(q, b, value - 10, tally);
            check_list(q, b, marks, value - 25, tally);
        }
    }
    appui_block_plan_release(&plan);
    free(marks);
}

/* A limit below 0 leaves no plan, not even the empty one; that is no lack of memory. */
static void ask_without_room(struct appui_blocks *blocks, struct question *q, struct tally *tally)
{
    struct appui_block_plan plan = {0};
    for (int32_t b = 0; b < blocks->n; b++) {
        int32_t *most = make((size_t)appui_block_items(blocks, &blocks->blocks[b]), sizeof *most);
        blocks->blocks[b].total_cap = -2;
        int found = appui_blocks_best(blocks, b, q->worth, q->low, q->high, &plan);
        int failed = appui_blocks_most(blocks, b, q->worth, q->low, q->high, 0, most);
        tally->n_wrong += found != 0 || failed != 0;
        free(most);
    }
    appui_block_plan_release(&plan);
}

/* Without calendar the knapsack knows all limits of an expert, so menus can be taken away. */
static void take_menus_away(struct appui_blocks *blocks)
{
    for (int32_t b = 0; b < blocks->n; b++) {
        const struct appui_block *block = &blocks->blocks[b];
        for (int32_t e = block->first_expert; e < block->first_expert + block->n_experts; e++) {
            blocks->experts[e].n_nodes = block->two_periods ? blocks->experts[e].n_nodes : 0;
        }
    }
}

static void run_program(const struct appui_joint *joint, bool menus, struct appui_random *random,
                        struct tally *tally)
{
    struct appui_blocks blocks = {0};
    size_t n = (size_t)joint->program.n_columns;
    assert_int_equal(appui_blocks_build(joint, NULL, &blocks), 0);
    if (!menus) {
        take_menus_away(&blocks);
    }
    struct question q = {.blocks = &blocks,
                         .worth = make(n, sizeof *q.worth),
                         .low = make(n, sizeof *q.low),
                         .high = make(n, sizeof *q.high),
                         .x = make(n, sizeof *q.x),
                         .own = make(n, sizeof *q.own)};
    for (int32_t e = 0; e < blocks.n_experts; e++) {
        tally->n_menus += blocks.experts[e].n_nodes > 0;
        tally->n_knapsacks += blocks.experts[e].n_nodes == 0;
    }
    for (int i = 0; i < 3; i++) {
        draw(&q, random);
        ask(&q, tally);
    }
    ask_without_room(&blocks, &q, tally);
    free(q.worth);
    free(q.low);
    free(q.high);
    free(q.x);
    free(q.own);
    appui_blocks_release(&blocks);
}

static void run_basin(const char *family, uint32_t seed, struct tally *tally)
{
    struct appui_compiled compiled;
    struct appui_random random = appui_random_of_seed(seed);
    assert_null(appui_compiled_build(&compiled, family, seed));
    run_program(&compiled.days.joint, true, &random, tally);
    if (strcmp(family, "tiny") == 0) {
        struct appui_joint joint = {.problem = NULL};
        struct appui_problem undated = {0};
        assert_int_equal(
            appui_problem_build(compiled.trial.basin, compiled.trial.standing, false, &undated), 0);
        assert_int_equal(appui_joint_build(&undated, &joint), 0);
        run_program(&joint, false, &random, tally);
        appui_joint_release(&joint);
        appui_problem_release(&undated);
    }
    appui_compiled_release(&compiled);
}

static void plans_are_worth_what_the_integer_program_says(void **state)
{
    (void)state;
    struct tally tally = {0};
    for (uint32_t seed = first_seed; seed < first_seed + n_wanted; seed++) {
        run_basin("tiny", seed, &tally);
        if (seed % 10 == 0) {
            run_basin("hard", seed, &tally);
            run_basin("easy", seed, &tally);
        }
    }
    print_message("%d plans, %d of two periods; %d menus, %d knapsacks; %d items ruled out\n",
                  (int)tally.n_plans, (int)tally.n_two_periods, (int)tally.n_menus,
                  (int)tally.n_knapsacks, (int)tally.n_ruled_out);
    print_message(
        "%d kinds of plans listed, %d plans stood for by others; blocks of several: %d of "
        "two periods, %d without menu\n",
        (int)tally.n_listed, (int)tally.n_merged, (int)tally.n_listed_two_periods,
        (int)tally.n_listed_knapsacks);
    assert_int_equal(tally.n_wrong, 0);
    assert_true(tally.n_listed > 0 && tally.n_merged > 0 && tally.n_listed_two_periods > 0 &&
                tally.n_listed_knapsacks > 0);
    assert_true(tally.n_two_periods > 0 && tally.n_menus > 0 && tally.n_knapsacks > 0 &&
                tally.n_ruled_out > 0);
}

int main(int argc, char **argv)
{
    if (argc > 2) {
        first_seed = (uint32_t)strtoul(argv[1], NULL, 10);
        n_wanted = (uint32_t)strtoul(argv[2], NULL, 10);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_are_worth_what_the_integer_program_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
