/*
 * Which ids a row may have meant that names a need or an expert the basin does not have: the needs
 * of its dossier, the experts whom plan or basin have on it, and in place of another expert those
 * who can serve the need.
 */
#include "model/decide_parts.h"

/* Ids shown of those that would do. */
#define SHOWN_MAX 5

struct list {
    const char *text; /* or NULL while it is empty */
    int32_t n;
};

static void append(struct appui_deciding *d, struct list *list, const char *id)
{
    if (list->n > SHOWN_MAX) {
        return;
    }
    list->text = list->n == 0           ? id
                 : list->n == SHOWN_MAX ? appui_arena_format(&d->scratch, "%s, …", list->text)
                                        : appui_arena_format(&d->scratch, "%s, %s", list->text, id);
    list->n++;
    d->no_memory |= list->text == NULL;
}

const char *appui_decide_needs_allowed(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    struct list list = {NULL, 0};
    for (int32_t i = 0; ruling->project >= 0 && !d->no_memory &&
                        i < d->in->basin->projects[ruling->project].n_needs;
         i++) {
        int32_t need = d->in->basin->projects[ruling->project].first_need + i;
        append(d, &list, d->in->basin->needs[need].id);
    }
    return list.text;
}

/* True when plan or basin have the expert on what the row speaks of. */
static bool has_line(const struct appui_deciding *d, const struct appui_ruling *ruling,
                     int32_t expert)
{
    const struct appui_plan *plan = d->in->plan;
    bool found = false;
    for (int32_t i = 0; i < plan->n_lines && !found; i++) {
        found = plan->lines[i].expert == expert &&
                appui_decide_covers(d, ruling, plan->lines[i].need, expert);
    }
    for (int32_t i = 0; i < d->in->basin->n_lines && !found; i++) {
        found = d->in->basin->lines[i].expert == expert && appui_decide_speaks_of(d, ruling, i);
    }
    return found;
}

/* True when R1 and R2 let the expert serve the need that the row names, or one of its dossier. */
static bool may_serve(struct appui_deciding *d, const struct appui_ruling *ruling, int32_t expert)
{
    static const uint32_t barred = APPUI_OBSTACLE_NO_SKILL | APPUI_OBSTACLE_LEVEL |
                                   APPUI_OBSTACLE_EXCLUDED | APPUI_OBSTACLE_FORBIDDEN;
    struct appui_rules rules = {
        .basin = d->in->basin, .standing = d->in->standing, .calendar = true};
    const struct appui_project *project = &d->in->basin->projects[ruling->project];
    for (int32_t i = 0; i < project->n_needs; i++) {
        int32_t n = project->first_need + i;
        if ((ruling->need < 0 || ruling->need == n) &&
            (appui_rules_pair(&rules, expert, n, &d->scratch_slots) & barred) == 0) {
            return true;
        }
    }
    return false;
}

const char *appui_decide_experts_allowed(struct appui_deciding *d, int32_t row, bool in_place)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    struct list list = {NULL, 0};
    for (int32_t e = 0; ruling->project >= 0 && !d->no_memory && e < d->in->basin->n_experts; e++) {
        if (in_place ? may_serve(d, ruling, e) : has_line(d, ruling, e)) {
            append(d, &list, d->in->basin->experts[e].id);
        }
    }
    return list.text;
}
