/*
 * What is not served and why, and which agreed sessions change: every reason in words, with the
 * names and figures a person needs to check it.
 */
#include "io/report.h"

/* Experts of a reason, each with the text that `describe` gives. */
typedef const char *(*describe_expert)(struct appui_report *report, int32_t expert);

static const char *experts_text(struct appui_report *report, const struct appui_reason *reason,
                                describe_expert describe)
{
    const char **names = appui_report_texts(report, reason->n_experts);
    if (reason->n_experts == 0 || names == NULL) {
        return appui_words(report->language, APPUI_WORD_NOBODY_NAMED);
    }
    for (int32_t i = 0; i < reason->n_experts; i++) {
        names[i] = describe(report, reason->experts[i]);
    }
    return appui_report_list(report, names, reason->n_experts);
}

static const char *with_days_max(struct appui_report *report, int32_t expert)
{
    int32_t most = report->basin->experts[expert].half_days_max;
    const char *who = appui_report_expert(report, expert);
    return most == APPUI_ABSENT ? who
                                : appui_report_say(report, APPUI_WORD_AT_MOST, who,
                                                   appui_report_days(report, most), NULL);
}

static const char *with_projects_max(struct appui_report *report, int32_t expert)
{
    int32_t most = report->basin->experts[expert].projects_max;
    const char *who = appui_report_expert(report, expert);
    if (most == APPUI_ABSENT) {
        return who;
    }
    const char *count = appui_report_count(report, APPUI_WORD_PROJECTS, 2 * (int64_t)most,
                                           appui_report_number(report, most), NULL);
    return appui_report_say(report, APPUI_WORD_AT_MOST, who, count, NULL);
}

static const char *partners_text(struct appui_report *report, const struct appui_reason *reason,
                                 bool with_left)
{
    const char **names = appui_report_texts(report, reason->n_partners);
    if (reason->n_partners == 0 || names == NULL) {
        return experts_text(report, reason, appui_report_expert);
    }
    for (int32_t i = 0; i < reason->n_partners; i++) {
        int32_t partner = reason->partners[i];
        names[i] = report->basin->partners[partner].name;
        if (with_left && report->plan->partners[partner].limited) {
            names[i] = appui_report_say(
                report, APPUI_WORD_PARTNER_LEFT, names[i],
                appui_report_days(report, report->plan->partners[partner].left), NULL);
        }
    }
    return appui_report_list(report, names, reason->n_partners);
}

static const char *level_text(struct appui_report *report, const struct appui_need *need,
                              const struct appui_reason *reason)
{
    const char *found = appui_words(report->language, APPUI_WORD_NO_LEVEL);
    if (reason->level != APPUI_ABSENT) {
        found = appui_report_say(report, APPUI_WORD_BEST_LEVEL,
                                 appui_report_number(report, reason->level),
                                 experts_text(report, reason, appui_report_expert), NULL);
    }
    return appui_report_say(report, APPUI_WORD_WHY_LEVEL_TOO_LOW,
                            appui_report_number(report, need->level), found, NULL);
}

static const char *window_text(struct appui_report *report, const struct appui_need *need,
                               enum appui_word word)
{
    if (need->window_from > need->window_to) {
        return appui_report_say(report, APPUI_WORD_WHY_WINDOW_EMPTY, NULL);
    }
    return appui_report_say(report, word, appui_report_date(report, need->window_from),
                            appui_report_date(report, need->window_to), NULL);
}

static const char *order_text(struct appui_report *report, const struct appui_reason *reason)
{
    const char **names = appui_report_texts(report, reason->n_needs);
    if (reason->n_needs == 0 || names == NULL) {
        return appui_report_say(report, APPUI_WORD_WHY_ORDER_ALONE, NULL);
    }
    for (int32_t i = 0; i < reason->n_needs; i++) {
        names[i] = appui_report_skill(report, report->basin->needs[reason->needs[i]].skill);
    }
    return appui_report_say(report, APPUI_WORD_WHY_ORDER,
                            appui_report_list(report, names, reason->n_needs), NULL);
}

