#include "mentee/exchange/same.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "skeleton_priv.h"
#include "traits_priv.h"
#include <stdlib.h>
#include <string.h>

/* --- two people ---------------------------------------------------------------------------------
 */

static bool same_text(const char *a, const char *b) {
  return a[0] != '\0' && strcmp(a, b) == 0;
}

static bool differ(const char *a, const char *b) {
  return a[0] != '\0' && b[0] != '\0' && strcmp(a, b) != 0;
}

/* The first and the last word are the same, whatever stands between. */
static bool ends_agree(const struct traits *a, const struct traits *b) {
  return a->words > 1 && b->words > 1 && strcmp(a->word[0], b->word[0]) == 0 &&
         strcmp(a->word[a->words - 1], b->word[b->words - 1]) == 0;
}

/* "h. vandersloot" and "henrike vandersloot-abara". */
static bool initials_fit(const struct traits *a, const struct traits *b) {
  uint32_t first_a, first_b;

  if (a->words < 2 || b->words < 2 || !same_text(a->family, b->family))
    return false;
  if (!traits_is_initial(a->word[0]) && !traits_is_initial(b->word[0]))
    return false;
  text_decode(a->word[0], strlen(a->word[0]), &first_a);
  text_decode(b->word[0], strlen(b->word[0]), &first_b);
  return first_a == first_b;
}

/* Something beside the name that two different people would hardly share. */
static const char *shared(const struct traits *a, const struct traits *b) {
  if (traits_share(&a->emails, &b->emails))
    return "same e-mail";
  if (traits_share(&a->links, &b->links))
    return "same link";
  return traits_share(&a->phones, &b->phones) ? "same phone" : NULL;
}

/* Of two with one name: does the rest agree, and does it say the same person? Where `a`, who is
   looked for, is but a name, nothing can come of it. */
static bool rest_agrees(const struct traits *a, const struct traits *b) {
  if (differ(a->birthday, b->birthday))
    return false;
  return same_text(a->org, b->org) || same_text(a->birthday, b->birthday) || a->only_name;
}

/* Two of one house or hospital: no word of their names and no address is the same. */
static bool only_share_a_phone(const struct traits *a, const struct traits *b) {
  for (size_t i = 0; i < a->words; i++)
    for (size_t k = 0; k < b->words; k++)
      if (strcmp(a->word[i], b->word[k]) == 0)
        return false;
  return a->words > 1 && b->words > 1 && strcmp(a->look, b->look) != 0 && a->emails.count > 0 &&
         b->emails.count > 0 && !traits_share(&a->emails, &b->emails) &&
         !traits_share(&a->links, &b->links);
}

static enum sameness compare(const struct traits *a, const struct traits *b, const char **reason) {
  bool same_name = same_text(a->name, b->name);
  const char *other = only_share_a_phone(a, b) ? NULL : shared(a, b);

  if (other != NULL) {
    *reason = other;
    return same_name || ends_agree(a, b) ? SAME_CERTAIN : SAME_MAYBE;
  }
  if (same_name) {
    *reason = "same name";
    return rest_agrees(a, b) ? SAME_CERTAIN : SAME_MAYBE;
  }
  if (same_text(a->look, b->look))
    *reason = "looks alike in another script";
  else if (ends_agree(a, b))
    *reason = "same first and last name";
  else if (initials_fit(a, b))
    *reason = "initials fit";
  else
    return SAME_NO;
  return SAME_MAYBE;
}

/* --- finding ------------------------------------------------------------------------------------
 */

#define MOST_OF_A_KEY 64 /* people of one key that are looked at */

/*
 * Keys are kept as hashes alone: two keys of one hash make two people be compared, no more. So a
 * million people cost some twenty bytes a key.
 */
struct entry {
  uint64_t hash;
  uint32_t number; /* into people */
  uint32_t next;   /* entry of the same bucket, from 1; 0: the last */
};
struct person {
  struct who who;
  size_t number; /* the caller's */
};

struct who_index {
  VEC(struct person) people;
  VEC(struct entry) entries;
  VEC(uint32_t) buckets; /* a power of two of them: entries, from 1 */
};

struct who_index *who_index_new(void) {
  return xcalloc(1, sizeof(struct who_index));
}

void who_index_free(struct who_index *index) {
  if (index == NULL)
    return;
  vec_release(&index->people);
  vec_release(&index->entries);
  vec_release(&index->buckets);
  free(index);
}

static uint64_t hash_key(char kind, const char *key) {
  uint64_t hash = (14695981039346656037u ^ (unsigned char)kind) * 1099511628211u; /* FNV-1a */

  for (; *key != '\0'; key++)
    hash = (hash ^ (unsigned char)*key) * 1099511628211u;
  return hash ^ hash >> 32;
}

static uint32_t *bucket_of(const struct who_index *index, uint64_t hash) {
  return &index->buckets.data[hash & (index->buckets.len - 1)];
}

static void link_entry(struct who_index *index, uint32_t entry) {
  uint32_t *bucket = bucket_of(index, index->entries.data[entry - 1].hash);

  index->entries.data[entry - 1].next = *bucket;
  *bucket = entry;
}

