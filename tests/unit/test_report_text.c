/*
 * The text report, against golden texts in both languages and against what any report must keep:
 * widths, columns, no control characters, the same bytes twice, memory failing anywhere. The plan
 * of tests/data/golden/report_plan.json is written by hand so that every reason, state and proof
 * occurs; it is not a plan that check would accept.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "io/basin_json.h"
#include "io/plan_json.h"
#include "io/report_text.h"
#include "io/text_buffer.h"
#include "model/basin.h"
#include "model/memory.h"
#include "model/standing.h"

#define GOLDEN APPUI_SOURCE_DIR "/tests/data/golden/"

struct world {
    struct appui_draft draft;
    struct appui_faults faults;
    struct appui_basin *basin;
    struct appui_standing *standing;
    struct appui_plan_header header;
    struct appui_plan *plan;
    const struct appui_history *journal; /* or NULL */
};

static char *read_text(const char *path, size_t *length)
{
    struct appui_faults faults = {0};
    char *bytes = NULL;
    assert_int_equal(appui_file_read(path, &bytes, length, &faults), APPUI_IO_OK);
    appui_faults_release(&faults);
    return bytes;
}

static void world_open(struct world *world, const struct appui_override *overrides, int32_t n)
{
    char sha256[APPUI_SHA256_TEXT];
    size_t length = 0;
    struct appui_faults faults = {0};
    *world = (struct world){0};
    assert_int_equal(appui_basin_json_read(GOLDEN "report_basin.json", overrides, n, &world->draft,
                                           &world->faults, sha256),
                     APPUI_IO_OK);
    world->basin = appui_basin_build(&world->draft, &world->faults);
    assert_non_null(world->basin);
    world->standing = appui_standing_build(world->basin);
    assert_non_null(world->standing);
    appui_standing_warn(world->basin, world->standing, &world->faults);
    char *bytes = read_text(GOLDEN "report_plan.json", &length);
    assert_int_equal(appui_plan_json_read_header(bytes, length, &world->header, &faults),
                     APPUI_IO_OK);
    assert_int_equal(appui_plan_json_read(bytes, length, world->basin, &world->plan, &faults),
                     APPUI_IO_OK);
    appui_free(bytes);
    appui_faults_release(&faults);
}

static void world_close(struct world *world)
{
    appui_plan_free(world->plan);
    appui_arena_release(&world->header.arena);
    appui_standing_free(world->standing);
    appui_basin_free(world->basin);
    appui_faults_release(&world->faults);
    appui_draft_release(&world->draft);
}

static struct appui_plan_report material_of(const struct world *world)
{
    return (struct appui_plan_report){.basin = world->basin,
                                      .standing = world->standing,
                                      .plan = world->plan,
                                      .header = &world->header,
                                      .faults = &world->faults,
                                      .journal = world->journal};
}

static char *report_of(const struct world *world, enum appui_language language, int32_t width)
{
    char *text = NULL;
    size_t length = 0;
    struct appui_plan_report from = material_of(world);
    assert_int_equal(appui_report_text(&from, language, width, &text, &length), APPUI_IO_OK);
    assert_int_equal(length, strlen(text));
    return text;
}

static void assert_golden(enum appui_language language, const char *path)
{
    struct world world;
    size_t length = 0;
    world_open(&world, NULL, 0);
    char *text = report_of(&world, language, 80);
    char *expected = read_text(path, &length);
    assert_string_equal(text, expected);
    appui_free(expected);
    appui_free(text);
    world_close(&world);
}

static void is_the_golden_text_in_french(void **state)
{
    (void)state;
    assert_golden(APPUI_FRENCH, GOLDEN "report_fr.txt");
}

static void is_the_golden_text_in_english(void **state)
{
    (void)state;
    assert_golden(APPUI_ENGLISH, GOLDEN "report_en.txt");
}

/* Widest line in columns; a line of one word is not counted, since nothing can break it. */
static int32_t widest_line(const char *text)
{
    int32_t widest = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        size_t start = strspn(text, " ");
        int32_t columns = appui_text_columns_of(text, length);
        if (columns > widest && start + strcspn(text + start, " \n") < length) {
            widest = columns;
        }
        text += length + (text[length] == '\n' ? 1 : 0);
    }
    return widest;
}

