#include "focusing.h"

#include <float.h>
#include <string.h>

#include "vector_kernel.h"

#pragma STDC FP_CONTRACT OFF
/* Vectors pass through inlined functions only, so that no calling convention is at stake. */
#pragma clang diagnostic ignored "-Wpsabi"

/* Eight lanes, in one register or two. */
typedef float lanes __attribute__((vector_size(32)));

KERNEL_BODY lanes load(const float *p) {
  lanes value;
  memcpy(&value, p, sizeof value);
  return value;
}

KERNEL_BODY void store(float *p, lanes value) { memcpy(p, &value, sizeof value); }

/* Sums stay in registers over all terms; two vectors at a time share the loads of the weights. Every
   lane sees the same operations in the same order wherever it stands in a row. */
KERNEL_BODY void focusing_sum_body(
    float *restrict real, float *restrict imaginary, float *restrict energy,
    const float *restrict real_plane, const float *restrict imaginary_plane, ptrdiff_t stride,
    const ptrdiff_t *restrict offsets, const float *restrict weights, ptrdiff_t terms,
    ptrdiff_t count) {
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    lanes re0 = {0}, re1 = {0}, im0 = {0}, im1 = {0}, e0 = {0}, e1 = {0};
    for (ptrdiff_t n = 0; n < terms; n++) {
      const float *a = real_plane + offsets[n] + i;
      const float *b = imaginary_plane + offsets[n] + i;
      const float first = weights[3 * n], second = weights[3 * n + 1], third = weights[3 * n + 2];
      const lanes x0 = first * load(a) + second * load(a + stride);
      const lanes x1 = first * load(a + 8) + second * load(a + stride + 8);
      const lanes y0 = first * load(b) + second * load(b + stride);
      const lanes y1 = first * load(b + 8) + second * load(b + stride + 8);
      re0 += x0;
      re1 += x1;
      im0 += y0;
      im1 += y1;
      e0 += third * (x0 * x0 + y0 * y0);
      e1 += third * (x1 * x1 + y1 * y1);
    }
    store(real + i, re0);
    store(real + i + 8, re1);
    store(imaginary + i, im0);
    store(imaginary + i + 8, im1);
    store(energy + i, e0);
    store(energy + i + 8, e1);
  }
  for (; i < count; i++) {
    float re = 0, im = 0, e = 0;
    for (ptrdiff_t n = 0; n < terms; n++) {
      const float *a = real_plane + offsets[n] + i;
      const float *b = imaginary_plane + offsets[n] + i;
      const float first = weights[3 * n], second = weights[3 * n + 1], third = weights[3 * n + 2];
      const float x = first * a[0] + second * a[stride];
      const float y = first * b[0] + second * b[stride];
      re += x;
      im += y;
      e += third * (x * x + y * y);
    }
    real[i] = re;
    imaginary[i] = im;
    energy[i] = e;
  }
}

VECTOR_KERNEL(
    focusing_sum,
    (float *restrict real, float *restrict imaginary, float *restrict energy,
     const float *restrict real_plane, const float *restrict imaginary_plane, ptrdiff_t stride,
     const ptrdiff_t *restrict offsets, const float *restrict weights, ptrdiff_t terms,
     ptrdiff_t count),
    (real, imaginary, energy, real_plane, imaginary_plane, stride, offsets, weights, terms, count))

/* The smallest normal number keeps 0 / 0 at 0. */
KERNEL_BODY lanes ratio(lanes a, lanes b) {
  const lanes least = FLT_MIN - (lanes){0};
  return a / __builtin_elementwise_max(b, least);
}

KERNEL_BODY lanes quantity_of(
    lanes re, lanes im, lanes energy, lanes weight, enum focusing_quantity quantity) {
  const lanes power = re * re + im * im;
  switch (quantity) {
    case focusing_real: return ratio(re, weight);
    case focusing_imaginary: return ratio(im, weight);
    case focusing_amplitude: return ratio(__builtin_elementwise_sqrt(power), weight);
    case focusing_coherent_amplitude:
      return ratio(power, weight * __builtin_elementwise_sqrt(weight * energy));
    case focusing_coherence: return ratio(power, weight * energy);
  }
  return power;
}

KERNEL_BODY void focusing_quantity_of_body(
    float *restrict out, const float *restrict real, const float *restrict imaginary,
    const float *restrict energy, const float *restrict weight, enum focusing_quantity quantity,
    ptrdiff_t count) {
  ptrdiff_t i = 0;
  for (; i + 8 <= count; i += 8)
    store(
        out + i, quantity_of(
                     load(real + i), load(imaginary + i), load(energy + i), load(weight + i),
                     quantity));
  if (i == count) return;
  float rest[5][8] = {{0}};
  const size_t bytes = (size_t)(count - i) * sizeof(float);
  memcpy(rest[0], real + i, bytes);
  memcpy(rest[1], imaginary + i, bytes);
  memcpy(rest[2], energy + i, bytes);
  memcpy(rest[3], weight + i, bytes);
  store(rest[4], quantity_of(load(rest[0]), load(rest[1]), load(rest[2]), load(rest[3]), quantity));
  memcpy(out + i, rest[4], bytes);
}

VECTOR_KERNEL(
    focusing_quantity_of,
    (float *restrict out, const float *restrict real, const float *restrict imaginary,
     const float *restrict energy, const float *restrict weight, enum focusing_quantity quantity,
     ptrdiff_t count),
    (out, real, imaginary, energy, weight, quantity, count))

void focusing_transpose(
    float *restrict plane, ptrdiff_t stride, const float *restrict tile, ptrdiff_t tile_stride,
    ptrdiff_t columns, ptrdiff_t rows) {
  for (ptrdiff_t r = 0; r < rows; r++)
    for (ptrdiff_t c = 0; c < columns; c++)
      plane[r * stride + c] = tile[c * tile_stride + 2 * r];
}
