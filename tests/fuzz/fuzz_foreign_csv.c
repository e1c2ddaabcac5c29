#include "fuzz_import.h"

/* Whatever the header says it is. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzz_import(NULL, data, size);
}
