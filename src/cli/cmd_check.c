/* Every problem in the store, one a line. */
#include "cli_priv.h"

#include "mentee/exchange/same.h"
#include "mentee/model/check.h"

static void out_note(struct cli *cli, const struct note *note) {
  struct buf text = BUF_INIT;

  note_text(note, &text);
  out_line(cli, buf_text(&text));
  buf_release(&text);
}

/* Two rows that may be one person. */
static void out_pair(void *context, const struct record *a, const struct record *b,
                     const char *reason) {
  struct cli *cli = context;

  out_linef(cli,
            "contacts.csv:%u: %s may be %s of line %u (%s); 'mentee merge %s %s' makes them one",
            b->line, record_text(b, CONTACT_NAME), record_text(a, CONTACT_NAME), a->line, reason,
            record_id(a), record_id(b));
  cli->status = 1;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct notes notes;

  if (!args_at_most(args, &command_check, 0, err) || !cli_open(cli, err))
    return false;
  notes_init(&notes);
  book_check(session_book(&cli->session), cli->session.today, &notes);
  for (size_t i = 0; i < notes.list.len; i++)
    out_note(cli, &notes.list.data[i]);
  cli->status = notes.list.len > 0;
  same_pairs(session_book(&cli->session), out_pair, cli);
  if (cli->status == 0)
    out_line(cli, "Everything is well.");
  notes_release(&notes);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_check = {
    .name = "check",
    .synopsis = "check",
    .summary = "every problem in the files, with its line",
    .options = options,
    .details =
        "Prints file:line: column: what, one a line, and rows that may be one person; status 1\n"
        "where there is any. It changes nothing.\n",
    .examples = "check\n",
    .run = run,
};
