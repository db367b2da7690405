/*
 * Columns, rows and point of the tier stability.
 */
#include "solver/stability.h"

#include "model/mandates.h"

struct builder {
    struct appui_search *search;
    struct appui_program *program;
    const struct appui_joint *joint;
    const struct appui_problem *problem; /**< of the program */
    const struct appui_problem *calendar;
    const struct appui_solution *placed;
    const struct appui_mandataires *mandataires;
    struct appui_stability *stability;
};

/* ---- sessions ---- */

/* The job's start at a previous session, or -1. */
static int32_t start_at(const struct appui_problem *calendar, int32_t j, struct appui_date_half at)
{
    const struct appui_job *job = &calendar->jobs[j];
    int32_t slot = appui_basin_slot(calendar->basin, at.day) + (at.half == APPUI_PM);
    for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
        if (calendar->starts[s] == slot) {
            return s;
        }
    }
    return -1;
}

/* A session of a dossier that waits is held again only on a committee date that admits it. */
static void row_dates(struct builder *b, int32_t start, int32_t column)
{
    const struct appui_problem *calendar = b->calendar;
    const struct appui_need *need =
        &calendar->basin->needs[calendar->jobs[calendar->start_job[start]].need];
    int32_t d = calendar->project_dossier[need->project];
    if (d < 0) {
        return;
    }
    const struct appui_dossier *dossier = &calendar->dossiers[d];
    appui_program_row(b->program, APPUI_MINUS_INFINITY, 1, "kept_date.s%d", (int)start);
    appui_program_term(b->program, column, 1);
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        struct appui_examined left = appui_problem_examine(calendar, c);
        int32_t slot = calendar->starts[start];
        bool closed = need->phase == APPUI_SUPPORT ? slot < left.support_from
                                                   : slot + need->session > left.diagnosed_to;
        appui_program_term(b->program, b->joint->examined[c], closed);
    }
    appui_program_term(b->program, b->joint->unexamined[d], need->phase == APPUI_SUPPORT);
}

static void add_sessions(struct builder *b, int32_t i)
{
    struct appui_stability *s = b->stability;
    const struct appui_previous_line *line = &s->previous->lines[i];
    int32_t j = s->line_job[i];
    for (int32_t k = 0; k < line->n_sessions; k++) {
        int32_t start = line->stays[k] ? start_at(b->calendar, j, line->sessions[k]) : -1;
        if (start < 0) {
            continue;
        }
        bool on_slots = b->problem->n_starts > 0;
        int32_t column = on_slots
                             ? b->joint->start[start]
                             : appui_program_column(b->program, 0, 1, true, "kept.s%d", (int)start);
        s->kept[s->n_kept++] =
            (struct appui_kept_session){i, j, start, b->calendar->starts[start], column};
        if (!on_slots) {
            row_dates(b, start, column);
        }
    }
}

/* A date of agreed days may be given to placement again, but only where somebody asks what that
 * would cost (solver/causes): else its column stays at 0. */
static void add_agreed(struct builder *b, int32_t j)
{
    struct appui_stability *s = b->stability;
    const struct appui_problem *calendar = b->calendar;
    const struct appui_job *job = &calendar->jobs[j];
    for (int32_t start = job->first_start; start < job->first_start + job->n_starts; start++) {
        struct appui_date_half at = appui_problem_session(calendar, start);
        if (!appui_previous_dated(s->previous, job->need, job->expert, at)) {
            continue;
        }
        bool on_slots = b->problem->n_starts > 0;
        int32_t column =
            on_slots ? b->joint->start[start]
                     : appui_program_column(b->program, 0, 0, true, "agreed.s%d", (int)start);
        s->kept[s->n_kept++] =
            (struct appui_kept_session){-1, j, start, calendar->starts[start], column};
        if (!on_slots) {
            row_dates(b, start, column);
        }
    }
}

static void add_kept_terms(struct builder *b, int32_t i, int64_t coefficient)
{
    const struct appui_stability *s = b->stability;
    for (int32_t k = 0; k < s->n_kept; k++) {
        if (s->kept[k].line == i) {
            appui_program_term(b->program, s->kept[k].column, coefficient);
        }
    }
}

/* ---- lines ---- */

