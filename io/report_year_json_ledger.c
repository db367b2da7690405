/*
 * The ledger for machines: partners and experts by convention year, in no period and since their
 * start, and earmarked days. Every row is written, zero or not, so that a program need not guess.
 */
#include "io/report_year_json.h"

#include "model/memory.h"

/* What rows are written from. */
struct book {
    struct appui_json_tree *tree;
    const struct appui_basin *basin;
    const struct appui_entries *entries;
    const struct appui_year *year;
};

void appui_year_put_days(struct appui_json_tree *tree, json_t *object, const char *key,
                         int64_t half_days)
{
    appui_json_put(tree, object, key, appui_json_quotient(half_days, 2));
}

static void put_value(struct book *book, json_t *object, int32_t partner, int64_t half_days)
{
    int64_t value = appui_ledger_value(&book->basin->partners[partner], half_days);
    appui_json_put(book->tree, object, "value",
                   value == APPUI_NO_VALUE ? json_null() : appui_json_quotient(value, 200));
}

/* Which row it is: "row", and of a period its dates. */
static json_t *row_of(struct book *book, int32_t partner, int32_t pledge)
{
    json_t *object = json_object();
    const char *kind = pledge == APPUI_ANY         ? "since_start"
                       : pledge == APPUI_NO_PERIOD ? "no_period"
                                                   : "period";
    appui_json_put(book->tree, object, "row", json_string(kind));
    if (pledge >= 0) {
        const struct appui_pledge *period = &book->basin->partners[partner].pledges[pledge];
        appui_json_put(book->tree, object, "from", appui_json_day(period->from));
        appui_json_put(book->tree, object, "to", appui_json_day(period->to));
    }
    return object;
}

static json_t *partner_row(struct book *book, int32_t partner, int32_t pledge)
{
    struct appui_ledger_row row;
    json_t *object = row_of(book, partner, pledge);
    if (appui_ledger_row(book->basin, book->entries, partner, pledge, &row) != 0) {
        book->tree->failed = true;
        return object;
    }
    if (row.limited) {
        appui_year_put_days(book->tree, object, "pledged", row.pledged);
    }
    appui_year_put_days(book->tree, object, "delivered", row.delivered);
    appui_year_put_days(book->tree, object, "agreed", row.agreed);
    appui_year_put_days(book->tree, object, "proposed", row.proposed);
    if (row.limited) {
        appui_year_put_days(book->tree, object, "left", row.left);
        appui_year_put_days(book->tree, object, "lost", row.lost);
    }
    put_value(book, object, partner, row.delivered + row.agreed + row.proposed);
    return object;
}

static json_t *expert_row(struct book *book, struct appui_entry_filter filter)
{
    struct appui_entry_sums sums = appui_entries_sum(book->entries, filter);
    json_t *object = row_of(book, filter.partner, filter.pledge);
    appui_year_put_days(book->tree, object, "delivered", appui_sums_delivered(&sums));
    appui_year_put_days(book->tree, object, "agreed", sums.kind[APPUI_ENTRY_AGREED]);
    appui_year_put_days(book->tree, object, "proposed", sums.kind[APPUI_ENTRY_PROPOSED]);
    put_value(book, object, filter.partner, appui_sums_given(&sums));
    return object;
}

/* One row of the partner, or of one of its experts. */
static json_t *any_row(struct book *book, int32_t partner, int32_t expert, int32_t pledge)
{
    return expert == APPUI_ANY
               ? partner_row(book, partner, pledge)
               : expert_row(book, (struct appui_entry_filter){partner, pledge, expert});
}

/* Periods, what stands in none, all together. */
static json_t *ledger_of(struct book *book, int32_t partner, int32_t expert)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < book->basin->partners[partner].n_pledges; i++) {
        if (appui_ledger_has_period(book->basin, partner, i)) {
            appui_json_append(book->tree, list, any_row(book, partner, expert, i));
        }
    }
    if (book->basin->partners[partner].limited) {
        appui_json_append(book->tree, list, any_row(book, partner, expert, APPUI_NO_PERIOD));
    }
    appui_json_append(book->tree, list, any_row(book, partner, expert, APPUI_ANY));
    return list;
}

