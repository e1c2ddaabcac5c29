/* Events: a new one in a line; the people one met, a line each, the prompt stays open. */
#include "tui_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

static unsigned esc(struct app *app) {
  app_pop_modal(app);
  return FX_REPAINT;
}

static bool is_esc(const struct modal *modal, const char *key) {
  return key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
         (key_is(key, "<C-d>") && modal->line.text.len == 0);
}

/* --- a new event ------------------------------------------------------------------------- */

struct new_event {
  int kind, from, to;
  struct buf name, site;
};

static int guess_kind(const char *name) {
  static const struct {
    const char *word;
    int kind;
  } guesses[] = {{"block", EVENT_ROTATION},      {"rotation", EVENT_ROTATION},
                 {"interview", EVENT_INTERVIEW}, {"journal club", EVENT_JOURNAL_CLUB},
                 {"webinar", EVENT_WEBINAR},     {"talk", EVENT_TALK},
                 {"seminar", EVENT_TALK},        {"review", EVENT_REVIEW},
                 {"deadline", EVENT_DEADLINE},   {"tumor board", EVENT_TUMOR_BOARD}};
  struct buf folded = BUF_INIT;
  int kind = EVENT_CONFERENCE;

  text_fold(&folded, name);
  for (size_t i = 0; i < sizeof guesses / sizeof guesses[0]; i++)
    if (text_has(buf_text(&folded), guesses[i].word)) {
      kind = guesses[i].kind;
      break;
    }
  buf_release(&folded);
  return kind;
}

static size_t word_end(const char *text, size_t at) {
  while (text[at] == ' ')
    at++;
  return at + strcspn(text + at, " ");
}

/* "-", "–", " - " or " to " between two days; its length, 0: none stands there. */
static size_t until_length(const char *text) {
  static const char *const untils[] = {" to ", " - ", " – ", "-", "–"};

  for (size_t i = 0; i < sizeof untils / sizeof untils[0]; i++)
    if (strncmp(text, untils[i], strlen(untils[i])) == 0)
      return strlen(untils[i]);
  return 0;
}

/* "12-15 nov": a span of days within a month; *used is its length. */
static bool read_span(const char *text, int today, int *from, int *to, size_t *used) {
  size_t digits = strspn(text, "0123456789"), until = until_length(text + digits), rest;
  int day;

  if (digits == 0 || digits > 2 || until == 0)
    return false;
  rest = date_words_prefix(text + digits + until, today, DATE_AHEAD, to);
  if (rest == 0)
    return false;
  day = (int)strtol(text, NULL, 10);
  *from = *to - date_to_civil(*to).day + day;
  *used = digits + until + rest;
  return day >= 1 && *from <= *to;
}

/* "23 nov to 31 jan", "29 may-2 jun": the first of the two ends where the second begins. */
static bool read_two_days(const char *text, int today, int *from, int *to, size_t *used) {
  for (size_t at = 0; text[at] != '\0'; at++) {
    size_t until = until_length(text + at), rest;
    struct buf first = BUF_INIT;
    bool ok;

    if (until == 0)
      continue;
    buf_add(&first, text, at);
    ok = date_words_prefix(buf_text(&first), today, DATE_AHEAD, from) == at && at > 0;
    buf_release(&first);
    rest = ok ? date_words_prefix(text + at + until, today, DATE_AHEAD, to) : 0;
    if (rest == 0)
      continue;
    while (*to < *from) /* "23 nov to 31 jan" is the January after */
      *to = date_add_months(*to, 12);
    *used = at + until + rest;
    return true;
  }
  return false;
}

/* A day, "12-15 nov" or "23 nov to 31 jan", at the beginning of text; 0: none. */
static size_t read_days(const char *text, int today, int *from, int *to) {
  size_t used;

  if (read_span(text, today, from, to, &used) || read_two_days(text, today, from, to, &used))
    return used;
  used = date_words_prefix(text, today, DATE_AHEAD, from);
  *to = *from;
  return used;
}

static bool read_event(const char *text, int today, struct new_event *event) {
  size_t at = 0, len = strlen(text), name_len;
  const char *name = text;

  *event = (struct new_event){EVENT_CONFERENCE, DATE_NONE, DATE_NONE, BUF_INIT, BUF_INIT};
  while (at < len) {
    size_t begin = at + strspn(text + at, " ");
    size_t used = begin > 0 ? read_days(text + begin, today, &event->from, &event->to) : 0;
    if (used > 0 && (text[begin + used] == ' ' || text[begin + used] == '\0')) {
      const char *rest = text + begin + used;
      size_t rest_len;
      name_len = begin;
      text_trim(&name, &name_len);
      buf_add(&event->name, name, name_len);
      while (*rest == ' ')
        rest++;
      if (strncmp(rest, "at ", 3) == 0)
        rest += 3;
      rest_len = strlen(rest);
      text_trim(&rest, &rest_len);
      buf_add(&event->site, rest, rest_len);
      event->kind = guess_kind(buf_text(&event->name));
      return event->name.len > 0;
    }
    at = word_end(text, at);
  }
  buf_adds(&event->name, text);
  return false;
}

