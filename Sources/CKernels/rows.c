#include "rows.h"

#include <math.h>
#include <string.h>

#include "lanes.h"
#include "vector_kernel.h"

#pragma STDC FP_CONTRACT OFF

KERNEL_BODY void rows_accumulate_body(
    float *restrict sum, const float *restrict a, float first, const float *restrict b,
    float second, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) sum[i] += first * a[i] + second * b[i];
}

KERNEL_BODY void rows_scale_body(float *row, double factor, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) row[i] = (float)((double)row[i] * factor);
}

KERNEL_BODY void rows_divide_body(
    float *restrict row, const float *restrict before, const float *restrict after, float weight,
    ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) {
    const float divisor = before[i] + weight * (after[i] - before[i]);
    const float quotient = row[i] / divisor;
    row[i] = divisor > 0 ? quotient : 0;
  }
}

KERNEL_BODY void rows_level_body(
    float *restrict row, const float *restrict before, const float *restrict after, float weight,
    const float *restrict level, float share, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) {
    const float local = before[i] + weight * (after[i] - before[i]);
    row[i] -= share * (local - level[i]);
  }
}

KERNEL_BODY void rows_extent_body(
    const float *row, ptrdiff_t count, struct row_extent *extent) {
  float smallest = INFINITY, largest = -INFINITY;
  int magnitude = 0;
  /* Sixteen of each, so that no lane waits for another. */
  float low[16], high[16];
  int bits[16];
  for (int l = 0; l < 16; l++) low[l] = INFINITY, high[l] = -INFINITY, bits[l] = 0;
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    for (int l = 0; l < 16; l++) {
      const float value = row[i + l];
      int word;
      memcpy(&word, &value, sizeof word);
      word &= 0x7fffffff;
      low[l] = value < low[l] ? value : low[l];
      high[l] = value > high[l] ? value : high[l];
      bits[l] = word > bits[l] ? word : bits[l];
    }
  }
  for (; i < count; i++) {
    const float value = row[i];
    int word;
    memcpy(&word, &value, sizeof word);
    word &= 0x7fffffff;
    low[0] = value < low[0] ? value : low[0];
    high[0] = value > high[0] ? value : high[0];
    bits[0] = word > bits[0] ? word : bits[0];
  }
  for (int l = 0; l < 16; l++) {
    smallest = low[l] < smallest ? low[l] : smallest;
    largest = high[l] > largest ? high[l] : largest;
    magnitude = bits[l] > magnitude ? bits[l] : magnitude;
  }
  extent->smallest = smallest;
  extent->largest = largest;
  extent->magnitude_bits = (unsigned)magnitude;
}

/* Columns summed in registers at a time: enough sums that none waits for its last addition. */
#define SUMMED 32
typedef float lanes __attribute__((ext_vector_type(SUMMED), aligned(4)));

ptrdiff_t rows_weighted_sum_scratch(ptrdiff_t columns, ptrdiff_t half) {
  return (2 * half + 1) * (ptrdiff_t)sizeof(const float *) +
         (half + 1) * columns * (ptrdiff_t)sizeof(float);
}

KERNEL_BODY void rows_weighted_sum_body(
    float *restrict data, ptrdiff_t rows, ptrdiff_t columns, const float *restrict weights,
    ptrdiff_t half, float divisor, void *restrict scratch) {
  const ptrdiff_t taps = 2 * half + 1;
  /* Where the row of each weight lies. */
  const float **sources = scratch;
  /* Rows that were replaced are kept as they were, for as long as one ahead needs them. */
  float *kept = (float *)(sources + taps);
  for (ptrdiff_t t = 0; t < rows; t++) {
    float *out = data + t * columns;
    memcpy(kept + t % (half + 1) * columns, out, (size_t)columns * sizeof(float));
    for (ptrdiff_t k = 0; k < taps; k++) {
      const ptrdiff_t r = kernel_mirrored(t + k - half, rows);
      sources[k] = r <= t ? kept + r % (half + 1) * columns : data + r * columns;
    }
    ptrdiff_t first = 0;
    for (; first + SUMMED <= columns; first += SUMMED) {
      lanes sum = 0;
      for (ptrdiff_t k = 0; k < taps; k++) {
        sum += weights[k] * *(const lanes *)(sources[k] + first);
      }
      *(lanes *)(out + first) = sum / divisor;
    }
    for (; first < columns; first++) {
      float sum = 0;
      for (ptrdiff_t k = 0; k < taps; k++) sum += weights[k] * sources[k][first];
      out[first] = sum / divisor;
    }
  }
}

/* Slabs summed side by side, so that no sum waits for its last addition. */
#define SLABS 8

KERNEL_BODY void rows_slab_energy_body(
    const float *restrict data, ptrdiff_t rows, ptrdiff_t columns,
    const ptrdiff_t *restrict starts, ptrdiff_t slabs, ptrdiff_t length, float *restrict energy,
    float *restrict squares) {
  for (ptrdiff_t t = 0; t < rows; t++) {
    for (ptrdiff_t i = 0; i < columns; i++) {
      squares[i] = data[t * columns + i] * data[t * columns + i];
    }
    for (ptrdiff_t first = 0; first < slabs; first += SLABS) {
      const float *slab[SLABS];
      float sum[SLABS] = {0};
      for (ptrdiff_t l = 0; l < SLABS; l++) {
        /* Where slabs run out, the last one again. */
        slab[l] = squares + starts[first + l < slabs ? first + l : slabs - 1];
      }
      for (ptrdiff_t i = 0; i < length; i++) {
        for (int l = 0; l < SLABS; l++) sum[l] += slab[l][i];
      }
      for (ptrdiff_t l = 0; l < SLABS && first + l < slabs; l++) {
        energy[t * slabs + first + l] = sum[l] / (float)length;
      }
    }
  }
}

VECTOR_KERNEL(
    rows_accumulate,
    (float *restrict sum, const float *restrict a, float first, const float *restrict b,
     float second, ptrdiff_t count),
    (sum, a, first, b, second, count))

VECTOR_KERNEL(rows_scale, (float *row, double factor, ptrdiff_t count), (row, factor, count))

VECTOR_KERNEL(
    rows_divide,
    (float *restrict row, const float *restrict before, const float *restrict after, float weight,
     ptrdiff_t count),
    (row, before, after, weight, count))

VECTOR_KERNEL(
    rows_level,
    (float *restrict row, const float *restrict before, const float *restrict after, float weight,
     const float *restrict level, float share, ptrdiff_t count),
    (row, before, after, weight, level, share, count))

VECTOR_KERNEL(
    rows_extent, (const float *row, ptrdiff_t count, struct row_extent *extent),
    (row, count, extent))

VECTOR_KERNEL(
    rows_weighted_sum,
    (float *restrict data, ptrdiff_t rows, ptrdiff_t columns, const float *restrict weights,
     ptrdiff_t half, float divisor, void *restrict scratch),
    (data, rows, columns, weights, half, divisor, scratch))

VECTOR_KERNEL(
    rows_slab_energy,
    (const float *restrict data, ptrdiff_t rows, ptrdiff_t columns,
     const ptrdiff_t *restrict starts, ptrdiff_t slabs, ptrdiff_t length, float *restrict energy,
     float *restrict squares),
    (data, rows, columns, starts, slabs, length, energy, squares))
