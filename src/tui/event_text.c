#include "events.h"

#include "mentee/base/text.h"
#include "mentee/engine/cadence.h"
#include <stdlib.h>
#include <string.h>

#define THANKS_FROM 3

/* --- name and days -------------------------------------------------------------------------- */

void event_name(const struct record *event, struct buf *out) {
  const char *name = record_text(event, EVENT_NAME), *mark = strstr(name, " (sample)");

  buf_add(out, name, mark != NULL && mark[9] == '\0' ? (size_t)(mark - name) : strlen(name));
}

void event_list_name(const struct record *event, struct buf *out) {
  struct buf year = BUF_INIT;

  event_name(event, out);
  if (event_start(event) != DATE_NONE)
    buf_addf(&year, " %d", date_to_civil(event_start(event)).year);
  if (year.len > 0 && out->len > year.len &&
      strcmp(buf_text(out) + out->len - year.len, buf_text(&year)) == 0)
    buf_cut(out, out->len - year.len);
  buf_release(&year);
}

void event_days(const struct record *event, struct buf *out) {
  int from = event_start(event), to = event_end(event);
  struct date_civil a = date_to_civil(from == DATE_NONE ? 0 : from);
  struct date_civil b = date_to_civil(to == DATE_NONE ? 0 : to);
  char text[DATE_TEXT_SIZE];

  if (from == DATE_NONE)
    return;
  if (to == from)
    buf_adds(out, date_short(from, text));
  else if (a.month == b.month && a.year == b.year)
    buf_addf(out, "%d–%d %s", a.day, b.day, date_month_short(a.month));
  else
    buf_addf(out, "%d %s–%d %s", a.day, date_month_short(a.month), b.day,
             date_month_short(b.month));
}

void number_word(int number, struct buf *out) {
  static const char *const words[] = {"no",     "one",      "two",      "three",  "four", "five",
                                      "six",    "seven",    "eight",    "nine",   "ten",  "eleven",
                                      "twelve", "thirteen", "fourteen", "fifteen"};

  if (number >= 0 && number < (int)(sizeof words / sizeof words[0]))
    buf_adds(out, words[number]);
  else
    buf_addf(out, "%d", number);
}

/* --- its people ----------------------------------------------------------------------------- */

static void add_called(const struct record *contact, const char *between, struct buf *out) {
  struct buf scratch = BUF_INIT;

  if (contact != NULL)
    buf_addf(out, "%s%s", out->len > 0 ? between : "", called(contact, &scratch));
  buf_release(&scratch);
}

static void count_person(const struct app *app, struct event_tally *tally,
                         const struct record *person) {
  const struct record *contact =
      book_ref_contact(session_book(&app->session), person, EVENT_PERSON_CONTACT_ID);
  int intent = record_word(person, EVENT_PERSON_INTENT, &words_intent);
  bool met = record_yes(person, EVENT_PERSON_MET);
  bool thanked = record_has(person, EVENT_PERSON_FOLLOWED_UP_ON);

  tally->met += met;
  tally->thanked += met && thanked;
  tally->chosen += intent == INTENT_MEET;
  if (intent == INTENT_STAFF && met && !thanked)
    add_called(contact, " and ", &tally->to_thank);
  if (intent == INTENT_SUPERVISOR)
    add_called(contact, " and ", &tally->supervisors);
  if (intent == INTENT_TUTOR)
    add_called(contact, " and ", &tally->tutors);
}

struct event_tally event_tally(const struct app *app, const struct record *event) {
  const struct book *book = session_book(&app->session);
  struct event_tally tally = {0, 0, 0, BUF_INIT, BUF_INIT, BUF_INIT};

  for (size_t i = 0; i < book_count(book, TABLE_EVENT_PEOPLE); i++) {
    const struct record *person = book_at(book, TABLE_EVENT_PEOPLE, i);
    if (strcmp(record_text(person, EVENT_PERSON_EVENT_ID), record_id(event)) == 0)
      count_person(app, &tally, person);
  }
  return tally;
}

void event_tally_release(struct event_tally *tally) {
  buf_release(&tally->to_thank);
  buf_release(&tally->supervisors);
  buf_release(&tally->tutors);
}

const struct record *event_talk(const struct app *app, const struct record *event,
                                const struct record *contact) {
  struct rows rows = book_rows_of(session_book(&app->session), contact, TABLE_INTERACTIONS);

  for (size_t i = 0; i < rows.len; i++)
    if (strcmp(record_text(rows.data[i], INTERACTION_EVENT_ID), record_id(event)) == 0 &&
        !record_yes(rows.data[i], INTERACTION_PRIVATE))
      return rows.data[i];
  return NULL;
}

/* --- what there is to do -------------------------------------------------------------------- */

static bool asks_feedback(const struct app *app, const struct record *event) {
  for (size_t i = 0; i < app->due.reasons.len; i++) {
    const struct reason *reason = &app->due.reasons.data[i];
    if ((reason->rule == RULE_R9B || reason->rule == RULE_R9C) && reason->row != NULL &&
        reason->row_table == TABLE_EVENT_PEOPLE &&
        strcmp(record_text(reason->row, EVENT_PERSON_EVENT_ID), record_id(event)) == 0)
      return true;
  }
  return false;
}

