/*
 * The guard around GLPK: one environment per solve, made and freed here, so that nothing outlives
 * an error and no solve depends on the one before. GLPK sees the reduced program (solver/reduce)
 * without names; what it answers is believed only after the exact checks below: points against the
 * original program, "proved" against the bound's tolerance. Why each parameter is what it is, and
 * which fact of GLPK asks for it, stands in docs/glpk.md.
 */
#include "solver/glpk.h"

#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "solver/record.h"

#define PROGRESS_INTERVAL_S 0.1
#define WORDS_INTERVAL_MS 100

enum ending {
    RUNNING,
    PROVED,     /* GLPK says that its point is optimal */
    INFEASIBLE, /* or that there is none */
    UNBOUNDED,
    LIMITED, /* a limit or stop came first */
    FAULTY,
    EXHAUSTED /* memory */
};

/* All that the guarded part reads and writes: nothing of it lives in registers across a longjmp. */
struct run {
    const struct appui_program *program;
    const struct appui_glpk_options *options;
    struct appui_glpk_result *result;
    struct appui_reduced reduced;
    struct appui_record record;
    double
        *values;  /* [max(n_columns, rows of the reduced program) + 1] scratch, 1-based for GLPK */
    int *indices; /* as long */
    jmp_buf escape;
    glp_prob *lp;
    bool presolve; /* asked for, and safe */
    bool in_tree;
    bool start_given; /* to GLPK's tree */
    enum ending ending;
    double deadline_s, told_s; /* monotonic clock; INFINITY: none */
    char words[200];           /* GLPK's last line */
};

static double clock_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool must_end(const struct run *run)
{
    const struct appui_glpk_options *options = run->options;
    return (options->stop != NULL && options->stop(options->context)) ||
           clock_s() >= run->deadline_s;
}

static int milliseconds_left(const struct run *run)
{
    double left = 1000 * (run->deadline_s - clock_s());
    if (left >= INT_MAX) {
        return INT_MAX;
    }
    return left > 1 ? (int)left : 1;
}

static void end_with(struct run *run, enum ending ending, const char *reason)
{
    run->ending = ending;
    (void)snprintf(run->result->reason, sizeof run->result->reason, "%s", reason);
}

/* Takes GLPK's incumbent, or ends the run when it is no point of the program. */
static void take_incumbent(struct run *run, glp_prob *lp)
{
    double *x = run->values;
    for (int32_t j = 0; j < run->program->n_columns; j++) {
        x[j] = glp_mip_col_val(lp, j + 1);
    }
    const char *refused_by = appui_record_judge(&run->record, x);
    if (refused_by == NULL) {
        appui_record_keep(&run->record);
        return;
    }
    char reason[160];
    (void)snprintf(reason, sizeof reason, "GLPK's point violates '%.100s'", refused_by);
    end_with(run, FAULTY, reason);
}

/* ---- inside GLPK ---- */

static void on_error(void *info)
{
    struct run *run = info;
    bool memory = strstr(run->words, "memory allocation limit exceeded") != NULL ||
                  strstr(run->words, "no memory available") != NULL;
    end_with(run, memory ? EXHAUSTED : FAULTY, run->words);
    longjmp(run->escape, 1);
}

static void note_words(struct run *run, const char *text)
{
    size_t length = strcspn(text, "\n");
    if (length > 0 && strncmp(text, "Error detected", 14) != 0) {
        (void)snprintf(run->words, sizeof run->words, "%.*s", (int)length, text);
    }
}

/*
 * GLPK speaks at least every WORDS_INTERVAL_MS from inside the simplex method, where no callback
 * runs: the place to leave in time. Behind the presolver the incumbent can only be had from GLPK's
 * own ending, so there it is awaited.
 */
static int on_words(void *info, const char *text)
{
    struct run *run = info;
    note_words(run, text);
    bool may_leave = !(run->in_tree && run->presolve);
    if (may_leave && run->ending == RUNNING && must_end(run)) {
        end_with(run, LIMITED, "");
        longjmp(run->escape, 1);
    }
    return 1;
}

