/*
 * A line in the making: may the expert serve the need, how many days are granted, which sessions of
 * the proposal stay. A session that does not fit the basin any more is left out; its days stay and
 * are dated by the next plan.
 */
#include "model/days.h"
#include "model/decide_parts.h"

/* A line in the making. */
struct grant {
    int32_t row;
    const struct appui_plan_line *proposed; /* or NULL: the plan has none */
    int32_t need, expert;
    int32_t half_days;
    bool agreed; /* what stands for the proposal was agreed before */
};

static struct appui_rules rules_of(const struct appui_deciding *d)
{
    return (struct appui_rules){.basin = d->next, .standing = d->next_standing, .calendar = true};
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
    int32_t left = d->next->needs[need].half_days - d->next_standing->need_served[need] -
                   d->need_taken[need] - d->need_promised[need];
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

bool appui_decide_stays(struct appui_deciding *d, const struct appui_plan_line *proposed,
                        int32_t expert, const struct appui_session *session)
{
    int32_t need = proposed->need;
    bool as_proposed = d->in->same_state && proposed->expert == expert;
    if (as_proposed && session->day < d->next->as_of) {
        return !appui_decide_taken(d, expert, d->next->needs[need].project, session->day,
                                   session->half);
    }
    return appui_decide_fits(d, expert, need, session->day, session->half);
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
        if (appui_half_size(session->half) <= left &&
            !appui_decide_called_off(d, grant->need, grant->expert, session) &&
            appui_decide_agrees(d, grant->row, proposed, session) &&
            appui_decide_stays(d, proposed, grant->expert, session)) {
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

/* @param decided  half-days of the grant that were not agreed before */
static void tell_gaps(struct appui_deciding *d, const struct grant *grant, int32_t decided)
{
    const struct appui_plan_line *proposed = grant->agreed ? NULL : grant->proposed;
    struct appui_gap_of_plan gap = {.kind = APPUI_GAP_NOT_PROPOSED,
                                    .project = d->next->needs[grant->need].project,
                                    .need = grant->need,
                                    .expert = proposed != NULL ? proposed->expert : grant->expert,
                                    .proposed = proposed != NULL ? proposed->half_days : 0,
                                    .decided = decided};
    if (proposed == NULL) {
        if (decided > 0) {
            appui_decide_gap(d, gap);
        }
        return;
    }
    if (proposed->expert != grant->expert) {
        gap.kind = APPUI_GAP_EXPERT_REPLACED;
        appui_decide_gap(d, gap);
    }
    if (proposed->half_days != decided) {
        gap.kind = decided < proposed->half_days ? APPUI_GAP_DAYS_REDUCED : APPUI_GAP_DAYS_RAISED;
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
    tell_grant(d, grant, &line);
    /* days taken back from another expert were decided on before */
    int32_t proposed = grant->agreed || grant->proposed == NULL ? 0 : grant->proposed->half_days;
    int32_t beyond = grant->half_days > proposed ? grant->half_days - proposed : 0;
    int32_t decided = grant->half_days - appui_decide_pass_on(d, grant->need, beyond);
    if (need->phase == APPUI_SUPPORT) {
        d->result->decided += decided;
    }
    tell_gaps(d, grant, decided);
}

/* How many half-days another expert is given where the row does not say: an estimate's, else those
 * proposed, or as many as are open in whole sessions, if any. */
static int32_t days_of_other(const struct appui_deciding *d, const struct grant *grant)
{
    int32_t open = days_open(d, grant->need, grant->expert);
    int32_t whole = open - open % d->next->needs[grant->need].session;
    bool estimated = appui_basin_estimate_days(d->next, grant->expert, grant->need) != APPUI_ABSENT;
    if (!estimated && grant->proposed != NULL && grant->proposed->half_days <= open) {
        return grant->proposed->half_days;
    }
    return estimated || whole == 0 ? open : whole;
}

/* What a row says of a proposal; what one about the whole dossier says of a single line was
 * assigned to that line. */
static bool is_own(const struct appui_deciding *d, int32_t row,
                   const struct appui_plan_line *proposed)
{
    return proposed == NULL || d->line_row[proposed - d->in->plan->lines] == row;
}

/* Served half-days of a proposal that a row takes as it is, else 0. */
static int32_t served_as_proposed(const struct appui_deciding *d, int32_t row,
                                  const struct appui_plan_line *proposed)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    struct appui_rules rules = rules_of(d);
    bool adjusts = ruling->new_expert >= 0 || ruling->row->half_days != APPUI_ABSENT;
    return proposed == NULL || (adjusts && is_own(d, row, proposed))
               ? 0
               : appui_rules_served(&rules, proposed->expert, proposed->need, proposed->half_days);
}

void appui_decide_promise(struct appui_deciding *d, int32_t row,
                          const struct appui_plan_line *proposed)
{
    d->need_promised[proposed->need] += served_as_proposed(d, row, proposed);
}

void appui_decide_retain(struct appui_deciding *d, int32_t row,
                         const struct appui_plan_line *proposed, int32_t need, int32_t expert)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    struct grant grant = {row, proposed, need, expert, 0, false};
    enum appui_decision_part part = APPUI_PART_DECISION;
    bool own = is_own(d, row, proposed);
    d->need_promised[need] -= served_as_proposed(d, row, proposed);
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
    struct appui_pair_days pair = {need, grant.expert, grant.half_days};
    if (replaced && !appui_decide_finds_dates(d, row, part, &pair)) {
        return;
    }
    add_line(d, &grant);
}

/* The planned sessions that a line lost, as a proposal to its new expert. */
static struct appui_session *sessions_lost(struct appui_deciding *d, int32_t index, appui_day from,
                                           int32_t *n)
{
    const struct appui_line *line = &d->in->basin->lines[index];
    struct appui_session *lost =
        appui_arena_alloc(&d->scratch, (size_t)line->n_sessions, sizeof *lost);
    d->no_memory |= lost == NULL;
    for (int32_t i = 0; lost != NULL && i < line->n_sessions; i++) {
        const struct appui_worked_session *worked = &d->worked[index].sessions[i];
        bool cut = worked->row < 0 && !worked->gone && worked->at.day >= from &&
                   worked->at.state == APPUI_SESSION_CANCELLED &&
                   line->sessions[i].state == APPUI_SESSION_PLANNED;
        if (cut) {
            lost[(*n)++] = line->sessions[i];
        }
    }
    return lost;
}

void appui_decide_hand_over(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    const struct appui_line *old = &d->in->basin->lines[d->handed[row]];
    struct appui_plan_line lost = {
        .need = old->need, .expert = old->expert, .half_days = d->freed[row], .basin_line = -1};
    lost.sessions =
        sessions_lost(d, d->handed[row], appui_decide_agreed_from(d, row), &lost.n_sessions);
    struct grant grant = {row, &lost, old->need, ruling->new_expert, 0, true};
    bool said = ruling->row->half_days != APPUI_ABSENT;
    grant.half_days = said ? ruling->row->half_days : days_of_other(d, &grant);
    struct appui_pair_days pair = {old->need, grant.expert, grant.half_days};
    if (!d->no_memory && may_serve(d, &grant, APPUI_PART_NEW_EXPERT) &&
        judge_days(d, &grant, said ? APPUI_PART_DAYS : APPUI_PART_NEW_EXPERT) &&
        appui_decide_finds_dates(d, row, APPUI_PART_NEW_EXPERT, &pair)) {
        add_line(d, &grant);
    }
}
