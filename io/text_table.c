/*
 * How wide the columns of a table are, and what gives way where a line is too short.
 */
#include "io/text_table.h"

#define GAP 2

struct layout {
    int32_t name, gap, figures[APPUI_TABLE_FIGURES_MAX];
};

struct appui_table_row *appui_table_add(struct appui_table *table, const char *name)
{
    if (appui_grow(&table->rows, &table->capacity, (int64_t)table->n + 1, sizeof *table->rows) !=
        0) {
        table->failed = true;
        return &table->spare;
    }
    table->rows[table->n] = (struct appui_table_row){.name = name};
    return &table->rows[table->n++];
}

static int32_t widest(int32_t width, const char *text)
{
    int32_t columns = text == NULL ? 0 : appui_text_columns(text);
    return columns > width ? columns : width;
}

static struct layout layout_of(const struct appui_table *table, int32_t width)
{
    struct layout layout = {.gap = GAP};
    int32_t rest = width;
    for (int32_t i = 0; i < table->n_figures; i++) {
        for (int32_t r = 0; r < table->n; r++) {
            layout.figures[i] = widest(layout.figures[i], table->rows[r].figures[i]);
        }
        rest -= GAP + layout.figures[i];
    }
    for (int32_t r = 0; r < table->n; r++) {
        if (table->rows[r].figures[0] != NULL) {
            layout.name = widest(layout.name, table->rows[r].name);
        }
    }
    if (rest < layout.name) {
        layout.gap = 1;
        rest += table->n_figures * (GAP - 1);
    }
    layout.name = layout.name > rest ? rest : layout.name;
    return layout;
}

/* Figures up to the last that says something: nothing trails behind it. */
static int32_t last_figure(const struct appui_table_row *row, int32_t n_figures)
{
    int32_t last = 0;
    for (int32_t i = 0; i < n_figures && row->figures[i] != NULL; i++) {
        last = row->figures[i][0] != '\0' ? i + 1 : last;
    }
    return last;
}

static void write_row(struct appui_text_buffer *out, const struct appui_table_row *row,
                      int32_t n_figures, const struct layout *layout)
{
    if (row->figures[0] == NULL) {
        appui_text_add(out, row->name);
        appui_text_newline(out);
        return;
    }
    if (appui_text_columns(row->name) > layout->name) {
        appui_text_add(out, row->name);
        appui_text_newline(out);
        appui_text_repeat(out, ' ', layout->name);
    } else {
        appui_text_cell(out, row->name, layout->name, APPUI_TEXT_LEFT);
    }
    for (int32_t i = 0; i < last_figure(row, n_figures); i++) {
        appui_text_repeat(out, ' ', layout->gap);
        appui_text_cell(out, row->figures[i], layout->figures[i], APPUI_TEXT_RIGHT);
    }
    appui_text_newline(out);
}

void appui_table_write(struct appui_table *table, struct appui_text_buffer *out, int32_t width)
{
    struct layout layout = layout_of(table, width);
    for (int32_t r = 0; r < table->n && !table->failed; r++) {
        write_row(out, &table->rows[r], table->n_figures, &layout);
    }
    out->failed = out->failed || table->failed;
    appui_free(table->rows);
    *table = (struct appui_table){.n_figures = table->n_figures};
}
