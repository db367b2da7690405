/*
 * Judging a previous plan against a basin: what of its lines, dates and mandataires is still legal.
 */
#include "model/budget.h"
#include "model/mandates.h"
#include "model/previous.h"

static int32_t nearest(int32_t value, int32_t low, int32_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* The slot a session begins in, or -1 outside the horizon. */
static int32_t slot_of(const struct appui_basin *basin, struct appui_date_half at)
{
    return appui_basin_in_horizon(basin, at.day)
               ? appui_basin_slot(basin, at.day) + (at.half == APPUI_PM)
               : -1;
}

bool appui_previous_pledged(const struct appui_rules *rules, int32_t expert, int32_t need,
                            appui_day day)
{
    return appui_budget_left_on(rules->basin, rules->standing, expert, need, day) >=
           rules->basin->needs[need].session;
}

/* R5: slots of days on which no session would be pledged. */
static void drop_unpledged(const struct appui_rules *rules, int32_t expert, int32_t need,
                           struct appui_slots *slots)
{
    for (int32_t slot = appui_slots_next(slots, 0); slot >= 0;
         slot = appui_slots_next(slots, slot + 1)) {
        if (!appui_previous_pledged(rules, expert, need,
                                    appui_basin_slot_day(rules->basin, slot))) {
            appui_slots_remove(slots, slot);
        }
    }
}

/* Leaves of every week the earliest sessions that per_week (R9) allows: of two sessions the earlier
 * may use every earmark that the later may, so none is worth more than these. */
static void keep_earliest(const struct appui_rules *rules, int32_t need, struct appui_slots *starts)
{
    const struct appui_basin *basin = rules->basin;
    appui_day monday = APPUI_ABSENT;
    int32_t open = 0;
    for (int32_t slot = appui_slots_next(starts, 0);
         basin->needs[need].per_week != APPUI_ABSENT && slot >= 0;
         slot = appui_slots_next(starts, slot + 1)) {
        appui_day of_slot = appui_date_monday(appui_basin_slot_day(basin, slot));
        if (of_slot != monday) {
            monday = of_slot;
            open = basin->needs[need].per_week - appui_rules_week_used(rules, need, monday);
        }
        if (open-- <= 0) {
            appui_slots_remove(starts, slot);
        }
    }
}

/* Sessions begin where as many slots as they are long are free. */
static void keep_starts(int32_t session, struct appui_slots *slots)
{
    for (int32_t slot = appui_slots_next(slots, 0); session == 2 && slot >= 0;
         slot = appui_slots_next(slots, slot + 1)) {
        if (slot % 2 != 0 || !appui_slots_has(slots, slot + 1)) {
            appui_slots_remove(slots, slot);
        }
    }
}

/* Half-days that the pair's slots hold, as many as pledges and earmarks carry (R5): of the sessions
 * from any day of a period on, at most what the period carries from that day on. */
static int32_t room_of(const struct appui_rules *rules, const struct appui_previous_line *line,
                       const struct appui_slots *slots, struct appui_slots *starts)
{
    const struct appui_basin *basin = rules->basin;
    const struct appui_partner *partner = &basin->partners[basin->experts[line->expert].partner];
    int32_t room = 0, session = basin->needs[line->need].session;
    if (!partner->limited) {
        return appui_rules_room(rules, line->need, slots);
    }
    appui_slots_copy(starts, slots);
    keep_starts(session, starts);
    keep_earliest(rules, line->need, starts);
    for (int32_t k = 0; k < partner->n_pledges; k++) {
        int32_t taken = 0;
        appui_day day = partner->pledges[k].to < basin->horizon_end ? partner->pledges[k].to
                                                                    : basin->horizon_end;
        for (; day >= partner->pledges[k].from && day >= basin->horizon_start; day--) {
            int32_t slot = appui_basin_slot(basin, day);
            int32_t n = appui_slots_has(starts, slot) + appui_slots_has(starts, slot + 1);
            int32_t left = n == 0 ? 0
                                  : appui_budget_left_on(basin, rules->standing, line->expert,
                                                         line->need, day);
            while (n-- > 0 && taken + session <= left) {
                taken += session;
            }
        }
        room += taken;
    }
    return room;
}

/* Without calendar: what the periods that overlap the need's window carry, each in whole sessions.
 */
static int32_t room_undated(const struct appui_rules *rules, const struct appui_previous_line *line)
{
    const struct appui_basin *basin = rules->basin;
    const struct appui_need *need = &basin->needs[line->need];
    const struct appui_partner *partner = &basin->partners[basin->experts[line->expert].partner];
    int32_t room = 0;
    for (int32_t k = 0; k < partner->n_pledges; k++) {
        const struct appui_pledge *pledge = &partner->pledges[k];
        appui_day from = pledge->from > need->window_from ? pledge->from : need->window_from;
        if (from <= pledge->to && from <= need->window_to) {
            int32_t left =
                appui_budget_left_on(basin, rules->standing, line->expert, line->need, from);
            room += left > 0 ? left - left % need->session : 0;
        }
    }
    return partner->limited ? room : INT32_MAX;
}

/* Two slot sets to work in. */
struct scratch {
    struct appui_slots slots, part;
};

/* True when the pair holds a session then that stands, agreed or done. */
static bool stands_now(const struct appui_rules *rules, const struct appui_previous_line *line,
                       struct appui_date_half at)
{
    const struct appui_standing *standing = rules->standing;
    for (int32_t i = standing->need_line0[line->need]; i < standing->need_line0[line->need + 1];
         i++) {
        int32_t index = standing->need_lines[i];
        const struct appui_line *agreed = &rules->basin->lines[index];
        for (int32_t k = 0; agreed->expert == line->expert && k < agreed->n_sessions; k++) {
            if (agreed->sessions[k].day == at.day && agreed->sessions[k].half == at.half &&
                appui_standing_stays(rules->basin, standing, index, k)) {
                return true;
            }
        }
    }
    return false;
}

/* Takes off what has become agreed since. */
static void take_agreed(const struct appui_rules *rules, struct appui_previous_line *line)
{
    line->left = line->half_days;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        line->is_taken[i] = stands_now(rules, line, line->sessions[i]);
        line->left -= line->is_taken[i] ? appui_half_size(line->sessions[i].half) : 0;
    }
    line->left = line->left > 0 ? line->left : 0;
}

