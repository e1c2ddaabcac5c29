/* Any text as a day, a time, a length of time, a log line, and as something to ask about. */
#include "fuzz.h"
#include "mentee/base/date.h"
#include "mentee/base/date_words.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/logline.h"
#include "mentee/engine/privacy.h"
#include "mentee/engine/say.h"
#include <stdlib.h>
#include <string.h>

#define TODAY 20777 /* 2026-11-20 */

static bool is_name(void *context, const char *name) {
  (void)context;
  return strlen(name) % 2 == 0;
}

static void read_days(const char *text) {
  struct err err = ERR_INIT;
  int day = DATE_NONE, minutes = -1, days = -1;
  long seconds = -1;
  char iso[DATE_TEXT_SIZE];

  for (int lean = DATE_BACK; lean <= DATE_AHEAD; lean++) {
    size_t len = date_words_prefix(text, TODAY, (enum date_lean)lean, &day);
    FUZZ_CHECK(len <= strlen(text));
    if (date_words_parse(text, TODAY, (enum date_lean)lean, &day, &err))
      FUZZ_CHECK(date_parse(date_iso(day, iso)) == day);
  }
  FUZZ_CHECK(!date_words_time(text, &minutes, &err) || (minutes >= 0 && minutes < 1440));
  FUZZ_CHECK(!date_words_duration(text, &days, &err) || days >= 0);
  FUZZ_CHECK(!date_words_span(text, &seconds, &err) || seconds > 0);
}

static void read_line(const char *text) {
  struct arena arena = ARENA_INIT;
  struct logline log;

  logline_parse(&log, &arena, text, TODAY, is_name, NULL);
  FUZZ_CHECK(strlen(log.subject) + strlen(log.notes) + strlen(log.mine) + strlen(log.theirs) <=
             strlen(text));
  FUZZ_CHECK(log.kind >= 0 && log.depth >= 0);
  logline_release(&log);
  arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *text = xstrndup((const char *)data, size);
  struct buf said = BUF_INIT;

  read_days(text);
  read_line(text);
  privacy_ask_outgoing(text);
  say_to_you(&said, text);
  if (say_is_deed(text))
    say_doing(&said, text);
  buf_release(&said);
  free(text);
  return 0;
}
