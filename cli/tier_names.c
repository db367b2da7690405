/*
 * Names and explanations of the criteria. An operator reads "Couverture" in a report and types it;
 * files and options know "coverage".
 */
#include "cli/tier_names.h"

#include "cli/say.h"
#include "io/decision_words.h"
#include "io/words.h"
#include "model/nearest.h"

static const char *label_of(enum appui_language language, enum appui_tier tier)
{
    return appui_words(language, (enum appui_word)(APPUI_WORD_TIER_AGREED + (int)tier));
}

const char *appui_tier_names(struct appui_arena *arena, enum appui_language language)
{
    const char *list = "";
    for (int tier = 0; tier < APPUI_N_TIERS; tier++) {
        const char *name = appui_phrase_text(arena, language, APPUI_PHRASE_TIER_NAME, 0,
                                             appui_tier_name((enum appui_tier)tier),
                                             label_of(language, (enum appui_tier)tier), NULL);
        list = tier == 0 ? name
                         : appui_phrase_text(arena, language, APPUI_PHRASE_TIER_NAMES, 0, list,
                                             name, NULL);
    }
    return list;
}

const char *appui_tier_explained(struct appui_arena *arena, enum appui_language language,
                                 enum appui_tier tier)
{
    enum appui_phrase phrase = (enum appui_phrase)(APPUI_PHRASE_TIER_AGREED + (int)tier);
    return appui_phrase_text(arena, language, APPUI_PHRASE_TIER_LINE, 0, label_of(language, tier),
                             appui_phrase(language, phrase), NULL);
}

const char *appui_tier_meant(struct appui_arena *arena, enum appui_language language,
                             const char *typed)
{
    struct appui_nearest names = appui_nearest_start(typed);
    const char *plain = appui_decision_words_plain(arena, typed);
    struct appui_nearest labels = appui_nearest_start(plain != NULL ? plain : typed);
    const char *called = NULL;
    for (int i = 0; i < APPUI_N_TIERS; i++) {
        enum appui_tier tier = (enum appui_tier)i;
        const char *before = labels.best;
        const char *label = appui_decision_words_plain(arena, label_of(language, tier));
        appui_nearest_offer(&names, appui_tier_name(tier));
        if (label != NULL) {
            appui_nearest_offer(&labels, label);
        }
        called = labels.best != before ? appui_tier_name(tier) : called;
    }
    return names.best != NULL && names.distance <= labels.distance ? names.best : called;
}