static void wraps_at_the_width_it_is_given(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    for (int language = APPUI_ENGLISH; language <= APPUI_FRENCH; language++) {
        char *narrow = report_of(&world, (enum appui_language)language, 60);
        char *wide = report_of(&world, (enum appui_language)language, 200);
        assert_in_range(widest_line(narrow), 50, 60);
        assert_in_range(widest_line(wide), 150, 200);
        appui_free(narrow);
        appui_free(wide);
    }
    world_close(&world);
}

static void takes_a_width_out_of_range_as_the_nearest(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    char *least = report_of(&world, APPUI_FRENCH, 60);
    char *below = report_of(&world, APPUI_FRENCH, -3);
    char *most = report_of(&world, APPUI_FRENCH, 200);
    char *above = report_of(&world, APPUI_FRENCH, 100000);
    assert_string_equal(least, below);
    assert_string_equal(most, above);
    appui_free(least);
    appui_free(below);
    appui_free(most);
    appui_free(above);
    world_close(&world);
}

/* Columns of the first line that begins with what follows the "\n" of `start`. */
static int32_t columns_of_line(const char *text, const char *start)
{
    const char *line = strstr(text, start);
    assert_non_null(line);
    return appui_text_columns_of(line + 1, strcspn(line + 1, "\n"));
}

static void counts_accents_as_one_column_in_tables(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    char *text = report_of(&world, APPUI_FRENCH, 80);
    /* header, a name with an accent and one without: the last column ends in the same place */
    int32_t header = columns_of_line(text, "\npartenaire ");
    assert_int_equal(columns_of_line(text, "\nAciérie du Morvan  "), header);
    assert_int_equal(columns_of_line(text, "\nVerrerie  "), header);
    appui_free(text);
    world_close(&world);
}

static void escapes_control_characters_of_names(void **state)
{
    struct world world;
    /* a terminal escape, a line break and a direction override in names */
    const struct appui_override overrides[] = {{"/projects/0/company", "\"a\\u001b[2Jb\\nc\""},
                                               {"/partners/1/name", "\"x\\u202ey\""}};
    (void)state;
    world_open(&world, overrides, 2);
    char *text = report_of(&world, APPUI_FRENCH, 80);
    assert_null(strchr(text, '\033'));
    assert_non_null(strstr(text, "a\\x1b[2Jb\\x0ac"));
    assert_null(strstr(text, "\xE2\x80\xAE"));
    assert_non_null(strstr(text, "x\\u202ey"));
    appui_free(text);
    world_close(&world);
}

static void shows_a_plan_that_does_not_hold_as_such(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    char *good = report_of(&world, APPUI_ENGLISH, 80);
    assert_null(strstr(good, "does not hold"));
    assert_non_null(strstr(good, "The plan keeps every rule"));
    appui_faults_add(&world.faults, APPUI_FAULT_R2_FORBIDDEN, "/lines/0", NULL, "expert",
                     "acier-qualite", "need", "horloger/iso", (const char *)NULL);
    char *bad = report_of(&world, APPUI_ENGLISH, 80);
    assert_non_null(strstr(bad, "This plan does not hold"));
    assert_non_null(strstr(bad, "breaks 1 rule or figure"));
    assert_non_null(strstr(bad, "'acier-qualite' on 'horloger/iso' is forbidden"));
    assert_null(strstr(bad, "The plan keeps every rule"));
    appui_free(good);
    appui_free(bad);
    world_close(&world);
}

static void leaves_the_calendar_out_of_a_plan_without_one(void **state)
{
    struct world world;
    struct appui_part part = {.pledge = 0, .half_days = 3};
    (void)state;
    world_open(&world, NULL, 0);
    world.plan->calendar = false;
    for (int32_t i = 0; i < world.plan->n_lines; i++) {
        world.plan->lines[i].n_sessions = 0;
    }
    world.plan->lines[0].n_parts = 1;
    world.plan->lines[0].parts = &part;
    char *text = report_of(&world, APPUI_FRENCH, 120);
    assert_null(strstr(text, "Calendrier"));
    assert_null(strstr(text, "Semaine du"));
    assert_non_null(strstr(text, "Plan en jours, sans calendrier"));
    assert_non_null(strstr(text, "Sur l'engagement du vendredi 1er\u00A0janvier 2027 au vendredi "
                                 "31\u00A0décembre 2027 : 1,5\u00A0jour."));
    appui_free(text);
    world_close(&world);
}

