#include "mentee/engine/query.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct query_part;
typedef bool holds_fn(const struct query_part *part, const struct query_world *world,
                      const struct record *contact);
/* Reads part->value; false: it cannot be that. */
typedef bool read_fn(struct query_part *part, struct query *query, int today);

struct query_part {
  bool negated;
  holds_fn *holds;
  int field;         /* of contacts, where holds asks one */
  char compare;      /* '<', '>' or 0 */
  int number;        /* what is compared with, or the day; due: whether */
  const char *value; /* folded */
};

/* --- what a part asks -------------------------------------------------------------------- */

static bool holds_text(const char *cell, const char *folded) {
  struct buf hay = BUF_INIT;
  bool holds;

  if (cell[0] == '\0' || folded[0] == '\0')
    return cell[0] != '\0';
  text_fold(&hay, cell);
  holds = strstr(buf_text(&hay), folded) != NULL;
  buf_release(&hay);
  return holds;
}

static bool compares(const struct query_part *part, int value) {
  return part->compare == '<' ? value < part->number : value > part->number;
}

static bool word_holds(const struct query_part *part, const struct query_world *world,
                       const struct record *contact) {
  const struct finder_person *person = &world->finder->people[contact->index];

  return strstr(person->name, part->value) != NULL || strstr(person->more, part->value) != NULL ||
         strstr(person->call_by, part->value) != NULL ||
         strstr(person->sort_name, part->value) != NULL ||
         strstr(person->native_name, part->value) != NULL;
}

static bool text_holds(const struct query_part *part, const struct query_world *world,
                       const struct record *contact) {
  (void)world;
  return holds_text(record_text(contact, part->field), part->value);
}

static bool enum_holds(const struct query_part *part, const struct query_world *world,
                       const struct record *contact) {
  const struct words *words = table_defs[TABLE_CONTACTS].fields[part->field].words;
  int word = record_word(contact, part->field, words);

  return text_holds(part, world, contact) || holds_text(words_spoken(words, word), part->value);
}

static bool day_holds(const struct query_part *part, const struct query_world *world,
                      const struct record *contact) {
  int day = record_day(contact, part->field);

  if (part->compare == 0)
    return text_holds(part, world, contact);
  return day != DATE_NONE && compares(part, day);
}

static bool number_holds(const struct query_part *part, const struct query_world *world,
                         const struct record *contact) {
  int number = record_number(contact, part->field);

  (void)world;
  if (part->value[0] == '\0')
    return record_has(contact, part->field);
  return number >= 0 && (part->compare == 0 ? number == part->number : compares(part, number));
}

static bool status_holds(const struct query_part *part, const struct query_world *world,
                         const struct record *contact) {
  int status = world->due->cadence.facts[contact->index].status;

  return holds_text(words_word(&words_status, status), part->value) ||
         holds_text(words_spoken(&words_status, status), part->value);
}

static bool quiet_holds(const struct query_part *part, const struct query_world *world,
                        const struct record *contact) {
  int last = world->due->cadence.facts[contact->index].last;

  return compares(part, last == DATE_NONE ? INT_MAX : world->due->cadence.today - last);
}

static bool due_holds(const struct query_part *part, const struct query_world *world,
                      const struct record *contact) {
  return world->is_due[contact->index] == (part->number != 0);
}

static bool cell_word_holds(const struct record *row, int field, const struct words *words,
                            const char *folded) {
  return holds_text(record_text(row, field), folded) ||
         holds_text(words_spoken(words, record_word(row, field, words)), folded);
}

/* "mentor:research:primary": each of these is said of the one role. */
static bool role_row_holds(const struct record *row, const char *value) {
  struct buf one = BUF_INIT;
  bool holds = true;

  for (const char *at = value; holds && *at != '\0'; at += *at == ':') {
    size_t len = strcspn(at, ":");
    buf_cut(&one, 0);
    buf_add(&one, at, len);
    holds = cell_word_holds(row, ROLES_ROLE, &words_role, buf_text(&one)) ||
            (len > 0 && (cell_word_holds(row, ROLES_FACET, &words_facet, buf_text(&one)) ||
                         cell_word_holds(row, ROLES_RANK, &words_rank, buf_text(&one)) ||
                         cell_word_holds(row, ROLES_PHASE, &words_phase, buf_text(&one))));
    at += len;
  }
  buf_release(&one);
  return holds;
}

