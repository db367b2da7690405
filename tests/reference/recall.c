/*
 * Judging by laying: a line is legal when the least that R3, R4 and R6 let its pair have alone can
 * be laid in the widest window that any committee date leaves; a session when it can.
 */
#include "tests/reference/recall.h"

#include <string.h>

#include "tests/reference/gift.h"

/* ---- what the pair may have alone ---- */

static int32_t count_bits(uint64_t set)
{
    int32_t n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

static bool may_join(const struct appui_field *field, int32_t need, int32_t expert)
{
    uint32_t experts = field->need_experts[need];
    return (experts >> expert & 1U) != 0 ||
           count_bits(experts) < field->basin->needs[need].experts_max;
}

/** R3 and R4 for so many new half-days of the pair. */
static bool need_allows(const struct appui_field *field, int32_t need, int32_t expert,
                        int32_t half_days)
{
    const struct appui_need *asked = &field->basin->needs[need];
    int32_t pair = field->pair_days[need][expert] + half_days,
            given = field->need_given[need] + half_days,
            estimate = appui_basin_estimate_days(field->basin, expert, need);
    if (estimate != APPUI_ABSENT)
        return pair == estimate && (field->need_experts[need] & ~(1U << expert)) == 0;
    bool alone = asked->experts_max == 1 && (field->need_experts[need] & ~(1U << expert)) == 0;
    return pair >= asked->each_min && pair <= asked->each_max && given <= asked->half_days &&
           (!alone || given >= asked->half_days_min) && may_join(field, need, expert);
}

/** R6. */
static bool expert_allows(const struct appui_field *field, int32_t need, int32_t expert,
                          int32_t half_days)
{
    const struct appui_expert *who = &field->basin->experts[expert];
    uint32_t projects = field->expert_projects[expert] | 1U << field->basin->needs[need].project;
    if (who->half_days_max != APPUI_ABSENT &&
        field->expert_days[expert] + half_days > who->half_days_max)
        return false;
    return who->projects_max == APPUI_ABSENT || count_bits(projects) <= who->projects_max;
}

/** R1 and R2. */
static bool pair_allowed(const struct appui_field *field, int32_t need, int32_t expert)
{
    const struct appui_basin *basin = field->basin;
    const struct appui_need *asked = &basin->needs[need];
    const struct appui_project *project = &basin->projects[asked->project];
    int32_t level = appui_basin_level(basin, expert, asked->skill);
    bool allowed = appui_basin_need_planned(basin, need) && level > 0 && level >= asked->level;
    for (int32_t i = 0; i < project->n_excluded; i++)
        allowed &= project->excluded[i] != basin->experts[expert].partner;
    for (int32_t i = 0; i < basin->n_forbid; i++)
        allowed &= basin->forbid[i].need != need || basin->forbid[i].expert != expert;
    return allowed;
}

/** Least half-days of the pair, and those nearest to `wanted`. @return false: none */
static bool half_days_of(const struct appui_field *field, int32_t need, int32_t expert,
                         int32_t wanted, int32_t *least, int32_t *nearest)
{
    int32_t session = field->basin->needs[need].session, best = INT32_MAX;
    *least = 0;
    for (int32_t x = session; x <= 2 * APPUI_TINY_SLOTS; x += session) {
        if (!need_allows(field, need, expert, x) || !expert_allows(field, need, expert, x))
            continue;
        int32_t apart = x < wanted ? wanted - x : x - wanted;
        *least = *least == 0 ? x : *least;
        if (apart < best)
            *nearest = x;
        best = apart < best ? apart : best;
    }
    return *least > 0;
}

/* ---- laying it alone ---- */

static bool stop_at_once(void *context)
{
    (void)context;
    return true;
}

static void lift_to(struct appui_field *field, int32_t n)
{
    while (field->n_sittings > n)
        appui_field_lift(field);
}

static bool can_lay(struct appui_field *field, const struct appui_seat *seats, int32_t n)
{
    int32_t before = field->n_sittings;
    struct appui_seating seating = {
        .field = field, .seats = seats, .n_seats = n, .visit = stop_at_once};
    bool laid = appui_seating_run(&seating);
    lift_to(field, before);
    return laid;
}

/** Opens what any opening opens. */
static void widen(struct appui_field *field, const struct appui_openings *openings)
{
    for (int32_t i = 0; i < openings->n; i++)
        for (int32_t n = 0; n < APPUI_TINY_NEEDS; n++)
            for (int32_t e = 0; e < APPUI_TINY_EXPERTS; e++)
                field->open[n][e] |= openings->items[i].open[n][e];
}

static uint64_t starts_of(struct appui_field *field, const struct appui_previous_line *line)
{
    uint64_t starts = 0;
    for (int32_t i = 0; field->calendar && i < line->n_sessions; i++) {
        struct appui_date_half at = line->sessions[i];
        int32_t slot = 2 * (at.day - field->basin->horizon_start) + (at.half == APPUI_PM);
        bool form = (at.half == APPUI_FULL) == (field->basin->needs[line->need].session == 2);
        if (!form || slot < 0 || slot >= field->basin->n_slots ||
            !appui_field_lay(field, line->need, line->expert, -1, slot))
            continue;
        appui_field_lift(field);
        starts |= (uint64_t)1 << slot;
    }
    return starts;
}

static bool recall_line(struct appui_recall *recall, struct appui_field *field,
                        const struct appui_previous_line *line)
{
    struct appui_seat least = {.need = line->need, .expert = line->expert, .line = -1};
    int32_t target = 0;
    if (!pair_allowed(field, line->need, line->expert) ||
        !half_days_of(field, line->need, line->expert, line->half_days, &least.half_days,
                      &target) ||
        !can_lay(field, &least, 1))
        return true;
    if (recall->n == APPUI_TINY_RECALLED)
        return false;
    recall->lines[recall->n++] = (struct appui_recalled){.need = line->need,
                                                         .expert = line->expert,
                                                         .target = target,
                                                         .starts = starts_of(field, line)};
    return true;
}

/** Some way to examine dossiers has the project on that day. */
static bool may_be_examined(const struct appui_openings *openings, int32_t project, appui_day day)
{
    for (int32_t i = 0; i < openings->n; i++)
        for (int32_t k = 0; k < openings->items[i].n_values; k++)
            if (openings->items[i].values[k].days[project] == day)
                return true;
    return false;
}

/** On some way to examine dossiers the partner may be named. */
static bool may_be_named(const struct appui_openings *openings, const struct appui_tenures *tenures,
                         const struct appui_mandataire *named)
{
    bool may = appui_tenures_alone(tenures, named->project, named->partner, APPUI_ABSENT);
    for (int32_t i = 0; i < openings->n && !may; i++)
        for (int32_t k = 0; k < openings->items[i].n_values && !may; k++)
            may = appui_tenures_alone(tenures, named->project, named->partner,
                                      openings->items[i].values[k].days[named->project]);
    return may;
}

bool appui_recall_read(struct appui_recall *recall, struct appui_field *field,
                       const struct appui_openings *openings, const struct appui_tenures *tenures,
                       const struct appui_previous *previous)
{
    memset(recall, 0, sizeof *recall);
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++) {
        recall->dates[q] = APPUI_ABSENT;
        recall->partners[q] = -1;
    }
    recall->given = previous != NULL;
    if (!recall->given)
        return true;
    widen(field, openings);
    for (int32_t i = 0; i < previous->n_lines; i++)
        if (!recall_line(recall, field, &previous->lines[i]))
            return false;
    for (int32_t i = 0; field->calendar && i < previous->n_dates; i++) {
        const struct appui_previous_date *date = &previous->dates[i];
        if (appui_field_waits(field, date->project) &&
            may_be_examined(openings, date->project, date->day))
            recall->dates[date->project] = date->day;
    }
    for (int32_t i = 0; field->calendar && i < previous->n_mandataires; i++) {
        const struct appui_mandataire *named = &previous->mandataires[i];
        if (may_be_named(openings, tenures, named))
            recall->partners[named->project] = named->partner;
    }
    return true;
}

