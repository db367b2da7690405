/*
 * What Linux tells of itself in /proc. Where a file is missing the figure is left out.
 */
#include "bench/machine.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "io/digest.h"

#define LINE_MAX_BYTES 4600

/* The text behind ": " of the first line that begins with `key`. */
static const char *read_entry(const char *path, const char *key, struct appui_arena *arena)
{
    char line[LINE_MAX_BYTES];
    const char *found = NULL;
    FILE *file = fopen(path, "r");
    while (file != NULL && found == NULL && fgets(line, sizeof line, file) != NULL) {
        const char *colon = strstr(line, ": ");
        if (strncmp(line, key, strlen(key)) == 0 && colon != NULL) {
            found = appui_arena_text(arena, colon + 2, strcspn(colon + 2, "\n"));
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

struct appui_machine appui_machine_read(struct appui_arena *arena)
{
    struct appui_machine machine = {.cores = (int32_t)sysconf(_SC_NPROCESSORS_ONLN)};
    struct utsname name;
    if (uname(&name) == 0) {
        machine.system =
            appui_arena_format(arena, "%s %s %s", name.sysname, name.release, name.machine);
    }
    machine.processor = read_entry("/proc/cpuinfo", "model name", arena);
    return machine;
}

const char *appui_machine_program(struct appui_arena *arena)
{
    char path[LINE_MAX_BYTES];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    return length <= 0 || (size_t)length == sizeof path
               ? NULL
               : appui_arena_text(arena, path, (size_t)length);
}

int appui_machine_build(char sha256[APPUI_SHA256_TEXT])
{
    char line[LINE_MAX_BYTES];
    char code[LINE_MAX_BYTES] = "/proc/self/exe";
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        const char *path = strchr(line, '/');
        if (path != NULL && strstr(path, "/libappui.so") != NULL) {
            snprintf(code, sizeof code, "%.*s", (int)strcspn(path, "\n"), path);
            break;
        }
    }
    if (maps != NULL) {
        fclose(maps);
    }
    return appui_digest_file(code, sha256) == APPUI_IO_OK ? 0 : -1;
}
