/*
 * Another mentee is saving. What could not be saved has changed nothing here, so that the very key
 * is pressed again until it can be; the screen goes on meanwhile, and Esc leaves it.
 */
#include "tui_priv.h"

#include <string.h>

#define WAIT_NS ((int64_t)10 * 1000000000)

static int64_t now(const struct app *app) {
  return app->session.os->now_ns(app->session.os->self);
}

bool app_waits(const struct app *app) {
  return app->waits_until != 0;
}

bool wait_is_over(const struct app *app) {
  return app_waits(app) && now(app) >= app->waits_until;
}

/* Something was typed that a person would not like to type again. */
static bool has_line(const struct app *app) {
  for (size_t i = 0; i < app->modals.len; i++)
    if (app->modals.data[i]->kind->prompt != NULL || app->modals.data[i]->kind->draft != NULL)
      return true;
  return false;
}

bool wait_begin(struct app *app, const struct err *err) {
  const char *who = strchr(err->text, '(');

  if (wait_is_over(app))
    return false;
  app->held_up = true;
  app_say(app, "Another mentee is saving%s%s. Waiting; Esc %s.", who != NULL ? " " : "",
          who != NULL ? who : "", has_line(app) ? "keeps your line" : "leaves it");
  return true;
}

void wait_look(struct app *app, const char *key) {
  if (!app->held_up) {
    app->waits_until = 0;
  } else if (!app_waits(app)) {
    app->waits_until = now(app) + WAIT_NS;
    buf_cut(&app->waits_for, 0);
    buf_adds(&app->waits_for, key);
  }
  app->held_up = false;
}

void wait_leave(struct app *app) {
  app->waits_until = 0;
  app_say(app, has_line(app) ? "Not saved. Your line is still here; Enter tries again."
                             : "Not saved; nothing is changed.");
}
