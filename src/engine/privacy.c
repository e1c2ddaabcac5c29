#include "mentee/engine/privacy.h"

#include "mentee/base/text.h"
#include "mentee/base/vec.h"
#include <string.h>

/* A word without the punctuation around it. */
struct token {
  const char *text;
  size_t len;
  int line;
  bool capital; /* begins with a capital and goes on in small letters */
  int digits;   /* its length where it is digits alone, else 0 */
};

struct tokens {
  VEC(struct token) list;
};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* ASCII, and the Latin letters with accents. */
static bool is_upper(const char *text, size_t len) {
  unsigned char first = (unsigned char)text[0];

  if (first < 0x80)
    return first >= 'A' && first <= 'Z';
  return len > 1 && first == 0xC3 && (unsigned char)text[1] >= 0x80 &&
         (unsigned char)text[1] <= 0x9E;
}

/* "Smith", "O'Neil", "J."; "CNS" and "SMITH" are none. */
static bool is_capital(const char *text, size_t len) {
  if (len == 0 || !is_upper(text, len))
    return false;
  return len == 1 || (unsigned char)text[1] >= 0x80 || text_lower(text[1]) == text[1];
}

static int count_digits(const char *text, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (!is_digit(text[i]))
      return 0;
  return (int)len;
}

static bool is_mark(char c) {
  return strchr(".,;:()[]!?\"'#*<>", c) != NULL;
}

static void add_token(struct tokens *tokens, const char *text, size_t len, int line) {
  while (len > 0 && is_mark(text[0])) {
    text++;
    len--;
  }
  while (len > 0 && is_mark(text[len - 1]))
    len--;
  if (len > 0)
    *vec_push(&tokens->list) =
        (struct token){text, len, line, is_capital(text, len), count_digits(text, len)};
}

static void split(struct tokens *tokens, const char *text) {
  int line = 0;

  while (*text != '\0') {
    size_t len = 0;
    while (text_is_space(*text))
      line += *text++ == '\n';
    while (text[len] != '\0' && !text_is_space(text[len]))
      len++;
    add_token(tokens, text, len, line);
    text += len;
  }
}

static bool token_is(const struct token *token, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (text_equal_nocase_span(token->text, token->len, words[i]))
      return true;
  return false;
}

#define TOKEN_IS(token, words) token_is((token), (words), sizeof(words) / sizeof((words)[0]))

/* --- the patterns --------------------------------------------------------------------------- */

static bool is_record_number(const struct token *token) {
  return token->digits >= 6 && token->digits <= 10;
}

/* Capitalised words that are no part of a person's name. */
static bool is_no_name(const struct token *token) {
  static const char *const words[] = {
      "dr",       "prof",      "professor", "patient",   "patients",   "safety",  "committee",
      "center",   "centre",    "hospital",  "clinic",    "care",       "medical", "cancer",
      "oncology", "radiation", "medicine",  "education", "university", "the",     "i"};

  return TOKEN_IS(token, words);
}

static bool is_name_at(const struct tokens *tokens, size_t at) {
  const struct token *one = &tokens->list.data[at], *two = one + 1;

  return at + 1 < tokens->list.len && one->capital && two->capital && one->line == two->line &&
         !is_no_name(one) && !is_no_name(two) &&
         (at == 0 || !is_no_name(one - 1) ||
          text_equal_nocase_span(one[-1].text, one[-1].len, "patient"));
}

#define NEAR 3 /* words */

static bool has_patient(const struct tokens *tokens) {
  static const char *const marks[] = {"mrn", "dob", "patient", "patient's", "pt", "pt's"};

  for (size_t i = 0; i < tokens->list.len; i++) {
    if (!TOKEN_IS(&tokens->list.data[i], marks))
      continue;
    for (size_t j = i > NEAR ? i - NEAR : 0; j < tokens->list.len && j <= i + NEAR; j++)
      if (j != i &&
          (is_record_number(&tokens->list.data[j]) || (is_name_at(tokens, j) && j + 1 != i)))
        return true;
  }
  return false;
}

