/*
 * Dates of agreed days: agreed half-days without a session that stands are dated by each plan anew.
 * A session of the file that cannot stay goes where the plan's changes say. Else, what the plan
 * before proposed meets first what was decided since (moved to another date), then what this
 * plan proposes, by date.
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

static bool is_at(struct appui_date_half a, appui_day day, enum appui_half half)
{
    return a.day == day && a.half == half;
}

static bool is_change_of(const struct pair *pair, const struct appui_change *change)
{
    return change->need == pair->need && change->expert == pair->expert;
}

/** Where the plan says that a session of the file goes; NULL: it says nothing. */
static const struct appui_change *change_from(const struct appui_listing *l,
                                              const struct pair *pair, struct appui_date_half from)
{
    for (int32_t c = 0; c < l->plan->n_changes; c++) {
        const struct appui_change *change = &l->plan->changes[c];
        if (is_change_of(pair, change) && is_at(change->from, from.day, from.half)) {
            return change;
        }
    }
    return NULL;
}

/** A session takes the place of another that the plan before gave too. */
static bool is_successor(const struct appui_listing *l, const struct pair *pair,
                         const struct appui_session *session)
{
    for (int32_t c = 0; c < l->plan->n_changes; c++) {
        const struct appui_change *change = &l->plan->changes[c];
        struct appui_session from = {.day = change->from.day, .half = change->from.half};
        if (is_change_of(pair, change) && change->kind == APPUI_SESSION_MOVED &&
            is_at(change->to, session->day, session->half)) {
            return had(pair, &from);
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
                !had(pair, session) && !is_successor(l, pair, session)) {
                return session;
            }
        }
    }
    return NULL;
}

/** What the file's lines say of a pair and its dates. */
struct recorded {
    bool any, stays; /**< a session then, of any state; one that stands */
    int32_t n_other; /**< planned sessions that stand, on dates that the plan before did not give;
                        done ones it may not have told */
};

static struct recorded record_of(const struct appui_listing *l, const struct pair *pair,
                                 struct appui_date_half at)
{
    struct recorded recorded = {.any = false};
    const int32_t *line0 = l->standing->need_line0;
    for (int32_t i = line0[pair->need]; i < line0[pair->need + 1]; i++) {
        int32_t index = l->standing->need_lines[i];
        const struct appui_line *line = &l->basin->lines[index];
        for (int32_t k = 0; line->expert == pair->expert && k < line->n_sessions; k++) {
            const struct appui_session *session = &line->sessions[k];
            bool then = is_at(at, session->day, session->half);
            recorded.any = recorded.any || then;
            bool stays = appui_standing_stays(l->basin, l->standing, index, k);
            recorded.stays = recorded.stays || (then && stays);
            recorded.n_other +=
                stays && session->state == APPUI_SESSION_PLANNED && !had(pair, session);
        }
    }
    return recorded;
}

/** The pair has a session then: one that stands, or one that this plan dates. */
static bool holds(const struct appui_listing *l, const struct pair *pair, struct appui_date_half at)
{
    for (int32_t i = 0; i < l->plan->n_lines; i++) {
        if (is_of(pair, &l->plan->lines[i]) && appui_plan_line_holds(&l->plan->lines[i], at)) {
            return true;
        }
    }
    return record_of(l, pair, at).stays;
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

static void add_moved(struct appui_listing *l, const struct pair *pair, struct appui_date_half from,
                      struct appui_date_half to)
{
    struct appui_revision *moved =
        appui_listing_add(l, APPUI_AGREED_MOVED, pair->need, pair->expert);
    moved->from = from;
    moved->to = to;
    appui_listing_force_agreed(l, moved);
}

/** What is still to tell of a pair. */
struct telling {
    struct place at;   /**< among the sessions that this plan dates */
    int32_t n_decided; /**< sessions of the file that took the place of dates of the plan before */
    int32_t lost;      /**< half-days that may be told as lost */
};

/** One date of the plan before that no longer holds.
 * @param loses  false: a date without successor is no change */
static void list_date(struct appui_listing *l, const struct pair *pair, struct appui_date_half from,
                      struct telling *telling, bool loses)
{
    const struct appui_change *change = change_from(l, pair, from);
    if (change != NULL) {
        bool lost = change->kind == APPUI_SESSION_LOST;
        telling->lost -= lost ? appui_half_size(from.half) : 0;
        add_moved(l, pair, from, lost ? date_of(NULL) : change->to);
        return;
    }
    if (telling->n_decided > 0 && !record_of(l, pair, from).any) {
        telling->n_decided--;
        return;
    }
    const struct appui_session *now = next_new(l, pair, &telling->at);
    if (now == NULL && (!loses || telling->lost <= 0)) {
        return;
    }
    telling->lost -= now == NULL ? appui_half_size(from.half) : 0;
    add_moved(l, pair, from, date_of(now));
}

/** Dates of days that were agreed then take new ones first, then those that were proposed and may
 * have been agreed since. */
static void list_pair(struct appui_listing *l, const struct pair *pair)
{
    struct appui_date_half none = {.day = APPUI_ABSENT};
    struct telling telling = {.n_decided = record_of(l, pair, none).n_other,
                              .lost = pair->was_agreed ? undated(l, pair) : 0};
    for (int32_t i = 0; i < pair->n; i++) {
        if (!holds(l, pair, pair->sessions[i])) {
            list_date(l, pair, pair->sessions[i], &telling, true);
        }
    }
    for (int32_t i = 0; i < pair->n_proposed; i++) {
        if (!holds(l, pair, pair->proposed[i])) {
            list_date(l, pair, pair->proposed[i], &telling, false);
        }
    }
    if (!pair->was_agreed) {
        return;
    }
    for (const struct appui_session *now = next_new(l, pair, &telling.at); now != NULL;
         now = next_new(l, pair, &telling.at)) {
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
