/* What is half typed is kept on disk, and offered again. */
#include "tui_priv.h"

#include <string.h>

#define DRAFT_KIND "screen"
#define DRAFT_SPLIT '\x1d' /* between the name of a draft and its text */

static void keep(struct app *app, const struct buf *of, const struct buf *text) {
  struct buf whole = BUF_INIT;

  buf_addf(&whole, "%s%c%s", buf_text(of), DRAFT_SPLIT, buf_text(text));
  draft_keep(&app->session, &app->keeper, DRAFT_KIND, "", buf_text(&whole));
  buf_release(&whole);
}

/* After every key: the topmost thing that is typed into, else what was put aside, else nothing. */
void app_keep_draft(struct app *app) {
  struct buf of = BUF_INIT, text = BUF_INIT;

  for (size_t i = app->modals.len; i > 0 && text.len == 0; i--)
    if (app->modals.data[i - 1]->kind->draft != NULL) {
      buf_cut(&of, 0);
      app->modals.data[i - 1]->kind->draft(app, app->modals.data[i - 1], &of, &text);
    }
  if (text.len > 0)
    keep(app, &of, &text);
  else if (app->draft.len > 0)
    keep(app, &app->draft_of, &app->draft);
  else if (app->keeper.kind[0] != '\0')
    draft_end(&app->session, &app->keeper);
  buf_release(&of);
  buf_release(&text);
}

void app_keep(struct app *app) {
  draft_flush(&app->session, &app->keeper);
}

/* "l c0004" is a line about somebody. */
static void say_draft(struct app *app) {
  const char *of = buf_text(&app->draft_of);
  const struct record *who =
      strlen(of) > 2 ? book_find(session_book(&app->session), TABLE_CONTACTS, of + 2) : NULL;
  struct buf scratch = BUF_INIT;

  if (who != NULL && of[1] == ' ')
    app_say(app, "A note to %s was put aside.  %c goes on with it", called(who, &scratch), of[0]);
  else
    app_say(app, "What you were writing was put aside; it is offered again.");
  buf_release(&scratch);
}

void app_take_up_draft(struct app *app) {
  struct drafts drafts = DRAFTS_INIT;
  const char *split;

  drafts_load(&app->session, &drafts);
  for (size_t i = 0; i < drafts.list.len && app->draft.len == 0; i++)
    if (strcmp(drafts.list.data[i].kind, DRAFT_KIND) == 0 &&
        (split = strchr(drafts.list.data[i].text, DRAFT_SPLIT)) != NULL) {
      buf_add(&app->draft_of, drafts.list.data[i].text, (size_t)(split - drafts.list.data[i].text));
      buf_adds(&app->draft, split + 1);
    }
  if (app->draft.len > 0)
    say_draft(app);
  drafts_release(&drafts);
}
