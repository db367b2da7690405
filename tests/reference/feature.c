/*
 * One predicate per feature over the retraced plan. A feature counts only when it shaped what is
 * proposed or placed: an earmark when the general part alone would not do, days_max when it is used
 * up, and so on.
 */
#include "tests/reference/feature.h"

#include <string.h>

struct view {
    const struct appui_basin *basin;
    const struct appui_field *field;
    const struct appui_retrace *trace;
    const struct appui_plan *plan;
};

/** What a predicate asks of one proposed line. */
typedef bool (*line_test)(const struct view *view, const struct appui_seat *line);

static bool any_proposed(const struct view *view, line_test test)
{
    for (int32_t i = 0; i < view->trace->choice.n_seats; i++)
        if (test(view, &view->trace->choice.seats[i]))
            return true;
    return false;
}

static bool line_tops_up(const struct view *view, const struct appui_seat *line)
{
    return view->field->pair_days[line->need][line->expert] > 0;
}

static bool line_is_estimated(const struct view *view, const struct appui_seat *line)
{
    return appui_basin_estimate_days(view->basin, line->expert, line->need) != APPUI_ABSENT;
}

static bool line_is_full(const struct view *view, const struct appui_seat *line)
{
    return view->basin->needs[line->need].session == 2;
}

static bool line_is_shared(const struct view *view, const struct appui_seat *line)
{
    for (int32_t i = 0; i < view->trace->choice.n_seats; i++) {
        const struct appui_seat *other = &view->trace->choice.seats[i];
        if (other->need == line->need && other->expert != line->expert)
            return true;
    }
    return false;
}

static bool has_sitting(const struct view *view, int32_t need)
{
    for (int32_t i = 0; i < view->field->n_sittings; i++)
        if (view->field->sittings[i].need == need)
            return true;
    return false;
}

static bool line_waits(const struct view *view, const struct appui_seat *line)
{
    const struct appui_need *need = &view->basin->needs[line->need];
    for (int32_t i = 0; view->plan->calendar && i < need->n_after; i++)
        if (has_sitting(view, need->after[i]))
            return true;
    return false;
}

static bool line_is_spread(const struct view *view, const struct appui_seat *line)
{
    const struct appui_need *need = &view->basin->needs[line->need];
    return view->plan->calendar && need->per_week != APPUI_ABSENT &&
           line->half_days / need->session > need->per_week;
}

static bool line_uses_up_days(const struct view *view, const struct appui_seat *line)
{
    return view->trace->choice.expert_days[line->expert] ==
           view->basin->experts[line->expert].half_days_max;
}

static bool line_uses_up_projects(const struct view *view, const struct appui_seat *line)
{
    int32_t n = 0;
    for (uint32_t set = view->trace->choice.expert_projects[line->expert]; set != 0; set &= set - 1)
        n++;
    return n == view->basin->experts[line->expert].projects_max;
}

static bool line_has_committee(const struct view *view, const struct appui_seat *line)
{
    const struct appui_project *project =
        &view->basin->projects[view->basin->needs[line->need].project];
    return view->plan->calendar && view->basin->committees.given &&
           project->committee != APPUI_ABSENT;
}

static bool line_is_diagnostic(const struct view *view, const struct appui_seat *line)
{
    return view->basin->committees.given &&
           view->basin->needs[line->need].phase == APPUI_DIAGNOSTIC;
}

static bool line_is_broader(const struct view *view, const struct appui_seat *line)
{
    const struct appui_expert *expert = &view->basin->experts[line->expert];
    for (int32_t i = 0; i < expert->n_levels; i++)
        if (expert->levels[i].skill == view->basin->needs[line->need].skill)
            return false;
    return true;
}

static const struct appui_partner *lender(const struct view *view, const struct appui_seat *line)
{
    return &view->basin->partners[view->basin->experts[line->expert].partner];
}

static bool line_is_unlimited(const struct view *view, const struct appui_seat *line)
{
    return !lender(view, line)->limited;
}

static bool line_leaves(const struct view *view, const struct appui_seat *line)
{
    return view->plan->calendar && lender(view, line)->until != APPUI_ABSENT;
}

static bool line_is_excluding(const struct view *view, const struct appui_seat *line)
{
    return view->basin->projects[view->basin->needs[line->need].project].n_excluded > 0;
}

static bool line_is_weighted(const struct view *view, const struct appui_seat *line)
{
    return appui_basin_need_weight(view->basin, line->need) != APPUI_WEIGHT_ONE * APPUI_WEIGHT_ONE;
}

static bool line_in_two_periods(const struct view *view, const struct appui_seat *line)
{
    int32_t pledge = -1;
    for (int32_t i = 0; i < view->field->n_sittings; i++) {
        const struct appui_sitting *sitting = &view->field->sittings[i];
        if (sitting->line >= 0 || sitting->expert != line->expert || sitting->pledge < 0)
            continue;
        if (pledge >= 0 && pledge != sitting->pledge)
            return true;
        pledge = sitting->pledge;
    }
    return false;
}

