/*
 * Decides the form of single values: what a text, an id, a date, a number of days may look like.
 * Whether a value makes sense where it stands (levels 1 to 5, an end after its start) is the
 * model's to say.
 */
#include "io/json_scalar.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "io/json_number.h"
#include "model/nearest.h"

#define APPUI_SHA256_DIGITS 64

_Static_assert(sizeof(enum appui_status) == sizeof(int32_t), "closed lists are stored as int32_t");

static const char *text_of(struct appui_json_reader *reader, const struct appui_json_at *at)
{
    const char *text = json_string_value(at->value);
    if (text == NULL) {
        appui_json_wrong_type(reader, at, "text");
    }
    return text;
}

static bool keep(struct appui_json_reader *reader, const char *text, void *into)
{
    const char **target = into;
    *target = appui_arena_text(reader->arena, text, strlen(text));
    reader->no_memory |= *target == NULL;
    return *target != NULL;
}

/* Ranges of characters that show nothing: ASCII and other spaces, of no width too, marks of
 * direction. The schemas have the same. */
static const uint32_t blanks[][2] = {
    {0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
    {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x2064}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};

/* The character that begins here; the text is UTF-8, as jansson saw to. */
static uint32_t character_at(const char *text, size_t *n)
{
    const unsigned char *at = (const unsigned char *)text;
    *n = at[0] < 0x80 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    uint32_t character = *n == 1 ? at[0] : at[0] & (0xFFu >> (*n + 1));
    for (size_t i = 1; i < *n; i++) {
        character = character << 6 | (at[i] & 0x3Fu);
    }
    return character;
}

static bool is_blank(const char *text)
{
    bool blank = true;
    for (size_t n; blank && *text != '\0'; text += n) {
        uint32_t character = character_at(text, &n);
        blank = false;
        for (size_t i = 0; i < sizeof blanks / sizeof *blanks && !blank; i++) {
            blank = character >= blanks[i][0] && character <= blanks[i][1];
        }
    }
    return blank;
}

bool appui_json_text(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    const char *text = text_of(reader, at);
    if (text == NULL) {
        return false;
    }
    size_t length = strlen(text);
    if (is_blank(text)) {
        appui_json_fault(reader, at, APPUI_FAULT_TEXT_EMPTY, (const char *)NULL);
        return false;
    }
    if (length > APPUI_TEXT_BYTES_MAX) {
        char found[24], limit[24];
        snprintf(found, sizeof found, "%zu", length);
        snprintf(limit, sizeof limit, "%d", APPUI_TEXT_BYTES_MAX);
        appui_json_fault(reader, at, APPUI_FAULT_TEXT_TOO_LONG, "length", found, "limit", limit,
                         (const char *)NULL);
        return false;
    }
    return keep(reader, text, into);
}

bool appui_json_sha256(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    const char *text = text_of(reader, at);
    size_t length = text == NULL ? 0 : strspn(text, "0123456789abcdef");
    if (text == NULL) {
        return false;
    }
    if (length != APPUI_SHA256_DIGITS || text[length] != '\0') {
        appui_json_fault(reader, at, APPUI_FAULT_PLAN_SHA256_FORM, "value", text,
                         (const char *)NULL);
        return false;
    }
    return appui_json_text(reader, at, into);
}

bool appui_json_id(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    const char *text = text_of(reader, at);
    if (text == NULL) {
        return false;
    }
    bool good = appui_json_is_id(text);
    if (!good) {
        appui_json_fault(reader, at, APPUI_FAULT_ID_FORM, "value", text, (const char *)NULL);
    }
    return keep(reader, text, into) && good;
}

bool appui_json_boolean(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    if (!json_is_boolean(at->value)) {
        return appui_json_wrong_type(reader, at, "boolean");
    }
    *(bool *)into = json_is_true(at->value);
    return true;
}

bool appui_json_choose(struct appui_json_reader *reader, const struct appui_json_at *at,
                       const struct appui_json_choice *choices, void *into)
{
    const char *text = text_of(reader, at);
    if (text == NULL) {
        return false;
    }
    struct appui_nearest nearest = appui_nearest_start(text);
    char allowed[400] = "";
    for (; choices->name != NULL; choices++) {
        if (strcmp(choices->name, text) == 0) {
            *(int32_t *)into = choices->value;
            return true;
        }
        appui_nearest_offer(&nearest, choices->name);
        size_t used = strlen(allowed);
        snprintf(allowed + used, sizeof allowed - used, "%s%s", used == 0 ? "" : ", ",
                 choices->name);
    }
    appui_json_fault(reader, at, APPUI_FAULT_CHOICE_UNKNOWN, "value", text, "allowed", allowed,
                     "hint", nearest.best, (const char *)NULL);
    return false;
}

/* 10^places */
static int64_t unit_of(int32_t places)
{
    int64_t unit = 1;
    for (; places > 0; places--) {
        unit *= 10;
    }
    return unit;
}

bool appui_json_scaled(struct appui_json_reader *reader, const struct appui_json_at *at,
                       int32_t places, int64_t limit, int64_t *scaled)
{
    char value[APPUI_NUMBER_TEXT], bound[24];
    if (!json_is_number(at->value)) {
        return appui_json_wrong_type(reader, at, "number");
    }
    switch (appui_number_scaled(at->value, places, limit, scaled)) {
    case APPUI_NUMBER_OK:
        return true;
    case APPUI_NUMBER_TOO_FINE:
        snprintf(bound, sizeof bound, "%d", (int)places);
        appui_json_fault(
            reader, at, places == 0 ? APPUI_FAULT_NUMBER_NOT_WHOLE : APPUI_FAULT_NUMBER_TOO_FINE,
            "value", appui_number_text(at->value, value), "decimals", bound, (const char *)NULL);
        return false;
    case APPUI_NUMBER_TOO_BIG:
        break;
    }
    snprintf(bound, sizeof bound, "%lld", (long long)(limit / unit_of(places)));
    appui_json_fault(reader, at, APPUI_FAULT_NUMBER_TOO_BIG, "value",
                     appui_number_text(at->value, value), "limit", bound, (const char *)NULL);
    return false;
}

static bool read_scaled(struct appui_json_reader *reader, const struct appui_json_at *at,
                        int32_t places, void *into)
{
    int64_t scaled;
    if (!appui_json_scaled(reader, at, places, APPUI_NUMBER_MAX, &scaled)) {
        return false;
    }
    *(int32_t *)into = (int32_t)scaled;
    return true;
}

bool appui_json_integer(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    return read_scaled(reader, at, 0, into);
}

bool appui_json_weight(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return read_scaled(reader, at, 3, into);
}

bool appui_json_fit(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return read_scaled(reader, at, 6, into);
}

bool appui_json_cents(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return read_scaled(reader, at, 2, into);
}

bool appui_json_half_days(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    const int64_t limit =
        5 * (int64_t)APPUI_NUMBER_MAX; /* tenths of a day that make APPUI_NUMBER_MAX half-days */
    int64_t tenths = 0;
    if (json_is_number(at->value)) {
        enum appui_number_code code = appui_number_scaled(at->value, 1, limit, &tenths);
        if (code == APPUI_NUMBER_TOO_FINE || (code == APPUI_NUMBER_OK && tenths % 5 != 0)) {
            char value[APPUI_NUMBER_TEXT], below[32], above[32];
            double half_days = 2 * json_number_value(at->value);
            snprintf(below, sizeof below, "%.15g", floor(half_days) / 2);
            snprintf(above, sizeof above, "%.15g", ceil(half_days) / 2 + 0.0); /* never "-0" */
            appui_json_fault(reader, at, APPUI_FAULT_DAYS_NOT_HALF, "value",
                             appui_number_text(at->value, value), "below", below, "above", above,
                             (const char *)NULL);
            return false;
        }
    }
    if (!appui_json_scaled(reader, at, 1, limit, &tenths)) {
        return false;
    }
    *(int32_t *)into = (int32_t)(tenths / 5);
    return true;
}

bool appui_json_burden_days(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    int64_t thousandths;
    if (!appui_json_scaled(reader, at, 3, APPUI_NUMBER_MAX / 2, &thousandths)) {
        return false;
    }
    if (thousandths < 0) {
        char value[APPUI_NUMBER_TEXT];
        appui_json_fault(reader, at, APPUI_FAULT_NUMBER_NEGATIVE, "value",
                         appui_number_text(at->value, value), (const char *)NULL);
        return false;
    }
    *(int32_t *)into = (int32_t)(2 * thousandths);
    return true;
}
