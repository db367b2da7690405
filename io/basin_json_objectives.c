/*
 * Reads what a year of the basin should reach. What the file leaves out is model/basin's to fill
 * in.
 */
#include "io/basin_json_parts.h"
#include "io/json_scalar.h"
#include "model/draft.h"

#define OBJECTIVES(member) offsetof(struct appui_draft_objectives, member)

static bool read_committees(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    static const struct appui_json_field fields[] = {
        {"min", APPUI_JSON_OPTIONAL, appui_json_integer, OBJECTIVES(committees_min)},
        {"max", APPUI_JSON_OPTIONAL, appui_json_integer, OBJECTIVES(committees_max)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

bool appui_basin_json_objectives(struct appui_json_reader *reader, const struct appui_json_at *at,
                                 void *into)
{
    static const struct appui_json_field fields[] = {
        {"examined", APPUI_JSON_OPTIONAL, appui_json_integer, OBJECTIVES(examined)},
        {"approved", APPUI_JSON_OPTIONAL, appui_json_integer, OBJECTIVES(approved)},
        {"committees", APPUI_JSON_OPTIONAL, read_committees, 0},
        {"jobs", APPUI_JSON_OPTIONAL, appui_json_integer, OBJECTIVES(jobs)},
        {"mandates_per_partner", APPUI_JSON_OPTIONAL, appui_json_integer,
         OBJECTIVES(mandates_per_partner)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_objectives *objectives = into;
    objectives->given = true;
    return appui_json_object(reader, at, fields, objectives);
}
