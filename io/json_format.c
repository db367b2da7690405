/*
 * Tells a plan given as a basin, and the other way round, from a file that is neither.
 */
#include "io/json_format.h"

#include <string.h>

bool appui_json_format(struct appui_json_reader *reader, const struct appui_json_at *root,
                       const char *expected)
{
    struct appui_json_at at = appui_json_member(root, "format");
    const char *format = json_string_value(at.value);
    if (format == NULL || strcmp(format, expected) == 0) {
        return true;
    }
    enum appui_fault_code code = APPUI_FAULT_FORMAT_UNKNOWN;
    if (strcmp(format, APPUI_PLAN_FORMAT) == 0 && strcmp(expected, APPUI_BASIN_FORMAT) == 0) {
        code = APPUI_FAULT_FORMAT_IS_PLAN;
    } else if (strcmp(format, APPUI_BASIN_FORMAT) == 0 &&
               strcmp(expected, APPUI_PLAN_FORMAT) == 0) {
        code = APPUI_FAULT_FORMAT_IS_BASIN;
    }
    appui_json_fault(reader, &at, code, "value", format, "expected", expected, (const char *)NULL);
    return false;
}
