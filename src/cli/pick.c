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
                     const char *words, enum pick pick) {
  const struct book *book = session_book(&cli->session);
  const struct record *who = cli_contact(cli, contact);
  struct rows promises = book_rows_of(book, who, TABLE_FOLLOWUPS);
  struct rows meetings = book_rows_of(book, who, TABLE_INTERACTIONS);

  for (size_t i = 0; i < promises.len && pick != PICK_MEETING; i++)
    if (promise_is_open(promises.data[i]) &&
        has_words(record_text(promises.data[i], FOLLOWUP_WHAT), words))
      *vec_push(&things->list) = promise_thing(cli, promises.data[i], contact);
  for (size_t i = 0; i < meetings.len; i++) {
    const struct record *row = meetings.data[i];
    bool past = record_day(row, INTERACTION_ON_DATE) <= cli->session.today;
    if (is_planned(row) && (past || pick != PICK_DONE) && has_words(meeting_text(cli, row), words))
      *vec_push(&things->list) = meeting_thing(cli, row, contact);
  }
}

/* The words of the reason that a hello is due, or NULL; *has_interval: it will be some day. */
static const char *hello_due(struct cli *cli, const char *contact, bool *has_interval) {
  const struct record *who = cli_contact(cli, contact);
  const struct due *due = cli_due(cli);

  *has_interval = due->cadence.clocks[who->index].interval > 0;
  for (size_t i = 0; i < due->reasons.len; i++)
    if (due->reasons.data[i].contact == who &&
        reason_acts(due->reasons.data[i].rule)->done == DONE_OPENS_LOG)
      return due->reasons.data[i].text;
  return NULL;
}

/* A reason that is neither a hello nor a promise nor a meeting. */
static bool is_apart(const struct reason *reason) {
  switch (reason_acts(reason->rule)->done) {
  case DONE_OPENS_LOG:
  case DONE_HOLDS:
  case DONE_KEEPS:
  case DONE_PREPARES:
    return false;
  default:
    return true;
  }
}

static struct open_thing reason_thing(struct cli *cli, const struct reason *reason) {
  bool has_row = reason->row != NULL && reason->row_table != TABLE_SETTINGS;
  struct buf done = BUF_INIT;

  reason_done_text(&cli->session, reason, &done);
  return (struct open_thing){
      .kind = OPEN_REASON,
      .reason = reason,
      .id = arena_dup(&cli->arena, has_row ? record_id(reason->row) : reason->origin),
      .contact = reason->contact != NULL ? arena_dup(&cli->arena, record_id(reason->contact)) : "",
      .text = arena_dup(&cli->arena, reason->what),
      .when = reason->when[0] != '\0' ? arena_dup(&cli->arena, reason->when) : "now",
      .done = cli_keep(cli, &done),
  };
}

static bool reason_has_words(struct cli *cli, const struct reason *reason, const char *words) {
  struct buf text = BUF_INIT;
  bool has;

  buf_addf(&text, "%s %s %s ", reason->text, reason->what, rule_watches(reason->rule));
  reason_done_text(&cli->session, reason, &text);
  has = has_words(buf_text(&text), words);
  buf_release(&text);
  return has;
}

static void add_reasons(struct open_things *things, struct cli *cli, const struct record *who,
                        const char *words) {
  const struct due *due = cli_due(cli);

  for (size_t i = 0; i < due->reasons.len; i++) {
    const struct reason *reason = &due->reasons.data[i];
    if (reason->contact == who && is_apart(reason) && reason_has_words(cli, reason, words))
      *vec_push(&things->list) = reason_thing(cli, reason);
  }
}

void open_things_with(struct open_things *things, struct cli *cli, const char *contact,
                      const char *words, enum pick pick) {
  bool has_interval;
  const char *hello;

  add_rows(things, cli, contact, words, pick);
  if (pick == PICK_MEETING)
    return;
  hello = hello_due(cli, contact, &has_interval);
  add_reasons(things, cli, cli_contact(cli, contact), words);
  if (hello == NULL && pick == PICK_OPEN && has_interval && things->list.len == 0)
    hello = "not due yet";
  if (hello != NULL && has_words("a hello", words))
    *vec_push(&things->list) = (struct open_thing){
        .kind = OPEN_HELLO, .id = contact, .contact = contact, .text = "a hello", .when = hello};
}

