/*
 * Draws rows: about a dossier, a line that the plan proposes, or a session of a line that is
 * agreed. Dates, days and experts are now and then drawn from thin air.
 */
#include "tests/reference/random_decisions.h"

struct drawing {
    struct appui_xoshiro *random;
    const struct appui_basin *basin;
    const struct appui_plan *plan;
};

static bool chance(struct drawing *draw, int32_t percent)
{
    return appui_xoshiro_chance(draw->random, percent);
}

static int32_t between(struct drawing *draw, int32_t low, int32_t high)
{
    return appui_xoshiro_between(draw->random, low, high);
}

static appui_day any_day(struct drawing *draw)
{
    return between(draw, draw->basin->horizon_start, draw->basin->horizon_end);
}

static const char *any_expert(struct drawing *draw)
{
    return draw->basin->experts[between(draw, 0, draw->basin->n_experts - 1)].id;
}

/* A day a little later than today, so that time passes but slowly. */
static appui_day soon(struct drawing *draw)
{
    int32_t last = draw->basin->as_of + 2;
    last = last > draw->basin->horizon_end ? draw->basin->horizon_end : last;
    return between(draw, draw->basin->as_of > last ? last : draw->basin->as_of, last);
}

static void draw_dossier(struct drawing *draw, struct appui_decision *row)
{
    static const enum appui_decision_kind kinds[] = {
        APPUI_DECISION_APPROVED, APPUI_DECISION_APPROVED, APPUI_DECISION_APPROVED,
        APPUI_DECISION_APPROVED, APPUI_DECISION_DEFERRED, APPUI_DECISION_REFUSED,
        APPUI_DECISION_SIGNED,   APPUI_DECISION_SIGNED,   APPUI_DECISION_WITHDRAWN,
        APPUI_DECISION_CLOSED,   APPUI_DECISION_DONE,     APPUI_DECISION_DONE};
    row->project = draw->basin->projects[between(draw, 0, draw->basin->n_projects - 1)].id;
    row->kind = kinds[between(draw, 0, 11)];
    if (chance(draw, 30) && row->kind != APPUI_DECISION_DONE)
        row->day = soon(draw);
    if (chance(draw, 20) && row->kind == APPUI_DECISION_APPROVED && draw->basin->n_partners > 0)
        row->mandataire = draw->basin->partners[between(draw, 0, draw->basin->n_partners - 1)].id;
}

static void draw_proposal(struct drawing *draw, struct appui_decision *row)
{
    const struct appui_plan_line *line =
        &draw->plan->lines[between(draw, 0, draw->plan->n_lines - 1)];
    const struct appui_need *need = &draw->basin->needs[line->need];
    row->project = draw->basin->projects[need->project].id;
    row->need = chance(draw, 85) ? need->id : NULL;
    row->kind = chance(draw, 80) ? APPUI_DECISION_APPROVED : APPUI_DECISION_REFUSED;
    if (chance(draw, 40))
        row->expert = chance(draw, 90) ? draw->basin->experts[line->expert].id : any_expert(draw);
    if (row->kind == APPUI_DECISION_APPROVED && chance(draw, 30))
        row->half_days = between(draw, 1, line->half_days + 1);
    if (row->kind == APPUI_DECISION_APPROVED && chance(draw, 20))
        row->new_expert = any_expert(draw);
}

/* A day from today on of which the expert of the line has a half free, if drawing meets one soon.
 */
static appui_day free_day(struct drawing *draw, const struct appui_line *line)
{
    const struct appui_slots *free = &draw->basin->experts[line->expert].free;
    appui_day day = any_day(draw);
    for (int32_t tries = 0; tries < 20; tries++) {
        int32_t slot = appui_basin_slot(draw->basin, day);
        if (day >= draw->basin->as_of && appui_slots_has(free, slot))
            return day;
        day = any_day(draw);
    }
    return day;
}

static void draw_session(struct drawing *draw, struct appui_decision *row)
{
    static const enum appui_decision_kind kinds[] = {
        APPUI_DECISION_DONE,   APPUI_DECISION_DONE,      APPUI_DECISION_DONE,
        APPUI_DECISION_MOVED,  APPUI_DECISION_MOVED,     APPUI_DECISION_CANCELLED,
        APPUI_DECISION_MOVED,  APPUI_DECISION_WITHDRAWN, APPUI_DECISION_CLOSED,
        APPUI_DECISION_SIGNED, APPUI_DECISION_APPROVED};
    const struct appui_line *line = &draw->basin->lines[between(draw, 0, draw->basin->n_lines - 1)];
    row->project = draw->basin->projects[draw->basin->needs[line->need].project].id;
    row->need = chance(draw, 70) ? draw->basin->needs[line->need].id : NULL;
    row->expert = chance(draw, 30) ? draw->basin->experts[line->expert].id : NULL;
    row->kind = kinds[between(draw, 0, 10)];
    if (row->kind == APPUI_DECISION_APPROVED)
        row->new_expert = any_expert(draw); /* who takes over what is to come */
    bool of_session = row->kind == APPUI_DECISION_DONE || row->kind == APPUI_DECISION_MOVED ||
                      row->kind == APPUI_DECISION_CANCELLED;
    if (of_session && line->n_sessions > 0 && chance(draw, 90)) {
        const struct appui_session *session =
            &line->sessions[between(draw, 0, line->n_sessions - 1)];
        row->day = session->day;
        row->half = chance(draw, 70) ? (int32_t)session->half : APPUI_ABSENT;
    }
    if (row->kind == APPUI_DECISION_DONE && chance(draw, 30))
        row->half_days = between(draw, 1, 2);
    if (row->kind == APPUI_DECISION_DONE && row->half_days != APPUI_ABSENT && chance(draw, 30))
        row->day = soon(draw);
    if (row->kind == APPUI_DECISION_MOVED && chance(draw, 80)) {
        row->to_day = chance(draw, 70) ? free_day(draw, line) : any_day(draw);
        row->to_half = chance(draw, 30) ? between(draw, 0, 2) : APPUI_ABSENT;
    }
}

int appui_random_decisions(struct appui_xoshiro *random, const struct appui_basin *basin,
                           const struct appui_plan *plan, struct appui_decisions *decisions)
{
    struct drawing draw = {random, basin, plan};
    int32_t n = between(&draw, 1, 3);
    decisions->items = appui_arena_alloc(&decisions->arena, (size_t)n, sizeof *decisions->items);
    if (decisions->items == NULL)
        return -1;
    decisions->n = n;
    for (int32_t i = 0; i < n; i++) {
        struct appui_decision *row = &decisions->items[i];
        *row = appui_decision_empty();
        if (basin->n_lines > 0 && chance(&draw, 45))
            draw_session(&draw, row);
        else if (plan->n_lines > 0 && chance(&draw, 50))
            draw_proposal(&draw, row);
        else
            draw_dossier(&draw, row);
    }
    return 0;
}
