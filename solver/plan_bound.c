/*
 * The bound that multipliers prove, the rounds of pricing that lower it, and what it rules out.
 */
#include <math.h>
#include <string.h>

#include "solver/plan_lp.h"

/** Rounds of pricing at one node before its bound is taken as it is; in a row without gain. */
#define ROUNDS_MAX 1000
#define IDLE_ROUNDS_MAX 250

/* A power of two that turns multipliers into integers without any sum leaving 62 bits. */
static double scale_of(const struct appui_plan_lp *lp)
{
    double most = 1;
    for (int32_t c = 0; c < lp->n_columns; c++) {
        double size = fabs((double)lp->gain[c]);
        for (int32_t t = lp->first_term[c]; t < lp->first_term[c + 1]; t++) {
            size += fabs(lp->multiplier[lp->term_link[t]] * (double)lp->term_coefficient[t]);
        }
        most += size * fmax(1, fmax(fabs((double)lp->low[c]), fabs((double)lp->high[c])));
    }
    double scale = 1;
    while (scale < 0x1p30 && most * scale * 2 < 0x1p58) {
        scale *= 2;
    }
    return scale;
}

static int64_t scaled(const struct appui_plan_lp *lp, int32_t i, double scale)
{
    int64_t y = (int64_t)llround(lp->multiplier[i] * scale);
    bool unbounded = (y > 0 && lp->link_high[i] == APPUI_PLUS_INFINITY) ||
                     (y < 0 && lp->link_low[i] == APPUI_MINUS_INFINITY);
    return unbounded ? 0 : y;
}

void appui_plan_lp_scaled(const struct appui_plan_lp *lp, double scale, int64_t *multiplier)
{
    for (int32_t i = 0; i < lp->n_links; i++) {
        multiplier[i] = scaled(lp, i, scale);
    }
}

/* What rows and free columns contribute to the bound, scaled; worths of all columns are set. */
static appui_wide price_links(struct appui_plan_lp *lp, double scale)
{
    appui_wide bound = 0;
    for (int32_t c = 0; c < lp->n_columns; c++) {
        lp->worth[c] = lp->phase_one ? 0 : lp->gain[c] * (int64_t)scale;
    }
    for (int32_t i = 0; i < lp->n_links; i++) {
        const struct appui_row *row = &lp->program->rows[lp->link_row[i]];
        int64_t low = lp->link_low[i], high = lp->link_high[i], y = scaled(lp, i, scale);
        bound += y == 0 ? 0 : (appui_wide)y * (y > 0 ? high : low);
        for (int64_t t = row->first_term; y != 0 && t < row->first_term + row->n_terms; t++) {
            lp->worth[lp->program->terms[t].column] -= y * lp->program->terms[t].coefficient;
        }
    }
    for (int32_t c = 0; c < lp->n_columns; c++) {
        if (lp->blocks.column_block[c] < 0) {
            appui_wide a = (appui_wide)lp->worth[c] * lp->low[c],
                       b = (appui_wide)lp->worth[c] * lp->high[c];
            bound += a > b ? a : b;
        }
    }
    return bound;
}

static int64_t floor_of(appui_wide value, int64_t divisor)
{
    appui_wide whole = value / divisor;
    return (int64_t)(whole - (value % divisor != 0 && value < 0));
}

/* Adds the plan priced last where it improves the linear program, or where there is none yet.
 * @return 1 when it does */
static int32_t offer_plan(struct appui_plan_lp *lp, int32_t block)
{
    if (appui_plan_lp_add(lp, block, lp->plan.entries, lp->plan.n_entries) < 0) {
        lp->failed = true;
        return 0;
    }
    if (lp->hint || appui_plan_lp_improves(lp, &lp->plans[lp->n_plans - 1])) {
        return 1;
    }
    appui_plan_lp_drop_last(lp);
    return 0;
}

/* Prices every block: the bound the multipliers prove, and plans that may improve the program.
 * @return plans added, or -1 when a block has no plan at all (or memory failed) */
static int32_t price_blocks(struct appui_plan_lp *lp, int64_t *bound)
{
    double scale = scale_of(lp);
    appui_wide total = price_links(lp, scale);
    int32_t added = 0;
    for (int32_t b = 0; b < lp->blocks.n; b++) {
        int found = appui_blocks_best(&lp->blocks, b, lp->worth, lp->low, lp->high, &lp->plan);
        lp->failed = lp->failed || found < 0;
        if (found <= 0) {
            *bound = INT64_MIN;
            return -1;
        }
        total += lp->plan.worth;
        added += offer_plan(lp, b);
    }
    *bound = floor_of(total, (int64_t)scale);
    return added;
}

/* Multipliers between those of the best bound and the linear program's: they jump less from round
 * to round, and fewer rounds are needed. Wentges 1997. */