/* ---- what a plan changes ---- */

static const struct appui_seat *seat_of(const struct appui_seat *seats, int32_t n,
                                        const struct appui_recalled *line)
{
    for (int32_t i = 0; i < n; i++)
        if (seats[i].line < 0 && seats[i].need == line->need && seats[i].expert == line->expert)
            return &seats[i];
    return NULL;
}

int32_t appui_recall_lines(const struct appui_recall *recall, const struct appui_seat *seats,
                           int32_t n)
{
    int32_t changes = 0;
    for (int32_t i = 0; i < recall->n; i++) {
        const struct appui_seat *seat = seat_of(seats, n, &recall->lines[i]);
        int32_t apart = seat == NULL ? 2 : seat->half_days - recall->lines[i].target;
        changes += 2 * (apart < 0 ? -apart : apart);
    }
    return changes;
}

int32_t appui_recall_could(const struct appui_recall *recall, const struct appui_basin *basin,
                           const struct appui_seat *seats, int32_t n)
{
    int32_t could = 0;
    for (int32_t i = 0; i < recall->n; i++) {
        const struct appui_seat *seat = seat_of(seats, n, &recall->lines[i]);
        int32_t old = count_bits(recall->lines[i].starts),
                new = seat == NULL ? 0 : seat->half_days / basin->needs[seat->need].session;
        could += old < new ? old : new;
    }
    return could;
}

