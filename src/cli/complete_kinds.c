/* What each word in capitals of a synopsis can be. */
#include "complete_priv.h"
#include "entity_priv.h"
#include "list_priv.h"

#include "mentee/exchange/export.h"
#include "mentee/exchange/formats.h"
#include "mentee/session/templates.h"
#include <string.h>

/* Moves the stem past the last of these bytes. */
static void stem_past(struct completion *completion, char byte) {
  const char *last = strrchr(completion_typed(completion), byte);

  if (last != NULL)
    completion->stem = (size_t)(last + 1 - completion->typed);
}

static void add_words(struct completion *completion, const struct words *list) {
  for (int i = 0; i < list->count; i++)
    completion_add(completion, words_word(list, i), words_spoken(list, i), false);
}

static void add_texts(struct completion *completion, const char *const *texts) {
  for (; *texts != NULL; texts++)
    completion_add(completion, *texts, "", false);
}

/* "auto|always|never" */
static void add_literals(struct completion *completion, const char *what, size_t len) {
  for (size_t at = 0, part; at < len; at += part + 1) {
    const char *end = memchr(what + at, '|', len - at);
    part = end != NULL ? (size_t)(end - what) - at : len - at;
    completion_add(completion, arena_copy(&completion->cli->arena, what + at, part), "", false);
  }
}

/* --- people ---------------------------------------------------------------------------------- */

struct naming {
  struct completion *completion;
  const struct book *book;
  struct finder finder;
  struct map names; /* folded, to whose it is; to the finder itself where several bear it */
  bool several;     /* lan,tomasz */
};

static void count_names(struct naming *naming) {
  const struct finder *finder = &naming->finder;

  map_reserve(&naming->names, finder->count);
  for (size_t i = 0; i < finder->count; i++) {
    struct finder_person *person = &finder->people[i];
    bool there = map_find(&naming->names, person->name) != NULL;
    map_put(&naming->names, person->name, there ? (void *)finder : (void *)person);
  }
}

/* A name that means this person and nothing else, to mentee and to a shell. */
static bool name_will_do(const struct naming *naming, const struct finder_person *person) {
  const char *name = record_text(person->contact, CONTACT_NAME);
  const struct record *by_id = book_find(naming->book, TABLE_CONTACTS, name);
  struct buf safe = BUF_INIT;
  bool will;

  text_defuse(&safe, name);
  will = name[0] != '\0' && strchr("-~=", name[0]) == NULL && strcmp(buf_text(&safe), name) == 0 &&
         text_is_utf8(name, strlen(name)) && (by_id == NULL || by_id == person->contact) &&
         !(naming->several && strchr(name, ',') != NULL) &&
         map_find(&naming->names, person->name) == person;
  buf_release(&safe);
  return will;
}

static void put_person(struct naming *naming, const struct record *contact) {
  const struct finder_person *person = &naming->finder.people[contact->index];
  const char *name = record_text(contact, CONTACT_NAME), *org = record_text(contact, CONTACT_ORG);

  if (name_will_do(naming, person))
    completion_put(naming->completion, name, org, false);
  else
    completion_put(
        naming->completion, record_id(contact),
        cli_text(naming->completion->cli, "%s%s%s", name, org[0] != '\0' ? ", " : "", org), false);
}

/* Whom the word would mean: the command itself would ask the same. */
static void add_people(struct completion *completion, bool several) {
  struct naming naming = {.completion = completion, .several = several, .names = MAP_INIT};
  struct matches matches = MATCHES_INIT;
  const char *typed = completion_typed(completion);

  naming.book = completion_book(completion);
  if (naming.book == NULL)
    return;
  finder_make(&naming.finder, naming.book);
  count_names(&naming);
  if (typed[0] != '\0')
    match_name_in(&naming.finder, naming.book, typed, &matches);
  for (size_t i = 0; i < matches.list.len; i++)
    put_person(&naming, matches.list.data[i]);
  for (size_t i = 0; i < naming.finder.count && typed[0] == '\0'; i++)
    if (!naming.finder.people[i].gone)
      put_person(&naming, naming.finder.people[i].contact);
  matches_release(&matches);
  map_release(&naming.names);
  finder_release(&naming.finder);
}

