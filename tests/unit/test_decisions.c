/*
 * Decision files: the same decisions as French CSV, as English CSV and as JSON, and the words that
 * are understood. tests/data/invalid shows each fault.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "io/decision_words.h"
#include "io/decisions.h"

struct reading {
    struct appui_decisions decisions;
    struct appui_decisions_places places;
    struct appui_faults faults;
    enum appui_io_code code;
};

static struct reading read_text(const char *text)
{
    struct reading reading = {0};
    reading.code = appui_decisions_parse(text, strlen(text), &reading.decisions, &reading.places,
                                         &reading.faults);
    return reading;
}

static void release(struct reading *reading)
{
    appui_decisions_release(&reading->decisions);
    appui_decisions_places_release(&reading->places);
    appui_faults_release(&reading->faults);
}

static const char french[] =
    "\xEF\xBB\xBF"
    "Dossier;Besoin;Intervenant;Décision;Jours;Date;Demi-journée;Nouvel intervenant;Remarques;"
    "Nouvelle date;Nouvelle demi-journée;Mandataire\r\n"
    "horloger;horloger/iso;acier-iso;RETENUE;1,50;3/2/2027;;rail-iso;\"dit, "
    "\"\"oui\"\"\";;;acier\r\n"
    ";;;;;;;;;;;\r\n"
    "scierie;;;déplacé;;19.01.2027;Après-midi;;;20/01/2027;matin;\r\n";

static const char english[] =
    "project,need,expert,decision,days,date,half,new_expert,remarks,to_date,to_half,mandataire\n"
    "horloger,horloger/iso,acier-iso,approved,1.5,2027-02-03,,rail-iso,\"dit, "
    "\"\"oui\"\"\",,,acier\n"
    "scierie,,,moved,,2027-01-19,pm,,,2027-01-20,am,\n";

static const char json[] =
    "{\"format\": \"appui-decisions/1\", \"decisions\": ["
    "{\"project\": \"horloger\", \"need\": \"horloger/iso\", \"expert\": \"acier-iso\", "
    "\"decision\": \"approved\", \"days\": 1.5, \"date\": \"2027-02-03\", \"half\": null, "
    "\"new_expert\": \"rail-iso\", \"mandataire\": \"acier\", \"remarks\": \"dit, \\\"oui\\\"\"},"
    "{\"project\": \"scierie\", \"decision\": \"moved\", \"date\": \"2027-01-19\", \"half\": "
    "\"pm\", \"to_date\": \"2027-01-20\", \"to_half\": \"am\"}]}";

static void assert_first(const struct appui_decision *row)
{
    assert_false(row->broken);
    assert_string_equal(row->project, "horloger");
    assert_string_equal(row->need, "horloger/iso");
    assert_string_equal(row->expert, "acier-iso");
    assert_string_equal(row->new_expert, "rail-iso");
    assert_string_equal(row->mandataire, "acier");
    assert_string_equal(row->remarks, "dit, \"oui\"");
    assert_int_equal(row->kind, APPUI_DECISION_APPROVED);
    assert_int_equal(row->half_days, 3);
    assert_int_equal(row->day, appui_date_from_civil(2027, 2, 3));
    assert_int_equal(row->half, APPUI_ABSENT);
    assert_int_equal(row->to_day, APPUI_ABSENT);
}

static void assert_second(const struct appui_decision *row)
{
    assert_string_equal(row->project, "scierie");
    assert_null(row->need);
    assert_null(row->remarks);
    assert_int_equal(row->kind, APPUI_DECISION_MOVED);
    assert_int_equal(row->half_days, APPUI_ABSENT);
    assert_int_equal(row->day, appui_date_from_civil(2027, 1, 19));
    assert_int_equal(row->half, APPUI_PM);
    assert_int_equal(row->to_day, appui_date_from_civil(2027, 1, 20));
    assert_int_equal(row->to_half, APPUI_AM);
}

static void every_form_says_the_same(void **state)
{
    static const char *const texts[] = {french, english, json};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading reading = read_text(texts[i]);
        assert_int_equal(reading.code, APPUI_IO_OK);
        assert_int_equal(reading.faults.n, 0);
        assert_int_equal(reading.decisions.n, 2);
        assert_first(&reading.decisions.items[0]);
        assert_second(&reading.decisions.items[1]);
        release(&reading);
    }
}

static void a_row_is_numbered_as_the_spreadsheet_does(void **state)
{
    (void)state;
    struct reading reading = read_text(french);
    assert_true(reading.places.table);
    assert_int_equal(reading.places.rows[0], 2);
    assert_int_equal(reading.places.rows[1], 4);
    assert_int_equal(reading.places.columns[APPUI_PART_DAYS], 4);
    assert_string_equal(reading.places.headings[APPUI_PART_DAYS], "Jours");
    release(&reading);
}

static void a_fault_of_a_row_leaves_the_others(void **state)
{
    (void)state;
    struct reading reading = read_text("dossier;décision;jours\na;retenu;x\nb;signé;\n");
    assert_int_equal(reading.code, APPUI_IO_REJECTED);
    assert_int_equal(reading.faults.n, 1);
    assert_int_equal(reading.faults.items[0].table.row, 2);
    assert_int_equal(reading.faults.items[0].table.column, 2);
    assert_string_equal(reading.faults.items[0].table.heading, "jours");
    assert_true(reading.decisions.items[0].broken);
    assert_false(reading.decisions.items[1].broken);
    release(&reading);
}

static void assert_word(const struct appui_decision_words *words, const char *text, int32_t value)
{
    struct appui_arena arena = {0};
    const char *plain = appui_decision_words_plain(&arena, text);
    assert_non_null(plain);
    assert_int_equal(appui_decision_words_find(words, plain), value);
    appui_arena_release(&arena);
}

static void words_are_understood_in_any_case_with_or_without_accents(void **state)
{
    (void)state;
    assert_word(&appui_decision_kinds, "Approuvé", APPUI_DECISION_APPROVED);
    assert_word(&appui_decision_kinds, "AGRÉÉ", APPUI_DECISION_APPROVED);
    assert_word(&appui_decision_kinds, "agree", APPUI_DECISION_APPROVED);
    assert_word(&appui_decision_kinds, "  Retenue ", APPUI_DECISION_APPROVED);
    assert_word(&appui_decision_kinds, "REFUSE\xCC\x81", APPUI_DECISION_REFUSED);
    assert_word(&appui_decision_kinds, "ajourne", APPUI_DECISION_DEFERRED);
    assert_word(&appui_decision_kinds, "Réalisée", APPUI_DECISION_DONE);
    assert_word(&appui_decision_kinds, "clôturé", APPUI_DECISION_CLOSED);
    assert_word(&appui_decision_kinds, "reportée", APPUI_DECISION_DEFERRED);
    assert_word(&appui_decision_kinds, "Retenus", APPUI_DECISION_APPROVED);
    assert_word(&appui_decision_kinds, "agréées", APPUI_DECISION_APPROVED);
    assert_word(&appui_decision_kinds, "refusés", APPUI_DECISION_REFUSED);
    assert_word(&appui_decision_kinds, "faits", APPUI_DECISION_DONE);
    assert_word(&appui_decision_kinds, "annulées", APPUI_DECISION_CANCELLED);
    assert_word(&appui_decision_kinds, "closes", APPUI_DECISION_CLOSED);
    assert_word(&appui_decision_kinds, "peut-être", -1);
    assert_word(&appui_decision_halves, "Après-midi", APPUI_PM);
    assert_word(&appui_decision_halves, "apres midi", APPUI_PM);
    assert_word(&appui_decision_halves,
                "journée\xC2\xA0"
                "entière",
                APPUI_FULL);
    assert_word(&appui_decision_headings, "Demi-Journée", APPUI_PART_HALF);
    assert_word(&appui_decision_headings, "new_expert", APPUI_PART_NEW_EXPERT);
    assert_word(&appui_decision_headings, "Nouvel intervenant", APPUI_PART_NEW_EXPERT);
}

static void every_name_and_key_is_a_word_too(void **state)
{
    (void)state;
    for (int i = 0; i < APPUI_N_DECISION_KINDS; i++) {
        assert_word(&appui_decision_kinds, appui_decision_name((enum appui_decision_kind)i), i);
    }
    for (int i = 0; i < APPUI_N_DECISION_PARTS; i++) {
        assert_word(&appui_decision_headings, appui_decision_key((enum appui_decision_part)i), i);
    }
}

static void assert_days(const char *text, int32_t half_days)
{
    char table[80] = "project;decision;days\na;approved;";
    strcat(table, text);
    struct reading reading = read_text(table);
    bool good = half_days != APPUI_ABSENT;
    assert_int_equal(reading.code, good ? APPUI_IO_OK : APPUI_IO_REJECTED);
    assert_int_equal(reading.decisions.items[0].half_days, half_days);
    release(&reading);
}

static void days_are_read_exactly(void **state)
{
    (void)state;
    assert_days("2", 4);
    assert_days("2,5", 5);
    assert_days("0.500", 1);
    assert_days("2,0", 4);
    assert_days("999999", 1999998);
    assert_days("2,", APPUI_ABSENT);
    assert_days(",5", APPUI_ABSENT);
    assert_days("2,25", APPUI_ABSENT);
    assert_days("2,4", APPUI_ABSENT);
    assert_days("1e3", APPUI_ABSENT);
    assert_days("9999999", APPUI_ABSENT);
}

static void assert_survives(const char *text)
{
    for (long n = 1;; n++) {
        appui_memory_fail_after(n);
        struct reading reading = read_text(text);
        appui_memory_fail_after(0);
        enum appui_io_code code = reading.code;
        release(&reading);
        if (code != APPUI_IO_NO_MEMORY) {
            assert_true(n > 8);
            return;
        }
    }
}

static void decision_files_survive_every_failed_allocation(void **state)
{
    (void)state;
    assert_survives(french);
    assert_survives(json);
    assert_survives("dossier;décision;jours;couleur\na;peut-être;x;y\n;signé;;\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_says_the_same),
        cmocka_unit_test(a_row_is_numbered_as_the_spreadsheet_does),
        cmocka_unit_test(a_fault_of_a_row_leaves_the_others),
        cmocka_unit_test(words_are_understood_in_any_case_with_or_without_accents),
        cmocka_unit_test(every_name_and_key_is_a_word_too),
        cmocka_unit_test(days_are_read_exactly),
        cmocka_unit_test(decision_files_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
