/*
 * Holes and partial needs are exactly those that the lines imply: a planned need served below its
 * least is a hole, below its days a partial one; agreed days without a date are a hole of their
 * own, named with the expert. Each of them must give a reason; whether it is true is check_reasons'
 * matter.
 */
#include "model/verdict.h"

/** What is listed, found while walking the plan's lists. */
struct listed {
    bool *hole, *partial; /**< [n_needs] */
    bool *agreed;         /**< [n_lines of the basin], at the first counting line of the pair */
};

enum service { SERVED, PARTIAL, HOLE };

static int64_t served(const struct appui_verdict *verdict, int32_t need)
{
    return verdict->standing->need_served[need] + verdict->need_new[need];
}

static enum service service_of(const struct appui_verdict *verdict, int32_t need)
{
    const struct appui_need *asked = &verdict->basin->needs[need];
    if (!appui_basin_need_planned(verdict->basin, need) ||
        served(verdict, need) >= asked->half_days) {
        return SERVED;
    }
    return served(verdict, need) < asked->half_days_min ? HOLE : PARTIAL;
}

static int64_t missing(const struct appui_verdict *verdict, int32_t need)
{
    return verdict->basin->needs[need].half_days - served(verdict, need);
}

/** First counting line of a pair among the need's, or -1; *open is what agreed lines of the pair
 * leave undated. */
static int32_t find_pair(const struct appui_verdict *verdict, int32_t need, int32_t expert,
                         int64_t *open)
{
    const struct appui_standing *standing = verdict->standing;
    int32_t first = -1;
    *open = 0;
    for (int32_t i = standing->need_line0[need]; i < standing->need_line0[need + 1]; i++) {
        int32_t line = standing->need_lines[i];
        if (verdict->basin->lines[line].expert == expert) {
            first = first < 0 ? line : first;
            *open += verdict->plan->calendar ? appui_verdict_unplaced(verdict, line) : 0;
        }
    }
    return first;
}

static void report(const struct appui_verdict *verdict, enum appui_fault_code code,
                   const char *pointer, int32_t need)
{
    const char *id = verdict->basin->needs[need].id;
    appui_faults_add(verdict->faults, code, pointer, id, "need", id, APPUI_END);
}

static void check_days(const struct appui_verdict *verdict, enum appui_fault_code code,
                       const char *pointer, int32_t need, const int64_t days[2])
{
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    const char *id = verdict->basin->needs[need].id;
    if (days[0] != days[1]) {
        appui_faults_add(verdict->faults, code, pointer, id, "need", id, "value",
                         appui_days_write(days[0], value), "high", appui_days_write(days[1], high),
                         APPUI_END);
    }
}

/** Marks what the hole speaks of. @return half-days that are missing there, 0 when it is unfounded.
 */
static int64_t mark_hole(const struct appui_verdict *verdict, const struct appui_hole *hole,
                         struct listed *listed)
{
    int64_t open = 0;
    if (hole->expert < 0) {
        listed->hole[hole->need] = true;
        return service_of(verdict, hole->need) == HOLE ? missing(verdict, hole->need) : 0;
    }
    int32_t line = find_pair(verdict, hole->need, hole->expert, &open);
    if (line >= 0) {
        listed->agreed[line] = true;
    }
    return open;
}

/** What the holes of the same subject say is missing; a pair may have one hole for each of its
 * agreed lines. */
static int64_t said(const struct appui_verdict *verdict, const struct appui_hole *hole)
{
    int64_t sum = 0;
    for (int32_t i = 0; hole->expert >= 0 && i < verdict->plan->n_holes; i++) {
        const struct appui_hole *other = &verdict->plan->holes[i];
        if (other->need == hole->need && other->expert == hole->expert) {
            sum += other->half_days_missing;
        }
    }
    return hole->expert >= 0 ? sum : hole->half_days_missing;
}

static bool in_order(const struct appui_hole *a, const struct appui_hole *b)
{
    if (a->need != b->need) {
        return a->need < b->need;
    }
    return a->expert < b->expert || (a->expert == b->expert && a->expert >= 0);
}

