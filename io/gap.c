/*
 * Decides what a text of the generalized assignment problem may hold. A number that is refused
 * still takes its place, so that every fault behind it is told with the right job and agent; only
 * sizes that make no sense end the reading.
 */
#include "io/gap.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "model/basin.h"
#include "model/days.h"

/* Bytes of a text shown in a fault before it is cut. */
#define SHOWN_MAX 40
#define SHOWN_TEXT (SHOWN_MAX + 4)

struct reader {
    const char *at, *end;
    int32_t line, column; /* of `at` */
    int64_t n_read;       /* numbers so far */
    struct appui_faults *faults;
};

/* A word of the text, and the number that it is. */
struct word {
    char shown[SHOWN_TEXT];
    int32_t line, column;
    bool whole;
    int64_t value; /* saturated: beyond every range when it does not fit */
};

/* What a number means: its range, and the fault when it lies outside. */
struct meaning {
    enum appui_fault_code outside;
    int32_t low, high;
};

static const struct meaning agents = {APPUI_FAULT_GAP_AGENTS, 1, APPUI_GAP_AGENTS_MAX};
static const struct meaning jobs = {APPUI_FAULT_GAP_JOBS, 1, APPUI_GAP_JOBS_MAX};
static const struct meaning cost = {APPUI_FAULT_GAP_COST, 0, APPUI_FIT_ONE};
static const struct meaning resource = {APPUI_FAULT_GAP_RESOURCE, 1, APPUI_HALF_DAYS_MAX};
static const struct meaning capacity = {APPUI_FAULT_GAP_CAPACITY, 0, APPUI_HALF_DAYS_MAX};

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Columns count characters: the bytes that continue one in UTF-8 do not. */
static void advance(struct reader *reader)
{
    if (*reader->at == '\n') {
        reader->line++;
        reader->column = 1;
    } else if (((unsigned char)*reader->at & 0xC0u) != 0x80u) {
        reader->column++;
    }
    reader->at++;
}

static void show(struct word *word, const char *text, size_t length)
{
    const char *more = "";
    if (length > SHOWN_MAX) {
        length = SHOWN_MAX;
        more = "…";
        while (length > 0 && ((unsigned char)text[length] & 0xC0u) == 0x80u) {
            length--;
        }
    }
    snprintf(word->shown, sizeof word->shown, "%.*s%s", (int)length, text, more);
}

static void read_value(struct word *word, const char *text, size_t length)
{
    size_t sign = text[0] == '-' ? 1 : 0, i = sign;
    word->value = 0;
    for (; i < length && text[i] >= '0' && text[i] <= '9'; i++) {
        word->value = word->value > INT32_MAX ? word->value : 10 * word->value + (text[i] - '0');
    }
    word->whole = i == length && length > sign;
    word->value = sign == 1 ? -word->value : word->value;
}

/* @return false at the end of the text, which is then the word's place */
static bool next_word(struct reader *reader, struct word *word)
{
    while (reader->at < reader->end && is_space(*reader->at)) {
        advance(reader);
    }
    const char *text = reader->at;
    *word = (struct word){.line = reader->line, .column = reader->column};
    while (reader->at < reader->end && !is_space(*reader->at)) {
        advance(reader);
    }
    if (reader->at == text) {
        return false;
    }
    show(word, text, (size_t)(reader->at - text));
    read_value(word, text, (size_t)(reader->at - text));
    return true;
}

static void place(struct reader *reader, const struct word *word)
{
    appui_faults_place(reader->faults, word->line, word->column);
}

/* Judges a word, the number of an agent and a job counted from 1 (0: of none). @return true when it
 * is in range */
static bool judge(struct reader *reader, const struct word *word, const struct meaning *meaning,
                  int64_t agent, int64_t job)
{
    char low[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT], of_agent[APPUI_DAYS_TEXT],
        of_job[APPUI_DAYS_TEXT];
    if (!word->whole) {
        appui_faults_add(reader->faults, APPUI_FAULT_GAP_NOT_WHOLE, NULL, NULL, "value",
                         word->shown, (const char *)NULL);
    } else if (word->value < meaning->low || word->value > meaning->high) {
        appui_faults_add(reader->faults, meaning->outside, NULL, NULL, "value", word->shown, "low",
                         appui_count_write(meaning->low, low), "high",
                         appui_count_write(meaning->high, high), "agent",
                         appui_count_write(agent, of_agent), "job", appui_count_write(job, of_job),
                         (const char *)NULL);
    } else {
        return true;
    }
    place(reader, word);
    return false;
}

/* Reads a size; `word` is left at it, or at the end of the text. */
static bool read_size(struct reader *reader, const struct meaning *meaning, struct word *word,
                      int32_t *size)
{
    if (!next_word(reader, word)) {
        appui_faults_add(reader->faults, APPUI_FAULT_GAP_SIZE_MISSING, NULL, NULL,
                         (const char *)NULL);
        place(reader, word);
        return false;
    }
    reader->n_read++;
    bool good = judge(reader, word, meaning, 0, 0);
    *size = good ? (int32_t)word->value : 0;
    return good;
}

