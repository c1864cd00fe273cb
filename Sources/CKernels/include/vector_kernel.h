/* One body, compiled for every instruction set the machine may have, chosen when it runs. */
#ifndef CLEARROAD_VECTOR_KERNEL_H
#define CLEARROAD_VECTOR_KERNEL_H

/* Instruction sets the kernels are compiled for, slowest first. */
enum kernel_level { kernel_level_baseline = 0, kernel_level_avx2 = 1 };

/* The level in use: what the processor has, held back by CLEARROAD_CPU=baseline. */
enum kernel_level kernel_level_in_use(void);

/* NAME(...) runs NAME_body(...), which must be `static inline` and always inlined (KERNEL_BODY).
   No level has fused multiply-add, so that every processor gives the same bits. */
#define KERNEL_BODY static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define VECTOR_KERNEL(name, parameters, arguments)                                              \
  __attribute__((target("avx2"))) static void name##_avx2 parameters { name##_body arguments; } \
  static void name##_baseline parameters { name##_body arguments; }                             \
  void name parameters {                                                                        \
    if (kernel_level_in_use() >= kernel_level_avx2)                                             \
      name##_avx2 arguments;                                                                    \
    else                                                                                        \
      name##_baseline arguments;                                                                \
  }
#else
#define VECTOR_KERNEL(name, parameters, arguments) \
  void name parameters { name##_body arguments; }
#endif

#endif
