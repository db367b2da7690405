/*
 * Inside model/decide: what its steps share. Not a public header.
 *
 * Steps run in the order below. A row with a fault is left out of the steps after it, so that the
 * others' faults are found too; memory failing is remembered in no_memory and ends the run.
 */
#ifndef APPUI_MODEL_DECIDE_PARTS_H
#define APPUI_MODEL_DECIDE_PARTS_H

#include "model/decide.h"
#include "model/fault.h"
#include "model/rules.h"

/** A session under work. */
struct appui_worked_session {
    struct appui_draft_session at;
    int32_t row; /**< the row that speaks of it, or -1 */
    bool gone;   /**< has lost its date */
};

/** A line of the draft under work. */
struct appui_worked_line {
    int32_t n;
    struct appui_worked_session *sessions; /**< [n] */
    bool removed;
};

/** A session on its way to another date. */
struct appui_pending_move {
    int32_t row, line;
    struct appui_date_half from, to;
};

struct appui_deciding {
    const struct appui_decide_input *in;
    struct appui_draft *draft;
    struct appui_faults *faults;
    struct appui_decide_result *result;
    struct appui_arena scratch;
    int32_t n;                        /**< rows */
    struct appui_ruling *rulings;     /**< [n] */
    int32_t *dossier;                 /**< [n_projects] the row that decides on it whole, or -1 */
    int32_t *implied;                 /**< [n_projects] the row that approves it by a line, or -1 */
    int32_t *line_row;                /**< [plan lines] the row that speaks of it alone, or -1 */
    struct appui_worked_line *worked; /**< [n_lines] */
    int32_t n_moves;
    struct appui_pending_move *moves; /**< [n] room */
    int32_t n_fresh;
    struct appui_draft_line *fresh;     /**< [plan lines + n] room: lines that are new */
    int32_t *fresh_need, *fresh_expert; /**< [n_fresh] their indices */
    int32_t *row_lines;                 /**< [n] lines that the row made */
    int32_t *handed;                    /**< [n] the agreed line whose days the row gives to another
                                           expert, or -1 */
    int32_t *freed;                     /**< [n] half-days that this line loses */
    int32_t *taken_back;            /**< [n_needs] half-days that rows take from agreed lines and
                                       no row gives to another expert yet */
    int32_t *need_taken;            /**< [n_needs] served half-days of fresh lines */
    int32_t *need_promised;         /**< [n_needs] the same of proposals that are approved as
                                       they are and no lines yet */
    bool *unexpected;               /**< [n] the row's committee date is known to nobody */
    const struct appui_basin *next; /**< the basin after statuses and sessions, before new lines */
    const struct appui_standing *next_standing;
    struct appui_slots scratch_slots;
    bool no_memory;
};

/* What several steps need. */

/** Reports a fault of a part of a row and makes the row invalid; of a warning the row stays valid.
 * @param ...  up to five pairs of
 * const char *key, const char *value, ended by a (const char *)NULL key */
void appui_decide_fault(struct appui_deciding *d, int32_t row, enum appui_decision_part part,
                        enum appui_fault_code code, ...);

/** Reports that a row contradicts an earlier one. */
void appui_decide_contradicts(struct appui_deciding *d, int32_t row, int32_t other);

/** An effect on a project, everything else of it absent. */
struct appui_effect appui_decide_effect(enum appui_effect_kind kind, int32_t project);

/** An effect on a pair of need and expert. */
struct appui_effect appui_decide_pair_effect(const struct appui_deciding *d,
                                             enum appui_effect_kind kind, int32_t need,
                                             int32_t expert);
void appui_decide_tell(struct appui_deciding *d, struct appui_effect effect);
void appui_decide_gap(struct appui_deciding *d, struct appui_gap_of_plan gap);

/** True when the row decides on a dossier whole, not on one of its lines. */
bool appui_decide_is_whole(const struct appui_ruling *ruling);

/** True when a need and an expert are among those the row speaks of. */
bool appui_decide_covers(const struct appui_deciding *d, const struct appui_ruling *ruling,
                         int32_t need, int32_t expert);

/** True when the row speaks of this line of the basin, which is agreed. */
bool appui_decide_speaks_of(const struct appui_deciding *d, const struct appui_ruling *ruling,
                            int32_t line);

/** Ids of the needs of the row's dossier, "a, b, …"; NULL when there are none. */
const char *appui_decide_needs_allowed(struct appui_deciding *d, int32_t row);

/** Ids of the experts whom plan or basin have on what the row speaks of, or in place of another, of
 * those who may serve it (R1, R2); NULL when there are none. */
