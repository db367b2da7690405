/*
 * Decides whom an operator means who types a name: "Codfert SARL" or "CODFERT" for the dossier
 * codfert. An id always wins; a name must fit one dossier, need, expert or partner alone, else the
 * row is left as it is and model/decide says that there is no such id.
 */
#include "io/decision_names.h"

#include <stdbool.h>
#include <string.h>

#include "io/decision_words.h"

/* One thing that can be named. */
struct named {
    const char *id, *plain_id, *plain_name; /* plain_name: or NULL */
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

/* @return false when memory fails */
static bool add(struct names *names, struct appui_arena *arena, const char *id, const char *name)
{
    char *plain_id = appui_decision_words_plain(arena, id);
    char *plain = name != NULL ? appui_decision_words_plain(arena, name) : NULL;
    if (plain_id == NULL || (name != NULL && plain == NULL)) {
        return false;
    }
    strip_form(plain_id);
    if (plain != NULL) {
        strip_form(plain);
    }
    names->items[names->n++] = (struct named){id, plain_id, plain};
    return true;
}

static bool room(struct names *names, struct appui_arena *arena, int32_t n)
{
    names->items = appui_arena_alloc(arena, (size_t)n, sizeof *names->items);
    return names->items != NULL;
}

/* Replaces a text that is no id by the one id that it names. @return false when memory fails */
static bool resolve(const struct names *names, struct appui_arena *arena, const char **text)
{
    const char *found = NULL;
    int32_t n = 0;
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
    for (int32_t i = 0; i < names->n; i++) {
        const struct named *item = &names->items[i];
        if (strcmp(item->plain_id, plain) == 0 ||
            (item->plain_name != NULL && strcmp(item->plain_name, plain) == 0)) {
            found = item->id;
            n++;
        }
    }
    *text = n == 1 ? found : *text;
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
