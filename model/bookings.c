/*
 * Finds double bookings (R8) by sorting half-days, in a basin's own lines and in a plan; what a
 * double booking means is for the caller to say.
 */
#include "model/bookings.h"

#include <stdlib.h>

static int append(struct appui_bookings *bookings, const struct appui_booking *where, int64_t half)
{
    if (appui_grow(&bookings->items, &bookings->capacity, (int64_t)bookings->n + 1,
                   sizeof *where) != 0) {
        return -1;
    }
    bookings->items[bookings->n] = *where;
    bookings->items[bookings->n++].half = half;
    return 0;
}

int appui_bookings_add(struct appui_bookings *bookings, const struct appui_booking *where,
                       const struct appui_session *session)
{
    int64_t morning = 2 * (int64_t)session->day;
    if (session->half != APPUI_PM && append(bookings, where, morning) != 0) {
        return -1;
    }
    return session->half != APPUI_AM ? append(bookings, where, morning + 1) : 0;
}

int appui_bookings_add_start(struct appui_bookings *bookings, const struct appui_booking *where,
                             const struct appui_session *session)
{
    return append(bookings, where, 2 * (int64_t)session->day + (session->half == APPUI_PM));
}

static int compare(const void *left, const void *right)
{
    const struct appui_booking *a = left, *b = right;
    if (a->owner != b->owner) {
        return a->owner < b->owner ? -1 : 1;
    }
    if (a->half != b->half) {
        return a->half < b->half ? -1 : 1;
    }
    if (a->fresh != b->fresh) {
        return a->fresh ? 1 : -1;
    }
    if (a->line != b->line) {
        return a->line < b->line ? -1 : 1;
    }
    return (a->session > b->session) - (a->session < b->session);
}

void appui_bookings_sort(struct appui_bookings *bookings)
{
    if (bookings->n > 0) {
        qsort(bookings->items, (size_t)bookings->n, sizeof *bookings->items, compare);
    }
}

bool appui_bookings_clash(const struct appui_bookings *bookings, int32_t i)
{
    const struct appui_booking *a = &bookings->items[i - 1], *b = &bookings->items[i];
    return a->owner == b->owner && a->half == b->half;
}

int32_t appui_bookings_end(const struct appui_bookings *bookings, int32_t i, int64_t limit)
{
    int32_t end = i + 1;
    while (end < bookings->n && bookings->items[end].owner == bookings->items[i].owner &&
           bookings->items[end].half < limit) {
        end++;
    }
    return end;
}

void appui_bookings_release(struct appui_bookings *bookings)
{
    appui_free(bookings->items);
    *bookings = (struct appui_bookings){NULL, 0, 0};
}
