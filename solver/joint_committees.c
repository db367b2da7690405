/*
 * R13 and R11 of the joint model: on which date a dossier that waits is examined, which meetings
 * are held, and what that leaves to its sessions.
 *
 * Columns   e_qc in {0,1}   dossier q is examined on date c; e_q = 1: on none
 *           m_c  in {0,1}   the committee meets on date c
 *           few  in {0,1}   meetings are at most count.min, so that one may be empty
 *           met  integer    meetings counted up to count.min
 *           long integer    dossiers of the longest agenda
 */
#include "solver/joint_rows.h"

static bool has_columns(const struct appui_joint *joint)
{
    return joint->problem->committees;
}

static const struct appui_meeting_date *date_at(const struct appui_joint *joint, int32_t d)
{
    return &joint->problem->standing->dates.dates[d];
}

/* ---- columns ---- */

static void add_examined(struct appui_joint *joint, int32_t d)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_dossier *dossier = &problem->dossiers[d];
    int32_t first = dossier->first_choice, end = first + dossier->n_choices;
    appui_program_row(&joint->program, 1, 1, "R13_once.q%d", (int)dossier->project);
    for (int32_t c = first; c <= end; c++) {
        int32_t column = c < end
                             ? appui_program_column(&joint->program, 0, 1, true, "e.q%d.c%d",
                                                    (int)dossier->project, (int)problem->choices[c])
                             : appui_program_column(&joint->program, 0, 1, true, "e.q%d.none",
                                                    (int)dossier->project);
        appui_program_term(&joint->program, column, 1);
        if (c < end) {
            joint->examined[c] = column;
        } else {
            joint->unexamined[d] = column;
        }
    }
}

static int add_columns(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_meeting_dates *dates = &problem->standing->dates;
    int32_t n_choices = 0, longest = 0;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        n_choices += problem->dossiers[d].n_choices;
    }
    joint->examined = appui_arena_alloc(&joint->arena, (size_t)n_choices, sizeof *joint->examined);
    joint->unexamined =
        appui_arena_alloc(&joint->arena, (size_t)problem->n_dossiers, sizeof *joint->unexamined);
    joint->held = appui_arena_alloc(&joint->arena, (size_t)dates->n, sizeof *joint->held);
    if (!joint->examined || !joint->unexamined || !joint->held) {
        return -1;
    }
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        add_examined(joint, d);
    }
    for (int32_t c = 0; c < dates->n; c++) {
        const struct appui_meeting_date *date = &dates->dates[c];
        joint->held[c] = appui_program_column(&joint->program, date->settled,
                                              date->settled || date->open, true, "m.c%d", (int)c);
        longest = date->n_known > longest ? date->n_known : longest;
    }
    joint->few = appui_program_column(&joint->program, 0, dates->count_min > 0, true, "few");
    joint->met = appui_program_column(&joint->program, 0, dates->count_min, true, "met");
    joint->longest =
        appui_program_column(&joint->program, longest, longest + problem->n_dossiers, true, "long");
    return 0;
}

/* ---- R13 ---- */

/* The choice of a dossier for a date, or -1. */
static int32_t choice_of(const struct appui_problem *problem, const struct appui_dossier *dossier,
                         int32_t date)
{
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        if (problem->choices[c] == date) {
            return c;
        }
    }
    return -1;
}

/* Adds the dossiers that may be examined on a date to the row at hand. */
static void add_dossiers(struct appui_joint *joint, int32_t date, int64_t coefficient)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        int32_t c = choice_of(problem, &problem->dossiers[d], date);
        if (c >= 0) {
            appui_program_term(&joint->program, joint->examined[c], coefficient);
        }
    }
}

/* No more dossiers than there is room for, and none without a meeting. */
static void rows_room(struct appui_joint *joint, int32_t c)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_meeting_date *date = date_at(joint, c);
    if (date->room < problem->n_dossiers) {
        appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 0, "R13_capacity.c%d", (int)c);
        add_dossiers(joint, c, 1);
        appui_program_term(&joint->program, joint->held[c], -date->room);
    }
    for (int32_t d = 0; !date->settled && d < problem->n_dossiers; d++) {
        int32_t choice = choice_of(problem, &problem->dossiers[d], c);
        if (choice >= 0) {
            appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 0, "R13_held.q%d.c%d",
                              (int)problem->dossiers[d].project, (int)c);
            appui_program_term(&joint->program, joint->examined[choice], 1);
            appui_program_term(&joint->program, joint->held[c], -1);
        }
    }
}

/* An open date with a meeting and no dossier is needed for the count. */
static void row_empty(struct appui_joint *joint, int32_t c)
{
    appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 0, "R13_empty.c%d", (int)c);
    appui_program_term(&joint->program, joint->held[c], 1);
    add_dossiers(joint, c, -1);
    appui_program_term(&joint->program, joint->few, -1);
}

