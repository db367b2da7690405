/*
 * A draft owns its arena and nothing else.
 */
#include "model/draft.h"

#include <string.h>

void appui_draft_release(struct appui_draft *draft)
{
    appui_arena_release(&draft->arena);
    memset(draft, 0, sizeof *draft);
}
