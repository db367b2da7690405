/*
 * Partners: pledges that never overlap, earmarks within them, mandates, absences.
 */
#include <stdlib.h>

#include "model/validate.h"

static const struct appui_field pledge_days = {"days", APPUI_UNIT_HALF_DAYS, 0,
                                               APPUI_HALF_DAYS_MAX};
static const struct appui_field delivered_days = {"delivered", APPUI_UNIT_HALF_DAYS, 0,
                                                  APPUI_HALF_DAYS_MAX};
static const struct appui_field earmark_days = {"days", APPUI_UNIT_HALF_DAYS, 1,
                                                APPUI_HALF_DAYS_MAX};
static const struct appui_field day_rate = {"day_rate", APPUI_UNIT_CENTS, 0, 100000000};
static const struct appui_field mandates_max = {"mandates_max", APPUI_UNIT_COUNT, 0, 100000};

/* A pledge under validation and where it stands in the file. */
struct numbered_pledge {
    struct appui_pledge pledge;
    int32_t index;
};

static struct appui_place pledge_place(struct appui_validation *v,
                                       const struct appui_place *partner, int32_t index)
{
    struct appui_spot spot = {partner, "pledges", index};
    struct appui_place place = {appui_spot_pointer(v, spot), partner->id};
    return place;
}

static void check_earmark_date(struct appui_validation *v, struct appui_spot spot,
                               const struct appui_draft_pledge *pledge, appui_day to)
{
    if (to == APPUI_ABSENT || pledge->from == APPUI_ABSENT || pledge->to == APPUI_ABSENT ||
        (to >= pledge->from && to <= pledge->to)) {
        return;
    }
    appui_faults_add(v->faults, APPUI_FAULT_EARMARK_OUTSIDE_PLEDGE, appui_spot_pointer(v, spot),
                     spot.place->id, "value", appui_date_kept(v, to), "from",
                     appui_date_kept(v, pledge->from), "to", appui_date_kept(v, pledge->to),
                     (const char *)NULL);
}

static int32_t read_earmark(struct appui_validation *v, const struct appui_place *pledge_at,
                            const struct appui_draft_pledge *pledge, int32_t index,
                            struct appui_earmark *earmark)
{
    const struct appui_draft_earmark *draft = &pledge->earmarks[index];
    struct appui_spot spot = {pledge_at, "earmarks", index};
    struct appui_place place = {appui_spot_pointer(v, spot), pledge_at->id};
    v->incomplete |= !draft->purpose;
    earmark->half_days =
        appui_or(appui_validate_required(v, &place, &earmark_days, draft->half_days), 0);
    earmark->to = appui_or(draft->to, pledge->to);
    earmark->purpose = appui_keep(v, draft->purpose);
    struct appui_spot date = {&place, "to", -1};
    check_earmark_date(v, date, pledge, draft->to);
    return earmark->half_days;
}

static void check_earmark_count(struct appui_validation *v, const struct appui_place *place,
                                int32_t n)
{
    if (n <= APPUI_EARMARKS_MAX) {
        return;
    }
    struct appui_spot spot = {place, "earmarks", -1};
    appui_faults_add(v->faults, APPUI_FAULT_TOO_MANY_EARMARKS, appui_spot_pointer(v, spot),
                     place->id, "value", appui_figure_text(v, APPUI_UNIT_COUNT, n), "high",
                     appui_figure_text(v, APPUI_UNIT_COUNT, APPUI_EARMARKS_MAX),
                     (const char *)NULL);
}

