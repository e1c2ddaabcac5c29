#include "ahead_priv.h"

#include <stdlib.h>
#include <string.h>

void ahead_release(struct ahead *ahead) {
  vec_release(&ahead->list);
}

static int by_day(const void *left, const void *right) {
  const struct ahead_item *a = left, *b = right;

  if (a->day != b->day)
    return a->day < b->day ? -1 : 1;
  if (a->rule != b->rule)
    return a->rule < b->rule ? -1 : 1;
  return a->contact->index < b->contact->index ? -1 : a->contact->index > b->contact->index;
}

/* Is this row, or this hello, among what is due already? */
static bool is_due(const struct due *due, const struct record *row) {
  for (size_t i = 0; i < due->reasons.len; i++)
    if (due->reasons.data[i].row == row)
      return true;
  return false;
}

static void add_meetings(struct ahead *ahead, struct cli *cli, const struct due *due,
                         const struct record *contact, int until) {
  struct rows rows = book_rows_of(session_book(&cli->session), contact, TABLE_INTERACTIONS);
  struct open_thing thing;

  for (size_t i = 0; i < rows.len; i++) {
    int day = record_day(rows.data[i], INTERACTION_ON_DATE);
    if (record_word(rows.data[i], INTERACTION_STATUS, &words_touch) == TOUCH_PLANNED &&
        day > cli->session.today && day <= until && !is_due(due, rows.data[i]) &&
        open_thing_of_id(cli, record_id(rows.data[i]), &thing))
      *vec_push(&ahead->list) = (struct ahead_item){
          day, RULE_R3A, DUE_TODAY, contact, cli_text(cli, "%s: %s", thing.when, thing.text)};
  }
}

static void add_promises(struct ahead *ahead, struct cli *cli, const struct due *due,
                         const struct record *contact, int until) {
  struct rows rows = book_rows_of(session_book(&cli->session), contact, TABLE_FOLLOWUPS);
  char text[DATE_TEXT_SIZE];

  for (size_t i = 0; i < rows.len; i++) {
    const struct record *row = rows.data[i];
    int day = record_day(row, FOLLOWUP_DUE_ON);
    bool theirs = record_word(row, FOLLOWUP_DIRECTION, &words_owes) == OWES_THEM;
    if (!promise_is_open(row) || day == DATE_NONE || day <= cli->session.today || day > until ||
        is_due(due, row))
      continue;
    *vec_push(&ahead->list) = (struct ahead_item){
        day, theirs ? RULE_R5 : RULE_R4B, DUE_WEEK, contact,
        cli_text(cli, "%s %s: %s", theirs ? "they, by" : "by",
                 date_short_year(day, cli->session.today, text), record_text(row, FOLLOWUP_WHAT))};
  }
}

static void add_hello(struct ahead *ahead, struct cli *cli, const struct due *due,
                      const struct record *contact, int until) {
  const struct clock *clock = &due->cadence.clocks[contact->index];
  const struct facts *facts = &due->cadence.facts[contact->index];
  char text[DATE_TEXT_SIZE];

  if (clock->interval == 0 || clock->due <= cli->session.today || clock->due > until ||
      clock->state == CLOCK_PLANNED || clock->state == CLOCK_NEARBY || facts_silence(facts) ||
      is_due(due, contact))
    return;
  *vec_push(&ahead->list) = (struct ahead_item){
      clock->due, facts->last == DATE_NONE ? RULE_R2 : RULE_R1,
      facts->weight >= 4 ? DUE_HELLO : DUE_HELLO_LIGHT, contact,
      cli_text(cli, "a hello around %s", date_short_year(clock->due, cli->session.today, text))};
}

void ahead_find(struct ahead *ahead, struct cli *cli, const struct due *due, int days) {
  const struct book *book = session_book(&cli->session);
  int until = cli->session.today + days;

  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++) {
    const struct record *contact = book_at(book, TABLE_CONTACTS, i);
    if (facts_silence(&due->cadence.facts[contact->index]))
      continue;
    add_meetings(ahead, cli, due, contact, until);
    add_promises(ahead, cli, due, contact, until);
    add_hello(ahead, cli, due, contact, until);
  }
  if (ahead->list.len > 0)
    qsort(ahead->list.data, ahead->list.len, sizeof *ahead->list.data, by_day);
}