static void note_tree_bound(struct run *run, glp_tree *tree)
{
    int node = glp_ios_best_node(tree);
    if (node == 0) {
        return;
    }
    double bound = glp_ios_node_bound(tree, node);
    glp_prob *lp = glp_ios_get_prob(tree);
    if (glp_mip_status(lp) == GLP_FEAS) {
        double incumbent = glp_mip_obj_val(lp);
        bound = run->reduced.program.maximise ? fmax(bound, incumbent) : fmin(bound, incumbent);
    }
    appui_record_believe(&run->record, bound);
}

static void tell_progress(struct run *run, glp_tree *tree)
{
    double now = clock_s();
    if (now - run->told_s < PROGRESS_INTERVAL_S) {
        return;
    }
    run->told_s = now;
    note_tree_bound(run, tree);
    if (run->options->progress != NULL && run->record.has_bound) {
        appui_record_finish(&run->record);
        struct appui_glpk_progress progress = {.has_incumbent = run->result->has_point,
                                               .incumbent = run->result->value,
                                               .bound = run->result->bound,
                                               .nodes = run->result->nodes};
        run->options->progress(run->options->context, &progress);
    }
}

static void give_start(struct run *run, glp_tree *tree)
{
    if (run->options->start == NULL || run->start_given) {
        return;
    }
    run->start_given = true;
    for (int32_t j = 0; j < run->program->n_columns; j++) {
        run->values[j + 1] = (double)run->options->start[j];
    }
    (void)glp_ios_heur_sol(tree, run->values);
}

static void end_tree(struct run *run, glp_tree *tree)
{
    note_tree_bound(run, tree);
    glp_ios_terminate(tree);
}

static void select_node(struct run *run, glp_tree *tree)
{
    int64_t limit = run->options->node_limit;
    if (limit > 0 && run->result->nodes >= limit) {
        end_tree(run, tree);
    } else {
        run->result->nodes++;
    }
}

/* The most fractional column of the highest priority, tried at its upper side first: a line that
 * exists decides more than one that does not. Without such a column GLPK's own technique chooses.
 */
static void branch(const struct run *run, glp_tree *tree)
{
    const struct appui_program *program = &run->reduced.program;
    glp_prob *lp = glp_ios_get_prob(tree);
    int best = 0, best_priority = 0;
    double best_distance = 0;
    for (int j = 1; j <= program->n_columns; j++) {
        int priority = program->columns[j - 1].priority;
        if (priority == 0 || priority < best_priority || !glp_ios_can_branch(tree, j)) {
            continue;
        }
        double value = glp_get_col_prim(lp, j);
        double distance = fmin(value - floor(value), ceil(value) - value);
        if (priority > best_priority || distance > best_distance) {
            best = j;
            best_priority = priority;
            best_distance = distance;
        }
    }
    if (best > 0) {
        glp_ios_branch_upon(tree, best, GLP_UP_BRNCH);
    }
}

static void on_tree(glp_tree *tree, void *info)
{
    struct run *run = info;
    run->in_tree = true;
    switch (glp_ios_reason(tree)) {
    case GLP_ISELECT:
        select_node(run, tree);
        break;
    case GLP_IHEUR:
        give_start(run, tree);
        break;
    case GLP_IBRANCH:
        if (!run->presolve) {
            branch(run, tree);
        }
        break;
    case GLP_IBINGO:
        if (!run->presolve) {
            take_incumbent(run, glp_ios_get_prob(tree));
        }
        break;
    default:
        break;
    }
    if (run->ending != RUNNING || must_end(run)) {
        end_tree(run, tree);
    } else {
        tell_progress(run, tree);
    }
}

/* ---- loading ---- */

