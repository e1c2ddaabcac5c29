#ifndef MENTEE_TUI_LINE_READ_H
#define MENTEE_TUI_LINE_READ_H
/* What a line about somebody says: read, and said aloud before Enter. */
#include "tui_priv.h"

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

/* A day, perhaps a time, and what about: "tue 15:30 the award". */
struct meeting {
  int day, time;
  const char *about;
};

void line_read_log(struct app *app, const struct modal *modal, struct reading *reading,
                   struct buf *refusal);
void reading_release(struct reading *reading);
void line_say_log(const struct app *app, const struct reading *reading, struct buf *out);
void line_read_promise(const struct app *app, const struct modal *modal, struct reading *reading);
void line_say_promise(const struct app *app, const struct modal *modal,
                      const struct reading *reading, struct buf *out);
bool line_read_meeting(const struct app *app, const struct modal *modal, struct meeting *meeting,
                       struct buf *refusal);
void line_say_meeting(const struct meeting *meeting, struct buf *out);
#endif
