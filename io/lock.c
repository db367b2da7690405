/*
 * Locks folders with flock(2), on a descriptor of the folder itself. Two of them are taken in the
 * same order by every run, so that none waits for one that waits for it.
 */
#include "io/lock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
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

/* A run that decides writes for a moment only: 5 seconds are many times that. */
#define TRIES 250
#define PAUSE_NS 20000000L

/* The folder of a file, opened; -1: there is nothing to lock. */
static int open_folder(const char *path)
{
    char folder[PATH_MAX];
    struct stat about;
    bool exists = stat(path, &about) == 0;
    if ((exists && !S_ISREG(about.st_mode)) || strlen(path) >= sizeof folder - 2) {
        return -1;
    }
    if (!exists || realpath(path, folder) == NULL) {
        memcpy(folder, path, strlen(path) + 1);
    }
    char *slash = strrchr(folder, '/');
    memcpy(slash == NULL ? folder : slash + 1, ".", 2);
    return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
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

static void add(struct appui_lock *lock, int folder)
{
    int order = lock->n == 0 ? 1 : compare(folder, lock->folders[0]);
    if (order == 0) {
        close(folder);
        return;
    }
    lock->folders[lock->n++] = folder;
    if (order < 0) {
        lock->folders[1] = lock->folders[0];
        lock->folders[0] = folder;
    }
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
        int folder = paths[i] == NULL || strcmp(paths[i], "-") == 0 ? -1 : open_folder(paths[i]);
        if (folder >= 0) {
            add(lock, folder);
        }
    }
    for (int i = 0; i < lock->n; i++) {
        if (!hold(lock->folders[i])) {
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
