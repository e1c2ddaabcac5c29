/* A new contact. */
#include "cli_priv.h"

#include "mentee/engine/match.h"
#include <stdio.h>
#include <string.h>

enum { ADD_ROLE, ADD_ORG, ADD_EMAIL };
static const struct option_def options[] = {
    [ADD_ROLE] = {"role", 0, "ROLE[:FACET...]", false, "what they are to you; prospect by default"},
    [ADD_ORG] = {"org", 0, "WHERE", false, "where they work"},
    [ADD_EMAIL] = {"email", 0, "ADDRESS", false, "their e-mail address"},
    OPTIONS_END,
};

struct values {
  VEC(struct field_value) list;
};

static bool add_value(struct cli *cli, struct values *values, const char *text, struct err *err) {
  struct field_value value;

  if (!session_value_parse(&cli->session, text, TABLE_CONTACTS, &cli->arena, &value, err))
    return false;
  *vec_push(&values->list) = value;
  return true;
}

static bool add_option(struct cli *cli, struct values *values, const char *field, const char *text,
                       struct err *err) {
  return text == NULL || add_value(cli, values, cli_text(cli, "%s=%s", field, text), err);
}

/* "emial=x" is meant as a field; "=1+1" and "a = b" are none. */
static bool is_field_like(const char *word) {
  return strchr(word, '=') != NULL && word[0] != '=' && strcspn(word, " ") > strcspn(word, "=");
}

/* The name's words come first, without quotes too; then FIELD=VALUE. */
static const char *read_words(struct cli *cli, const struct args *args, struct values *values,
                              struct err *err) {
  size_t names = 0;

  while (names < args->words.len && !is_field_like(args->words.data[names]))
    names++;
  for (size_t i = names; i < args->words.len; i++)
    if (!add_value(cli, values, args->words.data[i], err))
      return NULL;
  if (names == 0) {
    args_need(args, &command_add, args->words.len + 1, err);
    return NULL;
  }
  return args_join(cli, args, 0, names);
}

/* Nearly the same, or one of the words of it. */
static bool is_like(const char *folded, const char *text) {
  struct buf other = BUF_INIT;
  const char *const one[] = {folded};
  bool like;

  text_fold(&other, text);
  like = other.len > 0 && text_nearest(buf_text(&other), one, 1) != NULL;
  for (char *word = other.data, *end; !like && other.len > 0 && word != NULL; word = end) {
    end = strchr(word, ' ');
    if (end != NULL)
      *end++ = '\0';
    like = strcmp(word, folded) == 0;
  }
  buf_release(&other);
  return like;
}

static bool is_similar(const char *folded, const struct record *contact) {
  static const int names[] = {CONTACT_NAME, CONTACT_CALL_BY, CONTACT_NATIVE_NAME};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (is_like(folded, record_text(contact, names[i])))
      return true;
  return false;
}

#define MENTIONED_AT_MOST 5

/* Said, not asked: two people may well bear one name. */
static void mention_similar(struct cli *cli, const char *name) {
  const struct book *book = session_book(&cli->session);
  struct matches similar = MATCHES_INIT;
  struct buf folded = BUF_INIT, text = BUF_INIT;

  text_fold(&folded, name);
  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++)
    if (is_similar(buf_text(&folded), book_at(book, TABLE_CONTACTS, i)))
      *vec_push(&similar.list) = book_at(book, TABLE_CONTACTS, i);
  for (size_t i = 0; i < similar.list.len && i < MENTIONED_AT_MOST; i++) {
    buf_cut(&text, 0);
    match_describe(book, similar.list.data[i], &similar, &text);
    out_linef(cli, "There is also %s.", buf_text(&text));
  }
  if (similar.list.len > MENTIONED_AT_MOST)
    out_linef(cli, "And %zu more are called like that.", similar.list.len - MENTIONED_AT_MOST);
  matches_release(&similar);
  buf_release(&folded);
  buf_release(&text);
}

static void out_added(struct cli *cli, const char *id) {
  const struct record *contact = cli_contact(cli, id);
  struct rows roles = book_rows_of(session_book(&cli->session), contact, TABLE_ROLES);
  struct buf role = BUF_INIT;

  if (roles.len > 0 && record_word(roles.data[0], ROLES_ROLE, &words_role) != ROLE_PROSPECT)
    role_text(roles.data[0], &role);
  out_linef(cli, "Added %s%s%s.", record_text(contact, CONTACT_NAME), role.len > 0 ? ", " : "",
            buf_text(&role));
  buf_release(&role);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct role_spec role = {ROLE_PROSPECT, WORD_EMPTY, WORD_EMPTY, WORD_EMPTY};
  struct values values = {VEC_INIT};
  char id[SESSION_ID_SIZE];
  const char *name;
  bool ok = false;

  if (!args_need(args, &command_add, 1, err) || !cli_open(cli, err))
    return false;
  name = read_words(cli, args, &values, err);
  if (name == NULL ||
      (args->value[ADD_ROLE] != NULL && !role_spec_parse(args->value[ADD_ROLE], &role, err)) ||
      !add_option(cli, &values, "org", args->value[ADD_ORG], err) ||
      !add_option(cli, &values, "email", args->value[ADD_EMAIL], err))
    goto out;
  mention_similar(cli, name);
  ok = session_add_contact(&cli->session, name, &role, values.list.data, values.list.len, id, err);
  if (ok) {
    out_added(cli, id);
    out_next(cli, id);
    cli_tell_commit(cli);
  }
out:
  vec_release(&values.list);
  return ok;
}

const struct command command_add = {
    .name = "add",
    .synopsis =
        "add NAME [--role ROLE[:FACET...]] [--org WHERE] [--email ADDRESS] [FIELD=VALUE...]",
    .summary = "a new contact",
    .options = options,
    .details =
        "Without a role they are a prospect. A mentor is secondary and on trial until you say\n"
        "otherwise; 'mentee help roles' lists the words. FIELD is a column of contacts.csv.\n",
    .examples = "add \"Jane Doe\" --role mentor\n"
                "add \"Haruka Togawa\" --role sponsor:research --org Meridian\n",
    .run = run,
};
