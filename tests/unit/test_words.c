/*
 * Numbers, percentages, dates and forms of words in French and English.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "io/words.h"
#include "model/memory.h"

static void assert_taken(struct appui_text_buffer *buffer, const char *expected)
{
    assert_false(buffer->failed);
    assert_string_equal(buffer->bytes, expected);
    appui_text_release(buffer);
}

static void assert_decimal(enum appui_language language, int64_t value, int64_t scale,
                           const char *expected)
{
    struct appui_text_buffer buffer = {0};
    appui_words_decimal(&buffer, language, value, scale);
    assert_taken(&buffer, expected);
}

static void assert_percent(int64_t num, int64_t den, const char *expected)
{
    struct appui_text_buffer buffer = {0};
    appui_words_percent(&buffer, APPUI_FRENCH, num, den);
    assert_taken(&buffer, expected);
}

static void assert_days(enum appui_language language, int32_t half_days, const char *expected)
{
    struct appui_text_buffer number = {0};
    struct appui_text_buffer buffer = {0};
    appui_words_decimal(&number, language, half_days, 2);
    const char *arguments[] = {number.bytes};
    appui_words_add(&buffer, language, APPUI_WORD_DAYS, half_days, arguments, 1);
    appui_text_release(&number);
    assert_taken(&buffer, expected);
}

static void writes_decimals_without_trailing_zeros(void **state)
{
    (void)state;
    assert_decimal(APPUI_FRENCH, 5, 2, "2,5");
    assert_decimal(APPUI_ENGLISH, 5, 2, "2.5");
    assert_decimal(APPUI_FRENCH, 4, 2, "2");
    assert_decimal(APPUI_FRENCH, 1, 1000000, "0,000001");
    assert_decimal(APPUI_FRENCH, 10500000, 1000000, "10,5");
    assert_decimal(APPUI_FRENCH, -1, 2, "\u22120,5");
    assert_decimal(APPUI_FRENCH, -5, 2, "\u22122,5");
    assert_decimal(APPUI_ENGLISH, 0, 2, "0");
}

static void groups_digits_by_three(void **state)
{
    (void)state;
    assert_decimal(APPUI_FRENCH, 999, 1, "999");
    assert_decimal(APPUI_FRENCH, 7425, 1, "7\u00A0425");
    assert_decimal(APPUI_FRENCH, -7425, 1, "\u22127\u00A0425");
    assert_decimal(APPUI_ENGLISH, 7425, 1, "7,425");
    assert_decimal(APPUI_FRENCH, 10000, 1,
                   "10\xC2\xA0"
                   "000");
    assert_decimal(APPUI_ENGLISH, 1234567, 1, "1,234,567");
    assert_decimal(APPUI_ENGLISH, -1234567, 1, "\u22121,234,567");
    assert_decimal(APPUI_ENGLISH, INT64_MAX, 1, "9,223,372,036,854,775,807");
}

static void rounds_percentages_to_a_tenth(void **state)
{
    (void)state;
    /* 5/12 = 41.666.. %, 1/3 = 33.333.. %, 1/2000 = 0.05 %: halves go up */
    assert_percent(5, 12, "41,7 %");
    assert_percent(1, 3, "33,3 %");
    assert_percent(1, 2000, "0,1 %");
    assert_percent(3, 2, "150 %");
    assert_percent(0, 7, "0 %");
    assert_percent(-1, 4, "\u221225 %");
    /* a fraction of any size, as a plan file may hold it */
    assert_percent(INT64_MAX, INT64_MAX, "100 %");
}

static void takes_the_singular_below_two_in_french_and_at_one_in_english(void **state)
{
    (void)state;
    assert_days(APPUI_FRENCH, 0, "0\u00A0jour");
    assert_days(APPUI_FRENCH, 1, "0,5\u00A0jour");
    assert_days(APPUI_FRENCH, 3, "1,5\u00A0jour");
    assert_days(APPUI_FRENCH, 4, "2\u00A0jours");
    assert_days(APPUI_ENGLISH, 0, "0\u00A0days");
    assert_days(APPUI_ENGLISH, 1, "0.5\u00A0days");
    assert_days(APPUI_ENGLISH, 2, "1\u00A0day");
    assert_days(APPUI_ENGLISH, 3, "1.5\u00A0days");
}

static void writes_dates_in_words(void **state)
{
    struct appui_text_buffer buffer = {0};
    (void)state;
    appui_words_date(&buffer, APPUI_FRENCH, appui_date_from_civil(2027, 2, 16), true);
    assert_taken(&buffer, "mardi 16\u00A0février 2027");
    appui_words_date(&buffer, APPUI_FRENCH, appui_date_from_civil(2027, 8, 1), false);
    assert_taken(&buffer, "dimanche 1er\u00A0août");
    appui_words_date(&buffer, APPUI_ENGLISH, appui_date_from_civil(2027, 12, 31), true);
    assert_taken(&buffer, "Friday 31\u00A0December 2027");
}

/* Placeholders of a text, as a set of bits. */
static unsigned placeholders(const char *text)
{
    unsigned set = 0;
    for (; *text != '\0'; text++) {
        if (*text == '{' && text[1] >= '0' && text[1] <= '9' && text[2] == '}') {
            set |= 1u << (text[1] - '0');
        }
    }
    return set;
}

static void has_the_same_placeholders_in_both_languages_and_forms(void **state)
{
    (void)state;
    for (int word = 0; word < APPUI_N_WORDS; word++) {
        const char *en = appui_words(APPUI_ENGLISH, (enum appui_word)word);
        const char *fr = appui_words(APPUI_FRENCH, (enum appui_word)word);
        assert_int_equal(placeholders(en), placeholders(fr));
        for (int language = 0; language < 2; language++) {
            const char *text = language == 0 ? en : fr;
            const char *bar = strchr(text, '|');
            if (bar != NULL) {
                assert_null(strchr(bar + 1, '|'));
                assert_true(bar - text < 400);
                assert_int_equal(placeholders(bar + 1), placeholders(text));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_decimals_without_trailing_zeros),
        cmocka_unit_test(groups_digits_by_three),
        cmocka_unit_test(rounds_percentages_to_a_tenth),
        cmocka_unit_test(takes_the_singular_below_two_in_french_and_at_one_in_english),
        cmocka_unit_test(writes_dates_in_words),
        cmocka_unit_test(has_the_same_placeholders_in_both_languages_and_forms)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
