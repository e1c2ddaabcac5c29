/*
 * A line about somebody: what happened, what was promised, a meeting to come. The line is read
 * aloud in the panel before Enter, by the parser that the shell uses too.
 */
#include "people.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/match.h"
#include "mentee/tui/key.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line_state {
  enum ask_then then;
  char *contact, *planned; /* ids; planned "" for none */
  char **also;             /* further people: the marked ones */
  size_t also_count;
  bool control_x;        /* Ctrl-X was pressed: Ctrl-E is the editor */
  struct buf reading[4]; /* the line as it is understood */
  struct buf refusal;    /* why Enter would do nothing; "" */
};

/* What a line says, until the next change of the book. */
struct reading {
  struct arena arena;
  struct logline line;
  VEC(const char *) people;
  struct log_entry entry;
};

static const struct {
  const char *title, *prompt, *draft;
} words[] = {
    [ASK_LOG] = {"Log with ", "Log", "l"},
    [ASK_PROMISE] = {"Promise ", "Promise", "p"},
    [ASK_MEET] = {"A meeting with ", "Meet", "m"},
};

static bool is_name(void *context, const char *name) {
  struct app *app = context;
  struct matches matches = MATCHES_INIT;
  bool found;

  match_name_in(app_finder(app), session_book(&app->session), name, &matches);
  found = matches.list.len > 0;
  matches_release(&matches);
  return found;
}

/* --- reading a log line ------------------------------------------------------------------- */

static bool add_person(struct app *app, struct reading *reading, const char *name,
                       struct buf *refusal) {
  struct matches matches = MATCHES_INIT;
  bool one;

  match_name_in(app_finder(app), session_book(&app->session), name, &matches);
  one = matches.list.len == 1;
  if (one)
    *vec_push(&reading->people) = arena_dup(&reading->arena, record_id(matches.list.data[0]));
  else if (matches.list.len == 0)
    buf_addf(refusal, "nobody is called “%s”", name);
  else
    buf_addf(refusal, "“%s” could be %s or %s; say more of the name", name,
             record_text(matches.list.data[0], CONTACT_NAME),
             record_text(matches.list.data[1], CONTACT_NAME));
  matches_release(&matches);
  return one;
}

/* The plan that the line makes held: the row's own, or the only one that fits. */
static void find_plan(struct app *app, const struct line_state *state, struct reading *reading) {
  const struct book *book = session_book(&app->session);
  const struct record *contact = book_find(book, TABLE_CONTACTS, state->contact), *plan = NULL;
  int day = reading->line.day;

  if (state->planned[0] != '\0')
    plan = book_find(book, TABLE_INTERACTIONS, state->planned);
  else if (contact != NULL && session_find_plan(&app->session, contact, day, &plan) != 1)
    plan = NULL;
  if (plan == NULL)
    return;
  reading->entry.planned_id = arena_dup(&reading->arena, record_id(plan));
  if (day == DATE_NONE)
    reading->entry.day = record_day(plan, INTERACTION_ON_DATE);
}

static void read_log(struct app *app, const struct modal *modal, struct reading *reading,
                     struct buf *refusal) {
  const struct line_state *state = modal->state;

  *reading = (struct reading){.entry = LOG_ENTRY_INIT};
  logline_parse(&reading->line, &reading->arena, line_edit_text(&modal->line), app->session.today,
                is_name, app);
  log_entry_from_line(&reading->entry, &reading->line);
  *vec_push(&reading->people) = arena_dup(&reading->arena, state->contact);
  for (size_t i = 0; i < state->also_count; i++)
    *vec_push(&reading->people) = arena_dup(&reading->arena, state->also[i]);
  for (size_t i = 0; i < reading->line.with.len; i++)
    if (refusal->len == 0)
      add_person(app, reading, reading->line.with.data[i], refusal);
  find_plan(app, state, reading);
  reading->entry.people = reading->people.data;
  reading->entry.people_count = reading->people.len;
}

static void reading_release(struct reading *reading) {
  logline_release(&reading->line);
  vec_release(&reading->people);
  arena_release(&reading->arena);
}

/* --- saying what was read -------------------------------------------------------------------- */

static void add_day(const struct app *app, int day, struct buf *out) {
  char text[DATE_TEXT_SIZE];

  buf_adds(out,
           day == DATE_NONE || day == app->session.today ? "today" : date_weekday_short(day, text));
}

