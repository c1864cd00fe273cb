/* Running medians of many rows or columns at once. */
#ifndef CLEARROAD_MOVING_MEDIAN_H
#define CLEARROAD_MOVING_MEDIAN_H

#include <stddef.h>

/* Bytes of scratch, to start at a multiple of 64, for series of `length` values. */
ptrdiff_t moving_median_scratch(ptrdiff_t length, ptrdiff_t window);

/* Takes the running median down every column off `data`, or puts it in its place.

   data: rows x columns, row-major, contiguous. window: odd; ends are mirrored. */
void moving_median_columns(
    float *data, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t window, int subtract, void *scratch);

/* The same along every row. */
void moving_median_rows(
    float *data, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t window, int subtract, void *scratch);

#endif
