#include "mentee/exchange/plan.h"

#include "mentee/base/text.h"
#include "mentee/exchange/formula.h"
#include "mentee/exchange/same.h"
#include "numbered_priv.h"
#include "plan_priv.h"
#include <stdio.h>
#include <string.h>

#define PLAN_WORD_ROW(name, word, fate) word,
#define PLAN_FATE_ROW(name, word, fate) fate,
const char *const plan_words[PLAN_KIND_COUNT] = {PLAN_KINDS(PLAN_WORD_ROW)};
const char *const plan_fates[PLAN_KIND_COUNT] = {PLAN_KINDS(PLAN_FATE_ROW)};

/* --- one value against what is there ------------------------------------------------------------
 */

/* Where the values of a row go: a contact of the book, or an earlier row that is new. Either has
   what it has, and what rows of this file have filled so far. */
struct target {
  const struct plan *plan;
  const struct record *contact; /* or NULL */
  const struct plan_row *owner;
};

static const char *filled(const struct plan_row *owner, int field, const char *column) {
  for (size_t i = 0; i < owner->fills.len; i++) {
    const struct plan_value *value = &owner->fills.data[i];
    if (value->field == field && (field >= 0 || strcmp(value->column, column) == 0))
      return value->value;
  }
  return "";
}

static const char *there(const struct target *target, int field, const char *column) {
  struct who who = {target->plan->book, target->contact, target->owner->person};
  const char *text = field >= 0 ? who_text(&who, field) : who_column(&who, column);

  return text[0] != '\0' ? text : filled(target->owner, field, column);
}

bool same_trimmed(const char *a, const char *b) {
  size_t len = strlen(a), other = strlen(b);

  text_trim(&a, &len);
  text_trim(&b, &other);
  for (size_t i = 0; i < len && len == other; i++)
    if (text_lower(a[i]) != text_lower(b[i]) && !(text_is_space(a[i]) && text_is_space(b[i])))
      return false;
  return len == other;
}

/* The book's own "=x" is what an import makes "'=x" of. */
static bool means_the_same(const char *in_book, const char *value) {
  return same_trimmed(in_book, value) ||
         (value[0] == '\'' && formula_is(in_book) && same_trimmed(in_book, value + 1));
}

/* Every part of the list is in the other one. */
static bool is_within(const char *list, const char *other) {
  const char *part;
  size_t len;

  while (record_next_part(&list, &part, &len)) {
    const char *at = other, *one;
    size_t one_len;
    bool found = false;
    while (!found && record_next_part(&at, &one, &one_len))
      found = one_len == len && memcmp(one, part, len) == 0;
    if (!found)
      return false;
  }
  return true;
}

static bool says_nothing_new(int field, const char *in_book, const char *value) {
  if (field >= 0 && table_defs[TABLE_CONTACTS].fields[field].type == FIELD_LIST)
    return is_within(value, in_book);
  if (field == CONTACT_BIRTHDAY && strlen(value) == 5 && strlen(in_book) == 10)
    return strcmp(in_book + 5, value) == 0;
  return means_the_same(in_book, value);
}

static void fill(struct plan_row *owner, int field, const char *column, const char *value) {
  *vec_push(&owner->fills) = (struct plan_value){field, column, value, ""};
}

/* --- addresses and numbers: a field and its numbered columns ------------------------------------
 */

/* "email" of email, email_2, phone_3; -1 for anything else. Labels go with their value. */
static int numbered_field(const struct imported_value *value) {
  static const int fields[] = {CONTACT_EMAIL, CONTACT_PHONE};

  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
    const char *name = table_defs[TABLE_CONTACTS].fields[fields[i]].name;
    size_t len = strlen(name);
    if (value->field == fields[i])
      return fields[i];
    if (value->field < 0 && strncmp(value->column, name, len) == 0 && value->column[len] == '_' &&
        value->column[len + 1] != '\0' &&
        value->column[len + 1 + strspn(value->column + len + 1, "0123456789")] == '\0')
      return fields[i];
  }
  return -1;
}

static bool is_label(const struct imported_value *value) {
  size_t len = value->field < 0 ? strlen(value->column) : 0;

  return len > 6 && strcmp(value->column + len - 6, "_label") == 0 &&
         (strncmp(value->column, "email", 5) == 0 || strncmp(value->column, "phone", 5) == 0);
}

/* The first free place for the value; false where it stands in one already. */
static bool free_place(struct plan *plan, const struct target *target, int field, const char *value,
                       const char **column) {
  int most = numbered_most(target->plan->book, field), free = 0;

  if (target->contact == NULL) /* a new person's columns need not be the book's yet */
    most = NUMBERED_MOST;
  for (int n = 1; n < NUMBERED_MOST && (free == 0 || n <= most); n++) {
    char name[40];
    const char *in_book;
    snprintf(name, sizeof name, "%s_%d", table_defs[TABLE_CONTACTS].fields[field].name, n);
    in_book = there(target, n > 1 ? -1 : field, name);
    if (in_book[0] != '\0' && means_the_same(in_book, value))
      return false;
    if (in_book[0] == '\0' && free == 0)
      free = n;
  }
  *column = free > 1 ? arena_format(&plan->arena, "%s_%d",
                                    table_defs[TABLE_CONTACTS].fields[field].name, free)
                     : NULL;
  return free > 0;
}

