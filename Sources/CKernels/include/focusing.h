/* Inner loops of back-projection: sums over rows of analytic signal, time-major. */
#ifndef CLEARROAD_FOCUSING_H
#define CLEARROAD_FOCUSING_H

#include <stddef.h>

/* What an image holds of the weighted sum S, the weights' sum W and the energy E = sum w |s|^2. */
enum focusing_quantity {
  focusing_real = 0,
  focusing_imaginary = 1,
  /* |S| / W */
  focusing_amplitude = 2,
  /* |S| / W sqrt(CF) */
  focusing_coherent_amplitude = 3,
  /* CF = |S|^2 / (W E) */
  focusing_coherence = 4
};

/* For i in 0..<count, over terms n with offset o[n] and weights w[3n...3n+2]:
   c = w[3n] plane[o[n] + i] + w[3n+1] plane[o[n] + stride + i] in both planes,
   real[i] = sum re c, imaginary[i] = sum im c, energy[i] = sum w[3n+2] |c|^2. */
void focusing_sum(
    float *restrict real, float *restrict imaginary, float *restrict energy,
    const float *restrict real_plane, const float *restrict imaginary_plane, ptrdiff_t stride,
    const ptrdiff_t *restrict offsets, const float *restrict weights, ptrdiff_t terms,
    ptrdiff_t count);

/* out[i] = the quantity of the sums at i, 0 where there is none. */
void focusing_quantity_of(
    float *restrict out, const float *restrict real, const float *restrict imaginary,
    const float *restrict energy, const float *restrict weight, enum focusing_quantity quantity,
    ptrdiff_t count);

/* plane[r * stride + c] = tile[c * tile_stride + 2 r] for r in 0..<rows, c in 0..<columns. */
void focusing_transpose(
    float *restrict plane, ptrdiff_t stride, const float *restrict tile, ptrdiff_t tile_stride,
    ptrdiff_t columns, ptrdiff_t rows);

#endif
