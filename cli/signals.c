/*
 * Signals: the handlers only set a flag, and the second time clean up with async-signal-safe calls.
 * Before appui_signals_watch nothing is worth keeping, so the default stands: one Ctrl-C ends the
 * program.
 */
#include "cli/signals.h"

#include <signal.h>
#include <stddef.h>

#include "io/file.h"

static volatile sig_atomic_t stop_asked;

static void on_signal(int signal_number)
{
    if (stop_asked) {
        appui_file_abandon();
        signal(signal_number, SIG_DFL);
        raise(signal_number); /* delivered on return, so the caller sees the signal as the cause */
        return;
    }
    stop_asked = 1;
}

void appui_signals_ignore_pipe(void)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a write error, told like the others */
}

void appui_signals_watch(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

bool appui_signals_stop(void *context)
{
    (void)context;
    return stop_asked != 0;
}
