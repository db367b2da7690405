/*
 * Reasons of changes against the plan before that need no search: rules, and what happened since.
 */
#ifndef APPUI_MODEL_REVISION_REASONS_H
#define APPUI_MODEL_REVISION_REASONS_H

#include "model/plan.h"
#include "model/previous.h"

/** A list of changes in the making; borrows all but what it counts. */
struct appui_listing {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    const struct appui_plan *plan;
    struct appui_revision *items; /**< room for every change there can be */
    int32_t n;
};

/** What the pair had agreed when the plan before was made; NULL: nothing. */
const struct appui_previous_pair *appui_listing_agreed_then(const struct appui_previous *previous,
                                                            int32_t need, int32_t expert);

/** Half-days of a previous line that neither stand on its dates now nor were agreed since, so that
 * they are lost where the plan proposes nothing for the pair. */
int32_t appui_listing_rest(const struct appui_listing *l, const struct appui_previous_line *line);

/** Appends a change that nothing explains yet. @param need, expert  -1: none */
struct appui_revision *appui_listing_add(struct appui_listing *l, enum appui_revision_kind kind,
                                         int32_t need, int32_t expert);

/** Says that a rule forces it. */
void appui_listing_force(struct appui_revision *revision, int32_t rule);

/** Says that a rule forces what changes of a line, or what happened since where that is why: what
 * was agreed and took its days (R3) or places (R4), or the deferral that moved its committee (R11).
 */
void appui_listing_force_line(const struct appui_listing *l, struct appui_revision *revision,
                              int32_t rule);

/** True when the project is deferred, and the date that the plan before gave it is held and over.
 */
bool appui_listing_deferred(const struct appui_listing *l, int32_t project);

/** Says by which rule a proposed session may not lie where it was (moved->from). */
void appui_listing_force_session(const struct appui_listing *l,
                                 const struct appui_previous_line *line,
                                 struct appui_revision *moved);

/** Says why a date of agreed days (moved->from) may not stand: a rule, that it was cancelled, or
 * that the dossier is over; nothing where it may. */
void appui_listing_force_agreed(const struct appui_listing *l, struct appui_revision *moved);

/** The rule behind a pair's first obstacle. @param obstacles  appui_obstacle bits */
int32_t appui_listing_rule_of(uint32_t obstacles);

/** Why nothing is planned for a project any more, or for a need of a planned one. */
enum appui_revision_cause appui_listing_ending(const struct appui_basin *basin, int32_t project);

/** What is new of a need, by the cause; APPUI_UNEXPLAINED where the plan before knew it. Whoever
 * has lines was known, though a plan does not repeat lines that are done. */
enum appui_revision_cause appui_listing_novelty(const struct appui_listing *l, int32_t need);

/** The same of a whole project: APPUI_BY_NEW_DOSSIER or APPUI_UNEXPLAINED. */
enum appui_revision_cause appui_listing_project_novelty(const struct appui_listing *l,
                                                        int32_t project);

/** Appends days agreed with a pair that decisions changed. */
void appui_listing_decided(struct appui_listing *l);

/** Appends the dates of agreed days that the plan gives otherwise than the plan before. */
void appui_listing_agreed(struct appui_listing *l);

/** Appends the dossiers examined on another date than before, and the mandataires that change. */
void appui_listing_projects(struct appui_listing *l);

/** Appends the meetings that are no longer held and of which no dossier's change speaks: those
 * changes are listed before. */
void appui_listing_meetings(struct appui_listing *l);

#endif
