/*
 * Words: how numbers, percentages and dates are written in French and English, and which form a
 * count takes.
 *
 * Everything is spelled here rather than by the C library, whose French needs a locale that many
 * machines lack.
 */
#include "io/words.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* U+2212: a hyphen is no minus, and a line may break behind it. */
#define MINUS "\xE2\x88\x92"

/* Longest singular form of any table, with room. */
#define FORM_BYTES_MAX 400

static const char *const table[APPUI_N_WORDS][2] = {
#define W(name, en, fr) [APPUI_WORD_##name] = {[APPUI_ENGLISH] = en, [APPUI_FRENCH] = fr},
#include "io/words.def"
#undef W
};

const char *appui_words(enum appui_language language, enum appui_word word)
{
    return table[word][language];
}

static bool is_singular(enum appui_language language, int64_t count_halves)
{
    return language == APPUI_FRENCH ? count_halves < 4 : count_halves == 2;
}

void appui_words_fill(struct appui_text_buffer *out, enum appui_language language, const char *text,
                      int64_t count_halves, const char *const *arguments, int32_t n)
{
    const char *bar = strchr(text, '|');
    char singular[FORM_BYTES_MAX];
    if (bar == NULL) {
        appui_text_fill(out, text, arguments, n);
    } else if (!is_singular(language, count_halves)) {
        appui_text_fill(out, bar + 1, arguments, n);
    } else {
        assert((size_t)(bar - text) < sizeof singular);
        snprintf(singular, sizeof singular, "%.*s", (int)(bar - text), text);
        appui_text_fill(out, singular, arguments, n);
    }
}

void appui_words_add(struct appui_text_buffer *out, enum appui_language language,
                     enum appui_word word, int64_t count_halves, const char *const *arguments,
                     int32_t n)
{
    appui_words_fill(out, language, appui_words(language, word), count_halves, arguments, n);
}

void appui_words_number(struct appui_text_buffer *out, enum appui_language language, int64_t number)
{
    char digits[32];
    int n = snprintf(digits, sizeof digits, "%" PRId64, number);
    int sign = number < 0 ? 1 : 0;
    if (number < 0) {
        appui_text_add(out, MINUS);
    }
    for (int i = sign; i < n; i++) {
        if (i > sign && (n - i) % 3 == 0) {
            /* a no-break space, which a line may not end on */
            appui_text_add(out, language == APPUI_FRENCH ? "\xC2\xA0" : ",");
        }
        appui_text_add_bytes(out, digits + i, 1);
    }
}

void appui_words_decimal(struct appui_text_buffer *out, enum appui_language language, int64_t value,
                         int64_t scale)
{
    int64_t whole = value / scale;
    int64_t rest = value % scale;
    if (value < 0 && whole == 0) {
        appui_text_add(out, MINUS);
    }
    appui_words_number(out, language, whole);
    if (rest == 0) {
        return;
    }
    /* scale divides 10^6, so six digits are exact */
    char digits[8];
    int n = snprintf(digits, sizeof digits, "%06d",
                     (int)((rest < 0 ? -rest : rest) * (1000000 / scale)));
    while (n > 1 && digits[n - 1] == '0') {
        n--;
    }
    appui_text_add(out, language == APPUI_FRENCH ? "," : ".");
    appui_text_add_bytes(out, digits, (size_t)n);
}

void appui_words_percent(struct appui_text_buffer *out, enum appui_language language, int64_t num,
                         int64_t den)
{
    struct appui_text_buffer number = {0};
    /* a plan file may hold any fraction; halving both keeps the quotient to within its printed
     * digits */
    while (num > INT64_MAX / 4000 || num < -INT64_MAX / 4000 || den > INT64_MAX / 4000) {
        num /= 2;
        den = den / 2 > 0 ? den / 2 : 1;
    }
    int64_t doubled = 2 * num * 1000 + (num < 0 ? -den : den);
    appui_words_decimal(&number, language, doubled / (2 * den), 10);
    const char *arguments[] = {number.bytes};
    appui_words_add(out, language, APPUI_WORD_PERCENT, 0, arguments, 1);
    appui_text_release(&number);
}

void appui_words_date(struct appui_text_buffer *out, enum appui_language language, appui_day day,
                      bool with_year)
{
    struct appui_civil civil = appui_date_to_civil(day);
    char number[16];
    char year[16];
    snprintf(number, sizeof number, "%d", (int)civil.day);
    snprintf(year, sizeof year, "%d", (int)civil.year);
    const char *arguments[] = {
        appui_words(language, (enum appui_word)(APPUI_WORD_MONDAY + appui_date_weekday(day))),
        civil.day == 1 ? appui_words(language, APPUI_WORD_FIRST_OF_MONTH) : number,
        appui_words(language, (enum appui_word)(APPUI_WORD_JANUARY + civil.month - 1)), year};
    appui_words_add(out, language, with_year ? APPUI_WORD_DATE : APPUI_WORD_DAY_MONTH, 0, arguments,
                    4);
}
