/*
 * Working slots: what weekends, public holidays and closures leave of the horizon. They win over
 * availabilities, so every other set of slots starts from this one.
 */
#include "model/validate.h"

void appui_calendar_remove(const struct appui_basin *basin, const struct appui_range *range,
                           struct appui_slots *slots)
{
    if (range->from == APPUI_ABSENT || range->to == APPUI_ABSENT || slots->n_slots == 0) {
        return;
    }
    appui_day from = range->from > basin->horizon_start ? range->from : basin->horizon_start;
    appui_day to = range->to < basin->horizon_end ? range->to : basin->horizon_end;
    for (appui_day day = from; day <= to; day++) {
        appui_slots_remove(slots, appui_basin_slot(basin, day));
        appui_slots_remove(slots, appui_basin_slot(basin, day) + 1);
    }
}

int appui_calendar_build(struct appui_basin *basin)
{
    if (appui_slots_new(&basin->working, &basin->arena, basin->n_slots) != 0) {
        return -1;
    }
    for (int32_t slot = 0; slot < basin->n_slots; slot++) {
        appui_day day = appui_basin_slot_day(basin, slot);
        if (appui_date_weekday(day) < 5 && !appui_date_is_holiday(day, basin->holidays)) {
            appui_slots_add(&basin->working, slot);
        }
    }
    for (int32_t i = 0; i < basin->n_closures; i++) {
        appui_calendar_remove(basin, &basin->closures[i], &basin->working);
    }
    return 0;
}

appui_day appui_calendar_first_day(const struct appui_basin *basin)
{
    return basin->as_of > basin->horizon_start ? basin->as_of : basin->horizon_start;
}
