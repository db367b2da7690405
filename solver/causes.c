/*
 * Undoing one change at a time and asking tier after tier.
 */
#include "solver/causes.h"

#include <string.h>

#include "solver/gate.h"

/** What is changed in the program while a change is undone. */
#define BOUNDS_MAX 4

struct undoing {
    struct appui_causes *causes;
    struct appui_program *program;
    int32_t n_rows, n_bounds;
    struct {
        int32_t column;
        int64_t low, high;
    } bounds[BOUNDS_MAX];
};

static void bound(struct undoing *u, int32_t column, int64_t low, int64_t high)
{
    struct appui_column *c = &u->program->columns[column];
    u->bounds[u->n_bounds].column = column;
    u->bounds[u->n_bounds].low = c->low;
    u->bounds[u->n_bounds++].high = c->high;
    c->low = low > c->low ? low : c->low;
    c->high = high < c->high ? high : c->high;
}

static void restore(struct undoing *u)
{
    for (int32_t i = u->n_bounds - 1; i >= 0; i--) {
        u->program->columns[u->bounds[i].column].low = u->bounds[i].low;
        u->program->columns[u->bounds[i].column].high = u->bounds[i].high;
    }
    u->n_bounds = 0;
    appui_program_truncate_rows(u->program, u->n_rows);
}

/* ---- fixing a change back ---- */

static bool keep_line(struct undoing *u, const struct appui_revision *revision)
{
    const struct appui_joint *joint = u->causes->search->joint;
    const struct appui_previous *previous = u->causes->stability->previous;
    int32_t j = appui_problem_find(joint->problem, revision->need, revision->expert);
    for (int32_t i = 0; j >= 0 && i < previous->n_lines; i++) {
        const struct appui_previous_line *line = &previous->lines[i];
        if (line->need == revision->need && line->expert == revision->expert) {
            int64_t sessions = line->reach / joint->problem->jobs[j].session;
            bound(u, joint->use[j], 1, 1);
            bound(u, joint->days[j], sessions, sessions);
            return true;
        }
    }
    return false;
}

static bool leave_out(struct undoing *u, const struct appui_revision *revision)
{
    const struct appui_joint *joint = u->causes->search->joint;
    int32_t j = appui_problem_find(joint->problem, revision->need, revision->expert);
    if (j < 0) {
        return false;
    }
    bound(u, joint->use[j], 0, 0);
    bound(u, joint->days[j], 0, 0);
    return true;
}

/* The session of the plan before, of a proposed line or of agreed days; NULL: none that fits. */
static const struct appui_kept_session *find_session(const struct undoing *u,
                                                     const struct appui_revision *revision)
{
    const struct appui_stability *stability = u->causes->stability;
    const struct appui_problem *problem = u->causes->search->joint->problem;
    bool agreed = revision->kind == APPUI_AGREED_MOVED;
    for (int32_t k = 0; k < stability->n_kept; k++) {
        const struct appui_kept_session *kept = &stability->kept[k];
        const struct appui_job *job = &problem->jobs[kept->job];
        int32_t slot = appui_basin_slot(problem->basin, revision->from.day) +
                       (revision->from.half == APPUI_PM);
        if (job->need == revision->need && job->expert == revision->expert && kept->slot == slot &&
            (kept->line < 0) == agreed) {
            return kept;
        }
    }
    return NULL;
}

static bool keep_session(struct undoing *u, const struct appui_revision *revision)
{
    const struct appui_kept_session *kept = find_session(u, revision);
    if (kept != NULL) {
        bound(u, kept->column, 1, 1);
        u->program->columns[kept->column].high = 1;
    }
    return kept != NULL;
}

