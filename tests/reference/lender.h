/*
 * The lender: a referee for repayable advances, written from docs/advances.md. It lends out of a
 * purse, month by month, tries every choice, and takes the first of the best. It reads the draft,
 * not the basin, and shares no arithmetic with the program.
 */
#ifndef APPUI_TESTS_LENDER_H
#define APPUI_TESTS_LENDER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/advances.h"
#include "model/draft.h"

#define APPUI_LENDER_REQUESTS_MAX 8

/** What one request gets. */
struct appui_lender_answer {
    bool granted;
    int32_t amount;                   /**< euros, when granted */
    int32_t month;                    /**< of payment; when refused, where the purse lacks most */
    int64_t lack;                     /**< euros; 0 when granted */
    enum appui_advance_reason reason; /**< when refused */
};

struct appui_lender {
    const struct appui_draft *draft;
    int64_t worth; /**< thousandths of weighted euros */
    int64_t n_choices;
    struct appui_lender_answer answers[APPUI_LENDER_REQUESTS_MAX]; /**< by request */
};

/** Tries every choice of a valid draft with at most APPUI_LENDER_REQUESTS_MAX requests. */
struct appui_lender appui_lender_try(const struct appui_draft *draft);

#endif
