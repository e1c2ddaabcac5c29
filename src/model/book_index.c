/*
 * Each contact's rows, by table, and contacts by name: made when first asked for, dropped by a
 * change. One pass a table; nothing here is stored.
 */
#include "book_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

/* The rows of contact i are rows[start[i]] .. rows[start[i + 1] - 1]. */
struct row_lists {
  bool made;
  size_t *start;
  const struct record **rows;
};

struct book_index {
  struct row_lists lists[TABLE_COUNT];
  bool people_made;
  uint32_t *people_start; /* as above, of interaction i */
  VEC(const struct record *) people;
  bool names_made;
  struct map names; /* exact name to contact; `ambiguous` where several bear it */
};

static const char ambiguous[] = "";

void book_index_drop(struct book *book) {
  struct book_index *index = book->index;

  if (index == NULL)
    return;
  for (int i = 0; i < TABLE_COUNT; i++) {
    free(index->lists[i].start);
    free(index->lists[i].rows);
    index->lists[i] = (struct row_lists){false, NULL, NULL};
  }
  free(index->people_start);
  vec_release(&index->people);
  index->people_start = NULL;
  index->people_made = false;
  map_release(&index->names);
  index->names_made = false;
}

void book_index_free(struct book *book) {
  book_index_drop(book);
  free(book->index);
  book->index = NULL;
}

/* A cache does not change what a book says: it may be made for a const one. */
static struct book_index *index_of(const struct book *book) {
  struct book *owner = (struct book *)(uintptr_t)book;

  if (owner->index == NULL)
    owner->index = xcalloc(1, sizeof *owner->index);
  return owner->index;
}

static void make_names(const struct book *book, struct book_index *index) {
  size_t count = book_count(book, TABLE_CONTACTS);

  index->names_made = true;
  map_reserve(&index->names, count);
  for (size_t i = 0; i < count; i++) {
    const struct record *contact = book_at(book, TABLE_CONTACTS, i);
    const char *name = record_text(contact, CONTACT_NAME);
    bool taken = map_find(&index->names, name) != NULL;
    map_put(&index->names, name, taken ? (void *)(uintptr_t)ambiguous : (void *)(uintptr_t)contact);
  }
}

static const void *find_named(const struct book *book, const char *span, size_t len) {
  struct book_index *index = index_of(book);

  if (!index->names_made)
    make_names(book, index);
  return map_find_span(&index->names, span, len);
}

bool book_is_ambiguous(const struct book *book, const char *span, size_t len) {
  return find_named(book, span, len) == ambiguous;
}

const struct record *book_contact(const struct book *book, const char *span, size_t len) {
  const struct record *found;
  const void *named;

  text_trim(&span, &len);
  if (len == 0)
    return NULL;
  found = book_find_span(book, TABLE_CONTACTS, span, len);
  if (found != NULL)
    return found;
  named = find_named(book, span, len);
  return named == ambiguous ? NULL : named;
}

const struct record *book_ref_contact(const struct book *book, const struct record *record,
                                      int field) {
  const char *cell = record_text(record, field);

  return book_contact(book, cell, strlen(cell));
}

/* A people cell rarely names anybody twice, and never hundreds: looking back is enough. */
static bool named_before(const struct book *book, const char *cell, const char *until,
                         const struct record *contact) {
  const char *at = cell, *part;
  size_t len;

  while (record_next_part(&at, &part, &len) && part < until)
    if (book_contact(book, part, len) == contact)
      return true;
  return false;
}

static void each_named(const struct book *book, const struct record *interaction,
                       void (*visit)(void *context, const struct record *contact), void *context) {
  const char *cell = record_text(interaction, INTERACTION_PEOPLE), *at = cell, *part;
  bool first = true;
  size_t len;

  while (record_next_part(&at, &part, &len)) {
    const struct record *contact = book_contact(book, part, len);
    if (contact != NULL && (first || !named_before(book, cell, part, contact)))
      visit(context, contact);
    first = false;
  }
}

