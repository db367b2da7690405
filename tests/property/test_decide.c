/*
 * A basin through its life: plan, random decisions, plan, on hundreds of tiny random basins. After
 * every step the new basin is valid and its plan holds, nothing agreed is lost without a row that
 * says so, nothing done is lost at all, nothing called off is dated there anew, the effects told
 * account for every half-day, and undo gives the bytes back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/basin_json.h"
#include "io/basin_json_write.h"
#include "io/journal.h"
#include "model/decide.h"
#include "tests/reference/random_basin.h"
#include "tests/reference/random_decisions.h"
#include "tests/reference/trial.h"

#define N_BASINS 500
#define N_STEPS 12

/** A basin file under test. */
struct life {
    char *text;
    size_t length;
    struct appui_xoshiro random;
    struct appui_draft draft;
    char sha256[APPUI_SHA256_TEXT];
    struct appui_trial trial;
};

/** What became of the steps. */
struct tally {
    int32_t taken, refused, done, moved, retained, ended, dated, passed;
};

static void read_file(struct life *life)
{
    struct appui_basin_source source = {life->text, life->length, NULL, 0};
    struct appui_faults faults = {0};
    memset(&life->draft, 0, sizeof life->draft);
    assert_int_equal(appui_basin_json_parse(&source, &life->draft, &faults, life->sha256),
                     APPUI_IO_OK);
    appui_faults_release(&faults);
}

/** Plans the basin; its plan must hold. @return false when require rules leave none */
static bool plan(struct life *life)
{
    const char *failure = appui_trial_run(&life->trial, &life->draft, true);
    if (failure != NULL)
        fail_msg("a basin after decisions cannot be planned: %s\n%s", failure, life->text);
    if (life->trial.result.plan == NULL)
        return false;
    assert_int_equal(appui_trial_check(&life->trial), 0);
    assert_int_equal(life->trial.findings.n_broken, 0);
    return true;
}

static void forget(struct life *life)
{
    appui_trial_release(&life->trial);
    appui_draft_release(&life->draft);
}

/** Half-days of lines that count, of one pair. */
static int32_t agreed_on(const struct appui_basin *basin, int32_t need, int32_t expert)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < basin->n_lines; i++)
        if (basin->lines[i].need == need && basin->lines[i].expert == expert &&
            basin->lines[i].state != APPUI_PROPOSED)
            sum += basin->lines[i].half_days;
    return sum;
}

/** True when rows end lines of the need's dossier, or it was over before. */
static bool may_end(const struct appui_decide_result *result, const struct appui_basin *basin,
                    int32_t need)
{
    if (basin->projects[basin->needs[need].project].status >= APPUI_CLOSED)
        return true;
    for (int32_t i = 0; i < result->n_rulings; i++) {
        enum appui_decision_kind kind = result->rulings[i].row->kind;
        bool ends = kind == APPUI_DECISION_WITHDRAWN || kind == APPUI_DECISION_CLOSED ||
                    kind == APPUI_DECISION_REFUSED;
        if (ends && result->rulings[i].project == basin->needs[need].project)
            return true;
    }
    return false;
}

/** True when a row gives what is agreed with an expert to another one. */
static bool may_pass(const struct appui_decide_result *result, int32_t need, int32_t expert)
{
    for (int32_t i = 0; i < result->n_rulings; i++) {
        const struct appui_ruling *ruling = &result->rulings[i];
        if (ruling->row->kind == APPUI_DECISION_APPROVED && ruling->need == need &&
            ruling->new_expert >= 0 && ruling->new_expert != expert &&
            (ruling->expert < 0 || ruling->expert == expert))
            return true;
    }
    return false;
}

