/*
 * Enumeration by committee dates, then by need: each gift that R1 to R4 allow, as long as R6 holds
 * and the sessions of all lines chosen so far can be laid together. Taking a line away never makes
 * sessions impossible, so a choice that cannot be laid is given up with all that would follow.
 * Agreed half-days placed anew are laid first, in every possible way, best values of the tier
 * `agreed` first: the first value that admits a plan is the tier's optimum.
 */
#include "tests/reference/enumerate.h"

#include <assert.h>
#include <string.h>

#include "tests/reference/choice.h"
#include "tests/reference/naming.h"
#include "tests/reference/openings.h"

/** Most distinct outcomes kept. */
#define OUTCOMES_MAX 400000
/** Most half-days placed anew, and most half-days of overrun. */
#define KEYS 64

struct search {
    struct appui_field field;
    uint32_t rules;
    bool first_only; /**< one plan is enough */
    bool found;
    struct appui_openings openings;
    const struct appui_opening *opening; /**< the committee dates that are tried */
    struct appui_gift gifts[APPUI_TINY_NEEDS][APPUI_GIFTS_MAX];
    int32_t n_gifts[APPUI_TINY_NEEDS];
    struct appui_tenures tenures;
    struct appui_recall recall;
    struct appui_outcomes lines; /**< what lines come to in the opening that is tried */
    struct appui_outcomes outcomes;
    /* agreed half-days placed anew */
    int32_t n_seats;
    struct appui_seat seats[APPUI_TINY_LINES];
    bool exists[KEYS][KEYS]; /**< [placed][overrun] some way to place comes to that */
    bool collecting;         /**< fill `exists`; else enumerate plans of the key below */
    int32_t placed, overrun;
};

static void choose(struct search *search, const struct appui_choice *choice, int32_t need);

static bool stop_at_once(void *context)
{
    (void)context;
    return true;
}

static bool lay_seats(struct search *search, const struct appui_seat *seats, int32_t n)
{
    struct appui_seating seating = {
        .field = &search->field, .seats = seats, .n_seats = n, .visit = stop_at_once};
    return appui_seating_run(&seating);
}

/** Takes proposed sessions off until `n` sittings are left. */
static void lift_to(struct appui_field *field, int32_t n)
{
    while (field->n_sittings > n)
        appui_field_lift(field);
}

static int32_t n_not_proposed(const struct appui_field *field)
{
    int32_t n = field->n_sittings;
    while (n > 0 && field->sittings[n - 1].line < 0)
        n--;
    return n;
}

/** Goes on with a choice whose newest seats, from `old` on, are not laid yet, if all can be laid
 * together. */
static void choose_laid(struct search *search, const struct appui_choice *choice, int32_t old,
                        int32_t need)
{
    struct appui_field *field = &search->field;
    int32_t before = field->n_sittings;
    if (lay_seats(search, choice->seats + old, choice->n_seats - old)) {
        choose(search, choice, need);
        lift_to(field, before);
        return;
    }
    struct appui_field as_it_was = *field;
    lift_to(field, n_not_proposed(field));
    if (lay_seats(search, choice->seats, choice->n_seats))
        choose(search, choice, need);
    as_it_was.work = field->work;
    *field = as_it_was;
}

/** What the lines laid change of the plan before, with as many sessions kept as can be. */
static int32_t count_changes(struct search *search, const struct appui_choice *choice)
{
    const struct appui_recall *recall = &search->recall;
    struct appui_field *field = &search->field;
    int32_t changes = appui_recall_lines(recall, choice->seats, choice->n_seats);
    int32_t could = appui_recall_could(recall, field->basin, choice->seats, choice->n_seats);
    int32_t common = appui_recall_common(recall, field);
    if (common < could) {
        struct appui_field as_it_was = *field;
        lift_to(field, n_not_proposed(field));
        int32_t most = appui_recall_most(recall, field, choice->seats, choice->n_seats);
        common = most > common ? most : common;
        as_it_was.work = field->work;
        *field = as_it_was;
    }
    return changes + could - common;
}

