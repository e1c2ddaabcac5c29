/* `:` - any command by name: the words of the shell, and the places of the screen. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/session/history.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

#define CANDIDATES 3
#define WORDS_MOST 64

struct command_state {
  size_t earlier; /* which of the lines before is shown; 0: none */
  struct buf ghost;
};

static void new_letter(struct app *app) {
  who_open(app, ASK_LETTER);
}

static void new_door(struct app *app) {
  who_open(app, ASK_DOOR);
}

static void new_goal(struct app *app) {
  add_row_open(app, TABLE_TARGETS, "");
}

/* What the screen calls them, and the commands. */
static const struct {
  const char *said, *command;
} aliases[] = {{"door", "opportunity"}, {"goal", "target"}};

/* What is no command of the shell: places and acts of the screen. */
static const struct {
  const char *name, *summary;
  enum act act;
  const struct view *view;
  void (*open)(struct app *app);
} places[] = {
    {"today", "the reasons of the day", ACT_NONE, &view_today, NULL},
    {"people", "everyone", ACT_NONE, &view_people, NULL},
    {"week", "the levelled week", ACT_NONE, &view_week, NULL},
    {"promises", "yours and theirs, letters, doors, goals", ACT_NONE, &view_promises, NULL},
    {"events", "conferences, blocks, interviews", ACT_NONE, &view_events, NULL},
    {"team", "the map, and three thoughts", ACT_NONE, &view_team, NULL},
    {"settings", "every number with its default", ACT_NONE, &view_settings, NULL},
    {"history", "all that changed, and undo of any of it", ACT_NONE, &view_history, NULL},
    {"keys", "the keys of this view", ACT_HELP, NULL, NULL},
    {"help words", "the words of a log line, and of the roles", ACT_NONE, NULL, words_open},
    {"letter", "a new letter that you ask for", ACT_NONE, NULL, new_letter},
    {"door", "a new door that somebody opened", ACT_NONE, NULL, new_door},
    {"goal", "a new goal", ACT_NONE, NULL, new_goal},
    {"quit", "leave mentee", ACT_QUIT, NULL, NULL},
    {"q", "leave mentee", ACT_QUIT, NULL, NULL},
};
#define PLACES (sizeof places / sizeof places[0])

/* One line that can be completed to: "letter ask NAME [--due DATE]". */
struct form {
  char text[160], summary[96];
};

static bool starts(const char *text, const char *typed) {
  size_t len = strlen(typed);

  return strncmp(text, typed, len) == 0;
}

/* Does the form fit what is typed so far? Words that stand for a value fit anything. */
static bool fits(const char *form, const char *typed) {
  while (*typed != '\0') {
    size_t typed_len = strcspn(typed, " "), form_len = strcspn(form, " ");
    bool last = typed[typed_len] == '\0';
    bool value = form[0] >= 'A' && form[0] <= 'Z';
    bool choice = memchr(form, '|', form_len) != NULL;

    if (form_len == 0 || form[0] == '[')
      return true; /* the rest is optional */
    if (!value && !choice &&
        !(last ? strncmp(form, typed, typed_len) == 0
               : typed_len == form_len && strncmp(form, typed, typed_len) == 0))
      return false;
    typed += typed_len + !last;
    form += form_len;
    while (*form == ' ')
      form++;
  }
  return true;
}

static void keep_form(struct form *form, const char *text, size_t len, const char *summary) {
  if (len >= sizeof form->text)
    len = sizeof form->text - 1;
  memcpy(form->text, text, len);
  form->text[len] = '\0';
  len = strlen(summary);
  if (len >= sizeof form->summary)
    len = sizeof form->summary - 1;
  memcpy(form->summary, summary, len);
  form->summary[len] = '\0';
}

/* The forms that fit, at most so many; returns how many there are. */
static size_t find_forms(const struct app *app, const char *typed, struct form *forms,
                         size_t most) {
  struct shell_command command;
  size_t count = 0;

  while (*typed == ' ')
    typed++;
  for (size_t i = 0; i < PLACES; i++)
    if (starts(places[i].name, typed)) {
      if (count < most)
        keep_form(&forms[count], places[i].name, strlen(places[i].name), places[i].summary);
      count++;
    }
  for (size_t i = 0; app->shell != NULL && app->shell->command(i, &command); i++)
    for (const char *form = command.synopsis; *form != '\0';) {
      size_t len = strcspn(form, "\n");
      char text[160];
      if (len < sizeof text) {
        memcpy(text, form, len);
        text[len] = '\0';
        if (fits(text, typed)) {
          if (count < most)
            keep_form(&forms[count], text, len, command.summary);
          count++;
        }
      }
      form += len + (form[len] == '\n');
    }
  return count;
}

