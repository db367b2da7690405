/*
 * Which sessions and lines a row speaks of, and what is said when it speaks of none, or of several.
 */
#include "model/decide_walk.h"

#include "model/days.h"

/* Planned dates shown where a row names none of them. */
#define SHOWN_MAX 5

struct appui_worked_session *appui_walk_next(struct appui_deciding *d, struct appui_walk *walk)
{
    for (; walk->line < d->in->basin->n_lines; walk->line++, walk->session = -1) {
        if (!appui_decide_speaks_of(d, walk->ruling, walk->line)) {
            continue;
        }
        const struct appui_worked_line *line = &d->worked[walk->line];
        while (++walk->session < line->n) {
            struct appui_worked_session *session = &line->sessions[walk->session];
            bool then = walk->day == APPUI_ABSENT
                            ? session->at.day <= walk->last && session->row < 0
                            : session->at.day == walk->day;
            bool fits = walk->half == APPUI_ABSENT || (int32_t)session->at.half == walk->half;
            if (session->at.state == APPUI_SESSION_PLANNED && !session->gone && then && fits) {
                return session;
            }
        }
    }
    return NULL;
}

struct appui_walk appui_walk_start(const struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    return (struct appui_walk){.ruling = ruling,
                               .day = ruling->row->day,
                               .last = d->result->as_of,
                               .half = ruling->row->half,
                               .session = -1};
}

int32_t appui_walk_count(struct appui_deciding *d, struct appui_walk walk, int32_t *half_days)
{
    int32_t n = 0;
    *half_days = 0;
    for (struct appui_worked_session *s = appui_walk_next(d, &walk); s != NULL;
         s = appui_walk_next(d, &walk)) {
        n++;
        *half_days += appui_half_size(s->at.half);
    }
    return n;
}

int32_t appui_walk_lines(const struct appui_deciding *d, const struct appui_ruling *ruling,
                         int32_t *last)
{
    int32_t n = 0;
    for (int32_t i = 0; i < d->in->basin->n_lines; i++) {
        if (appui_decide_speaks_of(d, ruling, i)) {
            *last = i;
            n++;
        }
    }
    return n;
}

/* The planned dates that the row may have meant: "2027-02-11.am, 2027-02-16.am, …".
 * @param day  those of one day alone, or APPUI_ABSENT */
static const char *planned_dates(struct appui_deciding *d, int32_t row, appui_day day)
{
    static const char *const halves[] = {[APPUI_AM] = ".am", [APPUI_PM] = ".pm", [APPUI_FULL] = ""};
    struct appui_walk walk = appui_walk_start(d, row);
    walk.day = day;
    walk.last = INT32_MAX;
    walk.half = APPUI_ABSENT;
    const char *text = "-";
    int32_t n = 0;
    for (const struct appui_worked_session *s = appui_walk_next(d, &walk);
         s != NULL && text != NULL; s = appui_walk_next(d, &walk)) {
        char date[APPUI_DATE_TEXT];
        if (n++ == SHOWN_MAX) {
            return appui_arena_format(&d->scratch, "%s, …", text);
        }
        text = appui_arena_format(&d->scratch, "%s%s%s%s", n == 1 ? "" : text, n == 1 ? "" : ", ",
                                  appui_date_write(s->at.day, date), halves[s->at.half]);
    }
    return text;
}

int32_t appui_walk_said_before(const struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    for (int32_t i = 0; i < d->in->basin->n_lines; i++) {
        for (int32_t k = 0; appui_decide_speaks_of(d, ruling, i) && k < d->worked[i].n; k++) {
            const struct appui_worked_session *session = &d->worked[i].sessions[k];
            if (session->row >= 0 && session->at.day == ruling->row->day) {
                return session->row;
            }
        }
    }
    return -1;
}

