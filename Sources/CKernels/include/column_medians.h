/* Exact medians of columns over stretches of rows. */
#ifndef CLEARROAD_COLUMN_MEDIANS_H
#define CLEARROAD_COLUMN_MEDIANS_H

#include <stddef.h>

/* Rows `start..<end` and `second_start..<second_end` together. */
struct row_stretches {
  ptrdiff_t start, end, second_start, second_end;
};

/* Bytes of scratch, to start at a multiple of 64, for `rows` rows. */
ptrdiff_t column_medians_scratch(ptrdiff_t rows);

/* medians[p][c] = median of column c over `places[p]`, of magnitudes where asked: the mean of the
   two middle values of an even number, 0 of none.

   data: rows x columns, row-major; medians: count x columns. */
void column_medians(
    const float *data, ptrdiff_t rows, ptrdiff_t columns, int magnitudes,
    const struct row_stretches *places, ptrdiff_t count, float *medians, void *scratch);

#endif
