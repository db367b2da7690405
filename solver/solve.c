/*
 * Tier after tier on the joint model: each is optimised, then held while the next is.
 *
 * Tiers that decide lines (agreed, coverage, equity, fit, concentration) share one program; the
 * promptness tiers share a second one, made of the lines that the first left. A limit or a stop
 * leaves the best plan so far, and every tier says whether it is proved.
 */
#include "solver/solve.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/evaluate.h"
#include "model/ledger.h"
#include "model/mandates.h"
#include "model/revisions.h"
#include "solver/advances.h"
#include "solver/assemble.h"
#include "solver/causes.h"
#include "solver/conflict.h"
#include "solver/days.h"
#include "solver/earliest.h"
#include "solver/equity.h"
#include "solver/gate.h"
#include "solver/greedy.h"
#include "solver/mandataires.h"
#include "solver/promptness.h"
#include "solver/reconvene.h"
#include "solver/redate.h"
#include "solver/search.h"
#include "solver/settle.h"
#include "solver/stability.h"

/** A whole run: the program that decides lines, and the one that places the lines it left. */
struct run {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    const struct appui_solve_options *options;
    struct appui_solve_result *result;
    struct appui_clock clock;
    struct appui_arena arena;
    struct appui_plan *plan;
    struct appui_problem problem;
    struct appui_joint joint; /**< the reference model, where it is the one that is solved */
    struct appui_days days;   /**< the decomposition: its relaxation, and the gate to slots */
    struct appui_gate gate;
    bool decomposed;
    struct appui_search search;
    struct appui_solution solution;
    struct appui_mandataires mandataires;
    struct appui_stability stability;
    struct appui_causes causes; /**< tiers held, to explain changes by */
    struct appui_settled settled;
    struct {
        bool built;
        struct appui_problem problem;
        struct appui_joint joint;
        struct appui_promptness promptness;
        struct appui_search search;
        struct appui_solution solution;
        int32_t *origin;
        int32_t n_held; /**< tiers held in its program */
        struct appui_held_tier held[2];
    } placement;
    bool proved_so_far;
};

struct appui_solve_options appui_solve_options_default(void)
{
    return (struct appui_solve_options){.calendar = true, .time_limit_s = INFINITY};
}

static void tell_phase(const struct run *run, const char *phase)
{
    if (run->options->progress) {
        struct appui_solve_progress progress = {.phase = phase,
                                                .seconds_left = appui_clock_left(&run->clock)};
        run->options->progress(run->options->context, &progress);
    }
}

/* The last tier may use all the time that is left, any other seven tenths of it. */
static double share_of(const struct run *run, int32_t t)
{
    return t + 1 == run->plan->n_tiers ? 1.0 : 0.7;
}

/* The point of the constructed solution, if it is one: the greedy flows of earmarks may miss
 * (solver/joint.h). */
static bool try_start(struct run *run)
{
    if (run->decomposed) {
        appui_days_point(&run->days, &run->solution, run->search.x);
        appui_solution_copy(&run->problem, &run->solution, &run->gate.kept);
    } else {
        appui_joint_point(run->search.joint, &run->solution, run->search.x);
    }
    run->search.has_point = appui_program_violation(&run->search.joint->program, run->search.x) < 0;
    return run->search.has_point;
}

