/*
 * Basin files: every field of the sketch, every form of fault, overrides, fingerprints, and memory
 * that fails.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "io/basin_json.h"

#define SKETCH APPUI_SOURCE_DIR "/tests/data/golden/sketch.json"

/* A basin with nothing in it, and one more member in front of the required ones. */
#define WITH(members)                                                                              \
    "{" members                                                                                    \
    "\"format\":\"appui-basin/1\",\"name\":\"B\",\"horizon\":{\"start\":\"2027-01-04\",\"end\":"   \
    "\"2027-06-30\"},\"skills\":[],\"partners\":[],\"experts\":[],\"projects\":[]}"
#define WITH_PARTNER(members)                                                                      \
    "{\"format\":\"appui-basin/"                                                                   \
    "1\",\"name\":\"B\",\"horizon\":{\"start\":\"2027-01-04\",\"end\":\"2027-06-30\"},"            \
    "\"skills\":[],\"partners\":[{\"id\":\"p\"" members "}],\"experts\":[],\"projects\":[]}"
#define WITH_NEED(members)                                                                         \
    "{\"format\":\"appui-basin/"                                                                   \
    "1\",\"name\":\"B\",\"horizon\":{\"start\":\"2027-01-04\",\"end\":\"2027-06-30\"},"            \
    "\"skills\":[],\"partners\":[],\"experts\":[],\"projects\":[{\"id\":\"f\",\"needs\":[{\"id\":" \
    "\"n\",\"skill\":\"s\"" members "}]}]}"

struct reading {
    struct appui_draft draft;
    struct appui_faults faults;
    char sha256[APPUI_SHA256_TEXT];
    enum appui_io_code code;
};

static void read_with(struct reading *reading, const char *text,
                      const struct appui_override *overrides, int32_t n)
{
    struct appui_basin_source source = {text, strlen(text), overrides, n};
    memset(reading, 0, sizeof *reading);
    reading->code =
        appui_basin_json_parse(&source, &reading->draft, &reading->faults, reading->sha256);
}

static void release(struct reading *reading)
{
    appui_draft_release(&reading->draft);
    appui_faults_release(&reading->faults);
}

static void read_sketch(struct reading *reading)
{
    memset(reading, 0, sizeof *reading);
    reading->code =
        appui_basin_json_read(SKETCH, NULL, 0, &reading->draft, &reading->faults, reading->sha256);
}

/* The text has exactly one fault, of this code, at this place. */
static void assert_one_fault(const char *text, enum appui_fault_code code, const char *pointer)
{
    struct reading reading;
    read_with(&reading, text, NULL, 0);
    assert_int_equal(reading.code, APPUI_IO_REJECTED);
    assert_int_equal(reading.faults.n, 1);
    assert_string_equal(appui_fault_text(reading.faults.items[0].code)->name,
                        appui_fault_text(code)->name);
    assert_string_equal(reading.faults.items[0].pointer, pointer);
    release(&reading);
}

static void assert_argument(const char *text, const char *key, const char *expected)
{
    struct reading reading;
    read_with(&reading, text, NULL, 0);
    assert_int_equal(reading.faults.n, 1);
    assert_string_equal(appui_fault_argument(&reading.faults.items[0], key), expected);
    release(&reading);
}

static void assert_reads(const char *text)
{
    struct reading reading;
    read_with(&reading, text, NULL, 0);
    assert_int_equal(reading.faults.n, 0);
    assert_int_equal(reading.code, APPUI_IO_OK);
    release(&reading);
}

static appui_day date(const char *text)
{
    appui_day day = 0;
    assert_true(appui_date_read(text, &day));
    return day;
}

