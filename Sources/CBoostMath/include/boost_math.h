/* Special functions of Boost.Math under C names. Every function answers NaN outside its domain and
   where Boost finds no value; none throws. */
#ifndef CLEARROAD_BOOST_MATH_H
#define CLEARROAD_BOOST_MATH_H

#ifdef __cplusplus
extern "C" {
#endif

/* Regularised incomplete beta function I_x(a, b), a, b > 0, 0 <= x <= 1. */
double boost_incomplete_beta(double a, double b, double x);
/* Its complement 1 - I_x(a, b), without cancellation. */
double boost_incomplete_beta_complement(double a, double b, double x);
/* The x for which I_x(a, b) = p. */
double boost_incomplete_beta_inverse(double a, double b, double p);
/* The derivative of I_x(a, b) by x: the density of the beta distribution. */
double boost_incomplete_beta_derivative(double a, double b, double x);

/* Regularised lower incomplete gamma function P(a, x), a > 0, x >= 0. */
double boost_incomplete_gamma(double a, double x);
/* Its complement Q(a, x). */
double boost_incomplete_gamma_complement(double a, double x);
/* The x for which P(a, x) = p. */
double boost_incomplete_gamma_inverse(double a, double p);
/* The x for which Q(a, x) = q. */
double boost_incomplete_gamma_complement_inverse(double a, double q);

/* 1 - erf(x), without cancellation. */
double boost_error_function_complement(double x);
/* The x for which 1 - erf(x) = q, 0 < q < 2. */
double boost_error_function_complement_inverse(double q);
/* The x for which erf(x) = p, -1 < p < 1. */
double boost_error_function_inverse(double p);

#ifdef __cplusplus
}
#endif

#endif
