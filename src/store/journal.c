#include "journal_priv.h"

#include "mentee/base/date.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "journal-"
#define NAME_LEN (sizeof "journal-2026-11" - 1)
#define KEEP_MONTHS 12
#define DAY_NS ((int64_t)86400 * 1000000000)

/* --- its files ----------------------------------------------------------------------------------
 */

static void state_path(const struct store *store, const char *name, struct buf *path) {
  buf_cut(path, 0);
  buf_addf(path, "%s/%s", store->state, name);
}

/* "journal-2026-11" */
static void month_name(int64_t at_ns, char *name) {
  char iso[DATE_TEXT_SIZE];

  date_iso((int)(at_ns / DAY_NS), iso);
  memcpy(name, PREFIX, sizeof PREFIX);
  memcpy(name + sizeof PREFIX - 1, iso, 7);
  name[NAME_LEN] = '\0';
}

static bool is_month(const char *name) {
  return strlen(name) == NAME_LEN && strncmp(name, PREFIX, sizeof PREFIX - 1) == 0;
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool journal_months(const struct store *store, struct buf *names, struct err *err) {
  struct buf all = BUF_INIT;
  VEC(const char *) months = VEC_INIT;
  int result =
      store->state == NULL ? -ENOENT : store->os->list(store->os->self, store->state, &all);

  for (size_t at = 0; result == 0 && at < all.len; at += strlen(all.data + at) + 1)
    if (is_month(all.data + at))
      *vec_push(&months) = all.data + at;
  if (months.len > 1)
    qsort(months.data, months.len, sizeof *months.data, compare_names);
  for (size_t i = 0; i < months.len; i++)
    buf_add(names, months.data[i], NAME_LEN + 1);
  vec_release(&months);
  buf_release(&all);
  return result == 0 || result == -ENOENT ||
         err_set(err, ERR_IO, "cannot read '%s': %s", store->state, os_reason(result));
}

/* -ENOENT: there is none of that month. */
static int read_month(const struct store *store, const char *name, struct buf *text) {
  struct buf path = BUF_INIT;
  struct os_stat stat;
  int result;

  state_path(store, name, &path);
  result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, text, &stat);
  buf_release(&path);
  return result;
}

/* --- its entries --------------------------------------------------------------------------------
 */

/* Where the next entry begins at or after `at`; NULL where none does. */
static const char *next_head(const char *text, const char *at) {
  static const char head[] = MANIFEST_HEAD "\n";

  for (; (at = strstr(at, head)) != NULL; at++)
    if (at == text || at[-1] == '\n')
      return at;
  return NULL;
}

/* Behind the checksum: a blank line may follow, and what a cut-off left of the entry after it. */
static const char *end_of(const char *from, const char *to) {
  const char *end = strstr(from, "\nend\t");
  const char *line_end = end != NULL && end < to ? strchr(end + 1, '\n') : NULL;

  return line_end != NULL && line_end < to ? line_end + 1 : to;
}

/* A torn entry is none; its commit did not happen either. */
static bool parse_entry(const char *from, const char *to, struct manifest *entry) {
  struct buf own = BUF_INIT;
  bool ok;

  to = end_of(from, to);
  manifest_init(entry);
  buf_add(&own, from, (size_t)(to - from));
  ok = own.len > 0 && manifest_parse(entry, own.data, own.len);
  buf_release(&own);
  return ok;
}

static bool each_in(const char *text, journal_fn visit, void *context) {
  const char *at = next_head(text, text);
  bool more = true;

  while (at != NULL && more) {
    const char *next = next_head(text, at + 1);
    struct manifest entry;
    if (parse_entry(at, next != NULL ? next : at + strlen(at), &entry))
      more = visit(context, &entry);
    manifest_release(&entry);
    at = next;
  }
  return more;
}

