/*
 * Inside model/decide: the planned sessions of agreed lines that a row speaks of. Not a public
 * header.
 */
#ifndef APPUI_MODEL_DECIDE_WALK_H
#define APPUI_MODEL_DECIDE_WALK_H

#include "model/decide_parts.h"

/** A walk over sessions: start it, then take the next one until there is none. */
struct appui_walk {
    const struct appui_ruling *ruling;
    appui_day day, last; /**< that day, or APPUI_ABSENT: up to `last`, those no row speaks of */
    int32_t half;        /**< enum appui_half, or APPUI_ABSENT: any */
    int32_t line, session;
};

/** A walk over what the row says: its date and half, or all up to today. */
struct appui_walk appui_walk_start(const struct appui_deciding *d, int32_t row);

/** The next planned session; walk->line is its line. @return NULL at the end */
struct appui_worked_session *appui_walk_next(struct appui_deciding *d, struct appui_walk *walk);

/** How many sessions a walk meets, and their half-days. */
int32_t appui_walk_count(struct appui_deciding *d, struct appui_walk walk, int32_t *half_days);

/** How many agreed lines a row speaks of. @param last  set to the last one when there is any */
int32_t appui_walk_lines(const struct appui_deciding *d, const struct appui_ruling *ruling,
                         int32_t *last);

/** An earlier row that speaks of a session of the same date, or -1. */
int32_t appui_walk_said_before(const struct appui_deciding *d, int32_t row);

/** Reports that a row speaks of no planned session: because another row took it, because there is
 * no such line, or no such date, with the dates there are. */
void appui_walk_report_none(struct appui_deciding *d, int32_t row);

/** Reports that a row could mean any of n sessions. */
void appui_walk_report_several(struct appui_deciding *d, int32_t row, int32_t n);

#endif
