/*
 * What the plan changes of the plan before: how many changes, and each with its cause.
 */
#include "io/report.h"

static const char *rule_text(struct appui_report *report, int32_t rule)
{
    static const enum appui_word words[] = {
        [1] = APPUI_WORD_RULE_LEVEL,      [2] = APPUI_WORD_RULE_EXCLUDED,
        [3] = APPUI_WORD_RULE_DAYS,       [4] = APPUI_WORD_RULE_EXPERTS,
        [5] = APPUI_WORD_RULE_PLEDGE,     [6] = APPUI_WORD_RULE_EXPERT_LIMITS,
        [7] = APPUI_WORD_RULE_CALENDAR,   [8] = APPUI_WORD_RULE_TAKEN,
        [9] = APPUI_WORD_RULE_WEEK,       [10] = APPUI_WORD_RULE_ORDER,
        [11] = APPUI_WORD_RULE_COMMITTEE, [13] = APPUI_WORD_RULE_MEETING,
        [14] = APPUI_WORD_RULE_MANDATE};
    bool known = rule > 0 && rule < (int32_t)(sizeof words / sizeof *words) && words[rule] != 0;
    return appui_report_say(report, APPUI_WORD_CAUSE_RULE, appui_report_number(report, rule),
                            known ? appui_words(report->language, words[rule]) : "", NULL);
}

/* "critère Couverture : 4 demi-journées pondérées de moins sinon" */
static const char *tier_text(struct appui_report *report, const struct appui_revision *revision)
{
    const char *name = appui_words(report->language,
                                   (enum appui_word)(APPUI_WORD_TIER_AGREED + (int)revision->tier));
    if (revision->by == 0) {
        return appui_report_say(report, APPUI_WORD_CAUSE_TIER, name, NULL);
    }
    int64_t scale = appui_tier_scale(revision->tier);
    int64_t halves = revision->by / scale * 2 + (revision->by % scale != 0);
    const char *by =
        appui_report_count(report, (enum appui_word)(APPUI_WORD_UNIT_AGREED + (int)revision->tier),
                           halves, appui_report_decimal(report, revision->by, scale), NULL);
    return appui_report_say(report, APPUI_WORD_CAUSE_TIER_BY, name, by, NULL);
}

/* "règle R7 : l'expert n'était pas libre à la première date" */
static const char *part_text(struct appui_report *report, enum appui_impossible part)
{
    static const enum appui_word words[] = {[APPUI_EXPERT_AWAY] = APPUI_WORD_PART_EXPERT_AWAY,
                                            [APPUI_FIRM_AWAY] = APPUI_WORD_PART_FIRM_AWAY,
                                            [APPUI_NOT_WORKING] = APPUI_WORD_PART_NOT_WORKING,
                                            [APPUI_OUTSIDE_WINDOW] = APPUI_WORD_PART_OUTSIDE_WINDOW,
                                            [APPUI_PARTNER_LEFT] = APPUI_WORD_PART_PARTNER_LEFT};
    return appui_report_say(report, APPUI_WORD_CAUSE_RULE, appui_report_number(report, 7),
                            appui_words(report->language, words[part]), NULL);
}

/* "règle R13 : le quorum n'est pas atteint" */
static const char *meeting_part_text(struct appui_report *report, enum appui_meeting_part part)
{
    static const enum appui_word words[] = {[APPUI_MEETING_NOT_TOLD] = APPUI_WORD_PART_MEETING,
                                            [APPUI_MEETING_NO_CHAIR] = APPUI_WORD_PART_NO_CHAIR,
                                            [APPUI_MEETING_NO_QUORUM] = APPUI_WORD_PART_NO_QUORUM,
                                            [APPUI_MEETING_NO_DATE] = APPUI_WORD_PART_NO_DATE,
                                            [APPUI_MEETING_OUTSIDE_HORIZON] =
                                                APPUI_WORD_PART_OUTSIDE_HORIZON,
                                            [APPUI_MEETING_GAP] = APPUI_WORD_PART_GAP,
                                            [APPUI_MEETING_COUNT] = APPUI_WORD_PART_COUNT};
    return appui_report_say(report, APPUI_WORD_CAUSE_RULE, appui_report_number(report, 13),
                            appui_words(report->language, words[part]), NULL);
}