bool journal_each_of(const struct store *store, const char *month, journal_fn visit, void *context,
                     struct err *err) {
  struct buf text = BUF_INIT;
  int result = read_month(store, month, &text);

  if (result == 0)
    each_in(buf_text(&text), visit, context);
  buf_release(&text);
  return result == 0 || result == -ENOENT ||
         err_set(err, ERR_IO, "cannot read the journal: %s", os_reason(result));
}

bool journal_each(const struct store *store, journal_fn visit, void *context, struct err *err) {
  struct buf names = BUF_INIT;
  bool ok = journal_months(store, &names, err);

  for (size_t at = 0; ok && at < names.len; at += NAME_LEN + 1)
    ok = journal_each_of(store, names.data + at, visit, context, err);
  buf_release(&names);
  return ok;
}

/* --- writing ------------------------------------------------------------------------------------
 */

static int append(const struct store *store, const char *name, const struct buf *text) {
  struct os *os = store->os;
  struct buf path = BUF_INIT;
  int fd, result, closed;

  state_path(store, name, &path);
  fd = os->open(os->self, buf_text(&path), OS_WRITE | OS_CREATE | OS_APPEND | OS_NOFOLLOW, 0600);
  result = fd < 0 ? fd : os_write_all(os, fd, buf_text(text), text->len);
  if (result == 0)
    result = os->fsync(os->self, fd);
  closed = fd < 0 ? 0 : os->close(os->self, fd);
  buf_release(&path);
  return result < 0 ? result : closed;
}

/* A new month: its name must be on the disk, and the months of a year ago go. */
static int begin_month(const struct store *store, int64_t at_ns) {
  struct buf names = BUF_INIT, path = BUF_INIT;
  struct err ignored = ERR_INIT;
  char oldest[NAME_LEN + 1];

  month_name(at_ns - KEEP_MONTHS * 31 * DAY_NS, oldest);
  if (journal_months(store, &names, &ignored))
    for (size_t at = 0; at < names.len; at += NAME_LEN + 1)
      if (strcmp(names.data + at, oldest) < 0) {
        state_path(store, names.data + at, &path);
        store->os->unlink(store->os->self, buf_text(&path));
      }
  buf_release(&names);
  buf_release(&path);
  return os_sync_folder(store->os, store->state);
}

bool journal_append(const struct store *store, const struct manifest *entry, struct err *err) {
  struct buf text = BUF_INIT, path = BUF_INIT;
  char name[NAME_LEN + 1];
  bool is_new;
  int result;

  if (store->state == NULL)
    return true;
  month_name(entry->action.at_ns, name);
  buf_addc(&text, '\n'); /* after what a cut-off may have left */
  manifest_format(entry, &text);
  result = os_make_folders(store->os, store->state);
  state_path(store, name, &path);
  is_new = result == 0 && os_missing(store->os, buf_text(&path));
  if (result == 0)
    result = append(store, name, &text);
  if (result == 0 && is_new)
    result = begin_month(store, entry->action.at_ns);
  buf_release(&text);
  buf_release(&path);
  return result == 0 || err_set(err, ERR_IO, "cannot write the journal: %s", os_reason(result));
}

/* Its line "action" names it: only that entry is parsed. */
static bool find_in(const char *text, const char *mark, struct manifest *entry) {
  struct buf line = BUF_INIT;
  const char *at = next_head(text, text);
  bool has = false;

  buf_addf(&line, MANIFEST_HEAD "\naction\t%s\t", mark);
  for (; at != NULL && !has; at = next_head(text, at + 1))
    if (strncmp(at, line.data, line.len) == 0) {
      const char *next = next_head(text, at + 1);
      has = parse_entry(at, next != NULL ? next : at + strlen(at), entry);
      if (!has)
        manifest_release(entry);
    }
  buf_release(&line);
  return has;
}

static bool find_in_month(const struct store *store, const char *month, const char *mark,
                          struct manifest *entry, bool *has, struct err *err) {
  struct buf text = BUF_INIT;
  int result = read_month(store, month, &text);

  *has = result == 0 && find_in(buf_text(&text), mark, entry);
  buf_release(&text);
  return result == 0 || result == -ENOENT ||
         err_set(err, ERR_IO, "cannot read the journal: %s", os_reason(result));
}

