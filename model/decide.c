/*
 * The walk of decisions through a draft: rows are resolved, dated and set against each other, then
 * take effect in the order of enum appui_decision_kind. What needs the rules of the basin as it
 * will be (where a session may move, which sessions of a proposal still fit) waits until the
 * statuses are known and such a basin is built.
 */
#include "model/decide.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/decide_parts.h"

#define PAIRS_MAX 5

const char *appui_effect_name(enum appui_effect_kind kind)
{
    static const char *const names[APPUI_N_EFFECT_KINDS] = {
        [APPUI_EFFECT_AS_OF] = "as_of",
        [APPUI_EFFECT_HELD] = "meeting_held",
        [APPUI_EFFECT_UNDECIDED] = "undecided",
        [APPUI_EFFECT_LINE_UNDECIDED] = "line_undecided",
        [APPUI_EFFECT_STILL_OPEN] = "still_open",
        [APPUI_EFFECT_STATUS] = "status",
        [APPUI_EFFECT_DEFERRED_AGAIN] = "deferred_again",
        [APPUI_EFFECT_COMMITTEE] = "committee",
        [APPUI_EFFECT_MANDATAIRE] = "mandataire",
        [APPUI_EFFECT_MANDATAIRE_LEFT_OPEN] = "mandataire_left_open",
        [APPUI_EFFECT_RETAINED] = "line_retained",
        [APPUI_EFFECT_DROPPED] = "line_dropped",
        [APPUI_EFFECT_DAYS_MIN] = "days_min",
        [APPUI_EFFECT_SIGNED] = "line_signed",
        [APPUI_EFFECT_SESSION_DONE] = "session_done",
        [APPUI_EFFECT_SESSION_MOVED] = "session_moved",
        [APPUI_EFFECT_SESSION_DATED] = "session_dated",
        [APPUI_EFFECT_SESSION_UNDATED] = "session_undated",
        [APPUI_EFFECT_SESSION_NOT_AGREED] = "session_not_agreed",
        [APPUI_EFFECT_DATE_NOT_AGREED] = "date_not_agreed",
        [APPUI_EFFECT_SESSION_CANCELLED] = "session_cancelled",
        [APPUI_EFFECT_LINE_DAYS] = "line_days",
        [APPUI_EFFECT_LINE_ENDED] = "line_ended",
        [APPUI_EFFECT_LINE_DONE] = "line_done",
        [APPUI_EFFECT_LINE_UNDATED] = "line_undated"};
    assert((int)kind >= 0 && kind < APPUI_N_EFFECT_KINDS);
    return names[kind];
}

const char *appui_gap_name(enum appui_gap_kind kind)
{
    static const char *const names[APPUI_N_GAP_KINDS] = {
        [APPUI_GAP_REFUSED] = "refused",
        [APPUI_GAP_DEFERRED] = "deferred",
        [APPUI_GAP_WITHDRAWN] = "withdrawn",
        [APPUI_GAP_LINE_DROPPED] = "line_dropped",
        [APPUI_GAP_EXPERT_REPLACED] = "expert_replaced",
        [APPUI_GAP_DAYS_REDUCED] = "days_reduced",
        [APPUI_GAP_DAYS_RAISED] = "days_raised",
        [APPUI_GAP_DATE_CHANGED] = "date_changed",
        [APPUI_GAP_MANDATAIRE_CHANGED] = "mandataire_changed",
        [APPUI_GAP_NOT_PROPOSED] = "not_proposed",
        [APPUI_GAP_DAYS_TAKEN_BACK] = "days_taken_back"};
    assert((int)kind >= 0 && kind < APPUI_N_GAP_KINDS);
    return names[kind];
}

void appui_decide_fault(struct appui_deciding *d, int32_t row, enum appui_decision_part part,
                        enum appui_fault_code code, ...)
{
    const char *keys[PAIRS_MAX] = {0}, *values[PAIRS_MAX] = {0};
    const char *pointer =
        appui_arena_format(&d->scratch, "/decisions/%d/%s", (int)row, appui_decision_key(part));
    va_list pairs;
    va_start(pairs, code);
    for (int i = 0; i < PAIRS_MAX && (i == 0 || keys[i - 1] != NULL); i++) {
        keys[i] = va_arg(pairs, const char *);
        values[i] = keys[i] != NULL ? va_arg(pairs, const char *) : NULL;
    }
    va_end(pairs);
    appui_faults_add(d->faults, code, pointer, NULL, keys[0], values[0], keys[1], values[1],
                     keys[2], values[2], keys[3], values[3], keys[4], values[4],
                     (const char *)NULL);
    d->no_memory |= pointer == NULL;
    if (appui_fault_text(code)->severity == APPUI_ERROR) {
        d->rulings[row].valid = false;
    }
}

