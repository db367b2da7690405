/*
 * A bend: one change to the sample (tests/unit/sample.h) and the one fault it must bring.
 */
#ifndef APPUI_TESTS_UNIT_BEND_H
#define APPUI_TESTS_UNIT_BEND_H

#include "model/basin.h"
#include "tests/unit/sample.h"

struct bend {
    const char *name;
    enum appui_fault_code code;
    const char *pointer; /**< where the fault must be reported */
    void (*apply)(struct appui_draft *draft);
};

#define BEND(code, pointer, apply)                                                                 \
    {                                                                                              \
#apply, APPUI_FAULT_##code, pointer, apply                                                 \
    }

/** Need n of project p. */
#define NEED(d, p, n) ((d)->projects[p].needs[n])

#endif
