#ifndef MENTEE_TUI_PEOPLE_H
#define MENTEE_TUI_PEOPLE_H
/* The people that are marked, and what is done to all of them: one action, one undo. */
#include "tui_priv.h"

struct marked {
  struct arena arena;
  VEC(const char *) ids;
};
void people_marked(const struct app *app, const struct page *page, struct marked *marked);
void marked_release(struct marked *marked);

enum bulk { BULK_TAG, BULK_ROLE };
void bulk_open(struct app *app, enum bulk bulk, const char *const *ids, size_t count);
void bulk_archive(struct app *app, const char *const *ids, size_t count);
void log_open_for_all(struct app *app, const char *const *ids, size_t count);
#endif