static void the_sketch_reads_without_fault(void **state)
{
    (void)state;
    struct reading reading;
    read_sketch(&reading);
    const struct appui_draft *draft = &reading.draft;
    assert_int_equal(reading.code, APPUI_IO_OK);
    assert_int_equal(reading.faults.n, 0);
    assert_string_equal(draft->name, "Auxois-Morvan");
    assert_int_equal(draft->as_of, date("2027-01-11"));
    assert_int_equal(draft->horizon_start, date("2027-01-04"));
    assert_int_equal(draft->horizon_end, date("2027-06-30"));
    assert_string_equal(draft->timezone, "Europe/Paris");
    assert_int_equal(draft->closures.n, 1);
    assert_int_equal(draft->closures.items[0].from, date("2027-05-07"));
    assert_int_equal(draft->tiers.n, 13);
    assert_string_equal(draft->tiers.items[12], "promptness_last");
    assert_int_equal(draft->mandate_half_days, 0);
    assert_int_equal(draft->n_skills, 3);
    assert_string_equal(draft->skills[2].label.fr, "Certification ISO 9001");
    assert_string_equal(draft->skills[2].broader, "quality");
    assert_int_equal(draft->n_estimates, 1);
    assert_int_equal(draft->estimates[0].fit, 900000);
    assert_int_equal(draft->estimates[0].half_days, APPUI_ABSENT);
    assert_int_equal(draft->n_lines, 0);
    assert_int_equal(draft->n_require, 1);
    assert_string_equal(draft->require[0].expert, "sncf-quality");
    assert_int_equal(draft->n_forbid, 0);
    release(&reading);
}

static void the_sketch_gives_partners_and_experts_in_half_days(void **state)
{
    (void)state;
    struct reading reading;
    read_sketch(&reading);
    const struct appui_draft_partner *sncf = &reading.draft.partners[0];
    assert_int_equal(reading.draft.n_partners, 3);
    assert_int_equal(sncf->kind, APPUI_COMPANY);
    assert_int_equal(sncf->until, APPUI_ABSENT);
    assert_int_equal(sncf->day_rate_cents, 80000);
    assert_true(sncf->pledges_given);
    assert_int_equal(sncf->pledges[0].half_days, 24);
    assert_int_equal(sncf->pledges[0].delivered, 5);
    assert_int_equal(sncf->pledges[0].earmarks[0].half_days, 6);
    assert_string_equal(sncf->pledges[0].earmarks[0].purpose, "revitalisation");
    assert_string_equal(sncf->mandates[0].project, "older-firm");
    assert_int_equal(sncf->mandates_max, 3);
    assert_int_equal(sncf->absent.items[0], date("2027-02-03"));
    assert_false(reading.draft.partners[1].pledges_given);
    const struct appui_draft_expert *expert = &reading.draft.experts[0];
    assert_string_equal(expert->skills[0].skill, "iso_9001");
    assert_int_equal(expert->skills[0].level, 4);
    assert_int_equal(expert->half_days_max, 12);
    /* Tuesday whole: bits 2 and 3; Thursday morning: bit 6. */
    assert_int_equal(expert->availability.weekdays, 0x4c);
    assert_int_equal(expert->availability.dates[0].half, APPUI_PM);
    assert_int_equal(expert->availability.except.items[0].to, date("2027-04-23"));
    release(&reading);
}

static void the_sketch_gives_projects_needs_and_committees(void **state)
{
    (void)state;
    struct reading reading;
    read_sketch(&reading);
    const struct appui_draft_project *project = &reading.draft.projects[0];
    assert_int_equal(project->ready, date("2027-01-20"));
    assert_int_equal(project->jobs, 5);
    assert_int_equal(project->weight, 1000);
    assert_int_equal(project->committee, APPUI_ABSENT);
    assert_null(project->mandataire);
    assert_string_equal(project->sponsor, "cci");
    assert_true(project->conflicts.given);
    assert_int_equal(project->follow_up_months, 3);
    const struct appui_draft_need *need = &project->needs[0];
    assert_int_equal(need->half_days, 5);
    assert_int_equal(need->half_days_min, 3);
    assert_int_equal(need->each_min, 1);
    assert_int_equal(need->session_half_days, 1);
    assert_int_equal(need->per_week, 1);
    assert_false(project->needs[1].broken);
    assert_int_equal(project->needs[1].level, APPUI_ABSENT);
    assert_int_equal(project->needs[1].weight, APPUI_ABSENT);
    assert_string_equal(project->needs[1].after.items[0], "techni-signal/iso");
    const struct appui_draft_committees *committees = &reading.draft.committees;
    assert_true(committees->given && committees->fixed.given);
    assert_int_equal(committees->candidates.n, 2);
    assert_int_equal(committees->count_max, 3);
    assert_int_equal(committees->capacity, 4);
    assert_int_equal(committees->gap_days, 21);
    assert_int_equal(committees->lead_days, 7);
    assert_int_equal(committees->quorum, 2);
    assert_string_equal(committees->chairs.items[0], "valti");
    release(&reading);
}

