/*
 * Sets rows against each other: which one decides on a dossier whole, which on one line that the
 * plan proposes, and which contradict an earlier one.
 */
#include "model/days.h"
#include "model/decide_parts.h"

#define KIND(kind) (1u << APPUI_DECISION_##kind)

/* Decisions of which a dossier can take only one, and those after which nothing is signed. */
static const unsigned final =
    KIND(APPROVED) | KIND(REFUSED) | KIND(DEFERRED) | KIND(WITHDRAWN) | KIND(CLOSED);
static const unsigned ends = KIND(REFUSED) | KIND(WITHDRAWN) | KIND(CLOSED);

static bool is_of(const struct appui_ruling *ruling, unsigned kinds)
{
    return (kinds & 1u << ruling->row->kind) != 0;
}

static void assign_dossiers(struct appui_deciding *d)
{
    for (int32_t i = 0; i < d->n; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        if (!ruling->valid || !appui_decide_is_whole(ruling) || !is_of(ruling, final)) {
            continue;
        }
        int32_t *taken = &d->dossier[ruling->project];
        if (*taken >= 0) {
            appui_decide_contradicts(d, i, *taken);
        } else {
            *taken = i;
        }
    }
}

/* What a row says of a line must go with what another says of the dossier. */
static void check_with_dossier(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    int32_t whole = d->dossier[ruling->project];
    if (whole < 0 || whole == row) {
        return;
    }
    bool deferred = d->rulings[whole].row->kind == APPUI_DECISION_DEFERRED;
    bool diagnostic =
        ruling->need >= 0 && d->in->basin->needs[ruling->need].phase == APPUI_DIAGNOSTIC;
    bool agrees = is_of(ruling, KIND(APPROVED) | KIND(SIGNED));
    if (agrees && (is_of(&d->rulings[whole], ends) || (deferred && !diagnostic))) {
        appui_decide_contradicts(d, row, whole);
    }
}

/* An approval of a support line approves its dossier too, unless a row says so already: of several
 * the first, or the first that says when. */
static void imply_approval(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    enum appui_status status = d->in->basin->projects[ruling->project].status;
    bool support = ruling->need < 0 || d->in->basin->needs[ruling->need].phase == APPUI_SUPPORT;
    bool open = status == APPUI_SUBMITTED || status == APPUI_DEFERRED;
    if (d->dossier[ruling->project] >= 0 || !support || !open) {
        return;
    }
    int32_t *implied = &d->implied[ruling->project];
    if (*implied < 0 ||
        (d->rulings[*implied].row->day == APPUI_ABSENT && ruling->row->day != APPUI_ABSENT)) {
        *implied = row;
    }
}

/* The plan's proposals that a row speaks of. @param last  set to the last one, or -1 */
static int32_t count_proposals(const struct appui_deciding *d, const struct appui_ruling *ruling,
                               int32_t *last)
{
    const struct appui_plan *plan = d->in->plan;
    int32_t n = 0;
    *last = -1;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->state == APPUI_PROPOSED &&
            appui_decide_covers(d, ruling, line->need, line->expert)) {
            *last = i;
            n++;
        }
    }
    return n;
}

/* Two rows that give a proposed line to different experts mean to share its need. */
static bool shares(const struct appui_deciding *d, int32_t row, int32_t other)
{
    const struct appui_ruling *a = &d->rulings[row], *b = &d->rulings[other];
    return is_of(a, KIND(APPROVED)) && is_of(b, KIND(APPROVED)) && a->new_expert != b->new_expert;
}

static void report_shared(struct appui_deciding *d, int32_t row, int32_t other)
{
    const char *where = appui_arena_format(&d->scratch, "/decisions/%d/%s", (int)other,
                                           appui_decision_key(APPUI_PART_DECISION));
    d->no_memory |= where == NULL;
    appui_decide_fault(d, row, APPUI_PART_DECISION, APPUI_FAULT_DECIDE_SHARED, "other", where,
                       (const char *)NULL);
}

