/*
 * Decides whom an operator means who types a name: "Codfert SARL" or "CODFERT" for the dossier
 * codfert, "Atelier de chaudronnerie" for the firm that the file calls so with "(fictif)" behind
 * it. An id always wins, then whole names, then names without what stands in brackets at their end;
 * a name must fit one dossier, need, expert or partner alone. Where it fits none the row is left as
 * it is and model/decide says that there is no such id.
 */
#include "io/decision_names.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "io/decision_words.h"

/* Ids shown of those that a name fits. */
#define SHOWN_MAX 5

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

/* What the names of one row are looked up with. */
struct lookup {
    struct appui_arena *arena;
    struct appui_faults *faults;
    struct appui_decision *row;
    int32_t index; /* of the row */
    bool no_memory;
};

/* Ids of those that one name fits: "a, b, …". */
static const char *join(struct lookup *lookup, const char *ids, const char *id, int32_t n)
{
    const char *text = n == 0           ? id
                       : n == SHOWN_MAX ? appui_arena_format(lookup->arena, "%s, …", ids)
                       : n > SHOWN_MAX  ? ids
                                        : appui_arena_format(lookup->arena, "%s, %s", ids, id);
    lookup->no_memory |= text == NULL;
    return text;
}

/* Nothing more is said about a row whose name may mean several. */
static void report_several(struct lookup *lookup, enum appui_decision_part part, const char **text,
                           const char *ids)
{
    char pointer[64];
    snprintf(pointer, sizeof pointer, "/decisions/%d/%s", (int)lookup->index,
             appui_decision_key(part));
    appui_faults_add(lookup->faults, APPUI_FAULT_DECIDE_NAME_SEVERAL, pointer, NULL, "value", *text,
                     "allowed", ids, (const char *)NULL);
    *text = NULL;
    lookup->row->broken = true;
}

static bool is_id(const struct names *names, const char *text)
{
    for (int32_t i = 0; i < names->n; i++) {
        if (strcmp(names->items[i].id, text) == 0) {
            return true;
        }
    }
    return false;
}

/* Replaces a text that is no id by the one id that it names. */
static void resolve(struct lookup *lookup, const struct names *names, enum appui_decision_part part,
                    const char **text)
{
    const char *ids = NULL;
    int32_t n = 0;
    if (*text == NULL || is_id(names, *text)) {
        return;
    }
    char *plain = appui_decision_words_plain(lookup->arena, *text);
    if (plain == NULL) {
        lookup->no_memory = true;
        return;
    }
    strip_form(plain);
    for (int whole = 1; whole >= 0 && n == 0; whole--) {
        for (int32_t i = 0; i < names->n && !lookup->no_memory; i++) {
            const struct named *item = &names->items[i];
            if (whole == 1 ? is_same(item->plain_id, plain) || is_same(item->plain_name, plain)
                           : is_same(item->plain_short, plain)) {
                ids = join(lookup, ids, item->id, n++);
            }
        }
    }
    if (n == 1) {
        *text = ids;
    } else if (n > 1 && !lookup->no_memory) {
        report_several(lookup, part, text, ids);
    }
}

int appui_decision_names_resolve(struct appui_decisions *decisions, const struct appui_basin *basin,
                                 struct appui_faults *faults)
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
        struct lookup lookup = {&scratch, faults, row, i, false};
        resolve(&lookup, &projects, APPUI_PART_PROJECT, &row->project);
        resolve(&lookup, &needs, APPUI_PART_NEED, &row->need);
        resolve(&lookup, &experts, APPUI_PART_EXPERT, &row->expert);
        resolve(&lookup, &experts, APPUI_PART_NEW_EXPERT, &row->new_expert);
        resolve(&lookup, &partners, APPUI_PART_MANDATAIRE, &row->mandataire);
        ok = !lookup.no_memory;
    }
    appui_arena_release(&scratch);
    return ok ? 0 : -1;
}
