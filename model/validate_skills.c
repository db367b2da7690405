/*
 * Skills and the chains of `broader`, which must end. A cycle is cut after its report, so that
 * later steps can follow the chains.
 */
#include "model/validate.h"

/* Names shown of a cycle; more of them help nobody. */
#define CYCLE_SHOWN 8

static const char *cycle_text(struct appui_validation *v, int32_t start)
{
    const struct appui_skill *skills = v->basin->skills;
    const char *text = v->draft->skills[start].id;
    int32_t shown = 1;
    for (int32_t s = skills[start].broader; text && s != start; s = skills[s].broader) {
        if (shown++ < CYCLE_SHOWN) {
            text = appui_arena_format(&v->scratch, "%s > %s", text, v->draft->skills[s].id);
        }
    }
    text = text
               ? appui_arena_format(&v->scratch, "%s > %s%s", text,
                                    shown > CYCLE_SHOWN ? "... > " : "", v->draft->skills[start].id)
               : NULL;
    v->faults->out_of_memory |= !text;
    return text;
}

static void report_cycle(struct appui_validation *v, int32_t start)
{
    struct appui_place place = appui_place_at(v, v->draft->skills[start].id, "/skills", start);
    struct appui_spot spot = {&place, "broader", -1};
    appui_faults_add(v->faults, APPUI_FAULT_BROADER_CYCLE, appui_spot_pointer(v, spot), place.id,
                     "cycle", cycle_text(v, start), (const char *)NULL);
}

/* Each skill has one broader skill at most: walking up from every skill meets each cycle once. */
static int find_cycles(struct appui_validation *v)
{
    struct appui_skill *skills = v->basin->skills;
    int32_t *walk_of = appui_scratch_array(v, v->basin->n_skills, sizeof *walk_of);
    if (!walk_of) {
        return -1;
    }
    for (int32_t start = 0; start < v->basin->n_skills; start++) {
        int32_t s = start;
        while (s >= 0 && walk_of[s] == 0) {
            walk_of[s] = start + 1;
            s = skills[s].broader;
        }
        if (s >= 0 && walk_of[s] == start + 1) {
            report_cycle(v, s);
            skills[s].broader = -1;
        }
    }
    return 0;
}

/* Reports the first skill of a chain that is one too deep; those below it share the fault. */
static void find_deep_chains(struct appui_validation *v)
{
    const struct appui_skill *skills = v->basin->skills;
    for (int32_t i = 0; i < v->basin->n_skills; i++) {
        int32_t depth = 0;
        for (int32_t s = skills[i].broader; s >= 0 && depth <= APPUI_BROADER_DEPTH_MAX + 1;
             s = skills[s].broader) {
            depth++;
        }
        if (depth != APPUI_BROADER_DEPTH_MAX + 1) {
            continue;
        }
        struct appui_place place = appui_place_at(v, v->draft->skills[i].id, "/skills", i);
        struct appui_spot spot = {&place, "broader", -1};
        appui_faults_add(v->faults, APPUI_FAULT_BROADER_TOO_DEEP, appui_spot_pointer(v, spot),
                         place.id, "value", place.id, "high",
                         appui_figure_text(v, APPUI_UNIT_COUNT, APPUI_BROADER_DEPTH_MAX),
                         (const char *)NULL);
    }
}

static void read_skill(struct appui_validation *v, int32_t index)
{
    const struct appui_draft_skill *draft = &v->draft->skills[index];
    struct appui_skill *skill = &v->basin->skills[index];
    v->incomplete |= draft->broken || !draft->id;
    skill->id = appui_keep(v, draft->id);
    const char *fr = draft->label.fr, *en = draft->label.en;
    skill->label_fr = appui_keep(v, fr ? fr : en ? en : draft->id);
    skill->label_en = appui_keep(v, en ? en : fr ? fr : draft->id);
    skill->broader = -1;
    if (draft->broader) {
        struct appui_place place = appui_place_at(v, draft->id, "/skills", index);
        struct appui_spot spot = {&place, "broader", -1};
        skill->broader = appui_validate_reference(v, spot, APPUI_KIND_SKILL, draft->broader);
    }
}

int appui_validate_skills(struct appui_validation *v)
{
    struct appui_basin *basin = v->basin;
    basin->n_skills = v->draft->n_skills;
    basin->skills = appui_keep_array(v, basin->n_skills, sizeof *basin->skills);
    if (!basin->skills) {
        return -1;
    }
    for (int32_t i = 0; i < basin->n_skills; i++) {
        read_skill(v, i);
    }
    if (find_cycles(v) != 0) {
        return -1;
    }
    find_deep_chains(v);
    return 0;
}
