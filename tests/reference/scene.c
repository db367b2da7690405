/*
 * The scene's stage and what may be put on it. Everything lives inside the scene itself.
 */
#include "tests/reference/scene.h"

#include <assert.h>
#include <string.h>

static void set_lenders(struct appui_scene *scene)
{
    static const char *const partners[] = {"p0", "p1", "p2"};
    static const char *const experts[] = {"e0", "e1", "e2"};
    for (int32_t i = 0; i < 3; i++) {
        scene->levels[i] = (struct appui_draft_level){"s", 3};
        scene->partners[i] = appui_sketch_partner(partners[i]);
        scene->experts[i] = appui_sketch_expert(experts[i], partners[i], &scene->levels[i]);
    }
}

static void set_projects(struct appui_scene *scene)
{
    static const char *const projects[] = {"j0", "j1"};
    static const char *const needs[][3] = {{"j0/n0", "j0/n1", "j0/n2"},
                                           {"j1/n0", "j1/n1", "j1/n2"}};
    for (int32_t j = 0; j < 2; j++) {
        scene->projects[j] = appui_sketch_project(projects[j]);
        scene->projects[j].status = APPUI_APPROVED;
        scene->projects[j].n_needs = 1;
        scene->projects[j].needs = scene->needs[j];
        for (int32_t n = 0; n < 3; n++)
            scene->needs[j][n] = appui_sketch_need(needs[j][n], "s", 2);
    }
}

void appui_scene_set(struct appui_scene *scene)
{
    memset(scene, 0, sizeof *scene);
    scene->monday = appui_date_from_civil(2027, 2, 1);
    scene->draft = appui_sketch_basin(scene->monday, scene->monday + 11);
    scene->skills[0] = appui_sketch_skill("s", NULL);
    scene->skills[1] = appui_sketch_skill("narrow", "s");
    set_lenders(scene);
    set_projects(scene);
    struct appui_draft *draft = &scene->draft;
    draft->skills = scene->skills;
    draft->partners = scene->partners;
    draft->experts = scene->experts;
    draft->projects = scene->projects;
    draft->lines = scene->lines;
    draft->require = scene->require;
    draft->estimates = scene->estimates;
    draft->n_skills = 2;
    draft->n_partners = draft->n_experts = draft->n_projects = 1;
}

void appui_scene_pledge(struct appui_scene *scene, int32_t partner, int32_t from, int32_t to,
                        int32_t half_days)
{
    struct appui_draft_partner *lender = &scene->partners[partner];
    lender->pledges_given = true;
    lender->pledges = scene->pledges[partner];
    assert(lender->n_pledges < 3);
    lender->pledges[lender->n_pledges++] =
        appui_sketch_pledge(scene->monday + from, scene->monday + to, half_days);
}

void appui_scene_earmark(struct appui_scene *scene, int32_t partner, int32_t half_days, int32_t to)
{
    struct appui_draft_partner *lender = &scene->partners[partner];
    struct appui_draft_pledge *pledge = &lender->pledges[lender->n_pledges - 1];
    scene->earmark = (struct appui_draft_earmark){half_days, scene->monday + to, "green"};
    pledge->earmarks = &scene->earmark;
    pledge->n_earmarks = 1;
}

void appui_scene_free(struct appui_scene *scene, struct appui_draft_availability *availability,
                      int32_t first, int32_t last)
{
    assert(scene->n_dates < 5);
    struct appui_date_half *dates = scene->dates[scene->n_dates++];
    *availability =
        (struct appui_draft_availability){.given = true, .dates_given = true, .dates = dates};
    for (int32_t slot = first; slot <= last; slot++)
        dates[availability->n_dates++] =
            (struct appui_date_half){scene->monday + slot / 2, slot % 2 == 0 ? APPUI_AM : APPUI_PM};
}

struct appui_draft_texts appui_scene_text(struct appui_scene *scene, const char *text)
{
    assert(scene->n_texts < 4);
    scene->texts[scene->n_texts] = text;
    return (struct appui_draft_texts){
        .given = true, .n = 1, .items = &scene->texts[scene->n_texts++]};
}

struct appui_draft_line *appui_scene_line(struct appui_scene *scene, const char *need,
                                          const char *expert, int32_t half_days)
{
    assert(scene->draft.n_lines < 3);
    int32_t index = scene->draft.n_lines++;
    scene->lines[index] = (struct appui_draft_line){.need = need,
                                                    .expert = expert,
                                                    .half_days = half_days,
                                                    .state = APPUI_SIGNED,
                                                    .sessions = scene->sessions[index]};
    return &scene->lines[index];
}

void appui_scene_session(struct appui_scene *scene, struct appui_draft_line *line, int32_t slot,
                         enum appui_session_state state)
{
    int32_t day = slot >= 0 ? slot / 2 : (slot - 1) / 2;
    assert(line->n_sessions < APPUI_SCENE_SESSIONS);
    line->sessions[line->n_sessions++] =
        (struct appui_draft_session){.day = scene->monday + day,
                                     .half = slot - 2 * day == 0 ? APPUI_AM : APPUI_PM,
                                     .state = state};
}

void appui_scene_require(struct appui_scene *scene, const char *need, const char *expert)
{
    assert(scene->draft.n_require < 2);
    scene->require[scene->draft.n_require++] =
        (struct appui_draft_rule){.need = need, .expert = expert};
}

void appui_scene_estimate(struct appui_scene *scene, const char *need, const char *expert,
                          int32_t half_days)
{
    assert(scene->draft.n_estimates < 2);
    scene->estimates[scene->draft.n_estimates++] = (struct appui_draft_estimate){
        .need = need, .expert = expert, .half_days = half_days, .fit = APPUI_ABSENT};
}
