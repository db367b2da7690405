/*
 * Meetings: what the data say of committee dates before any plan chooses (R13).
 *
 * Dates are those of the file (fixed, or candidates to choose from), and known dates of dossiers,
 * from the first day on which the committee may still meet (as_of, or the day after the last
 * meeting that the basin says was held) to the horizon's end. A date is settled when its meeting
 * takes place whatever the plan does: dossiers are known to be examined then, or it is a fixed date
 * with quorum and chair. Every other date of candidates is open where quorum, chair, gap and count
 * allow a meeting on it.
 */
#ifndef APPUI_MODEL_MEETINGS_H
#define APPUI_MODEL_MEETINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/basin.h"

struct appui_standing;

/** A date on which the committee meets, or may. */
struct appui_meeting_date {
    appui_day day;
    bool settled;     /**< the meeting takes place anyhow */
    bool open;        /**< not settled, and a plan may choose it */
    bool can_examine; /**< settled or open, with quorum, chair and room */
    int32_t n_known;  /**< dossiers whose known date it is (all but withdrawn) */
    int32_t room;     /**< further dossiers within capacity, INT32_MAX: no limit */
    int32_t n_present;
    int32_t n_absent; /**< members who are away, those that have left not counted */
    int32_t chair;    /**< first chair present, or -1 */
};

/** All such dates of a basin, and the count they are bound by. */
struct appui_meeting_dates {
    int32_t n;
    struct appui_meeting_date *dates; /**< [n] ascending */
    int32_t n_held;     /**< meetings settled, and those known to have been held in the horizon */
    int32_t n_open_max; /**< most open dates a plan may choose; INT32_MAX: no limit */
    int32_t count_min;  /**< meetings wanted, n_held counted; 0: none */
};

/** @param dates  written; its list lives in the arena. @return 0, or -1 when memory fails */
int appui_meetings_build(const struct appui_basin *basin, struct appui_arena *arena,
                         struct appui_meeting_dates *dates);

/** True when the partner sits in a committee of that day: it has not left and its member is not
 * away. */
bool appui_meetings_is_present(const struct appui_partner *partner, appui_day day);

/** Who is present on a day, whether the committee meets then or not: n_present, n_absent and chair,
 * nothing else. */
struct appui_meeting_date appui_meetings_attend(const struct appui_basin *basin, appui_day day);

/** True when quorum and a chair are present on a date that was judged. */
bool appui_meetings_sits(const struct appui_basin *basin, const struct appui_meeting_date *date);

/** True when the project's committee date stands for a meeting: known, neither withdrawn nor
 * deferred. */
bool appui_meetings_counts(const struct appui_basin *basin, int32_t project);

/** True when the committee approved the project before: what is proposed for it now stands on no
 * agenda, and needs its decision all the same. */
bool appui_meetings_has_approved(const struct appui_basin *basin, int32_t project);

/** First day after another on which the committee has met: a date that a dossier carries, or one
 * that the basin says a meeting was held on. @return APPUI_ABSENT: none before basin->meets_from */
appui_day appui_meetings_held_after(const struct appui_basin *basin, appui_day after);

/** True when the member is away on a date without quorum or chair, and would alone, if present, let
 * the committee sit. One that has left would not. */
bool appui_meetings_would_mend(const struct appui_basin *basin,
                               const struct appui_meeting_date *date, int32_t member);

/** How many of some partners are present. */
int32_t appui_meetings_count_present(const struct appui_basin *basin, const int32_t *partners,
                                     int32_t n, appui_day day);

/** True when two open dates, or an open one and a held one, are nearer than the gap allows. */
bool appui_meetings_too_near(const struct appui_basin *basin, appui_day a, appui_day b);

/** True when on that day the project is ready, and the sessions of its diagnostics that stay lie
 * before. */
bool appui_meetings_is_ready(const struct appui_basin *basin, const struct appui_standing *standing,
                             appui_day day, int32_t project);

/** True when a project that waits for its committee may be examined on a date. */
bool appui_meetings_may_examine(const struct appui_basin *basin,
                                const struct appui_standing *standing,
                                const struct appui_meeting_date *date, int32_t project);

/**
 * What a project waits from ready to a date, times its weight: thousandths of a weighted day.
 * @param day  APPUI_ABSENT: not examined, which counts as the day after the horizon's end
 */
int64_t appui_meetings_waiting(const struct appui_basin *basin, int32_t project, appui_day day);

#endif
