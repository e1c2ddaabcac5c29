/* Fields of one person. */
#include "cli_priv.h"

struct values {
  VEC(struct field_value) list;
};

static bool read_values(struct cli *cli, const struct args *args, struct values *values,
                        struct err *err) {
  for (size_t i = 1; i < args->words.len; i++) {
    struct field_value value;
    if (!session_value_parse(&cli->session, args->words.data[i], TABLE_CONTACTS, &cli->arena,
                             &value, err))
      return false;
    *vec_push(&values->list) = value;
  }
  return true;
}

static void out_changed(struct cli *cli, const char *contact, const struct values *values) {
  for (size_t i = 0; i < values->list.len; i++) {
    const struct field_value *value = &values->list.data[i];
    const char *field = table_defs[TABLE_CONTACTS].fields[value->field].name;
    if (value->value[0] == '\0')
      out_linef(cli, "%s: %s is empty now.", cli_called(cli, contact), field);
    else
      out_linef(cli, "%s: %s is %s.", cli_called(cli, contact), field, value->value);
  }
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct values values = {VEC_INIT};
  const char *contact;
  bool ok;

  if (!args_need(args, &command_edit, 1, err))
    return false;
  if (args->words.len == 1)
    return err_set(err, ERR_USAGE,
                   "what should change? Give FIELD=VALUE, for example "
                   "email=jane@example.org");
  if (!cli_open(cli, err))
    return false;
  contact = cli_person(cli, args->words.data[0], err);
  ok = contact != NULL && read_values(cli, args, &values, err) &&
       session_edit(&cli->session, TABLE_CONTACTS, contact, values.list.data, values.list.len, err);
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
    .synopsis = "edit NAME FIELD=VALUE...",
    .summary = "change what is written of somebody",
    .options = options,
    .details = "FIELD is a column of contacts.csv; an empty VALUE clears it.\n",
    .examples = "edit jane email=jane@example.org \"org=Larkspur Medical Center\"\n"
                "edit jane cadence_days=45\n",
    .run = run,
};
