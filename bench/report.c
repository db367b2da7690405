/*
 * The frame of the report: what was measured, on what, how, and a section for every set and task in
 * the order of the file.
 */
#include "bench/report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "bench/report_parts.h"
#include "io/words.h"

#define BUILD_DIGITS 12

static const char *const table[APPUI_N_BENCH_WORDS][2] = {
#define B(name, en, fr) [APPUI_BENCH_WORD_##name] = {[APPUI_ENGLISH] = en, [APPUI_FRENCH] = fr},
#include "bench/words.def"
#undef B
};

const char *appui_bench_text(const struct appui_bench_writer *writer, enum appui_bench_word word)
{
    return table[word][writer->language];
}

const char *appui_bench_held(struct appui_bench_writer *writer, const char *text)
{
    writer->out->failed = writer->out->failed || text == NULL;
    return text != NULL ? text : "";
}

const char *appui_bench_number(struct appui_bench_writer *writer, double number, int32_t scale)
{
    struct appui_text_buffer text = {0};
    appui_words_decimal(&text, writer->language, llround(number * scale), scale);
    const char *kept =
        text.failed ? NULL : appui_arena_text(&writer->arena, text.bytes, (size_t)text.length);
    appui_text_release(&text);
    return appui_bench_held(writer, kept);
}

void appui_bench_add(struct appui_bench_writer *writer, enum appui_bench_word word, int64_t count,
                     const char *const arguments[APPUI_BENCH_ARGUMENTS])
{
    int32_t n = 0;
    while (n < APPUI_BENCH_ARGUMENTS && arguments[n] != NULL) {
        n++;
    }
    appui_words_fill(writer->out, writer->language, appui_bench_text(writer, word), 2 * count,
                     arguments, n);
}

static void paragraph(struct appui_bench_writer *writer, enum appui_bench_word word, int64_t count,
                      const char *const arguments[APPUI_BENCH_ARGUMENTS])
{
    appui_bench_add(writer, word, count, arguments);
    appui_text_newline(writer->out);
    appui_text_newline(writer->out);
}

static void add_machine(struct appui_bench_writer *writer,
                        const struct appui_bench_results *results)
{
    const char *unknown = appui_bench_text(writer, APPUI_BENCH_WORD_UNKNOWN);
    const char *arguments[APPUI_BENCH_ARGUMENTS] = {
        results->system != NULL ? results->system : unknown,
        results->processor != NULL ? results->processor : unknown,
        appui_bench_number(writer, results->cores, 1)};
    paragraph(writer, APPUI_BENCH_WORD_MACHINE, results->cores, arguments);
}

static bool is_own(const struct appui_bench_run *run)
{
    return run->build != NULL;
}

/* Which builds of appui the file holds results of. */
static void add_builds(struct appui_bench_writer *writer, const struct appui_bench_results *results)
{
    const char *last = NULL;
    int32_t n = 0;
    for (int32_t i = 0; i < results->n; i++) {
        const struct appui_bench_run *run = &results->runs[i];
        if (is_own(run) && (last == NULL || strcmp(last, run->build) != 0)) {
            last = run->build;
            const char *build = appui_bench_held(
                writer, appui_arena_format(&writer->arena, "%.*s", BUILD_DIGITS, last));
            const char *arguments[APPUI_BENCH_ARGUMENTS] = {
                run->version != NULL ? run->version : "", build};
            paragraph(writer, APPUI_BENCH_WORD_OWN, 0, arguments);
            n++;
        }
    }
    if (n > 1) {
        paragraph(writer, APPUI_BENCH_WORD_OWN_MIXED, 0,
                  (const char *[APPUI_BENCH_ARGUMENTS]){NULL});
    }
}

