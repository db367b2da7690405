/*
 * Reads what a plan changes of the plan before, as plan_json_revisions.c writes it.
 */
#include <stdio.h>
#include <string.h>

#include "io/json_scalar.h"
#include "io/json_text.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"
#include "model/days.h"

#define RULES 14

bool appui_plan_is_revision(const json_t *value)
{
    const char *kind = json_string_value(json_object_get(value, "kind"));
    return kind != NULL && appui_plan_word_find(appui_plan_revision_kinds, kind) >= 0;
}

static bool read_kind(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_choose(reader, at, appui_plan_revision_kinds, into);
}

static bool read_cause(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_revision *revision = into;
    const char *text = json_string_value(at->value);
    char rule[16];
    if (text == NULL) {
        return appui_json_wrong_type(reader, at, "text");
    }
    int32_t event = appui_plan_word_find(appui_plan_events, text);
    if (event >= 0) {
        revision->cause = (enum appui_revision_cause)event;
        return true;
    }
    for (int32_t i = 1; i <= RULES; i++) {
        snprintf(rule, sizeof rule, "R%d", (int)i);
        if (strcmp(text, rule) == 0) {
            revision->cause = APPUI_BY_RULE;
            revision->rule = i;
            return true;
        }
    }
    revision->cause = APPUI_BY_TIER;
    return appui_plan_read_tier_name(reader, at, &revision->tier);
}

static bool read_part(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_revision *revision = into;
    const char *text = json_string_value(at->value);
    int32_t meeting = text == NULL ? -1 : appui_plan_word_find(appui_plan_meeting_parts, text);
    if (meeting >= 0) {
        revision->meeting_part = (enum appui_meeting_part)meeting;
        return true;
    }
    return appui_json_choose(reader, at, appui_plan_causes, &revision->part);
}

static bool accept_side(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    (void)reader;
    (void)at;
    (void)into;
    return true;
}

static bool read_by(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    double by = json_is_number(at->value) ? json_number_value(at->value) : -1;
    if (!(by >= 0 && by < 1e12)) {
        return appui_json_wrong_type(reader, at, "number");
    }
    *(double *)into = by;
    return true;
}

/* A change as written. */
struct written {
    struct appui_revision revision;
    struct appui_previous_gone gone; /**< where the basin no longer has it */
    double by;
};

/* Days of a line that there is; null says that there is none. */
static bool read_days(struct appui_json_reader *reader, const struct appui_json_at *at,
                      int32_t *half_days)
{
    char value[APPUI_DAYS_TEXT], low[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    if (!appui_json_half_days(reader, at, half_days)) {
        return false;
    }
    if (*half_days >= 1 && *half_days <= APPUI_HALF_DAYS_MAX) {
        return true;
    }
    appui_json_fault(reader, at, APPUI_FAULT_OUT_OF_RANGE, "key", at->key, "value",
                     appui_days_write(*half_days, value), "low", appui_days_write(1, low), "high",
                     appui_days_write(APPUI_HALF_DAYS_MAX, high), (const char *)NULL);
    return false;
}

/* "from" and "to", by the kind. A meeting that moves was somewhere. */
static bool read_side(struct appui_json_reader *reader, const struct appui_json_at *at, bool to,
                      struct appui_revision *revision)
{
    struct appui_date_half *when = to ? &revision->to : &revision->from;
    if (json_is_null(at->value) && (to || revision->kind != APPUI_MEETING_MOVED)) {
        return true;
    }
    switch (revision->kind) {
    case APPUI_PROPOSAL_MOVED:
    case APPUI_AGREED_MOVED:
        return appui_json_date_half(reader, at, when);
    case APPUI_COMMITTEE_CHANGED:
    case APPUI_MEETING_MOVED:
        return appui_json_date(reader, at, &when->day);
    case APPUI_MANDATAIRE_CHANGED:
        return appui_plan_read_partner(reader, at,
                                       to ? &revision->to_partner : &revision->from_partner);
    default:
        break;
    }
    return read_days(reader, at, to ? &revision->to_half_days : &revision->from_half_days);
}

#define REVISION(member) offsetof(struct written, revision.member)

/* The ids of what the basin no longer has are texts; "from" names a partner so, too. */
static bool read_gone(struct appui_json_reader *reader, const struct appui_json_at *at,
                      struct written *written)
{
    static const struct appui_json_field fields[] = {
        {"kind", APPUI_JSON_REQUIRED, read_kind, REVISION(kind)},
        {"need", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct written, gone.need)},
        {"expert", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct written, gone.expert)},
        {"project", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct written, gone.project)},
        {"from", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, accept_side, 0},
        {"to", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, accept_side, 0},
        {"cause", APPUI_JSON_REQUIRED, read_cause, offsetof(struct written, revision)},
        {NULL, 0, NULL, 0}};
    struct appui_revision *revision = &written->revision;
    struct appui_json_at from = appui_json_member(at, "from");
    bool ok = appui_json_object(reader, at, fields, written);
    if (ok && revision->kind == APPUI_MANDATAIRE_CHANGED) {
        ok = appui_json_text(reader, &from, &written->gone.partner);
    } else if (ok) {
        ok = read_side(reader, &from, false, revision);
    }
    written->gone.half_days = revision->from_half_days;
    written->gone.day = revision->from.day;
    struct appui_previous_gone *gone = appui_arena_alloc(reader->arena, 1, sizeof *gone);
    if (gone == NULL) {
        reader->no_memory = true;
        return false;
    }
    *gone = written->gone;
    revision->gone = gone;
    return ok;
}