static void fill_numbered(struct plan *plan, const struct target *target, struct plan_row *owner,
                          const struct imported *person, const struct imported_value *value,
                          int field) {
  const char *from =
      value->field >= 0 ? table_defs[TABLE_CONTACTS].fields[field].name : value->column;
  const char *column, *label;

  if (means_the_same(there(target, value->field, value->column), value->value) ||
      !free_place(plan, target, field, value->value, &column))
    return;
  fill(owner, column != NULL ? -1 : field, column, value->value);
  label = imported_column(person, arena_format(&plan->arena, "%s_label", from));
  if (label[0] == '\0')
    return;
  column = arena_format(&plan->arena, "%s_label",
                        column != NULL ? column : table_defs[TABLE_CONTACTS].fields[field].name);
  if (there(target, -1, column)[0] == '\0')
    fill(owner, -1, column, label);
}

/* --- a row --------------------------------------------------------------------------------------
 */

/* An id of another book means nothing here; neither does when that one was made. */
static bool is_taken(const struct plan *plan, const struct imported *person,
                     const struct imported_value *value) {
  const struct field *field =
      value->field >= 0 ? &table_defs[TABLE_CONTACTS].fields[value->field] : NULL;

  if (field == NULL)
    return !is_label(value);
  if (field->type == FIELD_REF)
    return (!person->ours || plan->same_store) &&
           book_find(plan->book, field->ref, value->value) != NULL;
  return value->field != CONTACT_CREATED_AT && value->field != CONTACT_ID;
}

/* Where the book has a name in another spelling, or a source of its own, nothing is at odds. */
static bool is_at_odds(int field) {
  return field != CONTACT_SORT_NAME && field != CONTACT_SOURCE;
}

/* Adds to `owner` what `row` says and the target does not. */
static void add_to(struct plan *plan, struct plan_row *row, const struct target *target,
                   struct plan_row *owner) {
  for (size_t i = 0; i < row->person->count; i++) {
    const struct imported_value *value = &row->person->values[i];
    int numbered = numbered_field(value);
    const char *in_book;

    if (!is_taken(plan, row->person, value))
      continue;
    if (numbered >= 0) {
      fill_numbered(plan, target, owner, row->person, value, numbered);
      continue;
    }
    in_book = there(target, value->field, value->column);
    if (in_book[0] == '\0')
      fill(owner, value->field, value->column, value->value);
    else if (is_at_odds(value->field) && !says_nothing_new(value->field, in_book, value->value))
      *vec_push(&row->stays) =
          (struct plan_value){value->field, value->column, value->value, in_book};
  }
}

/* The row is the contact: what it can fill is its own, or goes to the row that fills them. */
static void be_contact(struct plan *plan, size_t number, const struct record *contact) {
  struct plan_row *row = &plan->rows.data[number], *owner;
  const void *place = map_find(&plan->owners, record_id(contact));
  size_t before;

  if (place == NULL) {
    map_put(&plan->owners, record_id(contact), (void *)(uintptr_t)(number + 1));
    place = (void *)(uintptr_t)(number + 1);
  }
  owner = &plan->rows.data[(uintptr_t)place - 1];
  before = owner->fills.len;
  row->contact = contact;
  add_to(plan, row, &(struct target){plan, contact, owner}, owner);
  row->kind =
      owner->fills.len > before || plan_new_places(plan, row) > 0 ? PLAN_CHANGED : PLAN_SAME;
  if (owner->fills.len > before && owner->kind == PLAN_SAME)
    owner->kind = PLAN_CHANGED;
}

/* The row is an earlier one of the file. */
static void be_twin(struct plan *plan, size_t number, size_t twin) {
  struct plan_row *row = &plan->rows.data[number], *owner = &plan->rows.data[twin];

  row->twin = twin;
  row->reason = "stands in the file twice";
  add_to(plan, row, &(struct target){plan, NULL, owner}, owner);
  row->kind = PLAN_SAME;
}

static const struct record *own_contact(const struct plan *plan, const struct imported *person) {
  const struct record *contact =
      person->own_id[0] != '\0' ? book_find(plan->book, TABLE_CONTACTS, person->own_id) : NULL;

  if (contact != NULL &&
      !text_same(record_text(contact, CONTACT_NAME), imported_text(person, CONTACT_NAME)))
    return NULL;
  return contact;
}

struct planning {
  struct plan *plan;
  struct who_index *in_book, *in_file;
};