static void what_is_left_out_is_marked_absent(void **state)
{
    (void)state;
    struct reading reading;
    read_with(&reading, WITH(""), NULL, 0);
    assert_int_equal(reading.code, APPUI_IO_OK);
    assert_int_equal(reading.draft.as_of, APPUI_ABSENT);
    assert_null(reading.draft.timezone);
    assert_int_equal(reading.draft.holidays, APPUI_HOLIDAYS_FR);
    assert_false(reading.draft.tiers.given);
    assert_false(reading.draft.committees.given);
    assert_int_equal(reading.draft.mandate_half_days, APPUI_ABSENT);
    release(&reading);
}

static void reads_lines_with_their_sessions(void **state)
{
    (void)state;
    struct reading reading;
    read_with(&reading,
              WITH("\"lines\":[{\"need\":\"n\",\"expert\":\"e\",\"days\":1.5,\"state\":\"signed\","
                   "\"sessions\":[{\"date\":"
                   "\"2027-02-02\",\"half\":\"full\"},{\"date\":\"2027-02-09\",\"half\":\"pm\","
                   "\"state\":\"done\"}]}],"),
              NULL, 0);
    assert_int_equal(reading.code, APPUI_IO_OK);
    const struct appui_draft_line *line = &reading.draft.lines[0];
    assert_int_equal(line->half_days, 3);
    assert_int_equal(line->state, APPUI_SIGNED);
    assert_int_equal(line->sessions[0].half, APPUI_FULL);
    assert_int_equal(line->sessions[0].state, APPUI_SESSION_PLANNED);
    assert_int_equal(line->sessions[1].state, APPUI_SESSION_DONE);
    release(&reading);
}

static void burden_factors_are_thousandths_of_half_days(void **state)
{
    (void)state;
    struct reading reading;
    read_with(&reading, WITH("\"burden\":{\"mandate_days\":1.5,\"attendance_days\":0.125},"), NULL,
              0);
    assert_int_equal(reading.draft.mandate_half_days, 3000);
    assert_int_equal(reading.draft.attendance_half_days, 250);
    release(&reading);
    assert_one_fault(WITH("\"burden\":{\"mandate_days\":-0.5},"), APPUI_FAULT_NUMBER_NEGATIVE,
                     "/burden/mandate_days");
    assert_one_fault(WITH("\"burden\":{\"mandate_days\":0.1234},"), APPUI_FAULT_NUMBER_TOO_FINE,
                     "/burden/mandate_days");
}

static void unknown_keys_are_faults_with_the_nearest_known(void **state)
{
    (void)state;
    assert_one_fault(WITH("\"linse\":[],"), APPUI_FAULT_KEY_UNKNOWN, "/linse");
    assert_argument(WITH("\"linse\":[],"), "hint", "lines");
    assert_argument(WITH("\"zzzzzz\":[],"), "hint", "");
    assert_argument(WITH("\"rules\":{\"requires\":[]},"), "allowed", "require, forbid");
    assert_one_fault(WITH("\"a/b~c\":1,"), APPUI_FAULT_KEY_UNKNOWN, "/a~1b~0c");
}

static void missing_keys_are_named(void **state)
{
    (void)state;
    struct reading reading;
    read_with(&reading, "{}", NULL, 0);
    assert_int_equal(reading.faults.n, 7);
    assert_string_equal(appui_fault_argument(&reading.faults.items[0], "key"), "format");
    assert_string_equal(appui_fault_argument(&reading.faults.items[6], "key"), "projects");
    release(&reading);
}

static void wrong_types_name_both_types(void **state)
{
    (void)state;
    assert_one_fault(WITH("\"lines\":{},"), APPUI_FAULT_TYPE_WRONG, "/lines");
    assert_argument(WITH("\"lines\":{},"), "found", "object");
    assert_argument(WITH("\"lines\":{},"), "expected", "list");
    assert_one_fault("[]", APPUI_FAULT_TYPE_WRONG, "");
    assert_one_fault(WITH_PARTNER(",\"day_rate\":\"800\""), APPUI_FAULT_TYPE_WRONG,
                     "/partners/0/day_rate");
    assert_one_fault(WITH_NEED(",\"days\":1,\"covered_elsewhere\":0"), APPUI_FAULT_TYPE_WRONG,
                     "/projects/0/needs/0/covered_elsewhere");
}

