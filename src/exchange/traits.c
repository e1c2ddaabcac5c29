#include "traits_priv.h"

#include "mentee/base/text.h"
#include "mentee/exchange/formula.h"
#include "skeleton_priv.h"
#include <stdlib.h>
#include <string.h>

const char *who_text(const struct who *who, int field) {
  return who->contact != NULL ? record_text(who->contact, field)
                              : imported_text(who->person, field);
}

const char *who_column(const struct who *who, const char *column) {
  return who->contact != NULL ? book_extra(who->book, TABLE_CONTACTS, who->contact, column)
                              : imported_column(who->person, column);
}

/* --- one spelling ------------------------------------------------------------------------------
 */

static const char *keep(struct traits *traits, struct buf *buf) {
  const char *text = arena_copy(&traits->arena, buf_text(buf), buf->len);

  buf_release(buf);
  return text;
}

static const char *folded(struct traits *traits, const char *text) {
  struct buf out = BUF_INIT;

  text_fold(&out, text);
  return keep(traits, &out);
}

/* The last nine digits: country codes and leading zeros are written in many ways. */
static const char *phone_key(struct traits *traits, const char *text) {
  struct buf digits = BUF_INIT;
  const char *key;

  for (; *text != '\0' && *text != ';' && text_lower(*text) != 'x'; text++)
    if (*text >= '0' && *text <= '9')
      buf_addc(&digits, *text);
  if (digits.len < 7)
    buf_cut(&digits, 0);
  key = keep(traits, &digits);
  return strlen(key) > 9 ? key + strlen(key) - 9 : key;
}

/* Without scheme, www., query and the slash at the end. A host alone is an employer's: it tells
   nobody apart. */
static const char *link_key(struct traits *traits, const char *text, size_t len) {
  const char *scheme = memchr(text, ':', len);
  struct buf out = BUF_INIT;

  if (scheme != NULL && (size_t)(scheme - text) + 3 <= len && memcmp(scheme, "://", 3) == 0) {
    len -= (size_t)(scheme + 3 - text);
    text = scheme + 3;
  }
  if (len > 4 && text_equal_nocase_span(text, 4, "www.")) {
    text += 4;
    len -= 4;
  }
  for (size_t i = 0; i < len && text[i] != '?' && text[i] != '#'; i++)
    buf_addc(&out, text_lower(text[i]));
  while (out.len > 0 && out.data[out.len - 1] == '/')
    buf_cut(&out, out.len - 1);
  if (strchr(buf_text(&out), '/') == NULL)
    buf_cut(&out, 0);
  return keep(traits, &out);
}

/* "Example, Inc." and "Example Inc." are one; folded, without signs. */
static const char *org_key(struct traits *traits, const char *text) {
  struct buf fold = BUF_INIT, out = BUF_INIT;

  text_fold(&fold, text);
  for (size_t i = 0; i < fold.len; i++) {
    unsigned char c = (unsigned char)fold.data[i];
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80)
      buf_addc(&out, (char)c);
  }
  buf_release(&fold);
  return keep(traits, &out);
}

static void add_value(struct trait_list *list, const char *value) {
  if (value[0] != '\0' && list->count < TRAITS_MOST_VALUES)
    list->value[list->count++] = value;
}

/* A field and its numbered columns: email, email_2 ... */
static void add_numbered(struct traits *traits, const struct who *who, int field,
                         struct trait_list *list,
                         const char *(*key)(struct traits *traits, const char *text)) {
  const char *name = table_defs[TABLE_CONTACTS].fields[field].name;
  char column[32];

  add_value(list, key(traits, who_text(who, field)));
  for (int n = 2; n <= TRAITS_MOST_VALUES; n++) {
    const char *value;
    snprintf(column, sizeof column, "%s_%d", name, n);
    value = who_column(who, column);
    if (value[0] == '\0')
      return;
    add_value(list, key(traits, value));
  }
}

static void add_links(struct traits *traits, const char *list) {
  const char *part;
  size_t len;

  while (record_next_part(&list, &part, &len))
    add_value(&traits->links, link_key(traits, part, len));
}

/* --- names -------------------------------------------------------------------------------------
 */

