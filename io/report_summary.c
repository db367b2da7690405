/*
 * What the plan proposes, in the few sentences that open a meeting: projects served, jobs behind
 * them, days, who lends them, what stays free, what is missing.
 */
#include "io/report.h"

struct volume {
    int32_t proposed, agreed; /* half-days, done sessions not counted */
    int32_t n_lenders;        /* partners of proposed lines */
};

static int32_t done_half_days(const struct appui_plan_line *line)
{
    int32_t done = 0;
    for (int32_t s = 0; s < line->n_sessions; s++) {
        done += line->sessions[s].state == APPUI_SESSION_DONE
                    ? appui_half_size(line->sessions[s].half)
                    : 0;
    }
    return done;
}

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
            volume.agreed += line->half_days - done_half_days(line);
            continue;
        }
        volume.proposed += line->half_days;
        lends[report->basin->experts[line->expert].partner] = true;
    }
    for (int32_t p = 0; p < report->basin->n_partners; p++) {
        volume.n_lenders += lends[p] ? 1 : 0;
    }
    return volume;
}

static const char *served_text(struct appui_report *report, int32_t served, int32_t planned)
{
    if (planned == 0) {
        return appui_report_say(report, APPUI_WORD_SERVED_NOBODY, NULL);
    }
    if (planned == 1) {
        return appui_report_say(
            report, served == 1 ? APPUI_WORD_SERVED_ALL_OF_ONE : APPUI_WORD_SERVED_NONE_OF_ONE,
            NULL);
    }
    const char *total = appui_report_number(report, planned);
    if (served == 0) {
        return appui_report_say(report, APPUI_WORD_SERVED_NONE, total, NULL);
    }
    return appui_report_count(report, APPUI_WORD_SERVED, 2 * (int64_t)served,
                              appui_report_number(report, served), total, NULL);
}

static void add_served(struct appui_report *report)
{
    const struct appui_figures *figures = &report->plan->figures;
    int32_t planned = 0;
    for (int32_t p = 0; p < report->basin->n_projects; p++) {
        planned += appui_basin_project_planned(report->basin, p) ? 1 : 0;
    }
    const char *served = served_text(report, figures->projects_fully_served, planned);
    int32_t jobs = figures->jobs_behind_them;
    if (jobs > 0) {
        served = appui_report_count(report, APPUI_WORD_JOBS, 2 * (int64_t)jobs, served,
                                    appui_report_number(report, jobs), NULL);
    } else {
        served = appui_report_say(report, APPUI_WORD_SENTENCE, served, NULL);
    }
    appui_report_paragraph(report, 0, served);
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
    if (needs > 0) {
        appui_report_paragraph(report, 0,
                               appui_report_count(report, APPUI_WORD_HOLE_COUNT, 2 * (int64_t)needs,
                                                  appui_report_number(report, needs), NULL));
    }
    if (lost > 0) {
        const char *half_days = appui_report_count(report, APPUI_WORD_HALF_DAYS, 2 * (int64_t)lost,
                                                   appui_report_number(report, lost), NULL);
        appui_report_paragraph(
            report, 0,
            appui_report_count(report, APPUI_WORD_LOST_COUNT, 2 * (int64_t)lost, half_days, NULL));
    }
}

void appui_report_summary(struct appui_report *report)
{
    int32_t warnings = report->faults->n_warnings;
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_PROPOSED_HEADING), '-');
    add_served(report);
    add_volume(report);
    add_missing(report);
    if (report->plan->figures.half_days_unused > 0) {
        const char *days = appui_report_days(report, report->plan->figures.half_days_unused);
        appui_report_paragraph(report, 0, appui_report_say(report, APPUI_WORD_UNUSED, days, NULL));
    }
    if (warnings > 0) {
        appui_report_paragraph(report, 0,
                               appui_report_count(report, APPUI_WORD_WARNING_COUNT,
                                                  2 * (int64_t)warnings,
                                                  appui_report_number(report, warnings), NULL));
    }
}
