#include "books.h"

#include "mentee/base/os_mem.h"
#include "mentee/engine/banner.h"
#include "mentee/engine/why.h"
#include "mentee/store/store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/given"

static struct {
  struct os_mem *mem;
  struct store store;
  bool loaded;
  struct buf said;
} now;

void forget_given(void) {
  if (now.loaded)
    store_release(&now.store);
  now.loaded = false;
  if (now.mem != NULL)
    os_mem_free(now.mem);
  now.mem = NULL;
  buf_release(&now.said);
}

void given_nothing(void) {
  forget_given();
  now.mem = os_mem_new();
}

static void put(const char *table, const struct buf *text) {
  struct buf path = BUF_INIT;

  buf_addf(&path, FOLDER "/%s.csv", table);
  os_mem_put(now.mem, buf_text(&path), buf_text(text), text->len);
  buf_release(&path);
  if (now.loaded)
    store_release(&now.store);
  now.loaded = false;
}

void given(const char *table, const char *header, ...) {
  struct buf path = BUF_INIT, text = BUF_INIT;
  const char *row, *before;
  size_t len = 0;
  va_list rows;

  if (now.mem == NULL)
    given_nothing();
  buf_addf(&path, FOLDER "/%s.csv", table);
  before = os_mem_get(now.mem, buf_text(&path), &len);
  buf_addf(&text, "%s\n", header);
  if (before != NULL) {
    const char *after = memchr(before, '\n', len);
    buf_add(&text, after + 1, len - (size_t)(after + 1 - before));
  }
  va_start(rows, header);
  while ((row = va_arg(rows, const char *)) != NULL)
    buf_addf(&text, "%s\n", row);
  va_end(rows);
  put(table, &text);
  buf_release(&path);
  buf_release(&text);
}

char *file_text(const char *path) {
  struct buf text = BUF_INIT;
  struct os_stat stat;

  if (os_read_file(os_real(), path, STORE_FILE_LIMIT, &text, &stat) < 0)
    fail_msg("cannot read %s", path);
  return buf_detach(&text);
}

/* Physical records of a text: a line end inside quotes does not end one. */
static size_t record_end(const char *text, size_t at) {
  bool quoted = false;

  for (; text[at] != '\0'; at++) {
    if (text[at] == '"')
      quoted = !quoted;
    if (text[at] == '\n' && !quoted)
      return at + 1;
  }
  return at;
}

static void shuffle(struct buf *out, const char *text, unsigned seed) {
  VEC(const char *) starts = VEC_INIT;
  size_t at = record_end(text, 0);

  buf_add(out, text, at);
  while (text[at] != '\0') {
    *vec_push(&starts) = text + at;
    at = record_end(text, at);
  }
  for (size_t i = starts.len; i > 0; i--) {
    size_t pick;
    seed = seed * 1103515245u + 12345u;
    pick = (seed >> 8) % i;
    buf_add(out, starts.data[pick], record_end(starts.data[pick], 0));
    starts.data[pick] = starts.data[i - 1];
  }
  vec_release(&starts);
}

void given_folder(const char *folder, unsigned shuffled) {
  given_nothing();
  for (int i = 0; i < TABLE_COUNT; i++) {
    struct buf path = BUF_INIT, text = BUF_INIT;
    char *bytes;

    buf_addf(&path, "%s/%s", folder, table_defs[i].file);
    bytes = file_text(buf_text(&path));
    if (shuffled != 0)
      shuffle(&text, bytes, shuffled);
    else
      buf_adds(&text, bytes);
    put(table_defs[i].name, &text);
    free(bytes);
    buf_release(&path);
    buf_release(&text);
  }
}

const struct book *given_book(void) {
  struct err err = ERR_INIT;

  if (now.mem == NULL)
    given_nothing();
  if (!now.loaded && !store_load(&now.store, os_mem_door(now.mem), FOLDER, &err))
    fail_msg("the given store does not load");
  now.loaded = true;
  return &now.store.book;
}

int day(const char *iso) {
  int found = date_parse(iso);

  if (found == DATE_NONE)
    fail_msg("no day: %s", iso);
  return found;
}

void add_due_tsv(struct buf *out, const struct due *due) {
  char text[DATE_TEXT_SIZE];

  for (size_t i = 0; i < due->reasons.len; i++) {
    const struct reason *reason = &due->reasons.data[i];
    buf_addf(out, "%d\t%s\t%s\t%s\t%s\n", (int)reason->tier, rule_name(reason->rule), reason->id,
             date_iso(reason->due, text), reason->text);
  }
}

