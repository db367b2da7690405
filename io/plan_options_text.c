/*
 * The options of a run as they would be typed, so that a reader of a report can repeat it.
 */
#include "io/plan_options_text.h"

#include <inttypes.h>
#include <stdio.h>

#include "io/plan_words.h"

/* `tail` follows the value behind an '=', where the option has two parts. */
static void add_option(struct appui_text_buffer *out, const char *name, const char *value,
                       const char *tail)
{
    if (out->length > 0) {
        appui_text_add(out, " ");
    }
    appui_text_add(out, name);
    if (value != NULL) {
        appui_text_add(out, " ");
        appui_text_add(out, value);
    }
    if (tail != NULL) {
        appui_text_add(out, "=");
        appui_text_add(out, tail);
    }
}

static void add_pairs(struct appui_text_buffer *out, const char *name,
                      const struct appui_option_pair *pairs, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        add_option(out, name, pairs[i].need, pairs[i].expert);
    }
}

void appui_plan_options_text(struct appui_text_buffer *out,
                             const struct appui_plan_options *options)
{
    char number[32];
    if (options->as_of != APPUI_ABSENT) {
        add_option(out, "--as-of", appui_date_write(options->as_of, number), NULL);
    }
    add_pairs(out, "--require", options->require, options->n_require);
    add_pairs(out, "--forbid", options->forbid, options->n_forbid);
    if (options->tiers != NULL) {
        add_option(out, "--tiers", options->tiers, NULL);
    }
    if (options->no_calendar) {
        add_option(out, "--no-calendar", NULL, NULL);
    }
    if (options->time_limit_s > 0) {
        snprintf(number, sizeof number, "%.10g", options->time_limit_s);
        add_option(out, "--time-limit", number, NULL);
    }
    if (options->node_limit > 0) {
        snprintf(number, sizeof number, "%" PRId64, options->node_limit);
        add_option(out, "--node-limit", number, NULL);
    }
    if (options->seed > 0) {
        snprintf(number, sizeof number, "%" PRId64, options->seed);
        add_option(out, "--seed", number, NULL);
    }
    if (options->method != APPUI_METHOD_DAYS) {
        add_option(out, "--method", appui_plan_word(appui_plan_methods, (int32_t)options->method),
                   NULL);
    }
    for (int32_t i = 0; i < options->n_overrides; i++) {
        add_option(out, "--set", options->overrides[i].pointer, options->overrides[i].value);
    }
}
