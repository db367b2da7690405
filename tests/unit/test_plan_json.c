/*
 * Plan files: what is written is what is read, and every form of fault.
 *
 * The basin is the sketch with one agreed line; the plan is made up to hold every kind of content,
 * it need not be good.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "io/plan_json.h"

#define SKETCH APPUI_SOURCE_DIR "/tests/data/golden/sketch.json"

static struct appui_basin *basin;

static int build_basin(void **state)
{
    (void)state;
    const struct appui_override line = {
        "/lines/-", "{\"need\":\"techni-signal/"
                    "iso\",\"expert\":\"sncf-quality\",\"days\":1,\"state\":\"signed\","
                    "\"sessions\":[{\"date\":\"2027-02-04\",\"half\":\"am\"},{\"date\":\"2027-02-"
                    "09\",\"half\":\"am\"}]}"};
    struct appui_draft draft = {0};
    struct appui_faults faults = {0};
    char sha256[APPUI_SHA256_TEXT];
    if (appui_basin_json_read(SKETCH, &line, 1, &draft, &faults, sha256) == APPUI_IO_OK) {
        basin = appui_basin_build(&draft, &faults);
    }
    appui_draft_release(&draft);
    appui_faults_release(&faults);
    return basin == NULL ? -1 : 0;
}

static int free_basin(void **state)
{
    (void)state;
    appui_basin_free(basin);
    return 0;
}

static appui_day date(const char *text)
{
    appui_day day = 0;
    assert_true(appui_date_read(text, &day));
    return day;
}

/* Storage of a plan under test; nothing of it is on the heap. */
struct sample {
    struct appui_session sessions[3];
    struct appui_part parts[1];
    struct appui_plan_line lines[2];
    int32_t experts[1], partners[1], needs[1], fixed[2];
    struct appui_reason reasons[3];
    struct appui_hole holes[2];
    struct appui_partial partials[1];
    struct appui_change changes[2];
    struct appui_fraction values[1], bounds[1];
    struct appui_tier_result tiers[4];
    struct appui_partner_figures partners_figures[3];
    struct appui_option_pair require[1], forbid[1];
    struct appui_override overrides[1];
    struct appui_plan plan;
    struct appui_plan_header header;
    struct appui_faults warnings;
};

static void fill_lines(struct sample *sample)
{
    sample->sessions[0] = (struct appui_session){date("2027-02-04"), APPUI_AM, APPUI_SESSION_DONE};
    sample->sessions[1] =
        (struct appui_session){date("2027-02-09"), APPUI_PM, APPUI_SESSION_PLANNED};
    sample->sessions[2] =
        (struct appui_session){date("2027-02-16"), APPUI_FULL, APPUI_SESSION_PLANNED};
    sample->lines[0] = (struct appui_plan_line){.need = 0,
                                                .expert = 0,
                                                .half_days = 2,
                                                .state = APPUI_SIGNED,
                                                .basin_line = 0,
                                                .n_sessions = 2,
                                                .sessions = sample->sessions};
    sample->lines[1] = (struct appui_plan_line){.need = 0,
                                                .expert = 0,
                                                .half_days = 3,
                                                .state = APPUI_PROPOSED,
                                                .basin_line = -1,
                                                .n_sessions = 1,
                                                .sessions = sample->sessions + 2};
    sample->plan.lines = sample->lines;
    sample->plan.n_lines = 2;
}

