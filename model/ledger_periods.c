/*
 * Adds up the ledger's entries by period, partner and expert. What an entry is, and where it
 * counts, is decided in ledger_entries.c; what earmarks pay, in ledger_earmarks.c.
 */
#include "model/ledger_periods.h"

#include "model/memory.h"

static bool passes(int32_t filter, int32_t value)
{
    return filter == APPUI_ANY || filter == value;
}

struct appui_entry_sums appui_entries_sum(const struct appui_entries *entries,
                                          struct appui_entry_filter filter)
{
    struct appui_entry_sums sums = {{0}};
    for (int32_t i = 0; i < entries->n; i++) {
        const struct appui_entry *entry = &entries->items[i];
        if (entry->counts && passes(filter.partner, entry->partner) &&
            passes(filter.pledge, entry->pledge) && passes(filter.expert, entry->expert)) {
            sums.kind[entry->kind] += entry->half_days;
        }
    }
    return sums;
}

int64_t appui_sums_delivered(const struct appui_entry_sums *sums)
{
    return sums->kind[APPUI_ENTRY_UNLISTED] + sums->kind[APPUI_ENTRY_DONE];
}

int64_t appui_sums_given(const struct appui_entry_sums *sums)
{
    return appui_sums_delivered(sums) + sums->kind[APPUI_ENTRY_AGREED] +
           sums->kind[APPUI_ENTRY_PROPOSED];
}

bool appui_ledger_has_period(const struct appui_basin *basin, int32_t partner, int32_t pledge)
{
    return basin->partners[partner].pledges[pledge].from <= basin->horizon_end;
}

enum appui_period_end appui_ledger_period_end(const struct appui_basin *basin, int32_t partner,
                                              int32_t pledge)
{
    const struct appui_partner *lender = &basin->partners[partner];
    const struct appui_pledge *period = &lender->pledges[pledge];
    if (period->to < basin->as_of) {
        return APPUI_PERIOD_OVER;
    }
    appui_day needed = period->from > basin->as_of ? period->from : basin->as_of;
    bool gone = lender->until != APPUI_ABSENT && lender->until < needed;
    return gone ? APPUI_PERIOD_GONE : APPUI_PERIOD_OPEN;
}

int64_t appui_ledger_value(const struct appui_partner *partner, int64_t half_days)
{
    return partner->day_rate_cents == APPUI_ABSENT ? APPUI_NO_VALUE
                                                   : half_days * partner->day_rate_cents;
}

/** What of a period nobody can use any more. */
static int lost_in(const struct appui_basin *basin, const struct appui_entries *entries,
                   int32_t partner, int32_t index, const struct appui_ledger_row *row,
                   int64_t *lost)
{
    const struct appui_pledge *pledge = &basin->partners[partner].pledges[index];
    *lost = row->left > 0 ? row->left : 0;
    if (appui_ledger_period_end(basin, partner, index) != APPUI_PERIOD_OPEN) {
        return 0;
    }
    struct appui_arena scratch = {NULL};
    struct appui_earmark_figures *figures =
        appui_arena_alloc(&scratch, (size_t)pledge->n_earmarks, sizeof *figures);
    int code =
        figures == NULL ? -1 : appui_ledger_earmarks(basin, entries, partner, index, figures);
    int64_t expired = 0;
    for (int32_t i = 0; code == 0 && i < pledge->n_earmarks; i++) {
        expired += figures[i].lost;
    }
    *lost = expired < *lost ? expired : *lost;
    appui_arena_release(&scratch);
    return code;
}

static void fill_days(const struct appui_entries *entries, int32_t partner, int32_t pledge,
                      struct appui_ledger_row *row)
{
    struct appui_entry_sums sums =
        appui_entries_sum(entries, (struct appui_entry_filter){partner, pledge, APPUI_ANY});
    row->delivered = appui_sums_delivered(&sums);
    row->agreed = sums.kind[APPUI_ENTRY_AGREED];
    row->proposed = sums.kind[APPUI_ENTRY_PROPOSED];
}

static int fill_period(const struct appui_basin *basin, const struct appui_entries *entries,
                       int32_t partner, int32_t pledge, struct appui_ledger_row *row)
{
    fill_days(entries, partner, pledge, row);
    row->limited = true;
    row->pledged = basin->partners[partner].pledges[pledge].half_days;
    row->left = row->pledged - row->delivered - row->agreed - row->proposed;
    return lost_in(basin, entries, partner, pledge, row, &row->lost);
}

int appui_ledger_row(const struct appui_basin *basin, const struct appui_entries *entries,
                     int32_t partner, int32_t pledge, struct appui_ledger_row *row)
{
    const struct appui_partner *lender = &basin->partners[partner];
    *row = (struct appui_ledger_row){0};
    if (pledge >= 0) {
        return fill_period(basin, entries, partner, pledge, row);
    }
    fill_days(entries, partner, pledge, row);
    row->limited = pledge == APPUI_ANY && lender->limited;
    for (int32_t i = 0; row->limited && i < lender->n_pledges; i++) {
        struct appui_ledger_row period = {0};
        if (!appui_ledger_has_period(basin, partner, i)) {
            continue;
        }
        if (fill_period(basin, entries, partner, i, &period) != 0) {
            return -1;
        }
        row->pledged += period.pledged;
        row->lost += period.lost;
    }
    row->left = row->limited ? row->pledged - row->delivered - row->agreed - row->proposed : 0;
    return 0;
}
