#ifndef MENTEE_STORE_CSV_WRITER_H
#define MENTEE_STORE_CSV_WRITER_H
/*
 * Bytes out of a table: what was not changed stays byte for byte; a changed or new
 * row is written in the file's columns, quoted only where needed (csv_write2 does
 * the quoting). A column joins the header with its first value, at the end; rows
 * that do not need it stay short.
 */
#include "mentee/base/buf.h"
#include "mentee/model/book.h"

void csv_write_cell(struct buf *out, const char *cell, bool only_cell_of_row);
/* The whole file. */
void csv_write_table(struct buf *out, const struct table *table);
#endif
