/*
 * Compiles the requests and keeps, of all months, those in which the fund can bind: a month is left
 * out when everything asked at once leaves it above zero, or when the month kept before it has no
 * more room and takes no less of any option.
 */
#include "solver/advance_choice.h"

#include <string.h>

void appui_advance_choice_release(struct appui_advance_choice *choice)
{
    appui_arena_release(&choice->arena);
    *choice = (struct appui_advance_choice){0};
}

const int32_t *appui_advance_draws(const struct appui_advance_choice *choice, int32_t candidate,
                                   int32_t option)
{
    size_t place = (size_t)(choice->candidates[candidate].first_option + option);
    return choice->draw + place * (size_t)choice->n_rows;
}

void appui_advance_take(const struct appui_advance_choice *choice, int32_t candidate,
                        int32_t option, int32_t sign, int64_t *left)
{
    if (option == choice->candidates[candidate].n_options) {
        return;
    }
    const int32_t *draws = appui_advance_draws(choice, candidate, option);
    for (int32_t i = 0; i < choice->n_rows; i++) {
        left[i] -= sign * (int64_t)draws[i];
    }
}

bool appui_advance_fits(const struct appui_advance_choice *choice, int32_t candidate,
                        int32_t option, const int64_t *left)
{
    if (option == choice->candidates[candidate].n_options) {
        return true;
    }
    const int32_t *draws = appui_advance_draws(choice, candidate, option);
    for (int32_t i = 0; i < choice->n_rows; i++) {
        if (draws[i] > left[i]) {
            return false;
        }
    }
    return true;
}

static bool is_twin(const struct appui_request *a, const struct appui_request *b)
{
    return a->amount == b->amount && a->weight == b->weight && a->first == b->first &&
           a->wait_months == b->wait_months && a->terms.grace_months == b->terms.grace_months &&
           a->terms.instalments == b->terms.instalments &&
           a->terms.every_months == b->terms.every_months;
}

static int32_t find_twin(const struct appui_advance_choice *choice,
                         const struct appui_request *request)
{
    const struct appui_request *requests = choice->basin->advances->requests;
    for (int32_t c = choice->n_candidates - 1; c >= 0; c--) {
        if (is_twin(&requests[choice->candidates[c].request], request)) {
            return c;
        }
    }
    return -1;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static int list_candidates(struct appui_advance_choice *choice)
{
    const struct appui_advances *advances = choice->basin->advances;
    choice->candidates =
        appui_arena_alloc(&choice->arena, (size_t)advances->n_requests, sizeof *choice->candidates);
    if (!choice->candidates) {
        return -1;
    }
    for (int32_t r = 0; r < advances->n_requests; r++) {
        const struct appui_request *request = &advances->requests[r];
        if (request->planned && request->amount > 0) {
            int32_t twin = find_twin(choice, request);
            choice->candidates[choice->n_candidates++] =
                (struct appui_advance_candidate){.request = r,
                                                 .first_option = choice->n_options,
                                                 .n_options = request->wait_months + 1,
                                                 .twin = twin,
                                                 .worth = appui_request_worth(request)};
            choice->unit = common_divisor(choice->unit, appui_request_worth(request));
            choice->n_options += request->wait_months + 1;
            choice->bound += appui_request_worth(request);
        }
    }
    return 0;
}

/* Draws of every option in one month. @return what all candidates together can draw at most */
static int64_t fill_month(const struct appui_advance_choice *choice, appui_month month,
                          int32_t *draws)
{
    const struct appui_advances *advances = choice->basin->advances;
    int64_t most = 0;
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        const struct appui_advance_candidate *candidate = &choice->candidates[c];
        const struct appui_request *request = &advances->requests[candidate->request];
        int32_t largest = 0;
        for (int32_t k = 0; k < candidate->n_options; k++) {
            int32_t draw = (int32_t)appui_fund_draw(advances, request, request->first + k, month);
            draws[candidate->first_option + k] = draw;
            largest = draw > largest ? draw : largest;
        }
        most += largest;
    }
    return most;
}

static bool is_covered(const struct appui_advance_choice *choice, const int32_t *draws,
                       int64_t room, const int32_t *kept, int64_t kept_room)
{
    if (room < kept_room) {
        return false;
    }
    for (int32_t k = 0; k < choice->n_options; k++) {
        if (draws[k] > kept[k]) {
            return false;
        }
    }
    return true;
}

/* Keeps the months that bind: by_month takes their draws, one after the other. */
static void keep_months(struct appui_advance_choice *choice, int32_t *by_month)
{
    size_t n_options = (size_t)choice->n_options;
    for (int32_t i = 0; i < choice->whole.n; i++) {
        int32_t *draws = by_month + (size_t)choice->n_rows * n_options;
        int64_t room = choice->whole.left[i];
        int64_t most = fill_month(choice, choice->whole.first + i, draws);
        bool covered = choice->n_rows > 0 && is_covered(choice, draws, room, draws - n_options,
                                                        choice->room[choice->n_rows - 1]);
        if (most > room && !covered) {
            choice->room[choice->n_rows++] = room;
        }
    }
}

