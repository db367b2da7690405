/*
 * Decides how a fault reads: its place, its text with the arguments put in, and the nearest known
 * word behind it when the text itself does not name it. What is said stands in model/fault_codes.h,
 * how dates and numbers read in io/message_value;
 * everything passes through the text buffer, which escapes what a terminal must not be shown.
 */
#include "io/message.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "io/csv.h"
#include "io/decision_message.h"
#include "io/foreign_words.h"
#include "io/message_value.h"
#include "io/text_buffer.h"
#include "model/memory.h"

#define PLACEHOLDER_MAX 32

/* Types of JSON values, the one kind of argument that is a word of appui and not of the file. */
struct type_word {
    const char *name, *texts[2]; /* by language */
};
static const struct type_word type_words[] = {
    {"object", {"an object", "un objet"}},
    {"list", {"a list", "une liste"}},
    {"text", {"a text", "un texte"}},
    {"number", {"a number", "un nombre"}},
    {"boolean", {"true or false", "true ou false"}},
    {"null", {"null", "null"}},
};

enum appui_language appui_language_of(const char *environment)
{
    return environment != NULL && strncmp(environment, "fr", 2) == 0 ? APPUI_FRENCH : APPUI_ENGLISH;
}

static const char *translated(enum appui_fault_code code, const char *value,
                              enum appui_language language)
{
    for (size_t i = 0;
         code == APPUI_FAULT_TYPE_WRONG && i < sizeof type_words / sizeof type_words[0]; i++) {
        if (strcmp(type_words[i].name, value) == 0) {
            return type_words[i].texts[language];
        }
    }
    return value;
}

/* What a placeholder stands for; "" when the fault does not say. */
static const char *value_of(const struct appui_fault *fault, const char *name,
                            enum appui_language language)
{
    if (strcmp(name, "pointer") == 0) {
        return fault->pointer;
    }
    if (strcmp(name, "id") == 0) {
        return fault->id == NULL ? "" : fault->id;
    }
    const char *value = appui_fault_argument(fault, name);
    return value == NULL ? "" : translated(fault->code, value, language);
}

/* Length of the placeholder name that begins behind a "{", or 0 when there is none. */
static size_t name_length(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return length < PLACEHOLDER_MAX && text[length] == '}' ? length : 0;
}

/* Which form goes with a number as files write it: 1.5 jour, but 1.5 days. */
static bool is_singular(const char *number, enum appui_language language)
{
    if (language == APPUI_FRENCH) {
        return (number[0] == '0' || number[0] == '1') && (number[1] == '\0' || number[1] == '.');
    }
    return strcmp(number, "1") == 0;
}

/* Length of "[singular|plural]" at the start of a text, or 0 when there is none. */
static size_t forms_length(const char *text)
{
    size_t singular = text[0] == '[' ? strcspn(text, "|]") : 0;
    size_t both = singular > 0 && text[singular] == '|' ? strcspn(text, "]") : 0;
    return both > 0 && text[both] == ']' ? both + 1 : 0;
}

static void add_form(struct appui_text_buffer *out, const char *forms, bool singular)
{
    size_t bar = strcspn(forms, "|"), end = strcspn(forms, "]");
    if (singular) {
        appui_text_add_bytes(out, forms + 1, bar - 1);
    } else {
        appui_text_add_bytes(out, forms + bar + 1, end - bar - 1);
    }
}

/* True when a text opens quotes just before a place in it: what stands in them is an id, or as
 * somebody wrote it. */
static bool is_quoted(const char *text, const char *at)
{
    static const char french[] = "\xC2\xAB ";
    size_t before = (size_t)(at - text), length = sizeof french - 1;
    return (before > 0 && at[-1] == '\'') ||
           (before >= length && memcmp(at - length, french, length) == 0);
}

static void add_value(struct appui_text_buffer *out, const struct appui_fault *fault,
                      struct appui_message_value said, bool quoted, enum appui_language language)
{
    if (strcmp(said.name, "reason") == 0) {
        appui_foreign_words_add(out, said.value, language);
    } else if (appui_decision_message_is(fault) &&
               appui_decision_message_add(out, fault, said.name, said.value, language)) {
        return;
    } else if (!quoted && appui_message_value_is_said(fault)) {
        appui_message_value_add(out, said, language);
    } else {
        appui_text_add(out, said.value);
    }
}

/* Fills in a text of the table: {name} is an argument, [singular|plural] goes with the one before.
 */
