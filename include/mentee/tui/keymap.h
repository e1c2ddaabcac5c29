#ifndef MENTEE_TUI_KEYMAP_H
#define MENTEE_TUI_KEYMAP_H
/*
 * What a key can do, each act once: its name in the configuration, its word on the key line, its
 * line in help and where it exists. A second table binds keys to acts. The key line, help and the
 * reader of bindings are made from these two; a key means the same everywhere or nothing.
 */
#include "mentee/base/buf.h"
#include "mentee/base/config.h"
#include <stdbool.h>

/* Where an act exists: a bit a view. */
enum view_bits {
  IN_TODAY = 1,
  IN_PEOPLE = 2,
  IN_PERSON = 4,
  IN_WELCOME = 8,
  IN_WEEK = 16,
  IN_PROMISES = 32,
  IN_EVENTS = 64,
  IN_TEAM = 128,
  IN_EVENT = 256,
  IN_HISTORY = 512,
  IN_SETTINGS = 1024,
  IN_GROUP = 2048,
  IN_TABS = IN_TODAY | IN_PEOPLE | IN_WEEK | IN_PROMISES | IN_EVENTS | IN_TEAM,
  WITH_PEOPLE =
      IN_TODAY | IN_PEOPLE | IN_WEEK | IN_PROMISES | IN_PERSON | IN_EVENT | IN_TEAM | IN_GROUP,
  WITH_REASONS = IN_TODAY | IN_PEOPLE | IN_WEEK | IN_PROMISES | IN_PERSON | IN_EVENT | IN_GROUP,
  IN_VIEWS = IN_TABS | IN_PERSON | IN_EVENT | IN_GROUP | IN_HISTORY | IN_SETTINGS,
  EVERYWHERE = IN_VIEWS | IN_WELCOME
};

enum help_group {
  HELP_MOVE,
  HELP_MIND,
  HELP_LEAVE,
  HELP_PERSON,
  HELP_REASON,
  HELP_MORE,
  HELP_UNSAID
};

