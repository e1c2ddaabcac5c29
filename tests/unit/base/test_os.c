/* The real door and its twin in memory do the same. */
#include "mentee/base/os_mem.h"
#include "temp_folder.h"
#include "test.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

struct place {
  struct os *os;
  struct os_mem *mem;
  char *folder;
};

static int begin_real(void **state) {
  static struct place place;

  place = (struct place){os_real(), NULL, temp_folder()};
  *state = &place;
  return place.folder == NULL;
}

static int end_real(void **state) {
  temp_free(((struct place *)*state)->folder);
  return 0;
}

static int begin_mem(void **state) {
  static struct place place;

  place.mem = os_mem_new();
  place.os = os_mem_door(place.mem);
  place.folder = strdup("/store");
  place.os->mkdir(place.os->self, place.folder, 0700);
  *state = &place;
  return 0;
}

static int end_mem(void **state) {
  struct place *place = *state;

  os_mem_free(place->mem);
  free(place->folder);
  return 0;
}

static const char *at(const struct place *place, const char *name) {
  static struct buf paths[4];
  static int next;
  struct buf *path = &paths[next++ % 4];

  buf_cut(path, 0);
  buf_addf(path, "%s/%s", place->folder, name);
  return buf_text(path);
}

static void put(const struct place *place, const char *name, const char *text) {
  struct os *os = place->os;
  int fd =
      os->open(os->self, at(place, name), OS_WRITE | OS_CREATE | OS_EXCLUSIVE | OS_NOFOLLOW, 0600);

  assert_true(fd >= 0);
  assert_int_equal(os_write_all(os, fd, text, strlen(text)), 0);
  assert_int_equal(os->fsync(os->self, fd), 0);
  assert_int_equal(os->close(os->self, fd), 0);
}

static void expect(const struct place *place, const char *name, const char *text) {
  struct buf got = BUF_INIT;
  struct os_stat stat;

  assert_int_equal(os_read_file(place->os, at(place, name), 1000, &got, &stat), 0);
  assert_string_equal(buf_text(&got), text);
  assert_int_equal(stat.size, strlen(text));
  assert_int_equal(stat.kind, OS_FILE);
  buf_release(&got);
}

static void a_file_is_written_renamed_and_read(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  struct os_stat before, after;

  put(place, "a", "one");
  put(place, "b", "two");
  assert_int_equal(os->open(os->self, at(place, "a"), OS_WRITE | OS_CREATE | OS_EXCLUSIVE, 0600),
                   -EEXIST);
  assert_int_equal(os->stat(os->self, at(place, "a"), false, &before), 0);
  assert_int_equal(before.mode, 0600);
  assert_int_equal(os->rename(os->self, at(place, "a"), at(place, "b")), 0);
  assert_int_equal(os->stat(os->self, at(place, "b"), false, &after), 0);
  assert_int_equal(before.ino, after.ino);
  expect(place, "b", "one");
  assert_true(os_missing(os, at(place, "a")));
  assert_int_equal(os_sync_folder(os, place->folder), 0);
  assert_int_equal(os->unlink(os->self, at(place, "b")), 0);
  assert_int_equal(os->unlink(os->self, at(place, "b")), -ENOENT);
}

static void a_link_keeps_the_old_bytes_when_the_file_is_replaced(void **state) {
  struct place *place = *state;
  struct os *os = place->os;

  put(place, "a", "old");
  assert_int_equal(os->link(os->self, at(place, "a"), at(place, "kept")), 0);
  assert_int_equal(os->link(os->self, at(place, "a"), at(place, "kept")), -EEXIST);
  assert_int_equal(os->link(os->self, at(place, "x"), at(place, "y")), -ENOENT);
  put(place, "new", "new");
  assert_int_equal(os->rename(os->self, at(place, "new"), at(place, "a")), 0);
  expect(place, "a", "new");
  expect(place, "kept", "old");
}

static void a_folder_is_made_listed_and_removed(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  struct buf names = BUF_INIT;

  assert_int_equal(os_make_folders(os, at(place, "x/y/z")), 0);
  assert_int_equal(os_make_folders(os, at(place, "x/y/z")), 0);
  put(place, "x/f", "1");
  assert_int_equal(os_make_folders(os, at(place, "x/f")), -ENOTDIR);
  assert_int_equal(os->list(os->self, at(place, "x"), &names), 0);
  assert_int_equal(names.len, 4); /* "y" and "f", each with its NUL */
  assert_int_equal(os->list(os->self, at(place, "none"), &names), -ENOENT);
  assert_int_equal(os->rmdir(os->self, at(place, "x/y")), -ENOTEMPTY);
  assert_int_equal(os->rmdir(os->self, at(place, "x/y/z")), 0);
  assert_int_equal(os->mkdir(os->self, at(place, "x"), 0700), -EEXIST);
  buf_release(&names);
}