static void new_event_release(struct new_event *event) {
  buf_release(&event->name);
  buf_release(&event->site);
}

static unsigned save_event(struct app *app, struct modal *modal) {
  struct new_event event;
  char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE], id[SESSION_ID_SIZE];
  struct err err = ERR_INIT;

  if (!read_event(line_edit_text(&modal->line), app->session.today, &event)) {
    app_say(app, "Which days? For example: SNO 12-15 nov");
  } else {
    const struct field_value values[] = {
        {EVENT_KIND, words_word(&words_event, event.kind)},
        {EVENT_NAME, buf_text(&event.name)},
        {EVENT_SITE, buf_text(&event.site)},
        {EVENT_STARTS_ON, date_iso(event.from, from)},
        {EVENT_ENDS_ON, date_iso(event.to, to)},
    };
    if (session_add_row(&app->session, TABLE_EVENTS, values, sizeof values / sizeof values[0], id,
                        &err)) {
      app_pop_modal(app);
      app_changed(app);
      app_open_page(app, &view_event, id);
      app_say(app, "Added.  u undoes");
    } else {
      app_say_err(app, &err);
    }
  }
  new_event_release(&event);
  return FX_REPAINT;
}

static unsigned event_key(struct app *app, struct modal *modal, const char *key) {
  if (key_is(key, "<Enter>"))
    return save_event(app, modal);
  if (is_esc(modal, key))
    return esc(app);
  line_edit_key(&modal->line, key);
  return FX_REPAINT;
}

static void event_title(const struct app *app, const struct modal *modal, struct buf *left,
                        struct buf *right) {
  (void)app;
  (void)modal;
  buf_adds(left, "What is coming?");
  buf_adds(right, "name, days, where");
}

static void event_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                        const struct place *place) {
  struct new_event event;
  struct buf text = BUF_INIT;
  int row = place->row + !place->small;
  char day[DATE_TEXT_SIZE];

  if (read_event(line_edit_text(&modal->line), app->session.today, &event)) {
    buf_addf(&text, "%s · %s · %s", words_spoken(&words_event, event.kind), buf_text(&event.name),
             date_weekday_short(event.from, day));
    if (event.to != event.from)
      buf_addf(&text, " to %s", date_weekday_short(event.to, day));
    add_part(&text, buf_text(&event.site));
    place_put(frame, place, row, place->col, STYLE_MUTED, "reads");
    place_put(frame, place, row, place->col + 7, STYLE_TEXT, buf_text(&text));
  }
  new_event_release(&event);
  buf_release(&text);
}

static const char *event_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "Event";
}

static void event_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "add");
  hint_key(hints, "Esc", "back");
}

static const struct modal_kind event_kind = {
    .name = "event",
    .title = event_title,
    .prompt = event_prompt,
    .ghost = "SNO 12-15 nov, or block 8 23 nov to 31 jan at Tamarack",
    .key = event_key,
    .paint = event_paint,
    .hints = event_hints,
};

void event_add_open(struct app *app) {
  app_push_modal(app, &event_kind, NULL);
}

/* --- people at an event -------------------------------------------------------------------- */

struct people_state {
  char *event;
};

static bool has_begun(const struct app *app, const struct people_state *state) {
  const struct record *event = book_find(session_book(&app->session), TABLE_EVENTS, state->event);

  return event != NULL && record_day(event, EVENT_STARTS_ON) <= app->session.today;
}

/* A pasted list is read line by line. */
static bool save_people(struct app *app, struct modal *modal, int *count, struct err *err) {
  const struct people_state *state = modal->state;
  struct arena arena = ARENA_INIT;
  const char *text = line_edit_text(&modal->line);
  VEC(struct event_line) lines = VEC_INIT;
  bool ok = true;

  while (*text != '\0' && ok) {
    size_t len = strcspn(text, "\n");
    if (len > 0)
      ok = event_line_parse(vec_push(&lines), &app->session, &arena, arena_copy(&arena, text, len),
                            err);
    text += len + (text[len] == '\n');
  }
  if (ok && lines.len > 0)
    ok = session_event_people(&app->session, state->event, lines.data, lines.len, &arena, err);
  *count = (int)lines.len;
  for (size_t i = 0; i < lines.len; i++)
    event_line_release(&lines.data[i]);
  vec_release(&lines);
  arena_release(&arena);
  return ok;
}

/* Their rows are named to the page of the event, which says "just now" of them. */
static void note_added(struct app *app, size_t had) {
  const struct book *book = session_book(&app->session);

  for (size_t i = had; i < book_count(book, TABLE_EVENT_PEOPLE); i++)
    buf_addf(&app_page(app)->extra, "%s ", record_id(book_at(book, TABLE_EVENT_PEOPLE, i)));
}

