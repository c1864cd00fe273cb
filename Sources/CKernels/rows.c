#include "rows.h"

#include "vector_kernel.h"

#pragma STDC FP_CONTRACT OFF

KERNEL_BODY void rows_accumulate_body(
    float *restrict sum, const float *restrict a, float first, const float *restrict b,
    float second, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) sum[i] += first * a[i] + second * b[i];
}

VECTOR_KERNEL(
    rows_accumulate,
    (float *restrict sum, const float *restrict a, float first, const float *restrict b,
     float second, ptrdiff_t count),
    (sum, a, first, b, second, count))