/* X(ACT, "name", "word on the key line", "line in help; "" shares the line above", group, where) */
/* clang-format off */
#define ACTS(X) \
  X(ACT_NEXT, "next", "next", "next, previous", HELP_MOVE, EVERYWHERE) \
  X(ACT_PREVIOUS, "previous", "previous", "", HELP_MOVE, EVERYWHERE) \
  X(ACT_FIRST, "first", "first", "first, last", HELP_MOVE, IN_VIEWS) \
  X(ACT_LAST, "last", "last", "", HELP_MOVE, IN_VIEWS) \
  X(ACT_OPEN, "open", "open", "open", HELP_MOVE, IN_VIEWS) \
  X(ACT_BACK, "back", "back", "back", HELP_MOVE, IN_VIEWS) \
  X(ACT_VIEW_1, "today", "Today", "views", HELP_MOVE, IN_VIEWS) \
  X(ACT_VIEW_2, "people", "People", "", HELP_MOVE, IN_VIEWS) \
  X(ACT_VIEW_3, "week", "Week", "", HELP_MOVE, IN_VIEWS) \
  X(ACT_VIEW_4, "promises", "Promises", "", HELP_MOVE, IN_VIEWS) \
  X(ACT_VIEW_5, "events", "Events", "", HELP_MOVE, IN_VIEWS) \
  X(ACT_VIEW_6, "team", "Team", "", HELP_MOVE, IN_VIEWS) \
  X(ACT_FIND, "find", "find", "find anyone, anything", HELP_MOVE, IN_TABS | IN_PERSON | IN_EVENT | IN_GROUP) \
  X(ACT_LOOK, "look", "find", "find on this page", HELP_MOVE, IN_HISTORY | IN_SETTINGS) \
  X(ACT_LOOK_ON, "look-on", "next match", "next, previous match", HELP_MOVE, IN_HISTORY | IN_SETTINGS) \
  X(ACT_LOOK_BACK, "look-back", "previous match", "", HELP_MOVE, IN_HISTORY | IN_SETTINGS) \
  X(ACT_COMMAND, "command", "command", "any command by name", HELP_MOVE, IN_VIEWS) \
  X(ACT_UNFOLD, "unfold", "open", "open, close a group", HELP_UNSAID, IN_TODAY) \
  X(ACT_FOLD, "fold", "close", "", HELP_UNSAID, IN_TODAY) \
  X(ACT_YEAR_ON, "year-on", "next year", "next, previous year", HELP_MOVE, IN_EVENTS) \
  X(ACT_YEAR_BACK, "year-back", "previous year", "", HELP_MOVE, IN_EVENTS) \
  X(ACT_HALF_DOWN, "half-down", "", "half a page down, up", HELP_UNSAID, IN_VIEWS) \
  X(ACT_HALF_UP, "half-up", "", "", HELP_UNSAID, IN_VIEWS) \
  X(ACT_PAGE_DOWN, "page-down", "", "a page down, up", HELP_UNSAID, IN_VIEWS) \
  X(ACT_PAGE_UP, "page-up", "", "", HELP_UNSAID, IN_VIEWS) \
  X(ACT_SECTION, "section", "next section", "next section", HELP_UNSAID, IN_VIEWS) \
  X(ACT_SECTION_BACK, "section-back", "", "", HELP_UNSAID, IN_VIEWS) \
  X(ACT_EARLIER, "earlier", "a week earlier", "a week earlier, later", HELP_REASON, IN_WEEK) \
  X(ACT_LATER_WEEK, "later-week", "a week later", "", HELP_REASON, IN_WEEK) \
  X(ACT_UNDO, "undo", "undo", "undo", HELP_MIND, IN_VIEWS) \
  X(ACT_REDO, "redo", "redo", "redo", HELP_MIND, IN_VIEWS) \
  X(ACT_HISTORY, "history", "history", "all that changed", HELP_MIND, IN_TABS | IN_PERSON | IN_EVENT | IN_GROUP) \
  X(ACT_QUIT_VIEW, "leave", "quit", "back, then quit", HELP_LEAVE, EVERYWHERE) \
  X(ACT_QUIT, "quit", "quit", "quit", HELP_LEAVE, EVERYWHERE) \
  X(ACT_LOG, "log", "log", "log what happened", HELP_PERSON, WITH_PEOPLE) \
  X(ACT_PASS, "pass", "in passing", "saw them in passing", HELP_PERSON, WITH_PEOPLE) \
  X(ACT_WRITE, "write", "write", "write to them", HELP_PERSON, WITH_PEOPLE | IN_EVENTS) \
  X(ACT_PROMISE, "promise", "promise", "promise something", HELP_PERSON, WITH_PEOPLE) \
  X(ACT_MEET, "meet", "meet", "plan a meeting", HELP_PERSON, WITH_PEOPLE) \
  X(ACT_DONE, "done", "done", "done", HELP_REASON, WITH_REASONS) \
  X(ACT_LATER, "later", "later", "later", HELP_REASON, WITH_REASONS | IN_TEAM) \
  X(ACT_LET_GO, "let-go", "let go", "let go", HELP_REASON, WITH_REASONS | IN_EVENTS | IN_TEAM) \
  X(ACT_ADD, "add", "add", "add what this view lists", HELP_MORE, IN_PEOPLE | IN_PROMISES | IN_EVENTS | IN_EVENT | IN_TEAM | IN_WELCOME) \
  X(ACT_ADD_TO, "add-to", "add…", "add a role, letter, door…", HELP_MORE, IN_TODAY | IN_PERSON | IN_GROUP) \
  X(ACT_EDIT, "edit", "edit", "edit", HELP_MORE, WITH_PEOPLE | IN_EVENTS | IN_SETTINGS) \
  X(ACT_EDIT_TEXT, "edit-text", "edit as text", "edit as text, in the editor", HELP_UNSAID, WITH_PEOPLE | IN_EVENTS) \
  X(ACT_MARK, "mark", "mark", "mark, for many at once", HELP_MORE, IN_PEOPLE) \
  X(ACT_TAG, "tag", "tag", "tag", HELP_MORE, IN_PEOPLE) \
  X(ACT_SORT, "sort", "sort", "sort, columns", HELP_MORE, IN_PEOPLE) \
  X(ACT_COLUMNS, "columns", "columns", "", HELP_MORE, IN_PEOPLE) \
  X(ACT_IMPORT, "import", "import", "bring people in from a file", HELP_UNSAID, IN_WELCOME | IN_PEOPLE) \
  X(ACT_REVEAL, "reveal", "show private", "show private notes", HELP_MORE, IN_PERSON) \
  X(ACT_DEFAULT, "default", "the default", "the default again", HELP_MORE, IN_SETTINGS) \
  X(ACT_BRIEF, "brief", "brief", "a page before you meet", HELP_MORE, IN_TODAY | IN_PERSON) \
  X(ACT_COPY, "copy", "copy", "copy their e-mail", HELP_MORE, WITH_PEOPLE) \
  X(ACT_LOG_WHO, "log-who", "log with\xE2\x80\xA6", "the same, asks who first", HELP_MORE, IN_VIEWS) \
  X(ACT_WRITE_WHO, "write-who", "write…", "", HELP_MORE, IN_VIEWS) \
  X(ACT_PROMISE_WHO, "promise-who", "promise\xE2\x80\xA6", "", HELP_MORE, IN_VIEWS) \
  X(ACT_MEET_WHO, "meet-who", "meet\xE2\x80\xA6", "", HELP_MORE, IN_VIEWS) \
  X(ACT_HELP, "help", "help", "", HELP_UNSAID, EVERYWHERE) \
  X(ACT_SAMPLE, "sample", "sample", "look around a sample network", HELP_UNSAID, IN_WELCOME) \
  X(ACT_REDRAW, "redraw", "", "draw the screen again", HELP_UNSAID, EVERYWHERE) \
  X(ACT_SUSPEND, "suspend", "", "suspend", HELP_UNSAID, EVERYWHERE)

