/*
 * Pledges and earmarks that agreed sessions overrun on their own, agreed days without a date that
 * no pledge has room for, and agreed sessions on dates nobody pledged.
 */
#include "model/standing_warn.h"

/** Sessions that stay of a partner, dated in a pledge, as uses. @return how many, or -1 when memory
 * fails. */
static int32_t collect_uses(const struct appui_warning *context, int32_t partner,
                            const struct appui_pledge *pledge, struct appui_use **uses,
                            int32_t *capacity)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_standing *standing = context->standing;
    int32_t n = 0;
    for (int32_t i = standing->partner_line0[partner]; i < standing->partner_line0[partner + 1];
         i++) {
        int32_t index = standing->partner_lines[i];
        const struct appui_line *line = &basin->lines[index];
        if (appui_grow(uses, capacity, (int64_t)n + line->n_sessions, sizeof **uses) != 0) {
            return -1;
        }
        for (int32_t k = 0; k < line->n_sessions; k++) {
            appui_day day = line->sessions[k].day;
            if (day >= pledge->from && day <= pledge->to &&
                appui_standing_stays(basin, standing, index, k)) {
                int32_t size = appui_half_size(line->sessions[k].half);
                (*uses)[n++] = (struct appui_use){basin->needs[line->need].project, day, size};
            }
        }
    }
    return n;
}

static void report_pledge(const struct appui_warning *context, int32_t partner, int32_t index,
                          int32_t standing, int32_t carried)
{
    const struct appui_pledge *pledge = &context->basin->partners[partner].pledges[index];
    struct appui_overrun texts =
        appui_overrun_days(standing + pledge->delivered, pledge->half_days);
    char pointer[APPUI_POINTER_TEXT], from[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT],
        lost[APPUI_DAYS_TEXT];
    appui_pointer_inner("partners", partner, "pledges", index, pointer);
    appui_date_write(pledge->from, from);
    appui_date_write(pledge->to, to);
    if (standing + pledge->delivered > pledge->half_days) {
        appui_faults_add(context->faults, APPUI_FAULT_PLEDGE_OVERRUN, pointer,
                         context->basin->partners[partner].id, "value", texts.value, "from", from,
                         "to", to, "over", texts.over, "high", texts.high, APPUI_END);
    } else {
        appui_faults_add(context->faults, APPUI_FAULT_EARMARK_OVERRUN, pointer,
                         context->basin->partners[partner].id, "over",
                         appui_days_write((int64_t)standing - carried, lost), "from", from, "to",
                         to, APPUI_END);
    }
}

/** R5 of what stands, in the periods that the horizon touches. @return 0, or -1 when memory fails.
 */
int appui_warn_partner(const struct appui_warning *context, int32_t index, struct appui_use **uses,
                       int32_t *capacity)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_partner *partner = &basin->partners[index];
    for (int32_t i = 0; i < partner->n_pledges; i++) {
        const struct appui_pledge *pledge = &partner->pledges[i];
        if (pledge->to < basin->horizon_start || pledge->from > basin->horizon_end) {
            continue;
        }
        int32_t n = collect_uses(context, index, pledge, uses, capacity);
        int32_t carried = n > 0 ? appui_ledger_carry(basin, pledge, *uses, n) : n;
        int32_t standing = 0;
        if (carried < 0) {
            return -1;
        }
        for (int32_t k = 0; k < n; k++) {
            standing += (*uses)[k].half_days;
        }
        if (carried < standing) {
            report_pledge(context, index, i, standing, carried);
        }
    }
    return 0;
}

/** Agreed half-days of a partner that are to be placed still. */
static int32_t half_days_to_place(const struct appui_warning *context, int32_t partner)
{
    const struct appui_standing *standing = context->standing;
    int32_t half_days = 0;
    for (int32_t i = standing->partner_line0[partner]; i < standing->partner_line0[partner + 1];
         i++) {
        half_days += standing->lines[standing->partner_lines[i]].to_place;
    }
    return half_days;
}

/** What delivered days and sessions leave of the pledges in which days may still be dated: whatever
 * dates they get, no more of them fits. @return half-days, or -1 when memory fails */
static int32_t half_days_left(const struct appui_warning *context, int32_t index,
                              struct appui_use **uses, int32_t *capacity)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_partner *partner = &basin->partners[index];
    int32_t half_days = 0;
    for (int32_t i = 0; i < partner->n_pledges; i++) {
        const struct appui_pledge *pledge = &partner->pledges[i];
        if (pledge->to < basin->as_of || pledge->to < basin->horizon_start ||
            pledge->from > basin->horizon_end) {
            continue;
        }
        int32_t n = collect_uses(context, index, pledge, uses, capacity);
        int32_t left = pledge->half_days - pledge->delivered;
        if (n < 0) {
            return -1;
        }
        for (int32_t k = 0; k < n; k++) {
            left -= (*uses)[k].half_days;
        }
        half_days += left > 0 ? left : 0;
    }
    return half_days;
}

int appui_warn_undated(const struct appui_warning *context, int32_t index, struct appui_use **uses,
                       int32_t *capacity)
{
    const struct appui_basin *basin = context->basin;
    appui_day today = basin->as_of > basin->horizon_start ? basin->as_of : basin->horizon_start;
    int32_t to_place = half_days_to_place(context, index);
    char pointer[APPUI_POINTER_TEXT], from[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT];
    if (!basin->partners[index].limited || to_place == 0) {
        return 0;
    }
    int32_t left = half_days_left(context, index, uses, capacity);
    if (left < 0) {
        return -1;
    }
    if (to_place > left) {
        struct appui_overrun texts = appui_overrun_days(to_place, left);
        appui_faults_add(context->faults, APPUI_FAULT_PLEDGE_OVERRUN_UNDATED,
                         appui_pointer_item("partners", index, pointer), basin->partners[index].id,
                         "value", texts.value, "over", texts.over, "high", texts.high, "from",
                         appui_date_write(today, from), "to",
                         appui_date_write(basin->horizon_end, to), APPUI_END);
    }
    return 0;
}

/** Agreed sessions inside the horizon on dates for which the partner pledged nothing, one warning
 * per line. */
void appui_warn_unpledged(const struct appui_warning *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_line *line = &basin->lines[index];
    const struct appui_partner *partner = &basin->partners[basin->experts[line->expert].partner];
    char pointer[APPUI_POINTER_TEXT], from[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT];
    appui_day first = basin->horizon_end, last = basin->horizon_start;
    int32_t half_days = 0;
    for (int32_t i = 0; partner->limited && i < line->n_sessions; i++) {
        appui_day day = line->sessions[i].day;
        if (appui_basin_in_horizon(basin, day) && appui_partner_pledge_at(partner, day) < 0 &&
            appui_standing_stays(basin, context->standing, index, i)) {
            half_days += appui_half_size(line->sessions[i].half);
            first = day < first ? day : first;
            last = day > last ? day : last;
        }
    }
    if (half_days > 0) {
        struct appui_overrun texts = appui_overrun_days(half_days, 0);
        appui_faults_add(context->faults, APPUI_FAULT_PLEDGE_OVERRUN,
                         appui_pointer_item("lines", index, pointer), partner->id, "value",
                         texts.value, "from", appui_date_write(first, from), "to",
                         appui_date_write(last, to), "over", texts.over, "high", texts.high,
                         APPUI_END);
    }
}
