/*
 * The year of a basin in figures: what the steering committee reads afterwards.
 *
 * Dossiers and overrides come from the journal where there is one, else from what the basin still
 * shows; days, shares and mandates from basin and plan. docs/formats.md defines every figure
 * (appui-year/1).
 */
#ifndef APPUI_MODEL_YEAR_H
#define APPUI_MODEL_YEAR_H

#include "model/history.h"
#include "model/ledger_periods.h"

enum appui_year_outcome {
    APPUI_YEAR_RETAINED,
    APPUI_YEAR_REFUSED,
    APPUI_YEAR_DEFERRED,
    APPUI_N_YEAR_OUTCOMES
};

/** A dossier examined in the period, with what the committee last decided in it. */
struct appui_year_dossier {
    const char *id;
    int32_t project; /**< -1 when the basin no longer holds it */
    appui_day day;   /**< of that decision */
    enum appui_year_outcome outcome;
};

/** Half-days dated in the period; undated ones count while as_of is not after it. */
struct appui_year_days {
    int64_t
        delivered; /**< done sessions, and what pledges wholly in the period list beside lines */
    int64_t agreed, proposed;
};

struct appui_year_partner {
    struct appui_year_days days;
    int64_t
        pledged; /**< half-days of the pledge periods that overlap the period; 0 without limit */
    int32_t mandates; /**< held on the day of the report */
};

/** Who brought dossiers examined in the period. */
struct appui_year_sponsor {
    const char *id;
    int32_t partner; /**< -1 for one outside the file */
    int32_t examined, retained;
    int64_t jobs; /**< of the retained */
};

struct appui_year_waiting {
    int32_t n;             /**< dossiers retained or refused in the period that the basin holds */
    int32_t median_halves; /**< days from ready to the decision, times two */
    int32_t longest;       /**< days */
    int32_t longest_project;
    int32_t n_open;       /**< ready and still waiting on as_of; 0 unless as_of is in the period */
    int32_t open_longest; /**< days from ready to as_of */
    int32_t open_project;
};

/** Overrides of one object: a partner or an expert. */
struct appui_year_override {
    int32_t index, count;
};

struct appui_year_gaps {
    int32_t kinds[APPUI_N_GAP_KINDS]; /**< by enum appui_gap_kind; firms that withdraw and days
                                         taken back not counted */
    int32_t n;                        /**< all of them */
    int32_t n_entries;                /**< decision entries of the period that hold */
    int64_t proposed, decided; /**< half-days of support lines decided on; not those that pass
                                  from one expert to another */
    int32_t n_partners, n_experts;
    struct appui_year_override *partners, *experts; /**< most first, then file order */
};

struct appui_year {
    struct appui_arena arena; /**< owns everything below */
    struct appui_range period;
    struct appui_fraction years; /**< length of the period */
    bool current;                /**< as_of lies in the period: figures of today have a meaning */
    bool has_journal;
    int32_t n_dossiers;
    struct appui_year_dossier
        *dossiers; /**< [n_dossiers] by day, then file order, unknown ones last */
    int32_t outcomes[APPUI_N_YEAR_OUTCOMES];
    int32_t n_deferrals;      /**< decisions to defer, in the journal */
    int32_t n_withdrawn;      /**< dated withdrawals, in the journal */
    int32_t deferred_undated; /**< deferred today, on no known date; 0 unless current */
    int32_t withdrawn_undated;
    int32_t withdrawn_uncounted; /**< of both, those on which no decision is known */
    int32_t committees_held, committees_ahead;
    int64_t jobs_retained;
    int32_t n_running; /**< status running today; 0 unless current */
    int64_t jobs_running;
    struct appui_year_days days;
    int64_t unlisted_apart;     /**< delivered on no line, in pledge periods only partly reported */
    int64_t agreed_undated;     /**< of days.agreed */
    int64_t retained_half_days; /**< done and agreed, of retained dossiers, on any date */
    struct appui_year_waiting waiting;
    struct appui_year_partner *partners; /**< [n_partners] of the basin */
    int32_t n_sponsors;
    struct appui_year_sponsor *sponsors; /**< [n_sponsors] in the order of their first dossier */
    struct appui_year_gaps gaps;         /**< all zero without journal */
};

/** What a year is told from; all borrowed. */
struct appui_year_sources {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    const struct appui_plan *plan;
    const struct appui_entries *entries;
    const struct appui_history *journal; /**< settled; NULL when there is none */
};

/**
 * Counts the year.
 * @param year  zeroed storage; the caller releases it in every case
 * @return 0, or -1 when memory fails
 */
int appui_year_build(const struct appui_year_sources *sources, struct appui_range period,
                     struct appui_year *year);

void appui_year_release(struct appui_year *year);

#endif
