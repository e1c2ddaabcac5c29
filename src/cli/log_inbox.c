#include "log_priv.h"

#include <errno.h>
#include <string.h>

#define FILE_LIMIT ((size_t)4 << 20)

/* An entry of the file: its bytes, and what they say. */
struct inbox_entry {
  const char *raw; /* the line and those indented under it, with their ends */
  size_t raw_len;
  const char *names, *line; /* names "": no entry, only kept */
  const char *problem;      /* why it cannot be logged; "" */
  bool logged;
};

struct inbox {
  const char *file;
  struct buf text;
  struct os_stat stat; /* as it was read */
  VEC(struct inbox_entry) entries;
  size_t good, bad;
};

static size_t line_length(const char *text) {
  size_t len = strcspn(text, "\n");

  return len + (text[len] == '\n');
}

/* "Jane: coffee" and the notes indented under it. */
static void read_entry(struct cli *cli, struct inbox_entry *entry) {
  struct buf line = BUF_INIT;
  const char *at = entry->raw, *name = at, *colon;
  size_t first = strcspn(at, "\r\n"), len;

  colon = memchr(at, ':', first);
  entry->names = entry->line = entry->problem = "";
  if (first == strspn(at, " \t\r") || at[0] == '#')
    return;
  if (colon == NULL) {
    entry->names = arena_copy(&cli->arena, at, first);
    entry->problem = "no colon: a line is NAME: WHAT";
    return;
  }
  len = (size_t)(colon - at);
  text_trim(&name, &len);
  entry->names = arena_copy(&cli->arena, name, len);
  colon++;
  while (*colon == ' ')
    colon++;
  buf_add(&line, colon, first - (size_t)(colon - at));
  for (size_t i = line_length(at); i < entry->raw_len; i += line_length(at + i)) {
    const char *note = at + i + strspn(at + i, " \t");
    buf_addc(&line, '\n');
    buf_add(&line, note, strcspn(note, "\r\n"));
  }
  entry->line = cli_keep(cli, &line);
}

static void read_entries(struct cli *cli, struct inbox *inbox) {
  const char *at = buf_text(&inbox->text);

  while (*at != '\0') {
    struct inbox_entry *entry = vec_push(&inbox->entries);
    struct people people = PEOPLE_INIT;
    struct err err = ERR_INIT;

    entry->raw = at;
    entry->raw_len = line_length(at);
    while ((at[entry->raw_len] == ' ' || at[entry->raw_len] == '\t') && at[0] != '\n')
      entry->raw_len += line_length(at + entry->raw_len);
    read_entry(cli, entry);
    if (entry->names[0] != '\0' && entry->problem[0] == '\0' &&
        !people_add(&people, cli, entry->names, &err))
      entry->problem = arena_dup(&cli->arena, err.text);
    inbox->good += entry->names[0] != '\0' && entry->problem[0] == '\0';
    inbox->bad += entry->problem[0] != '\0';
    people_release(&people);
    at += entry->raw_len;
  }
}

static bool read_file(struct cli *cli, struct inbox *inbox, struct err *err) {
  int got = os_read_file(cli->world->os, inbox->file, FILE_LIMIT, &inbox->text, &inbox->stat);

  if (got == -ENOENT)
    return err_set(err, ERR_MISSING, "no file '%s'", inbox->file);
  return got >= 0 || err_set(err, ERR_IO, "cannot read '%s': %s", inbox->file, os_reason(got));
}

static void preview(struct cli *cli, const struct inbox *inbox) {
  for (size_t i = 0; i < inbox->entries.len; i++) {
    const struct inbox_entry *entry = &inbox->entries.data[i];
    if (entry->problem[0] != '\0')
      out_linef(cli, "  %s: stays, %s", entry->names, entry->problem);
    else if (entry->names[0] != '\0')
      out_linef(cli, "  %s: %s", entry->names, entry->line);
  }
}

/* What is left takes the file's place, unless somebody wrote to it meanwhile. */
static bool write_rest(struct cli *cli, const struct inbox *inbox, struct err *err) {
  struct os *os = cli->world->os;
  struct buf rest = BUF_INIT, path = BUF_INIT;
  int result = os_follow_links(os, inbox->file, &path);

  for (size_t i = 0; i < inbox->entries.len; i++)
    if (!inbox->entries.data[i].logged)
      buf_add(&rest, inbox->entries.data[i].raw, inbox->entries.data[i].raw_len);
  if (result >= 0)
    result = os_replace_file(os, buf_text(&path), &inbox->stat, buf_text(&rest), rest.len);
  buf_release(&rest);
  buf_release(&path);
  return result >= 0 ||
         err_set(err, ERR_IO, "logged, but the lines are still in '%s': %s", inbox->file,
                 result == -EAGAIN ? "it was changed meanwhile" : os_reason(result));
}

static bool log_all(struct cli *cli, const struct args *args, struct inbox *inbox,
                    struct err *err) {
  size_t logged = 0;

  for (size_t i = 0; i < inbox->entries.len; i++) {
    struct inbox_entry *entry = &inbox->entries.data[i];
    struct err why = ERR_INIT;
    if (entry->names[0] == '\0' || entry->problem[0] != '\0')
      continue;
    entry->logged = log_words(cli, args, entry->names, entry->line, &why);
    logged += entry->logged;
    if (!entry->logged) {
      out_complain(cli, "%s: %s", entry->names, why.text);
      inbox->bad++;
    }
  }
  return logged == 0 || write_rest(cli, inbox, err);
}

bool log_inbox(struct cli *cli, const struct args *args, const char *file, bool yes,
               struct err *err) {
  struct inbox inbox = {file, BUF_INIT, {0}, VEC_INIT, 0, 0};
  bool ok = read_file(cli, &inbox, err);

  if (ok) {
    read_entries(cli, &inbox);
    preview(cli, &inbox);
  }
  if (ok && inbox.good > 0 && !yes && cli_can_ask(cli))
    ok = cli_ask_yes(cli, cli_text(cli, "Log %zu?  y / n", inbox.good), &yes, err);
  if (ok && inbox.good == 0)
    out_line(cli, "Nothing in it to log.");
  else if (ok && yes)
    ok = log_all(cli, args, &inbox, err);
  else if (ok && !cli_can_ask(cli))
    out_line(cli, "Nothing is logged yet; --yes does it.");
  cli->status = ok && inbox.bad > 0;
  vec_release(&inbox.entries);
  buf_release(&inbox.text);
  return ok;
}
