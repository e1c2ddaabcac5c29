#include "entity_priv.h"
#include "grid_priv.h"

#include <stdlib.h>
#include <string.h>

enum { ENTITY_TSV, ENTITY_ALL }; /* the options that every entity's command has, in this order */

bool is_field_value(const char *word) {
  size_t len = strspn(word, "abcdefghijklmnopqrstuvwxyz_");

  return len > 0 && word[len] == '=';
}

bool field_values_take(struct field_values *values, struct cli *cli, enum table_id table,
                       const char *text, struct err *err) {
  struct field_value value;

  if (!session_value_parse(&cli->session, text, table, &cli->arena, &value, err))
    return false;
  *vec_push(&values->list) = value;
  return true;
}

/* "advice=..." of what happened; who, when and whether have words of their own. */
static bool is_interaction_value(const char *word) {
  static const int fields[] = {INTERACTION_AGENDA,    INTERACTION_QUESTIONS,  INTERACTION_DECISIONS,
                               INTERACTION_ADVICE,    INTERACTION_CHOSEN,     INTERACTION_TOLD_ON,
                               INTERACTION_FAVOUR,    INTERACTION_THANKED_ON, INTERACTION_NOTES,
                               INTERACTION_PRIVATE,   INTERACTION_INITIATOR,  INTERACTION_DEPTH,
                               INTERACTION_DIRECTION, INTERACTION_MINUTES,    INTERACTION_SUBJECT};
  size_t len = strcspn(word, "=");

  for (size_t i = 0; word[len] == '=' && i < sizeof fields / sizeof fields[0]; i++) {
    const char *name = table_defs[TABLE_INTERACTIONS].fields[fields[i]].name;
    if (strlen(name) == len && strncmp(word, name, len) == 0)
      return true;
  }
  return false;
}

/* All that look like fields, where one of them is: so that "favor=" beside "advice=" is told. */
size_t interaction_words(const struct args *args) {
  size_t words = args->words.len;
  bool any = false;

  while (words > 1 && is_field_value(args->words.data[words - 1]))
    any = is_interaction_value(args->words.data[--words]) || any;
  return any ? words : args->words.len;
}

bool interaction_values_take(struct field_values *values, struct cli *cli, const struct args *args,
                             struct err *err) {
  for (size_t i = interaction_words(args); i < args->words.len; i++) {
    const char *word = args->words.data[i];
    if (!field_values_take(values, cli, TABLE_INTERACTIONS, word, err))
      return false;
    if (!is_interaction_value(word))
      return err_set(err, ERR_USAGE, "'%s': who, when, how and whether are said by options", word);
  }
  return true;
}

static void put(struct field_values *values, int field, const char *text) {
  *vec_push(&values->list) = (struct field_value){field, text};
}

static bool has(const struct field_values *values, int field) {
  for (size_t i = 0; i < values->list.len; i++)
    if (values->list.data[i].field == field)
      return true;
  return false;
}

/* --- what is not said at the beginning
 * --------------------------------------------------------------- */

static const struct standard {
  enum table_id table;
  int field;
  const char *word; /* NULL: today */
} standards[] = {
    {TABLE_OPPORTUNITIES, OPPORTUNITY_OPENED_ON, NULL},
    {TABLE_OPPORTUNITIES, OPPORTUNITY_STAGE, "offered"},
    {TABLE_LETTERS, LETTER_ASKED_ON, NULL},
    {TABLE_LETTERS, LETTER_ANSWER, "pending"},
    {TABLE_TARGETS, TARGET_OPENED_ON, NULL},
    {TABLE_TARGETS, TARGET_STATUS, "considering"},
};

