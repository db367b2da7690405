/*
 * Comparing a plan with the one before: lines, session by session, and what the basin no longer
 * has. Dossiers and mandataires are compared by revisions_projects.c, meetings by
 * revisions_meetings.c, agreed days by revisions_agreed.c.
 */
#include "model/revisions.h"

#include "model/revision_reasons.h"
#include "model/rules.h"

struct appui_revision *appui_listing_add(struct appui_listing *l, enum appui_revision_kind kind,
                                         int32_t need, int32_t expert)
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
static void list_sessions(struct appui_listing *l, const struct appui_previous_line *line,
                          const struct appui_plan_line *now)
{
    int32_t next = 0;
    for (int32_t k = 0; k < line->n_sessions; k++) {
        if (line->is_taken[k] || appui_plan_line_holds(now, line->sessions[k])) {
            continue;
        }
        struct appui_revision *moved =
            appui_listing_add(l, APPUI_PROPOSAL_MOVED, line->need, line->expert);
        moved->from = line->sessions[k];
        if (!line->stays[k]) {
            appui_listing_force_session(l, line, moved);
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

/** A line with fewer days because a session fell to R7 says what the session says; a session that
 * goes because its line has fewer days for another reason says what the days say. */
static void share_causes(struct appui_revision *days, struct appui_revision *sessions, int32_t n)
{
    bool by_slots = days->cause == APPUI_BY_RULE && days->rule == 7;
    for (int32_t i = 0; i < n; i++) {
        struct appui_revision *session = &sessions[i];
        bool forced = session->cause == APPUI_BY_RULE && session->rule == 7;
        if (by_slots && forced && days->part == APPUI_STAYS) {
            days->part = session->part;
        } else if (!by_slots && session->cause == APPUI_UNEXPLAINED &&
                   session->to.day == APPUI_ABSENT) {
            session->cause = days->cause;
            session->rule = days->rule;
        }
    }
}

/** The rule that leaves a previous line nothing; too short a time that a committee date narrows is
 * R11's. */
static int32_t rule_of_line(const struct appui_listing *l, const struct appui_previous_line *line)
{
    const struct appui_need *need = &l->basin->needs[line->need];
    const struct appui_rules rules = {
        .basin = l->basin, .standing = l->standing, .calendar = l->plan->calendar};
    int32_t rule = appui_listing_rule_of(line->obstacles);
    bool narrowed = (line->obstacles & APPUI_OBSTACLE_WINDOW) != 0 &&
                    need->window_from <= need->window_to &&
                    appui_rules_committee(&rules, line->need) != APPUI_ABSENT;
    return rule == 7 && narrowed ? 11 : rule;
}

/** What of R7 takes a line all its time: its partner is gone, or what forbids each of the sessions
 * that it had; APPUI_STAYS: several things. */
static enum appui_impossible part_of_line(const struct appui_listing *l,
                                          const struct appui_previous_line *line)
{
    const struct appui_basin *basin = l->basin;
    const struct appui_need *need = &basin->needs[line->need];
    appui_day until = basin->partners[basin->experts[line->expert].partner].until;
    enum appui_impossible part = APPUI_STAYS;
    if (until != APPUI_ABSENT && until < need->window_from) {
        return APPUI_PARTNER_LEFT;
    }
    for (int32_t k = 0; k < line->n_sessions; k++) {
        struct appui_date_half at = line->sessions[k];
        enum appui_impossible one =
            appui_basin_in_horizon(basin, at.day)
                ? appui_standing_impossible(basin, line->need, line->expert, at)
                : APPUI_OUTSIDE_WINDOW;
        if (one == APPUI_STAYS || (k > 0 && one != part)) {
            return APPUI_STAYS;
        }
        part = one;
    }
    return part;
}

static void list_dropped(struct appui_listing *l, const struct appui_previous_line *line,
                         int32_t half_days)
{
    struct appui_revision *dropped =
        appui_listing_add(l, APPUI_LINE_DROPPED, line->need, line->expert);
    dropped->from_half_days = half_days;
    if (line->obstacles & APPUI_OBSTACLE_NOT_PLANNED) {
        dropped->cause = appui_listing_ending(l->basin, l->basin->needs[line->need].project);
    } else if (line->target == 0) {
        appui_listing_force_line(l, dropped, rule_of_line(l, line));
    }
    if (dropped->cause == APPUI_BY_RULE && dropped->rule == 7) {
        dropped->part = part_of_line(l, line);
    }
}

static struct appui_revision *list_days(struct appui_listing *l,
                                        const struct appui_previous_line *line, int32_t half_days)
{
    struct appui_revision *days =
        appui_listing_add(l, APPUI_DAYS_CHANGED, line->need, line->expert);
    days->from_half_days = line->left;
    days->to_half_days = half_days;
    if (half_days == line->target) {
        appui_listing_force_line(l, days, 3);
    } else if (line->reach < line->target && half_days == line->reach) {
        appui_listing_force(days, line->short_rule);
    }
    return days;
}

static void list_line(struct appui_listing *l, const struct appui_previous_line *line)
{
    const struct appui_plan_line *now = appui_plan_proposed(l->plan, line->need, line->expert);
    int32_t rest = now == NULL ? appui_listing_rest(l, line) : 0;
    if (rest > 0) {
        list_dropped(l, line, rest);
    }
    if (now == NULL) {
        return;
    }
    struct appui_revision *days =
        now->half_days != line->left ? list_days(l, line, now->half_days) : NULL;
    int32_t first = l->n;
    if (l->plan->calendar) {
        list_sessions(l, line, now);
    }
    if (days != NULL) {
        share_causes(days, &l->items[first], l->n - first);
    }
}

static void list_added(struct appui_listing *l, const struct appui_plan_line *now)
{
    const struct appui_previous *previous = l->plan->previous;
    for (int32_t i = 0; i < previous->n_lines; i++) {
        if (previous->lines[i].need == now->need && previous->lines[i].expert == now->expert) {
            return;
        }
    }
    if (now->state == APPUI_PROPOSED) {
        struct appui_revision *added =
            appui_listing_add(l, APPUI_LINE_ADDED, now->need, now->expert);
        added->to_half_days = now->half_days;
        added->cause = appui_listing_novelty(l, now->need);
    }
}

/* ---- what the basin no longer has ---- */

static void list_gone(struct appui_listing *l, const struct appui_previous_gone *gone)
{
    enum appui_revision_kind kind = gone->need != NULL      ? APPUI_LINE_DROPPED
                                    : gone->partner != NULL ? APPUI_MANDATAIRE_CHANGED
                                                            : APPUI_COMMITTEE_CHANGED;
    struct appui_revision *revision = appui_listing_add(l, kind, -1, -1);
    revision->gone = gone;
    revision->from_half_days = gone->half_days;
    revision->from.day = gone->day;
    revision->cause = APPUI_BY_REMOVAL;
}

/** Most changes there can be. */
static size_t room_for(const struct appui_basin *basin, const struct appui_plan *plan)
{
    const struct appui_previous *previous = plan->previous;
    size_t room = (size_t)plan->n_lines + 2 * (size_t)basin->n_projects;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        room += (size_t)plan->lines[i].n_sessions;
    }
    for (int32_t i = 0; i < previous->n_lines; i++) {
        room += 2 * (size_t)previous->lines[i].n_sessions + 2;
    }
    for (int32_t i = 0; i < previous->n_agreed; i++) {
        room += (size_t)previous->agreed[i].n_sessions;
    }
    return room + (size_t)previous->n_dates + (size_t)previous->n_mandataires +
           (size_t)plan->n_mandataires + (size_t)previous->n_gone + (size_t)previous->n_agreed +
           (size_t)basin->n_lines + (size_t)previous->n_meetings;
}

int32_t appui_revisions_list(const struct appui_basin *basin, const struct appui_standing *standing,
                             const struct appui_plan *plan, struct appui_arena *arena,
                             struct appui_revision **revisions)
{
    const struct appui_previous *previous = plan->previous;
    *revisions = NULL;
    if (previous == NULL) {
        return 0;
    }
    *revisions = appui_arena_alloc(arena, room_for(basin, plan), sizeof **revisions);
    if (*revisions == NULL) {
        return -1;
    }
    struct appui_listing l = {basin, standing, plan, *revisions, 0};
    for (int32_t i = 0; i < previous->n_lines; i++) {
        list_line(&l, &previous->lines[i]);
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        list_added(&l, &plan->lines[i]);
    }
    appui_listing_decided(&l);
    if (plan->calendar) {
        appui_listing_agreed(&l);
        appui_listing_projects(&l);
        appui_listing_meetings(&l);
    }
    for (int32_t i = 0; i < previous->n_gone; i++) {
        if (plan->calendar || previous->gone[i].need != NULL) {
            list_gone(&l, &previous->gone[i]);
        }
    }
    return l.n;
}