static const char *skill_text(struct appui_report *report, const struct appui_need *need,
                              const struct appui_reason *reason)
{
    const char *skill =
        appui_report_skill(report, reason->skill >= 0 ? reason->skill : need->skill);
    return appui_report_say(report, APPUI_WORD_WHY_NO_EXPERT_WITH_SKILL,
                            appui_report_say(report, APPUI_WORD_QUOTED, skill, NULL), NULL);
}

static const char *with_experts(struct appui_report *report, const struct appui_reason *reason,
                                enum appui_word word, describe_expert describe)
{
    return appui_report_say(report, word, experts_text(report, reason, describe), NULL);
}

/* "Contrôle de gestion (boulangerie/prix), convenu" */
static const char *taker_text(struct appui_report *report, const struct appui_reason *reason,
                              int32_t need)
{
    bool agreed = false;
    for (int32_t l = 0; l < report->plan->n_lines; l++) {
        const struct appui_plan_line *line = &report->plan->lines[l];
        for (int32_t e = 0; line->need == need && e < reason->n_experts; e++) {
            agreed =
                agreed || (line->expert == reason->experts[e] && line->state != APPUI_PROPOSED);
        }
    }
    const char *text = appui_report_need(report, need);
    return agreed ? appui_report_say(report, APPUI_WORD_MARK_AGREED, text, NULL) : text;
}

/* A choice of the plan: who could have helped, and what takes their room instead. */
static const char *choice_text(struct appui_report *report, const struct appui_reason *reason)
{
    if (reason->n_experts == 0) {
        return appui_report_say(report, APPUI_WORD_WHY_SERVED_OTHERS_ALONE, NULL);
    }
    const char *text =
        with_experts(report, reason, APPUI_WORD_WHY_SERVED_OTHERS, appui_report_expert);
    const char **names = appui_report_texts(report, reason->n_needs);
    for (int32_t i = 0; names != NULL && i < reason->n_needs; i++) {
        names[i] = taker_text(report, reason, reason->needs[i]);
    }
    return reason->n_needs == 0 || names == NULL
               ? text
               : appui_report_say(report, APPUI_WORD_ROOM_TAKEN, text,
                                  appui_report_list(report, names, reason->n_needs), NULL);
}

const char *appui_report_reason(struct appui_report *report, const struct appui_hole *hole,
                                const struct appui_reason *reason)
{
    const struct appui_need *need = &report->basin->needs[hole->need];
    switch (reason->code) {
    case APPUI_HOLE_NO_EXPERT_WITH_SKILL:
        return skill_text(report, need, reason);
    case APPUI_HOLE_LEVEL_TOO_LOW:
        return level_text(report, need, reason);
    case APPUI_HOLE_EXCLUDED:
        return appui_report_say(report, APPUI_WORD_WHY_EXCLUDED,
                                partners_text(report, reason, false), NULL);
    case APPUI_HOLE_NO_COMMON_SLOT:
        return with_experts(report, reason, APPUI_WORD_WHY_NO_COMMON_SLOT, appui_report_expert);
    case APPUI_HOLE_PARTNER_BUDGET:
        return appui_report_say(report, APPUI_WORD_WHY_PARTNER_BUDGET,
                                partners_text(report, reason, true), NULL);
    case APPUI_HOLE_EXPERT_DAYS:
        return with_experts(report, reason, APPUI_WORD_WHY_EXPERT_DAYS, with_days_max);
    case APPUI_HOLE_EXPERT_PROJECTS:
        return with_experts(report, reason, APPUI_WORD_WHY_EXPERT_PROJECTS, with_projects_max);
    case APPUI_HOLE_FIRM_CALENDAR:
        return window_text(report, need, APPUI_WORD_WHY_FIRM_CALENDAR);
    case APPUI_HOLE_WINDOW_TOO_SHORT:
        return window_text(report, need, APPUI_WORD_WHY_WINDOW_TOO_SHORT);
    case APPUI_HOLE_ORDER:
        return order_text(report, reason);
    case APPUI_HOLE_NO_COMMITTEE:
        return appui_report_say(report, APPUI_WORD_WHY_NO_COMMITTEE, NULL);
    case APPUI_HOLE_NO_MANDATAIRE:
        return appui_report_say(report, APPUI_WORD_WHY_NO_MANDATAIRE, NULL);
    case APPUI_HOLE_SERVED_OTHERS:
        return choice_text(report, reason);
    case APPUI_HOLE_LIMIT_REACHED:
    case APPUI_N_HOLE_CODES:
        break;
    }
    return appui_report_say(report, APPUI_WORD_WHY_LIMIT_REACHED, NULL);
}