static int bound_kind(int64_t low, int64_t high)
{
    if (low == high) {
        return GLP_FX;
    }
    if (low == APPUI_MINUS_INFINITY) {
        return high == APPUI_PLUS_INFINITY ? GLP_FR : GLP_UP;
    }
    return high == APPUI_PLUS_INFINITY ? GLP_LO : GLP_DB;
}

static void load_columns(struct run *run)
{
    const struct appui_program *program = &run->reduced.program;
    if (program->n_columns > 0) {
        glp_add_cols(run->lp, program->n_columns);
    }
    for (int32_t j = 0; j < program->n_columns; j++) {
        const struct appui_column *column = &program->columns[j];
        glp_set_col_bnds(run->lp, j + 1, bound_kind(column->low, column->high), (double)column->low,
                         (double)column->high);
        glp_set_obj_coef(run->lp, j + 1, (double)column->cost);
        glp_set_col_kind(run->lp, j + 1, column->integer ? GLP_IV : GLP_CV);
    }
}

static void load_rows(struct run *run)
{
    const struct appui_program *program = &run->reduced.program;
    if (program->n_rows > 0) {
        glp_add_rows(run->lp, program->n_rows);
    }
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        for (int32_t k = 0; k < row->n_terms; k++) {
            const struct appui_term *term = &program->terms[row->first_term + k];
            run->indices[k + 1] = term->column + 1;
            run->values[k + 1] = (double)term->coefficient;
        }
        glp_set_row_bnds(run->lp, i + 1, bound_kind(row->low, row->high), (double)row->low,
                         (double)row->high);
        glp_set_mat_row(run->lp, i + 1, row->n_terms, run->indices, run->values);
    }
}

/* ---- the phases ---- */

/* Iterations after which the simplex is taken to go round in a circle (fact 16): ten times what
 * programs of that size need, and more. */
static int iterations_allowed(const struct run *run)
{
    int64_t size = (int64_t)run->reduced.program.n_rows + run->reduced.program.n_columns;
    return (int)(size < 1000000 ? 10000 + 20 * size : INT_MAX);
}

/* Every way out of a circle starts afresh: from where it was met, other rules go round in it too.
 */
static int run_simplex(struct run *run)
{
    static const struct {
        int method, pricing, ratio_test;
    } ways[] = {{GLP_PRIMAL, GLP_PT_PSE, GLP_RT_HAR},
                {GLP_PRIMAL, GLP_PT_STD, GLP_RT_FLIP},
                {GLP_DUALP, GLP_PT_PSE, GLP_RT_HAR},
                {GLP_PRIMAL, GLP_PT_STD, GLP_RT_STD}};
    int code = GLP_EITLIM;
    bool limited = run->options->iteration_limit > 0;
    for (size_t i = 0; code == GLP_EITLIM && i < (limited ? 1 : sizeof ways / sizeof *ways); i++) {
        glp_smcp control;
        glp_init_smcp(&control);
        control.msg_lev = GLP_MSG_ALL;
        control.out_frq = WORDS_INTERVAL_MS;
        bool dual = i == 0 && run->options->basis != NULL && run->options->dual;
        control.meth = dual ? GLP_DUALP : ways[i].method;
        control.pricing = ways[i].pricing;
        control.r_test = ways[i].ratio_test;
        control.tm_lim = milliseconds_left(run);
        int32_t limit = run->options->iteration_limit;
        control.it_lim = limit > 0 ? limit : iterations_allowed(run);
        if (i > 0) {
            glp_adv_basis(run->lp, 0);
        }
        code = glp_simplex(run->lp, &control);
    }
    return code;
}

static void bound_by_root(struct run *run)
{
    for (int32_t i = 0; i < run->reduced.program.n_rows; i++) {
        run->values[i] = glp_get_row_dual(run->lp, i + 1);
    }
    int proved = appui_record_prove_by(&run->record, run->values);
    if (proved < 0) {
        end_with(run, EXHAUSTED, "no memory");
    } else if (proved == 0) {
        appui_record_believe(&run->record, glp_get_obj_val(run->lp));
    }
}

