/*
 * The small program of the meetings alone: all that decides lines, dates and mandataires is a
 * constant, and what follows from the meetings (counts, burdens) may follow.
 */
#include "solver/reconvene.h"

#include <string.h>

#include "model/reviews.h"
#include "solver/glpk.h"

/** Nodes of the search for other dates: a small program, and one that no tier waits for. */
#define NODES_MAX 2000

struct reconvening {
    struct appui_search *search;
    const struct appui_problem *problem;
    const struct appui_plan *plan;
    struct appui_arena arena;
    uint8_t *decides; /**< [columns] of a line, a dossier's date or a mandataire: a constant */
    int32_t *own;     /**< [columns] its column in the small program, or -1 */
    struct appui_program program;
};

/* ---- columns ---- */

static void mark(struct reconvening *r, const int32_t *columns, int64_t n)
{
    for (int64_t i = 0; columns != NULL && i < n; i++) {
        if (columns[i] >= 0) {
            r->decides[columns[i]] = 1;
        }
    }
}

static void mark_deciding(struct reconvening *r, const struct appui_mandataires *mandates)
{
    const struct appui_joint *joint = r->search->joint;
    const struct appui_problem *problem = joint->problem;
    int32_t n_choices = 0;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        n_choices += problem->dossiers[d].n_choices;
    }
    mark(r, joint->use, problem->n_jobs);
    mark(r, joint->days, problem->n_jobs);
    mark(r, joint->job_project, problem->n_jobs);
    mark(r, joint->need_used, problem->basin->n_needs);
    mark(r, joint->start, problem->n_starts);
    mark(r, joint->part, problem->n_parts);
    mark(r, joint->examined, n_choices);
    mark(r, joint->unexamined, problem->n_dossiers);
    for (int32_t i = 0; i < mandates->n; i++) {
        r->decides[mandates->items[i].column] = 1;
    }
}

static void take_column(struct reconvening *r, int32_t column)
{
    const struct appui_column *from = &r->search->joint->program.columns[column];
    if (r->own[column] < 0 && !r->decides[column]) {
        r->own[column] = appui_program_column(&r->program, from->low, from->high, from->integer,
                                              "%s", from->name);
    }
}

static bool speaks_of_own(const struct reconvening *r, const struct appui_row *row)
{
    const struct appui_program *joint = &r->search->joint->program;
    for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        if (r->own[joint->terms[t].column] >= 0) {
            return true;
        }
    }
    return false;
}

/* The meetings, and every column that a row ties to them and that decides nothing itself. */
static void take_columns(struct reconvening *r)
{
    const struct appui_joint *joint = r->search->joint;
    const struct appui_program *program = &joint->program;
    for (int32_t c = 0; c < r->problem->standing->dates.n; c++) {
        take_column(r, joint->held[c]);
    }
    int32_t n;
    do {
        n = r->program.n_columns;
        for (int32_t i = 0; i < program->n_rows; i++) {
            const struct appui_row *row = &program->rows[i];
            bool tied = speaks_of_own(r, row);
            for (int64_t t = row->first_term; tied && t < row->first_term + row->n_terms; t++) {
                take_column(r, program->terms[t].column);
            }
        }
    } while (n < r->program.n_columns && !r->program.failed);
}

/* ---- rows ---- */

static int64_t less(int64_t limit, int64_t constant)
{
    bool none = limit == APPUI_MINUS_INFINITY || limit == APPUI_PLUS_INFINITY;
    return none ? limit : limit - constant;
}

static void take_rows(struct reconvening *r)
{
    const struct appui_program *joint = &r->search->joint->program;
    for (int32_t i = 0; i < joint->n_rows; i++) {
        const struct appui_row *row = &joint->rows[i];
        int64_t end = row->first_term + row->n_terms, constant = 0;
        if (!speaks_of_own(r, row)) {
            continue;
        }
        for (int64_t t = row->first_term; t < end; t++) {
            const struct appui_term *term = &joint->terms[t];
            constant +=
                r->own[term->column] < 0 ? term->coefficient * r->search->x[term->column] : 0;
        }
        appui_program_row(&r->program, less(row->low, constant), less(row->high, constant), "%s",
                          row->name);
        for (int64_t t = row->first_term; t < end; t++) {
            if (r->own[joint->terms[t].column] >= 0) {
                appui_program_term(&r->program, r->own[joint->terms[t].column],
                                   joint->terms[t].coefficient);
            }
        }
    }
}

/* ---- what is wanted ---- */

static bool was_met(const struct appui_previous *previous, appui_day day)
{
    for (int32_t i = 0; i < previous->n_meetings; i++) {
        if (previous->meetings[i] == day) {
            return true;
        }
    }
    return false;
}

/* As few meetings as can be differ from those of the plan before. */
static void want_previous(struct reconvening *r, int64_t worth)
{
    const struct appui_meeting_dates *dates = &r->problem->standing->dates;
    for (int32_t c = 0; !r->program.failed && c < dates->n; c++) {
        bool met = was_met(r->plan->previous, dates->dates[c].day);
        r->program.columns[r->own[r->search->joint->held[c]]].cost = met ? worth : -worth;
    }
}

/* As many meetings as at hand. */
static void row_number(struct reconvening *r)
{
    const struct appui_joint *joint = r->search->joint;
    int64_t n = 0;
    for (int32_t c = 0; c < r->problem->standing->dates.n; c++) {
        n += r->search->x[joint->held[c]];
    }
    appui_program_row(&r->program, n, n, "number_of_meetings");
    for (int32_t c = 0; c < r->problem->standing->dates.n; c++) {
        appui_program_term(&r->program, r->own[joint->held[c]], 1);
    }
}

