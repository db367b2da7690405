/*
 * The council: what the data alone say of committee meetings, by the referee's own reading of R13.
 *
 * Which dates there are, which meetings are held whatever a plan does, on which dates the committee
 * can sit, which dossiers wait and from when each may be examined. Written from docs/model.md and
 * docs/choices.md; shares nothing with model/meetings.
 */
#ifndef APPUI_TESTS_COUNCIL_H
#define APPUI_TESTS_COUNCIL_H

#include "tests/reference/field.h"

#define APPUI_TINY_DATES 8
#define APPUI_TINY_PAST (APPUI_TINY_PROJECTS + 4)

struct appui_council_date {
    appui_day day;
    bool candidate; /**< a plan may choose it when nothing else forbids */
    bool settled;   /**< its meeting is held whatever the plan does */
    bool sits;      /**< quorum and a chair are present */
    int32_t n_known;
    int32_t n_absent; /**< members with a seat on that day who are away */
    int32_t chair;    /**< partner, or -1 */
};

struct appui_council {
    const struct appui_basin *basin;
    bool given;       /**< the basin has committees and the plan a calendar */
    bool tells_days;  /**< the dates of dossiers are part of what a convening comes to */
    bool tells_seats; /**< likewise, who attends how often */
    int32_t n;
    struct appui_council_date dates[APPUI_TINY_DATES]; /**< not over yet, ascending */
    int32_t n_past;
    appui_day past[APPUI_TINY_PAST];         /**< meetings of the horizon that are over */
    bool waits[APPUI_TINY_PROJECTS];         /**< has no date and needs one */
    appui_day earliest[APPUI_TINY_PROJECTS]; /**< first day on which it may be examined */
};

/**
 * Reads the council off a basin.
 * @param field  what stands in the basin, nothing laid yet; borrowed like its basin
 * @return false when there are more dates than fit
 */
bool appui_council_read(struct appui_council *council, const struct appui_field *field);

/** True when the partner's member sits in a meeting on the day. */
bool appui_council_present(const struct appui_partner *partner, appui_day day);

/** Index of the date of a day, or -1. */
int32_t appui_council_find(const struct appui_council *council, appui_day day);

#endif