static void says_so_when_a_calendar_is_empty(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    world.plan->n_lines = 0;
    world.plan->partners[0].agreed = world.plan->partners[2].agreed = 0;
    char *text = report_of(&world, APPUI_FRENCH, 80);
    assert_non_null(
        strstr(text, "Aucune séance n'est prévue à partir du lundi 1er\u00A0février 2027."));
    assert_non_null(strstr(text, "Rien de nouveau n'est proposé."));
    appui_free(text);
    world_close(&world);
}

/*
 * acier pledged 24 half-days: 5 delivered before, 2 + 1 done, 2 agreed and standing, the new 04-08,
 * proposed 3 + 2, so 8 are left; verrerie has its 6. Then verrerie leaves, then its period and
 * acier's are over.
 */
static void tells_days_that_can_be_used_from_days_that_lapsed(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    char *all = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(all, "\nPledged and still usable after this plan: 7\u00A0days.\n"));
    assert_null(strstr(all, "that are over"));
    world.basin->partners[1].until = world.basin->as_of - 1;
    char *left = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(left, "\nPledged and still usable after this plan: 4\u00A0days. Pledged "
                                 "and not used by partners that have left: 3\u00A0days.\n"));
    assert_non_null(strstr(left, "left includes days of partners that have left: 3\u00A0days."));
    world.basin->partners[1].until = world.basin->as_of;
    world.basin->partners[1].pledges[0].to = world.basin->as_of - 1;
    char *lapsed = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(lapsed,
                           "\nPledged and still usable after this plan: 4\u00A0days. Pledged "
                           "and not used in periods that are over: 3\u00A0days.\n"));
    assert_non_null(strstr(lapsed, "left includes days of periods that are over: 3\u00A0days."));
    appui_free(all);
    appui_free(left);
    appui_free(lapsed);
    world_close(&world);
}

/* horloger (1 job) is full by the plan once its need asks only the 3 half-days proposed; when the
 * need asks nothing more and the line is an agreed one, it was full without the plan. */
static void credits_the_plan_only_with_projects_it_gives_days(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    world.basin->needs[0].half_days = 3;
    char *text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "\nCe plan permet de servir en entier 1 dossier sur 4, avec 1 "
                                 "emploi à la clé.\n"));
    appui_free(text);
    /* its days become agreed ones: the plan gives it nothing */
    world.basin->needs[0].half_days = 0;
    world.plan->lines[0].state = APPUI_SIGNED;
    text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text,
                           "\nCe plan ne permet de servir en entier aucun des 4 dossiers. Déjà "
                           "servis en entier par ce qui est convenu ou réalisé : "
                           "1\u00A0dossier.\n"));
    appui_free(text);
    world_close(&world);
}

/* 04-08 is where a change moves a session; without that change it is a first date. */
static void calls_a_date_new_only_where_a_session_moved(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    char *moved = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(moved, "8\u00A0avril 2027, après-midi (nouvelle date)"));
    assert_non_null(strstr(moved, "[convenu, nouvelle date]"));
    assert_null(strstr(moved, "date proposée"));
    world.plan->n_changes = 0;
    char *dated = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(dated, "8\u00A0avril 2027, après-midi (date proposée)"));
    assert_non_null(strstr(dated, "[convenu, date proposée]"));
    assert_null(strstr(dated, "nouvelle date"));
    appui_free(moved);
    appui_free(dated);
    world_close(&world);
}

static void calls_a_bound_below_an_open_tier_what_it_is(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    world.plan->tiers[4].proved = false; /* concentration, 2 lines at a bound of 2 */
    char *text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text, "2\u00A0lines (one expert on one need), the best for the choices "
                                 "above, which are not all proved."));
    appui_free(text);
    /* levels 5/12 against 5/18 (gap 1/3), and 1/3 against 1/4 (gap 1/4) */
    world.plan->tiers[2].bounds[0] = appui_fraction_make(5, 18);
    text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text, "not proved, gap 33.4% (the largest over the levels)."));
    appui_free(text);
    world_close(&world);
}

