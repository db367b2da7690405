/*
 * Messages, and the whole table of faults: both languages, their placeholders, their style.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "io/message.h"

static const char name_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

static bool has_placeholder(const char *text, const char *name, size_t length)
{
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '}') {
            return true;
        }
    }
    return false;
}

/* Every placeholder of `text` is well formed and stands in `other` too. */
static void assert_placeholders_within(const char *text, const char *other)
{
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        size_t length = strspn(at + 1, name_letters);
        if (length == 0 || length > 31 || at[1 + length] != '}' ||
            !has_placeholder(other, at + 1, length)) {
            fail_msg("placeholder of \"%s\" not in \"%s\"", text, other);
        }
    }
}

static void both_languages_use_the_same_placeholders(void **state)
{
    (void)state;
    for (int code = 0; code < APPUI_N_FAULT_CODES; code++) {
        const struct appui_fault_text *row = appui_fault_text((enum appui_fault_code)code);
        assert_placeholders_within(row->en, row->fr);
        assert_placeholders_within(row->fr, row->en);
    }
}

static void names_are_snake_case_and_unique(void **state)
{
    (void)state;
    for (int code = 0; code < APPUI_N_FAULT_CODES; code++) {
        const char *name = appui_fault_text((enum appui_fault_code)code)->name;
        assert_true(name[0] >= 'a' && name[0] <= 'z');
        assert_int_equal(name[strspn(name, name_letters)], '\0');
        for (int other = 0; other < code; other++) {
            assert_string_not_equal(name, appui_fault_text((enum appui_fault_code)other)->name);
        }
    }
}

static void assert_style(const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || text[length - 1] == '.' || text[length - 1] == ' ' ||
        strchr(text, '\n') != NULL ||
        (text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= '0' && text[1] <= '9'))) {
        fail_msg("style of \"%s\"", text);
    }
}

/* A rule's name (R7) may begin a text; any other capital may not. */
static void no_text_ends_with_a_full_stop_or_begins_with_a_capital(void **state)
{
    (void)state;
    for (int code = 0; code < APPUI_N_FAULT_CODES; code++) {
        assert_style(appui_fault_text((enum appui_fault_code)code)->en);
        assert_style(appui_fault_text((enum appui_fault_code)code)->fr);
    }
}

static void assert_message(const struct appui_fault *fault, const char *source,
                           enum appui_language language, const char *expected)
{
    char *text = appui_message_text(fault, source, language);
    assert_non_null(text);
    assert_string_equal(text, expected);
    appui_free(text);
}

static void renders_source_pointer_id_text_and_hint(void **state)
{
    (void)state;
    struct appui_fault fault = {.code = APPUI_FAULT_KEY_UNKNOWN,
                                .pointer = "/partners/0/dyas",
                                .id = "sncf",
                                .keys = {"key", "allowed", "hint"},
                                .values = {"dyas", "id, days", "days"}};
    assert_message(&fault, "basin.json", APPUI_ENGLISH,
                   "basin.json: /partners/0/dyas (id 'sncf'): unknown key 'dyas', allowed here: "
                   "id, days; did you mean "
                   "'days'?");
    assert_message(&fault, "basin.json", APPUI_FRENCH,
                   "basin.json: /partners/0/dyas (id 'sncf'): clé inconnue « dyas », clés "
                   "permises ici : id, days ; "
                   "vouliez-vous dire « days » ?");
    fault.values[2] = "";
    fault.id = NULL;
    assert_message(&fault, "basin.json", APPUI_ENGLISH,
                   "basin.json: /partners/0/dyas: unknown key 'dyas', allowed here: id, days");
}

/* "[" opens "singular|plural]" behind some placeholder, and nothing else. */
static void assert_forms(const char *text)
{
    for (const char *at = strchr(text, '['); at != NULL; at = strchr(at + 1, '[')) {
        size_t bar = strcspn(at, "|]"), end = strcspn(at, "]");
        const char *placeholder = strchr(text, '}');
        if (at[bar] != '|' || at[end] != ']' || placeholder == NULL || placeholder > at ||
            memchr(at + bar + 1, '|', end - bar) != NULL) {
            fail_msg("forms of \"%s\"", text);
        }
    }
}

