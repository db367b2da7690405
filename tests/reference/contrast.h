/*
 * A contrast: one basin solved by the decomposition (days first) and by the joint model, and every
 * difference between the two.
 */
#ifndef APPUI_TESTS_CONTRAST_H
#define APPUI_TESTS_CONTRAST_H

#include "tests/reference/trial.h"

/** Zero-initialised storage is a contrast not drawn. */
struct appui_contrast {
    struct appui_trial days, joint;
    bool conflict; /**< both say that no plan meets the require rules */
    bool unproved; /**< one of them left a tier unproved: later tiers were not compared */
    int32_t n_wrong;
    char report[2000]; /**< a line per difference */
};

/**
 * Solves a draft both ways, with calendar, and compares: both plans pass appui_check_plan; every
 * tier that both prove has the same value, or the same bound where a tolerance lets later tiers
 * lower the value; equity has the same full vector of burdens; promptness is the same where the
 * lines and committee dates are. The first tier that one leaves unproved has a valid bound.
 * @param seed  of the decomposition's draws
 */
void appui_contrast_judge(struct appui_contrast *contrast, const struct appui_draft *draft,
                          uint64_t seed);

/** The same, each method against the same plan of another trial. @param before  or NULL */
void appui_contrast_judge_after(struct appui_contrast *contrast, const struct appui_draft *draft,
                                uint64_t seed, const struct appui_trial *before);

void appui_contrast_release(struct appui_contrast *contrast);

#endif
