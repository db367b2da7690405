/*
 * Notes in the journal: an entry whose before and after are the basin as it is.
 */
#include "cli/journal_note.h"

#include <string.h>

#include "cli/say.h"
#include "io/digest.h"
#include "io/journal.h"
#include "io/lock.h"

static enum appui_io_code write_entry(const struct appui_basin_input *input,
                                      const struct appui_plan *plan,
                                      const struct appui_plan_text *text, char **line)
{
    char sha256[APPUI_SHA256_TEXT];
    struct appui_journal_head head = {.basin = input->basin->name,
                                      .as_of = input->basin->as_of,
                                      .before = input->sha256,
                                      .after = input->sha256,
                                      .plan = sha256};
    enum appui_io_code code = appui_digest_json(text->bytes, text->length, sha256);
    return code == APPUI_IO_OK ? appui_journal_write_plan(&head, input->basin, plan, line) : code;
}

/* The basin's fingerprint as it is now: while the plan was made another run may have changed it. */
static enum appui_io_code read_present(const char *path, char sha256[APPUI_SHA256_TEXT],
                                       struct appui_faults *faults)
{
    char *bytes = NULL;
    size_t length = 0;
    enum appui_io_code code = appui_file_read(path, &bytes, &length, faults);
    if (code == APPUI_IO_OK) {
        code = appui_digest_json(bytes, length, sha256);
    }
    if (code == APPUI_IO_REJECTED) {
        sha256[0] = '\0'; /* it is no basin any more: no state that an entry knows */
        code = APPUI_IO_OK;
    }
    appui_free(bytes);
    return code;
}

static enum appui_io_code note(const struct appui_basin_input *input, const char *path,
                               const char *line, struct appui_faults *faults)
{
    char present[APPUI_SHA256_TEXT];
    struct appui_journal journal = {0};
    enum appui_io_code code = read_present(input->path, present, faults);
    if (code == APPUI_IO_OK) {
        code = appui_journal_read(path, present, &journal, faults);
    }
    char *added = NULL;
    if (code == APPUI_IO_OK) {
        code = appui_journal_added(&journal, line, APPUI_JOURNAL_BYTES, &added, faults);
    }
    if (code == APPUI_IO_OK) {
        code = appui_file_append(path, journal.length, added, strlen(added), faults);
    }
    appui_free(added);
    appui_journal_release(&journal);
    return code;
}

enum appui_exit appui_journal_note_plan(const struct appui_basin_input *input,
                                        const struct appui_plan *plan,
                                        const struct appui_plan_text *text,
                                        enum appui_language language)
{
    struct appui_arena scratch = {0};
    struct appui_faults faults = {0};
    struct appui_lock lock = {.n = 0};
    char *line = NULL;
    const char *path = appui_journal_path(&scratch, input->path);
    enum appui_io_code code = path == NULL ? APPUI_IO_NO_MEMORY : APPUI_IO_OK;
    if (code == APPUI_IO_OK) {
        code = write_entry(input, plan, text, &line);
    }
    if (code == APPUI_IO_OK) {
        code = appui_lock_take(&input->path, 1, &lock, &faults);
    }
    if (code == APPUI_IO_OK) {
        unsigned before = appui_file_permit_like(input->path);
        code = note(input, path, line, &faults);
        appui_file_permit_again(before);
    }
    appui_lock_release(&lock);
    faults.out_of_memory |= code == APPUI_IO_NO_MEMORY;
    appui_say_faults(language, &faults, path != NULL ? path : "", true);
    appui_free(line);
    appui_faults_release(&faults);
    appui_arena_release(&scratch);
    return appui_exit_of_io(code);
}
