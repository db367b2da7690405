/*
 * Tables as people and spreadsheets write them: separators, quotes, line ends, encodings, and where
 * each cell stands.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "io/csv.h"
#include "model/fault.h"

struct reading {
    struct appui_csv csv;
    struct appui_faults faults;
    enum appui_io_code code;
};

static struct reading read_bytes(const char *bytes, size_t length)
{
    struct reading reading = {0};
    reading.code = appui_csv_parse(bytes, length, &reading.csv, &reading.faults);
    return reading;
}

static struct reading read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void release(struct reading *reading)
{
    appui_csv_release(&reading->csv);
    appui_faults_release(&reading->faults);
}

static void assert_cell(const struct reading *reading, int32_t row, int32_t column,
                        const char *text)
{
    assert_true(row < reading->csv.n && column < reading->csv.rows[row].n);
    assert_string_equal(reading->csv.rows[row].cells[column].text, text);
}

static void assert_at(const struct reading *reading, int32_t row, int32_t column, int32_t line,
                      int32_t place)
{
    assert_int_equal(reading->csv.rows[row].cells[column].line, line);
    assert_int_equal(reading->csv.rows[row].cells[column].column, place);
}

static void assert_separator(const char *text, char separator)
{
    struct reading reading = read_text(text);
    assert_int_equal(reading.code, APPUI_IO_OK);
    assert_int_equal(reading.csv.separator, separator);
    release(&reading);
}

static void assert_fault(const char *text, enum appui_fault_code code, int32_t line, int32_t column)
{
    struct reading reading = read_text(text);
    assert_int_equal(reading.code, APPUI_IO_REJECTED);
    assert_int_equal(reading.faults.items[0].code, code);
    assert_int_equal(reading.faults.items[0].line, line);
    assert_int_equal(reading.faults.items[0].column, column);
    release(&reading);
}

static void the_separator_is_the_one_that_stands_most_often(void **state)
{
    (void)state;
    assert_separator("a;b;c\n1,5;2;3\n", ';');
    assert_separator("a,b,c\n1;5,2,3\n", ',');
    assert_separator("a\tb\tc\n1,5\t2;3\t4\n", '\t');
    assert_separator("\n  \na,b\n", ',');
    assert_separator("\"a,b,c\";d;e\n", ';');
    assert_separator("alone\n", ';');
    assert_separator("a;b,c\n", ';');
}

static void lines_end_as_any_system_writes_them(void **state)
{
    static const char *const texts[] = {"a;b\nc;d\n", "a;b\r\nc;d\r\n", "a;b\rc;d\r", "a;b\nc;d"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading reading = read_text(texts[i]);
        assert_int_equal(reading.csv.n, 2);
        assert_int_equal(reading.csv.rows[0].n, 2);
        assert_cell(&reading, 0, 1, "b");
        assert_cell(&reading, 1, 0, "c");
        assert_at(&reading, 1, 1, 2, 3);
        release(&reading);
    }
}

static void a_quoted_cell_holds_separators_quotes_and_line_ends(void **state)
{
    (void)state;
    struct reading reading = read_text("a;\"b;c\"\"d\r\ne\" ;f\r\ng;\"\";h\r\n");
    assert_int_equal(reading.code, APPUI_IO_OK);
    assert_int_equal(reading.csv.n, 2);
    assert_cell(&reading, 0, 1, "b;c\"d\r\ne");
    assert_cell(&reading, 0, 2, "f");
    assert_cell(&reading, 1, 1, "");
    assert_at(&reading, 0, 2, 2, 5);
    assert_at(&reading, 1, 0, 3, 1);
    release(&reading);
}

static void spaces_around_a_cell_do_not_count(void **state)
{
    (void)state;
    struct reading reading = read_text("  a b ;\" c \"; \"d\"\n");
    assert_cell(&reading, 0, 0, "a b");
    assert_cell(&reading, 0, 1, " c ");
    assert_cell(&reading, 0, 2, "d");
    assert_at(&reading, 0, 0, 1, 3);
    release(&reading);
}

static void a_quote_inside_a_plain_cell_means_itself(void **state)
{
    (void)state;
    struct reading reading = read_text("vis 3\";b\n");
    assert_cell(&reading, 0, 0, "vis 3\"");
    assert_cell(&reading, 0, 1, "b");
    release(&reading);
}

static void blank_rows_keep_their_number(void **state)
{
    (void)state;
    struct reading reading = read_text("a;b\n\n;;\nc;d\n");
    assert_int_equal(reading.csv.n, 4);
    assert_int_equal(reading.csv.rows[1].n, 1);
    assert_cell(&reading, 3, 0, "c");
    release(&reading);
}

static void the_apostrophe_against_formulas_is_taken_off(void **state)
{
    (void)state;
    struct reading reading = read_text("'=1+1;'-a;'hier;\"'@x\";'\n");
    assert_cell(&reading, 0, 0, "=1+1");
    assert_cell(&reading, 0, 1, "-a");
    assert_cell(&reading, 0, 2, "'hier");
    assert_cell(&reading, 0, 3, "@x");
    assert_cell(&reading, 0, 4, "'");
    release(&reading);
}

static void utf8_is_read_with_and_without_its_mark(void **state)
{
    static const char *const texts[] = {"décidé;€\n", "\xEF\xBB\xBF"
                                                      "décidé;€\n"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct reading reading = read_text(texts[i]);
        assert_cell(&reading, 0, 0, "décidé");
        assert_cell(&reading, 0, 1, "€");
        assert_at(&reading, 0, 1, 1, 8);
        release(&reading);
    }
}

static void windows_1252_is_read_where_utf8_is_not(void **state)
{
    (void)state;
    struct reading reading = read_text("d\xE9"
                                       "cid\xE9;\x80;\x9C"
                                       "uvre;\x92\n");
    assert_int_equal(reading.code, APPUI_IO_OK);
    assert_cell(&reading, 0, 0, "décidé");
    assert_cell(&reading, 0, 1, "€");
    assert_cell(&reading, 0, 2, "œuvre");
    assert_cell(&reading, 0, 3, "’");
    assert_at(&reading, 0, 1, 1, 8);
    release(&reading);
}

static void overlong_forms_and_surrogates_are_not_utf8(void **state)
{
    (void)state;
    struct reading overlong = read_text("\xC0\xAF\n"), surrogate = read_text("\xED\xA0\x80\n");
    assert_cell(&overlong, 0, 0, "\xC3\x80\xC2\xAF");
    assert_cell(&surrogate, 0, 0, "\xC3\xAD\xC2\xA0\xE2\x82\xAC");
    release(&overlong);
    release(&surrogate);
}

static void faults_of_form_have_their_place(void **state)
{
    (void)state;
    assert_fault("a;b\né;\"c\nd;e\n", APPUI_FAULT_CSV_QUOTE_OPEN, 2, 3);
    assert_fault("a;b\n\"c\"d;e\n", APPUI_FAULT_CSV_AFTER_QUOTE, 2, 4);
    assert_fault("a;b\n\x81;e\n", APPUI_FAULT_CSV_BYTE, 2, 1);
    assert_fault("\xFF\xFE"
                 "a;",
                 APPUI_FAULT_CSV_UTF16, 0, 0);
}

/* As a spreadsheet shows it: row, heading, column; headings stand in the first row that holds
 * anything. */
