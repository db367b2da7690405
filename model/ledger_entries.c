/*
 * Lists what partners gave, agreed to give and are proposed to give, half-day by half-day. Which
 * sessions stand is standing's to say, which of a plan are new evaluate's; here each gets its
 * place.
 */
#include "model/ledger_entries.h"

#include <string.h>

#include "model/evaluate.h"
#include "model/memory.h"

/** What one partner's entries are made from. */
struct book {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    const struct appui_plan *plan;
    struct appui_entries *entries;
    int32_t partner;
    int32_t
        *open; /**< [n_lines] of the basin: agreed half-days that the plan has not dated so far */
};

static int push(struct book *book, const struct appui_entry *entry)
{
    struct appui_entries *all = book->entries;
    if (entry->half_days <= 0) {
        return 0;
    }
    if (appui_grow(&all->items, &all->capacity, (int64_t)all->n + 1, sizeof *all->items) != 0) {
        return -1;
    }
    all->items[all->n] = *entry;
    all->items[all->n++].partner = book->partner;
    return 0;
}

/** The period that holds the day, if it starts by the horizon's end. */
static int32_t period_at(const struct book *book, appui_day day)
{
    const struct appui_partner *partner = &book->basin->partners[book->partner];
    int32_t pledge = partner->limited ? appui_partner_pledge_at(partner, day) : APPUI_NO_PERIOD;
    bool begun = pledge >= 0 && partner->pledges[pledge].from <= book->basin->horizon_end;
    return begun ? pledge : APPUI_NO_PERIOD;
}

/** As in model/ledger: outside every period history does not count, but what is agreed and still to
 * come does; a period that starts later has its own accounts. */
static bool counts(const struct book *book, const struct appui_session *session)
{
    const struct appui_partner *partner = &book->basin->partners[book->partner];
    if (!partner->limited || period_at(book, session->day) >= 0) {
        return true;
    }
    return appui_partner_pledge_at(partner, session->day) < 0 &&
           session->state == APPUI_SESSION_PLANNED;
}

static int enter_unlisted(struct book *book)
{
    const struct appui_partner *partner = &book->basin->partners[book->partner];
    for (int32_t i = 0; i < partner->n_pledges; i++) {
        const struct appui_pledge *pledge = &partner->pledges[i];
        struct appui_entry entry = {.kind = APPUI_ENTRY_UNLISTED,
                                    .counts = true,
                                    .pledge = i,
                                    .expert = -1,
                                    .need = -1,
                                    .day = APPUI_ABSENT,
                                    .half_days = pledge->delivered};
        if (pledge->from <= book->basin->horizon_end && push(book, &entry) != 0) {
            return -1;
        }
    }
    return 0;
}

static int enter_standing(struct book *book, int32_t index)
{
    const struct appui_line *line = &book->basin->lines[index];
    book->open[index] = book->standing->lines[index].undated;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        bool done = session->state == APPUI_SESSION_DONE;
        struct appui_entry entry = {.kind = done ? APPUI_ENTRY_DONE : APPUI_ENTRY_AGREED,
                                    .counts = counts(book, session),
                                    .pledge = period_at(book, session->day),
                                    .expert = line->expert,
                                    .need = line->need,
                                    .day = session->day,
                                    .half_days = appui_half_size(session->half)};
        if (appui_standing_stays(book->basin, book->standing, index, i) &&
            push(book, &entry) != 0) {
            return -1;
        }
    }
    return 0;
}

static struct appui_entry entry_of(const struct appui_plan_line *line)
{
    return (struct appui_entry){.kind = line->state == APPUI_PROPOSED ? APPUI_ENTRY_PROPOSED
                                                                      : APPUI_ENTRY_AGREED,
                                .counts = true,
                                .pledge = APPUI_NO_PERIOD,
                                .expert = line->expert,
                                .need = line->need,
                                .day = APPUI_ABSENT};
}