/* At least 0 lines says nothing; the plan keeps the bound, the report says that there is none. */
static void a_bound_that_says_nothing_is_not_told(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    world.plan->tiers[4].proved = false; /* concentration, 2 lines */
    world.plan->tiers[4].bound = 0;
    char *text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text, "not proved: the limit came before any bound."));
    assert_null(strstr(text, "at least 0"));
    appui_free(text);
    world_close(&world);
}

static void names_committee_sponsor_and_mandataire(void **state)
{
    struct world world;
    const struct appui_override overrides[] = {{"/projects/2/committee", "\"2027-03-11\""},
                                               {"/projects/2/sponsor", "\"verrerie\""},
                                               {"/projects/2/mandataire", "\"acier\""},
                                               {"/projects/0/sponsor", "\"chambre\""}};
    (void)state;
    world_open(&world, overrides, 4);
    char *text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "Dossier déposé, passe au comité du jeudi 11\u00A0mars 2027 ; "
                                 "prescripteur : Verrerie ; mandataire : Aciérie du Morvan."));
    assert_non_null(strstr(text, "Dossier agréé ; prescripteur : chambre ; 1\u00A0emploi prévu."));
    appui_free(text);
    world_close(&world);
}

/* The second partner leaves in between: it has no seat on that day, and is not away. */
static void tells_who_has_left_the_committee_from_who_is_away(void **state)
{
    struct world world;
    int32_t absent[] = {0, 1};
    const struct appui_override overrides[] = {
        {"/partners/0/absent", "[\"2027-02-11\"]"},
        {"/committees", "{\"candidates\": [\"2027-02-11\"], \"quorum\": 3,"
                        " \"members\": [\"acier\", \"verrerie\", \"college\"]}"}};
    struct appui_project_hole hole = {.project = 2, .code = APPUI_HOLE_NO_COMMITTEE, .n_dates = 1};
    struct appui_missed_date date = {
        .cause = APPUI_MISSED_NO_QUORUM, .other = APPUI_ABSENT, .n_absent = 2, .absent = absent};
    (void)state;
    world_open(&world, overrides, 2);
    date.day = world.basin->as_of + 10;
    hole.dates = &date;
    world.plan->n_project_holes = 1;
    world.plan->project_holes = &hole;
    world.basin->partners[1].until = world.basin->as_of;
    char *text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "le quorum n'est pas atteint (1 présent sur 3 requis) ; parti : "
                                 "Verrerie ; absent : Aciérie du Morvan."));
    world.basin->partners[1].until = APPUI_ABSENT;
    date.n_absent = 1;
    date.n_mending = 2;
    date.mending = absent;
    appui_free(text);
    text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text, "the quorum is not reached (2 present of 3 required); away: "
                                 "Aciérie du Morvan. With any one of Aciérie du Morvan or Verrerie "
                                 "the committee could examine it."));
    appui_free(text);
    world_close(&world);
}

/* The session of 03-28 moves; against a plan before that had it there, the head of the report says
 * so. */
static void a_moved_session_is_told_once(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    assert_int_equal(world.plan->n_revisions, 0);
    const struct appui_change *change = &world.plan->changes[0];
    struct appui_revision revision = {.kind = APPUI_AGREED_MOVED,
                                      .need = change->need,
                                      .expert = change->expert,
                                      .project = -1,
                                      .from = change->from,
                                      .to = change->to,
                                      .cause = APPUI_TOGETHER};
    int32_t n_changes = world.plan->n_changes;
    world.plan->n_changes = 1;
    char *text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "Séances convenues qui changent"));
    appui_free(text);
    world.plan->n_revisions = 1;
    world.plan->revisions = &revision;
    text = report_of(&world, APPUI_FRENCH, 200);
    assert_null(strstr(text, "Séances convenues qui changent"));
    appui_free(text);
    revision.from.day++;
    text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "Séances convenues qui changent"));
    appui_free(text);
    world.plan->n_changes = n_changes;
    world_close(&world);
}

