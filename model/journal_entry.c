/*
 * Which entries of a journal hold: they are written before the basin is, so a stopped run leaves
 * one too many at the end, and an older basin put back leaves several.
 */
#include "model/journal_entry.h"

#include <string.h>

const char *appui_gap_name(enum appui_gap_kind kind)
{
    static const char *const names[APPUI_N_GAP_KINDS] = {
        [APPUI_GAP_REFUSED] = "refused",
        [APPUI_GAP_DEFERRED] = "deferred",
        [APPUI_GAP_WITHDRAWN] = "withdrawn",
        [APPUI_GAP_LINE_DROPPED] = "line_dropped",
        [APPUI_GAP_EXPERT_REPLACED] = "expert_replaced",
        [APPUI_GAP_DAYS_REDUCED] = "days_reduced",
        [APPUI_GAP_DAYS_RAISED] = "days_raised",
        [APPUI_GAP_DATE_CHANGED] = "date_changed",
        [APPUI_GAP_MANDATAIRE_CHANGED] = "mandataire_changed",
        [APPUI_GAP_NOT_PROPOSED] = "not_proposed"};
    return names[kind];
}

/** The last entry up to `end` (not included) that left or met the state; -1: none did. */
static int32_t last_with(const struct appui_journal *journal, int32_t end, const char *state)
{
    for (int32_t i = end - 1; i >= 0; i--) {
        if (strcmp(journal->entries[i].after, state) == 0 ||
            strcmp(journal->entries[i].before, state) == 0) {
            return i;
        }
    }
    return -1;
}

/** The entry that `undo` takes back: the last one before it that holds and led to what it names. */
static void take_back(struct appui_journal *journal, int32_t undo)
{
    const char *undone = journal->entries[undo].undoes;
    for (int32_t i = undo - 1; undone != NULL && i >= 0; i--) {
        struct appui_journal_entry *entry = &journal->entries[i];
        if (entry->holds && entry->kind == APPUI_JOURNAL_DECISIONS &&
            strcmp(entry->after, undone) == 0) {
            entry->holds = false;
            return;
        }
    }
}

void appui_journal_settle(struct appui_journal *journal, const char *present)
{
    const char *state = present;
    for (int32_t i = 0; i < journal->n; i++) {
        journal->entries[i].holds = false;
    }
    for (int32_t end = journal->n; end > 0;) {
        int32_t known = last_with(journal, end, state);
        int32_t last = known < 0 ? end - 1 : known;
        struct appui_journal_entry *entry = &journal->entries[last];
        if (known < 0 || strcmp(entry->after, state) == 0) {
            entry->holds = true;
            state = entry->before;
        }
        end = last;
    }
    for (int32_t i = 0; i < journal->n; i++) {
        if (journal->entries[i].holds && journal->entries[i].kind == APPUI_JOURNAL_UNDO) {
            take_back(journal, i);
        }
    }
}

void appui_journal_release(struct appui_journal *journal)
{
    appui_free(journal->entries);
    appui_arena_release(&journal->arena);
    *journal = (struct appui_journal){0};
}
