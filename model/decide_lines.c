/*
 * What is approved of a plan: proposed lines become retained ones, as proposed or with fewer days,
 * more days or another expert; agreed days that the plan dates get these dates. A session that does
 * not fit the basin any more is left out, its days stay and are dated by the next plan.
 */
#include <string.h>

#include "model/days.h"
#include "model/decide_parts.h"

/* A line in the making. */
struct grant {
    int32_t row;
    const struct appui_plan_line *proposed; /* or NULL: the plan has none */
    int32_t need, expert;
    int32_t half_days;
};

static struct appui_rules rules_of(const struct appui_deciding *d)
{
    return (struct appui_rules){.basin = d->next, .standing = d->next_standing, .calendar = true};
}

/* The row by which a proposed line is approved, or -1. @param dropped  set when it is decided on
 * and not approved */
static int32_t approving(const struct appui_deciding *d, int32_t plan_line, bool *dropped)
{
    const struct appui_plan_line *line = &d->in->plan->lines[plan_line];
    int32_t project = d->in->basin->needs[line->need].project;
    int32_t whole = d->dossier[project] >= 0 ? d->dossier[project] : d->implied[project];
    int32_t own = d->line_row[plan_line];
    *dropped = false;
    if (own >= 0 && d->rulings[own].row->kind == APPUI_DECISION_APPROVED) {
        return d->rulings[own].valid ? own : -1;
    }
    *dropped = own >= 0 || (whole >= 0 && whole == d->implied[project]);
    bool approved = whole >= 0 && whole == d->dossier[project] && d->rulings[whole].valid &&
                    d->rulings[whole].row->kind == APPUI_DECISION_APPROVED;
    return approved && !*dropped ? whole : -1;
}

/* R1, R2 and whether the need is planned, for a pair that nobody proposed. */
static bool may_serve(struct appui_deciding *d, const struct grant *grant,
                      enum appui_decision_part part)
{
    const struct appui_basin *basin = d->next;
    const struct appui_need *need = &basin->needs[grant->need];
    struct appui_rules rules = rules_of(d);
    uint32_t obstacles = appui_rules_pair(&rules, grant->expert, grant->need, &d->scratch_slots);
    static const struct {
        uint32_t obstacle;
        enum appui_fault_code code;
    } refusals[] = {
        {APPUI_OBSTACLE_NOT_PLANNED, APPUI_FAULT_DECIDE_NOT_PLANNED},
        {APPUI_OBSTACLE_NO_SKILL | APPUI_OBSTACLE_LEVEL, APPUI_FAULT_DECIDE_SKILL},
        {APPUI_OBSTACLE_EXCLUDED, APPUI_FAULT_DECIDE_EXCLUDED},
        {APPUI_OBSTACLE_FORBIDDEN, APPUI_FAULT_DECIDE_FORBIDDEN},
    };
    bool may = true;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        if ((obstacles & refusals[i].obstacle) != 0) {
            char level[APPUI_DAYS_TEXT], found[APPUI_DAYS_TEXT];
            appui_decide_fault(
                d, grant->row, part, refusals[i].code, "expert", basin->experts[grant->expert].id,
                "need", need->id, "skill", basin->skills[need->skill].id, "level",
                appui_count_write(need->level, level), "value",
                appui_count_write(appui_basin_level(basin, grant->expert, need->skill), found),
                (const char *)NULL);
            may = false;
        }
    }
    return may;
}

/* Half-days that the pair may still be given: what is left of the need, or of an estimate. */
static int32_t days_open(const struct appui_deciding *d, int32_t need, int32_t expert)
{
    int32_t estimate = appui_basin_estimate_days(d->next, expert, need);
    int32_t left =
        d->next->needs[need].half_days - d->next_standing->need_served[need] - d->need_taken[need];
    if (estimate != APPUI_ABSENT && left > 0) {
        left = estimate - appui_standing_pair(d->next, d->next_standing, expert, need);
    }
    return left > 0 ? left : 0;
}

