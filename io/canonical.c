/*
 * Writes the canonical text straight into the hash, so it is never held in memory. It is the text
 * that Python's json.dumps gives with sort_keys and the tightest separators, once integral floats
 * are integers; jansson's own dump differs in escapes and in the digits of reals.
 */
#include "io/canonical.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json_number.h"
#include "model/memory.h"

static int hash_value(struct sha256_ctx *hash, json_t *value);

static void hash_bytes(struct sha256_ctx *hash, const char *bytes, size_t length)
{
    sha256_update(hash, length, (const uint8_t *)bytes);
}

static void hash_text(struct sha256_ctx *hash, const char *text)
{
    hash_bytes(hash, text, strlen(text));
}

static void hash_escape(struct sha256_ctx *hash, unsigned char byte)
{
    static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    char escape[8];
    for (size_t i = 0; i + 1 < sizeof shorts; i += 2) {
        if (shorts[i] == (char)byte) {
            hash_bytes(hash, (const char[]){'\\', shorts[i + 1]}, 2);
            return;
        }
    }
    snprintf(escape, sizeof escape, "\\u%04x", byte);
    hash_text(hash, escape);
}

static void hash_string(struct sha256_ctx *hash, const char *text)
{
    hash_text(hash, "\"");
    while (*text != '\0') {
        size_t plain = 0;
        while ((unsigned char)text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\') {
            plain++;
        }
        hash_bytes(hash, text, plain);
        text += plain;
        if (*text != '\0') {
            hash_escape(hash, (unsigned char)*text);
            text++;
        }
    }
    hash_text(hash, "\"");
}

static int by_code_point(const void *a, const void *b)
{
    const char *const *left = a;
    const char *const *right = b;
    return strcmp(*left, *right);
}

static int hash_object(struct sha256_ctx *hash, json_t *object)
{
    const char *key;
    json_t *member;
    size_t n = 0;
    const char **keys = appui_calloc(json_object_size(object), sizeof *keys);
    if (keys == NULL) {
        return -1;
    }
    json_object_foreach(object, key, member)
    {
        keys[n++] = key;
    }
    qsort(keys, n, sizeof *keys, by_code_point);
    int result = 0;
    hash_text(hash, "{");
    for (size_t i = 0; i < n && result == 0; i++) {
        hash_text(hash, i == 0 ? "" : ",");
        hash_string(hash, keys[i]);
        hash_text(hash, ":");
        result = hash_value(hash, json_object_get(object, keys[i]));
    }
    hash_text(hash, "}");
    appui_free(keys);
    return result;
}

static int hash_array(struct sha256_ctx *hash, json_t *array)
{
    hash_text(hash, "[");
    for (size_t i = 0; i < json_array_size(array); i++) {
        hash_text(hash, i == 0 ? "" : ",");
        if (hash_value(hash, json_array_get(array, i)) != 0) {
            return -1;
        }
    }
    hash_text(hash, "]");
    return 0;
}

static int hash_value(struct sha256_ctx *hash, json_t *value)
{
    char number[APPUI_NUMBER_TEXT];
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return hash_object(hash, value);
    case JSON_ARRAY:
        return hash_array(hash, value);
    case JSON_STRING:
        hash_string(hash, json_string_value(value));
        return 0;
    case JSON_INTEGER:
    case JSON_REAL:
        hash_text(hash, appui_number_text(value, number));
        return 0;
    case JSON_TRUE:
        hash_text(hash, "true");
        return 0;
    case JSON_FALSE:
        hash_text(hash, "false");
        return 0;
    case JSON_NULL:
        break;
    }
    hash_text(hash, "null");
    return 0;
}

int appui_canonical_sha256(json_t *value, char sha256[APPUI_SHA256_TEXT])
{
    struct sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&hash);
    if (hash_value(&hash, value) != 0) {
        return -1;
    }
    sha256_digest(&hash, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        snprintf(sha256 + 2 * i, 3, "%02x", digest[i]);
    }
    return 0;
}
