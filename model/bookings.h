/*
 * Bookings: who is busy in which half-day by which session, sorted so that two sessions at once
 * stand side by side.
 */
#ifndef APPUI_MODEL_BOOKINGS_H
#define APPUI_MODEL_BOOKINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/basin.h"

struct appui_booking {
    int32_t owner;         /**< expert or project index, as the list is used */
    int64_t half;          /**< 2 * day + half: any day, inside the horizon or not */
    int32_t line, session; /**< where it stands in its file */
    bool fresh;            /**< proposed or dated by a plan, not standing before */
};

/** Zero-initialised storage is empty. */
struct appui_bookings {
    struct appui_booking *items; /**< [n], heap */
    int32_t n, capacity;
};

/** Adds each half-day of a session. `where` gives owner, line, session and fresh. @return 0, or -1
 * when memory fails. */
int appui_bookings_add(struct appui_bookings *bookings, const struct appui_booking *where,
                       const struct appui_session *session);

/** Adds only the half-day a session starts with, for counting sessions and their order. @return
 * like bookings_add. */
int appui_bookings_add_start(struct appui_bookings *bookings, const struct appui_booking *where,
                             const struct appui_session *session);

/** Sorts by owner, half-day, standing before fresh, line, session. */
void appui_bookings_sort(struct appui_bookings *bookings);

/** True when item i (>= 1) of a sorted list books the same half-day of the same owner as the item
 * before it. */
bool appui_bookings_clash(const struct appui_bookings *bookings, int32_t i);

/** First item after i of a sorted list with another owner, or from the half-day `limit` on. */
int32_t appui_bookings_end(const struct appui_bookings *bookings, int32_t i, int64_t limit);

void appui_bookings_release(struct appui_bookings *bookings);

#endif