/* Judges how many half-days a row gives. @return false after a fault */
static bool judge_days(struct appui_deciding *d, const struct grant *grant,
                       enum appui_decision_part part)
{
    int32_t open = days_open(d, grant->need, grant->expert);
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    if (grant->half_days > open || open == 0) {
        appui_decide_fault(d, grant->row, part, APPUI_FAULT_DECIDE_TOO_MANY_DAYS, "value",
                           appui_days_write(grant->half_days, value), "need",
                           d->next->needs[grant->need].id, "high", appui_days_write(open, high),
                           (const char *)NULL);
        return false;
    }
    if (grant->half_days % d->next->needs[grant->need].session != 0) {
        appui_decide_fault(d, grant->row, part, APPUI_FAULT_DECIDE_ODD_HALF_DAY, "value",
                           appui_days_write(grant->half_days, value), "need",
                           d->next->needs[grant->need].id, (const char *)NULL);
        return false;
    }
    return true;
}

/* Index of the earliest session of the proposal that is not used yet, or -1. */
static int32_t next_proposed(const struct appui_plan_line *line, const bool *used)
{
    int32_t best = -1;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *s = &line->sessions[i];
        const struct appui_session *b = best >= 0 ? &line->sessions[best] : NULL;
        if (!used[i] && (b == NULL || s->day < b->day || (s->day == b->day && s->half < b->half))) {
            best = i;
        }
    }
    return best;
}

/* A session that the plan proposes for this very pair, from this very basin, stays even where today
 * has passed it meanwhile: it waits to be confirmed. */
static bool stays(struct appui_deciding *d, const struct grant *grant,
                  const struct appui_session *session)
{
    bool as_proposed = d->in->same_state && grant->proposed->expert == grant->expert;
    if (as_proposed && session->day < d->next->as_of) {
        return !appui_decide_taken(d, grant->expert, d->next->needs[grant->need].project,
                                   session->day, session->half);
    }
    return appui_decide_fits(d, grant->expert, grant->need, session->day, session->half);
}

static void take_sessions(struct appui_deciding *d, const struct grant *grant,
                          struct appui_draft_line *line)
{
    const struct appui_plan_line *proposed = grant->proposed;
    int32_t left = grant->half_days;
    if (proposed == NULL || proposed->n_sessions == 0) {
        return;
    }
    bool *used = appui_arena_alloc(&d->scratch, (size_t)proposed->n_sessions, sizeof *used);
    line->sessions =
        appui_arena_alloc(&d->draft->arena, (size_t)proposed->n_sessions, sizeof *line->sessions);
    if (used == NULL || line->sessions == NULL) {
        d->no_memory = true;
        return;
    }
    for (int32_t i = next_proposed(proposed, used); i >= 0; i = next_proposed(proposed, used)) {
        const struct appui_session *session = &proposed->sessions[i];
        used[i] = true;
        if (appui_half_size(session->half) <= left && stays(d, grant, session)) {
            line->sessions[line->n_sessions++] = (struct appui_draft_session){
                .day = session->day, .half = session->half, .state = APPUI_SESSION_PLANNED};
            left -= appui_half_size(session->half);
        }
    }
}

static void tell_grant(struct appui_deciding *d, const struct grant *grant,
                       const struct appui_draft_line *line)
{
    struct appui_effect effect =
        appui_decide_pair_effect(d, APPUI_EFFECT_RETAINED, grant->need, grant->expert);
    effect.half_days = grant->half_days;
    effect.n_sessions = line->n_sessions;
    effect.n_undated = grant->half_days;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        effect.n_undated -= appui_half_size(line->sessions[i].half);
    }
    if (grant->proposed != NULL) {
        effect.before = grant->proposed->half_days;
        effect.other = grant->proposed->expert != grant->expert ? grant->proposed->expert : -1;
    }
    appui_decide_tell(d, effect);
}

static void tell_gaps(struct appui_deciding *d, const struct grant *grant)
{
    const struct appui_plan_line *proposed = grant->proposed;
    struct appui_gap_of_plan gap = {.kind = APPUI_GAP_NOT_PROPOSED,
                                    .project = d->next->needs[grant->need].project,
                                    .need = grant->need,
                                    .expert = proposed != NULL ? proposed->expert : grant->expert,
                                    .proposed = proposed != NULL ? proposed->half_days : 0,
                                    .decided = grant->half_days};
    if (proposed == NULL) {
        appui_decide_gap(d, gap);
        return;
    }
    if (proposed->expert != grant->expert) {
        gap.kind = APPUI_GAP_EXPERT_REPLACED;
        appui_decide_gap(d, gap);
    }
    if (proposed->half_days != grant->half_days) {
        gap.kind =
            grant->half_days < proposed->half_days ? APPUI_GAP_DAYS_REDUCED : APPUI_GAP_DAYS_RAISED;
        appui_decide_gap(d, gap);
    }
}

