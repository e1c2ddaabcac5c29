/* Every problem in the store, one a line. */
#include "cli_priv.h"

#include "mentee/exchange/same.h"
#include "mentee/model/check.h"
#include "mentee/store/copies.h"
#include "mentee/store/mend.h"
#include "mentee/store/modes.h"
#include <string.h>

enum { CHECK_FIX, CHECK_YES };
static const struct option_def options[] = {
    [CHECK_FIX] = {"fix", 0, NULL, false, "show what can be mended without you, and mend it"},
    [CHECK_YES] = {"yes", 0, NULL, false, "do not ask"},
    OPTIONS_END,
};

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

/* What `--fix` does: to the files, with what lies beside them, and who can read them. */
struct fixing {
  struct mend mend;
  struct copies copies;
  struct loose_modes modes;
};

static size_t fixing_count(const struct fixing *fixing) {
  return fixing->mend.steps.len + fixing->copies.list.len + fixing->modes.list.len;
}

static bool fixing_plan(struct fixing *fixing, struct cli *cli, struct err *err) {
  memset(fixing, 0, sizeof *fixing);
  mend_init(&fixing->mend);
  return modes_find(&fixing->modes, &cli->session.store, err) &&
         copies_find(&fixing->copies, &cli->session.store, err) &&
         mend_plan(&fixing->mend, &cli->session.store, err);
}

static void fixing_release(struct fixing *fixing) {
  mend_release(&fixing->mend);
  copies_release(&fixing->copies);
  loose_modes_release(&fixing->modes);
}

static void out_mode(struct cli *cli, const struct loose_mode *mode, const char *then) {
  struct buf text = BUF_INIT;

  modes_text(mode, &text);
  out_linef(cli, "%s; %s", buf_text(&text), then);
  buf_release(&text);
}

static void show_steps(struct cli *cli, const struct fixing *fixing) {
  for (size_t i = 0; i < fixing->mend.left.len; i++)
    out_linef(cli, "Left to you: %s", fixing->mend.left.data[i]);
  for (size_t i = 0; i < fixing->mend.steps.len; i++)
    out_line(cli, fixing->mend.steps.data[i]);
  for (size_t i = 0; i < fixing->copies.list.len; i++)
    out_linef(cli, "%s: what it has joins %s; where both differ, both are kept",
              fixing->copies.list.data[i].name, table_defs[fixing->copies.list.data[i].table].file);
  for (size_t i = 0; i < fixing->modes.list.len; i++)
    out_mode(cli, &fixing->modes.list.data[i], "from then on only you can");
}

/* Shows each step, and asks whether they are to be done. */
static bool ask_to_mend(struct cli *cli, const struct args *args, const struct fixing *fixing,
                        bool *yes, struct err *err) {
  show_steps(cli, fixing);
  *yes = false;
  if (fixing_count(fixing) == 0) {
    out_line(cli, "Nothing that can be mended without you.");
    return true;
  }
  *yes = args->value[CHECK_YES] != NULL;
  if (*yes)
    return true;
  if (cli_can_ask(cli))
    return cli_ask_yes(cli, "Mend this? [y/N]", yes, err);
  out_line(cli, "Nothing is changed yet; with --yes it is.");
  return true;
}

static bool mend_all(struct cli *cli, const struct fixing *fixing, struct err *err) {
  bool ok = fixing->mend.steps.len == 0 || session_mend(&cli->session, &fixing->mend, err);

  cli_tell_commit(cli);
  for (size_t i = 0; ok && i < fixing->copies.list.len; i++) {
    ok = session_take_in(&cli->session, &fixing->copies.list.data[i], err);
    cli_tell_commit(cli);
  }
  ok = ok && modes_close(&fixing->modes, &cli->session.store, err);
  if (ok)
    out_line(cli, fixing->mend.steps.len + fixing->copies.list.len > 0
                      ? "Mended. mentee undo takes it back."
                      : "Closed to others.");
  return ok;
}

/* Status 1: something was, and is, not well. */
static bool fix(struct cli *cli, const struct args *args, struct err *err) {
  struct fixing fixing;
  bool yes = false;
  bool ok = fixing_plan(&fixing, cli, err) && ask_to_mend(cli, args, &fixing, &yes, err);

  cli->status = fixing.mend.left.len > 0 || (fixing_count(&fixing) > 0 && !yes);
  if (ok && yes)
    ok = mend_all(cli, &fixing, err);
  fixing_release(&fixing);
  return ok;
}

static bool tell_copies(struct cli *cli, struct err *err) {
  struct copies copies;
  bool ok = copies_find(&copies, &cli->session.store, err);

  for (size_t i = 0; ok && i < copies.list.len; i++) {
    out_linef(cli, "%s: %s left this beside %s; 'mentee check --fix' takes it in",
              copies.list.data[i].name, copies.list.data[i].program,
              table_defs[copies.list.data[i].table].file);
    cli->status = 1;
  }
  copies_release(&copies);
  return ok;
}

/* Who may read is the owner's choice, mentioned in one line; that others can change the data is not
   well. */
static bool tell_modes(struct cli *cli, struct err *err) {
  const char *then = "'mentee check --fix' closes it to them";
  const struct loose_mode *first = NULL;
  struct loose_modes modes;
  size_t more = 0;
  bool ok = modes_find(&modes, &cli->session.store, err);

  for (size_t i = 0; ok && i < modes.list.len; i++) {
    const struct loose_mode *mode = &modes.list.data[i];
    if (mode_lets_change(mode)) {
      out_mode(cli, mode, then);
      cli->status = 1;
    } else if (first == NULL) {
      first = mode;
    } else {
      more++;
    }
  }
  if (first != NULL && more > 0)
    then = cli_text(cli, "so with %zu file%s more; %s", more, more == 1 ? "" : "s", then);
  if (first != NULL)
    out_mode(cli, first, then);
  loose_modes_release(&modes);
  return ok;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct notes notes;
  bool ok;

  if (!args_at_most(args, &command_check, 0, err) || !cli_open(cli, err))
    return false;
  if (args->value[CHECK_FIX] != NULL)
    return fix(cli, args, err);
  notes_init(&notes);
  book_check(session_book(&cli->session), cli->session.today, &notes);
  for (size_t i = 0; i < notes.list.len; i++)
    out_note(cli, &notes.list.data[i]);
  cli->status = notes.list.len > 0;
  same_pairs(session_book(&cli->session), out_pair, cli);
  out_conflict_notes(cli);
  ok = tell_copies(cli, err) && tell_modes(cli, err);
  if (ok && cli->status == 0)
    out_line(cli, "Everything is well.");
  notes_release(&notes);
  return ok;
}

const struct command command_check = {
    .name = "check",
    .synopsis = "check [--fix [--yes]]",
    .summary = "every problem in the files, with its line",
    .options = options,
    .details =
        "Prints file:line: column: what, one a line, and rows that may be one person; status 1\n"
        "where there is any. It changes nothing. With --fix it shows how records that break the\n"
        "rules of quoting, NUL bytes, lone CRs, semicolons for commas and doubled ids would be\n"
        "mended, and what a program that synchronises folders left beside the files would be\n"
        "taken in, and does so once you agree; undo takes it back. What others on this machine\n"
        "can read is mentioned, what they can change counts as a problem; --fix closes both to\n"
        "them.\n",
    .examples = "check\ncheck --fix\n",
    .run = run,
};
