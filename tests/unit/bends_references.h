/*
 * Bends of the sample: ids given twice, references that lead nowhere, tiers.
 */
#ifndef APPUI_TESTS_UNIT_BENDS_REFERENCES_H
#define APPUI_TESTS_UNIT_BENDS_REFERENCES_H

#include "tests/unit/bend.h"

/* Ids and references. */
static void two_skills_of_one_id(struct appui_draft *d)
{
    d->n_skills = 4;
    struct appui_draft_skill *skills = sample_array(d, 4, sizeof *skills);
    memcpy(skills, d->skills, 3 * sizeof *skills);
    skills[3].id = "quality";
    d->skills = skills;
}
static void two_partners_of_one_id(struct appui_draft *d)
{
    d->partners[2] = d->partners[1];
    d->committees.members = sample_texts(d, "valti", "sncf", NULL);
}
static void two_experts_of_one_id(struct appui_draft *d)
{
    struct appui_draft_expert *experts = sample_array(d, 3, sizeof *experts);
    memcpy(experts, d->experts, 2 * sizeof *experts);
    experts[2] = experts[1];
    d->experts = experts;
    d->n_experts = 3;
}
static void two_projects_of_one_id(struct appui_draft *d)
{
    d->projects[1].id = "techni-signal";
}
static void needs_of_one_id_in_two_projects(struct appui_draft *d)
{
    struct appui_draft_need *needs = sample_array(d, 2, sizeof *needs);
    needs[0] = NEED(d, 1, 0);
    needs[1] = sample_need("techni-signal/iso", "quality", 2);
    d->projects[1].needs = needs;
    d->projects[1].n_needs = 2;
}
static void unknown_broader(struct appui_draft *d)
{
    d->skills[1].broader = "qualty";
}
static void unknown_skill_of_an_expert(struct appui_draft *d)
{
    struct appui_draft_level *levels = sample_array(d, 2, sizeof *levels);
    levels[0] = d->experts[0].skills[0];
    levels[1] = (struct appui_draft_level){"iso/9~", 2};
    d->experts[0].skills = levels;
    d->experts[0].n_skills = 2;
}
static void unknown_skill_of_a_need(struct appui_draft *d)
{
    NEED(d, 1, 0).skill = "Quality";
}
static void unknown_partner_of_an_expert(struct appui_draft *d)
{
    d->experts[1].partner = "vali";
}
static void unknown_excluded_partner(struct appui_draft *d)
{
    d->projects[0].excluded_partners = sample_texts(d, "rosa", "valtis", NULL);
}
static void unknown_conflict(struct appui_draft *d)
{
    d->projects[0].conflicts = sample_texts(d, "valtis", NULL, NULL);
}
static void unknown_mandataire(struct appui_draft *d)
{
    d->projects[0].mandataire = "valtis";
}
static void unknown_member(struct appui_draft *d)
{
    d->committees.members = sample_texts(d, "valti", "sncff", "rosa");
}
static void unknown_chair(struct appui_draft *d)
{
    d->committees.chairs = sample_texts(d, "valtis", NULL, NULL);
}
static void unknown_need_before(struct appui_draft *d)
{
    NEED(d, 0, 1).after = sample_texts(d, "techni-signal/is", NULL, NULL);
}
static void unknown_need_of_an_estimate(struct appui_draft *d)
{
    d->estimates[0].need = "iso";
}
static void unknown_expert_of_an_estimate(struct appui_draft *d)
{
    d->estimates[0].expert = "sncf";
}
static void unknown_need_of_a_line(struct appui_draft *d)
{
    d->lines[0].need = "mavic/qualite";
}
static void unknown_expert_of_a_line(struct appui_draft *d)
{
    d->lines[0].expert = "sncf-qualite";
}
static void unknown_need_of_a_rule(struct appui_draft *d)
{
    d->forbid[0].need = "mavic";
}
static void unknown_expert_of_an_option(struct appui_draft *d)
{
    d->require[0].expert = "valti";
    d->require[0].from_option = true;
}
static void partner_named_but_none_listed(struct appui_draft *d)
{
    d->n_partners = d->n_experts = d->n_estimates = d->n_lines = d->n_require = d->n_forbid = 0;
    d->committees.given = false;
    d->projects[0].mandataire = "sncf";
}
static void partner_excluded_twice(struct appui_draft *d)
{
    d->projects[0].excluded_partners = sample_texts(d, "rosa", "valti", "rosa");
}
static void purpose_named_twice(struct appui_draft *d)
{
    d->projects[0].purposes = sample_texts(d, "revitalisation", "revitalisation", NULL);
}
static void huge_weights(struct appui_draft *d)
{
    d->projects[0].weight = 1000000000;
    NEED(d, 0, 0).weight = 1000000000;
}

