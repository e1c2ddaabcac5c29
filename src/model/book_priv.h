#ifndef MENTEE_MODEL_BOOK_PRIV_H
#define MENTEE_MODEL_BOOK_PRIV_H
/* What book.c, book_index.c, action.c and check.c share. */
#include "mentee/model/book.h"

/* Everything derived from the rows is made again when next asked for. */
void book_index_drop(struct book *book);
void book_index_free(struct book *book);
/* A name that several contacts bear, so that it stands for none of them. */
bool book_is_ambiguous(const struct book *book, const char *span, size_t len);

int table_extra_index(const struct table *table, const char *column);

const struct record *book_find_span(const struct book *book, enum table_id table, const char *id,
                                    size_t len);
/* In its place, with these cells: the file's columns and extras are kept, its bytes are not. */
struct record *book_edit_record(struct book *book, enum table_id table, const struct record *was,
                                const char *const *cells);
void book_replace(struct book *book, enum table_id table, size_t index,
                  const struct record *record);
void book_remove(struct book *book, enum table_id table, size_t index);
#endif
