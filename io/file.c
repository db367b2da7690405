/*
 * Decides how whole files come in and go out. Reading counts bytes as they arrive, so that pipes
 * have the same cap as files. Writing goes through a temporary file beside the target, so that a
 * reader sees the old content or the new one and nothing between; where that cannot be (a device, a
 * pipe), bytes are written in place.
 */
#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/fault.h"
#include "model/memory.h"

#define CHUNK_BYTES 65536
#define LINKS_MAX 40
#define NAMES_MAX 100

/* The temporary file under way, for appui_file_abandon; static because a signal handler has no
 * other way to it. */
static char temporary[PATH_MAX];
static volatile sig_atomic_t temporary_exists;

void appui_file_abandon(void)
{
    if (temporary_exists) {
        unlink(temporary);
        temporary_exists = 0;
    }
}

static enum appui_io_code refuse(struct appui_faults *faults, enum appui_fault_code code, int error)
{
    if (error == ENOENT || error == ENOTDIR) {
        code = APPUI_FAULT_FILE_MISSING;
    } else if (error == EISDIR) {
        code = APPUI_FAULT_FILE_IS_FOLDER;
    } else if (error == EACCES || error == EPERM || error == EROFS) {
        code = APPUI_FAULT_FILE_NO_PERMISSION;
    }
    appui_faults_add(faults, code, NULL, NULL, "reason", strerror(error), (const char *)NULL);
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_CANNOT_OPEN;
}

static enum appui_io_code too_big(struct appui_faults *faults)
{
    char limit[16];
    snprintf(limit, sizeof limit, "%zu", APPUI_FILE_BYTES_MAX / 1024 / 1024);
    appui_faults_add(faults, APPUI_FAULT_FILE_TOO_BIG, NULL, NULL, "limit", limit,
                     (const char *)NULL);
    return APPUI_IO_REJECTED;
}

static ssize_t read_some(int file, char *to)
{
    ssize_t got;
    do {
        got = read(file, to, CHUNK_BYTES);
    } while (got < 0 && errno == EINTR);
    return got;
}

/* Reads to the end of a descriptor; *bytes is the caller's to free in every case. */
static enum appui_io_code read_all(int file, char **bytes, size_t *length,
                                   struct appui_faults *faults)
{
    int32_t capacity = 0;
    for (;;) {
        if (appui_grow(bytes, &capacity, (int64_t)*length + CHUNK_BYTES + 1, 1) != 0) {
            return APPUI_IO_NO_MEMORY;
        }
        ssize_t got = read_some(file, *bytes + *length);
        if (got < 0) {
            return refuse(faults, APPUI_FAULT_FILE_UNREADABLE, errno);
        }
        *length += (size_t)got;
        if (*length > APPUI_FILE_BYTES_MAX) {
            return too_big(faults);
        }
        if (got == 0) {
            (*bytes)[*length] = '\0';
            break;
        }
    }
    if (*length == 0) {
        appui_faults_add(faults, APPUI_FAULT_FILE_EMPTY, NULL, NULL, (const char *)NULL);
        return APPUI_IO_REJECTED;
    }
    return APPUI_IO_OK;
}

enum appui_io_code appui_file_read(const char *path, char **bytes, size_t *length,
                                   struct appui_faults *faults)
{
    struct stat about;
    bool is_stdin = strcmp(path, "-") == 0;
    *bytes = NULL;
    *length = 0;
    int file = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return refuse(faults, APPUI_FAULT_FILE_UNREADABLE, errno);
    }
    enum appui_io_code code;
    if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) &&
        about.st_size > (off_t)APPUI_FILE_BYTES_MAX) {
        code = too_big(faults);
    } else {
        code = read_all(file, bytes, length, faults);
    }
    if (!is_stdin) {
        close(file);
    }
    if (code != APPUI_IO_OK) {
        appui_free(*bytes);
        *bytes = NULL;
        *length = 0;
    }
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}

static int write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(file, bytes, length);
        if (put < 0 && errno != EINTR) {
            return -1;
        }
        if (put > 0) {
            bytes += put;
            length -= (size_t)put;
        }
    }
    return 0;
}

/* Length of the folder part of a path, its last "/" included. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Follows symbolic links, also one whose target does not exist yet; 0, or -1 with errno. */
static int follow_links(char path[PATH_MAX])
{
    char link[PATH_MAX];
    for (int links = 0; links < LINKS_MAX; links++) {
        ssize_t length = readlink(path, link, sizeof link - 1);
        if (length < 0) {
            return 0; /* no link, or nothing there: opening it will tell */
        }
        link[length] = '\0';
        size_t folder = link[0] == '/' ? 0 : folder_length(path);
        if (folder + (size_t)length >= PATH_MAX) {
            errno = ENAMETOOLONG;
            return -1;
        }
        memcpy(path + folder, link, (size_t)length + 1);
    }
    errno = ELOOP;
    return -1;
}

/* Opens a new temporary file in the target's folder and notes it for appui_file_abandon; signals
 * wait meanwhile, so that none comes between creating the file and noting it. */
static int open_temporary(const char *target, mode_t mode)
{
    sigset_t all, before;
    int file = -1;
    size_t folder = folder_length(target);
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    for (int n = 0; n < NAMES_MAX && file < 0; n++) {
        int length = snprintf(temporary, sizeof temporary, "%.*s.appui-%ld-%d.tmp", (int)folder,
                              target, (long)getpid(), n);
        if (length < 0 || (size_t)length >= sizeof temporary) {
            errno = ENAMETOOLONG;
            break;
        }
        file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (file < 0 && errno != EEXIST) {
            break;
        }
    }
    temporary_exists = file >= 0;
    int error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return file;
}

