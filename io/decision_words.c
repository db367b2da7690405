/*
 * Decides what an operator may call things. French words stand without accents, in both genders and
 * numbers: retenu, retenue, retenus, retenues.
 */
#include "io/decision_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "model/decision.h"
#include "model/nearest.h"

#define LIST(list, words, shown)                                                                   \
    {                                                                                              \
        list, (int32_t)(sizeof list / sizeof *list), words, shown                                  \
    }

static const struct appui_decision_word headings[] = {
    {"project", APPUI_PART_PROJECT},
    {"dossier", APPUI_PART_PROJECT},
    {"projet", APPUI_PART_PROJECT},
    {"need", APPUI_PART_NEED},
    {"besoin", APPUI_PART_NEED},
    {"expert", APPUI_PART_EXPERT},
    {"intervenant", APPUI_PART_EXPERT},
    {"decision", APPUI_PART_DECISION},
    {"days", APPUI_PART_DAYS},
    {"jours", APPUI_PART_DAYS},
    {"date", APPUI_PART_DATE},
    {"half", APPUI_PART_HALF},
    {"half day", APPUI_PART_HALF},
    {"demi journee", APPUI_PART_HALF},
    {"new expert", APPUI_PART_NEW_EXPERT},
    {"nouvel expert", APPUI_PART_NEW_EXPERT},
    {"nouvel intervenant", APPUI_PART_NEW_EXPERT},
    {"mandataire", APPUI_PART_MANDATAIRE},
    {"remarks", APPUI_PART_REMARKS},
    {"remark", APPUI_PART_REMARKS},
    {"remarque", APPUI_PART_REMARKS},
    {"remarques", APPUI_PART_REMARKS},
    {"commentaire", APPUI_PART_REMARKS},
    {"commentaires", APPUI_PART_REMARKS},
    {"observation", APPUI_PART_REMARKS},
    {"observations", APPUI_PART_REMARKS},
    {"to date", APPUI_PART_TO_DATE},
    {"new date", APPUI_PART_TO_DATE},
    {"nouvelle date", APPUI_PART_TO_DATE},
    {"to half", APPUI_PART_TO_HALF},
    {"new half", APPUI_PART_TO_HALF},
    {"nouvelle demi journee", APPUI_PART_TO_HALF},
};

/* A participle as it goes with one or several firms, dossiers, sessions. */
#define FORMS(word, kind)                                                                          \
    {word, kind}, {word "e", kind}, {word "s", kind},                                              \
    {                                                                                              \
        word "es", kind                                                                            \
    }

static const struct appui_decision_word kinds[] = {
    {"approved", APPUI_DECISION_APPROVED},
    {"accepted", APPUI_DECISION_APPROVED},
    {"retained", APPUI_DECISION_APPROVED},
    FORMS("approuve", APPUI_DECISION_APPROVED),
    FORMS("retenu", APPUI_DECISION_APPROVED),
    FORMS("agree", APPUI_DECISION_APPROVED),
    FORMS("accepte", APPUI_DECISION_APPROVED),
    FORMS("valide", APPUI_DECISION_APPROVED),
    {"refused", APPUI_DECISION_REFUSED},
    {"rejected", APPUI_DECISION_REFUSED},
    FORMS("refuse", APPUI_DECISION_REFUSED),
    FORMS("rejete", APPUI_DECISION_REFUSED),
    {"deferred", APPUI_DECISION_DEFERRED},
    {"postponed", APPUI_DECISION_DEFERRED},
    FORMS("ajourne", APPUI_DECISION_DEFERRED),
    FORMS("differe", APPUI_DECISION_DEFERRED),
    FORMS("reporte", APPUI_DECISION_DEFERRED),
    {"withdrawn", APPUI_DECISION_WITHDRAWN},
    FORMS("retire", APPUI_DECISION_WITHDRAWN),
    FORMS("abandonne", APPUI_DECISION_WITHDRAWN),
    {"abandon", APPUI_DECISION_WITHDRAWN},
    {"desistement", APPUI_DECISION_WITHDRAWN},
    {"signed", APPUI_DECISION_SIGNED},
    FORMS("signe", APPUI_DECISION_SIGNED),
    {"done", APPUI_DECISION_DONE},
    FORMS("realise", APPUI_DECISION_DONE),
    FORMS("fait", APPUI_DECISION_DONE),
    FORMS("effectue", APPUI_DECISION_DONE),
    {"moved", APPUI_DECISION_MOVED},
    FORMS("deplace", APPUI_DECISION_MOVED),
    FORMS("decale", APPUI_DECISION_MOVED),
    {"cancelled", APPUI_DECISION_CANCELLED},
    {"canceled", APPUI_DECISION_CANCELLED},
    FORMS("annule", APPUI_DECISION_CANCELLED),
    {"closed", APPUI_DECISION_CLOSED},
    {"clos", APPUI_DECISION_CLOSED},
    {"close", APPUI_DECISION_CLOSED},
    {"closes", APPUI_DECISION_CLOSED},
    FORMS("cloture", APPUI_DECISION_CLOSED),
    FORMS("termine", APPUI_DECISION_CLOSED),
};

