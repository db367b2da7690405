/*
 * A plan is laid in the referee's order: meetings, agreed sessions placed anew, then proposed ones.
 * It is legal when R13 allows its meetings, every session may be laid, every need's lines are a
 * gift that R1 to R4 allow, R6 holds and require rules are met.
 */
#include "tests/reference/retrace.h"

#include <string.h>

/** The kept sitting of the line that the session repeats: 1 when there is one. */
static int32_t repeats(const struct appui_field *field, int32_t line,
                       const struct appui_session *session)
{
    int32_t first =
        2 * (session->day - field->basin->horizon_start) + (session->half == APPUI_PM ? 1 : 0);
    int32_t size = session->half == APPUI_FULL ? 2 : 1;
    for (int32_t i = 0; i < field->n_sittings; i++) {
        const struct appui_sitting *sitting = &field->sittings[i];
        if (sitting->kept && sitting->line == line && sitting->first == first &&
            sitting->half_days == size)
            return 1;
    }
    return 0;
}

static int32_t n_kept(const struct appui_field *field, int32_t line)
{
    int32_t n = 0;
    for (int32_t i = 0; i < field->n_sittings; i++)
        n += field->sittings[i].kept && field->sittings[i].line == line;
    return n;
}

static bool lay_session(struct appui_field *field, const struct appui_plan_line *line,
                        const struct appui_session *session)
{
    if ((field->basin->needs[line->need].session == 2) != (session->half == APPUI_FULL))
        return false;
    int32_t place =
        2 * (session->day - field->basin->horizon_start) + (session->half == APPUI_PM ? 1 : 0);
    return place >= 0 && place < field->basin->n_slots &&
           appui_field_lay(field, line->need, line->expert, line->basin_line, place);
}

static const char *lay_agreed(struct appui_retrace *trace, const struct appui_plan_line *line)
{
    struct appui_field *field = &trace->field;
    const struct appui_line *agreed = &field->basin->lines[line->basin_line];
    if (agreed->need != line->need || agreed->expert != line->expert ||
        agreed->half_days != line->half_days)
        return "an agreed line is changed";
    if (!field->calendar)
        return line->n_sessions == 0 ? NULL : "a session without calendar";
    int32_t placed = 0, kept = 0;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        if (repeats(field, line->basin_line, &line->sessions[i]) != 0) {
            kept++;
            continue;
        }
        if (!lay_session(field, line, &line->sessions[i]))
            return "an agreed session placed anew breaks R7 to R11";
        placed += field->basin->needs[line->need].session;
    }
    if (kept != n_kept(field, line->basin_line))
        return "an agreed session that stays is missing";
    if (placed > field->to_place[line->basin_line])
        return "more agreed half-days are placed than there are";
    if (placed > 0)
        trace->seats[trace->n_seats++] = (struct appui_seat){.need = line->need,
                                                             .expert = line->expert,
                                                             .line = line->basin_line,
                                                             .half_days = placed};
    return NULL;
}

/** Without calendar: the line's parts, or for an unlimited partner just its half-days. */
static const char *lay_parts(struct appui_field *field, const struct appui_plan_line *line)
{
    int32_t size = field->basin->needs[line->need].session, half_days = 0;
    bool limited = field->basin->partners[field->basin->experts[line->expert].partner].limited;
    for (int32_t i = 0; limited && i < line->n_parts; i++) {
        int32_t left = line->parts[i].half_days;
        half_days += left;
        for (; left >= size; left -= size)
            if (!appui_field_lay(field, line->need, line->expert, -1, line->parts[i].pledge))
                return "a part breaks R5";
        if (left != 0)
            return "a part is no multiple of a session";
    }
    for (; !limited && half_days < line->half_days; half_days += size)
        if (!appui_field_lay(field, line->need, line->expert, -1, 0))
            return "a line cannot be laid without calendar";
    return half_days == line->half_days ? NULL : "parts do not add up to the line's days";
}

static const char *lay_proposed(struct appui_retrace *trace, const struct appui_plan_line *line)
{
    struct appui_field *field = &trace->field;
    if (!field->calendar)
        return lay_parts(field, line);
    int32_t half_days = 0;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        if (!lay_session(field, line, &line->sessions[i]))
            return "a proposed session breaks R5 or R7 to R11";
        half_days += field->basin->needs[line->need].session;
    }
    return half_days == line->half_days ? NULL : "sessions do not add up to the line's days";
}

