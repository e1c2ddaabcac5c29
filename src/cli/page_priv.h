#ifndef MENTEE_CLI_PAGE_PRIV_H
#define MENTEE_CLI_PAGE_PRIV_H
/*
 * A page about somebody: lines with a label in front, folded at blanks so that they fit the
 * terminal. A label is said once, before the first line that follows it.
 */
#include "cli_priv.h"

struct page {
  struct cli *cli;
  int columns;       /* of the whole line */
  int indent;        /* where texts begin */
  const char *label; /* to be said with the next line; "" */
};

struct page page_of(struct cli *cli);
/* Too narrow for two columns of names. */
bool page_is_narrow(const struct page *page);
void page_label(struct page *page, const char *label);
/* Each line of the text, folded. */
void page_text(struct page *page, const char *text);
void page_textf(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Each line of the text without a label; at a terminal what does not fit goes on beneath it, from
   that column. */
void page_hanging(struct page *page, const char *text, int column);
/* One line without a label, the second text at the right edge where there is room. */
void page_both(struct page *page, const char *left, const char *right);
#endif