static bool has_lone_number(const struct tokens *tokens) {
  for (size_t i = 0; i < tokens->list.len; i++) {
    const struct token *token = &tokens->list.data[i];
    bool first = i == 0 || token[-1].line != token->line;
    bool last = i + 1 == tokens->list.len || token[1].line != token->line;
    if (is_record_number(token) && first && last)
      return true;
  }
  return false;
}

/* "000-00-0000": 0 any digit, everything else itself. */
static bool has_shape(const struct token *token, const char *shape) {
  if (token->len != strlen(shape))
    return false;
  for (size_t i = 0; i < token->len; i++)
    if (shape[i] == '0' ? !is_digit(token->text[i]) : token->text[i] != shape[i])
      return false;
  return true;
}

static bool has_social_number(const struct tokens *tokens) {
  for (size_t i = 0; i < tokens->list.len; i++)
    if (has_shape(&tokens->list.data[i], "000-00-0000"))
      return true;
  return false;
}

static bool is_month(const struct token *token) {
  static const char *const months[] = {
      "jan",       "january", "feb",  "february", "mar",  "march",    "apr",    "april",
      "may",       "jun",     "june", "jul",      "july", "aug",      "august", "sep",
      "september", "sept",    "oct",  "october",  "nov",  "november", "dec",    "december"};

  return TOKEN_IS(token, months);
}

/* A whole date: 1961-03-12, 3/12/1961, 12.3.1961, 12 March 1961, March 12 1961. */
static bool is_date_at(const struct tokens *tokens, size_t at) {
  static const char *const shapes[] = {"0000-00-00", "00/00/0000", "0/00/0000", "00/0/0000",
                                       "0/0/0000",   "00.00.0000", "0.00.0000", "00.0.0000",
                                       "0.0.0000",   "00/00/00",   "0/00/00",   "0/0/00"};
  const struct token *token = &tokens->list.data[at];

  for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
    if (has_shape(token, shapes[i]))
      return true;
  return at + 2 < tokens->list.len && token[2].digits == 4 &&
         ((is_month(token) && token[1].digits > 0 && token[1].digits < 3) ||
          (is_month(&token[1]) && token->digits > 0 && token->digits < 3));
}

static bool has_birth_date(const struct tokens *tokens) {
  static const char *const marks[] = {"born", "dob", "birth", "birthday", "birthdate"};

  for (size_t i = 0; i < tokens->list.len; i++)
    for (size_t j = i + 1;
         TOKEN_IS(&tokens->list.data[i], marks) && j < tokens->list.len && j <= i + NEAR; j++)
      if (is_date_at(tokens, j))
        return true;
  return false;
}

/* "91-year-old", "91yo", "91 yo", "91 year old": the age, else -1. */
static int age_at(const struct tokens *tokens, size_t at) {
  static const char *const joined[] = {"-year-old", "yo", "y/o", "-yo", "yr-old", "-yr-old"};
  static const char *const apart[] = {"yo", "y/o", "year-old", "yr-old"};
  const struct token *token = &tokens->list.data[at];
  size_t digits = 0;
  bool says = false;
  int age = 0;

  while (digits < token->len && digits < 3 && is_digit(token->text[digits]))
    age = age * 10 + (token->text[digits++] - '0');
  if (digits == 0)
    return -1;
  for (size_t i = 0; i < sizeof joined / sizeof joined[0]; i++)
    says = says || text_equal_nocase_span(token->text + digits, token->len - digits, joined[i]);
  if (digits == token->len && at + 1 < tokens->list.len)
    says =
        TOKEN_IS(&token[1], apart) ||
        (at + 2 < tokens->list.len && text_equal_nocase_span(token[1].text, token[1].len, "year") &&
         text_equal_nocase_span(token[2].text, token[2].len, "old"));
  return says ? age : -1;
}

/* "at Larkspur", "from Tamarack". */
static bool is_place_at(const struct tokens *tokens, size_t at) {
  static const char *const marks[] = {"at", "from", "in"};

  return at + 1 < tokens->list.len && TOKEN_IS(&tokens->list.data[at], marks) &&
         tokens->list.data[at + 1].capital && !is_month(&tokens->list.data[at + 1]);
}

