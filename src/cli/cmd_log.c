/* What happened, with whom, and what was promised. */
#include "entity_priv.h"
#include "log_priv.h"

#include "mentee/engine/match.h"
#include "mentee/session/edit_text.h"
#include <string.h>

enum {
  LOG_ON,
  LOG_AT,
  LOG_MINUTES,
  LOG_KIND,
  LOG_CHANNEL,
  LOG_ASKED,
  LOG_GAVE,
  LOG_PASSING,
  LOG_LONG,
  LOG_NO_REPLY,
  LOG_EVENT,
  LOG_EDIT,
  LOG_INBOX,
  LOG_YES
};
static const struct option_def options[] = {
    [LOG_ON] = {"on", 0, "DATE", false, "the day it happened; today by default"},
    [LOG_AT] = {"at", 0, "TIME", false, "the time of day"},
    [LOG_MINUTES] = {"minutes", 0, "N", false, "how long it took"},
    [LOG_KIND] = {"kind", 0, "KIND", false, "coffee, walk, call, email, text, thanks, ..."},
    [LOG_CHANNEL] = {"channel", 0, "CHANNEL", false, "in_person, video, phone, email, text, ..."},
    [LOG_ASKED] = {"asked", 0, NULL, false, "you asked for something"},
    [LOG_GAVE] = {"gave", 0, NULL, false, "you gave, told, thanked or delivered"},
    [LOG_PASSING] = {"passing", 0, NULL, false, "in passing: a line, a wave"},
    [LOG_LONG] = {"long", 0, NULL, false, "a long talk"},
    [LOG_NO_REPLY] = {"no-reply", 0, NULL, false, "your message, and no answer yet"},
    [LOG_EVENT] = {"event", 0, "EVENT", false, "the event it belongs to"},
    [LOG_EDIT] = {"edit", 0, NULL, false, "the line in the editor first; further lines are notes"},
    [LOG_INBOX] = {"inbox", 0, "FILE", false,
                   "a file of lines NAME: LINE; what is logged leaves it"},
    [LOG_YES] = {"yes", 0, NULL, false, "of --inbox: without asking"},
    OPTIONS_END,
};

static bool is_name(void *context, const char *name) {
  const struct cli *cli = context;
  struct matches matches = MATCHES_INIT;
  bool found;

  match_name(session_book(&cli->session), name, &matches);
  found = matches.list.len > 0;
  matches_release(&matches);
  return found;
}

static bool pick_word(const char *option, const struct words *list, const char *value, int *word,
                      struct err *err) {
  const char *near;

  if (value == NULL)
    return true;
  *word = words_find(list, value);
  if (*word >= 0)
    return true;
  near = text_nearest(value, list->words, (size_t)list->count);
  return near != NULL
             ? err_set(err, ERR_USAGE, "--%s '%s': did you mean '%s'?", option, value, near)
             : err_set(err, ERR_USAGE, "--%s '%s' is not known; for example %s or %s", option,
                       value, list->words[0], list->words[1]);
}

static bool pick_kind(const char *value, struct log_entry *entry, struct err *err) {
  if (value == NULL || logline_kind(value, &entry->kind, &entry->channel, &entry->depth))
    return true;
  return pick_word("kind", &words_kind, value, &entry->kind, err);
}

static bool clash(const struct args *args, int one, int other, struct err *err) {
  if (args->value[one] == NULL || args->value[other] == NULL)
    return false;
  err_set(err, ERR_USAGE, "'--%s' and '--%s' cannot both be", options[one].name,
          options[other].name);
  return true;
}

