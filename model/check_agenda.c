/*
 * The order of agendas: members with a conflict of interest leave the room as few times as any
 * order allows. Found anew by weighing leavings over sets of dossiers; on agendas with too many
 * different conflicts for that, an order is only refused when examining a stretch of it in reverse
 * would save a leaving.
 */
#include "model/verdict.h"

/** Most different sets of conflicts on an agenda whose every order is weighed. */
#define KINDS_MAX 14

/** One agenda. Dossiers with the same conflicts are of a kind: none is worth examining apart. */
struct agenda {
    const struct appui_verdict *verdict;
    const struct appui_meeting *meeting;
    int32_t n_kinds;
    int32_t *kind;    /**< [n_agenda] */
    int32_t *example; /**< [n_kinds] a dossier of each */
    int32_t *enters;  /**< [n_kinds * n_kinds] members who leave for the second, after the first */
    int32_t *alone;   /**< [n_kinds] members who leave for it when it comes first */
};

static bool has_conflict(const struct appui_project *dossier, int32_t partner)
{
    for (int32_t i = 0; i < dossier->n_conflicts; i++) {
        if (dossier->conflicts[i] == partner) {
            return true;
        }
    }
    return false;
}

/** Members present who leave for a dossier when `before` (-1: nothing) was examined last. */
static int32_t leave_for(const struct agenda *agenda, int32_t before, int32_t dossier)
{
    const struct appui_basin *basin = agenda->verdict->basin;
    const struct appui_committees *committees = &basin->committees;
    int32_t n = 0;
    for (int32_t m = 0; m < committees->n_members; m++) {
        int32_t member = committees->members[m];
        n += has_conflict(&basin->projects[dossier], member) &&
             (before < 0 || !has_conflict(&basin->projects[before], member)) &&
             appui_meetings_is_present(&basin->partners[member], agenda->meeting->day);
    }
    return n;
}

static void find_kinds(struct agenda *agenda)
{
    for (int32_t i = 0; i < agenda->meeting->n_agenda; i++) {
        int32_t dossier = agenda->meeting->agenda[i], k = 0;
        while (k < agenda->n_kinds && (leave_for(agenda, agenda->example[k], dossier) > 0 ||
                                       leave_for(agenda, dossier, agenda->example[k]) > 0)) {
            k++;
        }
        if (k == agenda->n_kinds) {
            agenda->example[agenda->n_kinds++] = dossier;
        }
        agenda->kind[i] = k;
    }
}

static void weigh(struct agenda *agenda)
{
    int32_t n = agenda->n_kinds;
    for (int32_t a = 0; a < n; a++) {
        agenda->alone[a] = leave_for(agenda, -1, agenda->example[a]);
        for (int32_t b = 0; b < n; b++) {
            agenda->enters[a * n + b] = leave_for(agenda, agenda->example[a], agenda->example[b]);
        }
    }
}

static int open_agenda(struct appui_verdict *verdict, const struct appui_meeting *meeting,
                       struct agenda *agenda)
{
    size_t n = (size_t)meeting->n_agenda;
    *agenda = (struct agenda){.verdict = verdict, .meeting = meeting};
    agenda->kind = appui_arena_alloc(&verdict->arena, n, sizeof *agenda->kind);
    agenda->example = appui_arena_alloc(&verdict->arena, n, sizeof *agenda->example);
    if (agenda->kind == NULL || agenda->example == NULL) {
        return -1;
    }
    find_kinds(agenda);
    n = (size_t)agenda->n_kinds;
    agenda->alone = appui_arena_alloc(&verdict->arena, n, sizeof *agenda->alone);
    agenda->enters = appui_arena_alloc(&verdict->arena, n * n, sizeof *agenda->enters);
    if (agenda->alone == NULL || agenda->enters == NULL) {
        return -1;
    }
    weigh(agenda);
    return 0;
}

/** Leavings in the order of the plan. */
static int32_t count_leavings(const struct agenda *agenda)
{
    const int32_t *kind = agenda->kind;
    int32_t n = 0;
    for (int32_t i = 0; i < agenda->meeting->n_agenda; i++) {
        n += i == 0 ? agenda->alone[kind[i]]
                    : agenda->enters[kind[i - 1] * agenda->n_kinds + kind[i]];
    }
    return n;
}

