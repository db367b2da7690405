/*
 * Columns and rows of R14, and reading who was chosen.
 */
#include "solver/mandataires.h"

#include "model/mandates.h"

struct builder {
    struct appui_search *search;
    struct appui_joint *joint;
    struct appui_program *program;
    const struct appui_problem *problem;
    const struct appui_basin *basin;
    const struct appui_previous *previous;
    struct appui_mandataires *mandates;
};

/* ---- who may ---- */

/* Jobs of a project: all its needs', one after the other. */
static void jobs_of(const struct appui_problem *problem, int32_t q, int32_t *first, int32_t *end)
{
    const struct appui_project *project = &problem->basin->projects[q];
    *first = *end = 0;
    if (project->n_needs > 0) {
        *first = problem->need_job[project->first_need];
        *end = problem->need_job[project->first_need + project->n_needs];
    }
}

static bool is_support(const struct appui_problem *problem, int32_t j)
{
    return problem->basin->needs[problem->jobs[j].need].phase == APPUI_SUPPORT;
}

/* A proposal by the partner (-1: by anyone), of support only where asked. */
static bool is_proposal(const struct appui_problem *problem, int32_t j, int32_t partner,
                        bool support)
{
    const struct appui_job *job = &problem->jobs[j];
    return job->line < 0 && (!support || is_support(problem, j)) &&
           (partner < 0 || problem->basin->experts[job->expert].partner == partner);
}

static bool may_lend(const struct appui_problem *problem, int32_t q, int32_t partner)
{
    int32_t first, end;
    if (appui_mandates_stands(problem->basin, problem->standing, q, partner, false)) {
        return true;
    }
    jobs_of(problem, q, &first, &end);
    for (int32_t j = first; j < end; j++) {
        if (is_proposal(problem, j, partner, false)) {
            return true;
        }
    }
    return false;
}

static bool may_be_supported(const struct appui_problem *problem, int32_t q)
{
    int32_t first, end;
    if (appui_mandates_stands(problem->basin, problem->standing, q, -1, true)) {
        return true;
    }
    jobs_of(problem, q, &first, &end);
    for (int32_t j = first; j < end; j++) {
        if (is_proposal(problem, j, -1, true)) {
            return true;
        }
    }
    return false;
}

/* The dossier of a project whose date is chosen, or NULL. */
static const struct appui_dossier *dossier_of(const struct appui_problem *problem, int32_t q)
{
    int32_t d = problem->committees ? problem->project_dossier[q] : -1;
    return d < 0 ? NULL : &problem->dossiers[d];
}

/* The partner leaves before some date on which the project may be examined. */
static bool may_leave_before(const struct appui_problem *problem, int32_t q, int32_t partner)
{
    const struct appui_dossier *dossier = dossier_of(problem, q);
    for (int32_t i = 0; dossier && i < dossier->n_choices; i++) {
        if (appui_mandates_left(&problem->basin->partners[partner],
                                appui_problem_choice_day(problem, dossier->first_choice + i))) {
            return true;
        }
    }
    return false;
}

/* Nothing tells the partner's mandate of the project apart from another's. */
static bool is_plain(const struct appui_problem *problem, int32_t q, int32_t partner)
{
    const struct appui_basin *basin = problem->basin;
    return basin->mandate_factor == 0 && basin->partners[partner].mandates_max == APPUI_ABSENT &&
           !may_leave_before(problem, q, partner);
}

/* ---- columns of one project ---- */

static void add_column(struct builder *b, int32_t q, int32_t partner, bool lends)
{
    struct appui_mandataires *m = b->mandates;
    if (appui_grow(&m->items, &m->capacity, m->n + 1, sizeof *m->items) < 0) {
        b->program->failed = true;
        return;
    }
    int32_t column = partner < 0
                         ? appui_program_column(b->program, 0, 1, true, "v.q%d.%s", (int)q,
                                                lends ? "lender" : "other")
                         : appui_program_column(b->program, 0, 1, true, "v.q%d.p%d.%s", (int)q,
                                                (int)partner, lends ? "lender" : "other");
    m->items[m->n++] = (struct appui_mandataire_column){q, partner, lends, column};
    if (appui_search_note_project(b->search, column, q) < 0) {
        b->program->failed = true;
    }
}

