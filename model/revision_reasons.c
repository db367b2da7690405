/*
 * Why a change against the plan before had to be: the rule that forbids what was planned, or what
 * happened since.
 */
#include "model/revision_reasons.h"

void appui_listing_force(struct appui_revision *revision, int32_t rule)
{
    revision->cause = APPUI_BY_RULE;
    revision->rule = rule;
}

int32_t appui_listing_rule_of(uint32_t obstacles)
{
    static const struct {
        uint32_t obstacles;
        int32_t rule;
    } rules[] = {{APPUI_OBSTACLE_NO_SKILL | APPUI_OBSTACLE_LEVEL, 1},
                 {APPUI_OBSTACLE_EXCLUDED | APPUI_OBSTACLE_FORBIDDEN, 2},
                 {APPUI_OBSTACLE_NEED_COMPLETE | APPUI_OBSTACLE_DAYS_IMPOSSIBLE, 3},
                 {APPUI_OBSTACLE_EXPERTS_MAX, 4},
                 {APPUI_OBSTACLE_PARTNER_BUDGET, 5},
                 {APPUI_OBSTACLE_EXPERT_DAYS | APPUI_OBSTACLE_EXPERT_PROJECTS, 6},
                 {APPUI_OBSTACLE_NO_COMMITTEE, 11}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (obstacles & rules[i].obstacles) {
            return rules[i].rule;
        }
    }
    return 7;
}

/** True when the expert or the project has another session that stands at that time, which lies in
 * the horizon. */
static bool is_busy(const struct appui_listing *l, int32_t need, int32_t expert,
                    struct appui_date_half at)
{
    const struct appui_slots *own = &l->standing->expert_busy[expert];
    const struct appui_slots *firm = &l->standing->project_busy[l->basin->needs[need].project];
    int32_t first = appui_basin_slot(l->basin, at.day) + (at.half == APPUI_PM);
    bool busy = false;
    for (int32_t slot = first; slot < first + appui_half_size(at.half); slot++) {
        busy = busy || appui_slots_has(own, slot) || appui_slots_has(firm, slot);
    }
    return busy;
}

/** The rule by which a session that R7 allows may not lie where it was planned. */
static int32_t rule_of_session(const struct appui_listing *l,
                               const struct appui_previous_line *line, struct appui_date_half at)
{
    const struct appui_basin *basin = l->basin;
    const struct appui_rules rules = {
        .basin = basin, .standing = l->standing, .calendar = l->plan->calendar};
    int32_t first, last, slot = appui_basin_slot(basin, at.day) + (at.half == APPUI_PM);
    if (is_busy(l, line->need, line->expert, at)) {
        return 8;
    }
    if (appui_half_size(at.half) != basin->needs[line->need].session) {
        return 9;
    }
    struct appui_rules unordered = rules;
    unordered.ignore_order = true;
    appui_rules_window(&unordered, line->need, &first, &last);
    if (!appui_previous_pledged(&rules, line->expert, line->need, at.day)) {
        return 5;
    }
    return slot >= first && slot <= last ? 10 : 11;
}

void appui_listing_force_session(const struct appui_listing *l,
                                 const struct appui_previous_line *line,
                                 struct appui_revision *moved)
{
    const struct appui_basin *basin = l->basin;
    moved->part = appui_basin_in_horizon(basin, moved->from.day)
                      ? appui_standing_impossible(basin, line->need, line->expert, moved->from)
                      : APPUI_OUTSIDE_WINDOW;
    if (moved->part != APPUI_STAYS) {
        appui_listing_force(moved, 7);
    } else {
        appui_listing_force_line(l, moved, rule_of_session(l, line, moved->from));
    }
}

/** The pair has a session in a state on the half-day that the change comes from. */
static bool has_session(const struct appui_listing *l, const struct appui_revision *moved,
                        enum appui_session_state state)
{
    const struct appui_basin *basin = l->basin;
    const int32_t *line0 = l->standing->need_line0;
    for (int32_t i = line0[moved->need]; i < line0[moved->need + 1]; i++) {
        const struct appui_line *line = &basin->lines[l->standing->need_lines[i]];
        for (int32_t k = 0; line->expert == moved->expert && k < line->n_sessions; k++) {
            const struct appui_session *session = &line->sessions[k];
            if (session->day == moved->from.day && session->half == moved->from.half &&
                session->state == state) {
                return true;
            }
        }
    }
    return false;
}

/** A decision cancelled the session of the pair on that half-day, and none was dated there anew. */
static bool was_cancelled(const struct appui_listing *l, const struct appui_revision *moved)
{
    return has_session(l, moved, APPUI_SESSION_CANCELLED) &&
           !has_session(l, moved, APPUI_SESSION_PLANNED);
}

void appui_listing_force_agreed(const struct appui_listing *l, struct appui_revision *moved)
{
    const struct appui_basin *basin = l->basin;
    const struct appui_rules rules = {
        .basin = basin, .standing = l->standing, .calendar = true, .ignore_order = true};
    int32_t per_week, first, last;
    appui_day day = moved->from.day;
    bool inside = appui_basin_in_horizon(basin, day);
    int32_t slot = inside ? appui_basin_slot(basin, day) + (moved->from.half == APPUI_PM) : -1;
    int32_t project = basin->needs[moved->need].project;
    if (was_cancelled(l, moved)) {
        moved->cause = APPUI_BY_CANCELLATION;
        return;
    }
    if (!appui_basin_project_planned(basin, project)) {
        moved->cause = appui_listing_ending(basin, project);
        return;
    }
    moved->part = inside ? appui_standing_impossible(basin, moved->need, moved->expert, moved->from)
                         : APPUI_OUTSIDE_WINDOW;
    if (moved->part != APPUI_STAYS) {
        appui_listing_force(moved, 7);
        return;
    }
    per_week = basin->needs[moved->need].per_week;
    appui_rules_window(&rules, moved->need, &first, &last);
    if (is_busy(l, moved->need, moved->expert, moved->from)) {
        appui_listing_force(moved, 8);
    } else if (per_week != APPUI_ABSENT &&
               appui_rules_week_used(&rules, moved->need, appui_date_monday(day)) >= per_week) {
        appui_listing_force(moved, 9);
    } else if (slot < first || slot > last) {
        appui_listing_force(moved, 11);
    }
}

