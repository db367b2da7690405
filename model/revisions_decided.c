/*
 * Days agreed with a pair that decisions changed: fewer than the plan before knew of, or more than
 * it knew of and proposed. An approval of what it proposed is no change.
 */
#include "model/revision_reasons.h"

/** Half-days of a pair's lines now. */
struct sums {
    int32_t agreed; /**< of lines agreed */
    int32_t all;    /**< of those done too, some of which the plan before may not have told */
};

static struct sums sums_of(const struct appui_listing *l, int32_t need, int32_t expert)
{
    struct sums sums = {0, 0};
    for (int32_t i = l->standing->need_line0[need]; i < l->standing->need_line0[need + 1]; i++) {
        int32_t index = l->standing->need_lines[i];
        const struct appui_line *line = &l->basin->lines[index];
        if (line->expert == expert && l->standing->lines[index].counts) {
            sums.all += line->half_days;
            sums.agreed += l->standing->lines[index].agreed ? line->half_days : 0;
        }
    }
    return sums;
}

static int32_t proposed_then(const struct appui_previous *previous, int32_t need, int32_t expert)
{
    int32_t half_days = 0;
    for (int32_t i = 0; i < previous->n_lines; i++) {
        bool same = previous->lines[i].need == need && previous->lines[i].expert == expert;
        half_days += same ? previous->lines[i].half_days : 0;
    }
    return half_days;
}

static void list_pair(struct appui_listing *l, int32_t need, int32_t expert, int32_t then)
{
    struct sums now = sums_of(l, need, expert);
    bool fewer = now.all < then;
    bool more = now.agreed > then + proposed_then(l->plan->previous, need, expert);
    if (!fewer && !more) {
        return;
    }
    int32_t project = l->basin->needs[need].project;
    struct appui_revision *revision = appui_listing_add(l, APPUI_AGREED_CHANGED, need, expert);
    revision->from_half_days = then;
    revision->to_half_days = fewer ? now.all : now.agreed;
    revision->cause = appui_basin_project_planned(l->basin, project)
                          ? APPUI_BY_DECISION
                          : appui_listing_ending(l->basin, project);
}

/** The line is the first agreed one of a pair with which nothing was agreed then. */
static bool is_new_pair(const struct appui_listing *l, int32_t index)
{
    const struct appui_line *line = &l->basin->lines[index];
    bool first = l->standing->lines[index].agreed &&
                 appui_listing_agreed_then(l->plan->previous, line->need, line->expert) == NULL;
    for (int32_t i = 0; first && i < index; i++) {
        first = !l->standing->lines[i].agreed || l->basin->lines[i].need != line->need ||
                l->basin->lines[i].expert != line->expert;
    }
    return first;
}

void appui_listing_decided(struct appui_listing *l)
{
    const struct appui_previous *previous = l->plan->previous;
    if (!previous->tells) {
        return;
    }
    for (int32_t i = 0; i < previous->n_agreed; i++) {
        const struct appui_previous_pair *pair = &previous->agreed[i];
        if (pair->half_days > 0) {
            list_pair(l, pair->need, pair->expert, pair->half_days);
        }
    }
    for (int32_t i = 0; i < l->basin->n_lines; i++) {
        if (is_new_pair(l, i)) {
            list_pair(l, l->basin->lines[i].need, l->basin->lines[i].expert, 0);
        }
    }
}
