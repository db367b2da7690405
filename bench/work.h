/*
 * Work folder: the files that an instance needs while it runs, in a folder of their own that is
 * removed at the end.
 */
#ifndef APPUI_BENCH_WORK_H
#define APPUI_BENCH_WORK_H

#define APPUI_WORK_PATH_MAX 4096

struct appui_work {
    char folder[APPUI_WORK_PATH_MAX - 32]; /**< "" when closed */
    char basin[APPUI_WORK_PATH_MAX];       /**< of a generated or imported instance */
    char program[APPUI_WORK_PATH_MAX];     /**< as exported for peers */
    char answer[APPUI_WORK_PATH_MAX];      /**< stdout of the solver that ran last */
};

/**
 * Makes the folder, under TMPDIR or else /tmp.
 * @return 0, or -1 with errno when the system refuses
 */
int appui_work_open(struct appui_work *work);

/** Removes the files and the folder. Legal on a zeroed one. */
void appui_work_close(struct appui_work *work);

#endif
