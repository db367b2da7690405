/*
 * Warnings about what stands: sessions nobody confirmed, lines that bind nothing, limits of needs
 * and experts that agreed lines overrun on their own. Budgets and calendar have files of their own.
 * Nothing here stops a plan; agreement ends only by a decision.
 */
#include "model/standing_warn.h"

/* Dates named in one warning. */
#define SHOWN_MAX 12

struct appui_overrun appui_overrun_days(int32_t value, int32_t high)
{
    struct appui_overrun texts;
    appui_days_write(value, texts.value);
    appui_days_write(high, texts.high);
    appui_days_write((int64_t)value - high, texts.over);
    return texts;
}

struct appui_overrun appui_overrun_count(int32_t value, int32_t high)
{
    struct appui_overrun texts;
    appui_count_write(value, texts.value);
    appui_count_write(high, texts.high);
    appui_count_write((int64_t)value - high, texts.over);
    return texts;
}

static char *need_pointer(const struct appui_basin *basin, int32_t need,
                          char text[APPUI_POINTER_TEXT])
{
    int32_t project = basin->needs[need].project;
    return appui_pointer_inner("projects", project, "needs",
                               need - basin->projects[project].first_need, text);
}

static bool is_unconfirmed(const struct appui_basin *basin, const struct appui_session *session)
{
    return session->state == APPUI_SESSION_PLANNED && session->day < basin->as_of;
}

/* "2027-01-07.am, 2027-01-14.pm": what is past of a line, the first SHOWN_MAX of it; NULL when
 * memory fails. */
static const char *unconfirmed_dates(struct appui_arena *arena, const struct appui_basin *basin,
                                     const struct appui_line *line)
{
    const char *text = "";
    int32_t n = 0;
    for (int32_t i = 0; i < line->n_sessions && text != NULL && n <= SHOWN_MAX; i++) {
        const struct appui_session *session = &line->sessions[i];
        char date[APPUI_DATE_TEXT];
        if (!is_unconfirmed(basin, session)) {
            continue;
        }
        text = n++ == SHOWN_MAX ? appui_arena_format(arena, "%s, …", text)
                                : appui_arena_format(arena, "%s%s%s.%s", text, n == 1 ? "" : ", ",
                                                     appui_date_write(session->day, date),
                                                     appui_half_name(session->half));
    }
    return text;
}

/* One warning a line, so that a table of what was held is typed from it. */
static void warn_unconfirmed(const struct appui_warning *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_line *line = &basin->lines[index];
    struct appui_arena arena = {0};
    char pointer[APPUI_POINTER_TEXT], count[APPUI_DAYS_TEXT];
    int32_t n = 0;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        n += is_unconfirmed(basin, &line->sessions[i]) ? 1 : 0;
    }
    const char *dates = n > 0 ? unconfirmed_dates(&arena, basin, line) : "";
    if (dates == NULL) {
        context->faults->out_of_memory = true;
    } else if (n > 0) {
        appui_faults_add(context->faults, APPUI_FAULT_SESSION_NOT_CONFIRMED,
                         appui_pointer_item("lines", index, pointer), basin->needs[line->need].id,
                         "expert", basin->experts[line->expert].id, "count",
                         appui_count_write(n, count), "dates", dates, APPUI_END);
    }
    appui_arena_release(&arena);
}

/* Half-days of an agreed line that are still to be given: without a date, or planned from as_of on.
 */
static int32_t to_come(const struct appui_warning *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_line *line = &basin->lines[index];
    int32_t half_days = context->standing->lines[index].undated;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        if (session->state == APPUI_SESSION_PLANNED && session->day >= basin->as_of &&
            appui_standing_stays(basin, context->standing, index, i)) {
            half_days += appui_half_size(session->half);
        }
    }
    return half_days;
}

/* Agreed days that an edit of the file left without a purpose: only a decision ends them (R12). */
static void warn_purpose(const struct appui_warning *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_line *line = &basin->lines[index];
    const struct appui_need *need = &basin->needs[line->need];
    bool planned = appui_basin_project_planned(basin, need->project);
    int32_t half_days = !planned                  ? context->standing->lines[index].undated
                        : need->covered_elsewhere ? to_come(context, index)
                                                  : 0;
    char pointer[APPUI_POINTER_TEXT], value[APPUI_DAYS_TEXT];
    if (half_days > 0) {
        appui_faults_add(context->faults,
                         planned ? APPUI_FAULT_LINE_COVERED_ELSEWHERE
                                 : APPUI_FAULT_LINE_DAYS_NOT_PLANNED,
                         appui_pointer_item("lines", index, pointer), need->id, "need", need->id,
                         "expert", basin->experts[line->expert].id, "value",
                         appui_days_write(half_days, value), APPUI_END);
    }
}

/* Agreed half-days left of which not all make whole sessions. */
static void warn_half_session(const struct appui_warning *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_line *line = &basin->lines[index];
    int32_t odd = context->standing->lines[index].to_place % basin->needs[line->need].session;
    char pointer[APPUI_POINTER_TEXT], days[APPUI_DAYS_TEXT];
    if (odd > 0) {
        appui_faults_add(context->faults, APPUI_FAULT_HALF_SESSION_LEFT,
                         appui_pointer_item("lines", index, pointer), basin->needs[line->need].id,
                         "expert", basin->experts[line->expert].id, "days",
                         appui_days_write(odd, days), APPUI_END);
    }
}