static void fill_holes(struct sample *sample)
{
    sample->reasons[0] = (struct appui_reason){.code = APPUI_HOLE_NO_EXPERT_WITH_SKILL,
                                               .skill = 1,
                                               .level = APPUI_ABSENT,
                                               .committee = APPUI_ABSENT};
    sample->reasons[1] = (struct appui_reason){.code = APPUI_HOLE_LEVEL_TOO_LOW,
                                               .skill = -1,
                                               .level = 4,
                                               .n_experts = 1,
                                               .experts = sample->experts,
                                               .n_partners = 1,
                                               .partners = sample->partners,
                                               .n_needs = 1,
                                               .needs = sample->needs,
                                               .committee = APPUI_ABSENT};
    sample->reasons[2] = (struct appui_reason){.code = APPUI_HOLE_WINDOW_TOO_SHORT,
                                               .skill = -1,
                                               .level = APPUI_ABSENT,
                                               .n_experts = 1,
                                               .experts = sample->experts,
                                               .committee = date("2027-02-05")};
    sample->holes[0] = (struct appui_hole){0, 0, 1, 0, NULL};
    sample->holes[1] = (struct appui_hole){1, -1, 4, 2, sample->reasons};
    sample->partials[0] = (struct appui_partial){0, 1, 1, &sample->reasons[2]};
    sample->changes[0] = (struct appui_change){
        APPUI_SESSION_MOVED, 0, 0, {date("2027-02-05"), APPUI_AM}, {date("2027-02-12"), APPUI_FULL},
        APPUI_EXPERT_AWAY};
    sample->changes[1] = (struct appui_change){.kind = APPUI_SESSION_LOST,
                                               .from = {date("2027-02-06"), APPUI_PM},
                                               .cause = APPUI_NOT_WORKING};
    sample->plan.holes = sample->holes;
    sample->plan.n_holes = 2;
    sample->plan.partials = sample->partials;
    sample->plan.n_partials = 1;
    sample->plan.changes = sample->changes;
    sample->plan.n_changes = 2;
}

static void fill_tiers(struct sample *sample)
{
    sample->values[0] = (struct appui_fraction){5, 12};
    sample->bounds[0] = (struct appui_fraction){1, 3};
    sample->fixed[0] = 1;
    sample->fixed[1] = 2;
    sample->tiers[0] = (struct appui_tier_result){.tier = APPUI_TIER_COVERAGE,
                                                  .applicable = true,
                                                  .has_bound = true,
                                                  .value = 3000001,
                                                  .bound = 5500000,
                                                  .tolerance = 20000};
    sample->tiers[1] = (struct appui_tier_result){.tier = APPUI_TIER_WAITING};
    sample->tiers[2] = (struct appui_tier_result){.tier = APPUI_TIER_EQUITY,
                                                  .applicable = true,
                                                  .proved = true,
                                                  .has_bound = true,
                                                  .n_levels = 1,
                                                  .values = sample->values,
                                                  .bounds = sample->bounds,
                                                  .n_fixed = 2,
                                                  .fixed = sample->fixed};
    sample->tiers[3] = (struct appui_tier_result){
        .tier = APPUI_TIER_CONCENTRATION, .applicable = true, .value = 7};
    sample->plan.tiers = sample->tiers;
    sample->plan.n_tiers = 4;
}

static void fill_header(struct sample *sample)
{
    struct appui_plan_options *options = &sample->header.options;
    sample->header.basin_name = "Auxois-Morvan";
    memset(sample->header.basin_sha256, 'a', APPUI_SHA256_TEXT - 1);
    sample->header.appui_version = "0.1.0";
    sample->header.policy = "lexicographic";
    sample->require[0] = (struct appui_option_pair){"techni-signal/iso", "sncf-quality"};
    sample->forbid[0] = (struct appui_option_pair){"techni-signal/buying", "sncf-quality"};
    sample->overrides[0] = (struct appui_override){"/projects/0/weight", ""};
    *options = (struct appui_plan_options){.as_of = date("2027-01-12"),
                                           .tiers = "coverage:2%,equity",
                                           .n_require = 1,
                                           .n_forbid = 1,
                                           .n_overrides = 1,
                                           .require = sample->require,
                                           .forbid = sample->forbid,
                                           .overrides = sample->overrides,
                                           .time_limit_s = 2.5,
                                           .node_limit = 1000,
                                           .seed = APPUI_SEED_MAX,
                                           .method = APPUI_METHOD_JOINT};
}

static void fill(struct sample *sample)
{
    memset(sample, 0, sizeof *sample);
    sample->plan.calendar = true;
    sample->plan.status = APPUI_FEASIBLE;
    fill_header(sample);
    fill_lines(sample);
    fill_holes(sample);
    fill_tiers(sample);
    sample->partners_figures[0] = (struct appui_partner_figures){.limited = true,
                                                                 .has_left = true,
                                                                 .pledged = 24,
                                                                 .delivered = 5,
                                                                 .agreed = 2,
                                                                 .proposed = 3,
                                                                 .left = 14,
                                                                 .has_burden = true,
                                                                 .burden = {5, 12}};
    sample->plan.partners = sample->partners_figures;
    sample->plan.n_partners = 3;
    sample->plan.figures = (struct appui_figures){0, 5, 15};
    appui_faults_add(&sample->warnings, APPUI_FAULT_KEY_MISSING, "/x", NULL, "key", "error",
                     (const char *)NULL);
}

