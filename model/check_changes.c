/*
 * Changes: each agreed session that could not stay (R7) is listed once, with its cause, as moved to
 * a session that the plan dates for the same pair, or as lost while agreed days of the pair have no
 * date. Plans without calendar move nothing.
 */
#include "model/verdict.h"

/** Which agreed sessions are explained, and which new ones are taken as targets. */
struct marks {
    int32_t *session0; /**< [n_lines of the basin] first of its sessions in `told` */
    bool *told;
    int32_t *target0; /**< [n_lines of the plan] first of its sessions in `taken` */
    bool *taken;
};

static int allocate(struct appui_verdict *verdict, struct marks *marks)
{
    const struct appui_basin *basin = verdict->basin;
    const struct appui_plan *plan = verdict->plan;
    int32_t n_sessions = 0, n_targets = 0;
    marks->session0 = appui_arena_alloc(&verdict->arena, (size_t)basin->n_lines, sizeof(int32_t));
    marks->target0 = appui_arena_alloc(&verdict->arena, (size_t)plan->n_lines, sizeof(int32_t));
    if (marks->session0 == NULL || marks->target0 == NULL) {
        return -1;
    }
    for (int32_t i = 0; i < basin->n_lines; i++) {
        marks->session0[i] = n_sessions;
        n_sessions += basin->lines[i].n_sessions;
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        marks->target0[i] = n_targets;
        n_targets += plan->lines[i].n_sessions;
    }
    marks->told = appui_arena_alloc(&verdict->arena, (size_t)n_sessions, sizeof(bool));
    marks->taken = appui_arena_alloc(&verdict->arena, (size_t)n_targets, sizeof(bool));
    return marks->told == NULL || marks->taken == NULL ? -1 : 0;
}

/** Marks the agreed session that a change speaks of. @return its cause, or APPUI_STAYS when there
 * is none. */
static enum appui_impossible tell(const struct appui_verdict *verdict, const struct marks *marks,
                                  const struct appui_change *change)
{
    const struct appui_standing *standing = verdict->standing;
    for (int32_t i = standing->need_line0[change->need]; i < standing->need_line0[change->need + 1];
         i++) {
        int32_t index = standing->need_lines[i];
        const struct appui_line *line = &verdict->basin->lines[index];
        for (int32_t k = 0; line->expert == change->expert && k < line->n_sessions; k++) {
            const struct appui_session *session = &line->sessions[k];
            bool *told = &marks->told[marks->session0[index] + k];
            if (standing->lines[index].why[k] != APPUI_STAYS && !*told &&
                session->day == change->from.day && session->half == change->from.half) {
                *told = true;
                return standing->lines[index].why[k];
            }
        }
    }
    return APPUI_STAYS;
}

/** Takes the new session that a change moves to. @return false when there is none left. */
static bool take(const struct appui_verdict *verdict, const struct marks *marks,
                 const struct appui_change *change)
{
    for (int32_t i = 0; i < verdict->plan->n_lines; i++) {
        const struct appui_plan_line *line = &verdict->plan->lines[i];
        if (line->need != change->need || line->expert != change->expert ||
            !appui_verdict_repeats(verdict, line)) {
            continue;
        }
        for (int32_t k = 0; k < line->n_sessions; k++) {
            bool *taken = &marks->taken[marks->target0[i] + k];
            if (!*taken && line->sessions[k].day == change->to.day &&
                line->sessions[k].half == change->to.half &&
                appui_verdict_fresh(verdict, line, k)) {
                *taken = true;
                return true;
            }
        }
    }
    return false;
}

/** Agreed half-days of a pair that the plan leaves without date. */
static int64_t unplaced(const struct appui_verdict *verdict, int32_t expert, int32_t need)
{
    const struct appui_standing *standing = verdict->standing;
    int64_t open = 0;
    for (int32_t i = standing->need_line0[need]; i < standing->need_line0[need + 1]; i++) {
        if (verdict->basin->lines[standing->need_lines[i]].expert == expert) {
            open += appui_verdict_unplaced(verdict, standing->need_lines[i]);
        }
    }
    return open;
}

static bool in_order(const struct appui_change *a, const struct appui_change *b)
{
    if (a->need != b->need) {
        return a->need < b->need;
    }
    if (a->expert != b->expert) {
        return a->expert < b->expert;
    }
    return a->from.day != b->from.day ? a->from.day < b->from.day : a->from.half <= b->from.half;
}

static void report(const struct appui_verdict *verdict, enum appui_fault_code code, int32_t index)
{
    const struct appui_change *change = &verdict->plan->changes[index];
    const char *need = verdict->basin->needs[change->need].id;
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT];
    appui_faults_add(
        verdict->faults, code, appui_pointer_item("changes", index, pointer), need, "expert",
        verdict->basin->experts[change->expert].id, "need", need, "date",
        appui_date_text(change->from.day, date), "half", appui_half_name(change->from.half), "to",
        change->kind == APPUI_SESSION_MOVED ? appui_date_text(change->to.day, to) : "", APPUI_END);
}

static void check_change(const struct appui_verdict *verdict, const struct marks *marks,
                         int32_t index)
{
    const struct appui_change *change = &verdict->plan->changes[index];
    if (index > 0 && !in_order(change - 1, change)) {
        report(verdict, APPUI_FAULT_CHANGE_ORDER, index);
    }
    enum appui_impossible cause =
        verdict->plan->calendar ? tell(verdict, marks, change) : APPUI_STAYS;
    if (cause == APPUI_STAYS) {
        report(verdict, APPUI_FAULT_CHANGE_UNFOUNDED, index);
        return;
    }
    if (cause != change->cause) {
        report(verdict, APPUI_FAULT_CHANGE_CAUSE, index);
    }
    if (change->kind == APPUI_SESSION_MOVED && !take(verdict, marks, change)) {
        report(verdict, APPUI_FAULT_CHANGE_TARGET, index);
    }
    if (change->kind == APPUI_SESSION_LOST &&
        unplaced(verdict, change->expert, change->need) == 0) {
        report(verdict, APPUI_FAULT_CHANGE_NOT_LOST, index);
    }
}

static void check_untold(const struct appui_verdict *verdict, const struct marks *marks,
                         int32_t index)
{
    const struct appui_line *line = &verdict->basin->lines[index];
    const char *need = verdict->basin->needs[line->need].id;
    char date[APPUI_DATE_TEXT];
    for (int32_t k = 0; k < line->n_sessions; k++) {
        if (verdict->standing->lines[index].why[k] != APPUI_STAYS &&
            !marks->told[marks->session0[index] + k]) {
            appui_faults_add(verdict->faults, APPUI_FAULT_CHANGE_MISSING, "/changes", need,
                             "expert", verdict->basin->experts[line->expert].id, "need", need,
                             "date", appui_date_text(line->sessions[k].day, date), "half",
                             appui_half_name(line->sessions[k].half), APPUI_END);
        }
    }
}

int appui_check_changes(struct appui_verdict *verdict)
{
    struct marks marks = {NULL, NULL, NULL, NULL};
    if (allocate(verdict, &marks) != 0) {
        return -1;
    }
    for (int32_t i = 0; i < verdict->plan->n_changes; i++) {
        check_change(verdict, &marks, i);
    }
    for (int32_t i = 0; verdict->plan->calendar && i < verdict->basin->n_lines; i++) {
        check_untold(verdict, &marks, i);
    }
    return 0;
}
