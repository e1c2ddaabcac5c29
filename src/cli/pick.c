/* What is open with somebody, and which of it is meant. */
#include "cli_priv.h"

#include <string.h>

void open_things_release(struct open_things *things) {
  vec_release(&things->list);
}

static bool has_words(const char *text, const char *words) {
  struct buf word = BUF_INIT;
  bool all = true;

  while (all && *words != '\0') {
    size_t len = strcspn(words, " ");
    buf_cut(&word, 0);
    buf_add(&word, words, len);
    all = text_has(text, buf_text(&word));
    words += len + (words[len] == ' ');
  }
  buf_release(&word);
  return all;
}

bool promise_is_open(const struct record *row) {
  return !record_has(row, FOLLOWUP_DONE_ON) &&
         record_word_or(row, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_OPEN) == OUTCOME_OPEN;
}

static bool is_planned(const struct record *row) {
  return record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD) == TOUCH_PLANNED;
}

static const char *promise_when(struct cli *cli, const struct record *row) {
  int due = record_day(row, FOLLOWUP_DUE_ON);
  char text[DATE_TEXT_SIZE];

  if (due == DATE_NONE)
    return "no date yet";
  return cli_text(cli, "by %s", date_short_year(due, cli->session.today, text));
}

static const char *meeting_text(struct cli *cli, const struct record *row) {
  const char *subject = record_text(row, INTERACTION_SUBJECT);
  int kind = record_word_or(row, INTERACTION_KIND, &words_kind, KIND_MEETING);

  return arena_dup(&cli->arena, subject[0] != '\0' ? subject : words_spoken(&words_kind, kind));
}

static const char *meeting_when(struct cli *cli, const struct record *row) {
  int day = record_day(row, INTERACTION_ON_DATE), time = record_time(row, INTERACTION_TIME);
  char clock[DATE_TEXT_SIZE];

  if (day == DATE_NONE)
    return "planned";
  if (time < 0)
    return cli_day(cli, day);
  return cli_text(cli, "%s %s", cli_day(cli, day), date_words_time_text(time, clock));
}

static struct open_thing promise_thing(struct cli *cli, const struct record *row,
                                       const char *contact) {
  return (struct open_thing){
      .kind = OPEN_PROMISE,
      .id = arena_dup(&cli->arena, record_id(row)),
      .contact = contact,
      .text = arena_dup(&cli->arena, record_text(row, FOLLOWUP_WHAT)),
      .when = promise_when(cli, row),
      .theirs = record_word(row, FOLLOWUP_DIRECTION, &words_owes) == OWES_THEM,
  };
}

static struct open_thing meeting_thing(struct cli *cli, const struct record *row,
                                       const char *contact) {
  return (struct open_thing){
      .kind = OPEN_MEETING,
      .id = arena_dup(&cli->arena, record_id(row)),
      .contact = contact,
      .text = meeting_text(cli, row),
      .when = meeting_when(cli, row),
  };
}

static void add_rows(struct open_things *things, struct cli *cli, const char *contact,
                     const char *words, bool ahead) {
  const struct book *book = session_book(&cli->session);
  const struct record *who = cli_contact(cli, contact);
  struct rows promises = book_rows_of(book, who, TABLE_FOLLOWUPS);
  struct rows meetings = book_rows_of(book, who, TABLE_INTERACTIONS);

  for (size_t i = 0; i < promises.len; i++)
    if (promise_is_open(promises.data[i]) &&
        has_words(record_text(promises.data[i], FOLLOWUP_WHAT), words))
      *vec_push(&things->list) = promise_thing(cli, promises.data[i], contact);
  for (size_t i = 0; i < meetings.len; i++) {
    const struct record *row = meetings.data[i];
    bool past = record_day(row, INTERACTION_ON_DATE) <= cli->session.today;
    if (is_planned(row) && (past || ahead) && has_words(meeting_text(cli, row), words))
      *vec_push(&things->list) = meeting_thing(cli, row, contact);
  }
}

/* The words of the reason that a hello is due, or NULL; *has_interval: it will be some day. */
static const char *hello_due(struct cli *cli, const char *contact, bool *has_interval) {
  const struct record *who = cli_contact(cli, contact);
  const char *text = NULL;
  struct due due;

  due_compute_all(&due, session_book(&cli->session), &cli->session.settings, cli->session.today);
  *has_interval = due.cadence.clocks[who->index].interval > 0;
  for (size_t i = 0; i < due.reasons.len; i++) {
    const struct reason *reason = &due.reasons.data[i];
    if (reason->contact == who && (reason->rule == RULE_R1 || reason->rule == RULE_R2))
      text = arena_dup(&cli->arena, reason->text);
  }
  due_release(&due);
  return text;
}

void open_things_with(struct open_things *things, struct cli *cli, const char *contact,
                      const char *words, bool ahead) {
  bool has_interval;
  const char *hello = hello_due(cli, contact, &has_interval);

  add_rows(things, cli, contact, words, ahead);
  if (hello == NULL && ahead && has_interval && things->list.len == 0)
    hello = "not due yet";
  if (hello != NULL && has_words("a hello", words))
    *vec_push(&things->list) =
        (struct open_thing){OPEN_HELLO, contact, contact, "a hello", hello, false};
}