/* Tiers and burden. */
static void unknown_tier(struct appui_draft *d)
{
    d->tiers = sample_texts(d, "coverage", "equty:2%", NULL);
}
static void tier_twice(struct appui_draft *d)
{
    d->tiers = sample_texts(d, "coverage", "fit", "coverage");
}
static void tier_with_bad_tolerance(struct appui_draft *d)
{
    d->tiers = sample_texts(d, "coverage", "fit:2", NULL);
}
static void promptness_alone(struct appui_draft *d)
{
    d->tiers = sample_texts(d, "promptness_first", NULL, NULL);
}
static void no_tier_at_all(struct appui_draft *d)
{
    d->tiers = sample_texts(d, NULL, NULL, NULL);
}
static const struct bend bends_of_references[] = {
    BEND(DUPLICATE_ID, "/skills/3/id", two_skills_of_one_id),
    BEND(DUPLICATE_ID, "/partners/2/id", two_partners_of_one_id),
    BEND(DUPLICATE_ID, "/experts/2/id", two_experts_of_one_id),
    BEND(DUPLICATE_ID, "/projects/1/id", two_projects_of_one_id),
    BEND(DUPLICATE_ID, "/projects/1/needs/1/id", needs_of_one_id_in_two_projects),
    BEND(UNKNOWN_SKILL, "/skills/1/broader", unknown_broader),
    BEND(UNKNOWN_SKILL, "/experts/0/skills/iso~19~0", unknown_skill_of_an_expert),
    BEND(UNKNOWN_SKILL, "/projects/1/needs/0/skill", unknown_skill_of_a_need),
    BEND(UNKNOWN_PARTNER, "/experts/1/partner", unknown_partner_of_an_expert),
    BEND(UNKNOWN_PARTNER, "/projects/0/excluded_partners/1", unknown_excluded_partner),
    BEND(UNKNOWN_PARTNER, "/projects/0/conflicts/0", unknown_conflict),
    BEND(UNKNOWN_PARTNER, "/projects/0/mandataire", unknown_mandataire),
    BEND(UNKNOWN_PARTNER, "/committees/members/1", unknown_member),
    BEND(UNKNOWN_PARTNER, "/committees/chairs/0", unknown_chair),
    BEND(UNKNOWN_NEED, "/projects/0/needs/1/after/0", unknown_need_before),
    BEND(UNKNOWN_NEED, "/estimates/0/need", unknown_need_of_an_estimate),
    BEND(UNKNOWN_EXPERT, "/estimates/0/expert", unknown_expert_of_an_estimate),
    BEND(UNKNOWN_NEED, "/lines/0/need", unknown_need_of_a_line),
    BEND(UNKNOWN_EXPERT, "/lines/0/expert", unknown_expert_of_a_line),
    BEND(UNKNOWN_NEED, "/rules/forbid/0/need", unknown_need_of_a_rule),
    BEND(UNKNOWN_EXPERT, "--require/expert", unknown_expert_of_an_option),
    BEND(REFERENCE_TO_EMPTY_LIST, "/projects/0/mandataire", partner_named_but_none_listed),
    BEND(DUPLICATE_REFERENCE, "/projects/0/excluded_partners/2", partner_excluded_twice),
    BEND(DUPLICATE_REFERENCE, "/projects/0/purposes/1", purpose_named_twice),
    BEND(WEIGHTS_TOO_LARGE, "/projects", huge_weights),
    BEND(UNKNOWN_TIER, "/tiers/1", unknown_tier),
    BEND(TIER_TWICE, "/tiers/2", tier_twice),
    BEND(TIER_BAD_TOLERANCE, "/tiers/1", tier_with_bad_tolerance),
    BEND(TIER_ALONE, "/tiers", promptness_alone),
    BEND(TIERS_EMPTY, "/tiers", no_tier_at_all),
};

#endif