static void put_standards(struct cli *cli, enum table_id table, struct field_values *values) {
  char iso[DATE_TEXT_SIZE];

  date_iso(cli->session.today, iso);
  for (size_t i = 0; i < sizeof standards / sizeof standards[0]; i++)
    if (standards[i].table == table && !has(values, standards[i].field))
      put(values, standards[i].field,
          standards[i].word != NULL ? standards[i].word : arena_dup(&cli->arena, iso));
  if (table == TABLE_EVENTS && !has(values, EVENT_ENDS_ON)) /* one of a day ends that day */
    for (size_t i = 0; i < values->list.len; i++)
      if (values->list.data[i].field == EVENT_STARTS_ON) {
        put(values, EVENT_ENDS_ON, values->list.data[i].value);
        break;
      }
}

/* --- add ---------------------------------------------------------------------------------------
 */

static bool usage(const struct entity *entity, const struct args *args, struct err *err) {
  return command_usage(entity->command, args->words.len > 0 ? args->words.data[0] : "", err);
}

/* link: the middle words say how, the last one whom. */
static bool take_link(struct cli *cli, const struct entity *entity, const struct args *args,
                      size_t from, size_t to, struct field_values *values, struct err *err) {
  const char *last, *id;
  struct err why = ERR_INIT;

  if (to - from < 2)
    return usage(entity, args, err);
  last = args->words.data[to - 1];
  if (!field_values_take(values, cli, entity->table,
                         cli_text(cli, "kind=%s", args_join(cli, args, from, to - 1)), err))
    return false;
  id = session_read_value(&cli->session, entity->table, entity->whom, last, &cli->arena, &why);
  if (id != NULL) {
    put(values, entity->whom, id);
    return true;
  }
  id = session_read_value(&cli->session, entity->table, entity->goal, last, &cli->arena, err);
  if (id == NULL) {
    *err = why; /* nobody and nothing: say that of the person */
    return false;
  }
  put(values, entity->goal, id);
  return true;
}

static bool take_words(struct cli *cli, const struct entity *entity, const struct args *args,
                       size_t from, size_t to, struct field_values *values, struct err *err) {
  const char *contact;

  if (entity->who >= 0) {
    if (from >= to)
      return usage(entity, args, err);
    contact = cli_person(cli, args->words.data[from++], err);
    if (contact == NULL)
      return false;
    put(values, entity->who, contact);
  }
  if (entity->whom >= 0)
    return take_link(cli, entity, args, from, to, values, err);
  if (from < to)
    put(values, entity->what, args_join(cli, args, from, to));
  else if (!has(values, entity->what))
    return usage(entity, args, err);
  return true;
}

const char *entity_text(struct cli *cli, const struct entity *entity, const char *id) {
  const struct record *row = book_find(session_book(&cli->session), entity->table, id);
  struct buf text = BUF_INIT;

  if (entity->what >= 0)
    buf_adds(&text, record_text(row, entity->what));
  if (text.len == 0 && entity->whom < 0)
    buf_adds(&text, table_defs[entity->table].row);
  if (entity->whom >= 0) {
    buf_addf(&text, "%s %s ", cell_spoken(cli, entity->table, row, entity->who),
             cell_spoken(cli, entity->table, row, LINKS_KIND));
    buf_adds(&text, cell_spoken(cli, entity->table, row,
                                record_has(row, entity->whom) ? entity->whom : entity->goal));
  } else if (entity->who >= 0) {
    buf_addf(&text, ", %s", cli_called(cli, record_text(row, entity->who)));
  }
  return cli_keep(cli, &text);
}

static const char *contact_of(struct cli *cli, const struct entity *entity, const char *id) {
  const struct record *row = book_find(session_book(&cli->session), entity->table, id);

  return arena_dup(&cli->arena, record_text(row, entity->who));
}

