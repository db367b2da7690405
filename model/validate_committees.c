/*
 * Committees: dates of one kind, in order, and who sits in them.
 */
#include <stdlib.h>

#include "model/validate.h"

static const struct appui_place committees_at = {"/committees", NULL};

static const struct appui_field count_min = {"count/min", APPUI_UNIT_COUNT, 0,
                                             APPUI_HORIZON_DAYS_MAX};
static const struct appui_field count_max = {"count/max", APPUI_UNIT_COUNT, 0,
                                             APPUI_HORIZON_DAYS_MAX};
static const struct appui_field capacity = {"capacity", APPUI_UNIT_COUNT, 1, 100000};
static const struct appui_field gap_days = {"gap_days", APPUI_UNIT_COUNT, 0,
                                            APPUI_HORIZON_DAYS_MAX};
static const struct appui_field lead_days = {"lead_days", APPUI_UNIT_COUNT, 0,
                                             APPUI_HORIZON_DAYS_MAX};
static const struct appui_field quorum = {"quorum", APPUI_UNIT_COUNT, 0, 100000};

struct numbered_day {
    appui_day day;
    int32_t index;
};

static int by_day(const void *left, const void *right)
{
    const struct numbered_day *a = left, *b = right;
    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    return (a->index > b->index) - (a->index < b->index);
}

/* Copies the dates in ascending order and reports each that an earlier entry has. */
static int read_dates(struct appui_validation *v, const char *key,
                      const struct appui_draft_dates *dates, appui_day **days)
{
    struct numbered_day *sorted = appui_scratch_array(v, dates->n, sizeof *sorted);
    *days = appui_keep_array(v, dates->n, sizeof **days);
    if (!sorted || !*days) {
        return -1;
    }
    v->incomplete |= dates->broken;
    for (int32_t i = 0; i < dates->n; i++) {
        v->incomplete |= dates->items[i] == APPUI_ABSENT;
        sorted[i] = (struct numbered_day){dates->items[i], i};
    }
    qsort(sorted, (size_t)dates->n, sizeof *sorted, by_day);
    for (int32_t i = 0; i < dates->n; i++) {
        (*days)[i] = sorted[i].day;
        if (i == 0 || sorted[i].day == APPUI_ABSENT || sorted[i].day != sorted[i - 1].day) {
            continue;
        }
        struct appui_spot spot = {&committees_at, key, sorted[i].index};
        appui_faults_add(v->faults, APPUI_FAULT_DUPLICATE_DATE, appui_spot_pointer(v, spot), NULL,
                         "value", appui_date_kept(v, sorted[i].day), (const char *)NULL);
    }
    return 0;
}

static void read_numbers(struct appui_validation *v, const struct appui_draft_committees *draft,
                         struct appui_committees *committees)
{
    const struct appui_place *at = &committees_at;
    int32_t low = appui_validate_number(v, at, &count_min, draft->count_min);
    int32_t high = appui_validate_number(v, at, &count_max, draft->count_max);
    committees->count_min = low;
    committees->count_max = high;
    committees->capacity = appui_validate_number(v, at, &capacity, draft->capacity);
    committees->quorum = appui_validate_number(v, at, &quorum, draft->quorum);
    committees->gap_days = appui_or(appui_validate_number(v, at, &gap_days, draft->gap_days), 0);
    committees->lead_days = appui_or(appui_validate_number(v, at, &lead_days, draft->lead_days), 7);
    if (low != APPUI_ABSENT && high != APPUI_ABSENT && low > high) {
        appui_faults_add(v->faults, APPUI_FAULT_COUNT_REVERSED, "/committees/count", NULL, "low",
                         appui_figure_text(v, APPUI_UNIT_COUNT, low), "high",
                         appui_figure_text(v, APPUI_UNIT_COUNT, high), (const char *)NULL);
    }
}

/* By default every company sits in the committee. */
static int all_companies(struct appui_validation *v, struct appui_references *members)
{
    members->n = 0;
    members->items = appui_keep_array(v, v->basin->n_partners, sizeof *members->items);
    for (int32_t p = 0; members->items && p < v->basin->n_partners; p++) {
        if (v->basin->partners[p].kind == APPUI_COMPANY) {
            members->items[members->n++] = p;
        }
    }
    return members->items ? 0 : -1;
}