static void add_line(struct appui_deciding *d, const struct grant *grant)
{
    const struct appui_need *need = &d->next->needs[grant->need];
    const struct appui_project *project = &d->next->projects[need->project];
    struct appui_rules rules = rules_of(d);
    struct appui_draft_line line = {
        .need = d->draft->projects[need->project].needs[grant->need - project->first_need].id,
        .expert = d->draft->experts[grant->expert].id,
        .half_days = grant->half_days,
        .state = APPUI_RETAINED};
    take_sessions(d, grant, &line);
    d->fresh_need[d->n_fresh] = grant->need;
    d->fresh_expert[d->n_fresh] = grant->expert;
    d->fresh[d->n_fresh++] = line;
    d->row_lines[grant->row]++;
    d->need_taken[grant->need] +=
        appui_rules_served(&rules, grant->expert, grant->need, grant->half_days);
    if (need->phase == APPUI_SUPPORT) {
        d->result->decided += grant->half_days;
    }
    tell_grant(d, grant, &line);
    tell_gaps(d, grant);
}

/* How many half-days another expert is given where the row does not say. */
static int32_t days_of_other(const struct appui_deciding *d, const struct grant *grant)
{
    int32_t open = days_open(d, grant->need, grant->expert);
    bool estimated = appui_basin_estimate_days(d->next, grant->expert, grant->need) != APPUI_ABSENT;
    int32_t proposed = grant->proposed != NULL ? grant->proposed->half_days : open;
    return estimated || proposed > open ? open : proposed;
}

static void retain(struct appui_deciding *d, int32_t row, const struct appui_plan_line *proposed,
                   int32_t need, int32_t expert)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    struct grant grant = {row, proposed, need, expert, 0};
    enum appui_decision_part part = APPUI_PART_DECISION;
    /* what a row about the whole dossier says of one line was assigned to that line */
    bool own = proposed == NULL || d->line_row[proposed - d->in->plan->lines] == row;
    if (own && ruling->new_expert >= 0) {
        grant.expert = ruling->new_expert;
        part = APPUI_PART_NEW_EXPERT;
    } else if (proposed == NULL) {
        part = APPUI_PART_EXPERT;
    }
    bool replaced = proposed == NULL || grant.expert != proposed->expert;
    bool said = own && ruling->row->half_days != APPUI_ABSENT;
    if ((replaced || !d->in->same_state) && !may_serve(d, &grant, part)) {
        return;
    }
    grant.half_days = said       ? ruling->row->half_days
                      : replaced ? days_of_other(d, &grant)
                                 : proposed->half_days;
    if ((replaced || said || !d->in->same_state) &&
        !judge_days(d, &grant, said ? APPUI_PART_DAYS : part)) {
        return;
    }
    add_line(d, &grant);
}

/* ---- agreed days that the plan dates ---- */

static bool has_session(const struct appui_worked_line *line, const struct appui_session *session)
{
    for (int32_t i = 0; i < line->n; i++) {
        const struct appui_draft_session *at = &line->sessions[i].at;
        if (!line->sessions[i].gone && at->state != APPUI_SESSION_CANCELLED &&
            at->day == session->day && at->half == session->half) {
            return true;
        }
    }
    return false;
}

/* A planned session that cannot stay (R7), to make room for its new date; NULL when there is none.
 */
static struct appui_worked_session *impossible(struct appui_deciding *d, int32_t index)
{
    const struct appui_worked_line *worked = &d->worked[index];
    const struct appui_line_standing *standing = &d->in->standing->lines[index];
    for (int32_t i = 0; i < d->in->basin->lines[index].n_sessions; i++) {
        struct appui_worked_session *session = &worked->sessions[i];
        if (standing->why[i] != APPUI_STAYS && !session->gone && session->row < 0) {
            return session;
        }
    }
    return NULL;
}

