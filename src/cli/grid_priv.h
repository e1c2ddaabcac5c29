#ifndef MENTEE_CLI_GRID_PRIV_H
#define MENTEE_CLI_GRID_PRIV_H
/*
 * Rows of cells, aligned: as wide as the widest cell; where a terminal is narrower, the widest
 * column gives way. Columns first, then the cells row by row. Texts are borrowed.
 */
#include "cli_priv.h"

struct grid_column {
  const char *heading;
  bool right; /* aligned */
};

struct grid {
  struct cli *cli;
  VEC(struct grid_column) columns;
  VEC(const char *) cells;
};
#define GRID_INIT(cli)                                                                             \
  { cli, VEC_INIT, VEC_INIT }
void grid_column(struct grid *grid, const char *heading, bool right);
void grid_cell(struct grid *grid, const char *text);
/* The headings and the rows; columns that are empty in every row are left out where `sparse`. */
void grid_out(const struct grid *grid, bool sparse);
void grid_release(struct grid *grid);
#endif
