/*
 * Programs as text that other solvers read. Everything is integers and ASCII, so nothing is rounded
 * and no locale matters. The forms are the narrowest that GLPK and CBC read alike: one term
 * per line, every bound written out, LP rows with two bounds as two rows. MPS keeps all names; LP
 * cannot hold some (see lp_mark).
 */
#include "solver/export.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>

/* What LP readers take for a word of their own. */
static const char *const lp_words[] = {
    "min",   "minimum",  "minimize", "minimise", "max",     "maximum",  "maximize", "maximise",
    "st",    "s.t.",     "st.",      "subject",  "such",    "bound",    "bounds",   "general",
    "gen",   "generals", "integer",  "integers", "int",     "binary",   "binaries", "bin",
    "free",  "end",      "inf",      "infinity", "sos",     "sos1",     "sos2",     "semi",
    "semis", "sin",      "to",       "that",     "section", "sections",
};

/* LP takes "e5" for part of a number. */
static bool reads_as_exponent(const char *name)
{
    return (name[0] == 'e' || name[0] == 'E') &&
           (name[1] == '\0' || strchr("0123456789eE.", name[1]) != NULL);
}

/*
 * '_' before a name that LP cannot hold. Names that begin with '_' get one more, so that two names
 * stay two.
 */
static const char *lp_mark(const char *name)
{
    if (isdigit((unsigned char)name[0]) || name[0] == '.' || name[0] == '_' ||
        reads_as_exponent(name)) {
        return "_";
    }
    for (size_t i = 0; i < sizeof lp_words / sizeof *lp_words; i++) {
        if (strcasecmp(name, lp_words[i]) == 0) {
            return "_";
        }
    }
    return "";
}

/* The name of the objective; "obj", with as many '_' as tell it from the rows, when the program
 * gives none. */
static void write_objective_name(const struct appui_program *program, FILE *stream)
{
    if (program->objective != NULL) {
        fputs(program->objective, stream);
        return;
    }
    size_t dashes = 0;
    for (int32_t i = 0; i < program->n_rows; i++) {
        const char *name = program->rows[i].name;
        if (strncmp(name, "obj", 3) == 0 && strspn(name + 3, "_") == strlen(name + 3) &&
            strlen(name + 3) >= dashes) {
            dashes = strlen(name + 3) + 1;
        }
    }
    fputs("obj", stream);
    while (dashes-- > 0) {
        fputc('_', stream);
    }
}

/* The program's note as a comment line of its own. */
static void write_note(const struct appui_program *program, const char *mark, FILE *stream)
{
    if (program->note != NULL) {
        fprintf(stream, "%s%s\n", mark, program->note);
    }
}

static int finish(FILE *stream)
{
    return fflush(stream) != 0 || ferror(stream) ? -1 : 0;
}

/* ---- LP ---- */

static void lp_term(FILE *stream, int64_t coefficient, const char *name)
{
    fprintf(stream, " %+" PRId64 " %s%s\n", coefficient, lp_mark(name), name);
}

/* A column must be met in the objective or a row before its bounds: those in no row always stand in
 * the objective. */
static void lp_objective(const struct appui_program *program, const bool *in_row, FILE *stream)
{
    fputs(program->maximise ? "Maximize\n " : "Minimize\n ", stream);
    fputs(program->objective == NULL ? "" : lp_mark(program->objective), stream);
    write_objective_name(program, stream);
    fputs(":\n", stream);
    for (int32_t j = 0; j < program->n_columns; j++) {
        if (program->columns[j].cost != 0 || !in_row[j]) {
            lp_term(stream, program->columns[j].cost, program->columns[j].name);
        }
    }
    if (program->n_columns == 0) {
        lp_term(stream, 0, "nothing");
    }
}

static void lp_terms(const struct appui_program *program, const struct appui_row *row, FILE *stream)
{
    for (int32_t k = 0; k < row->n_terms; k++) {
        const struct appui_term *term = &program->terms[row->first_term + k];
        lp_term(stream, term->coefficient, program->columns[term->column].name);
    }
    if (row->n_terms == 0) {
        lp_term(stream, 0, program->n_columns > 0 ? program->columns[0].name : "nothing");
    }
}

