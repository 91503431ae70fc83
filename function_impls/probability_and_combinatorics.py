"""Counting of choices and arrangements, and probabilities of the usual distributions."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias

from function_impls.constraints import Length, Pattern, Range

Share: TypeAlias = Annotated[float, Range(minimum=0, maximum=1)]
Count: TypeAlias = Annotated[int, Range(minimum=0, maximum=1000)]
Event: TypeAlias = Literal["exactly", "at_most", "at_least"]


def count_permutations(items: Count, chosen: Count, repetition: bool = False) -> int:
    """Count the ordered choices of some of a number of different items: the order of the chosen ones matters.

    Args:
        items: How many different items there are.
        chosen: How many of them are chosen.
        repetition: Whether an item may be chosen more than once.

    Returns:
        The number of ordered choices; 0 where more are chosen than there are, without repetition.

    Raises:
        ValueError: A number is not between 0 and 1000.

    Examples:
        >>> count_permutations(items=5, chosen=3)
        60
        >>> count_permutations(items=10, chosen=4, repetition=True)
        10000

    See Also:
        count_combinations: Where the order does not matter, as in a lottery.
        count_arrangements: All letters of a word, some of them equal.
    """
    _check_counts(items, chosen)
    return items**chosen if repetition else math.perm(items, chosen)


def count_combinations(items: Count, chosen: Count, repetition: bool = False) -> int:
    """Count the unordered choices of some of a number of different items: only which ones are chosen matters.

    Args:
        items: How many different items there are.
        chosen: How many of them are chosen.
        repetition: Whether an item may be chosen more than once.

    Returns:
        The number of choices; 0 where more are chosen than there are, without repetition.

    Raises:
        ValueError: A number is not between 0 and 1000.

    Examples:
        >>> count_combinations(items=49, chosen=6)
        13983816

    See Also:
        count_permutations: Where the order matters, as in a race.
    """
    _check_counts(items, chosen)
    if not repetition:
        return math.comb(items, chosen)
    return math.comb(items + chosen - 1, chosen) if items else int(chosen == 0)


def count_arrangements(word: Annotated[str, Pattern(r"^[^\s]{1,60}$")]) -> int:
    """Count the different orders in which all the characters of a word can stand, where equal ones are not told apart.

    Args:
        word: The word, without spaces; capitals and small letters differ.

    Returns:
        The number of different arrangements, with the word itself.

    Raises:
        ValueError: The word is empty or longer than 60 characters.

    Examples:
        >>> count_arrangements(word="mississippi")
        34650

    See Also:
        count_permutations: Different items, of which some are chosen.
    """
    if not 1 <= len(word) <= 60:
        raise ValueError("a word has from 1 to 60 characters")
    ways = math.factorial(len(word))
    for each in set(word):
        ways //= math.factorial(word.count(each))
    return ways


def binomial_probability(
    trials: Annotated[int, Range(minimum=1, maximum=1000)], successes: Count, probability: Share, event: Event
) -> float:
    """Compute the probability of a number of successes in independent trials, as in coin tosses, to ten digits.

    Args:
        trials: How many trials.
        successes: How many successes.
        probability: Probability of a success in one trial, used to twelve places.
        event: Whether exactly, at most or at least so many successes are asked for.

    Returns:
        The probability, from 0 to 1.

    Raises:
        ValueError: There are more successes than trials, or the probability is not between 0 and 1.

    Examples:
        >>> binomial_probability(trials=10, successes=3, probability=0.5, event="exactly")
        0.1171875
        >>> binomial_probability(trials=3, successes=4, probability=0.5, event="exactly")
        Traceback (most recent call last):
        ValueError: successes must lie between 0 and the 3 trials, not be 4

    See Also:
        hypergeometric_probability: Draws without putting back, as in a lottery.
        poisson_probability: Rare events at a mean rate, without a number of trials.
        combine_probabilities: Events of unequal probabilities.
        normal_probability: Measured values, not counts.
    """
    if not 0 <= successes <= trials or trials > 1000:
        raise ValueError(f"successes must lie between 0 and the {trials} trials, not be {successes}")
    _check_share(probability)
    chance = Fraction(str(round(probability, 12)))
    above, below = chance.numerator, chance.denominator - chance.numerator
    ways = sum(
        math.comb(trials, each) * above**each * below ** (trials - each) for each in _asked(successes, trials, event)
    )
    return _rounded(Fraction(ways, chance.denominator**trials))


def hypergeometric_probability(
    population: Annotated[int, Range(minimum=1, maximum=1000)],
    marked: Count,
    draws: Count,
    successes: Count,
    event: Event,
) -> float:
    """Compute the probability of marked items among draws without putting back, as in a lottery, to ten digits.

    Args:
        population: How many items there are.
        marked: How many of them are marked (the winning ones).
        draws: How many are drawn.
        successes: How many of the drawn ones are marked.
        event: Whether exactly, at most or at least so many are asked for.

    Returns:
        The probability, from 0 to 1.

    Raises:
        ValueError: More items are marked or drawn than there are, or successes are above marked or draws.

    Examples:
        >>> hypergeometric_probability(population=49, marked=6, draws=6, successes=3, event="exactly")
        0.01765040387
        >>> hypergeometric_probability(population=5, marked=6, draws=1, successes=1, event="exactly")
        Traceback (most recent call last):
        ValueError: marked and draws must not be above the population of 5

    See Also:
        binomial_probability: Trials that do not change each other, as with putting back.
    """
    if population > 1000 or not 0 <= min(marked, draws) <= max(marked, draws) <= population:
        raise ValueError(f"marked and draws must not be above the population of {population}")
    if not 0 <= successes <= min(marked, draws):
        raise ValueError(f"successes must lie between 0 and {min(marked, draws)}, not be {successes}")
    ways = sum(
        math.comb(marked, each) * math.comb(population - marked, draws - each)
        for each in _asked(successes, min(marked, draws), event)
    )
    return _rounded(Fraction(ways, math.comb(population, draws)))


def poisson_probability(mean: Annotated[float, Range(above=0, maximum=500)], events: Count, event: Event) -> float:
    """Compute the probability of a number of independent events that come at a mean rate, rounded to ten places.

    Args:
        mean: How many events come on average, such as 3.5 calls an hour.
        events: How many events.
        event: Whether exactly, at most or at least so many are asked for.

    Returns:
        The probability, from 0 to 1.

    Raises:
        ValueError: The mean is not above 0 and at most 500, or events are not between 0 and 1000.

    Examples:
        >>> poisson_probability(mean=2.5, events=2, event="exactly")
        0.2565156207

    See Also:
        binomial_probability: A known number of trials.
    """
    _check_counts(events)
    if not 0 < mean <= 500:
        raise ValueError(f"the mean must be above 0 and at most 500, not {mean}")
    if event == "exactly":
        return round(_poisson(mean, events), 10)
    until = events if event == "at_most" else events - 1
    below = min(1.0, math.fsum(_poisson(mean, each) for each in range(until + 1)))
    return round(below if event == "at_most" else 1 - below, 10) + 0.0


def normal_probability(
    mean: Annotated[float, Range(minimum=-1_000_000_000, maximum=1_000_000_000)],
    standard_deviation: Annotated[float, Range(minimum=0.000001, maximum=1_000_000_000)],
    low: Annotated[float, Range(minimum=-1_000_000_000, maximum=1_000_000_000)] | None = None,
    high: Annotated[float, Range(minimum=-1_000_000_000, maximum=1_000_000_000)] | None = None,
) -> float:
    """Compute the probability that a normally distributed value lies between two bounds, rounded to 0.00000001.

    Args:
        mean: Mean of the distribution.
        standard_deviation: Its standard deviation, above zero.
        low: Lower bound; null for none.
        high: Upper bound, not below the lower one; null for none.

    Returns:
        The probability, from 0 to 1.

    Raises:
        ValueError: The deviation is not above zero, or the bounds are in the wrong order.

    Examples:
        >>> normal_probability(mean=100, standard_deviation=15, high=130)
        0.97724987
        >>> normal_probability(mean=0, standard_deviation=1, low=2, high=1)
        Traceback (most recent call last):
        ValueError: the lower bound 2 must not be above the upper bound 1

    See Also:
        standardise_numbers: How far given numbers are from their mean.
        binomial_probability: Counts, not measured values.
    """
    if standard_deviation <= 0:
        raise ValueError(f"the standard deviation must be above zero, not {standard_deviation}")
    if low is not None and high is not None and low > high:
        raise ValueError(f"the lower bound {low} must not be above the upper bound {high}")
    scale = standard_deviation * math.sqrt(2)
    until_high = 2.0 if high is None else math.erfc((mean - high) / scale)
    until_low = 0.0 if low is None else math.erfc((mean - low) / scale)
    return round((until_high - until_low) / 2, 8) + 0.0


def update_probability(
    prior: Share, true_positive: Share, false_positive: Share, result: Literal["positive", "negative"]
) -> float:
    """Compute by Bayes' theorem how probable a condition is after a test, to ten significant digits.

    Args:
        prior: Probability of the condition before the test (its prevalence).
        true_positive: Probability of a positive test where the condition is there (sensitivity).
        false_positive: Probability of a positive test where it is not there (1 - specificity).
        result: What the test said.

    Returns:
        The probability of the condition after the test.

    Raises:
        ValueError: A probability is not between 0 and 1, or the result of the test is impossible.

    Examples:
        >>> update_probability(prior=0.01, true_positive=0.9, false_positive=0.09, result="positive")
        0.09174311927
        >>> update_probability(prior=0, true_positive=1, false_positive=0, result="positive")
        Traceback (most recent call last):
        ValueError: with these probabilities the test is never positive

    See Also:
        combine_probabilities: Several independent events.
    """
    for each in (prior, true_positive, false_positive):
        _check_share(each)
    with_it, without_it = Fraction(str(true_positive)), Fraction(str(false_positive))
    if result == "negative":
        with_it, without_it = 1 - with_it, 1 - without_it
    before = Fraction(str(prior))
    total = before * with_it + (1 - before) * without_it
    if total == 0:
        raise ValueError(f"with these probabilities the test is never {result}")
    return _rounded(before * with_it / total)


def combine_probabilities(
    probabilities: Annotated[list[Share], Length(minimum=1, maximum=50)],
    event: Literal["all", "any", "none", "exactly_one"],
) -> float:
    """Compute the probability that all, any, none or exactly one of independent events happen, to ten digits.

    Args:
        probabilities: The probability of each event; they must not depend on each other.
        event: What is asked for; any is at least one.

    Returns:
        The probability, from 0 to 1.

    Raises:
        ValueError: A probability is not between 0 and 1.

    Examples:
        >>> combine_probabilities(probabilities=[0.5, 0.2], event="any")
        0.6

    See Also:
        binomial_probability: Many events of equal probability.
        update_probability: An event that tells of another.
        shared_birthday_probability: Two people with the same birthday.
    """
    for probability in probabilities:
        _check_share(probability)
    exact = [Fraction(str(probability)) for probability in probabilities]
    every = nothing = Fraction(1)
    single = Fraction(0)
    for each in exact:
        single = single * (1 - each) + nothing * each
        every, nothing = every * each, nothing * (1 - each)
    return _rounded({"all": every, "any": 1 - nothing, "none": nothing, "exactly_one": single}[event])


def shared_birthday_probability(
    people: Annotated[int, Range(minimum=1, maximum=400)], days: Annotated[int, Range(minimum=1, maximum=100_000)] = 365
) -> float:
    """Compute the probability that at least two of some people share a birthday, rounded to ten places.

    Args:
        people: How many people.
        days: How many equally likely days there are; other numbers serve for collisions of codes.

    Returns:
        The probability, from 0 to 1.

    Raises:
        ValueError: There are no people or no days.

    Examples:
        >>> shared_birthday_probability(people=23)
        0.5072972343

    See Also:
        combine_probabilities: Events of which the probabilities are known.
    """
    if people < 1 or days < 1:
        raise ValueError("people and days must be at least 1")
    different = math.prod((days - each) / days for each in range(people)) if people <= days else 0.0
    return round(1 - different, 10) + 0.0


def _asked(successes: int, most: int, event: Event) -> range:
    """The numbers of successes that an event is made of."""
    return range(0 if event == "at_most" else successes, (most if event == "at_least" else successes) + 1)


def _poisson(mean: float, events: int) -> float:
    return math.exp(events * math.log(mean) - mean - math.lgamma(events + 1))


def _check_counts(*counts: int) -> None:
    if min(counts) < 0 or max(counts) > 1000:
        raise ValueError("counts must lie between 0 and 1000")


def _check_share(probability: float) -> None:
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability must lie between 0 and 1, not be {probability}")


def _rounded(value: Fraction) -> float:
    return float(f"{float(value):.10g}")