/* What happened since, where that alone is the cause. */
static const char *event_text(struct appui_report *report, enum appui_revision_cause cause)
{
    static const enum appui_word words[] = {[APPUI_BY_NEW_DOSSIER] = APPUI_WORD_CAUSE_NEW_DOSSIER,
                                            [APPUI_BY_NEW_NEED] = APPUI_WORD_CAUSE_NEW_NEED,
                                            [APPUI_BY_DECISION] = APPUI_WORD_CAUSE_DECISION,
                                            [APPUI_BY_CANCELLATION] = APPUI_WORD_CAUSE_CANCELLATION,
                                            [APPUI_BY_DEFERRAL] = APPUI_WORD_CAUSE_DEFERRAL,
                                            [APPUI_BY_CLOSING] = APPUI_WORD_CAUSE_CLOSING,
                                            [APPUI_BY_REFUSAL] = APPUI_WORD_CAUSE_REFUSAL,
                                            [APPUI_BY_WITHDRAWAL] = APPUI_WORD_CAUSE_WITHDRAWAL,
                                            [APPUI_BY_COVERAGE] = APPUI_WORD_CAUSE_COVERAGE,
                                            [APPUI_BY_REMOVAL] = APPUI_WORD_CAUSE_REMOVAL,
                                            [APPUI_BY_NO_SUPPORT] = APPUI_WORD_CAUSE_NO_SUPPORT,
                                            [APPUI_BY_REQUIREMENT] = APPUI_WORD_CAUSE_REQUIREMENT,
                                            [APPUI_TOGETHER] = APPUI_WORD_CAUSE_TOGETHER,
                                            [APPUI_UNEXPLAINED] = APPUI_WORD_CAUSE_OPEN};
    return appui_words(report->language, words[cause]);
}

static const char *cause_text(struct appui_report *report, const struct appui_revision *revision)
{
    if (revision->kind == APPUI_AGREED_CHANGED && revision->cause == APPUI_BY_DECISION) {
        return appui_words(report->language, APPUI_WORD_CAUSE_DECIDED_SINCE);
    }
    if (revision->cause == APPUI_BY_RULE && revision->kind == APPUI_MEETING_MOVED) {
        return meeting_part_text(report, revision->meeting_part);
    }
    if (revision->cause == APPUI_BY_RULE) {
        return revision->part == APPUI_STAYS ? rule_text(report, revision->rule)
                                             : part_text(report, revision->part);
    }
    return revision->cause == APPUI_BY_TIER ? tier_text(report, revision)
                                            : event_text(report, revision->cause);
}

static const char *session_text(struct appui_report *report, struct appui_date_half at)
{
    return appui_report_say(report, APPUI_WORD_SESSION_IN_SENTENCE,
                            appui_report_date(report, at.day),
                            appui_words(report->language, appui_report_half(at.half)), NULL);
}

static const char *moved_text(struct appui_report *report, const struct appui_revision *revision,
                              const char *need, const char *expert)
{
    const char *from = session_text(report, revision->from);
    return revision->to.day == APPUI_ABSENT
               ? appui_report_say(report, APPUI_WORD_REVISED_SESSION_LOST, need, expert, from, NULL)
               : appui_report_say(report, APPUI_WORD_REVISED_SESSION, need, expert, from,
                                  session_text(report, revision->to), NULL);
}

static const char *committee_text(struct appui_report *report,
                                  const struct appui_revision *revision, const char *company)
{
    if (revision->from.day == APPUI_ABSENT) {
        return appui_report_say(report, APPUI_WORD_REVISED_COMMITTEE_NEW, company,
                                appui_report_date(report, revision->to.day), NULL);
    }
    const char *from = appui_report_date(report, revision->from.day);
    return revision->to.day == APPUI_ABSENT
               ? appui_report_say(report, APPUI_WORD_REVISED_COMMITTEE_LOST, company, from, NULL)
               : appui_report_say(report, APPUI_WORD_REVISED_COMMITTEE, company, from,
                                  appui_report_date(report, revision->to.day), NULL);
}

