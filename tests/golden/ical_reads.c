/* usage: ical_reads FILE: how many events and to-dos libical finds in it; status 1 where it marks
   anything as wrong. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *whole_file(const char *path) {
  FILE *file = fopen(path, "rb");
  char *text = NULL;
  long len;

  if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (len = ftell(file)) < 0)
    exit(2);
  rewind(file);
  text = calloc((size_t)len + 1, 1);
  if (text == NULL || fread(text, 1, (size_t)len, file) != (size_t)len)
    exit(2);
  fclose(file);
  return text;
}

int main(int argc, char **argv) {
  icalcomponent *calendar;
  char *text;
  int errors, count;

  if (argc != 2)
    return 2;
  text = whole_file(argv[1]);
  calendar = icalparser_parse_string(text);
  if (calendar == NULL)
    return 1;
  errors = icalcomponent_count_errors(calendar);
  count = icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT) +
          icalcomponent_count_components(calendar, ICAL_VTODO_COMPONENT);
  if (errors == 0 && icalrestriction_check(calendar) == 0)
    errors = 1;
  printf("%d\n", count);
  icalcomponent_free(calendar);
  free(text);
  return errors > 0;
}
