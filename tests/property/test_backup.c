/*
 * Every generation that is kept shows the whole store as it was before its commit, whatever was
 * thinned in between; and what is kept is the last ten, a day's first and a month's first.
 */
#include "test.h"

#include "mentee/base/date.h"
#include "mentee/base/os_mem.h"
#include "mentee/base/xmem.h"
#include "mentee/store/backup.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/home/data/mentee"
#define HOUR_NS ((int64_t)3600 * 1000000000)
#define MOST 600

static uint64_t seed = 11;

static unsigned pick(unsigned below) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (unsigned)(seed >> 33) % below;
}

struct moment {
  char mark[ACTION_MARK_SIZE];
  int64_t at_ns;
  char *bytes; /* of all files, before that commit */
};

struct keeping {
  struct os_mem *mem;
  struct store store;
  struct moment moments[MOST];
  size_t count;
  int64_t now_ns;
};

static char *live_bytes(const struct keeping *keeping) {
  struct buf all = BUF_INIT;

  for (int i = 0; i < TABLE_COUNT; i++) {
    char path[256];
    size_t len;
    const char *bytes;
    snprintf(path, sizeof path, FOLDER "/%s", table_defs[i].file);
    bytes = os_mem_get(keeping->mem, path, &len);
    buf_addf(&all, "%s%s", bytes != NULL ? "+" : "-", bytes != NULL ? bytes : "");
  }
  return buf_detach(&all);
}

static char *kept_bytes(const struct keeping *keeping, const struct generations *all,
                        size_t index) {
  struct buf out = BUF_INIT;

  for (int i = 0; i < TABLE_COUNT; i++) {
    struct buf bytes = BUF_INIT;
    struct err err = ERR_INIT;
    bool present;
    assert_true(backup_read(&keeping->store, all, index, (enum table_id)i, &bytes, &present, &err));
    buf_addf(&out, "%s%s", present ? "+" : "-", buf_text(&bytes));
    buf_release(&bytes);
  }
  return buf_detach(&out);
}

static void fill(struct keeping *keeping, struct action *action) {
  static const enum table_id tables[] = {TABLE_CONTACTS, TABLE_FOLLOWUPS, TABLE_TARGETS};

  action_init(action);
  for (unsigned i = 0, n = pick(2) + 1; i < n; i++) {
    enum table_id table = tables[(pick(3) + i) % 3];
    char id[16];
    snprintf(id, sizeof id, "x%zu-%u", keeping->count, i);
    action_add_row(action, table, id);
    action_set(action, &keeping->store.book, table, id, 1, id);
  }
}

static void save(struct keeping *keeping) {
  struct commit_report report = COMMIT_REPORT_INIT;
  struct moment *moment = &keeping->moments[keeping->count];
  struct err err = ERR_INIT;
  struct action action;

  fill(keeping, &action);
  moment->bytes = live_bytes(keeping);
  os_mem_set_now(keeping->mem, keeping->now_ns);
  if (!store_commit(&keeping->store, &action, &report, &err))
    fail_msg("%s", err.text);
  memcpy(moment->mark, report.done.mark, sizeof moment->mark);
  moment->at_ns = report.done.at_ns;
  keeping->count++;
  action_release(&action);
  commit_report_release(&report);
}

static const struct moment *moment_of(const struct keeping *keeping, const char *mark) {
  for (size_t i = 0; i < keeping->count; i++)
    if (strcmp(keeping->moments[i].mark, mark) == 0)
      return &keeping->moments[i];
  return NULL; /* of a save that did not come to pass */
}

static void every_generation_is_right(const struct keeping *keeping) {
  struct generations all = GENERATIONS_INIT;
  struct err err = ERR_INIT;

  assert_true(backup_list(&keeping->store, &all, &err));
  for (size_t i = 0; i < all.list.len; i++) {
    const struct moment *moment = moment_of(keeping, all.list.data[i].mark);
    char *kept = kept_bytes(keeping, &all, i);
    if (moment != NULL)
      assert_string_equal(kept, moment->bytes);
    free(kept);
  }
  generations_release(&all);
}

/* In memory the zone is five hours behind. */
static int day_of(int64_t at_ns) {
  return (int)((at_ns - 5 * HOUR_NS) / (24 * HOUR_NS));
}

