#include "tests/reference/days_search.h"

const char *appui_days_search_open(struct appui_days_search *opened, const char *family,
                                   uint32_t seed, enum appui_tier tier)
{
    *opened = (struct appui_days_search){.options = appui_solve_options_default()};
    const char *failed = appui_compiled_build(&opened->compiled, family, seed);
    if (failed)
        return failed;
    struct appui_joint *joint = &opened->compiled.days.joint;
    appui_joint_aim(joint, tier);
    appui_clock_start(&opened->clock, &opened->options);
    opened->search = (struct appui_search){.clock = &opened->clock, .joint = joint, .scale = 1};
    bool ready =
        appui_search_reserve(&opened->search) == 0 && appui_search_note_jobs(&opened->search) == 0;
    return ready ? NULL : "no search";
}

void appui_days_search_close(struct appui_days_search *opened)
{
    appui_search_release(&opened->search);
    appui_compiled_release(&opened->compiled);
}
