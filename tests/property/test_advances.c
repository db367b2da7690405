/*
 * Repayable advances on random small funds: the choice is the lender's, request by request, with
 * the same months, reasons and figures; the plan holds before the checker, and survives its file.
 * Each search alone keeps to the lender too; on larger funds a limit anywhere leaves a good choice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/plan_json.h"
#include "model/fund.h"
#include "solver/advance_tree.h"
#include "solver/advances.h"
#include "tests/reference/lender.h"
#include "tests/reference/trial.h"
#include "tests/reference/xoshiro.h"
#include "tests/unit/sample.h"

#define N_FUNDS 4000

/* January 2027, the month of the sample's as_of. */
#define TODAY (12 * 57)

static struct appui_draft_repayment random_terms(struct appui_xoshiro *random)
{
    return (struct appui_draft_repayment){
        .given = true,
        .grace_months =
            appui_xoshiro_chance(random, 30) ? APPUI_ABSENT : appui_xoshiro_between(random, 0, 8),
        .instalments = appui_xoshiro_between(random, 1, 14),
        .every_months =
            appui_xoshiro_chance(random, 50) ? APPUI_ABSENT : appui_xoshiro_between(random, 1, 4)};
}

/* Round amounts make equal choices, others rounding. */
static int32_t random_amount(struct appui_xoshiro *random, bool round)
{
    return round ? 1000 * appui_xoshiro_between(random, 1, 6)
                 : appui_xoshiro_between(random, 1, 9000);
}

static void add_projects(struct appui_xoshiro *random, struct appui_draft *draft, int32_t n)
{
    draft->n_projects = n;
    draft->projects = sample_array(draft, n, sizeof *draft->projects);
    for (int32_t p = 0; p < n; p++) {
        const char *id = appui_arena_format(&draft->arena, "p%d", (int)p);
        draft->projects[p] = sample_project(id, sample_array(draft, 0, 1), 0);
        draft->projects[p].status = appui_xoshiro_chance(random, 80)
                                        ? APPUI_SUBMITTED
                                        : (enum appui_status)appui_xoshiro_between(random, 0, 6);
        if (appui_xoshiro_chance(random, 20)) {
            draft->projects[p].weight = appui_xoshiro_between(random, 1, 4000);
        }
        if (appui_xoshiro_chance(random, 30)) {
            draft->projects[p].committee = draft->as_of + appui_xoshiro_between(random, -60, 200);
        }
    }
}

static void add_requests(struct appui_xoshiro *random, struct appui_draft *draft, bool round)
{
    struct appui_draft_advances *advances = &draft->advances;
    advances->n_requests = draft->n_projects;
    advances->requests = sample_array(draft, draft->n_projects, sizeof *advances->requests);
    for (int32_t r = 0; r < draft->n_projects; r++) {
        struct appui_draft_request *request = &advances->requests[r];
        *request = (struct appui_draft_request){.project = draft->projects[r].id,
                                                .amount = random_amount(random, round),
                                                .month = APPUI_ABSENT,
                                                .wait_months = APPUI_ABSENT,
                                                .weight = APPUI_ABSENT};
        if (appui_xoshiro_chance(random, 60)) {
            request->month = TODAY + appui_xoshiro_between(random, -2, 10);
        }
        if (appui_xoshiro_chance(random, 30)) {
            request->wait_months = appui_xoshiro_between(random, 0, 3);
        }
        if (appui_xoshiro_chance(random, 40)) {
            request->weight = appui_xoshiro_between(random, 1, 3000);
        }
        if (appui_xoshiro_chance(random, 20)) {
            request->repayment = random_terms(random);
        }
    }
}