/** The plan's proposed lines on the need are this gift. */
static bool is_gift(const struct appui_plan *plan, int32_t need, const struct appui_gift *gift)
{
    int32_t n = 0, found = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->need != need || line->state != APPUI_PROPOSED)
            continue;
        n++;
        for (int32_t k = 0; k < gift->n; k++)
            found += gift->expert[k] == line->expert && gift->half_days[k] == line->half_days;
    }
    return n == gift->n && found == n;
}

static const char *add_need(struct appui_retrace *trace, const struct appui_plan *plan,
                            int32_t need, uint32_t rules)
{
    static struct appui_gift gifts[APPUI_GIFTS_MAX];
    int32_t n = appui_gifts_list(&trace->field, need, gifts);
    for (int32_t i = 0; i < n; i++) {
        if (!is_gift(plan, need, &gifts[i]))
            continue;
        if (!appui_choice_meets(&trace->field, rules, need, &gifts[i]))
            return "a require rule is not met";
        if (!appui_choice_add(&trace->choice, &trace->field, need, &gifts[i]))
            return "a line breaks R6";
        return NULL;
    }
    return "the lines of a need break R1 to R4";
}

static const char *lay_lines(struct appui_retrace *trace, const struct appui_plan *plan,
                             bool proposed)
{
    const char *refused = NULL;
    for (int32_t i = 0; i < plan->n_lines && refused == NULL; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if ((line->state == APPUI_PROPOSED) != proposed)
            continue;
        if (proposed != (line->basin_line < 0))
            refused = "a line's state and basin line disagree";
        else
            refused = proposed ? lay_proposed(trace, line) : lay_agreed(trace, line);
    }
    return refused;
}

/** Who is said to be there is there, and who chairs is the first chair. */
static const char *refuse_seats(const struct appui_retrace *trace,
                                const struct appui_meeting *meeting,
                                const struct appui_council_date *date)
{
    const struct appui_basin *basin = trace->council.basin;
    int32_t n = 0;
    for (int32_t i = 0; i < basin->committees.n_members; i++) {
        int32_t member = basin->committees.members[i];
        if (!appui_council_present(&basin->partners[member], meeting->day))
            continue;
        if (n == meeting->n_present || meeting->present[n++] != member)
            return "a member who is there is missing, or out of order";
    }
    if (n != meeting->n_present)
        return "somebody is said to be there who is not";
    return meeting->chair == date->chair ? NULL : "the wrong member chairs";
}

/** A dossier on the agenda waits and stands on no other, or is known to be examined then. */
static const char *take_dossier(struct appui_retrace *trace, int32_t project, int32_t date)
{
    const struct appui_project *dossier = &trace->council.basin->projects[project];
    if (!trace->council.waits[project])
        return dossier->status == APPUI_SUBMITTED &&
                       dossier->committee == trace->council.dates[date].day
                   ? NULL
                   : "a dossier on an agenda has nothing to wait for";
    if (trace->convening.date[project] >= 0)
        return "a dossier is examined twice";
    trace->convening.date[project] = date;
    return NULL;
}

static const char *take_meeting(struct appui_retrace *trace, const struct appui_meeting *meeting)
{
    int32_t date = appui_council_find(&trace->council, meeting->day);
    if (date < 0)
        return "a meeting on a day that is no date";
    if (trace->convening.held >> date != 0)
        return "meetings are not in order";
    trace->convening.held |= 1U << date;
    const char *refused = refuse_seats(trace, meeting, &trace->council.dates[date]);
    for (int32_t i = 0; i < meeting->n_agenda && refused == NULL; i++)
        refused = take_dossier(trace, meeting->agenda[i], date);
    return refused;
}

/** Known dossiers still to be decided stand on the agenda of their date. */
static const char *refuse_missing(const struct appui_retrace *trace, const struct appui_plan *plan)
{
    const struct appui_basin *basin = trace->council.basin;
    for (int32_t q = 0; q < basin->n_projects; q++) {
        const struct appui_project *project = &basin->projects[q];
        if (trace->council.given && !trace->council.waits[q] &&
            project->status == APPUI_SUBMITTED &&
            appui_council_find(&trace->council, project->committee) >= 0 &&
            appui_plan_examined(plan, q) != project->committee)
            return "a dossier is missing on the agenda of its date";
    }
    return NULL;
}

