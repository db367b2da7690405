/*
 * What partners pledged, gave and have left: how much a pledge period can carry (R5, earmarks
 * included), and the figures of partners. It counts what it is given; whether that may be is for
 * check to say.
 */
#include "model/ledger.h"

#include <string.h>

#include "model/earmarks.h"
#include "model/evaluate.h"
#include "model/mandates.h"
#include "model/rules.h"

bool appui_ledger_serves(const struct appui_basin *basin, const struct appui_earmark *earmark,
                         int32_t project, appui_day day)
{
    const struct appui_project *dossier = &basin->projects[project];
    for (int32_t i = 0; day <= earmark->to && i < dossier->n_purposes; i++) {
        if (strcmp(dossier->purposes[i], earmark->purpose) == 0) {
            return true;
        }
    }
    return false;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int32_t appui_ledger_carry(const struct appui_basin *basin, const struct appui_pledge *pledge,
                           const struct appui_use *uses, int32_t n_uses)
{
    int64_t total = 0, earmarked = 0, flow = 0;
    for (int32_t i = 0; i < n_uses; i++) {
        total += larger(uses[i].half_days, 0);
    }
    for (int32_t i = 0; i < pledge->n_earmarks; i++) {
        earmarked += pledge->earmarks[i].half_days;
    }
    if (earmarked > 0) {
        flow = appui_earmarks_flow(basin, pledge, uses, n_uses);
        if (flow < 0) {
            return -1;
        }
    }
    int64_t general = larger(pledge->half_days - earmarked, 0);
    int64_t overdrawn = larger(pledge->delivered - general, 0);
    int64_t carried =
        larger(general - pledge->delivered, 0) + smaller(flow, larger(earmarked - overdrawn, 0));
    return (int32_t)smaller(total, carried);
}

/** Half-days of a partner before they are known to fit their figures. */
struct account {
    int64_t delivered, agreed, proposed;
};

/** Stays within int32_t, whatever a plan file says. */
static int32_t fit(int64_t half_days)
{
    return (int32_t)larger(smaller(half_days, INT32_MAX), INT32_MIN);
}

/** True when a session counts in the partner's figures: in a period that starts by the horizon's
 * end, or no limit given. Outside every period history does not count, but what is agreed and still
 * to come does: it will be given. */
static bool counts(const struct appui_basin *basin, const struct appui_partner *partner,
                   const struct appui_session *session)
{
    if (!partner->limited) {
        return true;
    }
    int32_t pledge = appui_partner_pledge_at(partner, session->day);
    return pledge >= 0 ? partner->pledges[pledge].from <= basin->horizon_end
                       : session->state == APPUI_SESSION_PLANNED;
}

/** What a basin line gives that stands, and what it has still to place. */
static void enter_standing(const struct appui_basin *basin, const struct appui_standing *standing,
                           int32_t index, struct account *account)
{
    const struct appui_line *line = &basin->lines[index];
    const struct appui_partner *partner = &basin->partners[basin->experts[line->expert].partner];
    account->agreed += standing->lines[index].to_place;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        if (!appui_standing_stays(basin, standing, index, i) || !counts(basin, partner, session)) {
            continue;
        }
        if (session->state == APPUI_SESSION_DONE) {
            account->delivered += appui_half_size(session->half);
        } else {
            account->agreed += appui_half_size(session->half);
        }
    }
}

/** A plan read from a file may name a period that the partner does not have. */
static bool part_counts(const struct appui_basin *basin, const struct appui_partner *partner,
                        const struct appui_part *part)
{
    return part->pledge >= 0 && part->pledge < partner->n_pledges &&
           partner->pledges[part->pledge].from <= basin->horizon_end;
}

/** What a proposed line adds; agreed half-days are entered already, wherever this plan dates them.
 */
static void enter_plan(const struct appui_basin *basin, const struct appui_standing *standing,
                       const struct appui_plan *plan, const struct appui_plan_line *line,
                       struct account *account)
{
    const struct appui_partner *partner = &basin->partners[basin->experts[line->expert].partner];
    if (line->state != APPUI_PROPOSED) {
        return;
    }
    if (plan->calendar) {
        account->proposed += appui_evaluate_new_half_days(basin, standing, line);
    } else if (!partner->limited) {
        account->proposed += line->half_days;
    } else {
        for (int32_t i = 0; i < line->n_parts; i++) {
            account->proposed +=
                part_counts(basin, partner, &line->parts[i]) ? line->parts[i].half_days : 0;
        }
    }
}

static bool is_member(const struct appui_basin *basin, int32_t partner)
{
    for (int32_t i = 0; i < basin->committees.n_members; i++) {
        if (basin->committees.members[i] == partner) {
            return true;
        }
    }
    return false;
}

/** Meetings of the horizon that the partner attends: those held, and those of the plan. */
static int32_t count_meetings(const struct appui_basin *basin, const struct appui_plan *plan,
                              int32_t partner)
{
    int32_t n = 0;
    if (!basin->committees.given || !is_member(basin, partner)) {
        return 0;
    }
    for (appui_day day = appui_meetings_held_after(basin, basin->horizon_start - 1);
         day != APPUI_ABSENT && day <= basin->horizon_end;
         day = appui_meetings_held_after(basin, day)) {
        n += appui_meetings_is_present(&basin->partners[partner], day);
    }
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        n += appui_meetings_is_present(&basin->partners[partner], plan->meetings[m].day);
    }
    return n;
}

