/*
 * Project by project: what each firm needs, who helps, for how long and when; what is already
 * agreed stands apart from what is proposed, and what is missing stands in its place.
 */
#include "io/report.h"
#include "model/evaluate.h"
#include "model/history.h"
#include "model/mandates.h"
#include "model/rules.h"

#define NEED_INDENT 2
#define LINE_INDENT 4
#define DETAIL_INDENT 6

static const enum appui_word status_words[] = {
    [APPUI_SUBMITTED] = APPUI_WORD_STATUS_SUBMITTED, [APPUI_DEFERRED] = APPUI_WORD_STATUS_DEFERRED,
    [APPUI_APPROVED] = APPUI_WORD_STATUS_APPROVED,   [APPUI_RUNNING] = APPUI_WORD_STATUS_RUNNING,
    [APPUI_CLOSED] = APPUI_WORD_STATUS_CLOSED,       [APPUI_REFUSED] = APPUI_WORD_STATUS_REFUSED,
    [APPUI_WITHDRAWN] = APPUI_WORD_STATUS_WITHDRAWN};

static const char *marked_session(struct appui_report *report, const struct appui_plan_line *line,
                                  const struct appui_session *session)
{
    const char *text = appui_report_session(report, session->day, session->half);
    if (session->state == APPUI_SESSION_DONE) {
        return appui_report_say(report, APPUI_WORD_SESSION_DONE, text, NULL);
    }
    if (line->state == APPUI_PROPOSED) {
        return text;
    }
    if (appui_evaluate_is_new(report->basin, report->standing, line, session)) {
        bool moved = appui_report_is_moved(report, line, session);
        return appui_report_say(report, moved ? APPUI_WORD_SESSION_NEW : APPUI_WORD_SESSION_DATED,
                                text, NULL);
    }
    if (session->day < report->basin->as_of) {
        return appui_report_say(report, APPUI_WORD_SESSION_UNCONFIRMED, text, NULL);
    }
    return text;
}

static void add_sessions(struct appui_report *report, const struct appui_plan_line *line)
{
    const char *list = "";
    for (int32_t i = 0; i < line->n_sessions; i++) {
        list = appui_report_join(report, APPUI_WORD_SESSION_LIST, list,
                                 marked_session(report, line, &line->sessions[i]));
    }
    if (line->n_sessions > 0) {
        enum appui_word word = line->n_sessions == 1 ? APPUI_WORD_SESSION_ONE : APPUI_WORD_SESSIONS;
        appui_report_paragraph(report, DETAIL_INDENT, appui_report_say(report, word, list, NULL));
    }
}

static void add_parts(struct appui_report *report, const struct appui_plan_line *line)
{
    const struct appui_partner *partner =
        &report->basin->partners[report->basin->experts[line->expert].partner];
    for (int32_t i = 0; i < line->n_parts; i++) {
        const struct appui_pledge *pledge = &partner->pledges[line->parts[i].pledge];
        appui_report_paragraph(
            report, DETAIL_INDENT,
            appui_report_say(report, APPUI_WORD_LINE_PARTS, appui_report_date(report, pledge->from),
                             appui_report_date(report, pledge->to),
                             appui_report_days(report, line->parts[i].half_days), NULL));
    }
}

/* A proposal that the committee did not take when it stood before it last, or of which it granted
 * fewer days: what is proposed beside them are the others. */
static void add_refusal(struct appui_report *report, const struct appui_plan_line *line)
{
    const struct appui_basin *basin = report->basin;
    bool beside = appui_standing_pair(basin, report->standing, line->expert, line->need) > 0;
    appui_day day = APPUI_ABSENT;
    if (line->state == APPUI_PROPOSED && report->journal != NULL) {
        day = appui_history_last_gap(report->journal,
                                     beside ? APPUI_GAP_DAYS_REDUCED : APPUI_GAP_LINE_DROPPED,
                                     basin->needs[line->need].id, basin->experts[line->expert].id);
    }
    if (day != APPUI_ABSENT) {
        enum appui_word word = beside ? APPUI_WORD_LINE_NOT_ALL_TAKEN : APPUI_WORD_LINE_NOT_TAKEN;
        appui_report_paragraph(
            report, DETAIL_INDENT,
            appui_report_say(report, word, appui_report_date(report, day), NULL));
    }
}

