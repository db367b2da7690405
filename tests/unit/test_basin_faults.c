/*
 * Every fault and warning of a basin: the sample bent in one place brings exactly that code, at
 * that place, with all the arguments its texts name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/bends_advances.h"
#include "tests/unit/bends_demand.h"
#include "tests/unit/bends_figures.h"
#include "tests/unit/bends_harmless.h"
#include "tests/unit/bends_pairs.h"
#include "tests/unit/bends_references.h"
#include "tests/unit/bends_supply.h"

/* What is empty. */
static void closed_for_the_whole_horizon(struct appui_draft *d)
{
    d->closures = sample_range(d, "2027-01-01", "2027-12-31");
}
static void no_partner(struct appui_draft *d)
{
    partner_named_but_none_listed(d);
    d->projects[0].mandataire = NULL;
    d->n_projects = 0;
}

#define GROUP(bends)                                                                               \
    {                                                                                              \
        bends, sizeof bends / sizeof *bends                                                        \
    }

static const struct {
    const struct bend *bends;
    size_t n;
} groups[] = {
    GROUP(bends_of_figures), GROUP(bends_of_references), GROUP(bends_of_supply),
    GROUP(bends_of_demand),  GROUP(bends_of_pairs),      GROUP(bends_of_advances),
};

#define N_GROUPS (sizeof groups / sizeof *groups)

/* Each {placeholder} of a text must be the name of an argument. */
static void check_placeholders(const struct appui_fault *fault, const char *text)
{
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        char name[32] = "";
        size_t length = strcspn(open + 1, "}");
        assert_true(length < sizeof name);
        memcpy(name, open + 1, length);
        const char *value = appui_fault_argument(fault, name);
        if (!value || !*value) {
            fail_msg("%s: nothing fills {%s}", appui_fault_text(fault->code)->name, name);
        }
    }
}

