/*
 * Faults as JSON: what check prints for machines, and the case file of a plan that the check
 * refuses.
 */
#ifndef APPUI_IO_FAULTS_JSON_H
#define APPUI_IO_FAULTS_JSON_H

#include <stdbool.h>

#include "io/file.h"
#include "io/message.h"

/** Faults and the file they are about. */
struct appui_faults_of_file {
    const char *file; /**< name as given */
    const struct appui_faults *faults;
};

/**
 * Writes {"ok": .., "faults": [{"code", "severity", "file", "pointer", "id", "args", "text"}, ..]};
 * line and column where they are known; row, cell and heading of what stands in a table.
 * @param sources  [n]
 * @param text     heap (appui_free); *length without the NUL
 * @return APPUI_IO_OK or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_faults_json_write(bool ok, const struct appui_faults_of_file *sources,
                                           int32_t n, enum appui_language language, char **text,
                                           size_t *length);

/**
 * Writes a case for a report of an internal fault: format appui-fault/1, the basin's file name, the
 * findings and the plan with its options.
 * @param plan  text of the plan file [plan_length]
 */
enum appui_io_code appui_faults_json_write_case(const struct appui_faults_of_file *findings,
                                                const char *plan, size_t plan_length, char **text,
                                                size_t *length);

#endif
