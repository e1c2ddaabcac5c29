/* The one loop: wait, update, perform, paint. */
#include "mentee/tui/tui.h"

#include "mentee/tui/app.h"
#include "mentee/tui/term.h"
#include <string.h>

#define TICK_MS 1000

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

static void perform(struct app *app, unsigned effects, struct frame *frame) {
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

static void loop(struct app *app) {
  struct frame frame = FRAME_INIT;
  struct buf key = BUF_INIT;
  unsigned effects = 0;

  take_size(app);
  app_update(app, "<Resize>");
  show(app, &frame);
  while ((effects & FX_QUIT) == 0) {
    enum term_event event = term_wait(TICK_MS, &key);

    if (event == TERM_GONE)
      break;
    world_look_at_clock(app->world);
    if (event == TERM_TICK)
      effects = app_update(app, "<Tick>");
    else if (strcmp(buf_text(&key), "<Resize>") == 0)
      take_size(app), effects = app_update(app, "<Resize>");
    else
      effects = app_update(app, buf_text(&key));
    perform(app, effects, &frame);
  }
  buf_release(&key);
  frame_release(&frame);
}

int tui_run(struct world *world, const char *term, struct err *err) {
  struct app app;
  int status = 0;

  if (app_open(&app, world, err)) {
    const char *theme = app.session.config.theme;
    struct term_options options = {term, world->colour, world->utf8,
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