/* horloger's proposal was dropped by an entry that holds, and by one that does not. */
static void a_proposal_that_was_not_taken_says_so(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    int32_t i = 0;
    while (i < world.plan->n_lines && world.plan->lines[i].state != APPUI_PROPOSED) {
        i++;
    }
    assert_true(i < world.plan->n_lines);
    const struct appui_plan_line *line = &world.plan->lines[i];
    struct appui_history_gap gap = {.kind = APPUI_GAP_LINE_DROPPED,
                                    .need = world.basin->needs[line->need].id,
                                    .expert = world.basin->experts[line->expert].id};
    struct appui_history_entry entries[] = {
        {.committee = world.basin->as_of - 7, .holds = true, .n_gaps = 1, .gaps = &gap},
        {.committee = world.basin->as_of, .holds = false, .n_gaps = 1, .gaps = &gap}};
    struct appui_history journal = {.entries = entries, .n = 2};
    world.journal = &journal;
    char *text = report_of(&world, APPUI_FRENCH, 200);
    char *once = strstr(text, "Le comité du lundi 25\u00A0janvier 2027 ne l'a pas retenu.");
    assert_non_null(once);
    assert_null(strstr(strchr(once, '\n'), "ne l'a pas retenu"));
    appui_free(text);
    gap.kind = APPUI_GAP_DAYS_REDUCED;
    text = report_of(&world, APPUI_FRENCH, 200);
    assert_null(strstr(text, "ne l'a pas retenu"));
    appui_free(text);
    world_close(&world);
}

/* acier alone may chair, and both of two are needed: without it neither is there, with it both. */
static void a_date_without_chair_nor_quorum_says_who_would_mend_it(void **state)
{
    struct world world;
    const struct appui_override overrides[] = {
        {"/committees",
         "{\"candidates\": [\"2027-02-11\"], \"members\": [\"acier\", \"verrerie\"], "
         "\"chairs\": [\"acier\"], \"quorum\": 2}"},
        {"/partners/0/absent", "[\"2027-02-11\"]"}};
    (void)state;
    world_open(&world, overrides, 2);
    char *text = report_of(&world, APPUI_FRENCH, 300);
    assert_non_null(strstr(text, "aucun président possible n'est présent, et le quorum n'est pas "
                                 "atteint (1 présent sur 2 requis)"));
    assert_non_null(strstr(text, "Avec Aciérie du Morvan, le comité pourrait\n    siéger."));
    appui_free(text);
    world_close(&world);
}

/* The committee granted less than was proposed for the need: what is proposed again says so, until
 * it approves what is proposed there. */
static void days_that_were_not_taken_say_so(void **state)
{
    static const char told[] =
        "Le comité du lundi 25\u00A0janvier 2027 a accordé moins de jours que proposé";
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    int32_t i = 0;
    while (i < world.plan->n_lines && world.plan->lines[i].state != APPUI_PROPOSED) {
        i++;
    }
    assert_true(i < world.plan->n_lines);
    const struct appui_need *need = &world.basin->needs[world.plan->lines[i].need];
    struct appui_history_gap gap = {
        .kind = APPUI_GAP_DAYS_REDUCED, .need = need->id, .proposed = 3, .decided = 2};
    struct appui_history_decision rows[] = {
        {APPUI_DECISION_APPROVED, world.basin->projects[need->project].id, need->id, APPUI_ABSENT},
        {APPUI_DECISION_APPROVED, world.basin->projects[need->project].id, NULL, APPUI_ABSENT}};
    struct appui_history_entry entries[] = {
        {.committee = world.basin->as_of - 7, .holds = true, .n_gaps = 1, .gaps = &gap},
        {.committee = world.basin->as_of, .holds = true}};
    struct appui_history journal = {.entries = entries, .n = 2};
    entries[0].decisions = rows;
    entries[0].n_decisions = 1;
    world.journal = &journal;
    char *text = report_of(&world, APPUI_FRENCH, 200);
    char *once = strstr(text, told);
    assert_non_null(once);
    assert_null(strstr(strchr(once, '\n'), "moins de jours que proposé"));
    appui_free(text);
    for (int k = 0; k < 2; k++) {
        entries[1].decisions = &rows[k];
        entries[1].n_decisions = 1;
        text = report_of(&world, APPUI_FRENCH, 200);
        assert_null(strstr(text, told));
        appui_free(text);
    }
    world_close(&world);
}