static char *write_plan(const struct sample *sample, size_t *length)
{
    char *text;
    assert_int_equal(appui_plan_json_write(basin, &sample->plan, &sample->header, &sample->warnings,
                                           &text, length),
                     APPUI_IO_OK);
    assert_int_equal(strlen(text), *length);
    return text;
}

/* Writes the sample, reads it, writes what was read; both texts are the same. Returns the first. */
static char *assert_round_trip(struct sample *sample)
{
    struct appui_faults faults = {0};
    struct appui_plan_header header;
    struct appui_plan *plan;
    char *first, *second;
    size_t length, second_length;
    first = write_plan(sample, &length);
    assert_int_equal(appui_plan_json_read_header(first, length, &header, &faults), APPUI_IO_OK);
    assert_int_equal(appui_plan_json_read(first, length, basin, &plan, &faults), APPUI_IO_OK);
    assert_int_equal(faults.n, 0);
    assert_int_equal(
        appui_plan_json_write(basin, plan, &header, &sample->warnings, &second, &second_length),
        APPUI_IO_OK);
    assert_string_equal(first, second);
    appui_free(second);
    appui_plan_free(plan);
    appui_arena_release(&header.arena);
    return first;
}

static void writing_reading_and_writing_gives_the_same_bytes(void **state)
{
    (void)state;
    struct sample sample;
    fill(&sample);
    appui_free(assert_round_trip(&sample));
    appui_faults_release(&sample.warnings);
}

static void a_plan_without_calendar_keeps_its_parts(void **state)
{
    (void)state;
    struct sample sample;
    fill(&sample);
    sample.plan.calendar = false;
    sample.parts[0] = (struct appui_part){0, 3};
    sample.lines[0].n_sessions = sample.lines[1].n_sessions = 0;
    sample.lines[1].parts = sample.parts;
    sample.lines[1].n_parts = 1;
    char *text = assert_round_trip(&sample);
    assert_non_null(strstr(text, "\"no_calendar\": true"));
    assert_non_null(strstr(text, "\"sessions\": []"));
    assert_non_null(strstr(text, "\"from\": \"2027-01-01\",\n          \"days\": 1.5"));
    appui_free(text);
    appui_faults_release(&sample.warnings);
}

static void an_empty_plan_with_default_options_goes_round(void **state)
{
    (void)state;
    struct sample sample;
    fill(&sample);
    sample.plan =
        (struct appui_plan){.calendar = true, .n_partners = 3, .partners = sample.partners_figures};
    sample.header.options = (struct appui_plan_options){.as_of = APPUI_ABSENT};
    char *text = assert_round_trip(&sample);
    assert_non_null(strstr(text, "\"options\": {}"));
    assert_non_null(strstr(text, "\"status\": \"optimal\""));
    appui_free(text);
    appui_faults_release(&sample.warnings);
}

static void assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("no %s in %s", part, text);
    }
}

/* Gap of coverage: |5.5 - 3.000001| / 3.000001 = 0.833332...; of equity: |1/3 - 5/12| / max(5/12,
 * 1) = 0.083333. */
static void numbers_are_written_in_their_shortest_form(void **state)
{
    (void)state;
    struct sample sample;
    size_t length;
    fill(&sample);
    char *text = write_plan(&sample, &length);
    assert_holds(text, "\"value\": 3.000001,\n      \"bound\": 5.5,\n      \"gap\": 0.833333,");
    assert_holds(text, "\"tolerance\": 0.02");
    assert_holds(text, "\"gap\": [\n        0.083333\n      ]");
    assert_holds(text, "\"name\": \"waiting\",\n      \"applicable\": false\n    }");
    assert_holds(text, "\"value\": 7,\n      \"bound\": null,\n      \"gap\": null,");
    assert_holds(text, "\"days\": 1.5");
    assert_holds(text, "\"days\": 1,");
    assert_holds(text, "\"time_limit_s\": 2.5");
    assert_holds(text, "\"left\": null");
    assert_holds(text, "\"from\": \"2027-02-05.am\",\n      \"to\": \"2027-02-12\",\n      "
                       "\"cause\": \"expert_away\"");
    assert_holds(text, "\"to\": null");
    assert_true(text[length - 1] == '\n');
    appui_free(text);
    appui_faults_release(&sample.warnings);
}

