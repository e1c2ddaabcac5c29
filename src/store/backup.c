#include "backup_priv.h"

#include "mentee/base/date.h"
#include "mentee/base/xmem.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LEN (19 + 1 + ACTION_MARK_SIZE - 1) /* nanoseconds, a dash, the mark */
#define ABSENT ".absent"                         /* after the name of a file that was not there */
#define GOING ".going"                           /* after the name of a generation that goes */
#define DAY_NS ((int64_t)86400 * 1000000000)
#define KEEP_LAST 10
#define KEEP_DAYS 30
#define KEEP_MONTHS 12

/* --- names --------------------------------------------------------------------------------------
 */

static void folder_path(const struct store *store, const char *generation, struct buf *path) {
  buf_cut(path, 0);
  buf_addf(path, "%s/backup", store->state);
  if (generation[0] != '\0')
    buf_addf(path, "/%s", generation);
}

void backup_path(const struct store *store, const char *generation, enum table_id table,
                 struct buf *path) {
  folder_path(store, generation, path);
  buf_addf(path, "/%s", table_defs[table].file);
}

static void name_of(const struct action *action, char *name) {
  struct buf text = BUF_INIT;

  buf_addf(&text, "%019" PRId64 "-%s", action->at_ns, action->mark);
  memcpy(name, buf_text(&text), NAME_LEN + 1);
  buf_release(&text);
}

static bool is_generation(const char *name) {
  return strlen(name) == NAME_LEN && name[19] == '-' && strspn(name, "0123456789") == 19;
}

/* Half taken away, it would show a mixture: so it is marked first, and no longer counts. */
static bool is_going(const struct buf *names, const char *generation) {
  for (size_t at = 0; at < names->len; at += strlen(names->data + at) + 1) {
    const char *name = names->data + at;
    if (strncmp(name, generation, NAME_LEN) == 0 && strcmp(name + NAME_LEN, GOING) == 0)
      return true;
  }
  return false;
}

static int compare_generations(const void *a, const void *b) {
  return strcmp(((const struct generation *)a)->name, ((const struct generation *)b)->name);
}

bool backup_list(const struct store *store, struct generations *generations, struct err *err) {
  struct buf path = BUF_INIT, names = BUF_INIT;
  int result = -ENOENT;

  if (store->state != NULL) {
    folder_path(store, "", &path);
    result = store->os->list(store->os->self, buf_text(&path), &names);
  }
  for (size_t at = 0; result == 0 && at < names.len; at += strlen(names.data + at) + 1) {
    const char *name = names.data + at;
    struct generation *generation;
    if (!is_generation(name) || is_going(&names, name))
      continue;
    generation = vec_push(&generations->list);
    generation->name = xstrdup(name);
    generation->at_ns = (int64_t)strtoll(name, NULL, 10);
    memcpy(generation->mark, name + 20, ACTION_MARK_SIZE);
  }
  if (generations->list.len > 1)
    qsort(generations->list.data, generations->list.len, sizeof generations->list.data[0],
          compare_generations);
  buf_release(&path);
  buf_release(&names);
  return result == 0 || result == -ENOENT ||
         err_set(err, ERR_IO, "cannot read the backups in '%s': %s", store->state,
                 os_reason(result));
}

void generations_release(struct generations *generations) {
  for (size_t i = 0; i < generations->list.len; i++)
    free(generations->list.data[i].name);
  vec_release(&generations->list);
}

/* --- keeping ------------------------------------------------------------------------------------
 */

/* Another file system, or one without links: the bytes. */
static int copy_file(const struct store *store, const char *from, const char *to) {
  struct buf bytes = BUF_INIT;
  struct os_stat stat;
  struct err ignored = ERR_INIT;
  int result = os_read_file(store->os, from, STORE_FILE_LIMIT, &bytes, &stat);

  if (result == 0 && !write_new(store, to, 0600, buf_text(&bytes), bytes.len, &ignored))
    result = -EIO;
  buf_release(&bytes);
  return result;
}

