/*
 * Writing: the right template in the editor; while a blank is open it is not finished; then it is
 * on the clipboard, and one question remains: was it sent?
 */
#include "events.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/session/templates.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

/* Several messages, one after another. */
struct write_queue {
  VEC(struct thing) list; /* the reasons that they answer */
  size_t at;              /* how many of them were begun */
};

struct write_state {
  char *contact; /* "" for somebody known by name alone */
  struct write_queue queue;
  struct thing about; /* the reason that is answered; rule RULE_COUNT: none */
  int kind, direction;
  struct buf text; /* as the editor had it: "Subject: ...", a blank line, the body */
  bool sent_question;
  bool log;                  /* ticked: log it as sent */
  bool late;                 /* it says that something is late: nothing is done by it */
  VEC(struct thing) further; /* what else it may have done */
  size_t on;
};

static const struct modal_kind write_kind;

static void queue_release(struct write_queue *queue) {
  for (size_t i = 0; i < queue->list.len; i++)
    thing_release(&queue->list.data[i]);
  vec_release(&queue->list);
}

static const struct record *whom(const struct app *app, const struct write_state *state) {
  return book_find(session_book(&app->session), TABLE_CONTACTS, state->contact);
}

static void add_name(const struct app *app, const struct write_state *state, struct buf *out) {
  const struct reason *reason = thing_reason(app, &state->about);
  const struct record *row = thing_record(app, &state->about);
  bool there = row != NULL && state->about.table == TABLE_EVENT_PEOPLE;
  struct buf scratch = BUF_INIT;

  if (whom(app, state) != NULL)
    buf_adds(out, called(whom(app, state), &scratch));
  else if (there || reason != NULL) {
    const char *name = there ? record_text(row, EVENT_PERSON_NAME) : reason_title(reason);
    size_t len = strcspn(name, "(,");
    text_trim(&name, &len);
    buf_add(out, name, len);
  }
  buf_release(&scratch);
}

/* The subject, and the rest after it. */
static const char *subject_of(const struct buf *text, struct buf *subject) {
  const char *at = buf_text(text);
  size_t len = strcspn(at, "\n");

  if (strncmp(at, "Subject:", 8) != 0)
    return at;
  buf_add(subject, at + 8, len - 8);
  at += len;
  while (*at == '\n')
    at++;
  return at;
}

static void trim_front(struct buf *text) {
  const char *at = buf_text(text);
  struct buf trimmed = BUF_INIT;

  while (*at == ' ')
    at++;
  buf_adds(&trimmed, at);
  buf_release(text);
  *text = trimmed;
}

/* --- beginning ---------------------------------------------------------------------------------
 */

static const struct template *template_of(const struct templates *templates, enum rule_id rule,
                                          const char *name, struct err *err) {
  const struct template *found = NULL;

  if (name[0] != '\0')
    return templates_find(templates, name, err);
  if (rule != RULE_COUNT)
    found = templates_for_rule(templates, rule);
  return found != NULL ? found : templates_find(templates, "light_touch", err);
}

static void begin_text(struct app *app, struct write_state *state, const struct template *template,
                       const struct reason *reason) {
  const struct book *book = session_book(&app->session);
  struct draft_about about = {book_find(book, TABLE_CONTACTS, state->contact), NULL,
                              reason != NULL ? reason->row : thing_record(app, &state->about),
                              reason != NULL ? reason->row_table : state->about.table};
  struct message draft;

  draft_make(&draft, template, book, &about, app->session.today);
  buf_addf(&state->text, "Subject: %s\n\n%s", draft.subject, draft.body);
  state->kind = draft.kind;
  state->direction = draft.direction;
  draft_release(&draft);
}

static void draft_name(const struct write_state *state, struct buf *out) {
  buf_addf(out, "write %s", state->contact[0] != '\0' ? state->contact : state->about.row);
}

static void write_draft(const struct app *app, const struct modal *modal, struct buf *of,
                        struct buf *text) {
  const struct write_state *state = modal->state;

  (void)app;
  draft_name(state, of);
  buf_adds(text, buf_text(&state->text));
}

static void keep_draft(struct app *app, const struct write_state *state) {
  buf_cut(&app->draft, 0);
  buf_adds(&app->draft, buf_text(&state->text));
  buf_cut(&app->draft_of, 0);
  draft_name(state, &app->draft_of);
}

static unsigned edit(struct app *app, struct write_state *state) {
  buf_cut(&app->edit_text, 0);
  buf_adds(&app->edit_text, buf_text(&state->text));
  return FX_REPAINT | FX_EDITOR;
}