static void compute(struct due *due, const char *iso) {
  const struct book *book = given_book();
  struct settings settings = settings_read(book);

  due_compute_all(due, book, &settings, day(iso));
}

const char *said_on(const char *iso) {
  struct due due;

  compute(&due, iso);
  buf_cut(&now.said, 0);
  add_due_tsv(&now.said, &due);
  due_release(&due);
  return buf_text(&now.said);
}

const char *banner_on(const char *iso) {
  static const struct banner_style plain = {0, false};
  struct arena arena = ARENA_INIT;
  struct banner_day banner_day;
  struct settings settings = settings_read(given_book());
  struct due due;

  due_compute(&due, given_book(), &settings, day(iso));
  buf_cut(&now.said, 0);
  banner_day_make(&banner_day, &due, 99, &arena);
  banner(&now.said, &banner_day, settings.value[SETTING_DUE_MAX_LINES], &plain);
  arena_release(&arena);
  due_release(&due);
  return buf_text(&now.said);
}

const char *rule_says(const char *iso, const char *rule, const char *id) {
  char text[DATE_TEXT_SIZE];
  struct due due;
  int found = 0;

  compute(&due, iso);
  buf_cut(&now.said, 0);
  for (size_t i = 0; i < due.reasons.len; i++) {
    const struct reason *reason = &due.reasons.data[i];
    if (strcmp(rule_name(reason->rule), rule) != 0 || strcmp(reason->id, id) != 0)
      continue;
    buf_addf(&now.said, "%s%d\t%s\t%s", found++ > 0 ? "\n" : "", (int)reason->tier,
             date_iso(reason->due, text), reason->text);
  }
  due_release(&due);
  return found > 0 ? buf_text(&now.said) : NULL;
}

void assert_says(const char *iso, const char *rule, const char *id, const char *lines) {
  const char *said = rule_says(iso, rule, id);

  if (said == NULL)
    fail_msg("%s is silent of %s on %s; expected: %s", rule, id, iso, lines);
  assert_string_equal(said, lines);
}

void assert_silent(const char *iso, const char *rule, const char *id) {
  const char *said = rule_says(iso, rule, id);

  if (said != NULL)
    fail_msg("%s says of %s on %s: %s", rule, id, iso, said);
}

static void assert_heard(const char *rule, const char *id, int on, bool speaks) {
  char iso[DATE_TEXT_SIZE];

  date_iso(on, iso);
  if ((rule_says(iso, rule, id) != NULL) != speaks)
    fail_msg("%s is %s of %s on %s", rule, speaks ? "silent" : "heard", id, iso);
}

void assert_window(const char *rule, const char *id, const char *first, const char *last) {
  assert_heard(rule, id, day(first) - 1, false);
  assert_heard(rule, id, day(first), true);
  assert_heard(rule, id, day(last), true);
  assert_heard(rule, id, day(last) + 1, false);
}

const char *why_says(const char *iso, const char *rule, const char *id) {
  const struct book *book = given_book();
  struct settings settings = settings_read(book);
  struct why why;
  bool speaks = false;

  why_compute(&why, book, &settings, day(iso), book_find(book, TABLE_CONTACTS, id));
  buf_cut(&now.said, 0);
  for (size_t i = 0; i < why.rules.len; i++)
    if (strcmp(rule_name(why.rules.data[i].rule), rule) == 0) {
      speaks = why.rules.data[i].speaks;
      buf_adds(&now.said, why.rules.data[i].text);
    }
  why_release(&why);
  return speaks ? buf_text(&now.said) : NULL;
}

void given_ann(const char *columns, const char *cells) {
  struct buf header = BUF_INIT, row = BUF_INIT;

  given_nothing();
  buf_addf(&header, "id,name,created_at,pronouns%s%s", columns[0] != '\0' ? "," : "", columns);
  buf_addf(&row, "a,Ann Low,2025-01-01,she/her%s%s", columns[0] != '\0' ? "," : "", cells);
  given("contacts", buf_text(&header), buf_text(&row), NULL);
  buf_release(&header);
  buf_release(&row);
}

void given_released(const char *origin, const char *kind, const char *made_on, const char *due_on) {
  char row[256];

  snprintf(row, sizeof row, "released,%s,%s,%s,released,%s", kind, made_on, due_on, origin);
  given("followups", "id,kind,made_on,due_on,outcome,origin_id", row, NULL);
}

int after_each(void **state) {
  (void)state;
  forget_given();
  return 0;
}
