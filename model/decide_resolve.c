/*
 * Judges rows one by one: which objects their ids name, whether a decision can use what the row
 * gives and has what it needs.
 */
#include <stdlib.h>
#include <string.h>

#include "model/days.h"
#include "model/decide_parts.h"
#include "model/ids.h"

#define BIT(part) (1u << APPUI_PART_##part)

/* Rows that may miss an id by a slip get a hint; in a file full of wrong ids the search ends. */
#define HINTS_MAX 100

/* What a row may give beside project, need, expert, decision and remarks. */
static const unsigned uses[APPUI_N_DECISION_KINDS] = {
    [APPUI_DECISION_DONE] = BIT(DAYS) | BIT(DATE) | BIT(HALF),
    [APPUI_DECISION_MOVED] = BIT(DATE) | BIT(HALF) | BIT(TO_DATE) | BIT(TO_HALF),
    [APPUI_DECISION_CANCELLED] = BIT(DATE) | BIT(HALF),
    [APPUI_DECISION_APPROVED] = BIT(DAYS) | BIT(DATE) | BIT(NEW_EXPERT) | BIT(MANDATAIRE),
    [APPUI_DECISION_REFUSED] = BIT(DATE),
    [APPUI_DECISION_DEFERRED] = BIT(DATE),
    [APPUI_DECISION_SIGNED] = BIT(DATE),
    [APPUI_DECISION_WITHDRAWN] = BIT(DATE),
    [APPUI_DECISION_CLOSED] = BIT(DATE)};

struct lookup {
    struct appui_ids ids;
    enum appui_fault_code unknown;
    int32_t n_hints;
};

static void fill(struct appui_deciding *d, struct lookup *lookup, int32_t n)
{
    d->no_memory |= appui_ids_new(&lookup->ids, &d->scratch, n) != 0;
}

/* What the row may have meant, and the message that says so; NULL: nothing better than that there
 * is no such id. */
static const char *allowed_for(struct appui_deciding *d, int32_t row, enum appui_decision_part part,
                               enum appui_fault_code *code)
{
    const char *allowed = NULL;
    if (part == APPUI_PART_NEED) {
        allowed = appui_decide_needs_allowed(d, row);
    } else if (part == APPUI_PART_EXPERT || part == APPUI_PART_NEW_EXPERT) {
        allowed = appui_decide_experts_allowed(d, row, part == APPUI_PART_NEW_EXPERT);
    }
    if (allowed != NULL) {
        *code = part == APPUI_PART_NEED ? APPUI_FAULT_DECIDE_NEED_UNKNOWN
                                        : APPUI_FAULT_DECIDE_EXPERT_UNKNOWN;
    }
    return allowed;
}

static void report_unknown(struct appui_deciding *d, int32_t row, enum appui_decision_part part,
                           struct lookup *lookup, const char *id)
{
    bool helped = lookup->n_hints++ < HINTS_MAX;
    enum appui_fault_code code = lookup->unknown;
    const char *allowed = helped ? allowed_for(d, row, part, &code) : NULL;
    const char *hint = helped ? appui_ids_nearest(&lookup->ids, id) : NULL;
    if (allowed == NULL) {
        appui_decide_fault(d, row, part, code, "value", id, "hint", hint, (const char *)NULL);
    } else {
        appui_decide_fault(d, row, part, code, "value", id, "allowed", allowed, "hint", hint,
                           (const char *)NULL);
    }
}

/* Index of the object a row names, or -1 (also when it names none). */
static int32_t find(struct appui_deciding *d, int32_t row, enum appui_decision_part part,
                    struct lookup *lookup, const char *id)
{
    int32_t index = id != NULL ? appui_ids_find(&lookup->ids, id) : -1;
    if (id != NULL && index < 0) {
        report_unknown(d, row, part, lookup, id);
    }
    return index;
}

static bool is_given(const struct appui_decision *row, enum appui_decision_part part)
{
    switch (part) {
    case APPUI_PART_DAYS:
        return row->half_days != APPUI_ABSENT;
    case APPUI_PART_DATE:
        return row->day != APPUI_ABSENT;
    case APPUI_PART_HALF:
        return row->half != APPUI_ABSENT;
    case APPUI_PART_NEW_EXPERT:
        return row->new_expert != NULL;
    case APPUI_PART_TO_DATE:
        return row->to_day != APPUI_ABSENT;
    case APPUI_PART_TO_HALF:
        return row->to_half != APPUI_ABSENT;
    case APPUI_PART_MANDATAIRE:
        return row->mandataire != NULL;
    default:
        return false;
    }
}

static void check_uses(struct appui_deciding *d, int32_t index, const struct appui_decision *row)
{
    for (int part = 0; part < APPUI_N_DECISION_PARTS; part++) {
        if (is_given(row, (enum appui_decision_part)part) && (uses[row->kind] & 1u << part) == 0) {
            appui_decide_fault(d, index, (enum appui_decision_part)part,
                               APPUI_FAULT_DECIDE_PART_UNUSED, "key",
                               appui_decision_key((enum appui_decision_part)part), "decision",
                               appui_decision_name(row->kind), (const char *)NULL);
        }
    }
}

