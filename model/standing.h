/*
 * Standing: what the lines of a basin leave standing before anything new is proposed (R12).
 *
 * Agreed lines (retained, signed) keep need, expert and days; done lines are history; proposed
 * lines of a basin bind nothing. Of the agreed lines' sessions, this file decides which stay and
 * which are to be placed anew:
 *   - done sessions stay;
 *   - planned sessions dated before as_of stay (warning "not confirmed");
 *   - planned sessions outside the horizon stay: this plan does not judge them;
 *   - planned sessions from as_of on, inside the horizon, stay unless they break R7 (slot not free
 * for expert or firm, outside the clipped window, partner left);
 *   - cancelled sessions do not count.
 * Half-days of an agreed line without a session that stays are undated: they count in every limit
 * that no date decides, and are to be placed.
 * Lines of projects that are no longer planned (closed, refused, withdrawn) keep their sessions and
 * their days, none is placed anew: only a decision ends what is agreed. A need covered elsewhere
 * takes nothing new; what is agreed on it stands like any other.
 */
#ifndef APPUI_MODEL_STANDING_H
#define APPUI_MODEL_STANDING_H

#include <stdbool.h>
#include <stdint.h>

#include "model/basin.h"
#include "model/meetings.h"

/** Why an agreed session cannot stay; 0 when it stays. */
enum appui_impossible {
    APPUI_STAYS = 0,
    APPUI_EXPERT_AWAY,    /**< the expert is not free then */
    APPUI_FIRM_AWAY,      /**< the firm is not free then */
    APPUI_NOT_WORKING,    /**< weekend, public holiday, closure */
    APPUI_OUTSIDE_WINDOW, /**< outside the need's clipped window */
    APPUI_PARTNER_LEFT
};

struct appui_line_standing {
    bool agreed;      /**< retained or signed */
    bool counts;      /**< agreed or done: its half-days count in every limit */
    int32_t kept;     /**< half-days of sessions that stay (done and planned) */
    int32_t undated;  /**< agreed half-days without a session that stays; 0 unless agreed */
    int32_t to_place; /**< those to be placed anew: all, or 0 where the project is not planned */
    enum appui_impossible
        *why; /**< [n_sessions] of the line; APPUI_STAYS also for cancelled ones */
};

/** (expert, project) with half-days standing inside the horizon. */
struct appui_expert_project {
    int32_t expert, project;
};

struct appui_standing {
    struct appui_arena arena;
    struct appui_line_standing *lines; /**< [n_lines] of the basin */
    int32_t *need_half_days;           /**< [n_needs] done + agreed half-days on the need (a) */
    int32_t *need_served; /**< [n_needs] the same in the need's measure: floor(D x d / t) for a line
                             with an estimate */
    int32_t *need_experts;     /**< [n_needs] distinct experts with such lines */
    int32_t *expert_half_days; /**< [n_experts] done + agreed half-days inside the horizon, undated
                                  ones included */
    int32_t n_expert_projects;
    struct appui_expert_project *expert_projects; /**< sorted, distinct; R6 counts them */
    int32_t *need_line0;    /**< [n_needs + 1] counting lines of need n: need_lines[need_line0[n] ..
                               need_line0[n + 1] - 1] */
    int32_t *need_lines;    /**< counting lines by need, then expert, then file order */
    int32_t *partner_line0; /**< [n_partners + 1] likewise into partner_lines */
    int32_t *partner_lines; /**< counting lines by partner, then file order */
    struct appui_slots *expert_busy;  /**< [n_experts] slots taken by sessions that stay */
    struct appui_slots *project_busy; /**< [n_projects] */
    struct appui_meeting_dates dates; /**< committee dates from as_of on */
    appui_day
        *examined_from; /**< [n_projects] the first date on which a project that waits for its
                           committee may be examined; APPUI_ABSENT: none, or it does not wait */
};

/**
 * Computes the standing of a basin.
 * @return owned by the caller (appui_standing_free), or NULL when memory fails.
 */
struct appui_standing *appui_standing_build(const struct appui_basin *basin);
void appui_standing_free(struct appui_standing *standing);

/** True when a session of a basin line stays: its line counts, it is not cancelled and not
 * impossible. */
bool appui_standing_stays(const struct appui_basin *basin, const struct appui_standing *standing,
                          int32_t line, int32_t session);

/** Which part of R7 a session of the pair would break on a day within the horizon, the broadest
 * first; APPUI_STAYS: none. */
enum appui_impossible appui_standing_impossible(const struct appui_basin *basin, int32_t need,
                                                int32_t expert, struct appui_date_half at);

/** Half-days that counting lines give to the pair (expert, need); 0 when none. Linear in the need's
 * lines. */
int32_t appui_standing_pair(const struct appui_basin *basin, const struct appui_standing *standing,
                            int32_t expert, int32_t need);

/** Distinct projects of the expert that stand inside the horizon. */
int32_t appui_standing_projects(const struct appui_standing *standing, int32_t expert);

/** True when (expert, project) stands. */
bool appui_standing_has_project(const struct appui_standing *standing, int32_t expert,
                                int32_t project);

/** Adds warnings: sessions not confirmed, limits overrun by what is agreed (with figures), double
 * bookings, proposed lines that bind nothing, lines of projects no longer planned. */
void appui_standing_warn(const struct appui_basin *basin, const struct appui_standing *standing,
                         struct appui_faults *faults);

#endif