static bool facet_row_holds(const struct record *row, const char *value) {
  return cell_word_holds(row, ROLES_FACET, &words_facet, value);
}

static bool some_role(const struct query_part *part, const struct query_world *world,
                      const struct record *contact,
                      bool (*row_holds)(const struct record *row, const char *value)) {
  struct rows rows = book_rows_of(world->book, contact, TABLE_ROLES);
  int today = world->due->cadence.today;

  for (size_t i = 0; i < rows.len; i++)
    if (span_holds(rows.data[i], ROLES_FROM_ON, ROLES_TO_ON, today) &&
        row_holds(rows.data[i], part->value))
      return true;
  return false;
}

static bool role_holds(const struct query_part *part, const struct query_world *world,
                       const struct record *contact) {
  return some_role(part, world, contact, role_row_holds);
}

static bool facet_holds(const struct query_part *part, const struct query_world *world,
                        const struct record *contact) {
  return some_role(part, world, contact, facet_row_holds);
}

static bool row_notes_hold(const struct record *row, const struct table_def *def,
                           const char *folded) {
  for (int i = 0; i < def->field_count; i++)
    if (def->fields[i].type == FIELD_NOTE && holds_text(record_text(row, i), folded))
      return true;
  return false;
}

static bool notes_hold(const struct query_part *part, const struct query_world *world,
                       const struct record *contact) {
  static const enum table_id tables[] = {TABLE_INTERACTIONS, TABLE_FOLLOWUPS, TABLE_OPPORTUNITIES,
                                         TABLE_LETTERS, TABLE_EVENT_PEOPLE};

  if (row_notes_hold(contact, &table_defs[TABLE_CONTACTS], part->value))
    return true;
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
    struct rows rows = book_rows_of(world->book, contact, tables[i]);
    for (size_t j = 0; j < rows.len; j++)
      if (row_notes_hold(rows.data[j], &table_defs[tables[i]], part->value))
        return true;
  }
  return false;
}

/* --- reading a part ---------------------------------------------------------------------- */

static const char *keep_folded(struct query *query, const char *text) {
  struct buf folded = BUF_INIT;
  const char *kept;

  text_fold(&folded, text);
  kept = arena_copy(&query->arena, buf_text(&folded), folded.len);
  buf_release(&folded);
  return kept;
}

static bool read_text(struct query_part *part, struct query *query, int today) {
  (void)today;
  part->value = keep_folded(query, part->value);
  return true;
}

static const char *read_compare(struct query_part *part) {
  const char *value = part->value;

  if (*value != '<' && *value != '>')
    return value;
  part->compare = *value++;
  return value;
}

static bool read_day(struct query_part *part, struct query *query, int today) {
  const char *value = read_compare(part);
  struct err ignored = ERR_INIT;

  if (part->compare != 0)
    return date_words_parse(value, today, DATE_BACK, &part->number, &ignored);
  return read_text(part, query, today);
}

static bool whole_number(const char *text, int *number) {
  *number = 0;
  for (size_t i = 0; text[i] != '\0'; i++) {
    if (text[i] < '0' || text[i] > '9' || i >= 9)
      return false;
    *number = *number * 10 + (text[i] - '0');
  }
  return text[0] != '\0';
}

static bool read_number(struct query_part *part, struct query *query, int today) {
  const char *value = read_compare(part);

  (void)query;
  (void)today;
  return part->value[0] == '\0' || whole_number(value, &part->number);
}

/* "quiet:90d" is ninety days or more, "quiet:>90d" more. */
static bool read_quiet(struct query_part *part, struct query *query, int today) {
  const char *value = read_compare(part);
  struct err ignored = ERR_INIT;

  (void)query;
  (void)today;
  if (!whole_number(value, &part->number) && !date_words_duration(value, &part->number, &ignored))
    return false;
  if (part->compare == 0) {
    part->compare = '>';
    part->number--;
  }
  return true;
}

static bool read_due(struct query_part *part, struct query *query, int today) {
  (void)query;
  (void)today;
  part->number = text_equal_nocase(part->value, "yes");
  return part->number != 0 || text_equal_nocase(part->value, "no");
}

static bool read_status(struct query_part *part, struct query *query, int today) {
  query->asks_status = true;
  return read_text(part, query, today);
}

