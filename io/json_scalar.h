/*
 * Single values of JSON files: texts, ids, closed lists, dates, and numbers as the integers of this
 * program. All are reading functions for the tables of json_field.h; the type of their target
 * stands beside each.
 */
#ifndef APPUI_IO_JSON_SCALAR_H
#define APPUI_IO_JSON_SCALAR_H

#include "io/json_field.h"
#include "model/draft.h"

/** Longest text in bytes. */
#define APPUI_TEXT_BYTES_MAX 500
/** Largest magnitude of any number in int32 units; ranges that mean something are the model's. */
#define APPUI_NUMBER_MAX 1000000000

/** const char *: not blank, at most APPUI_TEXT_BYTES_MAX bytes. References are read so: they must
 * resolve anyway. */
appui_json_read_fn appui_json_text;
/** const char *: a SHA-256 in 64 small hexadecimal digits */
appui_json_read_fn appui_json_sha256;
/** const char *: an id. One of wrong form is reported and still kept, so that references to it
 * resolve. */
appui_json_read_fn appui_json_id;
/** bool */
appui_json_read_fn appui_json_boolean;
/** int32_t: a whole number */
appui_json_read_fn appui_json_integer;
/** int32_t: days, as half-days */
appui_json_read_fn appui_json_half_days;
/** int32_t: a weight, as thousandths */
appui_json_read_fn appui_json_weight;
/** int32_t: a fit, as millionths */
appui_json_read_fn appui_json_fit;
/** int32_t: euros, as cents */
appui_json_read_fn appui_json_cents;
/** int32_t: days per mandate or meeting, at least 0, as thousandths of a half-day */
appui_json_read_fn appui_json_burden_days;
/** appui_day: YYYY-MM-DD of a date that exists */
appui_json_read_fn appui_json_date;
/** struct appui_date_half: YYYY-MM-DD, .am or .pm behind it, or nothing for both */
appui_json_read_fn appui_json_date_half;
/** struct appui_draft_texts */
appui_json_read_fn appui_json_texts;
/** struct appui_draft_dates */
appui_json_read_fn appui_json_dates;
/** struct appui_draft_ranges: objects {from, to}; to defaults to from */
appui_json_read_fn appui_json_ranges;

/** A word of a closed list. */
struct appui_json_choice {
    const char *name; /**< NULL ends the list */
    int32_t value;
};

/** Reads one of the words into an int32_t or an enumeration. */
bool appui_json_choose(struct appui_json_reader *reader, const struct appui_json_at *at,
                       const struct appui_json_choice *choices, void *into);

/** Reads a number times 10^places, |scaled| <= limit; reports what does not fit. */
bool appui_json_scaled(struct appui_json_reader *reader, const struct appui_json_at *at,
                       int32_t places, int64_t limit, int64_t *scaled);

#endif
