/*
 * Exit codes: what the program's status says to a script. A stable contract.
 */
#ifndef APPUI_CLI_EXIT_CODES_H
#define APPUI_CLI_EXIT_CODES_H

enum appui_exit {
    APPUI_EXIT_DONE =
        0, /**< done; also with holes, also when a limit stopped the proof and a plan was written */
    APPUI_EXIT_NO =
        1, /**< the answer is no: a broken rule, contradictory --require, a hole under --strict */
    APPUI_EXIT_USAGE = 2,       /**< bad usage, option value, or an unknown id in an option */
    APPUI_EXIT_REJECTED = 3,    /**< the content of an input is faulty, empty or too big */
    APPUI_EXIT_NOTHING_YET = 4, /**< a limit or Ctrl-C came before any plan */
    APPUI_EXIT_FAULT =
        5, /**< internal fault; a checker that refuses the solver's plan, or no memory */
    APPUI_EXIT_FILE = 6 /**< a file or folder cannot be opened, read or written */
};

#endif