static void keep_person(void *index, const struct record *contact) {
  *vec_push(&((struct book_index *)index)->people) = contact;
}

/* Looked up once: every day that is asked for goes through all interactions. */
static void make_people(const struct book *book, struct book_index *index) {
  size_t count = book_count(book, TABLE_INTERACTIONS);

  index->people_start = xcalloc(count + 1, sizeof *index->people_start);
  for (size_t i = 0; i < count; i++) {
    each_named(book, book_at(book, TABLE_INTERACTIONS, i), keep_person, index);
    index->people_start[i + 1] = (uint32_t)index->people.len;
  }
  index->people_made = true;
}

void book_each_person(const struct book *book, const struct record *interaction,
                      void (*visit)(void *context, const struct record *contact), void *context) {
  struct book_index *index = index_of(book);
  size_t at = interaction->index;

  if (at >= book_count(book, TABLE_INTERACTIONS) ||
      book_at(book, TABLE_INTERACTIONS, at) != interaction) {
    each_named(book, interaction, visit, context); /* of another time */
    return;
  }
  if (!index->people_made)
    make_people(book, index);
  for (size_t i = index->people_start[at]; i < index->people_start[at + 1]; i++)
    visit(context, index->people.data[i]);
}

bool book_has_person(const struct book *book, const struct record *interaction,
                     const struct record *contact) {
  const char *at = record_text(interaction, INTERACTION_PEOPLE), *part;
  size_t len;

  while (record_next_part(&at, &part, &len))
    if (book_contact(book, part, len) == contact)
      return true;
  return false;
}

/* The field of a table that names its contact, or -1. */
static int contact_field_of(enum table_id table) {
  const struct table_def *def = &table_defs[table];

  for (int i = 0; i < def->field_count; i++)
    if (def->fields[i].ref == TABLE_CONTACTS)
      return i;
  return -1;
}

struct filling {
  struct row_lists *lists;
  const struct record *row;
  bool counting;
};

static void visit_row(void *context, const struct record *contact) {
  struct filling *filling = context;
  size_t *start = filling->lists->start;

  if (filling->counting)
    start[contact->index + 2]++;
  else
    filling->lists->rows[start[contact->index + 1]++] = filling->row;
}

static void each_contact_of(const struct book *book, enum table_id table, int field,
                            struct filling *filling) {
  size_t count = book_count(book, table);

  for (size_t i = 0; i < count; i++) {
    filling->row = book_at(book, table, i);
    if (table_defs[table].fields[field].type == FIELD_PEOPLE) {
      book_each_person(book, filling->row, visit_row, filling);
    } else {
      const struct record *contact = book_ref_contact(book, filling->row, field);
      if (contact != NULL)
        visit_row(filling, contact);
    }
  }
}

/* Counting first, then placing: start[i + 1] is where the next row of contact i goes. */
static void make_lists(const struct book *book, enum table_id table, int field,
                       struct row_lists *lists) {
  size_t contacts = book_count(book, TABLE_CONTACTS);
  struct filling filling = {lists, NULL, true};

  lists->start = xcalloc(contacts + 2, sizeof *lists->start);
  each_contact_of(book, table, field, &filling);
  for (size_t i = 1; i < contacts + 2; i++)
    lists->start[i] += lists->start[i - 1];
  lists->rows = xcalloc(lists->start[contacts + 1], sizeof *lists->rows);
  filling.counting = false;
  each_contact_of(book, table, field, &filling);
  lists->made = true;
}

struct rows book_rows_of(const struct book *book, const struct record *contact,
                         enum table_id table) {
  struct row_lists *lists = &index_of(book)->lists[table];
  int field = contact_field_of(table);
  size_t first;

  if (field < 0)
    return (struct rows){NULL, 0};
  if (!lists->made)
    make_lists(book, table, field, lists);
  first = lists->start[contact->index];
  return (struct rows){lists->rows + first, lists->start[contact->index + 1] - first};
}
