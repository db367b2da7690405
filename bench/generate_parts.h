/*
 * What the parts of the generator share: generate.c draws the frame, generate_demand.c what is
 * asked, generate_supply.c what is offered.
 */
#ifndef APPUI_BENCH_GENERATE_PARTS_H
#define APPUI_BENCH_GENERATE_PARTS_H

#include <stddef.h>

#include "bench/generate.h"
#include "model/random.h"

struct appui_generator {
    struct appui_random random;
    const struct appui_family *family;
    struct appui_draft *draft;
    int32_t weeks;   /**< of the horizon */
    int32_t n_needs; /**< to spread over the projects */
    int32_t demand;  /**< half-days asked so far */
    bool failed;     /**< memory failed */
};

/** A number of a span. */
int32_t appui_generator_draw(struct appui_generator *generator, struct appui_span span);

/** One of n values, which may stand more than once to be likelier. */
int32_t appui_generator_one_of(struct appui_generator *generator, const int32_t *values, int32_t n);

bool appui_generator_percent(struct appui_generator *generator, int32_t percent);

/** Zeroed storage of the draft; NULL sets `failed`. */
void *appui_generator_array(struct appui_generator *generator, int32_t n, size_t size);

/** Text like "q3" or "Firm 3"; NULL sets `failed`. */
const char *appui_generator_name(struct appui_generator *generator, const char *prefix, int32_t n);

/** A list of one text. */
struct appui_draft_texts appui_generator_text(struct appui_generator *generator, const char *text);

/** Half-days of the week, each free with a chance in thousandths; at least one. */
struct appui_draft_availability appui_generator_week(struct appui_generator *generator,
                                                     int32_t free);

/** Projects with their needs; partners must be counted. */
void appui_generator_projects(struct appui_generator *generator);

/** Partners, whose budgets depend on the demand, then experts. */
void appui_generator_supply(struct appui_generator *generator);

#endif
