/*
 * How a child is started, waited for and stopped. A file descriptor of the process is polled, so
 * that its end is seen at once and no timer disturbs it; it leads a process group, so that nothing
 * it starts outlives it.
 */
#include "bench/measure.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Signals that this program ignores or catches get their default back in the child. */
static int set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t restored;
    sigemptyset(&restored);
    sigaddset(&restored, SIGPIPE);
    sigaddset(&restored, SIGXFSZ);
    return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF) |
           posix_spawnattr_setpgroup(attributes, 0) |
           posix_spawnattr_setsigdefault(attributes, &restored);
}

static int set_files(posix_spawn_file_actions_t *files, const char *output)
{
    const char *target = output != NULL ? output : "/dev/null";
    return posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0) |
           posix_spawn_file_actions_addopen(files, STDOUT_FILENO, target,
                                            O_WRONLY | O_CREAT | O_TRUNC, 0666) |
           posix_spawn_file_actions_addopen(files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
}

/* @return the process, or -1 */
static pid_t begin(const struct appui_child *child)
{
    union {
        const char *const *given;
        char *const *taken;
    } arguments = {.given = child->arguments}; /* exec leaves them as they are (POSIX, rationale) */
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    pid_t process = -1;
    if (posix_spawn_file_actions_init(&files) != 0) {
        return -1;
    }
    if (posix_spawnattr_init(&attributes) == 0) {
        if (set_files(&files, child->output) != 0 || set_attributes(&attributes) != 0 ||
            posix_spawnp(&process, arguments.given[0], &files, &attributes, arguments.taken,
                         environ) != 0) {
            process = -1;
        }
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&files);
    return process;
}

/* Looked at this often where the kernel has no file descriptor for a process (Linux before 5.3, or
 * valgrind). */
#define LOOK_MS 5

static bool has_ended(pid_t process)
{
    siginfo_t end = {.si_pid = 0};
    return waitid(P_PID, (id_t)process, &end, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           end.si_pid == process;
}

/* Waits until the child has ended, its time is over or a stop is asked for. A signal may come just
 * before the wait, so that is never longer than a second. */
static enum appui_measure_outcome watch(const struct appui_child *child, pid_t process,
                                        double deadline)
{
    struct pollfd end = {.fd = (int)syscall(SYS_pidfd_open, process, 0), .events = POLLIN};
    enum appui_measure_outcome outcome = APPUI_MEASURE_NOT_BEGUN;
    int most_ms = end.fd < 0 ? LOOK_MS : 1000;
    while (outcome == APPUI_MEASURE_NOT_BEGUN) {
        double left = deadline - now();
        if (child->stop != NULL && child->stop(child->context)) {
            outcome = APPUI_MEASURE_STOPPED;
            break;
        }
        poll(&end, 1, left <= 0 ? 0 : (int)fmin(ceil(1000 * left), most_ms));
        if (has_ended(process)) {
            outcome = APPUI_MEASURE_ENDED;
        } else if (left <= 0) {
            outcome = APPUI_MEASURE_LIMIT;
        }
    }
    if (end.fd >= 0) {
        close(end.fd);
    }
    return outcome;
}

struct appui_measure appui_measure(const struct appui_child *child)
{
    struct appui_measure measure = {.outcome = APPUI_MEASURE_NOT_BEGUN, .peak_mib = NAN};
    struct rusage usage = {.ru_maxrss = 0};
    int status = 0;
    double start = now();
    pid_t process = begin(child);
    if (process < 0) {
        return measure;
    }
    measure.outcome = watch(child, process, child->limit_s > 0 ? start + child->limit_s : INFINITY);
    if (measure.outcome != APPUI_MEASURE_ENDED) {
        kill(-process, SIGKILL);
    }
    while (wait4(process, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    measure.seconds = now() - start;
    measure.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    measure.peak_mib = (double)usage.ru_maxrss / 1024;
    return measure;
}
