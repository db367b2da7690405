/*
 * Reads skills and partners: who lends, what is pledged, which mandates are held.
 */
#include "io/basin_json_parts.h"
#include "io/basin_words.h"
#include "io/json_scalar.h"

static bool read_label(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"fr", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct appui_draft_label, fr)},
        {"en", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct appui_draft_label, en)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_skill(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"id", APPUI_JSON_REQUIRED, appui_json_id, offsetof(struct appui_draft_skill, id)},
        {"label", APPUI_JSON_OPTIONAL, read_label, offsetof(struct appui_draft_skill, label)},
        {"broader", APPUI_JSON_OPTIONAL, appui_json_text,
         offsetof(struct appui_draft_skill, broader)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_skill *skill = into;
    skill->broken = !appui_json_object(reader, at, fields, skill);
    return !skill->broken;
}

bool appui_basin_json_skills(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    struct appui_draft *draft = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_skill), read_skill);
    draft->skills = list.items;
    draft->n_skills = list.n;
    return list.ok;
}

static bool read_earmark(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"days", APPUI_JSON_REQUIRED, appui_json_half_days,
         offsetof(struct appui_draft_earmark, half_days)},
        {"to", APPUI_JSON_OPTIONAL, appui_json_date, offsetof(struct appui_draft_earmark, to)},
        {"purpose", APPUI_JSON_REQUIRED, appui_json_text,
         offsetof(struct appui_draft_earmark, purpose)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_earmark *earmark = into;
    *earmark = (struct appui_draft_earmark){APPUI_ABSENT, APPUI_ABSENT, NULL};
    return appui_json_object(reader, at, fields, earmark);
}

static bool read_earmarks(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_draft_pledge *pledge = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_earmark), read_earmark);
    pledge->earmarks = list.items;
    pledge->n_earmarks = list.n;
    return list.ok;
}

static bool read_pledge(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    static const struct appui_json_field fields[] = {
        {"from", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_draft_pledge, from)},
        {"to", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_draft_pledge, to)},
        {"days", APPUI_JSON_REQUIRED, appui_json_half_days,
         offsetof(struct appui_draft_pledge, half_days)},
        {"delivered", APPUI_JSON_OPTIONAL, appui_json_half_days,
         offsetof(struct appui_draft_pledge, delivered)},
        {"earmarks", APPUI_JSON_OPTIONAL, read_earmarks, 0},
        {NULL, 0, NULL, 0}};
    struct appui_draft_pledge *pledge = into;
    *pledge = (struct appui_draft_pledge){.from = APPUI_ABSENT,
                                          .to = APPUI_ABSENT,
                                          .half_days = APPUI_ABSENT,
                                          .delivered = APPUI_ABSENT};
    pledge->broken = !appui_json_object(reader, at, fields, pledge);
    return !pledge->broken;
}

static bool read_pledges(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_draft_partner *partner = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_pledge), read_pledge);
    partner->pledges_given = true;
    partner->pledges = list.items;
    partner->n_pledges = list.n;
    return list.ok;
}

static bool read_mandate(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_json_id,
         offsetof(struct appui_draft_mandate, project)},
        {"from", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_draft_mandate, from)},
        {"to", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_draft_mandate, to)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_mandate *mandate = into;
    *mandate = (struct appui_draft_mandate){NULL, APPUI_ABSENT, APPUI_ABSENT};
    return appui_json_object(reader, at, fields, mandate);
}

static bool read_mandates(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_draft_partner *partner = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_mandate), read_mandate);
    partner->mandates = list.items;
    partner->n_mandates = list.n;
    return list.ok;
}

static bool read_kind(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_choose(reader, at, appui_basin_partner_kinds, into);
}

static const struct appui_json_field partner_fields[] = {
    {"id", APPUI_JSON_REQUIRED, appui_json_id, offsetof(struct appui_draft_partner, id)},
    {"name", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct appui_draft_partner, name)},
    {"kind", APPUI_JSON_OPTIONAL, read_kind, offsetof(struct appui_draft_partner, kind)},
    {"until", APPUI_JSON_NULLABLE, appui_json_date, offsetof(struct appui_draft_partner, until)},
    {"day_rate", APPUI_JSON_OPTIONAL, appui_json_cents,
     offsetof(struct appui_draft_partner, day_rate_cents)},
    {"pledges", APPUI_JSON_OPTIONAL, read_pledges, 0},
    {"mandates", APPUI_JSON_OPTIONAL, read_mandates, 0},
    {"mandates_max", APPUI_JSON_OPTIONAL, appui_json_integer,
     offsetof(struct appui_draft_partner, mandates_max)},
    {"absent", APPUI_JSON_OPTIONAL, appui_json_dates, offsetof(struct appui_draft_partner, absent)},
    {NULL, 0, NULL, 0}};

static bool read_partner(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_draft_partner *partner = into;
    *partner = (struct appui_draft_partner){.kind = APPUI_COMPANY,
                                            .until = APPUI_ABSENT,
                                            .day_rate_cents = APPUI_ABSENT,
                                            .mandates_max = APPUI_ABSENT};
    partner->kind_given = appui_json_has(at, "kind");
    partner->broken = !appui_json_object(reader, at, partner_fields, partner);
    return !partner->broken;
}

bool appui_basin_json_partners(struct appui_json_reader *reader, const struct appui_json_at *at,
                               void *into)
{
    struct appui_draft *draft = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_partner), read_partner);
    draft->partners = list.items;
    draft->n_partners = list.n;
    return list.ok;
}
