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

/* True for "2027-02-10" at the start of a text. */
static bool is_date(const char *text)
{
    static const char form[] = "0000-00-00";
    for (size_t i = 0; i < sizeof form - 1; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '0' ? !digit : text[i] != form[i]) {
            return false;
        }
    }
    return true;
}

/* Appends "10/02/2027", or "10/02/2027 (matin)" for "2027-02-10.am". @return bytes read */
static size_t add_date(struct appui_text_buffer *out, const char *text)
{
    appui_text_add_bytes(out, text + 8, 2);
    appui_text_add(out, "/");
    appui_text_add_bytes(out, text + 5, 2);
    appui_text_add(out, "/");
    appui_text_add_bytes(out, text, 4);
    if (strncmp(text + 10, ".am", 3) == 0) {
        appui_text_add(out, " (matin)");
        return 13;
    }
    if (strncmp(text + 10, ".pm", 3) == 0) {
        appui_text_add(out, " (après-midi)");
        return 13;
    }
    return 10;
}

/* A text in which dates stand as they are typed in France, and a number with a comma. */
static void add_french(struct appui_text_buffer *out, const char *text)
{
    size_t digits = strspn(text, "0123456789"), decimals = 0;
    if (digits > 0 && text[digits] == '.') {
        decimals = strspn(text + digits + 1, "0123456789");
    }
    if (decimals > 0 && text[digits + 1 + decimals] == '\0') {
        appui_text_add_bytes(out, text, digits);
        appui_text_add(out, ",");
        appui_text_add(out, text + digits + 1);
        return;
    }
    while (*text != '\0') {
        if (is_date(text)) {
            text += add_date(out, text);
        } else {
            size_t plain = 1 + strcspn(text + 1, "0123456789");
            appui_text_add_bytes(out, text, plain);
            text += plain;
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

void appui_decision_message_add(struct appui_text_buffer *out, const struct appui_fault *fault,
                                const char *name, const char *value, enum appui_language language)
{
    bool french = language == APPUI_FRENCH;
    const char *word = NULL;
    if (strcmp(name, "decision") == 0) {
        word = appui_decision_words_shown(&appui_decision_kinds, value);
    } else if (strcmp(name, "key") == 0) {
        word = appui_decision_words_shown(&appui_decision_headings, value);
    }
    if (word != NULL) {
        add_side(out, word, strlen(word), language);
    } else if (is_key_of_json(fault, name)) {
        appui_text_add(out, value);
    } else if (strcmp(name, "status") == 0 || fault->code == APPUI_FAULT_DECIDE_STATUS) {
        add_list(out, value, language, true);
    } else if (lists_words(fault) && strcmp(name, "value") != 0) {
        add_list(out, value, language, false);
    } else if (french && strcmp(name, "value") == 0 && fault->code == APPUI_FAULT_CHOICE_UNKNOWN) {
        appui_text_add(out, value);
    } else if (french) {
        add_french(out, value);
    } else {
        appui_text_add(out, value);
    }
}
