/*
 * Decides how the words of appui read in a message about decisions: an operator who types "agréé"
 * and 10/02/2027 is told nothing of "approved" and 2027-02-10.
 */
#include "io/decision_message.h"

#include <string.h>

#include "io/decision_words.h"
#include "model/decision.h"

/* States of a dossier; decisions and columns stand in io/decision_words. */
static const struct {
    const char *name, *french;
} statuses[] = {{"submitted", "déposé"}, {"deferred", "ajourné"}, {"approved", "agréé"},
                {"running", "en cours"}, {"closed", "clos"},      {"refused", "refusé"},
                {"withdrawn", "retiré"}};

bool appui_decision_message_is(const struct appui_fault *fault)
{
    static const char of_json[] = "/decisions/", name[] = "decide_";
    return fault->table.row > 0 ||
           (strncmp(appui_fault_text(fault->code)->name, name, sizeof name - 1) == 0 &&
            strncmp(fault->pointer, of_json, sizeof of_json - 1) != 0);
}

/* Appends the half of "approved/agréé" that belongs to the language. */
static void add_side(struct appui_text_buffer *out, const char *word, size_t length,
                     enum appui_language language)
{
    const char *slash = memchr(word, '/', length);
    if (slash == NULL) {
        appui_text_add_bytes(out, word, length);
    } else if (language == APPUI_FRENCH) {
        appui_text_add_bytes(out, slash + 1, length - (size_t)(slash + 1 - word));
    } else {
        appui_text_add_bytes(out, word, (size_t)(slash - word));
    }
}

static const char *french_status(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        if (strlen(statuses[i].name) == length && strncmp(statuses[i].name, word, length) == 0) {
            return statuses[i].french;
        }
    }
    return NULL;
}

/* The words of a list, "a, b, c", each in the language. */
static void add_list(struct appui_text_buffer *out, const char *list, enum appui_language language,
                     bool of_statuses)
{
    for (const char *at = list; *at != '\0';) {
        size_t length = strcspn(at, ",");
        const char *status =
            of_statuses && language == APPUI_FRENCH ? french_status(at, length) : NULL;
        if (status != NULL) {
            appui_text_add(out, status);
        } else {
            add_side(out, at, length, language);
        }
        at += length;
        if (at[0] == ',') {
            appui_text_add(out, ", ");
            at += 1 + strspn(at + 1, " ");
        }
    }
}

/* Codes whose lists name columns and words in both languages. */
static bool lists_words(const struct appui_fault *fault)
{
    return fault->table.row > 0 &&
           (fault->code == APPUI_FAULT_CHOICE_UNKNOWN || fault->code == APPUI_FAULT_COLUMN_UNKNOWN);
}

/* What a JSON file is told to hold stays as it is typed there. */
static bool is_key_of_json(const struct appui_fault *fault, const char *name)
{
    return fault->code == APPUI_FAULT_DECIDE_ENDED && strcmp(name, "allowed") == 0;
}

bool appui_decision_message_add(struct appui_text_buffer *out, const struct appui_fault *fault,
                                const char *name, const char *value, enum appui_language language)
{
    bool of_choice = strcmp(name, "value") == 0 && fault->code == APPUI_FAULT_CHOICE_UNKNOWN;
    const char *word = NULL;
    if (strcmp(name, "decision") == 0) {
        word = appui_decision_words_shown(&appui_decision_kinds, value);
    } else if (strcmp(name, "key") == 0) {
        word = appui_decision_words_shown(&appui_decision_headings, value);
    }
    if (word != NULL) {
        add_side(out, word, strlen(word), language);
    } else if (is_key_of_json(fault, name) || of_choice) {
        appui_text_add(out, value);
    } else if (strcmp(name, "status") == 0 || fault->code == APPUI_FAULT_DECIDE_STATUS) {
        add_list(out, value, language, true);
    } else if (lists_words(fault) && strcmp(name, "value") != 0) {
        add_list(out, value, language, false);
    } else {
        return false;
    }
    return true;
}
