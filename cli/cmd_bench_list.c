/*
 * bench list: the sets of instances, how many each has here, and what it is.
 */
#include <stdio.h>

#include "cli/bench_places.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"

#define NAME_COLUMNS 11
#define COUNT_COLUMNS 6

static const struct appui_option options[] = {APPUI_OPTION_ROW_TREE, APPUI_OPTION_ROW_DATA};

const struct appui_usage appui_usage_bench_list = {
    .operands = {"", ""}, .n_options = 2, .options = options};

static void add_row(struct appui_text_buffer *out, const struct appui_set *set, int32_t n,
                    const struct appui_places *places, enum appui_language language)
{
    char count[16];
    snprintf(count, sizeof count, "%d", (int)n);
    appui_text_cell(out, set->name, NAME_COLUMNS, APPUI_TEXT_LEFT);
    appui_text_cell(out, count, COUNT_COLUMNS, APPUI_TEXT_RIGHT);
    appui_text_add(out, "  ");
    appui_text_add(out, set->about[language]);
    if (n == 0) {
        const char *place = set->source == APPUI_SET_GAP ? places->data : places->tree;
        const char *arguments[] = {place, set->folders[0]};
        appui_text_add(out, " ");
        appui_text_fill(out, appui_phrase(language, APPUI_PHRASE_SET_ABSENT), arguments, 2);
    }
    appui_text_newline(out);
}

static int list(struct appui_text_buffer *out, struct appui_instances *instances,
                const struct appui_arguments *arguments)
{
    struct appui_places places = appui_bench_places(arguments, &instances->arena);
    for (int i = 0; i < APPUI_N_SETS; i++) {
        int32_t before = instances->n;
        struct appui_seeds all = {0, 0};
        if (appui_instances_add(instances, &appui_sets[i], &places, all) != 0) {
            return -1;
        }
        add_row(out, &appui_sets[i], instances->n - before, &places, arguments->language);
    }
    return out->failed ? -1 : 0;
}

enum appui_exit appui_cmd_bench_list(const struct appui_arguments *arguments)
{
    struct appui_text_buffer out = {0};
    struct appui_instances instances = {.items = NULL};
    enum appui_exit code = APPUI_EXIT_DONE;
    if (list(&out, &instances, arguments) == 0) {
        appui_output_print(out.bytes, (size_t)out.length);
    } else {
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        code = APPUI_EXIT_FAULT;
    }
    appui_instances_release(&instances);
    appui_text_release(&out);
    return code;
}
