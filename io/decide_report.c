/*
 * Tells what decisions change, in the sentences that an operator reads back before and after: the
 * basin first, then dossier by dossier, then the sum.
 */
#include "io/decide_report.h"

#include "io/report.h"

#define INDENT 2

static const enum appui_word status_words[] = {[APPUI_SUBMITTED] = APPUI_WORD_DECIDED_SUBMITTED,
                                               [APPUI_DEFERRED] = APPUI_WORD_DECIDED_DEFERRED,
                                               [APPUI_APPROVED] = APPUI_WORD_DECIDED_APPROVED,
                                               [APPUI_RUNNING] = APPUI_WORD_DECIDED_RUNNING,
                                               [APPUI_CLOSED] = APPUI_WORD_STATUS_CLOSED,
                                               [APPUI_REFUSED] = APPUI_WORD_STATUS_REFUSED,
                                               [APPUI_WITHDRAWN] = APPUI_WORD_STATUS_WITHDRAWN};

static const char *need_name(struct appui_report *report, int32_t need)
{
    const struct appui_need *what = &report->basin->needs[need];
    return appui_report_with_id(report, appui_report_skill(report, what->skill), what->id);
}

/* "2,5 jours de X pour Y" in a sentence of its own. */
static const char *line_text(struct appui_report *report, enum appui_word word,
                             const struct appui_effect *effect, int32_t half_days)
{
    return appui_report_say(report, word, appui_report_days(report, half_days),
                            appui_report_expert(report, effect->expert),
                            need_name(report, effect->need), NULL);
}

static const char *session_text(struct appui_report *report, enum appui_word word,
                                const struct appui_effect *effect, struct appui_date_half at)
{
    const char *to = "";
    if (effect->kind == APPUI_EFFECT_SESSION_MOVED) {
        to = appui_report_session(report, effect->to.day, effect->to.half);
    } else if (effect->kind == APPUI_EFFECT_SESSION_NOT_AGREED ||
               effect->kind == APPUI_EFFECT_DATE_NOT_AGREED) {
        to = appui_report_date(report, effect->day);
    }
    return appui_report_say(report, word, appui_report_session(report, at.day, at.half),
                            appui_report_expert(report, effect->expert),
                            need_name(report, effect->need), to, NULL);
}

/* What is worth saying of a line beside its days: where it leaves the plan, its dates. */
static const char *retained_text(struct appui_report *report, const struct appui_effect *effect)
{
    const char *notes = "";
    if (effect->before == APPUI_ABSENT) {
        notes = appui_report_say(report, APPUI_WORD_DECIDED_NOT_PROPOSED, NULL);
    } else if (effect->before != effect->half_days) {
        notes = appui_report_say(report, APPUI_WORD_DECIDED_OF_PROPOSED,
                                 appui_report_days(report, effect->before), NULL);
    }
    if (effect->other >= 0) {
        notes =
            appui_report_join(report, APPUI_WORD_COMMA, notes,
                              appui_report_say(report, APPUI_WORD_DECIDED_INSTEAD,
                                               appui_report_expert(report, effect->other), NULL));
    }
    if (effect->n_sessions > 0) {
        notes = appui_report_join(
            report, APPUI_WORD_COMMA, notes,
            appui_report_count(report, APPUI_WORD_DECIDED_SESSIONS, 2 * (int64_t)effect->n_sessions,
                               appui_report_number(report, effect->n_sessions), NULL));
    }
    if (effect->n_undated > 0) {
        notes =
            appui_report_join(report, APPUI_WORD_COMMA, notes,
                              appui_report_say(report, APPUI_WORD_DECIDED_UNDATED,
                                               appui_report_days(report, effect->n_undated), NULL));
    }
    return appui_report_say(
        report, APPUI_WORD_DECIDED_RETAINED, appui_report_days(report, effect->half_days),
        appui_report_expert(report, effect->expert), need_name(report, effect->need), notes, NULL);
}

static const char *mandataire_text(struct appui_report *report, const struct appui_effect *effect)
{
    const struct appui_partner *partners = report->basin->partners;
    return effect->other_before < 0
               ? appui_report_say(report, APPUI_WORD_DECIDED_MANDATAIRE,
                                  partners[effect->other].name, NULL)
               : appui_report_say(report, APPUI_WORD_DECIDED_MANDATAIRE_REPLACED,
                                  partners[effect->other].name, partners[effect->other_before].name,
                                  NULL);
}

