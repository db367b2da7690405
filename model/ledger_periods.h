/*
 * The ledger by convention year: pledged, delivered, agreed, proposed and left, per partner and per
 * expert, in each pledge period and since the start; earmarked days with what became of them.
 *
 * A convention year is one pledge period. "Since the start" is all periods that start by the
 * horizon's end, and what counts without standing in one (APPUI_NO_PERIOD), so that rows add up.
 */
#ifndef APPUI_MODEL_LEDGER_PERIODS_H
#define APPUI_MODEL_LEDGER_PERIODS_H

#include "model/ledger_entries.h"

/** Any partner, any expert, any period: since the start. */
#define APPUI_ANY (-2)

/** Which entries to add up: indices, or APPUI_ANY; expert -1 is what no line lists. */
struct appui_entry_filter {
    int32_t partner, pledge, expert;
};

/** Half-days by kind. */
struct appui_entry_sums {
    int64_t kind[APPUI_N_ENTRY_KINDS]; /**< by enum appui_entry_kind */
};

/** Adds up the entries that count. Linear in the entries. */
struct appui_entry_sums appui_entries_sum(const struct appui_entries *entries,
                                          struct appui_entry_filter filter);

/** Delivered: done, and what no line lists. */
int64_t appui_sums_delivered(const struct appui_entry_sums *sums);

/** Delivered, agreed and proposed. */
int64_t appui_sums_given(const struct appui_entry_sums *sums);

/** A partner in one period, in no period, or since the start. Half-days. */
struct appui_ledger_row {
    bool limited; /**< pledged, left and lost mean something: a period of a partner with pledges, or
                     since its start */
    int64_t pledged;
    int64_t delivered, agreed, proposed;
    int64_t left; /**< pledged - delivered - agreed - proposed; negative when overdrawn */
    int64_t lost; /**< of what is left, what nobody can use any more: all of a period that is over
                     or whose partner has left, and earmarked days after their date */
};

/** Whether what a pledge period has left can still be used. */
enum appui_period_end {
    APPUI_PERIOD_OPEN,
    APPUI_PERIOD_OVER, /**< it ended before as_of */
    APPUI_PERIOD_GONE  /**< not over, but its partner has left, or will have when it begins */
};

/** @param pledge  index into the partner's pledges */
enum appui_period_end appui_ledger_period_end(const struct appui_basin *basin, int32_t partner,
                                              int32_t pledge);

/**
 * Fills a row.
 * @param pledge  index into the partner's pledges, APPUI_NO_PERIOD, or APPUI_ANY for since the
 * start
 * @return 0, or -1 when memory fails
 */
int appui_ledger_row(const struct appui_basin *basin, const struct appui_entries *entries,
                     int32_t partner, int32_t pledge, struct appui_ledger_row *row);

/** True when the period belongs to the ledger: it starts by the horizon's end. */
bool appui_ledger_has_period(const struct appui_basin *basin, int32_t partner, int32_t pledge);

/**
 * Value of half-days of a partner by its day rate, in half-cents (1/200 euro), exact.
 * @return APPUI_NO_VALUE when it has no rate
 */
int64_t appui_ledger_value(const struct appui_partner *partner, int64_t half_days);
#define APPUI_NO_VALUE INT64_MIN

/** What became of one earmark. Half-days; unlisted + delivered + agreed + proposed + lost + open =
 * earmarked. */
struct appui_earmark_figures {
    int64_t unlisted; /**< delivered on no line and beyond the general part */
    int64_t delivered, agreed, proposed;
    int64_t lost; /**< unused, its date is before as_of or its partner has left */
    int64_t open; /**< unused, still usable */
};

/**
 * Attributes the half-days of a pledge period to its earmarks, as docs/choices.md says: earmarks
 * before the general part, as many half-days as they can pay for (the maximum flow of
 * model/earmarks), the earmark that expires first as full as that allows, done half-days before
 * agreed ones before proposed ones.
 * @param figures  [n_earmarks] of the pledge, written
 * @return 0, or -1 when memory fails
 */
int appui_ledger_earmarks(const struct appui_basin *basin, const struct appui_entries *entries,
                          int32_t partner, int32_t pledge, struct appui_earmark_figures *figures);

#endif
