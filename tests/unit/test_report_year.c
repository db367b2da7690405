/*
 * The year's report, against golden texts in both languages and the golden figures in JSON, and
 * against what any report must keep: widths, no trailing blanks, memory failing anywhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "io/report_year.h"
#include "io/text_buffer.h"
#include "io/text_table.h"
#include "tests/unit/year_world.h"

/** @param language  -1: JSON */
static enum appui_io_code render(const struct year_world *world, int language, int32_t width,
                                 char **text)
{
    size_t length = 0;
    struct appui_year_sources sources = year_world_sources(world);
    struct appui_year_report report = {&sources, &world->year, &world->faults};
    *text = NULL;
    return language < 0
               ? appui_report_year_json(&report, text, &length)
               : appui_report_year(&report, (enum appui_language)language, width, text, &length);
}

static void assert_golden(int language, const char *path)
{
    struct year_world world;
    struct appui_faults faults = {.n = 0};
    char *text, *expected = NULL;
    size_t length = 0;
    year_world_open(&world, true);
    assert_int_equal(render(&world, language, 80, &text), APPUI_IO_OK);
    assert_int_equal(appui_file_read(path, &expected, &length, &faults), APPUI_IO_OK);
    assert_string_equal(text, expected);
    appui_free(expected);
    appui_free(text);
    appui_faults_release(&faults);
    year_world_close(&world);
}

static void is_the_golden_text_in_french(void **state)
{
    (void)state;
    assert_golden(APPUI_FRENCH, YEAR_GOLDEN "fr.txt");
}

static void is_the_golden_text_in_english(void **state)
{
    (void)state;
    assert_golden(APPUI_ENGLISH, YEAR_GOLDEN "en.txt");
}

static void has_the_golden_figures_for_machines(void **state)
{
    (void)state;
    assert_golden(-1, YEAR_GOLDEN "figures.json");
}

static void assert_fits(const char *text, int32_t width)
{
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
        size_t length = strcspn(line, "\n");
        assert_true(length == 0 || line[length - 1] != ' ');
        assert_true(appui_text_columns_of(line, length) <= width);
        assert_int_equal(line[length], '\n');
    }
}

static void fits_its_width_without_trailing_blanks(void **state)
{
    (void)state;
    static const int32_t widths[] = {60, 80, 120, 200};
    struct year_world world;
    year_world_open(&world, true);
    for (int language = APPUI_ENGLISH; language <= APPUI_FRENCH; language++) {
        for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
            char *text;
            assert_int_equal(render(&world, language, widths[i], &text), APPUI_IO_OK);
            assert_fits(text, widths[i]);
            appui_free(text);
        }
    }
    year_world_close(&world);
}

/* The section that needs the journal is not there, and one sentence says why. */
static void without_a_journal_one_sentence_says_so(void **state)
{
    (void)state;
    struct year_world world;
    char *text;
    year_world_open(&world, false);
    assert_int_equal(render(&world, APPUI_ENGLISH, 80, &text), APPUI_IO_OK);
    assert_non_null(strstr(text, "No journal stands beside the basin"));
    assert_null(strstr(text, "What the committee changed"));
    appui_free(text);
    assert_int_equal(render(&world, -1, 0, &text), APPUI_IO_OK);
    assert_non_null(strstr(text, "\"overrides\": null"));
    appui_free(text);
    year_world_close(&world);
}

/* acier follows two firms, rail one, verre none. Were acier an associate, its two would count for
 * no company: 1 / 2. */
static void mandates_per_company_are_those_of_companies(void **state)
{
    (void)state;
    static const char row[] = "mandates held per company";
    struct year_world world;
    char *text;
    year_world_open(&world, true);
    world.basin->partners[appui_basin_find_partner(world.basin, "acier")].kind = APPUI_ASSOCIATE;
    assert_int_equal(render(&world, APPUI_ENGLISH, 200, &text), APPUI_IO_OK);
    const char *found = strstr(text, row);
    assert_non_null(found);
    found += strlen(row);
    found += strspn(found, " ");
    assert_memory_equal(found, "0.5 ", 4);
    appui_free(text);
    year_world_close(&world);
}