static void require(struct appui_deciding *d, int32_t index, enum appui_decision_part part)
{
    appui_decide_fault(d, index, part, APPUI_FAULT_DECIDE_PART_MISSING, "key",
                       appui_decision_key(part), "decision",
                       appui_decision_name(d->rulings[index].row->kind), (const char *)NULL);
}

static void check_missing(struct appui_deciding *d, int32_t index, const struct appui_decision *row)
{
    bool needs_date = row->kind == APPUI_DECISION_MOVED || row->kind == APPUI_DECISION_CANCELLED ||
                      (row->half != APPUI_ABSENT && row->kind == APPUI_DECISION_DONE);
    if (needs_date && row->day == APPUI_ABSENT) {
        require(d, index, APPUI_PART_DATE);
    }
    if (row->kind == APPUI_DECISION_MOVED && row->to_half != APPUI_ABSENT &&
        row->to_day == APPUI_ABSENT) {
        require(d, index, APPUI_PART_TO_DATE);
    }
}

/* A session lasts a day at most. */
static void check_days(struct appui_deciding *d, int32_t index, const struct appui_decision *row)
{
    bool session = row->kind == APPUI_DECISION_DONE && row->day != APPUI_ABSENT;
    int32_t high = session ? 2 : APPUI_HALF_DAYS_MAX;
    if (row->half_days != APPUI_ABSENT && (row->half_days < 1 || row->half_days > high)) {
        char value[APPUI_DAYS_TEXT], low_text[APPUI_DAYS_TEXT], high_text[APPUI_DAYS_TEXT];
        appui_decide_fault(d, index, APPUI_PART_DAYS, APPUI_FAULT_OUT_OF_RANGE, "key", "days",
                           "value", appui_days_write(row->half_days, value), "low",
                           appui_days_write(1, low_text), "high", appui_days_write(high, high_text),
                           (const char *)NULL);
    }
}

static void check_need(struct appui_deciding *d, int32_t index)
{
    const struct appui_basin *basin = d->in->basin;
    const struct appui_ruling *ruling = &d->rulings[index];
    if (ruling->need < 0 || ruling->project < 0 ||
        basin->needs[ruling->need].project == ruling->project) {
        return;
    }
    appui_decide_fault(d, index, APPUI_PART_NEED, APPUI_FAULT_DECIDE_NEED_ELSEWHERE, "value",
                       basin->needs[ruling->need].id, "project",
                       basin->projects[basin->needs[ruling->need].project].id, (const char *)NULL);
}

void appui_decide_resolve(struct appui_deciding *d)
{
    const struct appui_basin *basin = d->in->basin;
    struct lookup projects = {.unknown = APPUI_FAULT_PLAN_PROJECT_UNKNOWN};
    struct lookup needs = {.unknown = APPUI_FAULT_PLAN_NEED_UNKNOWN};
    struct lookup experts = {.unknown = APPUI_FAULT_PLAN_EXPERT_UNKNOWN};
    struct lookup partners = {.unknown = APPUI_FAULT_PLAN_PARTNER_UNKNOWN};
    fill(d, &projects, basin->n_projects);
    fill(d, &needs, basin->n_needs);
    fill(d, &experts, basin->n_experts);
    fill(d, &partners, basin->n_partners);
    if (d->no_memory) {
        return;
    }
    for (int32_t i = 0; i < basin->n_projects; i++) {
        appui_ids_add(&projects.ids, basin->projects[i].id, i);
    }
    for (int32_t i = 0; i < basin->n_needs; i++) {
        appui_ids_add(&needs.ids, basin->needs[i].id, i);
    }
    for (int32_t i = 0; i < basin->n_experts; i++) {
        appui_ids_add(&experts.ids, basin->experts[i].id, i);
    }
    for (int32_t i = 0; i < basin->n_partners; i++) {
        appui_ids_add(&partners.ids, basin->partners[i].id, i);
    }
    appui_ids_sort(&projects.ids);
    appui_ids_sort(&needs.ids);
    appui_ids_sort(&experts.ids);
    appui_ids_sort(&partners.ids);
    for (int32_t i = 0; i < d->n; i++) {
        const struct appui_decision *row = &d->in->decisions->items[i];
        struct appui_ruling *ruling = &d->rulings[i];
        *ruling = (struct appui_ruling){row, !row->broken, -1, -1, -1, -1, -1, APPUI_ABSENT};
        ruling->project = find(d, i, APPUI_PART_PROJECT, &projects, row->project);
        ruling->need = find(d, i, APPUI_PART_NEED, &needs, row->need);
        ruling->expert = find(d, i, APPUI_PART_EXPERT, &experts, row->expert);
        ruling->new_expert = find(d, i, APPUI_PART_NEW_EXPERT, &experts, row->new_expert);
        ruling->mandataire = find(d, i, APPUI_PART_MANDATAIRE, &partners, row->mandataire);
        check_need(d, i);
        if (!row->broken) {
            check_uses(d, i, row);
            check_missing(d, i, row);
            check_days(d, i, row);
        }
        ruling->valid = ruling->valid && ruling->project >= 0;
    }
}
