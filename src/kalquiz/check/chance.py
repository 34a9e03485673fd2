"""How likely chance alone makes what was counted."""

from math import erfc, exp, fsum, gamma, lgamma, log, sqrt


def binomial_tail(least: int, trials: int, chance: float) -> float:
    """The probability of `least` successes or more in so many independent trials.

    Where the chance differs between trials, their mean gives at least the true value, as long as more are
    asked for than are to be expected (Hoeffding 1956, Annals of Mathematical Statistics 27, 713-721).
    """
    if least <= 0 or chance >= 1:
        return 1.0
    if least > trials or chance <= 0:
        return 0.0
    term = exp(
        lgamma(trials + 1)
        - lgamma(least + 1)
        - lgamma(trials - least + 1)
        + least * log(chance)
        + (trials - least) * log(1 - chance)
    )
    terms = [term]
    for successes in range(least, trials):
        term *= (trials - successes) / (successes + 1) * chance / (1 - chance)
        terms.append(term)
    return min(1.0, fsum(terms))


def chi_square_tail(statistic: float, freedom: int) -> float:
    """The probability of this chi-square or more with so many degrees of freedom, at least 1.

    The finite sums are 26.4.4 and 26.4.5 of Abramowitz and Stegun (1964), Handbook of Mathematical Functions.
    """
    half = statistic / 2
    if freedom % 2:
        terms = (half ** (index - 0.5) / gamma(index + 0.5) for index in range(1, (freedom + 1) // 2))
        return erfc(sqrt(half)) + exp(-half) * fsum(terms)
    return exp(-half) * fsum(half**index / gamma(index + 1) for index in range(freedom // 2))