/* Both sizes are judged before either stops the reading, unless the text ends. */
static bool read_sizes(struct reader *reader, struct appui_gap *gap)
{
    struct word word;
    bool good = read_size(reader, &agents, &word, &gap->n_agents);
    if (reader->n_read == 0) {
        return false;
    }
    good = read_size(reader, &jobs, &word, &gap->n_jobs) && good;
    int64_t pairs = (int64_t)gap->n_agents * gap->n_jobs;
    if (pairs > APPUI_GAP_PAIRS_MAX) {
        char n[4][APPUI_DAYS_TEXT];
        appui_faults_add(reader->faults, APPUI_FAULT_GAP_PAIRS, NULL, NULL, "agents",
                         appui_count_write(gap->n_agents, n[0]), "jobs",
                         appui_count_write(gap->n_jobs, n[1]), "value",
                         appui_count_write(pairs, n[2]), "high",
                         appui_count_write(APPUI_GAP_PAIRS_MAX, n[3]), (const char *)NULL);
        place(reader, &word);
        return false;
    }
    return good;
}

static int64_t numbers_expected(const struct appui_gap *gap)
{
    return 2 + (int64_t)gap->n_agents * (2 * (int64_t)gap->n_jobs + 1);
}

static void report_short(struct reader *reader, const struct appui_gap *gap, const struct word *end)
{
    char n[4][APPUI_DAYS_TEXT];
    appui_faults_add(reader->faults, APPUI_FAULT_GAP_TOO_SHORT, NULL, NULL, "found",
                     appui_count_write(reader->n_read, n[0]), "expected",
                     appui_count_write(numbers_expected(gap), n[1]), "agents",
                     appui_count_write(gap->n_agents, n[2]), "jobs",
                     appui_count_write(gap->n_jobs, n[3]), (const char *)NULL);
    place(reader, end);
}

/* Reads rows of `width` numbers, one row per agent. @return false when the text ends before */
static bool read_rows(struct reader *reader, const struct appui_gap *gap,
                      const struct meaning *meaning, int32_t width, int32_t *into)
{
    struct word word;
    int64_t n = (int64_t)gap->n_agents * width;
    for (int64_t i = 0; i < n; i++) {
        if (!next_word(reader, &word)) {
            report_short(reader, gap, &word);
            return false;
        }
        reader->n_read++;
        if (judge(reader, &word, meaning, i / width + 1, i % width + 1)) {
            into[i] = (int32_t)word.value;
        }
    }
    return true;
}

static void read_end(struct reader *reader, const struct appui_gap *gap)
{
    struct word word;
    char expected[APPUI_DAYS_TEXT];
    if (next_word(reader, &word)) {
        appui_faults_add(reader->faults, APPUI_FAULT_GAP_TOO_LONG, NULL, NULL, "value", word.shown,
                         "expected", appui_count_write(numbers_expected(gap), expected),
                         (const char *)NULL);
        place(reader, &word);
    }
}

/* @return 0, or -1 when memory fails */
static int read_instance(struct reader *reader, struct appui_gap *gap)
{
    if (!read_sizes(reader, gap)) {
        return 0;
    }
    size_t pairs = (size_t)gap->n_agents * (size_t)gap->n_jobs;
    gap->costs = appui_arena_alloc(&gap->arena, pairs, sizeof *gap->costs);
    gap->resources = appui_arena_alloc(&gap->arena, pairs, sizeof *gap->resources);
    gap->capacities =
        appui_arena_alloc(&gap->arena, (size_t)gap->n_agents, sizeof *gap->capacities);
    if (gap->costs == NULL || gap->resources == NULL || gap->capacities == NULL) {
        return -1;
    }
    if (read_rows(reader, gap, &cost, gap->n_jobs, gap->costs) &&
        read_rows(reader, gap, &resource, gap->n_jobs, gap->resources) &&
        read_rows(reader, gap, &capacity, 1, gap->capacities)) {
        read_end(reader, gap);
    }
    return 0;
}

enum appui_io_code appui_gap_parse(const char *bytes, size_t length, struct appui_gap *gap,
                                   struct appui_faults *faults)
{
    struct reader reader = {bytes, bytes + length, 1, 1, 0, faults};
    int32_t n_before = faults->n_errors;
    if (read_instance(&reader, gap) != 0 || faults->out_of_memory) {
        return APPUI_IO_NO_MEMORY;
    }
    return faults->n_errors == n_before ? APPUI_IO_OK : APPUI_IO_REJECTED;
}

enum appui_io_code appui_gap_read(const char *path, struct appui_gap *gap,
                                  struct appui_faults *faults)
{
    char *bytes = NULL;
    size_t length = 0;
    enum appui_io_code code = appui_file_read(path, &bytes, &length, faults);
    if (code == APPUI_IO_OK) {
        code = appui_gap_parse(bytes, length, gap, faults);
    }
    appui_free(bytes);
    return code;
}

void appui_gap_release(struct appui_gap *gap)
{
    appui_arena_release(&gap->arena);
    *gap = (struct appui_gap){0};
}