/* "GLPK 5.0, CBC 2.10.8" in the order of appui_peer_names; NULL when no peer ran. */
static const char *name_peers(struct appui_bench_writer *writer,
                              const struct appui_bench_results *results, bool *web_assembly)
{
    const char *names = NULL;
    for (int32_t k = 0; k < APPUI_N_PEERS; k++) {
        for (int32_t i = 0; i < results->n; i++) {
            const struct appui_bench_run *run = &results->runs[i];
            if (strcmp(run->solver, appui_peer_names[k]) != 0) {
                continue;
            }
            const char *version = run->version != NULL ? run->version : "?";
            names = appui_bench_held(writer, appui_arena_format(&writer->arena, "%s%s%s (%s)",
                                                                names != NULL ? names : "",
                                                                names != NULL ? ", " : "",
                                                                run->solver, version));
            *web_assembly = *web_assembly || k >= APPUI_FIRST_WEB_ASSEMBLY_PEER;
            break;
        }
    }
    return names;
}

static void add_peers(struct appui_bench_writer *writer, const struct appui_bench_results *results)
{
    bool web_assembly = false;
    const char *names = name_peers(writer, results, &web_assembly);
    if (names != NULL) {
        paragraph(writer, APPUI_BENCH_WORD_PEERS, 0, (const char *[APPUI_BENCH_ARGUMENTS]){names});
    }
    paragraph(writer, APPUI_BENCH_WORD_METHOD, 0, (const char *[APPUI_BENCH_ARGUMENTS]){NULL});
    if (web_assembly) {
        paragraph(writer, APPUI_BENCH_WORD_WEB_ASSEMBLY, 0,
                  (const char *[APPUI_BENCH_ARGUMENTS]){NULL});
    }
}

/* The limit of appui, or of the peers, in a group; the largest where they differ. */
static const char *limit_of(struct appui_bench_writer *writer,
                            const struct appui_bench_group *group, bool own)
{
    double limit = 0;
    for (int32_t i = 0; i < group->n; i++) {
        const struct appui_bench_row *row = &group->rows[i];
        if (own && row->own != NULL) {
            limit = fmax(limit, row->own->limit_s);
        }
        for (int32_t k = 0; k < APPUI_N_PEERS; k++) {
            if (!own && row->peers[k] != NULL) {
                limit = fmax(limit, row->peers[k]->limit_s);
            }
        }
    }
    if (limit == 0) {
        return appui_bench_text(writer, APPUI_BENCH_WORD_NO_LIMIT);
    }
    const char *number = appui_bench_number(writer, limit, 1000);
    return appui_bench_held(writer, appui_arena_format(&writer->arena, "%s s", number));
}

static void add_group(struct appui_bench_writer *writer, const struct appui_bench_group *group)
{
    appui_text_add(writer->out, "## ");
    appui_text_add(writer->out, group->set);
    appui_text_add(writer->out, ", ");
    appui_text_add(writer->out, group->task);
    appui_text_newline(writer->out);
    appui_text_newline(writer->out);
    bool peers = false;
    for (int32_t k = 0; k < APPUI_N_PEERS; k++) {
        peers = peers || group->peers[k];
    }
    paragraph(writer, peers ? APPUI_BENCH_WORD_LIMITS : APPUI_BENCH_WORD_LIMIT_OWN, 0,
              (const char *[APPUI_BENCH_ARGUMENTS]){limit_of(writer, group, true),
                                                    limit_of(writer, group, false)});
    appui_bench_table(writer, group);
    appui_bench_summary(writer, group);
}

static bool is_first(const struct appui_bench_results *results, int32_t index)
{
    for (int32_t i = 0; i < index; i++) {
        if (strcmp(results->runs[i].set, results->runs[index].set) == 0 &&
            strcmp(results->runs[i].task, results->runs[index].task) == 0) {
            return false;
        }
    }
    return true;
}

void appui_bench_report(const struct appui_bench_results *results,
                        const struct appui_best_known *known, const char *data,
                        enum appui_language language, struct appui_text_buffer *out)
{
    struct appui_bench_writer writer = {
        .out = out, .language = language, .known = known, .data = data};
    add_machine(&writer, results);
    add_builds(&writer, results);
    add_peers(&writer, results);
    for (int32_t i = 0; i < results->n; i++) {
        struct appui_bench_group group;
        if (!is_first(results, i)) {
            continue;
        }
        if (!appui_bench_gather(results, i, &writer.arena, &group)) {
            out->failed = true;
            break;
        }
        add_group(&writer, &group);
    }
    appui_arena_release(&writer.arena);
}
