/*
 * References of plan files: ids where a plan has indices, both ways.
 */
#ifndef APPUI_IO_PLAN_REFERENCE_H
#define APPUI_IO_PLAN_REFERENCE_H

#include "io/json_field.h"
#include "model/basin.h"
#include "model/plan.h"

enum appui_plan_kind {
    APPUI_PLAN_NEED,
    APPUI_PLAN_EXPERT,
    APPUI_PLAN_PARTNER,
    APPUI_PLAN_PROJECT,
    APPUI_PLAN_SKILL
};

/** What reading a plan resolves against: the reader's context. */
struct appui_plan_target {
    const struct appui_basin *basin;
    struct appui_plan *plan;
};

/** The id of an index that must exist. */
const char *appui_plan_id(const struct appui_basin *basin, enum appui_plan_kind kind,
                          int32_t index);

/** Reading functions, int32_t: the index of an id; an unknown one is reported with the nearest
 * known. */
appui_json_read_fn appui_plan_read_need;
appui_json_read_fn appui_plan_read_expert;
appui_json_read_fn appui_plan_read_partner;
appui_json_read_fn appui_plan_read_project;
appui_json_read_fn appui_plan_read_skill;

#endif
