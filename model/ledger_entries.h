/*
 * The ledger's entries: every half-day that counts for a partner, one by one, with who gives it,
 * to which need, in which pledge period and in which state. Tables of the ledger are sums of them.
 *
 * Entries follow the rules of model/ledger: of each partner they add up to the figures that plans
 * carry. They are made anew from the basin's lines and the plan's lines.
 */
#ifndef APPUI_MODEL_LEDGER_ENTRIES_H
#define APPUI_MODEL_LEDGER_ENTRIES_H

#include <stdbool.h>
#include <stdint.h>

#include "model/plan.h"

/** Where an entry stands in no pledge period: no date yet, or a date outside all of them. */
#define APPUI_NO_PERIOD (-1)

enum appui_entry_kind {
    APPUI_ENTRY_UNLISTED, /**< delivered, as a pledge says, on no line of the file */
    APPUI_ENTRY_DONE,     /**< done session */
    APPUI_ENTRY_AGREED,   /**< agreed and not done: a planned session, or half-days without date */
    APPUI_ENTRY_PROPOSED,
    APPUI_N_ENTRY_KINDS
};

struct appui_entry {
    enum appui_entry_kind kind;
    bool counts; /**< in the figures of the partner; a done session outside its periods does not:
                    it is older history */
    int32_t partner;
    int32_t pledge; /**< index into the partner's pledges, one that starts by the horizon's end; or
                       APPUI_NO_PERIOD */
    int32_t expert; /**< -1 for what no line lists */
    int32_t need;   /**< -1 likewise */
    appui_day day;  /**< of the session; APPUI_ABSENT without one */
    int32_t half_days; /**< above 0 */
};

/** Zero-initialised storage is an empty list. */
struct appui_entries {
    struct appui_entry *items; /**< [n], heap; by partner, then kind of source, then file order */
    int32_t n, capacity;
};

/**
 * Lists the entries of all partners: what pledges say was delivered, the sessions that stand, what
 * the plan dates and proposes, and agreed half-days that nothing dates.
 * @param entries  zeroed storage; the caller releases it in every case
 * @return 0, or -1 when memory fails
 */
int appui_entries_build(const struct appui_basin *basin, const struct appui_standing *standing,
                        const struct appui_plan *plan, struct appui_entries *entries);

void appui_entries_release(struct appui_entries *entries);

#endif
