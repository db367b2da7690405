/*
 * The frame of a basin: name, horizon, as_of, calendar. Without a sound horizon there are no slots,
 * and later steps see an empty calendar.
 */
#include "model/validate.h"

/* A root object has an empty pointer. */
static const struct appui_place root = {"", NULL};

static bool check_horizon(struct appui_validation *v)
{
    struct appui_basin *basin = v->basin;
    const struct appui_spot spot = {&root, "horizon", -1};
    if (basin->horizon_start == APPUI_ABSENT || basin->horizon_end == APPUI_ABSENT) {
        v->incomplete = true;
        return false;
    }
    if (!appui_validate_range(v, spot, basin->horizon_start, basin->horizon_end)) {
        return false;
    }
    int32_t days = basin->horizon_end - basin->horizon_start + 1;
    if (days > APPUI_HORIZON_DAYS_MAX) {
        appui_faults_add(v->faults, APPUI_FAULT_HORIZON_TOO_LONG, "/horizon", NULL, "value",
                         appui_figure_text(v, APPUI_UNIT_COUNT, days), "high",
                         appui_figure_text(v, APPUI_UNIT_COUNT, APPUI_HORIZON_DAYS_MAX),
                         (const char *)NULL);
        return false;
    }
    basin->n_slots = 2 * days;
    return true;
}

static void check_as_of(struct appui_validation *v)
{
    struct appui_basin *basin = v->basin;
    if (basin->as_of <= basin->horizon_end) {
        return;
    }
    appui_faults_add(v->faults, APPUI_FAULT_AS_OF_AFTER_HORIZON,
                     v->draft->as_of_from_option ? "--as-of" : "/as_of", NULL, "value",
                     appui_date_kept(v, basin->as_of), "end",
                     appui_date_kept(v, basin->horizon_end), (const char *)NULL);
}

static int keep_closures(struct appui_validation *v)
{
    const struct appui_draft_ranges *closures = &v->draft->closures;
    struct appui_basin *basin = v->basin;
    basin->n_closures = closures->n;
    basin->closures = appui_keep_array(v, closures->n, sizeof *basin->closures);
    if (!basin->closures) {
        return -1;
    }
    for (int32_t i = 0; i < closures->n; i++) {
        const struct appui_spot spot = {&root, "calendar/closures", i};
        basin->closures[i] = closures->items[i];
        v->incomplete |=
            closures->items[i].from == APPUI_ABSENT || closures->items[i].to == APPUI_ABSENT;
        appui_validate_range(v, spot, closures->items[i].from, closures->items[i].to);
    }
    return 0;
}

int appui_validate_horizon(struct appui_validation *v)
{
    const struct appui_draft *draft = v->draft;
    struct appui_basin *basin = v->basin;
    v->incomplete |= !draft->name;
    basin->name = appui_keep(v, draft->name);
    basin->timezone = appui_keep(v, draft->timezone ? draft->timezone : "Europe/Paris");
    basin->holidays = draft->holidays;
    basin->horizon_start = draft->horizon_start;
    basin->horizon_end = draft->horizon_end;
    /* Nothing is judged by a date that could not be read. */
    v->incomplete |= draft->as_of_broken;
    basin->as_of =
        draft->as_of_broken ? APPUI_ABSENT : appui_or(draft->as_of, draft->horizon_start);
    if (check_horizon(v)) {
        check_as_of(v);
    }
    return keep_closures(v) == 0 ? appui_calendar_build(basin) : -1;
}
