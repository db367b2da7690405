/*
 * Another expert for days that are agreed: what is still to come of the line goes to a line of the
 * new expert, what was held stays with the old one. Which line, model/decide_assign says; how the
 * new one is made, model/decide_grant. Days that one row takes back from an expert of a need and
 * another grants again pass on in the same way: they were decided on before.
 */
#include "model/decide_parts.h"

static void report_nothing_left(struct appui_deciding *d, int32_t row, appui_day from)
{
    const struct appui_line *line = &d->in->basin->lines[d->handed[row]];
    char date[APPUI_DATE_TEXT];
    appui_decide_fault(d, row, APPUI_PART_NEW_EXPERT, APPUI_FAULT_DECIDE_NOTHING_LEFT, "expert",
                       d->in->basin->experts[line->expert].id, "from", appui_date_write(from, date),
                       (const char *)NULL);
}

/* True when another row moves a session of the line, or has ended it. */
static bool contradicts(struct appui_deciding *d, int32_t row)
{
    for (int32_t i = 0; i < d->n_moves; i++) {
        if (d->moves[i].line == d->handed[row]) {
            appui_decide_contradicts(d, row, d->moves[i].row);
            return true;
        }
    }
    return false;
}

int32_t appui_decide_note_taken_back(struct appui_deciding *d, int32_t line, int32_t before)
{
    int32_t left = d->worked[line].removed ? 0 : d->draft->lines[line].half_days;
    d->taken_back[d->in->basin->lines[line].need] += before - left;
    return before - left;
}

void appui_decide_take_off(struct appui_deciding *d, int32_t row)
{
    int32_t line = d->handed[row];
    if (line < 0 || contradicts(d, row)) {
        return;
    }
    int32_t before = d->draft->lines[line].half_days;
    appui_day from = appui_decide_agreed_from(d, row);
    if (!d->worked[line].removed) {
        appui_decide_cut_line(d, line, from);
        d->freed[row] = appui_decide_note_taken_back(d, line, before);
    }
    if (d->freed[row] == 0) {
        report_nothing_left(d, row, from);
    }
}

int32_t appui_decide_pass_on(struct appui_deciding *d, int32_t need, int32_t half_days)
{
    int32_t passed = half_days < d->taken_back[need] ? half_days : d->taken_back[need];
    d->taken_back[need] -= passed;
    return passed;
}

void appui_decide_tell_taken_back(struct appui_deciding *d)
{
    for (int32_t n = 0; n < d->in->basin->n_needs; n++) {
        if (d->taken_back[n] > 0) {
            appui_decide_gap(d, (struct appui_gap_of_plan){APPUI_GAP_DAYS_TAKEN_BACK,
                                                           d->in->basin->needs[n].project, n, -1,
                                                           d->taken_back[n], 0});
        }
    }
}
