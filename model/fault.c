/*
 * The list of faults and its table of texts. The list copies whatever it is given; when it cannot,
 * it says so in out_of_memory rather than lose a fault in silence.
 */
#include "model/fault.h"

#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

static const struct appui_fault_text texts[] = {
#define X(code, severity, name, en, fr) {severity, name, en, fr},
#include "model/fault_codes.h"
#undef X
};

const struct appui_fault_text *appui_fault_text(enum appui_fault_code code)
{
    assert((int)code >= 0 && code < APPUI_N_FAULT_CODES);
    return &texts[code];
}

static const char *copied(struct appui_faults *faults, const char *text)
{
    return appui_arena_text(&faults->arena, text ? text : "", text ? strlen(text) : 0);
}

static bool copy_arguments(struct appui_faults *faults, struct appui_fault *fault, va_list pairs)
{
    for (int32_t i = 0; i < APPUI_FAULT_ARGS; i++) {
        const char *key = va_arg(pairs, const char *);
        if (!key) {
            return true;
        }
        const char *value = va_arg(pairs, const char *);
        fault->keys[i] = copied(faults, key);
        fault->values[i] = copied(faults, value);
        if (!fault->keys[i] || !fault->values[i]) {
            return false;
        }
    }
    return true;
}

static bool copy_place(struct appui_faults *faults, struct appui_fault *fault, const char *pointer,
                       const char *id)
{
    fault->pointer = copied(faults, pointer);
    fault->id = id ? copied(faults, id) : NULL;
    return fault->pointer && (!id || fault->id);
}

static void count(struct appui_faults *faults, enum appui_severity severity)
{
    faults->n++;
    faults->n_errors += severity == APPUI_ERROR;
    faults->n_warnings += severity == APPUI_WARNING;
    faults->n_broken += severity == APPUI_BROKEN;
}

void appui_faults_add(struct appui_faults *faults, enum appui_fault_code code, const char *pointer,
                      const char *id, ...)
{
    struct appui_fault fault = {.code = code};
    va_list pairs;
    va_start(pairs, id);
    bool copied_all =
        copy_place(faults, &fault, pointer, id) && copy_arguments(faults, &fault, pairs);
    va_end(pairs);
    if (!copied_all ||
        appui_grow(&faults->items, &faults->capacity, (int64_t)faults->n + 1, sizeof fault) != 0) {
        faults->out_of_memory = true;
        return;
    }
    faults->items[faults->n] = fault;
    count(faults, appui_fault_text(code)->severity);
}

void appui_faults_place(struct appui_faults *faults, int32_t line, int32_t column)
{
    if (faults->n > 0) {
        faults->items[faults->n - 1].line = line;
        faults->items[faults->n - 1].column = column;
    }
}

void appui_faults_put_in_table(struct appui_faults *faults, int32_t index,
                               struct appui_table_place place)
{
    struct appui_fault *fault = &faults->items[index];
    if (place.heading != NULL) {
        place.heading = copied(faults, place.heading);
        faults->out_of_memory |= place.heading == NULL;
    }
    fault->table = place;
    fault->pointer = "";
    fault->id = NULL;
}

const char *appui_fault_argument(const struct appui_fault *fault, const char *key)
{
    for (int32_t i = 0; i < APPUI_FAULT_ARGS && fault->keys[i]; i++) {
        if (strcmp(fault->keys[i], key) == 0) {
            return fault->values[i];
        }
    }
    return NULL;
}

bool appui_faults_stop(const struct appui_faults *faults)
{
    return faults->n_errors > 0 || faults->out_of_memory;
}

void appui_faults_release(struct appui_faults *faults)
{
    appui_arena_release(&faults->arena);
    appui_free(faults->items);
    memset(faults, 0, sizeof *faults);
}
