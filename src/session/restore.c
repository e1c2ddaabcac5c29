#include "mentee/session/restore.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/session/history.h"
#include "mentee/store/merge3.h"
#include "session_priv.h"
#include <string.h>

/* --- the list -----------------------------------------------------------------------------------
 */

/* "added Ann Low", "undone: added Ann Low"; "" of what the journal has forgotten. */
static const char *title_of(const struct journal *journal, const char *mark, struct arena *arena) {
  static const char *const heads[] = {[ACTION_UNDO] = "undone: ", [ACTION_REDO] = "brought back: "};
  const struct journal_entry *entry = journal_find(journal, mark);
  bool turned = entry != NULL && entry->action.of[0] != '\0';

  if (entry == NULL)
    return "";
  return arena_format(arena, "%s%s", turned ? heads[entry->action.origin] : "",
                      entry->action.title);
}

bool session_restore_points(const struct session *session, struct restore_points *points,
                            struct err *err) {
  struct journal journal = JOURNAL_INIT;
  bool ok;

  *points = (struct restore_points)RESTORE_POINTS_INIT;
  ok = backup_list(&session->store, &points->generations, err) &&
       journal_load(&journal, &session->store, err);
  for (size_t i = 0; ok && i < points->generations.list.len; i++) {
    const struct generation *generation = &points->generations.list.data[i];
    struct restore_point *point = vec_push(&points->list);
    session_local_time(session, generation->at_ns, &point->day, &point->minutes);
    point->title = title_of(&journal, generation->mark, &points->arena);
  }
  journal_release(&journal);
  return ok;
}

void restore_points_release(struct restore_points *points) {
  generations_release(&points->generations);
  vec_release(&points->list);
  arena_release(&points->arena);
}

/* --- which one ----------------------------------------------------------------------------------
 */

/* A plain number, or 0. */
static size_t number_of(const char *text) {
  size_t number = 0;

  for (; *text >= '0' && *text <= '9' && number < 1000000; text++)
    number = number * 10 + (size_t)(*text - '0');
  return *text == '\0' ? number : 0;
}

/* "2026-11-20 06:51", "yesterday": the last minute that counts. */
static bool moment_of(const char *when, int today, int *day, int *minutes, struct err *err) {
  const char *blank = strrchr(when, ' ');
  struct buf date = BUF_INIT;
  int hour, minute;
  bool ok, has_time;

  has_time = blank != NULL && strlen(blank) == 6 && blank[3] == ':' &&
             strspn(blank + 1, "0123456789:") == 5;
  *minutes = 24 * 60;
  if (has_time) {
    hour = (blank[1] - '0') * 10 + blank[2] - '0';
    minute = (blank[4] - '0') * 10 + blank[5] - '0';
    *minutes = hour * 60 + minute;
  }
  buf_add(&date, when, has_time ? (size_t)(blank - when) : strlen(when));
  ok = date_words_parse(buf_text(&date), today, DATE_BACK, day, err);
  buf_release(&date);
  return ok;
}

bool restore_points_find(const struct restore_points *points, const char *when, int today,
                         size_t *index, struct err *err) {
  size_t count = points->list.len, number = number_of(when);
  int day, minutes;

  if (number > count)
    return err_set(err, ERR_MISSING, "only %zu are kept; mentee restore lists them", count);
  if (number > 0) {
    *index = count - number;
    return true;
  }
  if (!moment_of(when, today, &day, &minutes, err))
    return false;
  for (*index = 0; *index < count; (*index)++) {
    const struct restore_point *point = &points->list.data[*index];
    if (point->day > day || (point->day == day && point->minutes > minutes))
      return true;
  }
  return err_set(err, ERR_MISSING, "nothing was changed since then");
}

/* --- what would change --------------------------------------------------------------------------
 */

static void add_part(struct buf *line, size_t count, const char *one, const char *many) {
  if (count > 0)
    buf_addf(line, "%s%zu %s", line->len > 0 ? ", " : "", count, count == 1 ? one : many);
}