/** Mandates open over the periods that count, the plan's included. */
static int32_t count_mandates(const struct appui_basin *basin, const struct appui_plan *plan,
                              int32_t partner)
{
    const struct appui_partner *p = &basin->partners[partner];
    appui_day from = p->n_pledges > 0 ? p->pledges[0].from : basin->horizon_start;
    int32_t n = appui_mandates_between(basin, partner, from, basin->horizon_end);
    for (int32_t i = 0; i < plan->n_mandataires; i++) {
        n += plan->mandataires[i].partner == partner;
    }
    return n;
}

/** Half-days, mandates and meetings against what is pledged. */
static struct appui_fraction burden_of(const struct appui_basin *basin, int64_t given,
                                       int64_t pledged, const struct appui_partner_figures *figures)
{
    int64_t borne = given * APPUI_BURDEN_SCALE +
                    (int64_t)basin->mandate_factor * figures->mandates +
                    (int64_t)basin->attendance_factor * figures->meetings;
    return pledged > 0 ? appui_fraction_make(borne, pledged * APPUI_BURDEN_SCALE)
                       : appui_fraction_make(0, 1);
}

static void close_account(const struct appui_basin *basin, const struct appui_plan *plan,
                          int32_t index, const struct account *account,
                          struct appui_partner_figures *figures)
{
    const struct appui_partner *partner = &basin->partners[index];
    int64_t pledged = 0, delivered = account->delivered;
    for (int32_t i = 0; i < partner->n_pledges; i++) {
        if (partner->pledges[i].from <= basin->horizon_end) {
            pledged += partner->pledges[i].half_days;
            delivered += partner->pledges[i].delivered;
        }
    }
    int64_t given = delivered + account->agreed + account->proposed;
    figures->limited = partner->limited;
    figures->pledged = fit(pledged);
    figures->delivered = fit(delivered);
    figures->agreed = fit(account->agreed);
    figures->proposed = fit(account->proposed);
    figures->has_left = partner->limited;
    figures->left = partner->limited ? fit(pledged - given) : 0;
    figures->has_burden = pledged > 0;
    figures->mandates = count_mandates(basin, plan, index);
    figures->meetings = count_meetings(basin, plan, index);
    figures->burden = burden_of(basin, given, pledged, figures);
}

/** Plan lines of one partner are found by running over all: partners are few, and nothing needs to
 * be stored. */
static void open_account(const struct appui_basin *basin, const struct appui_standing *standing,
                         const struct appui_plan *plan, int32_t partner, struct account *account)
{
    for (int32_t i = standing->partner_line0[partner]; i < standing->partner_line0[partner + 1];
         i++) {
        enter_standing(basin, standing, standing->partner_lines[i], account);
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        if (basin->experts[plan->lines[i].expert].partner == partner) {
            enter_plan(basin, standing, plan, &plan->lines[i], account);
        }
    }
}

void appui_ledger_partners(const struct appui_basin *basin, const struct appui_standing *standing,
                           const struct appui_plan *plan, struct appui_partner_figures *figures)
{
    for (int32_t i = 0; i < basin->n_partners; i++) {
        struct account account = {0, 0, 0};
        open_account(basin, standing, plan, i, &account);
        figures[i].file_index = i;
        close_account(basin, plan, i, &account, &figures[i]);
    }
}

/** What a plan line newly takes from one pledge period. */
static int64_t taken_from(const struct appui_basin *basin, const struct appui_standing *standing,
                          const struct appui_plan *plan, const struct appui_plan_line *line,
                          int32_t pledge)
{
    const struct appui_partner *partner = &basin->partners[basin->experts[line->expert].partner];
    int64_t half_days = 0;
    for (int32_t i = 0; plan->calendar && i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        if (appui_partner_pledge_at(partner, session->day) == pledge &&
            appui_evaluate_is_new(basin, standing, line, session)) {
            half_days += appui_half_size(session->half);
        }
    }
    for (int32_t i = 0; !plan->calendar && i < line->n_parts; i++) {
        half_days += line->parts[i].pledge == pledge ? line->parts[i].half_days : 0;
    }
    return half_days;
}

int32_t appui_ledger_period_left(const struct appui_basin *basin,
                                 const struct appui_standing *standing,
                                 const struct appui_plan *plan, int32_t partner, int32_t pledge)
{
    const struct appui_partner *lender = &basin->partners[partner];
    int64_t left = (int64_t)lender->pledges[pledge].half_days - lender->pledges[pledge].delivered;
    for (int32_t i = standing->partner_line0[partner]; i < standing->partner_line0[partner + 1];
         i++) {
        int32_t index = standing->partner_lines[i];
        const struct appui_line *line = &basin->lines[index];
        for (int32_t s = 0; s < line->n_sessions; s++) {
            if (appui_partner_pledge_at(lender, line->sessions[s].day) == pledge &&
                appui_standing_stays(basin, standing, index, s)) {
                left -= appui_half_size(line->sessions[s].half);
            }
        }
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        if (basin->experts[plan->lines[i].expert].partner == partner) {
            left -= taken_from(basin, standing, plan, &plan->lines[i], pledge);
        }
    }
    return fit(left);
}
