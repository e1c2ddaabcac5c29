#include "list_priv.h"

#include <string.h>

enum computed { COLUMN_ROLE, COLUMN_LAST, COLUMN_NEXT, COLUMN_EVERY };

static const struct list_column computed[] = {
    [COLUMN_ROLE] = {"role", "Role", -1, COLUMN_ROLE, false},
    [COLUMN_LAST] = {"last", "Last", -1, COLUMN_LAST, true},
    [COLUMN_NEXT] = {"next", "Next", -1, COLUMN_NEXT, true},
    [COLUMN_EVERY] = {"every", "Every", -1, COLUMN_EVERY, false},
};
#define COMPUTED_COUNT ((int)(sizeof computed / sizeof computed[0]))

const char *list_column_name(size_t n) {
  const struct table_def *def = &table_defs[TABLE_CONTACTS];

  if (n < COMPUTED_COUNT)
    return computed[n].name;
  n -= COMPUTED_COUNT;
  return n < (size_t)def->field_count ? def->fields[n].name : NULL;
}

static bool unknown_column(const char *name, struct err *err) {
  const char *names[TABLE_MAX_FIELDS + 8];
  const char *near;
  size_t count = 0;

  while ((names[count] = list_column_name(count)) != NULL)
    count++;
  near = text_nearest(name, names, count);
  if (near != NULL)
    return err_set(err, ERR_USAGE, "unknown column '%s'; did you mean '%s'?", name, near);
  return err_set(err, ERR_USAGE, "unknown column '%s'; for example name, role, org, email or last",
                 name);
}

bool list_column_find(const char *name, struct list_column *column, struct err *err) {
  const struct table_def *def = &table_defs[TABLE_CONTACTS];
  int field = table_find_field(def, name);

  for (int i = 0; i < COMPUTED_COUNT; i++)
    if (strcmp(computed[i].name, name) == 0) {
      *column = computed[i];
      return true;
    }
  if (field < 0)
    return unknown_column(name, err);
  *column = (struct list_column){def->fields[field].name, def->fields[field].label, field, -1,
                                 def->fields[field].type == FIELD_DATE ||
                                     def->fields[field].type == FIELD_NUMBER};
  return true;
}

/* The weightiest role and how many more; a pause is said instead. */
static void add_role(struct cli *cli, const struct facts *facts, struct buf *out) {
  const struct record *contact = facts->contact, *role;
  int others = 0, until = record_day(contact, CONTACT_STATUS_UNTIL);
  char day[DATE_TEXT_SIZE];

  if (facts->status != STATUS_ACTIVE && facts->status != STATUS_RETIRED) {
    buf_adds(out, words_spoken(&words_status, facts->status));
    if (facts->status == STATUS_PAUSED && until != DATE_NONE)
      buf_addf(out, " to %s", date_short_year(until, cli->session.today, day));
    return;
  }
  role = contact_main_role(session_book(&cli->session), contact, cli->session.today, &others);
  if (role != NULL)
    buf_adds(out, words_spoken(&words_role,
                               record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE)));
  if (others > 0)
    buf_addf(out, " +%d", others);
}

/* "mentor:research:primary;collaborator": as --role reads it */
static void add_role_words(struct cli *cli, const struct record *contact, struct buf *out) {
  static const int fields[] = {ROLES_ROLE, ROLES_FACET, ROLES_RANK, ROLES_PHASE};
  struct rows roles = book_rows_of(session_book(&cli->session), contact, TABLE_ROLES);
  const char *before = "";

  for (size_t i = 0; i < roles.len; i++) {
    if (!span_holds(roles.data[i], ROLES_FROM_ON, ROLES_TO_ON, cli->session.today))
      continue;
    for (size_t j = 0; j < sizeof fields / sizeof fields[0]; j++)
      if (record_has(roles.data[i], fields[j])) {
        buf_addf(out, "%s%s", before, record_text(roles.data[i], fields[j]));
        before = ":";
      }
    before = ";";
  }
}

