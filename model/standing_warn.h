/*
 * Warnings about what stands: what the parts of appui_standing_warn share. Internal to
 * model/standing_warn*.c.
 */
#ifndef APPUI_MODEL_STANDING_WARN_H
#define APPUI_MODEL_STANDING_WARN_H

#include <stdbool.h>
#include <stdint.h>

#include "model/days.h"
#include "model/ledger.h"
#include "model/pointer.h"

struct appui_warning {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    struct appui_faults *faults;
};

/** Ends the arguments of appui_faults_add. */
#define APPUI_END ((const char *)NULL)

/** What an overrun says: a figure, the limit, and the difference. */
struct appui_overrun {
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT], over[APPUI_DAYS_TEXT];
};

/** Texts of half-days, shown in days. */
struct appui_overrun appui_overrun_days(int32_t value, int32_t high);

/** Texts of plain counts. */
struct appui_overrun appui_overrun_count(int32_t value, int32_t high);

/**
 * R5 of what stands, in the periods that the horizon touches.
 * @param uses, capacity  a heap array that the call may grow; the caller frees it
 * @return 0, or -1 when memory fails
 */
int appui_warn_partner(const struct appui_warning *context, int32_t partner,
                       struct appui_use **uses, int32_t *capacity);

/**
 * R5 of what is agreed without a date: more than the pledges of the horizon hold from as_of on, on
 * whichever dates.
 * @param uses, capacity  as of appui_warn_partner
 * @return 0, or -1 when memory fails
 */
int appui_warn_undated(const struct appui_warning *context, int32_t partner,
                       struct appui_use **uses, int32_t *capacity);

/** Agreed sessions of a line, inside the horizon, on dates for which the partner pledged nothing.
 */
void appui_warn_unpledged(const struct appui_warning *context, int32_t line);

/** R8 of what stands, for experts or for firms. @return 0, or -1 when memory fails. */
int appui_warn_bookings(const struct appui_warning *context, bool by_expert);

/** R9 and R10 of what stands. @return 0, or -1 when memory fails. */
int appui_warn_sequences(const struct appui_warning *context);

#endif