static bool was_named(const struct builder *b, int32_t q, int32_t partner)
{
    for (int32_t i = 0; b->previous && i < b->previous->n_mandataires; i++) {
        if (b->previous->mandataires[i].project == q &&
            b->previous->mandataires[i].partner == partner) {
            return true;
        }
    }
    return false;
}

static void add_columns(struct builder *b, int32_t q)
{
    bool any_lender = false, any_other = false;
    for (int32_t p = 0; p < b->basin->n_partners; p++) {
        if (!appui_mandates_may_hold(b->basin, q, p)) {
            continue;
        }
        bool lender = may_lend(b->problem, q, p), plain = is_plain(b->problem, q, p);
        any_lender = any_lender || (lender && plain);
        any_other = any_other || plain;
        bool own = !plain || was_named(b, q, p);
        if (lender && own) {
            add_column(b, q, p, true);
        }
        if (own) {
            add_column(b, q, p, false);
        }
    }
    if (any_lender) {
        add_column(b, q, -1, true);
    }
    if (any_other) {
        add_column(b, q, -1, false);
    }
}

/* Adds, with -1, the lines that let a column be 1. */
static void add_lines(struct builder *b, int32_t q, int32_t partner, bool plain_only, bool support)
{
    int32_t first, end;
    jobs_of(b->problem, q, &first, &end);
    for (int32_t j = first; j < end; j++) {
        int32_t lender = b->basin->experts[b->problem->jobs[j].expert].partner;
        bool counts = is_proposal(b->problem, j, partner, support) &&
                      (!plain_only || (is_plain(b->problem, q, lender) &&
                                       appui_mandates_may_hold(b->basin, q, lender)));
        if (counts) {
            appui_program_term(b->program, b->joint->use[j], -1);
        }
    }
}

static bool stands_for(const struct builder *b, int32_t q, int32_t partner, bool plain_only)
{
    if (!plain_only) {
        return appui_mandates_stands(b->basin, b->problem->standing, q, partner, partner < 0);
    }
    for (int32_t p = 0; p < b->basin->n_partners; p++) {
        if (is_plain(b->problem, q, p) && appui_mandates_may_hold(b->basin, q, p) &&
            appui_mandates_stands(b->basin, b->problem->standing, q, p, false)) {
            return true;
        }
    }
    return false;
}

/* Who is gone on the date on which the project is examined is not its mandataire. */
static void row_left(struct builder *b, int32_t q, int32_t first, int32_t partner)
{
    const struct appui_mandataires *m = b->mandates;
    const struct appui_dossier *dossier = dossier_of(b->problem, q);
    appui_program_row(b->program, APPUI_MINUS_INFINITY, 1, "R14_left.q%d.p%d", (int)q,
                      (int)partner);
    for (int32_t i = first; i < m->n; i++) {
        if (m->items[i].partner == partner) {
            appui_program_term(b->program, m->items[i].column, 1);
        }
    }
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        if (appui_mandates_left(&b->basin->partners[partner],
                                appui_problem_choice_day(b->problem, c))) {
            appui_program_term(b->program, b->joint->examined[c], 1);
        }
    }
}

static void rows_left(struct builder *b, int32_t q, int32_t first)
{
    const struct appui_mandataires *m = b->mandates;
    for (int32_t i = first; i < m->n; i++) {
        int32_t partner = m->items[i].partner;
        bool repeated = i > first && m->items[i - 1].partner == partner;
        if (partner >= 0 && !repeated && may_leave_before(b->problem, q, partner)) {
            row_left(b, q, first, partner);
        }
    }
}