static void only_warnings_stand_in_a_plan(void **state)
{
    (void)state;
    struct sample sample;
    size_t length;
    fill(&sample);
    char *text = write_plan(&sample, &length);
    assert_holds(text, "\"warnings\": []");
    appui_free(text);
    int code = 0;
    while (appui_fault_text((enum appui_fault_code)code)->severity != APPUI_WARNING) {
        code++;
    }
    appui_faults_add(&sample.warnings, (enum appui_fault_code)code, "/partners/0", "sncf", "days",
                     "2.5", (const char *)NULL);
    text = assert_round_trip(&sample);
    assert_holds(text,
                 "\"days\": \"2.5\",\n      \"pointer\": \"/partners/0\",\n      \"id\": \"sncf\"");
    appui_free(text);
    appui_faults_release(&sample.warnings);
}

static void the_header_gives_the_options_back(void **state)
{
    (void)state;
    struct sample sample;
    struct appui_faults faults = {0};
    struct appui_plan_header header;
    size_t length;
    fill(&sample);
    char *text = write_plan(&sample, &length);
    assert_int_equal(appui_plan_json_read_header(text, length, &header, &faults), APPUI_IO_OK);
    assert_string_equal(header.basin_name, "Auxois-Morvan");
    assert_string_equal(header.basin_sha256, sample.header.basin_sha256);
    assert_string_equal(header.appui_version, "0.1.0");
    assert_int_equal(header.options.as_of, date("2027-01-12"));
    assert_false(header.options.no_calendar);
    assert_string_equal(header.options.tiers, "coverage:2%,equity");
    assert_string_equal(header.options.forbid[0].need, "techni-signal/buying");
    assert_string_equal(header.options.overrides[0].pointer, "/projects/0/weight");
    assert_string_equal(header.options.overrides[0].value, "");
    assert_true(header.options.time_limit_s > 2.4 && header.options.time_limit_s < 2.6);
    assert_int_equal(header.options.node_limit, 1000);
    assert_true(header.options.seed == APPUI_SEED_MAX);
    assert_int_equal(header.options.method, APPUI_METHOD_JOINT);
    appui_arena_release(&header.arena);
    appui_free(text);
    appui_faults_release(&sample.warnings);
}

static void agreed_lines_are_tied_to_the_basin(void **state)
{
    (void)state;
    struct sample sample;
    struct appui_faults faults = {0};
    struct appui_plan *plan;
    size_t length;
    fill(&sample);
    char *text = write_plan(&sample, &length);
    assert_int_equal(appui_plan_json_read(text, length, basin, &plan, &faults), APPUI_IO_OK);
    assert_int_equal(plan->lines[0].basin_line, 0);
    assert_int_equal(plan->lines[1].basin_line, -1);
    assert_true(plan->calendar);
    assert_false(plan->partners[1].limited);
    assert_int_equal(plan->tiers[0].value, 3000001);
    assert_int_equal(plan->tiers[0].tolerance, 20000);
    assert_false(plan->tiers[3].has_bound);
    appui_plan_free(plan);
    appui_free(text);
    appui_faults_release(&sample.warnings);
}

/* The sample's text with its first `old` replaced. */
static char *edited(const char *old, const char *new)
{
    struct sample sample;
    size_t length;
    fill(&sample);
    char *text = write_plan(&sample, &length);
    char *at = strstr(text, old);
    assert_non_null(at);
    char *result = appui_calloc(length + strlen(new) + 1, 1);
    size_t before = (size_t)(at - text);
    memcpy(result, text, before);
    strcpy(result + before, new);
    strcat(result, at + strlen(old));
    appui_free(text);
    appui_faults_release(&sample.warnings);
    return result;
}