/* As many buckets as entries, at least. */
static void make_room(struct who_index *index) {
  size_t wanted = index->buckets.len == 0 ? 64 : index->buckets.len * 2;

  if (index->entries.len < index->buckets.len)
    return;
  index->buckets.len = 0;
  while (index->buckets.len < wanted)
    *vec_push(&index->buckets) = 0;
  for (size_t i = 0; i < index->entries.len; i++)
    link_entry(index, (uint32_t)i + 1);
}

typedef void key_fn(void *context, uint64_t key);

static void one_key(key_fn *visit, void *context, char kind, const char *text) {
  if (text[0] != '\0')
    visit(context, hash_key(kind, text));
}

static void list_keys(key_fn *visit, void *context, char kind, const struct trait_list *list) {
  for (size_t i = 0; i < list->count; i++)
    one_key(visit, context, kind, list->value[i]);
}

/* The first and the last word as they look, in alphabetical order. */
static void ends_key(const struct traits *traits, struct buf *key) {
  struct buf first = BUF_INIT, last = BUF_INIT;
  bool swap;

  skeleton_of(&first, traits->word[0]);
  skeleton_of(&last, traits->word[traits->words - 1]);
  swap = strcmp(buf_text(&first), buf_text(&last)) > 0;
  buf_adds(key, buf_text(swap ? &last : &first));
  buf_addc(key, ' ');
  buf_adds(key, buf_text(swap ? &first : &last));
  buf_release(&first);
  buf_release(&last);
}

/* Two people that compare() knows for one share at least one of these. Names of two words need no
   key of all their words: their ends are that. */
static void each_key(const struct traits *traits, key_fn *visit, void *context) {
  struct buf key = BUF_INIT;

  list_keys(visit, context, 'e', &traits->emails);
  list_keys(visit, context, 'l', &traits->links);
  list_keys(visit, context, 'p', &traits->phones);
  if (traits->words != 2)
    one_key(visit, context, 'n', traits->look);
  if (traits->words > 1) {
    uint32_t code;
    size_t used = text_decode(traits->word[0], strlen(traits->word[0]), &code);
    ends_key(traits, &key);
    one_key(visit, context, 'f', buf_text(&key));
    buf_cut(&key, 0);
    buf_add(&key, traits->word[0], used);
    buf_addc(&key, ' ');
    buf_adds(&key, traits->family);
    one_key(visit, context, 'i', buf_text(&key));
  }
  buf_release(&key);
}

static void add_key(void *context, uint64_t key) {
  struct who_index *index = context;

  make_room(index);
  *vec_push(&index->entries) = (struct entry){key, (uint32_t)index->people.len - 1, 0};
  link_entry(index, (uint32_t)index->entries.len);
}

void who_index_add(struct who_index *index, const struct who *who, size_t number) {
  struct traits traits;

  *vec_push(&index->people) = (struct person){*who, number};
  traits_of(&traits, who);
  each_key(&traits, add_key, index);
  traits_release(&traits);
}

struct finding {
  const struct who_index *index;
  const struct traits *traits;
  struct who_match best;
  bool several; /* more than one for certain */
};

static void look_at(struct finding *finding, const struct person *person) {
  struct traits traits;
  const char *reason = "";
  enum sameness sameness;

  if (person->number == finding->best.number)
    return;
  traits_of(&traits, &person->who);
  sameness = compare(finding->traits, &traits, &reason);
  traits_release(&traits);
  if (sameness == SAME_CERTAIN && finding->best.sameness == SAME_CERTAIN)
    finding->several = true;
  if (sameness > finding->best.sameness)
    finding->best = (struct who_match){sameness, person->number, reason};
}

static void find_key(void *context, uint64_t key) {
  struct finding *finding = context;
  const struct who_index *index = finding->index;
  uint32_t at = *bucket_of(index, key);

  for (int looked = 0; at != 0 && looked < MOST_OF_A_KEY; at = index->entries.data[at - 1].next) {
    const struct entry *entry = &index->entries.data[at - 1];
    if (entry->hash != key)
      continue;
    look_at(finding, &index->people.data[entry->number]);
    looked++;
  }
}

struct who_match who_index_find(const struct who_index *index, const struct who *who) {
  struct traits traits;
  struct finding finding = {index, &traits, {SAME_NO, WHO_NOBODY, ""}, false};

  if (index->entries.len == 0)
    return finding.best;
  traits_of(&traits, who);
  each_key(&traits, find_key, &finding);
  traits_release(&traits);
  if (finding.several) {
    finding.best.sameness = SAME_MAYBE;
    finding.best.reason = "fits more than one of them";
  }
  return finding.best;
}

/* --- pairs --------------------------------------------------------------------------------------
 */

static bool lives_on(const struct record *contact) {
  int status = record_word(contact, CONTACT_STATUS, &words_status);

  return status != STATUS_ARCHIVED && status != STATUS_DECEASED;
}

void same_pairs(const struct book *book,
                void (*visit)(void *context, const struct record *a, const struct record *b,
                              const char *reason),
                void *context) {
  struct who_index *index = who_index_new();

  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++) {
    const struct record *contact = book_at(book, TABLE_CONTACTS, i);
    struct who who = {book, contact, NULL};
    struct who_match match;
    if (!lives_on(contact) || !record_has(contact, CONTACT_NAME))
      continue;
    match = who_index_find(index, &who);
    if (match.sameness != SAME_NO)
      visit(context, book_at(book, TABLE_CONTACTS, match.number), contact, match.reason);
    who_index_add(index, &who, i);
  }
  who_index_free(index);
}
