/*
 * Depth-first search over the places of each session. Sessions of one line are laid in ascending
 * places, so no set of places is tried twice; what may be laid where is the field's to say.
 */
#include "tests/reference/seating.h"

static bool seat_rest(const struct appui_seating *seating, int32_t index, int32_t left,
                      int32_t place);

static bool seat_next(const struct appui_seating *seating, int32_t index)
{
    if (seating->hopeless != NULL && seating->hopeless(seating->context, index))
        return false;
    if (index == seating->n_seats)
        return seating->visit(seating->context);
    return seat_rest(seating, index, seating->seats[index].half_days, 0);
}

static bool seat_rest(const struct appui_seating *seating, int32_t index, int32_t left,
                      int32_t place)
{
    const struct appui_seat *seat = &seating->seats[index];
    if (left == 0)
        return seat_next(seating, index + 1);
    int32_t size = seating->field->basin->needs[seat->need].session;
    int32_t n_places = appui_field_places(seating->field, seat->expert);
    for (; place < n_places; place++) {
        if (!appui_field_lay(seating->field, seat->need, seat->expert, seat->line, place))
            continue;
        int32_t next = seating->field->calendar ? place + size : place;
        if (seat_rest(seating, index, left - size, next))
            return true;
        appui_field_lift(seating->field);
    }
    return false;
}

bool appui_seating_run(const struct appui_seating *seating)
{
    return seat_next(seating, 0);
}
