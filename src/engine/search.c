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
                             day_of(search, source, row),
                             false};
}

static void add_line(struct buf *out, const char *folded) {
  if (folded[0] == '\0')
    return;
  if (out->len > 0)
    buf_addc(out, '\n');
  buf_adds(out, folded);
}

/* Names, and beyond the finder's more: what a person cares about, and is. */
static void add_person(struct search *search, const struct record *contact, struct buf *scratch) {
  static const int fields[] = {CONTACT_CARES_ABOUT, CONTACT_TITLE, CONTACT_CITY};
  const struct finder_person *person = &search->finder->people[contact->index];

  buf_cut(scratch, 0);
  add_line(scratch, person->name);
  add_line(scratch, person->call_by);
  add_line(scratch, person->sort_name);
  add_line(scratch, person->native_name);
  add_line(scratch, person->more);
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    if (record_has(contact, fields[i])) {
      buf_addc(scratch, '\n');
      text_fold(scratch, record_text(contact, fields[i]));
    }
  *vec_push(&search->items) =
      (struct search_item){SEARCH_PEOPLE,
                           TABLE_CONTACTS,
                           contact,
                           contact,
                           arena_copy(&search->arena, buf_text(scratch), scratch->len),
                           0,
                           person->gone};
}

static int by_id(const void *left, const void *right) {
  const struct record *const *a = left, *const *b = right;

  return strcmp(record_id(*a), record_id(*b));
}

/* Their places by id: of two who fit as well the first by id comes first. */
static void place_people(struct search *search, size_t count) {
  const struct record **people = xcalloc(count + 1, sizeof *people);

  for (size_t i = 0; i < count; i++)
    people[i] = search->items.data[i].row;
  qsort(people, count, sizeof *people, by_id);
  for (size_t i = 0; i < count; i++)
    search->items.data[people[i]->index].day = (int)i;
  free(people);
}

/* Group after group, the latest first, then by id. */
static int by_day(const void *left, const void *right) {
  const struct search_item *a = left, *b = right;

  if (a->group != b->group)
    return a->group < b->group ? -1 : 1;
  if (a->day != b->day)
    return a->day > b->day ? -1 : 1;
  return strcmp(record_id(a->row), record_id(b->row));
}

/* What is folded is mostly small letters, then digits. */
static uint64_t letters_of(const char *folded) {
  uint64_t letters = 0;

  for (; *folded != '\0'; folded++) {
    unsigned char c = (unsigned char)*folded;
    if (c >= 'a' && c <= 'z')
      letters |= UINT64_C(1) << (c - 'a');
    else if (c > ' ')
      letters |= UINT64_C(1) << (26 + c % 38);
  }
  return letters;
}

void search_make(struct search *search, const struct book *book, const struct finder *finder) {
  struct buf scratch = BUF_INIT;
  size_t people;

  memset(search, 0, sizeof *search);
  search->book = book;
  search->finder = finder;
  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++)
    add_person(search, book_at(book, TABLE_CONTACTS, i), &scratch);
  people = search->items.len;
  for (size_t i = 0; i < SOURCES; i++)
    for (size_t j = 0; j < book_count(book, sources[i].table); j++)
      add_item(search, &sources[i], book_at(book, sources[i].table, j), &scratch);
  place_people(search, people);
  if (search->items.len > people)
    qsort(search->items.data + people, search->items.len - people, sizeof *search->items.data,
          by_day);
  for (size_t i = 0; i < search->items.len; i++)
    *vec_push(&search->letters) = letters_of(search->items.data[i].folded);
  buf_release(&scratch);
}

void search_release(struct search *search) {
  free(search->typed);
  search->typed = NULL;
  vec_release(&search->items);
  vec_release(&search->letters);
  vec_release(&search->hits);
  arena_release(&search->arena);
}

/* --- does it hold the words ------------------------------------------------------------------- */

#define WORDS_MOST 8 /* further ones are not asked for */

/* What was typed, folded, as words. */
struct typed {
  const char *whole;
  size_t len, count;
  char *bytes; /* the words, each with its end */
  const char *words[WORDS_MOST];
  uint64_t letters[WORDS_MOST]; /* of each */
};

static void split(struct typed *typed, const char *whole) {
  *typed = (struct typed){whole, strlen(whole), 0, xstrdup(whole), {NULL}, {0}};
  for (char *at = typed->bytes; *at != '\0' && typed->count < WORDS_MOST;) {
    size_t len = strcspn(at, " ");
    typed->words[typed->count++] = at;
    at += len;
    if (*at == ' ')
      *at++ = '\0';
    typed->letters[typed->count - 1] = letters_of(typed->words[typed->count - 1]);
  }
}

static bool name_has(const struct finder_person *person, const char *word) {
  return strstr(person->name, word) != NULL || strstr(person->call_by, word) != NULL ||
         strstr(person->sort_name, word) != NULL || strstr(person->native_name, word) != NULL;
}

