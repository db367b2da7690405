/*
 * Seating: every way to lay the sessions of given lines on the field, one after the other.
 */
#ifndef APPUI_TESTS_SEATING_H
#define APPUI_TESTS_SEATING_H

#include "tests/reference/field.h"

/** Half-days of one line to be laid; a multiple of the need's session. */
struct appui_seat {
    int32_t need, expert;
    int32_t line; /**< agreed line placed anew, or -1 */
    int32_t half_days;
};

struct appui_seating {
    struct appui_field *field;
    const struct appui_seat *seats; /**< [n_seats] laid in this order */
    int32_t n_seats;
    /** Called with everything laid; true stops the search and leaves it laid. */
    bool (*visit)(void *context);
    /** Called when the first `n` seats are laid; true gives this branch up. NULL: never. */
    bool (*hopeless)(void *context, int32_t n);
    void *context;
};

/**
 * Tries every legal way to lay all seats.
 * @return true when `visit` stopped the search (the sessions stay on the field); false with the
 * field as it was
 */
bool appui_seating_run(const struct appui_seating *seating);

#endif