/* Half-days that the pair could have alone; with calendar its slots are left in the scratch.
 * @param dated  written: the same whatever is pledged */
static int32_t room_alone(const struct appui_rules *rules, const struct appui_previous_line *line,
                          struct scratch *scratch, int32_t *dated)
{
    *dated = INT32_MAX;
    if (!rules->calendar) {
        return room_undated(rules, line);
    }
    appui_rules_slots(rules, line->expert, line->need, &scratch->slots);
    *dated = appui_rules_room(rules, line->need, &scratch->slots);
    drop_unpledged(rules, line->expert, line->need, &scratch->slots);
    return room_of(rules, line, &scratch->slots, &scratch->part);
}

static int judge_line(const struct appui_rules *rules, struct appui_arena *arena,
                      struct scratch *scratch, struct appui_previous_line *line)
{
    const struct appui_basin *basin = rules->basin;
    int32_t low, high;
    line->stays = appui_arena_alloc(arena, (size_t)line->n_sessions, sizeof *line->stays);
    line->is_taken = appui_arena_alloc(arena, (size_t)line->n_sessions, sizeof *line->is_taken);
    if (line->stays == NULL || line->is_taken == NULL) {
        return -1;
    }
    take_agreed(rules, line);
    line->n_stay = 0;
    line->target = 0;
    line->obstacles = appui_rules_pair(rules, line->expert, line->need, &scratch->slots);
    if (line->obstacles != 0 || line->left == 0) {
        return 0;
    }
    appui_rules_pair_days(rules, line->expert, line->need, &low, &high);
    int32_t dated = 0, room = room_alone(rules, line, scratch, &dated);
    if (room < low) {
        line->obstacles = APPUI_OBSTACLE_PARTNER_BUDGET;
        return 0;
    }
    line->target = nearest(line->left, low, high);
    line->reach = line->target < room ? line->target : room;
    line->short_rule = dated < line->target ? 7 : 5;
    for (int32_t i = 0; rules->calendar && i < line->n_sessions; i++) {
        int32_t slot = slot_of(basin, line->sessions[i]);
        bool form = appui_half_size(line->sessions[i].half) == basin->needs[line->need].session;
        line->stays[i] = form && slot >= 0 && appui_slots_has(&scratch->slots, slot);
        line->n_stay += line->stays[i];
    }
    return 0;
}

static bool may_be_examined(const struct appui_rules *rules, int32_t project, appui_day day)
{
    const struct appui_meeting_dates *dates = &rules->standing->dates;
    for (int32_t d = 0; d < dates->n; d++) {
        if (dates->dates[d].day == day) {
            return appui_rules_waits_for_committee(rules->basin, project) &&
                   appui_meetings_may_examine(rules->basin, rules->standing, &dates->dates[d],
                                              project);
        }
    }
    return false;
}

/* The latest day from which a new mandate of the project could run. */
static appui_day latest_mandate(const struct appui_rules *rules, int32_t project)
{
    const struct appui_meeting_dates *dates = &rules->standing->dates;
    appui_day known = rules->basin->projects[project].committee, latest = rules->basin->as_of;
    if (!appui_rules_waits_for_committee(rules->basin, project)) {
        return known == APPUI_ABSENT ? latest : known;
    }
    for (int32_t d = 0; d < dates->n; d++) {
        appui_day day = dates->dates[d].day;
        latest = day > latest && may_be_examined(rules, project, day) ? day : latest;
    }
    return latest;
}

/* R14 for one mandate beside those of the file. */
static bool may_be_named(const struct appui_rules *rules, const struct appui_mandataire *named)
{
    const struct appui_basin *basin = rules->basin;
    return appui_mandates_open(basin, named->project) &&
           appui_mandates_may_hold(basin, named->project, named->partner) &&
           appui_mandates_has_room(basin, named->partner, latest_mandate(rules, named->project));
}

int appui_previous_judge(const struct appui_rules *rules, struct appui_arena *arena,
                         struct appui_previous *previous)
{
    struct scratch scratch;
    previous->mandataire_stays =
        appui_arena_alloc(arena, (size_t)previous->n_mandataires, sizeof(bool));
    if (previous->mandataire_stays == NULL ||
        appui_slots_new(&scratch.slots, arena, rules->basin->n_slots) < 0 ||
        appui_slots_new(&scratch.part, arena, rules->basin->n_slots) < 0) {
        return -1;
    }
    for (int32_t i = 0; i < previous->n_lines; i++) {
        if (judge_line(rules, arena, &scratch, &previous->lines[i]) != 0) {
            return -1;
        }
    }
    for (int32_t i = 0; i < previous->n_dates; i++) {
        struct appui_previous_date *date = &previous->dates[i];
        date->stays = rules->calendar && may_be_examined(rules, date->project, date->day);
    }
    for (int32_t i = 0; i < previous->n_mandataires; i++) {
        previous->mandataire_stays[i] =
            rules->calendar && may_be_named(rules, &previous->mandataires[i]);
    }
    return 0;
}
