/*
 * R5: in every pledge period that holds something proposed, what is delivered, done, agreed and
 * proposed stays within the pledge, earmarks included. A period that only agreed sessions fill may
 * be overrun: agreement is kept, and the overrun is a warning. Without calendar the parts of each
 * proposed line say which period pays.
 */
#include "model/ledger.h"
#include "model/verdict.h"

/** What one pledge period has to carry. */
struct load {
    const struct appui_partner *partner;
    const struct appui_pledge *pledge;
    struct appui_use *uses; /**< [n], heap */
    int32_t n, capacity;
    bool proposed;
};

static int push(struct load *load, int32_t project, appui_day day, int32_t half_days)
{
    if (appui_grow(&load->uses, &load->capacity, (int64_t)load->n + 1, sizeof *load->uses) != 0) {
        return -1;
    }
    load->uses[load->n++] = (struct appui_use){project, day, half_days};
    return 0;
}

static bool dated_in(const struct appui_pledge *pledge, appui_day day)
{
    return day >= pledge->from && day <= pledge->to;
}

static int load_standing(const struct appui_verdict *verdict, int32_t partner, struct load *load)
{
    const struct appui_standing *standing = verdict->standing;
    for (int32_t i = standing->partner_line0[partner]; i < standing->partner_line0[partner + 1];
         i++) {
        int32_t index = standing->partner_lines[i];
        const struct appui_line *line = &verdict->basin->lines[index];
        for (int32_t k = 0; k < line->n_sessions; k++) {
            const struct appui_session *session = &line->sessions[k];
            if (dated_in(load->pledge, session->day) &&
                appui_standing_stays(verdict->basin, standing, index, k) &&
                push(load, verdict->basin->needs[line->need].project, session->day,
                     appui_half_size(session->half)) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int load_sessions(const struct appui_verdict *verdict, const struct appui_plan_line *line,
                         struct load *load)
{
    int32_t project = verdict->basin->needs[line->need].project;
    for (int32_t k = 0; k < line->n_sessions; k++) {
        const struct appui_session *session = &line->sessions[k];
        if (!dated_in(load->pledge, session->day) || !appui_verdict_fresh(verdict, line, k)) {
            continue;
        }
        load->proposed = load->proposed || line->state == APPUI_PROPOSED;
        if (push(load, project, session->day, appui_half_size(session->half)) != 0) {
            return -1;
        }
    }
    return 0;
}

/** Parts count from the first day of the period that the window leaves, so that any earmark still
 * open then serves. */
static int load_parts(const struct appui_verdict *verdict, const struct appui_plan_line *line,
                      struct load *load)
{
    const struct appui_need *need = &verdict->basin->needs[line->need];
    appui_day from =
        need->window_from > load->pledge->from ? need->window_from : load->pledge->from;
    for (int32_t k = 0; line->state == APPUI_PROPOSED && k < line->n_parts; k++) {
        if (line->parts[k].pledge != load->pledge - load->partner->pledges ||
            line->parts[k].half_days < 1) {
            continue;
        }
        load->proposed = true;
        if (push(load, need->project, from, line->parts[k].half_days) != 0) {
            return -1;
        }
    }
    return 0;
}

static int load_plan(const struct appui_verdict *verdict, struct load *load)
{
    for (int32_t i = 0; i < verdict->plan->n_lines; i++) {
        const struct appui_plan_line *line = &verdict->plan->lines[i];
        if (&verdict->basin->partners[verdict->basin->experts[line->expert].partner] !=
            load->partner) {
            continue;
        }
        if ((verdict->plan->calendar ? load_sessions : load_parts)(verdict, line, load) != 0) {
            return -1;
        }
    }
    return 0;
}

static void report(const struct appui_verdict *verdict, int32_t partner, const struct load *load,
                   int64_t total, int32_t carried)
{
    const struct appui_pledge *pledge = load->pledge;
    int64_t given = total + pledge->delivered;
    bool exceeded = given > pledge->half_days;
    char pointer[APPUI_POINTER_TEXT], from[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT],
        value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT], over[APPUI_DAYS_TEXT];
    appui_days_write(exceeded ? given : total, value);
    appui_days_write(exceeded ? pledge->half_days : carried, high);
    appui_days_write(exceeded ? given - pledge->half_days : total - carried, over);
    appui_faults_add(verdict->faults,
                     exceeded ? APPUI_FAULT_R5_PLEDGE_EXCEEDED : APPUI_FAULT_R5_EARMARK_EXCEEDED,
                     appui_verdict_partner(verdict, partner, pointer), load->partner->id, "partner",
                     load->partner->id, "value", value, "from", appui_date_text(pledge->from, from),
                     "to", appui_date_text(pledge->to, to), "high", high, "over", over, APPUI_END);
}

static int check_pledge(const struct appui_verdict *verdict, int32_t partner, struct load *load)
{
    int64_t total = 0;
    load->n = 0;
    load->proposed = false;
    if (load_plan(verdict, load) != 0) {
        return -1;
    }
    if (!load->proposed) {
        return 0;
    }
    int32_t carried = load_standing(verdict, partner, load) != 0
                          ? -1
                          : appui_ledger_carry(verdict->basin, load->pledge, load->uses, load->n);
    for (int32_t i = 0; i < load->n; i++) {
        total += load->uses[i].half_days;
    }
    if (carried >= 0 && carried < total) {
        report(verdict, partner, load, total, carried);
    }
    return carried < 0 ? -1 : 0;
}

/** A date for which the partner pledged nothing. */
static void check_unpledged(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    const struct appui_partner *partner =
        &verdict->basin->partners[verdict->basin->experts[line->expert].partner];
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT];
    for (int32_t k = 0; partner->limited && k < line->n_sessions; k++) {
        if (appui_partner_pledge_at(partner, line->sessions[k].day) < 0) {
            appui_faults_add(verdict->faults, APPUI_FAULT_R5_NO_PLEDGE,
                             appui_pointer_session(index, k, pointer),
                             appui_verdict_need(verdict, line), "partner", partner->id, "date",
                             appui_date_text(line->sessions[k].day, date), "expert",
                             appui_verdict_expert(verdict, line), APPUI_END);
        }
    }
}

/** True for a whole number of sessions in a period that overlaps the window and that no part before
 * names. */
static bool part_is_sound(const struct appui_verdict *verdict, const struct appui_plan_line *line,
                          int32_t k)
{
    const struct appui_need *need = &verdict->basin->needs[line->need];
    const struct appui_partner *partner =
        &verdict->basin->partners[verdict->basin->experts[line->expert].partner];
    const struct appui_part *part = &line->parts[k];
    if (part->half_days < 1 || part->half_days % need->session != 0 || part->pledge < 0 ||
        part->pledge >= partner->n_pledges) {
        return false;
    }
    for (int32_t i = 0; i < k; i++) {
        if (line->parts[i].pledge == part->pledge) {
            return false;
        }
    }
    const struct appui_pledge *pledge = &partner->pledges[part->pledge];
    return pledge->from <= need->window_to && pledge->to >= need->window_from;
}

static void check_parts(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    const char *need = appui_verdict_need(verdict, line),
               *expert = appui_verdict_expert(verdict, line);
    char pointer[APPUI_POINTER_TEXT], value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    int64_t sum = 0;
    appui_pointer_item("lines", index, pointer);
    for (int32_t k = 0; k < line->n_parts; k++) {
        sum += line->parts[k].half_days;
        if (!part_is_sound(verdict, line, k)) {
            appui_faults_add(verdict->faults, APPUI_FAULT_R5_PART, pointer, need, "expert", expert,
                             "need", need, "value",
                             appui_days_write(line->parts[k].half_days, value), APPUI_END);
        }
    }
    if (sum != line->half_days) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R5_PARTS_SUM, pointer, need, "expert", expert,
                         "need", need, "value", appui_days_write(sum, value), "high",
                         appui_days_write(line->half_days, high), APPUI_END);
    }
}