static void check_bend(const struct bend *bend)
{
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    bend->apply(&draft);
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    bool stops = appui_fault_text(bend->code)->severity == APPUI_ERROR;
    for (int32_t i = 0; i < faults.n; i++) {
        if (faults.n != 1 || faults.items[i].code != bend->code) {
            print_error("%s: %s %s\n", bend->name, faults.items[i].pointer,
                        appui_fault_text(faults.items[i].code)->name);
        }
    }
    assert_int_equal(faults.n, 1);
    assert_int_equal(faults.items[0].code, bend->code);
    assert_string_equal(faults.items[0].pointer, bend->pointer);
    check_placeholders(&faults.items[0], appui_fault_text(bend->code)->en);
    check_placeholders(&faults.items[0], appui_fault_text(bend->code)->fr);
    assert_int_equal(basin == NULL, stops);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

static void each_bend_brings_exactly_its_fault(void **state)
{
    (void)state;
    for (size_t g = 0; g < N_GROUPS; g++) {
        for (size_t i = 0; i < groups[g].n; i++) {
            check_bend(&groups[g].bends[i]);
        }
    }
}

static void what_lies_on_a_limit_is_sound(void **state)
{
    static void (*const limits[])(struct appui_draft *) = {
        days_min_of_all_days,
        each_of_one_figure,
        done_on_as_of,
        committee_on_as_of,
        sessions_for_all_days,
        everything_earmarked_and_delivered,
        pledges_of_one_day_side_by_side,
        as_of_on_the_last_day,
        window_of_one_day,
        horizon_of_the_greatest_length,
        chain_of_skills_just_short_enough,
        quorum_of_all_members,
        morning_and_afternoon_of_one_day,
        done_line_with_all_its_sessions,
        done_half_session_in_a_need_of_full_ones,
        advance_repaid_in_full_on_time,
    };
    (void)state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct appui_draft draft = sample_draft();
        struct appui_faults faults = {0};
        limits[i](&draft);
        struct appui_basin *basin = appui_basin_build(&draft, &faults);
        for (int32_t k = 0; k < faults.n; k++) {
            print_error("limit %zu: %s %s\n", i, faults.items[k].pointer,
                        appui_fault_text(faults.items[k].code)->name);
        }
        assert_non_null(basin);
        assert_int_equal(faults.n, 0);
        appui_basin_free(basin);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
}

/* Warnings that stand in empty basins have their own tests below; those on standing lines are
 * test_standing's. */
static bool has_a_case_elsewhere(enum appui_fault_code code)
{
    return code == APPUI_FAULT_NO_PARTNER || code == APPUI_FAULT_NO_EXPERT ||
           code == APPUI_FAULT_NO_PROJECT || code == APPUI_FAULT_NO_WORKING_SLOT ||
           code >= APPUI_FAULT_SESSION_NOT_CONFIRMED;
}

static bool has_a_case(enum appui_fault_code code)
{
    for (size_t g = 0; g < N_GROUPS; g++) {
        for (size_t i = 0; i < groups[g].n; i++) {
            if (groups[g].bends[i].code == code) {
                return true;
            }
        }
    }
    return false;
}

static void every_fault_of_a_basin_has_a_case(void **state)
{
    (void)state;
    static const enum appui_fault_code codes[] = {
#define X(code, severity, name, en, fr) APPUI_FAULT_##code,
#include "model/faults_basin.def"
#undef X
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (!has_a_case(codes[i]) && !has_a_case_elsewhere(codes[i])) {
            fail_msg("no case for %s", appui_fault_text(codes[i])->name);
        }
    }
}

static bool has_fault(const struct appui_faults *faults, enum appui_fault_code code)
{
    for (int32_t i = 0; i < faults->n; i++) {
        if (faults->items[i].code == code) {
            return true;
        }
    }
    return false;
}

static void empty_lists_are_warnings(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    no_partner(&draft);
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    assert_non_null(basin);
    assert_int_equal(faults.n_warnings, 3);
    assert_true(has_fault(&faults, APPUI_FAULT_NO_PARTNER));
    assert_true(has_fault(&faults, APPUI_FAULT_NO_EXPERT));
    assert_true(has_fault(&faults, APPUI_FAULT_NO_PROJECT));
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

/* One warning for the calendar, not one for each expert and firm besides. */
static void a_closed_horizon_is_one_warning(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    closed_for_the_whole_horizon(&draft);
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    assert_non_null(basin);
    assert_int_equal(faults.n, 1);
    assert_int_equal(faults.items[0].code, APPUI_FAULT_NO_WORKING_SLOT);
    check_placeholders(&faults.items[0], appui_fault_text(faults.items[0].code)->fr);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

static void all_faults_are_reported_in_one_run(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    horizon_backwards(&draft);
    unknown_tier(&draft);
    skill_broader_than_itself(&draft);
    negative_pledge(&draft);
    expert_level_of_0(&draft);
    after_itself(&draft);
    capacity_of_zero(&draft);
    fit_above_one(&draft);
    more_sessions_than_days(&draft);
    required_and_forbidden_in_the_file(&draft);
    assert_null(appui_basin_build(&draft, &faults));
    assert_int_equal(faults.n_errors, 10);
    assert_int_equal(faults.n_warnings, 0);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

static void hints_name_the_nearest_id(void **state)
{
    (void)state;
    static const struct {
        void (*apply)(struct appui_draft *draft);
        const char *hint;
    } cases[] = {{unknown_broader, "quality"},
                 {unknown_partner_of_an_expert, "valti"},
                 {unknown_need_before, "techni-signal/iso"},
                 {unknown_expert_of_a_line, "sncf-quality"},
                 {unknown_tier, "equity"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct appui_draft draft = sample_draft();
        struct appui_faults faults = {0};
        cases[i].apply(&draft);
        assert_null(appui_basin_build(&draft, &faults));
        assert_string_equal(appui_fault_argument(&faults.items[0], "hint"), cases[i].hint);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
}

static void cycles_are_named(void **state)
{
    (void)state;
    static const struct {
        void (*apply)(struct appui_draft *draft);
        const char *cycle;
    } cases[] = {
        {three_skills_in_a_circle, "quality > purchasing > iso_9001 > quality"},
        {skill_broader_than_itself, "purchasing > purchasing"},
        {after_each_other, "techni-signal/iso > techni-signal/buying > techni-signal/iso"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct appui_draft draft = sample_draft();
        struct appui_faults faults = {0};
        cases[i].apply(&draft);
        assert_null(appui_basin_build(&draft, &faults));
        assert_string_equal(appui_fault_argument(&faults.items[0], "cycle"), cases[i].cycle);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
}

static void what_a_reader_left_out_is_no_second_fault(void **state)
{
    static void (*const left_out[])(struct appui_draft *) = {
        name_left_out,
        horizon_end_left_out,
        broken_skill,
        broken_partner,
        partner_left_out,
        level_left_out,
        broken_project,
        unreadable_skills,
        partner_without_id,
        unreadable_needs,
        unreadable_as_of,
        unreadable_state_of_a_line,
        unreadable_half_of_a_session,
        days_left_out,
        unreadable_need_before,
        unreadable_member,
        need_of_an_estimate_left_out,
        date_of_a_session_left_out,
        expert_of_a_rule_left_out,
        unreadable_tiers,
    };
    (void)state;
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        struct appui_draft draft = sample_draft();
        struct appui_faults faults = {0};
        left_out[i](&draft);
        assert_null(appui_basin_build(&draft, &faults));
        assert_int_equal(faults.n, 0);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
}

static void a_reader_s_fault_leaves_no_basin(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    appui_faults_add(&faults, APPUI_FAULT_TIERS_EMPTY, "/tiers", NULL, (const char *)NULL);
    assert_null(appui_basin_build(&draft, &faults));
    assert_int_equal(faults.n, 1);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_bend_brings_exactly_its_fault),
        cmocka_unit_test(what_lies_on_a_limit_is_sound),
        cmocka_unit_test(every_fault_of_a_basin_has_a_case),
        cmocka_unit_test(empty_lists_are_warnings),
        cmocka_unit_test(a_closed_horizon_is_one_warning),
        cmocka_unit_test(all_faults_are_reported_in_one_run),
        cmocka_unit_test(hints_name_the_nearest_id),
        cmocka_unit_test(cycles_are_named),
        cmocka_unit_test(what_a_reader_left_out_is_no_second_fault),
        cmocka_unit_test(a_reader_s_fault_leaves_no_basin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
