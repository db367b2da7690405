/*
 * Layout: JSON text for people to read and edit, one object of a list per line where it fits.
 */
#ifndef APPUI_IO_JSON_LAYOUT_H
#define APPUI_IO_JSON_LAYOUT_H

#include <jansson.h>
#include <stddef.h>

#include "io/file.h"

/** A list or an object that ends within so many bytes of its line stands on it whole. */
#define APPUI_JSON_LINE_MAX 120

/**
 * Renders a tree: members in the order they were put, an indent of two spaces, reals as the
 * shortest plain decimal that reads back as the same number (never with an exponent), a newline at
 * the end. The root is always broken into lines.
 * @param text  heap (appui_free), NULL unless APPUI_IO_OK
 * @return APPUI_IO_OK or APPUI_IO_NO_MEMORY. Linear for the nesting of APPUI_JSON_DEPTH_MAX.
 */
enum appui_io_code appui_json_lay_out(json_t *tree, char **text, size_t *length);

#endif
