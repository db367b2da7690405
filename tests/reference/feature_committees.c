/*
 * Features of committees. A rule of R13 counts as used when it alone keeps a dossier from a date
 * earlier than its own: without the rule the same meetings could examine it then.
 */
#include "tests/reference/feature.h"

typedef bool (*trace_test)(const struct appui_retrace *trace);

/** Takes one rule of R13 out of a council; `basin` is the council's own copy. */
typedef void (*relaxation)(struct appui_council *council, struct appui_basin *basin);

static const struct appui_council_date *date_of(const struct appui_retrace *trace, int32_t project)
{
    int32_t date = trace->convening.date[project];
    return trace->council.waits[project] && date >= 0 ? &trace->council.dates[date] : NULL;
}

static bool is_examined(const struct appui_retrace *trace, bool settled)
{
    for (int32_t q = 0; q < trace->field.basin->n_projects; q++)
        if (date_of(trace, q) != NULL && date_of(trace, q)->settled == settled)
            return true;
    return false;
}

static bool on_chosen_date(const struct appui_retrace *trace)
{
    return is_examined(trace, false);
}

static bool on_settled_date(const struct appui_retrace *trace)
{
    return is_examined(trace, true);
}

static bool leaves_waiting(const struct appui_retrace *trace)
{
    for (int32_t q = 0; q < trace->field.basin->n_projects; q++)
        if (trace->council.waits[q] && date_of(trace, q) == NULL)
            return true;
    return false;
}

static bool examines_deferred(const struct appui_retrace *trace)
{
    for (int32_t q = 0; q < trace->field.basin->n_projects; q++)
        if (date_of(trace, q) != NULL && trace->field.basin->projects[q].status == APPUI_DEFERRED)
            return true;
    return false;
}

/** The dossier on another date, everything else the same: legal by this council? */
static bool may_move(const struct appui_retrace *trace, const struct appui_council *council,
                     int32_t project, int32_t date)
{
    struct appui_convening moved = trace->convening;
    moved.date[project] = date;
    moved.held |= 1U << date;
    return appui_convening_refuse(council, &moved) == NULL;
}

/** Some dossier has an earlier date that R13 without a rule allows, and with it does not. */
static bool binds(const struct appui_retrace *trace, relaxation relax)
{
    struct appui_council relaxed = trace->council;
    struct appui_basin basin = *trace->field.basin;
    relaxed.basin = &basin;
    relax(&relaxed, &basin);
    for (int32_t q = 0; q < basin.n_projects; q++) {
        int32_t own = trace->convening.date[q] < 0 ? trace->council.n : trace->convening.date[q];
        for (int32_t d = 0; trace->council.waits[q] && d < own; d++)
            if (may_move(trace, &relaxed, q, d) && !may_move(trace, &trace->council, q, d))
                return true;
    }
    return false;
}

static void without_capacity(struct appui_council *council, struct appui_basin *basin)
{
    (void)council;
    basin->committees.capacity = APPUI_ABSENT;
}

static void without_gap(struct appui_council *council, struct appui_basin *basin)
{
    (void)council;
    basin->committees.gap_days = 0;
}

static void without_count_max(struct appui_council *council, struct appui_basin *basin)
{
    (void)council;
    basin->committees.count_max = APPUI_ABSENT;
}

static void without_quorum(struct appui_council *council, struct appui_basin *basin)
{
    (void)basin;
    for (int32_t d = 0; d < council->n; d++)
        council->dates[d].sits = true;
}

static void without_readiness(struct appui_council *council, struct appui_basin *basin)
{
    for (int32_t q = 0; q < basin->n_projects; q++)
        council->earliest[q] = basin->as_of;
}

static bool capacity_binds(const struct appui_retrace *trace)
{
    return binds(trace, without_capacity);
}

static bool gap_binds(const struct appui_retrace *trace)
{
    return binds(trace, without_gap);
}

static bool count_binds(const struct appui_retrace *trace)
{
    return binds(trace, without_count_max);
}

static bool quorum_binds(const struct appui_retrace *trace)
{
    return binds(trace, without_quorum);
}

static bool readiness_binds(const struct appui_retrace *trace)
{
    return binds(trace, without_readiness);
}

/** Waiting dossiers on a date. */
static int32_t n_examined(const struct appui_retrace *trace, int32_t date)
{
    int32_t n = 0;
    for (int32_t q = 0; q < trace->field.basin->n_projects; q++)
        n += trace->council.waits[q] && trace->convening.date[q] == date;
    return n;
}

