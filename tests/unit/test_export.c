/* Programs as text: the exact form of a small one, and what other solvers find in random ones. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "solver/export.h"
#include "solver/glpk.h"

#define NONE APPUI_MINUS_INFINITY
#define ANY APPUI_PLUS_INFINITY

/* xorshift64: the same programs everywhere. */
static uint64_t random_state;

static int32_t random_between(int32_t low, int32_t high)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return low + (int32_t)((random_state >> 32) % (uint64_t)(high - low + 1));
}

static void column(struct appui_program *program, int64_t low, int64_t high, int64_t cost,
                   bool integer, const char *name)
{
    int32_t j = appui_program_column(program, low, high, integer, "%s", name);
    program->columns[j].cost = cost;
}

static struct appui_program sample(void)
{
    struct appui_program program = {.maximise = true, .objective = "coverage"};
    column(&program, 0, 5, 3, true, "x.1");
    column(&program, NONE, 4, 2, true, "y");
    column(&program, NONE, ANY, 0, false, "e3");
    column(&program, 2, 2, 0, true, "unused");
    column(&program, -3, ANY, -1, false, "_z");
    appui_program_row(&program, 1, 7, "r1");
    appui_program_term(&program, 0, 1);
    appui_program_term(&program, 1, 2);
    appui_program_row(&program, NONE, INT64_C(1000000000000000), "end");
    appui_program_term(&program, 1, INT64_C(1000000000000000));
    appui_program_term(&program, 2, -1);
    appui_program_row(&program, 4, 4, "equal");
    appui_program_term(&program, 4, 1);
    return program;
}

/* What a writer puts into a stream; owned by the caller. */
static char *written(int (*write)(const struct appui_program *, FILE *),
                     const struct appui_program *program)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    assert_int_equal(write(program, stream), 0);
    fclose(stream);
    return text;
}

static void an_lp_file_has_every_bound_and_a_readable_form(void **state)
{
    (void)state;
    struct appui_program program = sample();
    char *text = written(appui_export_lp, &program);
    const char *expected = strstr(text, "Maximize");
    assert_non_null(expected);
    assert_string_equal(expected,
                        "Maximize\n coverage:\n +3 x.1\n +2 y\n +0 unused\n -1 __z\n"
                        "Subject To\n"
                        " r1:\n +1 x.1\n +2 y\n >= 1\n"
                        " ~1.r1:\n +1 x.1\n +2 y\n <= 7\n"
                        " _end:\n +1000000000000000 y\n -1 _e3\n <= 1000000000000000\n"
                        " equal:\n +1 __z\n = 4\n"
                        "Bounds\n 0 <= x.1 <= 5\n -inf <= y <= 4\n _e3 free\n unused = 2\n"
                        " __z >= -3\n"
                        "General\n x.1\n y\n unused\nEnd\n");
    free(text);
    appui_program_release(&program);
}

static void an_mps_file_keeps_every_name_and_digit(void **state)
{
    (void)state;
    struct appui_program program = sample();
    char *text = written(appui_export_mps, &program);
    assert_string_equal(
        text, "NAME appui FREE\nOBJSENSE\n    MAX\n"
              "ROWS\n N coverage\n L r1\n L end\n E equal\n"
              "COLUMNS\n M0 'MARKER' 'INTORG'\n x.1 coverage 3\n x.1 r1 1\n"
              " y coverage 2\n y r1 2\n y end 1000000000000000\n M2 'MARKER' 'INTEND'\n"
              " e3 coverage 0\n e3 end -1\n M3 'MARKER' 'INTORG'\n unused coverage 0\n"
              " M4 'MARKER' 'INTEND'\n _z coverage -1\n _z equal 1\n"
              "RHS\n RHS r1 7\n RHS end 1000000000000000\n RHS equal 4\nRANGES\n RNG r1 6\n"
              "BOUNDS\n LO BND x.1 0\n UP BND x.1 5\n MI BND y\n UP BND y 4\n FR BND e3\n"
              " FX BND unused 2\n LO BND _z -3\n PL BND _z\nENDATA\n");
    free(text);
    appui_program_release(&program);
}