/* moved + kept >= min(o, d); of a dropped line nothing. */
static void rows_moved(struct builder *b, int32_t i)
{
    const struct appui_stability *s = b->stability;
    const struct appui_previous_line *line = &s->previous->lines[i];
    const struct appui_job *job = &b->problem->jobs[s->line_job[i]];
    int32_t days = b->joint->days[s->line_job[i]], use = b->joint->use[s->line_job[i]];
    int64_t h = job->session, o = line->n_stay, most = job->high / job->session;
    if (o * h == line->target) {
        appui_program_row(b->program, 0, APPUI_PLUS_INFINITY, "moved.l%d", (int)i);
        appui_program_term(b->program, s->moved[i], h);
        add_kept_terms(b, i, h);
        appui_program_term(b->program, s->more[i], 1);
        appui_program_term(b->program, days, -h);
        return;
    }
    appui_program_row(b->program, 0, APPUI_PLUS_INFINITY, "moved.l%d", (int)i);
    appui_program_term(b->program, s->moved[i], 1);
    add_kept_terms(b, i, 1);
    appui_program_term(b->program, s->is_short[i], o);
    appui_program_term(b->program, use, -o);
    appui_program_row(b->program, -most, APPUI_PLUS_INFINITY, "moved_short.l%d", (int)i);
    appui_program_term(b->program, s->moved[i], 1);
    add_kept_terms(b, i, 1);
    appui_program_term(b->program, days, -1);
    appui_program_term(b->program, s->is_short[i], -most);
}

static void rows_line(struct builder *b, int32_t i)
{
    const struct appui_stability *s = b->stability;
    const struct appui_previous_line *line = &s->previous->lines[i];
    int32_t j = s->line_job[i];
    int64_t h = b->problem->jobs[j].session;
    if (b->program->columns[s->more[i]].high > 0) {
        appui_program_row(b->program, APPUI_MINUS_INFINITY, line->target, "more.l%d", (int)i);
        appui_program_term(b->program, b->joint->days[j], h);
        appui_program_term(b->program, s->more[i], -1);
    }
    appui_program_row(b->program, APPUI_MINUS_INFINITY, 0, "kept.l%d", (int)i);
    add_kept_terms(b, i, 1);
    appui_program_term(b->program, b->joint->days[j], -1);
    if (b->calendar->rules.calendar) {
        rows_moved(b, i);
    }
}

static void add_line(struct builder *b, int32_t i)
{
    struct appui_stability *s = b->stability;
    const struct appui_previous_line *line = &s->previous->lines[i];
    int32_t j = line->target > 0 ? appui_problem_find(b->problem, line->need, line->expert) : -1;
    s->line_job[i] = j;
    s->more[i] = s->moved[i] = s->is_short[i] = -1;
    s->fixed += line->target > 0 ? 4 : 0;
    if (j < 0) {
        return;
    }
    const struct appui_job *job = &b->problem->jobs[j];
    int32_t above = job->high > line->target ? job->high - line->target : 0;
    s->more[i] = appui_program_column(b->program, 0, above, true, "more.l%d", (int)i);
    s->moved[i] = appui_program_column(b->program, 0, line->n_stay, true, "moved.l%d", (int)i);
    if (b->calendar->rules.calendar && line->n_stay * job->session != line->target) {
        s->is_short[i] = appui_program_column(b->program, 0, 1, true, "short.l%d", (int)i);
    }
    add_sessions(b, i);
    rows_line(b, i);
}

/* ---- dossiers and mandataires ---- */

static void add_date(struct builder *b, int32_t i)
{
    struct appui_stability *s = b->stability;
    const struct appui_previous_date *date = &s->previous->dates[i];
    const struct appui_problem *problem = b->problem;
    int32_t d = date->stays && problem->committees ? problem->project_dossier[date->project] : -1;
    s->other_date[i] = -1;
    for (int32_t c = d < 0 ? 0 : problem->dossiers[d].first_choice;
         d >= 0 && c < problem->dossiers[d].first_choice + problem->dossiers[d].n_choices; c++) {
        if (appui_problem_choice_day(problem, c) == date->day) {
            s->other_date[i] =
                appui_program_column(b->program, 0, 1, true, "date.q%d", (int)date->project);
            appui_program_row(b->program, 1, APPUI_PLUS_INFINITY, "date.q%d", (int)date->project);
            appui_program_term(b->program, s->other_date[i], 1);
            appui_program_term(b->program, b->joint->examined[c], 1);
        }
    }
}

