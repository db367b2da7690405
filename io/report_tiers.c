/*
 * How sure the plan is: one sentence per tier, in the order of priority, with value, bound and what
 * is proved.
 */
#include "io/report.h"

static enum appui_word name_word(enum appui_tier tier)
{
    return (enum appui_word)(APPUI_WORD_TIER_AGREED + (int)tier);
}

static enum appui_word unit_word(enum appui_tier tier)
{
    return (enum appui_word)(APPUI_WORD_UNIT_AGREED + (int)tier);
}

/* |bound - value| / max(|value|, unit), as model.md defines the gap; doubles do, it is printed to a
 * tenth. */
static double gap_share(double value, double bound, double unit)
{
    double size = value < 0 ? -value : value;
    double gap = bound > value ? bound - value : value - bound;
    double share = gap / (size > unit ? size : unit);
    return share < 1e6 ? share : 1e6;
}

static const char *gap_text(struct appui_report *report, double share)
{
    /* rounded up, so that a gap that is not closed never reads as 0 % */
    int64_t thousandths = (int64_t)(share * 1000);
    if ((double)thousandths < share * 1000) {
        thousandths++;
    }
    return appui_report_percent(report, thousandths, 1000);
}

static const char *tolerance_text(struct appui_report *report,
                                  const struct appui_tier_result *result)
{
    const char *number = appui_report_decimal(report, result->tolerance, 10000);
    return appui_report_say(report, APPUI_WORD_PERCENT, number, NULL);
}

/* "41 demi-journées pondérées" */
static const char *value_text(struct appui_report *report, const struct appui_tier_result *result)
{
    int64_t scale = appui_tier_scale(result->tier);
    int64_t halves = result->value / scale * 2 + (result->value % scale != 0 ? 1 : 0);
    return appui_report_count(report, unit_word(result->tier), halves,
                              appui_report_decimal(report, result->value, scale), NULL);
}

/* That something counted is at least 0 is no bound to tell a reader. */
static bool tells_bound(const struct appui_tier_result *result)
{
    bool empty = result->tier != APPUI_TIER_EQUITY && !appui_tier_maximises(result->tier) &&
                 !result->proved && result->bound <= 0;
    return result->has_bound && !empty;
}

static const char *scalar_text(struct appui_report *report, const struct appui_tier_result *result)
{
    const char *name = appui_words(report->language, name_word(result->tier));
    const char *value = value_text(report, result);
    if (!tells_bound(result)) {
        return appui_report_say(report, APPUI_WORD_VALUE_ALONE, name, value, NULL);
    }
    int64_t scale = appui_tier_scale(result->tier);
    enum appui_word word =
        appui_tier_maximises(result->tier) ? APPUI_WORD_OF_POSSIBLE : APPUI_WORD_AT_LEAST;
    return appui_report_count(report, word, result->bound / scale * 2, name, value,
                              appui_report_decimal(report, result->bound, scale), NULL);
}

static const char *equity_text(struct appui_report *report, const struct appui_tier_result *result)
{
    const char *name = appui_words(report->language, name_word(result->tier));
    const char **levels = appui_report_texts(report, result->n_levels);
    if (result->n_levels == 0 || levels == NULL) {
        return appui_report_say(report, APPUI_WORD_EQUITY_NONE, name, NULL);
    }
    for (int32_t i = 0; i < result->n_levels; i++) {
        levels[i] = appui_report_percent(report, result->values[i].num, result->values[i].den);
    }
    enum appui_word word = result->n_levels == 1 ? APPUI_WORD_EQUITY_ONE : APPUI_WORD_EQUITY;
    const char *list = appui_report_list_all(report, levels, result->n_levels);
    return appui_report_say(report, word, name, list, NULL);
}

static double largest_gap(const struct appui_tier_result *result)
{
    double largest = 0;
    for (int32_t i = 0; i < result->n_levels; i++) {
        const struct appui_fraction *value = &result->values[i];
        const struct appui_fraction *bound = &result->bounds[i];
        if (appui_fraction_compare(*value, *bound) != 0) {
            double unit = 1.0 / (double)value->den;
            double share =
                gap_share((double)value->num * unit, (double)bound->num / (double)bound->den, unit);
            largest = share > largest ? share : largest;
        }
    }
    return largest;
}

static const char *open_text(struct appui_report *report, const struct appui_tier_result *result,
                             const char *value)
{
    bool equity = result->tier == APPUI_TIER_EQUITY;
    double share = equity ? largest_gap(result)
                          : gap_share((double)result->value, (double)result->bound,
                                      (double)appui_tier_scale(result->tier));
    const char *gap = gap_text(report, share);
    if (equity && result->tolerance == 0 && share == 0) {
        return appui_report_say(report, APPUI_WORD_GAP_FIXED_OPEN, value, NULL);
    }
    if (result->tolerance == 0) {
        enum appui_word word = equity ? APPUI_WORD_GAP_LARGEST : APPUI_WORD_GAP;
        return appui_report_say(report, word, value, gap, NULL);
    }
    enum appui_word word = equity ? APPUI_WORD_GAP_LARGEST_WITHIN : APPUI_WORD_GAP_WITHIN;
    return appui_report_say(report, word, value, gap, tolerance_text(report, result), NULL);
}

