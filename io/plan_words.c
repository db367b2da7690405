/*
 * The words stand here once, so that what is written is what is read. Tiers, hole codes
 * and causes of missed dates have their names in the model; their lists are made from those.
 */
#include "io/plan_words.h"

#include <assert.h>
#include <string.h>

#include "model/missed.h"

const struct appui_json_choice appui_plan_statuses[] = {{"optimal", APPUI_OPTIMAL},
                                                        {"feasible", APPUI_FEASIBLE},
                                                        {"interrupted", APPUI_INTERRUPTED},
                                                        {NULL, 0}};

const struct appui_json_choice appui_plan_line_states[] = {{"proposed", APPUI_PROPOSED},
                                                           {"retained", APPUI_RETAINED},
                                                           {"signed", APPUI_SIGNED},
                                                           {NULL, 0}};

const struct appui_json_choice appui_plan_session_states[] = {
    {"planned", APPUI_SESSION_PLANNED}, {"done", APPUI_SESSION_DONE}, {NULL, 0}};

const struct appui_json_choice appui_plan_halves[] = {
    {"am", APPUI_AM}, {"pm", APPUI_PM}, {"full", APPUI_FULL}, {NULL, 0}};

const struct appui_json_choice appui_plan_change_kinds[] = {
    {"session_moved", APPUI_SESSION_MOVED}, {"session_lost", APPUI_SESSION_LOST}, {NULL, 0}};

const struct appui_json_choice appui_plan_causes[] = {
    {"expert_away", APPUI_EXPERT_AWAY},   {"firm_away", APPUI_FIRM_AWAY},
    {"not_working", APPUI_NOT_WORKING},   {"outside_window", APPUI_OUTSIDE_WINDOW},
    {"partner_left", APPUI_PARTNER_LEFT}, {NULL, 0}};

const struct appui_json_choice appui_plan_revision_kinds[] = {
    {"line_added", APPUI_LINE_ADDED},
    {"line_dropped", APPUI_LINE_DROPPED},
    {"days_changed", APPUI_DAYS_CHANGED},
    {"proposal_moved", APPUI_PROPOSAL_MOVED},
    {"committee_changed", APPUI_COMMITTEE_CHANGED},
    {"mandataire_changed", APPUI_MANDATAIRE_CHANGED},
    {"agreed_moved", APPUI_AGREED_MOVED},
    {"agreed_changed", APPUI_AGREED_CHANGED},
    {"meeting_moved", APPUI_MEETING_MOVED},
    {NULL, 0}};

const struct appui_json_choice appui_plan_events[] = {{"new_dossier", APPUI_BY_NEW_DOSSIER},
                                                      {"new_need", APPUI_BY_NEW_NEED},
                                                      {"decided", APPUI_BY_DECISION},
                                                      {"cancelled", APPUI_BY_CANCELLATION},
                                                      {"deferred", APPUI_BY_DEFERRAL},
                                                      {"closed", APPUI_BY_CLOSING},
                                                      {"refused", APPUI_BY_REFUSAL},
                                                      {"withdrawn", APPUI_BY_WITHDRAWAL},
                                                      {"covered_elsewhere", APPUI_BY_COVERAGE},
                                                      {"removed", APPUI_BY_REMOVAL},
                                                      {"no_support", APPUI_BY_NO_SUPPORT},
                                                      {"required", APPUI_BY_REQUIREMENT},
                                                      {"only_together", APPUI_TOGETHER},
                                                      {"not_explained", APPUI_UNEXPLAINED},
                                                      {NULL, 0}};

const struct appui_json_choice appui_plan_meeting_parts[] = {
    {"no_chair", APPUI_MEETING_NO_CHAIR},
    {"no_quorum", APPUI_MEETING_NO_QUORUM},
    {"not_a_date", APPUI_MEETING_NO_DATE},
    {"outside_horizon", APPUI_MEETING_OUTSIDE_HORIZON},
    {"gap", APPUI_MEETING_GAP},
    {"count", APPUI_MEETING_COUNT},
    {NULL, 0}};

const struct appui_json_choice appui_plan_methods[] = {
    {"days", APPUI_METHOD_DAYS}, {"joint", APPUI_METHOD_JOINT}, {NULL, 0}};

const char *appui_plan_word(const struct appui_json_choice *choices, int32_t value)
{
    while (choices->name != NULL && choices->value != value) {
        choices++;
    }
    assert(choices->name != NULL);
    return choices->name;
}

int32_t appui_plan_word_find(const struct appui_json_choice *choices, const char *word)
{
    while (choices->name != NULL && strcmp(choices->name, word) != 0) {
        choices++;
    }
    return choices->name == NULL ? -1 : choices->value;
}

bool appui_plan_read_tier_name(struct appui_json_reader *reader, const struct appui_json_at *at,
                               void *into)
{
    struct appui_json_choice tiers[APPUI_N_TIERS + 1] = {{NULL, 0}};
    for (int32_t i = 0; i < APPUI_N_TIERS; i++) {
        tiers[i] = (struct appui_json_choice){appui_tier_name((enum appui_tier)i), i};
    }
    return appui_json_choose(reader, at, tiers, into);
}

bool appui_plan_read_hole_code(struct appui_json_reader *reader, const struct appui_json_at *at,
                               void *into)
{
    struct appui_json_choice codes[APPUI_N_HOLE_CODES + 1] = {{NULL, 0}};
    for (int32_t i = 0; i < APPUI_N_HOLE_CODES; i++) {
        codes[i] = (struct appui_json_choice){appui_hole_name((enum appui_hole_code)i), i};
    }
    return appui_json_choose(reader, at, codes, into);
}

bool appui_plan_read_missed_cause(struct appui_json_reader *reader, const struct appui_json_at *at,
                                  void *into)
{
    struct appui_json_choice causes[APPUI_N_MISSED_CAUSES + 1] = {{NULL, 0}};
    for (int32_t i = 0; i < APPUI_N_MISSED_CAUSES; i++) {
        causes[i] = (struct appui_json_choice){appui_missed_name((enum appui_missed_cause)i), i};
    }
    return appui_json_choose(reader, at, causes, into);
}