static void check_hole(const struct appui_verdict *verdict, int32_t index, struct listed *listed)
{
    const struct appui_hole *hole = &verdict->plan->holes[index];
    char pointer[APPUI_POINTER_TEXT];
    appui_pointer_item("holes", index, pointer);
    if (index > 0 && !in_order(hole - 1, hole)) {
        report(verdict, APPUI_FAULT_HOLE_ORDER, pointer, hole->need);
    }
    int64_t open = mark_hole(verdict, hole, listed);
    if (open == 0 || hole->half_days_missing < 1) {
        report(verdict, APPUI_FAULT_HOLE_UNFOUNDED, pointer, hole->need);
    } else {
        check_days(verdict, APPUI_FAULT_HOLE_DAYS, pointer, hole->need,
                   (int64_t[]){said(verdict, hole), open});
    }
    if (hole->n_reasons < 1) {
        report(verdict, APPUI_FAULT_HOLE_WITHOUT_REASON, pointer, hole->need);
    }
}

static void check_partial(const struct appui_verdict *verdict, int32_t index, struct listed *listed)
{
    const struct appui_partial *partial = &verdict->plan->partials[index];
    char pointer[APPUI_POINTER_TEXT];
    appui_pointer_item("partial", index, pointer);
    listed->partial[partial->need] = true;
    if (index > 0 && partial[-1].need >= partial->need) {
        report(verdict, APPUI_FAULT_PARTIAL_ORDER, pointer, partial->need);
    }
    if (service_of(verdict, partial->need) != PARTIAL) {
        report(verdict, APPUI_FAULT_PARTIAL_UNFOUNDED, pointer, partial->need);
    } else {
        check_days(verdict, APPUI_FAULT_PARTIAL_DAYS, pointer, partial->need,
                   (int64_t[]){partial->half_days_missing, missing(verdict, partial->need)});
    }
    if (partial->n_reasons < 1) {
        report(verdict, APPUI_FAULT_HOLE_WITHOUT_REASON, pointer, partial->need);
    }
}

static void check_unlisted(const struct appui_verdict *verdict, int32_t index,
                           const struct listed *listed)
{
    const struct appui_need *need = &verdict->basin->needs[index];
    enum service service = service_of(verdict, index);
    char value[APPUI_DAYS_TEXT], low[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    appui_days_write(served(verdict, index), value);
    if (service == HOLE && !listed->hole[index]) {
        appui_faults_add(verdict->faults, APPUI_FAULT_HOLE_MISSING, "/holes", need->id, "need",
                         need->id, "value", value, "low",
                         appui_days_write(need->half_days_min, low), APPUI_END);
    }
    if (service == PARTIAL && !listed->partial[index]) {
        appui_faults_add(verdict->faults, APPUI_FAULT_PARTIAL_MISSING, "/partial", need->id, "need",
                         need->id, "value", value, "high", appui_days_write(need->half_days, high),
                         APPUI_END);
    }
}

/** Agreed days of the pair whose first counting line this is. */
static void check_agreed(const struct appui_verdict *verdict, int32_t index,
                         const struct listed *listed)
{
    const struct appui_line *line = &verdict->basin->lines[index];
    const char *need = verdict->basin->needs[line->need].id;
    char value[APPUI_DAYS_TEXT];
    int64_t open;
    int32_t first = find_pair(verdict, line->need, line->expert, &open);
    if (first == index && open > 0 && !listed->agreed[index]) {
        appui_faults_add(verdict->faults, APPUI_FAULT_HOLE_AGREED_MISSING, "/holes", need, "value",
                         appui_days_write(open, value), "expert",
                         verdict->basin->experts[line->expert].id, "need", need, APPUI_END);
    }
}

int appui_check_holes(struct appui_verdict *verdict)
{
    struct listed listed;
    listed.hole = appui_arena_alloc(&verdict->arena, (size_t)verdict->basin->n_needs, sizeof(bool));
    listed.partial =
        appui_arena_alloc(&verdict->arena, (size_t)verdict->basin->n_needs, sizeof(bool));
    listed.agreed =
        appui_arena_alloc(&verdict->arena, (size_t)verdict->basin->n_lines, sizeof(bool));
    if (listed.hole == NULL || listed.partial == NULL || listed.agreed == NULL) {
        return -1;
    }
    for (int32_t i = 0; i < verdict->plan->n_holes; i++) {
        check_hole(verdict, i, &listed);
    }
    for (int32_t i = 0; i < verdict->plan->n_partials; i++) {
        check_partial(verdict, i, &listed);
    }
    appui_check_repeats(verdict);
    for (int32_t i = 0; i < verdict->basin->n_needs; i++) {
        check_unlisted(verdict, i, &listed);
    }
    for (int32_t i = 0; i < verdict->basin->n_lines; i++) {
        check_agreed(verdict, i, &listed);
    }
    return 0;
}
