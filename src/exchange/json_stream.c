#include "json_stream_priv.h"

#define ONE_OF_MANY (JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK)

static bool is_over(const struct json_stream *stream) {
  return stream->broken || stream->reading->stopped;
}

/* In the words of jansson. */
static void broken(struct json_stream *stream, const char *expected) {
  stream->broken = true;
  err_set(stream->err, ERR_DATA, "%s:%u: no JSON: %s expected%s", stream->reading->name,
          stream->line, expected, stream->at < stream->end ? "" : " near end of file");
}

static void pass(struct json_stream *stream, size_t len) {
  for (const char *to = stream->at + len; stream->at < to; stream->at++)
    stream->line += *stream->at == '\n';
}

static void pass_blanks(struct json_stream *stream) {
  while (stream->at < stream->end &&
         (*stream->at == ' ' || *stream->at == '\t' || *stream->at == '\n' || *stream->at == '\r'))
    pass(stream, 1);
}

static bool takes(struct json_stream *stream, char wanted) {
  pass_blanks(stream);
  if (stream->at >= stream->end || *stream->at != wanted)
    return false;
  stream->at++;
  return true;
}

bool json_stream_open(struct json_stream *stream, char bracket) {
  if (is_over(stream) || !takes(stream, bracket))
    return false;
  stream->opened = true;
  return true;
}

void json_stream_begin(struct json_stream *stream, struct reading *reading, struct err *err) {
  *stream = (struct json_stream){reading, err,   reading->text, reading->text + reading->len,
                                 1,       false, false};
  if (!json_stream_open(stream, '{'))
    broken(stream, "'{'");
}

bool json_stream_next(struct json_stream *stream, char bracket) {
  bool first = stream->opened;

  stream->opened = false;
  if (is_over(stream) || !reading_progress(stream->reading, stream->at) || takes(stream, bracket))
    return false;
  if (stream->at < stream->end && (first || takes(stream, ',')))
    return true;
  broken(stream, bracket == ']' ? "']'" : "'}'");
  return false;
}

json_t *json_stream_value(struct json_stream *stream) {
  json_error_t how;
  json_t *value;

  if (is_over(stream))
    return NULL;
  pass_blanks(stream);
  value = json_loadb(stream->at, (size_t)(stream->end - stream->at), ONE_OF_MANY, &how);
  if (value != NULL) {
    pass(stream, (size_t)how.position);
    return value;
  }
  stream->broken = true;
  err_set(stream->err, ERR_DATA, "%s:%u: no JSON: %s", stream->reading->name,
          stream->line + (uint32_t)how.line - 1, how.text);
  return NULL;
}

json_t *json_stream_key(struct json_stream *stream) {
  json_t *key;

  pass_blanks(stream);
  if (!is_over(stream) && (stream->at >= stream->end || *stream->at != '"'))
    broken(stream, "a name in quotes");
  key = json_stream_value(stream);
  if (key == NULL || takes(stream, ':'))
    return key;
  broken(stream, "':'");
  json_decref(key);
  return NULL;
}

bool json_stream_end(struct json_stream *stream) {
  pass_blanks(stream);
  if (!is_over(stream) && stream->at < stream->end)
    broken(stream, "end of file");
  return !stream->broken;
}
