/*
 * Inside the text report: what its sections share. Not a public header.
 *
 * A section is one function that appends to `out`. Short texts on the way (a date, a name, a count)
 * come from the appui_report_* functions below; they live in `scratch` until the report is done,
 * are never NULL, and set out.failed when memory fails.
 */
#ifndef APPUI_IO_REPORT_H
#define APPUI_IO_REPORT_H

#include "io/report_text.h"
#include "io/text_buffer.h"
#include "io/words.h"
#include "model/memory.h"

struct appui_report {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    const struct appui_plan *plan;
    const struct appui_plan_header *header;
    const struct appui_faults *faults;   /**< warnings, and what check found broken */
    const struct appui_history *journal; /**< or NULL */
    enum appui_language language;
    int32_t width;
    struct appui_text_buffer out;
    struct appui_arena scratch;
};

/* Sections, in the order of the report */
void appui_report_summary(struct appui_report *report);
void appui_report_tiers(struct appui_report *report);
void appui_report_projects(struct appui_report *report);
void appui_report_partners(struct appui_report *report);
void appui_report_revisions(struct appui_report *report);
void appui_report_meetings(struct appui_report *report);
void appui_report_holes(struct appui_report *report);
void appui_report_changes(struct appui_report *report);
void appui_report_calendar(struct appui_report *report);
void appui_report_advances(struct appui_report *report);
void appui_report_warnings(struct appui_report *report);

/** True when the plan proposes lines for dossiers that the committee has approved already. */
bool appui_report_has_to_decide(const struct appui_report *report);

/** Those lines, which stand on no agenda. @param meeting  the next one, or NULL: not known yet */
void appui_report_to_decide(struct appui_report *report, const struct appui_meeting *meeting);

/** Says so where the plan was made for another state of the basin: that explains what is broken. */
void appui_report_other_basin(struct appui_report *report);

/** The faults of one severity, each behind a dash. */
void appui_report_faults(struct appui_report *report, enum appui_severity severity);

/** Half-days of limited partners that the plan leaves over. */
struct appui_report_left {
    int64_t usable; /**< of partners that have not left, in periods that are not over and start by
                       the horizon's end; without agreed half-days that no period holds yet */
    int64_t lapsed; /**< in periods that ended before as_of */
    int64_t gone;   /**< in other periods, of partners that have left, or will have when the period
                       begins */
};

struct appui_report_left appui_report_left(const struct appui_report *report);

/* Paragraphs */

/** A blank line and a title underlined with `rule`. */
void appui_report_heading(struct appui_report *report, const char *title, char rule);

/** One wrapped paragraph, indented. */
void appui_report_paragraph(struct appui_report *report, int32_t indent, const char *text);

/** One wrapped paragraph behind a dash. */
void appui_report_item(struct appui_report *report, int32_t indent, const char *text);

/* Texts */

/** A text of the table, its placeholders filled with the const char * arguments that follow, up to
 * a NULL. */
const char *appui_report_say(struct appui_report *report, enum appui_word word, ...)
    __attribute__((sentinel));

/** Like say, in the form for `count` halves (days: half-days; wholes: twice the number). */
const char *appui_report_count(struct appui_report *report, enum appui_word word, int64_t count,
                               ...) __attribute__((sentinel));

const char *appui_report_number(struct appui_report *report, int64_t number);

/** value / scale, see appui_words_decimal. */
const char *appui_report_decimal(struct appui_report *report, int64_t value, int64_t scale);

const char *appui_report_percent(struct appui_report *report, int64_t num, int64_t den);

/** "2,5 jours" */
const char *appui_report_days(struct appui_report *report, int64_t half_days);

/** "mardi 16 février 2027" */
const char *appui_report_date(struct appui_report *report, appui_day day);

/** "mai 2027" */
const char *appui_report_month(struct appui_report *report, appui_day day);

/** "mardi 16 février 2027, matin" */
const char *appui_report_session(struct appui_report *report, appui_day day, enum appui_half half);

enum appui_word appui_report_half(enum appui_half half);

/** True when a change of the plan moves a session of the line to here; else an agreed session that
 * the plan dates never had a date. */
bool appui_report_is_moved(const struct appui_report *report, const struct appui_plan_line *line,
                           const struct appui_session *session);

/** Role and partner, never a person; with the id where two experts of a partner have one role. */
const char *appui_report_expert(struct appui_report *report, int32_t expert);

/** Label of the need's skill. */
const char *appui_report_skill(struct appui_report *report, int32_t skill);

/** Company of the need's project, then the skill. */
const char *appui_report_need(struct appui_report *report, int32_t need);

/** Company and need, days, expert: "Mavic, Achats : 1,5 jour, Acheteur (Vallourec)" */
const char *appui_report_line(struct appui_report *report, int32_t need, int32_t expert,
                              int32_t half_days);

/** `text (id)`, or the text alone when it is the id. */
const char *appui_report_with_id(struct appui_report *report, const char *text, const char *id);

/** Joins with `word` of two placeholders; an empty or NULL left side gives the right side. */
const char *appui_report_join(struct appui_report *report, enum appui_word word, const char *left,
                              const char *right);

/** Joins all of texts[n] as "a, b ou c". */
const char *appui_report_list_any(struct appui_report *report, const char *const *texts, int32_t n);

/** Joins texts[n] as "a, b et c"; of long lists the first few, then how many others. */
const char *appui_report_list(struct appui_report *report, const char *const *texts, int32_t n);

/** Joins all of texts[n] as "a, b et c". */
const char *appui_report_list_all(struct appui_report *report, const char *const *texts, int32_t n);

/** Room for n texts; NULL (and out.failed set) when memory fails. */
const char **appui_report_texts(struct appui_report *report, int32_t n);

/** Why a need is not served, or (in part) not by a session more: a sentence that follows a dash. */
const char *appui_report_reason(struct appui_report *report, int32_t need, bool in_part,
                                const struct appui_reason *reason);

#endif
