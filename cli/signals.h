/*
 * Signals: Ctrl-C once stops the search and keeps the best plan, twice leaves at once.
 */
#ifndef APPUI_CLI_SIGNALS_H
#define APPUI_CLI_SIGNALS_H

#include <stdbool.h>

/** Ignores SIGPIPE, so that a reader that went away is an error of write and not the end of the
 * process. */
void appui_signals_ignore_pipe(void);

/** From here on SIGINT and SIGTERM ask for a stop; the second one removes unfinished files and
 * leaves. */
void appui_signals_watch(void);

/** True once a stop was asked for; the context is not used (for struct appui_solve_options). */
bool appui_signals_stop(void *context);

#endif