static void add_history(struct appui_xoshiro *random, struct appui_draft *draft, bool round)
{
    struct appui_draft_advances *advances = &draft->advances;
    advances->n_granted = appui_xoshiro_between(random, 0, 3);
    advances->granted = sample_array(draft, 3, sizeof *advances->granted);
    advances->n_movements = appui_xoshiro_between(random, 0, 2);
    advances->movements = sample_array(draft, 2, sizeof *advances->movements);
    for (int32_t i = 0; i < advances->n_granted; i++) {
        struct appui_draft_granted *granted = &advances->granted[i];
        bool inside = appui_xoshiro_chance(random, 30) && draft->n_projects > 0;
        *granted =
            (struct appui_draft_granted){.project = inside ? "p0" : "older",
                                         .amount = random_amount(random, round),
                                         .month = TODAY + appui_xoshiro_between(random, -30, 6),
                                         .repaid = APPUI_ABSENT};
        if (appui_xoshiro_chance(random, 30) && granted->month < advances->at) {
            granted->repaid = appui_xoshiro_chance(random, 30)
                                  ? granted->amount
                                  : appui_xoshiro_between(random, 0, granted->amount);
        }
        if (appui_xoshiro_chance(random, 20)) {
            granted->repayment = random_terms(random);
        }
    }
    for (int32_t i = 0; i < advances->n_movements; i++) {
        advances->movements[i] = (struct appui_draft_movement){
            .month = TODAY + appui_xoshiro_between(random, -4, 12),
            .amount = (appui_xoshiro_chance(random, 30) ? -1 : 1) * random_amount(random, round)};
    }
}

static struct appui_draft random_fund(uint64_t seed)
{
    struct appui_xoshiro random = appui_xoshiro_seed(seed);
    struct appui_draft draft = sample_empty();
    bool round = appui_xoshiro_chance(&random, 50);
    draft.as_of = sample_day("2027-01-11");
    sample_add_skills(&draft);
    add_projects(&random, &draft, appui_xoshiro_between(&random, 0, 6));
    draft.advances = (struct appui_draft_advances){
        .given = true,
        .balance = appui_xoshiro_between(&random, 0, 15) * 1000,
        .at = TODAY - appui_xoshiro_between(&random, 0, 5),
        .cap = appui_xoshiro_chance(&random, 50) ? APPUI_ABSENT
                                                 : appui_xoshiro_between(&random, 2000, 7000),
        .loss_rate = appui_xoshiro_chance(&random, 30) ? APPUI_ABSENT
                                                       : appui_xoshiro_between(&random, 0, 200000),
        .repayment = random_terms(&random)};
    add_requests(&random, &draft, round);
    add_history(&random, &draft, round);
    return draft;
}

static void assert_granted(const struct appui_advance_grant *grant, const struct appui_draft *draft,
                           int32_t r, const struct appui_lender_answer *answer)
{
    assert_int_equal(grant->project, r);
    assert_string_equal(draft->advances.requests[r].project, draft->projects[r].id);
    assert_int_equal(grant->amount, answer->amount);
    assert_int_equal(grant->month, answer->month);
}

static void assert_refused(const struct appui_advance_refusal *refusal, int32_t r,
                           const struct appui_lender_answer *answer)
{
    assert_int_equal(refusal->project, r);
    assert_int_equal(refusal->reason, answer->reason);
    assert_int_equal(refusal->missing, answer->lack);
    assert_int_equal(refusal->month, answer->month);
}

static void assert_lenders(const struct appui_draft *draft, const struct appui_lender *lender,
                           const struct appui_plan_advances *said)
{
    int32_t granted = 0, refused = 0;
    assert_int_equal(said->value, lender->worth);
    assert_true(said->proved);
    for (int32_t r = 0; r < draft->advances.n_requests; r++) {
        if (lender->answers[r].granted) {
            assert_true(granted < said->n_granted);
            assert_granted(&said->granted[granted++], draft, r, &lender->answers[r]);
        } else {
            assert_true(refused < said->n_refused);
            assert_refused(&said->refused[refused++], r, &lender->answers[r]);
        }
    }
    assert_int_equal(granted, said->n_granted);
    assert_int_equal(refused, said->n_refused);
}

