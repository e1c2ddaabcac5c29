#include "mentee/engine/match.h"

#include "mentee/base/text.h"
#include <string.h>

void matches_release(struct matches *matches) {
  vec_release(&matches->list);
}

/* --- words ------------------------------------------------------------------------------- */

/* In folded text a word begins at the start and behind a blank, a hyphen or other punctuation. */
static bool is_joint(char c) {
  return c == '\0' || strchr(" -,.;'\"()/\n", c) != NULL;
}

static bool has_word(const char *text, const char *word, size_t len, bool anywhere) {
  for (const char *at = text; (at = strchr(at, word[0])) != NULL; at++)
    if (strncmp(at, word, len) == 0 && (anywhere || at == text || is_joint(at[-1])))
      return true;
  return false;
}

/* Words stand between blanks and commas. */
static const char *next_word(const char *at, size_t *len) {
  at += strspn(at, " ,");
  *len = strcspn(at, " ,");
  return at;
}

/* --- kinds of match, the best first -------------------------------------------------------- */

static bool is_full_name(const struct finder_person *person, const char *typed) {
  return strcmp(person->name, typed) == 0 || strcmp(person->sort_name, typed) == 0 ||
         strcmp(person->native_name, typed) == 0;
}

static bool is_called(const struct finder_person *person, const char *typed) {
  return strcmp(person->call_by, typed) == 0;
}

/* Each word may be of another of the names: "lan bui" is Bùi Thị Ngọc Lan, called Dr Lan. */
static bool has_words(const struct finder_person *person, const char *typed, bool anywhere) {
  size_t len;
  const char *first = next_word(typed, &len);

  for (const char *at = first; len > 0; at = next_word(at + len, &len))
    if (!has_word(person->name, at, len, anywhere) &&
        !has_word(person->call_by, at, len, anywhere) &&
        !has_word(person->sort_name, at, len, anywhere) &&
        !has_word(person->native_name, at, len, anywhere))
      return false;
  return *first != '\0';
}

static bool begins_words(const struct finder_person *person, const char *typed) {
  return has_words(person, typed, false);
}

static bool holds_words(const struct finder_person *person, const char *typed) {
  return has_words(person, typed, true);
}

typedef bool fits_fn(const struct finder_person *person, const char *typed);

static const struct {
  fits_fn *fits;
  bool of_the_gone; /* archived and deceased people as well as the others */
} kinds[] = {{is_full_name, true}, {is_called, false}, {begins_words, false}, {holds_words, false}};

#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

static void take_fitting(const struct finder *finder, const char *typed, fits_fn *fits, bool living,
                         bool gone, struct matches *matches) {
  for (size_t i = 0; i < finder->count; i++) {
    const struct finder_person *person = &finder->people[i];
    if ((person->gone ? gone : living) && fits(person, typed))
      *vec_push(&matches->list) = person->contact;
  }
}

static void take_best_kind(const struct finder *finder, const char *typed,
                           struct matches *matches) {
  for (size_t i = 0; i < KIND_COUNT && matches->list.len == 0; i++)
    take_fitting(finder, typed, kinds[i].fits, true, kinds[i].of_the_gone, matches);
  for (size_t i = 0; i < KIND_COUNT && matches->list.len == 0; i++)
    if (!kinds[i].of_the_gone)
      take_fitting(finder, typed, kinds[i].fits, false, true, matches);
}

/* "dr. lan" -> "lan"; NULL where no title stands before a name. */
static const char *behind_title(const char *typed) {
  static const char *const titles[] = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx"};

  for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
    size_t len = strlen(titles[i]);
    if (strncmp(typed, titles[i], len) != 0)
      continue;
    len += typed[len] == '.';
    if (typed[len] == ' ' && typed[len + 1] != '\0')
      return typed + len + 1;
  }
  return NULL;
}

void match_name_in(const struct finder *finder, const struct book *book, const char *name,
                   struct matches *matches) {
  const struct record *of_id = book_find(book, TABLE_CONTACTS, name);
  struct buf folded = BUF_INIT;
  const char *typed;

  matches->list.len = 0;
  text_fold(&folded, name);
  if (of_id != NULL) {
    *vec_push(&matches->list) = of_id;
  } else if (folded.len > 0) {
    take_best_kind(finder, buf_text(&folded), matches);
    typed = behind_title(buf_text(&folded));
    if (matches->list.len == 0 && typed != NULL)
      take_best_kind(finder, typed, matches);
    finder_sort(finder, matches->list.data, matches->list.len);
  }
  buf_release(&folded);
}

