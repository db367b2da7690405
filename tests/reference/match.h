/*
 * A match: one basin solved by the program and enumerated by the referee, and every difference
 * between the two.
 */
#ifndef APPUI_TESTS_MATCH_H
#define APPUI_TESTS_MATCH_H

#include "tests/reference/enumerate.h"
#include "tests/reference/retrace.h"
#include "tests/reference/trial.h"

/** Zero-initialised storage is a match not played. */
struct appui_match {
    bool calendar;
    struct appui_trial trial;
    enum appui_enumeration_code referee;
    struct appui_enumeration expected;
    struct appui_retrace trace; /**< of the plan, where there is one */
    bool conflict;              /**< the solver says that no plan meets the require rules */
    bool unproved;              /**< a tier is not proved: later ones were not compared */
    int32_t n_wrong;
    char report[4000]; /**< a line per difference */
};

/**
 * Solves and enumerates a draft, and compares: the plan is legal by appui_check_plan and by the
 * referee's own reading; every proved tier has the enumerated optimum, every bound is valid; a
 * conflict is one and has the smallest size.
 */
void appui_match_judge(struct appui_match *match, const struct appui_draft *draft, bool calendar);

/** The same against the plan of another trial. @param before  or NULL */
void appui_match_judge_after(struct appui_match *match, const struct appui_draft *draft,
                             bool calendar, const struct appui_trial *before);

void appui_match_release(struct appui_match *match);

#endif
