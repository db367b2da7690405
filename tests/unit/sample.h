/*
 * A small valid draft that brings neither fault nor warning, for tests to bend: the example of the
 * file format with one more dossier and one signed line. Everything lives in the draft's arena;
 * appui_draft_release frees it.
 *
 *   horizon 2027-01-04 to 2027-06-30, as_of 2027-01-11
 *   sncf-quality (iso_9001 level 4, tuesdays and thursday mornings), valti-buyer (purchasing level
 * 3, always) techni-signal: need 0 iso (2.5 days), need 1 buying (2 days, after iso); mavic: need 2
 * quality (2 days) line 0: sncf-quality on mavic/quality, signed, 2 days: one half-day done, one
 * planned
 */
#ifndef APPUI_TESTS_UNIT_SAMPLE_H
#define APPUI_TESTS_UNIT_SAMPLE_H

#include <assert.h>
#include <string.h>

#include "model/draft.h"

/** Indices of the needs. */
enum { SAMPLE_ISO, SAMPLE_BUYING, SAMPLE_QUALITY };

static inline appui_day sample_day(const char *text)
{
    appui_day day = 0;
    bool read = appui_date_read(text, &day);
    assert(read);
    (void)read;
    return day;
}

/** Zeroed memory of the draft. */
static inline void *sample_array(struct appui_draft *draft, int32_t n, size_t size)
{
    void *array = appui_arena_alloc(&draft->arena, (size_t)n, size);
    assert(array);
    return array;
}

/** A list of up to three texts; NULL ends it. */
static inline struct appui_draft_texts sample_texts(struct appui_draft *draft, const char *a,
                                                    const char *b, const char *c)
{
    const char *given[] = {a, b, c};
    struct appui_draft_texts texts = {.given = true, .items = sample_array(draft, 3, sizeof a)};
    while (texts.n < 3 && given[texts.n]) {
        texts.items[texts.n] = given[texts.n];
        texts.n++;
    }
    return texts;
}

/** A list of one date, or two when `b` is given. */
static inline struct appui_draft_dates sample_dates(struct appui_draft *draft, const char *a,
                                                    const char *b)
{
    struct appui_draft_dates dates = {
        .given = true, .n = b ? 2 : 1, .items = sample_array(draft, 2, sizeof(appui_day))};
    dates.items[0] = sample_day(a);
    dates.items[1] = b ? sample_day(b) : 0;
    return dates;
}

static inline struct appui_draft_ranges sample_range(struct appui_draft *draft, const char *from,
                                                     const char *to)
{
    struct appui_draft_ranges ranges = {
        .given = true, .n = 1, .items = sample_array(draft, 1, sizeof(struct appui_range))};
    ranges.items[0] = (struct appui_range){sample_day(from), sample_day(to)};
    return ranges;
}

/** A need with nothing but what the format requires. */
static inline struct appui_draft_need sample_need(const char *id, const char *skill,
                                                  int32_t half_days)
{
    struct appui_draft_need need = {.id = id,
                                    .skill = skill,
                                    .half_days = half_days,
                                    .level = APPUI_ABSENT,
                                    .half_days_min = APPUI_ABSENT,
                                    .experts_max = APPUI_ABSENT,
                                    .each_min = APPUI_ABSENT,
                                    .each_max = APPUI_ABSENT,
                                    .per_week = APPUI_ABSENT,
                                    .session_half_days = APPUI_ABSENT,
                                    .from = APPUI_ABSENT,
                                    .to = APPUI_ABSENT,
                                    .phase = APPUI_SUPPORT,
                                    .weight = APPUI_ABSENT};
    return need;
}

static inline struct appui_draft_project sample_project(const char *id,
                                                        struct appui_draft_need *needs, int32_t n)
{
    struct appui_draft_project project = {.id = id,
                                          .ready = APPUI_ABSENT,
                                          .committee = APPUI_ABSENT,
                                          .jobs = APPUI_ABSENT,
                                          .weight = APPUI_ABSENT,
                                          .follow_up_months = APPUI_ABSENT,
                                          .status = APPUI_SUBMITTED,
                                          .needs_given = true,
                                          .n_needs = n,
                                          .needs = needs};
    return project;
}

