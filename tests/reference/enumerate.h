/*
 * The independent referee: every plan of a tiny basin, and the lexicographically best tier values
 * among them.
 *
 * Written from docs/model.md and docs/choices.md; shares with the program under test only the
 * basin's own struct and lookups, dates and slot sets. The tier `agreed` must come first when
 * agreed half-days are to be placed anew, and promptness last (its referee is
 * appui_enumerate_promptness). Equity must have no tolerance.
 */
#ifndef APPUI_TESTS_ENUMERATE_H
#define APPUI_TESTS_ENUMERATE_H

#include "model/previous.h"
#include "tests/reference/outcome.h"

enum appui_enumeration_code {
    APPUI_ENUMERATED,
    APPUI_ENUMERATION_CONFLICT, /**< no plan meets the require rules */
    APPUI_ENUMERATION_TOO_BIG,  /**< the work limit or a fixed size came first */
    APPUI_ENUMERATION_NO_MEMORY
};

/** Sessions tried before an enumeration gives up, unless the caller says otherwise. */
#define APPUI_ENUMERATION_WORK 3000000

struct appui_enumeration {
    int32_t to_place; /**< agreed half-days to be placed anew */
    int32_t placed,
        overrun; /**< tier agreed: half-days placed; half-days beyond pledges, all included */
    struct appui_best best;
};

/** Every require rule of a basin. */
#define APPUI_ALL_RULES UINT32_MAX

struct appui_enumeration_asked {
    bool calendar;
    uint32_t rules; /**< the require rules that hold, a bit per index; the others are ignored */
    int64_t work_limit;
    const struct appui_previous *previous; /**< the plan before, or NULL; not judged */
};

/** Enumerates every plan. @param result  written when the answer is APPUI_ENUMERATED */
enum appui_enumeration_code appui_enumerate_asked(const struct appui_basin *basin,
                                                  const struct appui_enumeration_asked *asked,
                                                  struct appui_enumeration *result);

/** Enumerates every plan, with nothing before it. */
enum appui_enumeration_code appui_enumerate(const struct appui_basin *basin, bool calendar,
                                            uint32_t rules, int64_t work_limit,
                                            struct appui_enumeration *result);

/** Like appui_enumerate, but only says whether some plan meets the rules. */
enum appui_enumeration_code appui_enumerate_meets(const struct appui_basin *basin, bool calendar,
                                                  uint32_t rules, int64_t work_limit);

#endif