int32_t appui_recall_common(const struct appui_recall *recall, const struct appui_field *field)
{
    int32_t common = 0;
    for (int32_t i = 0; i < field->n_sittings; i++) {
        const struct appui_sitting *sitting = &field->sittings[i];
        for (int32_t k = 0; k < recall->n && sitting->line < 0; k++)
            common += recall->lines[k].need == sitting->need &&
                      recall->lines[k].expert == sitting->expert &&
                      (recall->lines[k].starts >> sitting->first & 1U) != 0;
    }
    return common;
}

int32_t appui_recall_projects(const struct appui_recall *recall, uint32_t supported,
                              const appui_day *days, const int32_t *named)
{
    int32_t changes = 0;
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++) {
        changes += recall->dates[q] != APPUI_ABSENT && days[q] != recall->dates[q] ? 2 : 0;
        changes += (supported >> q & 1U) != 0 && recall->partners[q] >= 0 &&
                           named[q] != recall->partners[q]
                       ? 2
                       : 0;
    }
    return changes;
}

/* ---- sessions kept ---- */

/** A session of the plan before that a proposed line could keep. */
struct pin {
    int32_t seat, slot;
};

struct pinning {
    const struct appui_recall *recall;
    struct appui_field *field;
    struct appui_seat seats[APPUI_TINY_RECALLED * 4]; /**< what is left to lay */
    int32_t n_seats;
    struct pin pins[64];
    int32_t n_pins;
    int32_t kept, most;
};

static bool is_left(const struct appui_seat *seat)
{
    return seat->half_days > 0;
}

/** Lays what no pin holds. What it keeps by chance counts in the search of its own pins. */
static void lay_rest(struct pinning *pinning)
{
    struct appui_seat rest[APPUI_TINY_RECALLED * 4];
    int32_t n = 0;
    for (int32_t i = 0; i < pinning->n_seats; i++)
        if (is_left(&pinning->seats[i]))
            rest[n++] = pinning->seats[i];
    if (can_lay(pinning->field, rest, n))
        pinning->most = pinning->kept;
}

/** Every set of pins, while it may keep more than the best found. */
static void pin_from(struct pinning *pinning, int32_t index)
{
    if (pinning->kept + pinning->n_pins - index <= pinning->most)
        return;
    if (index == pinning->n_pins) {
        lay_rest(pinning);
        return;
    }
    struct pin pin = pinning->pins[index];
    struct appui_seat *seat = &pinning->seats[pin.seat];
    int32_t session = pinning->field->basin->needs[seat->need].session;
    if (is_left(seat) && appui_field_lay(pinning->field, seat->need, seat->expert, -1, pin.slot)) {
        seat->half_days -= session;
        pinning->kept++;
        pin_from(pinning, index + 1);
        pinning->kept--;
        seat->half_days += session;
        appui_field_lift(pinning->field);
    }
    pin_from(pinning, index + 1);
}

static void list_pins(struct pinning *pinning, const struct appui_recalled *line)
{
    for (int32_t i = 0; i < pinning->n_seats; i++)
        for (int32_t slot = 0; slot < APPUI_TINY_SLOTS; slot++)
            if (pinning->seats[i].need == line->need && pinning->seats[i].expert == line->expert &&
                (line->starts >> slot & 1U) != 0)
                pinning->pins[pinning->n_pins++] = (struct pin){i, slot};
}

int32_t appui_recall_most(const struct appui_recall *recall, struct appui_field *field,
                          const struct appui_seat *seats, int32_t n)
{
    struct pinning pinning = {.recall = recall, .field = field, .n_seats = n, .most = -1};
    memcpy(pinning.seats, seats, (size_t)n * sizeof *seats);
    for (int32_t i = 0; i < recall->n; i++)
        list_pins(&pinning, &recall->lines[i]);
    pin_from(&pinning, 0);
    return pinning.most;
}