void match_name(const struct book *book, const char *name, struct matches *matches) {
  const struct record *of_id = book_find(book, TABLE_CONTACTS, name);
  struct finder finder;

  if (of_id != NULL) { /* as scripts do: nothing is folded for it */
    matches->list.len = 0;
    *vec_push(&matches->list) = of_id;
    return;
  }
  finder_make(&finder, book);
  match_name_in(&finder, book, name, matches);
  finder_release(&finder);
}

/* --- one person -------------------------------------------------------------------------- */

struct naming {
  struct arena arena;
  VEC(const char *) words;
  VEC(const struct record *) owners; /* of each word */
};

static void add_words(struct naming *naming, const char *text, const struct record *owner) {
  size_t len;

  for (const char *at = next_word(text, &len); len > 0; at = next_word(at + len, &len)) {
    *vec_push(&naming->words) = arena_copy(&naming->arena, at, len);
    *vec_push(&naming->owners) = owner;
  }
}

/* The contact with the word, or the whole name, nearest to what was typed; NULL: none is near. */
static const struct record *nearest_contact(const struct finder *finder, const char *name) {
  struct naming naming = {ARENA_INIT, VEC_INIT, VEC_INIT};
  const struct record *owner = NULL;
  struct buf typed = BUF_INIT;
  const char *nearest;

  for (size_t i = 0; i < finder->count; i++) {
    const struct finder_person *person = &finder->people[i];
    *vec_push(&naming.words) = person->name;
    *vec_push(&naming.owners) = person->contact;
    add_words(&naming, person->sort_name, person->contact);
    add_words(&naming, person->call_by, person->contact);
  }
  text_fold(&typed, name);
  nearest = text_nearest(buf_text(&typed), naming.words.data, naming.words.len);
  for (size_t i = 0; nearest != NULL && owner == NULL && i < naming.words.len; i++)
    if (naming.words.data[i] == nearest)
      owner = naming.owners.data[i];
  buf_release(&typed);
  vec_release(&naming.words);
  vec_release(&naming.owners);
  arena_release(&naming.arena);
  return owner;
}

static void nobody(const struct finder *finder, const char *name, struct err *err) {
  const struct record *near = nearest_contact(finder, name);

  if (near != NULL)
    err_set(err, ERR_MISSING, "nobody called '%s'; did you mean %s?", name,
            record_text(near, CONTACT_NAME));
  else if (finder->unread != NULL)
    err_set(err, ERR_MISSING, "nobody called '%s' was read, but of contacts.csv not all was: %s",
            name, finder->unread);
  else
    err_set(err, ERR_MISSING, "nobody called '%s'; 'mentee add' makes a new contact", name);
}

#define LISTED_AT_MOST 6

static bool same_in(const struct record *a, const struct record *b, int field) {
  return text_same(record_text(a, field), record_text(b, field));
}

/* Another of them bears the same name at the same place, or at none. */
static bool has_twin(const struct matches *among, const struct record *contact) {
  for (size_t i = 0; among != NULL && i < among->list.len; i++)
    if (among->list.data[i] != contact && same_in(among->list.data[i], contact, CONTACT_NAME) &&
        same_in(among->list.data[i], contact, CONTACT_ORG))
      return true;
  return false;
}

static void add_mark(struct buf *out, const char *before, const char *text, size_t name_len) {
  if (text[0] != '\0')
    buf_addf(out, "%s%s%s", out->len == name_len ? " (" : ", ", before, text);
}

void match_describe(const struct book *book, const struct record *contact,
                    const struct matches *among, struct buf *out) {
  struct rows roles = book_rows_of(book, contact, TABLE_ROLES);
  struct buf text = BUF_INIT;
  size_t name_len;

  buf_adds(&text, record_text(contact, CONTACT_NAME));
  name_len = text.len;
  add_mark(&text, "", record_text(contact, CONTACT_ORG), name_len);
  if (has_twin(among, contact)) {
    int role = roles.len > 0 ? record_word(roles.data[0], ROLES_ROLE, &words_role) : WORD_EMPTY;
    add_mark(&text, "", record_text(contact, CONTACT_TITLE), name_len);
    add_mark(&text, "", role >= 0 ? words_spoken(&words_role, role) : "", name_len);
    add_mark(&text, "", record_text(contact, CONTACT_EMAIL), name_len);
    add_mark(&text, "added ", record_text(contact, CONTACT_CREATED_AT), name_len);
  }
  buf_adds(out, buf_text(&text));
  buf_addf(out, "%s, %s", text.len > name_len ? ")" : "", record_id(contact));
  buf_release(&text);
}