/* The first plan: a constructed one, else the one that proposes nothing. */
static enum appui_solve_code start(struct run *run)
{
    if (appui_greedy_plan(&run->problem, run->options->previous, &run->solution) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    if (!try_start(run)) {
        if (appui_solution_new(&run->problem, &run->arena, &run->solution) < 0) {
            return APPUI_SOLVE_NO_MEMORY;
        }
        try_start(run);
    }
    return APPUI_SOLVE_OK;
}

/* The program that decides lines: the relaxation on days where slots can be left to placement. What
 * agreed half-days overrun is decided by slots, so that is left to the joint model. */
static int build_program(struct run *run)
{
    run->decomposed = run->options->calendar && !run->options->joint;
    if (run->decomposed) {
        if (appui_days_build(&run->problem, &run->days) < 0) {
            return -1;
        }
        run->decomposed = !appui_joint_aim_overrun(&run->days.joint);
    }
    run->search.joint = run->decomposed ? &run->days.joint : &run->joint;
    if (!run->decomposed) {
        return appui_joint_build(&run->problem, &run->joint);
    }
    run->search.gate = &run->gate;
    return appui_gate_open(&run->gate, &run->days, &run->clock);
}

/* What is still legal of the plan before. */
static int judge_previous(struct run *run)
{
    struct appui_previous *previous = run->options->previous;
    run->plan->previous = previous;
    run->stability.previous = previous;
    return previous ? appui_previous_judge(&run->problem.rules, &run->plan->arena, previous) : 0;
}

static enum appui_solve_code prepare(struct run *run)
{
    run->plan = appui_calloc(1, sizeof *run->plan);
    if (!run->plan) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    run->plan->calendar = run->options->calendar;
    run->plan->n_tiers = run->basin->tiers.n;
    run->plan->tiers =
        appui_arena_alloc(&run->plan->arena, APPUI_N_TIERS, sizeof *run->plan->tiers);
    run->search = (struct appui_search){.clock = &run->clock, .scale = 1};
    if (!run->plan->tiers ||
        appui_problem_build(run->basin, run->standing, run->options->calendar, &run->problem) < 0 ||
        judge_previous(run) < 0 || build_program(run) < 0 ||
        appui_solution_new(&run->problem, &run->arena, &run->solution) < 0 ||
        appui_search_reserve(&run->search) < 0 ||
        (!run->options->joint && appui_search_note_jobs(&run->search) < 0)) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    return start(run);
}

/* What a tolerance gives up of a value, floored. */
static int64_t slack_of(const struct appui_tier_result *tier, int64_t value)
{
    int64_t size = value < 0 ? -value : value;
    return size / 1000000 * tier->tolerance + size % 1000000 * tier->tolerance / 1000000;
}

/* Bound of a scalar tier after its program: exact where proved, else the solver's. */
static void take_found(const struct appui_found *found, int64_t constant,
                       struct appui_tier_result *tier)
{
    tier->proved = found->proved;
    tier->has_bound = found->has_bound;
    tier->bound = found->has_bound ? found->bound + constant : 0;
}

/* What a tier decides in its second part: of agreed, that the overrun of pledges by what is agreed
 * is as small as the placement allows; of attendance, that there are few meetings. */
static enum appui_solve_code run_second(struct run *run, enum appui_tier tier, double share)
{
    bool second = tier == APPUI_TIER_AGREED       ? appui_joint_aim_overrun(run->search.joint)
                  : tier == APPUI_TIER_ATTENDANCE ? appui_joint_aim_meetings(run->search.joint)
                                                  : false;
    if (!second) {
        return APPUI_SOLVE_OK;
    }
    struct appui_found found = {0};
    enum appui_solve_code code = APPUI_SOLVE_OK;
    if (!appui_clock_over(&run->clock)) {
        code = appui_search_step(&run->search, share, &found);
    }
    run->proved_so_far = run->proved_so_far && found.proved;
    appui_joint_hold_aim(run->search.joint,
                         appui_program_value(&run->search.joint->program, run->search.x));
    return code;
}

static int64_t best_fit(const struct appui_problem *problem, int32_t need)
{
    int64_t best = 0;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        best = job->line < 0 && job->fit > best ? job->fit : best;
    }
    return best;
}

/* No plan serves more than what is asked, nor with better fits than there are: bounds before any
 * search. */
static void bound_by_demand(const struct run *run, struct appui_tier_result *tier)
{
    const struct appui_problem *problem = &run->problem;
    int64_t most = 0;
    for (int32_t n = 0; n < run->basin->n_needs; n++) {
        bool asked = problem->need_job[n] < problem->need_job[n + 1];
        int32_t left = run->basin->needs[n].half_days - run->standing->need_served[n];
        int64_t each =
            tier->tier == APPUI_TIER_FIT ? best_fit(problem, n) : problem->need_weight[n];
        most += asked && left > 0 ? each * left : 0;
    }
    if (!tier->has_bound || tier->bound > most) {
        tier->has_bound = true;
        tier->bound = most;
    }
}

/* What the columns' own bounds allow, where a limit left nothing better. */
static void bound_by_columns(const struct appui_program *program, int64_t constant,
                             struct appui_tier_result *tier)
{
    int64_t bound;
    if (!tier->has_bound && appui_program_box_bound(program, &bound)) {
        tier->has_bound = true;
        tier->bound = bound + constant;
    }
}

/* What the best point of the tiers that decide lines decides, sessions included. */
static void take_solution(struct run *run)
{
    if (run->decomposed) {
        appui_solution_copy(&run->problem, &run->gate.kept, &run->solution);
    } else {
        appui_joint_solution(run->search.joint, run->search.x, &run->solution);
    }
}

