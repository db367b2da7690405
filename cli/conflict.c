/*
 * How require rules that leave no plan are told: each with where it comes from, and for a single
 * one every obstacle that model/rules finds between its expert and its need.
 */
#include "cli/conflict.h"

#include <stdio.h>

#include "cli/say.h"
#include "model/rules.h"

#define NUMBER_TEXT 16

static void say_rule(const struct appui_basin_input *input, int32_t index,
                     enum appui_language language)
{
    const struct appui_basin *basin = input->basin;
    const struct appui_pair_rule *rule = &basin->require[index];
    const char *need = basin->needs[rule->need].id;
    const char *expert = basin->experts[rule->expert].id;
    if (rule->from_option) {
        appui_say_more(language, APPUI_PHRASE_CONFLICT_OPTION, need, expert, NULL);
        return;
    }
    char number[NUMBER_TEXT];
    snprintf(number, sizeof number, "%d", (int)index);
    appui_say_more(language, APPUI_PHRASE_CONFLICT_FILE, need, expert,
                   appui_source_name(language, input->path), number, NULL);
}

/* One line per obstacle; the phrases stand in the order of the bits and share their arguments. */
static void say_obstacles(const struct appui_basin *basin, const struct appui_pair_rule *rule,
                          uint32_t obstacles, enum appui_language language)
{
    const struct appui_need *need = &basin->needs[rule->need];
    const struct appui_expert *expert = &basin->experts[rule->expert];
    char best[NUMBER_TEXT], asked[NUMBER_TEXT], experts[NUMBER_TEXT], projects[NUMBER_TEXT];
    snprintf(best, sizeof best, "%d", (int)appui_basin_level(basin, rule->expert, need->skill));
    snprintf(asked, sizeof asked, "%d", (int)need->level);
    snprintf(experts, sizeof experts, "%d", (int)need->experts_max);
    snprintf(projects, sizeof projects, "%d", (int)expert->projects_max);
    for (int bit = 0; UINT32_C(1) << bit <= APPUI_OBSTACLE_NO_COMMITTEE; bit++) {
        if ((obstacles & UINT32_C(1) << bit) != 0) {
            appui_say_more(language, (enum appui_phrase)(APPUI_PHRASE_OBSTACLE_NOT_PLANNED + bit),
                           best, asked, basin->skills[need->skill].id,
                           basin->projects[need->project].id, basin->partners[expert->partner].id,
                           experts, projects, NULL);
        }
    }
    if (obstacles == 0) {
        appui_say_more(language, APPUI_PHRASE_OBSTACLE_NONE, NULL);
    }
}

/* @return false when memory fails. */
static bool find_obstacles(const struct appui_basin_input *input, bool calendar,
                           const struct appui_pair_rule *rule, uint32_t *obstacles)
{
    const struct appui_rules rules = {
        .basin = input->basin, .standing = input->standing, .calendar = calendar};
    struct appui_arena arena = {0};
    struct appui_slots scratch;
    bool room = appui_slots_new(&scratch, &arena, input->basin->n_slots) == 0;
    if (room) {
        *obstacles = appui_rules_pair(&rules, rule->expert, rule->need, &scratch);
    }
    appui_arena_release(&arena);
    return room;
}

static void say_one(const struct appui_basin_input *input, int32_t index, uint32_t obstacles,
                    enum appui_language language)
{
    appui_say(language, APPUI_PHRASE_CONFLICT_ONE, NULL);
    say_rule(input, index, language);
    say_obstacles(input->basin, &input->basin->require[index], obstacles, language);
}

bool appui_conflict_say(const struct appui_basin_input *input,
                        const struct appui_solve_result *result, bool calendar,
                        enum appui_language language)
{
    if (result->n_conflict == 1) {
        int32_t index = result->conflict[0];
        uint32_t obstacles;
        if (!find_obstacles(input, calendar, &input->basin->require[index], &obstacles)) {
            return false;
        }
        say_one(input, index, obstacles, language);
        return true;
    }
    char number[NUMBER_TEXT];
    snprintf(number, sizeof number, "%d", (int)result->n_conflict);
    appui_say(language,
              result->conflict_is_smallest ? APPUI_PHRASE_CONFLICT
                                           : APPUI_PHRASE_CONFLICT_IRREDUCIBLE,
              number, NULL);
    for (int32_t i = 0; i < result->n_conflict; i++) {
        say_rule(input, result->conflict[i], language);
    }
    return true;
}

bool appui_conflict_say_impossible(const struct appui_basin_input *input, bool calendar,
                                   enum appui_language language, bool *found)
{
    const struct appui_basin *basin = input->basin;
    *found = false;
    for (int32_t i = 0; i < basin->n_require && !*found; i++) {
        const struct appui_pair_rule *rule = &basin->require[i];
        uint32_t obstacles = 0;
        bool stands = appui_standing_pair(basin, input->standing, rule->expert, rule->need) > 0;
        if (!stands && !find_obstacles(input, calendar, rule, &obstacles)) {
            return false;
        }
        *found = obstacles != 0;
        if (*found) {
            say_one(input, i, obstacles, language);
        }
    }
    return true;
}
