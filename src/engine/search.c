#include "mentee/engine/search.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

/* --- what can be found ------------------------------------------------------------------------ */

/* Where a group's texts stand. `who`: the field that names its contact, -1: several, or nobody. */
static const struct source {
  enum search_group group;
  enum table_id table;
  int fields[3]; /* ends with -1 */
  int who, day;
} sources[] = {
    {SEARCH_PROMISES, TABLE_FOLLOWUPS, {FOLLOWUP_WHAT, -1}, FOLLOWUP_CONTACT_ID, FOLLOWUP_DUE_ON},
    {SEARCH_LOG,
     TABLE_INTERACTIONS,
     {INTERACTION_SUBJECT, INTERACTION_FAVOUR, -1},
     -1,
     INTERACTION_ON_DATE},
    {SEARCH_DOORS,
     TABLE_OPPORTUNITIES,
     {OPPORTUNITY_WHAT, -1},
     OPPORTUNITY_CONTACT_ID,
     OPPORTUNITY_OPENED_ON},
    {SEARCH_LETTERS, TABLE_LETTERS, {LETTER_PURPOSE, -1}, LETTER_CONTACT_ID, LETTER_ASKED_ON},
    {SEARCH_EVENTS, TABLE_EVENTS, {EVENT_NAME, EVENT_SOCIETY, -1}, -1, EVENT_STARTS_ON},
    {SEARCH_EVENTS,
     TABLE_EVENT_PEOPLE,
     {EVENT_PERSON_QUESTION, EVENT_PERSON_NAME, -1},
     EVENT_PERSON_CONTACT_ID,
     EVENT_PERSON_OUTREACH_ON},
};
#define SOURCES (sizeof sources / sizeof sources[0])

static void take_first(void *context, const struct record *contact) {
  const struct record **first = context;

  if (*first == NULL)
    *first = contact;
}

static const struct record *owner_of(const struct search *search, const struct source *source,
                                     const struct record *row) {
  const struct record *first = NULL;

  if (source->who >= 0)
    return book_ref_contact(search->book, row, source->who);
  if (source->table == TABLE_INTERACTIONS)
    book_each_person(search->book, row, take_first, &first);
  return first;
}

static int day_of(const struct search *search, const struct source *source,
                  const struct record *row) {
  const struct record *event;
  int day = record_day(row, source->day);

  if (source->table != TABLE_EVENT_PEOPLE || day != DATE_NONE)
    return day;
  event = book_find(search->book, TABLE_EVENTS, record_text(row, EVENT_PERSON_EVENT_ID));
  return event != NULL ? record_day(event, EVENT_STARTS_ON) : DATE_NONE;
}

static void add_item(struct search *search, const struct source *source, const struct record *row,
                     struct buf *scratch) {
  buf_cut(scratch, 0);
  if (source->table == TABLE_INTERACTIONS && record_yes(row, INTERACTION_PRIVATE))
    return;
  for (const int *field = source->fields; *field >= 0; field++)
    if (record_has(row, *field)) {
      if (scratch->len > 0)
        buf_addc(scratch, '\n');
      text_fold(scratch, record_text(row, *field));
    }
  if (scratch->len > 0)
    *vec_push(&search->items) =
        (struct search_item){source->group,
                             source->table,
                             row,
                             owner_of(search, source, row),
                             arena_copy(&search->arena, buf_text(scratch), scratch->len),
                             day_of(search, source, row)};
}

/* Beyond names and the finder's more: what a person cares about, and is. */
static void add_person(struct search *search, const struct record *contact, struct buf *scratch) {
  static const int fields[] = {CONTACT_CARES_ABOUT, CONTACT_TITLE, CONTACT_CITY};

  buf_cut(scratch, 0);
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    if (record_has(contact, fields[i])) {
      text_fold(scratch, record_text(contact, fields[i]));
      buf_addc(scratch, '\n');
    }
  buf_adds(scratch, search->finder->people[contact->index].more);
  *vec_push(&search->items) =
      (struct search_item){SEARCH_PEOPLE,
                           TABLE_CONTACTS,
                           contact,
                           contact,
                           arena_copy(&search->arena, buf_text(scratch), scratch->len),
                           DATE_NONE};
}

void search_make(struct search *search, const struct book *book, const struct finder *finder) {
  struct buf scratch = BUF_INIT;

  memset(search, 0, sizeof *search);
  search->book = book;
  search->finder = finder;
  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++)
    add_person(search, book_at(book, TABLE_CONTACTS, i), &scratch);
  for (size_t i = 0; i < SOURCES; i++)
    for (size_t j = 0; j < book_count(book, sources[i].table); j++)
      add_item(search, &sources[i], book_at(book, sources[i].table, j), &scratch);
  buf_release(&scratch);
}

