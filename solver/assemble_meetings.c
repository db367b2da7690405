/*
 * Turning chosen dates into the meetings of a plan: agendas, who is present, who chairs.
 */
#include "model/reviews.h"
#include "solver/assemble.h"
#include "solver/sequence.h"

/* Dossiers on the agenda of a date: those known to be examined then and still to be decided, and
 * those the solution chose. */
static bool is_on(const struct appui_problem *problem, const struct appui_solution *solution,
                  int32_t date, int32_t project)
{
    const struct appui_project *dossier = &problem->basin->projects[project];
    int32_t d = problem->project_dossier[project];
    if (d < 0) {
        return dossier->status == APPUI_SUBMITTED &&
               dossier->committee == problem->standing->dates.dates[date].day;
    }
    return solution->choice[d] >= 0 && problem->choices[solution->choice[d]] == date;
}

static int add_meeting(const struct appui_problem *problem, const struct appui_solution *solution,
                       int32_t date, struct appui_plan *plan)
{
    const struct appui_basin *basin = problem->basin;
    const struct appui_committees *committees = &basin->committees;
    const struct appui_meeting_date *judged = &problem->standing->dates.dates[date];
    struct appui_meeting *meeting = &plan->meetings[plan->n_meetings++];
    *meeting = (struct appui_meeting){.day = judged->day, .chair = judged->chair};
    meeting->agenda =
        appui_arena_alloc(&plan->arena, (size_t)basin->n_projects, sizeof *meeting->agenda);
    meeting->present =
        appui_arena_alloc(&plan->arena, (size_t)committees->n_members, sizeof *meeting->present);
    if (!meeting->agenda || !meeting->present) {
        return -1;
    }
    for (int32_t q = 0; q < basin->n_projects; q++) {
        if (is_on(problem, solution, date, q)) {
            meeting->agenda[meeting->n_agenda++] = q;
        }
    }
    for (int32_t m = 0; m < committees->n_members; m++) {
        if (appui_meetings_is_present(&basin->partners[committees->members[m]], meeting->day)) {
            meeting->present[meeting->n_present++] = committees->members[m];
        }
    }
    return appui_sequence_order(basin, meeting->present, meeting->n_present, meeting->agenda,
                                meeting->n_agenda);
}

int appui_assemble_meetings(const struct appui_problem *problem,
                            const struct appui_solution *solution, struct appui_plan *plan)
{
    const struct appui_meeting_dates *dates = &problem->standing->dates;
    if (!problem->committees) {
        return 0;
    }
    plan->n_meetings = 0;
    plan->meetings = appui_arena_alloc(&plan->arena, (size_t)dates->n, sizeof *plan->meetings);
    if (!plan->meetings) {
        return -1;
    }
    for (int32_t c = 0; c < dates->n; c++) {
        if (solution->held[c] && add_meeting(problem, solution, c, plan) < 0) {
            return -1;
        }
    }
    return 0;
}

int appui_assemble_reviews(const struct appui_problem *problem, struct appui_plan *plan)
{
    plan->n_reviews =
        appui_reviews_list(problem->basin, problem->standing, plan, &plan->arena, &plan->reviews);
    for (int32_t m = 0; plan->n_reviews > 0 && m < plan->n_meetings; m++) {
        struct appui_meeting *meeting = &plan->meetings[m];
        meeting->reviews =
            appui_arena_alloc(&plan->arena, (size_t)plan->n_reviews, sizeof *meeting->reviews);
        if (!meeting->reviews) {
            return -1;
        }
        for (int32_t i = 0; i < plan->n_reviews; i++) {
            if (plan->reviews[i].meeting == meeting->day) {
                meeting->reviews[meeting->n_reviews++] = plan->reviews[i].project;
            }
        }
    }
    return plan->n_reviews < 0 ? -1 : 0;
}
