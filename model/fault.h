/*
 * Faults: everything appui has to say about an input or a plan, collected, never printed here.
 *
 * A fault is a code with a place (JSON Pointer, human id, or line and column) and named arguments.
 * The codes, their severity and their text in French and English stand in one table,
 * model/fault_codes.h.
 */
#ifndef APPUI_MODEL_FAULT_H
#define APPUI_MODEL_FAULT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/memory.h"

enum appui_severity {
    APPUI_ERROR,   /**< the input is rejected */
    APPUI_WARNING, /**< stands in the plan, stops nothing */
    APPUI_BROKEN   /**< a plan breaks a rule, a tier or a figure (found by model/check) */
};

enum appui_fault_code {
#define X(code, severity, name, en, fr) APPUI_FAULT_##code,
#include "model/fault_codes.h"
#undef X
    APPUI_N_FAULT_CODES
};

/**
 * A table row: the text has {placeholders} named like the arguments, and {pointer}, {id}. Of
 * [singular|plural] the form is shown that goes with the placeholder before it.
 */
struct appui_fault_text {
    enum appui_severity severity;
    const char *name; /**< snake_case, stable: what --json and plans print */
    const char *en, *fr;
};

/** The row of a code. */
const struct appui_fault_text *appui_fault_text(enum appui_fault_code code);

#define APPUI_FAULT_ARGS 6

/** A cell of a table, or a whole row of it. */
struct appui_table_place {
    int32_t row;         /**< 1-based, as a spreadsheet numbers it; 0: the fault is in no table */
    int32_t column;      /**< 0-based; means nothing without a heading */
    const char *heading; /**< of the column as written, or NULL: the whole row */
};

struct appui_fault {
    enum appui_fault_code code;
    const char *pointer; /**< JSON Pointer into the input, "" for the whole; never NULL */
    const char *id;      /**< id of the object concerned, or NULL */
    const char *keys[APPUI_FAULT_ARGS]; /**< argument names; NULL ends them */
    const char *values[APPUI_FAULT_ARGS];
    int32_t line, column;           /**< 1-based place of a syntax fault, or 0 */
    struct appui_table_place table; /**< takes the place of pointer and id */
};

/** A growing list that owns copies of every text in it. Zero-initialised storage is empty. */
struct appui_faults {
    struct appui_arena arena;
    struct appui_fault *items; /**< [n], heap */
    int32_t n, capacity;
    int32_t n_errors, n_warnings, n_broken;
    bool out_of_memory; /**< a fault could not be stored; counts as an error for callers */
};

/**
 * Adds a fault, copying every text.
 * @param pointer  JSON Pointer; NULL is read as ""
 * @param id       id of the object, or NULL
 * @param ...      pairs of const char *key, const char *value, ended by a (const char *)NULL key. A
 * NULL value is stored as "". At most APPUI_FAULT_ARGS pairs.
 */
void appui_faults_add(struct appui_faults *faults, enum appui_fault_code code, const char *pointer,
                      const char *id, ...);

/** Sets line and column (1-based) of the newest fault. */
void appui_faults_place(struct appui_faults *faults, int32_t line, int32_t column);

/** Says that a fault of the list stands in a table: its pointer and its id go. Copies the heading.
 */
void appui_faults_put_in_table(struct appui_faults *faults, int32_t index,
                               struct appui_table_place place);

/** Value of a named argument, or NULL. */
const char *appui_fault_argument(const struct appui_fault *fault, const char *key);

/** True when the list holds an error or lost one to lack of memory. */
bool appui_faults_stop(const struct appui_faults *faults);

void appui_faults_release(struct appui_faults *faults);

#endif
