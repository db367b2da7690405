/*
 * What the parts of the field share; for field*.c only.
 */
#ifndef APPUI_TESTS_FIELD_PARTS_H
#define APPUI_TESTS_FIELD_PARTS_H

#include "tests/reference/field.h"

/** The project of a need, the partner of an expert. */
const struct appui_project *appui_field_project(const struct appui_field *field, int32_t need);
const struct appui_partner *appui_field_lender(const struct appui_field *field, int32_t expert);

/** Slots first..last as bits; those outside the horizon have none. */
uint64_t appui_field_bits(int32_t first, int32_t last);

/** Puts a sitting on the field without asking any rule. */
void appui_field_push(struct appui_field *field, const struct appui_sitting *sitting);

/** Earmarks of a pledge that may carry half-days of the need on a day: those of its purpose still
 * open then. */
uint32_t appui_field_marks(const struct appui_field *field, const struct appui_pledge *pledge,
                           int32_t need, appui_day day);

/** Sets pledge and marks of a sitting that has a date. */
void appui_field_charge(const struct appui_field *field, struct appui_sitting *sitting);

/** Half-days delivered that no line lists, beyond the general part. */
int32_t appui_field_excess(const struct appui_pledge *pledge);

/** R5 for a proposed sitting that is on the field. */
bool appui_field_affordable(const struct appui_field *field, const struct appui_sitting *sitting);

#endif
