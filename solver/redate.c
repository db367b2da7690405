/*
 * Aiming at dates of before, and asking what one of them would cost.
 */
#include "solver/redate.h"

int32_t appui_redate_aim(struct appui_joint *joint, const struct appui_previous *previous)
{
    const struct appui_problem *problem = joint->problem;
    int32_t n = 0;
    appui_program_clear_costs(&joint->program);
    joint->program.maximise = true;
    joint->program.objective = "agreed_dates";
    for (int32_t s = 0; s < problem->n_starts; s++) {
        const struct appui_job *job = &problem->jobs[problem->start_job[s]];
        if (job->line >= 0 && appui_previous_dated(previous, job->need, job->expert,
                                                   appui_problem_session(problem, s))) {
            joint->program.columns[joint->start[s]].cost = 1;
            n++;
        }
    }
    return n;
}

/* A row that no point breaks, within what the linear solver takes as a bound. */
#define LOOSE ((int64_t)900000000000000)

/* Rows of tiers from `from` on hold nothing, or what they held. */
static void loosen(struct appui_program *program, const struct appui_held_tier *held,
                   int32_t n_held, int32_t from, const int64_t *high)
{
    for (int32_t t = 0; t < n_held; t++) {
        for (int32_t r = held[t].first_row; r < held[t].end_row; r++) {
            program->rows[r].high = t < from ? high[r - held[0].first_row] : LOOSE;
        }
    }
}

enum appui_solve_code appui_redate_ask(struct appui_search *search,
                                       const struct appui_held_tier *held, int32_t n_held,
                                       int32_t start, struct appui_revision *revision)
{
    struct appui_program *program = &search->joint->program;
    struct appui_column *column = &program->columns[search->joint->start[start]];
    struct appui_column before = *column;
    int32_t n_rows = n_held > 0 ? held[n_held - 1].end_row - held[0].first_row : 0;
    int64_t *high = appui_calloc((size_t)n_rows + 1, sizeof *high);
    enum appui_solve_code code = high ? APPUI_SOLVE_OK : APPUI_SOLVE_NO_MEMORY;
    for (int32_t r = 0; high && r < n_rows; r++) {
        high[r] = program->rows[held[0].first_row + r].high;
    }
    appui_program_clear_costs(program);
    column->low = 1;
    bool open = true;
    for (int32_t t = 0; code == APPUI_SOLVE_OK && open && t <= n_held; t++) {
        struct appui_found found = {0};
        int64_t *point = NULL;
        loosen(program, held, n_held, t, high);
        code = appui_search_probe(search, 0.5, &point, &found);
        if (found.infeasible && t > 0) {
            revision->cause = APPUI_BY_TIER;
            revision->tier = held[t - 1].tier;
        }
        open = point != NULL;
        appui_free(point);
    }
    if (high) {
        loosen(program, held, n_held, n_held, high);
    }
    column->low = before.low;
    appui_free(high);
    return code;
}