bool journal_read_entry(const struct store *store, const char *mark, struct manifest *entry,
                        bool *has, struct err *err) {
  struct buf names = BUF_INIT;
  bool ok = journal_months(store, &names, err);

  *has = false;
  manifest_init(entry);
  for (size_t at = names.len; ok && at > 0 && !*has; at -= NAME_LEN + 1)
    ok = find_in_month(store, names.data + at - NAME_LEN - 1, mark, entry, has, err);
  buf_release(&names);
  return ok;
}

bool journal_complete(const struct store *store, const struct manifest *entry, struct err *err) {
  struct manifest there;
  bool has, ok;

  if (store->state == NULL)
    return true;
  ok = journal_read_entry(store, entry->action.mark, &there, &has, err);
  manifest_release(&there);
  return ok && (has || journal_append(store, entry, err));
}

void journal_void(const struct store *store, const char *mark) {
  struct manifest entry;
  struct err ignored = ERR_INIT;

  manifest_init(&entry);
  entry.action.origin = ACTION_VOID;
  entry.action.at_ns = store->os->now_ns(store->os->self);
  memcpy(entry.action.of, mark, ACTION_MARK_SIZE);
  journal_append(store, &entry, &ignored); /* else the next commit finds out */
  manifest_release(&entry);
}

/* --- what never happened ------------------------------------------------------------------------
 */

/* Of a file that was not read whole nothing can be told. */
static bool is_before(const struct book *book, const struct change *change) {
  const struct record *row = book_find(book, change->table, change->id);
  const char *there = "";

  if (book->tables[change->table].read_only != NULL)
    return false;
  if (row != NULL)
    there = change->field < 0 ? book_extra(book, change->table, row, change->column)
                              : record_text(row, change->field);
  return strcmp(there, change->before) == 0;
}

/* Every field still has what it had before the action. */
static bool is_not_done(const struct book *book, const struct action *action) {
  for (size_t i = 0; i < action->changes.len; i++)
    if (!is_before(book, &action->changes.data[i]))
      return false;
  return action->changes.len > 0;
}

/* The last that is whole. */
static bool last_entry(const char *text, struct manifest *entry) {
  VEC(const char *) heads = VEC_INIT;
  const char *end = text + strlen(text);
  bool has = false;

  for (const char *at = next_head(text, text); at != NULL; at = next_head(text, at + 1))
    *vec_push(&heads) = at;
  for (size_t i = heads.len; i > 0 && !has; i--) {
    has = parse_entry(heads.data[i - 1], end, entry);
    if (!has)
      manifest_release(entry);
    end = heads.data[i - 1];
  }
  vec_release(&heads);
  return has;
}

void journal_settle(const struct store *store) {
  struct buf names = BUF_INIT, text = BUF_INIT;
  struct manifest last;
  struct err ignored = ERR_INIT;

  manifest_init(&last);
  if (journal_months(store, &names, &ignored) && names.len > 0 &&
      read_month(store, names.data + names.len - NAME_LEN - 1, &text) == 0 &&
      last_entry(buf_text(&text), &last) && is_not_done(&store->book, &last.action))
    journal_void(store, last.action.mark);
  manifest_release(&last);
  buf_release(&names);
  buf_release(&text);
}

/* --- reading ------------------------------------------------------------------------------------
 */

const struct journal_entry *journal_find(const struct journal *journal, const char *mark) {
  return mark[0] != '\0' ? map_find(&journal->by_mark, mark) : NULL;
}

const struct journal_entry *journal_root(const struct journal *journal,
                                         const struct journal_entry *entry) {
  return &journal->entries.data[entry->root];
}

static void drop_entry(struct journal *journal, const char *mark) {
  for (size_t i = journal->entries.len; i > 0; i--)
    if (strcmp(journal->entries.data[i - 1].action.mark, mark) == 0) {
      action_release(&journal->entries.data[i - 1].action);
      memmove(&journal->entries.data[i - 1], &journal->entries.data[i],
              (journal->entries.len - i) * sizeof journal->entries.data[0]);
      journal->entries.len--;
      return;
    }
}

