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

bool word_is_blank(const char *word) {
  return word[strspn(word, " \t\n")] == '\0';
}

bool args_need(const struct args *args, const struct command *command, size_t least,
               struct err *err) {
  size_t given = 0;

  while (given < least && given < args->words.len && !word_is_blank(args->words.data[given]))
    given++;
  if (given == least)
    return true;
  return command_usage(command, args->words.len > 0 ? args->words.data[0] : "", err);
}

bool args_at_most(const struct args *args, const struct command *command, size_t most,
                  struct err *err) {
  struct err usage = ERR_INIT;

  if (args->words.len <= most)
    return true;
  command_usage(command, "", &usage);
  return err_set(err, ERR_USAGE, "'%s' is one word too many; %s", args->words.data[most],
                 usage.text);
}

bool args_day(const struct cli *cli, const char *value, enum date_lean lean, int *day,
              struct err *err) {
  return value == NULL || date_words_parse(value, cli->session.today, lean, day, err);
}

bool args_number(const char *what, const char *value, int least, int most, int *number,
                 struct err *err) {
  char *end;
  long read;

  if (value == NULL)
    return true;
  read = strtol(value, &end, 10);
  if (value[0] < '0' || value[0] > '9' || *end != '\0' || read < least || read > most)
    return err_set(err, ERR_USAGE, "%s '%s': a number from %d to %d", what, value, least, most);
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

#define INPUT_LIMIT ((size_t)1 << 20)

const char *cli_read_input(struct cli *cli, struct err *err) {
  struct os *os = cli->world->os;
  struct buf text = BUF_INIT;
  char bytes[4096];
  int64_t got;

  while ((got = os->read(os->self, 0, bytes, sizeof bytes)) > 0 && text.len < INPUT_LIMIT)
    buf_add(&text, bytes, (size_t)got);
  while (text.len > 0 && text_is_space(text.data[text.len - 1]))
    buf_cut(&text, text.len - 1);
  if (got >= 0 && text.len < INPUT_LIMIT)
    return cli_keep(cli, &text);
  buf_release(&text);
  err_set(err, ERR_IO, "cannot read standard input: %s",
          got < 0 ? os_reason((int)got) : "too much");
  return NULL;
}

void out_sentence(struct cli *cli, const char *text) {
  size_t len = strlen(text);
  bool lower = text[0] >= 'a' && text[0] <= 'z';

  out_linef(cli, "%c%s%s", lower ? text[0] - ('a' - 'A') : text[0], text[0] != '\0' ? text + 1 : "",
            len > 0 && strchr(".?!", text[len - 1]) != NULL ? "" : ".");
}

void out_promise(struct cli *cli, const char *who, const char *what, int by) {
  if (what[0] == '\0')
    return;
  out_linef(cli, "%s: %s%s%s.", who, what, by != DATE_NONE ? ", by " : "",
            by != DATE_NONE ? cli_day(cli, by) : "");
}
