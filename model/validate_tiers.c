/*
 * The order of the tiers and the factors of burden.
 */
#include <string.h>

#include "model/nearest.h"
#include "model/validate.h"

/* A factor of one year would already dwarf every pledge. */
#define FACTOR_MAX (366 * 2 * 1000)

static const char *names_allowed(struct appui_validation *v)
{
    const char *names = appui_tier_name((enum appui_tier)0);
    for (int32_t i = 1; names && i < APPUI_N_TIERS; i++) {
        names =
            appui_arena_format(&v->scratch, "%s, %s", names, appui_tier_name((enum appui_tier)i));
    }
    v->faults->out_of_memory |= !names;
    return names;
}

static const char *nearest_name(const char *text)
{
    struct appui_nearest search = appui_nearest_start(text);
    for (int32_t i = 0; i < APPUI_N_TIERS; i++) {
        appui_nearest_offer(&search, appui_tier_name((enum appui_tier)i));
    }
    return search.best;
}

static void report_unknown(struct appui_validation *v, const char *pointer, const char *text)
{
    char *name = appui_arena_text(&v->scratch, text, strcspn(text, ":"));
    if (!name) {
        v->faults->out_of_memory = true;
        return;
    }
    appui_faults_add(v->faults, APPUI_FAULT_UNKNOWN_TIER, pointer, NULL, "value", name, "hint",
                     nearest_name(name), "allowed", names_allowed(v), (const char *)NULL);
}

/* Where an item of the list stands, or with -1 the list. */
static const char *pointer_to(struct appui_validation *v, int32_t index)
{
    const struct appui_place root = {"", NULL};
    const struct appui_spot spot = {&root, "tiers", index};
    return v->draft->tiers_from_option ? "--tiers" : appui_spot_pointer(v, spot);
}

static void report(struct appui_validation *v, int32_t index, enum appui_tier_fault fault)
{
    const char *text = v->draft->tiers.items[index];
    const char *pointer = pointer_to(v, index);
    if (fault == APPUI_TIER_UNKNOWN) {
        report_unknown(v, pointer, text);
        return;
    }
    appui_faults_add(v->faults,
                     fault == APPUI_TIER_TWICE ? APPUI_FAULT_TIER_TWICE
                                               : APPUI_FAULT_TIER_BAD_TOLERANCE,
                     pointer, NULL, "value", text, (const char *)NULL);
}

static void read_tiers(struct appui_validation *v, struct appui_tier_list *list)
{
    const struct appui_draft_texts *tiers = &v->draft->tiers;
    bool whole = !tiers->broken;
    for (int32_t i = 0; i < tiers->n; i++) {
        const char *text = tiers->items[i];
        if (!text) {
            whole = false;
            continue;
        }
        enum appui_tier_fault fault =
            appui_tier_list_add(list, text, (int32_t)strnlen(text, INT32_MAX));
        if (fault != APPUI_TIER_OK) {
            report(v, i, fault);
        }
    }
    v->incomplete |= !whole;
    if (whole && tiers->n == 0) {
        appui_faults_add(v->faults, APPUI_FAULT_TIERS_EMPTY, pointer_to(v, -1), NULL,
                         (const char *)NULL);
    }
    if (list->n == tiers->n && appui_tier_list_check(list) == APPUI_TIER_ALONE) {
        appui_faults_add(v->faults, APPUI_FAULT_TIER_ALONE, pointer_to(v, -1), NULL,
                         (const char *)NULL);
    }
}

static int32_t read_factor(struct appui_validation *v, const char *key, int32_t value)
{
    const struct appui_place burden = {"/burden", NULL};
    const struct appui_field field = {key, APPUI_UNIT_FACTOR, 0, FACTOR_MAX};
    return appui_or(appui_validate_number(v, &burden, &field, value), 0);
}

int appui_validate_tiers(struct appui_validation *v)
{
    struct appui_basin *basin = v->basin;
    if (v->draft->tiers.given) {
        read_tiers(v, &basin->tiers);
    } else {
        basin->tiers = appui_tier_list_default();
    }
    basin->mandate_factor = read_factor(v, "mandate_days", v->draft->mandate_half_days);
    basin->attendance_factor = read_factor(v, "attendance_days", v->draft->attendance_half_days);
    return 0;
}