static void add_hole(struct appui_report *report, const struct appui_hole *hole)
{
    const char *need = appui_report_need(report, hole->need);
    const char *days = appui_report_days(report, hole->half_days_missing);
    appui_report_paragraph(
        report, 0,
        hole->expert < 0
            ? appui_report_say(report, APPUI_WORD_HOLE, need, days, NULL)
            : appui_report_count(report, APPUI_WORD_LOST, hole->half_days_missing, need, days,
                                 appui_report_expert(report, hole->expert), NULL));
    for (int32_t i = 0; i < hole->n_reasons; i++) {
        appui_report_item(report, 2, appui_report_reason(report, hole, &hole->reasons[i]));
    }
    if (hole->n_reasons == 0) {
        appui_report_item(report, 2, appui_report_say(report, APPUI_WORD_NO_REASON, NULL));
    }
}

void appui_report_holes(struct appui_report *report)
{
    if (report->plan->n_holes == 0) {
        return;
    }
    bool lost = false;
    for (int32_t i = 0; i < report->plan->n_holes; i++) {
        lost = lost || report->plan->holes[i].expert >= 0;
    }
    enum appui_word title = lost ? APPUI_WORD_HOLES_LOST_HEADING : APPUI_WORD_HOLES_HEADING;
    appui_report_heading(report, appui_words(report->language, title), '-');
    for (int32_t i = 0; i < report->plan->n_holes; i++) {
        add_hole(report, &report->plan->holes[i]);
    }
}

/* "mardi 16 février 2027 (matin)": reads well inside a sentence. */
static const char *session_text(struct appui_report *report, const struct appui_date_half *at)
{
    return appui_report_say(report, APPUI_WORD_SESSION_IN_SENTENCE,
                            appui_report_date(report, at->day),
                            appui_words(report->language, appui_report_half(at->half)), NULL);
}

static void add_change(struct appui_report *report, const struct appui_change *change)
{
    const char *need = appui_report_need(report, change->need);
    const char *expert = appui_report_expert(report, change->expert);
    const char *from = session_text(report, &change->from);
    const char *cause = appui_words(
        report->language, (enum appui_word)(APPUI_WORD_CAUSE_UNKNOWN + (int)change->cause));
    if (change->kind == APPUI_SESSION_LOST) {
        appui_report_item(
            report, 0,
            appui_report_say(report, APPUI_WORD_NO_NEW_DATE, need, expert, from, cause, NULL));
        return;
    }
    const char *to = session_text(report, &change->to);
    appui_report_item(
        report, 0, appui_report_say(report, APPUI_WORD_MOVED, need, expert, from, to, cause, NULL));
}

/* What changes of the plan before stands at the head of the report, with its cause. */
static bool is_told(const struct appui_plan *plan, const struct appui_change *change)
{
    for (int32_t i = 0; i < plan->n_revisions; i++) {
        const struct appui_revision *revision = &plan->revisions[i];
        if (revision->need == change->need && revision->expert == change->expert &&
            revision->from.day == change->from.day && revision->from.half == change->from.half) {
            return true;
        }
    }
    return false;
}

void appui_report_changes(struct appui_report *report)
{
    bool any = false;
    for (int32_t i = 0; i < report->plan->n_changes; i++) {
        const struct appui_change *change = &report->plan->changes[i];
        if (is_told(report->plan, change)) {
            continue;
        }
        if (!any) {
            appui_report_heading(report, appui_words(report->language, APPUI_WORD_CHANGES_HEADING),
                                 '-');
        }
        any = true;
        add_change(report, change);
    }
}