static bool of_project(enum appui_revision_kind kind)
{
    return kind == APPUI_COMMITTEE_CHANGED || kind == APPUI_MANDATAIRE_CHANGED;
}

/* The id that a change of its kind lacks, or NULL. */
static const char *missing_key(const struct appui_revision *revision)
{
    if (revision->kind == APPUI_MEETING_MOVED) {
        return NULL;
    }
    if (of_project(revision->kind)) {
        return revision->project < 0 ? "project" : NULL;
    }
    return revision->need < 0 ? "need" : revision->expert < 0 ? "expert" : NULL;
}

static bool read_known(struct appui_json_reader *reader, const struct appui_json_at *at,
                       struct written *written)
{
    static const struct appui_json_field fields[] = {
        {"kind", APPUI_JSON_REQUIRED, read_kind, REVISION(kind)},
        {"need", APPUI_JSON_OPTIONAL, appui_plan_read_need, REVISION(need)},
        {"expert", APPUI_JSON_OPTIONAL, appui_plan_read_expert, REVISION(expert)},
        {"project", APPUI_JSON_OPTIONAL, appui_plan_read_project, REVISION(project)},
        {"from", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, accept_side, 0},
        {"to", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, accept_side, 0},
        {"cause", APPUI_JSON_REQUIRED, read_cause, offsetof(struct written, revision)},
        {"part", APPUI_JSON_OPTIONAL, read_part, offsetof(struct written, revision)},
        {"by", APPUI_JSON_OPTIONAL, read_by, offsetof(struct written, by)},
        {NULL, 0, NULL, 0}};
    struct appui_revision *revision = &written->revision;
    bool ok = appui_json_object(reader, at, fields, written);
    struct appui_json_at from = appui_json_member(at, "from"), to = appui_json_member(at, "to");
    ok = ok && read_side(reader, &from, false, revision) && read_side(reader, &to, true, revision);
    const char *missing = missing_key(revision);
    if (ok && missing != NULL) {
        appui_json_fault(reader, at, APPUI_FAULT_KEY_MISSING, "key", missing, (const char *)NULL);
        ok = false;
    }
    revision->by = (int64_t)(written->by * (double)appui_tier_scale(revision->tier) + 0.5);
    return ok;
}

bool appui_plan_read_revision(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    struct written written = {.revision = {.need = -1,
                                           .expert = -1,
                                           .project = -1,
                                           .from = {.day = APPUI_ABSENT},
                                           .to = {.day = APPUI_ABSENT},
                                           .from_partner = -1,
                                           .to_partner = -1}};
    const char *cause = json_string_value(json_object_get(at->value, "cause"));
    bool gone = cause != NULL && appui_plan_word_find(appui_plan_events, cause) == APPUI_BY_REMOVAL;
    bool ok = gone ? read_gone(reader, at, &written) : read_known(reader, at, &written);
    *(struct appui_revision *)into = written.revision;
    return ok;
}