static void null_is_allowed_only_where_it_means_absent(void **state)
{
    (void)state;
    assert_reads(WITH_PARTNER(",\"until\":null"));
    assert_one_fault(WITH_PARTNER(",\"name\":null"), APPUI_FAULT_TYPE_WRONG, "/partners/0/name");
    assert_one_fault(WITH("\"as_of\":null,"), APPUI_FAULT_TYPE_WRONG, "/as_of");
}

static void a_plan_given_as_a_basin_is_called_a_plan(void **state)
{
    (void)state;
    assert_one_fault("{\"format\":\"appui-plan/1\",\"lines\":3}", APPUI_FAULT_FORMAT_IS_PLAN,
                     "/format");
    assert_one_fault("{\"format\":\"appui-basin/2\"}", APPUI_FAULT_FORMAT_UNKNOWN, "/format");
}

static void days_off_the_half_day_get_a_proposal(void **state)
{
    (void)state;
    assert_one_fault(WITH_NEED(",\"days\":2.3"), APPUI_FAULT_DAYS_NOT_HALF,
                     "/projects/0/needs/0/days");
    assert_argument(WITH_NEED(",\"days\":2.3"), "below", "2");
    assert_argument(WITH_NEED(",\"days\":2.3"), "above", "2.5");
    assert_argument(WITH_NEED(",\"days\":2.3"), "value", "2.3");
    assert_argument(WITH_NEED(",\"days\":0.25"), "below", "0");
    assert_one_fault(WITH_NEED(",\"days\":1e300"), APPUI_FAULT_NUMBER_TOO_BIG,
                     "/projects/0/needs/0/days");
}

static void numbers_finer_than_their_unit_are_faults(void **state)
{
    (void)state;
    assert_one_fault(WITH_NEED(",\"days\":1,\"weight\":0.0001"), APPUI_FAULT_NUMBER_TOO_FINE,
                     "/projects/0/needs/0/weight");
    assert_one_fault(WITH_NEED(",\"days\":1,\"level\":1.5"), APPUI_FAULT_NUMBER_NOT_WHOLE,
                     "/projects/0/needs/0/level");
    assert_one_fault(WITH_PARTNER(",\"day_rate\":1.005"), APPUI_FAULT_NUMBER_TOO_FINE,
                     "/partners/0/day_rate");
    assert_reads(WITH_NEED(",\"days\":1.0,\"level\":2.0,\"weight\":0.001"));
}

static void dates_that_do_not_exist_are_told_from_wrong_forms(void **state)
{
    (void)state;
    assert_one_fault(WITH("\"as_of\":\"2027-02-30\","), APPUI_FAULT_DATE_NOT_EXISTING, "/as_of");
    assert_one_fault(WITH("\"as_of\":\"2027-2-3\","), APPUI_FAULT_DATE_FORM, "/as_of");
    assert_one_fault(WITH("\"as_of\":\"03/02/2027\","), APPUI_FAULT_DATE_FORM, "/as_of");
    assert_one_fault(WITH("\"as_of\":\"2027-02-03 \","), APPUI_FAULT_DATE_FORM, "/as_of");
    assert_one_fault(WITH("\"as_of\":\"1969-12-31\","), APPUI_FAULT_DATE_OUT_OF_RANGE, "/as_of");
    assert_one_fault(WITH("\"as_of\":\"2200-01-01\","), APPUI_FAULT_DATE_OUT_OF_RANGE, "/as_of");
}

#define WITH_FIRM_DATES(dates)                                                                     \
    "{\"format\":\"appui-basin/"                                                                   \
    "1\",\"name\":\"B\",\"horizon\":{\"start\":\"2027-01-04\",\"end\":\"2027-06-30\"},"            \
    "\"skills\":[],\"partners\":[],\"experts\":[],\"projects\":[{\"id\":\"f\",\"availability\":"   \
    "{" dates "}}]}"