static void add_names(const struct app *app, const struct reading *reading, struct buf *out) {
  for (size_t i = 0; i < reading->people.len; i++) {
    const struct record *contact =
        book_find(session_book(&app->session), TABLE_CONTACTS, reading->people.data[i]);
    struct buf scratch = BUF_INIT;

    buf_adds(out, i == 0 ? "with " : i + 1 == reading->people.len ? " and " : ", ");
    buf_adds(out, contact != NULL ? called(contact, &scratch) : reading->people.data[i]);
    buf_release(&scratch);
  }
}

static void add_by(int by, struct buf *out) {
  char text[DATE_TEXT_SIZE];

  if (by != DATE_NONE)
    buf_addf(out, ", by %s", date_weekday_short(by, text));
}

static int kind_of(const struct app *app, const struct reading *reading) {
  const struct record *plan =
      book_find(session_book(&app->session), TABLE_INTERACTIONS, reading->entry.planned_id);

  if (reading->line.kind_said || plan == NULL)
    return reading->line.kind;
  return record_word_or(plan, INTERACTION_KIND, &words_kind, KIND_MEETING);
}

static void say_log(const struct app *app, const struct reading *reading, struct buf *out) {
  const struct logline *line = &reading->line;
  struct buf scratch = BUF_INIT, *rest = &out[1];
  const struct record *contact =
      book_find(session_book(&app->session), TABLE_CONTACTS, reading->people.data[0]);

  add_day(app, reading->entry.day, &out[0]);
  if (reading->entry.planned_id[0] != '\0')
    buf_adds(&out[0], ", as planned");
  else if (line->day != DATE_NONE && line->day > app->session.today)
    buf_adds(&out[0], ", still to come");
  buf_addf(&out[0], " · %s", words_spoken(&words_kind, kind_of(app, reading)));
  if (app_layout(app).narrow) { /* one thing a row */
    add_names(app, reading, rest++);
  } else {
    buf_adds(&out[0], " · ");
    add_names(app, reading, &out[0]);
  }
  if (line->mine[0] != '\0') {
    buf_addf(rest, app_layout(app).narrow ? "you promise" : "you promise: %s", line->mine);
    add_by(line->mine_by, rest++);
  }
  if (line->theirs[0] != '\0') {
    buf_addf(rest, "%s promises: %s", contact != NULL ? called(contact, &scratch) : "",
             line->theirs);
    add_by(line->theirs_by, rest);
  }
  buf_release(&scratch);
}

/* "> send the paper by fri", the mark put before it where it is mine. */
static void read_promise(const struct app *app, const struct modal *modal,
                         struct reading *reading) {
  const char *text = line_edit_text(&modal->line);
  struct buf line = BUF_INIT;

  *reading = (struct reading){.entry = LOG_ENTRY_INIT};
  while (text_is_space(*text))
    text++;
  buf_addf(&line, "%s%s", text[0] == '<' ? "" : "> ", text[0] == '<' ? "< " : text);
  if (text[0] == '<')
    buf_adds(&line, text + 1);
  logline_parse(&reading->line, &reading->arena, buf_text(&line), app->session.today, NULL, NULL);
  buf_release(&line);
}

static void say_promise(const struct app *app, const struct modal *modal,
                        const struct reading *reading, struct buf *out) {
  const struct line_state *state = modal->state;
  const struct record *contact =
      book_find(session_book(&app->session), TABLE_CONTACTS, state->contact);
  struct buf scratch = BUF_INIT;

  if (reading->line.mine[0] != '\0') {
    buf_addf(&out[0], "you promise: %s", reading->line.mine);
    add_by(reading->line.mine_by, &out[0]);
  } else if (reading->line.theirs[0] != '\0') {
    buf_addf(&out[0], "%s promises: %s", contact != NULL ? called(contact, &scratch) : "",
             reading->line.theirs);
    add_by(reading->line.theirs_by, &out[0]);
  }
  buf_release(&scratch);
}

/* A day, perhaps a time, and what about: "tue 15:30 the award". */
struct meeting {
  int day, time;
  const char *about;
};

static bool read_time_word(const char **text, int *time) {
  size_t len = strcspn(*text, " :");
  struct err ignored = ERR_INIT;
  struct buf word = BUF_INIT;
  bool ok;

  len += (*text)[len] == ':' ? strcspn(*text + len, " ") : 0;
  buf_add(&word, *text, len);
  while (word.len > 0 && word.data[word.len - 1] == ':')
    buf_cut(&word, word.len - 1);
  ok = word.len > 0 && date_words_time(buf_text(&word), time, &ignored);
  if (ok)
    *text += len;
  buf_release(&word);
  return ok;
}

