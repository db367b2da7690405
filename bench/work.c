/*
 * The work folder, and the few names in it.
 */
#include "bench/work.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int appui_work_open(struct appui_work *work)
{
    const char *parent = getenv("TMPDIR");
    parent = parent != NULL && parent[0] != '\0' ? parent : "/tmp";
    int length = snprintf(work->folder, sizeof work->folder, "%s/appui-bench-XXXXXX", parent);
    if (length < 0 || (size_t)length >= sizeof work->folder) {
        errno = ENAMETOOLONG;
        work->folder[0] = '\0';
        return -1;
    }
    if (mkdtemp(work->folder) == NULL) {
        work->folder[0] = '\0';
        return -1;
    }
    snprintf(work->basin, sizeof work->basin, "%s/basin.json", work->folder);
    snprintf(work->program, sizeof work->program, "%s/program.mps", work->folder);
    snprintf(work->answer, sizeof work->answer, "%s/answer.json", work->folder);
    return 0;
}

void appui_work_close(struct appui_work *work)
{
    if (work->folder[0] != '\0') {
        unlink(work->basin);
        unlink(work->program);
        unlink(work->answer);
        rmdir(work->folder);
        work->folder[0] = '\0';
    }
}
