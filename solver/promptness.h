/*
 * Promptness: with lines fixed, when the sessions of each need begin and when they end.
 */
#ifndef APPUI_SOLVER_PROMPTNESS_H
#define APPUI_SOLVER_PROMPTNESS_H

#include "model/plan.h"
#include "solver/search.h"

/** Columns that date the first and last session of one need, day by day. */
struct appui_prompt_need {
    int32_t need;
    int32_t n_days;
    appui_day *days;     /**< [n_days] days on which a session may begin, ascending */
    int32_t *first;      /**< [n_days] 1 on the day of the first session */
    int32_t *active;     /**< [n_days] 1 from the first day up to the day of the last session */
    appui_day reference; /**< max(ready, as_of) */
};

struct appui_promptness {
    struct appui_arena arena;
    int32_t n_needs;
    struct appui_prompt_need *needs; /**< [n_needs] those with a session to date */
};

/**
 * Adds the columns and rows of both promptness tiers to the joint program of a problem with lines
 * fixed.
 * @param promptness  zeroed storage, released in every case
 * @return 0, or -1 when memory fails
 */
int appui_promptness_build(struct appui_joint *joint, struct appui_promptness *promptness);

/** Sets the costs to one of the two tiers. @return the constant to add to the program's value, in
 * millionths */
int64_t appui_promptness_aim(struct appui_joint *joint, const struct appui_promptness *promptness,
                             enum appui_tier tier);

/** Holds a tier at most at the program's value. */
void appui_promptness_hold(struct appui_joint *joint, enum appui_tier tier, int64_t value);

/** Sets the columns of both tiers at a point whose starts are set. */
void appui_promptness_point(const struct appui_joint *joint,
                            const struct appui_promptness *promptness, int64_t *x);

void appui_promptness_release(struct appui_promptness *promptness);

#endif