static void forms_of_a_number_stand_behind_it(void **state)
{
    (void)state;
    for (int code = 0; code < APPUI_N_FAULT_CODES; code++) {
        assert_forms(appui_fault_text((enum appui_fault_code)code)->en);
        assert_forms(appui_fault_text((enum appui_fault_code)code)->fr);
    }
}

/* French has its singular up to 1.5, English for 1 alone. */
static void picks_the_form_that_goes_with_the_number(void **state)
{
    (void)state;
    static const struct {
        const char *days, *en, *fr;
    } rows[] = {
        {"0", "b: 0 days are agreed", "b: 0 jour est convenu"},
        {"0.5", "b: 0.5 days are agreed", "b: 0,5 jour est convenu"},
        {"1", "b: 1 day is agreed", "b: 1 jour est convenu"},
        {"1.5", "b: 1.5 days are agreed", "b: 1,5 jour est convenu"},
        {"2", "b: 2 days are agreed", "b: 2 jours sont convenus"},
        {"10.5", "b: 10.5 days are agreed", "b: 10,5 jours sont convenus"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct appui_fault fault = {.code = APPUI_FAULT_EXPERT_DAYS_OVERRUN,
                                    .pointer = "",
                                    .keys = {"value"},
                                    .values = {rows[i].days}};
        char *en = appui_message_text(&fault, "b", APPUI_ENGLISH);
        char *fr = appui_message_text(&fault, "b", APPUI_FRENCH);
        assert_int_equal(strncmp(en, rows[i].en, strlen(rows[i].en)), 0);
        assert_int_equal(strncmp(fr, rows[i].fr, strlen(rows[i].fr)), 0);
        appui_free(en);
        appui_free(fr);
    }
}

/* Dates, halves and numbers of a message about what stands read as in the reports. */
static void says_values_as_people_read_them(void **state)
{
    (void)state;
    struct appui_fault overrun = {.code = APPUI_FAULT_PLEDGE_OVERRUN,
                                  .pointer = "/partners/1",
                                  .id = "icm",
                                  .keys = {"value", "from", "to", "over", "high"},
                                  .values = {"5.5", "2027-01-01", "2027-12-31", "0.5", "5"}};
    assert_message(&overrun, "b", APPUI_FRENCH,
                   "b: /partners/1 (id 'icm'): 5,5 jours sont fournis ou convenus du 01/01/2027 au "
                   "31/12/2027, 0,5 de plus que l'engagement, 5 ; rien de nouveau n'est proposé "
                   "dans cette période");
    assert_message(
        &overrun, "b", APPUI_ENGLISH,
        "b: /partners/1 (id 'icm'): 5.5 days are delivered or agreed from 1\u00A0January "
        "2027 to 31\u00A0December 2027, 0.5 more than the 5 pledged; nothing new is "
        "proposed in this period");
    struct appui_fault twice = {.code = APPUI_FAULT_R8_EXPERT_TWICE,
                                .pointer = "",
                                .keys = {"expert", "date", "half"},
                                .values = {"2027-03-09", "2027-03-09", "am"}};
    assert_message(&twice, "p", APPUI_FRENCH,
                   "p: R8 : « 2027-03-09 » a deux séances le 09/03/2027 (matin) ; une seule est "
                   "permise");
    assert_message(&twice, "p", APPUI_ENGLISH,
                   "p: R8: '2027-03-09' has two sessions on 9\u00A0March 2027 (morning); one is "
                   "allowed");
    twice.values[2] = "full";
    assert_message(&twice, "p", APPUI_FRENCH,
                   "p: R8 : « 2027-03-09 » a deux séances le 09/03/2027 (journée) ; une seule est "
                   "permise");
    struct appui_fault fund = {.code = APPUI_FAULT_ADVANCE_FUND_BELOW_ZERO,
                               .pointer = "",
                               .keys = {"value", "month"},
                               .values = {"-18000", "2027-08"}};
    assert_message(
        &fund, "b", APPUI_FRENCH,
        "b: sans aucune nouvelle avance, le fonds descend à −18\u00A0000\u00A0€ en août 2027 ; "
        "aucune nouvelle avance ne peut l'aggraver");
}

/* What has to be found, or typed, in a file of JSON is told in its forms. */
static void leaves_values_to_be_typed_as_they_are(void **state)
{
    (void)state;
    struct appui_fault half = {.code = APPUI_FAULT_DAYS_NOT_HALF,
                               .pointer = "/needs/0/days",
                               .keys = {"value", "below", "above"},
                               .values = {"2.3", "2", "2.5"}};
    assert_message(&half, "b", APPUI_FRENCH,
                   "b: /needs/0/days: 2.3 n'est pas un multiple d'une demi-journée, écrivez 2 ou "
                   "2.5");
    struct appui_fault date = {.code = APPUI_FAULT_DATE_NOT_EXISTING,
                               .pointer = "/as_of",
                               .keys = {"value"},
                               .values = {"2027-02-30"}};
    assert_message(&date, "b", APPUI_FRENCH, "b: /as_of: la date 2027-02-30 n'existe pas");
    struct appui_fault range = {.code = APPUI_FAULT_OUT_OF_RANGE,
                                .pointer = "/x",
                                .keys = {"key", "value", "low", "high"},
                                .values = {"days", "0", "0.5", "1000"}};
    assert_message(&range, "b", APPUI_FRENCH,
                   "b: /x: days vaut 0 ; la valeur doit être comprise entre 0.5 et 1000");
    struct appui_fault row = {.code = APPUI_FAULT_DECIDE_NO_SESSION,
                              .pointer = "/decisions/0/date",
                              .keys = {"value", "allowed"},
                              .values = {"2027-03-09", "2027-03-10.am"}};
    assert_message(&row, "d.json", APPUI_FRENCH,
                   "d.json: /decisions/0/date: aucune séance n'est prévue ici le 2027-03-09, "
                   "prévues : 2027-03-10.am ; pour une séance tenue hors calendrier, indiquez ses "
                   "jours");
    row.pointer = "";
    row.table = (struct appui_table_place){.row = 2, .column = 5, .heading = "date"};
    assert_message(
        &row, "d.csv", APPUI_FRENCH,
        "d.csv: ligne 2, colonne date (F): aucune séance n'est prévue ici le 09/03/2027, "
        "prévues : 10/03/2027 (matin) ; pour une séance tenue hors calendrier, indiquez "
        "ses jours");
    row.values[1] = "-";
    assert_message(
        &row, "d.csv", APPUI_FRENCH,
        "d.csv: ligne 2, colonne date (F): aucune séance n'est prévue ici le 09/03/2027, "
        "prévues : aucune ; pour une séance tenue hors calendrier, indiquez ses jours");
    row.values[1] = "2027-13-10.am, 2027-03-10.xx";
    assert_message(
        &row, "d.csv", APPUI_ENGLISH,
        "d.csv: row 2, column date (F): no session is planned here on 9\u00A0March 2027, "
        "planned are: 2027-13-10 (morning), 10\u00A0March 2027.xx; a session held "
        "unplanned needs its days");
}

static void assert_reason(enum appui_fault_code code, const char *reason, const char *en,
                          const char *fr)
{
    struct appui_fault fault = {
        .code = code, .pointer = "", .keys = {"reason"}, .values = {reason}};
    assert_message(&fault, "b", APPUI_ENGLISH, en);
    assert_message(&fault, "b", APPUI_FRENCH, fr);
}

static void rewords_what_the_system_and_jansson_say(void **state)
{
    (void)state;
    assert_reason(APPUI_FAULT_JSON_SYNTAX, "'}' expected near '\"a\"'",
                  "b: is not JSON from here on: expected a comma or '}', near '\"a\"'",
                  "b: n'est plus du JSON à partir d'ici : une virgule ou « } » est attendue, près "
                  "de « \"a\" »");
    assert_reason(APPUI_FAULT_JSON_SYNTAX, "']' expected near end of file",
                  "b: is not JSON from here on: the file ends too early, it may be cut short",
                  "b: n'est plus du JSON à partir d'ici : le fichier s'arrête trop tôt, il est "
                  "peut-être tronqué");
    assert_reason(APPUI_FAULT_JSON_SYNTAX, "control character 0x9",
                  "b: is not JSON from here on: a text holds a control character (a tab is "
                  "written \\t)",
                  "b: n'est plus du JSON à partir d'ici : un texte contient un caractère de "
                  "contrôle (une tabulation s'écrit \\t)");
    assert_reason(APPUI_FAULT_FILE_NOT_WRITTEN, strerror(ENOSPC),
                  "b: cannot be written: no space left on the disk",
                  "b: écriture impossible : il n'y a plus de place sur le disque");
    assert_reason(APPUI_FAULT_FILE_UNREADABLE, "Strange news", "b: cannot be read: Strange news",
                  "b: lecture impossible : Strange news");
}

static void renders_line_and_column_of_a_syntax_fault(void **state)
{
    (void)state;
    struct appui_fault fault = {.code = APPUI_FAULT_JSON_DUPLICATE_KEY,
                                .pointer = "",
                                .keys = {"key"},
                                .values = {"days"},
                                .line = 3,
                                .column = 9};
    assert_message(&fault, "b.json", APPUI_ENGLISH,
                   "b.json:3:9: key 'days' stands twice in one object, keep one");
}

static void renders_a_fault_of_the_whole_file(void **state)
{
    (void)state;
    struct appui_fault fault = {.code = APPUI_FAULT_FILE_EMPTY, .pointer = ""};
    assert_message(&fault, "b.json", APPUI_ENGLISH,
                   "b.json: is empty (0 bytes), check that it is the right one");
    char *body = appui_message_body(&fault, APPUI_FRENCH);
    assert_string_equal(body, "le fichier est vide (0 octet), vérifiez que c'est le bon");
    appui_free(body);
}

static void names_types_in_the_language_asked_for(void **state)
{
    (void)state;
    struct appui_fault fault = {.code = APPUI_FAULT_TYPE_WRONG,
                                .pointer = "/name",
                                .keys = {"found", "expected"},
                                .values = {"list", "text"}};
    assert_message(&fault, "b", APPUI_ENGLISH, "b: /name: is a list, expected a text");
    assert_message(&fault, "b", APPUI_FRENCH, "b: /name: contient une liste, attendu : un texte");
}

static void escapes_control_characters_of_the_file_and_of_its_name(void **state)
{
    (void)state;
    struct appui_fault fault = {.code = APPUI_FAULT_ID_FORM,
                                .pointer = "/a\x1b[2J",
                                .keys = {"value"},
                                .values = {"x\ny\x7f"}};
    char *text = appui_message_text(&fault, "\x1b]0;b", APPUI_ENGLISH);
    for (const char *at = text; *at != '\0'; at++) {
        assert_true((unsigned char)*at >= 0x20 && *at != 0x7f);
    }
    assert_non_null(strstr(text, "x\\x0ay\\x7f"));
    appui_free(text);
}

static void picks_the_language_from_the_environment(void **state)
{
    (void)state;
    assert_int_equal(appui_language_of("fr_FR.UTF-8"), APPUI_FRENCH);
    assert_int_equal(appui_language_of("fr"), APPUI_FRENCH);
    assert_int_equal(appui_language_of("en_GB.UTF-8"), APPUI_ENGLISH);
    assert_int_equal(appui_language_of("C"), APPUI_ENGLISH);
    assert_int_equal(appui_language_of(""), APPUI_ENGLISH);
    assert_int_equal(appui_language_of(NULL), APPUI_ENGLISH);
}

static void says_nothing_when_memory_fails(void **state)
{
    (void)state;
    struct appui_fault fault = {.code = APPUI_FAULT_FILE_EMPTY, .pointer = "/x"};
    appui_memory_fail_after(1);
    char *text = appui_message_text(&fault, "b.json", APPUI_ENGLISH);
    appui_memory_fail_after(0);
    assert_null(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_use_the_same_placeholders),
        cmocka_unit_test(names_are_snake_case_and_unique),
        cmocka_unit_test(no_text_ends_with_a_full_stop_or_begins_with_a_capital),
        cmocka_unit_test(renders_source_pointer_id_text_and_hint),
        cmocka_unit_test(forms_of_a_number_stand_behind_it),
        cmocka_unit_test(picks_the_form_that_goes_with_the_number),
        cmocka_unit_test(says_values_as_people_read_them),
        cmocka_unit_test(leaves_values_to_be_typed_as_they_are),
        cmocka_unit_test(rewords_what_the_system_and_jansson_say),
        cmocka_unit_test(renders_line_and_column_of_a_syntax_fault),
        cmocka_unit_test(renders_a_fault_of_the_whole_file),
        cmocka_unit_test(names_types_in_the_language_asked_for),
        cmocka_unit_test(escapes_control_characters_of_the_file_and_of_its_name),
        cmocka_unit_test(picks_the_language_from_the_environment),
        cmocka_unit_test(says_nothing_when_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