void appui_decide_contradicts(struct appui_deciding *d, int32_t row, int32_t other)
{
    const char *where = appui_arena_format(&d->scratch, "/decisions/%d/%s", (int)other,
                                           appui_decision_key(APPUI_PART_DECISION));
    appui_decide_fault(d, row, APPUI_PART_DECISION, APPUI_FAULT_DECIDE_CONTRADICTS, "other", where,
                       (const char *)NULL);
}

struct appui_effect appui_decide_effect(enum appui_effect_kind kind, int32_t project)
{
    return (struct appui_effect){.kind = kind,
                                 .project = project,
                                 .need = -1,
                                 .expert = -1,
                                 .other = -1,
                                 .other_before = -1,
                                 .half_days = APPUI_ABSENT,
                                 .before = APPUI_ABSENT,
                                 .day = APPUI_ABSENT,
                                 .day_before = APPUI_ABSENT};
}

struct appui_effect appui_decide_pair_effect(const struct appui_deciding *d,
                                             enum appui_effect_kind kind, int32_t need,
                                             int32_t expert)
{
    struct appui_effect effect = appui_decide_effect(kind, d->in->basin->needs[need].project);
    effect.need = need;
    effect.expert = expert;
    return effect;
}

void appui_decide_tell(struct appui_deciding *d, struct appui_effect effect)
{
    struct appui_decide_result *result = d->result;
    if (appui_grow(&result->effects, &result->effects_capacity, (int64_t)result->n_effects + 1,
                   sizeof effect) != 0) {
        d->no_memory = true;
        return;
    }
    result->effects[result->n_effects++] = effect;
}

void appui_decide_gap(struct appui_deciding *d, struct appui_gap_of_plan gap)
{
    struct appui_decide_result *result = d->result;
    if (appui_grow(&result->gaps, &result->gaps_capacity, (int64_t)result->n_gaps + 1,
                   sizeof gap) != 0) {
        d->no_memory = true;
        return;
    }
    result->gaps[result->n_gaps++] = gap;
}

bool appui_decide_is_whole(const struct appui_ruling *ruling)
{
    return ruling->need < 0 && ruling->expert < 0;
}

bool appui_decide_covers(const struct appui_deciding *d, const struct appui_ruling *ruling,
                         int32_t need, int32_t expert)
{
    return d->in->basin->needs[need].project == ruling->project &&
           (ruling->need < 0 || ruling->need == need) &&
           (ruling->expert < 0 || ruling->expert == expert);
}

bool appui_decide_speaks_of(const struct appui_deciding *d, const struct appui_ruling *ruling,
                            int32_t line)
{
    const struct appui_line *agreed = &d->in->basin->lines[line];
    return d->in->standing->lines[line].agreed && !d->worked[line].removed &&
           appui_decide_covers(d, ruling, agreed->need, agreed->expert);
}

appui_day appui_decide_meeting(const struct appui_plan *plan, int32_t project)
{
    for (int32_t i = 0; i < plan->n_meetings; i++) {
        for (int32_t k = 0; k < plan->meetings[i].n_agenda; k++) {
            if (plan->meetings[i].agenda[k] == project) {
                return plan->meetings[i].day;
            }
        }
    }
    return APPUI_ABSENT;
}

static void *room(struct appui_deciding *d, int32_t n, size_t size)
{
    void *storage = appui_arena_alloc(&d->scratch, (size_t)n, size);
    d->no_memory |= storage == NULL;
    return storage;
}

static int32_t *unset(struct appui_deciding *d, int32_t n)
{
    int32_t *indices = room(d, n, sizeof *indices);
    for (int32_t i = 0; indices != NULL && i < n; i++) {
        indices[i] = -1;
    }
    return indices;
}

static void take_up_line(struct appui_deciding *d, int32_t index)
{
    const struct appui_draft_line *line = &d->draft->lines[index];
    struct appui_worked_line *worked = &d->worked[index];
    worked->n = line->n_sessions;
    worked->sessions = room(d, line->n_sessions, sizeof *worked->sessions);
    for (int32_t i = 0; worked->sessions != NULL && i < worked->n; i++) {
        worked->sessions[i] = (struct appui_worked_session){.at = line->sessions[i], .row = -1};
    }
}