static void add_text(struct appui_text_buffer *out, const struct appui_fault *fault,
                     const char *whole, enum appui_language language)
{
    const char *last = "", *text = whole;
    while (*text != '\0') {
        size_t length = *text == '{' ? name_length(text + 1) : 0;
        size_t forms = forms_length(text);
        if (length > 0) {
            char name[PLACEHOLDER_MAX] = "";
            memcpy(name, text + 1, length);
            last = value_of(fault, name, language);
            struct appui_message_value said = {name, last, text + length + 2};
            add_value(out, fault, said, is_quoted(whole, text), language);
            text += length + 2;
        } else if (forms > 0) {
            add_form(out, text, is_singular(last, language));
            text += forms;
        } else {
            size_t plain = 1 + strcspn(text + 1, "{[");
            appui_text_add_bytes(out, text, plain);
            text += plain;
        }
    }
}

static void add_hint(struct appui_text_buffer *out, const struct appui_fault *fault,
                     enum appui_language language)
{
    const char *hint = appui_fault_argument(fault, "hint");
    if (hint == NULL || hint[0] == '\0') {
        return;
    }
    bool french = language == APPUI_FRENCH;
    appui_text_add(out, french ? " ; vouliez-vous dire « " : "; did you mean '");
    if (!appui_decision_message_is(fault) ||
        !appui_decision_message_add(out, fault, "hint", hint, language)) {
        appui_text_add(out, hint);
    }
    appui_text_add(out, french ? " » ?" : "'?");
}

/* "row 4, column days (C): " */
static void add_table_place(struct appui_text_buffer *out, const struct appui_table_place *place,
                            enum appui_language language)
{
    static const char *const rows[] = {[APPUI_ENGLISH] = "row {0}", [APPUI_FRENCH] = "ligne {0}"};
    static const char *const columns[] = {
        [APPUI_ENGLISH] = ", column {0} ({1})", [APPUI_FRENCH] = ", colonne {0} ({1})"};
    char row[16], letters[APPUI_CSV_LETTERS];
    snprintf(row, sizeof row, "%d", (int)place->row);
    const char *row_argument[] = {row};
    appui_text_fill(out, rows[language], row_argument, 1);
    if (place->heading != NULL) {
        const char *arguments[] = {place->heading, appui_csv_letters(place->column, letters)};
        appui_text_fill(out, columns[language], arguments, 2);
    }
    appui_text_add(out, ": ");
}

static void add_place(struct appui_text_buffer *out, const struct appui_fault *fault,
                      const char *source, enum appui_language language)
{
    if (source != NULL) {
        appui_text_add(out, source);
    }
    if (fault->line > 0 && fault->table.row == 0) { /* who sees a table counts rows and columns */
        char place[32];
        snprintf(place, sizeof place, ":%d:%d", (int)fault->line, (int)fault->column);
        appui_text_add(out, place);
    }
    if (out->length > 0) {
        appui_text_add(out, ": ");
    }
    if (fault->table.row > 0) {
        add_table_place(out, &fault->table, language);
    }
    if (fault->pointer[0] != '\0') {
        appui_text_add(out, fault->pointer);
    }
    if (fault->id != NULL) {
        appui_text_fill(out, fault->pointer[0] == '\0' ? "(id '{0}')" : " (id '{0}')", &fault->id,
                        1);
    }
    if (fault->pointer[0] != '\0' || fault->id != NULL) {
        appui_text_add(out, ": ");
    }
}

/* The finished text, or NULL when memory failed. */
static char *finish(struct appui_text_buffer *out)
{
    if (out->failed) {
        appui_text_release(out);
    }
    return out->bytes;
}

static void add_body(struct appui_text_buffer *out, const struct appui_fault *fault,
                     enum appui_language language)
{
    const struct appui_fault_text *row = appui_fault_text(fault->code);
    const char *text = language == APPUI_FRENCH ? row->fr : row->en;
    add_text(out, fault, text, language);
    add_hint(out, fault, language);
}

char *appui_message_body(const struct appui_fault *fault, enum appui_language language)
{
    struct appui_text_buffer out = {0};
    add_body(&out, fault, language);
    return finish(&out);
}

char *appui_message_text(const struct appui_fault *fault, const char *source,
                         enum appui_language language)
{
    struct appui_text_buffer out = {0};
    add_place(&out, fault, source, language);
    add_body(&out, fault, language);
    return finish(&out);
}
