"""Exponential, logarithm and normal deviate from basic operations, equal to the bit on any IEEE machine.

The C library's `exp` and `log` differ between machines, and NumPy's differ from both. Everything random or
decaying in a run goes through these functions, so that a published seed gives the same run everywhere.
"""

from math import floor, frexp, ldexp, sqrt

LN2_HIGH = 6.93147180369123816490e-01  # the first 33 bits of ln 2: its product with a whole exponent is exact
LN2_LOW = 1.90821492927058770002e-10
INVERSE_LN2 = 1.44269504088896338700
ROOT_HALF = 0.7071067811865476
EXP_LIMIT = 700.0


def exp(x: float) -> float:
    """Return e to the x, for |x| up to 700 (beyond that x is clamped); relative error below 4e-16.

    1. Split x = k ln 2 + r with |r| <= ln 2 / 2.
    2. Sum the series of e^r to the 13th power, even and odd terms apart.
    3. Scale by 2^k.
    """
    if x > EXP_LIMIT:
        x = EXP_LIMIT
    elif x < -EXP_LIMIT:
        x = -EXP_LIMIT
    k = int(floor(x * INVERSE_LN2 + 0.5))
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    s = r * r
    even = 1.0 + s * (
        0.5 + s * (1.0 / 24.0 + s * (1.0 / 720.0 + s * (1.0 / 40320.0 + s * (1.0 / 3628800.0 + s / 479001600.0))))
    )
    odd = r * (
        1.0
        + s
        * (
            1.0 / 6.0
            + s * (1.0 / 120.0 + s * (1.0 / 5040.0 + s * (1.0 / 362880.0 + s * (1.0 / 39916800.0 + s / 6227020800.0))))
        )
    )
    return (even + odd) * power_of_two(k)


def power_of_two(k: int) -> float:
    """Return 2 to the k, for |k| below 1023; a product with it is exact.

    NOTE: has a second body in `engine/batch.py`, which writes the exponent's bits.
    """
    return ldexp(1.0, k)


def log(x: float) -> float:
    """Return the natural logarithm of a positive x; absolute error below 3e-16 near 1, relative elsewhere.

    1. Write x = m 2^e with m between sqrt(1/2) and sqrt(2).
    2. With s = (m - 1) / (m + 1), sum log m = 2 (s + s^3/3 + s^5/5 + ...).
    """
    m, e = frexp(x)
    if m < ROOT_HALF:
        m = m * 2.0
        e = e - 1
    s = (m - 1.0) / (m + 1.0)
    t = s * s
    series = 1.0 / 3.0 + t * (
        1.0 / 5.0
        + t
        * (
            1.0 / 7.0
            + t
            * (
                1.0 / 9.0
                + t
                * (1.0 / 11.0 + t * (1.0 / 13.0 + t * (1.0 / 15.0 + t * (1.0 / 17.0 + t * (1.0 / 19.0 + t / 21.0)))))
            )
        )
    )
    return e * LN2_HIGH + (2.0 * s + (2.0 * s * t * series + e * LN2_LOW))


def normal(u: float) -> float:
    """Return the standard normal quantile of a probability u strictly between 0 and 1.

    Newton's steps on the normal distribution function, started from a logistic guess; the distribution function
    is summed from its own series (centre) or continued fraction (tails). Absolute error below 1e-12.
    """
    if u == 0.5:
        return 0.0
    tail = u if u < 0.5 else 1.0 - u
    t = sqrt(-2.0 * log(tail))
    # Hastings' rational start (Abramowitz and Stegun 26.2.23), good to 4.5e-4, then two Newton-Halley steps.
    z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in range(2):
        density = 0.3989422804014327 * exp(-0.5 * z * z)
        step = (upper_tail(z) - tail) / density
        z = z + step / (1.0 - 0.5 * z * step)
    return -z if u < 0.5 else z


def upper_tail(z: float) -> float:
    """Return the probability that a standard normal deviate exceeds z, for z >= 0."""
    density = 0.3989422804014327 * exp(-0.5 * z * z)
    if z < 3.0:
        term = z
        total = z
        square = z * z
        for k in range(1, 60):
            term = term * square / (2.0 * k + 1.0)
            total = total + term
        return 0.5 - density * total
    fraction = 0.0
    for k in range(40, 0, -1):
        fraction = k / (z + fraction)
    return density / (z + fraction)