static int32_t count_open(const struct appui_meeting_dates *dates)
{
    int32_t n = 0;
    for (int32_t c = 0; c < dates->n; c++) {
        n += dates->dates[c].open;
    }
    return n;
}

static void add_open(struct appui_joint *joint, int64_t coefficient)
{
    const struct appui_meeting_dates *dates = &joint->problem->standing->dates;
    for (int32_t c = 0; c < dates->n; c++) {
        if (dates->dates[c].open) {
            appui_program_term(&joint->program, joint->held[c], coefficient);
        }
    }
}

/* Count: at most count.max; few only where at most count.min; met, no more than there are. */
static void rows_count(struct appui_joint *joint)
{
    const struct appui_meeting_dates *dates = &joint->problem->standing->dates;
    int32_t n_open = count_open(dates);
    if (n_open > dates->n_open_max) {
        appui_program_row(&joint->program, APPUI_MINUS_INFINITY, dates->n_open_max, "R13_count");
        add_open(joint, 1);
    }
    if (dates->count_min > 0) {
        int32_t within = dates->count_min - dates->n_held;
        int32_t beyond = n_open > within ? n_open - (within > 0 ? within : 0) : 0;
        appui_program_row(&joint->program, APPUI_MINUS_INFINITY, (within > 0 ? within : 0) + beyond,
                          "R13_few");
        add_open(joint, 1);
        appui_program_term(&joint->program, joint->few, beyond);
        appui_program_row(&joint->program, APPUI_MINUS_INFINITY, dates->n_held, "R13_met");
        appui_program_term(&joint->program, joint->met, 1);
        add_open(joint, -1);
    }
}

static void rows_gap(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_meeting_dates *dates = &problem->standing->dates;
    for (int32_t a = 0; a < dates->n; a++) {
        for (int32_t b = a + 1; dates->dates[a].open && b < dates->n; b++) {
            if (dates->dates[b].open &&
                appui_meetings_too_near(problem->basin, dates->dates[a].day, dates->dates[b].day)) {
                appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 1, "R13_gap.c%d.c%d",
                                  (int)a, (int)b);
                appui_program_term(&joint->program, joint->held[a], 1);
                appui_program_term(&joint->program, joint->held[b], 1);
            }
        }
    }
}

static void row_longest(struct appui_joint *joint, int32_t c)
{
    appui_program_row(&joint->program, APPUI_MINUS_INFINITY, -date_at(joint, c)->n_known,
                      "longest.c%d", (int)c);
    add_dossiers(joint, c, 1);
    appui_program_term(&joint->program, joint->longest, -1);
}

/* ---- R11 on slots ---- */

/* Adds the choices of a dossier that leave (support) or forbid (diagnostic) a slot. */
static void add_choices(struct appui_joint *joint, const struct appui_dossier *dossier,
                        enum appui_phase phase, int32_t slot, int64_t coefficient)
{
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        struct appui_examined left = appui_problem_examine(joint->problem, c);
        bool counts =
            phase == APPUI_SUPPORT ? slot >= left.support_from : slot >= left.diagnosed_to;
        if (counts) {
            appui_program_term(&joint->program, joint->examined[c], coefficient);
        }
    }
}

/* Sessions of a firm that begin in the same slot exclude each other (R8), so they share a row. */
static void rows_dossier_slot(struct appui_joint *joint, const struct appui_dossier *dossier,
                              enum appui_phase phase, int32_t slot, const int32_t *starts,
                              int32_t n_starts)
{
    bool support = phase == APPUI_SUPPORT;
    appui_program_row(&joint->program, APPUI_MINUS_INFINITY, support ? 0 : 1, "R11_%s.q%d.s%d",
                      support ? "support" : "diagnostic", (int)dossier->project, (int)slot);
    for (int32_t i = 0; i < n_starts; i++) {
        appui_program_term(&joint->program, joint->start[starts[i]], 1);
    }
    add_choices(joint, dossier, phase, slot, support ? -1 : 1);
}

/* Starts of one phase of a dossier by slot; few: a project has few needs. */
static int rows_phase(struct appui_joint *joint, const struct appui_dossier *dossier,
                      enum appui_phase phase)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_project *project = &problem->basin->projects[dossier->project];
    int32_t first = problem->need_job[project->first_need];
    int32_t end = problem->need_job[project->first_need + project->n_needs];
    int32_t *starts = appui_calloc((size_t)(end - first) + 1, sizeof *starts);
    int32_t *next = appui_calloc((size_t)(end - first) + 1, sizeof *next);
    for (int32_t slot = 0; starts && next && slot < problem->basin->n_slots; slot++) {
        int32_t n = 0;
        for (int32_t j = first; j < end; j++) {
            const struct appui_job *job = &problem->jobs[j];
            int32_t *at = &next[j - first];
            if (problem->basin->needs[job->need].phase == phase && *at < job->n_starts &&
                problem->starts[job->first_start + *at] == slot) {
                starts[n++] = job->first_start + (*at)++;
            }
        }
        if (n > 0) {
            rows_dossier_slot(joint, dossier, phase, slot, starts, n);
        }
    }
    int code = starts && next ? 0 : -1;
    appui_free(starts);
    appui_free(next);
    return code;
}