static void an_objective_without_name_takes_one_that_no_row_has(void **state)
{
    (void)state;
    struct appui_program program = sample();
    program.objective = NULL;
    program.rows[0].name = "obj_";
    program.rows[1].name = "objective";
    char *text = written(appui_export_mps, &program);
    assert_non_null(strstr(text, " N obj__\n L obj_\n L objective\n"));
    free(text);
    appui_program_release(&program);
}

static void a_full_disk_is_an_error(void **state)
{
    (void)state;
    struct appui_program program = sample();
    for (int mps = 0; mps <= 1; mps++) {
        FILE *full = fopen("/dev/full", "w");
        if (full == NULL) {
            print_message("no /dev/full here\n");
            skip();
        }
        assert_int_equal(mps ? appui_export_mps(&program, full) : appui_export_lp(&program, full),
                         -1);
        fclose(full);
    }
    appui_program_release(&program);
}

static void failing_memory_is_an_error(void **state)
{
    (void)state;
    struct appui_program program = sample();
    FILE *nowhere = fopen("/dev/null", "w");
    assert_non_null(nowhere);
    for (long n = 1; n <= 3; n++) {
        appui_memory_fail_after(n);
        assert_int_equal(appui_export_mps(&program, nowhere), -1);
        appui_memory_fail_after(0);
    }
    appui_memory_fail_after(1);
    assert_int_equal(appui_export_lp(&program, nowhere), -1);
    appui_memory_fail_after(0);
    fclose(nowhere);
    appui_program_release(&program);
}

static void a_french_locale_changes_no_byte(void **state)
{
    (void)state;
    struct appui_program program = sample();
    char *lp = written(appui_export_lp, &program);
    char *mps = written(appui_export_mps, &program);
    bool french = setlocale(LC_ALL, "fr_FR.UTF-8") != NULL;
    char *lp_french = written(appui_export_lp, &program);
    char *mps_french = written(appui_export_mps, &program);
    setlocale(LC_ALL, "C");
    assert_string_equal(lp, lp_french);
    assert_string_equal(mps, mps_french);
    free(lp);
    free(mps);
    free(lp_french);
    free(mps_french);
    appui_program_release(&program);
    if (!french) {
        print_message("the locale fr_FR.UTF-8 is not installed (nor under LOCPATH)\n");
        skip();
    }
}

/* ---- other solvers ---- */

/* What a solver says of a file. */
struct verdict {
    bool feasible;
    double value;
};

struct folder {
    char path[64];
};

static bool program_is_there(const char *name)
{
    char command[64];
    (void)snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", name);
    if (system(command) == 0) {
        return true;
    }
    print_message("%s is not installed\n", name);
    return false;
}

static int open_folder(void **state)
{
    static struct folder folder;
    strcpy(folder.path, "/tmp/appui-export-XXXXXX");
    *state = &folder;
    return mkdtemp(folder.path) == NULL;
}

static int close_folder(void **state)
{
    static const char *const names[] = {"m.lp", "m.mps", "out"};
    const struct folder *folder = *state;
    for (size_t i = 0; i < 3; i++) {
        char path[80];
        (void)snprintf(path, sizeof path, "%s/%s", folder->path, names[i]);
        (void)remove(path);
    }
    return rmdir(folder->path);
}

static FILE *open_in(const struct folder *folder, const char *name, const char *mode)
{
    char path[80];
    (void)snprintf(path, sizeof path, "%s/%s", folder->path, name);
    FILE *stream = fopen(path, mode);
    assert_non_null(stream);
    return stream;
}

/* glpsol's reader knows no OBJSENSE: taken out, the sense goes to its command line. */
static void save(const struct folder *folder, const struct appui_program *program, bool mps,
                 bool keep_sense)
{
    char *text = written(mps ? appui_export_mps : appui_export_lp, program);
    FILE *stream = open_in(folder, mps ? "m.mps" : "m.lp", "w");
    static const char sense[] = "OBJSENSE\n    MAX\n";
    const char *at = keep_sense || !mps ? NULL : strstr(text, sense);
    size_t before = at == NULL ? strlen(text) : (size_t)(at - text);
    fwrite(text, 1, before, stream);
    if (at != NULL) {
        fputs(at + strlen(sense), stream);
    }
    assert_int_equal(fclose(stream), 0);
    free(text);
}

