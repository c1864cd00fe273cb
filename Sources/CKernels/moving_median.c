#include "moving_median.h"

#include <math.h>
#include <string.h>

#include "lanes.h"
#include "vector_kernel.h"

#pragma STDC FP_CONTRACT OFF

/* Eight series side by side: one register of AVX2, two of the baseline. More would spill there. */
typedef float lanes __attribute__((ext_vector_type(8)));

#define GROUPS (TILE_COLUMNS / 8)

ptrdiff_t moving_median_scratch(ptrdiff_t length, ptrdiff_t window) {
  const ptrdiff_t tile = length * GROUPS;
  return (2 * tile + window + 1) * (ptrdiff_t)sizeof(lanes);
}

/* Takes `leaving` out of each lane's ascending window and puts `entering` in.

   With x out, what is kept at rank i is s[i] below x and s[i + 1] from there on; with y in, rank i
   holds y clamped between the kept values i - 1 and i. No branch, and the same work for all lanes.
   A value that is not a number counts as the smallest there is, both ways. */
KERNEL_BODY void replace(
    lanes *restrict sorted, ptrdiff_t window, const lanes *leaving, const lanes *entering) {
  const lanes x = *leaving, y = *entering;
  lanes before = -INFINITY, here = sorted[0];
  for (ptrdiff_t i = 0; i < window; i++) {
    const lanes next = sorted[i + 1];
    const lanes kept = here < x ? here : next;
    const lanes raised = y > before ? y : before;
    sorted[i] = raised < kept ? raised : kept;
    before = kept;
    here = next;
  }
}

/* Medians of eight columns of a tile (length x TILE_COLUMNS), written to `out` at the same places. */
KERNEL_BODY void medians_of_lanes(
    const lanes *restrict tile, ptrdiff_t length, ptrdiff_t window, int subtract,
    lanes *restrict sorted, lanes *restrict out) {
  const ptrdiff_t half = window / 2;
  const lanes empty = INFINITY;
  /* One rank more than the window has, never reached by a value. */
  for (ptrdiff_t i = 0; i <= window; i++) sorted[i] = empty;
  for (ptrdiff_t i = -half; i <= half; i++) {
    replace(sorted, half + i + 1, &empty, &tile[kernel_mirrored(i, length) * GROUPS]);
  }
  for (ptrdiff_t place = 0; place < length; place++) {
    if (place > 0) {
      const ptrdiff_t leaving = kernel_mirrored(place - 1 - half, length);
      const ptrdiff_t entering = kernel_mirrored(place + half, length);
      replace(sorted, window, &tile[leaving * GROUPS], &tile[entering * GROUPS]);
    }
    const lanes median = sorted[half];
    out[place * GROUPS] = subtract ? tile[place * GROUPS] - median : median;
  }
}

KERNEL_BODY void medians_of_tile(
    lanes *tile, ptrdiff_t length, ptrdiff_t window, int subtract, ptrdiff_t used) {
  lanes *out = tile + length * GROUPS;
  lanes *sorted = out + length * GROUPS;
  for (ptrdiff_t group = 0; group < GROUPS && group * 8 < used; group++) {
    medians_of_lanes(tile + group, length, window, subtract, sorted, out + group);
  }
}

KERNEL_BODY void copy_row(float *restrict to, const float *restrict from, ptrdiff_t count) {
  /* A constant size is a load and a store, not a call. */
  if (count == TILE_COLUMNS)
    memcpy(to, from, TILE_COLUMNS * sizeof(float));
  else
    memcpy(to, from, (size_t)count * sizeof(float));
}

KERNEL_BODY void moving_median_columns_body(
    float *data, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t window, int subtract,
    void *scratch) {
  float *tile = scratch;
  const float *out = tile + rows * TILE_COLUMNS;
  for (ptrdiff_t first = 0; first < columns; first += TILE_COLUMNS) {
    const ptrdiff_t left = columns - first;
    const ptrdiff_t used = left < TILE_COLUMNS ? left : TILE_COLUMNS;
    if (used < TILE_COLUMNS) memset(tile, 0, (size_t)rows * TILE_COLUMNS * sizeof(float));
    for (ptrdiff_t r = 0; r < rows; r++) {
      kernel_fetch_ahead(data + first, r, rows, columns);
      copy_row(tile + r * TILE_COLUMNS, data + r * columns + first, used);
    }
    medians_of_tile(scratch, rows, window, subtract, used);
    for (ptrdiff_t r = 0; r < rows; r++) {
      copy_row(data + r * columns + first, out + r * TILE_COLUMNS, used);
    }
  }
}

KERNEL_BODY void moving_median_rows_body(
    float *data, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t window, int subtract,
    void *scratch) {
  float *tile = scratch;
  const float *out = tile + columns * TILE_COLUMNS;
  for (ptrdiff_t first = 0; first < rows; first += TILE_COLUMNS) {
    const ptrdiff_t left = rows - first;
    const ptrdiff_t used = left < TILE_COLUMNS ? left : TILE_COLUMNS;
    for (ptrdiff_t c = 0; c < TILE_COLUMNS; c++) {
      const float *row = data + (first + (c < used ? c : 0)) * columns;
      for (ptrdiff_t i = 0; i < columns; i++) tile[i * TILE_COLUMNS + c] = row[i];
    }
    medians_of_tile(scratch, columns, window, subtract, used);
    for (ptrdiff_t c = 0; c < used; c++) {
      float *row = data + (first + c) * columns;
      for (ptrdiff_t i = 0; i < columns; i++) row[i] = out[i * TILE_COLUMNS + c];
    }
  }
}

VECTOR_KERNEL(
    moving_median_columns,
    (float *data, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t window, int subtract,
     void *scratch),
    (data, rows, columns, window, subtract, scratch))

VECTOR_KERNEL(
    moving_median_rows,
    (float *data, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t window, int subtract,
     void *scratch),
    (data, rows, columns, window, subtract, scratch))
