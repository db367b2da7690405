/*
 * R8 in the days relaxation: what the slots of one firm or one expert can hold.
 *
 * The needs of a firm (the jobs of an expert) that lie between two slots share the distinct slots
 * they have there, so their half-days are at most as many. A row stands wherever that says more
 * than their own limits. Without it every way to share out too many half-days would have to be
 * refused one by one. Source: the interval form of Hall's condition.
 */
#include <stdlib.h>

#include "solver/days_rows.h"

/* Items of one owner beyond which only their whole range is looked at: ranges grow with the square
 * of the items. */
#define ITEMS_MAX 16

/** The jobs of one need, or one job of an expert. */
struct item {
    int32_t first, n; /**< into rows->order */
    int32_t from, to; /**< first and last slot of their starts */
    int64_t most;     /**< half-days they can have together */
};

struct slot_rows {
    struct appui_days *days;
    struct appui_arena arena;
    struct appui_slots covered;
    int32_t *order;     /**< [n_jobs] jobs, those of an item next to each other */
    struct item *items; /**< [n_items] of the owner at hand */
    int32_t n_items;
    int64_t *totals;   /**< [n_jobs] scratch */
    const char *owner; /**< "firm" or "expert", and which */
    int32_t owner_index;
};

/* ---- one owner ---- */

static void cover(struct slot_rows *rows, const struct item *item)
{
    const struct appui_problem *calendar = rows->days->calendar;
    for (int32_t i = item->first; i < item->first + item->n; i++) {
        const struct appui_job *job = &calendar->jobs[rows->order[i]];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            for (int32_t h = 0; h < job->session; h++) {
                appui_slots_add(&rows->covered, calendar->starts[s] + h);
            }
        }
    }
}

static bool is_within(const struct item *item, int32_t from, int32_t to)
{
    return item->from >= from && item->to <= to;
}

/* The row of the items between two slots, where some item begins and some ends there, and they ask
 * for more than is covered. @param limit  half-days the owner gives at most */
static void row_range(struct slot_rows *rows, int32_t from, int32_t to, int64_t limit)
{
    struct appui_days *days = rows->days;
    int64_t asked = 0;
    bool ends = false;
    appui_slots_clear(&rows->covered);
    for (int32_t i = 0; i < rows->n_items; i++) {
        if (is_within(&rows->items[i], from, to)) {
            asked += rows->items[i].most;
            ends = ends || rows->items[i].to == to;
            cover(rows, &rows->items[i]);
        }
    }
    int32_t slots = appui_slots_count(&rows->covered);
    if (!ends || asked <= slots || limit <= slots) {
        return;
    }
    appui_program_row(&days->joint.program, APPUI_MINUS_INFINITY, slots, "R8_%s%d.t%d.t%d",
                      rows->owner, (int)rows->owner_index, (int)from, (int)to);
    for (int32_t i = 0; i < rows->n_items; i++) {
        const struct item *item = &rows->items[i];
        for (int32_t k = item->first; is_within(item, from, to) && k < item->first + item->n; k++) {
            int32_t j = rows->order[k];
            appui_program_term(&days->joint.program, days->joint.days[j],
                               days->problem.jobs[j].session);
        }
    }
}

/* True when an item before number i has the same value of what `from` (or `to`) compares. */
static bool seen(const struct slot_rows *rows, int32_t i, bool from)
{
    for (int32_t k = 0; k < i; k++) {
        if (from ? rows->items[k].from == rows->items[i].from
                 : rows->items[k].to == rows->items[i].to) {
            return true;
        }
    }
    return false;
}

static void rows_owner(struct slot_rows *rows, int64_t limit)
{
    int32_t least = INT32_MAX, most = -1;
    for (int32_t i = 0; i < rows->n_items; i++) {
        least = rows->items[i].from < least ? rows->items[i].from : least;
        most = rows->items[i].to > most ? rows->items[i].to : most;
    }
    if (rows->n_items > ITEMS_MAX) {
        row_range(rows, least, most, limit);
        return;
    }
    for (int32_t i = 0; i < rows->n_items; i++) {
        for (int32_t k = 0; !seen(rows, i, true) && k < rows->n_items; k++) {
            if (!seen(rows, k, false)) {
                row_range(rows, rows->items[i].from, rows->items[k].to, limit);
            }
        }
    }
}

/* An item of the jobs order[first .. first + n - 1] that have starts; none when no job has. */
static void add_item(struct slot_rows *rows, int32_t first, int32_t n)
{
    const struct appui_problem *calendar = rows->days->calendar;
    struct item item = {first, n, INT32_MAX, -1, 0};
    for (int32_t k = first; k < first + n; k++) {
        const struct appui_job *job = &calendar->jobs[rows->order[k]];
        if (job->n_starts > 0) {
            int32_t from = calendar->starts[job->first_start];
            int32_t to = calendar->starts[job->first_start + job->n_starts - 1] + job->session - 1;
            item.from = from < item.from ? from : item.from;
            item.to = to > item.to ? to : item.to;
        }
    }
    if (item.to >= 0) {
        rows->items[rows->n_items++] = item;
    }
}

/* ---- firms: their needs ---- */