static int read_earmarks(struct appui_validation *v, const struct appui_place *place,
                         const struct appui_draft_pledge *draft, struct appui_pledge *pledge)
{
    pledge->n_earmarks = draft->n_earmarks;
    pledge->earmarks = appui_keep_array(v, draft->n_earmarks, sizeof *pledge->earmarks);
    if (!pledge->earmarks) {
        return -1;
    }
    check_earmark_count(v, place, draft->n_earmarks);
    int64_t sum = 0;
    for (int32_t i = 0; i < draft->n_earmarks; i++) {
        sum += read_earmark(v, place, draft, i, &pledge->earmarks[i]);
    }
    if (pledge->half_days != APPUI_ABSENT && sum > pledge->half_days) {
        struct appui_spot spot = {place, "earmarks", -1};
        appui_faults_add(v->faults, APPUI_FAULT_EARMARKS_EXCEED_PLEDGE, appui_spot_pointer(v, spot),
                         place->id, "value", appui_figure_text(v, APPUI_UNIT_HALF_DAYS, sum),
                         "high", appui_figure_text(v, APPUI_UNIT_HALF_DAYS, pledge->half_days),
                         (const char *)NULL);
    }
    return 0;
}

static void check_delivered(struct appui_validation *v, const struct appui_place *place,
                            const struct appui_pledge *pledge)
{
    if (pledge->half_days == APPUI_ABSENT || pledge->delivered <= pledge->half_days) {
        return;
    }
    struct appui_spot spot = {place, "delivered", -1};
    appui_faults_add(
        v->faults, APPUI_FAULT_DELIVERED_EXCEEDS_PLEDGE, appui_spot_pointer(v, spot), place->id,
        "value", appui_figure_text(v, APPUI_UNIT_HALF_DAYS, pledge->delivered), "high",
        appui_figure_text(v, APPUI_UNIT_HALF_DAYS, pledge->half_days), (const char *)NULL);
}

static int read_pledge(struct appui_validation *v, const struct appui_place *place,
                       const struct appui_draft_pledge *draft, struct appui_pledge *pledge)
{
    struct appui_spot spot = {place, "to", -1};
    v->incomplete |= draft->broken || draft->from == APPUI_ABSENT || draft->to == APPUI_ABSENT;
    pledge->from = draft->from;
    pledge->to = draft->to;
    if (!appui_validate_range(v, spot, draft->from, draft->to)) {
        /* One fault is enough: a reversed period overlaps nothing and bounds no earmark. */
        pledge->from = pledge->to = APPUI_ABSENT;
    }
    pledge->half_days = appui_validate_required(v, place, &pledge_days, draft->half_days);
    pledge->delivered =
        appui_or(appui_validate_number(v, place, &delivered_days, draft->delivered), 0);
    check_delivered(v, place, pledge);
    struct appui_draft_pledge dated = *draft;
    dated.from = pledge->from;
    dated.to = pledge->to;
    return read_earmarks(v, place, &dated, pledge);
}

static int by_start(const void *left, const void *right)
{
    const struct numbered_pledge *a = left, *b = right;
    if (a->pledge.from != b->pledge.from) {
        return a->pledge.from < b->pledge.from ? -1 : 1;
    }
    return (a->index > b->index) - (a->index < b->index);
}

/* Sorts by start, so a period overlaps an earlier one exactly when it starts before the latest end
 * so far. */
static void check_overlaps(struct appui_validation *v, const struct appui_place *partner,
                           struct numbered_pledge *pledges, int32_t n)
{
    qsort(pledges, (size_t)n, sizeof *pledges, by_start);
    const struct numbered_pledge *latest = NULL;
    for (int32_t i = 0; i < n; i++) {
        const struct appui_pledge *pledge = &pledges[i].pledge;
        if (pledge->from == APPUI_ABSENT || pledge->to == APPUI_ABSENT) {
            continue;
        }
        if (latest && pledge->from <= latest->pledge.to) {
            struct appui_place place = pledge_place(v, partner, pledges[i].index);
            struct appui_place other = pledge_place(v, partner, latest->index);
            appui_faults_add(v->faults, APPUI_FAULT_PLEDGES_OVERLAP, place.pointer, partner->id,
                             "from", appui_date_kept(v, pledge->from), "to",
                             appui_date_kept(v, pledge->to), "other", other.pointer,
                             (const char *)NULL);
        }
        if (!latest || pledge->to > latest->pledge.to) {
            latest = &pledges[i];
        }
    }
}