static bool keep_date(struct undoing *u, const struct appui_revision *revision)
{
    const struct appui_joint *joint = u->causes->search->joint;
    const struct appui_problem *problem = joint->problem;
    int32_t d = problem->project_dossier[revision->project];
    if (d >= 0 && revision->from.day == APPUI_ABSENT) {
        bound(u, joint->unexamined[d], 1, 1);
        return true;
    }
    for (int32_t c = d < 0 ? 0 : problem->dossiers[d].first_choice;
         d >= 0 && c < problem->dossiers[d].first_choice + problem->dossiers[d].n_choices; c++) {
        if (appui_problem_choice_day(problem, c) == revision->from.day) {
            bound(u, joint->examined[c], 1, 1);
            return true;
        }
    }
    return false;
}

static bool keep_meeting(struct undoing *u, const struct appui_revision *revision)
{
    const struct appui_joint *joint = u->causes->search->joint;
    const struct appui_meeting_dates *dates = &joint->problem->standing->dates;
    for (int32_t c = 0; joint->problem->committees && c < dates->n; c++) {
        if (dates->dates[c].day == revision->from.day) {
            bound(u, joint->held[c], 1, 1);
            return true;
        }
    }
    return false;
}

/* The partner of before is named, or, where there was none, nobody. */
static bool keep_mandataire(struct undoing *u, const struct appui_revision *revision)
{
    const struct appui_mandataires *named = u->causes->mandataires;
    bool nobody = revision->from_partner < 0;
    int32_t n = 0;
    appui_program_row(u->program, nobody ? APPUI_MINUS_INFINITY : 1,
                      nobody ? 0 : APPUI_PLUS_INFINITY, "again.q%d", (int)revision->project);
    for (int32_t i = 0; i < named->n; i++) {
        if (named->items[i].project == revision->project &&
            (nobody || named->items[i].partner == revision->from_partner)) {
            appui_program_term(u->program, named->items[i].column, 1);
            n++;
        }
    }
    return n > 0;
}

/* False where what was asked for crosses what the column must be: a require rule holds the line
 * that would go, or the days of before are too many now. */
static bool bounds_hold(const struct undoing *u)
{
    bool hold = true;
    for (int32_t i = 0; i < u->n_bounds; i++) {
        const struct appui_column *column = &u->program->columns[u->bounds[i].column];
        hold = hold && column->low <= column->high;
    }
    return hold;
}

/* @return false when the program has nothing that would keep it */
static bool fix_back(struct undoing *u, const struct appui_revision *revision)
{
    switch (revision->kind) {
    case APPUI_LINE_ADDED:
        return leave_out(u, revision);
    case APPUI_LINE_DROPPED:
    case APPUI_DAYS_CHANGED:
        return keep_line(u, revision);
    case APPUI_PROPOSAL_MOVED:
    case APPUI_AGREED_MOVED:
        return keep_session(u, revision);
    case APPUI_COMMITTEE_CHANGED:
        return keep_date(u, revision);
    case APPUI_MANDATAIRE_CHANGED:
        return keep_mandataire(u, revision);
    case APPUI_MEETING_MOVED:
        return keep_meeting(u, revision);
    case APPUI_AGREED_CHANGED:
        break;
    }
    return false;
}

/* ---- tiers ---- */

/* A row that no point breaks, within what the linear solver takes as a bound. */
#define LOOSE ((int64_t)900000000000000)

/* Rows of tiers from `from` on hold nothing for a while. @param kept  [rows] what they were */
static void loosen(struct undoing *u, int32_t from, struct appui_row *kept)
{
    const struct appui_causes *causes = u->causes;
    for (int32_t t = from; t < causes->n_held; t++) {
        for (int32_t r = causes->held[t].first_row; r < causes->held[t].end_row; r++) {
            kept[r] = u->program->rows[r];
            u->program->rows[r].low = APPUI_MINUS_INFINITY;
            u->program->rows[r].high = LOOSE;
        }
    }
}

static void tighten(struct undoing *u, int32_t from, const struct appui_row *kept)
{
    const struct appui_causes *causes = u->causes;
    for (int32_t t = from; t < causes->n_held; t++) {
        for (int32_t r = causes->held[t].first_row; r < causes->held[t].end_row; r++) {
            u->program->rows[r].low = kept[r].low;
            u->program->rows[r].high = kept[r].high;
        }
    }
}

