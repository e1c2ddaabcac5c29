/* Letters of recommendation: asked for, and what came of it. */
#include "entity_priv.h"

#include <string.h>

enum { LETTER_TSV, LETTER_ALL, LETTER_DUE, LETTER_FOR, LETTER_ON, LETTER_STRONG };
static const struct option_def options[] = {
    [LETTER_TSV] = {"tsv", 0, NULL, false, "list: every field, with tabs between"},
    [LETTER_ALL] = {"all", 0, NULL, false, "list: every column that holds something"},
    [LETTER_DUE] = {"due", 0, "DATE", false, "ask: the day it must be in"},
    [LETTER_FOR] = {"for", 0, "TARGET", false, "ask: the goal that it is for"},
    [LETTER_ON] = {"on", 0, "DATE", false, "the day of the step; today by default"},
    [LETTER_STRONG] = {"strong", 0, NULL, false, "ask: you asked whether it can be a strong one"},
    OPTIONS_END,
};

#define SHORT_NOTICE_DAYS 42

static const struct entity letters = {
    .command = &command_letter,
    .table = TABLE_LETTERS,
    .who = LETTER_CONTACT_ID,
    .what = LETTER_PURPOSE,
    .by = LETTER_DUE_ON,
    .none = "No letters yet; 'mentee letter ask NAME PURPOSE' keeps the first.",
    .whom = -1,
    .goal = -1,
};

/* --- ask ---------------------------------------------------------------------------------------
 */

static bool take(struct field_values *values, struct cli *cli, const char *field, const char *value,
                 struct err *err) {
  return value == NULL ||
         field_values_take(values, cli, TABLE_LETTERS, cli_text(cli, "%s=%s", field, value), err);
}

static bool ask_values(struct cli *cli, const struct args *args, struct field_values *values,
                       struct err *err) {
  const char *contact = cli_person(cli, args->words.data[1], err);
  const char *on = args->value[LETTER_ON];

  return contact != NULL && take(values, cli, "contact_id", contact, err) &&
         (args->words.len == 2 ||
          take(values, cli, "purpose", args_join(cli, args, 2, args->words.len), err)) &&
         take(values, cli, "target_id", args->value[LETTER_FOR], err) &&
         take(values, cli, "asked_on", on != NULL ? on : "today", err) &&
         take(values, cli, "asked_strong", args->value[LETTER_STRONG] != NULL ? "yes" : NULL,
              err) &&
         take(values, cli, "answer", "pending", err) &&
         take(values, cli, "due_on", args->value[LETTER_DUE], err);
}

static void out_asked(struct cli *cli, const char *id) {
  const struct record *row = book_find(session_book(&cli->session), TABLE_LETTERS, id);
  int due = record_day(row, LETTER_DUE_ON), asked = record_day(row, LETTER_ASKED_ON);

  out_linef(cli, "Asked for a letter: %s%s%s (%s).", entity_text(cli, &letters, id),
            due != DATE_NONE ? ", due " : "", due != DATE_NONE ? cli_day(cli, due) : "", id);
  if (due != DATE_NONE && due - asked < SHORT_NOTICE_DAYS)
    out_line(cli, "That is short notice: make saying no easy.");
  cli_tell_commit(cli);
}

static bool ask(struct cli *cli, const struct args *args, struct err *err) {
  struct field_values values = FIELD_VALUES_INIT;
  char id[SESSION_ID_SIZE];
  bool ok;

  if (!args_need(args, &command_letter, 2, err) || !cli_open(cli, err))
    return false;
  ok = ask_values(cli, args, &values, err) &&
       session_add_row(&cli->session, TABLE_LETTERS, values.list.data, values.list.len, id, err);
  if (ok)
    out_asked(cli, id);
  vec_release(&values.list);
  return ok;
}

/* --- the steps after it
 * ------------------------------------------------------------------------------ */

