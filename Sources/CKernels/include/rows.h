/* Arithmetic on rows of samples. */
#ifndef CLEARROAD_ROWS_H
#define CLEARROAD_ROWS_H

#include <stddef.h>

/* sum[i] += first * a[i] + second * b[i] for i in 0..<count. */
void rows_accumulate(
    float *restrict sum, const float *restrict a, float first, const float *restrict b,
    float second, ptrdiff_t count);

/* row[i] = (float)(row[i] * factor), the product in double precision. */
void rows_scale(float *row, double factor, ptrdiff_t count);

/* row[i] /= before[i] + weight * (after[i] - before[i]); 0 where that is not above 0. */
void rows_divide(
    float *restrict row, const float *restrict before, const float *restrict after, float weight,
    ptrdiff_t count);

/* row[i] -= share * (before[i] + weight * (after[i] - before[i]) - level[i]). */
void rows_level(
    float *restrict row, const float *restrict before, const float *restrict after, float weight,
    const float *restrict level, float share, ptrdiff_t count);

/* The smallest and the largest value; and the bits of the largest magnitude, which are those of a
   number that is not finite from 0x7f800000 on. */
struct row_extent {
  float smallest, largest;
  unsigned magnitude_bits;
};
void rows_extent(const float *row, ptrdiff_t count, struct row_extent *extent);

/* Replaces each row by the weighted sum of the 2 half + 1 rows round it, first row first, divided by
   `divisor`; ends are mirrored.

   data: rows x columns; weights: 2 half + 1; scratch: as many bytes as
   rows_weighted_sum_scratch says, to start at a multiple of 64. */
ptrdiff_t rows_weighted_sum_scratch(ptrdiff_t columns, ptrdiff_t half);
void rows_weighted_sum(
    float *restrict data, ptrdiff_t rows, ptrdiff_t columns, const float *restrict weights,
    ptrdiff_t half, float divisor, void *restrict scratch);

/* energy[t][s] = mean of the squares of row t from `starts[s]` on, `length` of them, first to last.

   data: rows x columns; energy: rows x slabs; squares: room for one row. */
void rows_slab_energy(
    const float *restrict data, ptrdiff_t rows, ptrdiff_t columns,
    const ptrdiff_t *restrict starts, ptrdiff_t slabs, ptrdiff_t length, float *restrict energy,
    float *restrict squares);

#endif