static void lp_row(const struct appui_program *program, int32_t i, FILE *stream)
{
    const struct appui_row *row = &program->rows[i];
    fprintf(stream, " %s%s:\n", lp_mark(row->name), row->name);
    lp_terms(program, row, stream);
    if (row->low == row->high) {
        fprintf(stream, " = %" PRId64 "\n", row->low);
        return;
    }
    if (row->low != APPUI_MINUS_INFINITY) {
        fprintf(stream, " >= %" PRId64 "\n", row->low);
    }
    if (row->high == APPUI_PLUS_INFINITY) {
        return;
    }
    if (row->low != APPUI_MINUS_INFINITY) {
        fprintf(stream, " ~%" PRId32 ".%.200s:\n", i + 1, row->name);
        lp_terms(program, row, stream);
    }
    fprintf(stream, " <= %" PRId64 "\n", row->high);
}

static void lp_bounds(const struct appui_column *column, FILE *stream)
{
    const char *mark = lp_mark(column->name);
    bool has_low = column->low != APPUI_MINUS_INFINITY;
    bool has_high = column->high != APPUI_PLUS_INFINITY;
    if (!has_low && !has_high) {
        fprintf(stream, " %s%s free\n", mark, column->name);
    } else if (column->low == column->high) {
        fprintf(stream, " %s%s = %" PRId64 "\n", mark, column->name, column->low);
    } else if (!has_high) {
        fprintf(stream, " %s%s >= %" PRId64 "\n", mark, column->name, column->low);
    } else if (!has_low) {
        fprintf(stream, " -inf <= %s%s <= %" PRId64 "\n", mark, column->name, column->high);
    } else {
        fprintf(stream, " %" PRId64 " <= %s%s <= %" PRId64 "\n", column->low, mark, column->name,
                column->high);
    }
}

static void lp_columns(const struct appui_program *program, FILE *stream)
{
    fputs("Bounds\n", stream);
    bool any_integer = false;
    for (int32_t j = 0; j < program->n_columns; j++) {
        lp_bounds(&program->columns[j], stream);
        any_integer = any_integer || program->columns[j].integer;
    }
    if (program->n_columns == 0) {
        fputs(" nothing = 0\n", stream);
    }
    fputs(any_integer ? "General\n" : "", stream);
    for (int32_t j = 0; j < program->n_columns; j++) {
        const struct appui_column *column = &program->columns[j];
        if (column->integer) {
            fprintf(stream, " %s%s\n", lp_mark(column->name), column->name);
        }
    }
}

int appui_export_lp(const struct appui_program *program, FILE *stream)
{
    bool *in_row = appui_calloc((size_t)program->n_columns, sizeof *in_row);
    if (in_row == NULL) {
        return -1;
    }
    for (int64_t k = 0; k < program->n_terms; k++) {
        in_row[program->terms[k].column] = true;
    }
    fputs("\\ Names that LP cannot hold, and those that begin with _, have a _ before them.\n"
          "\\ A row with two bounds stands twice: NAME and ~NUMBER.NAME.\n",
          stream);
    write_note(program, "\\ ", stream);
    lp_objective(program, in_row, stream);
    fputs("Subject To\n", stream);
    for (int32_t i = 0; i < program->n_rows; i++) {
        lp_row(program, i, stream);
    }
    if (program->n_rows == 0) {
        fputs(" nothing_to_keep:\n", stream);
        lp_term(stream, 0, program->n_columns > 0 ? program->columns[0].name : "nothing");
        fputs(" >= 0\n", stream);
    }
    lp_columns(program, stream);
    fputs("End\n", stream);
    appui_free(in_row);
    return finish(stream);
}

/* ---- MPS ---- */

static char mps_sense(const struct appui_row *row)
{
    if (row->low == row->high) {
        return 'E';
    }
    return row->high == APPUI_PLUS_INFINITY ? 'G' : 'L';
}

static void mps_rows(const struct appui_program *program, FILE *stream)
{
    fputs("ROWS\n N ", stream);
    write_objective_name(program, stream);
    fputc('\n', stream);
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        fprintf(stream, " %c %s\n", mps_sense(row), row->name);
    }
}

/* Where each column's terms stand: terms of column j are order[first[j]] to order[first[j + 1] -
 * 1], by row. */
struct by_column {
    int64_t *first; /* [n_columns + 2] */
    int64_t *order; /* [n_terms] */
    int32_t *row;   /* [n_terms] row of each term */
};