static const char *dossier_text(struct appui_report *report, const struct appui_effect *effect)
{
    switch (effect->kind) {
    case APPUI_EFFECT_AS_OF:
        return appui_report_say(report, APPUI_WORD_DECIDED_AS_OF,
                                appui_report_date(report, effect->day_before),
                                appui_report_date(report, effect->day), NULL);
    case APPUI_EFFECT_HELD:
        return appui_report_say(report, APPUI_WORD_DECIDED_HELD,
                                appui_report_date(report, effect->day), NULL);
    case APPUI_EFFECT_STILL_OPEN:
        return appui_words(report->language, APPUI_WORD_DECIDED_STILL_OPEN);
    case APPUI_EFFECT_STATUS:
        return appui_report_say(report, APPUI_WORD_DECIDED_STATUS,
                                appui_words(report->language, status_words[effect->status_before]),
                                appui_words(report->language, status_words[effect->status]), NULL);
    case APPUI_EFFECT_DEFERRED_AGAIN:
        return effect->day == APPUI_ABSENT
                   ? appui_words(report->language, APPUI_WORD_DECIDED_DEFERRED_AGAIN)
                   : appui_report_say(report, APPUI_WORD_DECIDED_DEFERRED_AGAIN_ON,
                                      appui_report_date(report, effect->day), NULL);
    case APPUI_EFFECT_COMMITTEE:
        return effect->day == APPUI_ABSENT
                   ? appui_report_say(report, APPUI_WORD_DECIDED_COMMITTEE_CLEARED,
                                      appui_report_date(report, effect->day_before), NULL)
                   : appui_report_say(report, APPUI_WORD_DECIDED_COMMITTEE,
                                      appui_report_date(report, effect->day), NULL);
    case APPUI_EFFECT_MANDATAIRE:
        return mandataire_text(report, effect);
    case APPUI_EFFECT_MANDATAIRE_LEFT_OPEN:
        return appui_report_say(report, APPUI_WORD_DECIDED_MANDATAIRE_LEFT_OPEN,
                                report->basin->partners[effect->other].name, NULL);
    default:
        return appui_report_say(report, APPUI_WORD_DECIDED_DAYS_MIN,
                                need_name(report, effect->need),
                                appui_report_days(report, effect->before),
                                appui_report_days(report, effect->half_days), NULL);
    }
}

static const char *effect_text(struct appui_report *report, const struct appui_effect *effect)
{
    switch (effect->kind) {
    case APPUI_EFFECT_RETAINED:
        return retained_text(report, effect);
    case APPUI_EFFECT_DROPPED:
        return line_text(report, APPUI_WORD_DECIDED_DROPPED, effect, effect->before);
    case APPUI_EFFECT_SIGNED:
        return line_text(report, APPUI_WORD_DECIDED_SIGNED, effect, effect->half_days);
    case APPUI_EFFECT_LINE_ENDED:
        return line_text(report, APPUI_WORD_DECIDED_LINE_ENDED, effect, effect->before);
    case APPUI_EFFECT_LINE_DONE:
        return line_text(report, APPUI_WORD_DECIDED_LINE_DONE, effect, effect->half_days);
    case APPUI_EFFECT_LINE_UNDATED:
        return line_text(report, APPUI_WORD_DECIDED_LINE_UNDATED, effect, effect->half_days);
    case APPUI_EFFECT_LINE_DAYS:
        return appui_report_say(
            report,
            effect->half_days < effect->before ? APPUI_WORD_DECIDED_LINE_DAYS_CUT
                                               : APPUI_WORD_DECIDED_LINE_DAYS_RAISED,
            appui_report_expert(report, effect->expert), need_name(report, effect->need),
            appui_report_days(report, effect->half_days), appui_report_days(report, effect->before),
            NULL);
    case APPUI_EFFECT_SESSION_DONE:
        return session_text(report, APPUI_WORD_DECIDED_SESSION_DONE, effect, effect->from);
    case APPUI_EFFECT_SESSION_MOVED:
        return session_text(report, APPUI_WORD_DECIDED_SESSION_MOVED, effect, effect->from);
    case APPUI_EFFECT_SESSION_DATED:
        return session_text(report,
                            effect->day == APPUI_ABSENT ? APPUI_WORD_DECIDED_SESSION_DATED
                                                        : APPUI_WORD_DECIDED_SESSION_DATED_BEFORE,
                            effect, effect->to);
    case APPUI_EFFECT_SESSION_UNDATED:
        return session_text(report, APPUI_WORD_DECIDED_SESSION_UNDATED, effect, effect->from);
    case APPUI_EFFECT_SESSION_NOT_AGREED:
        return session_text(report, APPUI_WORD_DECIDED_SESSION_NOT_AGREED, effect, effect->from);
    case APPUI_EFFECT_DATE_NOT_AGREED:
        return session_text(report, APPUI_WORD_DECIDED_DATE_NOT_AGREED, effect, effect->from);
    case APPUI_EFFECT_SESSION_CANCELLED:
        return session_text(report, APPUI_WORD_DECIDED_SESSION_CANCELLED, effect, effect->from);
    default:
        return dossier_text(report, effect);
    }
}

