/*
 * Decides which form a decision file has, and where its rows stand. Everything behind the readers
 * speaks of decisions by pointer; what a person reads is the row and column of the spreadsheet.
 */
#include "io/decisions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/csv.h"
#include "io/decisions_parts.h"

/* A bare list is JSON too, of the wrong form: no heading begins with a bracket. */
static bool is_json(const char *bytes, size_t length)
{
    size_t i = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < length && strchr(" \t\r\n", bytes[i]) != NULL && bytes[i] != '\0') {
        i++;
    }
    return i < length && (bytes[i] == '{' || bytes[i] == '[');
}

enum appui_io_code appui_decisions_parse(const char *bytes, size_t length,
                                         struct appui_decisions *decisions,
                                         struct appui_decisions_places *places,
                                         struct appui_faults *faults)
{
    if (is_json(bytes, length)) {
        return appui_decisions_json_parse(bytes, length, decisions, faults);
    }
    places->table = true;
    enum appui_io_code code = appui_decisions_csv_parse(bytes, length, decisions, places, faults);
    if (appui_decisions_place(places, faults) != 0) {
        return APPUI_IO_NO_MEMORY;
    }
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}

/* Reads "/decisions/ROW/key". @return false when the text is no such pointer */
static bool read_pointer(const struct appui_decisions_places *places, const char *text,
                         int32_t *row, enum appui_decision_part *part)
{
    int index, used = 0;
    if (sscanf(text, "/decisions/%d/%n", &index, &used) != 1 || used == 0 || index < 0 ||
        index >= places->n) {
        return false;
    }
    for (int i = 0; i < APPUI_N_DECISION_PARTS; i++) {
        if (strcmp(text + used, appui_decision_key((enum appui_decision_part)i)) == 0) {
            *row = index;
            *part = (enum appui_decision_part)i;
            return true;
        }
    }
    return false;
}

/* A part of the row named by its key, as the operator names it; NULL when it has no column. */
static const char *heading_of(const struct appui_decisions_places *places, const char *key)
{
    for (int i = 0; i < APPUI_N_DECISION_PARTS; i++) {
        if (strcmp(key, appui_decision_key((enum appui_decision_part)i)) == 0) {
            return places->headings[i];
        }
    }
    return NULL;
}

/* Writes an argument that is a pointer as the name of a cell, "D3", and one that is the key of a
 * column as its heading. */
static void place_arguments(const struct appui_decisions_places *places,
                            struct appui_faults *faults, struct appui_fault *fault)
{
    int32_t row;
    enum appui_decision_part part;
    char letters[APPUI_CSV_LETTERS];
    for (int i = 0; i < APPUI_FAULT_ARGS && fault->keys[i] != NULL; i++) {
        const char *text = NULL, *heading = NULL;
        if (strcmp(fault->keys[i], "other") == 0 &&
            read_pointer(places, fault->values[i], &row, &part)) {
            text = appui_arena_format(&faults->arena, "%s%d",
                                      appui_csv_letters(places->columns[part], letters),
                                      (int)places->rows[row]);
            faults->out_of_memory |= text == NULL;
        } else if (strcmp(fault->keys[i], "key") == 0 &&
                   (heading = heading_of(places, fault->values[i])) != NULL) {
            text = appui_arena_text(&faults->arena, heading, strlen(heading));
            faults->out_of_memory |= text == NULL;
        }
        fault->values[i] = text != NULL ? text : fault->values[i];
    }
}

static void place_fault(const struct appui_decisions_places *places, struct appui_faults *faults,
                        int32_t index)
{
    int32_t row;
    enum appui_decision_part part;
    struct appui_fault *fault = &faults->items[index];
    if (!places->table || !read_pointer(places, fault->pointer, &row, &part)) {
        return;
    }
    place_arguments(places, faults, fault);
    struct appui_table_place place = {places->rows[row], places->columns[part],
                                      places->headings[part]};
    appui_faults_put_in_table(faults, index, place);
}

/* A fault on its way into the order of rows. */
struct ordered {
    struct appui_fault fault;
    int32_t row, index; /* row 0: of the file as a whole */
};

static int by_row(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    if (a->row != b->row) {
        return a->row < b->row ? -1 : 1;
    }
    return (a->index > b->index) - (a->index < b->index);
}

int appui_decisions_place(const struct appui_decisions_places *places, struct appui_faults *faults)
{
    struct ordered *all = appui_calloc((size_t)faults->n, sizeof *all);
    if (all == NULL) {
        return -1;
    }
    for (int32_t i = 0; i < faults->n; i++) {
        int row = -1;
        place_fault(places, faults, i);
        sscanf(faults->items[i].pointer, "/decisions/%d", &row);
        all[i] = (struct ordered){faults->items[i], row + 1, i};
        all[i].row = all[i].fault.table.row > 0 ? all[i].fault.table.row : all[i].row;
    }
    qsort(all, (size_t)faults->n, sizeof *all, by_row);
    for (int32_t i = 0; i < faults->n; i++) {
        faults->items[i] = all[i].fault;
    }
    appui_free(all);
    return 0;
}

void appui_decisions_places_release(struct appui_decisions_places *places)
{
    appui_arena_release(&places->arena);
    memset(places, 0, sizeof *places);
}