static int mark_absent(const struct store *store, struct buf *path) {
  int fd;

  buf_adds(path, ABSENT);
  fd = store->os->open(store->os->self, buf_text(path), OS_WRITE | OS_CREATE | OS_NOFOLLOW, 0600);
  return fd < 0 ? fd : store->os->close(store->os->self, fd);
}

static int keep(const struct store *store, const char *from, const char *to) {
  int result = store->os->link(store->os->self, from, to);

  if (result == -EEXIST || result == 0)
    return 0;
  if (result == -ENOENT) /* taken away just now */
    return result;
  return copy_file(store, from, to);
}

/* A new name changes the file's ctime, which is no change of the file. Its bytes are looked at
   again before the rename, because that time is fresh. */
static void note_new_name(struct store *store, enum table_id table, const char *path) {
  struct os_stat *was = &store->files[table].stat;
  struct os_stat now;

  if (store->os->stat(store->os->self, path, true, &now) == 0 && now.dev == was->dev &&
      now.ino == was->ino && now.size == was->size && now.mtime_ns == was->mtime_ns)
    was->ctime_ns = now.ctime_ns;
}

/* The generation's folder. Its name need not be on the disk before the commit is: a power cut may
   take the last backup, never what it is a backup of. */
static int make_generation(const struct store *store, const char *name, struct buf *path) {
  int result;

  folder_path(store, name, path);
  result = store->os->mkdir(store->os->self, buf_text(path), 0700);
  if (result == -ENOENT) { /* the first one */
    folder_path(store, "", path);
    result = os_make_folders(store->os, buf_text(path));
    folder_path(store, name, path);
    if (result == 0)
      result = store->os->mkdir(store->os->self, buf_text(path), 0700);
  }
  return result == -EEXIST ? 0 : result;
}

bool backup_keep(struct store *store, const struct action *action, const struct txn_file *file,
                 struct err *err) {
  struct buf target = BUF_INIT, path = BUF_INIT;
  char name[NAME_LEN + 1];
  bool linked, ok = false;
  int result;

  if (store->state == NULL)
    return true;
  if (!write_target(store, file->table, &target, &linked, err))
    goto out;
  name_of(action, name);
  result = make_generation(store, name, &path);
  backup_path(store, name, file->table, &path);
  if (result == 0)
    result = file->was_present ? keep(store, buf_text(&target), buf_text(&path))
                               : mark_absent(store, &path);
  if (result == 0 && file->was_present)
    note_new_name(store, file->table, buf_text(&target));
  ok = result == 0 ||
       err_set(err, ERR_IO, "cannot keep a backup in '%s': %s", store->state, os_reason(result));
out:
  buf_release(&target);
  buf_release(&path);
  return ok;
}

/* --- dropping -----------------------------------------------------------------------------------
 */

static int mark_going(const struct store *store, const char *name, struct buf *path) {
  int fd;

  folder_path(store, name, path);
  buf_adds(path, GOING);
  fd = store->os->open(store->os->self, buf_text(path), OS_WRITE | OS_CREATE | OS_NOFOLLOW, 0600);
  return fd < 0 ? fd : store->os->close(store->os->self, fd);
}

static void remove_generation(const struct store *store, const char *name) {
  struct buf mark = BUF_INIT, path = BUF_INIT;
  int result;

  if (mark_going(store, name, &mark) == 0) {
    for (int i = 0; i < TABLE_COUNT; i++) {
      backup_path(store, name, (enum table_id)i, &path);
      store->os->unlink(store->os->self, buf_text(&path));
      buf_adds(&path, ABSENT);
      store->os->unlink(store->os->self, buf_text(&path));
    }
    folder_path(store, name, &path);
    result = store->os->rmdir(store->os->self, buf_text(&path));
    if (result == 0 || result == -ENOENT)
      store->os->unlink(store->os->self, buf_text(&mark));
  }
  buf_release(&mark);
  buf_release(&path);
}