/* True when a basis was given whose codes are GLPK's and whose basic variables are as many as the
 * rows that GLPK sees. */
static bool has_basis(const struct run *run)
{
    const uint8_t *basis = run->options->basis;
    int32_t n_rows = run->reduced.program.n_rows, n_basic = 0;
    bool fits = basis != NULL;
    for (int32_t i = 0; fits && i < n_rows + run->program->n_columns; i++) {
        uint8_t code =
            i < n_rows ? basis[run->reduced.origin[i]] : basis[run->program->n_rows + i - n_rows];
        fits = code >= GLP_BS && code <= GLP_NS;
        n_basic += code == GLP_BS;
    }
    return fits && n_basic == n_rows;
}

static void set_basis(struct run *run)
{
    const uint8_t *basis = run->options->basis;
    if (!has_basis(run)) {
        glp_adv_basis(run->lp, 0);
        return;
    }
    for (int32_t i = 0; i < run->reduced.program.n_rows; i++) {
        glp_set_row_stat(run->lp, i + 1, basis[run->reduced.origin[i]]);
    }
    for (int32_t j = 0; j < run->program->n_columns; j++) {
        glp_set_col_stat(run->lp, j + 1, basis[run->program->n_rows + j]);
    }
}

/* Solves the linear relaxation. A basis that GLPK calls singular is replaced by the standard one,
 * once. */
static void solve_root(struct run *run)
{
    set_basis(run);
    int code = run_simplex(run);
    if (code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND || code == GLP_EFAIL) {
        glp_std_basis(run->lp);
        code = run_simplex(run);
    }
    int status = glp_get_status(run->lp);
    if (code == GLP_EITLIM && run->options->iteration_limit > 0) {
        return; /* an estimate */
    }
    if (code == GLP_ETMLIM || code == GLP_EITLIM) {
        end_with(run, LIMITED, "");
    } else if (code == 0 && status == GLP_NOFEAS) {
        end_with(run, INFEASIBLE, "");
    } else if (code == 0 && status == GLP_UNBND) {
        end_with(run, UNBOUNDED, "");
    } else if (code == 0 && status == GLP_OPT) {
        bound_by_root(run);
    } else {
        char reason[80];
        (void)snprintf(reason, sizeof reason, "simplex: code %d, status %d", code, status);
        end_with(run, FAULTY, reason);
    }
}

/* Pseudo-costs copy the problem for every fractional column at the root: worth it where the
 * formulation has no opinion. */
static bool has_priorities(const struct appui_program *program)
{
    for (int32_t j = 0; j < program->n_columns; j++) {
        if (program->columns[j].priority > 0) {
            return true;
        }
    }
    return false;
}

static void set_tree_control(struct run *run, glp_iocp *control)
{
    const struct appui_glpk_options *options = run->options;
    glp_init_iocp(control);
    control->msg_lev = GLP_MSG_ALL;
    control->out_frq = WORDS_INTERVAL_MS;
    control->out_dly = 0;
    control->tm_lim = milliseconds_left(run);
    control->br_tech = has_priorities(&run->reduced.program) ? GLP_BR_MFV
                       : options->quick                      ? GLP_BR_FFV
                                                             : GLP_BR_PCH;
    control->bt_tech = GLP_BT_BPH;
    control->mir_cuts = options->cut_mir ? GLP_ON : GLP_OFF;
    control->gmi_cuts = options->cut_gomory ? GLP_ON : GLP_OFF;
    control->clq_cuts = options->cut_clique ? GLP_ON : GLP_OFF;
    control->presolve = run->presolve ? GLP_ON : GLP_OFF;
    control->cb_func = on_tree;
    control->cb_info = run;
}

