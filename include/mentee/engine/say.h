#ifndef MENTEE_ENGINE_SAY_H
#define MENTEE_ENGINE_SAY_H
/* Small words that sentences are made of: counts, days, people. English, whatever the locale. */
#include "mentee/base/date.h"
#include "mentee/model/book.h"

/* "no", "one" to "twelve", then figures; the second begins a sentence: "Six". */
void say_count(struct buf *out, int count);
void say_count_first(struct buf *out, int count);

/* "5 August", with the year where it is not today's; "July", "July 2025". */
void say_day(struct buf *out, int day, int today);
void say_month(struct buf *out, int day, int today);

/* How a person is called, and "Ros, Dr Lan and Tomasz" of several. */
void say_name(struct buf *out, const struct record *contact);
void say_names(struct buf *out, const struct record *const *contacts, size_t count);

/* As they state them; they/them where nothing is stated. Static or of the record. */
struct pronouns {
  char subject[16], object[16], possessive[16]; /* she, her, her */
  bool plural;                                  /* "they have", not "they has" */
};
struct pronouns say_pronouns(const struct record *contact);

/* What kind of touch a row of interactions was: "coffee", "e-mail". Static. */
const char *say_touch_kind(const struct record *row);

/* A text of theirs said to you: "Swapped slots for my clinic" -> "Swapped slots for your clinic".
 */
void say_to_you(struct buf *out, const char *text);
/* Does it begin with what somebody did: "Swapped ...", "Wrote ..."? */
bool say_is_deed(const char *text);
/* A deed as "Thank you for ..." takes it: "Swapped slots" -> "swapping slots". */
void say_doing(struct buf *out, const char *text);
#endif
