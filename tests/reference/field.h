/*
 * The field: a tiny basin with what stands in it, onto which sessions are laid and lifted one at a
 * time.
 *
 * This is the referee's own reading of rules R5 and R7 to R12 of docs/model.md and docs/choices.md.
 * It shares no code with model/rules, model/standing, model/ledger or the solver, so that a
 * misreading in one shows against the other. Fixed sizes: a basin that does not fit is refused, not
 * cut.
 */
#ifndef APPUI_TESTS_FIELD_H
#define APPUI_TESTS_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "model/basin.h"

#define APPUI_TINY_NEEDS 8
#define APPUI_TINY_EXPERTS 8
#define APPUI_TINY_PROJECTS 8
#define APPUI_TINY_PARTNERS 6
#define APPUI_TINY_PLEDGES 18
#define APPUI_TINY_EARMARKS 3
#define APPUI_TINY_LINES 8
#define APPUI_TINY_SITTINGS 96
#define APPUI_TINY_SLOTS 64

/** A session on the field. Without calendar: half-days drawn on a period, no date. */
struct appui_sitting {
    int32_t need, expert;
    int32_t line;        /**< basin line that it belongs to, or -1 when proposed */
    bool kept;           /**< stood before anything was laid */
    appui_day day;       /**< APPUI_ABSENT without calendar */
    int32_t first, last; /**< slots; kept ones may lie outside the horizon */
    int32_t half_days;
    int32_t
        pledge; /**< index into `used`, or -1: unlimited partner, or date outside every period */
    uint32_t marks; /**< earmarks of the pledge that may carry it, a bit each */
};

struct appui_field {
    const struct appui_basin *basin;
    bool calendar;
    appui_day committee[APPUI_TINY_PROJECTS]; /**< date that R11 goes by, known or chosen */
    /* what stands; constant after init */
    int32_t undated[APPUI_TINY_LINES];       /**< half-days of agreed lines without a session */
    int32_t to_place[APPUI_TINY_LINES];      /**< those of them to be placed anew */
    int32_t need_given[APPUI_TINY_NEEDS];    /**< a: done and agreed, in the need's measure */
    uint32_t need_experts[APPUI_TINY_NEEDS]; /**< experts with such lines, a bit each */
    int32_t pair_days[APPUI_TINY_NEEDS][APPUI_TINY_EXPERTS];
    int32_t expert_days[APPUI_TINY_EXPERTS];             /**< inside the horizon, or undated */
    uint32_t expert_projects[APPUI_TINY_EXPERTS];        /**< the same, projects a bit each */
    uint64_t open[APPUI_TINY_NEEDS][APPUI_TINY_EXPERTS]; /**< slots by R7 and R11 */
    int32_t first_pledge[APPUI_TINY_PARTNERS]; /**< place of a partner's pledges in `used` */
    /* what changes as sessions are laid; `open` when committee dates are chosen */
    uint64_t expert_busy[APPUI_TINY_EXPERTS], project_busy[APPUI_TINY_PROJECTS];
    int32_t used[APPUI_TINY_PLEDGES]
                [1 << APPUI_TINY_EARMARKS]; /**< half-days by the earmarks that may carry them */
    int32_t outside[APPUI_TINY_PARTNERS];   /**< half-days of a limited partner dated outside every
                                               period */
    int32_t n_sittings;
    struct appui_sitting sittings[APPUI_TINY_SITTINGS];
    int64_t work, work_limit; /**< sessions tried, and how many may be */
};

/**
 * Sets the field up with what stands.
 * @param basin  borrowed for the field's life
 * @return false when the basin is too big for the fixed sizes
 */
bool appui_field_init(struct appui_field *field, const struct appui_basin *basin, bool calendar,
                      int64_t work_limit);

/** True when the committee meets no more on that day: it is past, or a meeting was held then or
 * later. */
bool appui_field_over(const struct appui_basin *basin, appui_day day);

/** True when the project has no committee date yet and may not be supported without one (R11). */
bool appui_field_waits(const struct appui_field *field, int32_t project);

/**
 * Opens the slots that R11 allows where a committee examines projects on the given days. Without
 * this call none is examined.
 * @param chosen  [n_projects] day of each project that waits, APPUI_ABSENT: not examined
 */
void appui_field_convene(struct appui_field *field, const appui_day *chosen);

/** True when the work limit came; nothing can be laid then. */
bool appui_field_exhausted(const struct appui_field *field);

/** Places to try: slots of the horizon, or without calendar the pledges of the expert's partner (1
 * when unlimited). */
int32_t appui_field_places(const struct appui_field *field, int32_t expert);

/**
 * Lays one session of the need at a place, unless R5 or R7 to R11 forbids it there.
 * @param line  agreed line placed anew (exempt from R5: the overrun is counted), or -1: proposed
 * @return true when laid; false and the field unchanged otherwise
 */
bool appui_field_lay(struct appui_field *field, int32_t need, int32_t expert, int32_t line,
                     int32_t place);

/** Takes the newest session off. */
void appui_field_lift(struct appui_field *field);

/** Half-days on the field beyond what pledges and earmarks can carry, over all partners. */
int32_t appui_field_overrun(const struct appui_field *field);

/** Half-days of a pledge that are neither earmarked nor used up by days delivered that no line
 * lists. */
int32_t appui_field_general(const struct appui_pledge *pledge);

/** Half-days of agreed lines placed anew. */
int32_t appui_field_placed(const struct appui_field *field);

/** R2: true when the pair has a session on the field, or stands in an agreed or done line (a
 * decision taken). */
bool appui_field_meets(const struct appui_field *field, int32_t need, int32_t expert);

/** Pledged half-days that burdens are measured against; 0 when the partner stands outside equity.
 */
int32_t appui_field_pledged(const struct appui_field *field, int32_t partner);

/** Half-days the partner gives with what is on the field now: the burden's numerator. */
int32_t appui_field_given(const struct appui_field *field, int32_t partner);

#endif