static void check_line(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    bool limited = verdict->basin->partners[verdict->basin->experts[line->expert].partner].limited;
    bool parted = !verdict->plan->calendar && limited && line->state == APPUI_PROPOSED;
    char pointer[APPUI_POINTER_TEXT];
    if (parted) {
        check_parts(verdict, index);
    } else if (line->n_parts > 0) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R5_PARTS_UNEXPECTED,
                         appui_pointer_item("lines", index, pointer),
                         appui_verdict_need(verdict, line), "expert",
                         appui_verdict_expert(verdict, line), "need",
                         appui_verdict_need(verdict, line), APPUI_END);
    }
    if (verdict->plan->calendar && line->state == APPUI_PROPOSED) {
        check_unpledged(verdict, index);
    }
}

int appui_check_budget(struct appui_verdict *verdict)
{
    struct load load = {NULL, NULL, NULL, 0, 0, false};
    int code = 0;
    for (int32_t i = 0; i < verdict->plan->n_lines; i++) {
        check_line(verdict, i);
    }
    for (int32_t p = 0; p < verdict->basin->n_partners; p++) {
        load.partner = &verdict->basin->partners[p];
        for (int32_t i = 0; code == 0 && i < load.partner->n_pledges; i++) {
            load.pledge = &load.partner->pledges[i];
            code = check_pledge(verdict, p, &load);
        }
    }
    appui_free(load.uses);
    return code;
}
