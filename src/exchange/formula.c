#include "mentee/exchange/formula.h"

#include "mentee/base/text.h"
#include <string.h>

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Blanks of any kind, controls and marks that draw nothing: a spreadsheet passes over them. */
static bool is_nothing(uint32_t code) {
  return code <= 0x20 || code == 0x7f || code == 0xA0 || code == 0xFEFF ||
         (code >= 0x2000 && code <= 0x200F) || (code >= 0x2028 && code <= 0x202F) ||
         (code >= 0x2060 && code <= 0x2064) || code == 0x3000;
}

static size_t skip_letters(const char *at) {
  size_t len = 0;

  while ((at[len] >= 'a' && at[len] <= 'z') || (at[len] >= 'A' && at[len] <= 'Z'))
    len++;
  return len;
}

/* " ext. 12", "x12", ";ext=12" at the end of a phone number. */
static bool is_extension(const char *at) {
  size_t letters;

  while (*at == ' ' || *at == ';' || *at == ',')
    at++;
  letters = skip_letters(at);
  if (!text_equal_nocase_span(at, letters, "ext") && !text_equal_nocase_span(at, letters, "x") &&
      !text_equal_nocase_span(at, letters, "extension"))
    return false;
  at += letters + strspn(at + letters, " .=:");
  return is_digit(*at) && at[strspn(at, "0123456789")] == '\0';
}

/* What follows a sign: digits with the signs that people put between them, or 1.5e10. */
static bool is_number_or_phone(const char *at) {
  size_t len = strspn(at, "0123456789 ().,/-");

  if (strpbrk(at, "0123456789") == NULL || (size_t)(strpbrk(at, "0123456789") - at) > len)
    return false;
  at += len;
  if (*at == '\0' || *at == '%' || is_extension(at))
    return at[0] != '%' || at[1] == '\0';
  if (*at == 'e' || *at == 'E') {
    at++;
    at += *at == '+' || *at == '-';
    return is_digit(*at) && at[strspn(at, "0123456789")] == '\0';
  }
  return false;
}

bool formula_is(const char *value) {
  size_t left = strlen(value);

  while (left > 0) {
    uint32_t code;
    size_t used = text_decode(value, left, &code);

    if (!is_nothing(code)) {
      if (code == '=' || code == '@' || code == 0xFF1D || code == 0xFF20)
        return true;
      return (code == '+' || code == '-' || code == 0xFF0B || code == 0xFF0D) &&
             !is_number_or_phone(value + used);
    }
    value += used;
    left -= used;
  }
  return false;
}