const char *appui_decide_experts_allowed(struct appui_deciding *d, int32_t row, bool in_place);

/** True when the row is a committee's: approved, refused, deferred. */
bool appui_decide_is_met(const struct appui_ruling *ruling);

/** True when the dossier of the basin decided on is submitted or deferred. */
bool appui_decide_waits(const struct appui_deciding *d, int32_t project);

/** True when the row decides on a dossier that waits. One about a diagnostic does not: it may be
 * ordered at any meeting. */
bool appui_decide_examines(const struct appui_deciding *d, const struct appui_ruling *ruling);

/** When the committee examines a dossier: as the plan says, or, where that has no meetings (made
 * without calendar), as the dossier itself does. APPUI_ABSENT: not known, or no committees. */
appui_day appui_decide_examined_on(const struct appui_deciding *d, int32_t project);

/** True when a row decides something on that day's meeting. */
bool appui_decide_met_on(const struct appui_deciding *d, appui_day day);

/** Warns of a committee date that is another than the plan has the dossier on, or that passes over
 * a meeting to come. */
void appui_decide_check_planned(struct appui_deciding *d, int32_t row);

/** Warns of the first row decided on a day for which the basin has no chair or no quorum. */
void appui_decide_check_seated(struct appui_deciding *d, int32_t row);

/** Reports a row dated before the committee date that its dossier has by now. */
void appui_decide_check_after_committee(struct appui_deciding *d, int32_t row);

/** Warns of a session held where none was planned, on a day off, or so far ahead that today moves
 * weeks on: a slip of the pen is likelier. */
void appui_decide_check_unplanned(struct appui_deciding *d, int32_t row);

/** The day on which a row decides: its own, else that of the plan's meeting that examines the
 * dossier; APPUI_ABSENT: neither. */
appui_day appui_decide_date(const struct appui_deciding *d, int32_t row);

/** The first day on which a session that a row approves may lie: the day after the decision, or
 * where the dossier is examined, lead_days after it. */
appui_day appui_decide_agreed_from(const struct appui_deciding *d, int32_t row);

/** The day on which the committee decided what a row says: where neither row nor plan tells, other
 * rows about the dossier do, or it is the meeting that the file tells of; APPUI_ABSENT: none. Needs
 * the dates. */
appui_day appui_decide_decided_on(const struct appui_deciding *d, int32_t row);

/** True when a session of the plan may be taken as agreed by the row; tells the others. */
bool appui_decide_agrees(struct appui_deciding *d, int32_t row, const struct appui_plan_line *line,
                         const struct appui_session *session);

/** Day of the plan's meeting whose agenda holds the project, or APPUI_ABSENT. */
appui_day appui_decide_meeting(const struct appui_plan *plan, int32_t project);

/** Half-days of a line's sessions in a state, those that lost their date left out. */
int32_t appui_decide_half_days(const struct appui_worked_line *line,
                               enum appui_session_state state);

/** Half-days of a line's sessions that rows cancel or take from their date. */
int32_t appui_decide_half_days_off(const struct appui_worked_line *line);

/** Half-days of a line's sessions that are done or planned, those on their way to another date
 * included. */
int32_t appui_decide_dated(const struct appui_deciding *d, int32_t line);

/** A planned session of the file that cannot stay (R7) and of which no row speaks: another one may
 * take its place. NULL: none. */
struct appui_worked_session *appui_decide_impossible(struct appui_deciding *d, int32_t line);

/** True when a row speaks of a session of the line. */
bool appui_decide_touches(const struct appui_deciding *d, int32_t line);

/** True when a session of a line under work takes time: its line counts, it has its date, is not
 * cancelled, and not one that cannot stay (R7). */
bool appui_decide_occupies(const struct appui_deciding *d, int32_t line, int32_t session);

/** True when a row cancels a session of the pair that shares that time, or takes it away from
 * there: no approval of the same table dates days of the pair then. */
bool appui_decide_called_off(const struct appui_deciding *d, int32_t need, int32_t expert,
                             const struct appui_session *session);

/** Adds a session to a line under work. */
void appui_decide_add_session(struct appui_deciding *d, int32_t line,
                              struct appui_worked_session session);

/** True when two half-days of dates share one. */
bool appui_decide_overlap(appui_day day, enum appui_half half, appui_day other_day,
                          enum appui_half other_half);

/** Writes the lines under work into the draft. */
void appui_decide_flush(struct appui_deciding *d);

/* Steps. */