/** Every need is given something or nothing, and laid. */
static void add_lines(struct search *search, const struct appui_choice *choice)
{
    struct appui_outcome outcome = choice->outcome;
    search->found = true;
    if (search->first_only)
        return;
    appui_tenures_forget(&search->tenures, &outcome);
    if (search->recall.given)
        outcome.changes = count_changes(search, choice);
    appui_outcomes_add(&search->lines, &outcome);
}

/** A plan for every way to hold meetings on the dates tried, and to name mandataires. */
static void add_outcomes(struct search *search)
{
    struct appui_namer namer = {&search->field, &search->tenures, &search->recall};
    for (int32_t k = 0; k < search->lines.n; k++) {
        for (int32_t i = 0; i < search->opening->n_values; i++) {
            struct appui_outcome outcome = search->lines.items[k];
            outcome.convened = search->opening->values[i];
            appui_namings_add(&namer, &outcome, &search->outcomes);
        }
        if (search->outcomes.n > OUTCOMES_MAX)
            search->field.work = search->field.work_limit;
    }
    search->outcomes.failed |= search->lines.failed;
    appui_outcomes_release(&search->lines);
}

static void choose(struct search *search, const struct appui_choice *choice, int32_t need)
{
    if (appui_field_exhausted(&search->field) || (search->first_only && search->found))
        return;
    if (need == search->field.basin->n_needs) {
        add_lines(search, choice);
        return;
    }
    for (int32_t i = 0; i < search->n_gifts[need]; i++) {
        const struct appui_gift *gift = &search->gifts[need][i];
        struct appui_choice next = *choice;
        if (appui_choice_meets(&search->field, search->rules, need, gift) &&
            appui_choice_add(&next, &search->field, need, gift))
            choose_laid(search, &next, choice->n_seats, need + 1);
    }
}

/** A way to place agreed half-days is on the field. */
static bool visit_placement(void *context)
{
    struct search *search = context;
    int32_t placed = appui_field_placed(&search->field),
            overrun = appui_field_overrun(&search->field);
    assert(placed < KEYS && overrun < KEYS);
    if (search->collecting) {
        search->exists[placed][overrun] = true;
    } else if (placed == search->placed && overrun == search->overrun) {
        struct appui_choice nothing;
        appui_choice_begin(&nothing, &search->field);
        appui_tenures_begin(&search->tenures, &nothing.outcome);
        choose(search, &nothing, 0);
    }
    return false;
}

/** Every number of half-days that lines from `line` on may get, and every way to lay them. */
static void place_agreed(struct search *search, int32_t line)
{
    const struct appui_basin *basin = search->field.basin;
    if (line == basin->n_lines || !search->field.calendar) {
        struct appui_seating seating = {.field = &search->field,
                                        .seats = search->seats,
                                        .n_seats = search->n_seats,
                                        .visit = visit_placement,
                                        .context = search};
        appui_seating_run(&seating);
        return;
    }
    place_agreed(search, line + 1);
    int32_t need = basin->lines[line].need, session = basin->needs[need].session;
    for (int32_t x = session; x <= search->field.to_place[line]; x += session) {
        search->seats[search->n_seats++] = (struct appui_seat){
            .need = need, .expert = basin->lines[line].expert, .line = line, .half_days = x};
        place_agreed(search, line + 1);
        search->n_seats--;
    }
}

/** Agreed half-days in every opening: to collect what placing them may come to, or to plan. */
static void place_in_openings(struct search *search, bool collecting)
{
    search->collecting = collecting;
    for (int32_t i = 0; i < search->openings.n; i++) {
        search->opening = &search->openings.items[i];
        appui_field_convene(&search->field, search->opening->days);
        place_agreed(search, 0);
        add_outcomes(search);
    }
}

/** Best values of the tier `agreed` first, until one admits a plan. */
static void run(struct search *search)
{
    place_in_openings(search, true);
    for (int32_t placed = KEYS - 1; placed >= 0; placed--)
        for (int32_t overrun = 0; overrun < KEYS; overrun++) {
            if (!search->exists[placed][overrun] || search->found)
                continue;
            search->placed = placed;
            search->overrun = overrun;
            place_in_openings(search, false);
            if (search->found)
                return;
        }
}

