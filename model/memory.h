/*
 * Memory: one arena per owner (draft, basin, plan, scratch), released as a whole.
 *
 * Every allocation of the library goes through this file, so that a test can make the n-th one
 * fail. Out of memory is never fatal: the call that failed returns NULL and its caller returns an
 * error.
 */
#ifndef APPUI_MODEL_MEMORY_H
#define APPUI_MODEL_MEMORY_H

#include <stddef.h>
#include <stdint.h>

struct appui_arena_block;

/** An arena. Zero-initialised storage is a valid, empty arena. */
struct appui_arena {
    struct appui_arena_block *head; /**< newest block; NULL when empty */
};

/**
 * Allocates zeroed storage for `count` elements of `size` bytes, aligned for any type.
 * A count of 0 returns a valid pointer.
 * @return storage owned by the arena, or NULL when memory fails or count * size overflows.
 */
void *appui_arena_alloc(struct appui_arena *arena, size_t count, size_t size);

/** Copies `length` bytes of `text` and ends them with NUL. @return arena-owned, or NULL. */
char *appui_arena_text(struct appui_arena *arena, const char *text, size_t length);

/** Formats like printf into the arena. @return arena-owned text, or NULL when memory fails. */
char *appui_arena_format(struct appui_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Frees every block and leaves an empty arena. Legal on an empty arena. */
void appui_arena_release(struct appui_arena *arena);

/** Like calloc, counted by appui_memory_fail_after. @return heap storage (appui_free), or NULL. */
void *appui_calloc(size_t count, size_t size);

/** Frees what appui_calloc or appui_grow gave; NULL is legal. */
void appui_free(void *storage);

/**
 * Makes room for `needed` elements of `size` bytes in a heap array, doubling its capacity.
 * @param array     the array's address, or the address of a NULL pointer; unchanged on failure
 * @param capacity  elements allocated; updated
 * @return 0, or -1 when memory fails or the size overflows.
 */
int appui_grow(void *array, int32_t *capacity, int64_t needed, size_t size);

/**
 * For tests: the n-th allocation from now (n >= 1) and all later ones fail; n <= 0 ends it.
 * Process-wide; not for concurrent use.
 */
void appui_memory_fail_after(long n);

#endif
