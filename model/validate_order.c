/*
 * The order of needs (`after`): references within one project, no cycle, and the transitive closure
 * that R10 asks.
 *
 * Walks are iterative, with a stack of their own: a chain of needs may be as long as the file.
 */
#include <stdlib.h>

#include "model/validate.h"

/* Names shown of a cycle; more of them help nobody. */
#define CYCLE_SHOWN 8

enum colour { UNSEEN = 0, ON_STACK, FINISHED };

struct order_walk {
    struct appui_references *direct; /* [n_needs] needs that come just before */
    int32_t *colour;                 /* [n_needs] */
    int32_t *stack, *next;           /* [n_needs] walk in progress: need, its next edge */
    int32_t *stamp, *found;          /* [n_needs] closure of one need */
};

static const struct appui_draft_need *draft_of(const struct appui_validation *v, int32_t need)
{
    int32_t project = v->basin->needs[need].project;
    return &v->draft->projects[project].needs[need - v->basin->projects[project].first_need];
}

static int read_direct(struct appui_validation *v, int32_t need, struct appui_references *direct)
{
    struct appui_place place = appui_place_of_need(v, need);
    struct appui_spot spot = {&place, "after", -1};
    const struct appui_basin *basin = v->basin;
    struct appui_references all;
    if (appui_validate_references(v, spot, APPUI_KIND_NEED, &draft_of(v, need)->after, &all) != 0) {
        return -1;
    }
    direct->n = 0;
    direct->items = all.items;
    for (int32_t i = 0; i < all.n; i++) {
        int32_t project = basin->needs[all.items[i]].project;
        if (project == basin->needs[need].project) {
            direct->items[direct->n++] = all.items[i];
            continue;
        }
        const char *other = draft_of(v, all.items[i])->id;
        struct appui_spot item = appui_spot_of_text(spot, &draft_of(v, need)->after, other);
        appui_faults_add(v->faults, APPUI_FAULT_AFTER_OTHER_PROJECT, appui_spot_pointer(v, item),
                         place.id, "value", other, "project", v->draft->projects[project].id,
                         (const char *)NULL);
    }
    return 0;
}

/* The cycle is the stack from the first occurrence of `closing` on, read so that each comes after
 * the next. */
static void report_cycle(struct appui_validation *v, const struct order_walk *walk, int32_t top,
                         int32_t closing)
{
    int32_t first = top;
    while (walk->stack[first] != closing) {
        first--;
    }
    const char *text = draft_of(v, closing)->id;
    for (int32_t i = first + 1; text && i <= top && i < first + CYCLE_SHOWN; i++) {
        text = appui_arena_format(&v->scratch, "%s > %s", text, draft_of(v, walk->stack[i])->id);
    }
    const char *gap = top - first >= CYCLE_SHOWN ? "... > " : "";
    text = text ? appui_arena_format(&v->scratch, "%s > %s%s", text, gap, draft_of(v, closing)->id)
                : NULL;
    v->faults->out_of_memory |= !text;
    struct appui_place place = appui_place_of_need(v, walk->stack[top]);
    struct appui_spot spot = {&place, "after", -1};
    appui_faults_add(v->faults, APPUI_FAULT_AFTER_CYCLE, appui_spot_pointer(v, spot), place.id,
                     "cycle", text, (const char *)NULL);
}

/* Depth first from `start`; each edge back into the stack closes a cycle. */
static void walk_from(struct appui_validation *v, struct order_walk *walk, int32_t start)
{
    int32_t top = 0;
    walk->stack[0] = start;
    walk->next[0] = 0;
    walk->colour[start] = ON_STACK;
    while (top >= 0) {
        const struct appui_references *direct = &walk->direct[walk->stack[top]];
        if (walk->next[top] == direct->n) {
            walk->colour[walk->stack[top--]] = FINISHED;
            continue;
        }
        int32_t before = direct->items[walk->next[top]++];
        if (walk->colour[before] == ON_STACK) {
            report_cycle(v, walk, top, before);
        } else if (walk->colour[before] == UNSEEN) {
            walk->colour[before] = ON_STACK;
            walk->stack[++top] = before;
            walk->next[top] = 0;
        }
    }
}

static int ascending(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Everything reachable from the need, kept in ascending order. */
static int close_need(struct appui_validation *v, struct order_walk *walk, int32_t n)
{
    struct appui_need *need = &v->basin->needs[n];
    int32_t found = 0;
    for (int32_t at = -1; at < found; at++) {
        const struct appui_references *direct = &walk->direct[at < 0 ? n : walk->found[at]];
        for (int32_t i = 0; i < direct->n; i++) {
            if (walk->stamp[direct->items[i]] != n + 1) {
                walk->stamp[direct->items[i]] = n + 1;
                walk->found[found++] = direct->items[i];
            }
        }
    }
    need->n_after = found;
    need->after = appui_keep_array(v, found, sizeof *need->after);
    if (!need->after) {
        return -1;
    }
    for (int32_t i = 0; i < found; i++) {
        need->after[i] = walk->found[i];
    }
    qsort(need->after, (size_t)found, sizeof *need->after, ascending);
    return 0;
}

static int make_walk(struct appui_validation *v, struct order_walk *walk)
{
    int32_t n = v->basin->n_needs;
    walk->direct = appui_scratch_array(v, n, sizeof *walk->direct);
    walk->colour = appui_scratch_array(v, n, sizeof *walk->colour);
    walk->stack = appui_scratch_array(v, n, sizeof *walk->stack);
    walk->next = appui_scratch_array(v, n, sizeof *walk->next);
    walk->stamp = appui_scratch_array(v, n, sizeof *walk->stamp);
    walk->found = appui_scratch_array(v, n, sizeof *walk->found);
    return v->faults->out_of_memory ? -1 : 0;
}

int appui_validate_order(struct appui_validation *v)
{
    struct order_walk walk = {0};
    if (make_walk(v, &walk) != 0) {
        return -1;
    }
    for (int32_t n = 0; n < v->basin->n_needs; n++) {
        if (read_direct(v, n, &walk.direct[n]) != 0) {
            return -1;
        }
    }
    for (int32_t n = 0; n < v->basin->n_needs; n++) {
        if (walk.colour[n] == UNSEEN) {
            walk_from(v, &walk, n);
        }
    }
    /* Nobody asks for the closure of a faulty draft. */
    for (int32_t n = 0; !appui_faults_stop(v->faults) && n < v->basin->n_needs; n++) {
        if (close_need(v, &walk, n) != 0) {
            return -1;
        }
    }
    return 0;
}
