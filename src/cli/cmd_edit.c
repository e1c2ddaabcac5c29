/* Fields of one person: as words, or all of them in the editor. */
#include "entity_priv.h"

#include "mentee/session/edit_text.h"
#include <string.h>

static bool read_values(struct cli *cli, const struct args *args, struct field_values *values,
                        struct err *err) {
  for (size_t i = 1; i < args->words.len; i++)
    if (!field_values_take(values, cli, TABLE_CONTACTS, args->words.data[i], err))
      return false;
  return true;
}

/* Again where something does not suit, until it does or the person has had enough. */
static bool edit(struct cli *cli, const char *contact, struct field_values *values,
                 struct err *err) {
  struct buf text = BUF_INIT;
  bool done = false, again = true;

  row_text_write(TABLE_CONTACTS, cli_contact(cli, contact), &text);
  while (!done && again) {
    struct err why = ERR_INIT;
    values->list.len = 0;
    if (!edit_text(cli->world, cli->session.config.editor, &text, err))
      break;
    done = row_text_read(&cli->session, TABLE_CONTACTS, cli_contact(cli, contact), buf_text(&text),
                         &cli->arena, values, &why);
    if (done)
      break;
    out_complain(cli, "%s", why.text);
    if (!cli_ask_yes(cli, "Go on editing?  y / n", &again, err))
      break;
    if (!again)
      err_set(err, ERR_USAGE, "nothing was changed");
  }
  buf_release(&text);
  return done;
}

static void out_changed(struct cli *cli, const char *contact, const struct field_values *values) {
  for (size_t i = 0; i < values->list.len; i++) {
    const struct field_value *value = &values->list.data[i];
    const char *field = table_defs[TABLE_CONTACTS].fields[value->field].name;
    if (value->value[0] == '\0')
      out_linef(cli, "%s: %s is empty now.", cli_called(cli, contact), field);
    else
      out_linef(cli, "%s: %s is %s.", cli_called(cli, contact), field, value->value);
  }
  if (values->list.len == 0)
    out_linef(cli, "%s: nothing is changed.", cli_called(cli, contact));
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct field_values values = FIELD_VALUES_INIT;
  const char *contact;
  bool ok;

  if (!args_need(args, &command_edit, 1, err) || !cli_open(cli, err))
    return false;
  contact = cli_person(cli, args->words.data[0], err);
  if (contact != NULL && args->words.len == 1 && !cli_can_ask(cli))
    return err_set(err, ERR_USAGE,
                   "what should change? Give FIELD=VALUE, for example email=jane@example.org");
  ok = contact != NULL && (args->words.len == 1 ? edit(cli, contact, &values, err)
                                                : read_values(cli, args, &values, err));
  ok = ok && (values.list.len == 0 || session_edit(&cli->session, TABLE_CONTACTS, contact,
                                                   values.list.data, values.list.len, err));
  if (ok) {
    out_changed(cli, contact, &values);
    cli_tell_commit(cli);
  }
  vec_release(&values.list);
  return ok;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_edit = {
    .name = "edit",
    .synopsis = "edit NAME [FIELD=VALUE...]",
    .summary = "change what is written of somebody",
    .options = options,
    .details =
        "FIELD is a column of contacts.csv; an empty VALUE clears it. Without FIELD=VALUE all "
        "of them\n"
        "open in $VISUAL or $EDITOR, a line each.\n",
    .examples = "edit jane email=jane@example.org \"org=Larkspur Medical Center\"\n"
                "edit jane cadence_days=45\n",
    .run = run,
};
