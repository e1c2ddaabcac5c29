/* One page before a meeting. */
#include "page_priv.h"

#include "mentee/engine/brief.h"

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const char *contact;
  struct brief brief;
  struct buf text = BUF_INIT;

  if (!args_need(args, &command_brief, 1, err) || !cli_open_reading(cli, err))
    return false;
  contact = cli_person(cli, args_join(cli, args, 0, args->words.len), err);
  if (contact == NULL)
    return false;
  brief_make(&brief, session_book(&cli->session), cli_contact(cli, contact), cli->session.today);
  brief_text(&brief, page_of(cli).columns, &text);
  out_lines(cli, buf_text(&text));
  buf_release(&text);
  brief_release(&brief);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_brief = {
    .name = "brief",
    .synopsis = "brief NAME",
    .summary = "one page before you meet",
    .options = options,
    .details = "How you greet them, what to bring, what you wait for, advice to come back to, the "
               "last\n"
               "times, questions, what they care about. What a private note says stays out.\n",
    .examples = "brief henrike\n",
    .run = run,
};
