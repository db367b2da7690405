/*
 * Journals: what is read, where faults are said to be, half a line at the end, and which entries
 * hold.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "io/journal.h"
#include "io/message.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
#define D "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
#define HEAD(kind, before, after)                                                                  \
    "{\"format\":\"appui-journal/1\",\"kind\":\"" kind "\",\"as_of\":\"2027-02-03\",\"basin\":"    \
    "\"Val\",\"before\":\"" before "\",\"after\":\"" after "\",\"plan\":null,"
#define DECISIONS(before, after)                                                                   \
    HEAD("decisions", before, after)                                                               \
    "\"committee\":\"2027-02-02\",\"decisions\":[{\"project\":\"p\",\"need\":\"p/n\",\"expert\":"  \
    "\"e\",\"decision\":\"approved\",\"days\":2.5,\"date\":\"2027-02-05\",\"half\":\"am\","        \
    "\"to_date\":\"2027-02-06\",\"to_half\":\"full\",\"new_expert\":\"f\",\"remarks\":\"\"}],"     \
    "\"gap\":[{\"kind\":\"days_reduced\",\"project\":\"p\",\"need\":\"p/n\",\"expert\":\"e\","     \
    "\"proposed_days\":3,\"decided_days\":2.5}],\"proposed_days\":3,\"decided_days\":2.5,"         \
    "\"undo\":\"{}\"}\n"
#define UNDO(before, after, undoes) HEAD("undo", before, after) "\"undoes\":\"" undoes "\"}\n"
#define PLAN(at)                                                                                   \
    HEAD("plan", at, at)                                                                           \
    "\"status\":\"optimal\",\"tiers\":[{\"name\":\"coverage\",\"value\":4}],\"proposed_days\":6,"  \
    "\"projects\":3}\n"

static enum appui_io_code parse(const char *text, const char *present,
                                struct appui_journal *journal, struct appui_faults *faults)
{
    *journal = (struct appui_journal){.length = 0};
    *faults = (struct appui_faults){.n = 0};
    return appui_journal_parse(text, strlen(text), present, journal, faults);
}

static void reads_every_kind_of_entry(void **state)
{
    (void)state;
    struct appui_journal journal;
    struct appui_faults faults;
    assert_int_equal(parse(PLAN(A) DECISIONS(A, B) UNDO(B, A, B), A, &journal, &faults),
                     APPUI_IO_OK);
    assert_int_equal(faults.n, 0);
    assert_int_equal(journal.history.n, 3);
    const struct appui_history_entry *entry = &journal.history.entries[1];
    assert_int_equal(journal.history.entries[0].kind, APPUI_JOURNAL_PLAN);
    assert_int_equal(journal.history.entries[0].n_projects, 3);
    assert_int_equal(journal.history.entries[0].proposed, 12);
    assert_int_equal(entry->kind, APPUI_JOURNAL_DECISIONS);
    assert_int_equal(entry->line, 2);
    assert_int_equal(entry->proposed, 6);
    assert_int_equal(entry->decided, 5);
    assert_int_equal(entry->committee, entry->as_of - 1);
    assert_string_equal(entry->decisions[0].need, "p/n");
    assert_int_equal(entry->decisions[0].decided, APPUI_DECISION_APPROVED);
    assert_int_equal(entry->gaps[0].kind, APPUI_GAP_DAYS_REDUCED);
    assert_string_equal(entry->gaps[0].expert, "e");
    assert_string_equal(entry->undo, "{}");
    assert_int_equal(entry->undo_length, 2);
    assert_int_equal(entry->offset, strlen(PLAN(A)));
    assert_string_equal(journal.history.entries[2].undoes, B);
    appui_journal_release(&journal);
    appui_faults_release(&faults);
}

/* One faulty line: its faults, then what to do about it. */
static void assert_faulty(const char *text, enum appui_fault_code code, const char *pointer,
                          int32_t n)
{
    struct appui_journal journal;
    struct appui_faults faults;
    assert_int_equal(parse(text, C, &journal, &faults), APPUI_IO_REJECTED);
    assert_int_equal(faults.n, n + 1);
    assert_int_equal(faults.items[0].code, code);
    assert_string_equal(faults.items[0].pointer, pointer);
    for (int32_t i = 0; i <= n; i++) {
        assert_int_equal(faults.items[i].line, 2);
        assert_true(faults.items[i].column > 0);
    }
    assert_int_equal(faults.items[n].code, APPUI_FAULT_JOURNAL_ENTRY);
    assert_int_equal(journal.history.n, 1);
    appui_journal_release(&journal);
    appui_faults_release(&faults);
}

