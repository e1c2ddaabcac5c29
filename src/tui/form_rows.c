/* Forms of the tables: a new row, and any row edited; and what can be added to a person. */
#include "form.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

/* --- any row ------------------------------------------------------------------------------ */

static bool save_edit(struct app *app, struct form *form, struct err *err) {
  struct form_values values;
  bool ok = form_values(app, form, &values, err);

  if (ok && values.list.len > 0)
    ok = session_edit(&app->session, form->table, form->id, values.list.data, values.list.len, err);
  ok = ok || (err->kind == ERR_CONFLICT && conflict_waits(app)); /* both values are kept */
  if (ok) {
    bool changed = values.list.len > 0;
    app_pop_modal(app);
    app_changed(app);
    if (changed)
      app_say_done(app, "Saved.  u undoes");
    else
      app_say(app, "Nothing was changed.");
    conflict_look(app);
  }
  form_values_release(&values);
  return ok;
}

void edit_open(struct app *app, enum table_id table, const char *id) {
  const struct record *record = book_find(session_book(&app->session), table, id);
  struct form *form;
  struct buf title = BUF_INIT;

  if (record == NULL)
    return;
  if (table == TABLE_CONTACTS)
    buf_adds(&title, record_text(record, CONTACT_NAME));
  else
    buf_addf(&title, "This %s", table_defs[table].row);
  form = form_new(table, id, buf_text(&title));
  buf_addf(&form->aside, "Enter saves; u undoes");
  form_add_fields(form, app, record);
  form->save = save_edit;
  form_open(app, form);
  buf_release(&title);
}

static bool save_new(struct app *app, struct form *form, struct err *err) {
  struct form_values values;
  char id[SESSION_ID_SIZE];
  bool ok = form_values(app, form, &values, err);

  if (ok && values.list.len == form->presets.len)
    ok = err_set(err, ERR_USAGE, "nothing is filled in yet");
  if (ok)
    ok = session_add_row(&app->session, form->table, values.list.data, values.list.len, id, err);
  form_values_release(&values);
  if (ok) {
    app_pop_modal(app);
    app_changed(app);
    app_say_done(app, "Added.  u undoes");
  }
  return ok;
}

/* The field of a table that says whose row it is, or -1. */
static int whose_field(enum table_id table) {
  switch (table) {
  case TABLE_ROLES:
    return ROLES_CONTACT_ID;
  case TABLE_AFFILIATIONS:
    return AFFILIATION_CONTACT_ID;
  case TABLE_OPPORTUNITIES:
    return OPPORTUNITY_CONTACT_ID;
  case TABLE_LETTERS:
    return LETTER_CONTACT_ID;
  case TABLE_LINKS:
    return LINKS_FROM_CONTACT;
  default:
    return -1;
  }
}

/* The day that a new row of the table begins on, or -1. */
static int today_field(enum table_id table) {
  switch (table) {
  case TABLE_ROLES:
    return ROLES_FROM_ON;
  case TABLE_OPPORTUNITIES:
    return OPPORTUNITY_OPENED_ON;
  case TABLE_LETTERS:
    return LETTER_ASKED_ON;
  default:
    return -1;
  }
}

static void set_today(struct app *app, struct form *form) {
  int field = today_field(form->table);
  char day[DATE_TEXT_SIZE];

  for (size_t i = 0; field >= 0 && i < form->items.len; i++)
    if (form->items.data[i].field == field)
      line_edit_set(&form->items.data[i].line, date_iso(app->session.today, day));
}

void add_row_open(struct app *app, enum table_id table, const char *contact) {
  const struct record *who = book_find(session_book(&app->session), TABLE_CONTACTS, contact);
  int field = whose_field(table);
  struct buf title = BUF_INIT, scratch = BUF_INIT;
  struct form *form;

  buf_addf(&title, "A new %s", table_defs[table].row);
  if (who != NULL && field >= 0)
    buf_addf(&title, " of %s", called(who, &scratch));
  form = form_new(table, "", buf_text(&title));
  form->verb = "add";
  form_add_fields(form, app, NULL);
  for (size_t i = 0; i < form->items.len; i++)
    if (form->items.data[i].field == field && who != NULL) {
      line_edit_set(&form->items.data[i].line, record_text(who, CONTACT_NAME));
      form->items.data[i].more = true;
    }
  if (field >= 0 && who != NULL && table_defs[table].fields[field].form == FORM_NEVER)
    form_preset(form, field, contact);
  set_today(app, form);
  form->save = save_new;
  form_open(app, form);
  buf_release(&title);
  buf_release(&scratch);
}

/* --- somebody new ------------------------------------------------------------------------------
 */

enum { FIRST_NAME, FIRST_ROLE, FIRST_WHERE, FIRST_EMAIL };

static const char *const first_roles[] = {"a mentor", "a sponsor", "a peer", "just met", "other"};
static const int first_role_words[] = {ROLE_MENTOR, ROLE_SPONSOR, ROLE_PEER, ROLE_PROSPECT,
                                       ROLE_ACQUAINTANCE};