void search_release(struct search *search) {
  free(search->typed);
  search->typed = NULL;
  vec_release(&search->items);
  vec_release(&search->hits);
  arena_release(&search->arena);
  arena_release(&search->found);
}

/* --- does it hold the words ------------------------------------------------------------------- */

static bool has_span(const char *text, const char *word, size_t len) {
  for (const char *at = text; (at = strchr(at, word[0])) != NULL; at++)
    if (strncmp(at, word, len) == 0)
      return true;
  return false;
}

static bool name_has(const struct finder_person *person, const char *word, size_t len) {
  return has_span(person->name, word, len) || has_span(person->call_by, word, len) ||
         has_span(person->sort_name, word, len) || has_span(person->native_name, word, len);
}

static bool item_holds(const struct search *search, const struct search_item *item,
                       const char *typed) {
  const struct finder_person *person =
      item->contact != NULL ? &search->finder->people[item->contact->index] : NULL;
  bool own = item->group == SEARCH_PEOPLE;

  for (const char *at = typed; *at != '\0';) {
    size_t len = strcspn(at, " ");
    bool here = has_span(item->folded, at, len);
    if (!here && (person == NULL || !name_has(person, at, len)))
      return false;
    own = own || here;
    at += len + (at[len] == ' ');
  }
  return own;
}

static int name_score(const struct finder_person *person, const char *typed) {
  int name = match_score(person->name, typed), other = match_score(person->call_by, typed);

  if (match_score(person->sort_name, typed) > name)
    name = match_score(person->sort_name, typed);
  return other > name ? other : name;
}

/* --- looking --------------------------------------------------------------------------------- */

static void add_hit(struct search *search, const struct search_item *item, int score) {
  *vec_push(&search->hits) = (struct search_hit){item, "", score};
}

static void look_at(struct search *search, const struct search_item *item, const char *typed) {
  int score = 0;

  if (item->group != SEARCH_PEOPLE && strlen(typed) < SEARCH_LETTERS_LEAST)
    return;
  if (!item_holds(search, item, typed))
    return;
  if (item->group == SEARCH_PEOPLE)
    score = name_score(&search->finder->people[item->contact->index], typed);
  add_hit(search, item, score);
}

/* The hits of a shorter text are enough where more letters of its last word were typed. A further
   word may be the first that stands in a text of somebody whose name was typed. */
static bool may_narrow(const struct search *search, const char *typed) {
  size_t len = search->typed != NULL ? strlen(search->typed) : 0;

  return search->narrows && len >= SEARCH_LETTERS_LEAST &&
         strncmp(search->typed, typed, len) == 0 && strchr(typed + len, ' ') == NULL;
}

static void look_among_hits(struct search *search, const char *typed) {
  size_t before = search->hits.len;
  struct search_hit *old = search->hits.data;

  search->hits.data = NULL;
  search->hits.len = search->hits.cap = 0;
  for (size_t i = 0; i < before; i++)
    look_at(search, old[i].item, typed);
  vec_free(old);
}

static void look_everywhere(struct search *search, const char *typed) {
  search->hits.len = 0;
  for (size_t i = 0; i < search->items.len; i++)
    look_at(search, &search->items.data[i], typed);
}

/* Nobody has the letters in a row: who has them in this order? */
static void look_loosely(struct search *search, const char *typed) {
  for (size_t i = 0; i < search->finder->count; i++) {
    int score = name_score(&search->finder->people[i], typed);
    if (score > 0)
      add_hit(search, &search->items.data[i], score);
  }
}

static bool found_people(const struct search *search) {
  for (size_t i = 0; i < search->hits.len; i++)
    if (search->hits.data[i].item->group == SEARCH_PEOPLE)
      return true;
  return false;
}

static bool look_by_query(struct search *search, const char *typed, const struct due *due,
                          struct err *err) {
  struct matches matches = MATCHES_INIT;
  bool ok = query_contacts(search->book, due, search->finder, typed, true, &matches, err);

  search->hits.len = 0;
  for (size_t i = 0; ok && i < matches.list.len; i++) /* in this order: the first scores most */
    add_hit(search, &search->items.data[matches.list.data[i]->index], (int)(matches.list.len - i));
  matches_release(&matches);
  return ok;
}

