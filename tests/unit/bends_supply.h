/*
 * Bends of the sample: what is wrong with skills, partners and experts.
 */
#ifndef APPUI_TESTS_UNIT_BENDS_SUPPLY_H
#define APPUI_TESTS_UNIT_BENDS_SUPPLY_H

#include "tests/unit/bend.h"

/* Skills. */
static void skill_broader_than_itself(struct appui_draft *d)
{
    d->skills[1].broader = "purchasing";
}
static void three_skills_in_a_circle(struct appui_draft *d)
{
    d->skills[0].broader = "purchasing";
    d->skills[1].broader = "iso_9001";
}
static void chain_of_skills_too_long(struct appui_draft *d)
{
    int32_t n = 3 + APPUI_BROADER_DEPTH_MAX + 2;
    struct appui_draft_skill *skills = sample_array(d, n, sizeof *skills);
    memcpy(skills, d->skills, 3 * sizeof *skills);
    for (int32_t i = 3; i < n; i++) {
        skills[i].id = appui_arena_format(&d->arena, "s%d", (int)i);
        skills[i].broader = i > 3 ? skills[i - 1].id : NULL;
    }
    d->skills = skills;
    d->n_skills = n;
}
static void skill_that_nobody_has(struct appui_draft *d)
{
    d->experts[1].skills[0].skill = "quality";
}

/* Partners. */
static void pledges_with_a_common_day(struct appui_draft *d)
{
    struct appui_draft_pledge *pledges = sample_array(d, 2, sizeof *pledges);
    pledges[0] = d->partners[0].pledges[0];
    pledges[1] = pledges[0];
    pledges[1].from = pledges[0].to;
    pledges[1].to = pledges[1].from + 10;
    pledges[1].n_earmarks = 0;
    d->partners[0].pledges = pledges;
    d->partners[0].n_pledges = 2;
}
static void more_earmarked_than_pledged(struct appui_draft *d)
{
    d->partners[0].pledges[0].earmarks[0].half_days = 25;
}
static void more_earmarks_than_a_pledge_may_have(struct appui_draft *d)
{
    int32_t n = APPUI_EARMARKS_MAX + 1;
    struct appui_draft_pledge *pledge = &d->partners[0].pledges[0];
    struct appui_draft_earmark *earmarks = sample_array(d, n, sizeof *earmarks);
    for (int32_t i = 0; i < n; i++) {
        earmarks[i] = pledge->earmarks[0];
        earmarks[i].half_days = 1;
    }
    pledge->half_days = n;
    pledge->earmarks = earmarks;
    pledge->n_earmarks = n;
}
static void earmark_after_its_pledge(struct appui_draft *d)
{
    d->partners[0].pledges[0].earmarks[0].to = sample_day("2028-01-01");
}
static void more_delivered_than_pledged(struct appui_draft *d)
{
    d->partners[0].pledges[0].delivered = 25;
}

/* Experts. */
static void skill_with_two_levels(struct appui_draft *d)
{
    struct appui_draft_level *levels = sample_array(d, 2, sizeof *levels);
    levels[0] = levels[1] = d->experts[0].skills[0];
    d->experts[0].skills = levels;
    d->experts[0].n_skills = 2;
}
static void expert_without_skill(struct appui_draft *d)
{
    struct appui_draft_expert *experts = sample_array(d, 3, sizeof *experts);
    memcpy(experts, d->experts, 2 * sizeof *experts);
    experts[2] = sample_expert(d, "novice", "rosa", "quality", 1);
    experts[2].n_skills = 0;
    d->experts = experts;
    d->n_experts = 3;
}
static void expert_away_all_the_time(struct appui_draft *d)
{
    d->experts[1].availability.except = sample_range(d, "2027-01-01", "2027-12-31");
}

static const struct bend bends_of_supply[] = {
    BEND(BROADER_CYCLE, "/skills/1/broader", skill_broader_than_itself),
    BEND(BROADER_CYCLE, "/skills/0/broader", three_skills_in_a_circle),
    BEND(BROADER_TOO_DEEP, "/skills/68/broader", chain_of_skills_too_long),
    BEND(NO_EXPERT_WITH_SKILL, "/projects/0/needs/1/skill", skill_that_nobody_has),
    BEND(PLEDGES_OVERLAP, "/partners/0/pledges/1", pledges_with_a_common_day),
    BEND(EARMARKS_EXCEED_PLEDGE, "/partners/0/pledges/0/earmarks", more_earmarked_than_pledged),
    BEND(TOO_MANY_EARMARKS, "/partners/0/pledges/0/earmarks", more_earmarks_than_a_pledge_may_have),
    BEND(EARMARK_OUTSIDE_PLEDGE, "/partners/0/pledges/0/earmarks/0/to", earmark_after_its_pledge),
    BEND(DELIVERED_EXCEEDS_PLEDGE, "/partners/0/pledges/0/delivered", more_delivered_than_pledged),
    BEND(DUPLICATE_LEVEL, "/experts/0/skills/iso_9001", skill_with_two_levels),
    BEND(EXPERT_WITHOUT_SKILL, "/experts/2", expert_without_skill),
    BEND(EXPERT_NEVER_FREE, "/experts/1", expert_away_all_the_time),
};

#endif