/** R13, and the slots that R11 opens. */
static const char *convene(struct appui_retrace *trace, const struct appui_plan *plan)
{
    appui_day days[APPUI_TINY_PROJECTS];
    trace->convening = (struct appui_convening){.held = 0};
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
        trace->convening.date[q] = -1;
    if (!appui_council_read(&trace->council, &trace->field))
        return "the basin has too many dates for the referee";
    const char *refused = NULL;
    for (int32_t m = 0; m < plan->n_meetings && refused == NULL; m++)
        refused = take_meeting(trace, &plan->meetings[m]);
    if (refused == NULL)
        refused = refuse_missing(trace, plan);
    if (refused == NULL)
        refused = appui_convening_refuse(&trace->council, &trace->convening);
    appui_convening_days(&trace->council, &trace->convening, days);
    appui_field_convene(&trace->field, days);
    return refused;
}

/** R14, and what mandates and the plan before make of the outcome. */
static const char *name_mandataires(struct appui_retrace *trace, const struct appui_plan *plan)
{
    struct appui_outcome *outcome = &trace->choice.outcome;
    int32_t *named = trace->named, last = -1;
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
        named[q] = -1;
    for (int32_t i = 0; i < plan->n_mandataires; last = plan->mandataires[i++].project) {
        if (plan->mandataires[i].project <= last)
            return "mandataires are not in order";
        named[plan->mandataires[i].project] = plan->mandataires[i].partner;
    }
    appui_tenures_begin(&trace->tenures, outcome);
    appui_tenures_forget(&trace->tenures, outcome);
    const char *refused =
        appui_tenures_refuse(&trace->tenures, outcome->supported, outcome->convened.days, named);
    const struct appui_recall *recall = &trace->recall;
    const struct appui_choice *choice = &trace->choice;
    if (recall->given)
        outcome->changes =
            appui_recall_lines(recall, choice->seats, choice->n_seats) +
            appui_recall_could(recall, trace->field.basin, choice->seats, choice->n_seats) -
            appui_recall_common(recall, &trace->field);
    trace->supported = outcome->supported;
    memcpy(trace->lenders, outcome->lenders, sizeof trace->lenders);
    memcpy(trace->attended, outcome->convened.attended, sizeof trace->attended);
    struct appui_namer namer = {&trace->field, &trace->tenures, recall};
    appui_naming_finish(&namer, named, outcome);
    return refused;
}

/** Reads what R14 and the plan before say. */
static const char *prepare(struct appui_retrace *trace, const struct appui_plan *plan)
{
    struct appui_openings openings = {.n = 0};
    appui_tenures_read(&trace->tenures, &trace->field);
    bool fits = appui_openings_list(&openings, &trace->field, true) == APPUI_OPENINGS_OK &&
                appui_recall_read(&trace->recall, &trace->field, &openings, &trace->tenures,
                                  plan->previous);
    appui_openings_release(&openings);
    return fits ? NULL : "the basin is too big for the referee";
}

const char *appui_retrace_plan(struct appui_retrace *trace, const struct appui_basin *basin,
                               const struct appui_plan *plan, uint32_t rules)
{
    trace->n_seats = 0;
    if (!appui_field_init(&trace->field, basin, plan->calendar, INT64_MAX))
        return "the basin is too big for the referee";
    const char *refused = prepare(trace, plan);
    if (refused == NULL)
        refused = convene(trace, plan);
    if (refused == NULL)
        refused = lay_lines(trace, plan, false);
    trace->placed = appui_field_placed(&trace->field);
    trace->overrun = appui_field_overrun(&trace->field);
    appui_choice_begin(&trace->choice, &trace->field);
    if (refused == NULL)
        refused = lay_lines(trace, plan, true);
    for (int32_t n = 0; n < basin->n_needs && refused == NULL; n++)
        refused = add_need(trace, plan, n, rules);
    trace->council.tells_days = true;
    trace->choice.outcome.convened = appui_convening_value(&trace->council, &trace->convening);
    if (refused == NULL)
        refused = name_mandataires(trace, plan);
    for (int32_t i = 0; i < trace->choice.n_seats; i++)
        trace->seats[trace->n_seats++] = trace->choice.seats[i];
    return refused;
}