/* X("key", ACT): the first key of an act is the one that is shown. */
#define KEYS(X) \
  X("j", ACT_NEXT) X("<Down>", ACT_NEXT) \
  X("k", ACT_PREVIOUS) X("<Up>", ACT_PREVIOUS) \
  X("g", ACT_FIRST) X("<Home>", ACT_FIRST) \
  X("G", ACT_LAST) X("<End>", ACT_LAST) \
  X("<Enter>", ACT_OPEN) X("<Esc>", ACT_BACK) X("<C-c>", ACT_BACK) X("<C-g>", ACT_BACK) \
  X("1", ACT_VIEW_1) X("2", ACT_VIEW_2) X("3", ACT_VIEW_3) X("4", ACT_VIEW_4) X("5", ACT_VIEW_5) \
  X("6", ACT_VIEW_6) \
  X("/", ACT_FIND) X("/", ACT_LOOK) X("n", ACT_LOOK_ON) X("N", ACT_LOOK_BACK) X(":", ACT_COMMAND) X("<Del>", ACT_DEFAULT) X("<Right>", ACT_UNFOLD) X("<Left>", ACT_FOLD) X("<Right>", ACT_YEAR_ON) X("<Left>", ACT_YEAR_BACK) \
  X("<C-d>", ACT_HALF_DOWN) X("<C-u>", ACT_HALF_UP) \
  X("<PgDn>", ACT_PAGE_DOWN) X("<PgUp>", ACT_PAGE_UP) \
  X("<Tab>", ACT_SECTION) X("<S-Tab>", ACT_SECTION_BACK) \
  X("u", ACT_UNDO) X("U", ACT_REDO) X("<C-r>", ACT_REDO) \
  X("q", ACT_QUIT_VIEW) X("Q", ACT_QUIT) \
  X("l", ACT_LOG) X(".", ACT_PASS) X("w", ACT_WRITE) X("p", ACT_PROMISE) X("m", ACT_MEET) \
  X("<", ACT_EARLIER) X(">", ACT_LATER_WEEK) X("d", ACT_DONE) X("z", ACT_LATER) X("x", ACT_LET_GO) \
  X("a", ACT_ADD) X("a", ACT_ADD_TO) X("e", ACT_EDIT) X("E", ACT_EDIT_TEXT) X("b", ACT_BRIEF) X("v", ACT_REVEAL) X("y", ACT_COPY) X("L", ACT_LOG_WHO) X("W", ACT_WRITE_WHO) X("P", ACT_PROMISE_WHO) X("M", ACT_MEET_WHO) \
  X("?", ACT_HELP) X("<F1>", ACT_HELP) X(" ", ACT_MARK) X("t", ACT_TAG) X("s", ACT_SORT) X("c", ACT_COLUMNS) X("s", ACT_SAMPLE) X("i", ACT_IMPORT) \
  X("<C-l>", ACT_REDRAW) X("<C-z>", ACT_SUSPEND)
/* clang-format on */

#define ACT_ENUM_ROW(act, name, word, help, group, where) act,
enum act { ACTS(ACT_ENUM_ROW) ACT_COUNT, ACT_NONE = ACT_COUNT };

struct act_def {
  const char *name, *word, *help;
  enum help_group group;
  unsigned where;
};
extern const struct act_def act_defs[ACT_COUNT];

struct binding {
  char *key;
  enum act act;
};
/* Who is bound to what: the table above, changed by mentee.conf. */
struct keymap {
  VEC(struct binding) bindings;
};

void keymap_init(struct keymap *keymap);
void keymap_release(struct keymap *keymap);
/* Gives an act (by its name) the keys of a text, apart by commas or blanks: "x, <C-x>". ERR_DATA
   names the line: "mentee.conf:7: no act 'lgo'; did you mean 'log'?" */
bool keymap_bind(struct keymap *keymap, const char *name, const char *keys, int line,
                 struct err *err);
/* No key may do two things in one view; lines of the acts that were bound, by name, 0: ours. */
bool keymap_check(const struct keymap *keymap, const struct config *config, struct err *err);

/* What the key does in that view (a view bit), or ACT_NONE. */
enum act keymap_find(const struct keymap *keymap, const char *key, unsigned view);
/* The n-th key of an act as people read it ("Ctrl-D", "Enter", "j"); false: it has no more. */
bool keymap_key(const struct keymap *keymap, enum act act, int n, struct buf *out);
void key_spoken(const char *key, struct buf *out);
#endif
