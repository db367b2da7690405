/*
 * Text buffer: growing UTF-8 text laid out in columns, for reports and messages.
 *
 * Everything that goes in is made safe for a terminal: control characters, and the characters that
 * turn the reading direction, are written as escapes, so that a name in a file cannot repaint a
 * screen. Lines end only where appui_text_newline is called. Memory failing is remembered in
 * `failed` and checked once, at the end.
 */
#ifndef APPUI_IO_TEXT_BUFFER_H
#define APPUI_IO_TEXT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Zero-initialised storage is an empty buffer. */
struct appui_text_buffer {
    char *bytes; /**< heap, NUL after `length` bytes once something was added */
    int32_t length, capacity;
    bool failed; /**< memory failed, or a NULL text was added */
};

void appui_text_release(struct appui_text_buffer *buffer);

/** Appends text; NULL sets `failed`. */
void appui_text_add(struct appui_text_buffer *buffer, const char *text);

/** Appends the first `length` bytes of text. */
void appui_text_add_bytes(struct appui_text_buffer *buffer, const char *text, size_t length);

void appui_text_newline(struct appui_text_buffer *buffer);

/** Appends an ASCII character `count` times; a count below 1 adds nothing. */
void appui_text_repeat(struct appui_text_buffer *buffer, char character, int32_t count);

/**
 * Appends a template in which `{0}` to `{9}` stand for arguments.
 * @param arguments  [n]; a placeholder beyond them adds nothing
 */
void appui_text_fill(struct appui_text_buffer *buffer, const char *text,
                     const char *const *arguments, int32_t n);

enum appui_text_side { APPUI_TEXT_LEFT, APPUI_TEXT_RIGHT };

/** Appends text padded with spaces to `columns`; text that is wider stands whole. */
void appui_text_cell(struct appui_text_buffer *buffer, const char *text, int32_t columns,
                     enum appui_text_side side);

/**
 * Appends text wrapped at `width` columns and ends the line. Words are what spaces separate; a
 * space before one of
 * `: ; ! ? % »` or after `«` does not break (French typography). A word wider than the line stands
 * alone.
 * @param used    columns already standing on the current line
 * @param indent  columns in front of the lines that follow
 */
void appui_text_wrap(struct appui_text_buffer *buffer, const char *text, int32_t used,
                     int32_t indent, int32_t width);

/** Columns of UTF-8 text on a terminal: combining marks count 0, East Asian wide characters 2, all
 * else 1. */
int32_t appui_text_columns(const char *text);

/** Like appui_text_columns for the first `length` bytes. */
int32_t appui_text_columns_of(const char *text, size_t length);

#endif
