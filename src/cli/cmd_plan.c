/* A planned meeting. */
#include "cli_priv.h"

#include <string.h>

/* The day at the front of the text; moves *text behind it. */
static bool read_day(struct cli *cli, const char **text, int *day, struct err *err) {
  size_t len = date_words_prefix(*text, cli->session.today, DATE_AHEAD, day);

  if (len == 0) {
    static const char *const openers[] = {"next", "last", "this", "in", "on", "the"};
    size_t word = strcspn(*text, " ");
    bool goes_on = strspn(*text, "0123456789") == word; /* "31 nov", "next week" */
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
      goes_on = goes_on || text_equal_nocase_span(*text, word, openers[i]);
    if (goes_on && (*text)[word] == ' ')
      word += 1 + strcspn(*text + word + 1, " ");
    return date_words_parse(arena_copy(&cli->arena, *text, word), cli->session.today, DATE_AHEAD,
                            day, err);
  }
  if (*day < cli->session.today)
    return err_set(err, ERR_USAGE, "%s is past; 'mentee log' records what took place",
                   cli_day(cli, *day));
  *text += len;
  while (text_is_space(**text))
    (*text)++;
  return true;
}

/* 15:30, 3pm, or "3:30 pm" in two words; none of them leaves *time and *text as they are. */
static void read_time(struct cli *cli, const char **text, int *time) {
  size_t one = strcspn(*text, " ");
  size_t two = one + ((*text)[one] == ' ' ? 1 + strcspn(*text + one + 1, " ") : 0);
  struct err ignored = ERR_INIT;
  size_t len = 0;

  if (two > one && date_words_time(arena_copy(&cli->arena, *text, two), time, &ignored))
    len = two;
  else if (one > 0 && date_words_time(arena_copy(&cli->arena, *text, one), time, &ignored))
    len = one;
  *text += len;
  while (text_is_space(**text))
    (*text)++;
}

static void out_planned(struct cli *cli, const char *id) {
  const struct record *row = book_find(session_book(&cli->session), TABLE_INTERACTIONS, id);
  const char *subject = record_text(row, INTERACTION_SUBJECT);
  int time = record_time(row, INTERACTION_TIME);
  char clock[DATE_TEXT_SIZE];

  out_linef(cli, "Planned for %s%s%s with %s%s%s.",
            cli_day(cli, record_day(row, INTERACTION_ON_DATE)), time >= 0 ? ", " : "",
            time >= 0 ? date_words_time_text(time, clock) : "", cli_called_all(cli, row),
            subject[0] != '\0' ? ": " : "", subject);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct people people = PEOPLE_INIT;
  char id[SESSION_ID_SIZE];
  const char *text;
  int day, time = -1;
  bool ok;

  if (!args_need(args, &command_plan, 2, err) || !cli_open(cli, err))
    return false;
  text = args_join(cli, args, 1, args->words.len);
  ok = people_add(&people, cli, args->words.data[0], err) && read_day(cli, &text, &day, err);
  if (ok) {
    read_time(cli, &text, &time);
    ok = session_plan(&cli->session, people.ids.data, people.ids.len, day, time, text, id, err);
  }
  if (ok) {
    out_planned(cli, id);
    cli_tell_commit(cli);
  }
  people_release(&people);
  return ok;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_plan = {
    .name = "plan",
    .synopsis = "plan NAME[,NAME...] DATE [TIME] [TEXT...]",
    .summary = "a planned meeting",
    .options = options,
    .details = "A weekday, or a day and month, is the next one. Afterwards 'mentee log NAME' turns "
               "it into\n"
               "a meeting that was held.\n",
    .examples = "plan henrike tue 16:00 mock review of the award\n"
                "plan lan,tomasz \"24 nov\"\n",
    .run = run,
};
