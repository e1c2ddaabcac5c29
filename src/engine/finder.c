#include "mentee/engine/finder.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

static const char *keep_folded(struct finder *finder, struct buf *scratch, const char *text) {
  if (text[0] == '\0')
    return "";
  buf_cut(scratch, 0);
  text_fold(scratch, text);
  return arena_copy(&finder->arena, buf_text(scratch), scratch->len);
}

static const char *fold_more(struct finder *finder, struct buf *scratch,
                             const struct record *contact) {
  static const int fields[] = {CONTACT_ORG, CONTACT_TAGS, CONTACT_INTERESTS};

  buf_cut(scratch, 0);
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
    if (!record_has(contact, fields[i]))
      continue;
    if (scratch->len > 0)
      buf_addc(scratch, '\n');
    text_fold(scratch, record_text(contact, fields[i]));
  }
  return arena_copy(&finder->arena, buf_text(scratch), scratch->len);
}

static void take_person(struct finder *finder, struct buf *scratch, struct buf *text,
                        const struct record *contact) {
  struct finder_person *person = &finder->people[contact->index];
  int status = record_word(contact, CONTACT_STATUS, &words_status);

  person->contact = contact;
  person->name = keep_folded(finder, scratch, record_text(contact, CONTACT_NAME));
  buf_cut(text, 0);
  contact_sort_key(contact, text);
  person->sort_name = keep_folded(finder, scratch, buf_text(text));
  person->call_by = keep_folded(finder, scratch, contact_call_by(contact, text));
  person->native_name = keep_folded(finder, scratch, record_text(contact, CONTACT_NATIVE_NAME));
  person->more = fold_more(finder, scratch, contact);
  person->gone = status == STATUS_ARCHIVED || status == STATUS_DECEASED;
}

void finder_make(struct finder *finder, const struct book *book) {
  struct buf scratch = BUF_INIT, text = BUF_INIT;

  *finder = (struct finder){ARENA_INIT, NULL, book_count(book, TABLE_CONTACTS),
                            book->tables[TABLE_CONTACTS].read_only};
  finder->people = arena_alloc(&finder->arena, (finder->count + 1) * sizeof *finder->people);
  for (size_t i = 0; i < finder->count; i++)
    take_person(finder, &scratch, &text, book_at(book, TABLE_CONTACTS, i));
  buf_release(&scratch);
  buf_release(&text);
}

void finder_release(struct finder *finder) {
  arena_release(&finder->arena);
  finder->people = NULL;
  finder->count = 0;
}

static int by_sort_name(const void *a, const void *b) {
  const struct finder_person *const *left = a, *const *right = b;
  int order = strcmp((*left)->sort_name, (*right)->sort_name);

  if (order == 0)
    order = strcmp((*left)->name, (*right)->name);
  return order != 0 ? order : strcmp(record_id((*left)->contact), record_id((*right)->contact));
}

void finder_sort(const struct finder *finder, const struct record **list, size_t len) {
  const struct finder_person **people = xcalloc(len + 1, sizeof *people);

  for (size_t i = 0; i < len; i++)
    people[i] = &finder->people[list[i]->index];
  qsort(people, len, sizeof *people, by_sort_name);
  for (size_t i = 0; i < len; i++)
    list[i] = people[i]->contact;
  free(people);
}
