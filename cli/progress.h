/*
 * Progress: one live line on stderr while a plan is searched.
 */
#ifndef APPUI_CLI_PROGRESS_H
#define APPUI_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "io/message.h"
#include "solver/solve.h"

struct appui_progress {
    enum appui_language language;
    bool shown;     /**< stderr is a terminal that can move its cursor, and --quiet was not given */
    bool colour;    /**< NO_COLOR is not set */
    bool line_open; /**< a line stands that must be cleared */
    bool stop_told;
    int64_t next_ms; /**< monotonic time before which nothing is drawn */
};

/** Decides whether and how progress is shown. */
void appui_progress_init(struct appui_progress *progress, enum appui_language language, bool quiet);

/** Draws the line, at most ten times a second. `context` is the struct appui_progress. */
void appui_progress_show(void *context, const struct appui_solve_progress *state);

/** Clears the line. */
void appui_progress_clear(struct appui_progress *progress);

#endif
