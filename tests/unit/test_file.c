/*
 * Files read whole with a cap, written whole or not at all.
 */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/file.h"
#include "model/fault.h"

static char folder[64];

static int enter_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/appui-test-file-XXXXXX");
    umask(022);
    return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void assert_content(const char *path, const char *expected)
{
    struct appui_faults faults = {0};
    char *bytes;
    size_t length;
    assert_int_equal(appui_file_read(path, &bytes, &length, &faults), APPUI_IO_OK);
    assert_int_equal(length, strlen(expected));
    assert_string_equal(bytes, expected);
    appui_free(bytes);
    appui_faults_release(&faults);
}

static int count_entries(void)
{
    int n = 0;
    DIR *open_folder = opendir(".");
    assert_non_null(open_folder);
    while (readdir(open_folder) != NULL) {
        n++;
    }
    closedir(open_folder);
    return n - 2;
}

static void assert_unreadable(const char *path, enum appui_io_code expected,
                              enum appui_fault_code code)
{
    struct appui_faults faults = {0};
    char *bytes;
    size_t length;
    assert_int_equal(appui_file_read(path, &bytes, &length, &faults), expected);
    assert_null(bytes);
    assert_int_equal(length, 0);
    assert_int_equal(faults.n, 1);
    assert_int_equal(faults.items[0].code, code);
    appui_faults_release(&faults);
}

static enum appui_io_code write_text(const char *path, const char *text,
                                     enum appui_fault_code *code)
{
    struct appui_faults faults = {0};
    enum appui_io_code result = appui_file_write(path, text, strlen(text), &faults);
    assert_int_equal(faults.n, result == APPUI_IO_OK ? 0 : 1);
    if (faults.n == 1) {
        *code = faults.items[0].code;
    }
    appui_faults_release(&faults);
    return result;
}

static void assert_written(const char *path, const char *text)
{
    enum appui_fault_code code;
    assert_int_equal(write_text(path, text, &code), APPUI_IO_OK);
}

static void assert_not_written(const char *path, enum appui_fault_code expected)
{
    enum appui_fault_code code = APPUI_N_FAULT_CODES;
    assert_int_equal(write_text(path, "text", &code), APPUI_IO_CANNOT_OPEN);
    assert_int_equal(code, expected);
}

static void tells_missing_folders_empty_and_big_files_apart(void **state)
{
    (void)state;
    put("empty", "");
    put("big", "");
    assert_int_equal(truncate("big", 200 * 1000 * 1000), 0);
    assert_unreadable("nothing", APPUI_IO_CANNOT_OPEN, APPUI_FAULT_FILE_MISSING);
    assert_unreadable(".", APPUI_IO_CANNOT_OPEN, APPUI_FAULT_FILE_IS_FOLDER);
    assert_unreadable("empty", APPUI_IO_REJECTED, APPUI_FAULT_FILE_EMPTY);
    assert_unreadable("empty/below", APPUI_IO_CANNOT_OPEN, APPUI_FAULT_FILE_MISSING);
    assert_unreadable("big", APPUI_IO_REJECTED, APPUI_FAULT_FILE_TOO_BIG);
}