/** What the effects say a pair gains or loses. */
static int32_t told_of(const struct appui_decide_result *result, int32_t need, int32_t expert)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < result->n_effects; i++) {
        const struct appui_effect *effect = &result->effects[i];
        if (effect->need != need || effect->expert != expert)
            continue;
        if (effect->kind == APPUI_EFFECT_RETAINED)
            sum += effect->half_days;
        else if (effect->kind == APPUI_EFFECT_LINE_DAYS)
            sum += effect->half_days - effect->before;
        else if (effect->kind == APPUI_EFFECT_LINE_ENDED)
            sum -= effect->before;
    }
    return sum;
}

static void assert_accounts(const struct appui_basin *before, const struct appui_basin *after,
                            const struct appui_decide_result *result)
{
    for (int32_t n = 0; n < before->n_needs; n++)
        for (int32_t e = 0; e < before->n_experts; e++) {
            int32_t was = agreed_on(before, n, e), is = agreed_on(after, n, e);
            assert_int_equal(is - was, told_of(result, n, e));
            assert_true(is >= was || may_end(result, before, n) || may_pass(result, n, e));
        }
}

/** True when a row moves a session of the need's dossier to that day. */
static bool is_moved_to(const struct appui_decide_result *result, int32_t project, appui_day day)
{
    for (int32_t i = 0; i < result->n_rulings; i++)
        if (result->rulings[i].project == project &&
            result->rulings[i].row->kind == APPUI_DECISION_MOVED &&
            result->rulings[i].row->to_day == day)
            return true;
    return false;
}

/** Where rows cancel a session or leave it without a date, its pair has none planned: an approval
 * of the same table dates nothing there anew. */
static void assert_called_off(const struct appui_basin *after,
                              const struct appui_decide_result *result)
{
    for (int32_t i = 0; i < result->n_effects; i++) {
        const struct appui_effect *effect = &result->effects[i];
        bool off = effect->kind == APPUI_EFFECT_SESSION_CANCELLED ||
                   effect->kind == APPUI_EFFECT_SESSION_UNDATED;
        for (int32_t k = 0; off && k < after->n_lines; k++) {
            const struct appui_line *line = &after->lines[k];
            bool same = line->need == effect->need && line->expert == effect->expert;
            for (int32_t j = 0; same && j < line->n_sessions; j++) {
                const struct appui_session *s = &line->sessions[j];
                bool then = s->day == effect->from.day &&
                            (s->half == effect->from.half || s->half == APPUI_FULL ||
                             effect->from.half == APPUI_FULL);
                assert_false(then && s->state == APPUI_SESSION_PLANNED &&
                             !is_moved_to(result, effect->project, s->day));
            }
        }
    }
}

static bool has_done(const struct appui_basin *basin, int32_t need, int32_t expert,
                     const struct appui_session *session)
{
    for (int32_t i = 0; i < basin->n_lines; i++)
        for (int32_t k = 0; k < basin->lines[i].n_sessions; k++) {
            const struct appui_session *s = &basin->lines[i].sessions[k];
            if (basin->lines[i].need == need && basin->lines[i].expert == expert &&
                s->state == APPUI_SESSION_DONE && s->day == session->day &&
                s->half == session->half)
                return true;
        }
    return false;
}

static void assert_done_stays(const struct appui_basin *before, const struct appui_basin *after)
{
    for (int32_t i = 0; i < before->n_lines; i++)
        for (int32_t k = 0; k < before->lines[i].n_sessions; k++)
            if (before->lines[i].sessions[k].state == APPUI_SESSION_DONE &&
                before->lines[i].state != APPUI_PROPOSED)
                assert_true(has_done(after, before->lines[i].need, before->lines[i].expert,
                                     &before->lines[i].sessions[k]));
}

/** Everything beside lines, statuses, committees, mandataires, days_min and as_of is as it was. */
static void assert_rest_kept(const struct appui_basin *before, const struct appui_basin *after)
{
    assert_int_equal(before->n_needs, after->n_needs);
    assert_int_equal(before->n_forbid, after->n_forbid);
    assert_int_equal(before->n_estimates, after->n_estimates);
    assert_int_equal(before->horizon_end, after->horizon_end);
    for (int32_t n = 0; n < before->n_needs; n++) {
        assert_int_equal(before->needs[n].half_days, after->needs[n].half_days);
        assert_true(before->needs[n].half_days_min >= after->needs[n].half_days_min);
    }
    assert_true(after->as_of >= before->as_of);
}

