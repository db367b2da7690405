/*
 * Previous: what the plan before proposed, and what of it is still legal (tier stability).
 *
 * A line is judged by itself: legal while model/rules allows the pair some half-days, which are
 * then as near to its own as R3, R4 and R6 let the pair have alone, and while days on which its
 * partner pledges enough (R5, earmarks included) hold the least of them. A mandataire is judged
 * with the latest beginning that any committee date leaves (R14). A session is judged by itself:
 * legal while its slot is among those, whatever committee date comes. What became agreed since is
 * no proposal any more, so it is not legal either. Without calendar lines alone are judged, by what
 * pledge periods carry; no session, date or mandataire is legal then.
 */
#ifndef APPUI_MODEL_PREVIOUS_H
#define APPUI_MODEL_PREVIOUS_H

#include "model/basin.h"
#include "model/mandataire.h"
#include "model/rules.h"

struct appui_plan;

struct appui_previous_line {
    int32_t need, expert;
    int32_t half_days;
    int32_t n_sessions;
    struct appui_date_half *sessions; /**< [n_sessions] by date */
    /* judged: */
    int32_t left;       /**< half-days that have not become agreed or done since */
    bool *is_taken;     /**< [n_sessions] it stands now, agreed or done */
    uint32_t obstacles; /**< appui_obstacle bits; 0: legal */
    int32_t target;     /**< half-days it would have now; 0: not legal */
    int32_t reach;      /**< half-days up to the target that it could have alone by R5 and R7 */
    int32_t short_rule; /**< the rule behind reach below target: 5 or 7 */
    int32_t n_stay;     /**< sessions that are legal */
    bool *stays;        /**< [n_sessions] */
};

struct appui_previous_date {
    int32_t project;
    appui_day day;
    bool stays; /**< judged: the project waits, and may be examined on that day */
};

/** A pair of need and expert that was agreed when the plan before was made. */
struct appui_previous_pair {
    int32_t need, expert;
    int32_t half_days; /**< agreed then, done ones of agreed lines included; 0: not told */
    int32_t n_sessions;
    struct appui_date_half *sessions; /**< [n_sessions] by date, those not done */
};

/** What the plan before spoke of and the basin no longer has, by id: a line (need, expert), a
 * mandataire (project, partner), or a committee date (project). What is not given is NULL. */
struct appui_previous_gone {
    const char *need, *expert, *project, *partner;
    int32_t half_days; /**< of a line */
    appui_day day;     /**< of a committee date; APPUI_ABSENT else */
};

struct appui_previous {
    struct appui_arena arena; /**< owns everything below, unless a plan does */
    int32_t n_lines, n_dates, n_mandataires;
    struct appui_previous_line *lines;    /**< proposed lines, by need, then expert */
    struct appui_previous_date *dates;    /**< by project */
    struct appui_mandataire *mandataires; /**< by project */
    bool *mandataire_stays; /**< [n_mandataires] judged: the partner could be named again */
    int32_t n_meetings;
    appui_day *meetings; /**< [n_meetings] by date; the committee was to meet, dossiers or none */
    bool tells; /**< false: what follows is not known, so nothing is new and nothing was decided */
    bool *knows_project; /**< [n_projects] the plan before speaks of it */
    bool *knows_need;    /**< [n_needs] the same */
    int32_t n_agreed;
    struct appui_previous_pair *agreed; /**< [n_agreed] each pair once, in its order */
    int32_t n_gone;
    struct appui_previous_gone *gone; /**< [n_gone] in its order */
};

/** Judges everything in it against a basin. @param arena  takes what is written
 * @return 0, or -1 when memory fails */
int appui_previous_judge(const struct appui_rules *rules, struct appui_arena *arena,
                         struct appui_previous *previous);

/** R5 for one session of the pair alone: its partner's period of the day carries it. */
bool appui_previous_pledged(const struct appui_rules *rules, int32_t expert, int32_t need,
                            appui_day day);

/** True when the plan before gave the pair that session, for agreed days or as a proposal. */
bool appui_previous_dated(const struct appui_previous *previous, int32_t need, int32_t expert,
                          struct appui_date_half at);

/** Value of the tier stability: what a plan changes of what is still legal. Judged before. */
int64_t appui_previous_changes(const struct appui_basin *basin,
                               const struct appui_standing *standing,
                               const struct appui_previous *previous,
                               const struct appui_plan *plan);

/** What one line costs: 4 when the plan drops it, else 2 for every half-day of difference and 1 for
 * every session that moved. */
int64_t appui_previous_line_changes(const struct appui_previous_line *line,
                                    const struct appui_plan *plan);

void appui_previous_release(struct appui_previous *previous);

#endif