static const struct appui_decision_word halves[] = {
    {"am", APPUI_AM},
    {"morning", APPUI_AM},
    {"matin", APPUI_AM},
    {"pm", APPUI_PM},
    {"afternoon", APPUI_PM},
    {"apres midi", APPUI_PM},
    {"full", APPUI_FULL},
    {"day", APPUI_FULL},
    {"full day", APPUI_FULL},
    {"journee", APPUI_FULL},
    {"journee entiere", APPUI_FULL},
};

static const char *const shown_headings[APPUI_N_DECISION_PARTS] = {
    [APPUI_PART_PROJECT] = "project/dossier",
    [APPUI_PART_NEED] = "need/besoin",
    [APPUI_PART_EXPERT] = "expert/intervenant",
    [APPUI_PART_DECISION] = "decision/décision",
    [APPUI_PART_DAYS] = "days/jours",
    [APPUI_PART_DATE] = "date",
    [APPUI_PART_HALF] = "half/demi-journée",
    [APPUI_PART_NEW_EXPERT] = "new_expert/nouvel intervenant",
    [APPUI_PART_REMARKS] = "remarks/remarques",
    [APPUI_PART_TO_DATE] = "to_date/nouvelle date",
    [APPUI_PART_TO_HALF] = "to_half/nouvelle demi-journée",
    [APPUI_PART_MANDATAIRE] = "mandataire"};

static const char *const shown_kinds[APPUI_N_DECISION_KINDS] = {
    [APPUI_DECISION_DONE] = "done/réalisé",          [APPUI_DECISION_MOVED] = "moved/déplacé",
    [APPUI_DECISION_CANCELLED] = "cancelled/annulé", [APPUI_DECISION_APPROVED] = "approved/agréé",
    [APPUI_DECISION_REFUSED] = "refused/refusé",     [APPUI_DECISION_DEFERRED] = "deferred/ajourné",
    [APPUI_DECISION_WITHDRAWN] = "withdrawn/retiré", [APPUI_DECISION_CLOSED] = "closed/clos",
    [APPUI_DECISION_SIGNED] = "signed/signé"};

static const char *const shown_halves[] = {
    [APPUI_AM] = "am/matin", [APPUI_PM] = "pm/après-midi", [APPUI_FULL] = "full/journée"};

const struct appui_decision_words appui_decision_headings =
    LIST(headings,
         "project/dossier, need/besoin, expert/intervenant, decision/décision, days/jours, "
         "date, half/demi-journée, new_expert/nouvel intervenant, mandataire, remarks/remarques, "
         "to_date/nouvelle date, to_half/nouvelle demi-journée",
         shown_headings);