/* "18 Aug" this year, "Sep 2025" before and after. */
static void add_day(int day, int today, bool spoken, struct buf *out) {
  struct date_civil civil;
  char text[DATE_TEXT_SIZE];

  if (day == DATE_NONE)
    return;
  civil = date_to_civil(day);
  if (!spoken)
    buf_adds(out, date_iso(day, text));
  else if (civil.year == date_to_civil(today).year)
    buf_adds(out, date_short(day, text));
  else
    buf_addf(out, "%s %d", date_month_short(civil.month), civil.year);
}

static void add_field(struct cli *cli, const struct record *contact, int field, bool spoken,
                      struct buf *out) {
  const struct field *def = &table_defs[TABLE_CONTACTS].fields[field];
  int word = def->type == FIELD_WORD ? record_word(contact, field, def->words) : WORD_EMPTY;
  int day = def->type == FIELD_DATE ? record_day(contact, field) : DATE_NONE;

  if (field == CONTACT_ID)
    buf_adds(out, record_id(contact));
  else if (spoken && word >= 0)
    buf_adds(out, words_spoken(def->words, word));
  else if (spoken && day != DATE_NONE)
    add_day(day, cli->session.today, true, out);
  else
    buf_adds(out, record_text(contact, field));
}

void list_cell(struct cli *cli, const struct due *due, const struct record *contact,
               const struct list_column *column, bool spoken, struct buf *out) {
  const struct facts *facts = &due->cadence.facts[contact->index];
  const struct clock *clock = &due->cadence.clocks[contact->index];

  if (column->field >= 0) {
    add_field(cli, contact, column->field, spoken, out);
    return;
  }
  switch ((enum computed)column->computed) {
  case COLUMN_ROLE:
    if (spoken)
      add_role(cli, facts, out);
    else
      add_role_words(cli, contact, out);
    break;
  case COLUMN_LAST:
    add_day(facts->last, cli->session.today, spoken, out);
    break;
  case COLUMN_NEXT:
    add_day(clock->interval > 0 ? clock->due : DATE_NONE, cli->session.today, spoken, out);
    break;
  case COLUMN_EVERY:
    if (spoken && clock->interval > 0)
      interval_text(clock->interval, out);
    else if (clock->interval > 0)
      buf_addf(out, "%d", clock->interval);
    break;
  }
}

/* Numbers and days by their size, the weightiest role first, what is empty last. */
static int64_t sort_number(const struct due *due, const struct record *contact,
                           const struct list_column *column) {
  const struct facts *facts = &due->cadence.facts[contact->index];
  const struct clock *clock = &due->cadence.clocks[contact->index];
  int64_t number = 0;

  if (column->field < 0 && column->computed == COLUMN_ROLE)
    return -facts->weight;
  if (column->field < 0 && column->computed == COLUMN_LAST)
    number = facts->last;
  else if (column->field < 0)
    number = clock->interval == 0              ? DATE_NONE
             : column->computed == COLUMN_NEXT ? clock->due
                                               : clock->interval;
  else if (column->right && table_defs[TABLE_CONTACTS].fields[column->field].type == FIELD_DATE)
    number = record_day(contact, column->field);
  else if (column->right)
    number = record_number(contact, column->field);
  else
    return record_has(contact, column->field) ? 0 : INT64_MAX;
  return number == DATE_NONE || number == -1 ? INT64_MAX : number;
}

static const char *folded(struct cli *cli, const char *text) {
  struct buf out = BUF_INIT;

  text_fold(&out, text);
  return cli_keep(cli, &out);
}

struct list_key list_key(struct cli *cli, const struct due *due, const struct record *contact,
                         const struct list_column *column) {
  struct list_key key = {sort_number(due, contact, column), "", "", record_id(contact)};
  struct buf text = BUF_INIT, family = BUF_INIT;

  contact_sort_key(contact, &family);
  if (column->field != CONTACT_NAME)
    list_cell(cli, due, contact, column, true, &text);
  key.text = column->right ? "" : folded(cli, buf_text(&text));
  key.family = folded(cli, buf_text(&family));
  buf_release(&text);
  buf_release(&family);
  return key;
}

int list_key_compare(const struct list_key *a, const struct list_key *b) {
  int order = (a->number > b->number) - (a->number < b->number);

  if (order == 0)
    order = strcmp(a->text, b->text);
  if (order == 0)
    order = strcmp(a->family, b->family);
  return order != 0 ? order : strcmp(a->id, b->id);
}