static int read_pledges(struct appui_validation *v, const struct appui_place *place,
                        const struct appui_draft_partner *draft, struct appui_partner *partner)
{
    int32_t n = draft->n_pledges;
    struct numbered_pledge *pledges = appui_scratch_array(v, n, sizeof *pledges);
    partner->limited = draft->pledges_given;
    partner->n_pledges = n;
    partner->pledges = appui_keep_array(v, n, sizeof *partner->pledges);
    if (!pledges || !partner->pledges) {
        return -1;
    }
    for (int32_t i = 0; i < n; i++) {
        struct appui_place at = pledge_place(v, place, i);
        pledges[i].index = i;
        if (read_pledge(v, &at, &draft->pledges[i], &pledges[i].pledge) != 0) {
            return -1;
        }
    }
    check_overlaps(v, place, pledges, n);
    for (int32_t i = 0; i < n; i++) {
        partner->pledges[i] = pledges[i].pledge;
    }
    return 0;
}

static int read_mandates(struct appui_validation *v, const struct appui_place *place,
                         const struct appui_draft_partner *draft, struct appui_partner *partner)
{
    partner->n_mandates = draft->n_mandates;
    partner->mandates = appui_keep_array(v, draft->n_mandates, sizeof *partner->mandates);
    if (!partner->mandates) {
        return -1;
    }
    for (int32_t i = 0; i < draft->n_mandates; i++) {
        const struct appui_draft_mandate *mandate = &draft->mandates[i];
        struct appui_spot spot = {place, "mandates", i};
        v->incomplete |=
            !mandate->project || mandate->from == APPUI_ABSENT || mandate->to == APPUI_ABSENT;
        appui_validate_range(v, spot, mandate->from, mandate->to);
        partner->mandates[i].project = appui_keep(v, mandate->project);
        partner->mandates[i].from = mandate->from;
        partner->mandates[i].to = mandate->to;
    }
    return 0;
}

static int read_absences(struct appui_validation *v, const struct appui_draft_dates *absent,
                         struct appui_partner *partner)
{
    v->incomplete |= absent->broken;
    partner->n_absent = absent->n;
    partner->absent = appui_keep_array(v, absent->n, sizeof *partner->absent);
    if (!partner->absent) {
        return -1;
    }
    for (int32_t i = 0; i < absent->n; i++) {
        partner->absent[i] = absent->items[i];
        v->incomplete |= absent->items[i] == APPUI_ABSENT;
    }
    return 0;
}

static int read_partner(struct appui_validation *v, int32_t index, int32_t rate)
{
    const struct appui_draft_partner *draft = &v->draft->partners[index];
    struct appui_partner *partner = &v->basin->partners[index];
    struct appui_place place = appui_place_at(v, draft->id, "/partners", index);
    v->incomplete |= draft->broken || !draft->id;
    partner->id = appui_keep(v, draft->id);
    partner->name = appui_keep(v, draft->name ? draft->name : draft->id);
    partner->kind = draft->kind;
    partner->until = draft->until;
    partner->day_rate_cents =
        appui_or(appui_validate_number(v, &place, &day_rate, draft->day_rate_cents), rate);
    partner->mandates_max = appui_validate_number(v, &place, &mandates_max, draft->mandates_max);
    if (read_pledges(v, &place, draft, partner) != 0 ||
        read_mandates(v, &place, draft, partner) != 0) {
        return -1;
    }
    return read_absences(v, &draft->absent, partner);
}

int appui_validate_partners(struct appui_validation *v)
{
    struct appui_basin *basin = v->basin;
    basin->n_partners = v->draft->n_partners;
    basin->partners = appui_keep_array(v, basin->n_partners, sizeof *basin->partners);
    if (!basin->partners) {
        return -1;
    }
    static const struct appui_place root = {"", NULL};
    int32_t rate = appui_validate_number(v, &root, &day_rate, v->draft->day_rate_cents);
    for (int32_t i = 0; i < basin->n_partners; i++) {
        if (read_partner(v, i, rate) != 0) {
            return -1;
        }
    }
    return 0;
}
