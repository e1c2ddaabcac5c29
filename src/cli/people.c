/* The open store, and its people in words. */
#include "cli_priv.h"

#include "mentee/engine/match.h"
#include "mentee/engine/privacy.h"
#include "mentee/model/check.h"
#include <stdio.h>
#include <string.h>

/* R18: asked at a terminal, said elsewhere, and never what it was that looked so. */
static bool may_save(void *context, const struct action *action, struct err *err) {
  struct cli *cli = context;
  const char *question =
      cli->session.settings.value[SETTING_PHI_LINT] == 0 ? privacy_ask_action(action) : NULL;
  bool take_out = false;

  if (question == NULL)
    return true;
  if (!cli_can_ask(cli)) {
    out_complain(cli, "%s  mentee undo takes it back", question);
    return true;
  }
  if (!cli_ask_yes(cli, cli_text(cli, "%s  y / n", question), &take_out, err))
    return false;
  return !take_out || err_set(err, ERR_USAGE, "nothing was saved; say it again without it");
}

bool cli_offer(struct cli *cli, const char *contact, enum rule_id rule, struct err *err) {
  const struct record *who = cli_contact(cli, contact);
  const struct due *due;
  bool yes = false;

  cli_due_again(cli);
  due = cli_due(cli);
  for (size_t i = 0; i < due->reasons.len; i++) {
    const struct reason *reason = &due->reasons.data[i];
    if (reason->contact != who || reason->rule != rule)
      continue;
    if (!cli_can_ask(cli)) {
      out_linef(cli, "%s  'mentee done %s' says yes.", reason->text, record_id(reason->row));
      return true;
    }
    if (!cli_ask_yes(cli, cli_text(cli, "%s  y / n", reason->text), &yes, err))
      return false;
    return !yes || session_done(&cli->session, &reason, 1, err);
  }
  return true;
}

bool cli_open(struct cli *cli, struct err *err) {
  cli->open = true;
  if (!session_open(&cli->session, cli->world, err))
    return false;
  cli->session.may_save = may_save;
  cli->session.may_save_context = cli;
  cli->ascii = cli->ascii || cli->session.config.ascii;
  return true;
}

bool cli_open_reading(struct cli *cli, struct err *err) {
  const struct book *book;

  if (!cli_open(cli, err))
    return false;
  book = session_book(&cli->session);
  for (size_t i = 0; i < book->notes.len; i++) {
    struct buf text = BUF_INIT;
    if (book->notes.data[i].damage) {
      note_text(&book->notes.data[i], &text);
      out_complain(cli, "%s", buf_text(&text));
    }
    buf_release(&text);
  }
  return true;
}

void cli_due_again(struct cli *cli) {
  if (cli->due_is_there)
    due_release(&cli->due);
  cli->due_is_there = false;
}

const struct due *cli_due(struct cli *cli) {
  if (!cli->due_is_there)
    due_compute_all(&cli->due, session_book(&cli->session), &cli->session.settings,
                    cli->session.today);
  cli->due_is_there = true;
  return &cli->due;
}

void cli_tell_commit(struct cli *cli) {
  for (size_t i = 0; i < cli->session.said.len; i++)
    out_complain(cli, "%s", cli->session.said.data[i]);
}

const struct record *cli_contact(const struct cli *cli, const char *id) {
  return book_find(session_book(&cli->session), TABLE_CONTACTS, id);
}

/* One line from the terminal, as a number; 0 where it is none. */
static size_t ask_number(struct cli *cli) {
  struct os *os = cli->world->os;
  size_t number = 0;
  char byte;

  while (os->read(os->self, 0, &byte, 1) == 1 && byte != '\n')
    number =
        byte >= '0' && byte <= '9' && number < 1000 ? number * 10 + (size_t)(byte - '0') : 100000;
  return number;
}

static const struct record *ask_which(struct cli *cli, const char *name,
                                      const struct matches *matches, struct err *err) {
  size_t number;

  out_complain(cli, "who is '%s'? A number, or Enter for none of them", name);
  for (size_t i = 0; i < matches->list.len; i++) {
    struct buf text = BUF_INIT;
    match_describe(session_book(&cli->session), matches->list.data[i], matches, &text);
    out_complain(cli, "  %zu  %s", i + 1, buf_text(&text));
    buf_release(&text);
  }
  number = ask_number(cli);
  if (number >= 1 && number <= matches->list.len)
    return matches->list.data[number - 1];
  err_set(err, ERR_USAGE, "nobody chosen; nothing was changed");
  return NULL;
}

#define ASK_AT_MOST 9

