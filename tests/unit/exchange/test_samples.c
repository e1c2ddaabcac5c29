/*
 * Every file of tests/data/import-samples reads to the right people with nothing lost: what comes
 * out of it is compared with the file of its name in expected/ (UPDATE_GOLDEN=1 rewrites them).
 */
#include "sample_priv.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const samples[] = {
    "abook/addressbook",
    "abook/in.vcf",
    "abook/out.csv",
    "abook/out.ldif",
    "abook/out.mutt",
    "abook/out.palmcsv",
    "abook/out.vcard",
    "headers/apple-icloud.vcf",
    "headers/bbdb-v9",
    "headers/google-new.csv",
    "headers/google-old.csv",
    "headers/google-outlook-flavour.csv",
    "headers/linkedin-current-bom-preamble-crlf.csv",
    "headers/linkedin-no-preamble.csv",
    "headers/linkedin-pre-url.csv",
    "headers/monica.json",
    "headers/monica-life.json",
    "headers/neomutt-aliases",
    "headers/outlook-com.csv",
    "headers/outlook-desktop-cp1252.csv",
    "headers/outlook-desktop-semicolon-cp1252.csv",
    "headers/outlook-desktop-utf16le.csv",
    "headers/android-samsung.vcf",
    "headers/fastmail.vcf",
    "headers/hubspot.csv",
    "headers/nextcloud.vcf",
    "headers/outlook-2.1.vcf",
    "headers/salesforce.csv",
    "headers/thunderbird-en-GB.csv",
    "headers/thunderbird-trailing-comma.csv",
    "headers/thunderbird.ldif",
};

static void expected_path(const char *sample, struct buf *path) {
  buf_adds(path, SAMPLES "expected/");
  for (; *sample != '\0'; sample++)
    buf_addc(path, *sample == '/' ? '-' : *sample);
  buf_adds(path, ".txt");
}

static void rewrite(const char *path, const struct buf *text) {
  FILE *file = fopen(path, "w");

  assert_non_null(file);
  assert_int_equal(fwrite(buf_text(text), 1, text->len, file), text->len);
  assert_int_equal(fclose(file), 0);
}

static void check_sample(const char *sample) {
  struct import_options options = IMPORT_OPTIONS_INIT;
  struct buf path = BUF_INIT, bytes = BUF_INIT, got = BUF_INIT, wanted = BUF_INIT;
  struct import import;
  struct err err = ERR_INIT;

  buf_addf(&path, SAMPLES "%s", sample);
  read_file(buf_text(&path), &bytes);
  import_init(&import);
  if (import_read(&import, sample, buf_text(&bytes), bytes.len, &options, &err))
    dump_import(&got, &import);
  else
    buf_addf(&got, "%s\n", err.text);
  buf_cut(&path, 0);
  expected_path(sample, &path);
  if (getenv("UPDATE_GOLDEN") != NULL)
    rewrite(buf_text(&path), &got);
  read_file(buf_text(&path), &wanted);
  assert_string_equal(buf_text(&got), buf_text(&wanted));
  import_release(&import);
  buf_release(&path);
  buf_release(&bytes);
  buf_release(&got);
  buf_release(&wanted);
}

static void every_sample_reads_to_the_right_people(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
    check_sample(samples[i]);
}

static const struct {
  const char *head, *person; /* many of these */
} long_files[] = {
    {"", "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Example\nEND:VCARD\n"},
    {"Name,Email\n", "Ada Example,ada@example.org\n"},
    {"# abook addressbook file\n", "[0]\nname=Ada Example\nemail=ada@example.org\n\n"},
    {"version: 1\n\n", "dn: cn=Ada\ncn: Ada Example\nmail: ada@example.org\n\n"},
    {"", "alias ada Ada Example <ada@example.org>\n"},
    {"{\"mentee\": 1, \"contacts\": [{}", ",\n{\"id\": \"\", \"name\": \"Ada Example\"}"},
};

static bool stops_at_half(void *context, enum import_step step, size_t done, size_t total) {
  assert_int_equal(step, IMPORT_READING);
  *(size_t *)context = done;
  return done * 2 < total;
}

static void a_reading_that_is_told_to_stop_takes_nothing(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof long_files / sizeof long_files[0]; i++) {
    struct import_options options = IMPORT_OPTIONS_INIT;
    struct import import;
    struct buf text = BUF_INIT;
    struct err err = ERR_INIT;
    size_t told = 0;

    buf_adds(&text, long_files[i].head);
    while (text.len < 400000)
      buf_adds(&text, long_files[i].person);
    options.progress = stops_at_half;
    options.context = &told;
    import_init(&import);
    assert_false(import_read(&import, "long", text.data, text.len, &options, &err));
    assert_non_null(strstr(err.text, "stopped"));
    assert_true(told * 2 >= text.len && told < text.len * 3 / 4);
    assert_int_equal(import.people.len, 0);
    import_release(&import);
    buf_release(&text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_sample_reads_to_the_right_people),
      cmocka_unit_test(a_reading_that_is_told_to_stop_takes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
