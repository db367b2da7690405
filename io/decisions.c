/*
 * Decides which form a decision file has, and where its rows stand. Everything behind the readers
 * speaks of decisions by pointer; what a person reads is the row and column of the spreadsheet.
 */
#include "io/decisions.h"

#include <stdio.h>
#include <string.h>

#include "io/csv.h"
#include "io/decisions_parts.h"

static bool is_json(const char *bytes, size_t length)
{
    size_t i = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < length && strchr(" \t\r\n", bytes[i]) != NULL && bytes[i] != '\0') {
        i++;
    }
    return i < length && bytes[i] == '{';
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
    appui_decisions_place(places, faults);
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

/* Writes an argument that is a pointer as the name of a cell: "D3". */
static void place_arguments(const struct appui_decisions_places *places,
                            struct appui_faults *faults, struct appui_fault *fault)
{
    int32_t row;
    enum appui_decision_part part;
    char letters[APPUI_CSV_LETTERS];
    for (int i = 0; i < APPUI_FAULT_ARGS && fault->keys[i] != NULL; i++) {
        if (strcmp(fault->keys[i], "other") == 0 &&
            read_pointer(places, fault->values[i], &row, &part)) {
            const char *cell = appui_arena_format(&faults->arena, "%s%d",
                                                  appui_csv_letters(places->columns[part], letters),
                                                  (int)places->rows[row]);
            faults->out_of_memory |= cell == NULL;
            fault->values[i] = cell != NULL ? cell : fault->values[i];
        }
    }
}

void appui_decisions_place(const struct appui_decisions_places *places, struct appui_faults *faults)
{
    int32_t row;
    enum appui_decision_part part;
    for (int32_t i = 0; places->table && i < faults->n; i++) {
        struct appui_fault *fault = &faults->items[i];
        place_arguments(places, faults, fault);
        if (read_pointer(places, fault->pointer, &row, &part)) {
            struct appui_table_place place = {places->rows[row], places->columns[part],
                                              places->headings[part]};
            appui_faults_put_in_table(faults, i, place);
        }
    }
}

void appui_decisions_places_release(struct appui_decisions_places *places)
{
    appui_arena_release(&places->arena);
    memset(places, 0, sizeof *places);
}