const struct appui_decision_words appui_decision_kinds =
    LIST(kinds,
         "approved/agréé, retained/retenu, refused/refusé, deferred/ajourné, signed/signé, "
         "done/réalisé, moved/déplacé, cancelled/annulé, withdrawn/retiré, closed/clos",
         shown_kinds);
const struct appui_decision_words appui_decision_halves =
    LIST(halves, "am/matin, pm/après-midi, full/journée", shown_halves);

/* The plain letter of a code point of two bytes, 0 when it has none; U+00C0 to U+00FF and œ. */
static const char *plain_letter(unsigned point)
{
    static const char *const latin[64] = {
        "a", "a", "a", "a", "a", "a", "ae", "c",  "e", "e", "e", "e", "i", "i", "i",  "i",
        "d", "n", "o", "o", "o", "o", "o",  NULL, "o", "u", "u", "u", "u", "y", NULL, "ss",
        "a", "a", "a", "a", "a", "a", "ae", "c",  "e", "e", "e", "e", "i", "i", "i",  "i",
        "d", "n", "o", "o", "o", "o", "o",  NULL, "o", "u", "u", "u", "u", "y", NULL, "y"};
    if (point >= 0xC0 && point <= 0xFF) {
        return latin[point - 0xC0];
    }
    if (point == 0x152 || point == 0x153) {
        return "oe";
    }
    return point >= 0x300 && point < 0x370 ? "" : NULL; /* accents on their own */
}

/* Appends letters, or the one space that stands for everything between words. */
static void append(char *to, size_t *n, const char *letters)
{
    bool space = letters[0] == ' ';
    if (space && (*n == 0 || to[*n - 1] == ' ')) {
        return;
    }
    size_t length = strlen(letters);
    memcpy(to + *n, letters, length);
    *n += length;
}

char *appui_decision_words_plain(struct appui_arena *arena, const char *text)
{
    char *to = appui_arena_alloc(arena, strlen(text) + 1, 2);
    size_t n = 0;
    if (to == NULL) {
        return NULL;
    }
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        unsigned point = (at[0] & 0xE0u) == 0xC0u ? (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu) : 0;
        const char *letter = point != 0 ? plain_letter(point) : NULL;
        char one[2] = {(char)at[0], '\0'};
        if (at[0] >= 'A' && at[0] <= 'Z') {
            one[0] = (char)(at[0] - 'A' + 'a');
        }
        bool quote = at[0] == 0xE2 && at[1] == 0x80 && at[2] == 0x99; /* ends at the first NUL */
        if (quote || point == 0xA0 || strchr(" '-_.\t\n\r", one[0]) != NULL) {
            append(to, &n, " ");
            at += quote ? 2 : point != 0 ? 1 : 0;
        } else if (letter != NULL) {
            append(to, &n, letter);
            at++;
        } else {
            append(to, &n, one);
        }
    }
    n -= n > 0 && to[n - 1] == ' ' ? 1 : 0;
    to[n] = '\0';
    return to;
}

int32_t appui_decision_words_find(const struct appui_decision_words *words, const char *plain)
{
    for (int32_t i = 0; i < words->n; i++) {
        if (strcmp(words->items[i].text, plain) == 0) {
            return words->items[i].value;
        }
    }
    return -1;
}

const char *appui_decision_words_shown(const struct appui_decision_words *words, const char *text)
{
    for (int32_t i = 0; i < words->n; i++) {
        const char *shown = words->shown[words->items[i].value];
        size_t length = strcspn(shown, "/");
        if (strlen(text) == length && strncmp(shown, text, length) == 0) {
            return shown;
        }
    }
    return NULL;
}

const char *appui_decision_words_nearest(const struct appui_decision_words *words,
                                         const char *plain)
{
    struct appui_nearest search = appui_nearest_start(plain);
    for (int32_t i = 0; i < words->n; i++) {
        appui_nearest_offer(&search, words->items[i].text);
    }
    int32_t value = search.best != NULL ? appui_decision_words_find(words, search.best) : -1;
    return value >= 0 ? words->shown[value] : NULL;
}