static void warn_line(const struct appui_warning *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_line *line = &basin->lines[index];
    const char *need = basin->needs[line->need].id;
    char pointer[APPUI_POINTER_TEXT];
    bool open = false;
    if (line->state == APPUI_PROPOSED) {
        appui_faults_add(context->faults, APPUI_FAULT_PROPOSED_LINE_IGNORED,
                         appui_pointer_item("lines", index, pointer), need, "need", need, "expert",
                         basin->experts[line->expert].id, APPUI_END);
        return;
    }
    for (int32_t i = 0; i < line->n_sessions; i++) {
        open |= line->sessions[i].state == APPUI_SESSION_PLANNED;
    }
    warn_unconfirmed(context, index);
    warn_half_session(context, index);
    if (open && !appui_basin_project_planned(basin, basin->needs[line->need].project)) {
        appui_faults_add(context->faults, APPUI_FAULT_LINE_NOT_PLANNED,
                         appui_pointer_item("lines", index, pointer), need, "need", need,
                         APPUI_END);
    }
    warn_purpose(context, index);
}

/** days_each_max, pair by pair: the lines of a need stand by expert. Where it is no tighter than
 * the days of the need, the overrun of the need says it already. */
static void warn_pairs(const struct appui_warning *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_need *need = &basin->needs[index];
    const struct appui_standing *standing = context->standing;
    char pointer[APPUI_POINTER_TEXT];
    int32_t last = -1;
    for (int32_t i = standing->need_line0[index]; i < standing->need_line0[index + 1]; i++) {
        int32_t expert = basin->lines[standing->need_lines[i]].expert;
        int32_t half_days =
            expert == last ? 0 : appui_standing_pair(basin, standing, expert, index);
        last = expert;
        if (half_days > need->each_max && need->each_max < need->half_days &&
            appui_basin_estimate_days(basin, expert, index) == APPUI_ABSENT) {
            struct appui_overrun texts = appui_overrun_days(half_days, need->each_max);
            appui_faults_add(context->faults, APPUI_FAULT_PAIR_OVERRUN,
                             need_pointer(basin, index, pointer), need->id, "expert",
                             basin->experts[expert].id, "value", texts.value, "over", texts.over,
                             "high", texts.high, APPUI_END);
        }
    }
}

static void warn_need(const struct appui_warning *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_need *need = &basin->needs[index];
    int32_t served = context->standing->need_served[index],
            experts = context->standing->need_experts[index];
    char pointer[APPUI_POINTER_TEXT];
    if (served > need->half_days) {
        struct appui_overrun texts = appui_overrun_days(served, need->half_days);
        appui_faults_add(context->faults, APPUI_FAULT_NEED_OVERRUN,
                         need_pointer(basin, index, pointer), need->id, "value", texts.value,
                         "over", texts.over, "high", texts.high, APPUI_END);
    }
    if (experts > need->experts_max) {
        struct appui_overrun texts = appui_overrun_count(experts, need->experts_max);
        appui_faults_add(context->faults, APPUI_FAULT_NEED_EXPERTS_OVERRUN,
                         need_pointer(basin, index, pointer), need->id, "value", texts.value,
                         "over", texts.over, "high", texts.high, APPUI_END);
    }
    warn_pairs(context, index);
}

static void warn_expert(const struct appui_warning *context, int32_t index)
{
    const struct appui_expert *expert = &context->basin->experts[index];
    int32_t half_days = context->standing->expert_half_days[index];
    int32_t projects = appui_standing_projects(context->standing, index);
    char pointer[APPUI_POINTER_TEXT];
    if (expert->half_days_max != APPUI_ABSENT && half_days > expert->half_days_max) {
        struct appui_overrun texts = appui_overrun_days(half_days, expert->half_days_max);
        appui_faults_add(context->faults, APPUI_FAULT_EXPERT_DAYS_OVERRUN,
                         appui_pointer_item("experts", index, pointer), expert->id, "value",
                         texts.value, "over", texts.over, "high", texts.high, APPUI_END);
    }
    if (expert->projects_max != APPUI_ABSENT && projects > expert->projects_max) {
        struct appui_overrun texts = appui_overrun_count(projects, expert->projects_max);
        appui_faults_add(context->faults, APPUI_FAULT_EXPERT_PROJECTS_OVERRUN,
                         appui_pointer_item("experts", index, pointer), expert->id, "value",
                         texts.value, "over", texts.over, "high", texts.high, APPUI_END);
    }
}

void appui_standing_warn(const struct appui_basin *basin, const struct appui_standing *standing,
                         struct appui_faults *faults)
{
    const struct appui_warning context = {basin, standing, faults};
    struct appui_use *uses = NULL;
    int32_t capacity = 0;
    int code = 0;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        warn_line(&context, i);
    }
    for (int32_t i = 0; i < basin->n_needs; i++) {
        warn_need(&context, i);
    }
    for (int32_t i = 0; i < basin->n_experts; i++) {
        warn_expert(&context, i);
    }
    for (int32_t i = 0; code == 0 && i < basin->n_partners; i++) {
        code = appui_warn_partner(&context, i, &uses, &capacity);
        code = code == 0 ? appui_warn_undated(&context, i, &uses, &capacity) : code;
    }
    for (int32_t i = 0; i < basin->n_lines; i++) {
        appui_warn_unpledged(&context, i);
    }
    appui_free(uses);
    if (code != 0 || appui_warn_bookings(&context, true) != 0 ||
        appui_warn_bookings(&context, false) != 0 || appui_warn_sequences(&context) != 0) {
        faults->out_of_memory = true;
    }
}
