/*
 * The least that a durable change of one file can cost: floor_replace FILE writes the file's bytes
 * beside it, fsyncs, renames, fsyncs the folder.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv) {
  char beside[4096], folder[4096];
  struct stat stat;
  char *bytes, *slash;
  int fd;

  if (argc != 2 || (fd = open(argv[1], O_RDONLY)) < 0 || fstat(fd, &stat) != 0)
    return 2;
  bytes = malloc((size_t)stat.st_size + 1);
  if (bytes == NULL || read(fd, bytes, (size_t)stat.st_size) != stat.st_size)
    return 3;
  close(fd);
  snprintf(beside, sizeof beside, "%s.new", argv[1]);
  snprintf(folder, sizeof folder, "%s", argv[1]);
  slash = strrchr(folder, '/');
  if (slash == NULL)
    return 2;
  *slash = '\0';
  fd = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (fd < 0 || write(fd, bytes, (size_t)stat.st_size) != stat.st_size || fsync(fd) != 0 ||
      close(fd) != 0 || rename(beside, argv[1]) != 0)
    return 3;
  free(bytes);
  fd = open(folder, O_RDONLY | O_DIRECTORY);
  return fd >= 0 && fsync(fd) == 0 && close(fd) == 0 ? 0 : 3;
}
