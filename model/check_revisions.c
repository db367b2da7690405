/*
 * What a plan says it changes of the plan before is what its lines, dates, mandataires and meetings
 * tell; and what it leaves open of whole projects. Causes by tier are the solver's to tell.
 */
#include <string.h>

#include "model/mandates.h"
#include "model/revisions.h"
#include "model/verdict.h"

static bool is_same_side(struct appui_date_half a, struct appui_date_half b)
{
    return a.day == b.day && (a.day == APPUI_ABSENT || a.half == b.half);
}

static bool is_same_id(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_same_gone(const struct appui_previous_gone *a, const struct appui_previous_gone *b)
{
    return a == NULL || b == NULL
               ? a == b
               : is_same_id(a->need, b->need) && is_same_id(a->expert, b->expert) &&
                     is_same_id(a->project, b->project) && is_same_id(a->partner, b->partner);
}

/* What the solver has to search for; a rule, where several lines or dates break it together. */
static bool is_searched(enum appui_revision_cause cause)
{
    return cause == APPUI_BY_RULE || cause == APPUI_BY_TIER || cause == APPUI_BY_REQUIREMENT ||
           cause == APPUI_TOGETHER || cause == APPUI_UNEXPLAINED;
}

static bool is_same(const struct appui_revision *a, const struct appui_revision *b)
{
    bool session = a->kind == APPUI_PROPOSAL_MOVED || a->kind == APPUI_AGREED_MOVED;
    bool dates = session ? is_same_side(a->from, b->from) && is_same_side(a->to, b->to)
                         : a->from.day == b->from.day && a->to.day == b->to.day;
    bool cause = a->cause != APPUI_UNEXPLAINED
                     ? a->cause == b->cause && a->rule == b->rule && a->part == b->part &&
                           a->meeting_part == b->meeting_part
                     : is_searched(b->cause);
    return a->kind == b->kind && a->need == b->need && a->expert == b->expert &&
           a->project == b->project && a->from_half_days == b->from_half_days &&
           a->to_half_days == b->to_half_days && dates && a->from_partner == b->from_partner &&
           a->to_partner == b->to_partner && is_same_gone(a->gone, b->gone) && cause;
}

static int check_changes(struct appui_verdict *verdict)
{
    const struct appui_plan *plan = verdict->plan;
    struct appui_revision *revisions;
    int32_t n =
        appui_revisions_list(verdict->basin, verdict->standing, plan, &verdict->arena, &revisions);
    bool right = n == plan->n_revisions;
    for (int32_t i = 0; right && i < n; i++) {
        right = is_same(&revisions[i], &plan->revisions[i]);
    }
    if (n >= 0 && !right) {
        appui_faults_add(verdict->faults, APPUI_FAULT_REVISIONS_WRONG, "/changes", NULL, APPUI_END);
    }
    return n < 0 ? -1 : 0;
}

static int check_projects(struct appui_verdict *verdict)
{
    const struct appui_plan *plan = verdict->plan;
    struct appui_project_hole *holes =
        appui_arena_alloc(&verdict->arena, 2 * (size_t)verdict->basin->n_projects, sizeof *holes);
    if (holes == NULL) {
        return -1;
    }
    int32_t n = appui_mandates_project_holes(verdict->basin, verdict->standing, plan, holes);
    bool right = n == plan->n_project_holes;
    for (int32_t i = 0; right && i < n; i++) {
        right = holes[i].project == plan->project_holes[i].project &&
                holes[i].code == plan->project_holes[i].code;
    }
    if (!right) {
        appui_faults_add(verdict->faults, APPUI_FAULT_PROJECT_HOLES_WRONG, "/holes", NULL,
                         APPUI_END);
    }
    return 0;
}

int appui_check_revisions(struct appui_verdict *verdict)
{
    appui_check_missed(verdict);
    return check_changes(verdict) == 0 && check_projects(verdict) == 0 ? 0 : -1;
}
