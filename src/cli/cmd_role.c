/* Dated role history: a mentor becomes a sponsor. */
#include "cli_priv.h"

enum { ROLE_SINCE, ROLE_END };
static const struct option_def options[] = {
    [ROLE_SINCE] = {"since", 0, "DATE", false, "the first day; today by default"},
    [ROLE_END] = {"end", 0, NULL, false, "it ends: DATE, or today, is the last day"},
    OPTIONS_END,
};

static void add_word(struct buf *out, int word, const struct words *list) {
  if (word >= 0)
    buf_addf(out, ", %s", words_spoken(list, word));
}

/* "mentor (research), secondary, trial since 3 Mar 2025" */
static void out_role(struct cli *cli, const struct record *row) {
  int from = record_day(row, ROLES_FROM_ON), to = record_day(row, ROLES_TO_ON);
  int today = cli->session.today;
  struct buf text = BUF_INIT;
  char day[DATE_TEXT_SIZE];

  role_text(row, &text);
  add_word(&text, record_word(row, ROLES_RANK, &words_rank), &words_rank);
  add_word(&text, record_word(row, ROLES_PHASE, &words_phase), &words_phase);
  if (from != DATE_NONE)
    buf_addf(&text, " %s %s", to != DATE_NONE ? "from" : "since",
             date_short_year(from, today, day));
  if (to != DATE_NONE)
    buf_addf(&text, " to %s", date_short_year(to, today, day));
  out_line(cli, buf_text(&text));
  buf_release(&text);
}

static void out_roles(struct cli *cli, const char *contact) {
  struct rows roles =
      book_rows_of(session_book(&cli->session), cli_contact(cli, contact), TABLE_ROLES);

  if (roles.len == 0)
    out_linef(cli, "%s has no role yet.", cli_called(cli, contact));
  for (size_t i = 0; i < roles.len; i++)
    out_role(cli, roles.data[i]);
}

static void out_changed(struct cli *cli, const char *contact, const struct role_spec *spec,
                        int since, bool end) {
  const char *role = words_spoken(&words_role, spec->role);

  if (end)
    out_linef(cli, "%s: %s until %s.", cli_called(cli, contact), role, cli_day(cli, since));
  else
    out_linef(cli, "%s: %s since %s.", cli_called(cli, contact), role, cli_day(cli, since));
  out_next(cli, contact);
  cli_tell_commit(cli);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  bool end = args->value[ROLE_END] != NULL;
  struct role_spec spec;
  const char *contact;
  int since;

  if (!args_need(args, &command_role, 1, err) || !args_at_most(args, &command_role, 2, err) ||
      !cli_open(cli, err))
    return false;
  since = cli->session.today;
  contact = cli_person(cli, args->words.data[0], err);
  if (contact == NULL || !args_day(cli, args->value[ROLE_SINCE], DATE_BACK, &since, err))
    return false;
  if (args->words.len == 1) {
    out_roles(cli, contact);
    return true;
  }
  if (!role_spec_parse(args->words.data[1], &spec, err))
    return false;
  if (end ? !session_end_role(&cli->session, contact, &spec, since, err)
          : !session_begin_role(&cli->session, contact, &spec, since, err))
    return false;
  out_changed(cli, contact, &spec, since, end);
  return true;
}

const struct command command_role = {
    .name = "role",
    .synopsis = "role NAME [ROLE[:FACET...]] [--since DATE] [--end]",
    .summary = "what somebody is to you, from a day on",
    .options = options,
    .details = "Other roles stay as they are. Without ROLE all roles are listed, past ones too;\n"
               "'mentee help roles' names what ROLE can be.\n",
    .examples = "role henrike sponsor:career\n"
                "role seun mentor:ongoing:research --since \"3 nov\"\n"
                "role quispe supervisor --end\n",
    .run = run,
};