static const char *const first_foot[] = {
    "mentor      advises you; a hello about once a month",
    "sponsor     opens doors for you; tell them what came of it",
    "",
    "",
    "Only the name is needed. The rest can wait.",
    NULL};

static bool save_first(struct app *app, struct form *form, struct err *err) {
  const struct form_item *items = form->items.data;
  struct role_spec role = {WORD_EMPTY, WORD_EMPTY, WORD_EMPTY, WORD_EMPTY};
  struct field_value values[] = {{CONTACT_ORG, form_text(&items[FIRST_WHERE])},
                                 {CONTACT_EMAIL, form_text(&items[FIRST_EMAIL])}};
  char id[SESSION_ID_SIZE];
  int choice = items[FIRST_ROLE].choice;

  if (choice >= 0)
    role.role = first_role_words[choice];
  if (role.role == ROLE_MENTOR) {
    role.rank = RANK_SECONDARY;
    role.phase = PHASE_TRIAL;
  }
  if (!session_add_contact(&app->session, form_text(&items[FIRST_NAME]), choice >= 0 ? &role : NULL,
                           values, 2, id, err))
    return false;
  app_pop_modal(app);
  app_changed(app);
  app_switch_view(app, &view_people);
  app_open_page(app, &view_person, id);
  app_say_done(app, "Added.  u undoes");
  return true;
}

void add_open(struct app *app, const char *name) {
  struct form *form = form_new(TABLE_CONTACTS, "", "Who comes to mind?");
  struct form_item *role;

  form->row = 5;
  form->label = 10;
  form->value = 22;
  form->verb = "add";
  form->foot = first_foot;
  form_item(form, CONTACT_NAME, "Name", "");
  line_edit_set(&form->items.data[0].line, name);
  role = form_item(form, -1, "They are", "");
  role->choices = first_roles;
  role->choice_count = sizeof first_roles / sizeof first_roles[0];
  role->choice = 0;
  form_item(form, CONTACT_ORG, "Where", "");
  form_item(form, CONTACT_EMAIL, "E-mail", "");
  form->save = save_first;
  form_open(app, form);
}

/* --- what can be added to a person
 * ---------------------------------------------------------------- */

struct menu_state {
  char *contact;
};

static const struct {
  const char *key, *text;
  int row, col;
  enum table_id table;
} choices[] = {
    {"p", "promise", 0, 3, TABLE_FOLLOWUPS},
    {"m", "meeting", 0, 22, TABLE_INTERACTIONS},
    {"r", "role", 0, 41, TABLE_ROLES},
    {"l", "letter", 0, 60, TABLE_LETTERS},
    {"d", "door they opened", 1, 3, TABLE_OPPORTUNITIES},
    {"w", "where they work", 1, 22, TABLE_AFFILIATIONS},
    {"k", "whom they know", 1, 41, TABLE_LINKS},
    {"g", "goal", 1, 60, TABLE_TARGETS},
};
#define CHOICES (sizeof choices / sizeof choices[0])

static void take_choice(struct app *app, enum table_id table, const char *contact) {
  if (table == TABLE_FOLLOWUPS || table == TABLE_INTERACTIONS)
    line_open_for(app, table == TABLE_FOLLOWUPS ? ASK_PROMISE : ASK_MEET, contact);
  else
    add_row_open(app, table, contact);
}

static unsigned menu_key(struct app *app, struct modal *modal, const char *key) {
  struct menu_state *state = modal->state;
  char *contact;

  for (size_t i = 0; i < CHOICES; i++)
    if (key_is(key, choices[i].key)) {
      contact = xstrdup(state->contact);
      app_pop_modal(app);
      take_choice(app, choices[i].table, contact);
      free(contact);
      return FX_REPAINT;
    }
  if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<C-c>"))
    app_pop_modal(app);
  return FX_REPAINT;
}

static void menu_title(const struct app *app, const struct modal *modal, struct buf *left,
                       struct buf *right) {
  const struct menu_state *state = modal->state;
  const struct record *contact =
      book_find(session_book(&app->session), TABLE_CONTACTS, state->contact);
  struct buf scratch = BUF_INIT;

  (void)right;
  buf_addf(left, "Add to %s", contact != NULL ? called(contact, &scratch) : "");
  buf_release(&scratch);
}

static void menu_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  (void)app;
  (void)modal;
  for (size_t i = 0; i < CHOICES; i++)
    put_choice(frame, place, place->row + (place->small ? (int)i / 2 : choices[i].row),
               place->small ? place->col + (int)i % 2 * 20 : choices[i].col, choices[i].key,
               choices[i].text);
}

static void menu_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Esc", "nothing");
}

static void menu_release(struct modal *modal) {
  free(((struct menu_state *)modal->state)->contact);
}

static const struct modal_kind menu_kind = {
    .name = "menu",
    .title = menu_title,
    .key = menu_key,
    .paint = menu_paint,
    .hints = menu_hints,
    .release = menu_release,
};

void add_menu_open(struct app *app, const char *contact) {
  struct menu_state *state = xcalloc(1, sizeof *state);

  state->contact = xstrdup(contact);
  app_push_modal(app, &menu_kind, state);
}