static void assert_fault(const char *old, const char *new, enum appui_fault_code code,
                         const char *pointer)
{
    struct appui_faults faults = {0};
    struct appui_plan *plan;
    char *text = edited(old, new);
    assert_int_equal(appui_plan_json_read(text, strlen(text), basin, &plan, &faults),
                     APPUI_IO_REJECTED);
    assert_null(plan);
    assert_int_equal(faults.n, 1);
    assert_string_equal(appui_fault_text(faults.items[0].code)->name, appui_fault_text(code)->name);
    assert_string_equal(faults.items[0].pointer, pointer);
    appui_faults_release(&faults);
    appui_free(text);
}

static void unknown_ids_are_faults_with_the_nearest_known(void **state)
{
    (void)state;
    struct appui_faults faults = {0};
    struct appui_plan *plan;
    char *text = edited("\"expert\": \"sncf-quality\",\n      \"partner\"",
                        "\"expert\": \"sncf-qualty\",\n      \"partner\"");
    assert_int_equal(appui_plan_json_read(text, strlen(text), basin, &plan, &faults),
                     APPUI_IO_REJECTED);
    assert_int_equal(faults.n, 1);
    assert_int_equal(faults.items[0].code, APPUI_FAULT_PLAN_EXPERT_UNKNOWN);
    assert_string_equal(faults.items[0].pointer, "/lines/0/expert");
    assert_string_equal(appui_fault_argument(&faults.items[0], "hint"), "sncf-quality");
    appui_faults_release(&faults);
    appui_free(text);
    assert_fault("\"skill\": \"purchasing\"", "\"skill\": \"cooking\"",
                 APPUI_FAULT_PLAN_SKILL_UNKNOWN, "/holes/1/reasons/0/skill");
    assert_fault("\"fixed\": [\n        \"valti\"", "\"fixed\": [\n        \"nobody\"",
                 APPUI_FAULT_PLAN_PARTNER_UNKNOWN, "/tiers/2/fixed/0");
    assert_fault("\"partial\": [\n    {\n      \"need\": \"techni-signal/iso\"",
                 "\"partial\": [\n    {\n      \"need\": \"x\"", APPUI_FAULT_PLAN_NEED_UNKNOWN,
                 "/partial/0/need");
}

static void forms_of_a_plan_are_judged(void **state)
{
    (void)state;
    assert_fault("\"status\": \"feasible\"", "\"status\": \"perfect\"", APPUI_FAULT_CHOICE_UNKNOWN,
                 "/status");
    assert_fault("\"days\": 1.5", "\"days\": 1.4", APPUI_FAULT_DAYS_NOT_HALF, "/lines/1/days");
    assert_fault("\"half\": \"full\"", "\"half\": \"whole\"", APPUI_FAULT_CHOICE_UNKNOWN,
                 "/lines/1/sessions/0/half");
    assert_fault("\"state\": \"done\"", "\"state\": \"cancelled\"", APPUI_FAULT_CHOICE_UNKNOWN,
                 "/lines/0/sessions/0/state");
    assert_fault("\"partner\": \"sncf\"", "\"partner\": \"rosa\"", APPUI_FAULT_PLAN_PARTNER_WRONG,
                 "/lines/0/partner");
    assert_fault("\"committees\": []", "\"committees\": [1]", APPUI_FAULT_TYPE_WRONG,
                 "/committees/0");
    assert_fault("\"previous\": null", "\"previous\": 1", APPUI_FAULT_TYPE_WRONG, "/previous");
    assert_fault("\"status\"", "\"extra\": 1, \"status\"", APPUI_FAULT_KEY_UNKNOWN, "/extra");
    assert_fault("aaaaaaaaaa", "AAAAAAAAAA", APPUI_FAULT_PLAN_SHA256_FORM, "/basin/sha256");
    assert_fault("\"kind\": \"session_moved\"", "\"kind\": \"session_lost\"",
                 APPUI_FAULT_TYPE_WRONG, "/changes/0/to");
    assert_fault("\"appui-plan/1\"", "\"appui-basin/1\"", APPUI_FAULT_FORMAT_IS_BASIN, "/format");
    assert_fault("\"partner\": \"valti\"", "\"partner\": \"sncf\"", APPUI_FAULT_PLAN_PARTNER_TWICE,
                 "/partners/1");
}