static void add_line(struct appui_report *report, const struct appui_plan_line *line)
{
    static const enum appui_word words[] = {[APPUI_PROPOSED] = APPUI_WORD_LINE_PROPOSED,
                                            [APPUI_RETAINED] = APPUI_WORD_LINE_RETAINED,
                                            [APPUI_SIGNED] = APPUI_WORD_LINE_SIGNED,
                                            [APPUI_DONE] = APPUI_WORD_LINE_DONE};
    appui_report_paragraph(report, LINE_INDENT,
                           appui_report_say(report, words[line->state],
                                            appui_report_expert(report, line->expert),
                                            appui_report_days(report, line->half_days), NULL));
    add_refusal(report, line);
    add_sessions(report, line);
    add_parts(report, line);
}

/* Done lines are history: they stand in the basin, not in the plan. */
static void add_done_lines(struct appui_report *report, int32_t need)
{
    for (int32_t i = 0; i < report->basin->n_lines; i++) {
        const struct appui_line *line = &report->basin->lines[i];
        if (line->need == need && line->state == APPUI_DONE) {
            appui_report_paragraph(report, LINE_INDENT,
                                   appui_report_say(report, APPUI_WORD_LINE_DONE,
                                                    appui_report_expert(report, line->expert),
                                                    appui_report_days(report, line->half_days),
                                                    NULL));
        }
    }
}

static void add_partial(struct appui_report *report, const struct appui_partial *partial)
{
    const char *days = appui_report_days(report, partial->half_days_missing);
    appui_report_paragraph(report, LINE_INDENT,
                           appui_report_say(report, APPUI_WORD_PARTIAL, days, NULL));
    for (int32_t i = 0; i < partial->n_reasons; i++) {
        appui_report_item(report, DETAIL_INDENT,
                          appui_report_reason(report, partial->need, true, &partial->reasons[i]));
    }
}

static void add_missing(struct appui_report *report, int32_t need)
{
    const struct appui_plan *plan = report->plan;
    for (int32_t i = 0; i < plan->n_partials; i++) {
        if (plan->partials[i].need == need) {
            add_partial(report, &plan->partials[i]);
        }
    }
    for (int32_t i = 0; i < plan->n_holes; i++) {
        const struct appui_hole *hole = &plan->holes[i];
        if (hole->need != need) {
            continue;
        }
        const char *days = appui_report_days(report, hole->half_days_missing);
        const char *text =
            hole->expert < 0
                ? appui_report_say(report, APPUI_WORD_HOLE_HERE, days, NULL)
                : appui_report_count(report, APPUI_WORD_LOST_HERE, hole->half_days_missing, days,
                                     appui_report_expert(report, hole->expert), NULL);
        appui_report_paragraph(report, LINE_INDENT, text);
    }
}

static void add_need(struct appui_report *report, int32_t need)
{
    const struct appui_need *what = &report->basin->needs[need];
    const char *text = appui_report_say(
        report, APPUI_WORD_NEED, appui_report_skill(report, what->skill),
        appui_report_number(report, what->level), appui_report_days(report, what->half_days), NULL);
    if (what->phase == APPUI_DIAGNOSTIC) {
        text = appui_report_say(report, APPUI_WORD_NEED_DIAGNOSTIC, text, NULL);
    }
    appui_report_paragraph(report, NEED_INDENT, appui_report_with_id(report, text, what->id));
    if (what->covered_elsewhere) {
        appui_report_paragraph(report, LINE_INDENT,
                               appui_report_say(report, APPUI_WORD_NEED_ELSEWHERE, NULL));
    }
    add_done_lines(report, need);
    for (int32_t i = 0; i < report->plan->n_lines; i++) {
        if (report->plan->lines[i].need == need) {
            add_line(report, &report->plan->lines[i]);
        }
    }
    add_missing(report, need);
}

/* A sponsor may be a partner of the basin or any other id. */
static const char *sponsor_name(const struct appui_report *report, const char *sponsor)
{
    int32_t partner = appui_basin_find_partner(report->basin, sponsor);
    return partner >= 0 ? report->basin->partners[partner].name : sponsor;
}

/* The status with who follows the project: one that has left, and in its place who is proposed; one
 * that will leave, with its last day. */
