/*
 * The tiers' names, units and default order, and reading a list of them with tolerances.
 */
#include "model/tiers.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/* A hundred per cent in millionths. */
#define WHOLE 1000000

struct tier_row {
    const char *name, *unit;
    int64_t scale;
    bool maximises;
    bool decides_lines;
};

static const struct tier_row rows[APPUI_N_TIERS] = {
    [APPUI_TIER_AGREED] = {"agreed", "half-days", 1, true, false},
    [APPUI_TIER_COVERAGE] = {"coverage", "weighted half-days", 1000000, true, true},
    [APPUI_TIER_STABILITY] = {"stability", "changes", 1, false, true},
    [APPUI_TIER_WAITING] = {"waiting", "weighted days", 1000, false, false},
    [APPUI_TIER_MEETINGS] = {"meetings", "meetings", 1, true, false},
    [APPUI_TIER_MANDATAIRES] = {"mandataires", "weighted mandates", 1000, true, false},
    [APPUI_TIER_EQUITY] = {"equity", "burdens", 1, false, true},
    [APPUI_TIER_FIT] = {"fit", "fitting half-days", 1000000, true, true},
    [APPUI_TIER_CONCENTRATION] = {"concentration", "lines", 1, false, true},
    [APPUI_TIER_ATTENDANCE] = {"attendance", "absences", 1, false, false},
    [APPUI_TIER_EVENNESS] = {"evenness", "dossiers", 1, false, false},
    [APPUI_TIER_PROMPTNESS_FIRST] = {"promptness_first", "weighted days", 1000000, false, false},
    [APPUI_TIER_PROMPTNESS_LAST] = {"promptness_last", "weighted days", 1000000, false, false},
};

static const struct tier_row *row_of(enum appui_tier tier)
{
    assert((int)tier >= 0 && tier < APPUI_N_TIERS);
    return &rows[tier];
}

const char *appui_tier_name(enum appui_tier tier)
{
    return row_of(tier)->name;
}

bool appui_tier_maximises(enum appui_tier tier)
{
    return row_of(tier)->maximises;
}

const char *appui_tier_unit(enum appui_tier tier)
{
    return row_of(tier)->unit;
}

int64_t appui_tier_scale(enum appui_tier tier)
{
    return row_of(tier)->scale;
}

struct appui_tier_list appui_tier_list_default(void)
{
    struct appui_tier_list list = {0};
    for (int32_t i = 0; i < APPUI_N_TIERS; i++) {
        list.items[list.n++].tier = (enum appui_tier)i;
    }
    return list;
}

static bool find_name(const char *text, int32_t length, enum appui_tier *tier)
{
    for (int32_t i = 0; i < APPUI_N_TIERS; i++) {
        if (strlen(rows[i].name) == (size_t)length &&
            memcmp(rows[i].name, text, (size_t)length) == 0) {
            *tier = (enum appui_tier)i;
            return true;
        }
    }
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits from text[*at] on, added to *value as decimal places; the number of digits read. */
static int32_t read_number(const char *text, int32_t length, int32_t *at, int64_t *value)
{
    int32_t n = 0;
    while (*at < length && is_digit(text[*at]) && n < 9) {
        *value = *value * 10 + (text[*at] - '0');
        ++*at;
        n++;
    }
    return n;
}

/* Reads `2%` or `0.25%` into millionths. */
static bool read_tolerance(const char *text, int32_t length, int64_t *tolerance)
{
    int32_t at = 0;
    int64_t value = 0;
    int32_t decimals = 0;
    if (read_number(text, length, &at, &value) == 0) {
        return false;
    }
    if (at < length && text[at] == '.') {
        at++;
        decimals = read_number(text, length, &at, &value);
        if (decimals == 0) {
            return false;
        }
    }
    if (decimals > 4 || at != length - 1 || text[at] != '%') {
        return false;
    }
    for (; decimals < 4; decimals++) {
        value *= 10;
    }
    if (value > WHOLE) {
        return false;
    }
    *tolerance = value;
    return true;
}

enum appui_tier_fault appui_tier_list_add(struct appui_tier_list *list, const char *text,
                                          int32_t length)
{
    struct appui_tier_choice choice = {0};
    const char *colon = length > 0 ? memchr(text, ':', (size_t)length) : NULL;
    int32_t name_length = colon ? (int32_t)(colon - text) : length;
    if (!find_name(text, name_length, &choice.tier)) {
        return APPUI_TIER_UNKNOWN;
    }
    if (colon && !read_tolerance(colon + 1, length - name_length - 1, &choice.tolerance)) {
        return APPUI_TIER_BAD_TOLERANCE;
    }
    if (appui_tier_list_find(list, choice.tier)) {
        return APPUI_TIER_TWICE;
    }
    list->items[list->n++] = choice;
    return APPUI_TIER_OK;
}

enum appui_tier_fault appui_tier_list_check(const struct appui_tier_list *list)
{
    for (int32_t i = 0; i < list->n; i++) {
        enum appui_tier tier = list->items[i].tier;
        if (row_of(tier)->decides_lines) {
            return APPUI_TIER_OK;
        }
        if (tier == APPUI_TIER_PROMPTNESS_FIRST || tier == APPUI_TIER_PROMPTNESS_LAST) {
            return APPUI_TIER_ALONE;
        }
    }
    return APPUI_TIER_OK;
}

const struct appui_tier_choice *appui_tier_list_find(const struct appui_tier_list *list,
                                                     enum appui_tier tier)
{
    for (int32_t i = 0; i < list->n; i++) {
        if (list->items[i].tier == tier) {
            return &list->items[i];
        }
    }
    return NULL;
}
