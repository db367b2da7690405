/*
 * Figures: what each partner gives and what the plan adds up to, recomputed by the ledger and
 * compared one by one; then the tiers, which need the burdens.
 */
#include "model/ledger.h"
#include "model/verdict.h"

struct figure {
    const char *key;
    int64_t said, found;
    bool said_none, found_none; /**< null, as for a partner without limit */
};

/** What a plan file has where a figure means nothing. */
#define NONE "null"

static void check_partner_figure(const struct appui_verdict *verdict, int32_t partner,
                                 const struct figure *figure)
{
    const char *id = verdict->basin->partners[partner].id;
    char pointer[APPUI_POINTER_TEXT], said[APPUI_DAYS_TEXT], found[APPUI_DAYS_TEXT];
    bool same = figure->said_none == figure->found_none &&
                (figure->found_none || figure->said == figure->found);
    if (!same) {
        appui_faults_add(
            verdict->faults, APPUI_FAULT_PARTNER_FIGURE,
            appui_verdict_partner(verdict, partner, pointer), id, "key", figure->key, "partner", id,
            "value", figure->said_none ? NONE : appui_days_write(figure->said, said), "high",
            figure->found_none ? NONE : appui_days_write(figure->found, found), APPUI_END);
    }
}

static void write_fraction(const struct appui_partner_figures *figures, struct appui_arena *arena,
                           const char **text)
{
    const char *written =
        figures->has_burden ? appui_arena_format(arena, "%lld/%lld", (long long)figures->burden.num,
                                                 (long long)figures->burden.den)
                            : NONE;
    *text = written == NULL ? NONE : written;
}

static void check_burden(struct appui_verdict *verdict, int32_t partner,
                         const struct appui_partner_figures *found)
{
    const struct appui_partner_figures *said = &verdict->plan->partners[partner];
    const char *id = verdict->basin->partners[partner].id, *value, *high;
    char pointer[APPUI_POINTER_TEXT];
    bool same = said->has_burden == found->has_burden &&
                (!found->has_burden ||
                 (said->burden.num == found->burden.num && said->burden.den == found->burden.den));
    if (!same) {
        write_fraction(said, &verdict->arena, &value);
        write_fraction(found, &verdict->arena, &high);
        appui_faults_add(verdict->faults, APPUI_FAULT_PARTNER_FIGURE,
                         appui_verdict_partner(verdict, partner, pointer), id, "key", "burden",
                         "partner", id, "value", value, "high", high, APPUI_END);
    }
}

static void check_partner(struct appui_verdict *verdict, int32_t partner,
                          const struct appui_partner_figures *found)
{
    const struct appui_partner_figures *said = &verdict->plan->partners[partner];
    const struct figure figures[] = {
        {"delivered", said->delivered, found->delivered, false, false},
        {"agreed", said->agreed, found->agreed, false, false},
        {"proposed", said->proposed, found->proposed, false, false},
        {"pledged", said->pledged, found->pledged, !said->limited, !found->limited},
        {"left", said->left, found->left, !said->has_left, !found->has_left},
    };
    for (int32_t i = 0; i < 5; i++) {
        check_partner_figure(verdict, partner, &figures[i]);
    }
    check_burden(verdict, partner, found);
}

static void check_plan(const struct appui_verdict *verdict, const struct appui_figures *found)
{
    const struct appui_figures *said = &verdict->plan->figures;
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    const struct figure figures[] = {
        {"projects_fully_served", said->projects_fully_served, found->projects_fully_served, false,
         false},
        {"jobs_behind_them", said->jobs_behind_them, found->jobs_behind_them, false, false},
        {"days_unused", said->half_days_unused, found->half_days_unused, false, false},
    };
    for (int32_t i = 0; i < 3; i++) {
        char *(*write)(int64_t, char[APPUI_DAYS_TEXT]) =
            i == 2 ? appui_days_write : appui_count_write;
        if (figures[i].said != figures[i].found) {
            appui_faults_add(verdict->faults, APPUI_FAULT_FIGURE_WRONG, "/figures", NULL, "key",
                             figures[i].key, "value", write(figures[i].said, value), "high",
                             write(figures[i].found, high), APPUI_END);
        }
    }
}

int appui_check_figures(struct appui_verdict *verdict)
{
    int32_t n = verdict->basin->n_partners;
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    struct appui_figures figures;
    struct appui_partner_figures *partners =
        appui_arena_alloc(&verdict->arena, (size_t)n, sizeof *partners);
    if (partners == NULL) {
        return -1;
    }
    appui_ledger_partners(verdict->basin, verdict->standing, verdict->plan, partners);
    appui_ledger_figures(verdict->basin, verdict->standing, verdict->plan, partners, &figures);
    if (verdict->plan->n_partners != n) {
        appui_faults_add(verdict->faults, APPUI_FAULT_PARTNERS_COUNT, "/partners", NULL, "value",
                         appui_count_write(verdict->plan->n_partners, value), "high",
                         appui_count_write(n, high), APPUI_END);
    }
    for (int32_t i = 0; verdict->plan->n_partners == n && i < n; i++) {
        check_partner(verdict, i, &partners[i]);
    }
    check_plan(verdict, &figures);
    return appui_check_tiers(verdict, partners);
}
