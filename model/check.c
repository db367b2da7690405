/*
 * Verifies a plan against its basin. Each family of rules has its file (check_*.c); this one
 * prepares what they share and calls them in the order an operator reads: lines, agreement,
 * calendar, budget, holes, figures, tiers. Nothing of the solver is used, and nothing the plan says
 * of itself is believed.
 */
#include "model/check.h"

#include <stdlib.h>

#include "model/verdict.h"

/** A proposed line on its way into the indices. */
struct line_key {
    int32_t first, second, line;
};

static int compare_keys(const void *left, const void *right)
{
    const struct line_key *a = left, *b = right;
    if (a->first != b->first) {
        return a->first < b->first ? -1 : 1;
    }
    if (a->second != b->second) {
        return a->second < b->second ? -1 : 1;
    }
    return (a->line > b->line) - (a->line < b->line);
}

static void sort_lines(const struct appui_verdict *verdict, bool by_need, struct line_key *keys,
                       int32_t *lines)
{
    int32_t n = 0;
    for (int32_t i = 0; i < verdict->plan->n_lines; i++) {
        const struct appui_plan_line *line = &verdict->plan->lines[i];
        if (line->state == APPUI_PROPOSED) {
            keys[n++] = (struct line_key){by_need ? line->need : line->expert,
                                          by_need ? line->expert : line->need, i};
        }
    }
    if (n > 0) {
        qsort(keys, (size_t)n, sizeof *keys, compare_keys);
    }
    for (int32_t i = 0; i < n; i++) {
        lines[i] = keys[i].line;
    }
}

static int allocate(struct appui_verdict *verdict)
{
    size_t n_lines = (size_t)verdict->plan->n_lines;
    verdict->need_new =
        appui_arena_alloc(&verdict->arena, (size_t)verdict->basin->n_needs, sizeof(int64_t));
    verdict->line_placed =
        appui_arena_alloc(&verdict->arena, (size_t)verdict->basin->n_lines, sizeof(int64_t));
    verdict->line_repeat =
        appui_arena_alloc(&verdict->arena, (size_t)verdict->basin->n_lines, sizeof(int32_t));
    verdict->by_need = appui_arena_alloc(&verdict->arena, n_lines, sizeof(int32_t));
    verdict->by_expert = appui_arena_alloc(&verdict->arena, n_lines, sizeof(int32_t));
    struct line_key *keys = appui_arena_alloc(&verdict->arena, n_lines, sizeof *keys);
    verdict->chosen =
        appui_arena_alloc(&verdict->arena, (size_t)verdict->basin->n_projects, sizeof(appui_day));
    if (verdict->chosen == NULL || verdict->need_new == NULL || verdict->line_placed == NULL ||
        verdict->line_repeat == NULL || verdict->by_need == NULL || verdict->by_expert == NULL ||
        keys == NULL) {
        return -1;
    }
    sort_lines(verdict, true, keys, verdict->by_need);
    sort_lines(verdict, false, keys, verdict->by_expert);
    return 0;
}

/** Sums over plan lines that several parts need. */
static void add_up(struct appui_verdict *verdict)
{
    for (int32_t i = 0; i < verdict->basin->n_lines; i++) {
        verdict->line_repeat[i] = -1;
    }
    for (int32_t i = 0; i < verdict->plan->n_lines; i++) {
        const struct appui_plan_line *line = &verdict->plan->lines[i];
        if (line->state == APPUI_PROPOSED) {
            verdict->n_proposed++;
            int32_t served =
                appui_rules_served(&verdict->rules, line->expert, line->need, line->half_days);
            verdict->need_new[line->need] += served > 0 ? served : 0;
        } else if (appui_verdict_repeats(verdict, line)) {
            if (verdict->line_repeat[line->basin_line] < 0) {
                verdict->line_repeat[line->basin_line] = i;
            }
            for (int32_t k = 0; k < line->n_sessions; k++) {
                verdict->line_placed[line->basin_line] +=
                    appui_verdict_fresh(verdict, line, k) ? appui_half_size(line->sessions[k].half)
                                                          : 0;
            }
        }
    }
}

static int run(struct appui_verdict *verdict)
{
    verdict->standing = appui_standing_build(verdict->basin);
    if (verdict->standing == NULL || allocate(verdict) != 0) {
        return -1;
    }
    for (int32_t q = 0; q < verdict->basin->n_projects; q++) {
        verdict->chosen[q] = appui_rules_waits_for_committee(verdict->basin, q)
                                 ? appui_plan_examined(verdict->plan, q)
                                 : APPUI_ABSENT;
    }
    verdict->rules = (struct appui_rules){.basin = verdict->basin,
                                          .standing = verdict->standing,
                                          .calendar = verdict->plan->calendar};
    if (verdict->plan->previous != NULL &&
        appui_previous_judge(&verdict->rules, &verdict->arena, verdict->plan->previous) != 0) {
        return -1;
    }
    add_up(verdict);
    appui_check_lines(verdict);
    appui_check_limits(verdict);
    appui_check_agreed(verdict);
    appui_check_committees(verdict);
    appui_check_sessions(verdict);
    bool whole = appui_check_agendas(verdict) == 0 && appui_check_mandates(verdict) == 0 &&
                 appui_check_revisions(verdict) == 0 && appui_check_changes(verdict) == 0 &&
                 appui_check_order(verdict) == 0 && appui_check_budget(verdict) == 0 &&
                 appui_check_holes(verdict) == 0 && appui_check_reasons(verdict) == 0 &&
                 appui_check_figures(verdict) == 0 && appui_check_advances(verdict) == 0;
    return whole ? 0 : -1;
}

int appui_check_plan(const struct appui_basin *basin, const struct appui_plan *plan,
                     struct appui_faults *faults)
{
    struct appui_verdict verdict = {.basin = basin, .plan = plan, .faults = faults};
    int code = run(&verdict);
    appui_standing_free(verdict.standing);
    appui_arena_release(&verdict.arena);
    return code != 0 || faults->out_of_memory ? -1 : 0;
}
