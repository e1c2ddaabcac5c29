#ifndef MENTEE_CLI_JSON_PRIV_H
#define MENTEE_CLI_JSON_PRIV_H
/*
 * Objects for scripts: one array of them, or with --jsonl one a line. Keys keep their order; what
 * is empty is left out; days are ISO; texts are UTF-8 with controls escaped.
 */
#include "cli_priv.h"

struct json {
  struct buf *out;
  bool lines; /* --jsonl */
  bool first; /* nothing stands before in what is open */
  int depth;  /* of objects */
};

void json_begin(struct json *json, struct buf *out, bool lines); /* the array of objects */
void json_end(struct json *json);
void json_open(struct json *json); /* an object of it, or of a list that is open */
void json_close(struct json *json);
void json_open_list(struct json *json, const char *key);
void json_close_list(struct json *json);
void json_text(struct json *json, const char *key, const char *text);
void json_number(struct json *json, const char *key, long number);
void json_day(struct json *json, const char *key, int day);
/* Every cell that holds something, under its column's name, but one field (-1: none). */
void json_cells(struct json *json, enum table_id table, const struct record *row, int but);
#endif