static const char *mandataire_text(struct appui_report *report, const struct appui_project *project,
                                   const char *text)
{
    const struct appui_basin *basin = report->basin;
    int32_t index = (int32_t)(project - basin->projects);
    int32_t follows = appui_mandates_of(basin, report->plan, index);
    bool known = appui_mandates_known(basin, index) >= 0;
    if (project->mandataire >= 0 && !known) {
        const struct appui_partner *gone = &basin->partners[project->mandataire];
        text = appui_report_say(report, APPUI_WORD_MANDATAIRE_LEFT, text, gone->name,
                                appui_report_date(report, gone->until), NULL);
    }
    if (follows < 0) {
        return text;
    }
    const struct appui_partner *partner = &basin->partners[follows];
    const char *name = partner->name;
    if (partner->until != APPUI_ABSENT) {
        name = appui_report_say(report, APPUI_WORD_PARTNER_UNTIL, name,
                                appui_report_date(report, partner->until), NULL);
    }
    return appui_report_say(report, known ? APPUI_WORD_MANDATAIRE : APPUI_WORD_MANDATAIRE_PROPOSED,
                            text, name, NULL);
}

/* "Dossier déposé, passe au comité du jeudi 11 mars 2027 ; prescripteur : Verrerie" */
static const char *status_text(struct appui_report *report, const struct appui_project *project)
{
    const char *text = appui_words(report->language, status_words[project->status]);
    if (project->status == APPUI_SUBMITTED && project->committee != APPUI_ABSENT) {
        enum appui_word word = project->committee < report->basin->meets_from
                                   ? APPUI_WORD_COMMITTEE_PAST
                                   : APPUI_WORD_COMMITTEE;
        text = appui_report_say(report, word, text, appui_report_date(report, project->committee),
                                NULL);
    }
    int32_t index = (int32_t)(project - report->basin->projects);
    appui_day proposed = appui_rules_waits_for_committee(report->basin, index)
                             ? appui_plan_examined(report->plan, index)
                             : APPUI_ABSENT;
    if (proposed != APPUI_ABSENT) {
        text = appui_report_say(report, APPUI_WORD_COMMITTEE_PROPOSED, text,
                                appui_report_date(report, proposed), NULL);
    }
    if (project->sponsor != NULL) {
        text = appui_report_say(report, APPUI_WORD_SPONSOR, text,
                                sponsor_name(report, project->sponsor), NULL);
    }
    return mandataire_text(report, project, text);
}

static void add_project(struct appui_report *report, const struct appui_project *project)
{
    const char *company = appui_report_with_id(report, project->company, project->id);
    const char *facts = status_text(report, project);
    if (project->jobs > 0) {
        const char *jobs =
            appui_report_count(report, APPUI_WORD_PROJECT_JOBS, 2 * (int64_t)project->jobs,
                               appui_report_number(report, project->jobs), NULL);
        facts = appui_report_say(report, APPUI_WORD_PROJECT_FACTS, facts, jobs, NULL);
    } else {
        facts = appui_report_say(report, APPUI_WORD_SENTENCE, facts, NULL);
    }
    appui_report_heading(report, company, '~');
    appui_report_paragraph(report, 0, facts);
    if (project->n_needs == 0) {
        appui_report_paragraph(report, NEED_INDENT,
                               appui_report_say(report, APPUI_WORD_NO_NEEDS, NULL));
    }
    for (int32_t i = 0; i < project->n_needs; i++) {
        add_need(report, project->first_need + i);
    }
}

/* Agreed lines of projects no longer planned keep their sessions, so such a project is shown in
 * full. */
static bool has_lines(const struct appui_report *report, const struct appui_project *project)
{
    for (int32_t i = 0; i < report->plan->n_lines; i++) {
        int32_t need = report->plan->lines[i].need;
        if (need >= project->first_need && need < project->first_need + project->n_needs) {
            return true;
        }
    }
    return false;
}

static void add_not_planned(struct appui_report *report)
{
    const char *list = "";
    for (int32_t p = 0; p < report->basin->n_projects; p++) {
        const struct appui_project *project = &report->basin->projects[p];
        if (!appui_basin_project_planned(report->basin, p)) {
            const char *status = appui_words(report->language, status_words[project->status]);
            list = appui_report_join(
                report, APPUI_WORD_COMMA, list,
                appui_report_say(report, APPUI_WORD_WITH_ID, project->company, status, NULL));
        }
    }
    if (list[0] != '\0') {
        appui_text_newline(&report->out);
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_NOT_PLANNED, list, NULL));
    }
}

void appui_report_projects(struct appui_report *report)
{
    const struct appui_basin *basin = report->basin;
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_PROJECTS_HEADING), '-');
    for (int32_t p = 0; p < basin->n_projects; p++) {
        if (appui_basin_project_planned(basin, p) || has_lines(report, &basin->projects[p])) {
            add_project(report, &basin->projects[p]);
        }
    }
    add_not_planned(report);
}