/* Half a year: the objectives are halved, but for mandates: 10 x 181/365 = 4.96. */
static void objectives_go_with_the_length_of_the_period(void **state)
{
    (void)state;
    struct year_world world;
    char *text;
    year_world_open(&world, true);
    world.period.to = world.period.from + 180;
    year_world_count(&world);
    assert_int_equal(render(&world, APPUI_FRENCH, 200, &text), APPUI_IO_OK);
    assert_non_null(strstr(text, "        5\n"));
    assert_non_null(strstr(text, "2 à 3\n"));
    assert_non_null(strstr(text, "multipliés par 0,5"));
    appui_free(text);
    world.basin->objectives.given = false;
    assert_int_equal(render(&world, APPUI_FRENCH, 200, &text), APPUI_IO_OK);
    assert_non_null(strstr(text, "cahier des charges"));
    appui_free(text);
    year_world_close(&world);
}

/* A plan that check refuses is shown, with the warning before any figure. */
static void a_plan_that_does_not_hold_is_marked(void **state)
{
    (void)state;
    struct year_world world;
    char *text;
    year_world_open(&world, true);
    appui_faults_add(&world.faults, APPUI_FAULT_R5_PLEDGE_EXCEEDED, "/partners/0", NULL,
                     (const char *)NULL);
    assert_int_equal(render(&world, APPUI_ENGLISH, 200, &text), APPUI_IO_OK);
    const char *mark = strstr(text, "This plan does not hold");
    const char *results = strstr(text, "Results and objectives");
    assert_true(mark != NULL && mark < results);
    const char *count =
        strstr(text, "breaks 1 rule or figure. Do not present it as it stands. What "
                     "is found stands at the end of this report.\n\nResults");
    assert_non_null(count);
    const char *list =
        strstr(text, "What check found of this plan\n-----------------------------\n- ");
    assert_true(list != NULL && list > strstr(text, "Ledger of the experts"));
    assert_non_null(strstr(list, "R5"));
    assert_null(strstr(strchr(list, '-'), "\n\n"));
    appui_free(text);
    assert_int_equal(render(&world, -1, 0, &text), APPUI_IO_OK);
    assert_non_null(strstr(text, "\"plan_holds\": false"));
    appui_free(text);
    year_world_close(&world);
}

/* Takes the n-th agreed entry of a partner out of its period. @return its half-days */
static int32_t take_out(struct year_world *world, int32_t partner, int32_t nth, appui_day day)
{
    for (int32_t i = 0; i < world->entries.n; i++) {
        struct appui_entry *entry = &world->entries.items[i];
        if (entry->partner == partner && entry->kind == APPUI_ENTRY_AGREED && nth-- == 0) {
            entry->pledge = APPUI_NO_PERIOD;
            entry->day = day;
            return entry->half_days;
        }
    }
    fail();
    return 0;
}

/* Days without date, and days dated outside: they stand in no period, and what is left there is
 * below zero, so that the column adds up to 10. */
static void what_stands_in_no_period_is_taken_from_what_is_left(void **state)
{
    (void)state;
    struct year_world world;
    char *text;
    year_world_open(&world, true);
    int32_t first = take_out(&world, 0, 0, APPUI_ABSENT);
    assert_int_equal(first, 2);
    assert_int_equal(render(&world, APPUI_FRENCH, 100, &text), APPUI_IO_OK);
    assert_non_null(strstr(
        text, "  2027                    12      1,5       1,5         2         7       2"));
    assert_non_null(strstr(
        text, "  pas encore daté          –        0         1         0        −1       –"));
    assert_non_null(strstr(
        text, "  depuis le début         20      5,5       2,5         2        10       6"));
    appui_free(text);
    take_out(&world, 0, 0, world.basin->horizon_end + 400);
    assert_int_equal(render(&world, APPUI_FRENCH, 100, &text), APPUI_IO_OK);
    assert_non_null(
        strstr(text, "  hors période             –        0         1         0        −1"));
    appui_free(text);
    take_out(&world, 0, 1, APPUI_ABSENT);
    assert_int_equal(render(&world, APPUI_ENGLISH, 100, &text), APPUI_IO_OK);
    assert_non_null(strstr(text, "  undated or outside periods"));
    assert_non_null(strstr(text, "what is left since the start"));
    appui_free(text);
    year_world_close(&world);
}