static bool holds_empty(const struct appui_retrace *trace)
{
    for (int32_t d = 0; d < trace->council.n; d++)
        if ((trace->convening.held >> d & 1U) != 0 && !trace->council.dates[d].settled &&
            n_examined(trace, d) == 0)
            return true;
    return false;
}

static bool examines_several(const struct appui_retrace *trace)
{
    for (int32_t d = 0; d < trace->council.n; d++)
        if (!trace->council.dates[d].settled && n_examined(trace, d) > 1)
            return true;
    return false;
}

static bool lacks_meetings(const struct appui_retrace *trace)
{
    const struct appui_committees *committees = &trace->field.basin->committees;
    return trace->council.given && committees->n_candidates > 0 &&
           trace->choice.outcome.convened.meetings < committees->count_min;
}

static bool lacks_member(const struct appui_retrace *trace)
{
    return trace->choice.outcome.convened.absences > 0;
}

/** A proposed line of the phase for a dossier whose date is chosen. */
static bool has_line(const struct appui_retrace *trace, enum appui_phase phase, int32_t project)
{
    const struct appui_basin *basin = trace->field.basin;
    for (int32_t i = 0; i < trace->choice.n_seats; i++) {
        const struct appui_need *need = &basin->needs[trace->choice.seats[i].need];
        if (need->phase == phase && (project < 0 || need->project == project) &&
            date_of(trace, need->project) != NULL)
            return true;
    }
    return false;
}

static bool diagnoses_before(const struct appui_retrace *trace)
{
    return has_line(trace, APPUI_DIAGNOSTIC, -1);
}

static bool supports_after(const struct appui_retrace *trace)
{
    return has_line(trace, APPUI_SUPPORT, -1);
}

/** R13 allows an earlier date, and a diagnostic is proposed before the one chosen. */
static bool waits_for_sessions(const struct appui_retrace *trace)
{
    for (int32_t q = 0; q < trace->field.basin->n_projects; q++)
        for (int32_t d = 0; date_of(trace, q) != NULL && d < trace->convening.date[q]; d++)
            if (may_move(trace, &trace->council, q, d) && has_line(trace, APPUI_DIAGNOSTIC, q))
                return true;
    return false;
}

/** A candidate from as_of on that a dossier, ready by then, cannot have: a meeting was held. */
static bool loses_date(const struct appui_retrace *trace)
{
    const struct appui_basin *basin = trace->field.basin;
    const struct appui_committees *committees = &basin->committees;
    for (int32_t i = 0; trace->council.given && i < committees->n_candidates; i++) {
        appui_day day = committees->candidates[i];
        for (int32_t q = 0; q < basin->n_projects; q++)
            if (day >= basin->as_of && day <= basin->horizon_end && trace->council.waits[q] &&
                trace->council.earliest[q] <= day && appui_field_over(basin, day))
                return true;
    }
    return false;
}

bool appui_feature_convened(const struct appui_retrace *trace, enum appui_feature feature)
{
    static const trace_test tests[APPUI_N_FEATURES] = {
        [APPUI_FEATURE_CHOSEN_DATE] = on_chosen_date,
        [APPUI_FEATURE_SETTLED_DATE] = on_settled_date,
        [APPUI_FEATURE_UNEXAMINED] = leaves_waiting,
        [APPUI_FEATURE_CAPACITY] = capacity_binds,
        [APPUI_FEATURE_GAP] = gap_binds,
        [APPUI_FEATURE_COUNT_MAX] = count_binds,
        [APPUI_FEATURE_NO_QUORUM] = quorum_binds,
        [APPUI_FEATURE_NOT_READY] = readiness_binds,
        [APPUI_FEATURE_EMPTY_MEETING] = holds_empty,
        [APPUI_FEATURE_MEETINGS_LACKING] = lacks_meetings,
        [APPUI_FEATURE_CHOSEN_DIAGNOSTIC] = diagnoses_before,
        [APPUI_FEATURE_CHOSEN_SUPPORT] = supports_after,
        [APPUI_FEATURE_LATER_DATE] = waits_for_sessions,
        [APPUI_FEATURE_DEFERRED] = examines_deferred,
        [APPUI_FEATURE_ABSENCE] = lacks_member,
        [APPUI_FEATURE_AGENDA_OF_SEVERAL] = examines_several,
        [APPUI_FEATURE_MEETING_HELD] = loses_date,
    };
    return tests[feature] != NULL && tests[feature](trace);
}