/* What there is besides the fields of a contact; a name that is both is read as this. */
static const struct key {
  const char *name;
  holds_fn *holds;
  read_fn *read;
  int field;
  const char *example;
} keys[] = {
    {"role", role_holds, read_text, 0, "sponsor"},
    {"facet", facet_holds, read_text, 0, "research"},
    {"tag", text_holds, read_text, CONTACT_TAGS, "letters"},
    {"due", due_holds, read_due, 0, "yes or due:no"},
    {"quiet", quiet_holds, read_quiet, 0, ">90d"},
    {"notes", notes_hold, read_text, 0, "podcast"},
    {"status", status_holds, read_status, 0, "paused"},
};

static struct key key_of_field(int field) {
  const struct field *def = &table_defs[TABLE_CONTACTS].fields[field];

  switch (def->type) {
  case FIELD_DATE:
    return (struct key){def->name, day_holds, read_day, field, ">2026-01-31"};
  case FIELD_NUMBER:
    return (struct key){def->name, number_holds, read_number, field, ">30"};
  case FIELD_WORD:
    return (struct key){def->name, enum_holds, read_text, field, ""};
  default:
    return (struct key){def->name, text_holds, read_text, field, ""};
  }
}

static bool find_key(const char *name, struct key *key) {
  int field;

  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (strcmp(keys[i].name, name) == 0) {
      *key = keys[i];
      return true;
    }
  field = table_find_field(&table_defs[TABLE_CONTACTS], name);
  if (field >= 0)
    *key = key_of_field(field);
  return field >= 0;
}

#define KEY_COUNT (sizeof keys / sizeof keys[0])

const char *query_key(size_t n) {
  const struct table_def *def = &table_defs[TABLE_CONTACTS];

  if (n < KEY_COUNT)
    return keys[n].name;
  n -= KEY_COUNT;
  return n < (size_t)def->field_count ? def->fields[n].name : NULL;
}

static bool no_such_key(const char *name, struct err *err) {
  const char *names[TABLE_MAX_FIELDS + KEY_COUNT + 1], *nearest;
  size_t count = 0;

  while ((names[count] = query_key(count)) != NULL)
    count++;
  nearest = text_nearest(name, names, count);
  if (nearest != NULL)
    return err_set(err, ERR_USAGE, "unknown field '%s'; did you mean '%s'?", name, nearest);
  return err_set(err, ERR_USAGE, "unknown field '%s'; for example role:sponsor or org:larkspur",
                 name);
}

static bool add_field(struct query *query, const char *name, const char *value, bool negated,
                      int today, struct err *err) {
  struct query_part *part = arena_alloc(&query->arena, sizeof *part);
  struct key key;

  if (!find_key(name, &key))
    return no_such_key(name, err);
  *part = (struct query_part){negated, key.holds, key.field, 0, 0, value};
  if (!key.read(part, query, today))
    return err_set(err, ERR_USAGE, "%s cannot be '%s'; write for example %s:%s", name, value, name,
                   key.example);
  *vec_push(&query->parts) = part;
  return true;
}

static void add_word(struct query *query, const char *word, bool negated) {
  struct query_part *part = arena_alloc(&query->arena, sizeof *part);

  *part = (struct query_part){negated, word_holds, 0, 0, 0, keep_folded(query, word)};
  if (part->value[0] != '\0')
    *vec_push(&query->parts) = part;
}

/* --- reading a query ----------------------------------------------------------------------- */

/* The next part without its quotes, in out; *colon: how much of it is a field's name, 0: none. */
static const char *next_part(const char *at, struct buf *out, size_t *colon) {
  bool quoted = false;

  buf_cut(out, 0);
  *colon = 0;
  while (text_is_space(*at))
    at++;
  for (; *at != '\0' && (quoted || !text_is_space(*at)); at++) {
    if (*at == '"') {
      quoted = !quoted;
      continue;
    }
    if (*at == ':' && !quoted && *colon == 0)
      *colon = out->len;
    buf_addc(out, *at);
  }
  return at;
}

static bool add_part(struct query *query, const struct buf *text, size_t colon, int today,
                     struct err *err) {
  const char *part = arena_copy(&query->arena, buf_text(text), text->len);
  bool negated = part[0] == '-' && part[1] != '\0';
  char *name;

  if (colon <= (size_t)negated) {
    add_word(query, part + negated, negated);
    return true;
  }
  name = arena_copy(&query->arena, part + negated, colon - negated);
  for (char *at = name; *at != '\0'; at++)
    *at = text_lower(*at);
  return add_field(query, name, part + colon + 1, negated, today, err);
}