/* The dossier carries the date; of three members acier alone may chair and is away, then both
 * others are away and three of three are needed. */
static void a_meeting_that_cannot_decide_says_what_would_mend_it(void **state)
{
    struct world world;
    const struct appui_override overrides[] = {
        {"/committees", "{\"fixed\": [\"2027-02-11\"], \"members\": [\"acier\", \"verrerie\"], "
                        "\"chairs\": [\"acier\"], \"quorum\": 2}"},
        {"/projects/2/committee", "\"2027-02-11\""},
        {"/partners/0/absent", "[\"2027-02-11\"]"}};
    int32_t agenda[] = {2}, present[] = {1};
    (void)state;
    world_open(&world, overrides, 3);
    struct appui_meeting meeting = {.day = world.basin->projects[2].committee,
                                    .n_agenda = 1,
                                    .agenda = agenda,
                                    .n_present = 1,
                                    .present = present,
                                    .chair = -1};
    world.plan->n_meetings = 1;
    world.plan->meetings = &meeting;
    char *text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "Comité du jeudi 11\u00A0février 2027, sans président ; absent : "
                                 "Aciérie du Morvan.\n  En l'état, il ne peut pas décider : aucun "
                                 "président possible n'est présent. Avec Aciérie du Morvan, il le "
                                 "pourrait ; sinon, ses dossiers demandent une autre date"));
    appui_free(text);
    world_close(&world);
    const struct appui_override others[] = {
        overrides[0], overrides[1], {"/partners/1/absent", "[\"2027-02-11\"]"}};
    present[0] = 0;
    world_open(&world, others, 3);
    meeting.chair = 0;
    world.plan->n_meetings = 1;
    world.plan->meetings = &meeting;
    text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "En l'état, il ne peut pas décider : 1 membre présent pour 2 "
                                 "requis. Avec Verrerie, il le pourrait"));
    appui_free(text);
    world_close(&world);
}

/* horloger's dossier is approved; of what is proposed for it, two half-days lie on one day before
 * the meeting, and one on another. The meeting has no dossier on its agenda. */
static void the_next_meeting_decides_on_lines_of_approved_dossiers_too(void **state)
{
    struct world world;
    const struct appui_override overrides[] = {
        {"/committees", "{\"candidates\": [\"2027-02-24\", \"2027-03-24\"]}"}};
    (void)state;
    world_open(&world, overrides, 1);
    char *text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "\nÀ décider aussi, pour des dossiers déjà agréés, réunion pas "
                                 "encore connue :\n"
                                 "  - Horloger & fils, Qualité (horloger/iso) : 1,5\u00A0jour, "
                                 "Responsable qualité (Aciérie du Morvan).\n"));
    appui_free(text);
    struct appui_meeting meetings[] = {{.day = world.standing->dates.dates[0].day, .chair = 0},
                                       {.day = world.standing->dates.dates[1].day, .chair = 0}};
    world.plan->n_meetings = 2;
    world.plan->meetings = meetings;
    text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text,
                           "Comité du mercredi 24\u00A0février 2027, présidé par Aciérie du "
                           "Morvan.\n"
                           "  À décider aussi, pour des dossiers déjà agréés :\n"
                           "  - Horloger & fils, Qualité (horloger/iso) : 1,5\u00A0jour, "
                           "Responsable qualité (Aciérie du Morvan) ; à décider avant la "
                           "réunion : séance du mardi 16\u00A0février 2027.\n"
                           "  - Scierie de l'Étang, Qualité (scierie/qualite) : 1\u00A0jour, "));
    assert_non_null(strstr(text, "\nSans dossier à ce jour : mercredi 24\u00A0mars 2027.\n"));
    appui_free(text);
    meetings[0].day = world.plan->lines[0].sessions[2].day;
    text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text, "to be decided before the meeting: sessions of Tuesday 16"
                                 "\u00A0February 2027 and Monday 1\u00A0March 2027.\n"));
    appui_free(text);
    world.basin->meets_from = meetings[1].day + 1;
    text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text,
                           "\nAlso to decide, for dossiers already approved, by a meeting not "
                           "known yet:\n"));
    appui_free(text);
    world_close(&world);
}

