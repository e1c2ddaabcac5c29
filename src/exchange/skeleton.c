#include "skeleton_priv.h"

#include "mentee/base/text.h"
#include <string.h>

/* Small letters, for a folded text has no others. */
static const struct {
  uint32_t code;
  char latin;
} alike[] = {
    {0x0430, 'a'}, {0x0432, 'b'}, {0x0435, 'e'}, {0x043A, 'k'}, {0x043C, 'm'}, {0x043D, 'h'},
    {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'}, {0x0445, 'x'},
    {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x04BB, 'h'}, {0x0501, 'd'}, {0x051B, 'q'},
    {0x051D, 'w'}, {0x03B1, 'a'}, {0x03B2, 'b'}, {0x03B5, 'e'}, {0x03B7, 'n'}, {0x03B9, 'i'},
    {0x03BA, 'k'}, {0x03BC, 'u'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03C3, 'o'},
    {0x03C4, 't'}, {0x03C5, 'u'}, {0x03C7, 'x'}, {0x03B3, 'y'}, {0x03F2, 'c'}, {0x03F3, 'j'},
    {0x0561, 'w'}, {0x0578, 'n'}, {0x057D, 'u'}, {0x0585, 'o'}, {0x0570, 'h'}, {0x0251, 'a'},
    {0x0261, 'g'}, {0x0269, 'i'}, {0x1D0F, 'o'},
};

static char latin_of(uint32_t code) {
  for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++)
    if (alike[i].code == code)
      return alike[i].latin;
  return '\0';
}

void skeleton_of(struct buf *out, const char *folded) {
  size_t left = strlen(folded);

  while (left > 0) {
    uint32_t code;
    size_t used = text_decode(folded, left, &code);
    char latin = code < 0x80 ? '\0' : latin_of(code);

    if (latin != '\0')
      buf_addc(out, latin);
    else
      buf_add(out, folded, used);
    folded += used;
    left -= used;
  }
}
