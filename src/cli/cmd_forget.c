/* A real erase. */
#include "cli_priv.h"

#include "mentee/session/forget.h"
#include <string.h>

enum { FORGET_YES };
static const struct option_def options[] = {
    [FORGET_YES] = {"yes", 'y', NULL, false, "do it, without asking"},
    OPTIONS_END,
};

/* In full words: "yes", not a letter. */
static bool is_wanted(struct cli *cli, bool yes, bool *wanted, struct err *err) {
  const char *answer;

  *wanted = yes;
  if (yes || !cli_can_ask(cli))
    return true;
  answer =
      cli_ask(cli,
              "This goes from the files, the history, the backups and what was half typed, and\n"
              "nothing brings it back. Forget it?  Write yes, or anything else to leave it.",
              err);
  *wanted = answer != NULL && strcmp(answer, "yes") == 0;
  return answer != NULL;
}

static void out_done(struct cli *cli, const struct forgetting *forgetting) {
  struct buf left = BUF_INIT;

  out_linef(cli, "Forgotten: %zu in the files, %zu in the history, %zu in the backups.",
            forgetting->targets.len, forgetting->journal, forgetting->generations);
  if (forgetting->damaged > 0)
    out_linef(cli, "%zu damaged %s that held some of it went whole.", forgetting->damaged,
              forgetting->damaged == 1 ? "backup" : "backups");
  session_forget_left(&cli->session, forgetting, &left);
  out_lines(cli, buf_text(&left));
  buf_release(&left);
}

static bool forget(struct cli *cli, const char *what, bool yes, struct forgetting *forgetting,
                   struct err *err) {
  struct buf lines = BUF_INIT;
  bool wanted, ok;

  if (!session_forget_find(&cli->session, what, forgetting, err))
    return false;
  session_forget_text(&cli->session, forgetting, &lines);
  out_lines(cli, buf_text(&lines));
  buf_release(&lines);
  if (!is_wanted(cli, yes, &wanted, err))
    return false;
  if (!wanted) {
    out_line(cli, cli_can_ask(cli) ? "Nothing was changed."
                                   : "Nothing was changed; --yes forgets it, for good.");
    return true;
  }
  ok = session_forget(&cli->session, forgetting, err);
  if (ok)
    out_done(cli, forgetting);
  return ok;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct forgetting forgetting;
  bool ok;

  if (!args_need(args, &command_forget, 1, err) || !args_at_most(args, &command_forget, 1, err) ||
      !cli_open(cli, err))
    return false;
  forgetting_init(&forgetting);
  ok = forget(cli, args->words.data[0], args->value[FORGET_YES] != NULL, &forgetting, err);
  forgetting_release(&forgetting);
  return ok;
}

const struct command command_forget = {
    .name = "forget",
    .synopsis = "forget ID[.FIELD] [--yes]",
    .summary = "erase a row or a field, everywhere and for good",
    .options = options,
    .details =
        "A row by its id, or one of its fields. Of a contact everything goes that is only theirs:\n"
        "roles, promises, letters, what was logged with nobody else. It goes from the files, the\n"
        "history, the backups, the list of conflicts, what was half typed and what --due keeps;\n"
        "nothing brings it back. What git holds, it says.\n",
    .examples = "forget c0012.notes\nforget i0117\nforget c0012\n",
    .run = run,
};