static bool sort_terms(const struct appui_program *program, struct by_column *by)
{
    by->first = appui_calloc((size_t)program->n_columns + 2, sizeof *by->first);
    by->order = appui_calloc((size_t)program->n_terms, sizeof *by->order);
    by->row = appui_calloc((size_t)program->n_terms, sizeof *by->row);
    if (by->first == NULL || by->order == NULL || by->row == NULL) {
        return false;
    }
    for (int64_t k = 0; k < program->n_terms; k++) {
        by->first[program->terms[k].column + 2]++;
    }
    for (int32_t j = 2; j <= program->n_columns; j++) {
        by->first[j] += by->first[j - 1];
    }
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        for (int64_t k = row->first_term; k < row->first_term + row->n_terms; k++) {
            by->row[k] = i;
            by->order[by->first[program->terms[k].column + 1]++] = k;
        }
    }
    return true;
}

/* The objective's entry is written even when 0: it declares a column that no row mentions. */
static void mps_column(const struct appui_program *program, int32_t j, const struct by_column *by,
                       FILE *stream)
{
    const struct appui_column *column = &program->columns[j];
    fprintf(stream, " %s ", column->name);
    write_objective_name(program, stream);
    fprintf(stream, " %" PRId64 "\n", column->cost);
    for (int64_t at = by->first[j]; at < by->first[j + 1]; at++) {
        int64_t k = by->order[at];
        fprintf(stream, " %s %s %" PRId64 "\n", column->name, program->rows[by->row[k]].name,
                program->terms[k].coefficient);
    }
}

static void mps_columns(const struct appui_program *program, const struct by_column *by,
                        FILE *stream)
{
    fputs("COLUMNS\n", stream);
    bool integer = false;
    for (int32_t j = 0; j < program->n_columns; j++) {
        if (program->columns[j].integer != integer) {
            integer = !integer;
            fprintf(stream, " M%" PRId32 " 'MARKER' '%s'\n", j, integer ? "INTORG" : "INTEND");
        }
        mps_column(program, j, by, stream);
    }
    if (integer) {
        fprintf(stream, " M%" PRId32 " 'MARKER' 'INTEND'\n", program->n_columns);
    }
}

static void mps_sides(const struct appui_program *program, FILE *stream)
{
    fputs("RHS\n", stream);
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        int64_t side = row->high == APPUI_PLUS_INFINITY ? row->low : row->high;
        fprintf(stream, " RHS %s %" PRId64 "\n", row->name, side);
    }
    fputs("RANGES\n", stream);
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        if (row->low != APPUI_MINUS_INFINITY && row->high != APPUI_PLUS_INFINITY &&
            row->low != row->high) {
            fprintf(stream, " RNG %s %" PRIu64 "\n", row->name,
                    (uint64_t)row->high - (uint64_t)row->low);
        }
    }
}

/* The lower bound first: an upper bound below 0 alone would change it in some readers. */
static void mps_bounds(const struct appui_column *column, FILE *stream)
{
    bool has_low = column->low != APPUI_MINUS_INFINITY;
    bool has_high = column->high != APPUI_PLUS_INFINITY;
    if (!has_low && !has_high) {
        fprintf(stream, " FR BND %s\n", column->name);
        return;
    }
    if (column->low == column->high) {
        fprintf(stream, " FX BND %s %" PRId64 "\n", column->name, column->low);
        return;
    }
    if (has_low) {
        fprintf(stream, " LO BND %s %" PRId64 "\n", column->name, column->low);
    } else {
        fprintf(stream, " MI BND %s\n", column->name);
    }
    if (has_high) {
        fprintf(stream, " UP BND %s %" PRId64 "\n", column->name, column->high);
    } else {
        fprintf(stream, " PL BND %s\n", column->name);
    }
}

int appui_export_mps(const struct appui_program *program, FILE *stream)
{
    struct by_column by = {0};
    bool sorted = sort_terms(program, &by);
    if (sorted) {
        write_note(program, "* ", stream);
        fputs("NAME appui FREE\n", stream);
        fputs(program->maximise ? "OBJSENSE\n    MAX\n" : "", stream);
        mps_rows(program, stream);
        mps_columns(program, &by, stream);
        mps_sides(program, stream);
        fputs("BOUNDS\n", stream);
        for (int32_t j = 0; j < program->n_columns; j++) {
            mps_bounds(&program->columns[j], stream);
        }
        fputs("ENDATA\n", stream);
    }
    appui_free(by.first);
    appui_free(by.order);
    appui_free(by.row);
    return sorted ? finish(stream) : -1;
}
