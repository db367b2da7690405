/*
 * From files to sentences: a basin, a plan with a meeting and a mandataire, decisions as a table;
 * what is told in both languages, to machines and to the journal, also while memory runs out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "io/basin_json.h"
#include "io/decide_report.h"
#include "io/decisions.h"
#include "io/journal.h"
#include "io/plan_json.h"

#define FOLDER APPUI_SOURCE_DIR "/tests/data/decide/"

static const char rows[] = "dossier;besoin;décision;jours;date;nouvelle date\n"
                           "horloger;;agréé;;;\n"
                           "horloger;horloger/iso;retenu;1;;\n"
                           "verrier;;refusé;;10/02/2027;\n"
                           "scierie;;réalisé;;12/01/2027;\n"
                           "scierie;;déplacé;;26/01/2027;15/02/2027\n"
                           "tanneur;tanneur/achats;abandon;;;\n";

struct story {
    struct appui_draft draft;
    struct appui_faults faults, outcome;
    struct appui_basin *basin;
    struct appui_standing *standing;
    struct appui_plan *plan;
    struct appui_decisions decisions;
    struct appui_decisions_places places;
    struct appui_decide_result result;
};

/* The plan of the folder, with a meeting that examines horloger, and its mandataire. */
static char *plan_text(void)
{
    json_t *plan = json_load_file(FOLDER "plan.json", 0, NULL);
    assert_non_null(plan);
    json_object_set_new(plan, "committees",
                        json_pack("[{s:s,s:[s],s:[s],s:s}]", "date", "2027-02-10", "agenda",
                                  "horloger", "present", "acier", "chair", "acier"));
    json_object_set_new(plan, "mandataires",
                        json_pack("[{s:s,s:s}]", "project", "horloger", "partner", "rail"));
    char *text = json_dumps(plan, 0);
    json_decref(plan);
    return text;
}

static void tell(struct story *s)
{
    char sha256[APPUI_SHA256_TEXT], *plan = plan_text();
    memset(s, 0, sizeof *s);
    assert_int_equal(
        appui_basin_json_read(FOLDER "basin.json", NULL, 0, &s->draft, &s->faults, sha256),
        APPUI_IO_OK);
    s->basin = appui_basin_build(&s->draft, &s->faults);
    s->standing = appui_standing_build(s->basin);
    assert_int_equal(appui_plan_json_read(plan, strlen(plan), s->basin, &s->plan, &s->faults),
                     APPUI_IO_OK);
    assert_int_equal(
        appui_decisions_parse(rows, strlen(rows), &s->decisions, &s->places, &s->faults),
        APPUI_IO_OK);
    struct appui_decide_input in = {s->basin,      s->standing,  s->plan,
                                    &s->decisions, APPUI_ABSENT, true};
    assert_int_equal(appui_decide(&in, &s->draft, &s->faults, &s->outcome, &s->result), 0);
    assert_int_equal(s->faults.n_errors + s->outcome.n_errors, 0);
    json_set_alloc_funcs(malloc, free);
    free(plan);
}

static void forget(struct story *s)
{
    appui_decide_result_release(&s->result);
    appui_decisions_release(&s->decisions);
    appui_decisions_places_release(&s->places);
    appui_plan_free(s->plan);
    appui_standing_free(s->standing);
    appui_basin_free(s->basin);
    appui_faults_release(&s->faults);
    appui_faults_release(&s->outcome);
    appui_draft_release(&s->draft);
}

static void assert_says(const struct story *s, enum appui_language language,
                        const char *const *sentences)
{
    char *text;
    assert_int_equal(appui_decide_report_text(s->basin, &s->result, language, 200, &text),
                     APPUI_IO_OK);
    for (; *sentences != NULL; sentences++) {
        if (strstr(text, *sentences) == NULL) {
            fail_msg("'%s' is not said in:\n%s", *sentences, text);
        }
    }
    appui_free(text);
}

static void what_is_decided_is_told_in_french(void **state)
{
    static const char *const sentences[] = {
        "Décisions pour Bassin d'essai\n",
        "La date du jour passe du lundi 11\u00A0janvier 2027 au mercredi 10\u00A0février 2027.",
        "Horlogerie du Lac (horloger)\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n",
        "  État : déposé, désormais agréé.\n",
        "  Comité : mercredi 10\u00A0février 2027.\n",
        "  Mandataire : Rail.\n",
        "  Retenu : 1\u00A0jour, Responsable qualité (Acier), pour Certification ISO 9001 "
        "(horloger/iso) ; proposé : 2\u00A0jours, 2\u00A0séances datées.\n",
        "minimum utile abaissé de 1,5\u00A0jour à 1\u00A0jour.\n",
        "  État : déposé, désormais refusé.\n",
        "  Réalisé : séance du mardi 12\u00A0janvier 2027, matin, Ingénieur méthodes (Rail), "
        "Qualité "
        "(scierie/qualite).\n",
        "  Déplacé : séance du mardi 26\u00A0janvier 2027, journée ; nouvelle date : lundi "
        "15\u00A0février 2027, journée ; Ingénieur méthodes (Rail), Qualité (scierie/qualite).\n",
        "Accompagnement sur lequel il est décidé : proposé, 5\u00A0jours ; retenu, "
        "2\u00A0jours.\n",
        NULL};
    struct story s;
    (void)state;
    tell(&s);
    assert_says(&s, APPUI_FRENCH, sentences);
    forget(&s);
}

static struct appui_effect effect_of(enum appui_effect_kind kind, int32_t project, appui_day day)
{
    struct appui_date_half at = {day, APPUI_AM};
    return (struct appui_effect){
        .kind = kind, .project = project, .expert = 0, .from = at, .to = at, .day = day + 1};
}

