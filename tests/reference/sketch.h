/*
 * Sketches: draft objects of tests with everything absent but what the test says.
 *
 * Texts and arrays given are borrowed: they must outlive the draft.
 */
#ifndef APPUI_TESTS_SKETCH_H
#define APPUI_TESTS_SKETCH_H

#include "model/draft.h"

/** An empty basin named "sketch" over a horizon; every list empty. */
struct appui_draft appui_sketch_basin(appui_day start, appui_day end);

struct appui_draft_skill appui_sketch_skill(const char *id, const char *broader);

/** A partner without pledges: no limit. */
struct appui_draft_partner appui_sketch_partner(const char *id);

struct appui_draft_pledge appui_sketch_pledge(appui_day from, appui_day to, int32_t half_days);

/** An expert with one skill, free in every working slot. */
struct appui_draft_expert appui_sketch_expert(const char *id, const char *partner,
                                              struct appui_draft_level *skill);

/** A project without needs, free in every working slot. */
struct appui_draft_project appui_sketch_project(const char *id);

struct appui_draft_need appui_sketch_need(const char *id, const char *skill, int32_t half_days);

/** Committees as given but without dates or limits. */
struct appui_draft_committees appui_sketch_committees(void);

#endif
