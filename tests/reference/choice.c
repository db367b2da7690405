/*
 * Adds gifts up: expert days and projects against R6, served half-days into coverage and fit,
 * half-days into burdens. A proposed session always lies in a period that counts in the burden (R5
 * lets it lie nowhere else).
 */
#include "tests/reference/choice.h"

#include <string.h>

#include "tests/reference/tenure.h"

static int32_t count_bits(uint32_t set)
{
    int32_t n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

void appui_choice_begin(struct appui_choice *choice, const struct appui_field *field)
{
    memset(choice, 0, sizeof *choice);
    memcpy(choice->expert_days, field->expert_days, sizeof choice->expert_days);
    memcpy(choice->expert_projects, field->expert_projects, sizeof choice->expert_projects);
    for (int32_t p = 0; p < field->basin->n_partners; p++)
        if (appui_field_pledged(field, p) > 0)
            choice->outcome.given[p] =
                (int64_t)1000 * appui_field_given(field, p) + appui_tenures_borne(field->basin, p);
}

/** R6, with what stands counted. */
static bool expert_allows(const struct appui_choice *choice, const struct appui_expert *expert,
                          int32_t index)
{
    if (expert->half_days_max != APPUI_ABSENT && choice->expert_days[index] > expert->half_days_max)
        return false;
    return expert->projects_max == APPUI_ABSENT ||
           count_bits(choice->expert_projects[index]) <= expert->projects_max;
}

bool appui_choice_add(struct appui_choice *choice, const struct appui_field *field, int32_t need,
                      const struct appui_gift *gift)
{
    const struct appui_basin *basin = field->basin;
    for (int32_t i = 0; i < gift->n; i++) {
        int32_t e = gift->expert[i], p = basin->experts[e].partner;
        choice->expert_days[e] += gift->half_days[i];
        choice->expert_projects[e] |= 1U << basin->needs[need].project;
        if (!expert_allows(choice, &basin->experts[e], e))
            return false;
        choice->seats[choice->n_seats++] = (struct appui_seat){
            .need = need, .expert = e, .line = -1, .half_days = gift->half_days[i]};
        choice->outcome.coverage += appui_basin_need_weight(basin, need) * gift->served[i];
        choice->outcome.fit += (int64_t)appui_basin_fit(basin, e, need) * gift->served[i];
        choice->outcome.lines++;
        if (appui_field_pledged(field, p) > 0)
            choice->outcome.given[p] += (int64_t)1000 * gift->half_days[i];
        choice->outcome.lenders[basin->needs[need].project] |= 1U << p;
        if (basin->needs[need].phase == APPUI_SUPPORT)
            choice->outcome.supported |= 1U << basin->needs[need].project;
    }
    return true;
}

static bool gives(const struct appui_gift *gift, int32_t expert)
{
    for (int32_t i = 0; i < gift->n; i++)
        if (gift->expert[i] == expert)
            return true;
    return false;
}

bool appui_choice_meets(const struct appui_field *field, uint32_t rules, int32_t need,
                        const struct appui_gift *gift)
{
    for (int32_t i = 0; i < field->basin->n_require; i++) {
        const struct appui_pair_rule *rule = &field->basin->require[i];
        if ((rules >> i & 1U) != 0 && rule->need == need && !gives(gift, rule->expert) &&
            !appui_field_meets(field, need, rule->expert))
            return false;
    }
    return true;
}