/* The words that its own text does not hold are in the names of whose it is. */
static bool names_hold_rest(const struct search *search, const struct search_item *item,
                            const struct typed *typed, unsigned held) {
  const struct finder_person *person =
      item->contact != NULL ? &search->finder->people[item->contact->index] : NULL;

  for (size_t i = 0; i < typed->count; i++)
    if ((held & (1u << i)) == 0 && (person == NULL || !name_has(person, typed->words[i])))
      return false;
  return true;
}

/* Of one small letter the letters tell it all. */
static bool text_holds(const char *folded, uint64_t letters, const struct typed *typed, size_t i) {
  const char *word = typed->words[i];

  if ((letters & typed->letters[i]) != typed->letters[i])
    return false;
  return (word[0] >= 'a' && word[0] <= 'z' && word[1] == '\0') || strstr(folded, word) != NULL;
}

static bool item_holds(const struct search *search, const struct search_item *item,
                       const struct typed *typed) {
  uint64_t letters = search->letters.data[item - search->items.data];
  unsigned held = 0, all = (1u << typed->count) - 1;

  for (size_t i = 0; i < typed->count; i++)
    if (text_holds(item->folded, letters, typed, i))
      held |= 1u << i;
  if (held == all)
    return true;
  return held != 0 && item->group != SEARCH_PEOPLE && names_hold_rest(search, item, typed, held);
}

static int name_score(const struct finder_person *person, const char *typed) {
  int name = match_score(person->name, typed), sort = match_score(person->sort_name, typed);
  int call = match_score(person->call_by, typed);

  if (sort > name)
    name = sort;
  return call > name ? call : name;
}

/* --- looking --------------------------------------------------------------------------------- */

static struct search_hit hit_of(const struct search_item *item, int score) {
  return (struct search_hit){item, score, (unsigned char)item->group, item->gone};
}

static void add_hit(struct search *search, const struct search_item *item, int score) {
  *vec_push(&search->hits) = hit_of(item, score);
}

/* Its letters tell of most texts that they hold no word of what was typed. */
static bool may_hold(const struct search *search, size_t item, const struct typed *typed) {
  for (size_t i = 0; i < typed->count; i++)
    if ((search->letters.data[item] & typed->letters[i]) == typed->letters[i])
      return true;
  return false;
}

static void look_at(struct search *search, size_t from, size_t end, const struct typed *typed) {
  for (size_t i = from; i < end; i++)
    if (may_hold(search, i, typed) && item_holds(search, &search->items.data[i], typed))
      add_hit(search, &search->items.data[i], 0);
}

/* The hits of a shorter text are enough where more letters of its last word were typed. A further
   word may be the first that stands in a text of somebody whose name was typed. */
static bool may_narrow(const struct search *search, const struct typed *typed) {
  size_t len = search->typed != NULL ? strlen(search->typed) : 0;

  return search->narrows && len > 0 && strncmp(search->typed, typed->whole, len) == 0 &&
         strchr(typed->whole + len, ' ') == NULL;
}

/* Where nobody had the shorter text in a row, nobody has the longer: loose people stay loose. */
static void look_among_hits(struct search *search, const struct typed *typed) {
  size_t kept = 0;

  for (size_t i = 0; i < search->hits.len; i++) {
    struct search_hit hit = search->hits.data[i];
    bool loose = search->loose && hit.group == SEARCH_PEOPLE;
    hit.score =
        loose ? name_score(&search->finder->people[hit.item->contact->index], typed->whole) : 0;
    if (loose ? hit.score > 0 : item_holds(search, hit.item, typed))
      search->hits.data[kept++] = hit;
  }
  search->hits.len = kept;
}

static void look(struct search *search, const struct typed *typed) {
  bool narrow = may_narrow(search, typed);
  bool rest_too = !narrow || strlen(search->typed) < SEARCH_LETTERS_LEAST;

  if (narrow) {
    look_among_hits(search, typed);
  } else {
    search->hits.len = 0;
    search->loose = false;
    look_at(search, 0, search->finder->count, typed);
  }
  if (rest_too && typed->len >= SEARCH_LETTERS_LEAST)
    look_at(search, search->finder->count, search->items.len, typed);
}

