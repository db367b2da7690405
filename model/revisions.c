/*
 * Comparing a plan with the one before, line by line and session by session.
 */
#include "model/revisions.h"

#include "model/mandates.h"

struct listing {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    const struct appui_plan *plan;
    struct appui_revision *items;
    int32_t n;
};

static struct appui_revision *add(struct listing *l, enum appui_revision_kind kind, int32_t need,
                                  int32_t expert)
{
    struct appui_revision *revision = &l->items[l->n++];
    *revision = (struct appui_revision){.kind = kind,
                                        .need = need,
                                        .expert = expert,
                                        .project = -1,
                                        .from = {.day = APPUI_ABSENT},
                                        .to = {.day = APPUI_ABSENT},
                                        .from_partner = -1,
                                        .to_partner = -1,
                                        .cause = APPUI_UNEXPLAINED};
    return revision;
}

static void force(struct appui_revision *revision, int32_t rule)
{
    revision->cause = APPUI_BY_RULE;
    revision->rule = rule;
}

/** The rule behind a pair's first obstacle. */
static int32_t rule_of(uint32_t obstacles)
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

/** The rule by which a session that R7 allows may not lie where it was planned. */
static int32_t rule_of_session(const struct listing *l, const struct appui_previous_line *line,
                               struct appui_date_half at)
{
    const struct appui_basin *basin = l->basin;
    const struct appui_rules rules = {
        .basin = basin, .standing = l->standing, .calendar = l->plan->calendar};
    int32_t project = basin->needs[line->need].project, first, last;
    int32_t slot = appui_basin_slot(basin, at.day) + (at.half == APPUI_PM);
    if (appui_slots_has(&l->standing->expert_busy[line->expert], slot) ||
        appui_slots_has(&l->standing->project_busy[project], slot)) {
        return 8;
    }
    struct appui_rules unordered = rules;
    unordered.ignore_order = true;
    appui_rules_window(&unordered, line->need, &first, &last);
    if (!appui_previous_pledged(&rules, line->expert, line->need, at.day)) {
        return 5;
    }
    return slot >= first && slot <= last ? 10 : 11;
}

static void force_session(const struct listing *l, const struct appui_previous_line *line,
                          struct appui_revision *moved)
{
    const struct appui_basin *basin = l->basin;
    bool inside = moved->from.day >= basin->horizon_start && moved->from.day <= basin->horizon_end;
    moved->part = inside ? appui_standing_impossible(basin, line->need, line->expert, moved->from)
                         : APPUI_OUTSIDE_WINDOW;
    force(moved, moved->part != APPUI_STAYS ? 7 : rule_of_session(l, line, moved->from));
}

/* ---- what happened since ---- */

