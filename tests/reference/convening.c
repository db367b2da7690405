/*
 * R13 as one predicate over a finished choice, so that trying every choice is all that a search
 * needs.
 */
#include "tests/reference/convening.h"

#include <string.h>

static int32_t count_bits(uint32_t set)
{
    int32_t n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

static bool is_held(const struct appui_convening *convening, int32_t date)
{
    return (convening->held >> date & 1U) != 0;
}

static int32_t n_examined(const struct appui_council *council,
                          const struct appui_convening *convening, int32_t date)
{
    int32_t n = 0;
    for (int32_t q = 0; q < council->basin->n_projects; q++)
        n += council->waits[q] && convening->date[q] == date;
    return n;
}

static const char *refuse_dossier(const struct appui_council *council,
                                  const struct appui_convening *convening, int32_t project)
{
    int32_t date = convening->date[project];
    if (date < 0)
        return NULL;
    if (!is_held(convening, date))
        return "a dossier is examined where no meeting is held";
    if (!council->dates[date].sits)
        return "a dossier is examined without quorum or chair";
    if (council->dates[date].day < council->earliest[project])
        return "a dossier is examined before it is ready";
    return NULL;
}

/** The gap, of a chosen date, to another meeting. */
static bool too_near(const struct appui_council *council, appui_day a, appui_day b)
{
    appui_day distance = a < b ? b - a : a - b;
    return distance < council->basin->committees.gap_days;
}

static const char *refuse_gap(const struct appui_council *council,
                              const struct appui_convening *convening, int32_t date)
{
    appui_day day = council->dates[date].day;
    for (int32_t d = 0; d < council->n; d++)
        if (d != date && is_held(convening, d) && too_near(council, day, council->dates[d].day))
            return "a chosen date is too near to another meeting";
    for (int32_t i = 0; i < council->n_past; i++)
        if (too_near(council, day, council->past[i]))
            return "a chosen date is too near to a past meeting";
    return NULL;
}

/** A date that is held only because the plan chose it. */
static const char *refuse_chosen(const struct appui_council *council,
                                 const struct appui_convening *convening, int32_t date)
{
    const struct appui_committees *committees = &council->basin->committees;
    int32_t n = council->n_past + count_bits(convening->held);
    if (!council->dates[date].candidate)
        return "a meeting on a date that is no candidate";
    if (!council->dates[date].sits)
        return "a meeting without quorum or chair";
    if (committees->count_max != APPUI_ABSENT && n > committees->count_max)
        return "more meetings than count.max";
    bool wanted = committees->count_min != APPUI_ABSENT && n <= committees->count_min;
    if (n_examined(council, convening, date) == 0 && !wanted)
        return "an empty meeting that the count does not need";
    return refuse_gap(council, convening, date);
}

static const char *refuse_date(const struct appui_council *council,
                               const struct appui_convening *convening, int32_t date)
{
    const struct appui_council_date *at = &council->dates[date];
    int32_t capacity = council->basin->committees.capacity;
    int32_t n = n_examined(council, convening, date);
    if (at->settled && !is_held(convening, date))
        return "a meeting that is held anyhow is missing";
    if (capacity != APPUI_ABSENT && n > 0 && at->n_known + n > capacity)
        return "more dossiers than the capacity";
    if (!at->settled && is_held(convening, date))
        return refuse_chosen(council, convening, date);
    return NULL;
}

const char *appui_convening_refuse(const struct appui_council *council,
                                   const struct appui_convening *convening)
{
    const char *refused = NULL;
    for (int32_t q = 0; q < council->basin->n_projects && refused == NULL; q++)
        if (council->waits[q])
            refused = refuse_dossier(council, convening, q);
    for (int32_t d = 0; d < council->n && refused == NULL; d++)
        refused = refuse_date(council, convening, d);
    return refused;
}

/** Meetings that each member attends. */
static void count_attended(const struct appui_council *council,
                           const struct appui_convening *convening, int32_t *attended)
{
    const struct appui_basin *basin = council->basin;
    for (int32_t i = 0; i < basin->committees.n_members; i++) {
        int32_t p = basin->committees.members[i];
        for (int32_t d = 0; d < council->n; d++)
            attended[p] += is_held(convening, d) &&
                           appui_council_present(&basin->partners[p], council->dates[d].day);
    }
}

struct appui_convened appui_convening_value(const struct appui_council *council,
                                            const struct appui_convening *convening)
{
    const struct appui_basin *basin = council->basin;
    struct appui_convened value = {.n_held = count_bits(convening->held)};
    for (int32_t q = 0; q < basin->n_projects; q++) {
        int32_t date = convening->date[q];
        appui_day day = date < 0 ? basin->horizon_end + 1 : council->dates[date].day;
        if (council->waits[q] && day > basin->projects[q].ready)
            value.waiting += (int64_t)basin->projects[q].weight * (day - basin->projects[q].ready);
    }
    for (int32_t d = 0; d < council->n; d++) {
        if (!is_held(convening, d))
            continue;
        int32_t agenda = council->dates[d].n_known + n_examined(council, convening, d);
        value.longest = agenda > value.longest ? agenda : value.longest;
        value.absences += council->dates[d].n_absent;
    }
    int32_t wanted = basin->committees.count_min == APPUI_ABSENT ? 0 : basin->committees.count_min;
    value.meetings = council->n_past + value.n_held;
    value.meetings = value.meetings < wanted ? value.meetings : wanted;
    if (council->tells_days)
        appui_convening_days(council, convening, value.days);
    if (council->tells_seats)
        count_attended(council, convening, value.attended);
    return value;
}

bool appui_convened_same(const struct appui_convened *a, const struct appui_convened *b)
{
    return a->waiting == b->waiting && a->meetings == b->meetings && a->absences == b->absences &&
           a->n_held == b->n_held && a->longest == b->longest &&
           memcmp(a->days, b->days, sizeof a->days) == 0 &&
           memcmp(a->attended, b->attended, sizeof a->attended) == 0;
}

void appui_convening_days(const struct appui_council *council,
                          const struct appui_convening *convening, appui_day *days)
{
    for (int32_t q = 0; q < council->basin->n_projects; q++)
        days[q] = council->waits[q] && convening->date[q] >= 0
                      ? council->dates[convening->date[q]].day
                      : APPUI_ABSENT;
}

bool appui_convening_next(const struct appui_council *council, struct appui_convening *convening)
{
    for (int32_t q = 0; q < council->basin->n_projects; q++) {
        if (!council->waits[q])
            continue;
        if (++convening->date[q] < council->n)
            return true;
        convening->date[q] = -1;
    }
    return false;
}