static inline struct appui_draft_partner sample_partner(const char *id)
{
    struct appui_draft_partner partner = {.id = id,
                                          .kind = APPUI_COMPANY,
                                          .until = APPUI_ABSENT,
                                          .day_rate_cents = APPUI_ABSENT,
                                          .mandates_max = APPUI_ABSENT};
    return partner;
}

/** An expert with one skill. */
static inline struct appui_draft_expert sample_expert(struct appui_draft *draft, const char *id,
                                                      const char *partner, const char *skill,
                                                      int32_t level)
{
    struct appui_draft_expert expert = {
        .id = id,
        .partner = partner,
        .n_skills = 1,
        .skills = sample_array(draft, 1, sizeof(struct appui_draft_level)),
        .half_days_max = APPUI_ABSENT,
        .projects_max = APPUI_ABSENT};
    expert.skills[0] = (struct appui_draft_level){skill, level};
    return expert;
}

/** A valid draft without partner, expert or project: 2027-01-04 to 2027-06-30. */
static inline struct appui_draft sample_empty(void)
{
    struct appui_draft draft;
    memset(&draft, 0, sizeof draft);
    draft.name = "Auxois-Morvan";
    draft.as_of = APPUI_ABSENT;
    draft.horizon_start = sample_day("2027-01-04");
    draft.horizon_end = sample_day("2027-06-30");
    draft.holidays = APPUI_HOLIDAYS_FR;
    draft.mandate_half_days = APPUI_ABSENT;
    draft.attendance_half_days = APPUI_ABSENT;
    draft.day_rate_cents = APPUI_ABSENT;
    return draft;
}

static inline void sample_add_skills(struct appui_draft *draft)
{
    draft->n_skills = 3;
    draft->skills = sample_array(draft, 3, sizeof *draft->skills);
    draft->skills[0].id = "quality";
    draft->skills[1].id = "purchasing";
    draft->skills[2].id = "iso_9001";
    draft->skills[2].broader = "quality";
    draft->skills[2].label = (struct appui_draft_label){"Certification ISO 9001", NULL};
}

static inline void sample_add_partners(struct appui_draft *draft)
{
    draft->n_partners = 3;
    draft->partners = sample_array(draft, 3, sizeof *draft->partners);
    draft->partners[0] = sample_partner("sncf");
    draft->partners[1] = sample_partner("valti");
    draft->partners[2] = sample_partner("rosa");
    struct appui_draft_partner *sncf = &draft->partners[0];
    sncf->name = "SNCF";
    sncf->pledges_given = true;
    sncf->n_pledges = 1;
    sncf->pledges = sample_array(draft, 1, sizeof *sncf->pledges);
    sncf->pledges[0] = (struct appui_draft_pledge){.from = sample_day("2027-01-01"),
                                                   .to = sample_day("2027-12-31"),
                                                   .half_days = 24,
                                                   .delivered = 5,
                                                   .n_earmarks = 1};
    sncf->pledges[0].earmarks = sample_array(draft, 1, sizeof *sncf->pledges[0].earmarks);
    sncf->pledges[0].earmarks[0] =
        (struct appui_draft_earmark){6, sample_day("2027-09-30"), "revitalisation"};
    sncf->n_mandates = 1;
    sncf->mandates = sample_array(draft, 1, sizeof *sncf->mandates);
    sncf->mandates[0] = (struct appui_draft_mandate){"older-firm", sample_day("2026-03-01"),
                                                     sample_day("2027-08-31")};
    sncf->absent = sample_dates(draft, "2027-02-03", NULL);
}

static inline void sample_add_experts(struct appui_draft *draft)
{
    draft->n_experts = 2;
    draft->experts = sample_array(draft, 2, sizeof *draft->experts);
    draft->experts[0] = sample_expert(draft, "sncf-quality", "sncf", "iso_9001", 4);
    draft->experts[1] = sample_expert(draft, "valti-buyer", "valti", "purchasing", 3);
    struct appui_draft_expert *quality = &draft->experts[0];
    quality->half_days_max = 12;
    quality->projects_max = 2;
    quality->availability.given = true;
    quality->availability.weekdays_given = true;
    /* Tuesday am and pm are bits 2 and 3, Thursday am is bit 6. */
    quality->availability.weekdays = (1U << 2) | (1U << 3) | (1U << 6);
    quality->availability.dates_given = true;
    quality->availability.n_dates = 1;
    quality->availability.dates = sample_array(draft, 1, sizeof *quality->availability.dates);
    quality->availability.dates[0] = (struct appui_date_half){sample_day("2027-02-05"), APPUI_PM};
    quality->availability.except = sample_range(draft, "2027-04-12", "2027-04-23");
}