static json_t *partner_of(struct book *book, int32_t partner)
{
    const struct appui_year_partner *figures = &book->year->partners[partner];
    json_t *object = json_object();
    appui_json_put(book->tree, object, "partner", json_string(book->basin->partners[partner].id));
    appui_year_put_days(book->tree, object, "delivered", figures->days.delivered);
    appui_year_put_days(book->tree, object, "agreed", figures->days.agreed);
    appui_year_put_days(book->tree, object, "proposed", figures->days.proposed);
    put_value(book, object, partner, figures->days.delivered + figures->days.agreed);
    appui_json_put(book->tree, object, "pledged",
                   book->basin->partners[partner].limited ? appui_json_quotient(figures->pledged, 2)
                                                          : json_null());
    appui_json_put(book->tree, object, "mandates", json_integer(figures->mandates));
    appui_json_put(book->tree, object, "ledger", ledger_of(book, partner, APPUI_ANY));
    return object;
}

static json_t *expert_of(struct book *book, int32_t expert)
{
    int32_t partner = book->basin->experts[expert].partner;
    json_t *object = json_object();
    appui_json_put(book->tree, object, "expert", json_string(book->basin->experts[expert].id));
    appui_json_put(book->tree, object, "partner", json_string(book->basin->partners[partner].id));
    appui_json_put(book->tree, object, "ledger", ledger_of(book, partner, expert));
    return object;
}

static json_t *earmark_of(struct book *book, int32_t partner, const struct appui_pledge *pledge,
                          const struct appui_earmark *earmark,
                          const struct appui_earmark_figures *figures)
{
    json_t *object = json_object();
    appui_json_put(book->tree, object, "partner", json_string(book->basin->partners[partner].id));
    appui_json_put(book->tree, object, "from", appui_json_day(pledge->from));
    appui_json_put(book->tree, object, "purpose", json_string(earmark->purpose));
    appui_json_put(book->tree, object, "to", appui_json_day(earmark->to));
    appui_year_put_days(book->tree, object, "days", earmark->half_days);
    appui_year_put_days(book->tree, object, "delivered", figures->unlisted + figures->delivered);
    appui_year_put_days(book->tree, object, "agreed", figures->agreed);
    appui_year_put_days(book->tree, object, "proposed", figures->proposed);
    appui_year_put_days(book->tree, object, "lost", figures->lost);
    appui_year_put_days(book->tree, object, "open", figures->open);
    return object;
}

static void append_earmarks(struct book *book, json_t *list, int32_t partner, int32_t index)
{
    const struct appui_pledge *pledge = &book->basin->partners[partner].pledges[index];
    struct appui_earmark_figures figures[APPUI_EARMARKS_MAX];
    if (appui_ledger_earmarks(book->basin, book->entries, partner, index, figures) != 0) {
        book->tree->failed = true;
        return;
    }
    for (int32_t i = 0; i < pledge->n_earmarks; i++) {
        appui_json_append(book->tree, list,
                          earmark_of(book, partner, pledge, &pledge->earmarks[i], &figures[i]));
    }
}

void appui_year_put_ledger(struct appui_json_tree *tree, json_t *root,
                           const struct appui_year_report *report)
{
    const struct appui_basin *basin = report->sources->basin;
    struct book book = {tree, basin, report->sources->entries, report->year};
    json_t *partners = json_array(), *experts = json_array(), *earmarks = json_array();
    for (int32_t p = 0; p < basin->n_partners; p++) {
        appui_json_append(tree, partners, partner_of(&book, p));
        for (int32_t i = 0; i < basin->partners[p].n_pledges; i++) {
            if (appui_ledger_has_period(basin, p, i)) {
                append_earmarks(&book, earmarks, p, i);
            }
        }
    }
    for (int32_t e = 0; e < basin->n_experts; e++) {
        appui_json_append(tree, experts, expert_of(&book, e));
    }
    appui_json_put(tree, root, "partners", partners);
    appui_json_put(tree, root, "experts", experts);
    appui_json_put(tree, root, "earmarks", earmarks);
}
