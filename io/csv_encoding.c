/*
 * Decides which encoding a table is in. Excel in France saves CSV as Windows-1252; whatever is
 * valid UTF-8 is taken as that, since a Windows-1252 text with accents practically never is.
 */
#include "io/csv_encoding.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "model/fault.h"

/* Code points of the bytes 0x80 to 0x9F in Windows-1252; 0 where it has none. */
static const uint16_t high[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                  0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static uint32_t code_point(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

/* Bytes of the UTF-8 sequence at `text`, or 0 when it is none (overlong forms and surrogates
 * included). */
static size_t sequence(const unsigned char *text, size_t left)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = text[0] < 0x80                      ? 1
               : text[0] >= 0xC2 && text[0] < 0xE0 ? 2
               : text[0] >= 0xE0 && text[0] < 0xF0 ? 3
               : text[0] >= 0xF0 && text[0] < 0xF5 ? 4
                                                   : 0;
    if (n <= 1 || n > left) {
        return n > left ? 0 : n;
    }
    uint32_t point = text[0] & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((text[i] & 0xC0u) != 0x80u) {
            return 0;
        }
        point = point << 6 | (text[i] & 0x3Fu);
    }
    bool surrogate = point >= 0xD800 && point < 0xE000;
    return point < least[n] || point > 0x10FFFF || surrogate ? 0 : n;
}

static bool is_utf8(const unsigned char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t n = sequence(text + i, length - i);
        if (n == 0) {
            return false;
        }
        i += n;
    }
    return true;
}

/* Writes a code point below 0x10000; returns how many bytes. */
static size_t put(uint32_t point, char *to)
{
    if (point < 0x80) {
        to[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        to[0] = (char)(0xC0u | point >> 6);
        to[1] = (char)(0x80u | (point & 0x3Fu));
        return 2;
    }
    to[0] = (char)(0xE0u | point >> 12);
    to[1] = (char)(0x80u | (point >> 6 & 0x3Fu));
    to[2] = (char)(0x80u | (point & 0x3Fu));
    return 3;
}

/* One byte of Windows-1252 is one character, so columns are counted in bytes here. */
static void report_bytes(const unsigned char *bytes, size_t length, bool utf8,
                         struct appui_faults *faults)
{
    int32_t line = 1, column = 1;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == 0 || (!utf8 && code_point(bytes[i]) == 0)) {
            char value[8];
            snprintf(value, sizeof value, "%02x", bytes[i]);
            appui_faults_add(faults, APPUI_FAULT_CSV_BYTE, NULL, NULL, "value", value,
                             (const char *)NULL);
            appui_faults_place(faults, line, column);
        }
        bool inside = utf8 && (bytes[i] & 0xC0u) == 0x80u;
        column = bytes[i] == '\n' ? 1 : column + (inside ? 0 : 1);
        line += bytes[i] == '\n' ? 1 : 0;
    }
}

static enum appui_io_code from_1252(struct appui_arena *arena, const unsigned char *bytes,
                                    size_t length, struct appui_csv_text *text)
{
    char *to = appui_arena_alloc(arena, length + 1, 3);
    if (to == NULL) {
        return APPUI_IO_NO_MEMORY;
    }
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        n += put(code_point(bytes[i]), to + n);
    }
    *text = (struct appui_csv_text){to, n};
    return APPUI_IO_OK;
}

/* Excel for the Mac has an encoding of its own: its é, è, ê, ç and ù are bytes that Windows-1252
 * hardly uses, and it has no accented letters where Windows-1252 has them all. */
static bool is_mac(const unsigned char *bytes, size_t length)
{
    bool mac = false;
    for (size_t i = 0; i < length; i++) {
        mac |= bytes[i] >= 0x8D && bytes[i] <= 0x90;
        if (bytes[i] >= 0xE0) {
            return false;
        }
    }
    return mac;
}

/* What is no text at all, or none that is read: a code, or APPUI_N_FAULT_CODES. */
static enum appui_fault_code foreign(const unsigned char *bytes, size_t length)
{
    static const struct {
        const char *begins;
        size_t length;
        enum appui_fault_code code;
    } known[] = {{"\xFF\xFE", 2, APPUI_FAULT_CSV_UTF16},
                 {"\xFE\xFF", 2, APPUI_FAULT_CSV_UTF16},
                 {"PK\x03\x04", 4, APPUI_FAULT_CSV_SPREADSHEET},
                 {"\xD0\xCF\x11\xE0", 4, APPUI_FAULT_CSV_SPREADSHEET}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (length >= known[i].length && memcmp(bytes, known[i].begins, known[i].length) == 0) {
            return known[i].code;
        }
    }
    return !is_utf8(bytes, length) && is_mac(bytes, length) ? APPUI_FAULT_CSV_MAC
                                                            : APPUI_N_FAULT_CODES;
}

enum appui_io_code appui_csv_decode(struct appui_arena *arena, const char *bytes, size_t length,
                                    struct appui_csv_text *text, struct appui_faults *faults)
{
    const unsigned char *from = (const unsigned char *)bytes;
    int32_t n_before = faults->n_errors;
    enum appui_fault_code code = foreign(from, length);
    if (code != APPUI_N_FAULT_CODES) {
        appui_faults_add(faults, code, NULL, NULL, (const char *)NULL);
        return APPUI_IO_REJECTED;
    }
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        from += 3;
        length -= 3;
    }
    bool utf8 = is_utf8(from, length);
    report_bytes(from, length, utf8, faults);
    if (faults->out_of_memory) {
        return APPUI_IO_NO_MEMORY;
    }
    if (faults->n_errors > n_before) {
        return APPUI_IO_REJECTED;
    }
    *text = (struct appui_csv_text){(const char *)from, length};
    return utf8 ? APPUI_IO_OK : from_1252(arena, from, length, text);
}