static void set_multipliers(struct appui_plan_lp *lp, double share)
{
    for (int32_t i = 0; i < lp->n_links; i++) {
        lp->multiplier[i] =
            lp->has_centre ? share * lp->centre[i] + (1 - share) * lp->dual[i] : lp->dual[i];
    }
}

/* Prices with multipliers near the centre, and where these find nothing, with the linear program's.
 * @return as price_blocks */
static int32_t price_round(struct appui_plan_lp *lp, int64_t cutoff, int64_t *bound)
{
    static const double shares[] = {0.9, 0.5, 0};
    int32_t added = 0;
    for (int turn = lp->has_centre ? 0 : 2; turn < 3 && added == 0 && *bound > cutoff; turn++) {
        int64_t proved;
        set_multipliers(lp, shares[turn]);
        added = price_blocks(lp, &proved);
        if (added < 0) {
            *bound = INT64_MIN;
        } else if (!lp->has_centre || proved < lp->centre_bound) {
            *bound = proved < *bound ? proved : *bound;
            lp->centre_bound = proved;
            memcpy(lp->centre, lp->multiplier, (size_t)lp->n_links * sizeof *lp->centre);
            lp->has_centre = true;
        }
    }
    return added;
}

static bool is_met(const struct appui_plan_lp *lp)
{
    return lp->violation < APPUI_FRACTIONAL;
}

/* True when no further round can lower the bound: it is the linear program's value, rounded. */
static bool is_tight(const struct appui_plan_lp *lp, int64_t bound)
{
    return is_met(lp) && floor(lp->value + 1e-6 + 1e-10 * fabs(lp->value)) >= (double)bound;
}

static bool is_over(struct appui_plan_lp *lp)
{
    lp->stopped = lp->stopped || appui_plan_lp_is_over(lp);
    return lp->stopped;
}

/* What the linear program is worth with its unmet rows. */
static double worth_now(const struct appui_plan_lp *lp)
{
    return lp->phase_one ? -lp->violation : lp->value - lp->penalty * lp->violation;
}

/* Prices with the centre of the node above, or with the multipliers of the linear relaxation at
 * first: often their bound is all that is needed. */
static void begin(struct appui_plan_lp *lp, int64_t *bound)
{
    int64_t proved;
    memcpy(lp->multiplier, lp->hint ? lp->hint : lp->centre,
           (size_t)lp->n_links * sizeof *lp->multiplier);
    int32_t added = price_blocks(lp, &proved);
    lp->hint = NULL;
    if (added < 0) {
        *bound = INT64_MIN;
        return;
    }
    *bound = proved < *bound ? proved : *bound;
    lp->centre_bound = proved;
    memcpy(lp->centre, lp->multiplier, (size_t)lp->n_links * sizeof *lp->centre);
    lp->has_centre = true;
}

/* How rounds of pricing ended. */
enum ending { CONVERGED, ENOUGH, LEFT };

/* Rounds of pricing, until no plan improves the linear program or no more is asked. */
static enum ending price(struct appui_plan_lp *lp, int64_t cutoff, int64_t *bound)
{
    double before = -INFINITY;
    int64_t bound_before = INT64_MAX;
    for (int32_t round = 0, idle = 0; round < ROUNDS_MAX; round++) {
        if (is_over(lp) || lp->failed || !appui_plan_lp_resolve(lp, 0)) {
            lp->stopped = true;
            return LEFT;
        }
        if (lp->phase_one ? is_met(lp) : is_tight(lp, *bound)) {
            return ENOUGH;
        }
        lp->n_rounds++;
        bool gained = worth_now(lp) > before + 1e-9 * fabs(before) ||
                      (lp->has_centre && lp->centre_bound < bound_before);
        idle = gained ? 0 : idle + 1;
        before = worth_now(lp);
        bound_before = lp->has_centre ? lp->centre_bound : INT64_MAX;
        if (idle >= IDLE_ROUNDS_MAX) {
            return CONVERGED;
        }
        if (appui_plan_lp_recall(lp) > 0) {
            continue;
        }
        int32_t added = price_round(lp, cutoff, bound);
        if (added < 0 || *bound <= cutoff) {
            return ENOUGH;
        }
        if (added == 0) {
            return CONVERGED;
        }
    }
    return CONVERGED;
}

/* Asks whether rows that stayed unmet can be met at all. @return as price; the bound is then below
 * everything when they cannot */
static enum ending meet_rows(struct appui_plan_lp *lp, int64_t *bound)
{
    int64_t unmet = INT64_MAX;
    lp->phase_one = true;
    lp->has_centre = false;
    enum ending ending = price(lp, -1, &unmet);
    lp->phase_one = lp->has_centre = false;
    if (ending == ENOUGH && unmet < 0) {
        *bound = INT64_MIN;
    }
    return ending;
}

/* A bound known from elsewhere may end the rounds before the centre is any good: then the linear
 * program's multipliers are it. */