static void offer_names(struct completion *completion) {
  enum table_id table = completion->command->table;

  /* of somebody, or something, that is not there yet */
  if (completion->command != &command_add && table != TABLE_EVENTS && table != TABLE_TARGETS)
    add_people(completion, false);
}

static void offer_several(struct completion *completion) {
  stem_past(completion, ',');
  add_people(completion, true);
}

/* --- rows ------------------------------------------------------------------------------------ */

/* The first cells that a form would show. */
static const char *row_text(struct completion *completion, enum table_id table,
                            const struct record *row) {
  const struct table_def *def = &table_defs[table];
  struct buf text = BUF_INIT;
  int shown = 0;

  for (int i = 0; i < def->field_count && shown < 3; i++)
    if (def->fields[i].form == FORM_FIRST && record_has(row, i)) {
      buf_addf(&text, "%s%s", shown++ > 0 ? ", " : "", cell_spoken(completion->cli, table, row, i));
    }
  return cli_keep(completion->cli, &text);
}

static bool is_offered(enum table_id table, const struct record *row) {
  if (table == TABLE_FOLLOWUPS)
    return promise_is_open(row);
  return table != TABLE_INTERACTIONS ||
         record_word(row, INTERACTION_STATUS, &words_touch) == TOUCH_PLANNED;
}

/* Ids, by what they begin with or by a word of the row; events and goals by their name. */
static void add_rows(struct completion *completion, enum table_id table) {
  const struct book *book = completion_book(completion);
  const char *typed = completion_typed(completion);
  int name = table == TABLE_EVENTS ? EVENT_NAME : table == TABLE_TARGETS ? TARGET_NAME : -1;

  for (size_t i = 0; book != NULL && i < book_count(book, table); i++) {
    const struct record *row = book_at(book, table, i);
    const char *text;
    if (!is_offered(table, row))
      continue;
    text = row_text(completion, table, row);
    if (name >= 0)
      completion_add(completion, record_text(row, name), record_id(row), false);
    else if (typed[0] == '\0' || strncmp(record_id(row), typed, strlen(typed)) == 0 ||
             text_has(text, typed))
      completion_put(completion, record_id(row), text, false);
  }
}

/* Beside people an id is for those who have begun to write one. */
static void offer_ids(struct completion *completion) {
  enum table_id table = completion->command->table;
  size_t typed = strlen(completion_typed(completion));

  if (completion->list.len == 0 && (typed > 0 || completion->word_count > 0))
    add_rows(completion, table);
}

static void offer_events(struct completion *completion) {
  add_rows(completion, TABLE_EVENTS);
}

static void offer_targets(struct completion *completion) {
  add_rows(completion, TABLE_TARGETS);
}

static void add_fields(struct completion *completion, enum table_id table, const char *after) {
  const struct table_def *def = &table_defs[table];

  for (int i = 1; i < def->field_count; i++)
    completion_add(completion, cli_text(completion->cli, "%s%s", def->fields[i].name, after),
                   def->fields[i].label, after[0] != '\0');
}

/* forget: any row, then its fields. Somebody by the name, too. */
static void offer_ids_and_fields(struct completion *completion) {
  const struct book *book = completion_book(completion);
  const char *dot = strchr(completion->typed, '.');
  size_t len = dot != NULL ? (size_t)(dot - completion->typed) : 0;

  if (completion->typed[0] == '\0')
    return;
  for (int table = 0; book != NULL && table < TABLE_SETTINGS; table++)
    if (dot == NULL) {
      add_rows(completion, (enum table_id)table);
    } else if (book_find(book, (enum table_id)table,
                         arena_copy(&completion->cli->arena, completion->typed, len)) != NULL) {
      completion->stem = len + 1;
      add_fields(completion, (enum table_id)table, "");
    }
}

