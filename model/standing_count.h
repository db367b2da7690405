/*
 * Inside model/standing: counting what stands. Not a public header.
 */
#ifndef APPUI_MODEL_STANDING_COUNT_H
#define APPUI_MODEL_STANDING_COUNT_H

#include "model/standing.h"

/** Counts what the lines use up, once each is judged, and indexes them by need and partner. @return
 * 0, or -1 when memory fails */
int appui_standing_count(const struct appui_basin *basin, struct appui_standing *standing);

#endif
