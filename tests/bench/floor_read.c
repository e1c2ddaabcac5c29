/*
 * The least that can answer the question without a cache: libcsv over the same files, and the last
 * day with each contact kept in a table. floor_read FOLDER prints how many contacts have one.
 */
#include <csv.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ON_DATE 1
#define PEOPLE 4
#define ID_SIZE 24

struct last {
  char id[ID_SIZE], day[12];
};

struct reading {
  bool interactions;
  int field;
  char day[12];
  struct last *table;
  size_t size, count;
};

static struct last *slot(struct reading *reading, const char *id, size_t len) {
  uint64_t hash = UINT64_C(14695981039346656037);
  size_t at;

  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char)id[i]) * UINT64_C(1099511628211);
  for (at = hash % reading->size; reading->table[at].id[0] != '\0'; at = (at + 1) % reading->size)
    if (strncmp(reading->table[at].id, id, len) == 0 && reading->table[at].id[len] == '\0')
      break;
  return &reading->table[at];
}

static void keep(struct reading *reading, const char *id, size_t len) {
  struct last *last;

  if (len == 0 || len >= ID_SIZE)
    return;
  last = slot(reading, id, len);
  if (last->id[0] == '\0') {
    memcpy(last->id, id, len);
    reading->count++;
  }
  if (strcmp(last->day, reading->day) < 0)
    memcpy(last->day, reading->day, sizeof last->day);
}

static void on_field(void *text, size_t len, void *self) {
  struct reading *reading = self;
  const char *at = text;

  if (reading->interactions && reading->field == ON_DATE && len < sizeof reading->day) {
    memcpy(reading->day, at, len);
    reading->day[len] = '\0';
  }
  if (reading->interactions && reading->field == PEOPLE)
    for (const char *end = at + len; at < end;) {
      const char *stop = memchr(at, ';', (size_t)(end - at));
      if (stop == NULL)
        stop = end;
      keep(reading, at, (size_t)(stop - at));
      at = stop + 1;
    }
  reading->field++;
}

static void on_row(int ended_by, void *self) {
  (void)ended_by;
  ((struct reading *)self)->field = 0;
}

static void read_file(struct reading *reading, const char *path) {
  struct csv_parser parser;
  struct stat stat;
  int fd = open(path, O_RDONLY);
  char *bytes;
  ssize_t len;

  if (fd < 0 || fstat(fd, &stat) != 0)
    exit(3);
  bytes = malloc((size_t)stat.st_size + 1);
  len = bytes != NULL ? read(fd, bytes, (size_t)stat.st_size) : -1;
  close(fd);
  if (len != stat.st_size || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
    exit(3);
  reading->field = 0;
  if (csv_parse(&parser, bytes, (size_t)len, on_field, on_row, reading) != (size_t)len)
    exit(3);
  csv_fini(&parser, on_field, on_row, reading);
  csv_free(&parser);
  free(bytes);
}

/* Twice the contacts that can be in a file of that size, or more. */
static size_t table_size(const char *folder) {
  size_t size = 1024;
  char path[4096];
  struct stat file;

  snprintf(path, sizeof path, "%s/contacts.csv", folder);
  if (stat(path, &file) == 0)
    while (size < (size_t)file.st_size / 32)
      size *= 2;
  return size;
}

int main(int argc, char **argv) {
  struct reading reading = {0};
  struct dirent *entry;
  char path[4096];
  DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;

  if (folder == NULL)
    return 2;
  reading.size = table_size(argv[1]);
  reading.table = calloc(reading.size, sizeof *reading.table);
  if (reading.table == NULL)
    return 3;
  while ((entry = readdir(folder)) != NULL) {
    size_t len = strlen(entry->d_name);
    if (len < 4 || strcmp(entry->d_name + len - 4, ".csv") != 0)
      continue;
    snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
    reading.interactions = strcmp(entry->d_name, "interactions.csv") == 0;
    read_file(&reading, path);
  }
  closedir(folder);
  printf("%zu\n", reading.count);
  free(reading.table);
  return 0;
}