static void forms_of_tiers_are_judged(void **state)
{
    (void)state;
    assert_fault("\"name\": \"coverage\"", "\"name\": \"coverag\"", APPUI_FAULT_CHOICE_UNKNOWN,
                 "/tiers/0/name");
    assert_fault("\"unit\": \"weighted half-days\"", "\"unit\": \"days\"",
                 APPUI_FAULT_CHOICE_UNKNOWN, "/tiers/0/unit");
    assert_fault("\"value\": 3.000001", "\"value\": 3.0000001", APPUI_FAULT_NUMBER_TOO_FINE,
                 "/tiers/0/value");
    assert_fault("\"bound\": 5.5", "\"bound\": []", APPUI_FAULT_TYPE_WRONG, "/tiers/0/bound");
    assert_fault("\"den\": 12", "\"den\": 0", APPUI_FAULT_PLAN_FRACTION_FORM, "/tiers/2/value/0");
    assert_fault("\"bound\": [", "\"bound\": [{\"num\": 1, \"den\": 1}, ",
                 APPUI_FAULT_PLAN_LEVELS_DIFFER, "/tiers/2/bound");
    assert_fault("\"applicable\": false", "\"applicable\": false, \"value\": 3",
                 APPUI_FAULT_KEY_UNKNOWN, "/tiers/1/value");
}

static void a_part_of_an_unknown_period_is_a_fault(void **state)
{
    (void)state;
    assert_fault("\"sessions\": [",
                 "\"parts\": [{\"from\": \"2026-01-01\", \"days\": 1}], \"sessions\": [",
                 APPUI_FAULT_PLAN_PLEDGE_UNKNOWN, "/lines/0/parts/0");
}

/* The n-th allocation and all later ones fail, for every n until nothing more is needed. */
static void memory_that_fails_while_writing_is_told(void **state)
{
    (void)state;
    struct sample sample;
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    long n = 1;
    fill(&sample);
    for (; code != APPUI_IO_OK; n++) {
        char *text;
        size_t length;
        appui_memory_fail_after(n);
        code = appui_plan_json_write(basin, &sample.plan, &sample.header, &sample.warnings, &text,
                                     &length);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_IO_NO_MEMORY || code == APPUI_IO_OK);
        assert_true((text == NULL) == (code == APPUI_IO_NO_MEMORY));
        appui_free(text);
    }
    assert_true(n > 200);
    appui_faults_release(&sample.warnings);
}

static void memory_that_fails_while_reading_is_told(void **state)
{
    (void)state;
    struct sample sample;
    size_t length;
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    fill(&sample);
    char *text = write_plan(&sample, &length);
    for (long n = 1; code != APPUI_IO_OK; n++) {
        struct appui_faults faults = {0};
        struct appui_plan *plan;
        appui_memory_fail_after(n);
        code = appui_plan_json_read(text, length, basin, &plan, &faults);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_IO_NO_MEMORY || code == APPUI_IO_OK);
        assert_true((plan == NULL) == (code == APPUI_IO_NO_MEMORY));
        appui_plan_free(plan);
        appui_faults_release(&faults);
    }
    appui_free(text);
    appui_faults_release(&sample.warnings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writing_reading_and_writing_gives_the_same_bytes),
        cmocka_unit_test(a_plan_without_calendar_keeps_its_parts),
        cmocka_unit_test(an_empty_plan_with_default_options_goes_round),
        cmocka_unit_test(numbers_are_written_in_their_shortest_form),
        cmocka_unit_test(only_warnings_stand_in_a_plan),
        cmocka_unit_test(the_header_gives_the_options_back),
        cmocka_unit_test(agreed_lines_are_tied_to_the_basin),
        cmocka_unit_test(unknown_ids_are_faults_with_the_nearest_known),
        cmocka_unit_test(forms_of_a_plan_are_judged),
        cmocka_unit_test(forms_of_tiers_are_judged),
        cmocka_unit_test(a_part_of_an_unknown_period_is_a_fault),
        cmocka_unit_test(memory_that_fails_while_writing_is_told),
        cmocka_unit_test(memory_that_fails_while_reading_is_told),
    };
    return cmocka_run_group_tests(tests, build_basin, free_basin);
}