static bool add(struct cli *cli, const struct entity *entity, const struct args *args,
                struct err *err) {
  struct field_values values = FIELD_VALUES_INIT;
  char id[SESSION_ID_SIZE];
  size_t words = 1;
  bool ok = true;

  while (words < args->words.len && !is_field_value(args->words.data[words]))
    if (word_is_blank(args->words.data[words++]))
      return usage(entity, args, err);
  for (size_t i = words; i < args->words.len && ok; i++)
    ok = field_values_take(&values, cli, entity->table, args->words.data[i], err);
  ok = ok && take_words(cli, entity, args, 1, words, &values, err);
  if (ok) {
    put_standards(cli, entity->table, &values);
    ok = session_add_row(&cli->session, entity->table, values.list.data, values.list.len, id, err);
  }
  if (ok) {
    out_linef(cli, "Added: %s (%s).", entity_text(cli, entity, id), id);
    cli_tell_commit(cli);
    if (entity->table == TABLE_OPPORTUNITIES)
      ok = cli_offer(cli, contact_of(cli, entity, id), RULE_R13B, err);
  }
  vec_release(&values.list);
  return ok;
}

/* --- set ---------------------------------------------------------------------------------------
 */

static bool set(struct cli *cli, const struct entity *entity, const struct args *args,
                struct err *err) {
  struct field_values values = FIELD_VALUES_INIT;
  const struct record *row;
  const char *id;
  bool ok = true;

  if (args->words.len < 3)
    return usage(entity, args, err);
  row = session_find_row(&cli->session, entity->table, args->words.data[1], err);
  if (row == NULL)
    return false;
  id = arena_dup(&cli->arena, record_id(row));
  for (size_t i = 2; i < args->words.len && ok; i++)
    ok = field_values_take(&values, cli, entity->table, args->words.data[i], err);
  ok = ok && session_edit(&cli->session, entity->table, id, values.list.data, values.list.len, err);
  for (size_t i = 0; ok && i < values.list.len; i++) {
    const struct field_value *value = &values.list.data[i];
    out_linef(cli, "%s: %s is %s.", entity_text(cli, entity, id),
              table_defs[entity->table].fields[value->field].name,
              value->value[0] != '\0' ? value->value : "empty now");
  }
  if (ok)
    cli_tell_commit(cli);
  vec_release(&values.list);
  return ok;
}

/* --- list --------------------------------------------------------------------------------------
 */

const char *cell_spoken(struct cli *cli, enum table_id table, const struct record *row, int field) {
  static const int names[TABLE_COUNT] = {[TABLE_CONTACTS] = CONTACT_NAME,
                                         [TABLE_EVENTS] = EVENT_NAME,
                                         [TABLE_TARGETS] = TARGET_NAME,
                                         [TABLE_INTERACTIONS] = INTERACTION_SUBJECT};
  const struct field *def = &table_defs[table].fields[field];
  const char *text = field == 0 ? record_id(row) : record_text(row, field);
  const struct book *book = session_book(&cli->session);
  const struct record *meant;
  char day[DATE_TEXT_SIZE];

  if (def->type == FIELD_WORD && record_word(row, field, def->words) >= 0)
    return words_spoken(def->words, record_word(row, field, def->words));
  if (def->type == FIELD_DATE && record_day(row, field) != DATE_NONE)
    return arena_dup(&cli->arena, date_short_year(record_day(row, field), cli->session.today, day));
  if (def->type == FIELD_REF && text[0] != '\0') {
    meant = def->ref == TABLE_CONTACTS ? book_ref_contact(book, row, field)
                                       : book_find(book, def->ref, text);
    if (meant == NULL)
      return cli_text(cli, "unknown %s", text);
    text = record_text(meant, names[def->ref]);
  }
  return arena_dup(&cli->arena, text);
}

/* Every word is somewhere in the row, as a person reads it. */
static bool row_holds(struct cli *cli, enum table_id table, const struct record *row,
                      const struct args *args) {
  for (size_t i = 1; i < args->words.len; i++) {
    bool found = false;
    for (int field = 0; field < table_defs[table].field_count && !found; field++)
      found = text_has(cell_spoken(cli, table, row, field), args->words.data[i]) ||
              text_has(record_text(row, field), args->words.data[i]);
    if (!found)
      return false;
  }
  return true;
}

