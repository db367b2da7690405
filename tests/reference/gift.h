/*
 * Gifts: what a need may be given, by R1 to R4 and what stands on it.
 */
#ifndef APPUI_TESTS_GIFT_H
#define APPUI_TESTS_GIFT_H

#include "tests/reference/field.h"

/** Most experts of one gift, most gifts of one need. */
#define APPUI_GIFT_EXPERTS 3
#define APPUI_GIFTS_MAX 512

/** New half-days of some experts on one need; n = 0 gives nothing. */
struct appui_gift {
    int32_t n;
    int32_t expert[APPUI_GIFT_EXPERTS]; /**< ascending */
    int32_t half_days[APPUI_GIFT_EXPERTS];
    int32_t served[APPUI_GIFT_EXPERTS]; /**< s_en: the same in the need's measure */
};

/**
 * Lists every gift that R1 to R4 allow, the empty one first.
 * @param gifts  [APPUI_GIFTS_MAX]
 * @return how many, or -1 when they are too many
 */
int32_t appui_gifts_list(const struct appui_field *field, int32_t need, struct appui_gift *gifts);

#endif