static void half_days_of_dates_and_weekdays_are_read_or_refused(void **state)
{
    (void)state;
    struct reading reading;
    read_with(
        &reading,
        WITH_FIRM_DATES(
            "\"weekdays\":[\"sun.pm\"],\"dates\":[\"2027-02-05\",\"2027-02-05.am\"],\"except\":[{"
            "\"from\":\"2027-03-01\"}]"),
        NULL, 0);
    const struct appui_draft_availability *free = &reading.draft.projects[0].availability;
    assert_int_equal(free->weekdays, 1 << 13);
    assert_int_equal(free->dates[0].half, APPUI_FULL);
    assert_int_equal(free->dates[1].half, APPUI_AM);
    assert_int_equal(free->except.items[0].to, date("2027-03-01"));
    release(&reading);
    assert_one_fault(WITH_FIRM_DATES("\"dates\":[\"2027-02-05.noon\"]"), APPUI_FAULT_DATE_HALF_FORM,
                     "/projects/0/availability/dates/0");
    assert_one_fault(WITH_FIRM_DATES("\"dates\":[\"2027-02-30.am\"]"),
                     APPUI_FAULT_DATE_NOT_EXISTING, "/projects/0/availability/dates/0");
    assert_one_fault(WITH_FIRM_DATES("\"weekdays\":[\"mon\",\"teu\"]"), APPUI_FAULT_CHOICE_UNKNOWN,
                     "/projects/0/availability/weekdays/1");
    assert_argument(WITH_FIRM_DATES("\"weekdays\":[\"teu\"]"), "hint", "tue");
}

static void ids_and_texts_have_a_form(void **state)
{
    (void)state;
    char text[1200], filler[700];
    assert_one_fault(WITH_PARTNER(",\"name\":\"  \""), APPUI_FAULT_TEXT_EMPTY, "/partners/0/name");
    memset(filler, 'x', sizeof filler);
    filler[501] = '\0';
    snprintf(text, sizeof text, WITH_PARTNER(",\"name\":\"%s\""), filler);
    assert_one_fault(text, APPUI_FAULT_TEXT_TOO_LONG, "/partners/0/name");
    filler[500] = '\0';
    snprintf(text, sizeof text, WITH_PARTNER(",\"name\":\"%s\""), filler);
    assert_reads(text);
    assert_one_fault(WITH_PARTNER(",\"mandates\":[{\"project\":\"Older\",\"from\":\"2027-01-01\","
                                  "\"to\":\"2027-02-01\"}]"),
                     APPUI_FAULT_ID_FORM, "/partners/0/mandates/0/project");
}

static void an_id_of_wrong_form_is_kept_so_that_references_resolve(void **state)
{
    (void)state;
    struct reading reading;
    struct appui_override override = {"/partners/-", "{\"id\":\"SNCF\"}"};
    read_with(&reading, WITH(""), &override, 1);
    assert_int_equal(reading.faults.n, 1);
    assert_int_equal(reading.faults.items[0].code, APPUI_FAULT_ID_FORM);
    assert_string_equal(reading.draft.partners[0].id, "SNCF");
    assert_true(reading.draft.partners[0].broken);
    release(&reading);
}

static void every_fault_of_a_file_is_reported_and_its_item_marked(void **state)
{
    (void)state;
    struct reading reading;
    read_with(&reading,
              WITH_NEED(",\"days\":2.3,\"level\":\"x\",\"phase\":\"supprot\",\"sesion\":1"), NULL,
              0);
    assert_int_equal(reading.faults.n, 4);
    assert_string_equal(reading.faults.items[0].id, "n");
    assert_true(reading.draft.projects[0].needs[0].broken);
    assert_false(reading.draft.projects[0].broken);
    assert_int_equal(reading.draft.projects[0].needs[0].half_days, APPUI_ABSENT);
    assert_string_equal(reading.draft.projects[0].needs[0].skill, "s");
    release(&reading);
}

static void assert_place(const char *text, int32_t line, int32_t column)
{
    struct reading reading;
    read_with(&reading, text, NULL, 0);
    assert_int_equal(reading.faults.n, 1);
    assert_int_equal(reading.faults.items[0].line, line);
    assert_int_equal(reading.faults.items[0].column, column);
    release(&reading);
}

static void syntax_faults_carry_line_and_column(void **state)
{
    (void)state;
    assert_one_fault("{\"a\":tru}", APPUI_FAULT_JSON_SYNTAX, "");
    assert_place("{\n  \"a\": 1,\n  \"a\": 2}", 3, 5);
    assert_one_fault("{\"a\":1,\"a\":2}", APPUI_FAULT_JSON_DUPLICATE_KEY, "");
    assert_argument("{\"a\":1,\"a long key, longer than jansson quotes\":1,\"a long key, longer "
                    "than jansson quotes\":2}",
                    "key", "a long key, longer than jansson quotes");
    assert_one_fault("{\"a\":1e999}", APPUI_FAULT_JSON_NUMBER_TOO_BIG, "");
    assert_one_fault("{\"a\":99999999999999999999}", APPUI_FAULT_JSON_NUMBER_TOO_BIG, "");
    assert_one_fault("{\"a\":\"\xff\"}", APPUI_FAULT_JSON_NOT_UTF8, "");
    assert_one_fault("{\"a\":\"\\u0000\"}", APPUI_FAULT_JSON_NUL, "");
    assert_one_fault("\xEF\xBB\xBF", APPUI_FAULT_FILE_EMPTY, "");
}