/* What options say wins over what the line says. */
static bool apply_options(struct cli *cli, const struct args *args, struct log_entry *entry,
                          struct err *err) {
  const char *const *value = args->value;

  if (clash(args, LOG_ASKED, LOG_GAVE, err) || clash(args, LOG_PASSING, LOG_LONG, err) ||
      !args_day(cli, value[LOG_ON], DATE_BACK, &entry->day, err) ||
      (value[LOG_AT] != NULL && !date_words_time(value[LOG_AT], &entry->time, err)) ||
      !args_number("--minutes", value[LOG_MINUTES], 1, 1440, &entry->minutes, err) ||
      !pick_kind(value[LOG_KIND], entry, err) ||
      !pick_word("channel", &words_channel, value[LOG_CHANNEL], &entry->channel, err))
    return false;
  if (value[LOG_ASKED] != NULL || value[LOG_GAVE] != NULL)
    entry->direction = value[LOG_ASKED] != NULL ? DIRECTION_ASK : DIRECTION_GIVE;
  if (value[LOG_PASSING] != NULL && entry->kind < 0 && entry->channel < 0) { /* as `.` does */
    entry->kind = KIND_HALLWAY;
    entry->channel = CHANNEL_IN_PERSON;
    entry->initiator = INITIATOR_MUTUAL;
  }
  if (value[LOG_PASSING] != NULL || value[LOG_LONG] != NULL)
    entry->depth = value[LOG_PASSING] != NULL ? DEPTH_LIGHT : DEPTH_DEEP;
  if (value[LOG_NO_REPLY] != NULL)
    entry->status = TOUCH_NO_REPLY;
  if (value[LOG_EVENT] != NULL) {
    const struct record *event =
        session_find_row(&cli->session, TABLE_EVENTS, value[LOG_EVENT], err);
    if (event == NULL)
      return false;
    entry->event_id = arena_dup(&cli->arena, record_id(event));
  }
  return true;
}

static bool list_plans(struct cli *cli, const struct record *contact, int day, struct err *err) {
  struct rows rows = book_rows_of(session_book(&cli->session), contact, TABLE_INTERACTIONS);
  struct open_thing thing;

  for (size_t i = 0; i < rows.len; i++) {
    const struct record *row = rows.data[i];
    int on = record_day(row, INTERACTION_ON_DATE);
    if (record_word(row, INTERACTION_STATUS, &words_touch) == TOUCH_PLANNED &&
        on <= cli->session.today && (day == DATE_NONE || on == day) &&
        open_thing_of_id(cli, record_id(row), &thing))
      out_complain(cli, "%s  %s (%s)", thing.id, thing.text, thing.when);
  }
  return err_set(err, ERR_USAGE,
                 "several planned meetings could be meant; 'mentee held ID' records one, or say "
                 "the day");
}

/* Where exactly one planned meeting fits, that is what took place. */
static bool find_plan(struct cli *cli, struct log_entry *entry, struct err *err) {
  const struct record *contact = cli_contact(cli, entry->people[0]), *row = NULL;
  int found = entry->status == TOUCH_NO_REPLY
                  ? 0
                  : session_find_plan(&cli->session, contact, entry->day, &row);

  if (found > 1)
    return list_plans(cli, contact, entry->day, err);
  if (found == 1)
    entry->planned_id = arena_dup(&cli->arena, record_id(row));
  return true;
}

static void out_logged(struct cli *cli, const struct log_entry *entry, const char *id) {
  const struct record *row = book_find(session_book(&cli->session), TABLE_INTERACTIONS, id);
  int status = record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD);
  bool planned = status == TOUCH_PLANNED;

  out_linef(cli, "%s for %s%s: %s.", planned ? "Planned" : "Logged",
            cli_day(cli, record_day(row, INTERACTION_ON_DATE)),
            entry->planned_id[0] != '\0' ? ", as planned"
            : status == TOUCH_NO_REPLY   ? ", no reply yet"
                                         : "",
            cli_touch(cli, row));
  out_promise(cli, "You promise", entry->mine, entry->mine_by);
  out_promise(cli, cli_text(cli, "%s promises", cli_called(cli, entry->people[0])), entry->theirs,
              entry->theirs_by);
  for (size_t i = 0; i < entry->clears->list.len; i++)
    out_sentence(cli, entry->clears->list.data[i].text);
  out_next_undoable(cli, entry->people[0]);
}