static bool read_meeting(const struct app *app, const struct modal *modal, struct meeting *meeting,
                         struct buf *refusal) {
  const char *text = line_edit_text(&modal->line);
  size_t len = date_words_prefix(text, app->session.today, DATE_AHEAD, &meeting->day);

  meeting->time = -1;
  meeting->about = "";
  if (len == 0 || meeting->day < app->session.today) {
    buf_adds(refusal, "which day? For example: tue 15:30 the award");
    return false;
  }
  text += len;
  while (text_is_space(*text))
    text++;
  if (read_time_word(&text, &meeting->time))
    while (text_is_space(*text))
      text++;
  while (text_is_space(*text) || *text == ':')
    text++;
  meeting->about = text;
  return true;
}

static void say_meeting(const struct meeting *meeting, struct buf *out) {
  char text[DATE_TEXT_SIZE];

  buf_adds(out, date_weekday_short(meeting->day, text));
  if (meeting->time >= 0)
    buf_addf(out, " %s", date_words_time_text(meeting->time, text));
  if (meeting->about[0] != '\0')
    buf_addf(out, " · %s", meeting->about);
}

/* Fills reading and refusal anew from the line. */
static void read_aloud(struct app *app, struct modal *modal) {
  struct line_state *state = modal->state;
  struct reading reading;
  struct meeting meeting;

  for (int i = 0; i < 4; i++)
    buf_cut(&state->reading[i], 0);
  buf_cut(&state->refusal, 0);
  if (state->then == ASK_MEET) {
    if (line_edit_text(&modal->line)[0] != '\0' &&
        read_meeting(app, modal, &meeting, &state->refusal))
      say_meeting(&meeting, &state->reading[0]);
    return;
  }
  if (state->then == ASK_LOG) {
    read_log(app, modal, &reading, &state->refusal);
    say_log(app, &reading, state->reading);
  } else {
    read_promise(app, modal, &reading);
    say_promise(app, modal, &reading, state->reading);
  }
  reading_release(&reading);
}

/* --- saving --------------------------------------------------------------------------------------
 */

void say_logged(struct app *app, const char *contact, int day) {
  int today = app->session.today;
  struct buf next = BUF_INIT;
  char text[DATE_TEXT_SIZE];

  session_next_text(&app->session, contact, &next);
  app_changed(app);
  app_say_done(app, "%s for %s. %s%su undoes",
               day != DATE_NONE && day > today ? "Planned" : "Logged",
               day == DATE_NONE || day == today ? "today" : date_full_month(day, text),
               buf_text(&next), next.len > 0 ? "  " : " ");
  buf_release(&next);
}

static bool save_log(struct app *app, struct modal *modal, struct err *err) {
  struct line_state *state = modal->state;
  struct buf refusal = BUF_INIT;
  char id[SESSION_ID_SIZE];
  struct reading reading;
  bool ok;

  read_log(app, modal, &reading, &refusal);
  ok = refusal.len == 0 ? session_log(&app->session, &reading.entry, id, err)
                        : err_set(err, ERR_USAGE, "%s", buf_text(&refusal));
  if (ok)
    say_logged(app, state->contact, reading.entry.day);
  reading_release(&reading);
  buf_release(&refusal);
  return ok;
}

static bool save_promise(struct app *app, struct modal *modal, struct err *err) {
  struct line_state *state = modal->state;
  char id[SESSION_ID_SIZE], day[DATE_TEXT_SIZE];
  struct reading reading;
  bool ok, theirs;
  int by;

  read_promise(app, modal, &reading);
  theirs = reading.line.theirs[0] != '\0';
  by = theirs ? reading.line.theirs_by : reading.line.mine_by;
  if (reading.line.mine[0] == '\0' && !theirs)
    ok = err_set(err, ERR_USAGE, "what is promised?");
  else
    ok = session_promise(&app->session, state->contact,
                         theirs ? reading.line.theirs : reading.line.mine, by, theirs, "", id, err);
  if (ok) {
    app_changed(app);
    app_say_done(app, by == DATE_NONE ? "Promised.  u undoes" : "Promised, by %s.  u undoes",
                 by == DATE_NONE ? "" : date_weekday_short(by, day));
  }
  reading_release(&reading);
  return ok;
}

