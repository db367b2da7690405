/*
 * Options: one table per command that drives getopt_long, validation and --help.
 */
#ifndef APPUI_CLI_OPTIONS_H
#define APPUI_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/exit_codes.h"
#include "io/message.h"
#include "io/plan_json.h"
#include "model/memory.h"
#include "model/tiers.h"
#include "solver/solve.h"

/** How a value is read, and what its field in appui_arguments is. */
enum appui_option_kind {
    APPUI_OPTION_FLAG,      /**< bool */
    APPUI_OPTION_TEXT,      /**< const char * */
    APPUI_OPTION_CHOICE,    /**< const char *, one of `choices` */
    APPUI_OPTION_CHOICES,   /**< uint32_t, a list of `choices`, bit i for the i-th; repeatable */
    APPUI_OPTION_RANGE,     /**< struct appui_option_range within low and high: 1-20 or 7 */
    APPUI_OPTION_LANGUAGE,  /**< enum appui_language, one of `choices` */
    APPUI_OPTION_METHOD,    /**< enum appui_method, one of `choices` */
    APPUI_OPTION_DATE,      /**< appui_day */
    APPUI_OPTION_SECONDS,   /**< double, low to high */
    APPUI_OPTION_COUNT,     /**< int64_t, low to high */
    APPUI_OPTION_TIERS,     /**< const char *, a list of tiers with tolerances */
    APPUI_OPTION_TIER,      /**< enum appui_tier */
    APPUI_OPTION_REQUIRE,   /**< plan.require, repeatable */
    APPUI_OPTION_FORBID,    /**< plan.forbid, repeatable */
    APPUI_OPTION_OVERRIDE,  /**< plan.overrides, repeatable */
    APPUI_OPTION_FIXED_TIER /**< fixed, repeatable */
};

/** A row of an option table. Texts are indexed by enum appui_language. */
struct appui_option {
    const char *name;
    char letter; /**< or 0 */
    enum appui_option_kind kind;
    size_t offset; /**< of the field in struct appui_arguments; unused by the repeatable kinds */
    double low, high;
    const char *choices;     /**< "lp|mps", or NULL */
    const char *argument[2]; /**< name of the value, NULL for flags */
    const char *help[2];
};

#define APPUI_OPERANDS_MAX 3

/** Whole numbers from low to high; both 0 when not given. */
struct appui_option_range {
    int64_t low, high;
};

/** What bench takes; 0 and NULL where not given. */
struct appui_bench_arguments {
    const char *family, *task, *tree, *data;
    int64_t seed, basins, repeat;
    struct appui_option_range seeds;
    uint32_t sets, peers;
    double peer_limit_s;
};

/** Everything a command line says. */
struct appui_arguments {
    struct appui_arena arena;
    enum appui_language language;
    bool quiet, help, version, json, strict;
    bool journal;                        /**< of plan */
    bool in_place, dry_run, force, undo; /**< of decide */
    const char *output;                  /**< -o, or NULL */
    const char *to;                      /**< format of an export, or NULL */
    const char *from, *sense;            /**< format of an import and what it asks for, or NULL */
    const char *subject, *format;        /**< of a report, or NULL */
    const char *previous;                /**< the plan before, or NULL */
    struct appui_range period; /**< of a report for a year; APPUI_ABSENT where not given */
    enum appui_tier tier;      /**< of an export */
    int32_t n_fixed;
    struct appui_fixed_tier *fixed; /**< [n_fixed] */
    struct appui_plan_options plan; /**< what a plan file records */
    struct appui_bench_arguments bench;
    int32_t n_operands;
    const char *operands[APPUI_OPERANDS_MAX]; /**< [n_operands] */
};

/** What a command takes. */
/** What a command's help says beyond its options, by language. */
struct appui_usage_note {
    const char *texts[2];
};

struct appui_usage {
    const char *operands[2];             /**< by language: "BASIN [PLAN]", "BASSIN [PLAN]" */
    const struct appui_usage_note *note; /**< or NULL: what stands at the end of the help */
    bool tells_tiers;                    /**< the help explains the criteria that --tiers names */
    int32_t operands_min, operands_max;
    int32_t n_options;
    const struct appui_option *options; /**< [n_options], without the common ones */
};

/** --lang, --quiet, --help, --version: every command has them. */
#define APPUI_N_COMMON_OPTIONS 4
extern const struct appui_option appui_common_options[APPUI_N_COMMON_OPTIONS];

/** Language of LC_ALL, LC_MESSAGES, LANG, the first that is set, unless --lang in argv says
 * otherwise. */
enum appui_language appui_options_language(int argc, char *const *argv);

/**
 * Reads a command line; says what is wrong on stderr.
 * @param command    name of the command, or "" for none
 * @param argv       argv[0] is skipped; options may stand before or after operands
 * @param arguments  zeroed but for the language; released by appui_arguments_release in every case
 * @return APPUI_EXIT_DONE, APPUI_EXIT_USAGE or APPUI_EXIT_FAULT. With --help or --version operands
 * are not judged.
 */
enum appui_exit appui_options_read(const char *command, const struct appui_usage *usage, int argc,
                                   char **argv, struct appui_arguments *arguments);

void appui_arguments_release(struct appui_arguments *arguments);

#endif