/* What glp_intopt's return code and status mean together; neither is enough alone. */
static enum ending tree_ending(int code, int status)
{
    if (code == 0 && status == GLP_OPT) {
        return PROVED;
    }
    if ((code == 0 && status == GLP_NOFEAS) || code == GLP_ENOPFS) {
        return INFEASIBLE;
    }
    if (code == GLP_ENODFS) {
        return UNBOUNDED;
    }
    /* GLP_EFAIL: a node's relaxation could not be solved; the incumbent and the bound before it
     * stand. */
    return code == GLP_ETMLIM || code == GLP_ESTOP || code == GLP_EFAIL ? LIMITED : FAULTY;
}

static void solve_tree(struct run *run)
{
    glp_iocp control;
    set_tree_control(run, &control);
    int code = glp_intopt(run->lp, &control);
    int status = glp_mip_status(run->lp);
    if (run->ending != RUNNING) {
        return;
    }
    char reason[80] = "";
    enum ending ending = tree_ending(code, status);
    if (ending == FAULTY) {
        (void)snprintf(reason, sizeof reason, "intopt: code %d, status %d", code, status);
    }
    end_with(run, ending, reason);
    if (status == GLP_OPT || status == GLP_FEAS) {
        take_incumbent(run, run->lp);
    }
    if (run->ending == PROVED) {
        appui_record_believe(&run->record, glp_mip_obj_val(run->lp));
    }
}

static void keep_relaxed(struct run *run)
{
    for (int32_t j = 0; j < run->program->n_columns; j++) {
        run->result->relaxed[j] = glp_get_col_prim(run->lp, j + 1);
        run->result->basis[run->program->n_rows + j] = (uint8_t)glp_get_col_stat(run->lp, j + 1);
    }
    memset(run->result->basis, GLP_BS, (size_t)run->program->n_rows);
    for (int32_t i = 0; i < run->reduced.program.n_rows; i++) {
        run->result->basis[run->reduced.origin[i]] = (uint8_t)glp_get_row_stat(run->lp, i + 1);
        run->result->multipliers[run->reduced.origin[i]] += glp_get_row_dual(run->lp, i + 1) *
                                                            (double)run->reduced.unit /
                                                            (double)run->reduced.divisor[i];
    }
    end_with(run, PROVED, "");
}

static void solve_phases(struct run *run)
{
    run->lp = glp_create_prob();
    glp_set_obj_dir(run->lp, run->program->maximise ? GLP_MAX : GLP_MIN);
    load_columns(run);
    load_rows(run);
    if (!run->presolve || run->options->relax_only) {
        solve_root(run);
    }
    if (run->ending != RUNNING) {
        return;
    }
    if (run->options->relax_only) {
        keep_relaxed(run);
    } else if (appui_record_closed(&run->record)) {
        end_with(run, PROVED, "");
    } else {
        solve_tree(run);
    }
}

/* The one setjmp. Whatever happens between the hooks and glp_free_env, every GLPK object is gone
 * afterwards. */
static void guard(struct run *run)
{
    if (setjmp(run->escape) == 0) {
        glp_term_hook(on_words, run);
        glp_error_hook(on_error, run);
        if (run->options->memory_limit_mb > 0) {
            glp_mem_limit(run->options->memory_limit_mb);
        }
        solve_phases(run);
    }
    glp_free_env();
}

/* ---- outcome ---- */

static enum appui_glpk_outcome outcome_of(const struct run *run)
{
    const struct appui_glpk_result *result = run->result;
    if (run->options->relax_only && run->ending == PROVED) {
        return APPUI_GLPK_OPTIMAL;
    }
    if (appui_record_closed(&run->record) ||
        (run->ending == PROVED && !run->reduced.integral && appui_record_is_fine(&run->record))) {
        return APPUI_GLPK_OPTIMAL;
    }
    if (run->ending == INFEASIBLE) {
        return APPUI_GLPK_INFEASIBLE;
    }
    if (run->ending == UNBOUNDED) {
        return APPUI_GLPK_UNBOUNDED;
    }
    return result->has_point ? APPUI_GLPK_FEASIBLE : APPUI_GLPK_UNKNOWN;
}

