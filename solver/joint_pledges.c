/*
 * R5 of the joint model: what each pledge period can bear, earmarks included.
 *
 * Half-days are grouped into classes by the earmarks they may draw on. A class without earmarks is
 * the general demand. A period that agreed half-days can overrun carries the overrun o_r and the
 * binary z_r that then shuts out proposals (docs/choices.md, "Agreed lines and R5").
 */
#include <stdlib.h>

#include "model/ledger.h"
#include "solver/joint_rows.h"

/* Earmarks of a pledge that may pay for a half-day of the project on a day. */
static uint64_t earmark_mask(const struct appui_problem *problem, int32_t period, int32_t project,
                             appui_day day)
{
    const struct appui_period *r = &problem->periods[period];
    uint64_t mask = 0;
    if (r->pledge < 0) {
        return 0;
    }
    const struct appui_pledge *pledge = &problem->basin->partners[r->partner].pledges[r->pledge];
    for (int32_t k = 0; k < pledge->n_earmarks && k < APPUI_EARMARKS_MAX; k++) {
        if (appui_ledger_serves(problem->basin, &pledge->earmarks[k], project, day)) {
            mask |= UINT64_C(1) << k;
        }
    }
    return mask;
}

/* Without calendar a half-day may fall on the first day its window and the pledge allow. */
static appui_day first_day(const struct appui_problem *problem, int32_t j, int32_t period)
{
    const struct appui_period *r = &problem->periods[period];
    appui_day window = problem->basin->needs[problem->jobs[j].need].window_from;
    if (r->pledge < 0) {
        return window;
    }
    appui_day from = problem->basin->partners[r->partner].pledges[r->pledge].from;
    return from > window ? from : window;
}

static void push_draw(struct appui_joint *joint, int32_t period, int32_t j, int32_t column,
                      appui_day day)
{
    const struct appui_job *job = &joint->problem->jobs[j];
    struct appui_joint_draw *draw = &joint->draws[joint->n_draws++];
    int32_t project = joint->problem->basin->needs[job->need].project;
    *draw =
        (struct appui_joint_draw){.period = period, .column = column, .half_days = job->session};
    draw->mask = earmark_mask(joint->problem, period, project, day);
    draw->agreed = job->line >= 0;
}

/* A standing session is a draw without column (-1). */
static void push_standing(struct appui_joint *joint, const struct appui_line *line,
                          const struct appui_session *session)
{
    const struct appui_problem *problem = joint->problem;
    int32_t partner = problem->basin->experts[line->expert].partner;
    int32_t first = problem->partner_period[partner];
    int32_t pledge = appui_partner_pledge_at(&problem->basin->partners[partner], session->day);
    if (first < 0) {
        return;
    }
    int32_t outside = problem->basin->partners[partner].n_pledges;
    struct appui_joint_draw *draw = &joint->draws[joint->n_draws++];
    *draw =
        (struct appui_joint_draw){.period = first + (pledge < 0 ? outside : pledge), .column = -1};
    draw->half_days = appui_half_size(session->half);
    draw->mask = earmark_mask(problem, draw->period, problem->basin->needs[line->need].project,
                              session->day);
}

static int by_class(const void *a, const void *b)
{
    const struct appui_joint_draw *l = a, *r = b;
    if (l->period != r->period) {
        return l->period < r->period ? -1 : 1;
    }
    if (l->mask != r->mask) {
        return l->mask < r->mask ? -1 : 1;
    }
    return (l->column > r->column) - (l->column < r->column);
}

static void collect_standing(struct appui_joint *joint)
{
    const struct appui_basin *basin = joint->problem->basin;
    for (int32_t l = 0; l < basin->n_lines; l++) {
        const struct appui_line_standing *stand = &joint->problem->standing->lines[l];
        for (int32_t s = 0; stand->counts && s < basin->lines[l].n_sessions; s++) {
            const struct appui_session *session = &basin->lines[l].sessions[s];
            if (session->state != APPUI_SESSION_CANCELLED && stand->why[s] == APPUI_STAYS) {
                push_standing(joint, &basin->lines[l], session);
            }
        }
    }
}

