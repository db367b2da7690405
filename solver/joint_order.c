/*
 * R10 of the joint model: needs in sequence. For each link "m before n" a step s_t rises once from
 * 0 to 1; sessions of m lie where it is 0, sessions of n where it is 1. No big-M, and the steps may
 * stay continuous.
 */
#include <stdlib.h>

#include "solver/joint_rows.h"

static int by_slot(const void *a, const void *b)
{
    int32_t l = *(const int32_t *)a, r = *(const int32_t *)b;
    return (l > r) - (l < r);
}

static int32_t add_need_slots(const struct appui_problem *problem, int32_t need, int32_t *slots)
{
    int32_t n = 0;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            slots[n++] = problem->starts[s];
        }
    }
    return n;
}

/* Distinct slots in which a session of either need may begin, ascending. */
static int32_t link_slots(const struct appui_problem *problem, int32_t before, int32_t after,
                          int32_t *slots)
{
    int32_t n_before = add_need_slots(problem, before, slots);
    int32_t n = n_before + add_need_slots(problem, after, slots + n_before);
    if (n_before == 0 || n == n_before) {
        return 0;
    }
    qsort(slots, (size_t)n, sizeof *slots, by_slot);
    int32_t distinct = 0;
    for (int32_t i = 0; i < n; i++) {
        if (i == 0 || slots[i] != slots[i - 1]) {
            slots[distinct++] = slots[i];
        }
    }
    return distinct;
}

/* The sessions of `need` that begin in `slot`, as terms of the newest row. @return how many */
static int32_t terms_at(struct appui_joint *joint, int32_t need, int32_t slot, bool add)
{
    const struct appui_problem *problem = joint->problem;
    int32_t n = 0;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        const int32_t *found = bsearch(&slot, problem->starts + job->first_start,
                                       (size_t)job->n_starts, sizeof slot, by_slot);
        if (found) {
            n++;
            if (add) {
                appui_program_term(&joint->program, joint->start[found - problem->starts], 1);
            }
        }
    }
    return n;
}

static void rows_link(struct appui_joint *joint, const struct appui_joint_order *order)
{
    struct appui_program *program = &joint->program;
    for (int32_t t = 0; t < order->n_slots; t++) {
        int32_t slot = joint->order_slots[order->first_slot_index + t];
        int32_t step = order->first_column + t;
        if (t > 0) {
            appui_program_row(program, 0, APPUI_PLUS_INFINITY, "R10_rise.n%d.n%d.s%d",
                              (int)order->before, (int)order->after, (int)slot);
            appui_program_term(program, step, 1);
            appui_program_term(program, step - 1, -1);
        }
        if (terms_at(joint, order->before, slot, false) > 0) {
            appui_program_row(program, APPUI_MINUS_INFINITY, 1, "R10_before.n%d.n%d.s%d",
                              (int)order->before, (int)order->after, (int)slot);
            terms_at(joint, order->before, slot, true);
            appui_program_term(program, step, 1);
        }
        if (terms_at(joint, order->after, slot, false) > 0) {
            appui_program_row(program, APPUI_MINUS_INFINITY, 0, "R10_after.n%d.n%d.s%d",
                              (int)order->before, (int)order->after, (int)slot);
            terms_at(joint, order->after, slot, true);
            appui_program_term(program, step, -1);
        }
    }
}

static void add_link(struct appui_joint *joint, int32_t before, int32_t after, int32_t n_slots)
{
    struct appui_joint_order *order = &joint->orders[joint->n_orders++];
    *order = (struct appui_joint_order){
        .before = before, .after = after, .first_slot_index = joint->n_order_slots};
    order->n_slots = n_slots;
    for (int32_t t = 0; t < n_slots; t++) {
        int32_t slot = joint->order_slots[joint->n_order_slots + t];
        int32_t column = appui_program_column(&joint->program, 0, 1, false, "s.n%d.n%d.s%d",
                                              (int)before, (int)after, (int)slot);
        order->first_column = t == 0 ? column : order->first_column;
    }
    joint->n_order_slots += n_slots;
    rows_link(joint, order);
}

/* Upper limits of links and of slots over all links. */
static void count_links(const struct appui_problem *problem, int32_t *n_links, size_t *n_slots)
{
    const struct appui_basin *basin = problem->basin;
    for (int32_t n = 0; n < basin->n_needs; n++) {
        for (int32_t a = 0; a < basin->needs[n].n_after; a++) {
            int32_t ends[2] = {n, basin->needs[n].after[a]};
            (*n_links)++;
            for (int32_t i = 0; i < 2; i++) {
                for (int32_t j = problem->need_job[ends[i]]; j < problem->need_job[ends[i] + 1];
                     j++) {
                    *n_slots += (size_t)problem->jobs[j].n_starts;
                }
            }
        }
    }
}

int appui_joint_rows_order(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_basin *basin = problem->basin;
    int32_t n_links = 0;
    size_t n_slots = 0;
    count_links(problem, &n_links, &n_slots);
    joint->orders = appui_arena_alloc(&joint->arena, (size_t)n_links, sizeof *joint->orders);
    joint->order_slots = appui_arena_alloc(&joint->arena, n_slots, sizeof *joint->order_slots);
    if (!joint->orders || !joint->order_slots) {
        return -1;
    }
    for (int32_t n = 0; problem->calendar && n < basin->n_needs; n++) {
        for (int32_t a = 0; a < basin->needs[n].n_after; a++) {
            int32_t before = basin->needs[n].after[a];
            int32_t found =
                link_slots(problem, before, n, joint->order_slots + joint->n_order_slots);
            if (found > 0) {
                add_link(joint, before, n, found);
            }
        }
    }
    return 0;
}

void appui_joint_point_order(const struct appui_joint *joint, int64_t *x)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t o = 0; o < joint->n_orders; o++) {
        const struct appui_joint_order *order = &joint->orders[o];
        int32_t first = INT32_MAX;
        for (int32_t j = problem->need_job[order->after]; j < problem->need_job[order->after + 1];
             j++) {
            const struct appui_job *job = &problem->jobs[j];
            for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
                if (x[joint->start[s]] && problem->starts[s] < first) {
                    first = problem->starts[s];
                }
            }
        }
        for (int32_t t = 0; t < order->n_slots; t++) {
            x[order->first_column + t] = joint->order_slots[order->first_slot_index + t] >= first;
        }
    }
}