void event_open_text(const struct app *app, const struct record *event,
                     const struct event_tally *tally, struct buf *out) {
  int last = event_end(event) + EVENT_THANKS_DAYS;
  char day[DATE_TEXT_SIZE];

  if (event_is_block(event)) {
    buf_adds(out, asks_feedback(app, event) ? "feedback" : "");
    if (tally->to_thank.len > 0)
      buf_addf(out, "%sthank %s", out->len > 0 ? "; " : "", buf_text(&tally->to_thank));
    return;
  }
  if (tally->met > tally->thanked) {
    buf_addf(out, "%d of %d people to thank", tally->met - tally->thanked, tally->met);
    if (last == app->session.today)
      buf_adds(out, ", by today");
    else if (last > app->session.today)
      buf_addf(out, ", by %s", date_short(last, day));
  }
}

static void add_to_names(void *out, const struct record *contact) {
  add_called(contact, ", ", out);
}

/* The meeting that is planned there: "08:30, Dr Achterberg" */
static void planned_text(const struct app *app, const struct record *event, struct buf *out) {
  const struct book *book = session_book(&app->session);

  for (size_t i = 0; i < book_count(book, TABLE_INTERACTIONS) && out->len == 0; i++) {
    const struct record *touch = book_at(book, TABLE_INTERACTIONS, i);
    if (record_word(touch, INTERACTION_STATUS, &words_touch) != TOUCH_PLANNED ||
        strcmp(record_text(touch, INTERACTION_EVENT_ID), record_id(event)) != 0)
      continue;
    buf_adds(out, record_text(touch, INTERACTION_TIME));
    book_each_person(book, touch, add_to_names, out);
  }
}

/* What was promised for it: "Fishbone slide for QAWG, Gwen" */
static void promised_text(const struct app *app, const struct record *event, struct buf *out) {
  const struct book *book = session_book(&app->session);

  for (size_t i = 0; i < book_count(book, TABLE_FOLLOWUPS) && out->len == 0; i++) {
    const struct record *promise = book_at(book, TABLE_FOLLOWUPS, i);
    if (record_word_or(promise, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_OPEN) != OUTCOME_OPEN ||
        strcmp(record_text(promise, FOLLOWUP_EVENT_ID), record_id(event)) != 0)
      continue;
    buf_adds(out, record_text(promise, FOLLOWUP_WHAT));
    add_called(book_ref_contact(book, promise, FOLLOWUP_CONTACT_ID), ", ", out);
  }
}

void event_coming_text(const struct app *app, const struct record *event,
                       const struct event_tally *tally, struct buf *out) {
  int recurs = record_word(event, EVENT_RECURS, &words_recurs);
  int wanted = record_number(event, EVENT_GOAL_MEET);

  if (tally->supervisors.len > 0)
    buf_addf(out, "say hello to %s", buf_text(&tally->supervisors));
  else if (tally->tutors.len > 0)
    buf_addf(out, "tutor: %s", buf_text(&tally->tutors));
  else if (wanted > 0)
    buf_addf(out, "%d of %d people chosen", tally->chosen, wanted);
  if (out->len == 0)
    planned_text(app, event, out);
  if (out->len == 0)
    promised_text(app, event, out);
  if (out->len == 0 && recurs > RECURS_NONE)
    buf_adds(out, words_spoken(&words_recurs, recurs));
}

void event_thanks_best(const struct app *app, const struct record *event, struct buf *out) {
  int to = event_end(event), day = to == DATE_NONE ? -1 : app->session.today - to;
  char text[DATE_TEXT_SIZE];

  if (day < 0 || day > EVENT_THANKS_DAYS)
    return;
  if (day < THANKS_FROM)
    buf_addf(out, "thank-you notes are best between %s and day five",
             date_short(to + THANKS_FROM, text));
  else if (day < EVENT_THANKS_DAYS)
    buf_addf(out, "thank-you notes are best by %s", date_short(to + EVENT_THANKS_DAYS, text));
  else
    buf_adds(out, "thank-you notes are best by today, day five");
}

static int by_row(const void *left, const void *right) {
  const struct reason *const *a = left, *const *b = right;

  return ((*a)->row->index > (*b)->row->index) - ((*a)->row->index < (*b)->row->index);
}

void event_thanks_gather(const struct app *app, const char *event, struct event_thanks *thanks) {
  *thanks = (struct event_thanks){VEC_INIT};
  for (size_t i = 0; i < app->due.reasons.len; i++) {
    const struct reason *reason = &app->due.reasons.data[i];
    if ((reason->rule == RULE_R6B || reason->rule == RULE_R6E) &&
        reason->row_table == TABLE_EVENT_PEOPLE &&
        strcmp(record_text(reason->row, EVENT_PERSON_EVENT_ID), event) == 0)
      *vec_push(&thanks->list) = reason;
  }
  if (thanks->list.len > 1)
    qsort(thanks->list.data, thanks->list.len, sizeof *thanks->list.data, by_row);
}

bool event_person_is_to_ask(const struct app *app, const struct record *person) {
  const struct book *book = session_book(&app->session);
  const struct record *event =
      book_find(book, TABLE_EVENTS, record_text(person, EVENT_PERSON_EVENT_ID));
  int starts = event != NULL ? event_start(event) : DATE_NONE;

  return starts != DATE_NONE && starts > app->session.today &&
         due_is_unasked(&app->due, book, person, app->session.today);
}