/* A line that is about an event, the stage, or somebody without a row: by its id or name. */
static bool reason_of_name(struct cli *cli, const char *name, struct open_thing *thing) {
  const struct due *due = cli_due(cli);

  for (size_t i = 0; i < due->reasons.len; i++) {
    const struct reason *reason = &due->reasons.data[i];
    const char *id = reason->row != NULL ? record_id(reason->row) : "";
    bool is_it = reason->contact == NULL &&
                 (text_has(reason->name, name) || strcmp(reason->id + 1, name) == 0);
    if ((is_it || strcmp(id, name) == 0) && is_apart(reason)) {
      *thing = reason_thing(cli, reason);
      return true;
    }
  }
  return false;
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
  if (row != NULL && is_planned(row)) {
    *thing = meeting_thing(cli, row, "");
    return true;
  }
  if (book_find(book, TABLE_CONTACTS, id) != NULL)
    return false;
  if (reason_of_name(cli, id, thing))
    return true;
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

/* "f9999": a letter, then digits among the rest, and no blank. */
static bool looks_like_id(const char *name) {
  return name[0] >= 'a' && name[0] <= 'z' && strpbrk(name, "0123456789") != NULL &&
         strchr(name, ' ') == NULL;
}

/* One person; what is missing is called what it looks like. */
static const char *pick_person(struct cli *cli, const char *name, struct err *err) {
  struct err why = ERR_INIT;
  const char *contact = cli_person(cli, name, &why);

  if (contact == NULL && why.kind == ERR_MISSING && looks_like_id(name))
    err_set(&why, ERR_MISSING, "nothing and nobody has the id '%s'", name);
  if (contact == NULL)
    *err = why;
  return contact;
}

bool open_thing_pick(struct cli *cli, const char *name, const char *words, enum pick pick,
                     struct open_thing *thing, struct err *err) {
  const char *contact = pick_person(cli, name, err);
  struct open_things things = OPEN_THINGS_INIT;
  bool ok = false;

  if (contact == NULL)
    return false;
  open_things_with(&things, cli, contact, words, pick);
  if (things.list.len == 1) {
    *thing = things.list.data[0];
    ok = true;
  } else if (things.list.len > 1) {
    list_several(cli, &things, contact, err);
  } else if (pick == PICK_MEETING) {
    err_set(err, ERR_MISSING, "no meeting is planned with %s%s%s", cli_called(cli, contact),
            words[0] != '\0' ? " about " : "", words);
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
  int day, due, outcome;

  if (row == NULL || promise_is_open(row))
    return false;
  day = record_day(row, FOLLOWUP_DONE_ON);
  due = record_day(row, FOLLOWUP_DUE_ON);
  outcome = record_word_or(row, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_KEPT);
  if (outcome == OUTCOME_RELEASED && due > cli->session.today &&
      record_has(row, FOLLOWUP_ORIGIN_ID)) {
    out_linef(cli, "Put off already, to %s: %s.", cli_day(cli, due), open_thing_text(cli, thing));
    return true;
  }
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
  if (thing->kind == OPEN_REASON)
    return thing->contact[0] == '\0'
               ? thing->text
               : cli_text(cli, "%s (%s)", thing->text, cli_called(cli, thing->contact));
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

void out_next_undoable(struct cli *cli, const char *contact) {
  struct buf text = BUF_INIT;

  session_next_text(&cli->session, contact, &text);
  out_undoable(cli, buf_text(&text));
  buf_release(&text);
}

bool meeting_pick(struct cli *cli, const struct args *args, size_t words, struct open_thing *thing,
                  struct err *err) {
  const char *name = args->words.data[0];
  const struct record *row = book_find(session_book(&cli->session), TABLE_INTERACTIONS, name);

  if (row != NULL) {
    *thing = meeting_thing(cli, row, "");
    return true;
  }
  return open_thing_pick(cli, name, args_join(cli, args, 1, words), PICK_MEETING, thing, err);
}
