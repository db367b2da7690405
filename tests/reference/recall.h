/*
 * Recall: what a plan before proposed, what of it is still legal, and what changing it costs (tier
 * stability).
 *
 * Written from docs/model.md and docs/choices.md ("Stability"): each line and session is laid alone
 * on the field. Shares with model/previous only the plan before as it was read, not its judgements.
 */
#ifndef APPUI_TESTS_RECALL_H
#define APPUI_TESTS_RECALL_H

#include "model/previous.h"
#include "tests/reference/openings.h"
#include "tests/reference/seating.h"
#include "tests/reference/tenure.h"

#define APPUI_TINY_RECALLED 16

/** A proposed line of the plan before that is still legal. */
struct appui_recalled {
    int32_t need, expert;
    int32_t target;  /**< half-days it would have now */
    uint64_t starts; /**< slots in which its legal sessions begin */
};

struct appui_recall {
    bool given; /**< there is a plan before; without calendar its lines alone count */
    int32_t n;
    struct appui_recalled lines[APPUI_TINY_RECALLED];
    appui_day dates[APPUI_TINY_PROJECTS];  /**< committee dates still legal, or APPUI_ABSENT */
    int32_t partners[APPUI_TINY_PROJECTS]; /**< mandataires still legal, or -1 */
};

/**
 * Judges a plan before.
 * @param field     nothing laid; laid on and left as it was, but for its open slots
 * @param openings  of the field, dated
 * @param previous  or NULL: nothing is recalled
 * @return false when there are more lines than fit
 */
bool appui_recall_read(struct appui_recall *recall, struct appui_field *field,
                       const struct appui_openings *openings, const struct appui_tenures *tenures,
                       const struct appui_previous *previous);

/** What proposed lines change, sessions apart. */
int32_t appui_recall_lines(const struct appui_recall *recall, const struct appui_seat *seats,
                           int32_t n);

/** Sessions that proposed lines could have in common with the plan before, at most. */
int32_t appui_recall_could(const struct appui_recall *recall, const struct appui_basin *basin,
                           const struct appui_seat *seats, int32_t n);

/** Sessions on the field that proposed lines have in common with it. */
int32_t appui_recall_common(const struct appui_recall *recall, const struct appui_field *field);

/** What dates and mandataires change. @param days, named  as in appui_tenures_refuse */
int32_t appui_recall_projects(const struct appui_recall *recall, uint32_t supported,
                              const appui_day *days, const int32_t *named);

/**
 * Lays proposed lines so that most sessions stay as they were.
 * @param field  proposed lines off; left as it was
 * @return most sessions in common; -1 when the lines cannot be laid at all
 */
int32_t appui_recall_most(const struct appui_recall *recall, struct appui_field *field,
                          const struct appui_seat *seats, int32_t n);

#endif
