/*
 * The figures of a plan: projects served in full, the jobs behind them, and the half-days of
 * partners that nobody uses.
 */
#include "model/evaluate.h"
#include "model/ledger.h"
#include "model/rules.h"

/** A sum of what is never negative. */
static int32_t fit(int64_t sum)
{
    return sum < INT32_MAX ? (int32_t)sum : INT32_MAX;
}

/** Served half-days of a need in the end; -1 while agreed half-days of it have no slot. */
static int64_t served_in_the_end(const struct appui_basin *basin,
                                 const struct appui_standing *standing,
                                 const struct appui_plan *plan, int32_t need)
{
    const struct appui_rules rules = {
        .basin = basin, .standing = standing, .calendar = plan->calendar};
    int64_t served = standing->need_served[need], open = 0;
    for (int32_t i = standing->need_line0[need]; i < standing->need_line0[need + 1]; i++) {
        open += standing->lines[standing->need_lines[i]].to_place;
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->need != need) {
            continue;
        }
        if (line->state == APPUI_PROPOSED) {
            served += appui_rules_served(&rules, line->expert, need, line->half_days);
        } else {
            open -= appui_evaluate_new_half_days(basin, standing, line);
        }
    }
    return plan->calendar && open > 0 ? -1 : served;
}

bool appui_ledger_fully_served(const struct appui_basin *basin,
                               const struct appui_standing *standing, const struct appui_plan *plan,
                               int32_t index)
{
    const struct appui_project *project = &basin->projects[index];
    int32_t planned = 0;
    for (int32_t i = 0; i < project->n_needs; i++) {
        int32_t need = project->first_need + i;
        if (!appui_basin_need_planned(basin, need)) {
            continue;
        }
        if (served_in_the_end(basin, standing, plan, need) < basin->needs[need].half_days) {
            return false;
        }
        planned++;
    }
    return planned > 0;
}

void appui_ledger_figures(const struct appui_basin *basin, const struct appui_standing *standing,
                          const struct appui_plan *plan,
                          const struct appui_partner_figures *partners,
                          struct appui_figures *figures)
{
    int64_t jobs = 0, unused = 0;
    figures->projects_fully_served = 0;
    for (int32_t i = 0; i < basin->n_projects; i++) {
        if (appui_ledger_fully_served(basin, standing, plan, i)) {
            figures->projects_fully_served++;
            jobs += basin->projects[i].jobs;
        }
    }
    for (int32_t i = 0; i < basin->n_partners; i++) {
        unused += partners[i].limited && partners[i].left > 0 ? partners[i].left : 0;
    }
    figures->jobs_behind_them = fit(jobs);
    figures->half_days_unused = fit(unused);
}
