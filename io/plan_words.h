/*
 * Words of plan files: the closed lists that both directions share.
 */
#ifndef APPUI_IO_PLAN_WORDS_H
#define APPUI_IO_PLAN_WORDS_H

#include "io/json_scalar.h"
#include "io/plan_json.h"
#include "model/plan.h"

extern const struct appui_json_choice appui_plan_statuses[];
extern const struct appui_json_choice appui_plan_line_states[];
extern const struct appui_json_choice appui_plan_session_states[];
extern const struct appui_json_choice appui_plan_halves[];
extern const struct appui_json_choice appui_plan_change_kinds[];
/** Which part of R7 an agreed session breaks. */
extern const struct appui_json_choice appui_plan_causes[];
/** enum appui_revision_kind */
extern const struct appui_json_choice appui_plan_revision_kinds[];
/** enum appui_revision_cause, of causes that are neither a rule nor a tier */
extern const struct appui_json_choice appui_plan_events[];
/** enum appui_meeting_part */
extern const struct appui_json_choice appui_plan_meeting_parts[];
/** enum appui_method */
extern const struct appui_json_choice appui_plan_methods[];

/** The word of a value, which must be in the list. */
const char *appui_plan_word(const struct appui_json_choice *choices, int32_t value);

/** The value of a word, or -1. */
int32_t appui_plan_word_find(const struct appui_json_choice *choices, const char *word);

/** Reading functions: enum appui_tier, enum appui_hole_code, enum appui_missed_cause by name. */
appui_json_read_fn appui_plan_read_tier_name;
appui_json_read_fn appui_plan_read_hole_code;
appui_json_read_fn appui_plan_read_missed_cause;

#endif
