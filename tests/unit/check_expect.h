/*
 * What tests of the checker expect of its findings.
 */
#ifndef APPUI_TESTS_UNIT_CHECK_EXPECT_H
#define APPUI_TESTS_UNIT_CHECK_EXPECT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/check.h"
#include "plan_sample.h"

static inline void print_findings(const struct appui_faults *faults)
{
    for (int32_t i = 0; i < faults->n; i++) {
        print_message("  %s at %s\n", appui_fault_text(faults->items[i].code)->name,
                      faults->items[i].pointer);
    }
}

static inline bool found(const struct appui_faults *faults, enum appui_fault_code code)
{
    for (int32_t i = 0; i < faults->n; i++) {
        if (faults->items[i].code == code) {
            return true;
        }
    }
    return false;
}

static inline void expect_good(const struct appui_basin *basin, const struct appui_plan *plan)
{
    struct appui_faults faults = {.n = 0};
    assert_int_equal(appui_check_plan(basin, plan, &faults), 0);
    print_findings(&faults);
    assert_int_equal(faults.n, 0);
    appui_faults_release(&faults);
}

/** The finding is there, is of severity broken, and every {placeholder} of its texts has its
 * argument. */
static inline void expect_found(const struct appui_basin *basin, const struct appui_plan *plan,
                                enum appui_fault_code code)
{
    struct appui_faults faults = {.n = 0};
    assert_int_equal(appui_check_plan(basin, plan, &faults), 0);
    if (!found(&faults, code)) {
        print_message("expected %s, found:\n", appui_fault_text(code)->name);
        print_findings(&faults);
        fail();
    }
    assert_int_equal(faults.n_broken, faults.n);
    for (int32_t i = 0; i < faults.n; i++) {
        const struct appui_fault_text *text = appui_fault_text(faults.items[i].code);
        const char *const languages[] = {text->en, text->fr};
        for (int32_t k = 0; k < 2; k++) {
            for (const char *at = strchr(languages[k], '{'); at; at = strchr(at + 1, '{')) {
                char key[32];
                size_t length = strcspn(at + 1, "}");
                assert_true(length < sizeof key);
                memcpy(key, at + 1, length);
                key[length] = '\0';
                if (!appui_fault_argument(&faults.items[i], key)) {
                    fail_msg("%s lacks the argument %s", text->name, key);
                }
            }
        }
    }
    appui_faults_release(&faults);
}

#endif