/* Nobody has the letters in a row: who has them in this order? They come before the rest. */
static void look_loosely(struct search *search, const char *typed) {
  uint64_t letters = letters_of(typed);
  VEC(struct search_hit) hits = VEC_INIT;

  for (size_t i = 0; i < search->finder->count; i++) {
    int score = (search->letters.data[i] & letters) == letters
                    ? name_score(&search->finder->people[i], typed)
                    : 0;
    if (score > 0)
      *vec_push(&hits) = hit_of(&search->items.data[i], score);
  }
  for (size_t i = 0; i < search->hits.len; i++)
    *vec_push(&hits) = search->hits.data[i];
  vec_release(&search->hits);
  search->hits.data = hits.data;
  search->hits.len = hits.len;
  search->hits.cap = hits.cap;
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

#define ORDERED_MOST 2000 /* nobody reads further: more people than these are not scored */

/* Who is gone last, then as well as they fit, then by id. */
static int by_fit(const void *a, const void *b) {
  const struct search_hit *left = a, *right = b;

  if (left->gone != right->gone)
    return left->gone - right->gone;
  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return left->item->day - right->item->day;
}

/* --- what a row shows ---------------------------------------------------------------------------
 */

/* The part of a cell, between semicolons, that holds a typed word; "" where none does. */
static const char *part_with(const char *cell, const struct typed *typed, struct arena *arena) {
  const char *at = cell, *part, *found = "";
  struct buf folded = BUF_INIT, lower = BUF_INIT;
  size_t len;

  while (found[0] == '\0' && record_next_part(&at, &part, &len)) {
    const char *text = arena_copy(arena, part, len);
    buf_cut(&folded, 0);
    text_fold(&folded, text);
    for (size_t i = 0; i < typed->count && found[0] == '\0'; i++)
      if (strstr(buf_text(&folded), typed->words[i]) != NULL)
        found = text;
  }
  if (found[0] != '\0') {
    text_lower_first(&lower, found);
    found = arena_copy(arena, buf_text(&lower), lower.len);
  }
  buf_release(&folded);
  buf_release(&lower);
  return found;
}

static bool found_by_name(const struct search *search, const struct record *contact,
                          const struct typed *typed) {
  for (size_t i = 0; i < typed->count; i++)
    if (name_has(&search->finder->people[contact->index], typed->words[i]))
      return true;
  return false;
}

static const char *person_text(const struct search *search, const struct record *contact,
                               struct arena *arena) {
  static const int fields[] = {CONTACT_CARES_ABOUT, CONTACT_INTERESTS, CONTACT_TAGS, CONTACT_TITLE,
                               CONTACT_CITY};
  const char *text = "";
  struct typed typed;

  split(&typed, search->typed);
  if (!search->loose && !found_by_name(search, contact, &typed))
    for (size_t i = 0; text[0] == '\0' && i < sizeof fields / sizeof fields[0]; i++)
      text = part_with(record_text(contact, fields[i]), &typed, arena);
  free(typed.bytes);
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

const char *search_text(const struct search *search, const struct search_hit *hit,
                        struct arena *arena) {
  return hit->group == SEARCH_PEOPLE ? person_text(search, hit->item->row, arena) : row_text(hit);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

/* Those that were found by name get their score, unless there are very many. */
static void score_people(struct search *search, const struct typed *typed) {
  for (size_t i = 0; i < search->hits.len && search->count[SEARCH_PEOPLE] <= ORDERED_MOST; i++) {
    struct search_hit *hit = &search->hits.data[i];
    if (hit->group == SEARCH_PEOPLE && hit->score == 0)
      hit->score = name_score(&search->finder->people[hit->item->contact->index], typed->whole);
  }
}

/* Very many people stay in the book's order, those who are gone last. */
static void put_gone_last(struct search *search) {
  VEC(struct search_hit) gone = VEC_INIT;
  size_t kept = 0;

  for (size_t i = 0; i < search->hits.len; i++) {
    struct search_hit hit = search->hits.data[i];
    if (hit.gone)
      *vec_push(&gone) = hit;
    else
      search->hits.data[kept++] = hit;
  }
  for (size_t i = 0; i < gone.len; i++)
    search->hits.data[kept++] = gone.data[i];
  vec_release(&gone);
}

static void count_groups(struct search *search) {
  memset(search->count, 0, sizeof search->count);
  for (size_t i = 0; i < search->hits.len; i++)
    search->count[search->hits.data[i].group]++;
}

static void put_in_order(struct search *search, const struct typed *typed) {
  count_groups(search);
  if (typed->len < SEARCH_LETTERS_LEAST && search->hits.len > ORDERED_MOST) {
    put_gone_last(search);
    return;
  }
  score_people(search, typed); /* the rest has kept its order */
  if (search->count[SEARCH_PEOPLE] > 1)
    qsort(search->hits.data, search->count[SEARCH_PEOPLE], sizeof *search->hits.data, by_fit);
}

static void look_for_letters(struct search *search, const char *folded) {
  struct typed typed;

  split(&typed, folded);
  look(search, &typed);
  count_groups(search);
  search->narrows = true;
  if (!search->loose && search->count[SEARCH_PEOPLE] == 0) {
    search->loose = true;
    look_loosely(search, folded);
  }
  put_in_order(search, &typed);
  free(typed.bytes);
}

bool search_look(struct search *search, const char *typed, const struct due *due, struct err *err) {
  struct buf folded = BUF_INIT;
  bool ok = true;

  text_fold(&folded, typed);
  if (folded.len > 0 && strchr(typed, ':') == NULL) {
    look_for_letters(search, buf_text(&folded));
  } else {
    search->hits.len = 0;
    search->narrows = search->loose = false;
    ok = folded.len == 0 || look_by_query(search, typed, due, err);
    count_groups(search);
  }
  free(search->typed);
  search->typed = xstrdup(buf_text(&folded));
  buf_release(&folded);
  return ok;
}