static const char *const said[LETTER_STEPS] = {
    [LETTER_YES] = "A strong yes: %s.",
    [LETTER_LUKEWARM] = "Lukewarm, so not asked again: %s.",
    [LETTER_NO] = "A no: %s.",
    [LETTER_SENT] = "The packet is sent: %s.",
    [LETTER_IN] = "The letter is in: %s.",
    [LETTER_THANKED] = "Thanked: %s.",
    [LETTER_TOLD] = "Told how it turned out: %s.",
};

static bool list_letters(struct cli *cli, const struct rows *rows, enum letter_step step,
                         const char *contact, struct err *err) {
  for (size_t i = 0; i < rows->len; i++)
    if (letter_step_fits(rows->data[i], step))
      out_complain(cli, "%s  %s, asked %s", record_id(rows->data[i]),
                   entity_text(cli, &letters, record_id(rows->data[i])),
                   cell_spoken(cli, TABLE_LETTERS, rows->data[i], LETTER_ASKED_ON));
  return err_set(err, ERR_USAGE, "several letters of %s could be meant; say its id",
                 cli_called(cli, contact));
}

/* The one letter of that person for which the step comes next, or the one of that id. */
static bool find_letter(struct cli *cli, const char *name, enum letter_step step, const char **id,
                        struct err *err) {
  const struct book *book = session_book(&cli->session);
  const struct record *row = book_find(book, TABLE_LETTERS, name), *found = NULL;
  const char *contact;
  struct rows rows;

  if (row != NULL) {
    *id = arena_dup(&cli->arena, record_id(row));
    return true;
  }
  contact = cli_person(cli, name, err);
  if (contact == NULL)
    return false;
  rows = book_rows_of(book, cli_contact(cli, contact), TABLE_LETTERS);
  for (size_t i = 0; i < rows.len; i++) {
    if (!letter_step_fits(rows.data[i], step))
      continue;
    if (found != NULL)
      return list_letters(cli, &rows, step, contact, err);
    found = rows.data[i];
  }
  if (found == NULL)
    return err_set(err, ERR_MISSING, "no letter of %s waits for '%s'", cli_called(cli, contact),
                   letter_step_verb(step));
  *id = arena_dup(&cli->arena, record_id(found));
  return true;
}

static bool take_step(struct cli *cli, const struct args *args, enum letter_step step,
                      struct err *err) {
  const char *id = ""; /* gcc does not see that find_letter() sets it */
  int day;

  if (!args_need(args, &command_letter, 2, err) || !cli_open(cli, err))
    return false;
  day = cli->session.today;
  if (!find_letter(cli, args_join(cli, args, 1, args->words.len), step, &id, err) ||
      !args_day(cli, args->value[LETTER_ON], DATE_BACK, &day, err) ||
      !session_letter_step(&cli->session, id, step, day, err))
    return false;
  out_line(cli, cli_text(cli, said[step], entity_text(cli, &letters, id)));
  if (step == LETTER_YES)
    out_line(cli, "Next: send CV, statement and bullet points, then 'mentee letter sent'.");
  cli_tell_commit(cli);
  return true;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const char *verb = args->words.len > 0 ? args->words.data[0] : "";

  if (strcmp(verb, "ask") == 0)
    return ask(cli, args, err);
  for (int step = 0; step < LETTER_STEPS; step++)
    if (strcmp(verb, letter_step_verb((enum letter_step)step)) == 0)
      return take_step(cli, args, (enum letter_step)step, err);
  return entity_run(cli, &letters, args, err);
}

const struct command command_letter = {
    .name = "letter",
    .synopsis = "letter ask NAME [PURPOSE...] [--due DATE] [--for TARGET] [--strong]\n"
                "letter yes|lukewarm|no|sent|in|thanked|told NAME|ID [--on DATE]\n"
                "letter list [WORDS...]\n"
                "letter add NAME [PURPOSE...] [FIELD=VALUE...]\n"
                "letter set ID FIELD=VALUE...",
    .summary = "letters of recommendation, step by step",
    .options = options,
    .table = TABLE_LETTERS,
    .details =
        "sent is the packet that they need, in the day it was submitted, told that they know "
        "how it\n"
        "turned out.\n",
    .examples =
        "letter ask henrike the award --due \"1 dec\"\nletter yes brambleforth\nletter list\n",
    .run = run,
};