/* Where the draft of this message was left it goes on. */
static void take_draft_up(struct app *app, struct write_state *state) {
  struct buf draft = BUF_INIT;

  draft_name(state, &draft);
  if (strcmp(buf_text(&draft), buf_text(&app->draft_of)) == 0) {
    buf_cut(&state->text, 0);
    buf_adds(&state->text, buf_text(&app->draft));
  }
  buf_release(&draft);
}

/* What a message without a reason is about: nothing, or the row of an event's person. */
static struct thing nothing_due(const char *contact) {
  return (struct thing){RULE_COUNT, TABLE_NONE, xstrdup(contact), xstrdup(""), false};
}

/* There is no reason a person here: R8b is one line for the event. */
static struct thing asking(const struct app *app, const struct record *event_person) {
  const struct record *contact =
      book_ref_contact(session_book(&app->session), event_person, EVENT_PERSON_CONTACT_ID);

  return (struct thing){RULE_R8B, TABLE_EVENT_PEOPLE,
                        xstrdup(contact != NULL ? record_id(contact) : ""),
                        xstrdup(record_id(event_person)), true};
}

static bool is_asking(const struct write_state *state) {
  return state->about.rule == RULE_R8B && state->about.table == TABLE_EVENT_PEOPLE;
}

/* Takes `about`. */
static struct write_state *begin(struct app *app, const char *contact, struct thing about,
                                 const char *name) {
  struct write_state *state = NULL;
  struct templates templates;
  const struct template *template;
  struct err err = ERR_INIT;

  session_templates(&app->session, &templates, &err);
  err = (struct err)ERR_INIT; /* one of the user's that is none is told by the shell */
  template = template_of(&templates, about.rule, name, &err);
  if (template == NULL) {
    app_say_err(app, &err);
    thing_release(&about);
  } else {
    state = xcalloc(1, sizeof *state);
    state->contact = xstrdup(contact);
    state->log = true;
    state->late = strcmp(template->id, "delay_notice") == 0 || strcmp(template->id, "repair") == 0;
    state->about = about;
    begin_text(app, state, template, thing_reason(app, &state->about));
    take_draft_up(app, state);
    app_push_modal(app, &write_kind, state);
  }
  templates_release(&templates);
  return state;
}

unsigned write_open(struct app *app, const char *contact, const struct reason *reason,
                    const char *name) {
  struct write_state *state =
      begin(app, contact, reason != NULL ? thing_of_reason(reason) : nothing_due(contact), name);

  return state != NULL ? edit(app, state) : FX_REPAINT;
}

unsigned write_open_asking(struct app *app, const struct record *event_person) {
  struct thing about = asking(app, event_person);
  struct write_state *state = begin(app, about.id, about, "");

  return state != NULL ? edit(app, state) : FX_REPAINT;
}

static bool is_still_to_write(const struct app *app, const struct thing *thing) {
  const struct record *row = thing_record(app, thing);

  if (thing->rule == RULE_R8B)
    return row != NULL && event_person_is_to_ask(app, row);
  return thing_reason(app, thing) != NULL;
}

/* The next message that is still to be written; the queue goes over to it. */
static void begin_next(struct app *app, struct write_queue *queue) {
  while (queue->at < queue->list.len) {
    const struct thing *thing = &queue->list.data[queue->at++];
    const char *contact = thing_contact(app, thing) != NULL ? thing->id : "";
    struct write_state *state;

    if (!is_still_to_write(app, thing))
      continue;
    state = begin(app, contact, thing_copy(thing), "");
    if (state != NULL) {
      state->queue = *queue;
      return;
    }
    break;
  }
  queue_release(queue);
}

static void queue_asking(const struct app *app, const char *event, struct write_queue *queue) {
  const struct book *book = session_book(&app->session);

  for (size_t i = 0; i < book_count(book, TABLE_EVENT_PEOPLE); i++) {
    const struct record *person = book_at(book, TABLE_EVENT_PEOPLE, i);
    if (strcmp(record_text(person, EVENT_PERSON_EVENT_ID), event) == 0 &&
        event_person_is_to_ask(app, person))
      *vec_push(&queue->list) = asking(app, person);
  }
}

bool write_open_all(struct app *app, const char *event) {
  struct write_queue queue = {VEC_INIT, 0};
  struct event_thanks thanks;

  event_thanks_gather(app, event, &thanks);
  for (size_t i = 0; i < thanks.list.len; i++)
    *vec_push(&queue.list) = thing_of_reason(thanks.list.data[i]);
  vec_release(&thanks.list);
  if (queue.list.len == 0)
    queue_asking(app, event, &queue);
  if (queue.list.len == 0)
    return false;
  begin_next(app, &queue);
  return true;
}

/* --- back from the editor
 * -------------------------------------------------------------------------- */

