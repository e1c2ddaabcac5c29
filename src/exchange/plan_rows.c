/*
 * What becomes of the rows that come with people. What a row means in the file, by its ids, is
 * looked up first: whom of the book, or somebody who is new. Then the row is in the book already,
 * by its id and what it is about, or word for word; or it is new.
 */
#include "mentee/base/text.h"
#include "plan_priv.h"
#include <string.h>

const char *const plan_row_words[TABLE_COUNT] = {
    [TABLE_CONTACTS] = "people",
    [TABLE_ROLES] = "roles",
    [TABLE_AFFILIATIONS] = "places",
    [TABLE_INTERACTIONS] = "interactions",
    [TABLE_FOLLOWUPS] = "promises",
    [TABLE_OPPORTUNITIES] = "opportunities",
    [TABLE_LETTERS] = "letters",
    [TABLE_EVENTS] = "events",
    [TABLE_EVENT_PEOPLE] = "people at events",
    [TABLE_LINKS] = "links",
    [TABLE_TARGETS] = "goals",
    [TABLE_SETTINGS] = "settings",
};

/* --- what the file's ids mean -------------------------------------------------------------------
 */

struct plan_link {
  enum table_id table;
  size_t number; /* into the plan's rows (contacts) or extras */
};

static const char *link_key(struct arena *arena, uint32_t file, enum table_id table,
                            const char *id) {
  return arena_format(arena, "%u %c %s", file, table_defs[table].letter, id);
}

static void add_link(struct plan *plan, uint32_t file, enum table_id table, const char *id,
                     size_t number) {
  const char *key;
  struct plan_link *link;

  if (id[0] == '\0')
    return;
  key = link_key(&plan->arena, file, table, id);
  if (map_find(&plan->links, key) != NULL) /* the first row of an id is what the id means */
    return;
  link = arena_alloc(&plan->arena, sizeof *link);
  *link = (struct plan_link){table, number};
  map_put(&plan->links, key, link);
}

static const struct plan_link *find_link(const struct plan *plan, uint32_t file,
                                         enum table_id table, const char *id, size_t len) {
  const struct plan_link *link;
  struct buf key = BUF_INIT;

  buf_addf(&key, "%u %c ", file, table_defs[table].letter);
  buf_add(&key, id, len);
  link = map_find(&plan->links, buf_text(&key));
  buf_release(&key);
  return link;
}

bool plan_knows(const struct plan *plan, uint32_t file, enum table_id table, const char *id) {
  return find_link(plan, file, table, id, strlen(id)) != NULL;
}

/* An earlier row of the file stands for somebody who is in it twice. */
static size_t owner_of(const struct plan *plan, size_t number) {
  const struct plan_row *row = &plan->rows.data[number];

  while (row->kind == PLAN_SAME && row->contact == NULL && row->twin != PLAN_NO_ROW) {
    number = row->twin;
    row = &plan->rows.data[number];
  }
  return number;
}

static const char *new_id(struct rewriting *rewriting, const char *const *ids, size_t number) {
  rewriting->meets_new = true;
  return rewriting->ids != NULL ? ids[number] : "";
}

static const char *person_id(struct rewriting *rewriting, size_t number) {
  size_t owner = owner_of(rewriting->plan, number);
  const struct plan_row *row = &rewriting->plan->rows.data[owner];

  if (row->kind == PLAN_NEW)
    return new_id(rewriting, rewriting->ids != NULL ? rewriting->ids->people : NULL, owner);
  if (row->kind == PLAN_CHANGED || row->kind == PLAN_SAME)
    return record_id(row->contact);
  rewriting->waits = true; /* nobody has said who they are */
  return imported_text(row->person, CONTACT_NAME);
}

/* The id here of what `id` is in the file. */
static const char *id_here(struct rewriting *rewriting, enum table_id table, const char *id,
                           size_t len) {
  const struct plan *plan = rewriting->plan;
  const struct plan_link *link = find_link(plan, rewriting->file, table, id, len);
  const struct plan_extra *extra;

  if (link == NULL) {
    const char *same = arena_copy(rewriting->arena, id, len);
    /* of another store it would mean somebody else here */
    return !plan->same_store && book_find(plan->book, table, same) != NULL ? "" : same;
  }
  if (link->table == TABLE_CONTACTS)
    return person_id(rewriting, link->number);
  extra = &plan->extras.data[link->number];
  if (extra->fate == FATE_NEW)
    return new_id(rewriting, rewriting->ids != NULL ? rewriting->ids->extras : NULL, link->number);
  return extra->there != NULL ? record_id(extra->there) : "";
}

/* Who is not decided stays by name beside others; a row of such people alone waits. */
static const char *people_here(struct rewriting *rewriting, const char *value) {
  const char *at = value, *part, *text;
  size_t len, waiting = 0, count = 0;
  struct buf people = BUF_INIT;
  bool changed = false;

  while (record_next_part(&at, &part, &len)) {
    const char *id;
    rewriting->waits = false;
    id = id_here(rewriting, TABLE_CONTACTS, part, len);
    waiting += rewriting->waits;
    count++;
    changed = changed || strlen(id) != len || memcmp(id, part, len) != 0;
    if (id[0] != '\0')
      buf_addf(&people, "%s%s", people.len > 0 ? ";" : "", id);
  }
  rewriting->waits = count > 0 && waiting == count;
  text = changed ? arena_dup(rewriting->arena, buf_text(&people)) : value;
  buf_release(&people);
  return text;
}