/* One mandataire at most, and only for a project that is supported; a lender lends. */
static void rows_project(struct builder *b, int32_t q, int32_t first)
{
    const struct appui_mandataires *m = b->mandates;
    appui_program_row(b->program, APPUI_MINUS_INFINITY, 1, "R14_one.q%d", (int)q);
    for (int32_t i = first; i < m->n; i++) {
        appui_program_term(b->program, m->items[i].column, 1);
    }
    if (!stands_for(b, q, -1, false)) {
        appui_program_row(b->program, APPUI_MINUS_INFINITY, 0, "R14_supported.q%d", (int)q);
        for (int32_t i = first; i < m->n; i++) {
            appui_program_term(b->program, m->items[i].column, 1);
        }
        add_lines(b, q, -1, false, true);
    }
    for (int32_t i = first; i < m->n; i++) {
        const struct appui_mandataire_column *item = &m->items[i];
        if (item->lends && !stands_for(b, q, item->partner, item->partner < 0)) {
            appui_program_row(b->program, APPUI_MINUS_INFINITY, 0, "R14_lends.q%d.p%d", (int)q,
                              (int)(item->partner + 1));
            appui_program_term(b->program, item->column, 1);
            add_lines(b, q, item->partner, item->partner < 0, false);
        }
    }
}

/* ---- mandates_max ---- */

/* The project may get its mandataire without being examined: its mandate then counts from as_of. */
static bool may_stay_undated(const struct builder *b, int32_t q)
{
    return appui_mandates_stands(b->basin, b->problem->standing, q, -1, true);
}

/* Whether the partner's mandate of the project has begun by a day: 1 yes, 0 no, -1 that is chosen.
 * By its last day all have: R14_left allows no later one. */
static int32_t begun_by(const struct builder *b, int32_t q, int32_t partner, appui_day day)
{
    const struct appui_problem *problem = b->problem;
    const struct appui_dossier *dossier = dossier_of(problem, q);
    if (!dossier) {
        appui_day known = b->basin->projects[q].committee;
        return known == APPUI_ABSENT || known <= day;
    }
    int32_t n = may_stay_undated(b, q), n_all = n + dossier->n_choices;
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        n += appui_problem_choice_day(problem, c) <= day;
    }
    bool last = appui_mandates_left(&b->basin->partners[partner], day + 1);
    return n == n_all || last ? 1 : n == 0 ? 0 : -1;
}

/* z >= v + (begun by the day) - 1 */
static int32_t add_begun(struct builder *b, const struct appui_mandataire_column *item,
                         appui_day day)
{
    const struct appui_problem *problem = b->problem;
    const struct appui_dossier *dossier = dossier_of(problem, item->project);
    int32_t column =
        appui_program_column(b->program, 0, 1, true, "z.q%d.p%d.%s.d%d", (int)item->project,
                             (int)item->partner, item->lends ? "lender" : "other", (int)day);
    appui_program_row(b->program, APPUI_MINUS_INFINITY, 1, "R14_begun.q%d.p%d.%s.d%d",
                      (int)item->project, (int)item->partner, item->lends ? "lender" : "other",
                      (int)day);
    appui_program_term(b->program, item->column, 1);
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        if (appui_problem_choice_day(problem, c) <= day) {
            appui_program_term(b->program, b->joint->examined[c], 1);
        }
    }
    if (may_stay_undated(b, item->project)) {
        int32_t d = problem->project_dossier[item->project];
        appui_program_term(b->program, b->joint->unexamined[d], 1);
    }
    appui_program_term(b->program, column, -1);
    return column;
}

/* On one day the partner runs no more mandates than it may: those held, and the new ones begun. New
 * ones last longer than the horizon of a plan, so they are taken to overlap. */