static unsigned finished(struct app *app) {
  buf_cut(&app_page(app)->extra, 0);
  app_page(app)->stale = true;
  return esc(app);
}

static unsigned people_key(struct app *app, struct modal *modal, const char *key) {
  size_t had = book_count(session_book(&app->session), TABLE_EVENT_PEOPLE);
  struct err err = ERR_INIT;
  int count;

  if (is_esc(modal, key))
    return finished(app);
  if (!key_is(key, "<Enter>")) {
    line_edit_key(&modal->line, key);
    return FX_REPAINT;
  }
  if (modal->line.text.len == 0)
    return finished(app);
  if (save_people(app, modal, &count, &err)) {
    line_edit_set(&modal->line, "");
    note_added(app, had);
    app_changed(app);
  } else {
    app_say_err(app, &err);
  }
  return FX_REPAINT;
}

static void people_title(const struct app *app, const struct modal *modal, struct buf *left,
                         struct buf *right) {
  const struct people_state *state = modal->state;
  const struct record *event = book_find(session_book(&app->session), TABLE_EVENTS, state->event);
  struct buf name = BUF_INIT;

  if (event == NULL)
    return;
  if (record_has(event, EVENT_SOCIETY))
    buf_adds(&name, record_text(event, EVENT_SOCIETY));
  else
    event_name(event, &name);
  buf_addf(left,
           has_begun(app, state) ? "Who else did you meet at %s?"
                                 : "Whom do you want to meet at %s?",
           buf_text(&name));
  buf_adds(right, "name, place: what about  > what you promised");
  buf_release(&name);
}

static void say_line(const struct app *app, const struct people_state *state,
                     const struct event_line *line, struct buf *first, struct buf *second) {
  const struct record *event = book_find(session_book(&app->session), TABLE_EVENTS, state->event);
  char day[DATE_TEXT_SIZE];

  buf_adds(first, line->name);
  add_part(first, line->place);
  if (event != NULL && has_begun(app, state)) {
    int met = line->log.day != DATE_NONE ? line->log.day : record_day(event, EVENT_ENDS_ON);
    if (met > app->session.today || met == DATE_NONE)
      met = app->session.today;
    buf_addf(first, " · met at %s, %s",
             record_has(event, EVENT_SOCIETY) ? record_text(event, EVENT_SOCIETY) : "the event",
             date_short(met, day));
  }
  if (line->log.subject[0] != '\0')
    buf_addf(first, " · “%s”", line->log.subject);
  if (line->log.mine[0] != '\0')
    buf_addf(second, "you promise: %s", line->log.mine);
  if (line->log.mine[0] != '\0' && line->log.mine_by != DATE_NONE)
    buf_addf(second, ", by %s", date_weekday_short(line->log.mine_by, day));
}

static void people_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                         const struct place *place) {
  const struct people_state *state = modal->state;
  struct arena arena = ARENA_INIT;
  struct buf first = BUF_INIT, second = BUF_INIT;
  struct event_line line;
  struct err err = ERR_INIT;
  const char *text = line_edit_text(&modal->line);
  int row = place->row + !place->small;

  if (text[0] != '\0' && text[strcspn(text, "\n")] != '\0') {
    place_put(frame, place, row, place->col, STYLE_TEXT, "A whole list: each line is one person.");
  } else if (text[0] != '\0') {
    if (event_line_parse(&line, &app->session, &arena, text, &err))
      say_line(app, state, &line, &first, &second);
    else
      buf_adds(&first, err.text);
    event_line_release(&line);
    place_put(frame, place, row, place->col, STYLE_MUTED, "reads");
    place_put(frame, place, row, place->col + 7, STYLE_TEXT, buf_text(&first));
    place_put(frame, place, row + 1, place->col + 7, STYLE_TEXT, buf_text(&second));
  }
  buf_release(&first);
  buf_release(&second);
  arena_release(&arena);
}

static const char *people_prompt(const struct app *app, const struct modal *modal) {
  return has_begun(app, modal->state) ? "Met" : "Meet";
}

static void people_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "add, and the next one");
  hint_key(hints, "paste", "a whole list");
  hint_key(hints, "Esc", "finished");
}

static void people_release(struct modal *modal) {
  free(((struct people_state *)modal->state)->event);
}

static const struct modal_kind people_kind = {
    .name = "people",
    .title = people_title,
    .prompt = people_prompt,
    .key = people_key,
    .paint = people_paint,
    .hints = people_hints,
    .release = people_release,
};

void event_people_open(struct app *app, const char *event) {
  struct people_state *state = xcalloc(1, sizeof *state);

  state->event = xstrdup(event);
  app_push_modal(app, &people_kind, state);
}
