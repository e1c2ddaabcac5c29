/* A command line as the shells read it, without ever doing what it says. */
#include "complete_priv.h"

#include <string.h>

struct scan {
  struct shell_line *line;
  struct arena *arena;
  const char *breaks;
  struct buf word;
  const char *from; /* where the word began */
  bool in_word;
};

static void begin_word(struct scan *scan, const char *at) {
  if (scan->in_word)
    return;
  scan->in_word = true;
  scan->from = at;
  scan->line->kept = scan->line->kept_raw = 0;
  buf_cut(&scan->word, 0);
}

static void end_word(struct scan *scan) {
  if (scan->in_word)
    *vec_push(&scan->line->words) = arena_copy(scan->arena, buf_text(&scan->word), scan->word.len);
  scan->in_word = false;
}

/* What is replaced begins after this byte. */
static void keep_to(struct scan *scan, const char *after) {
  scan->line->kept = scan->word.len;
  scan->line->kept_raw = (size_t)(after - scan->from);
}

/* Between quotes; returns where it goes on. */
static const char *quoted_part(struct scan *scan, const char *at, char quote) {
  struct shell_line *line = scan->line;
  size_t kept = line->kept, kept_raw = line->kept_raw;

  keep_to(scan, at);
  for (; *at != '\0' && *at != quote; at++) {
    if (quote == '"' && *at == '\\' && at[1] != '\0' && strchr("\"\\$`", at[1]) != NULL)
      at++;
    buf_addc(&scan->word, *at);
  }
  line->quote = *at == '\0' ? quote : 0;
  if (*at == '\0')
    return at;
  line->kept = kept; /* closed again: it is a word like any other */
  line->kept_raw = kept_raw;
  return at + 1;
}

static const char *plain_byte(struct scan *scan, const char *at) {
  if (*at == '\\') {
    if (at[1] != '\0')
      buf_addc(&scan->word, at[1]);
    return at + (at[1] != '\0' ? 2 : 1);
  }
  buf_addc(&scan->word, *at);
  if (strchr(scan->breaks, *at) != NULL)
    keep_to(scan, at + 1);
  return at + 1;
}

void shell_line_read(struct shell_line *line, struct arena *arena, const char *text,
                     const char *breaks) {
  struct scan scan = {line, arena, breaks, BUF_INIT, text, false};
  const char *at = text;

  *line = (struct shell_line){.words = VEC_INIT};
  while (*at != '\0') {
    if (text_is_space(*at)) {
      end_word(&scan);
      at++;
      continue;
    }
    begin_word(&scan, at);
    at = *at == '\'' || *at == '"' ? quoted_part(&scan, at + 1, *at) : plain_byte(&scan, at);
  }
  begin_word(&scan, at); /* after a blank a new one is under the cursor */
  line->raw = arena_dup(arena, scan.from);
  end_word(&scan);
  buf_release(&scan.word);
}

void shell_line_release(struct shell_line *line) {
  vec_release(&line->words);
}

static bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (unsigned char)c >= 0x80 || strchr("_./,:@%+=-", c) != NULL;
}

void shell_quote(struct buf *out, const char *text, char quote) {
  for (; *text != '\0'; text++) {
    if (quote == '\'')
      buf_adds(out, *text == '\'' ? "'\\'" : "");
    else if (quote == '"' && *text == '!') /* history: no backslash helps within the quotes */
      buf_adds(out, "\"\\");
    else if (quote == '"' ? strchr("\"\\$`", *text) != NULL : !is_plain(*text))
      buf_addc(out, '\\');
    buf_addc(out, *text);
    if (quote == '"' && *text == '!')
      buf_addc(out, '"');
  }
}
