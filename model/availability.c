/*
 * Availability: (weekdays or dates) minus except, within working slots. With neither weekdays nor
 * dates given, every working slot; with dates alone, just those.
 */
#include "model/validate.h"

static void add_weekdays(const struct appui_basin *basin, uint16_t weekdays,
                         struct appui_slots *free_slots)
{
    for (int32_t slot = 0; slot < free_slots->n_slots; slot++) {
        int32_t weekday = appui_date_weekday(appui_basin_slot_day(basin, slot));
        if (weekdays & (1U << (2 * weekday + slot % 2))) {
            appui_slots_add(free_slots, slot);
        }
    }
}

static void add_date(const struct appui_basin *basin, const struct appui_date_half *date,
                     struct appui_slots *free_slots)
{
    if (free_slots->n_slots == 0 || date->day < basin->horizon_start ||
        date->day > basin->horizon_end) {
        return;
    }
    int32_t slot = appui_basin_slot(basin, date->day);
    if (date->half != APPUI_PM) {
        appui_slots_add(free_slots, slot);
    }
    if (date->half != APPUI_AM) {
        appui_slots_add(free_slots, slot + 1);
    }
}

static void check_except(struct appui_validation *v, const struct appui_place *place,
                         const struct appui_draft_ranges *except)
{
    for (int32_t i = 0; i < except->n; i++) {
        const struct appui_range *range = &except->items[i];
        struct appui_spot spot = {place, "availability/except", i};
        v->incomplete |= range->from == APPUI_ABSENT || range->to == APPUI_ABSENT;
        appui_validate_range(v, spot, range->from, range->to);
    }
}

int appui_availability_build(struct appui_validation *v, const struct appui_place *place,
                             const struct appui_draft_availability *availability,
                             struct appui_slots *free_slots)
{
    const struct appui_basin *basin = v->basin;
    if (appui_slots_new(free_slots, &v->basin->arena, basin->n_slots) != 0) {
        v->faults->out_of_memory = true;
        return -1;
    }
    check_except(v, place, &availability->except);
    if (!availability->weekdays_given && !availability->dates_given) {
        appui_slots_fill(free_slots);
    }
    if (availability->weekdays_given) {
        add_weekdays(basin, availability->weekdays, free_slots);
    }
    for (int32_t i = 0; i < availability->n_dates; i++) {
        v->incomplete |= availability->dates[i].day == APPUI_ABSENT;
        add_date(basin, &availability->dates[i], free_slots);
    }
    for (int32_t i = 0; i < availability->except.n; i++) {
        appui_calendar_remove(basin, &availability->except.items[i], free_slots);
    }
    appui_slots_intersect(free_slots, &basin->working);
    return 0;
}