static bool save_meeting(struct app *app, struct modal *modal, struct err *err) {
  struct line_state *state = modal->state;
  struct buf refusal = BUF_INIT;
  char id[SESSION_ID_SIZE], day[DATE_TEXT_SIZE];
  const char *people[] = {state->contact};
  struct meeting meeting;
  bool ok = read_meeting(app, modal, &meeting, &refusal)
                ? session_plan(&app->session, people, 1, meeting.day, meeting.time, meeting.about,
                               id, err)
                : err_set(err, ERR_USAGE, "%s", buf_text(&refusal));

  if (ok) {
    app_changed(app);
    app_say_done(app, "Planned for %s.  u undoes", date_weekday_short(meeting.day, day));
  }
  buf_release(&refusal);
  return ok;
}

/* --- the modal
 * ------------------------------------------------------------------------------------- */

static void draft_name(const struct line_state *state, struct buf *out) {
  buf_addf(out, "%s %s", words[state->then].draft, state->contact);
}

static void line_draft(const struct app *app, const struct modal *modal, struct buf *of,
                       struct buf *text) {
  (void)app;
  draft_name(modal->state, of);
  buf_adds(text, line_edit_text(&modal->line));
}

static void put_aside(struct app *app, struct modal *modal) {
  const struct line_state *state = modal->state;

  if (modal->line.text.len == 0)
    return;
  buf_cut(&app->draft, 0);
  buf_adds(&app->draft, line_edit_text(&modal->line));
  buf_cut(&app->draft_of, 0);
  draft_name(state, &app->draft_of);
  app_say(app, "Put aside.  %s goes on with it", words[state->then].draft);
}

static void forget_draft(struct app *app) {
  buf_cut(&app->draft, 0);
  buf_cut(&app->draft_of, 0);
}

static unsigned save(struct app *app, struct modal *modal) {
  static bool (*const savers[])(struct app *, struct modal *, struct err *) = {
      [ASK_LOG] = save_log, [ASK_PROMISE] = save_promise, [ASK_MEET] = save_meeting};
  const struct line_state *state = modal->state;
  struct err err = ERR_INIT;
  bool all = state->also_count > 0;

  if (!savers[state->then](app, modal, &err)) {
    app_say_err(app, &err);
    return FX_REPAINT;
  }
  forget_draft(app);
  app_pop_modal(app);
  if (all)
    buf_cut(&app_page(app)->extra, 0); /* the marks were for this */
  return FX_REPAINT;
}

/* Tab: the same entry as a form. */
static unsigned more(struct app *app, struct modal *modal) {
  struct buf refusal = BUF_INIT;
  struct reading reading;
  struct log_entry entry;

  read_log(app, modal, &reading, &refusal);
  entry = reading.entry;
  /* the line stays under the form; Esc comes back to it */
  log_form_open(app, &entry);
  reading_release(&reading);
  buf_release(&refusal);
  return FX_REPAINT;
}

static unsigned line_editor(struct app *app, struct modal *modal) {
  buf_cut(&app->edit_text, 0);
  buf_adds(&app->edit_text, line_edit_text(&modal->line));
  return FX_REPAINT | FX_EDITOR;
}

static unsigned line_edited(struct app *app, struct modal *modal, const struct err *err) {
  if (err != NULL) {
    app_say_err(app, err);
    return FX_REPAINT;
  }
  line_edit_set(&modal->line, buf_text(&app->edit_text));
  read_aloud(app, modal);
  return FX_REPAINT;
}

/* Ctrl-X Ctrl-E as in a shell, or Alt-E. */
static bool wants_editor(struct line_state *state, const char *key) {
  bool wants = key_is(key, "<A-e>") || (state->control_x && key_is(key, "<C-e>"));

  state->control_x = key_is(key, "<C-x>");
  return wants;
}

static unsigned line_key(struct app *app, struct modal *modal, const char *key) {
  struct line_state *state = modal->state;

  if (wants_editor(state, key))
    return line_editor(app, modal);
  if (key_is(key, "<Tab>") && state->then == ASK_LOG)
    return more(app, modal);
  if (key_is(key, "<Enter>") || key_is(key, "<C-s>"))
    return save(app, modal);
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
      (key_is(key, "<C-d>") && modal->line.text.len == 0)) {
    put_aside(app, modal);
    app_pop_modal(app);
    return FX_REPAINT;
  }
  if (line_edit_key(&modal->line, key))
    read_aloud(app, modal);
  return FX_REPAINT;
}

