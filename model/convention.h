/*
 * Convention years: which period a report is about, and how long it is in years.
 */
#ifndef APPUI_MODEL_CONVENTION_H
#define APPUI_MODEL_CONVENTION_H

#include "model/basin.h"
#include "model/fraction.h"

/**
 * The convention year that holds as_of: the pledge period most partners have then (the earliest to
 * begin, then to end, between equals); the horizon when no pledge period holds as_of.
 */
struct appui_range appui_convention_year(const struct appui_basin *basin);

/** Length of a range (ends included) in years, exact: whole years, and of the year begun its share
 * in days. A calendar year is 1, leap or not. */
struct appui_fraction appui_convention_length(struct appui_range range);

/** The same day of the month so many months later (earlier when negative), or the month's last. */
appui_day appui_convention_later(appui_day day, int32_t months);

#endif
