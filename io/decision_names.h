/*
 * Decision names: what operators call dossiers, needs, experts and partners, beside their ids.
 */
#ifndef APPUI_IO_DECISION_NAMES_H
#define APPUI_IO_DECISION_NAMES_H

#include "model/basin.h"
#include "model/decision.h"

/**
 * Replaces names by ids: a text that is no id, but is the id or the name (of a firm, of a partner)
 * of exactly one of the basin's objects but for case, accents, hyphens and the legal form. Linear
 * in rows times objects.
 * @param decisions  their ids then borrow from the basin too
 * @return 0, or -1 when memory fails
 */
int appui_decision_names_resolve(struct appui_decisions *decisions,
                                 const struct appui_basin *basin);

#endif