/** The line's partner has a period whose general part does not carry all that is drawn on it. */
static bool line_needs_earmark(const struct view *view, const struct appui_seat *line)
{
    const struct appui_partner *partner = lender(view, line);
    int32_t first = view->field->first_pledge[view->basin->experts[line->expert].partner];
    for (int32_t k = 0; k < partner->n_pledges; k++) {
        const struct appui_pledge *pledge = &partner->pledges[k];
        int32_t used = 0;
        for (int32_t marks = 0; marks < 1 << pledge->n_earmarks; marks++)
            used += view->field->used[first + k][marks];
        if (used > appui_field_general(pledge) && used <= pledge->half_days)
            return true;
    }
    return false;
}

static bool stays(const struct view *view)
{
    return view->field->n_sittings > 0 && view->field->sittings[0].kept;
}

static bool is_placed(const struct view *view)
{
    return view->trace->placed > 0;
}

static bool is_lost(const struct view *view)
{
    int32_t to_place = 0;
    for (int32_t i = 0; i < view->basin->n_lines; i++)
        to_place += view->field->to_place[i];
    return view->plan->calendar && view->trace->placed < to_place;
}

static bool overruns(const struct view *view)
{
    return view->trace->overrun > 0;
}

static bool is_partial(const struct view *view)
{
    return view->plan->n_partials > 0;
}

static bool holds_holiday(const struct view *view)
{
    for (appui_day day = view->basin->horizon_start; day <= view->basin->horizon_end; day++)
        if (appui_date_weekday(day) < 5 && appui_date_is_holiday(day, view->basin->holidays))
            return view->plan->calendar && view->trace->n_seats > 0;
    return false;
}

static bool requires(const struct view *view)
{
    return view->basin->n_require > 0;
}

static bool forbids(const struct view *view)
{
    return view->basin->n_forbid > 0;
}

static bool tolerates(const struct view *view)
{
    for (int32_t i = 0; i < view->basin->tiers.n; i++)
        if (view->basin->tiers.items[i].tolerance > 0)
            return true;
    return false;
}

static const struct appui_tier_result *equity(const struct view *view)
{
    for (int32_t i = 0; i < view->plan->n_tiers; i++)
        if (view->plan->tiers[i].tier == APPUI_TIER_EQUITY)
            return &view->plan->tiers[i];
    return NULL;
}

static bool has_fixed(const struct view *view)
{
    return equity(view) != NULL && equity(view)->n_fixed > 0;
}

static bool has_changing(const struct view *view)
{
    return equity(view) != NULL && equity(view)->n_levels > 1;
}

