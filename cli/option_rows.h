/*
 * What-if options that several commands share, as rows of their option tables.
 */
#ifndef APPUI_CLI_OPTION_ROWS_H
#define APPUI_CLI_OPTION_ROWS_H

#include <stddef.h>

#include "cli/options.h"

#define APPUI_OPTION_ROW_AS_OF                                                                     \
    {                                                                                              \
        .name = "as-of", .kind = APPUI_OPTION_DATE,                                                \
        .offset = offsetof(struct appui_arguments, plan.as_of), .argument = {"DATE", "DATE"},      \
        .help = {                                                                                  \
            "today, instead of the basin's own date",                                              \
            "date du jour, à la place de celle du bassin"                                         \
        }                                                                                          \
    }

#define APPUI_OPTION_ROW_REQUIRE                                                                   \
    {                                                                                              \
        .name = "require", .kind = APPUI_OPTION_REQUIRE,                                           \
        .argument = {"NEED=EXPERT", "BESOIN=EXPERT"}, .help = {                                    \
            "this expert must serve this need (repeatable)",                                       \
            "cet expert doit servir ce besoin (répétable)"                                       \
        }                                                                                          \
    }

#define APPUI_OPTION_ROW_FORBID                                                                    \
    {                                                                                              \
        .name = "forbid", .kind = APPUI_OPTION_FORBID,                                             \
        .argument = {"NEED=EXPERT", "BESOIN=EXPERT"}, .help = {                                    \
            "this expert must not serve this need (repeatable)",                                   \
            "cet expert ne doit pas servir ce besoin (répétable)"                                \
        }                                                                                          \
    }

#define APPUI_OPTION_ROW_SET                                                                       \
    {                                                                                              \
        .name = "set", .kind = APPUI_OPTION_OVERRIDE,                                              \
        .argument = {"POINTER=VALUE", "POINTEUR=VALEUR"}, .help = {                                \
            "replace one value of the basin, like /projects/0/weight=2 (repeatable)",              \
            "remplacer une valeur du bassin, comme /projects/0/weight=2 (répétable)"             \
        }                                                                                          \
    }

#endif