static void several(const struct book *book, const struct matches *matches, const char *name,
                    struct err *err) {
  size_t count = matches->list.len, shown = count > LISTED_AT_MOST ? LISTED_AT_MOST : count;
  struct buf text = BUF_INIT;

  for (size_t i = 0; i < shown; i++) {
    buf_adds(&text, i == 0 ? "" : i + 1 == count ? ", or " : ", ");
    match_describe(book, matches->list.data[i], matches, &text);
  }
  if (shown < count)
    buf_addf(&text, ", and %zu more", count - shown);
  err_set(err, ERR_USAGE, "'%s' could be %s; say more of the name, or the id", name,
          buf_text(&text));
  buf_release(&text);
}

const struct record *match_one(const struct book *book, const char *name, struct err *err) {
  const struct record *found = book_find(book, TABLE_CONTACTS, name);
  struct matches matches = MATCHES_INIT;
  struct finder finder;

  if (found != NULL) /* by id: nothing is folded for it */
    return found;
  finder_make(&finder, book);
  match_name_in(&finder, book, name, &matches);
  if (matches.list.len == 1)
    found = matches.list.data[0];
  else if (matches.list.len > 1)
    several(book, &matches, name, err);
  else
    nobody(&finder, name, err);
  matches_release(&matches);
  finder_release(&finder);
  return found;
}

/* --- typed letters ----------------------------------------------------------------------- */

/* The weights of fzy, in thousandths of its point for a letter in a row. */
enum {
  SCORE_AT_START = 900,
  SCORE_AT_WORD = 800,
  SCORE_IN_ROW = 1000,
  SCORE_OUTER_GAP = -5,
  SCORE_GAP = -10,
  SCORE_BASE = 1000000, /* keeps every match above 0 */
  SCORE_NONE = -100000000
};
#define SCORE_TEXT 255

static int place_bonus(const char *text, size_t at) {
  return at == 0 ? SCORE_AT_START : is_joint(text[at - 1]) ? SCORE_AT_WORD : 0;
}

static int larger(int a, int b) {
  return a > b ? a : b;
}

/*
 * One typed letter more: ends[j] is the best score of a match that ends at j, best[j] of one that
 * ends at or before it; both of the letters so far, and afterwards of one more.
 */
static void score_letter(const char *text, size_t len, char letter, bool first, bool last,
                         int *ends, int *best) {
  int gap = last ? SCORE_OUTER_GAP : SCORE_GAP, before_end = SCORE_NONE, before_best = SCORE_NONE;
  int running = SCORE_NONE;

  for (size_t j = 0; j < len; j++) {
    int old_end = ends[j], old_best = best[j], here = SCORE_NONE;
    if (text[j] == letter && first)
      here = (int)j * SCORE_OUTER_GAP + place_bonus(text, j);
    else if (text[j] == letter && before_best > SCORE_NONE / 2)
      here = larger(before_best + place_bonus(text, j), before_end + SCORE_IN_ROW);
    running = larger(here, running + gap);
    ends[j] = here;
    best[j] = running;
    before_end = old_end;
    before_best = old_best;
  }
}

/* Most texts do not hold the letters in this order: no need to weigh them. */
static bool has_letters(const char *text, size_t len, const char *letters) {
  for (size_t i = 0; i < len && *letters != '\0'; i++)
    letters += text[i] == *letters;
  return *letters == '\0';
}

int match_score(const char *folded_text, const char *folded_typed) {
  int ends[SCORE_TEXT], best[SCORE_TEXT];
  size_t len = strlen(folded_text), letters = strlen(folded_typed);

  if (len > SCORE_TEXT)
    len = SCORE_TEXT;
  if (letters == 0 || letters > len)
    return letters == 0 ? SCORE_BASE : 0;
  if (!has_letters(folded_text, len, folded_typed))
    return 0;
  memset(ends, 0, len * sizeof *ends);
  memset(best, 0, len * sizeof *best);
  for (size_t i = 0; i < letters; i++)
    score_letter(folded_text, len, folded_typed[i], i == 0, i + 1 == letters, ends, best);
  return best[len - 1] > SCORE_NONE / 2 ? SCORE_BASE + best[len - 1] : 0;
}
