/*
 * Text that grows: widths, wrapping, cells, templates and what a terminal must not be shown.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "io/text_buffer.h"
#include "model/memory.h"

static void assert_taken(struct appui_text_buffer *buffer, const char *expected)
{
    assert_false(buffer->failed);
    assert_string_equal(buffer->bytes, expected);
    assert_int_equal(buffer->length, strlen(expected));
    appui_text_release(buffer);
}

static void counts_columns_and_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(appui_text_columns(""), 0);
    assert_int_equal(appui_text_columns("métrologie"), 10);
    assert_int_equal(appui_text_columns("me\xCC\x81trologie"), 10); /* e and a combining accent */
    assert_int_equal(appui_text_columns("日本"), 4);
    assert_int_equal(appui_text_columns("😀"), 2);
    assert_int_equal(appui_text_columns("\xE2\x82"), 2); /* a sequence cut short counts its bytes */
}

static void escapes_what_could_repaint_a_terminal(void **state)
{
    struct appui_text_buffer buffer = {0};
    (void)state;
    appui_text_add(&buffer, "a\033[2J\n\x7f");
    appui_text_add(&buffer, "\xC2\x9B"
                            "b\xE2\x80\xAE\xE2\x81\xA6\xFF");
    assert_taken(&buffer, "a\\x1b[2J\\x0a\\x7f\\x9bb\\u202e\\u2066\\xff");
}

static void ends_lines_only_where_it_is_told(void **state)
{
    struct appui_text_buffer buffer = {0};
    (void)state;
    appui_text_add(&buffer, "é");
    appui_text_newline(&buffer);
    appui_text_repeat(&buffer, '-', 3);
    appui_text_repeat(&buffer, '-', -2);
    assert_taken(&buffer, "é\n---");
}

static void fills_placeholders_in_any_order(void **state)
{
    struct appui_text_buffer buffer = {0};
    const char *arguments[] = {"un", "deux"};
    (void)state;
    appui_text_fill(&buffer, "{1} {0} {1} {x} {5}{", arguments, 2);
    assert_taken(&buffer, "deux un deux {x} {");
}

static void pads_cells_by_columns(void **state)
{
    struct appui_text_buffer buffer = {0};
    (void)state;
    appui_text_cell(&buffer, "été", 5, APPUI_TEXT_LEFT);
    appui_text_cell(&buffer, "2,5", 5, APPUI_TEXT_RIGHT);
    appui_text_cell(&buffer, "too wide", 3, APPUI_TEXT_RIGHT);
    assert_taken(&buffer, "été    2,5too wide");
}

static void wraps_words_behind_an_indent(void **state)
{
    struct appui_text_buffer buffer = {0};
    (void)state;
    appui_text_add(&buffer, "- ");
    /* width 10: "- un deux" is 9 columns, "trois" would make 15 */
    appui_text_wrap(&buffer, "un deux trois  quatre", 2, 2, 10);
    assert_taken(&buffer, "- un deux\n  trois\n  quatre\n");
}

static void lets_a_word_wider_than_the_line_stand_alone(void **state)
{
    struct appui_text_buffer buffer = {0};
    (void)state;
    appui_text_wrap(&buffer, "a bbbbbbbbbbbb c", 0, 0, 5);
    assert_taken(&buffer, "a\nbbbbbbbbbbbb\nc\n");
}

static void keeps_french_punctuation_with_its_word(void **state)
{
    struct appui_text_buffer buffer = {0};
    (void)state;
    /* "mot :" and "« été »" hold together, so each starts a line of its own at width 8 */
    appui_text_wrap(&buffer, "un mot : « été » 25 %", 0, 0, 8);
    assert_taken(&buffer, "un mot :\n« été »\n25 %\n");
}

static void remembers_that_memory_failed(void **state)
{
    struct appui_text_buffer buffer = {0};
    (void)state;
    appui_memory_fail_after(1);
    appui_text_add(&buffer, "x");
    appui_memory_fail_after(0);
    appui_text_add(&buffer, "y");
    assert_true(buffer.failed);
    appui_text_release(&buffer);
    appui_text_add(&buffer, NULL);
    assert_true(buffer.failed);
    appui_text_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_columns_and_not_bytes),
        cmocka_unit_test(escapes_what_could_repaint_a_terminal),
        cmocka_unit_test(ends_lines_only_where_it_is_told),
        cmocka_unit_test(fills_placeholders_in_any_order),
        cmocka_unit_test(pads_cells_by_columns),
        cmocka_unit_test(wraps_words_behind_an_indent),
        cmocka_unit_test(lets_a_word_wider_than_the_line_stand_alone),
        cmocka_unit_test(keeps_french_punctuation_with_its_word),
        cmocka_unit_test(remembers_that_memory_failed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
