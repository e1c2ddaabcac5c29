/* Growing and shrinking: which rows and columns hold what. */
#include "tui_priv.h"

#define LEAST_ROWS 10
#define LEAST_COLS 40
#define LOW_ROWS 16   /* from here on there is a panel of two lines */
#define WHOLE_ROWS 24 /* as drawn */
#define NARROW_COLS 60
#define SIDE_COLS 110
#define LIST_LAST 78

bool app_too_small(const struct app *app) {
  return app->rows < LEAST_ROWS || app->cols < LEAST_COLS;
}

static int panel_rows(const struct app *app, const struct layout *layout) {
  const struct modal *modal = app_modal(app);
  const struct page *page = app_page(app);

  if (layout->narrow || layout->low)
    return 0;
  if (modal != NULL)
    return modal->kind->whole_body     ? 0
           : modal->kind->rows != NULL ? modal->kind->rows(app, modal)
                                       : 4;
  if (!page->view->panel || page_selected(page) == NULL || layout->side)
    return 0;
  return app->rows >= WHOLE_ROWS ? 4 : 2;
}

struct layout app_layout(const struct app *app) {
  const struct page *page = app_page(app);
  struct layout layout = {.narrow = app->cols < NARROW_COLS, .low = app->rows < LOW_ROWS};
  bool panel;
  int end;

  layout.side = app->cols >= SIDE_COLS && !layout.low && (page->view->panel || page->view->side);
  layout.margin = layout.narrow ? 0 : 1;
  layout.last = layout.narrow ? app->cols - 1 : app->cols >= SIDE_COLS ? LIST_LAST : app->cols - 2;
  layout.keys = app->rows - 1;
  layout.message = app->rows - 2;
  layout.body = page->view->plain || (page->view->own_title && layout.narrow) ? 0
                : layout.low                                                  ? 1
                                                                              : 2;
  if (app->session.sample && !page->view->plain)
    layout.body++;
  layout.panel_rows = panel_rows(app, &layout);
  panel = layout.panel_rows > 0;
  layout.panel = layout.message - layout.panel_rows;
  end = panel ? layout.panel - 1 : layout.message;
  if (!panel && !layout.low && page->view->status != NULL && !layout.side)
    end--; /* a blank row before what the view says */
  if (layout.low && app->message.len == 0)
    end = layout.keys; /* the message row is the list's while there is no message */
  layout.list_rows = end > layout.body ? end - layout.body : 0;
  return layout;
}
