/*
 * In which slots sessions of a need, and of a pair, may lie (R7 to R11): its window, as committee
 * and order of needs leave it, what calendars leave free of it, and how many half-days fit.
 */
#include "model/rules.h"

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

bool appui_rules_waits_for_committee(const struct appui_basin *basin, int32_t project)
{
    const struct appui_project *dossier = &basin->projects[project];
    bool undecided = dossier->status == APPUI_SUBMITTED || dossier->status == APPUI_DEFERRED;
    bool dated = dossier->status != APPUI_DEFERRED && dossier->committee != APPUI_ABSENT &&
                 dossier->committee >= basin->meets_from;
    return basin->committees.given && undecided && !dated;
}

/** The date that narrows a project that waits: the one chosen, or the first on which it may be
 * examined. */
static appui_day committee_of(const struct appui_rules *rules, int32_t project)
{
    return rules->chosen != NULL ? rules->chosen[project] : rules->standing->examined_from[project];
}

bool appui_rules_waits(const struct appui_rules *rules, int32_t need)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    return rules->calendar && asked->phase == APPUI_SUPPORT &&
           appui_rules_waits_for_committee(rules->basin, asked->project) &&
           committee_of(rules, asked->project) == APPUI_ABSENT;
}

void appui_rules_beside_committee(const struct appui_basin *basin, int32_t need,
                                  appui_day committee, appui_day *from, appui_day *to)
{
    const struct appui_need *asked = &basin->needs[need];
    bool support = asked->phase == APPUI_SUPPORT;
    *from = support ? larger(asked->window_from, committee + basin->committees.lead_days)
                    : asked->window_from;
    *to = support ? asked->window_to : smaller(asked->window_to, committee - 1);
}

/** The date that binds a need by R11: known, chosen or the first possible. A diagnostic is not
 * bound by what is only possible. */
static appui_day binding_committee(const struct appui_rules *rules, int32_t need)
{
    const struct appui_basin *basin = rules->basin;
    const struct appui_need *asked = &basin->needs[need];
    bool is_waiting = appui_rules_waits_for_committee(basin, asked->project);
    bool possible = is_waiting && asked->phase != APPUI_SUPPORT && rules->chosen == NULL;
    if (!rules->calendar || !basin->committees.given || possible) {
        return APPUI_ABSENT;
    }
    return is_waiting ? committee_of(rules, asked->project)
                      : basin->projects[asked->project].committee;
}

/** The days in which new sessions of a need may lie; an empty window leaves none. */
static void window_days(const struct appui_rules *rules, int32_t need, appui_day *from,
                        appui_day *to)
{
    appui_day committee = binding_committee(rules, need);
    *from = rules->basin->needs[need].window_from;
    *to = rules->basin->needs[need].window_to;
    if (committee != APPUI_ABSENT) {
        appui_rules_beside_committee(rules->basin, need, committee, from, to);
    }
}

appui_day appui_rules_committee(const struct appui_rules *rules, int32_t need)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    appui_day from, to;
    window_days(rules, need, &from, &to);
    return from > asked->window_from || to < asked->window_to ? binding_committee(rules, need)
                                                              : APPUI_ABSENT;
}

bool appui_rules_comes_after(const struct appui_need *need, int32_t earlier)
{
    for (int32_t i = 0; i < need->n_after; i++) {
        if (need->after[i] == earlier) {
            return true;
        }
    }
    return false;
}

/** Narrows slots by the sessions of another need that stay (R10); a full session takes two slots.
 */
static void narrow_by_sessions(const struct appui_rules *rules, int32_t other, bool other_first,
                               int32_t *first, int32_t *last)
{
    const struct appui_basin *basin = rules->basin;
    const struct appui_standing *standing = rules->standing;
    for (int32_t i = standing->need_line0[other]; i < standing->need_line0[other + 1]; i++) {
        int32_t index = standing->need_lines[i];
        const struct appui_line *line = &basin->lines[index];
        for (int32_t k = 0; k < line->n_sessions; k++) {
            if (!appui_standing_stays(basin, standing, index, k)) {
                continue;
            }
            int32_t slot = appui_basin_slot(basin, line->sessions[k].day);
            if (other_first) {
                *first = larger(*first, slot + (line->sessions[k].half == APPUI_AM ? 1 : 2));
            } else {
                *last = smaller(*last, slot - (line->sessions[k].half == APPUI_PM ? 0 : 1));
            }
        }
    }
}

/** Slots from first to last in which sessions may lie, whether or not the project still waits for
 * its committee. */
static void window(const struct appui_rules *rules, int32_t need, int32_t *first, int32_t *last)
{
    const struct appui_basin *basin = rules->basin;
    const struct appui_need *asked = &basin->needs[need];
    const struct appui_project *project = &basin->projects[asked->project];
    appui_day from, to;
    window_days(rules, need, &from, &to);
    *first = appui_basin_slot(basin, from);
    *last = appui_basin_slot(basin, to) + 1;
    for (int32_t i = 0; rules->calendar && !rules->ignore_order && i < project->n_needs; i++) {
        int32_t other = project->first_need + i;
        if (appui_rules_comes_after(asked, other)) {
            narrow_by_sessions(rules, other, true, first, last);
        } else if (appui_rules_comes_after(&basin->needs[other], need)) {
            narrow_by_sessions(rules, other, false, first, last);
        }
    }
}