static bool speaks_of(const struct appui_decide_result *result, const struct appui_basin *basin,
                      const struct appui_line *line)
{
    for (int32_t i = 0; i < result->n_rulings; i++)
        if (result->rulings[i].project == basin->needs[line->need].project)
            return true;
    return false;
}

/** No days without a date are left on lines of a dossier that is over, where rows spoke of it. */
static void assert_over(const struct appui_basin *after, const struct appui_decide_result *result)
{
    for (int32_t i = 0; i < after->n_lines; i++) {
        const struct appui_line *line = &after->lines[i];
        enum appui_status status = after->projects[after->needs[line->need].project].status;
        bool agreed = line->state == APPUI_RETAINED || line->state == APPUI_SIGNED;
        int32_t dated = 0;
        for (int32_t k = 0; k < line->n_sessions; k++)
            if (line->sessions[k].state != APPUI_SESSION_CANCELLED)
                dated += line->sessions[k].half == APPUI_FULL ? 2 : 1;
        if (agreed && status >= APPUI_CLOSED && speaks_of(result, after, line))
            assert_int_equal(line->half_days, dated);
    }
}

/** Writes the entry, reads it again and compares the bytes to go back to. */
static void assert_undo(const struct life *before, const struct appui_basin *basin,
                        const struct appui_decide_result *result, const struct life *after)
{
    char path[] = "/tmp/appui-test-XXXXXX";
    int file = mkstemp(path);
    struct appui_journal journal = {0};
    struct appui_faults faults = {0};
    struct appui_journal_head head = {basin->name, result->as_of, before->sha256, after->sha256,
                                      before->sha256};
    struct appui_journal_basin bytes = {before->text, before->length};
    char *line;
    assert_true(file >= 0);
    close(file);
    assert_int_equal(appui_journal_write_decisions(&head, basin, result, bytes, &line),
                     APPUI_IO_OK);
    assert_int_equal(appui_file_append(path, 0, line, strlen(line), &faults), APPUI_IO_OK);
    assert_int_equal(appui_journal_read(path, after->sha256, &journal, &faults), APPUI_IO_OK);
    const struct appui_history_entry *entry = appui_journal_last(&journal);
    assert_non_null(entry);
    assert_int_equal(entry->undo_length, before->length);
    assert_memory_equal(entry->undo, before->text, before->length);
    appui_journal_release(&journal);
    appui_faults_release(&faults);
    appui_free(line);
    unlink(path);
}

/** True when a line is retained of what another expert loses. */
static bool is_passed_on(const struct appui_decide_result *result, const struct appui_effect *line)
{
    bool passed = false;
    for (int32_t i = 0; i < result->n_effects && line->kind == APPUI_EFFECT_RETAINED; i++) {
        const struct appui_effect *effect = &result->effects[i];
        passed |=
            effect->need == line->need && effect->expert == line->other &&
            (effect->kind == APPUI_EFFECT_LINE_ENDED || effect->kind == APPUI_EFFECT_LINE_DAYS);
    }
    return passed;
}

static void count(struct tally *tally, const struct appui_decide_result *result)
{
    for (int32_t i = 0; i < result->n_effects; i++) {
        enum appui_effect_kind kind = result->effects[i].kind;
        tally->done += kind == APPUI_EFFECT_SESSION_DONE;
        tally->moved += kind == APPUI_EFFECT_SESSION_MOVED;
        tally->retained += kind == APPUI_EFFECT_RETAINED;
        tally->ended += kind == APPUI_EFFECT_LINE_ENDED;
        tally->dated += kind == APPUI_EFFECT_SESSION_DATED;
        tally->passed += is_passed_on(result, &result->effects[i]);
    }
}

