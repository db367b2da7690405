/*
 * Text buffer: how text grows, how wide it is, where a line breaks and what a terminal may be
 * shown.
 *
 * Widths are decided here from a short table of code points, because wcwidth depends on the locale
 * and appui sets none. The table covers what company names are written in; a character outside it
 * counts as one column.
 */
#include "io/text_buffer.h"

#include <stdio.h>
#include <string.h>

#include "model/memory.h"

struct code_range {
    uint32_t first, last;
};

/* Combining marks, joiners, variation selectors. */
static const struct code_range zero_width[] = {
    {0x0300, 0x036F}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};

/* Unicode TR11, classes W and F, by block. */
static const struct code_range double_width[] = {
    {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},  {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};

/* C0, DEL and C1 controls, line and paragraph separators, direction overrides and isolates. */
static const struct code_range unsafe[] = {
    {0x00, 0x1F}, {0x7F, 0x9F}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

#define N_RANGES(table) ((int)(sizeof(table) / sizeof(table)[0]))

static bool in_ranges(const struct code_range *ranges, int n, uint32_t code)
{
    for (int i = 0; i < n; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

static size_t sequence_length(unsigned char lead)
{
    if (lead >= 0xF0) {
        return 4;
    }
    if (lead >= 0xE0) {
        return 3;
    }
    return lead >= 0xC0 ? 2 : 1;
}

/* Reads one code point; a byte that is not valid UTF-8 is read as itself, so it is escaped as a C1
 * control or shown. */
static size_t read_code(const char *text, size_t length, uint32_t *code)
{
    unsigned char lead = (unsigned char)text[0];
    size_t n = sequence_length(lead);
    *code = lead;
    if (n == 1 || n > length) {
        return 1;
    }
    uint32_t value = lead & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if (((unsigned char)text[i] & 0xC0u) != 0x80u) {
            return 1;
        }
        value = value << 6 | ((unsigned char)text[i] & 0x3Fu);
    }
    *code = value;
    return n;
}

static int32_t code_columns(uint32_t code)
{
    if (in_ranges(zero_width, N_RANGES(zero_width), code)) {
        return 0;
    }
    return in_ranges(double_width, N_RANGES(double_width), code) ? 2 : 1;
}

static void add_raw(struct appui_text_buffer *buffer, const char *bytes, size_t length)
{
    if (buffer->failed || length > INT32_MAX - 1 ||
        appui_grow(&buffer->bytes, &buffer->capacity, (int64_t)buffer->length + (int64_t)length + 1,
                   1) != 0) {
        buffer->failed = true;
        return;
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += (int32_t)length;
    buffer->bytes[buffer->length] = '\0';
}

static void add_escaped(struct appui_text_buffer *buffer, uint32_t code)
{
    char escape[16];
    int n = snprintf(escape, sizeof escape, code < 0x100 ? "\\x%02x" : "\\u%04x", code);
    add_raw(buffer, escape, (size_t)n);
}

void appui_text_release(struct appui_text_buffer *buffer)
{
    appui_free(buffer->bytes);
    *buffer = (struct appui_text_buffer){0};
}

void appui_text_add_bytes(struct appui_text_buffer *buffer, const char *text, size_t length)
{
    size_t start = 0;
    size_t at = 0;
    while (at < length) {
        uint32_t code = 0;
        size_t n = read_code(text + at, length - at, &code);
        if (in_ranges(unsafe, N_RANGES(unsafe), code) || (n == 1 && code >= 0x80)) {
            add_raw(buffer, text + start, at - start);
            add_escaped(buffer, code);
            start = at + n;
        }
        at += n;
    }
    add_raw(buffer, text + start, length - start);
}

void appui_text_add(struct appui_text_buffer *buffer, const char *text)
{
    if (text == NULL) {
        buffer->failed = true;
        return;
    }
    appui_text_add_bytes(buffer, text, strlen(text));
}

void appui_text_newline(struct appui_text_buffer *buffer)
{
    add_raw(buffer, "\n", 1);
}

void appui_text_repeat(struct appui_text_buffer *buffer, char character, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        add_raw(buffer, &character, 1);
    }
}

void appui_text_fill(struct appui_text_buffer *buffer, const char *text,
                     const char *const *arguments, int32_t n)
{
    const char *start = text;
    const char *open = text;
    while ((open = strchr(open, '{')) != NULL) {
        if (open[1] < '0' || open[1] > '9' || open[2] != '}') {
            open++;
            continue;
        }
        appui_text_add_bytes(buffer, start, (size_t)(open - start));
        if (open[1] - '0' < n) {
            appui_text_add(buffer, arguments[open[1] - '0']);
        }
        open += 3;
        start = open;
    }
    appui_text_add(buffer, start);
}

int32_t appui_text_columns_of(const char *text, size_t length)
{
    int32_t columns = 0;
    size_t at = 0;
    while (at < length) {
        uint32_t code = 0;
        at += read_code(text + at, length - at, &code);
        columns += code_columns(code);
    }
    return columns;
}

int32_t appui_text_columns(const char *text)
{
    return appui_text_columns_of(text, strlen(text));
}

void appui_text_cell(struct appui_text_buffer *buffer, const char *text, int32_t columns,
                     enum appui_text_side side)
{
    int32_t padding = columns - appui_text_columns(text);
    if (side == APPUI_TEXT_RIGHT) {
        appui_text_repeat(buffer, ' ', padding);
    }
    appui_text_add(buffer, text);
    if (side == APPUI_TEXT_LEFT) {
        appui_text_repeat(buffer, ' ', padding);
    }
}

/* True when the space at text[at] holds its neighbours together. */
static bool space_binds(const char *text, size_t at)
{
    static const char open_quote[] = "\xC2\xAB";
    static const char close_quote[] = "\xC2\xBB";
    const char *next = text + at + 1;
    if (*next != '\0' && strchr(":;!?%", *next) != NULL) {
        return true;
    }
    return strncmp(next, close_quote, 2) == 0 ||
           (at >= 2 && strncmp(text + at - 2, open_quote, 2) == 0);
}

/* Length of the word at the start of text, up to a space that may break. */
static size_t word_length(const char *text)
{
    size_t at = 0;
    while (text[at] != '\0' && (text[at] != ' ' || space_binds(text, at))) {
        at++;
    }
    return at;
}

void appui_text_wrap(struct appui_text_buffer *buffer, const char *text, int32_t used,
                     int32_t indent, int32_t width)
{
    int32_t column = used;
    bool fresh = true; /* nothing of the text stands on this line yet */
    while (*text != '\0') {
        size_t length = word_length(text);
        int32_t columns = appui_text_columns_of(text, length);
        if (!fresh && column + 1 + columns > width) {
            appui_text_newline(buffer);
            appui_text_repeat(buffer, ' ', indent);
            column = indent;
            fresh = true;
        }
        if (!fresh) {
            appui_text_add(buffer, " ");
            column++;
        }
        appui_text_add_bytes(buffer, text, length);
        column += columns;
        fresh = false;
        text += length;
        text += strspn(text, " ");
    }
    appui_text_newline(buffer);
}
