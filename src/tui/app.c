#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/brief.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

/* --- opening and closing ----------------------------------------------------------------- */

static bool has_people(const struct app *app) {
  return book_count(session_book(&app->session), TABLE_CONTACTS) > 0;
}

static void ask_everything(struct app *app) {
  due_release(&app->due);
  due_compute(&app->due, session_book(&app->session), &app->session.settings, app->session.today);
  if (app->has_search)
    search_release(&app->search);
  if (app->has_finder)
    finder_release(&app->finder);
  app->has_finder = app->has_search = false;
}

static void close_pages(struct app *app) {
  for (size_t i = 0; i < app->pages.len; i++)
    page_free(app->pages.data[i]);
  app->pages.len = 0;
}

static void first_page(struct app *app) {
  close_pages(app);
  app->open_groups = 0;
  ask_everything(app);
  app_open_page(app, has_people(app) || app->session.store.exists ? &view_today : &view_welcome,
                "");
}

/* What mentee.conf binds; two acts on one key are refused at the start. */
static bool bind_keys(struct app *app, struct err *err) {
  const struct config *config = &app->session.config;

  for (size_t i = 0; i < config->keys.len; i++)
    if (!keymap_bind(&app->keymap, config->keys.data[i].name, config->keys.data[i].keys,
                     config->keys.data[i].line, err))
      return false;
  return keymap_check(&app->keymap, config, err);
}

/* --- what is half typed ---------------------------------------------------------------------- */

#define DRAFT_KIND "screen"
#define DRAFT_SPLIT '\x1d' /* between the name of a draft and its text */

static void keep(struct app *app, const struct buf *of, const struct buf *text) {
  struct buf whole = BUF_INIT;

  buf_addf(&whole, "%s%c%s", buf_text(of), DRAFT_SPLIT, buf_text(text));
  draft_keep(&app->session, &app->keeper, DRAFT_KIND, "", buf_text(&whole));
  buf_release(&whole);
}

