/* Any text as a query, a name and something typed into the finder, asked of a small book. */
#include "fuzz.h"
#include "make_book.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/search.h"
#include <stdlib.h>
#include <string.h>

static void make(struct book *book) {
  book_init(book);
  put_row(book, TABLE_CONTACTS, 2, "id=c1", "name=Zoë Marchetti", "org=Larkspur",
          "tags=cns;letters", "status=archived", "notes=podcast", NULL);
  put_row(book, TABLE_CONTACTS, 3, "id=c2", "name=Bùi Thị Ngọc Lan", "call_by=Dr Lan",
          "cares_about=Say no; quickly", "created_at=2026-01-01", NULL);
  put_row(book, TABLE_ROLES, 2, "id=r1", "contact_id=c2", "role=mentor", "facet=research", NULL);
  put_row(book, TABLE_INTERACTIONS, 2, "id=i1", "people=c1;c2", "on_date=2026-06-01",
          "subject=Trial slots", NULL);
  put_row(book, TABLE_FOLLOWUPS, 2, "id=f1", "contact_id=c2", "what=The paper", NULL);
}

/* What a longer text finds was found by the shorter one, where it is said so. */
static void check_narrowing(const struct book *book, const struct due *due, const char *text) {
  struct matches shorter = MATCHES_INIT, longer = MATCHES_INIT;
  char *part = xstrndup(text, strlen(text) / 2);
  struct err err = ERR_INIT;

  if (query_narrows(part, text) && query_contacts(book, due, NULL, part, true, &shorter, &err) &&
      query_contacts(book, due, NULL, text, true, &longer, &err))
    FUZZ_CHECK(longer.list.len <= shorter.list.len);
  matches_release(&shorter);
  matches_release(&longer);
  free(part);
}

/* Typed letter by letter or all at once, the same is found. */
static void check_search(const struct book *book, const struct finder *finder,
                         const struct due *due, const char *text) {
  struct search afresh, typed;
  struct err err = ERR_INIT;
  char *part = xstrndup(text, strlen(text) / 2);
  struct arena arena = ARENA_INIT;

  search_make(&afresh, book, finder);
  search_make(&typed, book, finder);
  search_look(&typed, part, due, &err);
  FUZZ_CHECK(search_look(&typed, text, due, &err) == search_look(&afresh, text, due, &err));
  FUZZ_CHECK(typed.hits.len == afresh.hits.len);
  for (size_t i = 0; i < typed.hits.len; i++) {
    FUZZ_CHECK(typed.hits.data[i].item->row == afresh.hits.data[i].item->row);
    search_text(&typed, &typed.hits.data[i], &arena);
  }
  search_release(&afresh);
  search_release(&typed);
  arena_release(&arena);
  free(part);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *text = xstrndup((const char *)data, size);
  struct settings settings = settings_defaults();
  struct matches matches = MATCHES_INIT;
  struct finder finder;
  struct book book;
  struct due due;

  make(&book);
  due_compute(&due, &book, &settings, 20777);
  finder_make(&finder, &book);
  match_name_in(&finder, &book, text, &matches);
  check_narrowing(&book, &due, text);
  check_search(&book, &finder, &due, text);
  matches_release(&matches);
  finder_release(&finder);
  due_release(&due);
  book_release(&book);
  free(text);
  return 0;
}