/** Fewest leavings of the kinds in a set, examined with `last` at their end. */
static int32_t fewest_ending(const struct agenda *agenda, const int32_t *fewest, int32_t set,
                             int32_t last)
{
    int32_t n = agenda->n_kinds, rest = set & ~(1 << last), least = INT32_MAX;
    for (int32_t k = 0; k < n; k++) {
        if ((rest >> k & 1) != 0) {
            int32_t leavings = fewest[rest * n + k] + agenda->enters[k * n + last];
            least = leavings < least ? leavings : least;
        }
    }
    return rest == 0 ? agenda->alone[last] : least;
}

/** Fewest leavings of any order. @return -1 when memory fails */
static int32_t find_fewest(const struct agenda *agenda)
{
    int32_t n = agenda->n_kinds, n_sets = 1 << n, least = INT32_MAX;
    int32_t *fewest = appui_calloc((size_t)n_sets * (size_t)n, sizeof *fewest);
    if (fewest == NULL) {
        return -1;
    }
    for (int32_t set = 1; set < n_sets; set++) {
        for (int32_t last = 0; last < n; last++) {
            if ((set >> last & 1) != 0) {
                fewest[set * n + last] = fewest_ending(agenda, fewest, set, last);
            }
        }
    }
    for (int32_t last = 0; last < n; last++) {
        int32_t leavings = fewest[(n_sets - 1) * n + last];
        least = leavings < least ? leavings : least;
    }
    appui_free(fewest);
    return least;
}

/** Members who leave for the dossier at a place when it comes after that of another, or (-1) first;
 * nobody past the end. */
static int32_t enter_at(const struct agenda *agenda, int32_t before, int32_t at)
{
    const int32_t *kind = agenda->kind;
    if (at >= agenda->meeting->n_agenda) {
        return 0;
    }
    return before < 0 ? agenda->alone[kind[at]]
                      : agenda->enters[kind[before] * agenda->n_kinds + kind[at]];
}

/** What reversing the stretch first..last saves: inside it the same members come and go. */
static int32_t saved(const struct agenda *agenda, int32_t first, int32_t last)
{
    const int32_t *kind = agenda->kind;
    int32_t inside = agenda->alone[kind[first]] - agenda->alone[kind[last]];
    return enter_at(agenda, first - 1, first) + enter_at(agenda, last, last + 1) -
           enter_at(agenda, first - 1, last) - enter_at(agenda, first, last + 1) - inside;
}

/** Leavings after the best single reversal; no order of the solver leaves one to gain. */
static int32_t find_fewer(const struct agenda *agenda, int32_t now)
{
    int32_t most = 0;
    for (int32_t first = 0; first < agenda->meeting->n_agenda; first++) {
        for (int32_t last = first + 1; last < agenda->meeting->n_agenda; last++) {
            int32_t gain = saved(agenda, first, last);
            most = gain > most ? gain : most;
        }
    }
    return now - most;
}

static int check_order(struct appui_verdict *verdict, int32_t index)
{
    const struct appui_meeting *meeting = &verdict->plan->meetings[index];
    struct agenda agenda;
    if (meeting->n_agenda < 2) {
        return 0;
    }
    if (open_agenda(verdict, meeting, &agenda) != 0) {
        return -1;
    }
    int32_t now = count_leavings(&agenda);
    int32_t least = agenda.n_kinds <= KINDS_MAX ? find_fewest(&agenda) : find_fewer(&agenda, now);
    if (least < 0) {
        return -1;
    }
    if (least < now) {
        char pointer[APPUI_POINTER_TEXT], text[APPUI_DATE_TEXT], value[APPUI_DAYS_TEXT],
            high[APPUI_DAYS_TEXT];
        const char *day = appui_date_text(meeting->day, text);
        appui_faults_add(verdict->faults, APPUI_FAULT_AGENDA_ORDER,
                         appui_pointer_item("committees", index, pointer), day, "date", day,
                         "value", appui_count_write(now, value), "high",
                         appui_count_write(least, high), APPUI_END);
    }
    return 0;
}

int appui_check_agendas(struct appui_verdict *verdict)
{
    const struct appui_plan *plan = verdict->plan;
    bool any = verdict->basin->committees.given && plan->calendar;
    for (int32_t m = 0; any && m < plan->n_meetings; m++) {
        if (check_order(verdict, m) != 0) {
            return -1;
        }
    }
    return 0;
}
