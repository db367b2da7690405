/*
 * A hole, or a need served in part, gives each of its reasons once: the same code about the same
 * skill, level, experts, partners and needs says nothing new.
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

static bool stands_before(const struct appui_reason *reasons, int32_t index)
{
    for (int32_t i = 0; i < index; i++) {
        if (same(&reasons[i], &reasons[index])) {
            return true;
        }
    }
    return false;
}

/* Reports the first of n reasons that stands twice; entry h of a list of the plan gives them. */
static void check(struct appui_verdict *verdict, const char *list, int32_t h,
                  const struct appui_hole *hole)
{
    for (int32_t r = 1; r < hole->n_reasons; r++) {
        if (stands_before(hole->reasons, r)) {
            char pointer[APPUI_POINTER_TEXT];
            const char *id = verdict->basin->needs[hole->need].id;
            appui_pointer_item(list, h, pointer);
            appui_faults_add(verdict->faults, APPUI_FAULT_HOLE_REASON_TWICE, pointer, id, "need",
                             id, "value", appui_hole_name(hole->reasons[r].code), APPUI_END);
            return;
        }
    }
}

void appui_check_repeats(struct appui_verdict *verdict)
{
    const struct appui_plan *plan = verdict->plan;
    for (int32_t h = 0; h < plan->n_holes; h++) {
        check(verdict, "holes", h, &plan->holes[h]);
    }
    for (int32_t h = 0; h < plan->n_partials; h++) {
        const struct appui_partial *partial = &plan->partials[h];
        struct appui_hole as_hole = {
            .need = partial->need, .n_reasons = partial->n_reasons, .reasons = partial->reasons};
        check(verdict, "partial", h, &as_hole);
    }
}
