/* How a contact is sorted and addressed. */
#include "mentee/model/book.h"

#include "mentee/base/text.h"
#include <string.h>

void contact_sort_spelling(const char *text, struct buf *out) {
  size_t start = out->len;

  text_ascii(out, text);
  if (strchr(buf_text(out) + start, '?') == NULL || strchr(text, '?') != NULL ||
      !text_is_utf8(text, strlen(text)))
    return;
  buf_cut(out, start);
  buf_adds(out, text);
}

void contact_derive_sort_name(const char *name, struct buf *out) {
  struct buf ascii = BUF_INIT;
  const char *text;
  size_t len, last;

  contact_sort_spelling(name, &ascii);
  text = buf_text(&ascii);
  len = ascii.len;
  text_trim(&text, &len);
  for (last = len; last > 0 && !text_is_space(text[last - 1]);)
    last--;
  buf_add(out, text + last, len - last);
  while (last > 0 && text_is_space(text[last - 1]))
    last--;
  if (last > 0) {
    buf_adds(out, ", ");
    buf_add(out, text, last);
  }
  buf_release(&ascii);
}

void contact_sort_key(const struct record *contact, struct buf *out) {
  if (record_has(contact, CONTACT_SORT_NAME))
    buf_adds(out, record_text(contact, CONTACT_SORT_NAME));
  else
    contact_derive_sort_name(record_text(contact, CONTACT_NAME), out);
}

void contact_family(const struct record *contact, struct buf *out) {
  size_t start = out->len;
  const char *comma;

  contact_sort_key(contact, out);
  comma = strchr(buf_text(out) + start, ',');
  if (comma != NULL)
    buf_cut(out, (size_t)(comma - buf_text(out)));
}

const char *contact_call_by(const struct record *contact, struct buf *scratch) {
  const char *name = record_text(contact, CONTACT_NAME);
  size_t len;

  if (record_has(contact, CONTACT_CALL_BY))
    return record_text(contact, CONTACT_CALL_BY);
  while (text_is_space(*name))
    name++;
  len = strcspn(name, " \t,;"); /* "Doe, Jane" is greeted without its comma */
  if (len == 0)
    return record_id(contact);
  buf_cut(scratch, 0);
  buf_add(scratch, name, len);
  return buf_text(scratch);
}
