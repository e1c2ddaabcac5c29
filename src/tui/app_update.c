/* A key, a new size, a second that passed: the state changes, nothing is painted. */
#include "tui_priv.h"

#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

#define EDITED "<Edited>" /* no key: the editor came back */

/* A second has passed: the day may have turned, another mentee may have saved. */
static unsigned tick(struct app *app) {
  struct err err = ERR_INIT;
  bool turned = session_new_day(&app->session), changed = app_follow(app, &err);

  app_keep(app); /* what was typed since is not older than a second on the disk either */
  if (err.kind != ERR_NONE) {
    app_say_err(app, &err);
    return FX_REPAINT;
  }
  if (changed || turned)
    app_changed(app);
  if (changed)
    conflict_look(app);
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
  page_hold(page);
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

/* A key that does something in other views alone. */
static void say_elsewhere(struct app *app, const char *key) {
  struct buf spoken = BUF_INIT, help = BUF_INIT;

  if (key_is_text(key) && keymap_find(&app->keymap, key, EVERYWHERE) != ACT_NONE) {
    key_spoken(key, &spoken);
    keymap_key(&app->keymap, ACT_HELP, 0, &help);
    app_say(app, "%s does nothing here; %s helps", buf_text(&spoken), buf_text(&help));
  }
  buf_release(&spoken);
  buf_release(&help);
}

static unsigned take_key(struct app *app, const char *key) {
  struct page *page = app_page(app);
  unsigned effects = FX_REPAINT;
  enum act act;

  if (app_too_small(app))
    return key_is(key, "q") || key_is(key, "Q") || key_is(key, "<C-c>") ? FX_QUIT : FX_REPAINT;
  buf_cut(&app->message, 0);
  app->keeps_it = app->asked && key_is(key, "<Enter>");
  app->asked = false;
  if (key_is(key, "<C-z>") || key_is(key, "<C-l>"))
    return app_act(app, page, key_is(key, "<C-z>") ? ACT_SUSPEND : ACT_REDRAW);
  if (app_modal(app) != NULL)
    return app_modal(app)->kind->key(app, app_modal(app), key);
  if (mouse(app, page, key, &effects))
    return effects;
  act = keymap_find(&app->keymap, key, page->view->bit);
  if (act == ACT_NONE) {
    say_elsewhere(app, key);
    return FX_REPAINT;
  }
  if (app->session.store.read_only != NULL && act_changes_something(act)) {
    app_say_state(app);
    return FX_REPAINT;
  }
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

/* A save that did not come about may have read the files again: the rows of before are gone. */
static void look_at_store(struct app *app) {
  if (app->reads != app->session.store.reads)
    app_changed(app);
}

static unsigned edited(struct app *app, const struct err *err) {
  struct modal *modal = app_modal(app);

  return modal != NULL && modal->kind->edited != NULL ? modal->kind->edited(app, modal, err)
                                                      : FX_REPAINT;
}

unsigned app_edited(struct app *app, const struct err *err) {
  unsigned effects = edited(app, err);

  wait_look(app, EDITED);
  look_at_store(app);
  settle(app);
  return effects | FX_REDRAW;
}

/* The key that met the lock, on the very state that it met it in: nothing is read before. */
static unsigned press_again(struct app *app) {
  struct buf key = BUF_INIT;
  unsigned effects;

  buf_adds(&key, buf_text(&app->waits_for));
  app->asked = app->keeps_it; /* what was answered once is not asked again */
  effects = key_is(buf_text(&key), EDITED) ? edited(app, NULL) : take_key(app, buf_text(&key));
  wait_look(app, buf_text(&key));
  buf_release(&key);
  return effects;
}

/* Until it is saved, or left: another key could act on what is not there yet. */
static unsigned key_meanwhile(struct app *app, const char *key) {
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") || key_is(key, "q"))
    wait_leave(app);
  return FX_REPAINT;
}

unsigned app_update(struct app *app, const char *key) {
  unsigned effects;

  if (key_is(key, "<Tick>")) {
    effects = app_waits(app) ? press_again(app) : tick(app);
  } else if (key_is(key, "<Resize>")) {
    effects = FX_REPAINT | FX_REDRAW;
  } else if (ctrl_c_twice(app, key)) {
    effects = FX_QUIT;
  } else if (app_waits(app)) {
    effects = key_meanwhile(app, key);
  } else {
    effects = take_key(app, key);
    wait_look(app, key);
  }
  look_at_store(app);
  if (!key_is(key, "<Tick>"))
    app_keep_draft(app);
  if (effects != 0 && (effects & FX_QUIT) == 0)
    settle(app);
  return effects;
}