/* --- the order, and what a row shows ------------------------------------------------------------
 */

static bool is_gone(const struct record *contact) {
  int status = record_word(contact, CONTACT_STATUS, &words_status);

  return status == STATUS_ARCHIVED || status == STATUS_DECEASED;
}

/* People: who is gone last, then as well as they fit; the rest by day, the latest first. */
static int by_group(const void *a, const void *b) {
  const struct search_hit *left = a, *right = b;
  const struct search_item *l = left->item, *r = right->item;
  int gone_l = l->group == SEARCH_PEOPLE && is_gone(l->row);
  int gone_r = r->group == SEARCH_PEOPLE && is_gone(r->row);

  if (l->group != r->group)
    return l->group < r->group ? -1 : 1;
  if (gone_l != gone_r)
    return gone_l - gone_r;
  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  if (l->day != r->day)
    return l->day > r->day ? -1 : 1;
  return strcmp(record_id(l->row), record_id(r->row));
}

/* The part of a cell, between semicolons, that holds a typed word; "" where none does. */
static const char *part_with(struct search *search, const char *cell, const char *typed) {
  const char *at = cell, *part, *found = "";
  struct buf folded = BUF_INIT, lower = BUF_INIT;
  size_t len;

  while (found[0] == '\0' && record_next_part(&at, &part, &len)) {
    const char *text = arena_copy(&search->found, part, len);
    buf_cut(&folded, 0);
    text_fold(&folded, text);
    for (const char *word = typed; *word != '\0' && found[0] == '\0';) {
      size_t word_len = strcspn(word, " ");
      if (has_span(buf_text(&folded), word, word_len))
        found = text;
      word += word_len + (word[word_len] == ' ');
    }
  }
  if (found[0] != '\0') {
    text_lower_first(&lower, found);
    found = arena_copy(&search->found, buf_text(&lower), lower.len);
  }
  buf_release(&folded);
  buf_release(&lower);
  return found;
}

/* Of a person found by name the place; else the words that were found. */
static const char *person_text(struct search *search, const struct search_hit *hit,
                               const char *typed) {
  static const int fields[] = {CONTACT_CARES_ABOUT, CONTACT_INTERESTS, CONTACT_TAGS, CONTACT_TITLE,
                               CONTACT_CITY};
  const struct record *contact = hit->item->row;
  const char *text = "";

  for (size_t i = 0; hit->score == 0 && text[0] == '\0' && i < sizeof fields / sizeof fields[0];
       i++)
    text = part_with(search, record_text(contact, fields[i]), typed);
  return text[0] != '\0' ? text : record_text(contact, CONTACT_ORG);
}

static const char *row_text(const struct search_hit *hit) {
  for (size_t i = 0; i < SOURCES; i++)
    if (sources[i].table == hit->item->table)
      return record_text(hit->item->row, record_has(hit->item->row, sources[i].fields[0])
                                             ? sources[i].fields[0]
                                             : sources[i].fields[1]);
  return "";
}

static void finish(struct search *search, const char *typed) {
  memset(search->count, 0, sizeof search->count);
  if (search->hits.len > 1)
    qsort(search->hits.data, search->hits.len, sizeof *search->hits.data, by_group);
  arena_release(&search->found);
  for (size_t i = 0; i < search->hits.len; i++) {
    struct search_hit *hit = &search->hits.data[i];
    search->count[hit->item->group]++;
    hit->text = hit->item->group == SEARCH_PEOPLE ? person_text(search, hit, typed) : row_text(hit);
  }
}

static void keep_typed(struct search *search, const char *typed) {
  free(search->typed);
  search->typed = xstrdup(typed);
}

bool search_look(struct search *search, const char *typed, const struct due *due, struct err *err) {
  struct buf folded = BUF_INIT;
  bool ok = true;

  text_fold(&folded, typed);
  if (folded.len == 0) {
    search->hits.len = 0;
    search->narrows = false;
  } else if (strchr(typed, ':') != NULL) {
    ok = look_by_query(search, typed, due, err);
    search->narrows = false;
  } else {
    if (may_narrow(search, buf_text(&folded)))
      look_among_hits(search, buf_text(&folded));
    else
      look_everywhere(search, buf_text(&folded));
    search->narrows = found_people(search);
    if (!search->narrows)
      look_loosely(search, buf_text(&folded));
  }
  finish(search, buf_text(&folded));
  keep_typed(search, buf_text(&folded));
  buf_release(&folded);
  return ok;
}
