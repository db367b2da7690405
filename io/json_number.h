/*
 * Numbers of a JSON file as exact integers: which decimal a number is, and how many units of a
 * scale it makes.
 *
 * jansson hands reals over as doubles; the shortest decimal that reads back as the same double is
 * what was written (up to 15 significant digits), so no rounding enters here.
 */
#ifndef APPUI_IO_JSON_NUMBER_H
#define APPUI_IO_JSON_NUMBER_H

#include <jansson.h>
#include <stdint.h>

enum appui_number_code {
    APPUI_NUMBER_OK,
    APPUI_NUMBER_TOO_FINE, /**< has more decimals than asked for */
    APPUI_NUMBER_TOO_BIG   /**< beyond the limit, or not finite */
};

/** Room for any number's text and its NUL. */
#define APPUI_NUMBER_TEXT 32

/**
 * Writes the shortest decimal that reads back as the same number: integral values below 10^16
 * without a point, exponents as in 1e-05 and 1.5e+16. The canonical form of docs/formats.md.
 */
char *appui_number_text(const json_t *number, char text[APPUI_NUMBER_TEXT]);

/**
 * Reads a JSON number times 10^places as an integer.
 * @param places  0 to 6
 * @param limit   largest |scaled| accepted, at most 4 * 10^18
 * @param scaled  written only when APPUI_NUMBER_OK
 */
enum appui_number_code appui_number_scaled(const json_t *number, int32_t places, int64_t limit,
                                           int64_t *scaled);

#endif
