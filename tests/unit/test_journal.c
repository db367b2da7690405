/*
 * The journal: which entries happened, what undo goes back to, and how a file cut short is read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/journal.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
#define D "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"

#define HEAD(kind, before, after)                                                                  \
    "{\"format\":\"appui-journal/1\",\"kind\":\"" kind "\",\"as_of\":\"2027-02-03\",\"basin\":"    \
    "\"B\",\"before\":\"" before "\",\"after\":\"" after "\",\"plan\":null"
#define DECISIONS(before, after, undo)                                                             \
    HEAD("decisions", before, after)                                                               \
    ",\"committee\":null,\"decisions\":[{\"project\":\"p\",\"decision\":\"approved\"}],\"gap\":[]" \
    ",\"proposed_days\":2,\"decided_days\":1.5,\"undo\":\"" undo "\"}\n"
#define UNDO(before, after, undoes) HEAD("undo", before, after) ",\"undoes\":\"" undoes "\"}\n"
#define PLAN(at)                                                                                   \
    HEAD("plan", at, at)                                                                           \
    ",\"status\":\"optimal\",\"tiers\":[],\"proposed_days\":1,\"projects\":1}\n"

struct reading {
    char path[32];
    struct appui_journal journal;
    struct appui_faults faults;
    enum appui_io_code code;
};

static void read_text(struct reading *reading, const char *text, const char *present)
{
    *reading = (struct reading){.path = "/tmp/appui-test-XXXXXX"};
    int file = mkstemp(reading->path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    reading->code = appui_journal_read(reading->path, present, &reading->journal, &reading->faults);
}

static void release(struct reading *reading)
{
    unlink(reading->path);
    appui_journal_release(&reading->journal);
    appui_faults_release(&reading->faults);
}

static int32_t n_holding(const struct appui_journal *journal)
{
    int32_t n = 0;
    for (int32_t i = 0; i < journal->history.n; i++)
        n += journal->history.entries[i].holds;
    return n;
}

/** `n` entries hold; `last`: what an undo goes back to. */
static void assert_reads(const char *text, const char *present, int32_t n, const char *last)
{
    struct reading reading;
    read_text(&reading, text, present);
    assert_int_equal(reading.code, APPUI_IO_OK);
    assert_int_equal(n_holding(&reading.journal), n);
    const struct appui_history_entry *entry = appui_journal_last(&reading.journal);
    if (last == NULL) {
        assert_null(entry);
    } else {
        assert_non_null(entry);
        assert_string_equal(entry->undo, last);
    }
    release(&reading);
}

static void a_journal_stands_beside_its_basin(void **state)
{
    struct appui_arena arena = {0};
    (void)state;
    assert_string_equal(appui_journal_path(&arena, "x/basin.json"), "x/basin.journal.jsonl");
    assert_string_equal(appui_journal_path(&arena, "basin"), "basin.journal.jsonl");
    assert_string_equal(appui_journal_path(&arena, ".json"), ".json.journal.jsonl");
    appui_arena_release(&arena);
}

static void a_file_that_is_not_there_is_an_empty_journal(void **state)
{
    struct appui_journal journal = {0};
    struct appui_faults faults = {0};
    (void)state;
    assert_int_equal(appui_journal_read("/tmp/appui-no-such-journal", A, &journal, &faults),
                     APPUI_IO_OK);
    assert_int_equal(journal.history.n, 0);
    assert_int_equal(journal.length, 0);
    appui_journal_release(&journal);
}

static void the_last_decisions_are_the_ones_to_undo(void **state)
{
    (void)state;
    assert_reads(DECISIONS(A, B, "one") DECISIONS(B, C, "two"), C, 2, "two");
    assert_reads(DECISIONS(A, B, "one") PLAN(B), B, 2, "one");
}

static void what_is_undone_is_not_undone_again(void **state)
{
    (void)state;
    assert_reads(DECISIONS(A, B, "one") DECISIONS(B, C, "two") UNDO(C, B, C), B, 2, "one");
    assert_reads(DECISIONS(A, B, "one") DECISIONS(B, C, "two") UNDO(C, B, C) UNDO(B, A, B), A, 2,
                 NULL);
    assert_reads(DECISIONS(A, B, "one") UNDO(B, A, B) DECISIONS(A, B, "again"), B, 2, "again");
}

static void a_last_entry_whose_basin_was_never_written_did_not_happen(void **state)
{
    (void)state;
    assert_reads(DECISIONS(A, B, "one") DECISIONS(B, C, "two"), B, 1, "one");
    assert_reads(DECISIONS(A, B, "one") UNDO(B, A, B), B, 1, "one");
    assert_reads(DECISIONS(A, B, "one"), A, 0, NULL);
}

/* Someone edited the basin since: that is no reason to forget what was decided. */
static void an_edit_by_hand_leaves_the_entries(void **state)
{
    (void)state;
    assert_reads(DECISIONS(A, B, "one"), D, 1, "one");
    assert_reads(DECISIONS(A, B, "one") DECISIONS(D, C, "two"), C, 2, "two");
}

static void half_a_line_at_the_end_does_not_count(void **state)
{
    static const char whole[] = DECISIONS(A, B, "one") DECISIONS(B, C, "two");
    const size_t first = strlen(DECISIONS(A, B, "one"));
    char cut[sizeof whole];
    (void)state;
    for (size_t length = first; length < sizeof whole - 1; length++) {
        struct reading reading;
        memcpy(cut, whole, length);
        cut[length] = '\0';
        read_text(&reading, cut, B);
        assert_int_equal(reading.code, APPUI_IO_OK);
        assert_int_equal(n_holding(&reading.journal), 1);
        assert_int_equal(reading.journal.length, first);
        release(&reading);
    }
}