/* The id of what a promise came from, of whatever table. */
static const char *origin_here(struct rewriting *rewriting, const char *value) {
  for (int table = 0; table < TABLE_COUNT; table++)
    if (find_link(rewriting->plan, rewriting->file, (enum table_id)table, value, strlen(value)))
      return id_here(rewriting, (enum table_id)table, value, strlen(value));
  return value;
}

static bool is_origin(enum table_id table, int field) {
  return table == TABLE_FOLLOWUPS && field == FOLLOWUP_ORIGIN_ID;
}

const char *plan_rewrite(struct rewriting *rewriting, enum table_id table,
                         const struct imported_value *value) {
  const struct field *field = value->field >= 0 ? &table_defs[table].fields[value->field] : NULL;

  rewriting->waits = false;
  if (field == NULL)
    return value->value;
  if (is_origin(table, value->field))
    return origin_here(rewriting, value->value);
  if (field->type == FIELD_PEOPLE)
    return people_here(rewriting, value->value);
  return field->type == FIELD_REF
             ? id_here(rewriting, field->ref, value->value, strlen(value->value))
             : value->value;
}

/* --- is it here already? ------------------------------------------------------------------------
 */

/* A row, with its refs as they are here. */
struct settling {
  struct plan *plan;
  VEC(struct imported_value) cells;
  struct map by_words[TABLE_COUNT]; /* what stands in a row of the book: the row */
  bool indexed[TABLE_COUNT];
};

static const char *cell(const struct settling *settling, int field) {
  for (size_t i = 0; i < settling->cells.len; i++)
    if (settling->cells.data[i].field == field)
      return settling->cells.data[i].value;
  return "";
}

/* What a row is about; one of the two is enough. */
static const struct {
  int first, second;
} about[TABLE_COUNT] = {
    [TABLE_ROLES] = {ROLES_CONTACT_ID, ROLES_CONTACT_ID},
    [TABLE_AFFILIATIONS] = {AFFILIATION_CONTACT_ID, AFFILIATION_CONTACT_ID},
    [TABLE_INTERACTIONS] = {INTERACTION_PEOPLE, INTERACTION_ON_DATE},
    [TABLE_FOLLOWUPS] = {FOLLOWUP_CONTACT_ID, FOLLOWUP_WHAT},
    [TABLE_OPPORTUNITIES] = {OPPORTUNITY_CONTACT_ID, OPPORTUNITY_WHAT},
    [TABLE_LETTERS] = {LETTER_CONTACT_ID, LETTER_CONTACT_ID},
    [TABLE_EVENTS] = {EVENT_NAME, EVENT_STARTS_ON},
    [TABLE_EVENT_PEOPLE] = {EVENT_PERSON_CONTACT_ID, EVENT_PERSON_NAME},
    [TABLE_LINKS] = {LINKS_FROM_CONTACT, LINKS_FROM_CONTACT},
    [TABLE_TARGETS] = {TARGET_NAME, TARGET_NAME},
    [TABLE_SETTINGS] = {SETTINGS_KEY, SETTINGS_KEY},
};

static bool is_about_the_same(const struct settling *settling, enum table_id table,
                              const struct record *record) {
  int first = about[table].first, second = about[table].second;

  if (table == TABLE_SETTINGS) /* its key is its id */
    return true;
  return strcmp(cell(settling, first), record_text(record, first)) == 0 ||
         (record_has(record, second) &&
          strcmp(cell(settling, second), record_text(record, second)) == 0);
}

/* Everything that the file says is what the book says. */
static bool says_the_same(const struct settling *settling, enum table_id table,
                          const struct record *record) {
  for (size_t i = 0; i < settling->cells.len; i++) {
    const struct imported_value *value = &settling->cells.data[i];
    const char *here = value->field >= 0
                           ? record_text(record, value->field)
                           : book_extra(settling->plan->book, table, record, value->column);
    if (!is_origin(table, value->field) && strcmp(here, value->value) != 0)
      return false;
  }
  return true;
}

/* Notes are apart: of a private row they did not leave. */
static bool is_compared(enum table_id table, int field) {
  return table_defs[table].fields[field].type != FIELD_NOTE && !is_origin(table, field);
}

static void index_words(struct settling *settling, enum table_id table) {
  const struct book *book = settling->plan->book;
  struct buf words = BUF_INIT;

  settling->indexed[table] = true;
  for (size_t i = 0; i < book_count(book, table); i++) {
    const struct record *record = book_at(book, table, i);
    buf_cut(&words, 0);
    for (int field = 1; field < table_defs[table].field_count; field++)
      if (is_compared(table, field))
        buf_addf(&words, "%s\x1f", record_text(record, field));
    if (map_find(&settling->by_words[table], buf_text(&words)) == NULL)
      map_put(&settling->by_words[table],
              arena_copy(&settling->plan->arena, buf_text(&words), words.len), (void *)record);
  }
  buf_release(&words);
}