static bool at_bound(const struct appui_tier_result *result)
{
    for (int32_t i = 0; i < result->n_levels; i++) {
        if (appui_fraction_compare(result->values[i], result->bounds[i]) != 0) {
            return false;
        }
    }
    return result->has_bound &&
           (result->tier == APPUI_TIER_EQUITY || result->value == result->bound);
}

static const char *proof_text(struct appui_report *report, const struct appui_tier_result *result,
                              const char *value)
{
    if (result->proved) {
        return result->tolerance == 0 ? appui_report_say(report, APPUI_WORD_PROVED, value, NULL)
                                      : appui_report_say(report, APPUI_WORD_PROVED_WITHIN, value,
                                                         tolerance_text(report, result), NULL);
    }
    if (!tells_bound(result)) {
        return appui_report_say(report, APPUI_WORD_NO_BOUND, value, NULL);
    }
    return open_text(report, result, value);
}

/* A bound found while an earlier tier is open holds for the choices made there only: at that bound,
 * it says nothing about other plans. */
static const char *result_text(struct appui_report *report, const struct appui_tier_result *result,
                               bool open_before)
{
    bool equity = result->tier == APPUI_TIER_EQUITY;
    if (open_before && !result->proved && at_bound(result)) {
        const char *name = appui_words(report->language, name_word(result->tier));
        const char *value = equity ? equity_text(report, result)
                                   : appui_report_say(report, APPUI_WORD_VALUE_ALONE, name,
                                                      value_text(report, result), NULL);
        return appui_report_say(report, APPUI_WORD_BEST_FOR_ABOVE, value, NULL);
    }
    return proof_text(report, result,
                      equity ? equity_text(report, result) : scalar_text(report, result));
}

static void add_fixed(struct appui_report *report, const struct appui_tier_result *result)
{
    const char **names = appui_report_texts(report, result->n_fixed);
    if (result->n_fixed == 0 || names == NULL) {
        return;
    }
    for (int32_t i = 0; i < result->n_fixed; i++) {
        names[i] = report->basin->partners[result->fixed[i]].name;
    }
    const char *list = appui_report_list(report, names, result->n_fixed);
    appui_report_paragraph(report, 4,
                           appui_report_say(report, APPUI_WORD_EQUITY_FIXED, list, NULL));
}

static void add_tier(struct appui_report *report, const struct appui_tier_result *result,
                     int32_t rank, bool open_before)
{
    const char *number = appui_report_number(report, rank);
    appui_text_add(&report->out, number);
    appui_text_cell(&report->out, ".", 4 - appui_text_columns(number), APPUI_TEXT_LEFT);
    appui_text_wrap(&report->out, result_text(report, result, open_before), 4, 4, report->width);
    if (result->tier == APPUI_TIER_EQUITY) {
        add_fixed(report, result);
    }
}

static void add_status(struct appui_report *report)
{
    static const enum appui_word words[] = {[APPUI_OPTIMAL] = APPUI_WORD_OPTIMAL,
                                            [APPUI_FEASIBLE] = APPUI_WORD_FEASIBLE,
                                            [APPUI_INTERRUPTED] = APPUI_WORD_INTERRUPTED};
    appui_report_paragraph(report, 0, appui_report_say(report, words[report->plan->status], NULL));
}

void appui_report_tiers(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    const char **skipped = appui_report_texts(report, plan->n_tiers);
    int32_t n_skipped = 0;
    int32_t rank = 0;
    bool prompt = false;
    bool open = false;
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_SURE_HEADING), '-');
    if (report->faults->n_broken == 0) {
        add_status(report); /* what the plan says of itself, once it holds */
    }
    for (int32_t i = 0; i < plan->n_tiers && skipped != NULL; i++) {
        const struct appui_tier_result *result = &plan->tiers[i];
        if (!result->applicable) {
            skipped[n_skipped++] = appui_words(report->language, name_word(result->tier));
            continue;
        }
        add_tier(report, result, ++rank, open);
        open = open || !result->proved;
        prompt = prompt || result->tier == APPUI_TIER_PROMPTNESS_FIRST ||
                 result->tier == APPUI_TIER_PROMPTNESS_LAST;
    }
    if (prompt) {
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_LAST_TIERS_NOTE, NULL));
    }
    if (n_skipped > 0) {
        const char *list = appui_report_list_all(report, skipped, n_skipped);
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_NOT_APPLICABLE, list, NULL));
    }
}
