/*
 * Tier names: the criteria as --tiers takes them, as reports call them, and what each asks for.
 */
#ifndef APPUI_CLI_TIER_NAMES_H
#define APPUI_CLI_TIER_NAMES_H

#include "io/message.h"
#include "model/memory.h"
#include "model/tiers.h"

/** All of them, in French with what reports call them. @return arena-owned, "" when memory fails */
const char *appui_tier_names(struct appui_arena *arena, enum appui_language language);

/** What reports call it, and what it asks for. @return arena-owned, "" when memory fails */
const char *appui_tier_explained(struct appui_arena *arena, enum appui_language language,
                                 enum appui_tier tier);

/** The name that someone may have meant: near to it, or what reports call it. @return NULL when
 * nothing is near, or memory fails */
const char *appui_tier_meant(struct appui_arena *arena, enum appui_language language,
                             const char *typed);

#endif