/** Reads what R14 and the plan before say. */
static enum appui_openings_code prepare(struct search *search,
                                        const struct appui_previous *previous)
{
    struct appui_field *field = &search->field;
    bool dated = previous != NULL || appui_tenures_limited(field->basin);
    appui_tenures_read(&search->tenures, field);
    enum appui_openings_code code = appui_openings_list(&search->openings, field, dated);
    if (code == APPUI_OPENINGS_OK &&
        !appui_recall_read(&search->recall, field, &search->openings, &search->tenures, previous))
        code = APPUI_OPENINGS_TOO_BIG;
    return code;
}

static enum appui_enumeration_code search_all(struct search *search,
                                              const struct appui_basin *basin,
                                              const struct appui_previous *previous)
{
    for (int32_t n = 0; n < basin->n_needs; n++) {
        search->n_gifts[n] = appui_gifts_list(&search->field, n, search->gifts[n]);
        if (search->n_gifts[n] < 0)
            return APPUI_ENUMERATION_TOO_BIG;
    }
    enum appui_openings_code code = prepare(search, previous);
    if (code == APPUI_OPENINGS_TOO_BIG)
        return APPUI_ENUMERATION_TOO_BIG;
    if (code == APPUI_OPENINGS_OK)
        run(search);
    if (code != APPUI_OPENINGS_OK || search->outcomes.failed)
        return APPUI_ENUMERATION_NO_MEMORY;
    if (search->first_only && search->found)
        return APPUI_ENUMERATED;
    if (appui_field_exhausted(&search->field))
        return APPUI_ENUMERATION_TOO_BIG;
    return search->found ? APPUI_ENUMERATED : APPUI_ENUMERATION_CONFLICT;
}

static void conclude(struct search *search, struct appui_enumeration *result)
{
    const struct appui_basin *basin = search->field.basin;
    int32_t pledged[APPUI_TINY_PARTNERS];
    memset(result, 0, sizeof *result);
    for (int32_t i = 0; i < basin->n_lines; i++)
        result->to_place += search->field.to_place[i];
    result->placed = search->placed;
    result->overrun = search->overrun;
    for (int32_t p = 0; p < basin->n_partners; p++)
        pledged[p] = appui_field_pledged(&search->field, p);
    appui_outcomes_best(&search->outcomes, &basin->tiers, pledged, basin->n_partners,
                        &result->best);
}

static enum appui_enumeration_code enumerate(const struct appui_basin *basin,
                                             const struct appui_enumeration_asked *asked,
                                             struct appui_enumeration *result)
{
    struct search *search = appui_calloc(1, sizeof *search);
    if (search == NULL)
        return APPUI_ENUMERATION_NO_MEMORY;
    search->rules = asked->rules;
    search->first_only = result == NULL;
    enum appui_enumeration_code code = APPUI_ENUMERATION_TOO_BIG;
    if (appui_field_init(&search->field, basin, asked->calendar, asked->work_limit))
        code = search_all(search, basin, asked->previous);
    if (code == APPUI_ENUMERATED && result != NULL)
        conclude(search, result);
    appui_openings_release(&search->openings);
    appui_outcomes_release(&search->lines);
    appui_outcomes_release(&search->outcomes);
    appui_free(search);
    return code;
}

enum appui_enumeration_code appui_enumerate_asked(const struct appui_basin *basin,
                                                  const struct appui_enumeration_asked *asked,
                                                  struct appui_enumeration *result)
{
    return enumerate(basin, asked, result);
}

enum appui_enumeration_code appui_enumerate(const struct appui_basin *basin, bool calendar,
                                            uint32_t rules, int64_t work_limit,
                                            struct appui_enumeration *result)
{
    const struct appui_enumeration_asked asked = {
        .calendar = calendar, .rules = rules, .work_limit = work_limit};
    return enumerate(basin, &asked, result);
}

enum appui_enumeration_code appui_enumerate_meets(const struct appui_basin *basin, bool calendar,
                                                  uint32_t rules, int64_t work_limit)
{
    const struct appui_enumeration_asked asked = {
        .calendar = calendar, .rules = rules, .work_limit = work_limit};
    return enumerate(basin, &asked, NULL);
}
