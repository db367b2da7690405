/*
 * What the plan proposes, in the few sentences that open a meeting: projects served, jobs behind
 * them, days, who lends them, what stays free, what is missing.
 */
#include "io/report.h"
#include "model/ledger.h"

struct volume {
    int32_t proposed, agreed; /* half-days, done sessions not counted: the totals by partner */
    int32_t n_lenders;        /* partners of proposed lines */
};

static struct volume volume_of(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    struct volume volume = {0};
    bool *lends =
        appui_arena_alloc(&report->scratch, (size_t)report->basin->n_partners, sizeof *lends);
    if (lends == NULL) {
        report->out.failed = true;
        return volume;
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->state != APPUI_PROPOSED) {
            continue;
        }
        volume.proposed += line->half_days;
        lends[report->basin->experts[line->expert].partner] = true;
    }
    for (int32_t p = 0; p < report->basin->n_partners; p++) {
        volume.n_lenders += lends[p] ? 1 : 0;
    }
    for (int32_t p = 0; p < plan->n_partners; p++) {
        volume.agreed += plan->partners[p].agreed;
    }
    return volume;
}

/* Planned projects, and those served in full in the end: by this plan, or by what stands. */
struct served {
    int32_t planned, by_plan, already;
    int64_t jobs; /* of those by this plan */
};

static bool has_proposed_line(const struct appui_report *report,
                              const struct appui_project *project)
{
    for (int32_t i = 0; i < report->plan->n_lines; i++) {
        const struct appui_plan_line *line = &report->plan->lines[i];
        if (line->state == APPUI_PROPOSED && line->need >= project->first_need &&
            line->need < project->first_need + project->n_needs) {
            return true;
        }
    }
    return false;
}

static struct served served_of(const struct appui_report *report)
{
    const struct appui_basin *basin = report->basin;
    struct served served = {0};
    for (int32_t p = 0; p < basin->n_projects; p++) {
        served.planned += appui_basin_project_planned(basin, p) ? 1 : 0;
        if (!appui_ledger_fully_served(basin, report->standing, report->plan, p)) {
            continue;
        }
        if (has_proposed_line(report, &basin->projects[p])) {
            served.by_plan++;
            served.jobs += basin->projects[p].jobs;
        } else {
            served.already++;
        }
    }
    return served;
}

static const char *served_text(struct appui_report *report, const struct served *served)
{
    if (served->planned == 0) {
        return appui_report_say(report, APPUI_WORD_SERVED_NOBODY, NULL);
    }
    if (served->planned == 1) {
        enum appui_word word = served->by_plan == 1   ? APPUI_WORD_SERVED_ALL_OF_ONE
                               : served->already == 1 ? APPUI_WORD_SERVED_ALREADY_OF_ONE
                                                      : APPUI_WORD_SERVED_NONE_OF_ONE;
        return appui_report_say(report, word, NULL);
    }
    const char *total = appui_report_number(report, served->planned);
    if (served->by_plan == 0) {
        return appui_report_say(report, APPUI_WORD_SERVED_NONE, total, NULL);
    }
    return appui_report_count(report, APPUI_WORD_SERVED, 2 * (int64_t)served->by_plan,
                              appui_report_number(report, served->by_plan), total, NULL);
}

static void add_served(struct appui_report *report)
{
    struct served served = served_of(report);
    const char *text = served_text(report, &served);
    if (served.jobs > 0) {
        text = appui_report_count(report, APPUI_WORD_JOBS, 2 * served.jobs, text,
                                  appui_report_number(report, served.jobs), NULL);
    } else {
        text = appui_report_say(report, APPUI_WORD_SENTENCE, text, NULL);
    }
    if (served.planned > 1 && served.already > 0) {
        const char *projects =
            appui_report_count(report, APPUI_WORD_PROJECTS, 2 * (int64_t)served.already,
                               appui_report_number(report, served.already), NULL);
        text = appui_report_say(report, APPUI_WORD_TWO_SENTENCES, text,
                                appui_report_say(report, APPUI_WORD_SERVED_ALREADY, projects, NULL),
                                NULL);
    }
    appui_report_paragraph(report, 0, text);
}

