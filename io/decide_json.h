/*
 * Decisions as JSON, for the journal and for machines. Internal to io.
 */
#ifndef APPUI_IO_DECIDE_JSON_H
#define APPUI_IO_DECIDE_JSON_H

#include "io/json_tree.h"
#include "model/decide.h"

/* New references, or NULL when memory fails. The tree's context is the basin. */

/** The rows as they were taken, ids resolved, in their order. */
json_t *appui_decide_json_rows(struct appui_json_tree *tree,
                               const struct appui_decide_result *result);

/** What was decided otherwise than proposed. */
json_t *appui_decide_json_gaps(struct appui_json_tree *tree,
                               const struct appui_decide_result *result);

/** What changes in the basin. */
json_t *appui_decide_json_effects(struct appui_json_tree *tree,
                                  const struct appui_decide_result *result);

/** A date, or null where it is absent. */
json_t *appui_decide_json_day(appui_day day);

#endif
