/*
 * A choice of gifts, one per need: R6, require rules, and what the choice comes to.
 */
#ifndef APPUI_TESTS_CHOICE_H
#define APPUI_TESTS_CHOICE_H

#include "tests/reference/gift.h"
#include "tests/reference/outcome.h"
#include "tests/reference/seating.h"

#define APPUI_SEATS_MAX (APPUI_TINY_NEEDS * APPUI_GIFT_EXPERTS + APPUI_TINY_LINES)

/** Everything chosen so far. */
struct appui_choice {
    int32_t expert_days[APPUI_TINY_EXPERTS];      /**< inside the horizon, what stands included */
    uint32_t expert_projects[APPUI_TINY_EXPERTS]; /**< the same, projects a bit each */
    int32_t n_seats;
    struct appui_seat seats[APPUI_SEATS_MAX]; /**< the proposed lines */
    struct appui_outcome outcome;
};

/** Nothing chosen: only what is on the field counts. */
void appui_choice_begin(struct appui_choice *choice, const struct appui_field *field);

/**
 * Adds a gift to a choice.
 * @return false when R6 forbids it; the choice is then spoilt
 */
bool appui_choice_add(struct appui_choice *choice, const struct appui_field *field, int32_t need,
                      const struct appui_gift *gift);

/**
 * True when the need, given `gift`, meets every require rule that names it.
 * @param rules  set of indices into basin->require, a bit each: the rules that hold
 */
bool appui_choice_meets(const struct appui_field *field, uint32_t rules, int32_t need,
                        const struct appui_gift *gift);

#endif