const char *cli_person(struct cli *cli, const char *name, struct err *err) {
  const struct book *book = session_book(&cli->session);
  struct matches matches = MATCHES_INIT;
  const struct record *contact;

  match_name(book, name, &matches);
  if (matches.list.len > 1 && matches.list.len <= ASK_AT_MOST && cli_can_ask(cli))
    contact = ask_which(cli, name, &matches, err);
  else
    contact = match_one(book, name, err);
  matches_release(&matches);
  return contact != NULL ? arena_dup(&cli->arena, record_id(contact)) : NULL;
}

static bool add_person(struct people *people, struct cli *cli, const char *name, struct err *err) {
  const char *id = cli_person(cli, name, err);

  if (id == NULL)
    return false;
  for (size_t i = 0; i < people->ids.len; i++)
    if (strcmp(people->ids.data[i], id) == 0)
      return true;
  *vec_push(&people->ids) = id;
  return true;
}

static bool is_somebody(struct cli *cli, const char *name) {
  struct matches matches = MATCHES_INIT;
  bool found;

  match_name(session_book(&cli->session), name, &matches);
  found = matches.list.len > 0;
  matches_release(&matches);
  return found;
}

bool people_add(struct people *people, struct cli *cli, const char *names, struct err *err) {
  if (strchr(names, ',') == NULL || is_somebody(cli, names)) /* "Bui, Thi Ngoc Lan" is one */
    return add_person(people, cli, names, err);
  while (*names != '\0') {
    size_t len = strcspn(names, ","), part_len = len;
    const char *part = names;
    text_trim(&part, &part_len);
    if (part_len > 0 && !add_person(people, cli, arena_copy(&cli->arena, part, part_len), err))
      return false;
    names += len + (names[len] == ',');
  }
  return people->ids.len > 0 || err_set(err, ERR_USAGE, "with whom?");
}

void people_release(struct people *people) {
  vec_release(&people->ids);
}

const char *cli_called(struct cli *cli, const char *id) {
  const struct record *contact = cli_contact(cli, id);
  struct buf scratch = BUF_INIT, copy = BUF_INIT;

  buf_adds(&copy, contact != NULL ? contact_call_by(contact, &scratch) : id);
  buf_release(&scratch);
  return cli_keep(cli, &copy);
}

struct naming {
  struct cli *cli;
  VEC(const char *) names;
};

static void add_name(void *context, const struct record *contact) {
  struct naming *naming = context;

  *vec_push(&naming->names) = cli_called(naming->cli, record_id(contact));
}

const char *cli_called_all(struct cli *cli, const struct record *interaction) {
  struct naming naming = {cli, VEC_INIT};
  struct buf text = BUF_INIT;

  book_each_person(session_book(&cli->session), interaction, add_name, &naming);
  for (size_t i = 0; i < naming.names.len; i++) {
    if (i > 0)
      buf_adds(&text, i + 1 == naming.names.len ? " and " : ", ");
    buf_adds(&text, naming.names.data[i]);
  }
  if (naming.names.len == 0)
    buf_adds(&text, "somebody");
  vec_release(&naming.names);
  return cli_keep(cli, &text);
}

/* What a message is called by the way it went. */
static const char *message_noun(const struct record *interaction) {
  switch (record_word(interaction, INTERACTION_CHANNEL, &words_channel)) {
  case CHANNEL_EMAIL:
    return "e-mail";
  case CHANNEL_TEXT:
    return "text";
  case CHANNEL_LETTER:
    return "letter";
  default:
    return "message";
  }
}

/* A meeting is with somebody, a message to or from them. */
static bool goes_one_way(int kind) {
  return kind == KIND_MESSAGE || kind == KIND_REQUEST || kind == KIND_UPDATE ||
         kind == KIND_THANK_YOU || kind == KIND_CONGRATS || kind == KIND_DELIVER;
}

const char *cli_touch(struct cli *cli, const struct record *interaction) {
  int kind = record_word_or(interaction, INTERACTION_KIND, &words_kind, KIND_OTHER);
  int initiator =
      record_word_or(interaction, INTERACTION_INITIATOR, &words_initiator, INITIATOR_ME);
  const char *noun = kind == KIND_MESSAGE   ? message_noun(interaction)
                     : kind == KIND_HALLWAY ? "a moment in passing"
                                            : words_spoken(&words_kind, kind);
  const char *how = !goes_one_way(kind) ? "with" : initiator == INITIATOR_THEM ? "from" : "to";

  return cli_text(cli, "%s %s %s", noun, how, cli_called_all(cli, interaction));
}

void role_text(const struct record *role, struct buf *out) {
  int word = record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE);
  int facet = record_word(role, ROLES_FACET, &words_facet);

  buf_adds(out, words_spoken(&words_role, word));
  if (facet >= 0)
    buf_addf(out, " (%s)", words_spoken(&words_facet, facet));
}