static void an_empty_file_is_an_empty_text(void **state) {
  struct place *place = *state;
  struct buf out = BUF_INIT;
  struct os_stat stat;

  put(place, "empty", "");
  assert_int_equal(os_read_file(place->os, at(place, "empty"), 10, &out, &stat), 0);
  assert_string_equal(buf_text(&out), "");
  buf_release(&out);
}

static void what_is_no_file_is_not_read(void **state) {
  struct place *place = *state;
  struct buf out = BUF_INIT;
  struct os_stat stat;

  assert_int_equal(os_read_file(place->os, at(place, "none"), 10, &out, &stat), -ENOENT);
  assert_int_equal(os_read_file(place->os, place->folder, 10, &out, &stat), -EISDIR);
  put(place, "big", "01234567890");
  assert_int_equal(os_read_file(place->os, at(place, "big"), 10, &out, &stat), -EFBIG);
  buf_release(&out);
}

static void a_lock_is_held_until_its_descriptor_closes(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  int one = os->open(os->self, at(place, "lock"), OS_READ | OS_WRITE | OS_CREATE, 0600);
  int two = os->open(os->self, at(place, "lock"), OS_READ | OS_WRITE, 0600);

  assert_int_equal(os->lock(os->self, one), 0);
  assert_int_equal(os->lock(os->self, two), -EAGAIN);
  os->close(os->self, one);
  assert_int_equal(os->lock(os->self, two), 0);
  os->close(os->self, two);
}

static void a_fifo_does_not_hold_us(void **state) {
  struct place *place = *state;
  struct buf out = BUF_INIT;
  struct os_stat stat;

  assert_int_equal(mkfifo(at(place, "fifo"), 0600), 0);
  assert_int_equal(os_read_file(place->os, at(place, "fifo"), 10, &out, &stat), -EINVAL);
  assert_int_equal(os_read_file(place->os, "/dev/zero", 10, &out, &stat), -EINVAL);
  buf_release(&out);
}

static void a_symlink_is_refused_where_that_is_asked(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  struct buf target = BUF_INIT;
  struct os_stat stat;

  put(place, "real", "x");
  assert_int_equal(symlink("real", at(place, "sym")), 0);
  assert_int_equal(os->open(os->self, at(place, "sym"), OS_READ | OS_NOFOLLOW, 0), -ELOOP);
  assert_int_equal(os->readlink(os->self, at(place, "sym"), &target), 0);
  assert_string_equal(buf_text(&target), "real");
  assert_int_equal(os->stat(os->self, at(place, "sym"), false, &stat), 0);
  assert_int_equal(stat.kind, OS_LINK);
  assert_int_equal(os->stat(os->self, at(place, "sym"), true, &stat), 0);
  assert_int_equal(stat.kind, OS_FILE);
  buf_release(&target);
}

/* Fails at every call in turn: whole or not at all, and nothing beside it stays. */
static void a_file_is_replaced_whole_or_not_at_all(void **state) {
  struct place *place = *state;
  struct buf text = BUF_INIT, names = BUF_INIT;
  struct os_stat stat;
  int result = -EIO;

  for (long call = 1; result < 0; call++) {
    place->os->unlink(place->os->self, at(place, "rc"));
    put(place, "rc", "old\n");
    buf_cut(&text, 0);
    assert_int_equal(os_read_file(place->os, at(place, "rc"), 100, &text, &stat), 0);
    os_mem_revive(place->mem);
    os_mem_fail_at(place->mem, OS_MEM_ERROR, call, EIO);
    result = os_replace_file(place->os, at(place, "rc"), &stat, "new\n", 4);
    os_mem_fail_at(place->mem, OS_MEM_NO_FAULT, 0, 0);
    buf_cut(&names, 0);
    place->os->list(place->os->self, place->folder, &names);
    assert_int_equal(names.len, 3);
    assert_true(call < 20);
  }
  expect(place, "rc", "new\n");
  buf_release(&text);
  buf_release(&names);
}

static void a_file_that_was_changed_meanwhile_is_not_replaced(void **state) {
  struct place *place = *state;
  struct buf text = BUF_INIT;
  struct os_stat stat;

  put(place, "rc", "old\n");
  assert_int_equal(os_read_file(place->os, at(place, "rc"), 100, &text, &stat), 0);
  place->os->unlink(place->os->self, at(place, "rc"));
  put(place, "rc", "theirs\n");
  assert_int_equal(os_replace_file(place->os, at(place, "rc"), &stat, "new\n", 4), -EAGAIN);
  assert_int_equal(os_replace_file(place->os, at(place, "rc"), NULL, "new\n", 4), -EEXIST);
  expect(place, "rc", "theirs\n");
  buf_release(&text);
}