/** Of an agreed line no more is dated than it has open, whatever a plan file says. */
static int32_t dated(struct book *book, const struct appui_plan_line *line, enum appui_half half)
{
    int32_t size = appui_half_size(half);
    if (line->state == APPUI_PROPOSED) {
        return size;
    }
    int32_t *open = line->basin_line >= 0 ? &book->open[line->basin_line] : NULL;
    int32_t taken = open == NULL ? 0 : *open < size ? *open : size;
    if (open != NULL) {
        *open -= taken;
    }
    return taken;
}

static int enter_new_sessions(struct book *book, const struct appui_plan_line *line)
{
    struct appui_entry entry = entry_of(line);
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        if (!appui_evaluate_is_new(book->basin, book->standing, line, session)) {
            continue;
        }
        entry.day = session->day;
        entry.pledge = period_at(book, session->day);
        entry.half_days = dated(book, line, session->half);
        if (push(book, &entry) != 0) {
            return -1;
        }
    }
    return 0;
}

/** Without calendar: by period where the partner has some. A plan read from a file may name one
 * that the partner does not have; that part is nowhere. */
static int enter_undated(struct book *book, const struct appui_plan_line *line)
{
    const struct appui_partner *partner = &book->basin->partners[book->partner];
    struct appui_entry entry = entry_of(line);
    if (line->state != APPUI_PROPOSED) {
        return 0;
    }
    if (!partner->limited) {
        entry.half_days = line->half_days;
        return push(book, &entry);
    }
    for (int32_t i = 0; i < line->n_parts; i++) {
        const struct appui_part *part = &line->parts[i];
        if (part->pledge < 0 || part->pledge >= partner->n_pledges ||
            partner->pledges[part->pledge].from > book->basin->horizon_end) {
            continue;
        }
        entry.pledge = part->pledge;
        entry.half_days = part->half_days;
        if (push(book, &entry) != 0) {
            return -1;
        }
    }
    return 0;
}

static int enter_plan(struct book *book)
{
    for (int32_t i = 0; i < book->plan->n_lines; i++) {
        const struct appui_plan_line *line = &book->plan->lines[i];
        if (book->basin->experts[line->expert].partner == book->partner &&
            (book->plan->calendar ? enter_new_sessions : enter_undated)(book, line) != 0) {
            return -1;
        }
    }
    return 0;
}

/** Agreed half-days that neither the basin nor the plan dates. */
static int enter_open(struct book *book, int32_t index)
{
    const struct appui_line *line = &book->basin->lines[index];
    struct appui_entry entry = {.kind = APPUI_ENTRY_AGREED,
                                .counts = true,
                                .pledge = APPUI_NO_PERIOD,
                                .expert = line->expert,
                                .need = line->need,
                                .day = APPUI_ABSENT,
                                .half_days = book->open[index]};
    return push(book, &entry);
}

static int enter_partner(struct book *book)
{
    const struct appui_standing *standing = book->standing;
    int32_t first = standing->partner_line0[book->partner];
    int32_t end = standing->partner_line0[book->partner + 1];
    int code = enter_unlisted(book);
    for (int32_t i = first; code == 0 && i < end; i++) {
        code = enter_standing(book, standing->partner_lines[i]);
    }
    if (code == 0) {
        code = enter_plan(book);
    }
    for (int32_t i = first; code == 0 && i < end; i++) {
        code = enter_open(book, standing->partner_lines[i]);
    }
    return code;
}

int appui_entries_build(const struct appui_basin *basin, const struct appui_standing *standing,
                        const struct appui_plan *plan, struct appui_entries *entries)
{
    struct appui_arena scratch = {NULL};
    struct book book = {.basin = basin, .standing = standing, .plan = plan, .entries = entries};
    book.open = appui_arena_alloc(&scratch, (size_t)basin->n_lines, sizeof *book.open);
    int code = book.open == NULL ? -1 : 0;
    for (book.partner = 0; code == 0 && book.partner < basin->n_partners; book.partner++) {
        code = enter_partner(&book);
    }
    appui_arena_release(&scratch);
    return code;
}

void appui_entries_release(struct appui_entries *entries)
{
    appui_free(entries->items);
    memset(entries, 0, sizeof *entries);
}