static bool take_entry(void *context, struct manifest *entry) {
  struct journal *journal = context;

  if (entry->action.origin == ACTION_VOID) {
    drop_entry(journal, entry->action.of);
    return true;
  }
  *vec_push(&journal->entries) = (struct journal_entry){entry->action, 0, false};
  action_init(&entry->action); /* taken */
  return true;
}

/* Each undo and redo says what became of the action at its root. */
static void link_entries(struct journal *journal) {
  for (size_t i = 0; i < journal->entries.len; i++) {
    struct journal_entry *entry = &journal->entries.data[i];
    const struct journal_entry *of = journal_find(journal, entry->action.of);
    entry->root = of != NULL ? of->root : i;
    if (of != NULL)
      journal->entries.data[of->root].undone = entry->action.origin == ACTION_UNDO;
    map_put(&journal->by_mark, entry->action.mark, entry);
  }
}

bool journal_load(struct journal *journal, const struct store *store, struct err *err) {
  struct journal_entry *last;

  *journal = (struct journal)JOURNAL_INIT;
  if (!journal_each(store, take_entry, journal, err))
    return false;
  last = journal->entries.len > 0 ? &journal->entries.data[journal->entries.len - 1] : NULL;
  if (last != NULL && is_not_done(&store->book, &last->action))
    drop_entry(journal, last->action.mark);
  link_entries(journal);
  return true;
}

void journal_release(struct journal *journal) {
  for (size_t i = 0; i < journal->entries.len; i++)
    action_release(&journal->entries.data[i].action);
  vec_release(&journal->entries);
  map_release(&journal->by_mark);
}

const struct journal_entry *journal_last(const struct journal *journal) {
  for (size_t i = journal->entries.len; i > 0; i--) {
    const struct journal_entry *entry = &journal->entries.data[i - 1];
    if (entry->action.origin == ACTION_HERE && !entry->undone)
      return entry;
  }
  return NULL;
}

const struct journal_entry *journal_redoable(const struct journal *journal) {
  for (size_t i = journal->entries.len; i > 0; i--) {
    const struct journal_entry *entry = &journal->entries.data[i - 1];
    if (entry->action.origin == ACTION_HERE)
      return NULL;
    if (entry->action.origin == ACTION_UNDO && journal_root(journal, entry)->undone)
      return entry;
  }
  return NULL;
}

static bool changes_field(const struct action *action, const struct conflict *field) {
  for (size_t i = 0; i < action->changes.len; i++) {
    const struct change *change = &action->changes.data[i];
    if (change->table == field->table && strcmp(change->id, field->id) == 0 &&
        (field->field == 0 || (change->field == field->field &&
                               (change->field >= 0 || strcmp(change->column, field->column) == 0))))
      return true;
  }
  return false;
}

/* An action that is done, or a redo of one. */
static bool stands(const struct journal *journal, const struct journal_entry *entry) {
  return entry->action.origin != ACTION_UNDO && !journal_root(journal, entry)->undone;
}

const struct journal_entry *journal_last_of(const struct journal *journal,
                                            const struct conflict *field) {
  for (size_t i = journal->entries.len; i > 0; i--) {
    const struct journal_entry *entry = &journal->entries.data[i - 1];
    if (entry->action.origin != ACTION_SYNC && stands(journal, entry) &&
        changes_field(&entry->action, field))
      return entry;
  }
  return NULL;
}

const struct journal_entry *journal_later(const struct journal *journal,
                                          const struct journal_entry *entry,
                                          const struct conflict *field) {
  for (size_t i = journal->entries.len; i > 0; i--) {
    const struct journal_entry *later = &journal->entries.data[i - 1];
    if (later == entry)
      break;
    if (stands(journal, later) && journal_root(journal, later) != entry &&
        changes_field(&later->action, field))
      return later;
  }
  return NULL;
}
