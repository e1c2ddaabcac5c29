#include "mentee/engine/say.h"

#include "mentee/base/text.h"
#include <string.h>

static const char *const counts[] = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                     "seven", "eight", "nine", "ten",   "eleven", "twelve"};

void say_count(struct buf *out, int count) {
  if (count >= 0 && (size_t)count < sizeof counts / sizeof counts[0])
    buf_adds(out, counts[count]);
  else
    buf_addf(out, "%d", count);
}

void say_count_first(struct buf *out, int count) {
  size_t start = out->len;

  say_count(out, count);
  if (out->data[start] >= 'a')
    out->data[start] = (char)(out->data[start] - ('a' - 'A'));
}

static void say_year(struct buf *out, int day, int today) {
  int year = date_to_civil(day).year;

  if (year != date_to_civil(today).year)
    buf_addf(out, " %d", year);
}

void say_day(struct buf *out, int day, int today) {
  char text[DATE_TEXT_SIZE];

  buf_adds(out, date_full_month(day, text));
  say_year(out, day, today);
}

void say_month(struct buf *out, int day, int today) {
  buf_adds(out, date_month_name(date_to_civil(day).month));
  say_year(out, day, today);
}

void say_name(struct buf *out, const struct record *contact) {
  struct buf scratch = BUF_INIT;

  buf_adds(out, contact_call_by(contact, &scratch));
  buf_release(&scratch);
}

void say_names(struct buf *out, const struct record *const *contacts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i > 0)
      buf_adds(out, i + 1 == count ? " and " : ", ");
    say_name(out, contacts[i]);
  }
}

/* --- pronouns ---------------------------------------------------------------------------- */

/* One part of "she/her" into out; false where it is not there or too long. */
static bool take_part(const char **at, char *out, size_t size) {
  size_t len = strcspn(*at, "/;, ");

  if (len == 0 || len >= size)
    return false;
  for (size_t i = 0; i < len; i++)
    out[i] = text_lower((*at)[i]);
  out[len] = '\0';
  *at += len + ((*at)[len] == '/');
  return true;
}

struct pronouns say_pronouns(const struct record *contact) {
  static const struct pronouns they = {"they", "them", "their", true};
  static const struct pronouns known[] = {{"she", "her", "her", false},
                                          {"he", "him", "his", false}};
  const char *at = record_text(contact, CONTACT_PRONOUNS);
  struct pronouns stated = they;

  if (!take_part(&at, stated.subject, sizeof stated.subject))
    return they;
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (strcmp(stated.subject, known[i].subject) == 0)
      return known[i];
  if (strcmp(stated.subject, they.subject) == 0 ||
      !take_part(&at, stated.object, sizeof stated.object) ||
      !take_part(&at, stated.possessive, sizeof stated.possessive))
    return they;
  stated.plural = false;
  return stated;
}

/* A message, a request or news by e-mail is an e-mail; a thank-you stays a thank-you. */
const char *say_touch_kind(const struct record *row) {
  int kind = record_word_or(row, INTERACTION_KIND, &words_kind, KIND_MEETING);

  if (record_word(row, INTERACTION_CHANNEL, &words_channel) == CHANNEL_EMAIL &&
      (kind == KIND_MESSAGE || kind == KIND_REQUEST || kind == KIND_UPDATE))
    return "e-mail";
  return words_spoken(&words_kind, kind);
}

/* --- said to you --------------------------------------------------------------------------- */

static bool is_word_byte(char c) {
  return text_lower(c) != c || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

void say_to_you(struct buf *out, const char *text) {
  static const char *const pairs[][2] = {
      {"my", "your"}, {"me", "you"}, {"mine", "yours"}, {"I", "you"}, {"myself", "yourself"}};

  while (*text != '\0') {
    size_t len = 0;
    const char *word = NULL;
    while (is_word_byte(text[len]))
      len++;
    for (size_t i = 0; len > 0 && word == NULL && i < sizeof pairs / sizeof pairs[0]; i++)
      if (strlen(pairs[i][0]) == len && strncmp(text, pairs[i][0], len) == 0)
        word = pairs[i][1];
    if (word != NULL)
      buf_adds(out, word);
    else
      buf_add(out, text, len > 0 ? len : 1);
    text += len > 0 ? len : 1;
  }
}

/* What somebody did and doing it, where the first does not end in "ed". */
static const char *const deeds[][2] = {
    {"gave", "giving"},      {"wrote", "writing"},    {"sent", "sending"},   {"put", "putting"},
    {"took", "taking"},      {"made", "making"},      {"lent", "lending"},   {"read", "reading"},
    {"found", "finding"},    {"let", "letting"},      {"drove", "driving"},  {"came", "coming"},
    {"held", "holding"},     {"told", "telling"},     {"spoke", "speaking"}, {"stood", "standing"},
    {"got", "getting"},      {"kept", "keeping"},     {"did", "doing"},      {"met", "meeting"},
    {"taught", "teaching"},  {"brought", "bringing"}, {"spent", "spending"}, {"ran", "running"},
    {"went", "going"},       {"led", "leading"},      {"set", "setting"},    {"saw", "seeing"},
    {"thought", "thinking"}, {"chose", "choosing"},   {"won", "winning"},    {"built", "building"},
};
#define DEEDS (sizeof deeds / sizeof deeds[0])

static size_t first_word(const char *text) {
  return strcspn(text, " ,;");
}

static bool ends_in_ed(const char *text, size_t len) {
  return len > 3 && text_equal_nocase_span(text + len - 2, 2, "ed");
}

bool say_is_deed(const char *text) {
  size_t len = first_word(text);

  if (ends_in_ed(text, len))
    return true;
  for (size_t i = 0; i < DEEDS; i++)
    if (text_equal_nocase_span(text, len, deeds[i][0]))
      return true;
  return false;
}

/* "phoned" -> "phoning", "tried" -> "trying", "agreed" -> "agreeing" */
static void say_regular(struct buf *out, const char *text, size_t len) {
  struct buf word = BUF_INIT;

  buf_add(&word, text, len - 2);
  if (len > 4 && text_lower(text[len - 3]) == 'i') {
    buf_cut(&word, word.len - 1);
    buf_addc(&word, 'y');
  } else if (text_lower(text[len - 3]) == 'e') {
    buf_addc(&word, 'e');
  }
  text_lower_first(out, buf_text(&word));
  buf_adds(out, "ing");
  buf_release(&word);
}

void say_doing(struct buf *out, const char *text) {
  size_t len = first_word(text);
  const char *doing = NULL;

  for (size_t i = 0; i < DEEDS && doing == NULL; i++)
    if (text_equal_nocase_span(text, len, deeds[i][0]))
      doing = deeds[i][1];
  if (doing != NULL)
    buf_adds(out, doing);
  else
    say_regular(out, text, len);
  buf_adds(out, text + len);
}
