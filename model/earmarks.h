/*
 * Earmarks: the largest flow of half-days into the earmarked part of a pledge, for ledger.c.
 */
#ifndef APPUI_MODEL_EARMARKS_H
#define APPUI_MODEL_EARMARKS_H

#include <stdint.h>

#include "model/ledger.h"

/**
 * Most half-days of the uses that the pledge's earmarks alone can pay for, whatever was delivered.
 * @return half-days, or -1 when memory fails
 */
int32_t appui_earmarks_flow(const struct appui_basin *basin, const struct appui_pledge *pledge,
                            const struct appui_use *uses, int32_t n_uses);

#endif