/* Makes the rename itself last; a folder that cannot be opened or synced has nothing more to offer.
 */
static void sync_folder(const char *target)
{
    char folder[PATH_MAX];
    size_t length = folder_length(target);
    memcpy(folder, target, length);
    memcpy(folder + length, ".", 2);
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0) {
        fsync(file);
        close(file);
    }
}

/* Writes beside the target, then renames; 0, or -1 with errno and the temporary file gone. */
static int replace(const char *target, const struct stat *about, const char *bytes, size_t length)
{
    int file = open_temporary(target, about == NULL ? 0666 : 0600);
    if (file < 0) {
        return -1;
    }
    int result = about == NULL ? 0 : fchmod(file, about->st_mode & 07777);
    if (result == 0) {
        result = write_all(file, bytes, length);
    }
    if (result == 0) {
        result = fsync(file);
    }
    int error = errno;
    if (close(file) != 0 && result == 0) {
        result = -1;
        error = errno;
    }
    if (result == 0 && rename(temporary, target) != 0) {
        result = -1;
        error = errno;
    }
    if (result != 0) {
        appui_file_abandon();
        errno = error;
        return -1;
    }
    temporary_exists = 0;
    sync_folder(target);
    return 0;
}

static int write_in_place(const char *path, const char *bytes, size_t length)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) {
        return -1;
    }
    int result = write_all(file, bytes, length);
    int error = errno;
    if (close(file) != 0 && result == 0) {
        return -1;
    }
    errno = error;
    return result;
}

static int write_path(const char *path, const char *bytes, size_t length)
{
    char target[PATH_MAX];
    struct stat about;
    bool exists = stat(path, &about) == 0;
    if (exists && S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    if (exists && !S_ISREG(about.st_mode)) {
        return write_in_place(path, bytes, length);
    }
    if (exists && access(path, W_OK) != 0) {
        return -1;
    }
    size_t path_length = strlen(path);
    if (path_length == 0 || path_length >= sizeof target - 2) {
        errno = path_length == 0 ? ENOENT : ENAMETOOLONG;
        return -1;
    }
    memcpy(target, path, path_length + 1);
    return follow_links(target) != 0 ? -1 : replace(target, exists ? &about : NULL, bytes, length);
}

enum appui_io_code appui_file_write(const char *path, const char *bytes, size_t length,
                                    struct appui_faults *faults)
{
    int result = strcmp(path, "-") == 0 ? write_all(STDOUT_FILENO, bytes, length)
                                        : write_path(path, bytes, length);
    return result == 0 ? APPUI_IO_OK : refuse(faults, APPUI_FAULT_FILE_NOT_WRITTEN, errno);
}

/* 0, or -1 with errno; what was written in part is cut off again where that is possible. */
static int append(int file, size_t keep, const char *bytes, size_t length)
{
    int result = ftruncate(file, (off_t)keep);
    if (result == 0) {
        result = lseek(file, 0, SEEK_END) < 0 ? -1 : write_all(file, bytes, length);
    }
    if (result == 0) {
        result = fsync(file);
    }
    if (result != 0) {
        int error = errno;
        result = ftruncate(file, (off_t)keep);
        errno = error;
        return -1;
    }
    return 0;
}

enum appui_io_code appui_file_append(const char *path, size_t keep, const char *bytes,
                                     size_t length, struct appui_faults *faults)
{
    bool exists = access(path, F_OK) == 0;
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) {
        return refuse(faults, APPUI_FAULT_FILE_NOT_WRITTEN, errno);
    }
    int result = append(file, keep, bytes, length);
    int error = errno;
    if (close(file) != 0 && result == 0) {
        result = -1;
        error = errno;
    }
    if (result == 0 && !exists && strlen(path) < PATH_MAX - 2) {
        sync_folder(path);
    }
    if (result != 0 && !exists) {
        unlink(path);
    }
    return result == 0 ? APPUI_IO_OK : refuse(faults, APPUI_FAULT_FILE_NOT_WRITTEN, error);
}

void appui_file_remove(const char *path)
{
    unlink(path);
}

bool appui_file_is_kept(const char *path)
{
    struct stat about;
    return strcmp(path, "-") != 0 && (stat(path, &about) != 0 || S_ISREG(about.st_mode));
}

int64_t appui_file_names(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) ? (int64_t)about.st_nlink : 0;
}

bool appui_file_is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

bool appui_file_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool stat_folder(const char *path, struct stat *about)
{
    char folder[PATH_MAX];
    size_t length = folder_length(path);
    if (length >= sizeof folder - 1) {
        return false;
    }
    memcpy(folder, path, length);
    memcpy(folder + length, ".", 2);
    return stat(folder, about) == 0;
}

bool appui_file_is_same_place(const char *one, const char *other)
{
    struct stat first, second;
    return strcmp(one + folder_length(one), other + folder_length(other)) == 0 &&
           stat_folder(one, &first) && stat_folder(other, &second) &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

const char *appui_file_real(struct appui_arena *arena, const char *path)
{
    char target[PATH_MAX];
    size_t length = strlen(path);
    if (length >= sizeof target) {
        return appui_arena_text(arena, path, length);
    }
    memcpy(target, path, length + 1);
    const char *real = follow_links(target) == 0 ? target : path;
    return appui_arena_text(arena, real, strlen(real));
}

unsigned appui_file_permit_like(const char *path)
{
    struct stat about;
    mode_t before = umask(0);
    bool known = stat(path, &about) == 0 && S_ISREG(about.st_mode);
    umask(known ? ~about.st_mode & 0777 : before);
    return before;
}

void appui_file_permit_again(unsigned before)
{
    umask((mode_t)before);
}