static struct verdict ask_glpsol(const struct folder *folder, const struct appui_program *program,
                                 bool mps)
{
    char command[400], line[400], status = '?';
    double value = 0;
    save(folder, program, mps, false);
    (void)snprintf(command, sizeof command,
                   "cd %s && glpsol %s --nopresol --nointopt %s -w out >/dev/null 2>&1",
                   folder->path, mps ? "--freemps m.mps" : "--lp m.lp",
                   mps ? (program->maximise ? "--max" : "--min") : "");
    assert_int_equal(system(command), 0);
    FILE *out = open_in(folder, "out", "r");
    while (fgets(line, sizeof line, out) != NULL) {
        /* Programs without an integer column have a basic solution instead. */
        if (sscanf(line, "s mip %*d %*d %c %lf", &status, &value) == 0 &&
            sscanf(line, "s bas %*d %*d %c %*c %lf", &status, &value) == 2) {
            status = status == 'f' ? 'o' : status;
        }
    }
    fclose(out);
    /* Without a feasible relaxation glpsol leaves the integers undefined. */
    assert_non_null(strchr("onu", status));
    return (struct verdict){.feasible = status == 'o', .value = value};
}

static struct verdict ask_cbc(const struct folder *folder, const struct appui_program *program,
                              bool mps)
{
    char command[400], line[400];
    struct verdict verdict = {0};
    save(folder, program, mps, true);
    (void)snprintf(command, sizeof command, "cd %s && cbc %s %s solve solu out >/dev/null 2>&1",
                   folder->path, mps ? "m.mps" : "m.lp", mps && program->maximise ? "max" : "");
    assert_int_equal(system(command), 0);
    FILE *out = open_in(folder, "out", "r");
    assert_non_null(fgets(line, sizeof line, out));
    fclose(out);
    verdict.feasible = sscanf(line, "Optimal - objective value %lf", &verdict.value) == 1;
    assert_true(verdict.feasible || strncmp(line, "I", 1) == 0);
    return verdict;
}

/* Columns of every kind: negative, fixed, half-open, free, continuous; those without end cost what
 * keeps the optimum finite. */
static struct appui_program random_program(void)
{
    struct appui_program program = {.maximise = random_between(0, 1) == 1};
    int64_t towards = program.maximise ? 1 : -1;
    for (int32_t j = 0; j < 6; j++) {
        char name[16];
        (void)snprintf(name, sizeof name, "c%d", j);
        int64_t low = random_between(-4, 4), cost = random_between(-9, 9);
        int64_t costs[] = {cost, cost, -towards, towards, 0, 0};
        int64_t lows[] = {low, low, low, NONE, NONE, low};
        int64_t highs[] = {low + random_between(1, 5), low, ANY, low, ANY, low + 2};
        int32_t kind = random_between(0, 5);
        column(&program, lows[kind], highs[kind], costs[kind], kind < 4, name);
    }
    for (int32_t i = 0; i < 4; i++) {
        int64_t low = random_between(-20, 10), high = low + random_between(1, 15);
        int32_t kind = random_between(0, 3);
        appui_program_row(&program, kind == 0 ? NONE : low,
                          kind == 1   ? ANY
                          : kind == 2 ? low
                                      : high,
                          "r%d", i);
        for (int32_t j = 0; j < 6; j++) {
            appui_program_term(&program, j, random_between(-5, 5));
        }
    }
    return program;
}

