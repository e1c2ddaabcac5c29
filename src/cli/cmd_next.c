/* One line for a status bar: the next planned meeting of today, or nothing. */
#include "cli_priv.h"

/* The one that comes next: by the clock, and those without a time after them. */
static const struct record *next_meeting(const struct cli *cli, int now) {
  const struct book *book = session_book(&cli->session);
  const struct record *next = NULL;
  int next_time = -1;

  for (size_t i = 0; i < book_count(book, TABLE_INTERACTIONS); i++) {
    const struct record *row = book_at(book, TABLE_INTERACTIONS, i);
    int time = record_time(row, INTERACTION_TIME);
    if (record_day(row, INTERACTION_ON_DATE) != cli->session.today ||
        record_word(row, INTERACTION_STATUS, &words_touch) != TOUCH_PLANNED ||
        (time >= 0 && time < now))
      continue;
    if (next == NULL || (time >= 0 && (next_time < 0 || time < next_time))) {
      next = row;
      next_time = time;
    }
  }
  return next;
}

static void out_meeting(struct cli *cli, const struct record *row) {
  int time = record_time(row, INTERACTION_TIME);
  const char *subject = record_text(row, INTERACTION_SUBJECT);
  char clock[DATE_TEXT_SIZE] = "";

  if (time >= 0)
    date_words_time_text(time, clock);
  if (subject[0] == '\0')
    subject =
        words_spoken(&words_kind, record_word_or(row, INTERACTION_KIND, &words_kind, KIND_MEETING));
  out_linef(cli, "%s%s%s, %s", clock, time >= 0 ? " " : "", subject, cli_called_all(cli, row));
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const struct record *row;
  struct err why = ERR_INIT;

  if (!args_at_most(args, &command_next, 0, err))
    return false;
  if (!cli_open(cli, &why)) {
    if (why.kind == ERR_USAGE) /* nothing says where a store would be */
      return true;
    *err = why;
    return false;
  }
  /* as of another day, its whole day is ahead */
  row = next_meeting(cli, cli->world->forced_today == DATE_NONE ? world_minutes(cli->world) : 0);
  if (row != NULL)
    out_meeting(cli, row);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_next = {
    .name = "next",
    .synopsis = "next",
    .summary = "today's next meeting in one line, for a status bar",
    .options = options,
    .details = "Prints nothing where there is none, and only reads. For tmux:\n"
               "\n"
               "  set -g status-right '#(mentee next)'\n",
    .examples = "next\n",
    .run = run,
};