/* All notes are read last, and only of whom the other parts hold. */
static void put_costly_last(struct query *query) {
  size_t kept = 0;
  VEC(struct query_part *) costly = VEC_INIT;

  for (size_t i = 0; i < query->parts.len; i++) {
    if (query->parts.data[i]->holds == notes_hold)
      *vec_push(&costly) = query->parts.data[i];
    else
      query->parts.data[kept++] = query->parts.data[i];
  }
  for (size_t i = 0; i < costly.len; i++)
    query->parts.data[kept++] = costly.data[i];
  vec_release(&costly);
}

bool query_parse(struct query *query, const char *text, int today, struct err *err) {
  struct buf part = BUF_INIT;
  size_t colon;
  bool ok = true;

  *query = (struct query){ARENA_INIT, VEC_INIT, false};
  for (const char *at = next_part(text, &part, &colon); ok && part.len > 0;
       at = next_part(at, &part, &colon))
    ok = add_part(query, &part, colon, today, err);
  put_costly_last(query);
  buf_release(&part);
  return ok;
}

void query_release(struct query *query) {
  vec_release(&query->parts);
  arena_release(&query->arena);
}

/* --- asking ------------------------------------------------------------------------------ */

void query_world_make(struct query_world *world, const struct book *book,
                      const struct finder *finder, const struct due *due) {
  *world = (struct query_world){book, finder, due,
                                xcalloc(book_count(book, TABLE_CONTACTS) + 1, sizeof(bool))};
  for (size_t i = 0; i < due->shown; i++) {
    const struct due_line *line = &due->lines.data[i];
    for (size_t j = line->first; j < line->first + line->count; j++) {
      const struct reason *reason = &due->reasons.data[j]; /* of an event's people as well */
      if (reason->contact != NULL && reason->tier < DUE_TRAY)
        world->is_due[reason->contact->index] = true;
    }
  }
}

void query_world_release(struct query_world *world) {
  free(world->is_due);
  world->is_due = NULL;
}

bool query_holds(const struct query *query, const struct query_world *world,
                 const struct record *contact) {
  for (size_t i = 0; i < query->parts.len; i++) {
    const struct query_part *part = query->parts.data[i];
    if (part->holds(part, world, contact) == part->negated)
      return false;
  }
  return true;
}

/* Where the last part of `shorter` is a plain word, more letters of it hold fewer people; behind a
   blank comes a part that must hold as well. */
bool query_narrows(const char *shorter, const char *longer) {
  size_t len = strlen(shorter), word = len;

  if (strncmp(shorter, longer, len) != 0 || !text_is_utf8(shorter, len) ||
      strchr(longer, '"') != NULL || strchr(longer + len, ':') != NULL)
    return false;
  while (word > 0 && !text_is_space(shorter[word - 1]))
    word--;
  return longer[len] == '\0' || text_is_space(longer[len]) || word == len ||
         (shorter[word] != '-' && strchr(shorter + word, ':') == NULL);
}

static void take_holding(const struct query *query, const struct query_world *world, bool gone,
                         struct matches *matches) {
  size_t from = matches->list.len;

  for (size_t i = 0; i < world->finder->count; i++) {
    const struct finder_person *person = &world->finder->people[i];
    if (person->gone == gone && query_holds(query, world, person->contact))
      *vec_push(&matches->list) = person->contact;
  }
  if (matches->list.len > from)
    finder_sort(world->finder, matches->list.data + from, matches->list.len - from);
}

bool query_contacts(const struct book *book, const struct due *due, const struct finder *finder,
                    const char *query, bool all, struct matches *matches, struct err *err) {
  struct finder own = {ARENA_INIT, NULL, 0, NULL};
  struct query_world world;
  struct query parsed;
  bool ok = query_parse(&parsed, query, due->cadence.today, err);

  matches->list.len = 0;
  if (ok) {
    if (finder == NULL)
      finder_make(&own, book);
    query_world_make(&world, book, finder != NULL ? finder : &own, due);
    take_holding(&parsed, &world, false, matches);
    if (all || parsed.asks_status)
      take_holding(&parsed, &world, true, matches);
    query_world_release(&world);
    finder_release(&own);
  }
  query_release(&parsed);
  return ok;
}
