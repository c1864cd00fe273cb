#include "vector_kernel.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static enum kernel_level level_of_machine(void) {
#if defined(__x86_64__)
  const char *held = getenv("CLEARROAD_CPU");
  if (held && strcmp(held, "baseline") == 0) return kernel_level_baseline;
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) return kernel_level_avx2;
#endif
  return kernel_level_baseline;
}

enum kernel_level kernel_level_in_use(void) {
  /* Every thread finds the same answer, so that it does not matter who stores it. */
  static _Atomic int known = -1;
  int level = atomic_load_explicit(&known, memory_order_relaxed);
  if (level < 0) {
    level = (int)level_of_machine();
    atomic_store_explicit(&known, level, memory_order_relaxed);
  }
  return (enum kernel_level)level;
}
