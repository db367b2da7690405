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

static appui_day day_of_entry(const struct appui_history_entry *entry)
{
    return entry->committee != APPUI_ABSENT ? entry->committee : entry->as_of;
}

appui_day appui_history_day(const struct appui_history_entry *entry, int32_t row)
{
    appui_day day = entry->decisions[row].day;
    return day != APPUI_ABSENT ? day : day_of_entry(entry);
}

appui_day appui_history_project_day(const struct appui_history_entry *entry, const char *project)
{
    appui_day day = APPUI_ABSENT;
    for (int32_t i = 0; i < entry->n_decisions && day == APPUI_ABSENT; i++) {
        day = strcmp(entry->decisions[i].project, project) == 0 ? entry->decisions[i].day : day;
    }
    return day != APPUI_ABSENT ? day : day_of_entry(entry);
}

static bool drops(const struct appui_history_gap *gap, const char *need, const char *expert)
{
    return gap->kind == APPUI_GAP_LINE_DROPPED && gap->need != NULL && gap->expert != NULL &&
           strcmp(gap->need, need) == 0 && strcmp(gap->expert, expert) == 0;
}

/** True when an entry approves what is proposed for a need, or for its whole dossier. */
static bool approves(const struct appui_history_entry *entry, const char *project, const char *need)
{
    for (int32_t i = 0; i < entry->n_decisions; i++) {
        const struct appui_history_decision *row = &entry->decisions[i];
        if (row->decided == APPUI_DECISION_APPROVED && strcmp(row->project, project) == 0 &&
            (row->need == NULL || strcmp(row->need, need) == 0)) {
            return true;
        }
    }
    return false;
}

static bool reduces(const struct appui_history_entry *entry, const char *need)
{
    for (int32_t i = 0; i < entry->n_gaps; i++) {
        const struct appui_history_gap *gap = &entry->gaps[i];
        if (gap->kind == APPUI_GAP_DAYS_REDUCED && gap->need != NULL &&
            strcmp(gap->need, need) == 0) {
            return true;
        }
    }
    return false;
}

appui_day appui_history_reduced(const struct appui_history *journal, const char *project,
                                const char *need)
{
    appui_day last = APPUI_ABSENT;
    for (int32_t i = 0; i < journal->n; i++) {
        const struct appui_history_entry *entry = &journal->entries[i];
        if (entry->holds && reduces(entry, need)) {
            last = appui_history_project_day(entry, project);
        } else if (entry->holds && approves(entry, project, need)) {
            last = APPUI_ABSENT;
        }
    }
    return last;
}

appui_day appui_history_dropped(const struct appui_history *journal, const char *need,
                                const char *expert)
{
    appui_day last = APPUI_ABSENT;
    for (int32_t i = 0; i < journal->n; i++) {
        const struct appui_history_entry *entry = &journal->entries[i];
        for (int32_t k = 0; entry->holds && k < entry->n_gaps; k++) {
            if (drops(&entry->gaps[k], need, expert)) {
                last = appui_history_project_day(entry, entry->gaps[k].project);
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
