/*
 * Decides whom an operator means who types a name: "Codfert SARL" or "CODFERT" for the dossier
 * codfert, "Atelier de chaudronnerie" for the firm that the file calls so with "(fictif)" behind
 * it. An id always wins; a name must fit one dossier, need, expert or partner alone, else the row
 * is left as it is and model/decide says that there is no such id.
 */
#include "io/decision_names.h"

#include <stdbool.h>
#include <string.h>

#include "io/decision_words.h"

/* One thing that can be named. */
struct named {
    const char *id, *plain_id, *plain_name; /* plain_name: or NULL */
    const char *plain_short; /* the name without what stands in brackets at its end; or NULL */
};

struct names {
    struct named *items;
    int32_t n;
};

/* Takes the legal form off the end of a plain name. */
static void strip_form(char *plain)
{
    static const char *const forms[] = {" sarl", " sasu", " sas", " sa", " eurl", " snc", " scop"};
    size_t length = strlen(plain);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t tail = strlen(forms[i]);
        if (length > tail && strcmp(plain + length - tail, forms[i]) == 0) {
            plain[length - tail] = '\0';
            return;
        }
    }
}

/* The plain name up to the bracket that ends it, NULL without one. @return false when memory fails
 */
static bool shorten(struct appui_arena *arena, const char *name, const char **plain)
{
    const char *open = name != NULL ? strrchr(name, '(') : NULL;
    *plain = NULL;
    if (open == NULL || open == name || name[strlen(name) - 1] != ')') {
        return true;
    }
    const char *front = appui_arena_text(arena, name, (size_t)(open - name));
    char *text = front != NULL ? appui_decision_words_plain(arena, front) : NULL;
    if (text != NULL) {
        strip_form(text);
    }
    *plain = text;
    return text != NULL;
}

/* @return false when memory fails */
static bool add(struct names *names, struct appui_arena *arena, const char *id, const char *name)
{
    char *plain_id = appui_decision_words_plain(arena, id);
    char *plain = name != NULL ? appui_decision_words_plain(arena, name) : NULL;
    const char *brief;
    if (plain_id == NULL || (name != NULL && plain == NULL) || !shorten(arena, name, &brief)) {
        return false;
    }
    strip_form(plain_id);
    if (plain != NULL) {
        strip_form(plain);
    }
    names->items[names->n++] = (struct named){id, plain_id, plain, brief};
    return true;
}

static bool room(struct names *names, struct appui_arena *arena, int32_t n)
{
    names->items = appui_arena_alloc(arena, (size_t)n, sizeof *names->items);
    return names->items != NULL;
}

static bool is_same(const char *name, const char *plain)
{
    return name != NULL && strcmp(name, plain) == 0;
}

/* The one id that a plain text names, by whole names or, where none is so called, by names without
 * their brackets; NULL: none, or several. */
static const char *named_by(const struct names *names, const char *plain)
{
    const char *found[2] = {NULL, NULL};
    int32_t n[2] = {0, 0};
    for (int32_t i = 0; i < names->n; i++) {
        const struct named *item = &names->items[i];
        bool whole = strcmp(item->plain_id, plain) == 0 || is_same(item->plain_name, plain);
        if (whole || is_same(item->plain_short, plain)) {
            found[whole ? 0 : 1] = item->id;
            n[whole ? 0 : 1]++;
        }
    }
    int which = n[0] > 0 ? 0 : 1;
    return n[which] == 1 ? found[which] : NULL;
}

/* Replaces a text that is no id by the one id that it names. @return false when memory fails */
static bool resolve(const struct names *names, struct appui_arena *arena, const char **text)
{
    for (int32_t i = 0; *text != NULL && i < names->n; i++) {
        if (strcmp(names->items[i].id, *text) == 0) {
            return true;
        }
    }
    char *plain = *text != NULL ? appui_decision_words_plain(arena, *text) : NULL;
    if (plain == NULL) {
        return *text == NULL;
    }
    strip_form(plain);
    const char *id = named_by(names, plain);
    *text = id != NULL ? id : *text;
    return true;
}

int appui_decision_names_resolve(struct appui_decisions *decisions, const struct appui_basin *basin)
{
    struct appui_arena scratch = {0};
    struct names projects = {0}, needs = {0}, experts = {0}, partners = {0};
    bool ok =
        room(&projects, &scratch, basin->n_projects) && room(&needs, &scratch, basin->n_needs) &&
        room(&experts, &scratch, basin->n_experts) && room(&partners, &scratch, basin->n_partners);
    for (int32_t i = 0; ok && i < basin->n_projects; i++) {
        ok = add(&projects, &scratch, basin->projects[i].id, basin->projects[i].company);
    }
    for (int32_t i = 0; ok && i < basin->n_needs; i++) {
        ok = add(&needs, &scratch, basin->needs[i].id, NULL);
    }
    for (int32_t i = 0; ok && i < basin->n_experts; i++) {
        ok = add(&experts, &scratch, basin->experts[i].id, NULL);
    }
    for (int32_t i = 0; ok && i < basin->n_partners; i++) {
        ok = add(&partners, &scratch, basin->partners[i].id, basin->partners[i].name);
    }
    for (int32_t i = 0; ok && i < decisions->n; i++) {
        struct appui_decision *row = &decisions->items[i];
        ok = resolve(&projects, &scratch, &row->project) && resolve(&needs, &scratch, &row->need) &&
             resolve(&experts, &scratch, &row->expert) &&
             resolve(&experts, &scratch, &row->new_expert) &&
             resolve(&partners, &scratch, &row->mandataire);
    }
    appui_arena_release(&scratch);
    return ok ? 0 : -1;
}
