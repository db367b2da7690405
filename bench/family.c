/*
 * The families. Easy and hard are one year of one basin as met (model.md, "What is known about
 * solving it"): in an easy one hardly anything but the calendar binds, in a hard one everything
 * does. Tiny ones are for tests: few enough for exhaustive search, with calendars so tight that
 * a plan in days alone often cannot be dated.
 */
#include "bench/family.h"

#include <stddef.h>
#include <string.h>

const struct appui_family appui_families[APPUI_N_FAMILIES] = {{.name = "easy",
                                                               .start = "2026-10-05",
                                                               .weeks = {26, 26},
                                                               .projects = {14, 14},
                                                               .needs = {29, 29},
                                                               .partners = {10, 10},
                                                               .experts = {40, 40},
                                                               .pools = true,
                                                               .skills = 8,
                                                               .half_days = {4, 12},
                                                               .full_percent = 15,
                                                               .least_of_60 = 18,
                                                               .least = APPUI_LEAST_SESSION,
                                                               .window_weeks = {6, 16},
                                                               .per_week = {1, 2},
                                                               .shared_percent = 20,
                                                               .shared_from = 6,
                                                               .after_percent = 10,
                                                               .firm_free = {900, 900},
                                                               .expert_free = {100, 350},
                                                               .budget_percent = 120,
                                                               .projects_max = {3, 5},
                                                               .absent_percent = 30},
                                                              {.name = "hard",
                                                               .start = "2026-10-05",
                                                               .weeks = {26, 26},
                                                               .projects = {14, 14},
                                                               .needs = {29, 29},
                                                               .partners = {10, 10},
                                                               .experts = {40, 40},
                                                               .pools = true,
                                                               .skills = 5,
                                                               .half_days = {4, 12},
                                                               .full_percent = 15,
                                                               .least_of_60 = 20,
                                                               .least = APPUI_LEAST_HALF,
                                                               .window_weeks = {5, 12},
                                                               .per_week = {1, 2},
                                                               .shared_percent = 20,
                                                               .shared_from = 6,
                                                               .after_percent = 10,
                                                               .firm_free = {600, 600},
                                                               .expert_free = {100, 400},
                                                               .budget_percent = 80,
                                                               .split_every = 4,
                                                               .days_max = {3, 12},
                                                               .projects_max = {1, 3},
                                                               .absent_percent = 30},
                                                              {.name = "tiny",
                                                               .start = "2026-12-28",
                                                               .weeks = {2, 3},
                                                               .projects = {2, 4},
                                                               .needs = {2, 5},
                                                               .partners = {2, 3},
                                                               .experts = {2, 5},
                                                               .skills = 2,
                                                               .half_days = {2, 6},
                                                               .full_percent = 25,
                                                               .least_of_60 = 36,
                                                               .least = APPUI_LEAST_HALF,
                                                               .window_weeks = {1, 3},
                                                               .per_week = {1, 3},
                                                               .shared_percent = 40,
                                                               .shared_from = 4,
                                                               .after_percent = 40,
                                                               .firm_free = {300, 700},
                                                               .expert_free = {300, 700},
                                                               .whole_days = true,
                                                               .budget_percent = 80,
                                                               .split_every = 2,
                                                               .days_max = {1, 4},
                                                               .projects_max = {1, 2},
                                                               .absent_percent = 10}};

const struct appui_family *appui_family_find(const char *name)
{
    for (int i = 0; i < APPUI_N_FAMILIES; i++) {
        if (strcmp(appui_families[i].name, name) == 0) {
            return &appui_families[i];
        }
    }
    return NULL;
}
