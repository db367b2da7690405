/*
 * The names of decisions and of the parts of a row, once for all file formats.
 */
#include "model/decision.h"

#include <assert.h>
#include <string.h>

const char *appui_decision_name(enum appui_decision_kind kind)
{
    static const char *const names[APPUI_N_DECISION_KINDS] = {
        [APPUI_DECISION_DONE] = "done",           [APPUI_DECISION_MOVED] = "moved",
        [APPUI_DECISION_CANCELLED] = "cancelled", [APPUI_DECISION_APPROVED] = "approved",
        [APPUI_DECISION_REFUSED] = "refused",     [APPUI_DECISION_DEFERRED] = "deferred",
        [APPUI_DECISION_SIGNED] = "signed",       [APPUI_DECISION_WITHDRAWN] = "withdrawn",
        [APPUI_DECISION_CLOSED] = "closed"};
    assert((int)kind >= 0 && kind < APPUI_N_DECISION_KINDS);
    return names[kind];
}

const char *appui_decision_key(enum appui_decision_part part)
{
    static const char *const keys[APPUI_N_DECISION_PARTS] = {
        [APPUI_PART_PROJECT] = "project", [APPUI_PART_NEED] = "need",
        [APPUI_PART_EXPERT] = "expert",   [APPUI_PART_DECISION] = "decision",
        [APPUI_PART_DAYS] = "days",       [APPUI_PART_DATE] = "date",
        [APPUI_PART_HALF] = "half",       [APPUI_PART_NEW_EXPERT] = "new_expert",
        [APPUI_PART_REMARKS] = "remarks", [APPUI_PART_TO_DATE] = "to_date",
        [APPUI_PART_TO_HALF] = "to_half", [APPUI_PART_MANDATAIRE] = "mandataire"};
    assert((int)part >= 0 && part < APPUI_N_DECISION_PARTS);
    return keys[part];
}

struct appui_decision appui_decision_empty(void)
{
    return (struct appui_decision){.half_days = APPUI_ABSENT,
                                   .day = APPUI_ABSENT,
                                   .to_day = APPUI_ABSENT,
                                   .half = APPUI_ABSENT,
                                   .to_half = APPUI_ABSENT};
}

void appui_decisions_release(struct appui_decisions *decisions)
{
    appui_arena_release(&decisions->arena);
    memset(decisions, 0, sizeof *decisions);
}
