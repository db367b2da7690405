/*
 * R14 and what follows from it: who is named mandataire, and when projects are reviewed.
 */
#include "model/mandates.h"
#include "model/reviews.h"
#include "model/verdict.h"

static void report(const struct appui_verdict *verdict, enum appui_fault_code code, int32_t index)
{
    const struct appui_mandataire *named = &verdict->plan->mandataires[index];
    const char *project = verdict->basin->projects[named->project].id;
    char pointer[APPUI_POINTER_TEXT];
    appui_pointer_item("mandataires", index, pointer);
    appui_faults_add(verdict->faults, code, pointer, project, "project", project, "partner",
                     verdict->basin->partners[named->partner].id, APPUI_END);
}

static void check_named(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_basin *basin = verdict->basin;
    const struct appui_plan *plan = verdict->plan;
    const struct appui_mandataire *named = &plan->mandataires[index];
    bool in_order = index == 0 || named->project > plan->mandataires[index - 1].project;
    bool asked = plan->calendar && appui_mandates_asked(basin) &&
                 appui_mandates_open(basin, named->project) &&
                 appui_mandates_supported(basin, verdict->standing, plan, named->project);
    if (!asked || !in_order) {
        report(verdict, APPUI_FAULT_R14_NOT_ASKED, index);
    } else if (!appui_mandates_may_hold(basin, named->project, named->partner) ||
               appui_mandates_left(&basin->partners[named->partner],
                                   verdict->chosen[named->project])) {
        report(verdict, APPUI_FAULT_R14_PARTNER, index);
    }
}

/* New mandates of a partner that have begun by a day: those without a committee date from as_of on.
 */
static int32_t count_begun(const struct appui_verdict *verdict, int32_t partner, appui_day day)
{
    const struct appui_plan *plan = verdict->plan;
    int32_t n = 0;
    for (int32_t i = 0; i < plan->n_mandataires; i++) {
        int32_t q = plan->mandataires[i].project;
        appui_day start = appui_rules_waits_for_committee(verdict->basin, q)
                              ? verdict->chosen[q]
                              : verdict->basin->projects[q].committee;
        n += plan->mandataires[i].partner == partner && (start == APPUI_ABSENT || start <= day);
    }
    return n;
}

/* Reported once a partner, on the first day it runs too many. */
static void check_most(const struct appui_verdict *verdict, int32_t partner)
{
    const struct appui_basin *basin = verdict->basin;
    int32_t most = basin->partners[partner].mandates_max;
    for (appui_day day = basin->as_of; most != APPUI_ABSENT && day <= basin->horizon_end; day++) {
        int32_t begun = count_begun(verdict, partner, day);
        int32_t held = begun > 0 ? appui_mandates_held(basin, partner, day) : 0;
        if (begun > 0 && begun > (most > held ? most - held : 0)) {
            char text[APPUI_DATE_TEXT], value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
            const char *id = basin->partners[partner].id;
            appui_faults_add(verdict->faults, APPUI_FAULT_R14_MAX, "/mandataires", id, "partner",
                             id, "date", appui_date_text(day, text), "value",
                             appui_count_write(held + begun, value), "high",
                             appui_count_write(most, high), APPUI_END);
            return;
        }
    }
}

static bool is_same_month(appui_day a, appui_day b)
{
    struct appui_civil l = appui_date_to_civil(a), r = appui_date_to_civil(b);
    return l.year == r.year && l.month == r.month;
}

/* True when each meeting's reviews are the projects that the list puts on it. */
static bool stands_on_meetings(const struct appui_plan *plan, const struct appui_review *reviews,
                               int32_t n)
{
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        const struct appui_meeting *meeting = &plan->meetings[m];
        int32_t k = 0;
        for (int32_t i = 0; i < n; i++) {
            if (reviews[i].meeting == meeting->day &&
                (k >= meeting->n_reviews || meeting->reviews[k++] != reviews[i].project)) {
                return false;
            }
        }
        if (k != meeting->n_reviews) {
            return false;
        }
    }
    return true;
}

static int check_reviews(const struct appui_verdict *verdict, struct appui_arena *arena)
{
    const struct appui_plan *plan = verdict->plan;
    struct appui_review *reviews;
    int32_t n = appui_reviews_list(verdict->basin, verdict->standing, plan, arena, &reviews);
    bool right = n == plan->n_reviews && stands_on_meetings(plan, reviews, n);
    for (int32_t i = 0; right && i < n; i++) {
        right = reviews[i].project == plan->reviews[i].project &&
                is_same_month(reviews[i].due, plan->reviews[i].due) &&
                reviews[i].meeting == plan->reviews[i].meeting;
    }
    if (n >= 0 && !right) {
        appui_faults_add(verdict->faults, APPUI_FAULT_REVIEWS_WRONG, "/reviews", NULL, APPUI_END);
    }
    return n < 0 ? -1 : 0;
}

int appui_check_mandates(struct appui_verdict *verdict)
{
    for (int32_t i = 0; i < verdict->plan->n_mandataires; i++) {
        check_named(verdict, i);
    }
    for (int32_t p = 0; p < verdict->basin->n_partners; p++) {
        check_most(verdict, p);
    }
    return check_reviews(verdict, &verdict->arena);
}