static void links_are_followed_to_where_there_need_not_be_a_file(void **state) {
  struct place *place = *state;
  struct buf real = BUF_INIT;

  assert_int_equal(symlink("there", at(place, "one")), 0);
  assert_int_equal(symlink(at(place, "one"), at(place, "two")), 0);
  assert_int_equal(symlink("round", at(place, "round")), 0);
  assert_int_equal(os_follow_links(place->os, at(place, "two"), &real), 0);
  assert_string_equal(buf_text(&real), at(place, "there"));
  assert_int_equal(os_follow_links(place->os, at(place, "round"), &real), -ELOOP);
  buf_release(&real);
}

static void descriptors_do_not_reach_other_programs(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  int fd = os->open(os->self, place->folder, OS_READ | OS_FOLDER_FD, 0);

  assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
  os->close(os->self, fd);
}

static void modes_are_set_whatever_the_umask(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  struct os_stat stat;
  mode_t before = umask(0);
  int fd = os->open(os->self, at(place, "m"), OS_WRITE | OS_CREATE | OS_EXCLUSIVE, 0600);

  umask(before);
  assert_int_equal(os->fstat(os->self, fd, &stat), 0);
  assert_int_equal(stat.mode, 0600);
  assert_int_equal(os->fchmod(os->self, fd, 0640), 0);
  assert_int_equal(os->fstat(os->self, fd, &stat), 0);
  assert_int_equal(stat.mode, 0640);
  os->close(os->self, fd);
}

static void zones_are_known_by_name_alone(void **state) {
  struct os *os = os_real();
  int minutes = 1;

  (void)state;
  assert_int_equal(os->zone_minutes(os->self, "../../etc/passwd", 0, &minutes), -ENOENT);
  assert_int_equal(os->zone_minutes(os->self, "No/Where", 0, &minutes), -ENOENT);
  if (os->zone_minutes(os->self, "Asia/Tokyo", 1795175520, &minutes) == 0)
    assert_int_equal(minutes, 540);
}

static void randomness_differs_and_the_clock_runs(void **state) {
  struct os *os = os_real();
  unsigned char a[16] = {0}, b[16] = {0};
  struct buf host = BUF_INIT;

  (void)state;
  assert_int_equal(os->random(os->self, a, sizeof a), 0);
  assert_int_equal(os->random(os->self, b, sizeof b), 0);
  assert_memory_not_equal(a, b, sizeof a);
  assert_true(os->now_ns(os->self) > (int64_t)1600000000 * 1000000000);
  assert_int_equal(os->pid(os->self), getpid());
  assert_int_equal(os->host(os->self, &host), 0);
  assert_true(host.len > 0);
  buf_release(&host);
}

/* --- faults of the twin -------------------------------------------------------------------------
 */

static void one_call_fails_and_the_next_works(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  struct os_stat stat;

  put(place, "a", "one");
  os_mem_fail_at(place->mem, OS_MEM_ERROR, 2, EIO);
  assert_int_equal(os->stat(os->self, at(place, "a"), true, &stat), 0);
  assert_int_equal(os->stat(os->self, at(place, "a"), true, &stat), -EIO);
  assert_int_equal(os->stat(os->self, at(place, "a"), true, &stat), 0);
  assert_int_equal(os_mem_calls(place->mem), 3);
}

static void a_stopped_world_does_nothing_until_it_is_revived(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  struct os_stat stat;
  int fd;

  put(place, "a", "one");
  fd = os->open(os->self, at(place, "a"), OS_READ | OS_WRITE, 0);
  assert_int_equal(os->lock(os->self, fd), 0);
  os_mem_fail_at(place->mem, OS_MEM_STOP, 1, 0);
  assert_int_equal(os->unlink(os->self, at(place, "a")), -EIO);
  assert_int_equal(os->close(os->self, fd), -EIO);
  assert_true(os_mem_stopped(place->mem));
  os_mem_revive(place->mem);
  expect(place, "a", "one");
  assert_int_equal(os->stat(os->self, at(place, "a"), true, &stat), 0);
  fd = os->open(os->self, at(place, "a"), OS_READ | OS_WRITE, 0);
  assert_int_equal(os->lock(os->self, fd), 0); /* the dead hold no lock */
  os->close(os->self, fd);
}