static int collect_draws(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    size_t room = (size_t)problem->n_starts + (size_t)problem->n_parts;
    for (int32_t l = 0; l < problem->basin->n_lines; l++) {
        room += (size_t)problem->basin->lines[l].n_sessions;
    }
    joint->draws = appui_arena_alloc(&joint->arena, room, sizeof *joint->draws);
    joint->classes = appui_arena_alloc(&joint->arena, room, sizeof *joint->classes);
    if (!joint->draws || !joint->classes) {
        return -1;
    }
    for (int32_t s = 0; s < problem->n_starts; s++) {
        if (problem->start_period[s] >= 0) {
            push_draw(joint, problem->start_period[s], problem->start_job[s], joint->start[s],
                      appui_problem_day(problem, s));
        }
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        for (int32_t h = problem->jobs[j].first_part;
             h < problem->jobs[j].first_part + problem->jobs[j].n_parts; h++) {
            push_draw(joint, problem->parts[h], j, joint->part[h],
                      first_day(problem, j, problem->parts[h]));
        }
    }
    collect_standing(joint);
    qsort(joint->draws, (size_t)joint->n_draws, sizeof *joint->draws, by_class);
    return 0;
}

/* Classes of draws, and their place in periods. Standing sessions become the class's constant. */
static void collect_classes(struct appui_joint *joint)
{
    struct appui_joint_draw *draws = joint->draws;
    for (int32_t i = 0, end = 0; i < joint->n_draws; i = end) {
        struct appui_joint_class *class = &joint->classes[joint->n_classes];
        struct appui_joint_period *period = &joint->periods[draws[i].period];
        *class = (struct appui_joint_class){
            .period = draws[i].period, .mask = draws[i].mask, .first_flow = -1};
        for (end = i; end < joint->n_draws && draws[end].period == class->period &&
                      draws[end].mask == class->mask;
             end++) {
            class->standing += draws[end].column < 0 ? draws[end].half_days : 0;
            class->first_draw += draws[end].column < 0;
        }
        class->n_draws = end - i - class->first_draw;
        class->first_draw += i;
        period->first_class = period->n_classes == 0 ? joint->n_classes : period->first_class;
        period->n_classes++;
        joint->n_classes++;
    }
}

/* What agreed jobs could place in each period at most. */
static void collect_agreed(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start; job->line >= 0 && s < job->first_start + job->n_starts;
             s++) {
            bool seen =
                s > job->first_start && problem->start_period[s - 1] == problem->start_period[s];
            if (!seen && problem->start_period[s] >= 0) {
                joint->periods[problem->start_period[s]].agreed += job->high;
            }
        }
        for (int32_t h = job->first_part; job->line >= 0 && h < job->first_part + job->n_parts;
             h++) {
            joint->periods[problem->parts[h]].agreed += job->high;
        }
    }
}

static const struct appui_pledge *pledge_of(const struct appui_problem *problem, int32_t r)
{
    const struct appui_period *period = &problem->periods[r];
    return period->pledge < 0 ? NULL
                              : &problem->basin->partners[period->partner].pledges[period->pledge];
}

static bool has_earmarks(const struct appui_problem *problem, int32_t r)
{
    const struct appui_pledge *pledge = pledge_of(problem, r);
    return pledge && pledge->n_earmarks > 0;
}

static int64_t at_least_zero(int64_t value)
{
    return value > 0 ? value : 0;
}

/* Half-days of the period's classes as terms of the newest row; only proposals, or all. */
static void draw_terms(struct appui_joint *joint, const struct appui_joint_class *class,
                       bool agreed_too, int64_t sign)
{
    for (int32_t d = class->first_draw; d < class->first_draw + class->n_draws; d++) {
        if (agreed_too || !joint->draws[d].agreed) {
            appui_program_term(&joint->program, joint->draws[d].column,
                               sign * joint->draws[d].half_days);
        }
    }
}

