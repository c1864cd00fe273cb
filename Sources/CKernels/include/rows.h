/* Arithmetic on rows of samples. */
#ifndef CLEARROAD_ROWS_H
#define CLEARROAD_ROWS_H

#include <stddef.h>

/* sum[i] += first * a[i] + second * b[i] for i in 0..<count. */
void rows_accumulate(
    float *restrict sum, const float *restrict a, float first, const float *restrict b,
    float second, ptrdiff_t count);

#endif