static const char *meeting_text(struct appui_report *report, const struct appui_revision *revision)
{
    const char *from = appui_report_date(report, revision->from.day);
    return revision->to.day == APPUI_ABSENT
               ? appui_report_say(report, APPUI_WORD_REVISED_MEETING_LOST, from, NULL)
               : appui_report_say(report, APPUI_WORD_REVISED_MEETING, from,
                                  appui_report_date(report, revision->to.day), NULL);
}

static const char *name_or_none(struct appui_report *report, int32_t partner)
{
    return partner < 0 ? appui_words(report->language, APPUI_WORD_NOBODY)
                       : report->basin->partners[partner].name;
}

/* The basin itself has the session at the date of before: it was firm, and no proposal. */
static bool was_firm(const struct appui_basin *basin, const struct appui_revision *revision)
{
    for (int32_t i = 0; i < basin->n_lines; i++) {
        const struct appui_line *line = &basin->lines[i];
        bool same = line->need == revision->need && line->expert == revision->expert;
        for (int32_t k = 0; same && k < line->n_sessions; k++) {
            if (line->sessions[k].day == revision->from.day &&
                line->sessions[k].half == revision->from.half) {
                return true;
            }
        }
    }
    return false;
}

/* Days agreed with an expert, which decisions changed. */
static const char *decided_text(struct appui_report *report, const struct appui_revision *revision,
                                const char *need, const char *expert)
{
    const char *from = appui_report_days(report, revision->from_half_days);
    const char *to = appui_report_days(report, revision->to_half_days);
    if (revision->from_half_days == 0) {
        return appui_report_say(report, APPUI_WORD_REVISED_DECIDED_NEW, need, expert, to, NULL);
    }
    return revision->to_half_days == 0
               ? appui_report_say(report, APPUI_WORD_REVISED_DECIDED_ENDED, need, expert, from,
                                  NULL)
               : appui_report_say(report, APPUI_WORD_REVISED_DECIDED, need, expert, from, to, NULL);
}

/* A date of agreed days, which no plan of before may have given, or this one may not find. */
static const char *agreed_text(struct appui_report *report, const struct appui_revision *revision,
                               const char *need, const char *expert)
{
    bool firm = was_firm(report->basin, revision);
    if (revision->from.day == APPUI_ABSENT) {
        return appui_report_say(report, APPUI_WORD_REVISED_AGREED_NEW, need, expert,
                                session_text(report, revision->to), NULL);
    }
    const char *from = session_text(report, revision->from);
    return revision->to.day == APPUI_ABSENT
               ? appui_report_say(
                     report, firm ? APPUI_WORD_REVISED_FIRM_LOST : APPUI_WORD_REVISED_AGREED_LOST,
                     need, expert, from, NULL)
               : appui_report_say(report,
                                  firm ? APPUI_WORD_REVISED_FIRM : APPUI_WORD_REVISED_AGREED, need,
                                  expert, from, session_text(report, revision->to), NULL);
}

static const char *mandataire_text(struct appui_report *report,
                                   const struct appui_revision *revision, const char *company)
{
    if (revision->gone == NULL && revision->from_partner < 0) {
        return appui_report_say(report, APPUI_WORD_REVISED_MANDATAIRE_NEW, company,
                                name_or_none(report, revision->to_partner), NULL);
    }
    const char *from = revision->gone != NULL ? revision->gone->partner
                                              : name_or_none(report, revision->from_partner);
    return revision->to_partner < 0
               ? appui_report_say(report, APPUI_WORD_REVISED_MANDATAIRE_LOST, company, from, NULL)
               : appui_report_say(report, APPUI_WORD_REVISED_MANDATAIRE, company, from,
                                  name_or_none(report, revision->to_partner), NULL);
}