/* After every key: the topmost thing that is typed into, else what was put aside, else nothing. */
static void keep_draft(struct app *app) {
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

static void take_up_draft(struct app *app) {
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

bool app_open(struct app *app, struct world *world, struct err *err) {
  memset(app, 0, sizeof *app);
  app->world = world;
  app->rows = 24;
  app->cols = 80;
  app->last_ctrl_c = -10;
  keymap_init(&app->keymap);
  if (!session_open(&app->session, world, err) || !bind_keys(app, err))
    return false;
  app->ascii = world->ascii || !world->utf8 || app->session.config.ascii;
  first_page(app);
  take_up_draft(app);
  return true;
}

void app_close(struct app *app) {
  while (app->modals.len > 0)
    app_pop_modal(app);
  close_pages(app);
  vec_release(&app->pages);
  vec_release(&app->modals);
  due_release(&app->due);
  if (app->has_search)
    search_release(&app->search);
  if (app->has_finder)
    finder_release(&app->finder);
  keymap_release(&app->keymap);
  buf_release(&app->message);
  buf_release(&app->there);
  for (size_t i = 0; i < app->commands.len; i++)
    free(app->commands.data[i]);
  vec_release(&app->commands);
  buf_release(&app->edit_text);
  buf_release(&app->copy_text);
  buf_release(&app->keeper.text);
  buf_release(&app->draft);
  buf_release(&app->draft_of);
  session_close(&app->session);
}

bool app_open_sample(struct app *app, struct err *err) {
  struct session sample;

  if (!session_open_sample(&sample, app->world, err)) {
    session_close(&sample);
    return false;
  }
  close_pages(app);
  session_close(&app->session);
  app->session = sample;
  first_page(app);
  return true;
}

/* Out of the sample network, back to what is one's own. */
static unsigned leave_sample(struct app *app) {
  struct err err = ERR_INIT;

  close_pages(app);
  session_close(&app->session);
  if (!session_open(&app->session, app->world, &err)) {
    first_page(app);
    app_say_err(app, &err);
    return FX_REPAINT;
  }
  first_page(app);
  return FX_REPAINT;
}

unsigned app_quit(struct app *app) {
  return app->session.sample ? leave_sample(app) : FX_QUIT;
}

/* --- pages and modals ---------------------------------------------------------------------- */

struct page *app_page(const struct app *app) {
  return app->pages.data[app->pages.len - 1];
}

void app_open_page(struct app *app, const struct view *view, const char *subject) {
  *vec_push(&app->pages) = page_new(view, subject);
}

void app_close_page(struct app *app) {
  page_free(app->pages.data[--app->pages.len]);
}

void app_switch_view(struct app *app, const struct view *view) {
  if (app->pages.len == 1 && app_page(app)->view == view)
    return;
  close_pages(app);
  app_open_page(app, view, "");
}

struct modal *app_modal(const struct app *app) {
  return app->modals.len > 0 ? app->modals.data[app->modals.len - 1] : NULL;
}

struct modal *app_push_modal(struct app *app, const struct modal_kind *kind, void *state) {
  struct modal *modal = xcalloc(1, sizeof *modal);

  modal->kind = kind;
  modal->state = state;
  *vec_push(&app->modals) = modal;
  return modal;
}

void app_pop_modal(struct app *app) {
  struct modal *modal = app->modals.data[--app->modals.len];

  if (modal->kind->release != NULL)
    modal->kind->release(modal);
  line_edit_release(&modal->line);
  free(modal->state);
  free(modal);
}

void app_changed(struct app *app) {
  ask_everything(app);
  for (size_t i = 0; i < app->pages.len; i++)
    app->pages.data[i]->stale = true;
  for (size_t i = 0; i < app->modals.len; i++)
    if (app->modals.data[i]->kind->changed != NULL)
      app->modals.data[i]->kind->changed(app, app->modals.data[i]);
}

const struct finder *app_finder(struct app *app) {
  if (!app->has_finder)
    finder_make(&app->finder, session_book(&app->session));
  app->has_finder = true;
  return &app->finder;
}

struct search *app_search(struct app *app) {
  if (!app->has_search)
    search_make(&app->search, session_book(&app->session), app_finder(app));
  app->has_search = true;
  return &app->search;
}

const struct record *app_contact(const struct app *app) {
  const struct page *page = app_page(app);
  const struct row *row = page_selected(page);

  if (page->view == &view_person)
    return book_find(session_book(&app->session), TABLE_CONTACTS, page->subject);
  return row != NULL ? row->contact : NULL;
}

/* --- messages --------------------------------------------------------------------------------- */

static void say_text(struct app *app, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static void say_text(struct app *app, const char *format, va_list args) {
  buf_cut(&app->message, 0);
  buf_addfv(&app->message, format, args);
  app->message_style = STYLE_TEXT;
}

void app_say(struct app *app, const char *format, ...) {
  va_list args;

  va_start(args, format);
  say_text(app, format, args);
  va_end(args);
}

void app_say_done(struct app *app, const char *format, ...) {
  va_list args;

  va_start(args, format);
  if (app->session.said.len > 0)
    app_say(app, "%s  u undoes", app->session.said.data[0]);
  else
    say_text(app, format, args);
  va_end(args);
}

void app_say_err(struct app *app, const struct err *err) {
  app_say(app, "%s", err->text);
  app->message_style = err->kind == ERR_IO || err->kind == ERR_DATA ? STYLE_ERROR : STYLE_WARN;
}

/* --- acts of every view -------------------------------------------------------------------------
 */

static void undo(struct app *app, bool again) {
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;
  bool ok =
      again ? session_redo(&app->session, &title, &err) : session_undo(&app->session, &title, &err);

  if (ok) {
    app_changed(app);
    app_say(app, again ? "Done again: %s.  u undoes" : "Undone: %s.  U brings it back",
            buf_text(&title));
  } else {
    app_say_err(app, &err);
  }
  buf_release(&title);
}

static void saw_in_passing(struct app *app) {
  const struct record *contact = app_contact(app);
  struct buf id = BUF_INIT, name = BUF_INIT, next = BUF_INIT;
  struct err err = ERR_INIT;

  if (contact == NULL)
    return;
  buf_adds(&id, record_id(contact));
  buf_adds(&name, called(contact, &next));
  buf_cut(&next, 0);
  if (session_pass(&app->session, buf_text(&id), &err)) {
    session_next_text(&app->session, buf_text(&id), &next);
    app_changed(app);
    app_say(app, "Saw %s in passing, today.  %s%su undoes", buf_text(&name), buf_text(&next),
            next.len > 0 ? "  " : "");
  } else {
    app_say_err(app, &err);
  }
  buf_release(&id);
  buf_release(&name);
  buf_release(&next);
}

static void open_line(struct app *app, enum ask_then then) {
  const struct record *contact = app_contact(app);

  if (contact != NULL)
    line_open_for(app, then, record_id(contact));
}

static unsigned go_back(struct app *app, bool quits) {
  if (app->pages.len > 1) {
    app_close_page(app);
    return FX_REPAINT;
  }
  return quits ? app_quit(app) : FX_REPAINT;
}

static void open_sample(struct app *app) {
  struct err err = ERR_INIT;

  if (!app_open_sample(app, &err))
    app_say_err(app, &err);
}

static void move(struct app *app, struct page *page, enum act act) {
  int rows = app_layout(app).list_rows;

  switch (act) {
  case ACT_NEXT:
  case ACT_PREVIOUS:
    page_move(page, act == ACT_NEXT ? 1 : -1);
    break;
  case ACT_FIRST:
  case ACT_LAST:
    page_edge(page, act == ACT_LAST);
    break;
  case ACT_HALF_DOWN:
  case ACT_HALF_UP:
    page_move_rows(page, act == ACT_HALF_DOWN ? rows / 2 : -(rows / 2));
    break;
  case ACT_PAGE_DOWN:
  case ACT_PAGE_UP:
    page_move_rows(page, act == ACT_PAGE_DOWN ? rows - 1 : 1 - rows);
    break;
  default:
    page_section(page, act == ACT_SECTION_BACK);
    break;
  }
}

static unsigned act_on_row(struct app *app, struct page *page, enum act act) {
  const struct row *row = page_selected(page);

  if (row == NULL)
    return FX_REPAINT;
  if (act == ACT_DONE)
    return row_done(app, row);
  return act == ACT_LATER ? row_later(app, row) : row_let_go(app, row);
}

/* The row under the cursor; where it stands for a person, the person. */
static void edit_row(struct app *app, struct page *page) {
  const struct row *row = page_selected(page);
  bool person = row != NULL && row->contact != NULL &&
                (page->view->bit & (IN_TODAY | IN_PEOPLE | IN_WEEK)) != 0;

  if (row == NULL)
    return;
  if (person)
    edit_open(app, TABLE_CONTACTS, record_id(row->contact));
  else if (row->record != NULL && row->table != TABLE_NONE)
    edit_open(app, row->table, record_id(row->record));
}

static unsigned write_to(struct app *app, struct page *page) {
  const struct record *contact = app_contact(app);
  const struct row *row = page_selected(page);
  const struct reason *reason =
      row != NULL && row->reason >= 0 ? &app->due.reasons.data[row->reason] : NULL;

  if (contact == NULL)
    return FX_REPAINT;
  if (reason == NULL && person_line(app, contact) != NULL)
    reason = &app->due.reasons.data[person_line(app, contact)->first];
  return write_open(app, record_id(contact), reason, "");
}

static unsigned copy_address(struct app *app) {
  const struct record *contact = app_contact(app);

  if (contact == NULL)
    return FX_REPAINT;
  if (!record_has(contact, CONTACT_EMAIL)) {
    app_say(app, "No e-mail address is known.  e adds one");
    return FX_REPAINT;
  }
  buf_cut(&app->copy_text, 0);
  buf_adds(&app->copy_text, record_text(contact, CONTACT_EMAIL));
  app_say(app, "Sent to the clipboard: %s", record_text(contact, CONTACT_EMAIL));
  return FX_REPAINT | FX_COPY;
}

static void open_brief(struct app *app) {
  const struct record *contact = app_contact(app);
  struct brief brief;
  struct buf text = BUF_INIT;

  if (contact == NULL)
    return;
  brief_make(&brief, session_book(&app->session), contact, app->session.today);
  brief_text(&brief, app->cols - 2 > 40 ? app->cols - 2 : 40, &text);
  text_open(app, "Before you meet", "for your own eyes", buf_text(&text));
  brief_release(&brief);
  buf_release(&text);
}

static unsigned app_act(struct app *app, struct page *page, enum act act) {
  switch (act) {
  case ACT_VIEW_1:
  case ACT_VIEW_2:
  case ACT_VIEW_3:
  case ACT_VIEW_4:
  case ACT_VIEW_5:
  case ACT_VIEW_6:
    if (act - ACT_VIEW_1 < app_tab_count && !page->view->titled)
      app_switch_view(app, app_tabs[act - ACT_VIEW_1]);
    break;
  case ACT_BACK:
  case ACT_QUIT_VIEW:
    return go_back(app, act == ACT_QUIT_VIEW);
  case ACT_QUIT:
    return app_quit(app);
  case ACT_UNDO:
  case ACT_REDO:
    undo(app, act == ACT_REDO);
    break;
  case ACT_OPEN:
    if (app_contact(app) != NULL)
      app_open_page(app, &view_person, record_id(app_contact(app)));
    break;
  case ACT_PASS:
    saw_in_passing(app);
    break;
  case ACT_WRITE:
    return write_to(app, page);
  case ACT_COPY:
    return copy_address(app);
  case ACT_BRIEF:
    open_brief(app);
    break;
  case ACT_WRITE_WHO:
    who_open(app, ASK_WRITE);
    break;
  case ACT_LOG:
  case ACT_PROMISE:
  case ACT_MEET:
    open_line(app, act == ACT_LOG ? ASK_LOG : act == ACT_PROMISE ? ASK_PROMISE : ASK_MEET);
    break;
  case ACT_LOG_WHO:
  case ACT_PROMISE_WHO:
  case ACT_MEET_WHO:
    who_open(app, act == ACT_LOG_WHO ? ASK_LOG : act == ACT_PROMISE_WHO ? ASK_PROMISE : ASK_MEET);
    break;
  case ACT_DONE:
  case ACT_LATER:
  case ACT_LET_GO:
    return act_on_row(app, page, act);
  case ACT_ADD:
    add_open(app, "");
    break;
  case ACT_EDIT:
    edit_row(app, page);
    break;
  case ACT_FIND:
    find_open(app);
    break;
  case ACT_HELP:
    help_open(app);
    break;
  case ACT_COMMAND:
    command_open(app);
    break;
  case ACT_IMPORT:
    import_ask(app);
    break;
  case ACT_SAMPLE:
    open_sample(app);
    break;
  case ACT_REDRAW:
    return FX_REPAINT | FX_REDRAW;
  case ACT_SUSPEND:
    return FX_REPAINT | FX_SUSPEND;
  default:
    move(app, page, act);
    break;
  }
  return FX_REPAINT;
}

/* --- the update
 * ------------------------------------------------------------------------------------ */

/* A second has passed: the day may have turned, another mentee may have saved. */
static unsigned tick(struct app *app) {
  struct err err = ERR_INIT;
  bool changed = false, turned = session_new_day(&app->session);

  if (!session_follow(&app->session, &changed, &err)) {
    app_say_err(app, &err);
    return FX_REPAINT;
  }
  if (changed || turned)
    app_changed(app);
  return changed || turned ? FX_REPAINT : 0;
}

/* Twice within a second: out, whatever is open. */
static bool ctrl_c_twice(struct app *app, const char *key) {
  int now = (int)(app->world->now % 86400);
  bool twice;

  if (!key_is(key, "<C-c>"))
    return false;
  twice = now - app->last_ctrl_c >= 0 && now - app->last_ctrl_c <= 1;
  app->last_ctrl_c = now;
  return twice;
}

/* Which row of the list stands on a row of the screen; the head does not scroll. */
static void click(struct app *app, struct page *page, int row) {
  struct layout layout = app_layout(app);
  int head = page->view->head_rows != NULL ? page->view->head_rows(app, page) : 0;
  int at = row - layout.body - head;
  size_t to = page->top + (size_t)(at > 0 ? at : 0);

  if (at >= 0 && at < layout.list_rows - head && to < page->rows.len &&
      page->rows.data[to].kind == ROW_ITEM)
    page->cursor = to;
}

static void click_tab(struct app *app, int col) {
  int at = 1;

  for (size_t i = 0; i < app_tab_count; i++) {
    int width = 2 + (int)strlen(app_tabs[i]->title);
    if (col >= at && col < at + width)
      app_switch_view(app, app_tabs[i]);
    at += width + 2;
  }
}

/* Optional: a click chooses, a double click opens, the wheel moves. */
static bool mouse(struct app *app, struct page *page, const char *key, unsigned *effects) {
  bool twice = strncmp(key, "<DoubleClick ", 13) == 0;
  char *end;
  long row, col;

  *effects = FX_REPAINT;
  if (key_is(key, "<WheelUp>") || key_is(key, "<WheelDown>")) {
    for (int i = 0; i < 3; i++)
      page_move(page, key_is(key, "<WheelDown>") ? 1 : -1);
    return true;
  }
  if (!twice && strncmp(key, "<Click ", 7) != 0)
    return false;
  row = strtol(key + (twice ? 13 : 7), &end, 10);
  col = strtol(end, NULL, 10);
  if (row == 0 && !page->view->titled && !page->view->plain)
    click_tab(app, (int)col);
  else
    click(app, page, (int)row);
  if (twice && row > 0 && page_selected(page) != NULL)
    *effects = app_update(app, "<Enter>");
  return true;
}

static unsigned take_key(struct app *app, const char *key) {
  struct page *page = app_page(app);
  unsigned effects = FX_REPAINT;
  enum act act;

  if (app_too_small(app))
    return key_is(key, "q") || key_is(key, "Q") || key_is(key, "<C-c>") ? FX_QUIT : FX_REPAINT;
  buf_cut(&app->message, 0);
  if (key_is(key, "<C-z>") || key_is(key, "<C-l>"))
    return app_act(app, page, key_is(key, "<C-z>") ? ACT_SUSPEND : ACT_REDRAW);
  if (app_modal(app) != NULL)
    return app_modal(app)->kind->key(app, app_modal(app), key);
  if (mouse(app, page, key, &effects))
    return effects;
  act = keymap_find(&app->keymap, key, page->view->bit);
  if (act == ACT_NONE)
    return FX_REPAINT;
  if (page->view->act != NULL && page->view->act(app, page, act, &effects))
    return effects;
  return app_act(app, page, act);
}

/* What painting needs to know: fresh rows, the cursor in sight, the time where they are. */
static void settle(struct app *app) {
  struct page *page = app_page(app);
  const struct record *contact;
  struct layout layout;
  int head;

  if (page->stale)
    page_refill(app, page);
  page_hold(page);
  buf_cut(&app->there, 0);
  contact = app_contact(app);
  if (contact != NULL)
    person_there(app, contact, &app->there);
  if (app_too_small(app))
    return;
  layout = app_layout(app);
  head = page->view->head_rows != NULL ? page->view->head_rows(app, page) : 0;
  page_scroll(page, layout.list_rows - head,
              layout.low && page->view->more_rows > 1 ? 1 : page->view->more_rows);
}

void app_size(struct app *app, int rows, int cols) {
  app->rows = rows;
  app->cols = cols;
  for (size_t i = 0; i < app->pages.len; i++)
    app->pages.data[i]->stale = true; /* rows differ between low and tall screens */
}

unsigned app_edited(struct app *app, const struct err *err) {
  struct modal *modal = app_modal(app);
  unsigned effects = FX_REPAINT;

  if (modal != NULL && modal->kind->edited != NULL)
    effects = modal->kind->edited(app, modal, err);
  settle(app);
  return effects | FX_REDRAW;
}

unsigned app_update(struct app *app, const char *key) {
  unsigned effects;

  if (key_is(key, "<Tick>"))
    effects = tick(app);
  else if (key_is(key, "<Resize>"))
    effects = FX_REPAINT | FX_REDRAW;
  else if (ctrl_c_twice(app, key))
    effects = FX_QUIT;
  else
    effects = take_key(app, key);
  if (!key_is(key, "<Tick>"))
    keep_draft(app);
  if (effects != 0 && (effects & FX_QUIT) == 0)
    settle(app);
  return effects;
}