/* The rest of the word that is being typed: of a command, or of a name. */
static void complete(struct app *app, struct modal *modal) {
  struct command_state *state = modal->state;
  const char *typed = line_edit_text(&modal->line), *word = strrchr(typed, ' ');
  struct form form;
  size_t at;

  buf_cut(&state->ghost, 0);
  word = word != NULL ? word + 1 : typed;
  if (modal->line.cursor != modal->line.text.len || typed[0] == '\0')
    return;
  if (find_forms(app, typed, &form, 1) > 0) {
    at = strlen(typed);
    if (strncmp(form.text, typed, at) == 0 && !(form.text[at] >= 'A' && form.text[at] <= 'Z') &&
        form.text[at] != '[')
      buf_add(&state->ghost, form.text + at, strcspn(form.text + at, " |["));
  }
  if (state->ghost.len > 0 || strlen(word) < 2 || word == typed)
    return;
  for (size_t i = 0; i < book_count(session_book(&app->session), TABLE_CONTACTS); i++) {
    const char *name =
        record_text(book_at(session_book(&app->session), TABLE_CONTACTS, i), CONTACT_NAME);
    const char *family = strrchr(name, ' ');
    if (family != NULL && text_equal_nocase_span(family + 1, strlen(word), word)) {
      buf_adds(&state->ghost, family + 1 + strlen(word));
      return;
    }
    if (text_equal_nocase_span(name, strlen(word), word)) {
      buf_add(&state->ghost, name + strlen(word), strcspn(name + strlen(word), " "));
      return;
    }
  }
}

static void take_ghost(struct app *app, struct modal *modal) {
  struct command_state *state = modal->state;
  struct buf line = BUF_INIT;

  buf_adds(&line, line_edit_text(&modal->line));
  buf_adds(&line, buf_text(&state->ghost));
  if (state->ghost.len > 0)
    buf_addc(&line, ' ');
  line_edit_set(&modal->line, buf_text(&line));
  buf_release(&line);
  complete(app, modal);
}

/* --- running --------------------------------------------------------------------------------- */

/* Words apart by blanks; in quotes as they are. Cut in place. */
static int split(char *line, char **words) {
  int count = 0;
  char *to = line;

  while (*line != '\0' && count < WORDS_MOST) {
    char quote = '\0';
    while (*line == ' ')
      line++;
    if (*line == '\0')
      break;
    words[count++] = to;
    for (; *line != '\0' && (quote != '\0' || *line != ' '); line++)
      if (quote == '\0' && (*line == '"' || *line == '\''))
        quote = *line;
      else if (quote != '\0' && *line == quote)
        quote = '\0';
      else
        *to++ = *line;
    if (*line != '\0')
      line++;
    *to++ = '\0';
  }
  return count;
}

/* "mentee: nobody is called 'xyz'", as the screen says it. */
static void say_refused(struct app *app, const char *text) {
  static const char name[] = "mentee: ";
  struct err err = ERR_INIT;

  err_set(&err, ERR_USAGE, "%s",
          text + (strncmp(text, name, strlen(name)) == 0 ? strlen(name) : 0));
  app_say_err(app, &err);
}

#define LINES_OF_A_MESSAGE 3

/* What was done, in one line: the first sentences that fit. False: it is a page to read. */
static bool say_changed(struct app *app, const char *text) {
  struct buf line = BUF_INIT;
  size_t lines = 0;

  for (const char *at = text; *at != '\0'; lines++)
    at += strcspn(at, "\n") + (at[strcspn(at, "\n")] == '\n');
  if (lines > LINES_OF_A_MESSAGE)
    return false;
  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    struct buf longer = BUF_INIT;
    buf_addf(&longer, "%s%s%.*s", buf_text(&line), line.len > 0 ? " " : "", (int)len, text);
    if (line.len == 0 || text_width(buf_text(&longer)) + 13 <= app->cols) {
      buf_cut(&line, 0);
      buf_adds(&line, buf_text(&longer));
    }
    buf_release(&longer);
    text += len + (text[len] == '\n');
  }
  app_say(app, "%s  u undoes", buf_text(&line));
  buf_release(&line);
  return true;
}