static void take_match(struct plan *plan, size_t number, const struct who_match *book,
                       const struct who_match *file) {
  struct plan_row *row = &plan->rows.data[number];

  if (book->sameness == SAME_CERTAIN) {
    be_contact(plan, number, book_at(plan->book, TABLE_CONTACTS, book->number));
  } else if (file->sameness == SAME_CERTAIN) {
    be_twin(plan, number, file->number);
  } else if (book->sameness == SAME_MAYBE || file->sameness == SAME_MAYBE) {
    row->kind = PLAN_UNSURE;
    row->doubtful = true;
    row->reason = book->sameness == SAME_MAYBE ? book->reason : file->reason;
    if (book->sameness == SAME_MAYBE)
      row->contact = book_at(plan->book, TABLE_CONTACTS, book->number);
    else
      row->twin = file->number;
  }
}

/* A name alone is taken for the one who bears it, for nothing can come of that; of another store's
   row much can, by the roles and promises that come with it. */
static void doubt_name_alone(const struct plan *plan, const struct imported *person,
                             struct who_match *match) {
  if (match->sameness == SAME_CERTAIN && person->count == 1 && person->whole &&
      plan->import->rows.len > 0)
    match->sameness = SAME_MAYBE;
}

static void plan_row(struct planning *planning, size_t number) {
  struct plan *plan = planning->plan;
  const struct imported *person = plan->rows.data[number].person;
  const struct record *own = own_contact(plan, person);
  struct who who = {plan->book, NULL, person};
  struct who_match book, file;

  if (own != NULL) {
    plan->same_store = true;
    be_contact(plan, number, own);
    return;
  }
  book = who_index_find(planning->in_book, &who);
  doubt_name_alone(plan, person, &book);
  /* two rows of a store are two people, however alike */
  file = person->ours ? (struct who_match){SAME_NO, WHO_NOBODY, ""}
                      : who_index_find(planning->in_file, &who);
  take_match(plan, number, &book, &file);
  if (plan->rows.data[number].kind == PLAN_NEW && !person->ours)
    who_index_add(planning->in_file, &who, number);
}

void plan_make(struct plan *plan, const struct import *import, const struct book *book) {
  (void)plan_make_telling(plan, import, book, NULL, NULL); /* nobody stops it */
}

#define TELL_EVERY 1024

bool plan_make_telling(struct plan *plan, const struct import *import, const struct book *book,
                       import_progress_fn *progress, void *context) {
  struct planning planning = {plan, who_index_new(), who_index_new()};
  bool goes_on = true;

  memset(plan, 0, sizeof *plan);
  plan->book = book;
  plan->import = import;
  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++) {
    struct who who = {book, book_at(book, TABLE_CONTACTS, i), NULL};
    /* the second row of a doubled id cannot be changed by its id */
    if (record_has(who.contact, CONTACT_NAME) &&
        book_find(book, TABLE_CONTACTS, record_id(who.contact)) == who.contact)
      who_index_add(planning.in_book, &who, i);
  }
  for (size_t i = 0; i < import->people.len; i++) {
    struct plan_row *row = vec_push(&plan->rows);
    row->person = &import->people.data[i];
    row->kind = PLAN_NEW;
    row->twin = PLAN_NO_ROW;
    row->reason = "";
  }
  for (size_t i = 0; i < plan->rows.len && goes_on; i++) {
    if (progress != NULL && i % TELL_EVERY == 0)
      goes_on = progress(context, IMPORT_COMPARING, i, plan->rows.len);
    plan_row(&planning, i);
  }
  plan_rows_settle(plan);
  who_index_free(planning.in_book);
  who_index_free(planning.in_file);
  return goes_on;
}

void plan_release(struct plan *plan) {
  for (size_t i = 0; i < plan->rows.len; i++) {
    vec_release(&plan->rows.data[i].fills);
    vec_release(&plan->rows.data[i].stays);
  }
  vec_release(&plan->rows);
  vec_release(&plan->extras);
  map_release(&plan->owners);
  map_release(&plan->links);
  arena_release(&plan->arena);
}

size_t plan_count(const struct plan *plan, enum plan_kind kind) {
  size_t count = 0;

  for (size_t i = 0; i < plan->rows.len; i++)
    count += plan->rows.data[i].kind == kind;
  return count;
}

const char *plan_other_name(const struct plan *plan, const struct plan_row *row) {
  if (row->contact != NULL)
    return record_text(row->contact, CONTACT_NAME);
  return row->twin != PLAN_NO_ROW ? imported_text(plan->rows.data[row->twin].person, CONTACT_NAME)
                                  : "";
}

void plan_decide(struct plan *plan, size_t number, enum plan_answer answer) {
  struct plan_row *row = &plan->rows.data[number];

  if (!row->doubtful ||
      (row->kind != PLAN_UNSURE && row->kind != PLAN_SKIPPED && row->kind != PLAN_NEW))
    return;
  if (answer == PLAN_SKIP)
    row->kind = PLAN_SKIPPED;
  else if (answer == PLAN_SOMEBODY_ELSE)
    row->kind = PLAN_NEW;
  else if (row->contact != NULL)
    be_contact(plan, number, row->contact);
  else
    be_twin(plan, number, row->twin);
  plan_rows_settle(plan);
}
