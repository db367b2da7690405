/*
 * Recognises values by their form: what is exactly a date, a month or a decimal can be nothing
 * else, as ids stand in quotes and are not asked for here. Lists hold dates among other words.
 */
#include "io/message_value.h"

#include <stdlib.h>
#include <string.h>

#include "io/words.h"

#define DATE_LENGTH 10
#define MONTH_LENGTH 7

/* Codes from this one on are of reading, see model/fault_codes.h. */
#define FIRST_OF_READING APPUI_FAULT_FILE_MISSING

bool appui_message_value_is_said(const struct appui_fault *fault)
{
    static const char of_json[] = "/decisions/";
    return fault->table.row > 0 ||
           (fault->code < FIRST_OF_READING && appui_fault_argument(fault, "key") == NULL &&
            strncmp(fault->pointer, of_json, sizeof of_json - 1) != 0);
}

/* True when a text begins like the form, in which 0 is any digit. */
static bool begins_like(const char *text, const char *form)
{
    size_t i = 0;
    while (form[i] != '\0' &&
           (form[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == form[i])) {
        i++;
    }
    return form[i] == '\0';
}

static const char *month_word(const char *digits, enum appui_language language)
{
    int month = (digits[0] - '0') * 10 + digits[1] - '0';
    return month >= 1 && month <= 12
               ? appui_words(language, (enum appui_word)(APPUI_WORD_JANUARY + month - 1))
               : NULL;
}

/* "2027-03-08" as 08/03/2027 or 8 March 2027; a day that no calendar has stays. */
static void add_date(struct appui_text_buffer *out, const char *iso, enum appui_language language)
{
    const char year[] = {iso[0], iso[1], iso[2], iso[3], '\0'};
    const char month[] = {iso[5], iso[6], '\0'};
    const char day[] = {iso[8], iso[9], '\0'};
    const char *word = month_word(month, language);
    if (word == NULL) {
        appui_text_add_bytes(out, iso, DATE_LENGTH);
        return;
    }
    bool french = language == APPUI_FRENCH;
    const char *arguments[] = {french || day[0] != '0' ? day : day + 1, french ? month : word,
                               year};
    appui_words_add(out, language, APPUI_WORD_MESSAGE_DATE, 0, arguments, 3);
}

static void add_month(struct appui_text_buffer *out, const char *iso, enum appui_language language)
{
    const char year[] = {iso[0], iso[1], iso[2], iso[3], '\0'};
    const char *word = month_word(iso + 5, language);
    const char *arguments[] = {word, year};
    if (word == NULL) {
        appui_text_add(out, iso);
    } else {
        appui_words_add(out, language, APPUI_WORD_MONTH_YEAR, 0, arguments, 2);
    }
}

static const char *half_word(const char *half, size_t length, enum appui_language language)
{
    static const struct {
        const char *name;
        enum appui_word word;
    } halves[] = {{"am", APPUI_WORD_AM}, {"pm", APPUI_WORD_PM}, {"full", APPUI_WORD_FULL_DAY}};
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        if (strlen(halves[i].name) == length && strncmp(halves[i].name, half, length) == 0) {
            return appui_words(language, halves[i].word);
        }
    }
    return NULL;
}

/* Appends "8 March 2027 (morning)" for "2027-03-08.am". @return bytes read */
static size_t add_date_half(struct appui_text_buffer *out, const char *text,
                            enum appui_language language)
{
    size_t length = text[DATE_LENGTH] == '.' ? strspn(text + DATE_LENGTH + 1, "afmpul") : 0;
    const char *half = length > 0 ? half_word(text + DATE_LENGTH + 1, length, language) : NULL;
    add_date(out, text, language);
    if (half == NULL) {
        return DATE_LENGTH;
    }
    appui_text_add(out, " (");
    appui_text_add(out, half);
    appui_text_add(out, ")");
    return DATE_LENGTH + 1 + length;
}

/* A text in which dates stand, as words of their own. */
static void add_dates(struct appui_text_buffer *out, const char *text, enum appui_language language)
{
    for (const char *at = text; *at != '\0';) {
        bool first = at == text || at[-1] == ' ' || at[-1] == '(';
        if (first && begins_like(at, "0000-00-00")) {
            at += add_date_half(out, at, language);
        } else {
            size_t plain = strcspn(at, " (");
            plain += at[plain] != '\0' ? 1 : 0;
            appui_text_add_bytes(out, at, plain);
            at += plain;
        }
    }
}

/* A number with its decimals: "5.5". */
static bool is_decimal(const char *value)
{
    size_t whole = strspn(value, "0123456789");
    size_t decimals = value[whole] == '.' ? strspn(value + whole + 1, "0123456789") : 0;
    return whole > 0 && decimals > 0 && value[whole + 1 + decimals] == '\0';
}

static bool is_whole(const char *value)
{
    const char *digits = value + (value[0] == '-' ? 1 : 0);
    size_t length = strlen(digits);
    return length > 0 && length < 19 && strspn(digits, "0123456789") == length;
}

static void add_decimal(struct appui_text_buffer *out, const char *value,
                        enum appui_language language)
{
    size_t whole = strspn(value, "0123456789");
    appui_text_add_bytes(out, value, whole);
    appui_text_add(out, language == APPUI_FRENCH ? "," : ".");
    appui_text_add(out, value + whole + 1);
}

void appui_message_value_add(struct appui_text_buffer *out, struct appui_message_value said,
                             enum appui_language language)
{
    const char *value = said.value;
    const char *half =
        strcmp(said.name, "half") == 0 ? half_word(value, strlen(value), language) : NULL;
    bool amount = strncmp(said.after, "\u00A0€", strlen("\u00A0€")) == 0;
    if (half != NULL) {
        appui_text_add(out, half);
    } else if (strlen(value) == MONTH_LENGTH && begins_like(value, "0000-00")) {
        add_month(out, value, language);
    } else if (is_decimal(value)) {
        add_decimal(out, value, language);
    } else if (amount && is_whole(value)) {
        appui_words_number(out, language, strtoll(value, NULL, 10));
    } else if (strcmp(said.name, "allowed") == 0 && strcmp(value, "-") == 0) {
        appui_text_add(out, appui_words(language, APPUI_WORD_MESSAGE_NONE));
    } else {
        add_dates(out, value, language);
    }
}