static void show_said(struct app *app, const char *line, struct buf *out, int status,
                      bool changed) {
  size_t first = strcspn(buf_text(out), "\n");

  while (out->len > 0 && out->data[out->len - 1] == '\n')
    buf_cut(out, out->len - 1);
  if (out->len == 0)
    app_say(app, status == 0 ? "Done." : "Nothing found.");
  else if (status != 0 && first == out->len)
    say_refused(app, buf_text(out));
  else if (status == 0 && changed && say_changed(app, buf_text(out)))
    return;
  else if (first == out->len)
    app_say(app, "%s", buf_text(out));
  else
    text_open(app, line, "", buf_text(out));
}

/* The sample network has no files and programs beside it. */
static bool can_run(struct app *app, const char *name) {
  struct shell_command command;
  bool outside = false;

  for (size_t i = 0; app->shell != NULL && app->shell->command(i, &command); i++)
    outside = outside || (command.outside && strcmp(command.name, name) == 0);
  if (app->shell == NULL)
    app_say(app, "There is no such command.");
  else if (outside && app->session.sample)
    app_say(app, "%s needs a store of your own: this network is in memory alone.", name);
  return app->shell != NULL && !(outside && app->session.sample);
}

static void run_words(struct app *app, const char *line) {
  struct buf copy = BUF_INIT, out = BUF_INIT, named = BUF_INIT;
  char *words[WORDS_MOST];
  struct world inside = session_surroundings(&app->session);
  struct err err = ERR_INIT;
  char since[ACTION_MARK_SIZE] = "";
  bool changed = false;
  int count, status;

  buf_adds(&copy, line);
  buf_addc(&copy, '\0');
  count = split(copy.data, words);
  if (count > 0 && can_run(app, words[0])) {
    inside.columns = app->cols - 2;
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
      if (strcmp(words[0], aliases[i].said) == 0)
        buf_adds(&named, aliases[i].command);
    if (named.len > 0)
      words[0] = named.data;
    session_newest_mark(&app->session, since, &err);
    status = app->shell->run(&inside, count, words, &out);
    if (!session_follow(&app->session, &changed, &err) ||
        (changed && !session_take_up(&app->session, since, &err)))
      app_say_err(app, &err);
    if (changed)
      app_changed(app);
    show_said(app, line, &out, status, changed);
  }
  buf_release(&copy);
  buf_release(&out);
  buf_release(&named);
}

static bool run_place(struct app *app, const char *line, unsigned *effects) {
  for (size_t i = 0; i < PLACES; i++) {
    if (strcmp(places[i].name, line) != 0)
      continue;
    if (places[i].act == ACT_QUIT)
      *effects = app_quit(app);
    else if (places[i].act == ACT_HELP)
      help_open(app);
    else if (places[i].open != NULL)
      places[i].open(app);
    else if (places[i].view == &view_settings || places[i].view == &view_history)
      app_open_page(app, places[i].view, "");
    else
      app_switch_view(app, places[i].view);
    return true;
  }
  return false;
}

/* "write NAME [TEMPLATE]" needs the editor, which is the screen's. */
/* "import FILE" is looked at before it is written. */
static bool run_import(struct app *app, const char *line) {
  if (strcmp(line, "import") == 0)
    import_ask(app);
  else if (strncmp(line, "import ", 7) == 0 && line[7] != '-')
    import_open(app, line + 7);
  else
    return false;
  return true;
}

static bool run_write(struct app *app, const char *line, unsigned *effects) {
  struct err err = ERR_INIT;
  const struct record *contact;

  if (strncmp(line, "write ", 6) != 0)
    return false;
  contact = session_find_row(&app->session, TABLE_CONTACTS, line + 6, &err);
  if (contact == NULL)
    app_say_err(app, &err);
  else
    *effects = write_open(app, record_id(contact), NULL, "");
  return true;
}

