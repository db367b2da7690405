/*
 * Dates of agreed days: agreed half-days without a session that stands are dated by each plan anew.
 * What the plan before proposed for them meets what this plan proposes, both by date.
 */
#include "model/evaluate.h"
#include "model/revision_reasons.h"

/** One pair and the dates that the plan before gave it. */
struct pair {
    int32_t need, expert, n;
    const struct appui_date_half *sessions; /**< [n] by date */
    bool was_agreed;                        /**< then already, so that it keeps all its days */
};

/** A place among the plan's lines. */
struct place {
    int32_t line, session;
};

static bool is_of(const struct pair *pair, const struct appui_plan_line *line)
{
    return line->need == pair->need && line->expert == pair->expert &&
           line->state != APPUI_PROPOSED && line->basin_line >= 0;
}

static bool had(const struct pair *pair, const struct appui_session *session)
{
    for (int32_t i = 0; i < pair->n; i++) {
        if (pair->sessions[i].day == session->day && pair->sessions[i].half == session->half) {
            return true;
        }
    }
    return false;
}

/** The next session that this plan dates and the plan before did not; NULL: none. */
static const struct appui_session *next_new(const struct appui_listing *l, const struct pair *pair,
                                            struct place *at)
{
    for (; at->line < l->plan->n_lines; at->line++, at->session = 0) {
        const struct appui_plan_line *line = &l->plan->lines[at->line];
        while (is_of(pair, line) && at->session < line->n_sessions) {
            const struct appui_session *session = &line->sessions[at->session++];
            if (appui_evaluate_is_new(l->basin, l->standing, line, session) &&
                !had(pair, session)) {
                return session;
            }
        }
    }
    return NULL;
}

/** The pair has a session then: one that stands, or one that this plan dates. */
static bool holds(const struct appui_listing *l, const struct pair *pair, struct appui_date_half at)
{
    for (int32_t i = 0; i < l->plan->n_lines; i++) {
        if (is_of(pair, &l->plan->lines[i]) && appui_plan_line_holds(&l->plan->lines[i], at)) {
            return true;
        }
    }
    const int32_t *line0 = l->standing->need_line0;
    for (int32_t i = line0[pair->need]; i < line0[pair->need + 1]; i++) {
        int32_t index = l->standing->need_lines[i];
        const struct appui_line *line = &l->basin->lines[index];
        for (int32_t k = 0; line->expert == pair->expert && k < line->n_sessions; k++) {
            if (line->sessions[k].day == at.day && line->sessions[k].half == at.half &&
                appui_standing_stays(l->basin, l->standing, index, k)) {
                return true;
            }
        }
    }
    return false;
}

/** Agreed half-days of the pair that the plan leaves without date. */
static int32_t undated(const struct appui_listing *l, const struct pair *pair)
{
    const int32_t *line0 = l->standing->need_line0;
    int32_t open = 0;
    for (int32_t i = line0[pair->need]; i < line0[pair->need + 1]; i++) {
        int32_t index = l->standing->need_lines[i];
        open +=
            l->basin->lines[index].expert == pair->expert ? l->standing->lines[index].to_place : 0;
    }
    for (int32_t i = 0; i < l->plan->n_lines; i++) {
        const struct appui_plan_line *line = &l->plan->lines[i];
        for (int32_t k = 0; is_of(pair, line) && k < line->n_sessions; k++) {
            bool fresh = appui_evaluate_is_new(l->basin, l->standing, line, &line->sessions[k]);
            open -= fresh ? appui_half_size(line->sessions[k].half) : 0;
        }
    }
    return open;
}

static struct appui_date_half date_of(const struct appui_session *session)
{
    struct appui_date_half none = {.day = APPUI_ABSENT};
    return session == NULL ? none : (struct appui_date_half){session->day, session->half};
}

static void list_pair(struct appui_listing *l, const struct pair *pair)
{
    struct place at = {0, 0};
    int32_t lost = pair->was_agreed ? undated(l, pair) : 0;
    for (int32_t i = 0; i < pair->n; i++) {
        if (holds(l, pair, pair->sessions[i])) {
            continue;
        }
        const struct appui_session *now = next_new(l, pair, &at);
        if (now == NULL && lost <= 0) {
            return;
        }
        lost -= now == NULL ? appui_half_size(pair->sessions[i].half) : 0;
        struct appui_revision *moved =
            appui_listing_add(l, APPUI_AGREED_MOVED, pair->need, pair->expert);
        moved->from = pair->sessions[i];
        moved->to = date_of(now);
        appui_listing_force_agreed(l, moved);
    }
    for (const struct appui_session *now = next_new(l, pair, &at); pair->was_agreed && now != NULL;
         now = next_new(l, pair, &at)) {
        struct appui_revision *dated =
            appui_listing_add(l, APPUI_AGREED_MOVED, pair->need, pair->expert);
        dated->to = date_of(now);
        dated->cause = APPUI_BY_TIER;
        dated->tier = APPUI_TIER_AGREED;
    }
}

void appui_listing_agreed(struct appui_listing *l)
{
    const struct appui_previous *previous = l->plan->previous;
    for (int32_t i = 0; i < previous->n_agreed; i++) {
        const struct appui_previous_pair *agreed = &previous->agreed[i];
        list_pair(l, &(struct pair){agreed->need, agreed->expert, agreed->n_sessions,
                                    agreed->sessions, true});
    }
    for (int32_t i = 0; i < previous->n_lines; i++) {
        const struct appui_previous_line *line = &previous->lines[i];
        if (appui_plan_proposed(l->plan, line->need, line->expert) == NULL) {
            list_pair(l, &(struct pair){line->need, line->expert, line->n_sessions, line->sessions,
                                        false});
        }
    }
}