/* 3.3 days of 650.05 euros are worth half a cent more or less: all decimals that there are. */
static void euros_are_never_rounded(void **state)
{
    (void)state;
    struct year_world world;
    char *text;
    year_world_open(&world, true);
    world.basin->partners[1].day_rate_cents = 65005;
    /* rail delivered 1 day and agreed 2: 3 x 650.05 */
    assert_int_equal(render(&world, APPUI_FRENCH, 80, &text), APPUI_IO_OK);
    assert_non_null(strstr(text, "1\u00A0950,15\n"));
    appui_free(text);
    world.basin->partners[0].day_rate_cents = 1;
    /* acier: 4 days, all of them whole cents; proposed 2; lent 1.5 x 0.01 = 0.015 */
    assert_int_equal(render(&world, APPUI_ENGLISH, 80, &text), APPUI_IO_OK);
    assert_non_null(strstr(text, "650.065\n"));
    appui_free(text);
    year_world_close(&world);
}

static void tells_when_memory_fails(void **state)
{
    (void)state;
    struct year_world world;
    year_world_open(&world, true);
    for (int language = -1; language <= APPUI_FRENCH; language++) {
        enum appui_io_code code = APPUI_IO_NO_MEMORY;
        int32_t n_failed = 0;
        for (long n = 1; code != APPUI_IO_OK; n += 1 + n / 20) {
            char *text;
            appui_memory_fail_after(n);
            code = render(&world, language, 80, &text);
            appui_memory_fail_after(0);
            assert_true(code == APPUI_IO_OK || code == APPUI_IO_NO_MEMORY);
            n_failed += code != APPUI_IO_OK;
            appui_free(text);
        }
        assert_true(n_failed > 20);
    }
    year_world_close(&world);
}

static void a_name_too_wide_stands_on_a_line_of_its_own(void **state)
{
    (void)state;
    struct appui_table table = {.n_figures = 2};
    struct appui_text_buffer out = {.bytes = NULL};
    struct appui_table_row *row = appui_table_add(&table, "name");
    row->figures[0] = "days";
    row->figures[1] = "jobs";
    appui_table_add(&table, "a heading wider than the table is");
    row = appui_table_add(&table, "abcdefghijkl");
    row->figures[0] = "1";
    row->figures[1] = "";
    row = appui_table_add(&table, "é");
    row->figures[0] = "10";
    row->figures[1] = "2.5";
    appui_table_write(&table, &out, 20);
    assert_string_equal(out.bytes, "name       days jobs\n"
                                   "a heading wider than the table is\n"
                                   "abcdefghijkl\n"
                                   "              1\n"
                                   "é            10  2.5\n");
    appui_text_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_golden_text_in_french),
        cmocka_unit_test(is_the_golden_text_in_english),
        cmocka_unit_test(has_the_golden_figures_for_machines),
        cmocka_unit_test(fits_its_width_without_trailing_blanks),
        cmocka_unit_test(without_a_journal_one_sentence_says_so),
        cmocka_unit_test(mandates_per_company_are_those_of_companies),
        cmocka_unit_test(objectives_go_with_the_length_of_the_period),
        cmocka_unit_test(a_plan_that_does_not_hold_is_marked),
        cmocka_unit_test(what_stands_in_no_period_is_taken_from_what_is_left),
        cmocka_unit_test(euros_are_never_rounded),
        cmocka_unit_test(tells_when_memory_fails),
        cmocka_unit_test(a_name_too_wide_stands_on_a_line_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