static void mend_centre(struct appui_plan_lp *lp, int64_t bound)
{
    int64_t proved;
    if (!is_met(lp) || (lp->has_centre && lp->centre_bound <= bound)) {
        return;
    }
    memcpy(lp->multiplier, lp->dual, (size_t)lp->n_links * sizeof *lp->dual);
    if (price_blocks(lp, &proved) >= 0 && (!lp->has_centre || proved < lp->centre_bound)) {
        lp->centre_bound = proved;
        memcpy(lp->centre, lp->multiplier, (size_t)lp->n_links * sizeof *lp->centre);
        lp->has_centre = true;
    }
}

bool appui_plan_lp_bound(struct appui_plan_lp *lp, int64_t cutoff, int64_t *bound)
{
    if (lp->hint || lp->has_centre) {
        begin(lp, bound);
    }
    enum ending ending = *bound <= cutoff ? ENOUGH : price(lp, cutoff, bound);
    for (int turn = 0; turn < 2 && ending == CONVERGED && !is_met(lp); turn++) {
        ending = meet_rows(lp, bound);
        if (ending == ENOUGH && *bound > cutoff) { /* met: with those plans once more */
            ending = price(lp, cutoff, bound);
        }
    }
    if (ending != LEFT && *bound > cutoff) {
        mend_centre(lp, *bound);
    }
    return ending != LEFT;
}

/* ---- what the bound rules out ---- */

/* Narrows the items of a block to what its plans of enough worth contain. @return how many items
 * cannot be used */
static int32_t narrow_block(struct appui_plan_lp *lp, int32_t block, appui_wide rest,
                            appui_wide least)
{
    const struct appui_blocks *blocks = &lp->blocks;
    const struct appui_block *b = &blocks->blocks[block];
    const struct appui_block_item *items =
        blocks->items + blocks->experts[b->first_expert].first_item;
    if (appui_blocks_most(blocks, block, lp->worth, lp->low, lp->high, (int64_t)(least - rest),
                          lp->item_most) < 0) {
        lp->failed = true;
        return 0;
    }
    int32_t n = 0;
    for (int32_t i = 0; i < appui_block_items(blocks, b); i++) {
        int32_t use = items[i].use, days = items[i].days;
        if (lp->item_most[i] == 0 && lp->low[use] == 0 && lp->high[use] > 0) {
            appui_plan_lp_narrow_column(lp, use, 0, 0);
            n++;
        } else if (lp->item_most[i] > 0 && lp->item_most[i] < lp->high[days]) {
            appui_plan_lp_narrow_column(lp, days, lp->low[days], lp->item_most[i]);
        }
    }
    return n;
}

/* The same for a column that no block decides: it costs its worth for every step away from its
 * better end. @param room  what the bound may lose. @return 1 when it is narrowed */
static int32_t narrow_free(struct appui_plan_lp *lp, int32_t column, appui_wide room)
{
    int64_t worth = lp->worth[column], low = lp->low[column], high = lp->high[column];
    if (lp->blocks.column_block[column] >= 0 || !lp->program->columns[column].integer ||
        worth == 0 || room < 0 || room / (worth < 0 ? -worth : worth) >= high - low) {
        return 0;
    }
    int64_t steps = (int64_t)(room / (worth < 0 ? -worth : worth));
    appui_plan_lp_narrow_column(lp, column, worth > 0 ? high - steps : low,
                                worth > 0 ? high : low + steps);
    return 1;
}

bool appui_plan_lp_price_centre(struct appui_plan_lp *lp, int64_t *scale, appui_wide *total)
{
    if (!lp->has_centre) {
        return false;
    }
    memcpy(lp->multiplier, lp->centre, (size_t)lp->n_links * sizeof *lp->centre);
    double power = scale_of(lp);
    *scale = (int64_t)power;
    *total = price_links(lp, power);
    for (int32_t b = 0; b < lp->blocks.n; b++) {
        int found = appui_blocks_best(&lp->blocks, b, lp->worth, lp->low, lp->high, &lp->plan);
        lp->failed = lp->failed || found < 0;
        if (found <= 0) {
            return false;
        }
        lp->block_worth[b] = lp->plan.worth;
        *total += lp->plan.worth;
    }
    return true;
}

int32_t appui_plan_lp_rule_out(struct appui_plan_lp *lp, int64_t cutoff)
{
    int64_t scale;
    appui_wide total;
    int32_t n = 0;
    if (!appui_plan_lp_price_centre(lp, &scale, &total)) {
        return 0;
    }
    appui_wide least = (appui_wide)(cutoff + 1) * scale;
    for (int32_t b = 0; b < lp->blocks.n && !lp->failed; b++) {
        n += narrow_block(lp, b, total - lp->block_worth[b], least);
    }
    for (int32_t c = 0; c < lp->n_columns; c++) {
        n += narrow_free(lp, c, total - least);
    }
    return n;
}