/* ---- what happened since ---- */

enum appui_revision_cause appui_listing_ending(const struct appui_basin *basin, int32_t project)
{
    switch (basin->projects[project].status) {
    case APPUI_CLOSED:
        return APPUI_BY_CLOSING;
    case APPUI_REFUSED:
        return APPUI_BY_REFUSAL;
    case APPUI_WITHDRAWN:
        return APPUI_BY_WITHDRAWAL;
    default:
        return APPUI_BY_COVERAGE;
    }
}

const struct appui_previous_pair *appui_listing_agreed_then(const struct appui_previous *previous,
                                                            int32_t need, int32_t expert)
{
    for (int32_t i = 0; i < previous->n_agreed; i++) {
        if (previous->agreed[i].need == need && previous->agreed[i].expert == expert) {
            return &previous->agreed[i];
        }
    }
    return NULL;
}

/** Half-days of a line, of history alone those from `first` on: the plan before proposes nothing
 * earlier, and does not repeat what was history then. */
static int32_t counted(const struct appui_listing *l, int32_t index, appui_day first)
{
    const struct appui_line *line = &l->basin->lines[index];
    int32_t half_days = 0;
    if (l->standing->lines[index].agreed) {
        return line->half_days;
    }
    for (int32_t k = 0; k < line->n_sessions; k++) {
        const struct appui_session *session = &line->sessions[k];
        bool held = session->state == APPUI_SESSION_DONE && session->day >= first;
        half_days += held ? appui_half_size(session->half) : 0;
    }
    return half_days;
}

int32_t appui_listing_rest(const struct appui_listing *l, const struct appui_previous_line *line)
{
    const struct appui_previous_pair *then =
        appui_listing_agreed_then(l->plan->previous, line->need, line->expert);
    const int32_t *line0 = l->standing->need_line0;
    appui_day first = line->n_sessions > 0 ? line->sessions[0].day : l->basin->horizon_start;
    int32_t agreed = then == NULL ? 0 : -then->half_days, rest;
    for (int32_t i = line0[line->need]; i < line0[line->need + 1]; i++) {
        int32_t index = l->standing->need_lines[i];
        agreed += l->basin->lines[index].expert == line->expert ? counted(l, index, first) : 0;
    }
    rest = line->half_days - (agreed > 0 ? agreed : 0);
    rest = rest < line->left ? rest : line->left;
    return rest > 0 ? rest : 0;
}

/** The need has an agreed line that it had not when the plan before was made. */
static bool is_decided(const struct appui_listing *l, int32_t need)
{
    const struct appui_previous *previous = l->plan->previous;
    for (int32_t i = l->standing->need_line0[need];
         previous->tells && i < l->standing->need_line0[need + 1]; i++) {
        int32_t line = l->standing->need_lines[i];
        if (l->standing->lines[line].agreed &&
            appui_listing_agreed_then(previous, need, l->basin->lines[line].expert) == NULL) {
            return true;
        }
    }
    return false;
}

bool appui_listing_deferred(const struct appui_listing *l, int32_t project)
{
    const struct appui_previous *previous = l->plan->previous;
    for (int32_t i = 0; i < previous->n_dates; i++) {
        if (previous->dates[i].project == project) {
            return l->basin->projects[project].status == APPUI_DEFERRED &&
                   previous->dates[i].day < l->basin->meets_from;
        }
    }
    return false;
}

void appui_listing_force_line(const struct appui_listing *l, struct appui_revision *revision,
                              int32_t rule)
{
    int32_t project = l->basin->needs[revision->need].project;
    appui_listing_force(revision, rule);
    if ((rule == 3 || rule == 4) && is_decided(l, revision->need)) {
        revision->cause = APPUI_BY_DECISION;
        revision->rule = 0;
    } else if (rule == 11 && appui_listing_deferred(l, project)) {
        revision->cause = APPUI_BY_DEFERRAL;
        revision->rule = 0;
    }
}

enum appui_revision_cause appui_listing_novelty(const struct appui_listing *l, int32_t need)
{
    const struct appui_previous *previous = l->plan->previous;
    const struct appui_project *project = &l->basin->projects[l->basin->needs[need].project];
    int32_t first = project->first_need, end = first + project->n_needs;
    const int32_t *line0 = l->standing->need_line0;
    if (!previous->tells || previous->knows_need[need] || line0[need] < line0[need + 1]) {
        return APPUI_UNEXPLAINED;
    }
    return previous->knows_project[l->basin->needs[need].project] || line0[first] < line0[end]
               ? APPUI_BY_NEW_NEED
               : APPUI_BY_NEW_DOSSIER;
}

enum appui_revision_cause appui_listing_project_novelty(const struct appui_listing *l,
                                                        int32_t project)
{
    const struct appui_previous *previous = l->plan->previous;
    const struct appui_project *dossier = &l->basin->projects[project];
    const int32_t *line0 = l->standing->need_line0;
    int32_t first = dossier->first_need, end = first + dossier->n_needs;
    bool known = !previous->tells || previous->knows_project[project] || line0[first] < line0[end];
    return known ? APPUI_UNEXPLAINED : APPUI_BY_NEW_DOSSIER;
}