/* Columns of mandataires come with the first tier that speaks of them. */
static int add_mandataires(struct run *run)
{
    bool asked = run->options->calendar && appui_mandates_asked(run->basin);
    return run->mandataires.built || !asked
               ? 0
               : appui_mandataires_build(&run->search, run->options->previous, &run->mandataires);
}

/* Columns of changes come with the tier stability, mandataires before them. */
static int add_stability(struct run *run)
{
    if (run->stability.built) {
        return 0;
    }
    if (add_mandataires(run) < 0) {
        return -1;
    }
    take_solution(run);
    if (appui_stability_build(&run->search, &run->problem, &run->solution, &run->mandataires,
                              &run->stability) < 0) {
        return -1;
    }
    return run->decomposed ? appui_gate_hold_again(&run->gate, &run->stability) : 0;
}

static enum appui_solve_code aim(struct run *run, enum appui_tier tier)
{
    if (tier == APPUI_TIER_STABILITY) {
        if (add_stability(run) < 0) {
            return APPUI_SOLVE_NO_MEMORY;
        }
        appui_stability_aim(&run->search, &run->stability);
        return APPUI_SOLVE_OK;
    }
    if (tier != APPUI_TIER_MANDATAIRES) {
        appui_joint_aim(run->search.joint, tier);
        return APPUI_SOLVE_OK;
    }
    if (add_mandataires(run) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    appui_mandataires_aim(&run->search, &run->mandataires);
    return APPUI_SOLVE_OK;
}

/* Rows from `first_row` on hold the tier. */
static void note_held(struct run *run, enum appui_tier tier, int32_t first_row, int64_t value)
{
    if (run->causes.n_held < APPUI_N_TIERS) {
        run->causes.held[run->causes.n_held++] =
            (struct appui_held_tier){tier, first_row, run->search.joint->program.n_rows, value};
    }
}

/* After these tiers few committee dates are left. */
static bool settles_dates(enum appui_tier tier)
{
    return tier == APPUI_TIER_WAITING || tier == APPUI_TIER_MEETINGS;
}

static enum appui_solve_code run_scalar(struct run *run, int32_t t, struct appui_tier_result *tier)
{
    struct appui_found found = {0};
    enum appui_solve_code code = aim(run, tier->tier);
    if (code != APPUI_SOLVE_OK) {
        return code;
    }
    run->search.tier = tier->tier;
    run->search.scale = (double)appui_tier_scale(tier->tier);
    if (!appui_clock_over(&run->clock) || !run->search.has_point) {
        code = appui_search_step(&run->search, share_of(run, t), &found);
    }
    if (code != APPUI_SOLVE_OK || !run->search.has_point) {
        return code;
    }
    int64_t constant = tier->tier == APPUI_TIER_STABILITY ? run->stability.fixed : 0;
    take_found(&found, constant, tier);
    if (tier->tier == APPUI_TIER_COVERAGE || tier->tier == APPUI_TIER_FIT) {
        bound_by_demand(run, tier);
    }
    bound_by_columns(&run->search.joint->program, constant, tier);
    int64_t value = appui_program_value(&run->search.joint->program, run->search.x);
    int64_t slack = slack_of(tier, value + constant);
    int32_t n_rows = run->search.joint->program.n_rows;
    appui_joint_hold_aim(run->search.joint,
                         appui_tier_maximises(tier->tier) ? value - slack : value + slack);
    if (run->search.joint->program.n_rows == n_rows + 1 &&
        appui_search_keep_hindsight(&run->search) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    note_held(run, tier->tier, n_rows, value);
    if (settles_dates(tier->tier) &&
        appui_settle_dates(&run->search, run->decomposed ? &run->days : NULL, &run->settled) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    return run_second(run, tier->tier, share_of(run, t));
}

static void set_placement(struct run *run)
{
    int64_t *x = run->placement.search.x;
    appui_joint_point(&run->placement.joint, &run->placement.solution, x);
    appui_promptness_point(&run->placement.joint, &run->placement.promptness, x);
}

/* Starts from a placement pulled earlier where that is one; else from the placement at hand. */
static int pull_placement(struct run *run)
{
    struct appui_solution at_hand = {0};
    const struct appui_problem *fixed = &run->placement.problem;
    if (appui_solution_new(fixed, &run->arena, &at_hand) < 0) {
        return -1;
    }
    appui_solution_copy(fixed, &run->placement.solution, &at_hand);
    if (appui_greedy_pull(fixed, &run->placement.solution) < 0) {
        return -1;
    }
    set_placement(run);
    if (appui_program_violation(&run->placement.joint.program, run->placement.search.x) >= 0) {
        appui_solution_copy(fixed, &at_hand, &run->placement.solution);
        set_placement(run);
    }
    return 0;
}

/* As many sessions of the plan before are held again as stability found. */
static void hold_sessions(struct run *run)
{
    const struct appui_problem *fixed = &run->placement.problem;
    struct appui_program *program = &run->placement.joint.program;
    const struct appui_stability *stability = &run->stability;
    int32_t n = 0;
    for (int32_t k = 0; stability->built && k < stability->n_kept; k++) {
        n += stability->kept[k].line >= 0 && run->solution.chosen[stability->kept[k].start];
    }
    if (n == 0) {
        return;
    }
    appui_program_row(program, n, APPUI_PLUS_INFINITY, "tier.stability");
    for (int32_t s = 0; s < fixed->n_starts; s++) {
        bool again = false;
        for (int32_t k = 0; !again && k < stability->n_kept; k++) {
            again =
                stability->kept[k].line >= 0 && stability->kept[k].start == fixed->start_origin[s];
        }
        appui_program_term(program, run->placement.joint.start[s], again);
    }
}

/* The program of the lines that stand now, starting from the placement that stands now. */
static enum appui_solve_code build_placement(struct run *run)
{
    struct appui_problem *fixed = &run->placement.problem;
    struct appui_joint *joint = &run->placement.joint;
    take_solution(run);
    run->placement.search = (struct appui_search){.clock = &run->clock, .joint = joint};
    struct appui_examined *examined = NULL;
    if (appui_problem_examined(&run->problem, &run->solution, &run->arena, &examined) < 0 ||
        appui_problem_fix_lines(&run->problem, run->solution.half_days,
                                &(struct appui_given){.examined = examined}, fixed,
                                &run->placement.origin) < 0 ||
        appui_joint_build(fixed, joint) < 0 ||
        appui_promptness_build(joint, &run->placement.promptness) < 0 ||
        appui_solution_new(fixed, &run->arena, &run->placement.solution) < 0 ||
        appui_search_reserve(&run->placement.search) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    for (int32_t j = 0; j < fixed->n_jobs; j++) {
        run->placement.solution.half_days[j] = fixed->jobs[j].high;
    }
    for (int32_t s = 0; s < fixed->n_starts; s++) {
        run->placement.solution.chosen[s] = run->solution.chosen[fixed->start_origin[s]];
    }
    int64_t *x = run->placement.search.x;
    set_placement(run);
    run->placement.search.has_point = true;
    if (appui_joint_aim_overrun(joint)) {
        appui_joint_hold_aim(joint, appui_program_value(&joint->program, x));
    }
    hold_sessions(run);
    if (appui_earliest_tighten(joint, &run->placement.promptness) < 0 || pull_placement(run) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    run->placement.built = true;
    return APPUI_SOLVE_OK;
}

static enum appui_solve_code run_promptness(struct run *run, int32_t t,
                                            struct appui_tier_result *tier)
{
    enum appui_solve_code code = run->placement.built ? APPUI_SOLVE_OK : build_placement(run);
    if (code != APPUI_SOLVE_OK) {
        return code;
    }
    struct appui_search *search = &run->placement.search;
    struct appui_joint *joint = &run->placement.joint;
    struct appui_found found = {0};
    int64_t constant = appui_promptness_aim(joint, &run->placement.promptness, tier->tier);
    search->tier = tier->tier;
    search->scale = (double)appui_tier_scale(tier->tier);
    if (!appui_clock_over(&run->clock)) {
        code = appui_search_step(search, share_of(run, t), &found);
    }
    take_found(&found, constant, tier);
    bound_by_columns(&joint->program, constant, tier);
    int64_t value = appui_program_value(&joint->program, search->x);
    int32_t n_rows = joint->program.n_rows;
    appui_promptness_hold(joint, tier->tier, value + slack_of(tier, value + constant));
    run->placement.held[run->placement.n_held++] =
        (struct appui_held_tier){tier->tier, n_rows, joint->program.n_rows, value};
    return code;
}

/* A line-deciding tier after promptness has nothing left to decide: its value is its bound. */
static enum appui_solve_code settle(struct run *run, struct appui_tier_result *tier)
{
    tier->proved = true;
    tier->has_bound = true;
    tier->bound = appui_program_value(&run->search.joint->program, run->search.x);
    if (tier->tier != APPUI_TIER_EQUITY) {
        return APPUI_SOLVE_OK;
    }
    tier->fixed =
        appui_arena_alloc(&run->plan->arena, (size_t)run->basin->n_partners, sizeof *tier->fixed);
    struct appui_partner_figures *figures =
        appui_arena_alloc(&run->arena, (size_t)run->basin->n_partners, sizeof *figures);
    if (!tier->fixed || !figures) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    appui_ledger_partners(run->basin, run->standing, run->plan, figures);
    for (int32_t p = 0; p < run->basin->n_partners; p++) {
        if (figures[p].has_burden) {
            tier->fixed[tier->n_fixed++] = p;
        }
    }
    return APPUI_SOLVE_OK;
}

static bool is_promptness(enum appui_tier tier)
{
    return tier == APPUI_TIER_PROMPTNESS_FIRST || tier == APPUI_TIER_PROMPTNESS_LAST;
}

/** Part of the time left that equity takes when tiers follow: it has so many questions that it
 * would leave them nothing. */
#define EQUITY_SHARE 0.5

/* The tier after t, where it counts lines or their days. */
static enum appui_tier tier_ahead(const struct run *run, int32_t t)
{
    enum appui_tier next =
        t + 1 < run->plan->n_tiers ? run->basin->tiers.items[t + 1].tier : APPUI_N_TIERS;
    return next == APPUI_TIER_FIT || next == APPUI_TIER_CONCENTRATION ? next : APPUI_N_TIERS;
}

static enum appui_solve_code run_equity(struct run *run, int32_t t, struct appui_tier_result *tier)
{
    bool weighs = run->basin->mandate_factor > 0;
    if (weighs && add_mandataires(run) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    int32_t n_rows = run->search.joint->program.n_rows;
    double deadline_s = run->clock.deadline_s;
    if (t + 1 < run->plan->n_tiers && isfinite(deadline_s)) {
        run->clock.deadline_s = appui_clock_now() + EQUITY_SHARE * appui_clock_left(&run->clock);
    }
    enum appui_solve_code code = appui_equity_run(&run->search, &run->mandataires, tier->tolerance,
                                                  tier_ahead(run, t), &run->plan->arena, tier);
    run->clock.deadline_s = deadline_s;
    note_held(run, tier->tier, n_rows, 0);
    return code;
}

static enum appui_solve_code run_tier(struct run *run, int32_t t)
{
    struct appui_tier_result *tier = &run->plan->tiers[t];
    tier->tier = run->basin->tiers.items[t].tier;
    tier->tolerance = run->basin->tiers.items[t].tolerance;
    tier->applicable = tier->tier == APPUI_TIER_STABILITY
                           ? run->options->previous != NULL
                           : appui_evaluate_applicable(run->basin, run->standing,
                                                       run->options->calendar, tier->tier);
    if (!tier->applicable) {
        return APPUI_SOLVE_OK;
    }
    enum appui_solve_code code;
    if (is_promptness(tier->tier)) {
        code = run_promptness(run, t, tier);
    } else if (run->placement.built) {
        code = aim(run, tier->tier);
        code = code == APPUI_SOLVE_OK ? settle(run, tier) : code;
    } else if (tier->tier == APPUI_TIER_EQUITY) {
        code = run_equity(run, t, tier);
    } else {
        code = run_scalar(run, t, tier);
    }
    tier->proved = tier->proved && run->proved_so_far;
    run->proved_so_far = tier->proved;
    return code;
}

/* Where the list leaves out agreed, waiting or mandataires, agreed half-days are still dated,
 * dossiers examined and mandataires named, as far as the tiers asked for allow, unreported: nobody
 * leaves a signed convention without dates, or a firm without a committee, for nothing. */
static enum appui_solve_code run_unlisted(struct run *run, int32_t t)
{
    static const enum appui_tier always[] = {APPUI_TIER_AGREED, APPUI_TIER_WAITING,
                                             APPUI_TIER_MANDATAIRES};
    enum appui_solve_code code = APPUI_SOLVE_OK;
    for (size_t i = 0; code == APPUI_SOLVE_OK && i < sizeof always / sizeof *always; i++) {
        struct appui_tier_result unlisted = {.tier = always[i]};
        if (!appui_tier_list_find(&run->basin->tiers, always[i]) && !run->placement.built &&
            appui_evaluate_applicable(run->basin, run->standing, run->options->calendar,
                                      always[i])) {
            code = run_scalar(run, t, &unlisted);
        }
    }
    return code;
}

static enum appui_solve_code run_tiers(struct run *run)
{
    run->proved_so_far = true;
    for (int32_t t = 0; t <= run->plan->n_tiers; t++) {
        bool end = t == run->plan->n_tiers;
        enum appui_solve_code code = APPUI_SOLVE_OK;
        if (end || is_promptness(run->basin->tiers.items[t].tier)) {
            code = run_unlisted(run, t);
        }
        if (code == APPUI_SOLVE_OK && !end) {
            code = run_tier(run, t);
        }
        if (code != APPUI_SOLVE_OK) {
            return code;
        }
        if (!run->search.has_point) {
            run->result->outcome = APPUI_SOLVE_NOTHING_YET;
            return APPUI_SOLVE_OK;
        }
    }
    return APPUI_SOLVE_OK;
}

/* Agreed days that are dated anew keep, after all tiers, as many dates of the plan before as these
 * allow with the lines and committees that stand. */
static enum appui_solve_code keep_agreed_dates(struct run *run)
{
    const struct appui_problem *problem = &run->problem;
    bool any = false;
    for (int32_t s = 0; run->options->previous && !any && s < problem->n_starts; s++) {
        const struct appui_job *job = &problem->jobs[problem->start_job[s]];
        any = job->line >= 0 && appui_previous_dated(run->options->previous, job->need, job->expert,
                                                     appui_problem_session(problem, s));
    }
    if (!any || appui_clock_over(&run->clock)) {
        return APPUI_SOLVE_OK;
    }
    enum appui_solve_code code = run->placement.built ? APPUI_SOLVE_OK : build_placement(run);
    struct appui_joint *joint = &run->placement.joint;
    if (code != APPUI_SOLVE_OK || appui_redate_aim(joint, run->options->previous) == 0) {
        return code;
    }
    struct appui_found found = {0};
    return appui_search_step(&run->placement.search, 1, &found);
}

/* The solution that stands at the end: the placement's where there is one. */
static void read_solution(struct run *run)
{
    if (!run->placement.built) {
        take_solution(run);
        return;
    }
    const struct appui_problem *fixed = &run->placement.problem;
    appui_joint_solution(&run->placement.joint, run->placement.search.x, &run->placement.solution);
    for (int32_t s = 0; s < fixed->n_starts; s++) {
        run->solution.chosen[fixed->start_origin[s]] = run->placement.solution.chosen[s];
    }
}

static int compare_downwards(const void *a, const void *b)
{
    const struct appui_fraction *l = a, *r = b;
    return appui_fraction_compare(*r, *l);
}

static bool is_fixed(const struct appui_tier_result *tier, int32_t partner)
{
    for (int32_t i = 0; i < tier->n_fixed; i++) {
        if (tier->fixed[i] == partner) {
            return true;
        }
    }
    return false;
}

/* Burdens of the final plan, of the partners that could still change. */
static int read_equity(struct run *run, struct appui_tier_result *tier)
{
    struct appui_plan *plan = run->plan;
    int32_t n = 0;
    tier->values = appui_arena_alloc(&plan->arena, (size_t)plan->n_partners, sizeof *tier->values);
    if (!tier->values) {
        return -1;
    }
    for (int32_t p = 0; p < plan->n_partners; p++) {
        if (plan->partners[p].has_burden && !is_fixed(tier, p)) {
            tier->values[n++] = plan->partners[p].burden;
        }
    }
    qsort(tier->values, (size_t)n, sizeof *tier->values, compare_downwards);
    return 0;
}

/* A bound that the plan itself refutes is the linear solver's error, seen where weights differ by
 * many orders of magnitude: it is not reported, and nothing from there on is called proved. */
static void doubt(struct run *run, struct appui_tier_result *tier)
{
    bool refuted =
        appui_tier_maximises(tier->tier) ? tier->bound < tier->value : tier->bound > tier->value;
    if (tier->has_bound && refuted) {
        tier->has_bound = false;
        run->proved_so_far = false;
    } else if (tier->proved && tier->tolerance == 0 && tier->bound != tier->value) {
        run->proved_so_far = false;
    }
}

/* Values of every tier, recomputed from the finished plan. */
static int read_values(struct run *run)
{
    struct appui_plan *plan = run->plan;
    bool was_proved = run->proved_so_far;
    run->proved_so_far = true;
    for (int32_t t = 0; t < plan->n_tiers; t++) {
        struct appui_tier_result *tier = &plan->tiers[t];
        if (!tier->applicable) {
            continue;
        }
        if (tier->tier == APPUI_TIER_EQUITY) {
            if (read_equity(run, tier) < 0) {
                return -1;
            }
        } else {
            tier->value = appui_evaluate_tier(run->basin, run->standing, plan, tier->tier);
            doubt(run, tier);
        }
        tier->proved = tier->proved && run->proved_so_far;
    }
    run->proved_so_far = run->proved_so_far && was_proved;
    return 0;
}

static enum appui_plan_status status_of(const struct run *run)
{
    if (run->proved_so_far) {
        return APPUI_OPTIMAL;
    }
    return run->clock.interrupted ? APPUI_INTERRUPTED : APPUI_FEASIBLE;
}

/* A start of the problem, asked for among the dates of the lines that stand. */
static enum appui_solve_code ask_dates(void *context, int32_t start,
                                       struct appui_revision *revision)
{
    struct run *run = context;
    const struct appui_problem *fixed = &run->placement.problem;
    for (int32_t s = 0; run->placement.built && s < fixed->n_starts; s++) {
        if (fixed->start_origin[s] == start) {
            return appui_redate_ask(&run->placement.search, run->placement.held,
                                    run->placement.n_held, s, revision);
        }
    }
    return APPUI_SOLVE_OK;
}

static enum appui_solve_code aim_again(void *context, enum appui_tier tier)
{
    return aim(context, tier);
}

/* What changed against the plan before, and why. */
static enum appui_solve_code explain_changes(struct run *run)
{
    struct appui_plan *plan = run->plan;
    plan->n_revisions =
        appui_revisions_list(run->basin, run->standing, plan, &plan->arena, &plan->revisions);
    if (plan->n_revisions <= 0) {
        return plan->n_revisions < 0 ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
    }
    appui_settle_undo(&run->search, &run->settled);
    run->causes.search = &run->search;
    run->causes.mandataires = &run->mandataires;
    run->causes.stability = &run->stability;
    run->causes.aim = aim_again;
    run->causes.ask_dates = ask_dates;
    run->causes.context = run;
    if (!appui_clock_over(&run->clock) && add_stability(run) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    return run->stability.built ? appui_causes_find(&run->causes, plan) : APPUI_SOLVE_OK;
}

/* Meetings that no dossier asks for return to the dates of the plan before, or go where follow-ups
 * are due. */
static enum appui_solve_code reconvene(struct run *run)
{
    const struct appui_joint *joint = run->search.joint;
    bool moved = false;
    enum appui_solve_code code =
        appui_reconvene(&run->search, &run->mandataires, run->plan, &moved);
    for (int32_t c = 0; moved && c < run->problem.standing->dates.n; c++) {
        run->solution.held[c] = run->search.x[joint->held[c]] != 0;
        if (run->decomposed) {
            run->gate.kept.held[c] = run->solution.held[c];
        }
    }
    bool failed = moved && appui_assemble_meetings(&run->problem, &run->solution, run->plan) < 0;
    return failed ? APPUI_SOLVE_NO_MEMORY : code;
}

static enum appui_solve_code finish(struct run *run)
{
    struct appui_plan *plan = run->plan;
    read_solution(run);
    if (appui_assemble_plan(&run->problem, &run->solution, plan) < 0 ||
        appui_mandataires_assemble(&run->search, &run->mandataires, plan) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    enum appui_solve_code code = reconvene(run);
    if (code != APPUI_SOLVE_OK || appui_assemble_reviews(&run->problem, plan) < 0) {
        return code != APPUI_SOLVE_OK ? code : APPUI_SOLVE_NO_MEMORY;
    }
    appui_ledger_partners(run->basin, run->standing, plan, plan->partners);
    code = explain_changes(run);
    if (code != APPUI_SOLVE_OK) {
        return code;
    }
    if (read_values(run) < 0 ||
        appui_assemble_holes(&run->problem, !run->proved_so_far, plan) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    plan->status = status_of(run);
    run->result->plan = plan;
    run->result->outcome = APPUI_SOLVED;
    run->plan = NULL;
    return APPUI_SOLVE_OK;
}

static void release(struct run *run)
{
    appui_plan_free(run->plan);
    appui_search_release(&run->search);
    appui_gate_release(&run->gate);
    appui_days_release(&run->days);
    appui_joint_release(&run->joint);
    appui_settled_release(&run->settled);
    appui_arena_release(&run->stability.arena);
    appui_mandataires_release(&run->mandataires);
    appui_problem_release(&run->problem);
    appui_search_release(&run->placement.search);
    appui_promptness_release(&run->placement.promptness);
    appui_joint_release(&run->placement.joint);
    appui_problem_release(&run->placement.problem);
    appui_arena_release(&run->arena);
}

enum appui_solve_code appui_solve(const struct appui_basin *basin,
                                  const struct appui_standing *standing,
                                  const struct appui_solve_options *options,
                                  struct appui_solve_result *result)
{
    struct run run = {.basin = basin, .standing = standing, .options = options, .result = result};
    appui_clock_start(&run.clock, options);
    tell_phase(&run, "compile");
    result->outcome = APPUI_SOLVED;
    enum appui_solve_code code = prepare(&run);
    if (code == APPUI_SOLVE_OK && basin->n_require > 0) {
        code = appui_conflict_run(&run.search, result);
    }
    if (code == APPUI_SOLVE_OK && result->outcome == APPUI_SOLVED) {
        code = run_tiers(&run);
    }
    if (code == APPUI_SOLVE_OK && result->outcome == APPUI_SOLVED) {
        code = keep_agreed_dates(&run);
    }
    if (code == APPUI_SOLVE_OK && result->outcome == APPUI_SOLVED) {
        code = finish(&run);
    }
    if (code == APPUI_SOLVE_OK && result->plan) {
        code = appui_advances_solve(basin, &run.clock, result->plan);
    }
    snprintf(result->reason, sizeof result->reason, "%s", run.clock.reason);
    result->counts = (struct appui_solve_counts){.cuts = run.gate.cuts.n,
                                                 .placements_exact = run.gate.placer.n_exact,
                                                 .closed = run.search.n_closed,
                                                 .closed_levelled = run.search.n_closed_levelled,
                                                 .closed_before = run.search.n_closed_before,
                                                 .recast = run.search.n_recast,
                                                 .set_aside = run.days.n_impossible,
                                                 .shortened = run.days.n_shortened};
    release(&run);
    return code;
}

void appui_solve_result_release(struct appui_solve_result *result)
{
    appui_plan_free(result->plan);
    appui_free(result->conflict);
    *result = (struct appui_solve_result){0};
}

static bool is_program(const struct run *run, enum appui_tier tier)
{
    bool scalar = tier != APPUI_TIER_EQUITY && tier != APPUI_TIER_STABILITY &&
                  tier != APPUI_TIER_MANDATAIRES && !is_promptness(tier);
    return scalar &&
           appui_evaluate_applicable(run->basin, run->standing, run->options->calendar, tier);
}

enum appui_solve_code appui_solve_program(const struct appui_basin *basin,
                                          const struct appui_standing *standing, bool calendar,
                                          enum appui_tier tier,
                                          const struct appui_fixed_tier *fixed, int32_t n_fixed,
                                          struct appui_program *program)
{
    struct appui_solve_options options = appui_solve_options_default();
    options.calendar = calendar;
    struct run run = {.basin = basin, .standing = standing, .options = &options};
    bool programs = is_program(&run, tier);
    for (int32_t f = 0; f < n_fixed; f++) {
        programs = programs && is_program(&run, fixed[f].tier);
    }
    if (!programs) {
        return APPUI_SOLVE_NOT_A_PROGRAM;
    }
    enum appui_solve_code code = APPUI_SOLVE_NO_MEMORY;
    if (appui_problem_build(basin, standing, calendar, &run.problem) == 0 &&
        appui_joint_build(&run.problem, &run.joint) == 0) {
        appui_joint_require(&run.joint);
        for (int32_t f = 0; f < n_fixed; f++) {
            appui_joint_hold(&run.joint, fixed[f].tier, fixed[f].value);
        }
        appui_joint_aim(&run.joint, tier);
        if (!run.joint.program.failed) {
            *program = run.joint.program;
            run.joint.program = (struct appui_program){0};
            code = APPUI_SOLVE_OK;
        }
    }
    release(&run);
    return code;
}