static void row_day(struct builder *b, int32_t partner, appui_day day)
{
    const struct appui_mandataires *m = b->mandates;
    int32_t left =
        b->basin->partners[partner].mandates_max - appui_mandates_held(b->basin, partner, day);
    int32_t *columns = appui_calloc((size_t)m->n + 1, sizeof *columns), n = 0;
    if (!columns) {
        b->program->failed = true;
        return;
    }
    for (int32_t i = 0; i < m->n; i++) {
        const struct appui_mandataire_column *item = &m->items[i];
        int32_t begun = item->partner == partner ? begun_by(b, item->project, partner, day) : 0;
        if (begun != 0) {
            columns[n++] = begun > 0 ? item->column : add_begun(b, item, day);
        }
    }
    if (n > 0) {
        appui_program_row(b->program, APPUI_MINUS_INFINITY, left > 0 ? left : 0, "R14_max.p%d.d%d",
                          (int)partner, (int)day);
        for (int32_t i = 0; i < n; i++) {
            appui_program_term(b->program, columns[i], 1);
        }
    }
    appui_free(columns);
}

/* Days are asked for from the last back, each where more is held than on all later ones: with the
 * same held, the later day has more new mandates. */
static void rows_partner(struct builder *b, int32_t partner)
{
    const struct appui_partner *p = &b->basin->partners[partner];
    bool leaves = appui_mandates_left(p, b->basin->horizon_end);
    int32_t most = -1;
    if (p->mandates_max == APPUI_ABSENT) {
        return;
    }
    for (appui_day day = leaves ? p->until : b->basin->horizon_end; day >= b->basin->as_of; day--) {
        int32_t held = appui_mandates_held(b->basin, partner, day);
        if (held > most) {
            most = held;
            row_day(b, partner, day);
        }
    }
}

/* ---- the point ---- */

static bool keeps_rows(const struct appui_search *search, const struct appui_mandataires *m)
{
    for (int32_t r = m->first_row; r < m->end_row; r++) {
        if (!appui_program_row_holds(&search->joint->program, r, search->x)) {
            return false;
        }
    }
    return true;
}

/* z columns follow from v at the point: all 1 where a row asks for it is enough. */
static void set_begun(const struct builder *b, int32_t first_column)
{
    for (int32_t c = first_column; c < b->program->n_columns; c++) {
        b->search->x[c] = 0;
    }
    for (int32_t r = b->mandates->first_row; r < b->mandates->end_row; r++) {
        const struct appui_row *row = &b->program->rows[r];
        const struct appui_term *last = &b->program->terms[row->first_term + row->n_terms - 1];
        if (row->n_terms > 1 && last->column >= first_column && last->coefficient == -1 &&
            !appui_program_row_holds(b->program, r, b->search->x)) {
            b->search->x[last->column] = 1;
        }
    }
}

static void set_point(struct builder *b, int32_t first_begun)
{
    struct appui_mandataires *m = b->mandates;
    for (int32_t i = 0; i < m->n; i++) {
        b->search->x[m->items[i].column] = 0;
    }
    set_begun(b, first_begun);
    for (int32_t i = 0; i < m->n; i++) {
        b->search->x[m->items[i].column] = 1;
        set_begun(b, first_begun);
        if (!keeps_rows(b->search, m)) {
            b->search->x[m->items[i].column] = 0;
            set_begun(b, first_begun);
        }
    }
}

int appui_mandataires_build(struct appui_search *search, const struct appui_previous *previous,
                            struct appui_mandataires *mandates)
{
    struct builder b = {.search = search,
                        .joint = search->joint,
                        .program = &search->joint->program,
                        .problem = search->joint->problem,
                        .basin = search->joint->problem->basin,
                        .previous = previous,
                        .mandates = mandates};
    mandates->first_row = b.program->n_rows;
    for (int32_t q = 0; q < b.basin->n_projects; q++) {
        int32_t first = mandates->n;
        if (appui_mandates_open(b.basin, q) && may_be_supported(b.problem, q)) {
            add_columns(&b, q);
        }
        if (mandates->n > first) {
            rows_project(&b, q, first);
            rows_left(&b, q, first);
        }
    }
    int32_t first_begun = b.program->n_columns;
    for (int32_t p = 0; p < b.basin->n_partners; p++) {
        rows_partner(&b, p);
    }
    mandates->end_row = b.program->n_rows;
    if (b.program->failed || appui_search_reserve(search) < 0) {
        return -1;
    }
    set_point(&b, first_begun);
    mandates->built = true;
    return 0;
}

