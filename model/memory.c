/*
 * Arenas and the two heap primitives everything else is built on.
 *
 * An arena is a chain of blocks, the newest first; small requests share a block, large ones get
 * their own. Every request counts for appui_memory_fail_after, also those a block could serve, so
 * that a test reaches every error branch. Under AddressSanitizer each request has its own block, so
 * that it sees overruns between neighbours.
 */
#include "model/memory.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define BLOCK_BYTES ((size_t)1)
#else
#define BLOCK_BYTES ((size_t)16384)
#endif

struct appui_arena_block {
    struct appui_arena_block *next;
    size_t used, size;
    max_align_t storage[];
};

/* Allocations left before they fail; below 0: never. */
static long allocations_left = -1;

void appui_memory_fail_after(long n)
{
    allocations_left = n <= 0 ? -1 : n - 1;
}

static bool refused(void)
{
    if (allocations_left < 0) {
        return false;
    }
    if (allocations_left == 0) {
        return true;
    }
    allocations_left--;
    return false;
}

/* Bytes of `count` elements rounded up to the strictest alignment, at least one unit; false on
 * overflow. */
static bool padded_size(size_t count, size_t size, size_t *bytes)
{
    const size_t unit = sizeof(max_align_t);
    size_t wanted;
    if (__builtin_mul_overflow(count, size, &wanted) || wanted > SIZE_MAX / 2) {
        return false;
    }
    *bytes = wanted == 0 ? unit : (wanted + unit - 1) / unit * unit;
    return true;
}

static struct appui_arena_block *block_with_room(struct appui_arena *arena, size_t bytes)
{
    struct appui_arena_block *head = arena->head;
    if (head && head->size - head->used >= bytes) {
        return head;
    }
    size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    struct appui_arena_block *block = calloc(1, sizeof *block + size);
    if (!block) {
        return NULL;
    }
    block->size = size;
    block->next = head;
    arena->head = block;
    return block;
}

void *appui_arena_alloc(struct appui_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (refused() || !padded_size(count, size, &bytes)) {
        return NULL;
    }
    struct appui_arena_block *block = block_with_room(arena, bytes);
    if (!block) {
        return NULL;
    }
    void *storage = (char *)block->storage + block->used;
    block->used += bytes;
    return storage;
}

char *appui_arena_text(struct appui_arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX) {
        return NULL;
    }
    char *copy = appui_arena_alloc(arena, length + 1, 1);
    if (copy && length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

char *appui_arena_format(struct appui_arena *arena, const char *format, ...)
{
    va_list measured, written;
    va_start(measured, format);
    va_copy(written, measured);
    int length = vsnprintf(NULL, 0, format, measured);
    va_end(measured);
    char *text = length < 0 ? NULL : appui_arena_alloc(arena, (size_t)length + 1, 1);
    if (text) {
        vsnprintf(text, (size_t)length + 1, format, written);
    }
    va_end(written);
    return text;
}

void appui_arena_release(struct appui_arena *arena)
{
    struct appui_arena_block *block = arena->head;
    while (block) {
        struct appui_arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena->head = NULL;
}

void *appui_calloc(size_t count, size_t size)
{
    size_t bytes;
    if (refused() || !padded_size(count, size, &bytes)) {
        return NULL;
    }
    return calloc(1, bytes);
}

void appui_free(void *storage)
{
    free(storage);
}

int appui_grow(void *array, int32_t *capacity, int64_t needed, size_t size)
{
    if (needed <= *capacity) {
        return 0;
    }
    if (needed > INT32_MAX || refused()) {
        return -1;
    }
    int64_t wanted = *capacity < 8 ? 8 : 2 * (int64_t)*capacity;
    wanted = wanted < needed ? needed : wanted;
    wanted = wanted > INT32_MAX ? INT32_MAX : wanted;
    size_t bytes;
    if (__builtin_mul_overflow((size_t)wanted, size, &bytes)) {
        return -1;
    }
    void *storage;
    memcpy(&storage, array, sizeof storage);
    storage = realloc(storage, bytes);
    if (!storage) {
        return -1;
    }
    memcpy(array, &storage, sizeof storage);
    *capacity = (int32_t)wanted;
    return 0;
}