static int compare_with(const struct folder *folder,
                        struct verdict (*ask)(const struct folder *, const struct appui_program *,
                                              bool),
                        int trials)
{
    int feasible = 0;
    random_state = 20270104;
    for (int trial = 0; trial < trials; trial++) {
        struct appui_program program = random_program();
        struct appui_glpk_options options = appui_glpk_options_default();
        struct appui_glpk_result result = {0};
        assert_int_equal(appui_glpk_solve(&program, &options, &result), APPUI_GLPK_OK);
        bool optimal = result.outcome == APPUI_GLPK_OPTIMAL;
        assert_true(optimal || result.outcome == APPUI_GLPK_INFEASIBLE);
        feasible += optimal;
        for (int mps = 0; mps <= 1; mps++) {
            struct verdict verdict = ask(folder, &program, mps);
            assert_int_equal(verdict.feasible, optimal);
            assert_true(!optimal || (verdict.value < (double)result.value + 1e-6 &&
                                     verdict.value > (double)result.value - 1e-6));
        }
        appui_glpk_result_release(&result);
        appui_program_release(&program);
    }
    return feasible;
}

static void glpsol_reads_both_formats_to_the_same_optimum(void **state)
{
    if (!program_is_there("glpsol")) {
        skip();
    }
    assert_in_range(compare_with(*state, ask_glpsol, 40), 10, 38);
}

static void cbc_reads_both_formats_to_the_same_optimum(void **state)
{
    if (!program_is_there("cbc")) {
        skip();
    }
    assert_in_range(compare_with(*state, ask_cbc, 20), 5, 19);
}

/* maximise the sum of columns with trying names, each at most 2 by its own row of the same name: 2
 * each. */
static void names_of_every_kind_survive(void **state)
{
    if (!program_is_there("glpsol")) {
        skip();
    }
    char longest[256];
    memset(longest, 'n', 255);
    longest[255] = '\0';
    const char *const names[] = {"3x", ".5",  "e5",  "E",   "free", "End", "x",   "_x",   "__",
                                 "st", "inf", "e.4", "ee3", "s.t.", "X",   "obj", longest};
    const int32_t n = (int32_t)(sizeof names / sizeof *names);
    struct appui_program program = {.maximise = true};
    for (int32_t j = 0; j < n; j++) {
        column(&program, 0, 9, 1, true, names[j]);
    }
    for (int32_t j = 0; j < n; j++) {
        appui_program_row(&program, 1, 2, "%s", names[j]);
        appui_program_term(&program, j, 1);
    }
    for (int mps = 0; mps <= 1; mps++) {
        struct verdict verdict = ask_glpsol(*state, &program, mps);
        assert_true(verdict.feasible);
        assert_true(verdict.value > 2 * n - 1e-6 && verdict.value < 2 * n + 1e-6);
    }
    appui_program_release(&program);
}

/* No columns, no rows, a row without terms: LP has no words for them, and is still read. */
static void empty_programs_are_read(void **state)
{
    if (!program_is_there("glpsol")) {
        skip();
    }
    struct appui_program program = {0};
    assert_true(ask_glpsol(*state, &program, false).value == 0);
    appui_program_row(&program, 1, 2, "cannot");
    assert_false(ask_glpsol(*state, &program, false).feasible);
    appui_program_truncate_rows(&program, 0);
    column(&program, -2, 7, 1, true, "x");
    for (int mps = 0; mps <= 1; mps++) {
        assert_true(ask_glpsol(*state, &program, mps).value == -2);
        appui_program_row(&program, 1, ANY, "cannot");
        assert_false(ask_glpsol(*state, &program, mps).feasible);
        appui_program_truncate_rows(&program, 0);
    }
    appui_program_release(&program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_lp_file_has_every_bound_and_a_readable_form),
        cmocka_unit_test(an_mps_file_keeps_every_name_and_digit),
        cmocka_unit_test(an_objective_without_name_takes_one_that_no_row_has),
        cmocka_unit_test(a_full_disk_is_an_error),
        cmocka_unit_test(failing_memory_is_an_error),
        cmocka_unit_test(a_french_locale_changes_no_byte),
        cmocka_unit_test(glpsol_reads_both_formats_to_the_same_optimum),
        cmocka_unit_test(cbc_reads_both_formats_to_the_same_optimum),
        cmocka_unit_test(names_of_every_kind_survive),
        cmocka_unit_test(empty_programs_are_read),
    };
    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