static void a_line_that_is_no_entry_is_a_fault_with_its_number(void **state)
{
    struct reading reading;
    (void)state;
    read_text(&reading, PLAN(A) "{\"format\":\"appui-journal/1\",\"kind\":\"plan\"}\n" PLAN(A), A);
    assert_int_equal(reading.code, APPUI_IO_REJECTED);
    assert_int_equal(reading.faults.items[0].line, 2);
    release(&reading);
    read_text(&reading, HEAD("decisions", A, B) "}\n", B);
    assert_int_equal(reading.code, APPUI_IO_REJECTED);
    release(&reading);
}

static void assert_added(const struct reading *reading, const char *expected)
{
    struct appui_faults faults = {0};
    char *added;
    assert_int_equal(
        appui_journal_added(&reading->journal, "x\n", APPUI_JOURNAL_BYTES, &added, &faults),
        APPUI_IO_OK);
    assert_string_equal(added, expected);
    appui_free(added);
    appui_faults_release(&faults);
}

/* An editor took the last line's end off: the entry counts all the same, and the next one begins on
 * a line of its own. */
static void a_whole_last_line_without_its_end_counts(void **state)
{
    static const char whole[] = DECISIONS(A, B, "one") DECISIONS(B, C, "two");
    char open[sizeof whole];
    struct reading reading;
    (void)state;
    memcpy(open, whole, sizeof whole);
    open[sizeof whole - 2] = '\0';
    assert_reads(open, C, 2, "two");
    read_text(&reading, open, C);
    assert_int_equal(reading.journal.length, strlen(open));
    assert_added(&reading, "\nx\n");
    reading.journal.length = strlen(DECISIONS(A, B, "one"));
    assert_added(&reading, "x\n");
    release(&reading);
}

/* The line end that a whole last entry lacks counts too. */
static void takes_no_entry_that_could_not_be_read_again(void **state)
{
    (void)state;
    struct reading reading = {.code = APPUI_IO_OK};
    struct appui_faults faults = {0};
    char *added;
    read_text(&reading, DECISIONS(A, B, "one"), B);
    reading.journal.length--; /* an editor took its end off */
    size_t length = reading.journal.length;
    assert_int_equal(appui_journal_added(&reading.journal, "x\n", length + 3, &added, &faults),
                     APPUI_IO_OK);
    assert_int_equal(strlen(added), 3);
    appui_free(added);
    assert_int_equal(appui_journal_added(&reading.journal, "x\n", length + 2, &added, &faults),
                     APPUI_IO_REJECTED);
    assert_null(added);
    assert_int_equal(faults.n_errors, 1);
    assert_int_equal(faults.items[0].code, APPUI_FAULT_JOURNAL_FULL);
    appui_faults_release(&faults);
    release(&reading);
}

/* An older basin was put back: its own decisions can still be undone, and what came after stays in
 * the file. */
static void an_older_basin_goes_back_by_its_own_entry(void **state)
{
    static const char text[] =
        DECISIONS(A, B, "one") DECISIONS(B, C, "two") DECISIONS(C, D, "three");
    struct reading reading;
    (void)state;
    assert_reads(text, B, 1, "one");
    read_text(&reading, text, B);
    assert_int_equal(reading.journal.length, strlen(text));
    release(&reading);
}

static void appending_cuts_off_what_did_not_happen(void **state)
{
    struct reading reading;
    struct appui_faults faults = {0};
    char *bytes;
    size_t length;
    (void)state;
    read_text(&reading, PLAN(A) DECISIONS(A, B, "never"), A);
    assert_int_equal(
        appui_file_append(reading.path, reading.journal.length, PLAN(A), strlen(PLAN(A)), &faults),
        APPUI_IO_OK);
    assert_int_equal(appui_file_read(reading.path, &bytes, &length, &faults), APPUI_IO_OK);
    assert_string_equal(bytes, PLAN(A) PLAN(A));
    appui_free(bytes);
    release(&reading);
}

static void journals_survive_every_failed_allocation(void **state)
{
    (void)state;
    for (long n = 1;; n++) {
        struct reading reading = {.path = "/tmp/appui-test-XXXXXX"};
        static const char text[] = DECISIONS(A, B, "one") UNDO(B, A, B);
        int file = mkstemp(reading.path);
        assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
        close(file);
        appui_memory_fail_after(n);
        reading.code = appui_journal_read(reading.path, A, &reading.journal, &reading.faults);
        appui_memory_fail_after(0);
        enum appui_io_code code = reading.code;
        release(&reading);
        if (code == APPUI_IO_OK) {
            assert_true(n > 10);
            return;
        }
        assert_int_equal(code, APPUI_IO_NO_MEMORY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_journal_stands_beside_its_basin),
        cmocka_unit_test(a_file_that_is_not_there_is_an_empty_journal),
        cmocka_unit_test(the_last_decisions_are_the_ones_to_undo),
        cmocka_unit_test(what_is_undone_is_not_undone_again),
        cmocka_unit_test(a_last_entry_whose_basin_was_never_written_did_not_happen),
        cmocka_unit_test(an_edit_by_hand_leaves_the_entries),
        cmocka_unit_test(half_a_line_at_the_end_does_not_count),
        cmocka_unit_test(a_line_that_is_no_entry_is_a_fault_with_its_number),
        cmocka_unit_test(a_whole_last_line_without_its_end_counts),
        cmocka_unit_test(takes_no_entry_that_could_not_be_read_again),
        cmocka_unit_test(an_older_basin_goes_back_by_its_own_entry),
        cmocka_unit_test(appending_cuts_off_what_did_not_happen),
        cmocka_unit_test(journals_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