static bool is_listed(const struct generations *all, const char *mark) {
  for (size_t i = 0; i < all->list.len; i++)
    if (strcmp(all->list.data[i].mark, mark) == 0)
      return true;
  return false;
}

static void what_was_promised_is_kept(const struct keeping *keeping) {
  struct generations all = GENERATIONS_INIT;
  struct err err = ERR_INIT;
  int today = day_of(keeping->now_ns);

  assert_true(backup_list(&keeping->store, &all, &err));
  for (size_t i = 0; i < keeping->count; i++) {
    const struct moment *moment = &keeping->moments[i];
    int day = day_of(moment->at_ns), before = i > 0 ? day_of(keeping->moments[i - 1].at_ns) : -1;
    struct date_civil a = date_to_civil(day), b = date_to_civil(before), now = date_to_civil(today);
    bool first_of_month = i == 0 || a.month != b.month || a.year != b.year;
    int months = (now.year - a.year) * 12 + now.month - a.month;
    bool wanted = i + 10 >= keeping->count || (day != before && today - day < 30) ||
                  (first_of_month && months < 12);
    assert_int_equal(is_listed(&all, moment->mark), wanted);
  }
  generations_release(&all);
}

static void begin(struct keeping *keeping) {
  struct err err = ERR_INIT;

  keeping->mem = os_mem_new();
  keeping->now_ns = (int64_t)1700000000 * 1000000000;
  assert_true(store_load(&keeping->store, os_mem_door(keeping->mem), FOLDER, &err));
  keeping->store.state = xstrdup("/home/state");
}

static void end(struct keeping *keeping) {
  for (size_t i = 0; i < keeping->count; i++)
    free(keeping->moments[i].bytes);
  store_release(&keeping->store);
  os_mem_free(keeping->mem);
}

static void each_generation_shows_the_store_as_it_was(void **state) {
  static struct keeping keeping;

  (void)state;
  begin(&keeping);
  while (keeping.count < 260) {
    static const unsigned hours[] = {1, 1, 1, 2, 5, 30, 90, 300};
    save(&keeping);
    if (keeping.count % 20 == 0 || keeping.count > 250) {
      every_generation_is_right(&keeping);
      what_was_promised_is_kept(&keeping);
    }
    keeping.now_ns += (int64_t)hours[pick(8)] * HOUR_NS;
  }
  end(&keeping);
}

static void list(const struct keeping *keeping, struct generations *all) {
  struct err err = ERR_INIT;

  generations_release(all);
  assert_true(backup_list(&keeping->store, all, &err));
}

/* Fails at a call, as on a disk that is full. True where it was saved all the same. */
static bool save_on_a_full_disk(struct keeping *keeping, long call) {
  struct commit_report report = COMMIT_REPORT_INIT;
  struct err err = ERR_INIT;
  struct action action;
  bool ok;

  fill(keeping, &action);
  os_mem_fail_at(keeping->mem, OS_MEM_LASTING, call, ENOSPC);
  ok = store_commit(&keeping->store, &action, &report, &err);
  os_mem_revive(keeping->mem);
  action_release(&action);
  commit_report_release(&report);
  return ok;
}

static void a_save_that_fails_thins_nothing(void **state) {
  static struct keeping keeping;
  struct generations before = GENERATIONS_INIT, after = GENERATIONS_INIT;
  int failed = 0;

  (void)state;
  begin(&keeping);
  for (int i = 0; i < 50; i++) {
    save(&keeping);
    keeping.now_ns += HOUR_NS;
  }
  for (long call = 1; call < 120; call++) {
    list(&keeping, &before);
    if (save_on_a_full_disk(&keeping, call))
      continue;
    failed++;
    list(&keeping, &after);
    for (size_t i = 0; i < before.list.len; i++)
      assert_true(moment_of(&keeping, before.list.data[i].mark) == NULL ||
                  is_listed(&after, before.list.data[i].mark));
  }
  assert_true(failed > 40);
  for (int i = 0; i < 20; i++) {
    save(&keeping);
    keeping.now_ns += HOUR_NS;
  }
  every_generation_is_right(&keeping);
  generations_release(&before);
  generations_release(&after);
  end(&keeping);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_generation_shows_the_store_as_it_was),
      cmocka_unit_test(a_save_that_fails_thins_nothing),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