static void line_title(const struct app *app, const struct modal *modal, struct buf *left,
                       struct buf *right) {
  const struct line_state *state = modal->state;
  const struct record *contact =
      book_find(session_book(&app->session), TABLE_CONTACTS, state->contact);
  bool narrow = app_layout(app).narrow;
  struct buf scratch = BUF_INIT;

  buf_adds(left, words[state->then].title);
  if (contact == NULL)
    return;
  buf_adds(left, narrow ? called(contact, &scratch) : record_text(contact, CONTACT_NAME));
  if (!narrow && record_has(contact, CONTACT_CALL_BY) &&
      strcmp(record_text(contact, CONTACT_CALL_BY), record_text(contact, CONTACT_NAME)) != 0)
    buf_adds(right, record_text(contact, CONTACT_CALL_BY));
  buf_release(&scratch);
}

static const char *line_prompt(const struct app *app, const struct modal *modal) {
  const struct line_state *state = modal->state;

  (void)app;
  return words[state->then].prompt;
}

static void line_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct line_state *state = modal->state;
  int row = place->small ? place->row : place->row + 1, col = place->col + (place->small ? 0 : 7);

  (void)app;
  if (!place->small && (state->reading[0].len > 0 || state->refusal.len > 0))
    place_put(frame, place, row, place->col, STYLE_MUTED, "reads");
  for (int i = 0; i < 4; i++)
    if (state->reading[i].len > 0 && place->small)
      row += frame_put_wrapped(frame, row, col, place_width(place), 2, STYLE_TEXT,
                               buf_text(&state->reading[i]));
    else if (state->reading[i].len > 0)
      place_put(frame, place, row++, col, STYLE_TEXT, buf_text(&state->reading[i]));
  if (state->refusal.len > 0)
    place_put(frame, place, row, col, STYLE_WARN, buf_text(&state->refusal));
}

static void line_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct line_state *state = modal->state;

  (void)app;
  hint_key(hints, "Enter", "save");
  if (state->then == ASK_LOG) {
    hint_key(hints, "Tab", "more");
    hint_key(hints, "Ctrl-X Ctrl-E", "editor");
    hints->list[hints->len - 1].rank = 9;
  }
  hint_key(hints, "Esc", "put aside");
}

static int line_rows(const struct app *app, const struct modal *modal) {
  const struct line_state *state = modal->state;

  (void)app;
  return state->reading[2].len > 0 ? 5 : 4; /* the fourth is of narrow screens */
}

static void line_release(struct modal *modal) {
  struct line_state *state = modal->state;

  for (int i = 0; i < 4; i++)
    buf_release(&state->reading[i]);
  buf_release(&state->refusal);
  for (size_t i = 0; i < state->also_count; i++)
    free(state->also[i]);
  free(state->also);
  free(state->contact);
  free(state->planned);
}

static const struct modal_kind line_kind = {
    .name = "line",
    .rows = line_rows,
    .title = line_title,
    .prompt = line_prompt,
    .key = line_key,
    .draft = line_draft,
    .edited = line_edited,
    .paint = line_paint,
    .hints = line_hints,
    .release = line_release,
};

static void open_it(struct app *app, enum ask_then then, const char *contact, const char *planned) {
  struct line_state *state = xcalloc(1, sizeof *state);
  struct modal *modal = app_push_modal(app, &line_kind, state);
  struct buf name = BUF_INIT;

  state->then = then;
  state->contact = xstrdup(contact);
  state->planned = xstrdup(planned);
  draft_name(state, &name);
  if (strcmp(buf_text(&name), buf_text(&app->draft_of)) == 0)
    line_edit_set(&modal->line, buf_text(&app->draft));
  buf_release(&name);
  read_aloud(app, modal);
}

void line_open_for(struct app *app, enum ask_then then, const char *contact) {
  open_it(app, then, contact, "");
}

void log_open(struct app *app, const char *contact, const char *planned_id) {
  open_it(app, ASK_LOG, contact, planned_id);
}

void log_open_for_all(struct app *app, const char *const *ids, size_t count) {
  struct line_state *state;

  open_it(app, ASK_LOG, ids[0], "");
  state = app_modal(app)->state;
  state->also = xcalloc(count, sizeof *state->also);
  for (size_t i = 1; i < count; i++)
    state->also[state->also_count++] = xstrdup(ids[i]);
  read_aloud(app, app_modal(app));
}