static void remember(struct app *app, const char *line) {
  if (app->commands.len > 0 && strcmp(app->commands.data[app->commands.len - 1], line) == 0)
    return;
  *vec_push(&app->commands) = xstrdup(line);
}

static unsigned run(struct app *app, struct modal *modal) {
  unsigned effects = FX_REPAINT;
  size_t len = strlen(line_edit_text(&modal->line));
  const char *typed = line_edit_text(&modal->line);
  struct buf line = BUF_INIT;

  text_trim(&typed, &len);
  buf_add(&line, typed, len);
  app_pop_modal(app);
  if (line.len > 0) {
    remember(app, buf_text(&line));
    if (!run_place(app, buf_text(&line), &effects) && !run_write(app, buf_text(&line), &effects) &&
        !run_import(app, buf_text(&line)))
      run_words(app, buf_text(&line));
  }
  buf_release(&line);
  return effects;
}

/* --- keys and painting
 * ---------------------------------------------------------------------------- */

static void show_earlier(struct app *app, struct modal *modal, int by) {
  struct command_state *state = modal->state;

  if (by > 0 && state->earlier < app->commands.len)
    state->earlier++;
  else if (by < 0 && state->earlier > 0)
    state->earlier--;
  line_edit_set(&modal->line,
                state->earlier > 0 ? app->commands.data[app->commands.len - state->earlier] : "");
}

static unsigned command_key(struct app *app, struct modal *modal, const char *key) {
  struct command_state *state = modal->state;
  bool at_end = modal->line.cursor == modal->line.text.len;

  if (key_is(key, "<Enter>"))
    return run(app, modal);
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
      (modal->line.text.len == 0 && (key_is(key, "<C-d>") || key_is(key, "<BS>")))) {
    app_pop_modal(app);
  } else if (key_is(key, "<Tab>") || (at_end && state->ghost.len > 0 && key_is(key, "<Right>"))) {
    take_ghost(app, modal);
  } else if (key_is(key, "<Up>") || key_is(key, "<C-p>")) {
    show_earlier(app, modal, 1);
  } else if (key_is(key, "<Down>") || key_is(key, "<C-n>")) {
    show_earlier(app, modal, -1);
  } else if (line_edit_key(&modal->line, key)) {
    state->earlier = 0;
    complete(app, modal);
  }
  return FX_REPAINT;
}

#define SUMMARY_LEAST 24

/* What can be written comes first; what it is for, where there is room, once for all its forms. */
static void paint_form(struct frame *frame, const struct place *place, int row,
                       const struct form *form, bool says_what) {
  int used = place_put(frame, place, row, place->col, STYLE_TEXT, form->text);
  int room = place_width(place) - used - 2;

  if (says_what && !place->small && room >= SUMMARY_LEAST)
    frame_put_right(frame, row, place->last, room, STYLE_MUTED, form->summary);
}

static void command_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                          const struct place *place) {
  const struct command_state *state = modal->state;
  struct form forms[CANDIDATES];
  const char *typed = line_edit_text(&modal->line);
  size_t count = find_forms(app, typed, forms, CANDIDATES);

  for (size_t i = 0; i < count && i < CANDIDATES && (int)i < place->rows; i++)
    paint_form(frame, place, place->row + (int)i, &forms[i],
               i == 0 || strcmp(forms[i].summary, forms[i - 1].summary) != 0);
  if (state->ghost.len > 0 && !place->small)
    frame_put(frame, frame->rows - 2, place->col + 2 + frame_width(frame, typed), 40, STYLE_GHOST,
              buf_text(&state->ghost));
}

static const char *command_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return ":";
}

static void command_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Tab", "complete");
  hint_key(hints, "↑↓", "choose, earlier ones");
  hint_key(hints, "Enter", "run");
  hint_key(hints, "Esc", "back");
}

static void command_release(struct modal *modal) {
  buf_release(&((struct command_state *)modal->state)->ghost);
}

static const struct modal_kind command_kind = {
    .name = "command",
    .prompt = command_prompt,
    .key = command_key,
    .paint = command_paint,
    .hints = command_hints,
    .release = command_release,
};

void command_open(struct app *app) {
  app_push_modal(app, &command_kind, xcalloc(1, sizeof(struct command_state)));
}
