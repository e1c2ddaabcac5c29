/* The one loop: wait, update, perform, paint. */
#include "mentee/tui/tui.h"
#include "mentee/base/text.h"

#include "editor.h"
#include "mentee/tui/app.h"
#include "mentee/tui/key.h"
#include "mentee/tui/term.h"
#include <string.h>

#define TICK_MS 1000
#define TICK_SOON_MS 100

static enum theme theme_of(const char *name) {
  if (strcmp(name, "dark") == 0)
    return THEME_DARK;
  if (strcmp(name, "light") == 0)
    return THEME_LIGHT;
  return strcmp(name, "mono") == 0 ? THEME_MONO : THEME_AUTO;
}

static void take_size(struct app *app) {
  int rows, cols;

  term_size(&rows, &cols);
  app_size(app, rows, cols);
}

static void show(const struct app *app, struct frame *frame) {
  app_paint(app, frame);
  term_blit(frame);
}

static void copy(const struct buf *text) {
  struct buf out = BUF_INIT;

  text_clipboard(&out, buf_text(text), text->len);
  term_send(buf_text(&out));
  buf_release(&out);
}

static unsigned edit(struct app *app) {
  struct err err = ERR_INIT;
  bool ok =
      editor_edit(app->world, app->session.config.editor != NULL ? app->session.config.editor : "",
                  &app->edit_text, &err);

  take_size(app);
  return app_edited(app, ok ? NULL : &err);
}

static void perform(struct app *app, unsigned effects, struct frame *frame) {
  while (effects & FX_EDITOR)
    effects = edit(app);
  if (effects & FX_COPY)
    copy(&app->copy_text);
  if (effects & FX_SUSPEND) {
    term_suspend();
    take_size(app);
    app_update(app, "<Resize>");
  }
  if (effects & FX_REDRAW)
    term_redraw();
  if (effects & FX_REPAINT)
    show(app, frame);
}

struct showing {
  struct app *app;
  struct frame *frame;
  bool resized; /* in the midst of long work: told to the views after it */
};

static void show_now(void *context) {
  const struct showing *showing = context;

  show(showing->app, showing->frame);
}

/* What else is typed over a progress bar was meant for a screen that is not there: it is dropped.
 */
static bool stop_is_asked(void *context) {
  struct showing *showing = context;
  struct buf key = BUF_INIT;
  enum term_event event;
  bool stop = false;

  while (!stop && (event = term_wait(0, &key)) != TERM_TICK) {
    stop = event == TERM_GONE || key_is(buf_text(&key), "<Esc>") || key_is(buf_text(&key), "<C-c>");
    if (event == TERM_KEY && key_is(buf_text(&key), "<Resize>")) {
      take_size(showing->app);
      showing->resized = true;
    }
  }
  buf_release(&key);
  return stop;
}

/* One key to the state, and what long work kept from it. */
static unsigned update(struct showing *showing, const char *key) {
  unsigned effects = app_update(showing->app, key);

  if (showing->resized)
    effects |= app_update(showing->app, "<Resize>");
  showing->resized = false;
  return effects;
}

static void loop(struct app *app) {
  struct frame frame = FRAME_INIT;
  struct showing showing = {app, &frame, false};
  struct buf key = BUF_INIT;
  unsigned effects = 0;

  app->show = show_now;
  app->wants_stop = stop_is_asked;
  app->show_context = &showing;
  take_size(app);
  app_update(app, "<Resize>");
  show(app, &frame);
  while ((effects & FX_QUIT) == 0) {
    enum term_event event = term_wait(app_waits(app) ? TICK_SOON_MS : TICK_MS, &key);

    if (event == TERM_GONE)
      break;
    world_look_at_clock(app->world);
    if (event == TERM_TICK)
      effects = app_update(app, "<Tick>");
    else if (strcmp(buf_text(&key), "<Resize>") == 0)
      take_size(app), effects = app_update(app, "<Resize>");
    else
      effects = update(&showing, buf_text(&key));
    perform(app, effects, &frame);
  }
  app_keep(app);
  buf_release(&key);
  frame_release(&frame);
}

int tui_run(struct world *world, const char *term, const struct shell *shell, struct err *err) {
  struct app app;
  int status = 0;

  if (app_open(&app, world, err)) {
    const char *theme = app.session.config.theme;
    app.shell = shell;
    struct term_options options = {term, world->colour, world->utf8, app.session.config.mouse,
                                   theme_of(theme != NULL ? theme : "auto")};
    if (term_open(&options, err)) {
      app.ascii = app.ascii || term_ambiguous_is_wide();
      loop(&app);
      term_close();
    } else {
      status = err_exit_status(err);
    }
  } else {
    status = err_exit_status(err);
  }
  app_close(&app);
  if (status == 0)
    term_die_of_signal();
  return status;
}
