/*
 * The list is comma-separated with a header: path, agents, jobs, least cost, whether that is
 * proved, greatest total. No field is quoted; a field may be empty.
 */
#include "bench/best_known.h"

#include <stdlib.h>
#include <string.h>

#include "io/file.h"
#include "model/fault.h"
#include "model/memory.h"

enum { COLUMN_MIN = 3, COLUMN_MAX = 5 };

int appui_best_known_read(struct appui_best_known *known, const char *data)
{
    struct appui_arena arena = {0};
    struct appui_faults faults = {0};
    size_t length = 0;
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    const char *path = appui_arena_format(&arena, "%s/gap/best_known.csv", data);
    if (path != NULL) {
        code = appui_file_read(path, &known->text, &length, &faults);
    }
    appui_faults_release(&faults);
    appui_arena_release(&arena);
    return code == APPUI_IO_NO_MEMORY ? -1 : 0;
}

void appui_best_known_release(struct appui_best_known *known)
{
    appui_free(known->text);
    known->text = NULL;
}

/* The field of a line by its column, or NULL when the line is shorter. */
static const char *field_of(const char *line, int column)
{
    for (; column > 0; column--) {
        line += strcspn(line, ",\n");
        if (*line != ',') {
            return NULL;
        }
        line++;
    }
    return line;
}

/* True when the line's path ends in "/" and the first `length` bytes of name. */
static bool is_of(const char *line, const char *name, size_t length)
{
    size_t path = strcspn(line, ",\n");
    return path > length && line[path - length - 1] == '/' &&
           strncmp(line + path - length, name, length) == 0;
}

bool appui_best_known_find(const struct appui_best_known *known, const char *instance,
                           int64_t *value)
{
    size_t name = strcspn(instance, " ");
    bool max = strcmp(instance + name, " max") == 0;
    const char *line = known->text;
    while (line != NULL && *line != '\0') {
        const char *field = field_of(line, max ? COLUMN_MAX : COLUMN_MIN);
        if (is_of(line, instance, name) && field != NULL && *field >= '0' && *field <= '9') {
            *value = strtoll(field, NULL, 10);
            return true;
        }
        line += strcspn(line, "\n");
        line += *line == '\n' ? 1 : 0;
    }
    return false;
}
