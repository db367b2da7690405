/*
 * Require and forbid rules: pairs that exist, each once. A pair both required and forbidden is a
 * fault where one author wrote both, in the file or as options; an option against the file is a
 * question, which the solver answers.
 */
#include <stdlib.h>

#include "model/validate.h"

struct numbered_rule {
    struct appui_pair_rule rule;
    int32_t index;
    bool forbids;
    bool repeated;
};

static struct appui_place rule_place(struct appui_validation *v, bool forbids, int32_t index)
{
    const struct appui_draft_rule *draft =
        forbids ? &v->draft->forbid[index] : &v->draft->require[index];
    if (draft->from_option) {
        struct appui_place place = {forbids ? "--forbid" : "--require", NULL};
        return place;
    }
    return appui_place_at(v, NULL, forbids ? "/rules/forbid" : "/rules/require", index);
}

/* @return true when the pair resolved */
static bool read_rule(struct appui_validation *v, struct numbered_rule *rule)
{
    const struct appui_draft_rule *draft =
        rule->forbids ? &v->draft->forbid[rule->index] : &v->draft->require[rule->index];
    struct appui_place place = rule_place(v, rule->forbids, rule->index);
    struct appui_spot need = {&place, "need", -1}, expert = {&place, "expert", -1};
    v->incomplete |= draft->broken;
    rule->rule.need = appui_validate_reference(v, need, APPUI_KIND_NEED, draft->need);
    rule->rule.expert = appui_validate_reference(v, expert, APPUI_KIND_EXPERT, draft->expert);
    rule->rule.from_option = draft->from_option;
    return rule->rule.need >= 0 && rule->rule.expert >= 0;
}

static int32_t read_rules(struct appui_validation *v, struct numbered_rule *rules)
{
    int32_t n = 0;
    for (int32_t i = 0; i < v->draft->n_require + v->draft->n_forbid; i++) {
        bool forbids = i >= v->draft->n_require;
        rules[n] = (struct numbered_rule){.index = forbids ? i - v->draft->n_require : i,
                                          .forbids = forbids};
        n += read_rule(v, &rules[n]);
    }
    return n;
}

static int by_pair(const void *left, const void *right)
{
    const struct numbered_rule *a = *(const struct numbered_rule *const *)left;
    const struct numbered_rule *b = *(const struct numbered_rule *const *)right;
    if (a->rule.need != b->rule.need) {
        return a->rule.need < b->rule.need ? -1 : 1;
    }
    if (a->rule.expert != b->rule.expert) {
        return a->rule.expert < b->rule.expert ? -1 : 1;
    }
    if (a->forbids != b->forbids) {
        return a->forbids ? 1 : -1;
    }
    return (a->index > b->index) - (a->index < b->index);
}

static void report_pair(struct appui_validation *v, enum appui_fault_code code,
                        const struct numbered_rule *rule)
{
    struct appui_place place = rule_place(v, rule->forbids, rule->index);
    appui_faults_add(v->faults, code, place.pointer, NULL, "need",
                     v->basin->needs[rule->rule.need].id, "expert",
                     v->basin->experts[rule->rule.expert].id, (const char *)NULL);
}

static bool same_pair(const struct numbered_rule *a, const struct numbered_rule *b)
{
    return a->rule.need == b->rule.need && a->rule.expert == b->rule.expert;
}

/* Judges the rules on one pair: the required ones come first, then the forbidden ones. */
static void check_pair(struct appui_validation *v, struct numbered_rule **group, int32_t n)
{
    bool required[2] = {false, false};
    bool contradicted = false;
    for (int32_t i = 0; i < n; i++) {
        struct numbered_rule *rule = group[i];
        if (i > 0 && group[i - 1]->forbids == rule->forbids) {
            rule->repeated = true;
            report_pair(v, APPUI_FAULT_DUPLICATE_RULE, rule);
        }
        if (!rule->forbids) {
            required[rule->rule.from_option] = true;
        } else if (required[rule->rule.from_option] && !contradicted) {
            contradicted = true;
            report_pair(v, APPUI_FAULT_REQUIRED_AND_FORBIDDEN, rule);
        }
    }
}

static int check_pairs(struct appui_validation *v, struct numbered_rule *rules, int32_t n)
{
    struct numbered_rule **sorted = appui_scratch_array(v, n, sizeof *sorted);
    if (!sorted) {
        return -1;
    }
    for (int32_t i = 0; i < n; i++) {
        sorted[i] = &rules[i];
    }
    qsort(sorted, (size_t)n, sizeof *sorted, by_pair);
    int32_t first = 0;
    while (first < n) {
        int32_t end = first + 1;
        while (end < n && same_pair(sorted[first], sorted[end])) {
            end++;
        }
        check_pair(v, &sorted[first], end - first);
        first = end;
    }
    return 0;
}

/* File order, options last; an option that repeats the file adds nothing. */
static void keep_rules(struct appui_basin *basin, const struct numbered_rule *rules, int32_t n)
{
    for (int32_t i = 0; i < 2 * n; i++) {
        const struct numbered_rule *rule = &rules[i % n];
        if (rule->repeated || rule->rule.from_option != (i >= n)) {
            continue;
        }
        if (rule->forbids) {
            basin->forbid[basin->n_forbid++] = rule->rule;
        } else {
            basin->require[basin->n_require++] = rule->rule;
        }
    }
}

int appui_validate_rules(struct appui_validation *v)
{
    struct appui_basin *basin = v->basin;
    const struct appui_draft *draft = v->draft;
    struct numbered_rule *rules =
        appui_scratch_array(v, draft->n_require + draft->n_forbid, sizeof *rules);
    basin->require = appui_keep_array(v, draft->n_require, sizeof *basin->require);
    basin->forbid = appui_keep_array(v, draft->n_forbid, sizeof *basin->forbid);
    if (!rules || !basin->require || !basin->forbid) {
        return -1;
    }
    int32_t n = read_rules(v, rules);
    if (check_pairs(v, rules, n) != 0) {
        return -1;
    }
    keep_rules(basin, rules, n);
    return 0;
}