static void add_volume(struct appui_report *report)
{
    struct volume volume = volume_of(report);
    const char *text;
    if (volume.proposed == 0) {
        text = volume.agreed == 0
                   ? appui_report_say(report, APPUI_WORD_VOLUME_NOTHING, NULL)
                   : appui_report_say(report, APPUI_WORD_VOLUME_ONLY_AGREED,
                                      appui_report_days(report, volume.agreed), NULL);
    } else {
        const char *lenders =
            appui_report_count(report, APPUI_WORD_PARTNERS, 2 * (int64_t)volume.n_lenders,
                               appui_report_number(report, volume.n_lenders), NULL);
        const char *besides =
            volume.agreed == 0 ? ""
                               : appui_report_say(report, APPUI_WORD_BESIDES_AGREED,
                                                  appui_report_days(report, volume.agreed), NULL);
        text =
            appui_report_count(report, APPUI_WORD_VOLUME, volume.proposed,
                               appui_report_days(report, volume.proposed), lenders, besides, NULL);
    }
    appui_report_paragraph(report, 0, text);
}

/* Holes of needs, and half-days of agreed lines that found no slot. */
static void add_missing(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    int32_t needs = 0;
    int32_t lost = 0;
    for (int32_t i = 0; i < plan->n_holes; i++) {
        if (plan->holes[i].expert < 0) {
            needs++;
        } else {
            lost += plan->holes[i].half_days_missing;
        }
    }
    const char *text = "";
    if (needs > 0) {
        text = appui_report_count(report, APPUI_WORD_HOLE_COUNT, 2 * (int64_t)needs,
                                  appui_report_number(report, needs), NULL);
    }
    if (lost > 0) {
        const char *half_days = appui_report_count(report, APPUI_WORD_HALF_DAYS, 2 * (int64_t)lost,
                                                   appui_report_number(report, lost), NULL);
        enum appui_word word = needs > 0 ? APPUI_WORD_LOST_COUNT : APPUI_WORD_LOST_COUNT_ALONE;
        text =
            appui_report_join(report, APPUI_WORD_AND, text,
                              appui_report_count(report, word, 2 * (int64_t)lost, half_days, NULL));
    }
    if (text[0] != '\0') {
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_REASONS_BELOW, text, NULL));
    }
}

static const char *and_also(struct appui_report *report, const char *text, enum appui_word word,
                            int64_t half_days)
{
    if (half_days == 0) {
        return text;
    }
    const char *more = appui_report_say(report, word, appui_report_days(report, half_days), NULL);
    return appui_report_say(report, APPUI_WORD_TWO_SENTENCES, text, more, NULL);
}

/* What can still be used, and apart from it what nobody can use any more. */
static void add_unused(struct appui_report *report)
{
    struct appui_report_left left = appui_report_left(report);
    if (left.usable == 0 && left.lapsed == 0 && left.gone == 0) {
        return;
    }
    const char *text =
        appui_report_say(report, APPUI_WORD_UNUSED, appui_report_days(report, left.usable), NULL);
    text = and_also(report, text, APPUI_WORD_LAPSED, left.lapsed);
    appui_report_paragraph(report, 0, and_also(report, text, APPUI_WORD_GONE, left.gone));
}

void appui_report_summary(struct appui_report *report)
{
    int32_t warnings = report->faults->n_warnings;
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_PROPOSED_HEADING), '-');
    add_served(report);
    add_volume(report);
    add_missing(report);
    add_unused(report);
    if (warnings > 0) {
        appui_report_paragraph(report, 0,
                               appui_report_count(report, APPUI_WORD_WARNING_COUNT,
                                                  2 * (int64_t)warnings,
                                                  appui_report_number(report, warnings), NULL));
    }
}
