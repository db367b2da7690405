/*
 * What every step of validation does with a single value: name its place, put it into words, judge
 * its range, resolve the id it names, keep it.
 */
#include <string.h>

#include "model/validate.h"

/* Unknown references whose nearest id is searched; later ones get the alphabetical neighbour, so
 * that a file full of them is read in good time. */
#define NEAREST_MAX 100

static const char *noted(struct appui_validation *v, const char *text)
{
    if (!text) {
        v->faults->out_of_memory = true;
    }
    return text ? text : "";
}

struct appui_place appui_place_at(struct appui_validation *v, const char *id, const char *list,
                                  int32_t index)
{
    struct appui_place place = {
        .pointer = noted(v, appui_arena_format(&v->scratch, "%s/%d", list, (int)index)), .id = id};
    return place;
}

struct appui_place appui_place_of_need(struct appui_validation *v, int32_t need)
{
    int32_t project = v->basin->needs[need].project;
    int32_t local = need - v->basin->projects[project].first_need;
    struct appui_place place = {
        .pointer = noted(
            v, appui_arena_format(&v->scratch, "/projects/%d/needs/%d", (int)project, (int)local)),
        .id = v->draft->projects[project].needs[local].id};
    return place;
}

const char *appui_spot_pointer(struct appui_validation *v, struct appui_spot spot)
{
    if (spot.index >= 0) {
        return noted(v, appui_arena_format(&v->scratch, "%s/%s/%d", spot.place->pointer, spot.key,
                                           (int)spot.index));
    }
    return noted(v, appui_arena_format(&v->scratch, "%s/%s", spot.place->pointer, spot.key));
}

/* A decimal number of value / 10^digits without trailing zeros. */
static const char *decimal_text(struct appui_validation *v, int64_t value, int32_t digits)
{
    int64_t scale = 1;
    for (int32_t i = 0; i < digits; i++) {
        scale *= 10;
    }
    while (digits > 0 && value % 10 == 0) {
        value /= 10;
        scale /= 10;
        digits--;
    }
    const char *sign = value < 0 ? "-" : "";
    long long size = value < 0 ? -value : value;
    if (digits == 0) {
        return noted(v, appui_arena_format(&v->scratch, "%s%lld", sign, size));
    }
    return noted(v, appui_arena_format(&v->scratch, "%s%lld.%0*lld", sign, size / scale,
                                       (int)digits, size % scale));
}

const char *appui_figure_text(struct appui_validation *v, enum appui_unit unit, int64_t value)
{
    switch (unit) {
    case APPUI_UNIT_HALF_DAYS:
        return decimal_text(v, value * 5, 1);
    case APPUI_UNIT_CENTS:
        return decimal_text(v, value, 2);
    case APPUI_UNIT_THOUSANDTHS:
        return decimal_text(v, value, 3);
    case APPUI_UNIT_MILLIONTHS:
        return decimal_text(v, value, 6);
    case APPUI_UNIT_FACTOR:
        return decimal_text(v, value * 5, 4);
    case APPUI_UNIT_COUNT:
        break;
    }
    return decimal_text(v, value, 0);
}

const char *appui_date_kept(struct appui_validation *v, appui_day day)
{
    char text[APPUI_DATE_TEXT];
    if (day == APPUI_ABSENT) {
        return "";
    }
    return noted(v,
                 appui_arena_text(&v->scratch, appui_date_write(day, text), APPUI_DATE_TEXT - 1));
}

const char *appui_half_text(enum appui_half half)
{
    return half == APPUI_AM ? "am" : half == APPUI_PM ? "pm" : "full";
}

int32_t appui_validate_number(struct appui_validation *v, const struct appui_place *place,
                              const struct appui_field *field, int32_t value)
{
    if (value == APPUI_ABSENT || (value >= field->low && value <= field->high)) {
        return value;
    }
    struct appui_spot spot = {place, field->key, -1};
    appui_faults_add(v->faults, APPUI_FAULT_OUT_OF_RANGE, appui_spot_pointer(v, spot), place->id,
                     "key", field->key, "value", appui_figure_text(v, field->unit, value), "low",
                     appui_figure_text(v, field->unit, field->low), "high",
                     appui_figure_text(v, field->unit, field->high), (const char *)NULL);
    return APPUI_ABSENT;
}

int32_t appui_validate_required(struct appui_validation *v, const struct appui_place *place,
                                const struct appui_field *field, int32_t value)
{
    v->incomplete |= value == APPUI_ABSENT;
    return appui_validate_number(v, place, field, value);
}

int32_t appui_or(int32_t value, int32_t fallback)
{
    return value == APPUI_ABSENT ? fallback : value;
}