static const struct {
    const char *name;
    bool undated;
    bool (*plan)(const struct view *view); /**< asked of the plan, or NULL */
    line_test line;                        /**< asked of each proposed line, or NULL */
} features[APPUI_N_FEATURES] = {
    [APPUI_FEATURE_AGREED_STAYS] = {"agreed or done session stays", true, stays, NULL},
    [APPUI_FEATURE_AGREED_PLACED] = {"agreed half-days placed anew", false, is_placed, NULL},
    [APPUI_FEATURE_AGREED_LOST] = {"agreed half-days without slot", false, is_lost, NULL},
    [APPUI_FEATURE_OVERRUN] = {"pledge overrun by what is agreed", true, overruns, NULL},
    [APPUI_FEATURE_TOP_UP] = {"agreed expert topped up", true, NULL, line_tops_up},
    [APPUI_FEATURE_ESTIMATE] = {"estimate", true, NULL, line_is_estimated},
    [APPUI_FEATURE_FULL_SESSION] = {"full sessions", true, NULL, line_is_full},
    [APPUI_FEATURE_SHARED_NEED] = {"need shared by experts", true, NULL, line_is_shared},
    [APPUI_FEATURE_PARTIAL] = {"need served in part", true, is_partial, NULL},
    [APPUI_FEATURE_ORDER] = {"need after a served need", false, NULL, line_waits},
    [APPUI_FEATURE_PER_WEEK] = {"sessions spread by per_week", false, NULL, line_is_spread},
    [APPUI_FEATURE_EARMARK] = {"earmark needed", true, NULL, line_needs_earmark},
    [APPUI_FEATURE_TWO_PERIODS] = {"expert in two periods", true, NULL, line_in_two_periods},
    [APPUI_FEATURE_DAYS_MAX] = {"days_max used up", true, NULL, line_uses_up_days},
    [APPUI_FEATURE_PROJECTS_MAX] = {"projects_max used up", true, NULL, line_uses_up_projects},
    [APPUI_FEATURE_COMMITTEE] = {"known committee date", false, NULL, line_has_committee},
    [APPUI_FEATURE_DIAGNOSTIC] = {"diagnostic where committees are", true, NULL,
                                  line_is_diagnostic},
    [APPUI_FEATURE_CHOSEN_DATE] = {"dossier examined on a chosen date", false, NULL, NULL},
    [APPUI_FEATURE_SETTLED_DATE] = {"dossier examined at a meeting held anyhow", false, NULL, NULL},
    [APPUI_FEATURE_UNEXAMINED] = {"dossier not examined", false, NULL, NULL},
    [APPUI_FEATURE_CAPACITY] = {"capacity keeps a dossier waiting", false, NULL, NULL},
    [APPUI_FEATURE_GAP] = {"gap keeps a dossier waiting", false, NULL, NULL},
    [APPUI_FEATURE_COUNT_MAX] = {"count.max keeps a dossier waiting", false, NULL, NULL},
    [APPUI_FEATURE_NO_QUORUM] = {"no quorum or chair keeps one waiting", false, NULL, NULL},
    [APPUI_FEATURE_NOT_READY] = {"dossier not ready for an earlier date", false, NULL, NULL},
    [APPUI_FEATURE_EMPTY_MEETING] = {"empty meeting for count.min", false, NULL, NULL},
    [APPUI_FEATURE_MEETINGS_LACKING] = {"fewer meetings than count.min", false, NULL, NULL},
    [APPUI_FEATURE_CHOSEN_DIAGNOSTIC] = {"diagnostic before a date not known", false, NULL, NULL},
    [APPUI_FEATURE_CHOSEN_SUPPORT] = {"support after a date not known", false, NULL, NULL},
    [APPUI_FEATURE_LATER_DATE] = {"later date for the sake of sessions", false, NULL, NULL},
    [APPUI_FEATURE_DEFERRED] = {"deferred dossier examined again", false, NULL, NULL},
    [APPUI_FEATURE_ABSENCE] = {"member absent from a meeting", false, NULL, NULL},
    [APPUI_FEATURE_AGENDA_OF_SEVERAL] = {"several dossiers chosen for one date", false, NULL, NULL},
    [APPUI_FEATURE_MEETING_HELD] = {"a date lost to a meeting held", false, NULL, NULL},
    [APPUI_FEATURE_MANDATAIRE_LENDS] = {"mandataire that lends there", false, NULL, NULL},
    [APPUI_FEATURE_MANDATAIRE_LENDS_NOT] = {"mandataire that does not lend", false, NULL, NULL},
    [APPUI_FEATURE_MANDATAIRE_LACKING] = {"supported, no mandataire", false, NULL, NULL},
    [APPUI_FEATURE_MANDATES_MAX] = {"mandates_max keeps a lender away", false, NULL, NULL},
    [APPUI_FEATURE_MANDATAIRE_KNOWN] = {"known mandataire of a supported", false, NULL, NULL},
    [APPUI_FEATURE_MANDATAIRE_REPLACED] = {"mandataire in place of one that left", false, NULL,
                                           NULL},
    [APPUI_FEATURE_MANDATAIRE_LEAVES_BEFORE] = {"partner that leaves before the mandate begins",
                                                false, NULL, NULL},
    [APPUI_FEATURE_MANDATE_BURDEN] = {"new mandate that weighs", false, NULL, NULL},
    [APPUI_FEATURE_ATTENDANCE_BURDEN] = {"meeting attended that weighs", false, NULL, NULL},
    [APPUI_FEATURE_BROADER] = {"narrower skill serves a broader one", true, NULL, line_is_broader},
    [APPUI_FEATURE_HOLIDAY] = {"public holiday in the horizon", false, holds_holiday, NULL},
    [APPUI_FEATURE_PARTNER_LEFT] = {"partner that leaves", false, NULL, line_leaves},
    [APPUI_FEATURE_UNLIMITED] = {"unlimited partner", true, NULL, line_is_unlimited},
    [APPUI_FEATURE_REQUIRE] = {"require rules met", true, requires, NULL},
    [APPUI_FEATURE_FORBID] = {"forbid rules", true, forbids, NULL},
    [APPUI_FEATURE_EXCLUDED] = {"excluded partners", true, NULL, line_is_excluding},
    [APPUI_FEATURE_WEIGHTS] = {"weights", true, NULL, line_is_weighted},
    [APPUI_FEATURE_TOLERANCE] = {"tolerance", true, tolerates, NULL},
    [APPUI_FEATURE_EQUITY_FIXED] = {"burden that cannot change", true, has_fixed, NULL},
    [APPUI_FEATURE_EQUITY_CHANGING] = {"burdens that can change", true, has_changing, NULL},
    [APPUI_FEATURE_CONFLICT] = {"conflicting require rules", true, NULL, NULL},
    [APPUI_FEATURE_CONFLICT_OF_SEVERAL] = {"conflict of several rules", true, NULL, NULL},
};

const char *appui_feature_name(enum appui_feature feature)
{
    return features[feature].name;
}

bool appui_feature_undated(enum appui_feature feature)
{
    return features[feature].undated;
}

void appui_features_count(const struct appui_retrace *trace, const struct appui_plan *plan,
                          int32_t counts[APPUI_N_FEATURES])
{
    struct view view = {trace->field.basin, &trace->field, trace, plan};
    for (int32_t i = 0; i < APPUI_N_FEATURES; i++)
        if ((features[i].plan != NULL && features[i].plan(&view)) ||
            (features[i].line != NULL && any_proposed(&view, features[i].line)) ||
            appui_feature_convened(trace, (enum appui_feature)i) ||
            appui_feature_followed(trace, (enum appui_feature)i))
            counts[i]++;
}