static bool holds(const struct appui_references *references, int32_t index)
{
    for (int32_t i = 0; i < references->n; i++) {
        if (references->items[i] == index) {
            return true;
        }
    }
    return false;
}

static void check_seats(struct appui_validation *v, const struct appui_references *members,
                        const struct appui_references *chairs)
{
    int32_t asked = v->basin->committees.quorum;
    for (int32_t i = 0; i < chairs->n; i++) {
        if (!holds(members, chairs->items[i])) {
            const char *chair = v->draft->partners[chairs->items[i]].id;
            struct appui_spot spot = {&committees_at, "chairs", -1};
            spot = appui_spot_of_text(spot, &v->draft->committees.chairs, chair);
            appui_faults_add(v->faults, APPUI_FAULT_CHAIR_NOT_MEMBER, appui_spot_pointer(v, spot),
                             NULL, "value", chair, (const char *)NULL);
        }
    }
    if (asked != APPUI_ABSENT && asked > members->n) {
        appui_faults_add(v->faults, APPUI_FAULT_QUORUM_OVER_MEMBERS, "/committees/quorum", NULL,
                         "value", appui_figure_text(v, APPUI_UNIT_COUNT, asked), "high",
                         appui_figure_text(v, APPUI_UNIT_COUNT, members->n), (const char *)NULL);
    }
}

static int read_seats(struct appui_validation *v, const struct appui_draft_committees *draft,
                      struct appui_committees *committees)
{
    struct appui_spot members_at = {&committees_at, "members", -1};
    struct appui_spot chairs_at = {&committees_at, "chairs", -1};
    struct appui_references members, chairs;
    int32_t faults_before = v->faults->n_errors;
    if (appui_validate_references(v, members_at, APPUI_KIND_PARTNER, &draft->members, &members) !=
            0 ||
        appui_validate_references(v, chairs_at, APPUI_KIND_PARTNER, &draft->chairs, &chairs) != 0 ||
        (!draft->members.given && all_companies(v, &members) != 0)) {
        return -1;
    }
    if (!draft->chairs.given) {
        chairs = members;
    }
    /* A member that did not resolve would make its chair or the quorum look wrong, too. */
    if (v->faults->n_errors == faults_before && !draft->members.broken &&
        !v->unsure[APPUI_KIND_PARTNER]) {
        check_seats(v, &members, &chairs);
    }
    committees->n_members = members.n;
    committees->members = members.items;
    committees->n_chairs = chairs.n;
    committees->chairs = chairs.items;
    return 0;
}

/* A meeting held is past on its very day: what waits is put before a later one. */
static void find_next_day(struct appui_basin *basin)
{
    const struct appui_committees *committees = &basin->committees;
    for (int32_t i = 0; i < committees->n_held; i++) {
        if (committees->held[i] != APPUI_ABSENT && committees->held[i] >= basin->meets_from) {
            basin->meets_from = committees->held[i] + 1;
        }
    }
}

int appui_validate_committees(struct appui_validation *v)
{
    const struct appui_draft_committees *draft = &v->draft->committees;
    struct appui_committees *committees = &v->basin->committees;
    committees->given = draft->given;
    v->basin->meets_from = v->basin->as_of;
    if (!draft->given) {
        committees->count_min = committees->count_max = APPUI_ABSENT;
        committees->capacity = committees->quorum = APPUI_ABSENT;
        return 0;
    }
    committees->n_fixed = draft->fixed.n;
    committees->n_candidates = draft->candidates.n;
    committees->n_held = draft->held.n;
    if (draft->fixed.n > 0 && draft->candidates.n > 0) {
        appui_faults_add(v->faults, APPUI_FAULT_FIXED_AND_CANDIDATES, "/committees", NULL,
                         (const char *)NULL);
    }
    read_numbers(v, draft, committees);
    if (read_dates(v, "fixed", &draft->fixed, &committees->fixed) != 0 ||
        read_dates(v, "candidates", &draft->candidates, &committees->candidates) != 0 ||
        read_dates(v, "held", &draft->held, &committees->held) != 0) {
        return -1;
    }
    find_next_day(v->basin);
    return read_seats(v, draft, committees);
}
