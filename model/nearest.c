/*
 * Decides what counts as a slip of the keyboard: optimal string alignment (a letter missing, added,
 * replaced, or two neighbours swapped), capitals ignored, and only words of a length that ids and
 * keys may have.
 */
#include "model/nearest.h"

#include <string.h>

#define WORD_MAX 64

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Distance of two words; rows[2] is the newest of the last three rows of the usual table. */
static int32_t edits(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int32_t rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= b_length; j++) {
        rows[2][j] = (int32_t)j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        memcpy(rows[0], rows[1], sizeof rows[0]);
        memcpy(rows[1], rows[2], sizeof rows[1]);
        rows[2][0] = (int32_t)i;
        for (size_t j = 1; j <= b_length; j++) {
            char x = lower(a[i - 1]), y = lower(b[j - 1]);
            int32_t cost = least(least(rows[1][j], rows[2][j - 1]) + 1, rows[1][j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && lower(a[i - 2]) == y) {
                cost = least(cost, rows[0][j - 2] + 1);
            }
            rows[2][j] = cost;
        }
    }
    return rows[2][b_length];
}

struct appui_nearest appui_nearest_start(const char *word)
{
    int32_t third = (int32_t)(strnlen(word, WORD_MAX) / 3);
    int32_t near = third < 1 ? 1 : least(third, 3);
    return (struct appui_nearest){.word = word, .best = NULL, .distance = near + 1};
}

void appui_nearest_offer(struct appui_nearest *search, const char *known)
{
    size_t word_length = strlen(search->word), known_length = strlen(known);
    size_t apart =
        word_length > known_length ? word_length - known_length : known_length - word_length;
    if (word_length == 0 || word_length > WORD_MAX || known_length > WORD_MAX ||
        apart >= (size_t)search->distance) {
        return;
    }
    int32_t distance = edits(search->word, word_length, known, known_length);
    if (distance < search->distance) {
        search->best = known;
        search->distance = distance;
    }
}
