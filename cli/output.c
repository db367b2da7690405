/*
 * Output: where results go, how wide they are, and what happens when they cannot be written.
 */
#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/say.h"
#include "io/file.h"
#include "model/fault.h"

/* errno of the first write that failed: stdio remembers only that one did. */
static int print_error;

void appui_output_print(const char *text, size_t length)
{
    errno = 0;
    if (fwrite(text, 1, length, stdout) < length && print_error == 0) {
        print_error = errno;
    }
}

enum appui_exit appui_output_write(enum appui_language language, const char *path, const char *text,
                                   size_t length)
{
    if (strcmp(path, "-") == 0) {
        appui_output_print(text, length);
        return APPUI_EXIT_DONE;
    }
    struct appui_faults faults = {0};
    enum appui_io_code code = appui_file_write(path, text, length, &faults);
    appui_say_faults(language, &faults, path, true);
    appui_faults_release(&faults);
    if (code == APPUI_IO_NO_MEMORY) {
        return APPUI_EXIT_FAULT;
    }
    return code == APPUI_IO_OK ? APPUI_EXIT_DONE : APPUI_EXIT_FILE;
}

enum appui_exit appui_output_finish(enum appui_language language, enum appui_exit code)
{
    errno = 0;
    bool failed = ferror(stdout) != 0;
    failed = fflush(stdout) != 0 || failed;
    failed = fclose(stdout) != 0 || failed;
    int error = print_error != 0 ? print_error : errno;
    if (!failed || error == EPIPE) {
        return code;
    }
    appui_say(language, APPUI_PHRASE_STDOUT_FAILED, strerror(error != 0 ? error : EIO), NULL);
    return appui_exit_first(code, APPUI_EXIT_FILE);
}

/* 0 when it is no terminal, or one that does not say. */
static int32_t terminal_columns(int descriptor)
{
    struct winsize size;
    return isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int32_t appui_output_message_width(void)
{
    return terminal_columns(STDERR_FILENO);
}

int32_t appui_output_width(void)
{
    int32_t columns = terminal_columns(STDOUT_FILENO);
    return columns > 0 ? columns : APPUI_WIDTH_OF_FILES;
}

bool appui_output_is_input(const char *target, const char *input)
{
    struct stat one;
    struct stat other;
    return strcmp(target, "-") != 0 && strcmp(input, "-") != 0 && stat(target, &one) == 0 &&
           stat(input, &other) == 0 && S_ISREG(one.st_mode) && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

enum appui_exit appui_exit_first(enum appui_exit first, enum appui_exit second)
{
    return first != APPUI_EXIT_DONE ? first : second;
}
