/* Every problem in the store, one a line. */
#include "cli_priv.h"

#include "mentee/model/check.h"

static void out_note(struct cli *cli, const struct note *note) {
  struct buf text = BUF_INIT;

  note_text(note, &text);
  out_line(cli, buf_text(&text));
  buf_release(&text);
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
  if (notes.list.len == 0)
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
        "Prints file:line: column: what, one a line; status 1 where there is any. It changes\n"
        "nothing.\n",
    .examples = "check\n",
    .run = run,
};
