/*
 * The parts of a basin file: reading functions for the lists and objects below its root. Targets
 * are structs of model/draft.h; those that take the whole draft fill its list and count.
 */
#ifndef APPUI_IO_BASIN_JSON_PARTS_H
#define APPUI_IO_BASIN_JSON_PARTS_H

#include "io/json_field.h"

/** struct appui_draft: skills, partners, experts, projects, estimates, lines, rules. */
appui_json_read_fn appui_basin_json_skills;
appui_json_read_fn appui_basin_json_partners;
appui_json_read_fn appui_basin_json_experts;
appui_json_read_fn appui_basin_json_projects;
appui_json_read_fn appui_basin_json_estimates;
appui_json_read_fn appui_basin_json_lines;
appui_json_read_fn appui_basin_json_rules;

/** struct appui_draft_committees */
appui_json_read_fn appui_basin_json_committees;

/** struct appui_draft_objectives */
appui_json_read_fn appui_basin_json_objectives;
/** struct appui_draft_advances */
appui_json_read_fn appui_basin_json_advances;

/** struct appui_draft_availability, of an expert or a project */
appui_json_read_fn appui_basin_json_availability;

#endif
