/*
 * Repayable advances on random small funds: the choice is the lender's, request by request, with
 * the same months, reasons and figures; the plan holds before the checker, and survives its file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/plan_json.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_choice_is_the_lenders)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