static void a_faulty_line_is_told_with_its_number(void **state)
{
    (void)state;
    assert_faulty(PLAN(A) "{\"format\":\n", APPUI_FAULT_JSON_SYNTAX, "", 1);
    assert_faulty(PLAN(A) HEAD("plan", A, "x") "\"status\":\"optimal\"}\n",
                  APPUI_FAULT_PLAN_SHA256_FORM, "/after", 4);
    assert_faulty(PLAN(A) HEAD("sleep", A, A) "\"undoes\":\"\"}\n", APPUI_FAULT_CHOICE_UNKNOWN,
                  "/kind", 1);
    assert_faulty(PLAN(A) "[1]\n", APPUI_FAULT_TYPE_WRONG, "", 1);
}

/* A journal of which nothing can be read has one thing wrong, not one a line. */
static void of_many_faulty_lines_the_first_is_told_and_the_others_counted(void **state)
{
    (void)state;
    struct appui_journal journal;
    struct appui_faults faults;
    const char *text = PLAN(A) "{\"format\":\n[1]\n" PLAN(A) "x\n\ny";
    assert_int_equal(parse(text, C, &journal, &faults), APPUI_IO_REJECTED);
    assert_int_equal(faults.n, 2);
    assert_int_equal(faults.items[0].code, APPUI_FAULT_JSON_SYNTAX);
    assert_int_equal(faults.items[0].line, 2);
    assert_int_equal(faults.items[1].code, APPUI_FAULT_JOURNAL_LINES);
    assert_int_equal(faults.items[1].line, 2);
    assert_string_equal(faults.items[1].values[0], "3");
    assert_string_equal(faults.items[1].values[1], "7");
    assert_int_equal(journal.history.n, 2);
    appui_journal_release(&journal);
    appui_faults_release(&faults);
}

/* What does not begin like an entry, or goes on behind one, or holds what no entry holds, was
 * written by somebody else: it is a fault, so that nothing of it is cut off. */
static void a_foreign_end_is_a_fault_and_stays(void **state)
{
    (void)state;
    static const char *const ends[] = {"notes without a line end",
                                       "[",
                                       "{\"kind\":\"plan\"",
                                       "{\"format\":\"appui-plan/1\",",
                                       HEAD("plan", A, A) "\n\r{\"format\"",
                                       HEAD("plan", A, A) "\"tiers\":[]}{\"format\"",
                                       HEAD("plan", A, A) "\001",
                                       "\r",
                                       "}"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char text[1000];
        struct appui_journal journal;
        struct appui_faults faults;
        strcpy(text, PLAN(A));
        strcat(text, ends[i]);
        assert_int_equal(parse(text, A, &journal, &faults), APPUI_IO_REJECTED);
        assert_true(faults.n_errors > 0);
        appui_journal_release(&journal);
        appui_faults_release(&faults);
    }
    struct appui_journal journal = {.length = 0};
    struct appui_faults faults = {.n = 0};
    static const char nul[50] = {0};
    assert_int_equal(appui_journal_parse(nul, sizeof nul, A, &journal, &faults), APPUI_IO_REJECTED);
    appui_journal_release(&journal);
    appui_faults_release(&faults);
}

/* Spaces are no matter: half an entry as an editor would lay it out. */
static void half_a_line_with_spaces_is_left_out(void **state)
{
    (void)state;
    struct appui_journal journal;
    struct appui_faults faults;
    assert_int_equal(parse(PLAN(A) " { \"format\" : \"appui-journal/1\", \"basin\": \"a\\\"}", A,
                           &journal, &faults),
                     APPUI_IO_OK);
    assert_int_equal(faults.items[0].code, APPUI_FAULT_JOURNAL_CUT_SHORT);
    assert_int_equal(journal.length, strlen(PLAN(A)));
    appui_journal_release(&journal);
    appui_faults_release(&faults);
}

