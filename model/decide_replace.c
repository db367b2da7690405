/*
 * Whether an expert whom the plan does not propose can find dates: what is retained without them
 * would wait for a plan that never gives any.
 */
#include "model/days.h"
#include "model/decide_parts.h"

static struct appui_rules rules_of(const struct appui_deciding *d)
{
    return (struct appui_rules){.basin = d->next, .standing = d->next_standing, .calendar = true};
}

/* The days in which sessions of a need may lie; false: none are left, whoever comes. */
static bool window_of(const struct appui_deciding *d, int32_t need, appui_day *from, appui_day *to)
{
    struct appui_rules rules = rules_of(d);
    int32_t first, last;
    appui_rules_window(&rules, need, &first, &last);
    *from = appui_basin_slot_day(d->next, first);
    *to = appui_basin_slot_day(d->next, last);
    return first <= last;
}

static void warn(struct appui_deciding *d, int32_t row, enum appui_decision_part part,
                 int32_t expert, const char *const days[2], const appui_day window[2])
{
    char from[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT];
    appui_decide_fault(d, row, part, APPUI_FAULT_DECIDE_EXPERT_FEW_SLOTS, "expert",
                       d->next->experts[expert].id, "value", days[0], "high", days[1], "from",
                       appui_date_write(window[0], from), "to", appui_date_write(window[1], to),
                       (const char *)NULL);
}

bool appui_decide_finds_dates(struct appui_deciding *d, int32_t row, enum appui_decision_part part,
                              const struct appui_pair_days *pair)
{
    const struct appui_basin *basin = d->next;
    const struct appui_partner *partner = &basin->partners[basin->experts[pair->expert].partner];
    struct appui_rules rules = rules_of(d);
    appui_day window[2];
    bool open = window_of(d, pair->need, &window[0], &window[1]);
    appui_day from = open ? window[0] : basin->as_of;
    char until_text[APPUI_DATE_TEXT], from_text[APPUI_DATE_TEXT];
    if (partner->until != APPUI_ABSENT && partner->until < from) {
        appui_decide_fault(d, row, part, APPUI_FAULT_DECIDE_EXPERT_LEFT, "expert",
                           basin->experts[pair->expert].id, "until",
                           appui_date_write(partner->until, until_text), "need",
                           basin->needs[pair->need].id, "from", appui_date_write(from, from_text),
                           (const char *)NULL);
        return false;
    }
    if (!open) {
        return true; /* the need's own affair */
    }
    appui_rules_slots(&rules, pair->expert, pair->need, &d->scratch_slots);
    int32_t room = appui_rules_room(&rules, pair->need, &d->scratch_slots);
    if (room < pair->half_days) {
        char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
        const char *const days[2] = {appui_days_write(pair->half_days, value),
                                     appui_days_write(room, high)};
        warn(d, row, part, pair->expert, days, window);
    }
    return true;
}
