/*
 * Option values that stand for several: words of a closed list, and ranges of numbers.
 */
#include <stdio.h>
#include <string.h>

#include "cli/option_value.h"
#include "cli/say.h"

/* The place of the first `length` bytes of word in "a|b|c", or -1. */
static int32_t place_of(const char *choices, const char *word, size_t length)
{
    int32_t place = 0;
    while (length > 0) {
        size_t choice = strcspn(choices, "|");
        if (choice == length && strncmp(choices, word, length) == 0) {
            return place;
        }
        if (choices[choice] == '\0') {
            break;
        }
        choices += choice + 1;
        place++;
    }
    return -1;
}

enum appui_exit appui_option_choices(const struct appui_option *option, const char *value,
                                     struct appui_arguments *arguments, uint32_t *field)
{
    for (const char *at = value;; at++) {
        size_t length = strcspn(at, ",");
        int32_t place = place_of(option->choices, at, length);
        if (place < 0) {
            const char *word = appui_arena_text(&arguments->arena, at, length);
            return word == NULL ? appui_option_no_memory(arguments)
                                : appui_option_no_choice(option, word, arguments);
        }
        *field |= UINT32_C(1) << place;
        at += length;
        if (*at == '\0') {
            return APPUI_EXIT_DONE;
        }
    }
}

static bool read_end(const struct appui_option *option, const char *text, int64_t *number)
{
    return appui_option_decimal(text, 0, number) && (double)*number >= option->low &&
           (double)*number <= option->high;
}

enum appui_exit appui_option_range(const struct appui_option *option, const char *value,
                                   struct appui_arguments *arguments,
                                   struct appui_option_range *field)
{
    const char *dash = strchr(value, '-');
    const char *low = appui_arena_text(&arguments->arena, value,
                                       dash != NULL ? (size_t)(dash - value) : strlen(value));
    struct appui_option_range range;
    if (low == NULL) {
        return appui_option_no_memory(arguments);
    }
    if (!read_end(option, low, &range.low) ||
        !read_end(option, dash != NULL ? dash + 1 : low, &range.high) || range.low > range.high) {
        char least[32];
        char most[32];
        snprintf(least, sizeof least, "%.10g", option->low);
        snprintf(most, sizeof most, "%.10g", option->high);
        appui_say(arguments->language, APPUI_PHRASE_BAD_RANGE, option->name, value, least, most,
                  NULL);
        return APPUI_EXIT_USAGE;
    }
    *field = range;
    return APPUI_EXIT_DONE;
}