/* "12 March": without a year it is a date beside a place. */
static bool is_day_at(const struct tokens *tokens, size_t at) {
  const struct token *token = &tokens->list.data[at];

  if (is_date_at(tokens, at))
    return true;
  return at + 1 < tokens->list.len &&
         ((is_month(token) && token[1].digits > 0 && token[1].digits < 3) ||
          (is_month(&token[1]) && token->digits > 0 && token->digits < 3));
}

#define AGE_SAFE 89 /* above it an age alone points at somebody */

static bool has_age(const struct tokens *tokens) {
  bool age = false, day = false, place = false;

  for (size_t i = 0; i < tokens->list.len; i++) {
    int years = age_at(tokens, i);
    if (years > AGE_SAFE)
      return true;
    age = age || years >= 0;
    day = day || is_day_at(tokens, i);
    place = place || is_place_at(tokens, i);
  }
  return age && day && place;
}

#define FAR (2 * (size_t)NEAR)

/* A8: neither side may ask for it, and nobody need promise it. */
static bool has_ranking(const struct tokens *tokens) {
  static const char *const marks[] = {"rank", "ranking", "ranked"};
  static const char *const firsts[] = {"first", "1", "one", "#1"};

  for (size_t i = 0; i < tokens->list.len; i++) {
    if (!TOKEN_IS(&tokens->list.data[i], marks))
      continue;
    for (size_t j = i > FAR ? i - FAR : 0; j < tokens->list.len && j <= i + FAR; j++)
      if (TOKEN_IS(&tokens->list.data[j], firsts))
        return true;
  }
  return false;
}

#define PLAIN_FILE " mentee is a plain file. Take it out?"

static const struct pattern {
  bool (*found)(const struct tokens *tokens);
  bool outgoing_only;
  const char *question;
} patterns[] = {
    {has_social_number, false, "This looks like a social security number." PLAIN_FILE},
    {has_birth_date, false, "This looks like a date of birth." PLAIN_FILE},
    {has_patient, false, "This looks like patient data." PLAIN_FILE},
    {has_lone_number, false, "This looks like a patient number." PLAIN_FILE},
    {has_age, false, "This looks like one patient’s story." PLAIN_FILE},
    {has_ranking, true, "Programs may not ask and you need not promise. Leave it out?"},
};

static const char *ask(const char *text, bool outgoing) {
  struct tokens tokens = {VEC_INIT};
  const char *question = NULL;

  split(&tokens, text);
  for (size_t i = 0; i < sizeof patterns / sizeof patterns[0] && question == NULL; i++)
    if ((outgoing || !patterns[i].outgoing_only) && patterns[i].found(&tokens))
      question = patterns[i].question;
  vec_release(&tokens.list);
  return question;
}

const char *privacy_ask(const char *text) {
  return ask(text, false);
}

const char *privacy_ask_outgoing(const char *text) {
  return ask(text, true);
}

/* Where people write freely: notes of every table, subjects, promises, favours, decisions. */
static bool is_free_text(enum table_id table, int field) {
  if (field < 0 || field >= table_defs[table].field_count)
    return false; /* a column of somebody else's */
  if (table_defs[table].fields[field].type == FIELD_NOTE)
    return true;
  return (table == TABLE_INTERACTIONS &&
          (field == INTERACTION_SUBJECT || field == INTERACTION_FAVOUR ||
           field == INTERACTION_CHOSEN)) ||
         (table == TABLE_FOLLOWUPS && field == FOLLOWUP_WHAT) ||
         (table == TABLE_OPPORTUNITIES && field == OPPORTUNITY_WHAT) ||
         (table == TABLE_CONTACTS && field == CONTACT_CARES_ABOUT);
}

const char *privacy_ask_action(const struct action *action) {
  for (size_t i = 0; i < action->changes.len; i++) {
    const struct change *change = &action->changes.data[i];
    const char *question =
        is_free_text(change->table, change->field) ? privacy_ask(change->after) : NULL;
    if (question != NULL)
      return question;
  }
  return NULL;
}