/* Written, read again and written: the same bytes. */
static void assert_survives_its_file(const struct appui_trial *trial)
{
    struct appui_plan_header header = {.basin_name = "B",
                                       .appui_version = "0",
                                       .policy = "lexicographic",
                                       .options = {.as_of = APPUI_ABSENT}};
    struct appui_faults faults = {0};
    struct appui_plan *again;
    char *text, *rewritten;
    size_t length, length_again;
    memset(header.basin_sha256, '0', APPUI_SHA256_TEXT - 1);
    assert_int_equal(
        appui_plan_json_write(trial->basin, trial->result.plan, &header, &faults, &text, &length),
        APPUI_IO_OK);
    assert_int_equal(appui_plan_json_read(text, length, trial->basin, &again, &faults),
                     APPUI_IO_OK);
    assert_int_equal(
        appui_plan_json_write(trial->basin, again, &header, &faults, &rewritten, &length_again),
        APPUI_IO_OK);
    assert_string_equal(text, rewritten);
    appui_plan_free(again);
    appui_free(text);
    appui_free(rewritten);
    appui_faults_release(&faults);
}

static void every_choice_is_the_lenders(void **state)
{
    (void)state;
    int32_t n_refused = 0, n_waited = 0, n_chosen = 0, n_below = 0;
    for (uint64_t seed = 1; seed <= N_FUNDS; seed++) {
        struct appui_draft draft = random_fund(seed);
        struct appui_trial trial = {.basin = NULL};
        assert_null(appui_trial_run(&trial, &draft, true));
        struct appui_lender lender = appui_lender_try(&draft);
        const struct appui_plan_advances *said = trial.result.plan->advances;
        assert_non_null(said);
        assert_lenders(&draft, &lender, said);
        assert_int_equal(appui_trial_check(&trial), 0);
        assert_int_equal(trial.findings.n_broken, 0);
        assert_survives_its_file(&trial);
        n_refused += said->n_refused > 0;
        for (int32_t i = 0; i < said->n_refused; i++) {
            n_chosen += said->refused[i].reason == APPUI_ADVANCE_OTHERS_SERVED;
        }
        for (int32_t i = 0; i < said->n_granted; i++) {
            n_waited += said->granted[i].month >
                        trial.basin->advances->requests[said->granted[i].project].first;
        }
        for (int32_t i = 0; i < said->n_months; i++) {
            n_below += said->months[i].start < said->months[i].paid;
        }
        appui_trial_release(&trial);
        appui_draft_release(&draft);
    }
    /* Every kind of case has come by. */
    assert_true(n_refused > N_FUNDS / 4 && n_chosen > N_FUNDS / 10);
    assert_true(n_waited > 50 && n_below > 50);
}

/* ---- the searches one by one ---- */

static bool never(void *context)
{
    (void)context;
    return false;
}

/* What is picked fits into the fund, and is worth what is said. */
static void assert_holds(const struct appui_advance_choice *choice)
{
    int64_t value = 0;
    int64_t *left = appui_calloc((size_t)choice->n_rows + 1, sizeof *left);
    memcpy(left, choice->room, (size_t)choice->n_rows * sizeof *left);
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        appui_advance_take(choice, c, choice->pick[c], 1, left);
        value +=
            choice->pick[c] < choice->candidates[c].n_options ? choice->candidates[c].worth : 0;
    }
    for (int32_t i = 0; i < choice->n_rows; i++) {
        assert_true(left[i] >= 0);
    }
    assert_int_equal(value, choice->value);
    appui_free(left);
}

/* Greedy and neighbourhoods, with multipliers that mean nothing. @return what they reach */
static int64_t improved(const struct appui_basin *basin, uint64_t seed)
{
    struct appui_advance_choice choice;
    const struct appui_advance_limit limit = {.nodes_max = 3000, .seed = seed, .over = never};
    assert_int_equal(appui_advance_choice_build(basin, &choice), 0);
    double *multipliers = appui_calloc((size_t)choice.n_rows + 1, sizeof *multipliers);
    for (int32_t i = 0; i < choice.n_rows; i++) {
        multipliers[i] = (double)((seed + (uint64_t)i) % 5) * 100;
    }
    assert_int_equal(appui_advance_greedy(&choice), 0);
    assert_holds(&choice);
    int64_t greedy = choice.value;
    assert_int_equal(appui_advance_improve(&choice, multipliers, &limit), 0);
    assert_holds(&choice);
    int64_t value = choice.value;
    assert_true(value >= greedy);
    appui_advance_order_twins(&choice);
    assert_holds(&choice);
    appui_free(multipliers);
    appui_advance_choice_release(&choice);
    return value;
}

