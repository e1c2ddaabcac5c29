/* An empty dynamic C program: what the loader alone costs. */
int main(void) {
  return 0;
}
