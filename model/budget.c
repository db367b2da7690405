/*
 * Whether a partner's pledges, earmarks and delivered days included, still carry what a pair needs
 * at the least (R5 of one pair against what stands). Budgets shared by new lines are the solver's
 * rows and the ledger's to count.
 */
#include "model/budget.h"

#include "model/ledger.h"

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/** One question: what this pledge carries for this project. */
struct budget {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    const struct appui_partner *partner;
    const struct appui_pledge *pledge;
    int32_t project; /**< that asks for more, or -1 */
    appui_day day;   /**< its first day in the period */
};

/** True when the asking project cannot use the earmark, so that only standing sessions can. */
static bool foreign(const struct budget *budget, const struct appui_earmark *earmark)
{
    return budget->project < 0 ||
           !appui_ledger_serves(budget->basin, earmark, budget->project, budget->day);
}

static bool any_foreign_serves(const struct budget *budget, int32_t project, appui_day day)
{
    for (int32_t i = 0; i < budget->pledge->n_earmarks; i++) {
        const struct appui_earmark *earmark = &budget->pledge->earmarks[i];
        if (foreign(budget, earmark) && appui_ledger_serves(budget->basin, earmark, project, day)) {
            return true;
        }
    }
    return false;
}

/** Which standing half-days of a period to add up. */
enum count_of { COUNT_ALL, COUNT_FOREIGN, COUNT_ONE };

static bool counts(const struct budget *budget, enum count_of which,
                   const struct appui_earmark *earmark, int32_t project, appui_day day)
{
    if (which == COUNT_ALL) {
        return true;
    }
    return which == COUNT_ONE ? appui_ledger_serves(budget->basin, earmark, project, day)
                              : any_foreign_serves(budget, project, day);
}

static int32_t standing_in(const struct budget *budget, enum count_of which,
                           const struct appui_earmark *earmark)
{
    const struct appui_basin *basin = budget->basin;
    const struct appui_standing *standing = budget->standing;
    int32_t partner = (int32_t)(budget->partner - basin->partners), total = 0;
    for (int32_t i = standing->partner_line0[partner]; i < standing->partner_line0[partner + 1];
         i++) {
        int32_t index = standing->partner_lines[i];
        const struct appui_line *line = &basin->lines[index];
        int32_t project = basin->needs[line->need].project;
        for (int32_t k = 0; k < line->n_sessions; k++) {
            appui_day day = line->sessions[k].day;
            if (day >= budget->pledge->from && day <= budget->pledge->to &&
                appui_standing_stays(basin, standing, index, k) &&
                counts(budget, which, earmark, project, day)) {
                total += appui_half_size(line->sessions[k].half);
            }
        }
    }
    return total;
}

/**
 * Most half-days a pledge carries when the project (if any) asks without end. Exact while at most
 * two earmarks are of no use to it, an upper bound otherwise: solver and check count the whole flow
 * (appui_ledger_carry).
 */
static int32_t carry_most(const struct budget *budget)
{
    const struct appui_pledge *pledge = budget->pledge;
    int32_t earmarked = 0, own = 0, others = 0;
    for (int32_t i = 0; i < pledge->n_earmarks; i++) {
        const struct appui_earmark *earmark = &pledge->earmarks[i];
        earmarked += earmark->half_days;
        if (foreign(budget, earmark)) {
            others += smaller(earmark->half_days, standing_in(budget, COUNT_ONE, earmark));
        } else {
            own += earmark->half_days;
        }
    }
    if (others > 0) {
        others = smaller(others, standing_in(budget, COUNT_FOREIGN, NULL));
    }
    int32_t general = larger(pledge->half_days - earmarked, 0);
    int32_t overdrawn = larger(pledge->delivered - general, 0);
    return larger(general - pledge->delivered, 0) +
           smaller(own + others, larger(earmarked - overdrawn, 0));
}

/** Half-days a pledge still carries for the project; 0 when what stands alone exceeds it. */
static int32_t pledge_left(const struct budget *budget)
{
    struct budget alone = *budget;
    alone.project = -1;
    int32_t standing = standing_in(budget, COUNT_ALL, NULL);
    return standing > carry_most(&alone) ? 0 : larger(carry_most(budget) - standing, 0);
}

bool appui_budget_allows(const struct appui_basin *basin, const struct appui_standing *standing,
                         int32_t expert, int32_t need, int32_t least)
{
    const struct appui_need *asked = &basin->needs[need];
    const struct appui_partner *partner = &basin->partners[basin->experts[expert].partner];
    int32_t left = 0;
    for (int32_t i = 0; partner->limited && i < partner->n_pledges && left < least; i++) {
        const struct appui_pledge *pledge = &partner->pledges[i];
        appui_day from = larger(asked->window_from, pledge->from);
        if (from <= smaller(asked->window_to, pledge->to)) {
            struct budget budget = {basin, standing, partner, pledge, asked->project, from};
            int32_t carried = pledge_left(&budget);
            left += carried - carried % asked->session;
        }
    }
    return !partner->limited || left >= least;
}

int32_t appui_budget_left_on(const struct appui_basin *basin, const struct appui_standing *standing,
                             int32_t expert, int32_t need, appui_day day)
{
    const struct appui_partner *partner = &basin->partners[basin->experts[expert].partner];
    int32_t k = partner->limited ? appui_partner_pledge_at(partner, day) : -1;
    if (k < 0) {
        return partner->limited ? 0 : INT32_MAX;
    }
    struct budget budget = {
        basin, standing, partner, &partner->pledges[k], basin->needs[need].project, day};
    return pledge_left(&budget);
}
