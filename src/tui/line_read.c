#include "line_read.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/engine/match.h"
#include <string.h>

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

void line_read_log(struct app *app, const struct modal *modal, struct reading *reading,
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

void reading_release(struct reading *reading) {
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

void line_say_log(const struct app *app, const struct reading *reading, struct buf *out) {
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
void line_read_promise(const struct app *app, const struct modal *modal, struct reading *reading) {
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

void line_say_promise(const struct app *app, const struct modal *modal,
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

bool line_read_meeting(const struct app *app, const struct modal *modal, struct meeting *meeting,
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

void line_say_meeting(const struct meeting *meeting, struct buf *out) {
  char text[DATE_TEXT_SIZE];

  buf_adds(out, date_weekday_short(meeting->day, text));
  if (meeting->time >= 0)
    buf_addf(out, " %s", date_words_time_text(meeting->time, text));
  if (meeting->about[0] != '\0')
    buf_addf(out, " · %s", meeting->about);
}