/* Somebody who asked for no contact: what goes out to them is asked about. */
static bool may_write_to(struct cli *cli, const struct log_entry *entry, struct err *err) {
  bool yes = true;

  for (size_t i = 0; i < entry->people_count && entry->initiator != INITIATOR_THEM; i++) {
    const struct record *contact = cli_contact(cli, entry->people[i]);
    if (record_word(contact, CONTACT_STATUS, &words_status) != STATUS_DO_NOT_CONTACT)
      continue;
    if (!cli_can_ask(cli)) {
      out_complain(cli, "%s is not to be contacted", cli_called(cli, entry->people[i]));
      continue;
    }
    if (!cli_ask_yes(cli,
                     cli_text(cli, "%s is not to be contacted. Log it all the same?  y / n",
                              cli_called(cli, entry->people[i])),
                     &yes, err))
      return false;
    if (!yes)
      return err_set(err, ERR_USAGE, "nothing was logged");
  }
  return true;
}

/* Everything but opening: the line is parsed, people and plan are found, the entry is saved. */
static bool log_line(struct cli *cli, const struct args *args, const char *line,
                     struct people *people, struct err *err) {
  struct log_entry entry = LOG_ENTRY_INIT;
  struct log_clears clears = LOG_CLEARS_INIT;
  struct field_values more = FIELD_VALUES_INIT;
  struct logline read;
  char id[SESSION_ID_SIZE];
  bool ok = true;

  logline_parse(&read, &cli->arena, line, cli->session.today, is_name, cli);
  for (size_t i = 0; i < read.with.len && ok; i++)
    ok = people_add(people, cli, read.with.data[i], err);
  log_entry_from_line(&entry, &read);
  entry.people = people->ids.data;
  entry.people_count = people->ids.len;
  ok = ok && interaction_values_take(&more, cli, args, err);
  entry.more = more.list.data;
  entry.more_count = more.list.len;
  ok = ok && apply_options(cli, args, &entry, err) && may_write_to(cli, &entry, err) &&
       find_plan(cli, &entry, err);
  if (ok) {
    session_log_clears(&cli->session, &entry, &clears);
    entry.clears = &clears;
    ok = session_log(&cli->session, &entry, id, err);
  }
  if (ok) {
    out_logged(cli, &entry, id);
    cli_tell_commit(cli);
  }
  log_clears_release(&clears);
  vec_release(&more.list);
  logline_release(&read);
  return ok;
}

bool log_words(struct cli *cli, const struct args *args, const char *names, const char *line,
               struct err *err) {
  struct people people = PEOPLE_INIT;
  bool ok = people_add(&people, cli, names, err) && log_line(cli, args, line, &people, err);

  people_release(&people);
  return ok;
}

/* The line as the editor gives it back. */
static const char *edited(struct cli *cli, const char *line, struct err *err) {
  struct buf text = BUF_INIT;

  bool ok;

  buf_adds(&text, line);
  ok = edit_text(cli->world, cli->session.config.editor, &text, err);
  if (ok && text.len > 0)
    return cli_keep(cli, &text);
  if (ok)
    err_set(err, ERR_USAGE, "the text is empty; nothing was logged");
  buf_release(&text);
  return NULL;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const char *inbox = args->value[LOG_INBOX], *line;

  if (inbox != NULL)
    return args_at_most(args, &command_log, 0, err) && cli_open(cli, err) &&
           log_inbox(cli, args, inbox, args->value[LOG_YES] != NULL, err);
  if (!args_need(args, &command_log, 1, err) || !cli_open(cli, err))
    return false;
  line = args_join(cli, args, 1, interaction_words(args));
  if (strcmp(line, "-") == 0)
    line = cli_read_input(cli, err);
  if (line != NULL && args->value[LOG_EDIT] != NULL)
    line = edited(cli, line, err);
  return line != NULL && log_words(cli, args, args->words.data[0], line, err);
}

const struct command command_log = {
    .name = "log",
    .synopsis = "log NAME[,NAME...] [LINE...] [FIELD=VALUE...]\nlog --inbox FILE [--yes]",
    .summary = "record what happened, with one or several people",
    .options = options,
    .details = "LINE: see 'mentee help line'; put it into quotes, or the shell takes > and < for\n"
               "itself. FIELD is advice, decisions, questions, favour, private, ...\n",
    .examples = "log jane \"coffee: the fellowship > send her the draft by fri\"\n",
    .run = run,
};
