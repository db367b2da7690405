/*
 * Writes who lends and who decides: skills, partners, experts, committees.
 */
#include "io/basin_json_write_parts.h"

json_t *appui_basin_write_skill(struct appui_json_tree *tree, const struct appui_draft_skill *skill)
{
    json_t *object = json_object();
    appui_given_text(tree, object, "id", skill->id);
    if (skill->label.fr != NULL || skill->label.en != NULL) {
        json_t *label = json_object();
        appui_given_text(tree, label, "fr", skill->label.fr);
        appui_given_text(tree, label, "en", skill->label.en);
        appui_json_put(tree, object, "label", label);
    }
    appui_given_text(tree, object, "broader", skill->broader);
    return object;
}

static json_t *write_earmark(struct appui_json_tree *tree,
                             const struct appui_draft_earmark *earmark)
{
    json_t *object = json_object();
    appui_given_number(tree, object, "days", earmark->half_days, 2);
    appui_given_day(tree, object, "to", earmark->to);
    appui_given_text(tree, object, "purpose", earmark->purpose);
    return object;
}

static json_t *write_pledge(struct appui_json_tree *tree, const struct appui_draft_pledge *pledge)
{
    json_t *object = json_object();
    appui_given_day(tree, object, "from", pledge->from);
    appui_given_day(tree, object, "to", pledge->to);
    appui_given_number(tree, object, "days", pledge->half_days, 2);
    appui_given_number(tree, object, "delivered", pledge->delivered, 2);
    if (pledge->n_earmarks > 0) {
        json_t *list = json_array();
        for (int32_t i = 0; i < pledge->n_earmarks; i++) {
            appui_json_append(tree, list, write_earmark(tree, &pledge->earmarks[i]));
        }
        appui_json_put(tree, object, "earmarks", list);
    }
    return object;
}

static void put_pledges(struct appui_json_tree *tree, json_t *object,
                        const struct appui_draft_partner *partner)
{
    if (!partner->pledges_given) {
        return;
    }
    json_t *list = json_array();
    for (int32_t i = 0; i < partner->n_pledges; i++) {
        appui_json_append(tree, list, write_pledge(tree, &partner->pledges[i]));
    }
    appui_json_put(tree, object, "pledges", list);
}

static void put_mandates(struct appui_json_tree *tree, json_t *object,
                         const struct appui_draft_partner *partner)
{
    if (partner->n_mandates == 0) {
        return;
    }
    json_t *list = json_array();
    for (int32_t i = 0; i < partner->n_mandates; i++) {
        const struct appui_draft_mandate *mandate = &partner->mandates[i];
        json_t *item = json_object();
        appui_given_text(tree, item, "project", mandate->project);
        appui_given_day(tree, item, "from", mandate->from);
        appui_given_day(tree, item, "to", mandate->to);
        appui_json_append(tree, list, item);
    }
    appui_json_put(tree, object, "mandates", list);
}

json_t *appui_basin_write_partner(struct appui_json_tree *tree,
                                  const struct appui_draft_partner *partner)
{
    const struct appui_basin_words kinds = {appui_basin_partner_kinds,
                                            appui_given_silent(partner->kind_given, APPUI_COMPANY)};
    json_t *object = json_object();
    appui_given_text(tree, object, "id", partner->id);
    appui_given_text(tree, object, "name", partner->name);
    appui_given_word(tree, object, "kind", kinds, (int32_t)partner->kind);
    appui_given_day(tree, object, "until", partner->until);
    appui_given_number(tree, object, "day_rate", partner->day_rate_cents, 100);
    put_pledges(tree, object, partner);
    put_mandates(tree, object, partner);
    appui_given_number(tree, object, "mandates_max", partner->mandates_max, 1);
    appui_given_dates(tree, object, "absent", &partner->absent);
    return object;
}

json_t *appui_basin_write_expert(struct appui_json_tree *tree,
                                 const struct appui_draft_expert *expert)
{
    json_t *object = json_object();
    appui_given_text(tree, object, "id", expert->id);
    appui_given_text(tree, object, "partner", expert->partner);
    appui_given_text(tree, object, "role", expert->role);
    if (expert->n_skills > 0) {
        json_t *levels = json_object();
        for (int32_t i = 0; i < expert->n_skills; i++) {
            appui_given_number(tree, levels, expert->skills[i].skill, expert->skills[i].level, 1);
        }
        appui_json_put(tree, object, "skills", levels);
    }
    appui_given_number(tree, object, "days_max", expert->half_days_max, 2);
    appui_given_number(tree, object, "projects_max", expert->projects_max, 1);
    appui_given_availability(tree, object, &expert->availability);
    return object;
}

json_t *appui_basin_write_committees(struct appui_json_tree *tree,
                                     const struct appui_draft_committees *committees)
{
    json_t *object = json_object();
    appui_given_dates(tree, object, "fixed", &committees->fixed);
    appui_given_dates(tree, object, "candidates", &committees->candidates);
    appui_given_dates(tree, object, "held", &committees->held);
    if (committees->count_min != APPUI_ABSENT || committees->count_max != APPUI_ABSENT) {
        json_t *count = json_object();
        appui_given_number(tree, count, "min", committees->count_min, 1);
        appui_given_number(tree, count, "max", committees->count_max, 1);
        appui_json_put(tree, object, "count", count);
    }
    appui_given_number(tree, object, "capacity", committees->capacity, 1);
    appui_given_number(tree, object, "gap_days", committees->gap_days, 1);
    appui_given_number(tree, object, "lead_days", committees->lead_days, 1);
    appui_given_texts(tree, object, "members", &committees->members);
    appui_given_texts(tree, object, "chairs", &committees->chairs);
    appui_given_number(tree, object, "quorum", committees->quorum, 1);
    return object;
}