/* True when a session that a row speaks of was held on its day before. */
static bool is_done(const struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    for (int32_t i = 0; i < d->in->basin->n_lines; i++) {
        for (int32_t k = 0; appui_decide_speaks_of(d, ruling, i) && k < d->worked[i].n; k++) {
            const struct appui_worked_session *session = &d->worked[i].sessions[k];
            if (session->row < 0 && session->at.state == APPUI_SESSION_DONE &&
                session->at.day == ruling->row->day &&
                (ruling->row->half == APPUI_ABSENT ||
                 ruling->row->half == (int32_t)session->at.half)) {
                return true;
            }
        }
    }
    return false;
}

/* True when the plan proposes what a row speaks of. */
static bool is_proposed(const struct appui_deciding *d, const struct appui_ruling *ruling)
{
    for (int32_t i = 0; i < d->in->plan->n_lines; i++) {
        const struct appui_plan_line *line = &d->in->plan->lines[i];
        if (line->state == APPUI_PROPOSED &&
            appui_decide_covers(d, ruling, line->need, line->expert)) {
            return true;
        }
    }
    return false;
}

/* True when sessions are planned on the day of the row, at another half than it says. */
static bool is_other_half(struct appui_deciding *d, int32_t row)
{
    struct appui_walk walk = appui_walk_start(d, row);
    int32_t half_days;
    walk.half = APPUI_ABSENT;
    return appui_walk_count(d, walk, &half_days) > 0;
}

static void report_none_then(struct appui_deciding *d, int32_t row)
{
    bool done = d->rulings[row].row->kind == APPUI_DECISION_DONE;
    char day[APPUI_DATE_TEXT];
    appui_date_write(d->rulings[row].row->day, day);
    if (is_done(d, row)) {
        appui_decide_fault(d, row, APPUI_PART_DATE, APPUI_FAULT_DECIDE_SESSION_DONE, "value", day,
                           (const char *)NULL);
    } else if (is_other_half(d, row)) {
        appui_decide_fault(
            d, row, APPUI_PART_HALF,
            done ? APPUI_FAULT_DECIDE_OTHER_HALF_DONE : APPUI_FAULT_DECIDE_OTHER_HALF, "allowed",
            planned_dates(d, row, d->rulings[row].row->day), (const char *)NULL);
    } else {
        appui_decide_fault(d, row, APPUI_PART_DATE,
                           done ? APPUI_FAULT_DECIDE_NO_SESSION : APPUI_FAULT_DECIDE_NONE_THEN,
                           "value", day, "allowed", planned_dates(d, row, APPUI_ABSENT),
                           (const char *)NULL);
    }
}

void appui_walk_report_none(struct appui_deciding *d, int32_t row)
{
    int32_t line, other = appui_walk_said_before(d, row);
    if (other >= 0) {
        appui_decide_contradicts(d, row, other);
    } else if (appui_walk_lines(d, &d->rulings[row], &line) == 0) {
        appui_decide_fault(d, row, APPUI_PART_DECISION,
                           is_proposed(d, &d->rulings[row]) ? APPUI_FAULT_DECIDE_ONLY_PROPOSED
                                                            : APPUI_FAULT_DECIDE_NO_LINE,
                           (const char *)NULL);
    } else if (d->rulings[row].row->day != APPUI_ABSENT) {
        report_none_then(d, row);
    } else {
        char last[APPUI_DATE_TEXT];
        appui_decide_fault(d, row, APPUI_PART_DECISION, APPUI_FAULT_DECIDE_NONE_PAST, "value",
                           appui_date_write(d->result->as_of, last), "allowed",
                           planned_dates(d, row, APPUI_ABSENT), (const char *)NULL);
    }
}

void appui_walk_report_several(struct appui_deciding *d, int32_t row, int32_t n)
{
    char number[APPUI_DAYS_TEXT];
    appui_decide_fault(d, row, APPUI_PART_DATE, APPUI_FAULT_DECIDE_SEVERAL_SESSIONS, "value",
                       appui_count_write(n, number), (const char *)NULL);
}