/** Ids, parts that the decision does not use, parts that it needs. */
void appui_decide_resolve(struct appui_deciding *d);
/** Which row decides on which dossier and which line of the plan; rows that contradict each other.
 */
void appui_decide_assign(struct appui_deciding *d);
/** Committee dates on which no committee can have met, or that nobody expects. */
void appui_decide_meetings(struct appui_deciding *d);
/** Today: of the option, else the latest date that has happened; meetings that were held. */
void appui_decide_dates(struct appui_deciding *d);
/** Sessions done, cancelled, and taken from where they were. */
void appui_decide_sessions(struct appui_deciding *d);
/** The plan's mandataire for a dossier that is approved, unless it has one that has not left, or a
 * row names one. */
void appui_decide_propose_mandataire(struct appui_deciding *d, int32_t project);
/** Mandataires that rows name. */
void appui_decide_mandataires(struct appui_deciding *d);
/** Statuses, committee dates, proposed mandataires; lines that end with their dossier. */
void appui_decide_dossiers(struct appui_deciding *d);
/** With `next` set: sessions that move get their place. */
void appui_decide_moves(struct appui_deciding *d);
/** With `next` set: what is approved of the plan becomes lines. */
void appui_decide_lines(struct appui_deciding *d);
/** Once lines are made: a partner whom the plan names mandataire because it lends there is not
 * taken over where nothing of it is left. */
void appui_decide_check_lenders(struct appui_deciding *d);
/** Retained lines are signed. */
void appui_decide_signatures(struct appui_deciding *d);
/** Lines that are done, dossiers that run, the list of lines. */
void appui_decide_finish(struct appui_deciding *d);

/** Takes what is still to come of an agreed line off it, for another expert: once `handed` is set
 * and before `next` is. */
void appui_decide_take_off(struct appui_deciding *d, int32_t row);

/** Notes what a row has taken back from an agreed line that had `before` half-days: it may pass on
 * to another expert. @return how many half-days */
int32_t appui_decide_note_taken_back(struct appui_deciding *d, int32_t line, int32_t before);

/** Half-days of those about to be granted for a need that pass on from an expert who lost them. */
int32_t appui_decide_pass_on(struct appui_deciding *d, int32_t need, int32_t half_days);

/** Notes what was taken back and passed on to nobody, once all lines are made. */
void appui_decide_tell_taken_back(struct appui_deciding *d);

/** Cancels what a line has planned from a day on and cuts its days to what is left. */
void appui_decide_cut_line(struct appui_deciding *d, int32_t line, appui_day from);

/* Placing, with `next` set. */

/** Makes a retained line, of the row's new expert, of what appui_decide_take_off took off. */
void appui_decide_hand_over(struct appui_deciding *d, int32_t row);

/**
 * Makes a retained line of what a row approves, or reports why it cannot be.
 * @param proposed  of the plan, or NULL: the plan does not propose the pair
 */
void appui_decide_retain(struct appui_deciding *d, int32_t row,
                         const struct appui_plan_line *proposed, int32_t need, int32_t expert);

/** Keeps the days of a proposal that a row approves as it is, so that no other row gives them. */
void appui_decide_promise(struct appui_deciding *d, int32_t row,
                          const struct appui_plan_line *proposed);

/** Takes over the dates that the plan gives to the agreed lines that a row approves. @return how
 * many of their sessions the row decides on, those counted that nobody can have agreed to */
int32_t appui_decide_date_agreed(struct appui_deciding *d, int32_t row);

/** A pair and what it is given. */
struct appui_pair_days {
    int32_t need, expert, half_days;
};

/** Judges whether a pair that nobody proposed finds dates: a fault where the expert's partner has
 * left by then (false), a warning where too few half-days are left. */
bool appui_decide_finds_dates(struct appui_deciding *d, int32_t row, enum appui_decision_part part,
                              const struct appui_pair_days *pair);

/** True when a session of a proposal stays with the expert: it fits. One that the plan proposes for
 * this very pair, from this very basin, also stays where today has passed it meanwhile, to be
 * confirmed. */
bool appui_decide_stays(struct appui_deciding *d, const struct appui_plan_line *proposed,
                        int32_t expert, const struct appui_session *session);

/** True when the whole of a session lies in slots that `expert` may use for `need`, and nobody's
 * other session takes. */
bool appui_decide_fits(struct appui_deciding *d, int32_t expert, int32_t need, appui_day day,
                       enum appui_half half);

/** True when a session of the basin under work takes the time of the expert or the project. */
bool appui_decide_taken(const struct appui_deciding *d, int32_t expert, int32_t project,
                        appui_day day, enum appui_half half);

#endif
