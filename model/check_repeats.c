/*
 * A hole gives each of its reasons once: the same code about the same skill, level, experts,
 * partners and needs says nothing new.
 */
#include <string.h>

#include "model/verdict.h"

static bool same_list(const int32_t *a, int32_t n_a, const int32_t *b, int32_t n_b)
{
    return n_a == n_b && (n_a == 0 || memcmp(a, b, (size_t)n_a * sizeof *a) == 0);
}

static bool same(const struct appui_reason *a, const struct appui_reason *b)
{
    return a->code == b->code && a->skill == b->skill && a->level == b->level &&
           same_list(a->experts, a->n_experts, b->experts, b->n_experts) &&
           same_list(a->partners, a->n_partners, b->partners, b->n_partners) &&
           same_list(a->needs, a->n_needs, b->needs, b->n_needs);
}

static bool stands_before(const struct appui_hole *hole, int32_t reason)
{
    for (int32_t i = 0; i < reason; i++) {
        if (same(&hole->reasons[i], &hole->reasons[reason])) {
            return true;
        }
    }
    return false;
}

void appui_check_repeats(struct appui_verdict *verdict)
{
    for (int32_t h = 0; h < verdict->plan->n_holes; h++) {
        const struct appui_hole *hole = &verdict->plan->holes[h];
        for (int32_t r = 1; r < hole->n_reasons; r++) {
            if (stands_before(hole, r)) {
                char pointer[APPUI_POINTER_TEXT];
                const char *id = verdict->basin->needs[hole->need].id;
                appui_pointer_item("holes", h, pointer);
                appui_faults_add(verdict->faults, APPUI_FAULT_HOLE_REASON_TWICE, pointer, id,
                                 "need", id, "value", appui_hole_name(hole->reasons[r].code),
                                 APPUI_END);
                break;
            }
        }
    }
}