static enum appui_glpk_code conclude(struct run *run)
{
    struct appui_glpk_result *result = run->result;
    if (run->ending == INFEASIBLE && result->has_point) {
        end_with(run, FAULTY, "GLPK calls infeasible what the start point satisfies");
    }
    appui_record_finish(&run->record);
    result->outcome = outcome_of(run);
    if (run->ending == FAULTY) {
        return APPUI_GLPK_FAULT;
    }
    return run->ending == EXHAUSTED ? APPUI_GLPK_NO_MEMORY : APPUI_GLPK_OK;
}

/* ---- without GLPK ---- */

/* The best value of a column that no row mentions; false when the objective has none. */
static bool best_alone(const struct appui_column *column, bool maximise, int64_t *best)
{
    if (column->cost == 0) {
        *best = column->low > 0 ? column->low : column->high < 0 ? column->high : 0;
        return true;
    }
    *best = (column->cost > 0) == maximise ? column->high : column->low;
    return *best != APPUI_PLUS_INFINITY && *best != APPUI_MINUS_INFINITY;
}

static void solve_without_rows(struct run *run)
{
    const struct appui_program *program = run->program;
    for (int32_t j = 0; j < program->n_columns; j++) {
        if (!best_alone(&program->columns[j], program->maximise, &run->record.candidate[j])) {
            end_with(run, UNBOUNDED, "");
            return;
        }
    }
    end_with(run, PROVED, "");
    if (!run->options->relax_only) {
        appui_record_keep(&run->record);
        return;
    }
    for (int32_t j = 0; j < program->n_columns; j++) {
        run->result->relaxed[j] = (double)run->record.candidate[j];
    }
}

static const char *option_fault(const struct appui_glpk_options *options)
{
    if (!(options->time_limit_s > 0)) {
        return "time_limit_s must be above 0";
    }
    if (options->node_limit < 0) {
        return "node_limit must be 0 or more";
    }
    if (options->iteration_limit < 0) {
        return "iteration_limit must be 0 or more";
    }
    if ((options->iteration_limit > 0 || options->basis != NULL) && !options->relax_only) {
        return "iteration_limit and basis need relax_only";
    }
    if (options->memory_limit_mb < 0) {
        return "memory_limit_mb must be 0 or more";
    }
    if (options->presolve && options->start != NULL) {
        return "presolve and start exclude each other";
    }
    return NULL;
}

static bool make_room(struct run *run)
{
    struct appui_glpk_result *result = run->result;
    size_t columns = (size_t)run->program->n_columns;
    size_t most =
        (columns > (size_t)run->reduced.program.n_rows ? columns
                                                       : (size_t)run->reduced.program.n_rows) +
        1;
    run->values = appui_calloc(most, sizeof *run->values);
    run->indices = appui_calloc(most, sizeof *run->indices);
    run->record.candidate = appui_calloc(columns, sizeof *run->record.candidate);
    bool room = run->values != NULL && run->indices != NULL && run->record.candidate != NULL;
    if (run->options->relax_only) {
        result->relaxed = appui_calloc(columns, sizeof *result->relaxed);
        result->multipliers =
            appui_calloc((size_t)run->program->n_rows + 1, sizeof *result->multipliers);
        result->basis = appui_calloc((size_t)run->program->n_rows + columns + 1, 1);
        return room && result->relaxed != NULL && result->multipliers != NULL &&
               result->basis != NULL;
    }
    result->point = appui_calloc(columns, sizeof *result->point);
    return room && result->point != NULL;
}

static bool start_is_refused(struct run *run)
{
    const int64_t *start = run->options->start;
    if (start == NULL || appui_program_violation(run->program, start) < 0) {
        return false;
    }
    (void)snprintf(run->result->reason, sizeof run->result->reason,
                   "the start point violates the program");
    return true;
}

static void keep_start(struct run *run)
{
    const int64_t *start = run->options->start;
    if (start != NULL && !run->options->relax_only) {
        memcpy(run->record.candidate, start, (size_t)run->program->n_columns * sizeof *start);
        appui_record_keep(&run->record);
    }
}