/* --- what is open with somebody -------------------------------------------------------------- */

static enum pick pick_of(const struct command *command) {
  if (command->table == TABLE_INTERACTIONS)
    return PICK_MEETING;
  return command == &command_done ? PICK_DONE : PICK_OPEN;
}

static void offer_open_things(struct completion *completion) {
  enum table_id table = completion->command->table;
  struct open_things things = OPEN_THINGS_INIT;
  struct err ignored = ERR_INIT;
  const struct record *contact;

  if ((table != TABLE_FOLLOWUPS && table != TABLE_INTERACTIONS) || completion->word_count != 1 ||
      completion_book(completion) == NULL)
    return;
  contact = match_one(completion_book(completion), completion->words[0], &ignored);
  if (contact != NULL)
    open_things_with(&things, completion->cli, record_id(contact), completion_typed(completion),
                     pick_of(completion->command));
  for (size_t i = 0; i < things.list.len; i++)
    completion_put(completion, things.list.data[i].text, things.list.data[i].when, false);
  open_things_release(&things);
}

/* --- days ------------------------------------------------------------------------------------ */

static const char *const days[] = {"today",    "yesterday", "tomorrow", "monday",
                                   "tuesday",  "wednesday", "thursday", "friday",
                                   "saturday", "sunday",    NULL};

/* Where words of a promise can stand, a day stands after its id. */
static void offer_days(struct completion *completion) {
  const struct book *book;

  if (completion->option == NULL && completion->command == &command_done) {
    book = completion_book(completion);
    if (book == NULL || book_find(book, TABLE_FOLLOWUPS, completion->words[0]) == NULL)
      return;
  }
  add_texts(completion, days);
}

static void offer_durations(struct completion *completion) {
  static const char *const durations[] = {"1w", "2w", "1m", "3m", "6m", "1y", NULL};

  add_texts(completion, durations);
}

static void offer_spans(struct completion *completion) {
  static const char *const spans[] = {"1h", "6h", "12h", "1d", NULL};

  add_texts(completion, spans);
}

/* --- values of fields ------------------------------------------------------------------------ */

/* What stands in that column already, each once; `part` ends one of several in a cell. */
static void add_earlier(struct completion *completion, enum table_id table, int field, bool parts,
                        bool first_word) {
  const struct book *book = completion_book(completion);
  struct map seen = MAP_INIT;

  for (size_t i = 0; book != NULL && i < book_count(book, table); i++) {
    const char *at = record_text(book_at(book, table, i), field), *part = at;
    size_t len = strlen(at);
    while (parts ? record_next_part(&at, &part, &len) : at[0] != '\0') {
      const char *text;
      if (first_word)
        len = strcspn(part, " ;");
      text = arena_copy(&completion->cli->arena, part, len);
      if (map_find(&seen, text) == NULL)
        completion_add(completion, text, "", false);
      map_put(&seen, text, completion);
      if (!parts)
        break;
    }
  }
  map_release(&seen);
}

static void add_values(struct completion *completion, enum table_id table, int index,
                       bool first_word) {
  static const char *const answers[] = {"yes", "no", NULL};
  const struct field *field = &table_defs[table].fields[index];

  switch (field->type) {
  case FIELD_WORD:
    add_words(completion, field->words);
    break;
  case FIELD_YES:
    add_texts(completion, answers);
    break;
  case FIELD_DATE:
    add_texts(completion, days);
    break;
  case FIELD_REF:
  case FIELD_PEOPLE:
    if (field->ref == TABLE_CONTACTS)
      add_people(completion, false);
    else
      add_rows(completion, field->ref);
    break;
  case FIELD_TEXT:
  case FIELD_LIST:
    if (!first_word && field->type == FIELD_LIST)
      stem_past(completion, ';');
    add_earlier(completion, table, index, field->type == FIELD_LIST, first_word);
    break;
  default:
    break;
  }
}

