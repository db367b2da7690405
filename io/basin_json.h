/*
 * Basin files, format appui-basin/1: JSON to draft.
 */
#ifndef APPUI_IO_BASIN_JSON_H
#define APPUI_IO_BASIN_JSON_H

#include "io/file.h"
#include "model/draft.h"
#include "model/fault.h"

/** Hex text of a SHA-256 and its NUL. */
#define APPUI_SHA256_TEXT 65

/** One `--set POINTER=VALUE`: replaces or adds one value of the file before it is read. */
struct appui_override {
    const char *pointer; /**< JSON Pointer (RFC 6901); `-` as the last token appends to a list */
    const char *value;   /**< JSON, or when it is not JSON the text itself */
};

/**
 * Reads a basin file into a draft, reporting every fault it finds.
 * @param path         file name, "-" for stdin
 * @param overrides    [n_overrides], applied in order; a pointer that leads nowhere is a fault
 * @param draft        zeroed storage; the caller releases it in every case
 * @param sha256       written: fingerprint of the canonical content (sorted keys, compact), before
 * overrides
 * @return APPUI_IO_OK when the draft holds the whole file and no fault was found
 */
enum appui_io_code appui_basin_json_read(const char *path, const struct appui_override *overrides,
                                         int32_t n_overrides, struct appui_draft *draft,
                                         struct appui_faults *faults,
                                         char sha256[APPUI_SHA256_TEXT]);

/** The bytes of a basin file and what to change in them. */
struct appui_basin_source {
    const char *bytes; /**< [length] */
    size_t length;
    const struct appui_override *overrides; /**< [n_overrides] */
    int32_t n_overrides;
};

/** Like appui_basin_json_read, from bytes in memory. */
enum appui_io_code appui_basin_json_parse(const struct appui_basin_source *source,
                                          struct appui_draft *draft, struct appui_faults *faults,
                                          char sha256[APPUI_SHA256_TEXT]);

#endif
