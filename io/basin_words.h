/*
 * Words of basin files: the closed lists that reading and writing share.
 */
#ifndef APPUI_IO_BASIN_WORDS_H
#define APPUI_IO_BASIN_WORDS_H

#include "io/json_scalar.h"

extern const struct appui_json_choice appui_basin_holidays[];
extern const struct appui_json_choice appui_basin_partner_kinds[];
extern const struct appui_json_choice appui_basin_project_statuses[];
extern const struct appui_json_choice appui_basin_phases[];
/** Half-days of a session by its name. */
extern const struct appui_json_choice appui_basin_session_sizes[];
extern const struct appui_json_choice appui_basin_line_states[];
extern const struct appui_json_choice appui_basin_session_states[];
extern const struct appui_json_choice appui_basin_halves[];
/** Bits of struct appui_draft_availability by name: the seven days, then their 14 halves. */
extern const struct appui_json_choice appui_basin_weekdays[];

/** The word of a value, which must be in the list. */
const char *appui_basin_word(const struct appui_json_choice *choices, int32_t value);

#endif