static void offer_field_values(struct completion *completion) {
  enum table_id table = completion->command->table;
  const char *equals = strchr(completion->typed, '=');
  int field;

  if (!is_field_value(completion->typed)) {
    if (completion->list.len == 0 || completion->typed[0] != '\0')
      add_fields(completion, table, "=");
    return;
  }
  field =
      table_find_field(&table_defs[table], arena_copy(&completion->cli->arena, completion->typed,
                                                      (size_t)(equals - completion->typed)));
  completion->stem = (size_t)(equals + 1 - completion->typed);
  if (field > 0)
    add_values(completion, table, field, false);
}

/* "mentor:primary:clinical" */
static void offer_roles(struct completion *completion) {
  if (strchr(completion_typed(completion), ':') == NULL) {
    add_words(completion, &words_role);
    return;
  }
  stem_past(completion, ':');
  add_words(completion, &words_rank);
  add_words(completion, &words_phase);
  add_words(completion, &words_facet);
}

static bool is_earlier_key(size_t n) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(query_key(i), query_key(n)) == 0)
      return true;
  return false;
}

/* "role:sponsor", "-tag:letters", a name: one word of it, as a query takes it. */
static void offer_query(struct completion *completion) {
  static const char *const answers[] = {"yes", "no", NULL};
  const char *at = completion->typed + (completion->typed[0] == '-');
  const char *colon = strchr(at, ':'), *key;
  int field;

  completion->stem = (size_t)(at - completion->typed);
  if (colon == NULL) {
    for (size_t n = 0; (key = query_key(n)) != NULL; n++)
      if (!is_earlier_key(n))
        completion_add(completion, cli_text(completion->cli, "%s:", key), "", true);
    return;
  }
  completion->stem = (size_t)(colon + 1 - completion->typed);
  key = arena_copy(&completion->cli->arena, at, (size_t)(colon - at));
  field = table_find_field(&table_defs[TABLE_CONTACTS], strcmp(key, "tag") == 0 ? "tags" : key);
  if (strcmp(key, "role") == 0)
    offer_roles(completion);
  else if (strcmp(key, "facet") == 0)
    add_words(completion, &words_facet);
  else if (strcmp(key, "due") == 0)
    add_texts(completion, answers);
  else if (field > 0)
    add_values(completion, TABLE_CONTACTS, field, true);
}

/* --- the rest -------------------------------------------------------------------------------- */

static void offer_settings(struct completion *completion) {
  const char *equals = strchr(completion->typed, '=');
  enum setting setting;

  for (size_t i = 0; equals == NULL && i < SETTING_COUNT; i++)
    completion_add(completion, cli_text(completion->cli, "%s=", setting_defs[i].key),
                   setting_defs[i].label, true);
  for (size_t i = 0; equals == NULL && i < setting_text_count; i++)
    completion_add(completion, cli_text(completion->cli, "%s=", setting_texts[i].key),
                   setting_texts[i].label, true);
  if (equals == NULL)
    return;
  completion->stem = (size_t)(equals + 1 - completion->typed);
  setting = settings_find(
      arena_copy(&completion->cli->arena, completion->typed, (size_t)(equals - completion->typed)));
  for (int i = 0; setting < SETTING_COUNT && i <= setting_defs[setting].most &&
                  setting_defs[setting].type == SETTING_WORD;
       i++) {
    struct buf word = BUF_INIT;
    settings_format(setting, i, &word);
    completion_add(completion, buf_text(&word), "", false);
    buf_release(&word);
  }
}

static void offer_formats(struct completion *completion) {
  if (completion->command == &command_export)
    for (const struct export_format *format = export_formats; format->word != NULL; format++)
      completion_add(completion, format->word, format->said, false);
  else
    for (const struct format *format = import_formats; format->word != NULL; format++)
      completion_add(completion, format->word, format->said, false);
}

