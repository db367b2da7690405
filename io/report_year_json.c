/*
 * The year for machines: the results, the dossiers, and what was overridden. Partners, experts and
 * earmarks stand in report_year_json_ledger.c. Values are exact: days, euros, and fractions where a
 * quotient would not be.
 */
#include "io/report_year_json.h"

#include "io/json_layout.h"
#include "io/json_text.h"

static void put_count(struct appui_json_tree *tree, json_t *object, const char *key, int64_t value)
{
    appui_json_put(tree, object, key, json_integer(value));
}

/* A quotient, or null where there is nothing to divide by. */
static json_t *quotient(struct appui_json_tree *tree, int64_t num, int64_t den)
{
    return den > 0 ? appui_json_fraction(tree, appui_fraction_make(num, den)) : json_null();
}

static const char *project_id(const struct appui_basin *basin, int32_t project)
{
    return basin->projects[project].id;
}

static json_t *period_of(struct appui_json_tree *tree, const struct appui_year *year)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "from", appui_json_day(year->period.from));
    appui_json_put(tree, object, "to", appui_json_day(year->period.to));
    appui_json_put(tree, object, "years", appui_json_fraction(tree, year->years));
    return object;
}

static json_t *objectives_of(struct appui_json_tree *tree,
                             const struct appui_objectives *objectives)
{
    json_t *object = json_object(), *committees = json_object();
    appui_json_put(tree, object, "source", json_string(objectives->given ? "basin" : "s2"));
    put_count(tree, object, "examined", objectives->examined);
    put_count(tree, object, "approved", objectives->approved);
    put_count(tree, committees, "min", objectives->committees_min);
    put_count(tree, committees, "max", objectives->committees_max);
    appui_json_put(tree, object, "committees", committees);
    put_count(tree, object, "jobs", objectives->jobs);
    put_count(tree, object, "mandates_per_partner", objectives->mandates_per_partner);
    return object;
}