/* Gives an agreed line a date of the plan. @return false when it has no day left to date */
static bool date_agreed(struct appui_deciding *d, int32_t index,
                        const struct appui_session *session)
{
    struct appui_worked_line *worked = &d->worked[index];
    const struct appui_line *line = &d->in->basin->lines[index];
    int32_t dated = appui_decide_half_days(worked, APPUI_SESSION_DONE) +
                    appui_decide_half_days(worked, APPUI_SESSION_PLANNED);
    struct appui_effect effect =
        appui_decide_pair_effect(d, APPUI_EFFECT_SESSION_DATED, line->need, line->expert);
    struct appui_worked_session *old = impossible(d, index);
    int32_t room = d->draft->lines[index].half_days - dated;
    bool swaps = old != NULL && room < appui_half_size(session->half);
    if (room + (swaps ? appui_half_size(old->at.half) : 0) < appui_half_size(session->half)) {
        return false;
    }
    if (swaps) {
        effect.kind = APPUI_EFFECT_SESSION_MOVED;
        effect.from = (struct appui_date_half){old->at.day, old->at.half};
        old->gone = true;
    }
    effect.to = (struct appui_date_half){session->day, session->half};
    struct appui_worked_session added = {
        .at = {.day = session->day, .half = session->half, .state = APPUI_SESSION_PLANNED},
        .row = -1};
    appui_decide_add_session(d, index, added);
    appui_decide_tell(d, effect);
    return true;
}

/* Takes over the dates that the plan gives to an agreed line. @return how many */
static int32_t take_dates(struct appui_deciding *d, const struct appui_plan_line *line)
{
    struct grant grant = {-1, line, line->need, line->expert, 0};
    int32_t n = 0;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        bool fresh = session->state == APPUI_SESSION_PLANNED &&
                     !has_session(&d->worked[line->basin_line], session);
        if (fresh && stays(d, &grant, session)) {
            n += date_agreed(d, line->basin_line, session) ? 1 : 0;
        }
    }
    return n;
}

/* ---- rows ---- */

/* Counts a proposal that is decided on, and says when it is not taken. */
static void tell_dropped(struct appui_deciding *d, const struct appui_plan_line *line)
{
    struct appui_effect effect =
        appui_decide_pair_effect(d, APPUI_EFFECT_DROPPED, line->need, line->expert);
    effect.before = line->half_days;
    appui_decide_tell(d, effect);
    appui_decide_gap(d, (struct appui_gap_of_plan){APPUI_GAP_LINE_DROPPED, effect.project,
                                                   line->need, line->expert, line->half_days, 0});
}

/* Half-days of support that the plan proposes to a dossier. */
static int32_t proposed_to(const struct appui_deciding *d, int32_t project)
{
    const struct appui_plan *plan = d->in->plan;
    int32_t sum = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_need *need = &d->in->basin->needs[plan->lines[i].need];
        bool counts = plan->lines[i].state == APPUI_PROPOSED && need->project == project &&
                      need->phase == APPUI_SUPPORT;
        sum += counts ? plan->lines[i].half_days : 0;
    }
    return sum;
}

/* A dossier that is not approved as a whole: the committee decided otherwise than proposed. */
static void tell_refusal(struct appui_deciding *d, int32_t project)
{
    enum appui_decision_kind kind = d->rulings[d->dossier[project]].row->kind;
    int32_t proposed = proposed_to(d, project);
    enum appui_gap_kind gap = kind == APPUI_DECISION_REFUSED    ? APPUI_GAP_REFUSED
                              : kind == APPUI_DECISION_DEFERRED ? APPUI_GAP_DEFERRED
                                                                : APPUI_GAP_WITHDRAWN;
    if (kind == APPUI_DECISION_APPROVED || kind == APPUI_DECISION_CLOSED) {
        return;
    }
    appui_decide_gap(d, (struct appui_gap_of_plan){gap, project, -1, -1, proposed, 0});
    d->result->proposed += proposed;
}

/* Counts a proposed line among those decided on. */
static void count_proposed(struct appui_deciding *d, const struct appui_plan_line *line)
{
    if (d->in->basin->needs[line->need].phase == APPUI_SUPPORT) {
        d->result->proposed += line->half_days;
    }
}

