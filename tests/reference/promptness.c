/*
 * Branch and bound over all ways to seat fixed lines. What the needs seated in full come to never
 * falls when the rest is seated, so a branch no better than the best found is given up.
 */
#include "tests/reference/promptness.h"

#include <stddef.h>

struct dating {
    const struct appui_retrace *trace;
    struct appui_field field;
    int32_t n_burdens;
    struct appui_burden burdens[APPUI_TINY_PARTNERS]; /**< of the plan */
    int32_t last_seat[APPUI_TINY_NEEDS];              /**< last seat of a need */
    bool found;
    struct appui_promptness best;
};

static int32_t burdens_of(const struct appui_field *field, struct appui_burden *burdens)
{
    int64_t given[APPUI_TINY_PARTNERS];
    int32_t pledged[APPUI_TINY_PARTNERS];
    for (int32_t p = 0; p < field->basin->n_partners; p++) {
        given[p] = (int64_t)1000 * appui_field_given(field, p);
        pledged[p] = appui_field_pledged(field, p);
    }
    return appui_burdens_sort(given, pledged, field->basin->n_partners, burdens);
}

/** First and last day of the sessions dated on the need. @return false when there are none */
static bool span_of(const struct appui_field *field, int32_t need, appui_day *first,
                    appui_day *last)
{
    bool any = false;
    for (int32_t i = 0; i < field->n_sittings; i++) {
        const struct appui_sitting *sitting = &field->sittings[i];
        if (sitting->need != need || sitting->kept)
            continue;
        *first = !any || sitting->day < *first ? sitting->day : *first;
        *last = !any || sitting->day > *last ? sitting->day : *last;
        any = true;
    }
    return any;
}

static void add_need(struct appui_promptness *sum, const struct appui_field *field, int32_t need)
{
    const struct appui_basin *basin = field->basin;
    appui_day first = 0, last = 0, ready = basin->projects[basin->needs[need].project].ready;
    if (!span_of(field, need, &first, &last))
        return;
    appui_day from = ready > basin->as_of ? ready : basin->as_of;
    sum->first += appui_basin_need_weight(basin, need) * (first - from);
    sum->last += appui_basin_need_weight(basin, need) * (last - from);
}

struct appui_promptness appui_promptness_of(const struct appui_field *field)
{
    struct appui_promptness sum = {0, 0};
    for (int32_t n = 0; n < field->basin->n_needs; n++)
        add_need(&sum, field, n);
    return sum;
}

/** True when `a` is better than `b` in the promptness tiers of the basin, in their order. */
static bool better(const struct appui_basin *basin, const struct appui_promptness *a,
                   const struct appui_promptness *b)
{
    for (int32_t i = 0; i < basin->tiers.n; i++) {
        enum appui_tier tier = basin->tiers.items[i].tier;
        if (tier == APPUI_TIER_PROMPTNESS_FIRST && a->first != b->first)
            return a->first < b->first;
        if (tier == APPUI_TIER_PROMPTNESS_LAST && a->last != b->last)
            return a->last < b->last;
    }
    return false;
}

static bool hopeless(void *context, int32_t n)
{
    const struct dating *dating = context;
    struct appui_promptness sum = {0, 0};
    for (int32_t need = 0; need < dating->field.basin->n_needs; need++)
        if (dating->last_seat[need] < n)
            add_need(&sum, &dating->field, need);
    return dating->found && !better(dating->field.basin, &sum, &dating->best);
}

/** The tiers before promptness keep their values: overrun, and burdens when equity is asked for. */
static bool keeps_tiers(const struct dating *dating)
{
    struct appui_burden burdens[APPUI_TINY_PARTNERS];
    const struct appui_recall *recall = &dating->trace->recall;
    if (appui_field_overrun(&dating->field) > dating->trace->overrun)
        return false;
    if (recall->given &&
        appui_tier_list_find(&dating->field.basin->tiers, APPUI_TIER_STABILITY) != NULL &&
        appui_recall_common(recall, &dating->field) <
            appui_recall_common(recall, &dating->trace->field))
        return false;
    if (appui_tier_list_find(&dating->field.basin->tiers, APPUI_TIER_EQUITY) == NULL)
        return true;
    int32_t n = burdens_of(&dating->field, burdens);
    for (int32_t i = 0; i < n; i++)
        if (appui_burden_compare(&burdens[i], &dating->burdens[i]) != 0)
            return false;
    return true;
}

static bool visit_dates(void *context)
{
    struct dating *dating = context;
    struct appui_promptness sum = appui_promptness_of(&dating->field);
    if (!keeps_tiers(dating) ||
        (dating->found && !better(dating->field.basin, &sum, &dating->best)))
        return false;
    dating->best = sum;
    dating->found = true;
    return false;
}

enum appui_enumeration_code appui_enumerate_promptness(const struct appui_retrace *trace,
                                                       int64_t work_limit,
                                                       struct appui_promptness *best)
{
    struct dating dating = {.trace = trace};
    if (!appui_field_init(&dating.field, trace->field.basin, true, work_limit))
        return APPUI_ENUMERATION_TOO_BIG;
    appui_field_convene(&dating.field, trace->field.committee);
    dating.n_burdens = burdens_of(&trace->field, dating.burdens);
    for (int32_t i = 0; i < trace->n_seats; i++)
        dating.last_seat[trace->seats[i].need] = i;
    struct appui_seating seating = {.field = &dating.field,
                                    .seats = trace->seats,
                                    .n_seats = trace->n_seats,
                                    .visit = visit_dates,
                                    .hopeless = hopeless,
                                    .context = &dating};
    appui_seating_run(&seating);
    if (appui_field_exhausted(&dating.field))
        return APPUI_ENUMERATION_TOO_BIG;
    *best = dating.best;
    return APPUI_ENUMERATED;
}