bool appui_validate_range(struct appui_validation *v, struct appui_spot spot, appui_day from,
                          appui_day to)
{
    if (from == APPUI_ABSENT || to == APPUI_ABSENT || from <= to) {
        return true;
    }
    appui_faults_add(v->faults, APPUI_FAULT_RANGE_REVERSED, appui_spot_pointer(v, spot),
                     spot.place->id, "from", appui_date_kept(v, from), "to", appui_date_kept(v, to),
                     (const char *)NULL);
    return false;
}

static void report_unknown(struct appui_validation *v, struct appui_spot spot, enum appui_kind kind,
                           const char *text)
{
    static const struct {
        enum appui_fault_code code;
        const char *list;
    } rows[APPUI_N_KINDS] = {
        [APPUI_KIND_SKILL] = {APPUI_FAULT_UNKNOWN_SKILL, "skills"},
        [APPUI_KIND_PARTNER] = {APPUI_FAULT_UNKNOWN_PARTNER, "partners"},
        [APPUI_KIND_EXPERT] = {APPUI_FAULT_UNKNOWN_EXPERT, "experts"},
        [APPUI_KIND_PROJECT] = {APPUI_FAULT_UNKNOWN_PROJECT, "projects"},
        [APPUI_KIND_NEED] = {APPUI_FAULT_UNKNOWN_NEED, "needs"},
    };
    const struct appui_ids *ids = &v->ids[kind];
    const char *pointer = appui_spot_pointer(v, spot);
    if (ids->n == 0) {
        appui_faults_add(v->faults, APPUI_FAULT_REFERENCE_TO_EMPTY_LIST, pointer, spot.place->id,
                         "value", text, "list", rows[kind].list, (const char *)NULL);
        return;
    }
    const char *hint = v->n_unknown++ < NEAREST_MAX ? appui_ids_nearest(ids, text) : NULL;
    appui_faults_add(v->faults, rows[kind].code, pointer, spot.place->id, "value", text, "hint",
                     hint, (const char *)NULL);
}

int32_t appui_validate_reference(struct appui_validation *v, struct appui_spot spot,
                                 enum appui_kind kind, const char *text)
{
    if (!text) {
        v->incomplete = true;
        return -1;
    }
    int32_t index = appui_ids_find(&v->ids[kind], text);
    if (index < 0 && v->unsure[kind]) {
        v->incomplete = true;
    } else if (index < 0) {
        report_unknown(v, spot, kind, text);
    }
    return index;
}

struct appui_spot appui_spot_of_text(struct appui_spot list, const struct appui_draft_texts *texts,
                                     const char *text)
{
    for (int32_t i = 0; i < texts->n; i++) {
        if (texts->items[i] && strcmp(texts->items[i], text) == 0) {
            list.index = i;
            return list;
        }
    }
    return list;
}

static bool holds(const struct appui_references *references, int32_t index)
{
    for (int32_t i = 0; i < references->n; i++) {
        if (references->items[i] == index) {
            return true;
        }
    }
    return false;
}

int appui_validate_references(struct appui_validation *v, struct appui_spot spot,
                              enum appui_kind kind, const struct appui_draft_texts *texts,
                              struct appui_references *references)
{
    references->n = 0;
    references->items = appui_keep_array(v, texts->n, sizeof *references->items);
    if (!references->items) {
        return -1;
    }
    v->incomplete |= texts->broken;
    for (int32_t i = 0; i < texts->n; i++) {
        struct appui_spot item = {spot.place, spot.key, i};
        int32_t index = appui_validate_reference(v, item, kind, texts->items[i]);
        if (index >= 0 && holds(references, index)) {
            appui_faults_add(v->faults, APPUI_FAULT_DUPLICATE_REFERENCE,
                             appui_spot_pointer(v, item), spot.place->id, "value", texts->items[i],
                             (const char *)NULL);
        } else if (index >= 0) {
            references->items[references->n++] = index;
        }
    }
    return 0;
}

const char *appui_keep(struct appui_validation *v, const char *text)
{
    if (!text) {
        return NULL;
    }
    char *copy = appui_arena_text(&v->basin->arena, text, strlen(text));
    v->faults->out_of_memory |= !copy;
    return copy;
}

void *appui_keep_array(struct appui_validation *v, int32_t n, size_t size)
{
    void *array = appui_arena_alloc(&v->basin->arena, (size_t)n, size);
    v->faults->out_of_memory |= !array;
    return array;
}

void *appui_scratch_array(struct appui_validation *v, int32_t n, size_t size)
{
    void *array = appui_arena_alloc(&v->scratch, (size_t)n, size);
    v->faults->out_of_memory |= !array;
    return array;
}