/** Why nothing is planned for a need any more. */
static enum appui_revision_cause ending_of(const struct appui_basin *basin, int32_t need)
{
    switch (basin->projects[basin->needs[need].project].status) {
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

static bool was_agreed(const struct appui_previous *previous, int32_t need, int32_t expert)
{
    for (int32_t i = 0; i < previous->n_agreed; i++) {
        if (previous->agreed[i].need == need && previous->agreed[i].expert == expert) {
            return true;
        }
    }
    return false;
}

/** The need has an agreed line that it had not when the plan before was made. */
static bool is_decided(const struct listing *l, int32_t need)
{
    const struct appui_previous *previous = l->plan->previous;
    for (int32_t i = l->standing->need_line0[need];
         previous->tells && i < l->standing->need_line0[need + 1]; i++) {
        int32_t line = l->standing->need_lines[i];
        if (l->standing->lines[line].agreed &&
            !was_agreed(previous, need, l->basin->lines[line].expert)) {
            return true;
        }
    }
    return false;
}

/** What an agreed line of the need takes from others: days (R3) and places (R4). */
static void force_by_need(const struct listing *l, struct appui_revision *revision, int32_t rule)
{
    force(revision, rule);
    if ((rule == 3 || rule == 4) && is_decided(l, revision->need)) {
        revision->cause = APPUI_BY_DECISION;
        revision->rule = 0;
    }
}

/** What is new of a need, by the cause; APPUI_UNEXPLAINED where the plan before knew it. Whoever
 * has lines was known, though a plan does not repeat lines that are done. */
static enum appui_revision_cause novelty_of(const struct listing *l, int32_t need)
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

/* ---- lines ---- */

static bool is_at(const struct appui_session *session, struct appui_date_half at)
{
    return session->day == at.day && session->half == at.half;
}

static bool was_held(const struct appui_previous_line *line, const struct appui_session *session)
{
    for (int32_t k = 0; k < line->n_sessions; k++) {
        if (is_at(session, line->sessions[k])) {
            return true;
        }
    }
    return false;
}

/** Sessions that are no longer held meet those that are new, both by date. */
static void list_sessions(struct listing *l, const struct appui_previous_line *line,
                          const struct appui_plan_line *now)
{
    int32_t next = 0;
    for (int32_t k = 0; k < line->n_sessions; k++) {
        if (line->is_taken[k] || appui_plan_line_holds(now, line->sessions[k])) {
            continue;
        }
        struct appui_revision *moved = add(l, APPUI_PROPOSAL_MOVED, line->need, line->expert);
        moved->from = line->sessions[k];
        if (!line->stays[k]) {
            force_session(l, line, moved);
        }
        while (next < now->n_sessions && was_held(line, &now->sessions[next])) {
            next++;
        }
        if (next < now->n_sessions) {
            moved->to = (struct appui_date_half){now->sessions[next].day, now->sessions[next].half};
            next++;
        }
    }
}

static void list_line(struct listing *l, const struct appui_previous_line *line)
{
    const struct appui_plan_line *now = appui_plan_proposed(l->plan, line->need, line->expert);
    bool agreed =
        appui_standing_pair(l->basin, l->standing, line->expert, line->need) > 0 && now == NULL;
    if (agreed || (line->left == 0 && now == NULL)) {
        return;
    }
    if (now == NULL) {
        struct appui_revision *dropped = add(l, APPUI_LINE_DROPPED, line->need, line->expert);
        dropped->from_half_days = line->left;
        if (line->obstacles & APPUI_OBSTACLE_NOT_PLANNED) {
            dropped->cause = ending_of(l->basin, line->need);
        } else if (line->target == 0) {
            force_by_need(l, dropped, rule_of(line->obstacles));
        }
        return;
    }
    if (now->half_days != line->left) {
        struct appui_revision *days = add(l, APPUI_DAYS_CHANGED, line->need, line->expert);
        days->from_half_days = line->left;
        days->to_half_days = now->half_days;
        if (now->half_days == line->target) {
            force_by_need(l, days, 3);
        }
    }
    if (l->plan->calendar) {
        list_sessions(l, line, now);
    }
}

static void list_added(struct listing *l, const struct appui_plan_line *now)
{
    const struct appui_previous *previous = l->plan->previous;
    for (int32_t i = 0; i < previous->n_lines; i++) {
        if (previous->lines[i].need == now->need && previous->lines[i].expert == now->expert) {
            return;
        }
    }
    if (now->state == APPUI_PROPOSED) {
        struct appui_revision *added = add(l, APPUI_LINE_ADDED, now->need, now->expert);
        added->to_half_days = now->half_days;
        added->cause = novelty_of(l, now->need);
    }
}

static void list_date(struct listing *l, const struct appui_previous_date *date)
{
    appui_day now = appui_plan_examined(l->plan, date->project);
    if (!appui_rules_waits_for_committee(l->basin, date->project) || now == date->day) {
        return;
    }
    struct appui_revision *revision = add(l, APPUI_COMMITTEE_CHANGED, -1, -1);
    revision->project = date->project;
    revision->from.day = date->day;
    revision->to.day = now;
    if (!date->stays && l->basin->projects[date->project].status == APPUI_DEFERRED &&
        date->day < l->basin->as_of) {
        revision->cause = APPUI_BY_DEFERRAL;
    } else if (!date->stays) {
        force(revision, 13);
    }
}

static void list_mandataire(struct listing *l, const struct appui_mandataire *named)
{
    int32_t now = appui_mandates_of(l->basin, l->plan, named->project);
    bool asked = appui_mandates_open(l->basin, named->project) &&
                 appui_mandates_supported(l->basin, l->standing, l->plan, named->project);
    if (!asked || now == named->partner) {
        return;
    }
    struct appui_revision *revision = add(l, APPUI_MANDATAIRE_CHANGED, -1, -1);
    revision->project = named->project;
    revision->from_partner = named->partner;
    revision->to_partner = now;
    if (!appui_previous_mandataire_stays(l->basin, named)) {
        force(revision, 14);
    }
}

int32_t appui_revisions_list(const struct appui_basin *basin, const struct appui_standing *standing,
                             const struct appui_plan *plan, struct appui_arena *arena,
                             struct appui_revision **revisions)
{
    const struct appui_previous *previous = plan->previous;
    size_t room = (size_t)plan->n_lines;
    *revisions = NULL;
    if (previous == NULL) {
        return 0;
    }
    for (int32_t i = 0; i < previous->n_lines; i++) {
        room += (size_t)previous->lines[i].n_sessions + 2;
    }
    room += (size_t)previous->n_dates + (size_t)previous->n_mandataires;
    *revisions = appui_arena_alloc(arena, room, sizeof **revisions);
    if (*revisions == NULL) {
        return -1;
    }
    struct listing l = {basin, standing, plan, *revisions, 0};
    for (int32_t i = 0; i < previous->n_lines; i++) {
        list_line(&l, &previous->lines[i]);
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        list_added(&l, &plan->lines[i]);
    }
    for (int32_t i = 0; plan->calendar && i < previous->n_dates; i++) {
        list_date(&l, &previous->dates[i]);
    }
    for (int32_t i = 0; plan->calendar && i < previous->n_mandataires; i++) {
        list_mandataire(&l, &previous->mandataires[i]);
    }
    return l.n;
}