bool open_thing_of_id(struct cli *cli, const char *id, struct open_thing *thing) {
  const struct book *book = session_book(&cli->session);
  const struct record *row = book_find(book, TABLE_FOLLOWUPS, id);

  if (row != NULL) {
    const struct record *who = book_ref_contact(book, row, FOLLOWUP_CONTACT_ID);
    *thing = promise_thing(cli, row, who != NULL ? arena_dup(&cli->arena, record_id(who)) : "");
    return true;
  }
  row = book_find(book, TABLE_INTERACTIONS, id);
  if (row != NULL)
    *thing = meeting_thing(cli, row, "");
  return row != NULL;
}

/* A promise of theirs or mine that is closed and holds the words: so that `done` twice is no
   riddle. */
static bool find_closed(struct cli *cli, const char *contact, const char *words,
                        struct open_thing *thing) {
  struct rows rows =
      book_rows_of(session_book(&cli->session), cli_contact(cli, contact), TABLE_FOLLOWUPS);
  bool found = false;

  for (size_t i = 0; i < rows.len && words[0] != '\0'; i++)
    if (!promise_is_open(rows.data[i]) &&
        has_words(record_text(rows.data[i], FOLLOWUP_WHAT), words)) {
      *thing = promise_thing(cli, rows.data[i], contact);
      found = true;
    }
  return found;
}

static bool list_several(struct cli *cli, const struct open_things *things, const char *contact,
                         struct err *err) {
  for (size_t i = 0; i < things->list.len; i++) {
    const struct open_thing *thing = &things->list.data[i];
    out_complain(cli, "%s  %s (%s%s)", thing->kind == OPEN_HELLO ? "hello" : thing->id, thing->text,
                 thing->theirs ? "they promised, " : "", thing->when);
  }
  return err_set(err, ERR_USAGE,
                 "several things are open with %s; say words of one of them, or its id",
                 cli_called(cli, contact));
}

bool open_thing_pick(struct cli *cli, const char *name, const char *words, bool ahead,
                     struct open_thing *thing, struct err *err) {
  const char *contact = cli_person(cli, name, err);
  struct open_things things = OPEN_THINGS_INIT;
  bool ok = false;

  if (contact == NULL)
    return false;
  open_things_with(&things, cli, contact, words, ahead);
  if (things.list.len == 1) {
    *thing = things.list.data[0];
    ok = true;
  } else if (things.list.len > 1) {
    list_several(cli, &things, contact, err);
  } else {
    ok = find_closed(cli, contact, words, thing);
    if (!ok && words[0] != '\0')
      err_set(err, ERR_MISSING, "nothing like '%s' is open with %s", words,
              cli_called(cli, contact));
    else if (!ok)
      err_set(err, ERR_MISSING, "nothing is open with %s", cli_called(cli, contact));
  }
  open_things_release(&things);
  return ok;
}

bool open_thing_is_closed(struct cli *cli, const struct open_thing *thing) {
  const struct record *row = thing->kind == OPEN_PROMISE ? book_find(session_book(&cli->session),
                                                                     TABLE_FOLLOWUPS, thing->id)
                                                         : NULL;
  int day, outcome;

  if (row == NULL || promise_is_open(row))
    return false;
  day = record_day(row, FOLLOWUP_DONE_ON);
  outcome = record_word_or(row, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_KEPT);
  out_linef(cli, "%s already%s%s: %s.",
            outcome == OUTCOME_RELEASED || outcome == OUTCOME_DROPPED ? "Let go" : "Done",
            day != DATE_NONE ? ", " : "", day != DATE_NONE ? cli_day(cli, day) : "",
            open_thing_text(cli, thing));
  return true;
}

const char *open_thing_text(struct cli *cli, const struct open_thing *thing) {
  const struct book *book = session_book(&cli->session);
  const struct record *row;

  if (thing->kind == OPEN_HELLO)
    return cli_text(cli, "a hello to %s", cli_called(cli, thing->contact));
  if (thing->kind == OPEN_MEETING) {
    row = book_find(book, TABLE_INTERACTIONS, thing->id);
    return row == NULL ? thing->text
                       : cli_text(cli, "%s, with %s", thing->text, cli_called_all(cli, row));
  }
  row = book_find(book, TABLE_FOLLOWUPS, thing->id);
  if (thing->contact[0] == '\0' || row == NULL)
    return thing->text;
  return cli_text(cli, "%s, %s %s", thing->text,
                  record_word(row, FOLLOWUP_DIRECTION, &words_owes) == OWES_THEM ? "from" : "for",
                  cli_called(cli, thing->contact));
}

void out_next(struct cli *cli, const char *contact) {
  struct buf text = BUF_INIT;

  if (contact[0] != '\0')
    session_next_text(&cli->session, contact, &text);
  if (text.len > 0)
    out_line(cli, buf_text(&text));
  buf_release(&text);
}