/* Equity is no single program: whether a plan keeps all its rows. */
static enum appui_solve_code ask_rows(struct undoing *u, bool *worse, bool *known)
{
    struct appui_found found = {0};
    int64_t *point = NULL;
    appui_program_clear_costs(u->program);
    enum appui_solve_code code = appui_search_probe(u->causes->search, 0.5, &point, &found);
    *worse = found.infeasible;
    *known = found.infeasible || point;
    appui_free(point);
    return code;
}

static enum appui_solve_code ask_value(struct undoing *u, const struct appui_held_tier *held,
                                       bool *worse, bool *known, int64_t *by)
{
    struct appui_found found = {0};
    struct appui_search *search = u->causes->search;
    enum appui_solve_code code = u->causes->aim(u->causes->context, held->tier);
    search->has_point = appui_program_violation(u->program, search->x) < 0;
    if (code == APPUI_SOLVE_OK) {
        code = appui_search_step(search, 0.5, &found);
    }
    int64_t lost =
        appui_tier_maximises(held->tier) ? held->value - found.value : found.value - held->value;
    *known = found.proved;
    *worse = found.proved && (found.infeasible || lost > 0);
    *by = found.infeasible || lost < 0 ? 0 : lost;
    return code;
}

/* The rule that leaves no plan at all with it, whatever the tiers say. A change that the file alone
 * forbids is explained before: what is left are require rules, and what several lines, dates or
 * mandates have to keep together. */
static void force(const struct undoing *u, struct appui_revision *revision)
{
    static const int32_t rules[] = {
        [APPUI_LINE_ADDED] = 3,     [APPUI_LINE_DROPPED] = 3,       [APPUI_DAYS_CHANGED] = 3,
        [APPUI_PROPOSAL_MOVED] = 7, [APPUI_COMMITTEE_CHANGED] = 13, [APPUI_MANDATAIRE_CHANGED] = 14,
        [APPUI_AGREED_MOVED] = 10,  [APPUI_AGREED_CHANGED] = 12,    [APPUI_MEETING_MOVED] = 13};
    bool required = u->causes->search->joint->problem->basin->n_require > 0;
    revision->cause = required ? APPUI_BY_REQUIREMENT : APPUI_BY_RULE;
    revision->rule = required ? 0 : rules[revision->kind];
    revision->by = 0;
}

/* Where the first tier is worse, it may be that no plan keeps it at all. */
static enum appui_solve_code ask_rules(struct undoing *u, struct appui_row *kept,
                                       struct appui_revision *revision)
{
    bool worse = false, known = false;
    loosen(u, 0, kept);
    enum appui_solve_code code = ask_rows(u, &worse, &known);
    tighten(u, 0, kept);
    if (worse) {
        force(u, revision);
    }
    return code;
}

/* No tier that decides lines loses: a tier that decides dates may, else another change would come
 * in its place. */
static enum appui_solve_code ask_dates(struct undoing *u, struct appui_revision *revision)
{
    bool session = revision->kind == APPUI_PROPOSAL_MOVED || revision->kind == APPUI_AGREED_MOVED;
    const struct appui_kept_session *kept = session ? find_session(u, revision) : NULL;
    revision->cause = APPUI_TOGETHER;
    return kept == NULL ? APPUI_SOLVE_OK
                        : u->causes->ask_dates(u->causes->context, kept->start, revision);
}