/* "dr" and the like are no part of a name that two files would agree on. */
static bool is_courtesy(const char *word) {
  static const char *const words[] = {"dr",  "dr.", "prof", "prof.", "mr",
                                      "mr.", "mrs", "mrs.", "ms",    "ms."};

  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strcmp(word, words[i]) == 0)
      return true;
  return false;
}

/* "Example, Ada" is Ada Example. */
static const char *turned(struct traits *traits, const char *name) {
  const char *comma = strchr(name, ',');

  if (comma == NULL || comma == name || strchr(comma + 1, ',') != NULL)
    return name;
  return arena_format(&traits->arena, "%s %.*s", comma + 1, (int)(comma - name), name);
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void split_words(struct traits *traits, const char *name) {
  while (*name != '\0' && traits->words < TRAITS_MOST_WORDS) {
    size_t len = strcspn(name, " ");
    const char *word = arena_copy(&traits->arena, name, len);
    if (len > 0 && !is_courtesy(word))
      traits->word[traits->words++] = word;
    name += len + (name[len] == ' ');
  }
}

/* The words in alphabetical order, so that "Ada Example" and "Example Ada" are one. */
static const char *sorted_words(struct traits *traits, const char *const *words) {
  const char *sorted[TRAITS_MOST_WORDS];
  struct buf all = BUF_INIT;

  for (size_t i = 0; i < traits->words; i++)
    sorted[i] = words[i];
  if (traits->words > 0)
    qsort(sorted, traits->words, sizeof sorted[0], by_text);
  for (size_t i = 0; i < traits->words; i++) {
    if (i > 0)
      buf_addc(&all, ' ');
    buf_adds(&all, sorted[i]);
  }
  return keep(traits, &all);
}

static void name_of(struct traits *traits, const char *name) {
  const char *looks[TRAITS_MOST_WORDS];

  if (name[0] == '\'' && formula_is(name + 1)) /* the apostrophe is an import's */
    name++;
  split_words(traits, folded(traits, turned(traits, name)));
  for (size_t i = 0; i < traits->words; i++) {
    struct buf look = BUF_INIT;
    skeleton_of(&look, traits->word[i]);
    looks[i] = keep(traits, &look);
  }
  traits->name = sorted_words(traits, traits->word);
  traits->look = sorted_words(traits, looks);
}

static void family_of(struct traits *traits, const struct who *who) {
  const char *sort_name = who_text(who, CONTACT_SORT_NAME);
  const char *comma = strchr(sort_name, ','), *family = "";

  if (comma != NULL)
    family = folded(traits, arena_copy(&traits->arena, sort_name, (size_t)(comma - sort_name)));
  else if (traits->words > 1)
    family = traits->word[traits->words - 1];
  traits->family = arena_copy(&traits->arena, family, strcspn(family, "-"));
}

bool traits_is_initial(const char *word) {
  uint32_t code;
  size_t used = word[0] != '\0' ? text_decode(word, strlen(word), &code) : 0;

  return used > 0 && (word[used] == '\0' || strcmp(word + used, ".") == 0);
}

/* --- all of it ---------------------------------------------------------------------------------
 */

void traits_of(struct traits *traits, const struct who *who) {
  memset(traits, 0, sizeof *traits);
  name_of(traits, who_text(who, CONTACT_NAME));
  family_of(traits, who);
  add_numbered(traits, who, CONTACT_EMAIL, &traits->emails, folded);
  add_numbered(traits, who, CONTACT_PHONE, &traits->phones, phone_key);
  add_links(traits, who_text(who, CONTACT_LINKS));
  traits->org = org_key(traits, who_text(who, CONTACT_ORG));
  traits->birthday = who_text(who, CONTACT_BIRTHDAY);
  traits->only_name = traits->emails.count + traits->phones.count + traits->links.count == 0 &&
                      traits->org[0] == '\0' && traits->birthday[0] == '\0';
}

void traits_release(struct traits *traits) {
  arena_release(&traits->arena);
}

bool traits_share(const struct trait_list *a, const struct trait_list *b) {
  for (size_t i = 0; i < a->count; i++)
    for (size_t k = 0; k < b->count; k++)
      if (strcmp(a->value[i], b->value[k]) == 0)
        return true;
  return false;
}
