/*
 * Which entries of a journal hold: they are written before the basin is and get their line's end
 * after it, so a stopped run leaves one too many at the end, and an older basin put back leaves
 * several.
 */
#include "model/history.h"

#include <string.h>

/** The last entry up to `end` (not included) that left or met the state; -1: none did. */
static int32_t last_with(const struct appui_history *journal, int32_t end, const char *state)
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
static void take_back(struct appui_history *journal, int32_t undo)
{
    const char *undone = journal->entries[undo].undoes;
    for (int32_t i = undo - 1; undone != NULL && i >= 0; i--) {
        struct appui_history_entry *entry = &journal->entries[i];
        if (entry->holds && entry->kind == APPUI_JOURNAL_DECISIONS &&
            strcmp(entry->after, undone) == 0) {
            entry->holds = false;
            return;
        }
    }
}

void appui_history_settle(struct appui_history *journal, const char *present)
{
    const char *state = present;
    int32_t n = journal->n;
    for (int32_t i = 0; i < journal->n; i++) {
        journal->entries[i].holds = false;
    }
    if (n > 0 && journal->entries[n - 1].open &&
        strcmp(journal->entries[n - 1].after, present) != 0) {
        n--;
    }
    for (int32_t end = n; end > 0;) {
        int32_t known = last_with(journal, end, state);
        int32_t last = known < 0 ? end - 1 : known;
        struct appui_history_entry *entry = &journal->entries[last];
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

static bool is_gap_of(const struct appui_history_gap *gap, enum appui_gap_kind kind,
                      const char *need, const char *expert)
{
    return gap->kind == kind && gap->need != NULL && gap->expert != NULL &&
           strcmp(gap->need, need) == 0 && strcmp(gap->expert, expert) == 0;
}

appui_day appui_history_last_gap(const struct appui_history *journal, enum appui_gap_kind kind,
                                 const char *need, const char *expert)
{
    appui_day last = APPUI_ABSENT;
    for (int32_t i = 0; i < journal->n; i++) {
        const struct appui_history_entry *entry = &journal->entries[i];
        appui_day day = entry->committee != APPUI_ABSENT ? entry->committee : entry->as_of;
        for (int32_t k = 0; entry->holds && k < entry->n_gaps; k++) {
            if (is_gap_of(&entry->gaps[k], kind, need, expert)) {
                last = day;
            }
        }
    }
    return last;
}

void appui_history_release(struct appui_history *journal)
{
    appui_free(journal->entries);
    appui_arena_release(&journal->arena);
    *journal = (struct appui_history){0};
}