/* acier has a mandate of its own and follows tissage; it sits in the one meeting that was held, and
 * verrerie is away. */
static void the_burden_is_told_with_what_counts_beside_days(void **state)
{
    struct world world;
    const struct appui_override overrides[] = {
        {"/burden", "{\"mandate_days\": 0.25, \"attendance_days\": 1.125}"},
        {"/as_of", "\"2027-02-01\""},
        {"/committees", "{\"fixed\": [\"2027-01-20\"], \"held\": [\"2027-01-20\"]}"},
        {"/partners/1/absent", "[\"2027-01-20\"]"},
        {"/partners/0/mandates",
         "[{\"project\": \"p\", \"from\": \"2027-01-04\", \"to\": \"2027-12-31\"}]"},
        {"/projects/2/mandataire", "\"acier\""}};
    (void)state;
    world_open(&world, overrides, 6);
    char *text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "proposé de prêter, plus 0,25\u00A0jour par mandat ouvert et "
                                 "1,125\u00A0jour par comité où il siège, divisé par"));
    assert_non_null(
        strstr(text, "\nMandats et comités comptés dans la charge : Aciérie du Morvan (2 et 1) "
                     "; Verrerie (0 et 0)."));
    appui_free(text);
    world.basin->mandate_factor = 0;
    text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text,
                           "proposed to lend, plus 1.125\u00A0days for each committee it sits "
                           "in, divided by"));
    assert_non_null(strstr(text, "\nMandates and committees counted in the burden: Aciérie du "
                                 "Morvan (2 and 1); Verrerie (0 and 0)."));
    appui_free(text);
    world.basin->attendance_factor = 0;
    text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text, "proposed to lend, divided by"));
    assert_null(strstr(text, "counted in the burden"));
    appui_free(text);
    world_close(&world);
}

/* tissage waits from 03-01 to 03-11, at twice the weight; the second firm's date is known. Without
 * a meeting, tissage waits until the day after the horizon. */
static void waiting_can_be_worked_out_from_the_dossiers(void **state)
{
    struct world world;
    const struct appui_override overrides[] = {{"/committees", "{\"fixed\": [\"2027-03-11\"]}"},
                                               {"/projects/2/weight", "2"},
                                               {"/projects/3/committee", "\"2027-03-11\""}};
    int32_t agenda[] = {2, 3};
    (void)state;
    world_open(&world, overrides, 3);
    struct appui_meeting meeting = {
        .day = world.basin->projects[3].committee, .n_agenda = 2, .agenda = agenda, .chair = 0};
    struct appui_tier_result waiting = {.tier = APPUI_TIER_WAITING,
                                        .applicable = true,
                                        .proved = true,
                                        .has_bound = true,
                                        .value = 20000,
                                        .bound = 20000};
    world.plan->n_meetings = world.plan->n_tiers = 1;
    world.plan->meetings = &meeting;
    world.plan->tiers[0] = waiting;
    char *text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "1.  Attente : 20\u00A0jours pondérés, au moins 20 nécessaires, "
                                 "prouvé optimal.\n    À part, car leur date de comité est déjà "
                                 "connue : Atelier sans besoin.\n"));
    assert_non_null(strstr(text, "proposé au comité du jeudi 11\u00A0mars 2027 ; attente : "
                                 "10\u00A0jours × 2"));
    appui_free(text);
    meeting.agenda++;
    meeting.n_agenda = 1;
    world.basin->projects[2].weight = 1000;
    text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text, "    Apart, since their committee date is known already: Atelier "
                                 "sans besoin.\n"));
    assert_non_null(strstr(text, "Project submitted; waits 122\u00A0days."));
    appui_free(text);
    world_close(&world);
}

