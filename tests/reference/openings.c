/*
 * Every way to examine dossiers times every set of meetings, each judged by R13.
 */
#include "tests/reference/openings.h"

#include <string.h>

/** The opening whose slots are those of the field, made when there is none. NULL: no memory. */
static struct appui_opening *opening_of(struct appui_openings *openings,
                                        const struct appui_field *field, const appui_day *days)
{
    for (int32_t i = 0; i < openings->n; i++)
        if (memcmp(openings->items[i].open, field->open, sizeof field->open) == 0)
            return &openings->items[i];
    if (appui_grow(&openings->items, &openings->capacity, (int64_t)openings->n + 1,
                   sizeof *openings->items) != 0)
        return NULL;
    struct appui_opening *opening = &openings->items[openings->n++];
    memset(opening, 0, sizeof *opening);
    memcpy(opening->days, days, sizeof opening->days);
    memcpy(opening->open, field->open, sizeof opening->open);
    return opening;
}

static int add_value(struct appui_opening *opening, const struct appui_convened *value)
{
    for (int32_t i = 0; i < opening->n_values; i++)
        if (appui_convened_same(&opening->values[i], value))
            return 0;
    if (appui_grow(&opening->values, &opening->capacity, (int64_t)opening->n_values + 1,
                   sizeof *opening->values) != 0)
        return -1;
    opening->values[opening->n_values++] = *value;
    return 0;
}

/** Every legal set of meetings for one way to examine dossiers. */
static int add_way(struct appui_openings *openings, const struct appui_council *council,
                   struct appui_convening *convening, struct appui_field *field)
{
    appui_day days[APPUI_TINY_PROJECTS] = {0};
    struct appui_opening *opening = NULL;
    for (uint32_t held = 0; held < 1U << council->n; held++) {
        convening->held = held;
        if (appui_convening_refuse(council, convening) != NULL)
            continue;
        if (opening == NULL) {
            appui_convening_days(council, convening, days);
            appui_field_convene(field, days);
            opening = opening_of(openings, field, days);
        }
        struct appui_convened value = appui_convening_value(council, convening);
        if (opening == NULL || add_value(opening, &value) != 0)
            return -1;
    }
    return 0;
}

enum appui_openings_code appui_openings_list(struct appui_openings *openings,
                                             struct appui_field *field, bool dated)
{
    struct appui_council council;
    struct appui_convening convening;
    if (!appui_council_read(&council, field))
        return APPUI_OPENINGS_TOO_BIG;
    council.tells_days = dated;
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
        convening.date[q] = -1;
    do
        if (add_way(openings, &council, &convening, field) != 0)
            return APPUI_OPENINGS_NO_MEMORY;
    while (appui_convening_next(&council, &convening));
    return APPUI_OPENINGS_OK;
}

void appui_openings_release(struct appui_openings *openings)
{
    for (int32_t i = 0; i < openings->n; i++)
        appui_free(openings->items[i].values);
    appui_free(openings->items);
    memset(openings, 0, sizeof *openings);
}