static void find_further(struct app *app, struct write_state *state) {
  const struct record *contact = whom(app, state);
  const struct due_line *line = contact != NULL ? person_line(app, contact) : NULL;

  for (size_t i = 0; i < state->further.len; i++)
    thing_release(&state->further.data[i]);
  state->further.len = 0;
  for (size_t i = 0; line != NULL && i < line->count; i++) {
    const struct reason *reason = &app->due.reasons.data[line->first + i];
    bool answered = reason == thing_reason(app, &state->about);
    if (answered || reason_acts(reason->rule)->done != DONE_KEEPS || reason->tier != DUE_NOW)
      continue;
    *vec_push(&state->further) = thing_of_reason(reason);
    state->further.data[state->further.len - 1].ticked = !state->late;
  }
}

static unsigned edited(struct app *app, struct modal *modal, const struct err *err) {
  struct write_state *state = modal->state;
  size_t len;

  if (err != NULL) {
    keep_draft(app, state);
    app_pop_modal(app);
    app_say_err(app, err);
    return FX_REPAINT;
  }
  buf_cut(&state->text, 0);
  buf_adds(&state->text, buf_text(&app->edit_text));
  keep_draft(app, state);
  state->sent_question = draft_hole(buf_text(&state->text), &len) == NULL;
  if (!state->sent_question)
    return FX_REPAINT;
  find_further(app, state);
  buf_cut(&app->copy_text, 0);
  buf_adds(&app->copy_text, buf_text(&state->text));
  return FX_REPAINT | FX_COPY;
}

/* --- sent
 * -----------------------------------------------------------------------------------------------
 */

/* Takes the message off; of several, the next one comes. */
static void close_message(struct app *app, struct modal *modal) {
  struct write_state *state = modal->state;
  struct write_queue queue = state->queue;

  state->queue = (struct write_queue){VEC_INIT, 0};
  app_pop_modal(app);
  begin_next(app, &queue);
}

static unsigned it_is_sent(struct app *app, struct modal *modal) {
  struct write_state *state = modal->state;
  const struct reason *reasons[16];
  struct buf subject = BUF_INIT;
  struct log_entry entry = LOG_ENTRY_INIT;
  const char *people[] = {state->contact};
  struct err err = ERR_INIT;
  size_t count = 0;

  subject_of(&state->text, &subject);
  trim_front(&subject);
  entry.people = people;
  entry.people_count = 1;
  entry.kind = state->kind;
  entry.channel = CHANNEL_EMAIL;
  entry.depth = DEPTH_LIGHT;
  entry.direction = state->direction;
  entry.subject = buf_text(&subject);
  if (thing_reason(app, &state->about) != NULL &&
      reason_acts(state->about.rule)->done == DONE_DATES)
    reasons[count++] = thing_reason(app, &state->about);
  for (size_t i = 0; i < state->further.len && count < 16; i++)
    if (state->further.data[i].ticked && thing_reason(app, &state->further.data[i]) != NULL)
      reasons[count++] = thing_reason(app, &state->further.data[i]);
  if (session_sent(&app->session, state->log && whom(app, state) != NULL ? &entry : NULL, reasons,
                   count, is_asking(state) ? state->about.row : "", &err)) {
    buf_cut(&app->draft, 0);
    buf_cut(&app->draft_of, 0);
    app_changed(app);
    close_message(app, modal);
    app_say(app, "Sent, and noted.  u undoes");
  } else {
    app_say_err(app, &err);
  }
  buf_release(&subject);
  return FX_REPAINT;
}

static unsigned question_key(struct app *app, struct modal *modal, const char *key) {
  struct write_state *state = modal->state;

  if (key_is(key, "<Enter>"))
    return it_is_sent(app, modal);
  if (key_is(key, "e"))
    return edit(app, state);
  if (key_is(key, "y")) {
    app_say(app, "Copied again.");
    return FX_REPAINT | FX_COPY;
  }
  if (key_is(key, "j") || key_is(key, "<Down>"))
    state->on += state->on < state->further.len;
  else if (key_is(key, "k") || key_is(key, "<Up>"))
    state->on -= state->on > 0;
  else if (key_is(key, " ") && state->on == 0)
    state->log = !state->log;
  else if (key_is(key, " "))
    state->further.data[state->on - 1].ticked = !state->further.data[state->on - 1].ticked;
  return FX_REPAINT;
}

