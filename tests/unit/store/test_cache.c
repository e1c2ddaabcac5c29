#include "mem_store.h"
#include "mentee/store/cache.h"
#include <errno.h>

#define CACHE "/home/cache/mentee/due"
#define MAKER "test 1"

static int begin(void **state) {
  static struct os_mem *mem;

  mem = os_mem_new();
  mem_put(mem, "contacts.csv", "id,name\nc1,Ada\n");
  *state = &mem;
  return 0;
}

static int end(void **state) {
  os_mem_free(*(struct os_mem **)*state);
  return 0;
}

static void write_cache(struct os_mem *mem, const char *text) {
  struct store store;
  struct buf payload = BUF_INIT;

  buf_adds(&payload, text);
  mem_load(mem, &store);
  cache_write(&store, CACHE, MAKER, &payload);
  store_release(&store);
  buf_release(&payload);
}

static void expect(struct os_mem *mem, const char *maker, const char *want) {
  struct buf text = BUF_INIT;
  size_t payload;
  bool hit = cache_read(os_mem_door(mem), FOLDER, CACHE, maker, &text, &payload);

  assert_int_equal(hit, want != NULL);
  if (want != NULL)
    assert_string_equal(buf_text(&text) + payload, want);
  buf_release(&text);
}

static void it_holds_while_no_file_changes(void **state) {
  struct os_mem *mem = *(struct os_mem **)*state;

  expect(mem, MAKER, NULL);
  write_cache(mem, "answers\n");
  expect(mem, MAKER, "answers\n");
  expect(mem, MAKER, "answers\n");
  expect(mem, "test 2", NULL);
  write_cache(mem, "");
  expect(mem, MAKER, "");
}

static void any_change_of_any_file_ends_it(void **state) {
  struct os_mem *mem = *(struct os_mem **)*state;
  struct os *os = os_mem_door(mem);

  for (int i = 0; i < TABLE_COUNT; i++) {
    write_cache(mem, "answers\n");
    expect(mem, MAKER, "answers\n");
    mem_put(mem, table_defs[i].file, "id\nx\n");
    expect(mem, MAKER, NULL);
  }
  write_cache(mem, "answers\n");
  os->unlink(os->self, mem_path("links.csv"));
  expect(mem, MAKER, NULL);
}

/* The clock stands still: the file changes within the tick in which the cache was written. */
static void a_change_at_the_same_moment_is_not_missed(void **state) {
  struct os_mem *mem = *(struct os_mem **)*state;
  struct os *os = os_mem_door(mem);
  int fd;

  os_mem_freeze(mem, true);
  mem_put(mem, "contacts.csv", "id,name\nc1,Eve\n");
  write_cache(mem, "Eve\n");
  fd = os->open(os->self, mem_path("contacts.csv"), OS_WRITE, 0);
  os_write_all(os, fd, "id,name\nc1,Bob\n", 15);
  os->close(os->self, fd);
  expect(mem, MAKER, NULL);
}

static void a_clock_of_whole_seconds_is_not_trusted_for_two(void **state) {
  struct os_mem *mem = *(struct os_mem **)*state;
  int64_t second = (int64_t)1795175600 * 1000000000;

  os_mem_set_now(mem, second);
  os_mem_freeze(mem, true);
  mem_put(mem, "contacts.csv", "id,name\nc1,Eve\n");
  os_mem_set_now(mem, second + 1500000000);
  write_cache(mem, "Eve\n");
  expect(mem, MAKER, NULL);
  os_mem_set_now(mem, second + 2500000000);
  write_cache(mem, "Eve\n");
  expect(mem, MAKER, "Eve\n");
}

static void a_cache_that_is_torn_or_altered_is_none(void **state) {
  struct os_mem *mem = *(struct os_mem **)*state;
  struct buf whole = BUF_INIT;
  size_t len;
  const char *bytes;

  write_cache(mem, "answers, quite a few of them\n");
  bytes = os_mem_get(mem, CACHE, &len);
  buf_add(&whole, bytes, len);
  for (size_t cut = 0; cut < whole.len; cut++) {
    os_mem_put(mem, CACHE, buf_text(&whole), cut);
    expect(mem, MAKER, NULL);
  }
  for (size_t at = 0; at < whole.len; at++) {
    whole.data[at] ^= 1;
    os_mem_put(mem, CACHE, buf_text(&whole), whole.len);
    whole.data[at] ^= 1;
    if (whole.data[at] != '\n' || at + 1 < whole.len) /* its last byte says nothing */
      expect(mem, MAKER, NULL);
  }
  os_mem_put(mem, CACHE, buf_text(&whole), whole.len);
  expect(mem, MAKER, "answers, quite a few of them\n");
  buf_release(&whole);
}

static void a_save_that_was_cut_off_ends_it(void **state) {
  struct os_mem *mem = *(struct os_mem **)*state;

  write_cache(mem, "answers\n");
  mem_put(mem, ".mentee/txn/manifest-memory", "anything");
  expect(mem, MAKER, NULL);
}

static void whatever_fails_it_is_no_error_and_no_wrong_answer(void **state) {
  struct os_mem *mem = *(struct os_mem **)*state;

  for (long n = 1; n < 60; n++) {
    mem_put(mem, "contacts.csv", n % 2 == 0 ? "id,name\nc1,Ada\n" : "id,name\nc1,Eve\n");
    os_mem_revive(mem);
    write_cache(mem, n % 2 == 0 ? "Eve\n" : "Ada\n"); /* of the time before */
    mem_put(mem, "contacts.csv", n % 2 == 0 ? "id,name\nc1,Eve\n" : "id,name\nc1,Ada\n");
    os_mem_fail_at(mem, OS_MEM_ERROR, n, EIO);
    expect(mem, MAKER, NULL);
  }
}

static void it_is_private_and_no_link_is_followed(void **state) {
  struct os_mem *mem = *(struct os_mem **)*state;
  struct os *os = os_mem_door(mem);
  struct os_stat stat;

  write_cache(mem, "answers\n");
  assert_int_equal(os->stat(os->self, CACHE, false, &stat), 0);
  assert_int_equal(stat.mode, 0600);
  assert_int_equal(os->stat(os->self, "/home/cache/mentee", false, &stat), 0);
  assert_int_equal(stat.mode, 0700);
}

static void what_is_too_large_is_not_kept(void **state) {
  struct os_mem *mem = *(struct os_mem **)*state;
  struct buf large = BUF_INIT;

  for (size_t i = 0; i < CACHE_LIMIT; i++)
    buf_addc(&large, 'x');
  write_cache(mem, buf_text(&large));
  expect(mem, MAKER, NULL);
  buf_release(&large);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(it_holds_while_no_file_changes),
      TEST(any_change_of_any_file_ends_it),
      TEST(a_change_at_the_same_moment_is_not_missed),
      TEST(a_clock_of_whole_seconds_is_not_trusted_for_two),
      TEST(a_cache_that_is_torn_or_altered_is_none),
      TEST(a_save_that_was_cut_off_ends_it),
      TEST(whatever_fails_it_is_no_error_and_no_wrong_answer),
      TEST(it_is_private_and_no_link_is_followed),
      TEST(what_is_too_large_is_not_kept),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
