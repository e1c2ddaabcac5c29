/* arena, buf, vec, map, xmem: what grows. */
#include "mentee/base/arena.h"
#include "mentee/base/buf.h"
#include "mentee/base/map.h"
#include "mentee/base/vec.h"
#include "mentee/base/xmem.h"
#include "test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void an_arena_hands_out_zeroed_aligned_blocks_of_any_size(void **state) {
  struct arena arena = ARENA_INIT;
  static const size_t sizes[] = {0, 1, 7, 8, 100, 5000, 16384, 16385, 70000, 1 << 20, 3};

  (void)state;
  for (size_t round = 0; round < 50; round++)
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
      char *block = arena_alloc(&arena, sizes[i]);
      assert_int_equal((uintptr_t)block % _Alignof(max_align_t), 0);
      for (size_t at = 0; at < sizes[i]; at++)
        assert_int_equal(block[at], 0);
      memset(block, 0x5a, sizes[i]);
    }
  arena_release(&arena);
  assert_int_equal(arena.used, 0);
  arena_release(&arena);
}

static void an_arena_copies_text(void **state) {
  struct arena arena = ARENA_INIT;
  char *a = arena_dup(&arena, "one"), *b = arena_copy(&arena, "two, three", 3);
  char *c = arena_format(&arena, "%s-%d", "four", 5), *d = arena_copy(&arena, "", 0);

  (void)state;
  assert_string_equal(a, "one");
  assert_string_equal(b, "two");
  assert_string_equal(c, "four-5");
  assert_string_equal(d, "");
  arena_release(&arena);
}

static void a_buffer_is_text_even_when_empty(void **state) {
  struct buf buf = BUF_INIT;

  (void)state;
  assert_string_equal(buf_text(&buf), "");
  buf_cut(&buf, 0);
  buf_cut(&buf, 5);
  buf_add(&buf, "x", 0);
  assert_string_equal(buf_text(&buf), "");
  buf_release(&buf);
}

static void a_buffer_grows_cuts_and_gives_its_bytes_away(void **state) {
  struct buf buf = BUF_INIT;
  char *text;

  (void)state;
  for (int i = 0; i < 1000; i++)
    buf_addf(&buf, "%d,", i % 10);
  buf_addc(&buf, '!');
  buf_adds(&buf, "?");
  assert_int_equal(buf.len, 2002);
  buf_cut(&buf, 4);
  assert_string_equal(buf_text(&buf), "0,1,");
  buf_add(&buf, "a\0b", 3);
  assert_int_equal(buf.len, 7);
  text = buf_detach(&buf);
  assert_memory_equal(text, "0,1,a\0b", 8);
  assert_int_equal(buf.len, 0);
  free(text);
  text = buf_detach(&buf); /* of an empty one: an empty text */
  assert_string_equal(text, "");
  free(text);
}

static void a_vector_gives_zeroed_elements(void **state) {
  VEC(struct {
    int a;
    char *b;
  })
  vec = VEC_INIT;

  (void)state;
  for (int i = 0; i < 100; i++) {
    assert_int_equal(vec_push(&vec)->a, 0);
    vec.data[vec.len - 1].a = i + 1;
    assert_null(vec.data[vec.len - 1].b);
  }
  assert_int_equal(vec.len, 100);
  assert_int_equal(vec.data[99].a, 100);
  vec_release(&vec);
  assert_int_equal(vec.len, 0);
  vec_release(&vec);
}

/* Against a plain array, through 20,000 random puts and removals of 500 keys. */
static void a_map_finds_what_was_put_and_not_removed(void **state) {
  static char keys[500][8];
  void *want[500] = {NULL};
  struct map map = MAP_INIT;
  size_t there = 0;

  (void)state;
  srand(7);
  for (int i = 0; i < 500; i++)
    snprintf(keys[i], sizeof keys[i], "k%d", i);
  assert_null(map_find(&map, "k1"));
  map_remove(&map, "k1");
  for (int round = 0; round < 20000; round++) {
    int i = rand() % 500;
    if (rand() % 3 == 0) {
      there -= want[i] != NULL;
      map_remove(&map, keys[i]);
      want[i] = NULL;
    } else {
      there += want[i] == NULL;
      want[i] = &keys[rand() % 500];
      map_put(&map, keys[i], want[i]);
    }
    assert_int_equal(map.len, there);
    i = rand() % 500;
    assert_ptr_equal(map_find(&map, keys[i]), want[i]);
  }
  map_release(&map);
}

static void a_map_finds_by_a_part_of_a_text(void **state) {
  struct map map = MAP_INIT;
  int value;

  (void)state;
  map_put(&map, "ada", &value);
  map_put(&map, "", &value);
  assert_ptr_equal(map_find_span(&map, "ada;bo", 3), &value);
  assert_null(map_find_span(&map, "ada;bo", 2));
  assert_null(map_find_span(&map, "ada;bo", 4));
  assert_ptr_equal(map_find_span(&map, "x", 0), &value);
  map_release(&map);
}

static void memory_is_never_null(void **state) {
  char *none = xmalloc(0), *zeroed = xcalloc(0, 4), *text = xstrndup("abcdef", 3);

  (void)state;
  assert_non_null(none);
  assert_non_null(zeroed);
  assert_string_equal(text, "abc");
  none = xrealloc(none, 0);
  assert_non_null(none);
  free(none);
  free(zeroed);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_arena_hands_out_zeroed_aligned_blocks_of_any_size),
      cmocka_unit_test(an_arena_copies_text),
      cmocka_unit_test(a_buffer_is_text_even_when_empty),
      cmocka_unit_test(a_buffer_grows_cuts_and_gives_its_bytes_away),
      cmocka_unit_test(a_vector_gives_zeroed_elements),
      cmocka_unit_test(a_map_finds_what_was_put_and_not_removed),
      cmocka_unit_test(a_map_finds_by_a_part_of_a_text),
      cmocka_unit_test(memory_is_never_null),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
