/*
 * The parts of a basin file, as written. Internal to the basin writer.
 */
#ifndef APPUI_IO_BASIN_JSON_WRITE_PARTS_H
#define APPUI_IO_BASIN_JSON_WRITE_PARTS_H

#include "io/basin_words.h"
#include "io/json_tree.h"
#include "model/advances.h"
#include "model/draft.h"

/* One part each. New reference, or NULL when memory fails. */
json_t *appui_basin_write_skill(struct appui_json_tree *tree,
                                const struct appui_draft_skill *skill);
json_t *appui_basin_write_partner(struct appui_json_tree *tree,
                                  const struct appui_draft_partner *partner);
json_t *appui_basin_write_expert(struct appui_json_tree *tree,
                                 const struct appui_draft_expert *expert);
json_t *appui_basin_write_project(struct appui_json_tree *tree,
                                  const struct appui_draft_project *project);
json_t *appui_basin_write_committees(struct appui_json_tree *tree,
                                     const struct appui_draft_committees *committees);
json_t *appui_basin_write_advances(struct appui_json_tree *tree,
                                   const struct appui_draft_advances *advances);
json_t *appui_basin_write_estimate(struct appui_json_tree *tree,
                                   const struct appui_draft_estimate *estimate);
json_t *appui_basin_write_line(struct appui_json_tree *tree, const struct appui_draft_line *line);

/* Each puts a value under a key, or nothing where the draft marks it absent. */

/** @param text  NULL: absent */
void appui_given_text(struct appui_json_tree *tree, json_t *object, const char *key,
                      const char *text);

/** Puts value / scale, exactly. */
void appui_given_number(struct appui_json_tree *tree, json_t *object, const char *key,
                        int32_t value, int32_t scale);

void appui_given_day(struct appui_json_tree *tree, json_t *object, const char *key, appui_day day);

/** A closed list. */
struct appui_basin_words {
    const struct appui_json_choice *list;
    int32_t silent; /**< the value that goes without saying, or APPUI_ABSENT */
};

/** The word that is not written: the default, unless it was typed. */
int32_t appui_given_silent(bool given, int32_t standard);
void appui_given_word(struct appui_json_tree *tree, json_t *object, const char *key,
                      struct appui_basin_words words, int32_t value);

void appui_given_texts(struct appui_json_tree *tree, json_t *object, const char *key,
                       const struct appui_draft_texts *texts);
void appui_given_dates(struct appui_json_tree *tree, json_t *object, const char *key,
                       const struct appui_draft_dates *dates);
void appui_given_ranges(struct appui_json_tree *tree, json_t *object, const char *key,
                        const struct appui_draft_ranges *ranges);
void appui_given_availability(struct appui_json_tree *tree, json_t *object,
                              const struct appui_draft_availability *availability);

#endif
