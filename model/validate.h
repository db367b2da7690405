/*
 * Validation of a draft: what its steps share. Internal to model.
 *
 * Each step reads one part of the draft, reports every fault of it and fills the same part of the
 * basin, with the draft's indices. A step never stops at a fault: what is wrong or missing gets a
 * harmless value, so that later steps find their faults too; the basin is thrown away in the end.
 * What a reader has already complained about (absent where required, broken) makes the draft
 * incomplete, without a second complaint.
 */
#ifndef APPUI_MODEL_VALIDATE_H
#define APPUI_MODEL_VALIDATE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/basin.h"
#include "model/draft.h"
#include "model/fault.h"
#include "model/ids.h"

enum appui_kind {
    APPUI_KIND_SKILL,
    APPUI_KIND_PARTNER,
    APPUI_KIND_EXPERT,
    APPUI_KIND_PROJECT,
    APPUI_KIND_NEED,
    APPUI_N_KINDS
};

struct appui_validation {
    const struct appui_draft *draft;
    struct appui_faults *faults;
    struct appui_basin *basin;
    struct appui_arena scratch; /**< what only validation needs */
    struct appui_ids ids[APPUI_N_KINDS];
    bool unsure[APPUI_N_KINDS]; /**< some id of the kind could not be read: a reference that leads
                                   nowhere may be meant for it, and is no second fault */
    int32_t n_unknown;          /**< unknown references reported so far */
    bool incomplete;            /**< the reader left out something required, so there is no basin */
};

/** An object of the file. */
struct appui_place {
    const char *pointer; /**< JSON Pointer */
    const char *id;      /**< or NULL */
};

/** A value inside an object: its key, and its index when the key holds a list, else -1. */
struct appui_spot {
    const struct appui_place *place;
    const char *key;
    int32_t index;
};

/** What one unit of a number is in the file. */
enum appui_unit {
    APPUI_UNIT_COUNT,
    APPUI_UNIT_HALF_DAYS, /**< shown in days */
    APPUI_UNIT_CENTS,
    APPUI_UNIT_THOUSANDTHS,
    APPUI_UNIT_MILLIONTHS,
    APPUI_UNIT_FACTOR /**< thousandths of a half-day, shown in days */
};

/** A number of the file with the range it may lie in, ends included. */
struct appui_field {
    const char *key;
    enum appui_unit unit;
    int32_t low, high;
};

/* Steps, in the order they run. Each returns 0, or -1 when memory fails. */
int appui_validate_ids(struct appui_validation *v);
int appui_validate_horizon(struct appui_validation *v);
int appui_validate_tiers(struct appui_validation *v);
int appui_validate_objectives(struct appui_validation *v);
int appui_validate_skills(struct appui_validation *v);
int appui_validate_partners(struct appui_validation *v);
int appui_validate_experts(struct appui_validation *v);
int appui_validate_projects(struct appui_validation *v);
int appui_validate_needs(struct appui_validation *v);
int appui_validate_order(struct appui_validation *v);
int appui_validate_committees(struct appui_validation *v);
int appui_validate_estimates(struct appui_validation *v);
int appui_validate_lines(struct appui_validation *v);
int appui_validate_rules(struct appui_validation *v);
int appui_validate_advances(struct appui_validation *v);

/** Warnings about a basin without faults: what is empty, out of reach, without effect. */
int appui_validate_advise(struct appui_validation *v);

/** The part of them about repayable advances. @return 0, or -1 when memory fails */
int appui_validate_advise_advances(struct appui_validation *v);

/** The part of them about committees. */
void appui_validate_advise_committees(struct appui_validation *v);

/** Fills basin->working from the horizon, the holidays and the closures. @return 0, or -1 when
 * memory fails. */
int appui_calendar_build(struct appui_basin *basin);

/** Takes a range of days out of a set of slots; what lies outside the horizon does not matter. */
void appui_calendar_remove(const struct appui_basin *basin, const struct appui_range *range,
                           struct appui_slots *slots);

/** First day on which something new may be dated: the later of horizon start and as_of. */
appui_day appui_calendar_first_day(const struct appui_basin *basin);

/**
 * Validates an availability and makes its set of free slots: within working slots, (weekdays or
 * dates) minus except.
 * @return 0, or -1 when memory fails
 */
int appui_availability_build(struct appui_validation *v, const struct appui_place *place,
                             const struct appui_draft_availability *availability,
                             struct appui_slots *free_slots);

/* Places and texts: in scratch memory; "" when memory fails, which is noted in the faults. */
struct appui_place appui_place_at(struct appui_validation *v, const char *id, const char *list,
                                  int32_t index);
struct appui_place appui_place_of_need(struct appui_validation *v, int32_t need);
const char *appui_spot_pointer(struct appui_validation *v, struct appui_spot spot);
const char *appui_figure_text(struct appui_validation *v, enum appui_unit unit, int64_t value);
const char *appui_date_kept(struct appui_validation *v, appui_day day);
const char *appui_half_text(enum appui_half half);

/**
 * Judges a number.
 * @return the number when it lies in the field's range; APPUI_ABSENT when it is absent or a fault
 * was reported
 */
int32_t appui_validate_number(struct appui_validation *v, const struct appui_place *place,
                              const struct appui_field *field, int32_t value);

/** Like appui_validate_number, for a value that the file must have: absent makes the draft
 * incomplete. */
int32_t appui_validate_required(struct appui_validation *v, const struct appui_place *place,
                                const struct appui_field *field, int32_t value);

/** `value`, or `fallback` when it is absent. */
int32_t appui_or(int32_t value, int32_t fallback);

/** Judges a range of dates at a pointer; an absent end is no fault. @return false after a fault */
bool appui_validate_range(struct appui_validation *v, struct appui_spot spot, appui_day from,
                          appui_day to);

/** Index of the object named, or -1 after a fault; NULL makes the draft incomplete. */
int32_t appui_validate_reference(struct appui_validation *v, struct appui_spot spot,
                                 enum appui_kind kind, const char *text);

/** The spot of the item of a list that names `text`, or of the list when none does. */
struct appui_spot appui_spot_of_text(struct appui_spot list, const struct appui_draft_texts *texts,
                                     const char *text);

/** A resolved list of references. */
struct appui_references {
    int32_t n;
    int32_t *items; /**< [n], distinct, in file order */
};

/**
 * Resolves a list of references into the basin's memory, without repetitions (each a warning).
 * @param spot  place and key of the list
 * @return 0, or -1 when memory fails
 */
int appui_validate_references(struct appui_validation *v, struct appui_spot spot,
                              enum appui_kind kind, const struct appui_draft_texts *texts,
                              struct appui_references *references);

/** Copies a text into the basin; NULL stays NULL. A failure is noted in the faults. */
const char *appui_keep(struct appui_validation *v, const char *text);

/** Zeroed basin memory for `n` elements; a failure is noted in the faults. */
void *appui_keep_array(struct appui_validation *v, int32_t n, size_t size);

/** Zeroed scratch memory for `n` elements; a failure is noted in the faults. */
void *appui_scratch_array(struct appui_validation *v, int32_t n, size_t size);

#endif
