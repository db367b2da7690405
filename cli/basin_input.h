/*
 * Basin input: a basin file read, the options of a run put on top, validated.
 */
#ifndef APPUI_CLI_BASIN_INPUT_H
#define APPUI_CLI_BASIN_INPUT_H

#include "cli/exit_codes.h"
#include "io/basin_json.h"
#include "io/message.h"
#include "io/plan_json.h"
#include "model/basin.h"
#include "model/standing.h"

/** Zero-initialised storage is empty. */
struct appui_basin_input {
    const char *path; /**< as given, "-" for stdin */
    struct appui_draft draft;
    struct appui_faults faults;      /**< of reading and validation; warnings of what stands */
    struct appui_basin *basin;       /**< NULL unless read */
    struct appui_standing *standing; /**< NULL unless read */
    char sha256[APPUI_SHA256_TEXT];
};

/**
 * Reads a basin and applies options: values of --set, as_of, tiers, require and forbid pairs.
 * Whatever is wrong is left in `faults`, which appui_basin_input_say prints.
 * @return APPUI_EXIT_DONE; APPUI_EXIT_USAGE when only options are at fault (unknown id, --set that
 * leads nowhere); APPUI_EXIT_REJECTED, APPUI_EXIT_FILE, APPUI_EXIT_FAULT
 */
enum appui_exit appui_basin_input_read(struct appui_basin_input *input, const char *path,
                                       const struct appui_plan_options *options);

/** Like appui_basin_input_read, from the bytes of a file in memory. @param path  its name in
 * messages */
enum appui_exit appui_basin_input_parse(struct appui_basin_input *input, const char *path,
                                        const char *bytes, size_t length,
                                        const struct appui_plan_options *options);

/** True when a fault is an option's and not the file's: its pointer then begins with "--" or leads
 * to a value of --set. */
bool appui_basin_input_blames(const struct appui_fault *fault,
                              const struct appui_plan_options *options);

/** Prints the faults; warnings too when asked. */
void appui_basin_input_say(const struct appui_basin_input *input, enum appui_language language,
                           bool warnings);

void appui_basin_input_release(struct appui_basin_input *input);

/** The exit code of a reading call. */
enum appui_exit appui_exit_of_io(enum appui_io_code code);

#endif