static void a_full_disk_takes_half(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  int fd = os->open(os->self, at(place, "a"), OS_WRITE | OS_CREATE, 0600);

  os_mem_fail_at(place->mem, OS_MEM_SHORT, 1, 0);
  assert_int_equal(os_write_all(os, fd, "0123", 4), -ENOSPC);
  os_mem_revive(place->mem);
  expect(place, "a", "01");
}

static void a_power_cut_keeps_what_was_synced_and_nothing_else(void **state) {
  struct place *place = *state;
  struct os *os = place->os;
  struct buf got = BUF_INIT;
  struct os_stat stat;
  int fd;

  os_sync_folder(os, "/");
  put(place, "kept", "one"); /* synced, but not its name */
  assert_int_equal(os_sync_folder(os, place->folder), 0);
  put(place, "name_lost", "two");
  fd = os->open(os->self, at(place, "kept"), OS_WRITE, 0);
  os_write_all(os, fd, "changed", 7); /* and no fsync */
  os->close(os->self, fd);
  os_mem_cut_power(place->mem, OS_MEM_CUT_EARLY, 0);
  expect(place, "kept", "one");
  assert_true(os_missing(os, at(place, "name_lost")));
  assert_int_equal(os_read_file(os, at(place, "kept"), 100, &got, &stat), 0);
  buf_release(&got);
}

static void a_power_cut_may_keep_everything(void **state) {
  struct place *place = *state;
  struct os *os = place->os;

  put(place, "a", "one");
  assert_int_equal(os->rename(os->self, at(place, "a"), at(place, "b")), 0);
  os_mem_cut_power(place->mem, OS_MEM_CUT_LATE, 0);
  expect(place, "b", "one");
  assert_true(os_missing(os, at(place, "a")));
}

static void a_power_cut_takes_changes_in_any_order(void **state) {
  int first_alone = 0, second_alone = 0;

  (void)state;
  for (uint64_t seed = 0; seed < 100; seed++) {
    struct place place = {NULL, os_mem_new(), strdup("/store")};
    bool first, second;
    place.os = os_mem_door(place.mem);
    os_make_folders(place.os, place.folder);
    put(&place, "first", "1");
    put(&place, "second", "2");
    os_mem_cut_power(place.mem, OS_MEM_CUT_RANDOM, seed);
    first = !os_missing(place.os, at(&place, "first"));
    second = !os_missing(place.os, at(&place, "second"));
    first_alone += first && !second;
    second_alone += second && !first;
    os_mem_free(place.mem);
    free(place.folder);
  }
  assert_true(first_alone > 5 && second_alone > 5);
}

static void reasons_are_words(void **state) {
  (void)state;
  assert_string_equal(os_reason(-ENOSPC), "the disk is full");
  assert_string_equal(os_reason(-EROFS), "the file system is read only");
  assert_string_equal(os_reason(-ENOLCK), "locks do not work on this file system");
}

#define REAL(name) cmocka_unit_test_setup_teardown(name, begin_real, end_real)
#define TWIN(name) cmocka_unit_test_setup_teardown(name, begin_mem, end_mem)
#define BOTH(name) REAL(name), TWIN(name)
int main(void) {
  const struct CMUnitTest tests[] = {
      BOTH(a_file_is_written_renamed_and_read),
      BOTH(a_link_keeps_the_old_bytes_when_the_file_is_replaced),
      BOTH(a_folder_is_made_listed_and_removed),
      BOTH(an_empty_file_is_an_empty_text),
      BOTH(what_is_no_file_is_not_read),
      BOTH(a_lock_is_held_until_its_descriptor_closes),
      REAL(a_fifo_does_not_hold_us),
      REAL(a_symlink_is_refused_where_that_is_asked),
      REAL(descriptors_do_not_reach_other_programs),
      BOTH(modes_are_set_whatever_the_umask),
      TWIN(a_file_is_replaced_whole_or_not_at_all),
      REAL(a_file_that_was_changed_meanwhile_is_not_replaced),
      REAL(links_are_followed_to_where_there_need_not_be_a_file),
      cmocka_unit_test(zones_are_known_by_name_alone),
      cmocka_unit_test(randomness_differs_and_the_clock_runs),
      TWIN(one_call_fails_and_the_next_works),
      TWIN(a_stopped_world_does_nothing_until_it_is_revived),
      TWIN(a_full_disk_takes_half),
      TWIN(a_power_cut_keeps_what_was_synced_and_nothing_else),
      TWIN(a_power_cut_may_keep_everything),
      cmocka_unit_test(a_power_cut_takes_changes_in_any_order),
      cmocka_unit_test(reasons_are_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