static void decide_proposals(struct appui_deciding *d)
{
    const struct appui_plan *plan = d->in->plan;
    for (int32_t i = 0; i < plan->n_lines && !d->no_memory; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        int32_t project = d->in->basin->needs[line->need].project;
        bool whole = d->dossier[project] >= 0 &&
                     d->rulings[d->dossier[project]].row->kind != APPUI_DECISION_APPROVED;
        bool dropped;
        int32_t row = line->state == APPUI_PROPOSED ? approving(d, i, &dropped) : -1;
        if (line->state != APPUI_PROPOSED || (whole && row < 0)) {
            continue;
        }
        if (row >= 0 || dropped) {
            count_proposed(d, line);
        }
        if (row >= 0) {
            retain(d, row, line, line->need, line->expert);
        } else if (dropped) {
            tell_dropped(d, line);
        }
    }
}

/* Rows that approve a pair which the plan does not propose. */
static void decide_others(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    const struct appui_plan *plan = d->in->plan;
    if (ruling->need < 0 || ruling->expert < 0) {
        return;
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        bool same = plan->lines[i].need == ruling->need && plan->lines[i].expert == ruling->expert;
        bool agreed = plan->lines[i].basin_line >= 0 && ruling->row->half_days == APPUI_ABSENT;
        if (same && (plan->lines[i].state == APPUI_PROPOSED || agreed)) {
            return;
        }
    }
    retain(d, row, NULL, ruling->need, ruling->expert);
}

/* @return how many agreed sessions get a date by the row */
static int32_t decide_dates(struct appui_deciding *d, int32_t row)
{
    const struct appui_plan *plan = d->in->plan;
    int32_t n = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->basin_line >= 0 &&
            appui_decide_speaks_of(d, &d->rulings[row], line->basin_line)) {
            n += take_dates(d, line);
        }
    }
    return n;
}

/* A committee may give less than days_min: then that is what still helps. */
static void lower_days_min(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    for (int32_t i = 0; i < d->n_fresh; i++) {
        int32_t n = d->fresh_need[i];
        const struct appui_need *need = &d->next->needs[n];
        int32_t served = d->next_standing->need_served[n] + d->need_taken[n];
        int32_t least = served - served % need->session;
        struct appui_draft_need *draft =
            &d->draft->projects[need->project]
                 .needs[n - d->next->projects[need->project].first_need];
        int32_t before =
            draft->half_days_min != APPUI_ABSENT ? draft->half_days_min : need->half_days;
        least = least < need->session ? need->session : least;
        if (need->project == ruling->project && (ruling->need < 0 || ruling->need == n) &&
            least < before) {
            struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_DAYS_MIN, need->project);
            effect.need = n;
            effect.before = before;
            effect.half_days = draft->half_days_min = least;
            appui_decide_tell(d, effect);
        }
    }
}

/* A row that approves must approve something: a dossier that waits for it, a line, a date. */
static void check_use(struct appui_deciding *d, int32_t row, int32_t n_dated)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    const struct appui_plan *plan = d->in->plan;
    enum appui_status status = d->in->basin->projects[ruling->project].status;
    bool whole = appui_decide_is_whole(ruling);
    bool takes = d->row_lines[row] > 0 || n_dated > 0 ||
                 (whole && (status == APPUI_SUBMITTED || status == APPUI_DEFERRED));
    for (int32_t i = 0; whole && i < plan->n_lines; i++) {
        takes |= plan->lines[i].state == APPUI_PROPOSED &&
                 d->in->basin->needs[plan->lines[i].need].project == ruling->project;
    }
    if (ruling->valid && !takes) {
        appui_decide_fault(d, row, APPUI_PART_DECISION, APPUI_FAULT_DECIDE_NOTHING_PROPOSED,
                           (const char *)NULL);
    }
}

void appui_decide_lines(struct appui_deciding *d)
{
    decide_proposals(d);
    for (int32_t i = 0; i < d->n && !d->no_memory; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        if (!ruling->valid || ruling->row->kind != APPUI_DECISION_APPROVED) {
            continue;
        }
        decide_others(d, i);
        check_use(d, i, decide_dates(d, i));
        if (ruling->valid && ruling->row->half_days != APPUI_ABSENT) {
            lower_days_min(d, i);
        }
    }
    for (int32_t p = 0; p < d->in->basin->n_projects; p++) {
        if (d->dossier[p] >= 0 && d->rulings[d->dossier[p]].valid) {
            tell_refusal(d, p);
        }
    }
}