static void claim_line(struct appui_deciding *d, int32_t row, int32_t line)
{
    if (d->line_row[line] >= 0 && shares(d, row, d->line_row[line])) {
        report_shared(d, row, d->line_row[line]);
    } else if (d->line_row[line] >= 0) {
        appui_decide_contradicts(d, row, d->line_row[line]);
    } else {
        d->line_row[line] = row;
    }
}

static void claim_lines(struct appui_deciding *d, int32_t row)
{
    const struct appui_plan *plan = d->in->plan;
    for (int32_t i = 0; i < plan->n_lines && d->rulings[row].valid; i++) {
        if (plan->lines[i].state == APPUI_PROPOSED &&
            appui_decide_covers(d, &d->rulings[row], plan->lines[i].need, plan->lines[i].expert)) {
            claim_line(d, row, i);
        }
    }
}

static void report_several(struct appui_deciding *d, int32_t row, int32_t n)
{
    char count[APPUI_DAYS_TEXT];
    bool days = d->rulings[row].row->half_days != APPUI_ABSENT;
    enum appui_decision_part part = days ? APPUI_PART_DAYS : APPUI_PART_NEW_EXPERT;
    appui_decide_fault(d, row, part, APPUI_FAULT_DECIDE_SEVERAL_LINES, "key",
                       appui_decision_key(part), "value", appui_count_write(n, count),
                       (const char *)NULL);
}

/* True when the plan dates agreed days of what the row speaks of. */
static bool speaks_of_agreed(const struct appui_deciding *d, const struct appui_ruling *ruling)
{
    for (int32_t i = 0; i < d->in->plan->n_lines; i++) {
        const struct appui_plan_line *line = &d->in->plan->lines[i];
        if (line->basin_line >= 0 && appui_decide_covers(d, ruling, line->need, line->expert)) {
            return true;
        }
    }
    return false;
}

/* An agreed line whose days a row gives to another expert. @return false when it is not just one */
static bool hands_over(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    int32_t n = 0;
    for (int32_t i = 0; i < d->in->basin->n_lines; i++) {
        bool other = ruling->new_expert >= 0 && ruling->new_expert != d->in->basin->lines[i].expert;
        if (ruling->need >= 0 && other && appui_decide_speaks_of(d, ruling, i)) {
            d->handed[row] = i;
            n++;
        }
    }
    if (n > 1) {
        report_several(d, row, n);
    }
    return n == 1;
}

/* Rows about lines, and rows about a dossier that say more than yes. */
static void assign_lines(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    bool approved = ruling->row->kind == APPUI_DECISION_APPROVED;
    bool adjusts = ruling->row->half_days != APPUI_ABSENT || ruling->new_expert >= 0;
    int32_t last;
    int32_t n = count_proposals(d, ruling, &last);
    if (appui_decide_is_whole(ruling) && !adjusts) {
        return;
    }
    bool names_pair = ruling->need >= 0 && ruling->expert >= 0 && ruling->new_expert < 0;
    if (n == 0 && approved && hands_over(d, row)) {
        return;
    }
    if (!d->rulings[row].valid) {
        d->handed[row] = -1;
    } else if (n == 0 && !(approved && (names_pair || (!adjusts && speaks_of_agreed(d, ruling))))) {
        appui_decide_fault(d, row, APPUI_PART_DECISION, APPUI_FAULT_DECIDE_NOTHING_PROPOSED,
                           (const char *)NULL);
    } else if (n > 1 && adjusts) {
        report_several(d, row, n);
    } else {
        claim_lines(d, row);
    }
}

void appui_decide_assign(struct appui_deciding *d)
{
    if (d->no_memory) {
        return;
    }
    assign_dossiers(d);
    for (int32_t i = 0; i < d->n; i++) {
        if (d->rulings[i].valid) {
            check_with_dossier(d, i);
        }
    }
    for (int32_t i = 0; i < d->n; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        bool of_plan = is_of(ruling, KIND(APPROVED) | KIND(REFUSED) | KIND(DEFERRED));
        if (!ruling->valid || !of_plan) {
            continue;
        }
        if (ruling->row->kind == APPUI_DECISION_APPROVED && !appui_decide_is_whole(ruling)) {
            imply_approval(d, i);
        }
        if (ruling->valid) {
            assign_lines(d, i);
        }
    }
}