static const struct record *find_words(struct settling *settling, enum table_id table) {
  const struct record *record;
  struct buf words = BUF_INIT;

  if (!settling->indexed[table])
    index_words(settling, table);
  for (int field = 1; field < table_defs[table].field_count; field++)
    if (is_compared(table, field))
      buf_addf(&words, "%s\x1f", cell(settling, field));
  record = map_find(&settling->by_words[table], buf_text(&words));
  buf_release(&words);
  return record != NULL && says_the_same(settling, table, record) ? record : NULL;
}

/* --- the rows -----------------------------------------------------------------------------------
 */

/* False: all of it is about people of whom nobody has said who they are. */
static bool rewrite_cells(struct settling *settling, const struct imported_row *row,
                          bool *meets_new) {
  struct rewriting rewriting = {settling->plan, NULL,  &settling->plan->arena,
                                row->file,      false, false};
  bool waits = false;

  settling->cells.len = 0;
  for (size_t i = 0; i < row->count; i++) {
    struct imported_value value = row->values[i];
    if (!is_origin(row->table, value.field))
      value.value = plan_rewrite(&rewriting, row->table, &row->values[i]);
    waits = waits || rewriting.waits;
    *vec_push(&settling->cells) = value;
  }
  *meets_new = rewriting.meets_new;
  return !waits;
}

/* A key that stands twice in the file: the first counts. */
static bool is_second(const struct settling *settling, const struct plan_extra *extra) {
  const struct imported_row *row = extra->row;
  const struct plan_link *link =
      find_link(settling->plan, row->file, row->table, row->id, strlen(row->id));

  return row->table == TABLE_SETTINGS &&
         (link == NULL || &settling->plan->extras.data[link->number] != extra);
}

static void settle_row(struct settling *settling, struct plan_extra *extra) {
  const struct imported_row *row = extra->row;
  const struct record *there = book_find(settling->plan->book, row->table, row->id);
  bool meets_new;

  extra->fate = FATE_NEW;
  if (!rewrite_cells(settling, row, &meets_new)) {
    extra->fate = FATE_WAITS;
    return;
  }
  if (is_second(settling, extra)) {
    extra->fate = FATE_DIFFERS;
    return;
  }
  if (row->id[0] == '\0' || (there != NULL && !is_about_the_same(settling, row->table, there)))
    there = NULL;
  if (there != NULL) {
    extra->there = there;
    extra->fate = says_the_same(settling, row->table, there) ? FATE_THERE : FATE_DIFFERS;
  } else if (!meets_new) {
    extra->there = find_words(settling, row->table);
    if (extra->there != NULL)
      extra->fate = FATE_THERE;
  }
}

/* What others refer to comes first. */
static int rank_of(enum table_id table) {
  static const enum table_id first[] = {TABLE_TARGETS, TABLE_EVENTS, TABLE_INTERACTIONS};
  int rank = 0;

  while (rank < 3 && first[rank] != table)
    rank++;
  return rank;
}

static void link_all(struct plan *plan) {
  for (size_t i = 0; i < plan->rows.len; i++)
    add_link(plan, plan->rows.data[i].person->file, TABLE_CONTACTS, plan->rows.data[i].person->key,
             i);
  for (size_t i = 0; i < plan->import->rows.len; i++) {
    const struct imported_row *row = &plan->import->rows.data[i];
    *vec_push(&plan->extras) = (struct plan_extra){row, FATE_NEW, NULL};
    add_link(plan, row->file, row->table, row->id, i);
  }
}

void plan_rows_settle(struct plan *plan) {
  struct settling settling;

  memset(&settling, 0, sizeof settling);
  memset(plan->extra_counts, 0, sizeof plan->extra_counts);
  settling.plan = plan;
  if (plan->links.len + plan->extras.len == 0)
    link_all(plan);
  for (int rank = 0; rank < 4; rank++)
    for (size_t i = 0; i < plan->extras.len; i++) {
      struct plan_extra *extra = &plan->extras.data[i];
      if (rank_of(extra->row->table) != rank)
        continue;
      extra->there = NULL;
      settle_row(&settling, extra);
      plan->extra_counts[extra->fate][extra->row->table]++;
    }
  for (int table = 0; table < TABLE_COUNT; table++)
    map_release(&settling.by_words[table]);
  vec_release(&settling.cells);
}

size_t plan_extra_count(const struct plan *plan, enum plan_fate fate) {
  size_t count = 0;

  for (int table = 0; table < TABLE_COUNT; table++)
    count += plan->extra_counts[fate][table];
  return count;
}

void plan_extra_text(const struct plan *plan, enum plan_fate fate, struct buf *out) {
  const char *between = "";

  for (int table = 0; table < TABLE_COUNT; table++) {
    size_t count = plan->extra_counts[fate][table];
    if (count == 0)
      continue;
    buf_addf(out, "%s%zu %s", between, count,
             count == 1 ? table_defs[table].row : plan_row_words[table]);
    between = ", ";
  }
}