static void describe(enum table_id table, const struct action *action, struct buf *lines) {
  size_t begun = 0, ended = 0, fields = 0;
  struct buf line = BUF_INIT;
  const char *row = "";

  for (size_t i = 0; i < action->changes.len; i++) {
    const struct change *change = &action->changes.data[i];
    bool of_row = change->field == 0 && !change->gives_id;
    begun += of_row && change->before[0] == '\0';
    ended += of_row && change->after[0] == '\0';
    row = of_row && change->before[0] == '\0' ? change->id : row;
    fields += change->field != 0 && change->after[0] != '\0' && strcmp(change->id, row) != 0;
  }
  add_part(&line, begun, "row comes back", "rows come back");
  add_part(&line, ended, "row goes", "rows go");
  add_part(&line, fields, "field changes", "fields change");
  buf_addf(lines, "%s: %s\n", table_defs[table].file,
           line.len > 0 ? buf_text(&line) : "the same rows, written as they were");
  buf_release(&line);
}

/* The bytes of every file that is not as it was then, and what that means for each row. */
struct restoring {
  struct file_image images[TABLE_COUNT];
  struct book book; /* as it was */
  struct action action;
};

static bool add_image(const struct session *session, const struct restore_points *points,
                      size_t index, enum table_id table, struct file_image *image,
                      struct err *err) {
  struct buf live = BUF_INIT;
  struct generations none = GENERATIONS_INIT; /* reads the live file */
  bool present = false;
  bool ok = backup_read(&session->store, &points->generations, index, table, &image->bytes,
                        &image->present, err) &&
            backup_read(&session->store, &none, 0, table, &live, &present, err);

  image->wanted = ok && (present != image->present || live.len != image->bytes.len ||
                         memcmp(buf_text(&live), buf_text(&image->bytes), live.len) != 0);
  buf_release(&live);
  return ok;
}

static bool prepare(const struct session *session, const struct restore_points *points,
                    size_t index, struct restoring *restoring, struct buf *lines, struct err *err) {
  bool ok;

  memset(restoring, 0, sizeof *restoring);
  action_init(&restoring->action);
  ok = backup_book(&session->store, &points->generations, index, &restoring->book, err);
  for (int i = 0; i < TABLE_COUNT && ok; i++) {
    struct action part;
    ok = add_image(session, points, index, (enum table_id)i, &restoring->images[i], err);
    if (!ok || !restoring->images[i].wanted)
      continue;
    merge3_diff(session_book(session), &restoring->book, (enum table_id)i, &restoring->action);
    action_init(&part);
    merge3_diff(session_book(session), &restoring->book, (enum table_id)i, &part);
    if (lines != NULL)
      describe((enum table_id)i, &part, lines);
    action_release(&part);
  }
  return ok;
}

static void restoring_release(struct restoring *restoring) {
  for (int i = 0; i < TABLE_COUNT; i++)
    buf_release(&restoring->images[i].bytes);
  action_release(&restoring->action);
  book_release(&restoring->book);
}

bool session_restore_look(const struct session *session, const struct restore_points *points,
                          size_t index, struct buf *lines, struct err *err) {
  struct restoring restoring;
  bool ok = prepare(session, points, index, &restoring, lines, err);

  restoring_release(&restoring);
  return ok;
}

/* --- doing it -----------------------------------------------------------------------------------
 */

bool session_restore(struct session *session, const struct restore_points *points, size_t index,
                     struct err *err) {
  const struct restore_point *point = &points->list.data[index];
  struct restoring restoring;
  char day[DATE_TEXT_SIZE];
  bool ok = prepare(session, points, index, &restoring, NULL, err);

  if (ok) {
    action_title(&restoring.action, "restored the store of %s, %02d:%02d",
                 date_short(point->day, day), point->minutes / 60, point->minutes % 60);
    ok = session_commit_images(session, &restoring.action, restoring.images, err);
  }
  restoring_release(&restoring);
  return ok;
}
