#ifndef MENTEE_EXCHANGE_JSON_STREAM_PRIV_H
#define MENTEE_EXCHANGE_JSON_STREAM_PRIV_H
/*
 * A JSON file read piece by piece: its outer arrays and objects are walked here, and only what is
 * small, a row or a contact, becomes a tree of jansson's. The whole file as one tree takes fourteen
 * times its size.
 *
 *   if (json_stream_open(&stream, '['))
 *     while (json_stream_next(&stream, ']'))
 *       json_stream_value(&stream) ...
 *
 * Once something is wrong, or somebody asked to stop, every call says that there is no more.
 */
#include "readers_priv.h"
#include <jansson.h>

struct json_stream {
  struct reading *reading;
  struct err *err;
  const char *at, *end;
  uint32_t line; /* of at, from 1 */
  bool opened;   /* nothing was read since the bracket */
  bool broken;   /* *err says what */
};

/* A file is one object; what is in it is walked next. */
void json_stream_begin(struct json_stream *stream, struct reading *reading, struct err *err);
/* Passes '[' or '{' if that comes next. */
bool json_stream_open(struct json_stream *stream, char bracket);
/* Whether another element comes before the closing bracket, which is passed. */
bool json_stream_next(struct json_stream *stream, char bracket);
/* The name in an object, a string of the caller's, with its colon passed; NULL: broken. */
json_t *json_stream_key(struct json_stream *stream);
/* The whole value that comes next, the caller's; NULL: broken. */
json_t *json_stream_value(struct json_stream *stream);
/* Nothing but blanks is left, and nothing was wrong. True also where somebody asked to stop. */
bool json_stream_end(struct json_stream *stream);
#endif