static inline void sample_add_projects(struct appui_draft *draft)
{
    draft->n_projects = 2;
    draft->projects = sample_array(draft, 2, sizeof *draft->projects);
    struct appui_draft_need *needs = sample_array(draft, 2, sizeof *needs);
    needs[0] = sample_need("techni-signal/iso", "iso_9001", 5);
    needs[0].level = 3;
    needs[0].half_days_min = 3;
    needs[0].per_week = 1;
    needs[0].from = sample_day("2027-02-01");
    needs[0].to = sample_day("2027-05-31");
    needs[1] = sample_need("techni-signal/buying", "purchasing", 4);
    needs[1].after = sample_texts(draft, "techni-signal/iso", NULL, NULL);
    draft->projects[0] = sample_project("techni-signal", needs, 2);
    draft->projects[0].ready = sample_day("2027-01-20");
    draft->projects[0].jobs = 5;
    draft->projects[0].sponsor = "cci";
    struct appui_draft_need *quality = sample_array(draft, 1, sizeof *quality);
    quality[0] = sample_need("mavic/quality", "quality", 4);
    quality[0].level = 2;
    draft->projects[1] = sample_project("mavic", quality, 1);
    draft->projects[1].status = APPUI_RUNNING;
}

static inline void sample_add_committees(struct appui_draft *draft)
{
    draft->committees = (struct appui_draft_committees){.given = true,
                                                        .count_min = 1,
                                                        .count_max = 2,
                                                        .capacity = 4,
                                                        .gap_days = 21,
                                                        .lead_days = APPUI_ABSENT,
                                                        .quorum = 2};
    draft->committees.candidates = sample_dates(draft, "2027-02-03", "2027-03-10");
    draft->committees.members = sample_texts(draft, "valti", "sncf", "rosa");
    draft->committees.chairs = sample_texts(draft, "valti", NULL, NULL);
}

static inline void sample_add_pairs(struct appui_draft *draft)
{
    draft->n_estimates = 1;
    draft->estimates = sample_array(draft, 1, sizeof *draft->estimates);
    draft->estimates[0] = (struct appui_draft_estimate){.need = "techni-signal/iso",
                                                        .expert = "sncf-quality",
                                                        .half_days = APPUI_ABSENT,
                                                        .fit = 900000};
    draft->n_require = 1;
    draft->require = sample_array(draft, 1, sizeof *draft->require);
    draft->require[0] =
        (struct appui_draft_rule){.need = "techni-signal/iso", .expert = "sncf-quality"};
    draft->n_forbid = 1;
    draft->forbid = sample_array(draft, 1, sizeof *draft->forbid);
    draft->forbid[0] = (struct appui_draft_rule){.need = "mavic/quality", .expert = "valti-buyer"};
}

static inline void sample_add_line(struct appui_draft *draft)
{
    draft->n_lines = 1;
    draft->lines = sample_array(draft, 1, sizeof *draft->lines);
    draft->lines[0] = (struct appui_draft_line){.need = "mavic/quality",
                                                .expert = "sncf-quality",
                                                .half_days = 4,
                                                .state = APPUI_SIGNED,
                                                .n_sessions = 2};
    struct appui_draft_session *sessions = sample_array(draft, 2, sizeof *sessions);
    sessions[0] = (struct appui_draft_session){
        .day = sample_day("2027-01-05"), .half = APPUI_AM, .state = APPUI_SESSION_DONE};
    sessions[1] = (struct appui_draft_session){
        .day = sample_day("2027-01-12"), .half = APPUI_AM, .state = APPUI_SESSION_PLANNED};
    draft->lines[0].sessions = sessions;
}

/** The whole sample. */
static inline struct appui_draft sample_draft(void)
{
    struct appui_draft draft = sample_empty();
    draft.as_of = sample_day("2027-01-11");
    sample_add_skills(&draft);
    sample_add_partners(&draft);
    sample_add_experts(&draft);
    sample_add_projects(&draft);
    sample_add_committees(&draft);
    sample_add_pairs(&draft);
    sample_add_line(&draft);
    return draft;
}

#endif
