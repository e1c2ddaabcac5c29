/* The one gate between the program and what reads it. */
#include "cli_priv.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum stream { STREAM_OUT = 1, STREAM_ERR = 2 };

/* Safe for a terminal, whatever the data holds, and ended. */
static void add_line(struct buf *out, const char *text, bool ascii) {
  if (ascii)
    text_ascii(out, text);
  else
    text_defuse(out, text);
  buf_addc(out, '\n');
}

void out_line(struct cli *cli, const char *text) {
  add_line(&cli->out, text, cli->ascii);
}

void out_linef(struct cli *cli, const char *format, ...) {
  struct buf line = BUF_INIT;
  va_list args;

  va_start(args, format);
  buf_addfv(&line, format, args);
  va_end(args);
  out_line(cli, buf_text(&line));
  buf_release(&line);
}

void out_lines(struct cli *cli, const char *text) {
  struct buf line = BUF_INIT;

  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    buf_cut(&line, 0);
    buf_add(&line, text, len);
    out_line(cli, buf_text(&line));
    text += len + (text[len] == '\n');
  }
  buf_release(&line);
}

/* A code point that the gate would not let through. */
static bool is_refused(const char *bytes, size_t len) {
  struct buf alone = BUF_INIT, safe = BUF_INIT;
  bool refused;

  buf_add(&alone, bytes, len);
  text_defuse(&safe, buf_text(&alone));
  refused = safe.len > 0 && strcmp(buf_text(&safe), buf_text(&alone)) != 0;
  buf_release(&alone);
  buf_release(&safe);
  return refused;
}

/* What a script can turn back into the very bytes. */
static void add_escaped(struct buf *out, const char *cell) {
  size_t left = strlen(cell);

  while (left > 0) {
    uint32_t code;
    size_t used = text_decode(cell, left, &code);
    if (code == '\t')
      buf_adds(out, "\\t");
    else if (code == '\n')
      buf_adds(out, "\\n");
    else if (code == '\\')
      buf_adds(out, "\\\\");
    else if (code < 0x20 || code == 0x7f || (code >= 0x80 && is_refused(cell, used)))
      for (size_t i = 0; i < used; i++)
        buf_addf(out, "\\x%02X", (unsigned)(unsigned char)cell[i]);
    else
      buf_add(out, cell, used);
    cell += used;
    left -= used;
  }
}

void out_tsv(struct cli *cli, const char *const *cells, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i > 0)
      buf_addc(&cli->out, '\t');
    add_escaped(&cli->out, cells[i]);
  }
  buf_addc(&cli->out, '\n');
}

static int print(const struct world *world, enum stream stream, const struct buf *text) {
  if (world->printed == NULL)
    return os_write_all(world->os, stream, buf_text(text), text->len);
  buf_add(world->printed, buf_text(text), text->len);
  return 0;
}

bool out_flush(struct cli *cli, struct err *err) {
  int result = 0;

  if (cli->out.len > 0)
    result = print(cli->world, STREAM_OUT, &cli->out);
  buf_cut(&cli->out, 0);
  if (result >= 0 || result == -EPIPE)
    return true;
  return err_set(err, ERR_IO, "cannot write: %s", os_reason(result));
}

static void complain(const struct world *world, bool ascii, const char *text) {
  struct buf line = BUF_INIT, whole = BUF_INIT;

  buf_addf(&whole, "mentee: %s", text);
  add_line(&line, buf_text(&whole), ascii);
  /* there is nobody left to tell where this fails */
  (void)print(world, STREAM_ERR, &line);
  buf_release(&line);
  buf_release(&whole);
}

#define PROGRESS_WIDTH 40
#define PROGRESS_DOING 10

void out_progress(const struct cli *cli, const char *doing, size_t done, size_t total) {
  size_t full = total > 0 ? done / (total / PROGRESS_WIDTH + 1) : 0;
  struct buf line = BUF_INIT;

  buf_addf(&line, "\r%-*s", PROGRESS_DOING, doing);
  for (size_t i = 0; i < PROGRESS_WIDTH && total > 0; i++)
    buf_adds(&line,
             i < full ? (cli->ascii ? "#" : "\xE2\x94\x81") : (cli->ascii ? "-" : "\xE2\x94\x80"));
  if (total > 0)
    buf_addf(&line, " %3zu %%", done / (total / 100 + 1));
  else
    buf_addf(&line, "%*s\r", PROGRESS_WIDTH + 6, "");
  (void)print(cli->world, STREAM_ERR, &line);
  buf_release(&line);
}

void out_complain(const struct cli *cli, const char *format, ...) {
  struct buf text = BUF_INIT;
  va_list args;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  complain(cli->world, cli->ascii, buf_text(&text));
  buf_release(&text);
}

void cli_complain(const struct world *world, const struct err *err) {
  complain(world, world->ascii, err->text);
}

const char *cli_text(struct cli *cli, const char *format, ...) {
  struct buf text = BUF_INIT;
  va_list args;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  return cli_keep(cli, &text);
}

const char *cli_keep(struct cli *cli, struct buf *buf) {
  const char *kept = arena_copy(&cli->arena, buf_text(buf), buf->len);

  buf_release(buf);
  return kept;
}
