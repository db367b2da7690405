/*
 * What the parts of check ask about a plan line, and how they write places and dates of a plan that
 * may hold anything.
 */
#include "model/verdict.h"

#include <string.h>

#include "model/evaluate.h"

char *appui_date_text(appui_day day, char text[APPUI_DATE_TEXT])
{
    if (day < appui_date_from_civil(APPUI_YEAR_MIN, 1, 1) ||
        day > appui_date_from_civil(APPUI_YEAR_MAX, 12, 31)) {
        return strcpy(text, "?");
    }
    return appui_date_write(day, text);
}

const char *appui_verdict_need(const struct appui_verdict *verdict,
                               const struct appui_plan_line *line)
{
    return verdict->basin->needs[line->need].id;
}

const char *appui_verdict_expert(const struct appui_verdict *verdict,
                                 const struct appui_plan_line *line)
{
    return verdict->basin->experts[line->expert].id;
}

char *appui_verdict_partner(const struct appui_verdict *verdict, int32_t partner,
                            char text[APPUI_POINTER_TEXT])
{
    /* A partner that the file leaves out is pointed at by the index it should have. */
    const struct appui_plan *plan = verdict->plan;
    bool told = plan->n_partners == verdict->basin->n_partners;
    return appui_pointer_item("partners", told ? plan->partners[partner].file_index : partner,
                              text);
}

bool appui_verdict_repeats(const struct appui_verdict *verdict, const struct appui_plan_line *line)
{
    return line->state != APPUI_PROPOSED && line->basin_line >= 0 &&
           line->basin_line < verdict->basin->n_lines &&
           verdict->standing->lines[line->basin_line].agreed;
}

bool appui_verdict_fresh(const struct appui_verdict *verdict, const struct appui_plan_line *line,
                         int32_t session)
{
    return appui_evaluate_is_new(verdict->basin, verdict->standing, line, &line->sessions[session]);
}

bool appui_verdict_inside(const struct appui_verdict *verdict, appui_day day)
{
    return day >= verdict->basin->horizon_start && day <= verdict->basin->horizon_end;
}

int64_t appui_verdict_unplaced(const struct appui_verdict *verdict, int32_t basin_line)
{
    int64_t open = verdict->standing->lines[basin_line].to_place - verdict->line_placed[basin_line];
    return open > 0 ? open : 0;
}
