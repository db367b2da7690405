/*
 * Verify: what happens to a plan that the check refuses. It is neither printed nor written; its
 * case is.
 */
#include "cli/verify.h"

#include <stdio.h>

#include "cli/output.h"
#include "cli/say.h"
#include "io/faults_json.h"
#include "model/check.h"

/* The file's name comes from the basin's content, so the same case is saved once. */
static void save_case(const struct appui_basin_input *input, const struct appui_faults *findings,
                      const struct appui_plan_text *plan, enum appui_language language)
{
    struct appui_faults_of_file of_file = {input->path, findings};
    struct appui_plan_text text = {0};
    char name[64];
    char number[16];
    snprintf(name, sizeof name, "appui-fault-%.16s.json", input->sha256);
    snprintf(number, sizeof number, "%d", (int)findings->n_broken);
    if (appui_faults_json_write_case(&of_file, plan->bytes, plan->length, &text.bytes,
                                     &text.length) != APPUI_IO_OK) {
        appui_say(language, APPUI_PHRASE_NO_MEMORY, NULL);
        return;
    }
    appui_say_faults(language, findings, "plan", false); /* what the pointers lead into */
    if (appui_output_write(language, name, text.bytes, text.length) == APPUI_EXIT_DONE) {
        appui_say_count(language, APPUI_PHRASE_PLAN_REFUSED, findings->n_broken, number, name,
                        NULL);
    }
    appui_free(text.bytes);
}

enum appui_exit appui_verify_plan(const struct appui_basin_input *input,
                                  const struct appui_plan *plan, const struct appui_plan_text *text,
                                  enum appui_language language)
{
    struct appui_faults findings = {0};
    enum appui_exit code = APPUI_EXIT_DONE;
    if (appui_check_plan(input->basin, plan, &findings) != 0 || findings.out_of_memory) {
        appui_say(language, APPUI_PHRASE_NO_MEMORY, NULL);
        code = APPUI_EXIT_FAULT;
    } else if (findings.n_broken > 0) {
        save_case(input, &findings, text, language);
        code = APPUI_EXIT_FAULT;
    }
    appui_faults_release(&findings);
    return code;
}