int appui_advance_choice_build(const struct appui_basin *basin, struct appui_advance_choice *choice)
{
    *choice = (struct appui_advance_choice){.basin = basin};
    if (appui_fund_room(basin, &choice->arena, &choice->whole) < 0 || list_candidates(choice) < 0) {
        return -1;
    }
    size_t n_months = (size_t)choice->whole.n, n_options = (size_t)choice->n_options;
    int32_t *by_month = appui_calloc((n_months + 1) * n_options + 1, sizeof *by_month);
    choice->room = appui_arena_alloc(&choice->arena, n_months, sizeof *choice->room);
    choice->pick =
        appui_arena_alloc(&choice->arena, (size_t)choice->n_candidates, sizeof *choice->pick);
    if (by_month && choice->room && choice->pick) {
        keep_months(choice, by_month);
        choice->draw = appui_arena_alloc(&choice->arena, n_options * (size_t)choice->n_rows + 1,
                                         sizeof *choice->draw);
    }
    for (size_t k = 0; choice->draw && k < n_options; k++) {
        for (size_t i = 0; i < (size_t)choice->n_rows; i++) {
            choice->draw[k * (size_t)choice->n_rows + i] = by_month[i * n_options + k];
        }
    }
    for (int32_t c = 0; choice->draw && c < choice->n_candidates; c++) {
        choice->pick[c] = choice->candidates[c].n_options;
    }
    appui_free(by_month);
    return choice->draw ? 0 : -1;
}

int appui_advance_complete(struct appui_advance_choice *choice)
{
    int64_t *left = appui_arena_alloc(&choice->arena, (size_t)choice->n_rows, sizeof *left);
    if (!left) {
        return -1;
    }
    memcpy(left, choice->room, (size_t)choice->n_rows * sizeof *left);
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        appui_advance_take(choice, c, choice->pick[c], 1, left);
    }
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        if (choice->pick[c] < choice->candidates[c].n_options) {
            continue;
        }
        choice->pick[c] = 0;
        while (!appui_advance_fits(choice, c, choice->pick[c], left)) {
            choice->pick[c]++;
        }
        appui_advance_take(choice, c, choice->pick[c], 1, left);
        choice->value += appui_advance_worth(choice, c, choice->pick[c]);
    }
    return 0;
}

void appui_advance_order_twins(struct appui_advance_choice *choice)
{
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        int32_t later = c, twin = choice->candidates[c].twin;
        while (twin >= 0 && choice->pick[twin] > choice->pick[later]) {
            int32_t pick = choice->pick[twin];
            choice->pick[twin] = choice->pick[later];
            choice->pick[later] = pick;
            later = twin;
            twin = choice->candidates[later].twin;
        }
    }
}

static void add_month_rows(const struct appui_advance_choice *choice, struct appui_program *program)
{
    for (int32_t i = 0; i < choice->n_rows; i++) {
        appui_program_row(program, APPUI_MINUS_INFINITY, choice->room[i], "fund.%d", (int)i);
        for (int32_t k = 0; k < choice->n_options; k++) {
            appui_program_term(program, k, choice->draw[k * choice->n_rows + i]);
        }
    }
}

/* One option at most; of two candidates that differ in nothing, the later one only with the
 * earlier. */
static void add_candidate_rows(struct appui_advance_choice *choice, struct appui_program *program)
{
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        struct appui_advance_candidate *candidate = &choice->candidates[c];
        candidate->row = appui_program_row(program, APPUI_MINUS_INFINITY, 1, "once.%d", (int)c);
        for (int32_t k = 0; k < candidate->n_options; k++) {
            appui_program_term(program, candidate->first_option + k, 1);
        }
        if (candidate->twin < 0) {
            continue;
        }
        appui_program_row(program, APPUI_MINUS_INFINITY, 0, "twin.%d", (int)c);
        for (int32_t k = 0; k < candidate->n_options; k++) {
            appui_program_term(program, candidate->first_option + k, 1);
            appui_program_term(program, choice->candidates[candidate->twin].first_option + k, -1);
        }
    }
}

void appui_advance_program(struct appui_advance_choice *choice, struct appui_program *program)
{
    program->maximise = true;
    program->objective = "advances";
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        const struct appui_advance_candidate *candidate = &choice->candidates[c];
        for (int32_t k = 0; k < candidate->n_options; k++) {
            int32_t column =
                appui_program_column(program, 0, 1, true, "grant.%d.%d", (int)c, (int)k);
            if (!program->failed) {
                program->columns[column].cost = candidate->worth;
            }
        }
    }
    add_month_rows(choice, program);
    add_candidate_rows(choice, program);
}