/* A review counts where a meeting is held from the day it is due until the next one is. */
static void want_review(struct reconvening *r, const struct appui_review *review, int32_t number)
{
    const struct appui_meeting_dates *dates = &r->problem->standing->dates;
    appui_day next = appui_reviews_next(r->problem->basin, r->problem->standing, r->plan, review);
    int32_t column = appui_program_column(&r->program, 0, 1, true, "review%d", (int)number);
    appui_program_row(&r->program, APPUI_MINUS_INFINITY, 0, "review%d", (int)number);
    appui_program_term(&r->program, column, 1);
    for (int32_t c = 0; c < dates->n; c++) {
        if (dates->dates[c].day >= review->due && dates->dates[c].day < next) {
            appui_program_term(&r->program, r->own[r->search->joint->held[c]], -1);
        }
    }
    if (!r->program.failed) {
        r->program.columns[column].cost = 1;
    }
}

static int want(struct reconvening *r)
{
    const struct appui_previous *previous = r->plan->previous;
    struct appui_review *reviews = NULL;
    int32_t n =
        appui_reviews_list(r->problem->basin, r->problem->standing, r->plan, &r->arena, &reviews);
    r->program.maximise = true;
    for (int32_t i = 0; i < n; i++) {
        want_review(r, &reviews[i], i);
    }
    if (previous != NULL && previous->n_meetings > 0) {
        want_previous(r, (int64_t)n + 1);
    } else {
        row_number(r);
    }
    return n < 0 || r->program.failed ? -1 : 0;
}

/* ---- solving ---- */

/* A meeting without a dossier on a date that might be another one. */
static bool has_choice(const struct reconvening *r)
{
    const struct appui_meeting_dates *dates = &r->problem->standing->dates;
    bool empty = false, other = false;
    for (int32_t c = 0; r->problem->committees && c < dates->n; c++) {
        const struct appui_meeting_date *date = &dates->dates[c];
        bool held = r->search->x[r->search->joint->held[c]] != 0;
        const struct appui_meeting *meeting = NULL;
        for (int32_t m = 0; m < r->plan->n_meetings; m++) {
            meeting = r->plan->meetings[m].day == date->day ? &r->plan->meetings[m] : meeting;
        }
        empty = empty || (held && date->open && meeting != NULL && meeting->n_agenda == 0);
        other = other || (!held && date->open);
    }
    bool again = r->plan->previous != NULL && r->plan->previous->n_meetings > 0;
    return other && (empty || (again && dates->count_min > 0));
}

static bool asked_to_stop(void *clock)
{
    return appui_clock_over(clock);
}

/* What the small program's point has otherwise. */
static bool take_point(struct reconvening *r, const int64_t *point)
{
    const struct appui_joint *joint = r->search->joint;
    bool moved = false;
    for (int32_t c = 0; c < r->problem->standing->dates.n; c++) {
        moved = moved || r->search->x[joint->held[c]] != point[r->own[joint->held[c]]];
    }
    for (int32_t k = 0; moved && k < joint->program.n_columns; k++) {
        r->search->x[k] = r->own[k] >= 0 ? point[r->own[k]] : r->search->x[k];
    }
    return moved;
}

static enum appui_solve_code solve(struct reconvening *r, bool *moved)
{
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = appui_glpk_options_default();
    int64_t *start = appui_arena_alloc(&r->arena, (size_t)r->program.n_columns, sizeof *start);
    if (start == NULL) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    for (int32_t k = 0; k < r->search->joint->program.n_columns; k++) {
        if (r->own[k] >= 0) {
            start[r->own[k]] = r->search->x[k];
        }
    }
    options.start = start;
    options.node_limit = NODES_MAX;
    options.stop = asked_to_stop;
    options.context = r->search->clock;
    enum appui_glpk_code code = appui_glpk_solve(&r->program, &options, &result);
    *moved = code == APPUI_GLPK_OK && result.has_point && take_point(r, result.point);
    appui_glpk_result_release(&result);
    return code == APPUI_GLPK_NO_MEMORY ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
}

enum appui_solve_code appui_reconvene(struct appui_search *search,
                                      const struct appui_mandataires *mandates,
                                      struct appui_plan *plan, bool *moved)
{
    struct reconvening r = {.search = search, .problem = search->joint->problem, .plan = plan};
    int32_t n_columns = search->joint->program.n_columns;
    enum appui_solve_code code = APPUI_SOLVE_NO_MEMORY;
    *moved = false;
    if (!has_choice(&r) || appui_clock_over(search->clock)) {
        return APPUI_SOLVE_OK;
    }
    r.decides = appui_arena_alloc(&r.arena, (size_t)n_columns, sizeof *r.decides);
    r.own = appui_arena_alloc(&r.arena, (size_t)n_columns, sizeof *r.own);
    if (r.decides != NULL && r.own != NULL) {
        for (int32_t k = 0; k < n_columns; k++) {
            r.own[k] = -1;
        }
        mark_deciding(&r, mandates);
        take_columns(&r);
        take_rows(&r);
        code = want(&r) < 0 ? APPUI_SOLVE_NO_MEMORY : solve(&r, moved);
    }
    appui_program_release(&r.program);
    appui_arena_release(&r.arena);
    return code;
}