static void add_effects(struct appui_report *report, const struct appui_decide_result *result)
{
    int32_t project = -2;
    for (int32_t i = 0; i < result->n_effects; i++) {
        const struct appui_effect *effect = &result->effects[i];
        if (effect->kind == APPUI_EFFECT_UNDECIDED || effect->kind == APPUI_EFFECT_LINE_UNDECIDED) {
            continue; /* told together, in the end */
        }
        if (effect->project != project) {
            project = effect->project;
            const char *name =
                project < 0 ? appui_words(report->language, APPUI_WORD_DECIDED_BASIN)
                            : appui_report_with_id(report, report->basin->projects[project].company,
                                                   report->basin->projects[project].id);
            appui_report_heading(report, name, '~');
        }
        appui_report_paragraph(report, INDENT, effect_text(report, effect));
    }
}

/* The dossiers that a meeting had on its agenda and left, in the order of the file, from the first
 * on; NULL where the meeting was told before. */
static const char *undecided_of(struct appui_report *report,
                                const struct appui_decide_result *result, int32_t first)
{
    appui_day day = result->effects[first].day;
    const char *names = "";
    for (int32_t i = 0; i < result->n_effects; i++) {
        const struct appui_effect *effect = &result->effects[i];
        if (effect->kind != APPUI_EFFECT_UNDECIDED || effect->day != day) {
            continue;
        }
        if (i < first) {
            return NULL;
        }
        names = appui_report_join(report, APPUI_WORD_COMMA, names,
                                  report->basin->projects[effect->project].company);
    }
    return names;
}

static void add_undecided(struct appui_report *report, const struct appui_decide_result *result)
{
    for (int32_t i = 0; i < result->n_effects; i++) {
        const struct appui_effect *effect = &result->effects[i];
        bool undecided = effect->kind == APPUI_EFFECT_UNDECIDED;
        const char *names = undecided ? undecided_of(report, result, i) : NULL;
        if (names != NULL) {
            appui_text_newline(&report->out);
            appui_report_paragraph(report, 0,
                                   appui_report_say(report, APPUI_WORD_DECIDED_UNDECIDED,
                                                    appui_report_date(report, effect->day), names,
                                                    NULL));
        }
    }
}

/* What was proposed for dossiers approved already, and left: all by the same meeting. */
static void add_lines_undecided(struct appui_report *report,
                                const struct appui_decide_result *result)
{
    bool any = false;
    for (int32_t i = 0; i < result->n_effects; i++) {
        const struct appui_effect *effect = &result->effects[i];
        if (effect->kind != APPUI_EFFECT_LINE_UNDECIDED) {
            continue;
        }
        if (!any) {
            appui_text_newline(&report->out);
            appui_report_paragraph(report, 0,
                                   appui_report_say(report, APPUI_WORD_DECIDED_LINES_UNDECIDED,
                                                    appui_report_date(report, effect->day), NULL));
            any = true;
        }
        const char *line = appui_report_line(report, effect->need, effect->expert, effect->before);
        appui_report_item(report, INDENT,
                          appui_report_say(report, APPUI_WORD_SENTENCE, line, NULL));
    }
}

static void add_total(struct appui_report *report, const struct appui_decide_result *result)
{
    if (result->proposed > 0 || result->decided > 0) {
        appui_text_newline(&report->out);
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_DECIDED_TOTAL,
                                                appui_report_days(report, result->proposed),
                                                appui_report_days(report, result->decided), NULL));
    }
}

enum appui_io_code appui_decide_report_text(const struct appui_basin *basin,
                                            const struct appui_decide_result *result,
                                            enum appui_language language, int32_t width,
                                            char **text)
{
    struct appui_report report = {.basin = basin, .language = language, .width = width};
    *text = NULL;
    appui_report_paragraph(&report, 0,
                           appui_report_say(&report, APPUI_WORD_DECIDED_TITLE, basin->name, NULL));
    if (result->n_effects == 0) {
        appui_report_paragraph(&report, 0, appui_words(language, APPUI_WORD_DECIDED_NOTHING));
    }
    add_effects(&report, result);
    add_undecided(&report, result);
    add_lines_undecided(&report, result);
    add_total(&report, result);
    appui_arena_release(&report.scratch);
    if (report.out.failed) {
        appui_text_release(&report.out);
        return APPUI_IO_NO_MEMORY;
    }
    *text = report.out.bytes;
    return APPUI_IO_OK;
}
