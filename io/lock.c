/*
 * Locks folders with flock(2), on a descriptor of the folder itself. Two of them are taken in the
 * same order by every run, so that none waits for one that waits for it.
 */
#include "io/lock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/fault.h"
#include "model/memory.h"

/* A run that decides writes for a moment only: 5 seconds are many times that. */
#define TRIES 250
#define PAUSE_NS 20000000L

/* The folder in which a path ends, its symbolic links followed, also to a file that is not there
 * yet: opened; -1: there is nothing to lock. */
static int open_folder(const char *path, struct appui_faults *faults)
{
    struct appui_arena arena = {0};
    struct stat about;
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) {
        return -1;
    }
    const char *real = appui_file_real(&arena, path);
    const char *slash = real != NULL ? strrchr(real, '/') : NULL;
    const char *folder = appui_arena_format(
        &arena, "%.*s.", slash != NULL ? (int)(slash - real) + 1 : 0, real != NULL ? real : "");
    faults->out_of_memory |= real == NULL || folder == NULL;
    int file = faults->out_of_memory ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    appui_arena_release(&arena);
    return file;
}

/* -1, 0 or 1, as the first comes before, is the same as, or comes after the second. */
static int compare(int first, int second)
{
    struct stat a, b;
    if (fstat(first, &a) != 0 || fstat(second, &b) != 0) {
        return -1;
    }
    return a.st_dev != b.st_dev   ? (a.st_dev < b.st_dev ? -1 : 1)
           : a.st_ino != b.st_ino ? (a.st_ino < b.st_ino ? -1 : 1)
                                  : 0;
}

static void add(struct appui_lock *lock, int folder, const char *path)
{
    int order = lock->n == 0 ? 1 : compare(folder, lock->folders[0]);
    int at = order < 0 ? 0 : lock->n;
    if (order == 0) {
        close(folder);
        return;
    }
    if (at < lock->n) {
        lock->folders[1] = lock->folders[0];
        lock->paths[1] = lock->paths[0];
    }
    lock->folders[at] = folder;
    lock->paths[at] = path;
    lock->n++;
}

/* True when the folder is locked, or cannot be; false: another run has held it all the time. */
static bool hold(int folder)
{
    static const struct timespec pause = {.tv_nsec = PAUSE_NS};
    for (int i = 0; i < TRIES; i++) {
        int result;
        do {
            result = flock(folder, LOCK_EX | LOCK_NB);
        } while (result != 0 && errno == EINTR);
        if (result == 0 || errno != EWOULDBLOCK) {
            return true;
        }
        nanosleep(&pause, NULL);
    }
    return false;
}

/* True for ".appui-PID-N.tmp" of a process that is gone. */
static bool is_left_over(const char *name)
{
    long process = 0;
    int number, length = 0;
    bool ours = sscanf(name, ".appui-%ld-%d.tmp%n", &process, &number, &length) == 2 &&
                length > 0 && name[length] == '\0' && process > 0;
    return ours && kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

/* Removes what killed runs left while they wrote. */
static void tidy(int folder)
{
    int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
    if (entries == NULL) {
        if (copy >= 0) {
            close(copy);
        }
        return;
    }
    for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        if (is_left_over(entry->d_name)) {
            unlinkat(folder, entry->d_name, 0);
        }
    }
    closedir(entries);
}

enum appui_io_code appui_lock_take(const char *const *paths, int n, struct appui_lock *lock,
                                   struct appui_faults *faults)
{
    *lock = (struct appui_lock){.n = 0};
    for (int i = 0; i < n; i++) {
        bool none = paths[i] == NULL || strcmp(paths[i], "-") == 0;
        int folder = none ? -1 : open_folder(paths[i], faults);
        if (folder >= 0) {
            add(lock, folder, paths[i]);
        }
    }
    if (faults->out_of_memory) {
        return APPUI_IO_NO_MEMORY;
    }
    for (int i = 0; i < lock->n; i++) {
        if (!hold(lock->folders[i])) {
            lock->busy = lock->paths[i];
            appui_faults_add(faults, APPUI_FAULT_FILE_BUSY, NULL, NULL, (const char *)NULL);
            return faults->out_of_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_CANNOT_OPEN;
        }
        tidy(lock->folders[i]);
    }
    return APPUI_IO_OK;
}

void appui_lock_release(struct appui_lock *lock)
{
    for (int i = 0; i < lock->n; i++) {
        close(lock->folders[i]); /* which unlocks it */
    }
    lock->n = 0;
}