/* Cut after every byte: what ends in a whole entry is read, half a one brings the warning. */
static void half_a_line_at_the_end_is_left_out(void **state)
{
    (void)state;
    const char *text = PLAN(A) DECISIONS(A, B);
    size_t first = strlen(PLAN(A)), all = strlen(text);
    for (size_t length = first; length <= all; length++) {
        struct appui_journal journal = {.length = 0};
        struct appui_faults faults = {.n = 0};
        assert_int_equal(appui_journal_parse(text, length, B, &journal, &faults), APPUI_IO_OK);
        bool whole = length >= all - 1;
        assert_int_equal(journal.history.n, whole ? 2 : 1);
        assert_int_equal(journal.length, whole ? length : first);
        assert_int_equal(faults.n, whole || length == first ? 0 : 1);
        if (faults.n > 0) {
            assert_int_equal(faults.items[0].code, APPUI_FAULT_JOURNAL_CUT_SHORT);
            assert_int_equal(faults.items[0].line, 2);
        }
        appui_journal_release(&journal);
        appui_faults_release(&faults);
    }
}

static void assert_holds(const char *text, const char *present, const char *expected)
{
    struct appui_journal journal;
    struct appui_faults faults;
    assert_int_equal(parse(text, present, &journal, &faults), APPUI_IO_OK);
    assert_int_equal(journal.history.n, (int32_t)strlen(expected));
    for (int32_t i = 0; i < journal.history.n; i++) {
        if (journal.history.entries[i].holds != (expected[i] == '+')) {
            fail_msg("entry %d of %s", (int)i, expected);
        }
    }
    appui_journal_release(&journal);
    appui_faults_release(&faults);
}

static void an_entry_holds_when_the_basin_carries_it(void **state)
{
    (void)state;
    assert_holds(DECISIONS(A, B) DECISIONS(B, C), C, "++");
    assert_holds("", A, "");
    assert_holds(PLAN(A) DECISIONS(A, B) PLAN(B), B, "+++");
    /* what changes nothing at all */
    assert_holds(DECISIONS(A, A), A, "+");
}

static void an_entry_whose_basin_was_never_written_does_not_hold(void **state)
{
    (void)state;
    assert_holds(DECISIONS(A, B) DECISIONS(B, C), B, "+-");
    assert_holds(DECISIONS(A, B), A, "-");
    /* nobody removed it, and another run wrote after it */
    assert_holds(DECISIONS(A, B) DECISIONS(A, C), C, "-+");
    /* stopped while undoing */
    assert_holds(DECISIONS(A, B) UNDO(B, A, B), B, "+-");
}

static void editing_by_hand_takes_nothing_back(void **state)
{
    (void)state;
    assert_holds(DECISIONS(A, B), D, "+");
    assert_holds(DECISIONS(A, B) DECISIONS(C, D), D, "++");
    assert_holds(DECISIONS(A, B) DECISIONS(C, D), C, "+-");
}