struct sorted_row {
  const struct record *row;
  int day;
};

static int by_day(const void *left, const void *right) {
  const struct sorted_row *a = left, *b = right;

  if (a->day != b->day)
    return a->day < b->day ? -1 : 1;
  return a->row->index < b->row->index ? -1 : a->row->index > b->row->index;
}

struct sorted_rows {
  VEC(struct sorted_row) list;
};

static void find_rows(struct cli *cli, const struct entity *entity, const struct args *args,
                      struct sorted_rows *rows) {
  const struct book *book = session_book(&cli->session);

  for (size_t i = 0; i < book_count(book, entity->table); i++) {
    const struct record *row = book_at(book, entity->table, i);
    if (row_holds(cli, entity->table, row, args))
      *vec_push(&rows->list) =
          (struct sorted_row){row, entity->by >= 0 ? record_day(row, entity->by) : (int)row->index};
  }
  if (rows->list.len > 0)
    qsort(rows->list.data, rows->list.len, sizeof *rows->list.data, by_day);
}

static void out_tsv_rows(struct cli *cli, const struct entity *entity,
                         const struct sorted_rows *rows) {
  const char *cells[TABLE_MAX_FIELDS];
  int count = table_defs[entity->table].field_count;

  for (size_t i = 0; i < rows->list.len; i++) {
    cells[0] = record_id(rows->list.data[i].row);
    for (int field = 1; field < count; field++)
      cells[field] = record_text(rows->list.data[i].row, field);
    out_tsv(cli, cells, (size_t)count);
  }
}

/* The id, whom it is about, and what a form asks first; with --all everything. */
static bool is_column(const struct entity *entity, int field, bool all) {
  const struct field *def = &table_defs[entity->table].fields[field];

  return all || field == 0 || field == entity->who || def->form == FORM_FIRST;
}

static void out_grid(struct cli *cli, const struct entity *entity, const struct sorted_rows *rows,
                     bool all) {
  const struct table_def *def = &table_defs[entity->table];
  struct grid grid = GRID_INIT(cli);

  for (int field = 0; field < def->field_count; field++)
    if (is_column(entity, field, all))
      grid_column(&grid, def->fields[field].label, def->fields[field].type == FIELD_DATE);
  for (size_t i = 0; i < rows->list.len; i++)
    for (int field = 0; field < def->field_count; field++)
      if (is_column(entity, field, all))
        grid_cell(&grid, cell_spoken(cli, entity->table, rows->list.data[i].row, field));
  grid_out(&grid, true);
  grid_release(&grid);
}

static bool list(struct cli *cli, const struct entity *entity, const struct args *args,
                 struct err *err) {
  struct sorted_rows rows = {VEC_INIT};
  bool ok = true;

  find_rows(cli, entity, args, &rows);
  if (args->value[ENTITY_TSV] != NULL)
    out_tsv_rows(cli, entity, &rows);
  else if (rows.list.len > 0)
    out_grid(cli, entity, &rows, args->value[ENTITY_ALL] != NULL);
  else if (args->words.len > 1)
    ok = err_set(err, ERR_MISSING, "nothing like '%s'", args_join(cli, args, 1, args->words.len));
  else
    out_line(cli, entity->none);
  vec_release(&rows.list);
  return ok;
}

bool entity_run(struct cli *cli, const struct entity *entity, const struct args *args,
                struct err *err) {
  const char *verb = args->words.len > 0 ? args->words.data[0] : "";

  if (strcmp(verb, "add") == 0)
    return cli_open(cli, err) && add(cli, entity, args, err);
  if (strcmp(verb, "set") == 0)
    return cli_open(cli, err) && set(cli, entity, args, err);
  if (strcmp(verb, "list") == 0)
    return cli_open_reading(cli, err) && list(cli, entity, args, err);
  return usage(entity, args, err);
}