void appui_mandataires_aim(struct appui_search *search, const struct appui_mandataires *mandates)
{
    struct appui_program *program = &search->joint->program;
    const struct appui_basin *basin = search->joint->problem->basin;
    appui_program_clear_costs(program);
    program->maximise = true;
    program->objective = appui_tier_name(APPUI_TIER_MANDATAIRES);
    for (int32_t i = 0; i < mandates->n; i++) {
        const struct appui_mandataire_column *item = &mandates->items[i];
        program->columns[item->column].cost =
            (item->lends ? 2 : 1) * (int64_t)basin->projects[item->project].weight;
    }
}

/* ---- the plan ---- */

static int64_t lent(const struct appui_plan *plan, const struct appui_problem *problem, int32_t q,
                    int32_t partner)
{
    const struct appui_basin *basin = problem->basin;
    int64_t half_days = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        half_days +=
            basin->needs[line->need].project == q && basin->experts[line->expert].partner == partner
                ? line->half_days
                : 0;
    }
    return half_days;
}

static int32_t mandates_of(const struct appui_plan *plan, const struct appui_basin *basin,
                           int32_t partner)
{
    int32_t n = appui_mandates_between(basin, partner, basin->as_of, basin->horizon_end);
    for (int32_t i = 0; i < plan->n_mandataires; i++) {
        n += plan->mandataires[i].partner == partner;
    }
    return n;
}

/* The one of all plain partners: who lends most, or among others who has fewest mandates. */
static int32_t pick(const struct appui_problem *problem, const struct appui_plan *plan, int32_t q,
                    bool lends)
{
    const struct appui_basin *basin = problem->basin;
    int32_t best = -1, best_mandates = 0;
    int64_t best_lent = 0;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        if (!is_plain(problem, q, p) || !appui_mandates_may_hold(basin, q, p) ||
            (lends && !appui_mandates_lends(basin, problem->standing, plan, q, p))) {
            continue;
        }
        int64_t half_days = lent(plan, problem, q, p);
        int32_t mandates = mandates_of(plan, basin, p);
        if (best < 0 || half_days > best_lent ||
            (half_days == best_lent && mandates < best_mandates)) {
            best = p;
            best_lent = half_days;
            best_mandates = mandates;
        }
    }
    return best;
}

int appui_mandataires_assemble(const struct appui_search *search,
                               const struct appui_mandataires *mandates, struct appui_plan *plan)
{
    const struct appui_problem *problem = search->joint->problem;
    plan->mandataires = appui_arena_alloc(&plan->arena, (size_t)problem->basin->n_projects,
                                          sizeof *plan->mandataires);
    if (!plan->mandataires) {
        return -1;
    }
    for (int32_t i = 0; i < mandates->n; i++) {
        const struct appui_mandataire_column *item = &mandates->items[i];
        if (!search->x[item->column]) {
            continue;
        }
        int32_t partner =
            item->partner >= 0 ? item->partner : pick(problem, plan, item->project, item->lends);
        if (partner >= 0) {
            plan->mandataires[plan->n_mandataires++] =
                (struct appui_mandataire){item->project, partner};
        }
    }
    return 0;
}

void appui_mandataires_release(struct appui_mandataires *mandates)
{
    appui_free(mandates->items);
    appui_arena_release(&mandates->arena);
    *mandates = (struct appui_mandataires){0};
}