/* Without its line's end the run was stopped before its basin lasted, or the basin carries it. */
static void an_open_entry_holds_for_its_own_basin_alone(void **state)
{
    (void)state;
    static const char closed[] = PLAN(A) DECISIONS(A, B);
    static const struct {
        const char *present;
        bool holds, kept, warned;
    } cases[] = {{B, true, true, false}, {A, false, false, false}, {D, false, false, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct appui_journal journal = {.length = 0};
        struct appui_faults faults = {.n = 0};
        assert_int_equal(
            appui_journal_parse(closed, sizeof closed - 2, cases[i].present, &journal, &faults),
            APPUI_IO_OK);
        assert_int_equal(journal.history.entries[1].holds, cases[i].holds);
        assert_int_equal(journal.length, cases[i].kept ? sizeof closed - 2 : strlen(PLAN(A)));
        assert_int_equal(faults.n, cases[i].warned ? 1 : 0);
        if (cases[i].warned) {
            assert_int_equal(faults.items[0].code, APPUI_FAULT_JOURNAL_OPEN);
            assert_int_equal(faults.items[0].line, 2);
        }
        appui_journal_release(&journal);
        appui_faults_release(&faults);
    }
    assert_holds(DECISIONS(A, B), D, "+");
}

static void putting_an_older_basin_back_takes_all_since_back(void **state)
{
    (void)state;
    assert_holds(DECISIONS(A, B) DECISIONS(B, C) DECISIONS(C, D), B, "+--");
    assert_holds(DECISIONS(A, B) DECISIONS(B, C), A, "--");
}

static void what_is_undone_does_not_hold(void **state)
{
    (void)state;
    assert_holds(DECISIONS(A, B) UNDO(B, A, B), A, "-+");
    assert_holds(DECISIONS(A, B) UNDO(B, A, B) DECISIONS(A, B), B, "-++");
    assert_holds(DECISIONS(A, B) UNDO(B, A, B) DECISIONS(A, C), C, "-++");
    assert_holds(DECISIONS(A, B) DECISIONS(B, C) UNDO(C, B, C) UNDO(B, A, B), A, "--++");
    /* decided again, and stopped before it was written */
    assert_holds(DECISIONS(A, B) UNDO(B, A, B) DECISIONS(A, B), A, "-+-");
}

static void no_journal_is_no_fault(void **state)
{
    (void)state;
    struct appui_journal journal = {.length = 0};
    struct appui_faults faults = {.n = 0};
    assert_int_equal(appui_journal_read(APPUI_SOURCE_DIR "/no.journal.jsonl", A, &journal, &faults),
                     APPUI_IO_OK);
    assert_false(journal.found);
    assert_int_equal(faults.n, 0);
    assert_null(appui_journal_last(&journal));
    /* a folder in its place is one */
    assert_int_equal(appui_journal_read(APPUI_SOURCE_DIR, A, &journal, &faults),
                     APPUI_IO_CANNOT_OPEN);
    assert_true(journal.found);
    assert_int_equal(faults.n, 1);
    assert_int_equal(faults.items[0].code, APPUI_FAULT_FILE_IS_FOLDER);
    appui_journal_release(&journal);
    appui_faults_release(&faults);
}

static void tells_when_memory_fails(void **state)
{
    (void)state;
    const char *text = PLAN(A) DECISIONS(A, B) UNDO(B, A, B) "{\"form";
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    int32_t n_failed = 0;
    for (long n = 1; code != APPUI_IO_OK; n++) {
        struct appui_journal journal = {.length = 0};
        struct appui_faults faults = {.n = 0};
        appui_memory_fail_after(n);
        code = appui_journal_parse(text, strlen(text), A, &journal, &faults);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_IO_OK || code == APPUI_IO_NO_MEMORY);
        n_failed += code == APPUI_IO_NO_MEMORY;
        appui_journal_release(&journal);
        appui_faults_release(&faults);
    }
    assert_true(n_failed > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind_of_entry),
        cmocka_unit_test(a_faulty_line_is_told_with_its_number),
        cmocka_unit_test(of_many_faulty_lines_the_first_is_told_and_the_others_counted),
        cmocka_unit_test(a_foreign_end_is_a_fault_and_stays),
        cmocka_unit_test(half_a_line_with_spaces_is_left_out),
        cmocka_unit_test(half_a_line_at_the_end_is_left_out),
        cmocka_unit_test(an_entry_holds_when_the_basin_carries_it),
        cmocka_unit_test(an_entry_whose_basin_was_never_written_does_not_hold),
        cmocka_unit_test(editing_by_hand_takes_nothing_back),
        cmocka_unit_test(an_open_entry_holds_for_its_own_basin_alone),
        cmocka_unit_test(putting_an_older_basin_back_takes_all_since_back),
        cmocka_unit_test(what_is_undone_does_not_hold),
        cmocka_unit_test(no_journal_is_no_fault),
        cmocka_unit_test(tells_when_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
