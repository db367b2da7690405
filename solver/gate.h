/*
 * Gate: lets a point of the days relaxation through when its lines find slots, and learns cuts from
 * those that do not.
 *
 * A refused group is shrunk to a set of needs of which none can be left out, then each line to the
 * fewest sessions with which the set still finds no slots. The cut is lifted over experts whose
 * calendars are no better for the lines in question (identical experts among them).
 */
#ifndef APPUI_SOLVER_GATE_H
#define APPUI_SOLVER_GATE_H

#include "solver/cuts.h"
#include "solver/placement.h"
#include "solver/stability.h"

struct appui_gate {
    struct appui_days *days;
    struct appui_placer placer;
    struct appui_cuts cuts;
    struct appui_arena arena;
    struct appui_solution kept;       /**< the placement of the search's best point */
    int32_t *half_days, *set, *trial; /**< [n_jobs] scratch: the point, a refused set, a part */
    int32_t n_members, *members;      /**< jobs of the refused set */
    uint8_t *is_needed;               /**< [n_needs] scratch: it cannot be left out of the set */
    int32_t *lines;                   /**< [n_experts] lines of the refused set */
    struct appui_solution decided;    /**< committee dates of the point at hand */
    struct appui_examined *examined;  /**< [n_dossiers] what they leave; widened while learning */
    const struct appui_stability *stability; /**< built: its sessions are given; or NULL */
    uint8_t *again;                      /**< [n_starts] sessions given; relaxed while learning */
    int32_t n_needed_kept, *needed_kept; /**< places in stability->kept that the refusal needs */
    int32_t *late, *early; /**< [n_dossiers] choices that the refusal needs: not examined before,
                              examined by; -1: whenever */
    bool by_date;          /**< dates of pledges may have had a part in the refusal */
};

/** @return 0, or -1 when memory fails; release in every case */
int appui_gate_open(struct appui_gate *gate, struct appui_days *days, struct appui_clock *clock);

/**
 * Judges the point x of the days program; after NOT_PLACEABLE a cut excludes it.
 * @param quick  leave it unknown where only a large exact model could tell
 */
enum appui_placed appui_gate_judge(struct appui_gate *gate, const int64_t *x, bool quick);

/** From now on the sessions that points hold again are given to placement. @return 0, or -1 when
 * memory fails */
int appui_gate_hold_again(struct appui_gate *gate, const struct appui_stability *stability);

/** Keeps the placement that was found last. */
void appui_gate_keep(struct appui_gate *gate);

void appui_gate_release(struct appui_gate *gate);

#endif