/* o_r <= O z_r, and proposals only where z_r is 0. */
static void add_overrun(struct appui_joint *joint, int32_t r, int64_t cap)
{
    struct appui_program *program = &joint->program;
    struct appui_joint_period *period = &joint->periods[r];
    int64_t most = period->agreed + joint->problem->periods[r].standing;
    period->overrun = appui_program_column(program, 0, most, true, "o.r%d", (int)r);
    period->over = appui_program_column(program, 0, 1, true, "z.r%d", (int)r);
    appui_program_row(program, APPUI_MINUS_INFINITY, 0, "R5_overrun.r%d", (int)r);
    appui_program_term(program, period->overrun, 1);
    appui_program_term(program, period->over, -most);
    if (cap == 0) {
        return; /* then no proposal has a start in the period */
    }
    appui_program_row(program, APPUI_MINUS_INFINITY, cap, "R5_shut.r%d", (int)r);
    for (int32_t c = period->first_class; c < period->first_class + period->n_classes; c++) {
        draw_terms(joint, &joint->classes[c], false, 1);
    }
    appui_program_term(program, period->over, cap);
}

static void add_flows(struct appui_joint *joint, struct appui_joint_class *class,
                      const struct appui_pledge *pledge)
{
    struct appui_program *program = &joint->program;
    for (int32_t k = 0; k < pledge->n_earmarks && k < APPUI_EARMARKS_MAX; k++) {
        if (class->mask >> k & 1) {
            int32_t column = appui_program_column(program, 0, pledge->earmarks[k].half_days, true,
                                                  "f.r%d.c%d.k%d", (int)class->period,
                                                  (int)(class - joint->classes), (int)k);
            class->first_flow = class->first_flow < 0 ? column : class->first_flow;
        }
    }
}

static void flow_terms(struct appui_joint *joint, const struct appui_joint_class *class,
                       int32_t earmark, int64_t sign)
{
    int32_t column = class->first_flow;
    for (int32_t k = 0; class->mask >> k; k++) {
        if (class->mask >> k & 1) {
            if (earmark < 0 || earmark == k) {
                appui_program_term(&joint->program, column, sign);
            }
            column++;
        }
        if (k == 63) {
            break;
        }
    }
}

/* Earmarks carry no more than they hold and no more than the class uses. */
static void rows_earmarks(struct appui_joint *joint, int32_t r)
{
    const struct appui_pledge *pledge = pledge_of(joint->problem, r);
    struct appui_program *program = &joint->program;
    const struct appui_joint_period *period = &joint->periods[r];
    for (int32_t c = period->first_class; c < period->first_class + period->n_classes; c++) {
        struct appui_joint_class *class = &joint->classes[c];
        if (class->mask) {
            add_flows(joint, class, pledge);
            appui_program_row(program, APPUI_MINUS_INFINITY, class->standing, "R5_class.r%d.c%d",
                              (int)r, (int)c);
            flow_terms(joint, class, -1, 1);
            draw_terms(joint, class, true, -1);
        }
    }
    for (int32_t k = 0; k < pledge->n_earmarks && k < APPUI_EARMARKS_MAX; k++) {
        appui_program_row(program, APPUI_MINUS_INFINITY, pledge->earmarks[k].half_days,
                          "R5_earmark.r%d.k%d", (int)r, (int)k);
        for (int32_t c = period->first_class; c < period->first_class + period->n_classes; c++) {
            flow_terms(joint, &joint->classes[c], k, 1);
        }
    }
}

/* One limit of a period: all its half-days, less what earmarks carry where `general`, within `cap`
 * plus the overrun. */
static void row_limit(struct appui_joint *joint, int32_t r, int64_t cap, bool general)
{
    struct appui_program *program = &joint->program;
    const struct appui_joint_period *period = &joint->periods[r];
    int32_t row = appui_program_row(program, APPUI_MINUS_INFINITY, cap,
                                    general ? "R5_general.r%d" : "R5_total.r%d", (int)r);
    joint->period_total_row[r] = general ? -1 : row;
    for (int32_t c = period->first_class; c < period->first_class + period->n_classes; c++) {
        draw_terms(joint, &joint->classes[c], true, 1);
        if (general) {
            flow_terms(joint, &joint->classes[c], -1, -1);
        }
    }
    if (period->overrun >= 0) {
        appui_program_term(program, period->overrun, -1);
    }
}

