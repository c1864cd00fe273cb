#include "spectra.h"

#include <math.h>

#include "vector_kernel.h"

#pragma STDC FP_CONTRACT OFF

KERNEL_BODY void spectra_multiply_body(
    float *restrict spectrum, const float *restrict response, ptrdiff_t bins) {
  for (ptrdiff_t k = 0; k < 2 * bins; k += 2) {
    const float real = spectrum[k], imaginary = spectrum[k + 1];
    spectrum[k] = real * response[k] - imaginary * response[k + 1];
    spectrum[k + 1] = real * response[k + 1] + imaginary * response[k];
  }
}

/* Powers kept side by side, each multiplied by exp(i ROTATIONS angle) from one group to the next. */
#define ROTATIONS 8

KERNEL_BODY void spectra_rotate_body(float *spectrum, ptrdiff_t bins, double angle) {
  double real[ROTATIONS], imaginary[ROTATIONS];
  for (int l = 0; l < ROTATIONS; l++) {
    real[l] = cos(angle * l);
    imaginary[l] = sin(angle * l);
  }
  const double step_real = cos(angle * ROTATIONS), step_imaginary = sin(angle * ROTATIONS);
  for (ptrdiff_t k = 0; k < bins; k += ROTATIONS) {
    const ptrdiff_t used = bins - k < ROTATIONS ? bins - k : ROTATIONS;
    for (ptrdiff_t l = 0; l < used; l++) {
      float *value = spectrum + 2 * (k + l);
      const float x = value[0], y = value[1];
      const float c = (float)real[l], s = (float)imaginary[l];
      value[0] = x * c - y * s;
      value[1] = x * s + y * c;
    }
    for (int l = 0; l < ROTATIONS; l++) {
      const double turned = real[l] * step_real - imaginary[l] * step_imaginary;
      imaginary[l] = real[l] * step_imaginary + imaginary[l] * step_real;
      real[l] = turned;
    }
  }
}

KERNEL_BODY void rows_correlate_body(
    const float *restrict a, ptrdiff_t count, const float *restrict b, ptrdiff_t lags,
    float *restrict sums) {
  for (ptrdiff_t group = 0; group < lags; group += 8) {
    /* The last eight lags where fewer are left: some twice, with the same result. */
    const ptrdiff_t first = group + 8 > lags && lags >= 8 ? lags - 8 : group;
    const ptrdiff_t used = lags - first < 8 ? lags - first : 8;
    float sum[8] = {0};
    if (used == 8) {
      for (ptrdiff_t i = 0; i < count; i++) {
        for (int l = 0; l < 8; l++) sum[l] += a[i] * b[i + first + l];
      }
    } else {
      for (ptrdiff_t i = 0; i < count; i++) {
        for (ptrdiff_t l = 0; l < used; l++) sum[l] += a[i] * b[i + first + l];
      }
    }
    for (ptrdiff_t l = 0; l < used; l++) sums[first + l] = sum[l];
  }
}

VECTOR_KERNEL(
    spectra_multiply,
    (float *restrict spectrum, const float *restrict response, ptrdiff_t bins),
    (spectrum, response, bins))

VECTOR_KERNEL(
    spectra_rotate, (float *spectrum, ptrdiff_t bins, double angle), (spectrum, bins, angle))

VECTOR_KERNEL(
    rows_correlate,
    (const float *restrict a, ptrdiff_t count, const float *restrict b, ptrdiff_t lags,
     float *restrict sums),
    (a, count, b, lags, sums))
