/*
 * Decision names: what operators call dossiers, needs, experts and partners, beside their ids.
 */
#ifndef APPUI_IO_DECISION_NAMES_H
#define APPUI_IO_DECISION_NAMES_H

#include "model/basin.h"
#include "model/decision.h"
#include "model/fault.h"

/**
 * Replaces names by ids: a text that is no id, but is the id or the name (of a firm, of a partner)
 * of exactly one of the basin's objects but for case, accents, hyphens and the legal form. A name
 * that several have is a fault of the row, which is broken then. Linear in rows times objects.
 * @param decisions  their ids then borrow from the basin too
 * @param faults     takes names that fit several, under the pointers of model/decision.h
 * @return 0, or -1 when memory fails
 */
int appui_decision_names_resolve(struct appui_decisions *decisions, const struct appui_basin *basin,
                                 struct appui_faults *faults);

#endif