static void offer_templates(struct completion *completion) {
  struct templates templates;
  struct err ignored = ERR_INIT;

  if (completion_book(completion) == NULL)
    return;
  session_templates(&completion->cli->session, &templates, &ignored);
  for (size_t i = 0; i < templates.list.len; i++)
    completion_add(completion, templates.list.data[i].id, templates.list.data[i].use, false);
  templates_release(&templates);
}

static void offer_columns(struct completion *completion) {
  const char *name;

  stem_past(completion, ',');
  for (size_t n = 0; (name = list_column_name(n)) != NULL; n++)
    completion_add(completion, name, "", false);
}

static void offer_commands(struct completion *completion) {
  for (const struct command *const *command = commands; *command != NULL; command++)
    completion_add(completion, (*command)->name, (*command)->summary, false);
}

static void offer_topics(struct completion *completion) {
  const char *name, *summary;

  for (size_t n = 0; help_topic(n, &name, &summary); n++)
    completion_add(completion, name, summary, false);
}

static void offer_places(struct completion *completion) {
  add_earlier(completion, TABLE_CONTACTS, CONTACT_ORG, false, false);
}

static void offer_tags(struct completion *completion) {
  add_earlier(completion, TABLE_CONTACTS, CONTACT_TAGS, true, false);
}

static void offer_kinds(struct completion *completion) {
  add_words(completion, &words_kind);
}

static void offer_channels(struct completion *completion) {
  add_words(completion, &words_channel);
}

static void offer_links(struct completion *completion) {
  add_words(completion, &words_link);
}

static void offer_files(struct completion *completion) {
  completion->files = true;
}

static const struct kind {
  const char *what;
  void (*offer)(struct completion *completion);
} kinds[] = {
    {"NAME", offer_names},
    {"NAME[,NAME...]", offer_several},
    {"ID", offer_ids},
    {"ID[.FIELD]", offer_ids_and_fields},
    {"WORDS", offer_open_things},
    {"EVENT", offer_events},
    {"TARGET", offer_targets},
    {"FIELD=VALUE", offer_field_values},
    {"KEY=VALUE", offer_settings},
    {"QUERY", offer_query},
    {"ROLE", offer_roles},
    {"ROLE[:FACET...]", offer_roles},
    {"DATE", offer_days},
    {"DURATION", offer_durations},
    {"SPAN", offer_spans},
    {"KIND", offer_kinds},
    {"CHANNEL", offer_channels},
    {"HOW", offer_links},
    {"FORMAT", offer_formats},
    {"TEMPLATE", offer_templates},
    {"COLUMN", offer_columns},
    {"COLUMN,...", offer_columns},
    {"COMMAND", offer_commands},
    {"TOPIC", offer_topics},
    {"PLACE", offer_places},
    {"WHERE", offer_places},
    {"TAG", offer_tags},
    {"FILE", offer_files},
    {"DIR", offer_files},
};

static bool has_capital(const char *text, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (text[i] >= 'A' && text[i] <= 'Z')
      return true;
  return false;
}

static const struct kind *kind_find(const char *what, size_t len) {
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (strlen(kinds[i].what) == len && strncmp(kinds[i].what, what, len) == 0)
      return &kinds[i];
  return NULL;
}

/* One of "NAME|ID", once a run. */
static void offer_part(struct completion *completion, const char *what, size_t len) {
  const struct kind *kind = kind_find(what, len);
  unsigned bit = kind != NULL ? 1U << (kind - kinds) : 0;
  size_t stem = completion->stem;

  if (!has_capital(what, len))
    add_literals(completion, what, len);
  if (kind == NULL || (completion->told & bit) != 0)
    return;
  completion->told |= bit;
  kind->offer(completion);
  completion->stem = stem;
}

void completion_kind(struct completion *completion, const char *what, size_t len) {
  size_t part;

  for (size_t at = 0; at < len; at += part + 1) {
    const char *end = memchr(what + at, '|', len - at);
    part = end != NULL ? (size_t)(end - what) - at : len - at;
    offer_part(completion, what + at, part);
  }
}