bool appui_rules_order_narrows(const struct appui_rules *rules, int32_t need, int32_t other)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    bool other_first = appui_rules_comes_after(asked, other);
    if (!rules->calendar ||
        (!other_first && !appui_rules_comes_after(&rules->basin->needs[other], need))) {
        return false;
    }
    int32_t first = appui_basin_slot(rules->basin, asked->window_from);
    int32_t last = appui_basin_slot(rules->basin, asked->window_to) + 1;
    int32_t narrowed_first = first, narrowed_last = last;
    narrow_by_sessions(rules, other, other_first, &narrowed_first, &narrowed_last);
    return narrowed_first > first || narrowed_last < last;
}

void appui_rules_window(const struct appui_rules *rules, int32_t need, int32_t *first,
                        int32_t *last)
{
    window(rules, need, first, last);
    if (appui_rules_waits(rules, need)) {
        *last = *first - 1;
    }
}

/** Keeps only days that are in the set whole. */
static void keep_whole_days(struct appui_slots *slots)
{
    for (int32_t s = appui_slots_next(slots, 0); s >= 0; s = appui_slots_next(slots, s + 1)) {
        int32_t other = s % 2 == 0 ? s + 1 : s - 1;
        if (!appui_slots_has(slots, other)) {
            appui_slots_remove(slots, s);
        }
    }
}

static void pair_slots(const struct appui_rules *rules, int32_t expert, int32_t need,
                       struct appui_slots *slots)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    int32_t first, last;
    window(rules, need, &first, &last);
    appui_slots_copy(slots, &rules->basin->experts[expert].free);
    appui_slots_clip(slots, first, last);
    appui_slots_intersect(slots, &rules->basin->projects[asked->project].free);
    appui_slots_subtract(slots, &rules->standing->expert_busy[expert]);
    appui_slots_subtract(slots, &rules->standing->project_busy[asked->project]);
    if (asked->session == 2) {
        keep_whole_days(slots);
    }
}

void appui_rules_slots(const struct appui_rules *rules, int32_t expert, int32_t need,
                       struct appui_slots *slots)
{
    if (appui_rules_waits(rules, need)) {
        appui_slots_clear(slots);
    } else {
        pair_slots(rules, expert, need, slots);
    }
}

int32_t appui_rules_week_used(const struct appui_rules *rules, int32_t need, appui_day monday)
{
    const struct appui_standing *standing = rules->standing;
    int32_t used = 0;
    for (int32_t i = standing->need_line0[need]; i < standing->need_line0[need + 1]; i++) {
        int32_t index = standing->need_lines[i];
        const struct appui_line *line = &rules->basin->lines[index];
        for (int32_t k = 0; k < line->n_sessions; k++) {
            appui_day day = line->sessions[k].day;
            used += day >= monday && day <= monday + 6 &&
                    appui_standing_stays(rules->basin, standing, index, k);
        }
    }
    return used;
}

/** Sessions that fit into the set from `slot` to the end of its week; *slot moves to the first
 * member after it. */
static int32_t sessions_of_week(const struct appui_need *need, const struct appui_slots *slots,
                                int32_t end, int32_t *slot)
{
    int32_t sessions = 0;
    while (*slot >= 0 && *slot < end) {
        bool whole = *slot % 2 == 0 && appui_slots_has(slots, *slot + 1);
        sessions += need->session == 1 || whole;
        *slot = appui_slots_next(slots, *slot + 1);
    }
    return sessions;
}

int32_t appui_rules_room(const struct appui_rules *rules, int32_t need,
                         const struct appui_slots *slots)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    int32_t sessions = 0;
    int32_t slot = appui_slots_next(slots, 0);
    while (slot >= 0) {
        appui_day monday = appui_date_monday(appui_basin_slot_day(rules->basin, slot));
        int32_t possible =
            sessions_of_week(asked, slots, appui_basin_slot(rules->basin, monday + 7), &slot);
        if (asked->per_week != APPUI_ABSENT) {
            int32_t open = asked->per_week - appui_rules_week_used(rules, need, monday);
            possible = smaller(possible, larger(open, 0));
        }
        sessions += possible;
    }
    return sessions * asked->session;
}

uint32_t appui_rules_dates(const struct appui_rules *rules, int32_t expert, int32_t need,
                           int32_t half_days, struct appui_slots *scratch)
{
    const struct appui_basin *basin = rules->basin;
    int32_t project = basin->needs[need].project, first, last;
    if (basin->needs[need].window_from > basin->needs[need].window_to) {
        return APPUI_OBSTACLE_WINDOW;
    }
    pair_slots(rules, expert, need, scratch);
    if (appui_rules_room(rules, need, scratch) >= half_days) {
        return 0;
    }
    window(rules, need, &first, &last);
    appui_slots_copy(scratch, &basin->working);
    appui_slots_clip(scratch, first, last);
    if (appui_rules_room(rules, need, scratch) < half_days) {
        return APPUI_OBSTACLE_WINDOW;
    }
    appui_slots_copy(scratch, &basin->projects[project].free);
    appui_slots_subtract(scratch, &rules->standing->project_busy[project]);
    appui_slots_clip(scratch, first, last);
    bool firm_can = appui_rules_room(rules, need, scratch) >= half_days;
    return firm_can ? APPUI_OBSTACLE_NO_COMMON_SLOT : APPUI_OBSTACLE_FIRM_CALENDAR;
}
