/*
 * Child processes: what is seen of their end, and that a limit ends them and all they started.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/measure.h"

static struct appui_measure shell(const char *script, const char *output, double limit_s)
{
    const char *words[] = {"sh", "-c", script, NULL};
    struct appui_child child = {.arguments = words, .output = output, .limit_s = limit_s};
    return appui_measure(&child);
}

static void tells_the_exit_code(void **state)
{
    (void)state;
    struct appui_measure measure = shell("exit 3", NULL, 0);
    assert_int_equal(measure.outcome, APPUI_MEASURE_ENDED);
    assert_int_equal(measure.exit_code, 3);
    measure = shell("kill -9 $$", NULL, 0);
    assert_int_equal(measure.outcome, APPUI_MEASURE_ENDED);
    assert_int_equal(measure.exit_code, 128 + SIGKILL);
}

static void tells_a_program_that_is_not_there(void **state)
{
    (void)state;
    const char *words[] = {"appui-no-such-program", NULL};
    struct appui_child child = {.arguments = words};
    assert_int_equal(appui_measure(&child).outcome, APPUI_MEASURE_NOT_BEGUN);
}

static void keeps_what_the_child_prints(void **state)
{
    (void)state;
    char path[] = "/tmp/appui-measure-XXXXXX";
    char text[16] = "";
    int file = mkstemp(path);
    assert_true(file >= 0);
    shell("echo answer; echo noise >&2; cat", path, 0); /* cat ends: stdin is empty */
    assert_int_equal(read(file, text, sizeof text - 1), 7);
    assert_string_equal(text, "answer\n");
    close(file);
    unlink(path);
}

/* The shell waits for a sleep of an hour that it started: both must be gone. */
static void a_limit_ends_the_child_and_its_children(void **state)
{
    (void)state;
    char path[] = "/tmp/appui-measure-XXXXXX";
    char text[32] = "";
    int file = mkstemp(path);
    struct appui_measure measure = shell("sleep 3600 & echo $!; wait", path, 0.3);
    assert_int_equal(measure.outcome, APPUI_MEASURE_LIMIT);
    assert_true(measure.seconds >= 0.3);
    assert_true(read(file, text, sizeof text - 1) > 0);
    close(file);
    unlink(path);
    int gone = -1;
    for (int i = 0; i < 100 && gone == -1; i++) { /* killed at once, reaped by init soon */
        char name[64];
        char status[256] = "";
        snprintf(name, sizeof name, "/proc/%d/stat", atoi(text));
        FILE *stat = fopen(name, "r");
        if (stat == NULL || fgets(status, sizeof status, stat) == NULL ||
            strstr(status, ") Z") != NULL) {
            gone = 0;
        }
        if (stat != NULL) {
            fclose(stat);
        }
        usleep(10000);
    }
    assert_int_equal(gone, 0);
}

static volatile sig_atomic_t signalled;

static bool is_signalled(void *context)
{
    *(int *)context += 1;
    return signalled != 0;
}

static void note_signal(int signal_number)
{
    (void)signal_number;
    signalled = 1;
}

static void a_signal_stops_the_child(void **state)
{
    (void)state;
    int asked = 0;
    const char *words[] = {"sleep", "3600", NULL};
    struct appui_child child = {.arguments = words, .stop = is_signalled, .context = &asked};
    struct sigaction action = {.sa_handler = note_signal};
    sigaction(SIGALRM, &action, NULL);
    alarm(1);
    assert_int_equal(appui_measure(&child).outcome, APPUI_MEASURE_STOPPED);
    assert_true(asked >= 2);
    signalled = 0;
}

static void memory_is_that_of_the_child(void **state)
{
    (void)state;
    struct appui_measure small = shell("exit 0", NULL, 0);
    struct appui_measure big =
        shell("x=$(head -c 40000000 /dev/zero | tr '\\0' a); exit 0", NULL, 0);
    assert_true(small.peak_mib > 0);
    assert_true(big.peak_mib > small.peak_mib + 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_the_exit_code),
        cmocka_unit_test(tells_a_program_that_is_not_there),
        cmocka_unit_test(keeps_what_the_child_prints),
        cmocka_unit_test(a_limit_ends_the_child_and_its_children),
        cmocka_unit_test(a_signal_stops_the_child),
        cmocka_unit_test(memory_is_that_of_the_child),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
