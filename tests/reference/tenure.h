/*
 * Tenures: who follows which supported project, by the referee's own reading of R14, and what
 * mandates and meetings weigh in burdens.
 *
 * Written from docs/model.md and docs/choices.md ("Mandataires", "Burden factors"); shares nothing
 * with model/mandates or the ledger.
 */
#ifndef APPUI_TESTS_TENURE_H
#define APPUI_TESTS_TENURE_H

#include "tests/reference/council.h"
#include "tests/reference/outcome.h"

/** What the data alone say. */
struct appui_tenures {
    const struct appui_basin *basin;
    bool asked;                            /**< a plan of this basin names mandataires */
    bool open;                             /**< some project has none yet: the tier has data */
    uint32_t may[APPUI_TINY_PROJECTS];     /**< partners that may be named; 0: asks for none */
    uint32_t stands;                       /**< projects with support that stands, a bit each */
    uint32_t lenders[APPUI_TINY_PROJECTS]; /**< partners with lines that stand, a bit each */
};

void appui_tenures_read(struct appui_tenures *tenures, const struct appui_field *field);

/** True when it matters to somebody from when a mandate runs. */
bool appui_tenures_limited(const struct appui_basin *basin);

/**
 * R14 for mandataires of the projects that ask for one.
 * @param supported  projects, a bit each
 * @param days       [n_projects] dates chosen for those that wait, APPUI_ABSENT: none
 * @param named      [n_projects] partner, or -1
 * @return NULL when they are legal, else what forbids them
 */
const char *appui_tenures_refuse(const struct appui_tenures *tenures, uint32_t supported,
                                 const appui_day *days, const int32_t *named);

/** True when the partner may follow the project, its own mandate beside those of the file alone,
 * the project examined on `day` (APPUI_ABSENT: not). */
bool appui_tenures_alone(const struct appui_tenures *tenures, int32_t project, int32_t partner,
                         appui_day day);

/** What stands: who is supported, and who lends there already. */
void appui_tenures_begin(const struct appui_tenures *tenures, struct appui_outcome *outcome);

/** Forgets support and lenders of projects that ask for no mandataire. */
void appui_tenures_forget(const struct appui_tenures *tenures, struct appui_outcome *outcome);

/** Adds mandates and attended meetings to an outcome whose lines and meetings stand. */
void appui_tenures_add(const struct appui_tenures *tenures, const struct appui_field *field,
                       const int32_t *named, struct appui_outcome *outcome);

/** What mandates of the file and meetings already held weigh, in thousandths of a half-day. */
int64_t appui_tenures_borne(const struct appui_basin *basin, int32_t partner);

/** Goes from one way to name partners to the next. @param named  all -1 for the first way
 * @return false after the last one */
bool appui_tenures_next(const struct appui_tenures *tenures, uint32_t supported, int32_t *named);

#endif