/* Root may read everything, so a child gives up its rights first. */
static void tells_a_file_without_permission(void **state)
{
    (void)state;
    put("secret", "x");
    assert_int_equal(chmod("secret", 0), 0);
    assert_int_equal(chmod(".", 0755), 0);
    pid_t child = fork();
    if (child == 0) {
        struct appui_faults faults = {0};
        char *bytes;
        size_t length;
        if (geteuid() == 0 && setuid(65534) != 0) {
            _exit(2);
        }
        enum appui_io_code code = appui_file_read("secret", &bytes, &length, &faults);
        bool told =
            code == APPUI_IO_CANNOT_OPEN && faults.items[0].code == APPUI_FAULT_FILE_NO_PERMISSION;
        enum appui_io_code written = appui_file_write("secret", "y", 1, &faults);
        told = told && written == APPUI_IO_CANNOT_OPEN &&
               faults.items[1].code == APPUI_FAULT_FILE_NO_PERMISSION;
        _exit(told ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void reads_a_file_with_zero_bytes_inside(void **state)
{
    (void)state;
    struct appui_faults faults = {0};
    char *bytes;
    size_t length;
    FILE *file = fopen("zeros", "w");
    fwrite("a\0b", 1, 3, file);
    fclose(file);
    assert_int_equal(appui_file_read("zeros", &bytes, &length, &faults), APPUI_IO_OK);
    assert_int_equal(length, 3);
    assert_memory_equal(bytes, "a\0b\0", 4);
    appui_free(bytes);
}

static void stops_a_pipe_that_never_ends(void **state)
{
    (void)state;
    assert_unreadable("/dev/zero", APPUI_IO_REJECTED, APPUI_FAULT_FILE_TOO_BIG);
}

static void writes_a_new_file_with_the_mode_of_the_umask(void **state)
{
    (void)state;
    struct stat about;
    assert_written("new", "text");
    assert_content("new", "text");
    assert_int_equal(stat("new", &about), 0);
    assert_int_equal(about.st_mode & 07777, 0644);
    assert_int_equal(count_entries(), 1);
}

static void keeps_the_mode_of_a_file_it_replaces(void **state)
{
    (void)state;
    struct stat about;
    put("kept", "old and longer");
    assert_int_equal(chmod("kept", 0640), 0);
    assert_written("kept", "new");
    assert_content("kept", "new");
    assert_int_equal(stat("kept", &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
}

static void follows_a_link_and_leaves_it_a_link(void **state)
{
    (void)state;
    struct stat about;
    assert_int_equal(mkdir("deep", 0755), 0);
    put("deep/target", "old");
    assert_int_equal(symlink("deep/middle", "link"), 0);
    assert_int_equal(symlink("target", "deep/middle"), 0);
    assert_written("link", "new");
    assert_content("deep/target", "new");
    assert_int_equal(lstat("link", &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_int_equal(lstat("deep/middle", &about), 0);
    assert_true(S_ISLNK(about.st_mode));
}

static void creates_the_target_of_a_link_to_nothing(void **state)
{
    (void)state;
    assert_int_equal(symlink("later", "link"), 0);
    assert_written("link", "new");
    assert_content("later", "new");
}

static void gives_up_on_links_in_a_circle(void **state)
{
    (void)state;
    assert_int_equal(symlink("b", "a"), 0);
    assert_int_equal(symlink("a", "b"), 0);
    assert_not_written("a", APPUI_FAULT_FILE_NOT_WRITTEN);
    assert_int_equal(count_entries(), 2);
}

static void refuses_folders_and_missing_folders_as_targets(void **state)
{
    (void)state;
    assert_not_written(".", APPUI_FAULT_FILE_IS_FOLDER);
    assert_not_written("no/such/folder", APPUI_FAULT_FILE_MISSING);
    assert_not_written("", APPUI_FAULT_FILE_MISSING);
}

static void writes_devices_in_place(void **state)
{
    (void)state;
    struct stat about;
    assert_written("/dev/null", "text");
    assert_int_equal(stat("/dev/null", &about), 0);
    assert_true(S_ISCHR(about.st_mode));
    assert_not_written("/dev/full", APPUI_FAULT_FILE_NOT_WRITTEN);
}

/* A file size limit of 2 bytes stands for a full disk; the child keeps the limit to itself. */
static void leaves_the_old_file_and_no_other_when_the_disk_is_full(void **state)
{
    (void)state;
    put("kept", "old");
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = {2, 2};
        struct appui_faults faults = {0};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        enum appui_io_code code = appui_file_write("kept", "much longer", 11, &faults);
        _exit(code == APPUI_IO_CANNOT_OPEN && faults.items[0].code == APPUI_FAULT_FILE_NOT_WRITTEN
                  ? 0
                  : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_content("kept", "old");
    assert_int_equal(count_entries(), 1);
}

static void abandon_file(int number)
{
    (void)number;
    appui_file_abandon();
    _exit(7);
}

/* The size limit's signal comes in the middle of the write, when the temporary file exists. */
static void abandoning_in_a_signal_handler_removes_the_temporary_file(void **state)
{
    (void)state;
    put("kept", "old");
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = {2, 2};
        struct appui_faults faults = {0};
        signal(SIGXFSZ, abandon_file);
        setrlimit(RLIMIT_FSIZE, &limit);
        appui_file_write("kept", "much longer", 11, &faults);
        _exit(1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    assert_content("kept", "old");
    assert_int_equal(count_entries(), 1);
}

static void reading_without_memory_says_so(void **state)
{
    (void)state;
    struct appui_faults faults = {0};
    char *bytes;
    size_t length;
    put("some", "text");
    appui_memory_fail_after(1);
    assert_int_equal(appui_file_read("some", &bytes, &length, &faults), APPUI_IO_NO_MEMORY);
    appui_memory_fail_after(0);
    assert_null(bytes);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(tells_missing_folders_empty_and_big_files_apart),
        IN_FOLDER(tells_a_file_without_permission),
        IN_FOLDER(reads_a_file_with_zero_bytes_inside),
        IN_FOLDER(stops_a_pipe_that_never_ends),
        IN_FOLDER(writes_a_new_file_with_the_mode_of_the_umask),
        IN_FOLDER(keeps_the_mode_of_a_file_it_replaces),
        IN_FOLDER(follows_a_link_and_leaves_it_a_link),
        IN_FOLDER(creates_the_target_of_a_link_to_nothing),
        IN_FOLDER(gives_up_on_links_in_a_circle),
        IN_FOLDER(refuses_folders_and_missing_folders_as_targets),
        IN_FOLDER(writes_devices_in_place),
        IN_FOLDER(leaves_the_old_file_and_no_other_when_the_disk_is_full),
        IN_FOLDER(abandoning_in_a_signal_handler_removes_the_temporary_file),
        IN_FOLDER(reading_without_memory_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
