/*
 * Decides which decimal a double stands for: the shortest one that reads back as the same double,
 * found by printing with ever more digits. Its digits and exponent are then plain integers, and
 * everything after is exact. What a number means, and which range it may have, is for the readers
 * and the model.
 */
#include "io/json_number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Digits after which every double reads back as itself. */
#define DIGITS_MAX 17

/* digits * 10^exponent, digits without trailing zeros. */
struct decimal {
    int64_t digits;
    int32_t exponent;
};

/* Writes d.ddde+XX with the fewest digits that read back as the same value; returns the number of
 * digits. */
static int shortest(double value, char text[APPUI_NUMBER_TEXT])
{
    int digits = 1;
    for (; digits < DIGITS_MAX; digits++) {
        snprintf(text, APPUI_NUMBER_TEXT, "%.*e", digits - 1, value);
        if (strtod(text, NULL) == value) {
            return digits;
        }
    }
    snprintf(text, APPUI_NUMBER_TEXT, "%.*e", digits - 1, value);
    return digits;
}

static struct decimal decimal_of(double value)
{
    char text[APPUI_NUMBER_TEXT];
    struct decimal decimal = {0, 0};
    int n_digits = shortest(fabs(value), text);
    for (const char *at = text; *at != 'e' && *at != '\0'; at++) {
        if (*at >= '0' && *at <= '9') {
            decimal.digits = decimal.digits * 10 + (*at - '0');
        }
    }
    decimal.exponent = (int32_t)strtol(strchr(text, 'e') + 1, NULL, 10) - (n_digits - 1);
    while (decimal.digits != 0 && decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.exponent++;
    }
    if (value < 0) {
        decimal.digits = -decimal.digits;
    }
    return decimal;
}

char *appui_number_text(const json_t *number, char text[APPUI_NUMBER_TEXT])
{
    if (json_is_integer(number)) {
        snprintf(text, APPUI_NUMBER_TEXT, "%" JSON_INTEGER_FORMAT, json_integer_value(number));
        return text;
    }
    double value = json_real_value(number);
    if (fabs(value) < 1e16 && value == floor(value)) {
        snprintf(text, APPUI_NUMBER_TEXT, "%lld", (long long)value);
        return text;
    }
    int digits = shortest(value, text);
    if (fabs(value) < 1e16) {
        snprintf(text, APPUI_NUMBER_TEXT, "%.*g", digits, value);
    }
    return text;
}

/* digits * 10^power within the limit. */
static enum appui_number_code raise(int64_t digits, int32_t power, int64_t limit, int64_t *scaled)
{
    for (; power > 0 && digits != 0; power--) {
        if (llabs(digits) > limit / 10) {
            return APPUI_NUMBER_TOO_BIG;
        }
        digits *= 10;
    }
    if (digits > limit || digits < -limit) {
        return APPUI_NUMBER_TOO_BIG;
    }
    *scaled = digits;
    return APPUI_NUMBER_OK;
}

enum appui_number_code appui_number_scaled(const json_t *number, int32_t places, int64_t limit,
                                           int64_t *scaled)
{
    double magnitude = fabs(json_number_value(number));
    if (!isfinite(magnitude) || magnitude * pow(10, places) > 2 * (double)limit) {
        return APPUI_NUMBER_TOO_BIG;
    }
    if (json_is_integer(number)) {
        return raise(json_integer_value(number), places, limit, scaled);
    }
    struct decimal decimal = decimal_of(json_real_value(number));
    int32_t power = decimal.exponent + places;
    if (decimal.digits != 0 && power < 0) {
        return APPUI_NUMBER_TOO_FINE;
    }
    return raise(decimal.digits, power, limit, scaled);
}