/* @return false when memory fails */
static bool prepare(struct appui_deciding *d)
{
    const struct appui_basin *basin = d->in->basin;
    int32_t n_lines = d->in->plan->n_lines;
    d->n = d->result->n_rulings = d->in->decisions->n;
    d->rulings = d->result->rulings =
        appui_arena_alloc(&d->result->arena, (size_t)d->n, sizeof *d->rulings);
    d->no_memory |= d->rulings == NULL;
    d->dossier = unset(d, basin->n_projects);
    d->implied = unset(d, basin->n_projects);
    d->line_row = unset(d, n_lines);
    d->worked = room(d, basin->n_lines, sizeof *d->worked);
    d->row_lines = room(d, d->n, sizeof *d->row_lines);
    d->handed = unset(d, d->n);
    d->freed = room(d, d->n, sizeof *d->freed);
    d->moves = room(d, d->n, sizeof *d->moves);
    d->fresh = appui_arena_alloc(&d->draft->arena, (size_t)(n_lines + d->n), sizeof *d->fresh);
    d->no_memory |= d->fresh == NULL;
    d->fresh_need = room(d, n_lines + d->n, sizeof *d->fresh_need);
    d->fresh_expert = room(d, n_lines + d->n, sizeof *d->fresh_expert);
    d->unexpected = room(d, d->n, sizeof *d->unexpected);
    d->need_taken = room(d, basin->n_needs, sizeof *d->need_taken);
    d->taken_back = room(d, basin->n_needs, sizeof *d->taken_back);
    d->need_promised = room(d, basin->n_needs, sizeof *d->need_promised);
    d->no_memory |= appui_slots_new(&d->scratch_slots, &d->scratch, basin->n_slots) != 0;
    for (int32_t i = 0; !d->no_memory && i < basin->n_lines; i++) {
        take_up_line(d, i);
    }
    return !d->no_memory;
}

/* Puts effects of one project together, in the order in which they were told. */
static int sort_effects(struct appui_deciding *d)
{
    struct appui_decide_result *result = d->result;
    struct appui_effect *sorted = room(d, result->n_effects, sizeof *sorted);
    int32_t n = 0;
    for (int32_t p = -1; sorted != NULL && p < d->in->basin->n_projects; p++) {
        for (int32_t i = 0; i < result->n_effects && n < result->n_effects; i++) {
            if (result->effects[i].project == p) {
                sorted[n++] = result->effects[i];
            }
        }
    }
    if (sorted != NULL && n > 0) {
        memcpy(result->effects, sorted, (size_t)n * sizeof *sorted);
    }
    return sorted != NULL ? 0 : -1;
}

static void place_and_finish(struct appui_deciding *d, struct appui_faults *outcome)
{
    struct appui_basin *next = NULL;
    struct appui_standing *standing = NULL;
    appui_decide_flush(d);
    if (!d->no_memory) {
        next = appui_basin_build(d->draft, outcome);
        standing = next != NULL ? appui_standing_build(next) : NULL;
        d->no_memory |= outcome->out_of_memory || (next != NULL && standing == NULL);
    }
    if (standing != NULL) {
        d->next = next;
        d->next_standing = standing;
        appui_decide_moves(d);
        appui_decide_lines(d);
        appui_decide_check_lenders(d);
        appui_decide_tell_taken_back(d);
        appui_decide_signatures(d);
        appui_decide_finish(d);
    }
    appui_standing_free(standing);
    appui_basin_free(next);
}

int appui_decide(const struct appui_decide_input *in, struct appui_draft *draft,
                 struct appui_faults *faults, struct appui_faults *outcome,
                 struct appui_decide_result *result)
{
    struct appui_deciding d = {.in = in, .draft = draft, .faults = faults, .result = result};
    struct appui_faults unused = {0}; /* warnings of the basin half way: the end has its own */
    result->as_of = in->basin->as_of;
    result->committee = APPUI_ABSENT;
    if (prepare(&d)) {
        appui_decide_resolve(&d);
        appui_decide_assign(&d);
        appui_decide_meetings(&d);
        appui_decide_dates(&d);
        appui_decide_sessions(&d);
        appui_decide_dossiers(&d);
        appui_decide_mandataires(&d);
        place_and_finish(&d, &unused);
    }
    if (!d.no_memory && unused.n_errors > 0) {
        struct appui_basin *basin = appui_basin_build(draft, outcome);
        appui_basin_free(basin);
    }
    if (!d.no_memory && sort_effects(&d) != 0) {
        d.no_memory = true;
    }
    d.no_memory |= faults->out_of_memory || outcome->out_of_memory;
    appui_faults_release(&unused);
    appui_arena_release(&d.scratch);
    return d.no_memory ? -1 : 0;
}

void appui_decide_result_release(struct appui_decide_result *result)
{
    appui_arena_release(&result->arena);
    appui_free(result->effects);
    appui_free(result->gaps);
    memset(result, 0, sizeof *result);
}
