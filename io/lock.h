/*
 * Lock: one run at a time changes a basin and the journal beside it.
 *
 * The kernel holds it and lets go when the process ends, however it ends: nothing is left behind
 * that could block a later run. It lies on the folder, since the basin itself is replaced, not
 * written. On a drive that several machines share it binds the runs of each machine alone.
 */
#ifndef APPUI_IO_LOCK_H
#define APPUI_IO_LOCK_H

#include "io/file.h"

struct appui_lock {
    int n;
    int folders[2];       /**< [n] open descriptors that hold it */
    const char *paths[2]; /**< [n] borrowed: the first path given that lies in the folder */
    const char *busy;     /**< of the paths, the one whose folder another run holds, or NULL */
};

/**
 * Locks the folders in which files lie (a symbolic link is followed), after waiting some seconds
 * for another run to end. A folder that cannot be opened, and a file that is no regular one, is not
 * locked: reading and writing tell what is wrong with them.
 * @param paths   [n] n is at most 2; NULL and "-" stand for no file
 * @param lock    written; released by the caller in every case
 * @param faults  told APPUI_FAULT_FILE_BUSY when the other run goes on: it is said of lock->busy
 * @return APPUI_IO_OK, APPUI_IO_CANNOT_OPEN (another run holds it) or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_lock_take(const char *const *paths, int n, struct appui_lock *lock,
                                   struct appui_faults *faults);

/** Lets go; a lock that was never taken, all zero, may be released. */
void appui_lock_release(struct appui_lock *lock);

#endif