/* The tree from nothing, a part closed by few nodes, so that it must branch. @param parts  set to
 * those that it takes */
static int64_t proved(const struct appui_basin *basin, int64_t nodes_of_part, int32_t *parts)
{
    struct appui_advance_choice choice;
    struct appui_program program = {0};
    struct appui_advance_limit limit = {.nodes_of_part = nodes_of_part, .over = never};
    int64_t bound;
    assert_int_equal(appui_advance_choice_build(basin, &choice), 0);
    appui_advance_program(&choice, &program);
    for (*parts = 0, bound = choice.bound; choice.value < choice.bound; ++*parts) {
        limit.nodes_max = *parts;
        assert_int_equal(appui_advance_tree(&choice, &program, &limit), APPUI_GLPK_OK);
        assert_holds(&choice);
        assert_true(choice.bound <= bound);
        bound = choice.bound;
    }
    int64_t value = choice.value;
    appui_program_release(&program);
    appui_advance_choice_release(&choice);
    return value;
}

static void each_search_alone_keeps_to_the_lender(void **state)
{
    (void)state;
    int32_t n_branched = 0, n_reached = 0;
    for (uint64_t seed = 1; seed <= N_FUNDS / 8; seed++) {
        struct appui_draft draft = random_fund(seed);
        struct appui_faults faults = {0};
        struct appui_basin *basin = appui_basin_build(&draft, &faults);
        struct appui_lender lender = appui_lender_try(&draft);
        int32_t parts;
        assert_non_null(basin);
        int64_t reached = improved(basin, seed);
        assert_true(reached <= lender.worth);
        n_reached += reached == lender.worth;
        assert_int_equal(proved(basin, 0, &parts), lender.worth);
        n_branched += parts > 2;
        assert_int_equal(proved(basin, 1000, &parts), lender.worth);
        appui_basin_free(basin);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
    assert_true(n_branched > N_FUNDS / 80 && n_reached > N_FUNDS / 10);
}

/* ---- limits ---- */

/* 25 requests of odd amounts that may all wait, for a fund that bears a third of them. */
static struct appui_draft large_fund(uint64_t seed)
{
    static const int32_t weights[] = {1000, 1000, 2000, 3500};
    struct appui_xoshiro random = appui_xoshiro_seed(seed);
    struct appui_draft draft = sample_empty();
    draft.as_of = sample_day("2027-01-11");
    sample_add_skills(&draft);
    add_projects(&random, &draft, 25);
    draft.advances = (struct appui_draft_advances){.given = true,
                                                   .balance = 100000,
                                                   .at = TODAY,
                                                   .cap = 20000,
                                                   .loss_rate = 100000,
                                                   .repayment = {true, 3, 12, 1}};
    add_requests(&random, &draft, false);
    for (int32_t r = 0; r < 25; r++) {
        struct appui_draft_request *request = &draft.advances.requests[r];
        request->amount = appui_xoshiro_between(&random, 1000, 20000);
        request->weight = weights[appui_xoshiro_between(&random, 0, 3)];
        request->wait_months = appui_xoshiro_between(&random, 0, 12);
        draft.projects[r].status = APPUI_SUBMITTED;
    }
    return draft;
}

/* The next request by weight, small amounts first between equals; -1: none is left. */
static int32_t next_by_weight(const struct appui_advances *advances, const bool *seen)
{
    int32_t best = -1;
    for (int32_t r = 0; r < advances->n_requests; r++) {
        const struct appui_request *request = &advances->requests[r];
        const struct appui_request *other = best < 0 ? request : &advances->requests[best];
        bool before = request->weight > other->weight ||
                      (request->weight == other->weight && request->amount < other->amount);
        best = !seen[r] && (best < 0 || before) ? r : best;
    }
    return best;
}

/* What an operator reaches by hand: by weight, paid as late as the request may wait. */
static int64_t by_hand(const struct appui_basin *basin)
{
    const struct appui_advances *advances = basin->advances;
    struct appui_arena arena = {0};
    struct appui_fund_room room;
    bool seen[25] = {false};
    int64_t worth = 0;
    assert_int_equal(appui_fund_room(basin, &arena, &room), 0);
    for (int32_t r; (r = next_by_weight(advances, seen)) >= 0; seen[r] = true) {
        const struct appui_request *request = &advances->requests[r];
        int32_t wait = request->wait_months;
        while (wait >= 0 &&
               appui_fund_missing(advances, request, request->first + wait, &room, NULL) > 0) {
            wait--;
        }
        if (wait >= 0) {
            appui_fund_take(advances, request, request->first + wait, &room);
            worth += appui_request_worth(request);
        }
    }
    appui_arena_release(&arena);
    return worth;
}

static struct appui_plan *planned(const struct appui_basin *basin, int64_t node_limit)
{
    struct appui_solve_options options = appui_solve_options_default();
    struct appui_plan *plan = appui_calloc(1, sizeof *plan);
    struct appui_clock clock;
    options.node_limit = node_limit;
    appui_clock_start(&clock, &options);
    assert_int_equal(appui_advances_solve(basin, &clock, plan), APPUI_SOLVE_OK);
    return plan;
}

/* A limit of nodes stops every search in turn: the few nodes of the first ones, the parts of the
 * tree, the comparison of equals. */
static void a_limit_leaves_more_than_a_greedy_choice_and_more_nodes_never_less(void **state)
{
    (void)state;
    static const int64_t limits[] = {1, 10, 100, 400};
    int32_t n_gained = 0;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct appui_draft draft = large_fund(seed);
        struct appui_faults faults = {0};
        struct appui_basin *basin = appui_basin_build(&draft, &faults);
        assert_non_null(basin);
        int64_t least = by_hand(basin), bound = INT64_MAX;
        for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
            struct appui_plan *plan = planned(basin, limits[i]);
            assert_true(plan->advances->value >= least);
            assert_true(plan->advances->bound <= bound);
            n_gained += plan->advances->value > least;
            least = plan->advances->value;
            bound = plan->advances->bound;
            appui_plan_free(plan);
        }
        assert_true(bound >= least);
        appui_basin_free(basin);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
    assert_true(n_gained > 5);
}

/* With the n-th allocation failing, for every n until none fails any more. */
static void memory_that_fails_in_any_search_is_an_error_code(void **state)
{
    (void)state;
    struct appui_draft draft = large_fund(1);
    struct appui_faults faults = {0};
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    struct appui_solve_options options = appui_solve_options_default();
    enum appui_solve_code code = APPUI_SOLVE_NO_MEMORY;
    long n = 0;
    options.node_limit = 8;
    while (code == APPUI_SOLVE_NO_MEMORY) {
        struct appui_plan *plan = appui_calloc(1, sizeof *plan);
        struct appui_clock clock;
        appui_clock_start(&clock, &options);
        appui_memory_fail_after(++n);
        code = appui_advances_solve(basin, &clock, plan);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_SOLVE_OK || code == APPUI_SOLVE_NO_MEMORY);
        appui_plan_free(plan);
    }
    assert_true(n > 100);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_choice_is_the_lenders),
        cmocka_unit_test(each_search_alone_keeps_to_the_lender),
        cmocka_unit_test(a_limit_leaves_more_than_a_greedy_choice_and_more_nodes_never_less),
        cmocka_unit_test(memory_that_fails_in_any_search_is_an_error_code)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