static enum appui_solve_code explain(struct undoing *u, struct appui_row *kept,
                                     struct appui_revision *revision)
{
    enum appui_solve_code code = APPUI_SOLVE_OK;
    for (int32_t t = 0; code == APPUI_SOLVE_OK && t < u->causes->n_held; t++) {
        const struct appui_held_tier *held = &u->causes->held[t];
        bool worse = false, known = false, equity = held->tier == APPUI_TIER_EQUITY;
        int64_t by = 0;
        int32_t from = equity ? t + 1 : t;
        loosen(u, from, kept);
        code = equity ? ask_rows(u, &worse, &known) : ask_value(u, held, &worse, &known, &by);
        tighten(u, from, kept);
        if (worse) {
            revision->cause = APPUI_BY_TIER;
            revision->tier = held->tier;
            revision->by = by;
        }
        if (worse && t == 0 && code == APPUI_SOLVE_OK) {
            code = ask_rules(u, kept, revision);
        }
        if (worse || !known || appui_clock_over(u->causes->search->clock)) {
            return code;
        }
    }
    return code == APPUI_SOLVE_OK ? ask_dates(u, revision) : code;
}

/** The search's point and placement, which explaining must not move. */
struct kept_point {
    int64_t *x;
    struct appui_arena arena;
    struct appui_solution placed;
};

static int keep_point(const struct appui_search *search, struct kept_point *kept)
{
    size_t n = (size_t)search->joint->program.n_columns;
    kept->x = appui_calloc(n + 1, sizeof *kept->x);
    if (!kept->x) {
        return -1;
    }
    memcpy(kept->x, search->x, n * sizeof *kept->x);
    if (search->gate) {
        const struct appui_problem *calendar = search->gate->days->calendar;
        if (appui_solution_new(calendar, &kept->arena, &kept->placed) < 0) {
            return -1;
        }
        appui_solution_copy(calendar, &search->gate->kept, &kept->placed);
    }
    return 0;
}

static void put_back(struct appui_search *search, const struct kept_point *kept)
{
    memcpy(search->x, kept->x, (size_t)search->joint->program.n_columns * sizeof *search->x);
    if (search->gate) {
        appui_solution_copy(search->gate->days->calendar, &kept->placed, &search->gate->kept);
    }
    search->has_point = true;
}

/* A session that goes because its line has fewer days has the cause of these. */
static void share_cause(struct appui_plan *plan, struct appui_revision *lost)
{
    for (int32_t i = 0; i < plan->n_revisions; i++) {
        const struct appui_revision *days = &plan->revisions[i];
        if (days->kind == APPUI_DAYS_CHANGED && days->need == lost->need &&
            days->expert == lost->expert) {
            lost->cause = days->cause;
            lost->rule = days->rule;
            lost->part = days->part;
            lost->tier = days->tier;
            lost->by = days->by;
        }
    }
}

enum appui_solve_code appui_causes_find(struct appui_causes *causes, struct appui_plan *plan)
{
    struct appui_search *search = causes->search;
    struct appui_program *program = &search->joint->program;
    struct kept_point kept = {0};
    struct appui_row *rows = appui_calloc((size_t)program->n_rows + 1, sizeof *rows);
    enum appui_solve_code code =
        rows && keep_point(search, &kept) == 0 ? APPUI_SOLVE_OK : APPUI_SOLVE_NO_MEMORY;
    for (int32_t i = 0, n = 0; code == APPUI_SOLVE_OK && i < plan->n_revisions; i++) {
        struct undoing undoing = {causes, program, program->n_rows, 0, {{0}}};
        if (plan->revisions[i].cause != APPUI_UNEXPLAINED || n == APPUI_CAUSES_MAX ||
            appui_clock_over(search->clock)) {
            continue;
        }
        n++;
        if (fix_back(&undoing, &plan->revisions[i]) && bounds_hold(&undoing)) {
            code = explain(&undoing, rows, &plan->revisions[i]);
        } else {
            force(&undoing, &plan->revisions[i]);
        }
        restore(&undoing);
        put_back(search, &kept);
    }
    for (int32_t i = 0; i < plan->n_revisions; i++) {
        struct appui_revision *revision = &plan->revisions[i];
        if (revision->kind == APPUI_PROPOSAL_MOVED && revision->cause == APPUI_TOGETHER &&
            revision->to.day == APPUI_ABSENT) {
            share_cause(plan, revision);
        }
    }
    appui_free(kept.x);
    appui_arena_release(&kept.arena);
    appui_free(rows);
    return code;
}
