/* Words, numbers and days of a command. */
#include "cli_priv.h"

#include <stdlib.h>
#include <string.h>

const char *args_join(struct cli *cli, const struct args *args, size_t from, size_t to) {
  struct buf line = BUF_INIT;

  for (size_t i = from; i < to && i < args->words.len; i++) {
    if (i > from)
      buf_addc(&line, ' ');
    buf_adds(&line, args->words.data[i]);
  }
  return cli_keep(cli, &line);
}

bool args_need(const struct args *args, const struct command *command, size_t least,
               struct err *err) {
  if (args->words.len >= least)
    return true;
  return err_set(err, ERR_USAGE, "usage: mentee %s", command->synopsis);
}

bool args_at_most(const struct args *args, const struct command *command, size_t most,
                  struct err *err) {
  if (args->words.len <= most)
    return true;
  return err_set(err, ERR_USAGE, "'%s' is one word too many; usage: mentee %s",
                 args->words.data[most], command->synopsis);
}

bool args_day(const struct cli *cli, const char *value, enum date_lean lean, int *day,
              struct err *err) {
  return value == NULL || date_words_parse(value, cli->session.today, lean, day, err);
}

bool args_number(const char *option, const char *value, int least, int most, int *number,
                 struct err *err) {
  char *end;
  long read;

  if (value == NULL)
    return true;
  read = strtol(value, &end, 10);
  if (value[0] < '0' || value[0] > '9' || *end != '\0' || read < least || read > most)
    return err_set(err, ERR_USAGE, "--%s '%s': a number from %d to %d", option, value, least, most);
  *number = (int)read;
  return true;
}

static bool other_year(const struct cli *cli, int day) {
  return date_to_civil(day).year != date_to_civil(cli->session.today).year;
}

const char *cli_day(struct cli *cli, int day) {
  char text[DATE_TEXT_SIZE];

  if (day == cli->session.today)
    return "today";
  date_weekday_month(day, text);
  return other_year(cli, day) ? cli_text(cli, "%s %d", text, date_to_civil(day).year)
                              : arena_dup(&cli->arena, text);
}

const char *cli_month_day(struct cli *cli, int day) {
  char text[DATE_TEXT_SIZE];

  date_full_month(day, text);
  return other_year(cli, day) ? cli_text(cli, "%s %d", text, date_to_civil(day).year)
                              : arena_dup(&cli->arena, text);
}
