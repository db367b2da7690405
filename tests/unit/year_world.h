/*
 * The golden year (tests/data/golden/year_*): basin, plan and journal read, entries listed, the
 * year 2027 counted.
 */
#ifndef APPUI_TESTS_UNIT_YEAR_WORLD_H
#define APPUI_TESTS_UNIT_YEAR_WORLD_H

#include "io/basin_json.h"
#include "io/journal.h"
#include "io/plan_json.h"
#include "model/convention.h"
#include "model/year.h"

#define YEAR_GOLDEN APPUI_SOURCE_DIR "/tests/data/golden/year_"

struct year_world {
    struct appui_draft draft;
    struct appui_faults faults; /**< of basin and plan */
    struct appui_faults journal_faults;
    struct appui_basin *basin;
    struct appui_standing *standing;
    struct appui_plan_header header;
    struct appui_plan *plan;
    struct appui_history journal;
    bool has_journal;
    struct appui_entries entries;
    struct appui_range period;
    struct appui_year year;
};

static inline struct appui_year_sources year_world_sources(const struct year_world *world)
{
    return (struct appui_year_sources){world->basin, world->standing, world->plan, &world->entries,
                                       world->has_journal ? &world->journal : NULL};
}

/** Counts the year anew, after a change to basin, journal or period. */
static inline void year_world_count(struct year_world *world)
{
    struct appui_year_sources sources = year_world_sources(world);
    appui_year_release(&world->year);
    assert_int_equal(appui_year_build(&sources, world->period, &world->year), 0);
}

static inline void year_world_read_plan(struct year_world *world)
{
    char *bytes = NULL;
    size_t length = 0;
    assert_int_equal(appui_file_read(YEAR_GOLDEN "plan.json", &bytes, &length, &world->faults),
                     APPUI_IO_OK);
    assert_int_equal(appui_plan_json_read_header(bytes, length, &world->header, &world->faults),
                     APPUI_IO_OK);
    assert_int_equal(
        appui_plan_json_read(bytes, length, world->basin, &world->plan, &world->faults),
        APPUI_IO_OK);
    appui_free(bytes);
}

static inline void year_world_open(struct year_world *world, bool with_journal)
{
    char sha256[APPUI_SHA256_TEXT];
    *world = (struct year_world){.has_journal = false};
    assert_int_equal(appui_basin_json_read(YEAR_GOLDEN "basin.json", NULL, 0, &world->draft,
                                           &world->faults, sha256),
                     APPUI_IO_OK);
    world->basin = appui_basin_build(&world->draft, &world->faults);
    assert_non_null(world->basin);
    world->standing = appui_standing_build(world->basin);
    assert_non_null(world->standing);
    year_world_read_plan(world);
    if (with_journal) {
        struct appui_journal journal = {.found = false};
        assert_int_equal(appui_journal_read(YEAR_GOLDEN "basin.journal.jsonl", sha256, &journal,
                                            &world->journal_faults),
                         APPUI_IO_OK);
        world->has_journal = journal.found;
        world->journal = journal.history;
        journal.history = (struct appui_history){.n = 0};
        appui_journal_release(&journal);
    }
    assert_int_equal(
        appui_entries_build(world->basin, world->standing, world->plan, &world->entries), 0);
    world->period = appui_convention_year(world->basin);
    year_world_count(world);
}

static inline void year_world_close(struct year_world *world)
{
    appui_year_release(&world->year);
    appui_entries_release(&world->entries);
    appui_history_release(&world->journal);
    appui_plan_free(world->plan);
    appui_arena_release(&world->header.arena);
    appui_standing_free(world->standing);
    appui_basin_free(world->basin);
    appui_faults_release(&world->faults);
    appui_faults_release(&world->journal_faults);
    appui_draft_release(&world->draft);
}

#endif
