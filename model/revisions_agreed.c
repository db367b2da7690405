/*
 * Dates of agreed days: agreed half-days without a session that stands are dated by each plan anew.
 * What the plan before proposed for them meets what this plan proposes, both by date.
 */
#include "model/evaluate.h"
#include "model/revision_reasons.h"

/** One pair and the dates that the plan before gave it. */
struct pair {
    int32_t need, expert;
    bool was_agreed; /**< then already, so that it keeps all its days */
    int32_t n, n_proposed;
    const struct appui_date_half *sessions; /**< [n] by date, of days agreed then */
    const struct appui_date_half *proposed; /**< [n_proposed] by date, of a line proposed then */
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

static bool is_among(const struct appui_date_half *dates, int32_t n,
                     const struct appui_session *session)
{
    for (int32_t i = 0; i < n; i++) {
        if (dates[i].day == session->day && dates[i].half == session->half) {
            return true;
        }
    }
    return false;
}

static bool had(const struct pair *pair, const struct appui_session *session)
{
    return is_among(pair->sessions, pair->n, session) ||
           is_among(pair->proposed, pair->n_proposed, session);
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
            l->basin->lines[index].expert == pair->expert ? l->standing->lines[index].undated : 0;
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

/** One date of the plan before that no longer holds: it goes to the next new one. @param lost NULL:
 * a date without successor is no change; else the half-days that may be told as lost
 * @return false when nothing is left to tell */
static bool list_date(struct appui_listing *l, const struct pair *pair, struct appui_date_half from,
                      struct place *at, int32_t *lost)
{
    const struct appui_session *now = next_new(l, pair, at);
    if (now == NULL && (lost == NULL || *lost <= 0)) {
        return false;
    }
    if (now == NULL) {
        *lost -= appui_half_size(from.half);
    }
    struct appui_revision *moved =
        appui_listing_add(l, APPUI_AGREED_MOVED, pair->need, pair->expert);
    moved->from = from;
    moved->to = date_of(now);
    appui_listing_force_agreed(l, moved);
    return true;
}

/** Dates of days that were agreed then take new ones first, then those that were proposed and may
 * have been agreed since. */
static void list_pair(struct appui_listing *l, const struct pair *pair)
{
    struct place at = {0, 0};
    int32_t lost = pair->was_agreed ? undated(l, pair) : 0;
    bool more = true;
    for (int32_t i = 0; more && i < pair->n; i++) {
        more =
            holds(l, pair, pair->sessions[i]) || list_date(l, pair, pair->sessions[i], &at, &lost);
    }
    more = true;
    for (int32_t i = 0; more && i < pair->n_proposed; i++) {
        more =
            holds(l, pair, pair->proposed[i]) || list_date(l, pair, pair->proposed[i], &at, NULL);
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

/** The line of the plan before whose dates may be those of agreed days now: this plan proposes
 * nothing for the pair. */
static bool may_be_agreed(const struct appui_listing *l, const struct appui_previous_line *line)
{
    return appui_plan_proposed(l->plan, line->need, line->expert) == NULL;
}

void appui_listing_agreed(struct appui_listing *l)
{
    const struct appui_previous *previous = l->plan->previous;
    for (int32_t i = 0; i < previous->n_agreed; i++) {
        const struct appui_previous_pair *agreed = &previous->agreed[i];
        struct pair pair = {.need = agreed->need,
                            .expert = agreed->expert,
                            .n = agreed->n_sessions,
                            .sessions = agreed->sessions,
                            .was_agreed = true};
        for (int32_t k = 0; k < previous->n_lines; k++) {
            const struct appui_previous_line *line = &previous->lines[k];
            if (line->need == pair.need && line->expert == pair.expert && may_be_agreed(l, line)) {
                pair.n_proposed = line->n_sessions;
                pair.proposed = line->sessions;
            }
        }
        list_pair(l, &pair);
    }
    for (int32_t i = 0; i < previous->n_lines; i++) {
        const struct appui_previous_line *line = &previous->lines[i];
        if (may_be_agreed(l, line) &&
            appui_listing_agreed_then(previous, line->need, line->expert) == NULL) {
            list_pair(l, &(struct pair){.need = line->need,
                                        .expert = line->expert,
                                        .n_proposed = line->n_sessions,
                                        .proposed = line->sessions});
        }
    }
}