/** The life after accepted decisions, judged against the one before. */
static void judge(struct life *life, const struct appui_decide_result *result, bool undo)
{
    struct life after = {.random = life->random};
    struct appui_faults faults = {0};
    assert_int_equal(appui_basin_json_write(&life->draft, &after.text, &after.length), APPUI_IO_OK);
    read_file(&after);
    struct appui_basin *basin = appui_basin_build(&after.draft, &faults);
    if (basin == NULL)
        fail_msg("decisions make a faulty basin: %s\n%s",
                 appui_fault_text(faults.items[0].code)->name, after.text);
    assert_accounts(life->trial.basin, basin, result);
    assert_done_stays(life->trial.basin, basin);
    assert_rest_kept(life->trial.basin, basin);
    assert_over(basin, result);
    assert_called_off(basin, result);
    if (undo)
        assert_undo(life, life->trial.basin, result, &after);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    forget(life);
    appui_free(life->text);
    *life = after;
}

/** @return true when the decisions were taken; life is then the basin after them */
static bool decide(struct life *life, struct tally *tally, bool undo)
{
    struct appui_decisions decisions = {0};
    struct appui_decide_result result = {0};
    struct appui_faults faults = {0}, outcome = {0};
    assert_int_equal(appui_random_decisions(&life->random, life->trial.basin,
                                            life->trial.result.plan, &decisions),
                     0);
    struct appui_decide_input in = {.basin = life->trial.basin,
                                    .standing = life->trial.standing,
                                    .plan = life->trial.result.plan,
                                    .decisions = &decisions,
                                    .as_of = APPUI_ABSENT,
                                    .same_state = true};
    assert_int_equal(appui_decide(&in, &life->draft, &faults, &outcome, &result), 0);
    assert_int_equal(outcome.n_errors, 0);
    bool taken = faults.n_errors == 0;
    if (taken) {
        count(tally, &result);
        judge(life, &result, undo);
    } else {
        appui_draft_release(&life->draft);
        read_file(life);
    }
    tally->taken += taken;
    tally->refused += !taken;
    appui_decide_result_release(&result);
    appui_faults_release(&faults);
    appui_faults_release(&outcome);
    appui_decisions_release(&decisions);
    return taken;
}

static void live(uint64_t seed, struct tally *tally)
{
    static const struct appui_random_shape shape = {.lines = true};
    struct appui_draft draft = {0};
    struct life life = {.random = appui_xoshiro_seed(seed)};
    assert_int_equal(appui_random_draft(seed, &shape, &draft), 0);
    assert_int_equal(appui_basin_json_write(&draft, &life.text, &life.length), APPUI_IO_OK);
    appui_draft_release(&draft);
    read_file(&life);
    for (int32_t step = 0; step < N_STEPS && plan(&life); step++) {
        bool taken = false;
        for (int32_t tries = 0; tries < 30 && !taken; tries++)
            taken = decide(&life, tally, step == 0);
        if (!taken)
            break;
    }
    forget(&life);
    appui_free(life.text);
}

static void a_basin_lives_through_random_decisions(void **state)
{
    struct tally tally = {0};
    (void)state;
    for (uint64_t seed = 1; seed <= N_BASINS; seed++)
        live(seed, &tally);
    print_message("%d steps taken, %d refused: %d lines retained, %d ended, %d sessions done, %d "
                  "moved, %d dated, %d lines passed on\n",
                  (int)tally.taken, (int)tally.refused, (int)tally.retained, (int)tally.ended,
                  (int)tally.done, (int)tally.moved, (int)tally.dated, (int)tally.passed);
    assert_true(tally.taken > 1500);
    assert_true(tally.retained > 300 && tally.done > 300 && tally.moved > 30 && tally.ended > 50 &&
                tally.dated > 20 && tally.passed > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_basin_lives_through_random_decisions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
