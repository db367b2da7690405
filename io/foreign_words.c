/*
 * Decides how the system (strerror without a locale) and jansson read. jansson is reworded in both
 * languages: it names what its grammar expects next, an operator wants to know what to type. What
 * it says last, " near 'TOKEN'" or " near end of file", is kept.
 */
#include "io/foreign_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static const struct foreign {
    const char *begins, *texts[2]; /* by language */
} known[] = {
    /* jansson */
    {"string or '}' expected",
     {"expected a key in double quotes (no comma stands before a '}')",
      "une clé entre guillemets doubles est attendue (pas de virgule devant une « } »)"}},
    {"'}' expected", {"expected a comma or '}'", "une virgule ou « } » est attendue"}},
    {"']' expected", {"expected a comma or ']'", "une virgule ou « ] » est attendue"}},
    {"':' expected", {"expected ':' behind the key", "« : » est attendu après la clé"}},
    {"'[' or '{' expected", {"expected '{'", "« { » est attendu"}},
    {"end of file expected", {"expected nothing more", "rien de plus n'est attendu"}},
    {"invalid token",
     {"this is no value (texts stand in double quotes)",
      "ce n'est pas une valeur (un texte se met entre guillemets doubles)"}},
    {"unexpected token",
     {"expected a value (no comma stands before a ']')",
      "une valeur est attendue (pas de virgule devant un « ] »)"}},
    {"premature end of input",
     {"the file ends within a text", "le fichier s'arrête au milieu d'un texte"}},
    {"unexpected newline",
     {"the line ends within a text", "la ligne s'arrête au milieu d'un texte"}},
    {"control character",
     {"a text holds a control character (a tab is written \\t)",
      "un texte contient un caractère de contrôle (une tabulation s'écrit \\t)"}},
    {"invalid escape",
     {"unknown escape (a backslash is written \\\\)",
      "échappement inconnu (une barre oblique inverse s'écrit \\\\)"}},
    {"invalid Unicode",
     {"\\u stands before something that is no character",
      "\\u précède ce qui n'est pas un caractère"}},
    /* the system */
    {"No space left on device",
     {"no space left on the disk", "il n'y a plus de place sur le disque"}},
    {"Disk quota exceeded", {"the disk quota is used up", "le quota de disque est épuisé"}},
    {"File too large", {"the file is too large", "le fichier est trop gros"}},
    {"File name too long", {"the name is too long", "le nom est trop long"}},
    {"Too many levels of symbolic links",
     {"symbolic links run in a circle", "des liens symboliques tournent en rond"}},
    {"Too many open files", {"too many files are open", "trop de fichiers sont ouverts"}},
    {"Input/output error", {"input/output error", "erreur d'entrée-sortie"}},
    {"Broken pipe", {"the reader has gone", "le lecteur est parti"}},
};

/* Appends " near 'TOKEN'" in the language. */
static void add_near(struct appui_text_buffer *out, const char *near, enum appui_language language)
{
    static const char opens[] = " near '";
    size_t length = strlen(near), before = sizeof opens - 1;
    if (length > before && strncmp(near, opens, before) == 0) {
        appui_text_add(out, language == APPUI_FRENCH ? ", près de « " : ", near '");
        appui_text_add_bytes(out, near + before, length - before - 1);
        appui_text_add(out, language == APPUI_FRENCH ? " »" : "'");
    }
}

/* What jansson expected where the file ends hides the cause: the rest is missing. */
static bool ends_too_early(const char *near)
{
    return strcmp(near, " near end of file") == 0;
}

void appui_foreign_words_add(struct appui_text_buffer *out, const char *said,
                             enum appui_language language)
{
    const char *found = strstr(said, " near "), *near = found == NULL ? "" : found;
    if (ends_too_early(near)) {
        appui_text_add(out, language == APPUI_FRENCH
                                ? "le fichier s'arrête trop tôt, il est peut-être tronqué"
                                : "the file ends too early, it may be cut short");
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strncmp(said, known[i].begins, strlen(known[i].begins)) == 0) {
            appui_text_add(out, known[i].texts[language]);
            add_near(out, near, language);
            return;
        }
    }
    appui_text_add(out, said);
}