/* other + (the previous one is named) >= 1 where the project is supported: by a line, or anyhow. */
static void row_mandataire(struct builder *b, int32_t i, int32_t job)
{
    const struct appui_stability *s = b->stability;
    const struct appui_mandataire *named = &s->previous->mandataires[i];
    appui_program_row(b->program, job < 0 ? 1 : 0, APPUI_PLUS_INFINITY, "who.q%d.j%d",
                      (int)named->project, (int)(job + 1));
    appui_program_term(b->program, s->other_mandataire[i], 1);
    for (int32_t k = 0; k < b->mandataires->n; k++) {
        const struct appui_mandataire_column *item = &b->mandataires->items[k];
        if (item->project == named->project && item->partner == named->partner) {
            appui_program_term(b->program, item->column, 1);
        }
    }
    if (job >= 0) {
        appui_program_term(b->program, b->joint->use[job], -1);
    }
}

static void add_mandataire(struct builder *b, int32_t i)
{
    struct appui_stability *s = b->stability;
    const struct appui_mandataire *named = &s->previous->mandataires[i];
    const struct appui_basin *basin = b->problem->basin;
    s->other_mandataire[i] = -1;
    if (!s->previous->mandataire_stays[i]) {
        return;
    }
    s->other_mandataire[i] =
        appui_program_column(b->program, 0, 1, true, "who.q%d", (int)named->project);
    if (appui_mandates_stands(basin, b->problem->standing, named->project, -1, true)) {
        row_mandataire(b, i, -1);
        return;
    }
    const struct appui_project *project = &basin->projects[named->project];
    for (int32_t n = project->first_need; n < project->first_need + project->n_needs; n++) {
        for (int32_t j = b->problem->need_job[n];
             basin->needs[n].phase == APPUI_SUPPORT && j < b->problem->need_job[n + 1]; j++) {
            if (b->problem->jobs[j].line < 0) {
                row_mandataire(b, i, j);
            }
        }
    }
}

/* ---- the point ---- */

static void set_line(struct builder *b, int32_t i)
{
    const struct appui_stability *s = b->stability;
    const struct appui_previous_line *line = &s->previous->lines[i];
    int64_t *x = b->search->x;
    int32_t j = s->line_job[i];
    if (j < 0) {
        return;
    }
    const struct appui_job *job = &b->problem->jobs[j];
    int64_t half_days = x[b->joint->days[j]] * job->session, common = 0;
    for (int32_t k = 0; k < s->n_kept; k++) {
        if (s->kept[k].line == i) {
            x[s->kept[k].column] = b->placed->chosen[s->kept[k].start];
            common += x[s->kept[k].column];
        }
    }
    bool used = half_days > 0;
    int64_t sessions = half_days / job->session;
    int64_t could = sessions < line->n_stay ? sessions : line->n_stay;
    x[s->more[i]] = half_days > line->target ? half_days - line->target : 0;
    x[s->moved[i]] = used ? could - common : 0;
    if (s->is_short[i] >= 0) {
        x[s->is_short[i]] = used && sessions < line->n_stay;
    }
}

static void set_point(struct builder *b)
{
    const struct appui_stability *s = b->stability;
    int64_t *x = b->search->x;
    for (int32_t k = 0; k < s->n_kept && b->problem->n_starts == 0; k++) {
        if (s->kept[k].line < 0) {
            x[s->kept[k].column] = 0;
        }
    }
    for (int32_t i = 0; i < s->previous->n_lines; i++) {
        set_line(b, i);
    }
    for (int32_t i = 0; i < s->previous->n_dates; i++) {
        if (s->other_date[i] >= 0) {
            int32_t d = b->problem->project_dossier[s->previous->dates[i].project];
            int32_t c = b->placed->choice[d];
            x[s->other_date[i]] =
                c < 0 || appui_problem_choice_day(b->problem, c) != s->previous->dates[i].day;
        }
    }
    for (int32_t i = 0; i < s->previous->n_mandataires; i++) {
        const struct appui_mandataire *named = &s->previous->mandataires[i];
        if (s->other_mandataire[i] >= 0) {
            x[s->other_mandataire[i]] = 1;
            for (int32_t k = 0; k < b->mandataires->n; k++) {
                const struct appui_mandataire_column *item = &b->mandataires->items[k];
                if (item->project == named->project && item->partner == named->partner &&
                    x[item->column]) {
                    x[s->other_mandataire[i]] = 0;
                }
            }
        }
    }
}