/* The pair still has agreed days in the plan, so that only what came on top is gone. */
static bool is_beside_agreed(const struct appui_plan *plan, const struct appui_revision *revision)
{
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->need == revision->need && line->expert == revision->expert &&
            line->state != APPUI_PROPOSED) {
            return true;
        }
    }
    return false;
}

static const char *change_text(struct appui_report *report, const struct appui_revision *revision)
{
    const struct appui_basin *basin = report->basin;
    const struct appui_previous_gone *gone = revision->gone;
    const char *company = gone != NULL && gone->project != NULL ? gone->project
                          : revision->project < 0               ? ""
                                                  : basin->projects[revision->project].company;
    const char *need = gone != NULL && gone->need != NULL ? gone->need
                       : revision->need < 0               ? ""
                                            : appui_report_need(report, revision->need);
    const char *expert = gone != NULL && gone->expert != NULL ? gone->expert
                         : revision->expert < 0               ? ""
                                                : appui_report_expert(report, revision->expert);
    const char *from = appui_report_days(report, revision->from_half_days);
    const char *to = appui_report_days(report, revision->to_half_days);
    switch (revision->kind) {
    case APPUI_LINE_ADDED:
        return appui_report_say(report, APPUI_WORD_REVISED_ADDED, need, expert, to, NULL);
    case APPUI_LINE_DROPPED:
        return appui_report_say(report,
                                is_beside_agreed(report->plan, revision)
                                    ? APPUI_WORD_REVISED_DROPPED_BESIDE
                                    : APPUI_WORD_REVISED_DROPPED,
                                need, expert, from, NULL);
    case APPUI_DAYS_CHANGED:
        return appui_report_say(report, APPUI_WORD_REVISED_DAYS, need, expert, from, to, NULL);
    case APPUI_PROPOSAL_MOVED:
        return moved_text(report, revision, need, expert);
    case APPUI_AGREED_MOVED:
        return agreed_text(report, revision, need, expert);
    case APPUI_AGREED_CHANGED:
        return decided_text(report, revision, need, expert);
    case APPUI_COMMITTEE_CHANGED:
        return committee_text(report, revision, company);
    case APPUI_MEETING_MOVED:
        return meeting_text(report, revision);
    case APPUI_MANDATAIRE_CHANGED:
        break;
    }
    return mandataire_text(report, revision, company);
}

/* How the tier counts is not how changes are listed: said where both have a number. */
static void add_value(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    for (int32_t t = 0; t < plan->n_tiers; t++) {
        const struct appui_tier_result *tier = &plan->tiers[t];
        if (tier->tier == APPUI_TIER_STABILITY && tier->applicable) {
            const char *points =
                appui_report_count(report, APPUI_WORD_UNIT_STABILITY, 2 * tier->value,
                                   appui_report_number(report, (int32_t)tier->value), NULL);
            appui_report_paragraph(
                report, 0, appui_report_say(report, APPUI_WORD_REVISIONS_VALUE, points, NULL));
        }
    }
}

void appui_report_revisions(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    if (plan->previous == NULL) {
        return;
    }
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_REVISIONS_HEADING), '-');
    if (!plan->calendar) {
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_REVISIONS_UNDATED, NULL));
    }
    if (plan->n_revisions == 0) {
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_REVISIONS_NONE, NULL));
        return;
    }
    appui_report_paragraph(
        report, 0,
        appui_report_count(report, APPUI_WORD_REVISIONS, 2 * (int64_t)plan->n_revisions,
                           appui_report_number(report, plan->n_revisions), NULL));
    for (int32_t i = 0; i < plan->n_revisions; i++) {
        appui_report_item(report, 0,
                          appui_report_say(report, APPUI_WORD_REVISED,
                                           change_text(report, &plan->revisions[i]),
                                           cause_text(report, &plan->revisions[i]), NULL));
    }
    add_value(report);
}