static json_t *dossier_list(struct appui_json_tree *tree, const struct appui_year *year)
{
    static const char *const outcomes[] = {[APPUI_YEAR_RETAINED] = "retained",
                                           [APPUI_YEAR_REFUSED] = "refused",
                                           [APPUI_YEAR_DEFERRED] = "deferred"};
    json_t *list = json_array();
    for (int32_t i = 0; i < year->n_dossiers; i++) {
        const struct appui_year_dossier *dossier = &year->dossiers[i];
        json_t *object = json_object();
        appui_json_put(tree, object, "project", json_string(dossier->id));
        appui_json_put(tree, object, "date", appui_json_day(dossier->day));
        appui_json_put(tree, object, "outcome", json_string(outcomes[dossier->outcome]));
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *dossiers_of(struct appui_json_tree *tree, const struct appui_year *year)
{
    json_t *object = json_object();
    put_count(tree, object, "examined", year->n_dossiers);
    put_count(tree, object, "retained", year->outcomes[APPUI_YEAR_RETAINED]);
    put_count(tree, object, "refused", year->outcomes[APPUI_YEAR_REFUSED]);
    put_count(tree, object, "deferred", year->outcomes[APPUI_YEAR_DEFERRED]);
    appui_json_put(tree, object, "approval_rate",
                   quotient(tree, year->outcomes[APPUI_YEAR_RETAINED], year->n_dossiers));
    put_count(tree, object, "deferrals", year->n_deferrals);
    put_count(tree, object, "withdrawn", year->n_withdrawn);
    put_count(tree, object, "deferred_undated", year->deferred_undated);
    put_count(tree, object, "withdrawn_undated", year->withdrawn_undated);
    put_count(tree, object, "withdrawn_uncounted", year->withdrawn_uncounted);
    appui_json_put(tree, object, "list", dossier_list(tree, year));
    return object;
}

static json_t *committees_of(struct appui_json_tree *tree, const struct appui_year *year)
{
    json_t *object = json_object();
    put_count(tree, object, "held", year->committees_held);
    put_count(tree, object, "ahead", year->committees_ahead);
    return object;
}

static json_t *jobs_of(struct appui_json_tree *tree, const struct appui_year *year)
{
    json_t *object = json_object();
    put_count(tree, object, "retained", year->jobs_retained);
    put_count(tree, object, "running_projects", year->n_running);
    put_count(tree, object, "running", year->jobs_running);
    return object;
}

static json_t *days_of(struct appui_json_tree *tree, const struct appui_year *year)
{
    json_t *object = json_object();
    appui_year_put_days(tree, object, "delivered", year->days.delivered);
    appui_year_put_days(tree, object, "agreed", year->days.agreed);
    appui_year_put_days(tree, object, "proposed", year->days.proposed);
    appui_year_put_days(tree, object, "agreed_undated", year->agreed_undated);
    appui_year_put_days(tree, object, "unlisted_apart", year->unlisted_apart);
    appui_json_put(
        tree, object, "mean_per_retained",
        quotient(tree, year->retained_half_days, 2 * (int64_t)year->outcomes[APPUI_YEAR_RETAINED]));
    return object;
}

static json_t *waiting_of(struct appui_json_tree *tree, const struct appui_basin *basin,
                          const struct appui_year_waiting *waiting)
{
    json_t *object = json_object();
    put_count(tree, object, "decided", waiting->n);
    appui_json_put(tree, object, "median",
                   waiting->n > 0 ? appui_json_quotient(waiting->median_halves, 2) : json_null());
    appui_json_put(tree, object, "longest",
                   waiting->n > 0 ? json_integer(waiting->longest) : json_null());
    appui_json_put(tree, object, "longest_project",
                   waiting->n > 0 ? json_string(project_id(basin, waiting->longest_project))
                                  : json_null());
    put_count(tree, object, "open", waiting->n_open);
    appui_json_put(tree, object, "open_longest",
                   waiting->n_open > 0 ? json_integer(waiting->open_longest) : json_null());
    appui_json_put(tree, object, "open_project",
                   waiting->n_open > 0 ? json_string(project_id(basin, waiting->open_project))
                                       : json_null());
    return object;
}

static json_t *sponsors_of(struct appui_json_tree *tree, const struct appui_year *year)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < year->n_sponsors; i++) {
        const struct appui_year_sponsor *sponsor = &year->sponsors[i];
        json_t *object = json_object();
        appui_json_put(tree, object, "sponsor", json_string(sponsor->id));
        put_count(tree, object, "examined", sponsor->examined);
        put_count(tree, object, "retained", sponsor->retained);
        put_count(tree, object, "jobs", sponsor->jobs);
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *overridden(struct appui_json_tree *tree, const struct appui_basin *basin,
                          const struct appui_year_gaps *gaps, bool experts)
{
    const struct appui_year_override *items = experts ? gaps->experts : gaps->partners;
    json_t *list = json_array();
    for (int32_t i = 0; i < (experts ? gaps->n_experts : gaps->n_partners); i++) {
        const char *id =
            experts ? basin->experts[items[i].index].id : basin->partners[items[i].index].id;
        json_t *object = json_object();
        appui_json_put(tree, object, experts ? "expert" : "partner", json_string(id));
        put_count(tree, object, "changes", items[i].count);
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *overrides_of(struct appui_json_tree *tree, const struct appui_basin *basin,
                            const struct appui_year_gaps *gaps)
{
    json_t *object = json_object(), *kinds = json_object();
    put_count(tree, object, "entries", gaps->n_entries);
    appui_year_put_days(tree, object, "proposed_days", gaps->proposed);
    appui_year_put_days(tree, object, "decided_days", gaps->decided);
    put_count(tree, object, "changes", gaps->n);
    for (int32_t i = 0; i < APPUI_N_GAP_KINDS; i++) {
        if (i != APPUI_GAP_WITHDRAWN && i != APPUI_GAP_DAYS_TAKEN_BACK) {
            put_count(tree, kinds, appui_gap_name((enum appui_gap_kind)i), gaps->kinds[i]);
        }
    }
    appui_json_put(tree, object, "kinds", kinds);
    appui_json_put(tree, object, "partners", overridden(tree, basin, gaps, false));
    appui_json_put(tree, object, "experts", overridden(tree, basin, gaps, true));
    return object;
}

static void put_results(struct appui_json_tree *tree, json_t *root,
                        const struct appui_year_report *report)
{
    const struct appui_basin *basin = report->sources->basin;
    const struct appui_year *year = report->year;
    appui_json_put(tree, root, "format", json_string("appui-year/1"));
    appui_json_put(tree, root, "basin", json_string(basin->name));
    appui_json_put(tree, root, "as_of", appui_json_day(basin->as_of));
    appui_json_put(tree, root, "period", period_of(tree, year));
    appui_json_put(tree, root, "plan_holds", json_boolean(report->faults->n_broken == 0));
    appui_json_put(tree, root, "journal", json_boolean(year->has_journal));
    appui_json_put(tree, root, "objectives", objectives_of(tree, &basin->objectives));
    appui_json_put(tree, root, "dossiers", dossiers_of(tree, year));
    appui_json_put(tree, root, "committees", committees_of(tree, year));
    appui_json_put(tree, root, "jobs", jobs_of(tree, year));
    appui_json_put(tree, root, "days", days_of(tree, year));
    appui_json_put(tree, root, "waiting", waiting_of(tree, basin, &year->waiting));
    appui_json_put(tree, root, "sponsors", sponsors_of(tree, year));
    appui_json_put(tree, root, "overrides",
                   year->has_journal ? overrides_of(tree, basin, &year->gaps) : json_null());
}

enum appui_io_code appui_report_year_json(const struct appui_year_report *report, char **text,
                                          size_t *length)
{
    struct appui_json_tree tree = {.context = report};
    *text = NULL;
    *length = 0;
    appui_json_use_memory();
    json_t *root = json_object();
    put_results(&tree, root, report);
    appui_year_put_ledger(&tree, root, report);
    enum appui_io_code code =
        tree.failed ? APPUI_IO_NO_MEMORY : appui_json_lay_out(root, text, length);
    json_decref(root);
    return code;
}