/* Dates up to the decision of agreed days, and what two meetings left undecided: in the end, each
 * meeting once. */
static void what_a_meeting_left_is_told_in_the_end(void **state)
{
    static const char *const french[] = {
        "  Non reprise : séance du lundi 1er\u00A0février 2027, matin, Responsable qualité "
        "(Acier), "
        "Certification ISO 9001 (horloger/iso) ; la décision vaut à partir du mardi 2\u00A0février "
        "2027. Si elle a eu lieu,\n  notez-la réalisée, avec ses jours, sa date et sa "
        "demi-journée.\n",
        "  Daté par le calendrier jusqu'ici, à confirmer ou à annuler : séance du lundi "
        "1er\u00A0février 2027, matin, Responsable qualité (Acier), Certification ISO 9001 "
        "(horloger/iso).\n\n"
        "À l'ordre du jour du mercredi 10\u00A0février 2027, sans décision : Horlogerie du Lac, "
        "Verrerie du Val.\n\n"
        "À l'ordre du jour du mercredi 10\u00A0mars 2027, sans décision : Scierie des Monts.\n",
        NULL};
    static const char *const english[] = {
        "Not taken over: session of Monday 1\u00A0February 2027",
        "record it as done, with its days, date and half.",
        "On the agenda of Wednesday 10\u00A0March 2027, without a decision: Scierie des Monts.\n",
        NULL};
    struct story s;
    appui_day february = appui_date_from_civil(2027, 2, 1);
    struct appui_effect effects[] = {
        effect_of(APPUI_EFFECT_DATE_NOT_AGREED, 0, february),
        effect_of(APPUI_EFFECT_SESSION_DATED, 0, february),
        effect_of(APPUI_EFFECT_UNDECIDED, 0, february + 8),
        effect_of(APPUI_EFFECT_UNDECIDED, 1, february + 36),
        effect_of(APPUI_EFFECT_UNDECIDED, 2, february + 8),
    };
    (void)state;
    tell(&s);
    struct appui_effect *told = s.result.effects;
    int32_t n = s.result.n_effects, proposed = s.result.proposed, decided = s.result.decided;
    s.result.effects = effects;
    s.result.n_effects = 5;
    s.result.proposed = s.result.decided = 0;
    assert_says(&s, APPUI_FRENCH, french);
    assert_says(&s, APPUI_ENGLISH, english);
    s.result.effects = told;
    s.result.n_effects = n;
    s.result.proposed = proposed;
    s.result.decided = decided;
    forget(&s);
}

static void what_is_decided_is_told_in_english(void **state)
{
    static const char *const sentences[] = {
        "  Status: submitted, now approved.\n", "  Mandataire: Rail.\n",
        "  Retained: 1\u00A0day, Acheteur (Acier), for Purchasing (horloger/achats); "
        "2\u00A0sessions "
        "dated.\n",
        "  Committee: Wednesday 10\u00A0February 2027.\n", NULL};
    struct story s;
    (void)state;
    tell(&s);
    assert_says(&s, APPUI_ENGLISH, sentences);
    forget(&s);
}

static void the_journal_tells_where_the_committee_left_the_plan(void **state)
{
    struct story s;
    char *line;
    (void)state;
    tell(&s);
    struct appui_journal_head head = {"B", s.result.as_of, "a", "b", NULL};
    struct appui_journal_basin before = {"{\"é\n", 5};
    assert_int_equal(appui_journal_write_decisions(&head, s.basin, &s.result, before, &line),
                     APPUI_IO_OK);
    assert_non_null(strstr(
        line, "\"gap\":[{\"kind\":\"days_reduced\",\"project\":\"horloger\",\"need\":"
              "\"horloger/iso\",\"expert\":\"acier-iso\",\"proposed_days\":2,\"decided_days\":1},"
              "{\"kind\":\"refused\",\"project\":\"verrier\",\"proposed_days\":2,\"decided_days\":"
              "0}],\"proposed_days\":5,\"decided_days\":2,\"undo\":\"{\\\"é\\n\"}\n"));
    assert_non_null(strstr(line, "\"committee\":\"2027-02-10\""));
    appui_free(line);
    forget(&s);
}

static void tellings_survive_every_failed_allocation(void **state)
{
    struct story s;
    (void)state;
    tell(&s);
    struct appui_faults_of_file sources[] = {{"f", &s.faults}};
    struct appui_decide_answer answer = {true, true, s.basin, &s.result, sources, 1};
    struct appui_journal_head head = {"B", s.result.as_of, "a", "b", NULL};
    struct appui_journal_basin before = {"{}", 2};
    int done = 0;
    for (long n = 1; done < 3; n++) {
        char *text = NULL, *json = NULL, *line = NULL;
        size_t length = 0;
        done = 0;
        appui_memory_fail_after(n);
        done +=
            appui_decide_report_text(s.basin, &s.result, APPUI_FRENCH, 80, &text) == APPUI_IO_OK;
        appui_memory_fail_after(n);
        done += appui_decide_report_json(&answer, APPUI_FRENCH, &json, &length) == APPUI_IO_OK;
        appui_memory_fail_after(n);
        done +=
            appui_journal_write_decisions(&head, s.basin, &s.result, before, &line) == APPUI_IO_OK;
        appui_memory_fail_after(0);
        appui_free(text);
        appui_free(json);
        appui_free(line);
        assert_true(n < 5000);
    }
    forget(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_decided_is_told_in_french),
        cmocka_unit_test(what_is_decided_is_told_in_english),
        cmocka_unit_test(what_a_meeting_left_is_told_in_the_end),
        cmocka_unit_test(the_journal_tells_where_the_committee_left_the_plan),
        cmocka_unit_test(tellings_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
