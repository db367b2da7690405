/*
 * The parts of a plan file: writers that return a new reference (NULL when memory fails), and
 * reading functions for the tables of json_field.h.
 */
#ifndef APPUI_IO_PLAN_JSON_PARTS_H
#define APPUI_IO_PLAN_JSON_PARTS_H

#include "io/json_field.h"
#include "io/json_tree.h"
#include "io/plan_json.h"
#include "io/plan_reference.h"

/** The basin that a tree's indices refer to. */
static inline const struct appui_basin *appui_plan_basin(const struct appui_json_tree *tree)
{
    return tree->context;
}

json_t *appui_plan_write_options(struct appui_json_tree *tree,
                                 const struct appui_plan_options *options, bool calendar);
json_t *appui_plan_write_tier(struct appui_json_tree *tree, const struct appui_tier_result *tier);
/** The gap of a tier, or null without a bound. */
json_t *appui_plan_write_gap(struct appui_json_tree *tree, const struct appui_tier_result *tier);
json_t *appui_plan_write_partner(struct appui_json_tree *tree, const struct appui_plan *plan,
                                 int32_t partner);
json_t *appui_plan_write_figures(struct appui_json_tree *tree, const struct appui_figures *figures);
json_t *appui_plan_write_project_hole(struct appui_json_tree *tree,
                                      const struct appui_project_hole *hole);
json_t *appui_plan_write_meeting_hole(struct appui_json_tree *tree,
                                      const struct appui_meeting_hole *hole);
json_t *appui_plan_write_meetings(struct appui_json_tree *tree, const struct appui_plan *plan);
json_t *appui_plan_write_mandataires(struct appui_json_tree *tree, const struct appui_plan *plan);
json_t *appui_plan_write_reviews(struct appui_json_tree *tree, const struct appui_plan *plan);
json_t *appui_plan_write_revision(struct appui_json_tree *tree,
                                  const struct appui_revision *revision);
json_t *appui_plan_write_previous(struct appui_json_tree *tree, const struct appui_plan *plan);
json_t *appui_plan_write_advances(struct appui_json_tree *tree,
                                  const struct appui_plan_advances *advances);
json_t *appui_plan_write_warnings(struct appui_json_tree *tree, const struct appui_faults *faults);

/** struct appui_tier_result, whose name is known: only the form of its gap. */
appui_json_read_fn appui_plan_read_gap;

/** Reports (tier_gap) when the gap written in a tier is not what its value and bound give; a plan
 * is read all the same. */
void appui_plan_judge_gap(struct appui_json_reader *reader, const struct appui_json_at *tier_at,
                          const struct appui_tier_result *tier);

/** struct appui_plan_options */
appui_json_read_fn appui_plan_read_options;

/** struct appui_plan: lists of the root. */
appui_json_read_fn appui_plan_read_tiers;
appui_json_read_fn appui_plan_read_lines;
appui_json_read_fn appui_plan_read_holes;
appui_json_read_fn appui_plan_read_partials;
appui_json_read_fn appui_plan_read_changes;
appui_json_read_fn appui_plan_read_meetings;
appui_json_read_fn appui_plan_read_mandataires;
appui_json_read_fn appui_plan_read_reviews;
appui_json_read_fn appui_plan_read_previous;
appui_json_read_fn appui_plan_read_partners;
appui_json_read_fn appui_plan_read_advances;

/** struct appui_project_hole */
appui_json_read_fn appui_plan_read_project_hole;

/** struct appui_meeting_hole */
appui_json_read_fn appui_plan_read_meeting_hole;

/** struct appui_revision: a change against the plan before. */
appui_json_read_fn appui_plan_read_revision;

/** True when the value is such a change, by its kind. */
bool appui_plan_is_revision(const json_t *value);

/** struct appui_figures */
appui_json_read_fn appui_plan_read_figures;

/** struct appui_fraction, reduced. */
appui_json_read_fn appui_plan_read_fraction;

#endif