static void rows_period(struct appui_joint *joint, int32_t r)
{
    const struct appui_period *limits = &joint->problem->periods[r];
    struct appui_joint_period *period = &joint->periods[r];
    bool earmarks = has_earmarks(joint->problem, r);
    int64_t cap = at_least_zero((int64_t)limits->total - limits->standing);
    if ((period->agreed > 0 && period->agreed > cap) ||
        (earmarks && (limits->standing > 0 || period->agreed > 0))) {
        add_overrun(joint, r, cap);
    }
    if (earmarks) {
        rows_earmarks(joint, r);
        row_limit(joint, r, (int64_t)limits->general - limits->standing, true);
    }
    row_limit(joint, r, cap, false);
}

int appui_joint_rows_pledges(struct appui_joint *joint)
{
    if (collect_draws(joint) < 0) {
        return -1;
    }
    collect_agreed(joint);
    collect_classes(joint);
    for (int32_t r = 0; r < joint->problem->n_periods; r++) {
        joint->periods[r].overrun = joint->periods[r].over = -1;
        int32_t n_draws = 0;
        for (int32_t c = 0; c < joint->periods[r].n_classes; c++) {
            n_draws += joint->classes[joint->periods[r].first_class + c].n_draws;
        }
        if (n_draws > 0) {
            rows_period(joint, r);
        }
    }
    return 0;
}

/* Half-days of a class at a point, standing ones included. */
static int64_t class_use(const struct appui_joint *joint, const struct appui_joint_class *class,
                         const int64_t *x)
{
    int64_t use = class->standing;
    for (int32_t d = class->first_draw; d < class->first_draw + class->n_draws; d++) {
        use += x[joint->draws[d].column] * joint->draws[d].half_days;
    }
    return use;
}

/* Greedy flows of one class from what earmarks have left. @return half-days carried */
static int64_t fill_flows(const struct appui_joint_class *class, int64_t use, int64_t *left,
                          int64_t *x)
{
    int64_t carried = 0;
    int32_t column = class->first_flow;
    for (int32_t k = 0; k < APPUI_EARMARKS_MAX; k++) {
        if (class->mask >> k & 1) {
            int64_t flow = use - carried < left[k] ? use - carried : left[k];
            x[column++] = flow;
            left[k] -= flow;
            carried += flow;
        }
    }
    return carried;
}

static void point_period(const struct appui_joint *joint, int32_t r, int64_t *x)
{
    const struct appui_joint_period *period = &joint->periods[r];
    const struct appui_period *limits = &joint->problem->periods[r];
    const struct appui_pledge *pledge = pledge_of(joint->problem, r);
    int64_t left[APPUI_EARMARKS_MAX] = {0};
    int64_t use = 0, carried = 0;
    for (int32_t k = 0; pledge && k < pledge->n_earmarks && k < APPUI_EARMARKS_MAX; k++) {
        left[k] = pledge->earmarks[k].half_days;
    }
    for (int32_t c = period->first_class; c < period->first_class + period->n_classes; c++) {
        int64_t of_class = class_use(joint, &joint->classes[c], x);
        use += of_class;
        carried += joint->classes[c].first_flow >= 0
                       ? fill_flows(&joint->classes[c], of_class, left, x)
                       : 0;
    }
    if (period->overrun >= 0) {
        int64_t cap = at_least_zero((int64_t)limits->total - limits->standing);
        int64_t over = use - limits->standing - cap;
        int64_t over_general =
            has_earmarks(joint->problem, r) ? use - carried - limits->general : 0;
        over = over > over_general ? over : over_general;
        x[period->overrun] = at_least_zero(over);
        x[period->over] = over > 0;
    }
}

void appui_joint_point_pledges(const struct appui_joint *joint, int64_t *x)
{
    for (int32_t r = 0; r < joint->problem->n_periods; r++) {
        if (joint->periods[r].n_classes > 0) {
            point_period(joint, r, x);
        }
    }
}