int appui_joint_rows_committees(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    if (!has_columns(joint)) {
        return 0;
    }
    if (add_columns(joint) < 0) {
        return -1;
    }
    for (int32_t c = 0; c < problem->standing->dates.n; c++) {
        rows_room(joint, c);
        row_longest(joint, c);
        if (date_at(joint, c)->open) {
            row_empty(joint, c);
        }
    }
    rows_count(joint);
    rows_gap(joint);
    for (int32_t d = 0; problem->n_starts > 0 && d < problem->n_dossiers; d++) {
        if (problem->basin->projects[problem->dossiers[d].project].n_needs > 0 &&
            (rows_phase(joint, &problem->dossiers[d], APPUI_SUPPORT) < 0 ||
             rows_phase(joint, &problem->dossiers[d], APPUI_DIAGNOSTIC) < 0)) {
            return -1;
        }
    }
    return 0;
}

/* ---- tiers ---- */

static void aim_waiting(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_basin *basin = problem->basin;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        const struct appui_dossier *dossier = &problem->dossiers[d];
        for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices;
             c++) {
            joint->program.columns[joint->examined[c]].cost = appui_meetings_waiting(
                basin, dossier->project, appui_problem_choice_day(problem, c));
        }
        joint->program.columns[joint->unexamined[d]].cost =
            appui_meetings_waiting(basin, dossier->project, APPUI_ABSENT);
    }
}

void appui_joint_aim_committees(struct appui_joint *joint, enum appui_tier tier)
{
    struct appui_program *program = &joint->program;
    const struct appui_meeting_dates *dates = &joint->problem->standing->dates;
    if (!has_columns(joint)) {
        return;
    }
    if (tier == APPUI_TIER_WAITING) {
        aim_waiting(joint);
    } else if (tier == APPUI_TIER_MEETINGS) {
        program->columns[joint->met].cost = 1;
    } else if (tier == APPUI_TIER_EVENNESS) {
        program->columns[joint->longest].cost = 1;
    }
    for (int32_t c = 0; tier == APPUI_TIER_ATTENDANCE && c < dates->n; c++) {
        program->columns[joint->held[c]].cost = dates->dates[c].n_absent;
    }
}

bool appui_joint_aim_meetings(struct appui_joint *joint)
{
    struct appui_program *program = &joint->program;
    appui_program_clear_costs(program);
    program->maximise = false;
    program->objective = "number_of_meetings";
    for (int32_t c = 0; has_columns(joint) && c < joint->problem->standing->dates.n; c++) {
        program->columns[joint->held[c]].cost = 1;
    }
    return has_columns(joint);
}

/* ---- points ---- */

static int32_t agenda_of(const struct appui_joint *joint, const struct appui_solution *solution,
                         int32_t date)
{
    const struct appui_problem *problem = joint->problem;
    int32_t n = date_at(joint, date)->n_known;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        n += solution->choice[d] >= 0 && problem->choices[solution->choice[d]] == date;
    }
    return n;
}

void appui_joint_point_committees(const struct appui_joint *joint,
                                  const struct appui_solution *solution, int64_t *x)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_meeting_dates *dates = &problem->standing->dates;
    int32_t n_held = dates->n_held, longest = 0;
    if (!has_columns(joint)) {
        return;
    }
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        int32_t c = solution->choice[d];
        x[c < 0 ? joint->unexamined[d] : joint->examined[c]] = 1;
    }
    for (int32_t c = 0; c < dates->n; c++) {
        int32_t agenda = agenda_of(joint, solution, c);
        x[joint->held[c]] = solution->held[c];
        n_held += dates->dates[c].open && solution->held[c];
        longest = agenda > longest ? agenda : longest;
    }
    x[joint->longest] = longest;
    x[joint->met] = n_held < dates->count_min ? n_held : dates->count_min;
    x[joint->few] = dates->count_min > 0 && n_held <= dates->count_min;
}

void appui_joint_committees(const struct appui_joint *joint, const int64_t *x,
                            struct appui_solution *solution)
{
    const struct appui_problem *problem = joint->problem;
    if (!has_columns(joint)) {
        return;
    }
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        const struct appui_dossier *dossier = &problem->dossiers[d];
        solution->choice[d] = -1;
        for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices;
             c++) {
            solution->choice[d] = x[joint->examined[c]] ? c : solution->choice[d];
        }
    }
    for (int32_t c = 0; c < problem->standing->dates.n; c++) {
        solution->held[c] = (uint8_t)x[joint->held[c]];
    }
}
