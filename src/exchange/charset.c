#include "charset_priv.h"

#include "mentee/base/text.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

#define WINDOWS "WINDOWS-1252"
#define BOM "\xEF\xBB\xBF"

/* A byte that the set does not have stands for itself, as browsers read windows-1252's five holes;
   half a character of a wider set becomes U+FFFD. */
static void add_stray(struct buf *out, char byte, bool wide) {
  text_encode(out, wide ? 0xFFFDu : (unsigned char)byte);
}

static void convert(struct buf *out, iconv_t handle, const char *bytes, size_t len, size_t unit) {
  char *in = (char *)(uintptr_t)bytes; /* iconv() reads through a char **, and does not write */
  size_t left = len;

  while (left > 0) {
    char piece[4096], *to = piece;
    size_t room = sizeof piece, step;
    size_t result = iconv(handle, &in, &left, &to, &room);

    buf_add(out, piece, (size_t)(to - piece));
    if (result != (size_t)-1 || errno == E2BIG)
      continue;
    step = left < unit ? left : unit;
    add_stray(out, *in, unit > 1);
    in += step;
    left -= step;
    iconv(handle, NULL, NULL, NULL, NULL);
  }
}

/* Names come out of files: only what a name of a set can hold is asked for. */
static bool is_set_name(const char *name) {
  return name[0] != '\0' && strlen(name) < 40 &&
         name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:")] ==
             '\0';
}

void charset_convert(struct buf *out, const char *bytes, size_t len, const char *name) {
  iconv_t handle = is_set_name(name) ? iconv_open("UTF-8", name) : (iconv_t)-1;

  if (handle == (iconv_t)-1)
    handle = iconv_open("UTF-8", WINDOWS);
  if (handle == (iconv_t)-1) { /* a system without its tables: Latin-1 is what it can do itself */
    for (size_t i = 0; i < len; i++)
      text_encode(out, (unsigned char)bytes[i]);
    return;
  }
  convert(out, handle, bytes, len, strncmp(name, "UTF-16", 6) == 0 ? 2 : 1);
  iconv_close(handle);
}

/* Text in ASCII with a NUL beside each letter: "LE" where the NULs come second. */
static const char *utf16_without_bom(const char *bytes, size_t len) {
  size_t sample = len < 512 ? len & ~(size_t)1 : 512, first = 0, second = 0;

  for (size_t i = 0; i < sample; i += 2) {
    first += bytes[i] == '\0';
    second += bytes[i + 1] == '\0';
  }
  if (sample < 8)
    return NULL;
  if (second > sample / 4 && first == 0)
    return "UTF-16LE";
  return first > sample / 4 && second == 0 ? "UTF-16BE" : NULL;
}

static const char *wide_set(const char *bytes, size_t len, size_t *bom) {
  *bom = 2;
  if (len >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
    return "UTF-16LE";
  if (len >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
    return "UTF-16BE";
  *bom = 0;
  return utf16_without_bom(bytes, len);
}

void charset_read(struct charset_text *out, const char *bytes, size_t len, bool whole) {
  size_t bom;
  const char *wide = wide_set(bytes, len, &bom);

  *out = (struct charset_text)CHARSET_TEXT_INIT;
  if (wide == NULL && len >= 3 && memcmp(bytes, BOM, 3) == 0)
    bom = 3;
  out->text = bytes + bom;
  out->len = len - bom;
  if (wide == NULL && (!whole || text_is_utf8(out->text, out->len)))
    return;
  out->name = wide != NULL ? wide : "windows-1252";
  charset_convert(&out->own, out->text, out->len, wide != NULL ? wide : WINDOWS);
  out->text = buf_text(&out->own);
  out->len = out->own.len;
}

void charset_release(struct charset_text *text) {
  buf_release(&text->own);
}