static void faults_of_form_have_their_cell(void **state)
{
    static const struct {
        const char *text, *heading;
        int32_t row, column;
    } cases[] = {{"a;b\né;\"c\nd;e\n", "b", 2, 1},
                 {"\n;\na;b\n\"x\ny\";z\n\"c\"d;e\n", "a", 5, 0},
                 {"a;b\nc;d;\"e\n", NULL, 2, 2},
                 {"a;\"b\n", NULL, 1, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading = read_text(cases[i].text);
        assert_int_equal(reading.faults.n, 1);
        const struct appui_table_place *place = &reading.faults.items[0].table;
        assert_int_equal(place->row, cases[i].row);
        assert_int_equal(place->column, cases[i].column);
        if (cases[i].heading == NULL) {
            assert_null(place->heading);
        } else {
            assert_string_equal(place->heading, cases[i].heading);
        }
        release(&reading);
    }
}

static void a_nul_byte_is_a_fault(void **state)
{
    (void)state;
    struct reading reading = read_bytes("a;b\nc\0;d\n", 9);
    assert_int_equal(reading.code, APPUI_IO_REJECTED);
    assert_int_equal(reading.faults.items[0].line, 2);
    assert_int_equal(reading.faults.items[0].column, 2);
    release(&reading);
}

static void columns_have_the_letters_of_spreadsheets(void **state)
{
    static const struct {
        int32_t column;
        const char *letters;
    } cases[] = {{0, "A"},   {25, "Z"},   {26, "AA"},  {51, "AZ"},
                 {52, "BA"}, {701, "ZZ"}, {702, "AAA"}};
    char text[APPUI_CSV_LETTERS];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(appui_csv_letters(cases[i].column, text), cases[i].letters);
    }
}

static void tables_survive_every_failed_allocation(void **state)
{
    static const char text[] = "d\xE9"
                               "cision;\"b;c\"\nx;\"open\n";
    (void)state;
    for (long n = 1;; n++) {
        appui_memory_fail_after(n);
        struct reading reading = read_text(text);
        appui_memory_fail_after(0);
        enum appui_io_code code = reading.code;
        release(&reading);
        if (code != APPUI_IO_NO_MEMORY) {
            assert_int_equal(code, APPUI_IO_REJECTED);
            assert_true(n > 8);
            return;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_separator_is_the_one_that_stands_most_often),
        cmocka_unit_test(lines_end_as_any_system_writes_them),
        cmocka_unit_test(a_quoted_cell_holds_separators_quotes_and_line_ends),
        cmocka_unit_test(spaces_around_a_cell_do_not_count),
        cmocka_unit_test(a_quote_inside_a_plain_cell_means_itself),
        cmocka_unit_test(blank_rows_keep_their_number),
        cmocka_unit_test(the_apostrophe_against_formulas_is_taken_off),
        cmocka_unit_test(utf8_is_read_with_and_without_its_mark),
        cmocka_unit_test(windows_1252_is_read_where_utf8_is_not),
        cmocka_unit_test(overlong_forms_and_surrogates_are_not_utf8),
        cmocka_unit_test(faults_of_form_have_their_place),
        cmocka_unit_test(faults_of_form_have_their_cell),
        cmocka_unit_test(a_nul_byte_is_a_fault),
        cmocka_unit_test(columns_have_the_letters_of_spreadsheets),
        cmocka_unit_test(tables_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