static bool every_column_is_bounded(const struct appui_program *program)
{
    for (int32_t j = 0; j < program->n_columns; j++) {
        if (program->columns[j].low == APPUI_MINUS_INFINITY ||
            program->columns[j].high == APPUI_PLUS_INFINITY) {
            return false;
        }
    }
    return true;
}

static enum appui_glpk_code solve_reduced(struct run *run)
{
    if (!make_room(run)) {
        return APPUI_GLPK_NO_MEMORY;
    }
    run->presolve = run->options->presolve && every_column_is_bounded(run->program);
    run->record.whole = run->reduced.integral && !run->options->relax_only;
    if (start_is_refused(run)) {
        return APPUI_GLPK_BAD_OPTION;
    }
    keep_start(run);
    /* The values are still 0: what the columns' own bounds prove may already be what the start
     * point reaches. */
    if (appui_record_prove_by(&run->record, run->values) < 0) {
        return APPUI_GLPK_NO_MEMORY;
    }
    if (appui_record_closed(&run->record)) {
        end_with(run, PROVED, "");
    } else if (run->reduced.program.n_rows == 0) {
        solve_without_rows(run);
    } else {
        guard(run);
    }
    return conclude(run);
}

static enum appui_glpk_code solve_run(struct run *run)
{
    switch (appui_reduce(run->program, &run->reduced, run->result->reason)) {
    case APPUI_REDUCE_OK:
        return solve_reduced(run);
    case APPUI_REDUCE_INFEASIBLE:
        run->result->outcome = APPUI_GLPK_INFEASIBLE;
        return start_is_refused(run) ? APPUI_GLPK_BAD_OPTION : APPUI_GLPK_OK;
    case APPUI_REDUCE_BAD_MODEL:
        return APPUI_GLPK_BAD_MODEL;
    default:
        return APPUI_GLPK_NO_MEMORY;
    }
}

/* A result holds a point or relaxed values only where it says so. */
static void tidy(struct appui_glpk_result *result, bool solved)
{
    if (!result->has_point) {
        appui_free(result->point);
        result->point = NULL;
    }
    if (!solved || result->outcome != APPUI_GLPK_OPTIMAL) {
        appui_free(result->relaxed);
        appui_free(result->multipliers);
        appui_free(result->basis);
        result->relaxed = NULL;
        result->multipliers = NULL;
        result->basis = NULL;
    }
}

/* ---- entries ---- */

struct appui_glpk_options appui_glpk_options_default(void)
{
    return (struct appui_glpk_options){.time_limit_s = INFINITY, .cut_mir = true};
}

enum appui_glpk_code appui_glpk_solve(const struct appui_program *program,
                                      const struct appui_glpk_options *options,
                                      struct appui_glpk_result *result)
{
    *result = (struct appui_glpk_result){.outcome = APPUI_GLPK_UNKNOWN};
    const char *fault = option_fault(options);
    if (fault != NULL) {
        (void)snprintf(result->reason, sizeof result->reason, "%s", fault);
        return APPUI_GLPK_BAD_OPTION;
    }
    struct run run = {.program = program, .options = options, .result = result};
    run.record =
        (struct appui_record){.program = program, .reduced = &run.reduced, .result = result};
    run.deadline_s = clock_s() + options->time_limit_s;
    run.told_s = -INFINITY;
    enum appui_glpk_code code = solve_run(&run);
    appui_reduced_release(&run.reduced);
    appui_free(run.values);
    appui_free(run.indices);
    appui_free(run.record.candidate);
    tidy(result, code == APPUI_GLPK_OK);
    return code;
}

void appui_glpk_result_release(struct appui_glpk_result *result)
{
    appui_free(result->point);
    appui_free(result->relaxed);
    appui_free(result->multipliers);
    appui_free(result->basis);
    *result = (struct appui_glpk_result){0};
}

const char *appui_glpk_version(void)
{
    return glp_version();
}
