/*
 * The words stand here once, so that what is written is what is read.
 */
#include "io/basin_words.h"

#include <assert.h>

const struct appui_json_choice appui_basin_holidays[] = {{"FR", APPUI_HOLIDAYS_FR},
                                                         {"FR-AM", APPUI_HOLIDAYS_FR_ALSACE},
                                                         {"none", APPUI_HOLIDAYS_NONE},
                                                         {NULL, 0}};

const struct appui_json_choice appui_basin_partner_kinds[] = {
    {"company", APPUI_COMPANY}, {"associate", APPUI_ASSOCIATE}, {NULL, 0}};

const struct appui_json_choice appui_basin_project_statuses[] = {
    {"submitted", APPUI_SUBMITTED}, {"deferred", APPUI_DEFERRED},
    {"approved", APPUI_APPROVED},   {"running", APPUI_RUNNING},
    {"closed", APPUI_CLOSED},       {"refused", APPUI_REFUSED},
    {"withdrawn", APPUI_WITHDRAWN}, {NULL, 0}};

const struct appui_json_choice appui_basin_phases[] = {
    {"support", APPUI_SUPPORT}, {"diagnostic", APPUI_DIAGNOSTIC}, {NULL, 0}};

const struct appui_json_choice appui_basin_session_sizes[] = {{"half", 1}, {"full", 2}, {NULL, 0}};

const struct appui_json_choice appui_basin_line_states[] = {{"proposed", APPUI_PROPOSED},
                                                            {"retained", APPUI_RETAINED},
                                                            {"signed", APPUI_SIGNED},
                                                            {"done", APPUI_DONE},
                                                            {NULL, 0}};

const struct appui_json_choice appui_basin_session_states[] = {
    {"planned", APPUI_SESSION_PLANNED},
    {"done", APPUI_SESSION_DONE},
    {"cancelled", APPUI_SESSION_CANCELLED},
    {NULL, 0}};

const struct appui_json_choice appui_basin_halves[] = {
    {"am", APPUI_AM}, {"pm", APPUI_PM}, {"full", APPUI_FULL}, {NULL, 0}};

/* Bits of model/draft.h: 2 * weekday + half, Monday am = bit 0. */
const struct appui_json_choice appui_basin_weekdays[] = {{"mon", 3},          {"tue", 3 << 2},
                                                         {"wed", 3 << 4},     {"thu", 3 << 6},
                                                         {"fri", 3 << 8},     {"sat", 3 << 10},
                                                         {"sun", 3 << 12},    {"mon.am", 1},
                                                         {"mon.pm", 2},       {"tue.am", 1 << 2},
                                                         {"tue.pm", 2 << 2},  {"wed.am", 1 << 4},
                                                         {"wed.pm", 2 << 4},  {"thu.am", 1 << 6},
                                                         {"thu.pm", 2 << 6},  {"fri.am", 1 << 8},
                                                         {"fri.pm", 2 << 8},  {"sat.am", 1 << 10},
                                                         {"sat.pm", 2 << 10}, {"sun.am", 1 << 12},
                                                         {"sun.pm", 2 << 12}, {NULL, 0}};

const char *appui_basin_word(const struct appui_json_choice *choices, int32_t value)
{
    while (choices->name != NULL && choices->value != value) {
        choices++;
    }
    assert(choices->name != NULL);
    return choices->name;
}
