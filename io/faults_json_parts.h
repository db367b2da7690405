/*
 * The list of faults inside an answer for machines. Internal to io.
 */
#ifndef APPUI_IO_FAULTS_JSON_PARTS_H
#define APPUI_IO_FAULTS_JSON_PARTS_H

#include "io/faults_json.h"
#include "io/json_tree.h"

/** The faults of sources[n], in their order. New reference, or NULL when memory fails. */
json_t *appui_faults_json_list(struct appui_json_tree *tree,
                               const struct appui_faults_of_file *sources, int32_t n,
                               enum appui_language language);

#endif