static int64_t most_of_need(const struct appui_days *days, int32_t need)
{
    const struct appui_problem *problem = &days->problem;
    int64_t sum = 0, largest = 0;
    bool agreed = false;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        sum += job->high;
        largest = job->high > largest ? job->high : largest;
        agreed = agreed || job->line >= 0;
    }
    return problem->basin->needs[need].experts_max == 1 && !agreed ? largest : sum;
}

static void rows_firms(struct slot_rows *rows)
{
    const struct appui_problem *calendar = rows->days->calendar;
    const struct appui_basin *basin = calendar->basin;
    rows->owner = "firm";
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        rows->order[j] = j;
    }
    for (int32_t q = 0; q < basin->n_projects; q++) {
        rows->owner_index = q;
        rows->n_items = 0;
        for (int32_t i = 0; i < basin->projects[q].n_needs; i++) {
            int32_t need = basin->projects[q].first_need + i, before = rows->n_items;
            int32_t first = calendar->need_job[need];
            add_item(rows, first, calendar->need_job[need + 1] - first);
            if (rows->n_items > before) {
                rows->items[before].most = most_of_need(rows->days, need);
            }
        }
        rows_owner(rows, INT64_MAX);
    }
}

/* ---- experts: their jobs ---- */

static int downwards(const void *a, const void *b)
{
    const int64_t *l = a, *r = b;
    return (*l < *r) - (*l > *r);
}

/* Half-days that the jobs order[first .. first + n - 1] of an expert can have under days_max and
 * projects_max (R6); agreed ones are not held back by them. */
static int64_t limit_of(struct slot_rows *rows, int32_t e, int32_t first, int32_t n)
{
    const struct appui_problem *problem = &rows->days->problem;
    const struct appui_expert *expert = &problem->basin->experts[e];
    int32_t known = appui_standing_projects(problem->standing, e), n_projects = 0, before = -1;
    int64_t agreed = 0, proposed = 0;
    for (int32_t k = first; k < first + n; k++) {
        const struct appui_job *job = &problem->jobs[rows->order[k]];
        int32_t project = problem->basin->needs[job->need].project;
        if (project != before) {
            rows->totals[n_projects++] = 0;
            before = project;
        }
        agreed += job->line >= 0 ? job->high : 0;
        rows->totals[n_projects - 1] += job->line < 0 ? job->high : 0;
    }
    qsort(rows->totals, (size_t)n_projects, sizeof *rows->totals, downwards);
    int32_t most = expert->projects_max > known ? expert->projects_max : known;
    for (int32_t q = 0; q < n_projects && (expert->projects_max == APPUI_ABSENT || q < most); q++) {
        proposed += rows->totals[q];
    }
    int64_t left = (int64_t)expert->half_days_max - problem->standing->expert_half_days[e];
    left = left > 0 ? left : 0;
    return agreed + (expert->half_days_max != APPUI_ABSENT && left < proposed ? left : proposed);
}

/* Jobs by expert, each expert's in the order of needs. @param place  [n_experts + 1] scratch */
static void order_by_expert(struct slot_rows *rows, int32_t *place)
{
    const struct appui_problem *calendar = rows->days->calendar;
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        place[calendar->jobs[j].expert + 1]++;
    }
    for (int32_t e = 0; e < calendar->basin->n_experts; e++) {
        place[e + 1] += place[e];
    }
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        rows->order[place[calendar->jobs[j].expert]++] = j;
    }
}

static void rows_experts(struct slot_rows *rows, int32_t *place)
{
    const struct appui_problem *problem = &rows->days->problem;
    rows->owner = "expert";
    order_by_expert(rows, place);
    for (int32_t e = 0, first = 0; e < problem->basin->n_experts; first = place[e++]) {
        rows->owner_index = e;
        rows->n_items = 0;
        for (int32_t k = first; k < place[e]; k++) {
            int32_t before = rows->n_items;
            add_item(rows, k, 1);
            if (rows->n_items > before) {
                rows->items[before].most = problem->jobs[rows->order[k]].high;
            }
        }
        rows_owner(rows, limit_of(rows, e, first, place[e] - first));
    }
}

int appui_days_rows_slots(struct appui_days *days)
{
    const struct appui_problem *calendar = days->calendar;
    const struct appui_basin *basin = calendar->basin;
    struct slot_rows rows = {.days = days};
    size_t n_jobs = (size_t)calendar->n_jobs, n_items = n_jobs + (size_t)basin->n_needs;
    rows.order = appui_arena_alloc(&rows.arena, n_jobs, sizeof *rows.order);
    rows.items = appui_arena_alloc(&rows.arena, n_items, sizeof *rows.items);
    rows.totals = appui_arena_alloc(&rows.arena, n_jobs, sizeof *rows.totals);
    int32_t *place = appui_arena_alloc(&rows.arena, (size_t)basin->n_experts + 1, sizeof *place);
    bool room = rows.order && rows.items && rows.totals && place &&
                appui_slots_new(&rows.covered, &rows.arena, basin->n_slots) == 0;
    if (room) {
        rows_firms(&rows);
        rows_experts(&rows, place);
    }
    appui_arena_release(&rows.arena);
    return room ? 0 : -1;
}
