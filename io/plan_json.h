/*
 * Plan files, format appui-plan/1: plan to JSON and back.
 */
#ifndef APPUI_IO_PLAN_JSON_H
#define APPUI_IO_PLAN_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "io/basin_json.h"
#include "model/plan.h"

/** A pair given to --require or --forbid. */
struct appui_option_pair {
    const char *need, *expert;
};

/** What lines and sessions are decided by. */
enum appui_method {
    APPUI_METHOD_DAYS, /**< days first, slots by placement, cuts from what finds none */
    APPUI_METHOD_JOINT /**< the reference: one program on half-day slots */
};

/** Largest seed: beyond it not every reader of JSON keeps a whole number as it is. */
#define APPUI_SEED_MAX INT64_C(9007199254740991)

/** The options that differ from their defaults, so that check knows what it verifies. */
struct appui_plan_options {
    appui_day as_of; /**< APPUI_ABSENT: the basin's own */
    bool no_calendar;
    const char *tiers; /**< as given to --tiers, or NULL */
    int32_t n_require, n_forbid, n_overrides;
    struct appui_option_pair *require, *forbid;
    struct appui_override *overrides; /**< values as given to --set */
    double time_limit_s;              /**< 0: none */
    int64_t node_limit;               /**< 0: none */
    int64_t seed;                     /**< 0 to APPUI_SEED_MAX */
    enum appui_method method;
};

/** What stands in a plan file around the plan itself. */
struct appui_plan_header {
    struct appui_arena arena; /**< owns the texts when read from a file */
    const char *basin_name;
    char basin_sha256[APPUI_SHA256_TEXT];
    const char *appui_version;
    const char *policy;
    struct appui_plan_options options;
};

/**
 * Writes a plan as the text of a plan file (2-space indent, newline at the end). Same input, same
 * bytes.
 * @param warnings  stands as "warnings"; only faults of severity warning are written
 * @param text      heap, freed by the caller with appui_free; *length without the NUL
 * @return APPUI_IO_OK or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_plan_json_write(const struct appui_basin *basin,
                                         const struct appui_plan *plan,
                                         const struct appui_plan_header *header,
                                         const struct appui_faults *warnings, char **text,
                                         size_t *length);

/**
 * Reads only the header of a plan file: what options it was made with. The caller releases
 * header->arena in every case. A plan must be read twice, since its options (as_of, overrides)
 * decide the basin its indices refer to.
 */
enum appui_io_code appui_plan_json_read_header(const char *bytes, size_t length,
                                               struct appui_plan_header *header,
                                               struct appui_faults *faults);

/**
 * Reads a plan file against its basin. Unknown keys, ids and forms are faults; whether the plan is
 * good is model/check's to say.
 * @param plan  owned by the caller (appui_plan_free); NULL unless APPUI_IO_OK
 */
enum appui_io_code appui_plan_json_read(const char *bytes, size_t length,
                                        const struct appui_basin *basin, struct appui_plan **plan,
                                        struct appui_faults *faults);

/**
 * Reads the plan before from its file: proposed lines, committee dates, mandataires. What the basin
 * no longer has is left out with a warning; forms that no plan file has are faults.
 * @param previous     zeroed storage; release with appui_previous_release in every case
 * @param file_faults  what makes the file no plan
 * @param warnings     takes what no longer fits
 */
enum appui_io_code appui_previous_read(const char *bytes, size_t length,
                                       const struct appui_basin *basin,
                                       struct appui_previous *previous,
                                       struct appui_faults *file_faults,
                                       struct appui_faults *warnings);

#endif
