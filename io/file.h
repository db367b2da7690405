/*
 * Files: read whole with a cap, written whole or not at all.
 */
#ifndef APPUI_IO_FILE_H
#define APPUI_IO_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Did the call work? What an input contains is told by faults. */
enum appui_io_code {
    APPUI_IO_OK,
    APPUI_IO_CANNOT_OPEN, /**< missing, a directory, no permission, read or write error (exit 6) */
    APPUI_IO_REJECTED,    /**< the content is faulty, empty or too big (exit 3) */
    APPUI_IO_NO_MEMORY
};

/** Largest input: 64 MiB. */
#define APPUI_FILE_BYTES_MAX ((size_t)64 * 1024 * 1024)

struct appui_arena;
struct appui_faults;

/**
 * Reads a whole file; "-" is stdin. Reports into `faults`.
 * @param bytes   heap storage with a NUL after `length` bytes; the caller frees it with appui_free
 */
enum appui_io_code appui_file_read(const char *path, char **bytes, size_t *length,
                                   struct appui_faults *faults);

/**
 * Writes a whole file atomically: temporary file in the target's folder (a symbolic link is
 * followed first), mode kept or 0666 & ~umask, fsync, rename, fsync of the folder; devices and
 * pipes are written in place. "-" is stdout.
 */
enum appui_io_code appui_file_write(const char *path, const char *bytes, size_t length,
                                    struct appui_faults *faults);

/**
 * Appends to a file and makes it last (fsync) before it returns; a file that is not there is made.
 * Unlike a whole file, an end may be written in part when the machine stops: the reader must be
 * able to tell.
 * @param keep  bytes of the file to keep, at most its length: what stands behind them is cut off
 *              first
 */
enum appui_io_code appui_file_append(const char *path, size_t keep, const char *bytes,
                                     size_t length, struct appui_faults *faults);

/** Removes a file that a run made and that did not come to be; nothing where there is none. */
void appui_file_remove(const char *path);

/** True when a path is where a whole file can be kept: a regular file, or nothing yet. */
bool appui_file_is_kept(const char *path);

/** Names of the file at a path (hard links); 0 where there is none. What replaces the file takes
 * one of them. */
int64_t appui_file_names(const char *path);

/** True when something stands at a path, symbolic links followed. */
bool appui_file_is_there(const char *path);

bool appui_file_is_folder(const char *path);

/** True when two paths are the same name in the same folder, whether or not there is such a file;
 * links of the last name are not followed (appui_file_real does). */
bool appui_file_is_same_place(const char *one, const char *other);

/** The file that symbolic links lead to. @return arena-owned, or NULL when memory fails; the path
 * itself where it is too long or runs in a circle, which opening it tells */
const char *appui_file_real(struct appui_arena *arena, const char *path);

/** Gives files that are made from now on the permissions of another one, where there is one.
 * @return what appui_file_permit_again takes */
unsigned appui_file_permit_like(const char *path);
void appui_file_permit_again(unsigned before);

/** Removes temporary files of writes under way; async-signal-safe, for the program's signal
 * handler. */
void appui_file_abandon(void);

#endif