/* What was cut off while it was taken away. */
static void remove_going(const struct store *store) {
  struct buf path = BUF_INIT, names = BUF_INIT;

  folder_path(store, "", &path);
  if (store->os->list(store->os->self, buf_text(&path), &names) == 0)
    for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
      if (strlen(names.data + at) == NAME_LEN + sizeof GOING - 1 &&
          strcmp(names.data + at + NAME_LEN, GOING) == 0) {
        buf_cut(&path, 0);
        buf_add(&path, names.data + at, NAME_LEN);
        remove_generation(store, buf_text(&path));
      }
  buf_release(&path);
  buf_release(&names);
}

void backup_drop(const struct store *store, const struct action *action) {
  char name[NAME_LEN + 1];

  if (store->state == NULL)
    return;
  name_of(action, name);
  remove_generation(store, name);
}

void backup_drop_file(const struct store *store, const struct action *action, enum table_id table) {
  struct buf path = BUF_INIT;
  char name[NAME_LEN + 1];

  if (store->state == NULL)
    return;
  name_of(action, name);
  backup_path(store, name, table, &path);
  store->os->unlink(store->os->self, buf_text(&path));
  buf_adds(&path, ABSENT);
  store->os->unlink(store->os->self, buf_text(&path));
  buf_release(&path);
}

static bool shares_inode(const struct store *store, const char *generation, enum table_id table) {
  struct buf path = BUF_INIT;
  struct os_stat kept, live;
  bool shares;

  backup_path(store, generation, table, &path);
  shares = store->os->stat(store->os->self, buf_text(&path), false, &kept) == 0;
  store_path(store, table, &path);
  shares = shares && store->os->stat(store->os->self, buf_text(&path), true, &live) == 0 &&
           kept.dev == live.dev && kept.ino == live.ino;
  buf_release(&path);
  return shares;
}

static bool shares_any(const struct store *store, const char *generation) {
  struct buf path = BUF_INIT, names = BUF_INIT;
  bool shares = false;

  folder_path(store, generation, &path);
  if (store->os->list(store->os->self, buf_text(&path), &names) == 0)
    for (size_t at = 0; at < names.len && !shares; at += strlen(names.data + at) + 1)
      for (int i = 0; i < TABLE_COUNT && !shares; i++)
        shares = strcmp(table_defs[i].file, names.data + at) == 0 &&
                 shares_inode(store, generation, (enum table_id)i);
  buf_release(&path);
  buf_release(&names);
  return shares;
}

void backup_settle(const struct store *store) {
  struct generations generations = GENERATIONS_INIT;
  struct err ignored = ERR_INIT;

  if (backup_list(store, &generations, &ignored) && generations.list.len > 0) {
    const char *newest = generations.list.data[generations.list.len - 1].name;
    if (shares_any(store, newest))
      remove_generation(store, newest);
  }
  generations_release(&generations);
}

/* 0 where a generation has neither the file nor the mark that there was none, 1 for the file, 2 for
   the mark; -1 where that cannot be told. */
static int holds(const struct store *store, const char *generation, enum table_id table) {
  struct buf path = BUF_INIT;
  struct os_stat stat;
  int result, found = 0;

  backup_path(store, generation, table, &path);
  result = store->os->stat(store->os->self, buf_text(&path), false, &stat);
  found = result == 0 ? 1 : 0;
  if (result == -ENOENT) {
    buf_adds(&path, ABSENT);
    result = store->os->stat(store->os->self, buf_text(&path), false, &stat);
    found = result == 0 ? 2 : 0;
  }
  buf_release(&path);
  return result == 0 || result == -ENOENT ? found : -1;
}

/* What a generation that goes holds is, for the one before it, what stood there then too. False
   where it could not be handed down whole: then it must stay. */
static bool hand_down(const struct store *store, const char *name, const char *earlier) {
  struct buf from = BUF_INIT, to = BUF_INIT;
  bool ok = true;

  for (int i = 0; i < TABLE_COUNT && ok; i++) {
    int held = holds(store, name, (enum table_id)i);
    int has = held > 0 ? holds(store, earlier, (enum table_id)i) : 0;
    backup_path(store, name, (enum table_id)i, &from);
    backup_path(store, earlier, (enum table_id)i, &to);
    if (held < 0 || has < 0)
      ok = false;
    else if (held == 1 && has == 0)
      ok = keep(store, buf_text(&from), buf_text(&to)) == 0;
    else if (held == 2 && has == 0)
      ok = mark_absent(store, &to) == 0;
  }
  buf_release(&from);
  buf_release(&to);
  return ok;
}