static void nesting_is_bounded_before_jansson_sees_it(void **state)
{
    (void)state;
    char text[100000];
    memset(text, '[', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_one_fault(text, APPUI_FAULT_JSON_TOO_DEEP, "");
    assert_place(text, 1, 33);
    assert_place("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[[[[\"", 1,
                 54); /* brackets in a text are no nesting; a text alone is no file */
}

static void a_byte_order_mark_changes_nothing(void **state)
{
    (void)state;
    struct reading with, without;
    read_with(&with, "\xEF\xBB\xBF" WITH(""), NULL, 0);
    read_with(&without, WITH(""), NULL, 0);
    assert_int_equal(with.code, APPUI_IO_OK);
    assert_string_equal(with.sha256, without.sha256);
    release(&with);
    release(&without);
}

/* Computed with docs/formats.md's recipe in Python. */
static void the_fingerprint_is_of_the_content_not_the_layout(void **state)
{
    (void)state;
    struct reading a, b, c;
    read_with(&a, "{\"b\":[1.0,0.1,1e-5,\"\\u00e9\\n\\u001f/\"],\"a\":{}}", NULL, 0);
    read_with(&b, " { \"a\" : { } , \"b\" : [ 1 , 0.10 , 0.00001 , \"é\\n\\u001F\\/\" ] }\n", NULL,
              0);
    read_with(&c, "{\"b\":[1.0,0.1,1e-5,\"\\u00e8\\n\\u001f/\"],\"a\":{}}", NULL, 0);
    assert_string_equal(a.sha256, b.sha256);
    assert_string_not_equal(a.sha256, c.sha256);
    assert_string_equal(a.sha256,
                        "db37f2c71a1c7bf553a809e6e7665d5a3363393e5869851230f3aa08a8a2ccb6");
    release(&a);
    release(&b);
    release(&c);
    read_sketch(&a); /* tests/schema.py recomputes this one */
    assert_string_equal(a.sha256,
                        "fb01ae078d143eaf57c24912148b6b8f839a6e19feb68af1f70bdd20e12637ed");
    release(&a);
}

static void overrides_replace_add_and_append(void **state)
{
    (void)state;
    const struct appui_override overrides[] = {{"/partners/-", "{\"id\":\"p\"}"},
                                               {"/partners/0/day_rate", "99.5"},
                                               {"/as_of", "2027-02-01"},
                                               {"/name", "\"quoted\""},
                                               {"/partners/0/name", "not JSON"}};
    struct reading plain, changed;
    read_with(&plain, WITH(""), NULL, 0);
    read_with(&changed, WITH(""), overrides, 5);
    assert_int_equal(changed.code, APPUI_IO_OK);
    assert_int_equal(changed.draft.partners[0].day_rate_cents, 9950);
    assert_string_equal(changed.draft.partners[0].name, "not JSON");
    assert_string_equal(changed.draft.name, "quoted");
    assert_int_equal(changed.draft.as_of, date("2027-02-01"));
    assert_string_equal(changed.sha256, plain.sha256);
    release(&plain);
    release(&changed);
}

static void assert_override_fault(const char *pointer, const char *value,
                                  enum appui_fault_code code)
{
    const struct appui_override override = {pointer, value};
    struct reading reading;
    read_with(&reading, WITH_PARTNER(""), &override, 1);
    assert_int_equal(reading.code, APPUI_IO_REJECTED);
    assert_int_equal(reading.faults.n, 1);
    assert_string_equal(appui_fault_text(reading.faults.items[0].code)->name,
                        appui_fault_text(code)->name);
    assert_string_equal(reading.faults.items[0].pointer, pointer);
    release(&reading);
}

static void overrides_that_lead_nowhere_are_faults(void **state)
{
    (void)state;
    assert_override_fault("partners", "1", APPUI_FAULT_SET_POINTER_FORM);
    assert_override_fault("", "1", APPUI_FAULT_SET_POINTER_FORM);
    assert_override_fault("/partners/~2", "1", APPUI_FAULT_SET_POINTER_FORM);
    assert_override_fault("/partners/1/name", "x", APPUI_FAULT_SET_NO_ITEM);
    assert_override_fault("/partners/1", "x", APPUI_FAULT_SET_NO_ITEM);
    assert_override_fault("/partners/00", "x", APPUI_FAULT_SET_NO_ITEM);
    assert_override_fault("/partnres/0", "x", APPUI_FAULT_SET_NOWHERE);
    assert_override_fault("/name/x", "x", APPUI_FAULT_SET_NOWHERE);
    assert_override_fault("/name", "\xff", APPUI_FAULT_SET_NOT_UTF8);
    assert_override_fault("/name", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", APPUI_FAULT_SET_TOO_DEEP);
    assert_override_fault("/nmae", "x", APPUI_FAULT_KEY_UNKNOWN);
}

/* The n-th allocation and all later ones fail, for every n until reading needs no more: never a
 * crash, never another answer than "no memory". */
static void memory_that_fails_anywhere_is_told(void **state)
{
    (void)state;
    const struct appui_override override = {"/partners/0/name", "x"};
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    long n = 1;
    for (; code != APPUI_IO_OK; n++) {
        struct appui_draft draft = {0};
        struct appui_faults faults = {0};
        char sha256[APPUI_SHA256_TEXT];
        appui_memory_fail_after(n);
        code = appui_basin_json_read(SKETCH, &override, 1, &draft, &faults, sha256);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_IO_NO_MEMORY || code == APPUI_IO_OK);
        appui_draft_release(&draft);
        appui_faults_release(&faults);
    }
    assert_true(n > 200);
}

static void memory_that_fails_while_reporting_is_told(void **state)
{
    (void)state;
    const char *text =
        WITH_NEED(",\"days\":2.3,\"level\":\"x\",\"phase\":\"supprot\",\"sesion\":1");
    const struct appui_basin_source source = {text, strlen(text), NULL, 0};
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    for (long n = 1; code == APPUI_IO_NO_MEMORY; n++) {
        struct appui_draft draft = {0};
        struct appui_faults faults = {0};
        char sha256[APPUI_SHA256_TEXT];
        appui_memory_fail_after(n);
        code = appui_basin_json_parse(&source, &draft, &faults, sha256);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_IO_NO_MEMORY || (code == APPUI_IO_REJECTED && faults.n == 4));
        appui_draft_release(&draft);
        appui_faults_release(&faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sketch_reads_without_fault),
        cmocka_unit_test(the_sketch_gives_partners_and_experts_in_half_days),
        cmocka_unit_test(the_sketch_gives_projects_needs_and_committees),
        cmocka_unit_test(what_is_left_out_is_marked_absent),
        cmocka_unit_test(reads_lines_with_their_sessions),
        cmocka_unit_test(burden_factors_are_thousandths_of_half_days),
        cmocka_unit_test(unknown_keys_are_faults_with_the_nearest_known),
        cmocka_unit_test(missing_keys_are_named),
        cmocka_unit_test(wrong_types_name_both_types),
        cmocka_unit_test(null_is_allowed_only_where_it_means_absent),
        cmocka_unit_test(a_plan_given_as_a_basin_is_called_a_plan),
        cmocka_unit_test(days_off_the_half_day_get_a_proposal),
        cmocka_unit_test(numbers_finer_than_their_unit_are_faults),
        cmocka_unit_test(dates_that_do_not_exist_are_told_from_wrong_forms),
        cmocka_unit_test(half_days_of_dates_and_weekdays_are_read_or_refused),
        cmocka_unit_test(ids_and_texts_have_a_form),
        cmocka_unit_test(an_id_of_wrong_form_is_kept_so_that_references_resolve),
        cmocka_unit_test(every_fault_of_a_file_is_reported_and_its_item_marked),
        cmocka_unit_test(syntax_faults_carry_line_and_column),
        cmocka_unit_test(nesting_is_bounded_before_jansson_sees_it),
        cmocka_unit_test(a_byte_order_mark_changes_nothing),
        cmocka_unit_test(the_fingerprint_is_of_the_content_not_the_layout),
        cmocka_unit_test(overrides_replace_add_and_append),
        cmocka_unit_test(overrides_that_lead_nowhere_are_faults),
        cmocka_unit_test(memory_that_fails_anywhere_is_told),
        cmocka_unit_test(memory_that_fails_while_reporting_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
