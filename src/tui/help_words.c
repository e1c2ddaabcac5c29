/* :help words - what a log line understands, and what the roles mean for the days between hellos.
 */
#include "tui_priv.h"

#include <string.h>

static void line(struct buf *out, const char *word, const char *means) {
  int pad = 22 - (int)strlen(word);

  buf_addf(out, "   %s%*s%s\n", word, pad > 1 ? pad : 1, "", means);
}

static void add_front(struct buf *out) {
  buf_adds(out, "A log line:  [day] [kind] [with NAME and NAME]: what it was about\n\n");
  line(out, "yesterday, tue, -3d", "the day it was; a weekday is the latest one");
  line(out, "with tomasz and lan", "who else was there");
  line(out, ": ", "ends the front; all after it is what it was about");
  line(out, "> what by fri", "at the end: what I promise; fri is the next one");
  line(out, "< what by 2 dec", "at the end: what they promise");
  buf_adds(out, "\nA blank at the very front takes the line as it is. Enter alone is enough.\n");
}

/* "a message, e-mail, in passing" */
static void add_kinds(struct buf *out) {
  const char *word;
  int kind, channel, depth;
  struct buf kinds = BUF_INIT;

  buf_adds(out, "\nWords for what happened\n\n");
  for (size_t i = 0; logline_word(i, &word, &kind, &channel, &depth); i++) {
    struct buf means = BUF_INIT;
    if (strchr(word, '_') != NULL)
      continue; /* another spelling of the one before */
    buf_adds(&means, words_spoken(&words_kind, kind));
    if (channel >= 0 && strcmp(words_spoken(&words_channel, channel), buf_text(&means)) != 0)
      buf_addf(&means, ", %s", words_spoken(&words_channel, channel));
    buf_addf(&means, ", %s", words_spoken(&words_depth, depth));
    line(out, word, buf_text(&means));
    buf_release(&means);
  }
  buf_adds(out, "\nand, each a talk:\n\n");
  for (int i = 0; i < words_kind.count; i++)
    buf_addf(&kinds, "%s%s", i > 0 ? ", " : "", words_spoken(&words_kind, i));
  for (const char *at = buf_text(&kinds); *at != '\0'; at += text_fits(at, 70))
    buf_addf(out, "   %.*s\n", (int)text_fits(at, 70), at);
  buf_release(&kinds);
}

/* The settings are the truth of it. */
static void add_roles(const struct app *app, struct buf *out) {
  static const char key[] = "interval.", label[] = "Days: ";

  buf_adds(out, "\nWhat somebody is to you, and how often a hello is due\n\n");
  for (int i = 0; i < SETTING_COUNT; i++) {
    struct buf often = BUF_INIT;
    if (strncmp(setting_defs[i].key, key, sizeof key - 1) != 0 ||
        strncmp(setting_defs[i].label, label, sizeof label - 1) != 0)
      continue;
    interval_text(app->session.settings.value[i], &often);
    line(out, setting_defs[i].label + sizeof label - 1, buf_text(&often));
    buf_release(&often);
  }
  buf_adds(out, "\nin passing   a wave, a line: puts the next hello off by half\n"
                "a talk       starts the time anew\n"
                "a promise    yours or theirs, with or without a day\n"
                "a door       something that somebody opened for you\n"
                "let go       released, cancelled or put away; u brings it back\n");
}

void words_open(struct app *app) {
  struct buf text = BUF_INIT;

  add_front(&text);
  add_kinds(&text);
  add_roles(app, &text);
  text_open(app, "What the words mean", "a log line, the roles", buf_text(&text));
  buf_release(&text);
}