/* The value 0.5 in a sentence is a number; between quotes it is an id. */
static void writes_dates_and_decimals_of_warnings_in_french(void **state)
{
    struct world world;
    (void)state;
    world_open(&world, NULL, 0);
    appui_faults_add(&world.faults, APPUI_FAULT_EXPERT_BOOKED_TWICE, "/lines/0", NULL, "expert",
                     "2027-04-05", "date", "2027-04-05", "half", "pm", (const char *)NULL);
    appui_faults_add(&world.faults, APPUI_FAULT_WEEK_OVERRUN, "/lines/0", NULL, "value", "1.5",
                     "need", "1.5", "date", "2027-04-05", "high", "0.5", (const char *)NULL);
    char *text = report_of(&world, APPUI_FRENCH, 200);
    assert_non_null(strstr(text, "« 2027-04-05 » a deux séances convenues le 05/04/2027 "
                                 "(après-midi)."));
    assert_non_null(strstr(text, "1,5 séances du besoin « 1.5 » sont convenues dans la semaine du "
                                 "05/04/2027 ; per_week en permet 0,5."));
    appui_free(text);
    world_close(&world);
}

static void names_no_more_experts_than_a_listener_can_follow(void **state)
{
    struct world world;
    int32_t experts[12];
    (void)state;
    world_open(&world, NULL, 0);
    for (int32_t i = 0; i < 12; i++) {
        experts[i] = i % world.basin->n_experts;
    }
    /* twelve experts: seven are named, five counted */
    world.plan->holes[0].reasons[0].n_experts = 12;
    world.plan->holes[0].reasons[0].experts = experts;
    char *text = report_of(&world, APPUI_ENGLISH, 200);
    assert_non_null(strstr(text, "and 5\u00A0others."));
    appui_free(text);
    world_close(&world);
}

static void gives_an_error_when_memory_fails_anywhere(void **state)
{
    struct world world;
    char *text = NULL;
    size_t length = 0;
    long n = 0;
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    (void)state;
    world_open(&world, NULL, 0);
    struct appui_plan_report from = material_of(&world);
    while (code != APPUI_IO_OK) {
        assert_int_equal(code, APPUI_IO_NO_MEMORY);
        assert_null(text);
        appui_memory_fail_after(++n);
        code = appui_report_text(&from, APPUI_FRENCH, 80, &text, &length);
        appui_memory_fail_after(0);
    }
    assert_true(n > 20);
    assert_int_equal(length, strlen(text));
    appui_free(text);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_golden_text_in_french),
        cmocka_unit_test(is_the_golden_text_in_english),
        cmocka_unit_test(wraps_at_the_width_it_is_given),
        cmocka_unit_test(takes_a_width_out_of_range_as_the_nearest),
        cmocka_unit_test(counts_accents_as_one_column_in_tables),
        cmocka_unit_test(escapes_control_characters_of_names),
        cmocka_unit_test(shows_a_plan_that_does_not_hold_as_such),
        cmocka_unit_test(leaves_the_calendar_out_of_a_plan_without_one),
        cmocka_unit_test(says_so_when_a_calendar_is_empty),
        cmocka_unit_test(tells_days_that_can_be_used_from_days_that_lapsed),
        cmocka_unit_test(credits_the_plan_only_with_projects_it_gives_days),
        cmocka_unit_test(calls_a_date_new_only_where_a_session_moved),
        cmocka_unit_test(calls_a_bound_below_an_open_tier_what_it_is),
        cmocka_unit_test(a_bound_that_says_nothing_is_not_told),
        cmocka_unit_test(names_committee_sponsor_and_mandataire),
        cmocka_unit_test(tells_who_has_left_the_committee_from_who_is_away),
        cmocka_unit_test(a_moved_session_is_told_once),
        cmocka_unit_test(a_proposal_that_was_not_taken_says_so),
        cmocka_unit_test(the_next_meeting_decides_on_lines_of_approved_dossiers_too),
        cmocka_unit_test(days_that_were_not_taken_say_so),
        cmocka_unit_test(a_date_without_chair_nor_quorum_says_who_would_mend_it),
        cmocka_unit_test(a_meeting_that_cannot_decide_says_what_would_mend_it),
        cmocka_unit_test(the_burden_is_told_with_what_counts_beside_days),
        cmocka_unit_test(waiting_can_be_worked_out_from_the_dossiers),
        cmocka_unit_test(writes_dates_and_decimals_of_warnings_in_french),
        cmocka_unit_test(names_no_more_experts_than_a_listener_can_follow),
        cmocka_unit_test(gives_an_error_when_memory_fails_anywhere)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
