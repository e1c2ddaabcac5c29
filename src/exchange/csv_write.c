/* contacts.csv as others like it: safe for a spreadsheet, or every cell as it is. */
#include "mentee/exchange/formula.h"
#include "writers_priv.h"
#include <string.h>

struct csv_style {
  const char *begin, *line_end;
  bool safe; /* what a spreadsheet would compute gets an apostrophe */
};

static bool needs_quotes(const char *cell) {
  size_t len = strlen(cell);

  return len > 0 && (strpbrk(cell, ",\"\r\n") != NULL || cell[0] == ' ' || cell[0] == '\t' ||
                     cell[0] == '#' || cell[len - 1] == ' ' || cell[len - 1] == '\t');
}

static void add_cell(struct buf *out, const struct csv_style *style, const char *cell) {
  struct buf text = BUF_INIT;

  if (style->safe && formula_is(cell))
    buf_addc(&text, '\'');
  buf_adds(&text, cell);
  if (!needs_quotes(buf_text(&text))) {
    buf_adds(out, buf_text(&text));
  } else {
    buf_addc(out, '"');
    for (const char *at = buf_text(&text); *at != '\0'; at++) {
      if (*at == '"')
        buf_addc(out, '"');
      buf_addc(out, *at);
    }
    buf_addc(out, '"');
  }
  buf_release(&text);
}

static const char *cell_of(const struct exporting *exporting, const struct record *contact,
                           const struct column *column) {
  if (column->field == CONTACT_ID)
    return record_id(contact);
  if (column->field >= 0)
    return record_text(contact, column->field);
  return book_extra(exporting->book, TABLE_CONTACTS, contact, column->name);
}

/* The columns of the file, or ours where there is no file yet. */
static struct column column_at(const struct table *table, size_t i) {
  return table->columns.len > 0 ? table->columns.data[i]
                                : (struct column){table->def->fields[i].name, (int)i};
}

static void write_csv(const struct exporting *exporting, const struct csv_style *style,
                      struct buf *out) {
  const struct table *table = &exporting->book->tables[TABLE_CONTACTS];

  size_t columns = table->columns.len > 0 ? table->columns.len : (size_t)table->def->field_count;

  buf_adds(out, style->begin);
  for (size_t row = 0; row <= exporting->count; row++) {
    bool first = true;
    for (size_t i = 0; i < columns; i++) {
      struct column column = column_at(table, i);
      if (column.field == CONTACT_NOTES && !exporting->notes)
        continue;
      buf_adds(out, first ? "" : ",");
      first = false;
      add_cell(out, style,
               row == 0 ? column.name : cell_of(exporting, exporting->contacts[row - 1], &column));
    }
    buf_adds(out, style->line_end);
  }
}

void csv_safe_write(const struct exporting *exporting, struct buf *out) {
  write_csv(exporting, &(struct csv_style){"\xEF\xBB\xBF", "\r\n", true}, out);
}

void csv_faithful_write(const struct exporting *exporting, struct buf *out) {
  write_csv(exporting, &(struct csv_style){"", "\n", false}, out);
}
