#include "boost_math.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <limits>

namespace {

// `long double` is not used inside: the same bits on every processor.
using Policy = boost::math::policies::policy<
    boost::math::policies::promote_double<false>>;

template <typename Function> double valueOrNaN(Function function) noexcept {
    try {
        return function(Policy());
    } catch (...) {
        return std::numeric_limits<double>::quiet_NaN();
    }
}

} // namespace

extern "C" {

double boost_incomplete_beta(double a, double b, double x) {
    return valueOrNaN([=](Policy policy) { return boost::math::ibeta(a, b, x, policy); });
}

double boost_incomplete_beta_complement(double a, double b, double x) {
    return valueOrNaN([=](Policy policy) { return boost::math::ibetac(a, b, x, policy); });
}

double boost_incomplete_beta_inverse(double a, double b, double p) {
    return valueOrNaN([=](Policy policy) { return boost::math::ibeta_inv(a, b, p, policy); });
}

double boost_incomplete_gamma(double a, double x) {
    return valueOrNaN([=](Policy policy) { return boost::math::gamma_p(a, x, policy); });
}

double boost_incomplete_gamma_complement(double a, double x) {
    return valueOrNaN([=](Policy policy) { return boost::math::gamma_q(a, x, policy); });
}

double boost_incomplete_gamma_inverse(double a, double p) {
    return valueOrNaN([=](Policy policy) { return boost::math::gamma_p_inv(a, p, policy); });
}

double boost_incomplete_gamma_complement_inverse(double a, double q) {
    return valueOrNaN([=](Policy policy) { return boost::math::gamma_q_inv(a, q, policy); });
}

double boost_incomplete_beta_derivative(double a, double b, double x) {
    return valueOrNaN([=](Policy policy) { return boost::math::ibeta_derivative(a, b, x, policy); });
}

double boost_error_function_complement(double x) {
    return valueOrNaN([=](Policy policy) { return boost::math::erfc(x, policy); });
}

double boost_error_function_complement_inverse(double q) {
    return valueOrNaN([=](Policy policy) { return boost::math::erfc_inv(q, policy); });
}

double boost_error_function_inverse(double p) {
    return valueOrNaN([=](Policy policy) { return boost::math::erf_inv(p, policy); });
}

} // extern "C"
