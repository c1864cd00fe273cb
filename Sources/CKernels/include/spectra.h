/* Products of half spectra of real rows: pairs of real and imaginary part. */
#ifndef CLEARROAD_SPECTRA_H
#define CLEARROAD_SPECTRA_H

#include <stddef.h>

/* spectrum[k] *= response[k] for `bins` complex numbers. */
void spectra_multiply(float *restrict spectrum, const float *restrict response, ptrdiff_t bins);

/* spectrum[k] *= exp(i angle k), the powers by recurrence in double precision. */
void spectra_rotate(float *spectrum, ptrdiff_t bins, double angle);

/* sums[l] = sum over i in 0..<count of a[i] * b[i + l], l in 0..<lags, first product first. */
void rows_correlate(
    const float *restrict a, ptrdiff_t count, const float *restrict b, ptrdiff_t lags,
    float *restrict sums);

#endif
