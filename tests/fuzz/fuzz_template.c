/* Any bytes as a template of the user's: refused with a reason, or filled without harm. */
#include "fuzz.h"
#include "make_book.h"
#include "mentee/engine/templates.h"
#include <string.h>

static void fill(const struct template *template) {
  struct draft_about about = {NULL, NULL, NULL, TABLE_NONE};
  struct message draft;
  struct book book;
  size_t len;

  book_init(&book);
  about.contact = put_row(&book, TABLE_CONTACTS, 2, "id=c1", "name=Ann Low", "notes=SECRET", NULL);
  draft_make(&draft, template, &book, &about, 20777);
  FUZZ_CHECK(strstr(template->body, "SECRET") != NULL || strstr(draft.body, "SECRET") == NULL);
  FUZZ_CHECK((draft_hole(draft.body, &len) != NULL) == (draft_holes(draft.body) > 0));
  draft_release(&draft);
  book_release(&book);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct templates templates;
  struct err err = ERR_INIT;

  templates_init(&templates);
  if (templates_add(&templates, "x.txt", (const char *)data, size, &err)) {
    for (size_t i = 0; i < templates.list.len; i++)
      if (templates.list.data[i].own)
        fill(&templates.list.data[i]);
  } else {
    FUZZ_CHECK(err.kind == ERR_DATA && err.text[0] != '\0');
  }
  templates_release(&templates);
  return 0;
}
