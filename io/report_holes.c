/*
 * What is not served and why: every reason in words, with the names and figures a person needs to
 * check it.
 */
#include "io/report.h"
#include "model/rules.h"

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

/* "Acheteur (EDF) [au plus 3 jours] [de 1 jour à 2 jours sur ce besoin]": what binds the days of an
 * expert, over the horizon (R6) and on the need (R4). */
static const char *with_days(struct appui_report *report, int32_t expert,
                             const struct appui_need *need)
{
    int32_t most = report->basin->experts[expert].half_days_max;
    const char *who = appui_report_expert(report, expert);
    if (most != APPUI_ABSENT) {
        who = appui_report_say(report, APPUI_WORD_AT_MOST, who, appui_report_days(report, most),
                               NULL);
    }
    if (need->each_min <= need->session && need->each_max >= need->half_days) {
        return who;
    }
    return appui_report_say(report, APPUI_WORD_EACH_HERE, who,
                            appui_report_days(report, need->each_min),
                            appui_report_days(report, need->each_max), NULL);
}

static const char *days_text(struct appui_report *report, const struct appui_need *need,
                             const struct appui_reason *reason)
{
    const char **names = appui_report_texts(report, reason->n_experts);
    const char *list = appui_words(report->language, APPUI_WORD_NOBODY_NAMED);
    for (int32_t i = 0; names != NULL && i < reason->n_experts; i++) {
        names[i] = with_days(report, reason->experts[i], need);
    }
    if (names != NULL && reason->n_experts > 0) {
        list = appui_report_list(report, names, reason->n_experts);
    }
    return appui_report_say(report, APPUI_WORD_WHY_EXPERT_DAYS, list, NULL);
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

/* The committee that leaves too little time, or none: "jeudi 10 juin 2027 au plus tôt". */
static const char *committee_text(struct appui_report *report, const struct appui_need *need,
                                  appui_day committee, const char *from, const char *to, bool none)
{
    const char *date = appui_report_date(report, committee);
    if (appui_rules_waits_for_committee(report->basin, need->project)) {
        date = appui_report_say(report, APPUI_WORD_AT_THE_EARLIEST, date, NULL);
    }
    enum appui_word word =
        need->phase == APPUI_SUPPORT
            ? (none ? APPUI_WORD_WHY_COMMITTEE_LATE : APPUI_WORD_WHY_AFTER_COMMITTEE)
            : (none ? APPUI_WORD_WHY_COMMITTEE_EARLY : APPUI_WORD_WHY_BEFORE_COMMITTEE);
    return appui_report_say(report, word, date, from, to, NULL);
}

/* What is said of the time allowed, as the committee leaves it. */
static const char *window_text(struct appui_report *report, int32_t index,
                               const struct appui_reason *reason)
{
    const struct appui_need *need = &report->basin->needs[index];
    appui_day from = need->window_from, to = need->window_to;
    bool narrowed = reason->committee != APPUI_ABSENT;
    if (from > to) {
        return appui_report_say(report, APPUI_WORD_WHY_WINDOW_EMPTY, NULL);
    }
    if (narrowed) {
        appui_rules_beside_committee(report->basin, index, reason->committee, &from, &to);
    }
    const char *first = appui_report_date(report, from), *last = appui_report_date(report, to);
    if (reason->code == APPUI_HOLE_FIRM_CALENDAR) {
        return appui_report_say(report, APPUI_WORD_WHY_FIRM_CALENDAR, first, last, NULL);
    }
    if (reason->code == APPUI_HOLE_NO_COMMON_SLOT) {
        return appui_report_say(
            report, narrowed ? APPUI_WORD_WHY_NO_SLOT_BETWEEN : APPUI_WORD_WHY_NO_COMMON_SLOT,
            experts_text(report, reason, appui_report_expert), first, last, NULL);
    }
    return narrowed ? committee_text(report, need, reason->committee, first, last, from > to)
                    : appui_report_say(report, APPUI_WORD_WHY_WINDOW_TOO_SHORT, first, last, NULL);
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
static const char *choice_text(struct appui_report *report, const struct appui_reason *reason,
                               bool in_part)
{
    if (reason->n_experts == 0) {
        return appui_report_say(report, APPUI_WORD_WHY_SERVED_OTHERS_ALONE, NULL);
    }
    enum appui_word word = in_part ? APPUI_WORD_WHY_NO_MORE_SERVED : APPUI_WORD_WHY_SERVED_OTHERS;
    const char *text = with_experts(report, reason, word, appui_report_expert);
    const char **names = appui_report_texts(report, reason->n_needs);
    for (int32_t i = 0; names != NULL && i < reason->n_needs; i++) {
        names[i] = taker_text(report, reason, reason->needs[i]);
    }
    return reason->n_needs == 0 || names == NULL
               ? text
               : appui_report_say(report, APPUI_WORD_ROOM_TAKEN, text,
                                  appui_report_list(report, names, reason->n_needs), NULL);
}

const char *appui_report_reason(struct appui_report *report, int32_t index, bool in_part,
                                const struct appui_reason *reason)
{
    const struct appui_need *need = &report->basin->needs[index];
    switch (reason->code) {
    case APPUI_HOLE_NO_EXPERT_WITH_SKILL:
        return skill_text(report, need, reason);
    case APPUI_HOLE_LEVEL_TOO_LOW:
        return level_text(report, need, reason);
    case APPUI_HOLE_EXCLUDED:
        return appui_report_say(report, APPUI_WORD_WHY_EXCLUDED,
                                partners_text(report, reason, false), NULL);
    case APPUI_HOLE_PARTNER_BUDGET:
        return appui_report_say(report, APPUI_WORD_WHY_PARTNER_BUDGET,
                                partners_text(report, reason, true), NULL);
    case APPUI_HOLE_EXPERT_DAYS:
        return days_text(report, need, reason);
    case APPUI_HOLE_EXPERT_PROJECTS:
        return with_experts(report, reason, APPUI_WORD_WHY_EXPERT_PROJECTS, with_projects_max);
    case APPUI_HOLE_FIRM_CALENDAR:
    case APPUI_HOLE_NO_COMMON_SLOT:
    case APPUI_HOLE_WINDOW_TOO_SHORT:
        return window_text(report, index, reason);
    case APPUI_HOLE_ORDER:
        return order_text(report, reason);
    case APPUI_HOLE_HALF_SESSION:
        return appui_report_say(report, APPUI_WORD_WHY_HALF_SESSION, appui_report_days(report, 1),
                                NULL);
    case APPUI_HOLE_NO_COMMITTEE:
        return appui_report_say(report, APPUI_WORD_WHY_NO_COMMITTEE, NULL);
    case APPUI_HOLE_NO_MANDATAIRE:
        return appui_report_say(report, APPUI_WORD_WHY_NO_MANDATAIRE, NULL);
    case APPUI_HOLE_SERVED_OTHERS:
        return choice_text(report, reason, in_part);
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
        appui_report_item(report, 2,
                          appui_report_reason(report, hole->need, false, &hole->reasons[i]));
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
