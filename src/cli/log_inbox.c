#include "log_priv.h"

#include "mentee/session/inbox.h"

struct count {
  size_t good, bad;
};

/* At a terminal the question is asked who is meant. */
static struct count find_people(struct cli *cli, struct inbox *inbox) {
  struct count count = {0, 0};

  for (size_t i = 0; i < inbox->entries.len; i++) {
    struct inbox_entry *entry = &inbox->entries.data[i];
    struct people people = PEOPLE_INIT;
    struct err err = ERR_INIT;
    if (entry->names[0] != '\0' && entry->problem[0] == '\0' &&
        !people_add(&people, cli, entry->names, &err))
      entry->problem = arena_dup(&cli->arena, err.text);
    count.good += entry->names[0] != '\0' && entry->problem[0] == '\0';
    count.bad += entry->problem[0] != '\0';
    people_release(&people);
  }
  return count;
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

static bool log_all(struct cli *cli, const struct args *args, struct inbox *inbox,
                    struct count *count, struct err *err) {
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
      count->bad++;
    }
  }
  if (logged == 0)
    return true;
  if (!inbox_keep_rest(inbox, cli->world->os, err))
    return false;
  out_linef(cli, "%zu %s left '%s'. An undo does not put them back there; a redo logs them again.",
            logged, logged == 1 ? "entry has" : "entries have", inbox->file);
  return true;
}

bool log_inbox(struct cli *cli, const struct args *args, const char *file, bool yes,
               struct err *err) {
  struct inbox inbox;
  struct count count = {0, 0};
  bool ok = inbox_read(&inbox, cli->world->os, file, err);

  if (ok) {
    count = find_people(cli, &inbox);
    preview(cli, &inbox);
  }
  if (ok && count.good > 0 && !yes && cli_can_ask(cli))
    ok = cli_ask_yes(cli, cli_text(cli, "Log %zu?  y / n", count.good), &yes, err);
  if (ok && count.good == 0)
    out_line(cli, "Nothing in it to log.");
  else if (ok && yes)
    ok = log_all(cli, args, &inbox, &count, err);
  else if (ok && !cli_can_ask(cli))
    out_line(cli, "Nothing is logged yet; --yes does it.");
  cli->status = ok && count.bad > 0;
  inbox_release(&inbox);
  return ok;
}