static int allocate(const struct appui_problem *calendar, struct appui_stability *s)
{
    const struct appui_previous *previous = s->previous;
    size_t n_lines = (size_t)previous->n_lines, n_sessions = 0;
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        n_sessions += calendar->jobs[j].line >= 0 ? (size_t)calendar->jobs[j].n_starts : 0;
    }
    for (size_t i = 0; i < n_lines; i++) {
        n_sessions += (size_t)previous->lines[i].n_sessions;
    }
    s->kept = appui_arena_alloc(&s->arena, n_sessions, sizeof *s->kept);
    s->line_job = appui_arena_alloc(&s->arena, n_lines, sizeof *s->line_job);
    s->more = appui_arena_alloc(&s->arena, n_lines, sizeof *s->more);
    s->moved = appui_arena_alloc(&s->arena, n_lines, sizeof *s->moved);
    s->is_short = appui_arena_alloc(&s->arena, n_lines, sizeof *s->is_short);
    s->other_date = appui_arena_alloc(&s->arena, (size_t)previous->n_dates, sizeof *s->other_date);
    s->other_mandataire =
        appui_arena_alloc(&s->arena, (size_t)previous->n_mandataires, sizeof *s->other_mandataire);
    return s->kept && s->line_job && s->more && s->moved && s->is_short && s->other_date &&
                   s->other_mandataire
               ? 0
               : -1;
}

int appui_stability_build(struct appui_search *search, const struct appui_problem *calendar,
                          const struct appui_solution *placed,
                          const struct appui_mandataires *mandataires,
                          struct appui_stability *stability)
{
    struct builder b = {search,        &search->joint->program,
                        search->joint, search->joint->problem,
                        calendar,      placed,
                        mandataires,   stability};
    if (allocate(calendar, stability) < 0) {
        return -1;
    }
    for (int32_t i = 0; i < stability->previous->n_lines; i++) {
        add_line(&b, i);
    }
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        if (calendar->jobs[j].line >= 0) {
            add_agreed(&b, j);
        }
    }
    for (int32_t i = 0; i < stability->previous->n_dates; i++) {
        add_date(&b, i);
    }
    for (int32_t i = 0; i < stability->previous->n_mandataires; i++) {
        add_mandataire(&b, i);
    }
    if (b.program->failed || appui_search_reserve(search) < 0) {
        return -1;
    }
    set_point(&b);
    stability->built = true;
    return 0;
}

static void charge(struct appui_program *program, const int32_t *columns, int32_t n, int64_t cost)
{
    for (int32_t i = 0; i < n; i++) {
        if (columns[i] >= 0) {
            program->columns[columns[i]].cost = cost;
        }
    }
}

void appui_stability_aim(struct appui_search *search, const struct appui_stability *stability)
{
    struct appui_program *program = &search->joint->program;
    const struct appui_previous *previous = stability->previous;
    appui_program_clear_costs(program);
    program->maximise = false;
    program->objective = appui_tier_name(APPUI_TIER_STABILITY);
    for (int32_t i = 0; i < previous->n_lines; i++) {
        int32_t j = stability->line_job[i];
        if (j >= 0) {
            const struct appui_joint *joint = search->joint;
            program->columns[joint->use[j]].cost = 2 * (int64_t)previous->lines[i].target - 4;
            program->columns[joint->days[j]].cost = -2 * (int64_t)joint->problem->jobs[j].session;
        }
    }
    charge(program, stability->more, previous->n_lines, 4);
    charge(program, stability->moved, previous->n_lines, 1);
    charge(program, stability->other_date, previous->n_dates, 2);
    charge(program, stability->other_mandataire, previous->n_mandataires, 2);
}

void appui_stability_mark(const struct appui_stability *stability, const int64_t *x, uint8_t *kept)
{
    for (int32_t k = 0; k < stability->n_kept; k++) {
        kept[stability->kept[k].start] = (uint8_t)x[stability->kept[k].column];
    }
}