static int day_of(const struct store *store, int64_t at_ns) {
  int minutes = 0;

  store->os->zone_minutes(store->os->self, "", at_ns / 1000000000, &minutes);
  return (int)((at_ns + (int64_t)minutes * 60 * 1000000000) / DAY_NS);
}

static int month_of(int day) {
  struct date_civil date = date_to_civil(day);

  return date.year * 12 + date.month;
}

/* Is it among the last, or the first of a day or of a month that is not too long ago? */
static bool is_kept(const struct store *store, const struct generations *generations, size_t i) {
  const struct generation *all = generations->list.data;
  int today = day_of(store, store->os->now_ns(store->os->self));
  int day = day_of(store, all[i].at_ns);
  int before = i > 0 ? day_of(store, all[i - 1].at_ns) : -1;

  if (i + KEEP_LAST >= generations->list.len)
    return true;
  if (day != before && day > today - KEEP_DAYS)
    return true;
  return (i == 0 || month_of(day) != month_of(before)) &&
         month_of(day) > month_of(today) - KEEP_MONTHS;
}

void backup_thin(const struct store *store) {
  struct generations generations = GENERATIONS_INIT;
  struct err ignored = ERR_INIT;

  if (store->state == NULL)
    return;
  remove_going(store);
  if (backup_list(store, &generations, &ignored))
    for (size_t i = generations.list.len; i > 0; i--)
      if (!is_kept(store, &generations, i - 1) &&
          (i == 1 ||
           hand_down(store, generations.list.data[i - 1].name, generations.list.data[i - 2].name)))
        remove_generation(store, generations.list.data[i - 1].name);
  generations_release(&generations);
}

/* --- reading ------------------------------------------------------------------------------------
 */

static int read_kept(const struct store *store, const char *generation, enum table_id table,
                     struct buf *bytes, bool *present) {
  struct buf path = BUF_INIT;
  struct os_stat stat;
  int result;

  backup_path(store, generation, table, &path);
  result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, bytes, &stat);
  *present = result == 0;
  if (result == -ENOENT) { /* and no error is taken for the mark that there was none */
    buf_adds(&path, ABSENT);
    result = store->os->stat(store->os->self, buf_text(&path), false, &stat);
  }
  buf_release(&path);
  return result;
}

static int read_live(const struct store *store, enum table_id table, struct buf *bytes,
                     bool *present) {
  struct buf path = BUF_INIT;
  struct os_stat stat;
  int result;

  store_path(store, table, &path);
  result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, bytes, &stat);
  *present = result == 0;
  buf_release(&path);
  return result == -ENOENT ? 0 : result;
}

bool backup_read(const struct store *store, const struct generations *generations, size_t index,
                 enum table_id table, struct buf *bytes, bool *present, struct err *err) {
  int result = -ENOENT;

  for (size_t i = index; i < generations->list.len && result == -ENOENT; i++)
    result = read_kept(store, generations->list.data[i].name, table, bytes, present);
  if (result == -ENOENT)
    result = read_live(store, table, bytes, present);
  return result == 0 || err_set(err, ERR_IO, "cannot read the backup of '%s': %s",
                                table_defs[table].file, os_reason(result));
}

bool backup_book(const struct store *store, const struct generations *generations, size_t index,
                 struct book *book, struct err *err) {
  bool ok = true;

  book_init(book);
  for (int i = 0; i < TABLE_COUNT && ok; i++) {
    struct buf bytes = BUF_INIT;
    bool present;
    ok = backup_read(store, generations, index, (enum table_id)i, &bytes, &present, err);
    if (ok && bytes.len > 0)
      load_table(book, (enum table_id)i, buf_text(&bytes), bytes.len);
    buf_release(&bytes);
  }
  return ok;
}
