/*
 * Needs: figures that agree with each other, defaults, and the window clipped to what can still be
 * planned.
 */
#include "model/validate.h"

static const struct appui_field level = {"level", APPUI_UNIT_COUNT, 1, 5};
static const struct appui_field days = {"days", APPUI_UNIT_HALF_DAYS, 1, APPUI_HALF_DAYS_MAX};
static const struct appui_field days_min = {"days_min", APPUI_UNIT_HALF_DAYS, 1,
                                            APPUI_HALF_DAYS_MAX};
static const struct appui_field each_min = {"days_each_min", APPUI_UNIT_HALF_DAYS, 1,
                                            APPUI_HALF_DAYS_MAX};
static const struct appui_field each_max = {"days_each_max", APPUI_UNIT_HALF_DAYS, 1,
                                            APPUI_HALF_DAYS_MAX};
static const struct appui_field experts_max = {"experts_max", APPUI_UNIT_COUNT, 1, 1000};
/* A week has fourteen half-days. */
static const struct appui_field per_week = {"per_week", APPUI_UNIT_COUNT, 1, 14};
static const struct appui_field weight = {"weight", APPUI_UNIT_THOUSANDTHS, 1, 1000000000};

/* Largest sum of w_n (millionths) x half-days or days that stays exact with room for what tiers add
 * to it. */
#define WEIGHTED_MAX (INT64_MAX / 4)

/* A number of half-days that sessions of the need must be able to make up; absent after a fault. */
static int32_t session_multiple(struct appui_validation *v, const struct appui_place *place,
                                const struct appui_field *field, int32_t value, int32_t session)
{
    int32_t half_days = appui_validate_number(v, place, field, value);
    if (half_days == APPUI_ABSENT || half_days % session == 0) {
        return half_days;
    }
    struct appui_spot spot = {place, field->key, -1};
    appui_faults_add(v->faults, APPUI_FAULT_ODD_HALF_DAY, appui_spot_pointer(v, spot), place->id,
                     "key", field->key, "value",
                     appui_figure_text(v, APPUI_UNIT_HALF_DAYS, half_days), (const char *)NULL);
    return APPUI_ABSENT;
}

static void check_minimum(struct appui_validation *v, const struct appui_place *place,
                          int32_t minimum, int32_t asked)
{
    if (minimum == APPUI_ABSENT || asked == APPUI_ABSENT || minimum <= asked) {
        return;
    }
    struct appui_spot spot = {place, "days_min", -1};
    appui_faults_add(v->faults, APPUI_FAULT_DAYS_MIN_OVER_DAYS, appui_spot_pointer(v, spot),
                     place->id, "value", appui_figure_text(v, APPUI_UNIT_HALF_DAYS, minimum),
                     "high", appui_figure_text(v, APPUI_UNIT_HALF_DAYS, asked), (const char *)NULL);
}

static void check_each(struct appui_validation *v, const struct appui_place *place, int32_t low,
                       int32_t high)
{
    if (low == APPUI_ABSENT || high == APPUI_ABSENT || low <= high) {
        return;
    }
    struct appui_spot spot = {place, "days_each_min", -1};
    appui_faults_add(v->faults, APPUI_FAULT_EACH_REVERSED, appui_spot_pointer(v, spot), place->id,
                     "low", appui_figure_text(v, APPUI_UNIT_HALF_DAYS, low), "high",
                     appui_figure_text(v, APPUI_UNIT_HALF_DAYS, high), (const char *)NULL);
}

static void read_days(struct appui_validation *v, const struct appui_place *place,
                      const struct appui_draft_need *draft, struct appui_need *need)
{
    int32_t session = appui_or(draft->session_half_days, 1);
    v->incomplete |= draft->half_days == APPUI_ABSENT;
    int32_t asked = session_multiple(v, place, &days, draft->half_days, session);
    int32_t minimum = session_multiple(v, place, &days_min, draft->half_days_min, session);
    int32_t low = session_multiple(v, place, &each_min, draft->each_min, session);
    int32_t high = session_multiple(v, place, &each_max, draft->each_max, session);
    check_minimum(v, place, minimum, asked);
    check_each(v, place, low, draft->each_max == APPUI_ABSENT ? asked : high);
    need->session = session;
    need->half_days = appui_or(asked, session);
    need->half_days_min = appui_or(minimum, need->half_days);
    need->each_min = appui_or(low, session);
    need->each_max = appui_or(high, need->half_days);
}

static appui_day later(appui_day a, appui_day b)
{
    return a > b ? a : b;
}

static void read_window(struct appui_validation *v, const struct appui_place *place,
                        const struct appui_draft_need *draft, struct appui_need *need)
{
    const struct appui_basin *basin = v->basin;
    struct appui_spot spot = {place, "to", -1};
    appui_validate_range(v, spot, draft->from, draft->to);
    need->from = draft->from;
    need->to = draft->to;
    /* An absent start is below every date. */
    need->window_from = later(later(appui_calendar_first_day(basin), draft->from),
                              basin->projects[need->project].ready);
    need->window_to = basin->horizon_end;
    if (draft->to != APPUI_ABSENT && draft->to < basin->horizon_end) {
        need->window_to = draft->to;
    }
}

static void read_need(struct appui_validation *v, const struct appui_draft_need *draft, int32_t n)
{
    struct appui_need *need = &v->basin->needs[n];
    struct appui_place place = appui_place_of_need(v, n);
    struct appui_spot skill = {&place, "skill", -1};
    v->incomplete |= draft->broken || !draft->id;
    need->id = appui_keep(v, draft->id);
    need->skill = appui_validate_reference(v, skill, APPUI_KIND_SKILL, draft->skill);
    need->level = appui_or(appui_validate_number(v, &place, &level, draft->level), 1);
    need->experts_max =
        appui_or(appui_validate_number(v, &place, &experts_max, draft->experts_max), 1);
    need->per_week = appui_validate_number(v, &place, &per_week, draft->per_week);
    need->weight =
        appui_or(appui_validate_number(v, &place, &weight, draft->weight), APPUI_WEIGHT_ONE);
    need->phase = draft->phase;
    need->covered_elsewhere = draft->covered_elsewhere;
    read_days(v, &place, draft, need);
    read_window(v, &place, draft, need);
}

/* Coverage sums w_n x D_n, promptness and waiting w_n x days of the horizon: both must stay exact.
 */
static void check_weights(struct appui_validation *v)
{
    const struct appui_basin *basin = v->basin;
    int64_t sum = 0;
    for (int32_t n = 0; n < basin->n_needs; n++) {
        int32_t half_days = basin->needs[n].half_days;
        int32_t units = half_days > APPUI_HORIZON_DAYS_MAX ? half_days : APPUI_HORIZON_DAYS_MAX;
        int64_t weighted;
        if (__builtin_mul_overflow(appui_basin_need_weight(basin, n), units, &weighted) ||
            __builtin_add_overflow(sum, weighted, &sum) || sum > WEIGHTED_MAX) {
            appui_faults_add(v->faults, APPUI_FAULT_WEIGHTS_TOO_LARGE, "/projects", NULL,
                             (const char *)NULL);
            return;
        }
    }
}

int appui_validate_needs(struct appui_validation *v)
{
    for (int32_t n = 0; n < v->basin->n_needs; n++) {
        int32_t project = v->basin->needs[n].project;
        int32_t local = n - v->basin->projects[project].first_need;
        read_need(v, &v->draft->projects[project].needs[local], n);
    }
    check_weights(v);
    return 0;
}
