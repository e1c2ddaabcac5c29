/* The acts that every view has. */
#include "events.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/brief.h"
#include <stdlib.h>
#include <string.h>

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

/* A key that acts on somebody, where the cursor is on nobody. */
static void say_nobody(struct app *app) {
  app_say(app, "Nobody is under the cursor here.");
}

/* The people of a building before one leaves it: one walk along the corridor. */
static void saw_them_all(struct app *app) {
  const struct row *row = page_selected(app_page(app));
  const struct reason *reason =
      row != NULL && row->reason >= 0 ? &app->due.reasons.data[row->reason] : NULL;
  VEC(const char *) ids = VEC_INIT;
  struct err err = ERR_INIT;

  for (size_t i = 0; reason != NULL && reason->whom != NULL && reason->whom[i] != NULL; i++)
    *vec_push(&ids) = record_id(reason->whom[i]);
  if (ids.len == 0) {
    say_nobody(app);
  } else if (session_pass(&app->session, ids.data, ids.len, &err)) {
    app_changed(app);
    app_say(app, "Saw the %zu of them in passing, today.  u undoes", ids.len);
  } else {
    app_say_err(app, &err);
  }
  vec_release(&ids);
}

static void saw_in_passing(struct app *app) {
  const struct record *contact = app_contact(app);
  struct buf id = BUF_INIT, name = BUF_INIT, next = BUF_INIT;
  struct err err = ERR_INIT;

  if (contact == NULL) {
    saw_them_all(app);
    return;
  }
  buf_adds(&id, record_id(contact));
  buf_adds(&name, called(contact, &next));
  buf_cut(&next, 0);
  if (session_pass(&app->session, &(const char *){buf_text(&id)}, 1, &err)) {
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
  else
    say_nobody(app);
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

  if (row == NULL) {
    app_say(app, "Nothing is under the cursor here.");
    return FX_REPAINT;
  }
  if (act == ACT_DONE)
    return row_done(app, row);
  return act == ACT_LATER ? row_later(app, row) : row_let_go(app, row);
}

unsigned edit_row_of(struct app *app, enum table_id table, const char *id, bool as_text) {
  if (as_text)
    return row_text_open(app, table, id);
  edit_open(app, table, id);
  return FX_REPAINT;
}

/* The row under the cursor; where it stands for a person, the person. */
static unsigned edit_row(struct app *app, struct page *page, bool as_text) {
  const struct row *row = page_selected(page);
  bool person = row != NULL && row->contact != NULL &&
                (page->view->bit & (IN_TODAY | IN_PEOPLE | IN_WEEK | IN_TEAM)) != 0;

  if (row == NULL || (!person && (row->record == NULL || row->table == TABLE_NONE))) {
    app_say(app, "There is nothing to edit here.");
    return FX_REPAINT;
  }
  return edit_row_of(app, person ? TABLE_CONTACTS : row->table,
                     record_id(person ? row->contact : row->record), as_text);
}

/* Whom the row is about, where it is about an event: all who are to thank, or to ask before it. */
static void write_to_all(struct app *app, const struct row *row) {
  char *event =
      row != NULL && row->table == TABLE_EVENTS ? xstrdup(record_id(row->record)) : xstrdup("");

  if (event[0] == '\0')
    say_nobody(app);
  else if (!write_open_all(app, event))
    app_say(app, "Nobody there is waiting for a note.");
  free(event);
}

static unsigned write_to(struct app *app, struct page *page) {
  const struct record *contact = app_contact(app);
  const struct row *row = page_selected(page);
  const struct reason *reason = row != NULL ? row_about(app, row) : NULL;

  if (row != NULL && reason == NULL && row->table == TABLE_EVENT_PEOPLE && row->record != NULL &&
      event_person_is_to_ask(app, row->record))
    return write_open_asking(app, row->record);
  if (contact == NULL && reason != NULL && reason->row_table == TABLE_EVENT_PEOPLE)
    return write_open(app, "", reason, "");
  if (contact == NULL) {
    write_to_all(app, row);
    return FX_REPAINT;
  }

  if (reason == NULL && person_line(app, contact) != NULL)
    reason = &app->due.reasons.data[person_line(app, contact)->first];
  return write_open(app, record_id(contact), reason, "");
}

static unsigned copy_address(struct app *app) {
  const struct record *contact = app_contact(app);

  if (contact == NULL) {
    say_nobody(app);
    return FX_REPAINT;
  }
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

  if (contact == NULL) {
    say_nobody(app);
    return;
  }
  brief_make(&brief, session_book(&app->session), contact, app->session.today);
  brief_text(&brief, app->cols - 2, &text);
  text_open(app, "Before you meet", "for your own eyes", buf_text(&text));
  brief_release(&brief);
  buf_release(&text);
}

/* With somebody, or with what the row says of them. */
static unsigned act_on_people(struct app *app, struct page *page, enum act act) {
  switch (act) {
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
  case ACT_ADD_TO:
    if (app_contact(app) != NULL)
      add_menu_open(app, record_id(app_contact(app)));
    else
      add_open(app, "");
    break;
  case ACT_EDIT:
  case ACT_EDIT_TEXT:
    return edit_row(app, page, act == ACT_EDIT_TEXT);
  default:
    move(app, page, act);
    break;
  }
  return FX_REPAINT;
}

unsigned app_act(struct app *app, struct page *page, enum act act) {
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
  case ACT_FIND:
    find_open(app);
    break;
  case ACT_LOOK:
    look_open(app);
    break;
  case ACT_LOOK_ON:
  case ACT_LOOK_BACK:
    look_on(app, act == ACT_LOOK_ON ? 1 : -1);
    break;
  case ACT_HISTORY:
    app_open_page(app, &view_history, "");
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
    return act_on_people(app, page, act);
  }
  return FX_REPAINT;
}
