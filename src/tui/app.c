#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/brief.h"
#include "mentee/engine/privacy.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

/* --- opening and closing ----------------------------------------------------------------- */

static bool has_people(const struct app *app) {
  return book_count(session_book(&app->session), TABLE_CONTACTS) > 0;
}

static void ask_everything(struct app *app) {
  app->reads = app->session.store.reads;
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

/* A question before saving, never a refusal; what matched is not said again. */
static bool may_save(void *context, const struct action *action, struct err *err) {
  struct app *app = context;
  const char *question = app->keeps_it ? NULL : privacy_ask_action(action);

  if (question == NULL)
    return true;
  app->asked = true;
  return err_set(err, ERR_USAGE,
                 "This looks like patient data.  Take it out, or Enter again keeps it");
}

static void first_page(struct app *app) {
  close_pages(app);
  app->open_groups = 0;
  ask_everything(app);
  app->session.may_save = may_save;
  app->session.may_save_context = app;
  app->session.store.brief_wait = true; /* the screen goes on meanwhile, and tries again */
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
  app_take_up_draft(app);
  app_say_state(app);
  conflict_look(app);
  inbox_look(app);
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
  buf_release(&app->looked_for);
  buf_release(&app->busy);
  buf_release(&app->waits_for);
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

/* What is one's own instead of the sample, which stays the caller's to close. */
void app_open_own(struct app *app, struct err *err) {
  close_pages(app);
  if (!session_open(&app->session, app->world, err))
    app->session.store.exists = false;
}

void app_first_page(struct app *app) {
  first_page(app);
}

unsigned app_quit(struct app *app) {
  return app->session.sample ? sample_leave(app) : FX_QUIT;
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

/* What a shell is told in lower case begins a sentence here; the name of a file stays. */
static void add_sentence(struct buf *out, const char *text) {
  const char *end = text;

  while (*end >= 'a' && *end <= 'z')
    end++;
  if (end > text && (*end == ' ' || *end == ':'))
    buf_addc(out, (char)(*text++ - 'a' + 'A'));
  buf_adds(out, text);
}

/* What was typed when a save did not come about has not gone anywhere. */
static const char *still_here(const struct app *app, const struct err *err) {
  const struct modal *modal = app_modal(app);

  if (modal == NULL || modal->kind->draft == NULL || (err->kind != ERR_IO && err->kind != ERR_BUSY))
    return "";
  return modal->kind->prompt != NULL ? ". Your line is still here; Enter tries again."
                                     : ". What you typed is still here; Enter tries again.";
}

void app_say_err(struct app *app, const struct err *err) {
  struct buf text = BUF_INIT;

  if (err->kind == ERR_BUSY && wait_begin(app, err))
    return;
  add_sentence(&text, err->text);
  app_say(app, "%s%s", buf_text(&text), still_here(app, err));
  app->message_style = err->kind == ERR_IO || err->kind == ERR_BUSY || err->kind == ERR_DATA
                           ? STYLE_ERROR
                           : STYLE_WARN;
  buf_release(&text);
}
