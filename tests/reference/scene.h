/*
 * A scene: a basin small enough to solve in the head, which each test changes in one or two places.
 *
 * Two working weeks without holiday, Monday 2027-02-01 (slot 0) to Friday 2027-02-12. On the stage
 * at first: skill "s"; partner "p0" without limit; expert "e0" of p0, level 3; project "j0",
 * approved; need "j0/n0" of 2 half-days. Waiting behind it, ready to be counted in by raising
 * draft.n_...: partners p1, p2 without limit, their experts e1, e2, level 3; needs n1, n2; project
 * "j1" with a need. Everybody is free in every working slot.
 */
#ifndef APPUI_TESTS_SCENE_H
#define APPUI_TESTS_SCENE_H

#include "tests/reference/sketch.h"

#define APPUI_SCENE_SESSIONS 4

struct appui_scene {
    struct appui_draft draft;
    appui_day monday;
    struct appui_draft_skill skills[2]; /**< "s", and "narrow" below it */
    struct appui_draft_partner partners[3];
    struct appui_draft_pledge pledges[3][3];
    struct appui_draft_earmark earmark;
    struct appui_draft_level levels[3];
    struct appui_draft_expert experts[3];
    struct appui_draft_project projects[2];
    struct appui_draft_need needs[2][3];
    struct appui_draft_line lines[3];
    struct appui_draft_session sessions[3][APPUI_SCENE_SESSIONS];
    struct appui_draft_estimate estimates[2];
    struct appui_draft_rule require[2];
    struct appui_date_half dates[5][20];
    const char *texts[4];
    int32_t n_dates, n_texts; /**< rows of `dates` and items of `texts` in use */
};

/** Sets the scene. Its address must not change afterwards. */
void appui_scene_set(struct appui_scene *scene);

/** Gives a partner one more pledge; days count from the Monday of slot 0, ends included. */
void appui_scene_pledge(struct appui_scene *scene, int32_t partner, int32_t from, int32_t to,
                        int32_t half_days);

/** Earmarks half-days of a partner's newest pledge for "green", up to a day. */
void appui_scene_earmark(struct appui_scene *scene, int32_t partner, int32_t half_days, int32_t to);

/** Frees somebody in slots first..last only. At most five times a scene. */
void appui_scene_free(struct appui_scene *scene, struct appui_draft_availability *availability,
                      int32_t first, int32_t last);

/** A list of one text. At most four times a scene. */
struct appui_draft_texts appui_scene_text(struct appui_scene *scene, const char *text);

/** Adds a signed line without sessions. */
struct appui_draft_line *appui_scene_line(struct appui_scene *scene, const char *need,
                                          const char *expert, int32_t half_days);

/** Adds a half-day session to a line. */
void appui_scene_session(struct appui_scene *scene, struct appui_draft_line *line, int32_t slot,
                         enum appui_session_state state);

/** Adds a require rule. */
void appui_scene_require(struct appui_scene *scene, const char *need, const char *expert);

/** Adds an estimate of days. */
void appui_scene_estimate(struct appui_scene *scene, const char *need, const char *expert,
                          int32_t half_days);

#endif