static unsigned write_key(struct app *app, struct modal *modal, const char *key) {
  struct write_state *state = modal->state;

  if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<C-c>")) {
    app_pop_modal(app);
    app_say(app, "The draft is kept; w goes on with it.");
    return FX_REPAINT;
  }
  if (key_is(key, "n") && state->queue.list.len > 0) {
    close_message(app, modal);
    return FX_REPAINT;
  }
  if (state->sent_question)
    return question_key(app, modal, key);
  return key_is(key, "<Enter>") || key_is(key, "e") ? edit(app, state) : FX_REPAINT;
}

/* --- painting
 * -----------------------------------------------------------------------------------------------
 */

static void write_title(const struct app *app, const struct modal *modal, struct buf *left,
                        struct buf *right) {
  const struct write_state *state = modal->state;
  struct buf subject = BUF_INIT, count = BUF_INIT;

  if (state->sent_question) {
    buf_adds(left, "Copied, ready to paste. mentee never sends.");
  } else {
    subject_of(&state->text, &subject);
    trim_front(&subject);
    buf_adds(left, "To ");
    add_name(app, state, left);
    buf_addf(left, ": “%s”", buf_text(&subject));
    buf_adds(right, state->queue.list.len > 0 ? "" : "draft kept");
  }
  if (state->queue.list.len > 0)
    buf_addf(&count, "%zu of %zu", state->queue.at, state->queue.list.len);
  add_part(right, buf_text(&count));
  buf_release(&subject);
  buf_release(&count);
}

static void paint_blank(const struct write_state *state, struct frame *frame,
                        const struct place *place) {
  const char *text = buf_text(&state->text), *hole, *from, *end;
  struct buf line = BUF_INIT, before = BUF_INIT;
  size_t len, holes = draft_holes(text);
  int col = place->col + (place->small ? 0 : 2);

  hole = draft_hole(text, &len);
  if (hole == NULL)
    return;
  for (from = hole; from > text && from[-1] != '\n';)
    from--;
  end = hole + strcspn(hole, "\n");
  buf_add(&line, from, (size_t)(end - from));
  buf_add(&before, from, (size_t)(hole - from));
  if (holes == 1)
    place_put(frame, place, place->row, place->col, STYLE_TEXT, "One blank is still empty:");
  else
    frame_putf(frame, place->row, place->col, place_width(place), STYLE_TEXT,
               "%zu blanks are still empty:", holes);
  place_put(frame, place, place->row + 1, col, STYLE_TEXT, buf_text(&line));
  frame_restyle(frame, place->row + 1, col + frame_width(frame, buf_text(&before)), (int)len,
                STYLE_MATCH);
  buf_release(&line);
  buf_release(&before);
}

static void write_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                        const struct place *place) {
  const struct write_state *state = modal->state;

  if (!state->sent_question) {
    paint_blank(state, frame, place);
    return;
  }
  place_put(frame, place, place->row, place->col, STYLE_TEXT, "Once it is sent:");
  paint_tick(frame, place, place->row + 1, state->log, state->on == 0, "log it as sent today");
  for (size_t i = 0; i < state->further.len; i++) {
    struct buf text = BUF_INIT;
    buf_adds(&text, "done: ");
    thing_what(app, &state->further.data[i], &text);
    paint_tick(frame, place, place->row + 2 + (int)i, state->further.data[i].ticked,
               state->on == i + 1, buf_text(&text));
    buf_release(&text);
  }
}

static int write_rows(const struct app *app, const struct modal *modal) {
  const struct write_state *state = modal->state;

  (void)app;
  return state->further.len > 1 ? 3 + (int)state->further.len : 4;
}

static void write_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct write_state *state = modal->state;
  bool several = state->queue.list.len > 0;

  (void)app;
  if (!state->sent_question) {
    hint_key(hints, "Enter", several ? "write" : "go on writing");
    if (several)
      hint_key(hints, "n", "the next one");
    hint_key(hints, "Esc", several ? "stop here; the others wait" : "keep the draft for later");
    return;
  }
  hint_key(hints, "Enter", "it is sent");
  hint_key(hints, "Space", "tick");
  hint_key(hints, "y", "copy again");
  hint_key(hints, "e", "edit");
  if (several)
    hint_key(hints, "n", "the next one");
  hint_key(hints, "Esc", "not yet; kept");
}

static void write_release(struct modal *modal) {
  struct write_state *state = modal->state;

  for (size_t i = 0; i < state->further.len; i++)
    thing_release(&state->further.data[i]);
  vec_release(&state->further);
  queue_release(&state->queue);
  thing_release(&state->about);
  buf_release(&state->text);
  free(state->contact);
}

static const struct modal_kind write_kind = {
    .name = "write",
    .rows = write_rows,
    .title = write_title,
    .key = write_key,
    .paint = write_paint,
    .hints = write_hints,
    .draft = write_draft,
    .edited = edited,
    .release = write_release,
};
