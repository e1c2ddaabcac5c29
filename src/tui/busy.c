/* Long work says how far it is, on the message row, once it has taken a moment. */
#include "tui_priv.h"

#include <string.h>

#define QUIET_NS INT64_C(300000000)
#define BAR_COLUMN 40

bool busy_show(struct app *app, const char *what, size_t done, size_t total) {
  struct os *os = app->world->os;
  int64_t now = os->now_ns(os->self);

  if (app->busy_since == 0)
    app->busy_since = now;
  if (now - app->busy_since < QUIET_NS || app->show == NULL || total == 0)
    return true;
  buf_cut(&app->busy, 0);
  buf_adds(&app->busy, what);
  app->busy_permille = (int)(done >= total ? 1000 : done * 1000 / total);
  app->show(app->show_context);
  return app->wants_stop == NULL || !app->wants_stop(app->show_context);
}

void busy_over(struct app *app) {
  buf_cut(&app->busy, 0);
  app->busy_since = 0;
}

/* "Reading sno-2026.csv" and a heavy line over a thin one. */
void busy_paint(const struct app *app, struct frame *frame, int row) {
  int last = frame->cols - 2, col = frame->cols > 2 * BAR_COLUMN - 2 ? BAR_COLUMN : frame->cols / 2;
  int width = last - col + 1, full = width * app->busy_permille / 1000;

  frame_blank(frame, row, 0);
  frame_put(frame, row, app_layout(app).margin, col - 2, STYLE_TEXT, buf_text(&app->busy));
  frame_fill(frame, row, col, width, STYLE_RULE, GLYPH_RULE);
  frame_fill(frame, row, col, full, STYLE_RULE_ON, GLYPH_RULE_ON);
}
