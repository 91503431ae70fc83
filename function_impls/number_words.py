"""Whole numbers in words of five languages, there and back, and amounts of złoty in Polish words."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypeAlias

from function_impls.constraints import Length, Pattern, Range
from function_impls.word_table import SpokenLanguage

Number: TypeAlias = Annotated[int, Range(minimum=0, maximum=9999)]

_UNITS: dict[str, tuple[str, ...]] = {
    language: tuple(words.split())
    for language, words in {
        "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen",
        "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście"
        " czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście",
        "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
        " siebzehn achtzehn neunzehn",
        "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
        " dix-huit dix-neuf",
        "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
        " diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco"
        " veintiséis veintisiete veintiocho veintinueve",
    }.items()
}
_TENS: dict[str, tuple[str, ...]] = {
    language: tuple(words.split())
    for language, words in {
        "en": "- - twenty thirty forty fifty sixty seventy eighty ninety",
        "pl": "- - dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt"
        " dziewięćdziesiąt",
        "de": "- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "fr": "- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
        "es": "- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    }.items()
}
_HUNDREDS: dict[str, tuple[str, ...]] = {
    language: tuple(words.split())
    for language, words in {
        "pl": "- sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset",
        "es": "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos"
        " novecientos",
    }.items()
}


def spell_number(number: Number, language: SpokenLanguage) -> str:
    """Write a whole number below ten thousand in words of a language.

    English as in America, without and (one hundred five); French in the spelling before 1990, with hyphens below a
    hundred only; masculine where a language has genders; German in one word.

    Args:
        number: The number.
        language: Language of the words, ISO 639-1.

    Returns:
        The words, in lower case.

    Raises:
        ValueError: The number is below 0 or above 9999.

    Examples:
        >>> spell_number(number=2471, language="pl")
        'dwa tysiące czterysta siedemdziesiąt jeden'
        >>> spell_number(number=93, language="fr")
        'quatre-vingt-treize'

    See Also:
        read_spelled_number: From words to the number.
        spell_polish_amount: Money, with złoty and grosze.
        spell_out_date: Dates.
        convert_to_roman_numeral: Roman numerals.
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"the number must lie between 0 and 9999, not be {number}")
    thousands, rest = divmod(number, 1000)
    if number == 0:
        return _UNITS[language][0]
    joint = "" if language == "de" else " "
    return joint.join(part for part in (_thousands(thousands, language), _below_thousand(rest, language)) if part)


def read_spelled_number(words: Annotated[str, Length(minimum=2, maximum=80)], language: SpokenLanguage) -> int:
    """Read a whole number from 0 to 9999 that is written in words, as spell_number writes it.

    Args:
        words: The words; case and the number of spaces do not matter.
        language: Language of the words, ISO 639-1.

    Returns:
        The number.

    Raises:
        ValueError: The words are no such number.

    Examples:
        >>> read_spelled_number(words="dreihundertzweiundvierzig", language="de")
        342
        >>> read_spelled_number(words="one hundred and five", language="en")
        Traceback (most recent call last):
        ValueError: 'one hundred and five' is no number from 0 to 9999 in 'en'; write it like 'one hundred five'

    See Also:
        spell_number: From the number to words.
    """
    wanted = " ".join(words.casefold().split())
    for number in range(10_000):
        if spell_number(number, language).casefold() == wanted:
            return number
    model = spell_number(105, language)
    raise ValueError(f"{words!r} is no number from 0 to 9999 in {language!r}; write it like {model!r}")


def spell_polish_amount(amount: Annotated[str, Pattern(r"^[0-9]{1,4}(\.[0-9]{2})?$")]) -> str:
    """Write an amount of złoty in Polish words, as on invoices and transfer forms, with grosze as a fraction of 100.

    Args:
        amount: Amount below 10,000 złoty as decimal text, such as 1234.56 or 20.

    Returns:
        The amount in words, such as pięć złotych 20/100.

    Raises:
        ValueError: The amount is no such text.

    Examples:
        >>> spell_polish_amount(amount="1234.56")
        'jeden tysiąc dwieście trzydzieści cztery złote 56/100'

    See Also:
        spell_number: Numbers without a currency.
        write_money_amount: The amount in figures.
    """
    zloty, _, grosze = amount.partition(".")
    if not (zloty.isdecimal() and len(zloty) <= 4 and (grosze == "" or (grosze.isdecimal() and len(grosze) == 2))):
        raise ValueError(f"{amount!r} is no amount below 10000; write it like 1234.56")
    whole = int(Decimal(zloty))
    words = spell_number(whole, "pl")
    words = "jeden " + words if whole // 1000 == 1 else words
    return f"{words} {_polish_form(whole, 'złoty', 'złote', 'złotych')} {grosze or '00'}/100"


def _thousands(count: int, language: SpokenLanguage) -> str:
    if count == 0:
        return ""
    match language:
        case "en":
            return f"{_UNITS['en'][count]} thousand"
        case "pl":
            word = _polish_form(count, "tysiąc", "tysiące", "tysięcy")
            return word if count == 1 else f"{_UNITS['pl'][count]} {word}"
        case "de":
            return f"{_german_factor(count)}tausend"
        case "fr":
            return "mille" if count == 1 else f"{_UNITS['fr'][count]} mille"
        case "es":
            return "mil" if count == 1 else f"{_UNITS['es'][count]} mil"


def _below_thousand(number: int, language: SpokenLanguage) -> str:
    hundreds, rest = divmod(number, 100)
    words = _below_hundred(rest, language) if rest else ""
    if hundreds == 0:
        return words
    joint = "" if language == "de" else " "
    return f"{_hundreds(hundreds, rest, language)}{joint}{words}".strip()


def _hundreds(hundreds: int, rest: int, language: SpokenLanguage) -> str:
    match language:
        case "en":
            return f"{_UNITS['en'][hundreds]} hundred"
        case "pl":
            return _HUNDREDS["pl"][hundreds]
        case "de":
            return f"{_german_factor(hundreds)}hundert"
        case "fr":
            return "cent" if hundreds == 1 else f"{_UNITS['fr'][hundreds]} cent" + ("" if rest else "s")
        case "es":
            return "cien" if (hundreds, rest) == (1, 0) else _HUNDREDS["es"][hundreds]


def _below_hundred(number: int, language: SpokenLanguage) -> str:
    if number < len(_UNITS[language]):
        return _UNITS[language][number]
    tens, unit = divmod(number, 10)
    word, last = _TENS[language][tens], _UNITS[language][unit]
    match language:
        case "fr":
            return _french(tens, unit)
        case "de":
            return f"{_german_factor(unit)}und{word}" if unit else word
        case "en":
            return f"{word}-{last}" if unit else word
        case "pl":
            return f"{word} {last}" if unit else word
        case "es":
            return f"{word} y {last}" if unit else word


def _french(tens: int, unit: int) -> str:
    word = _TENS["fr"][tens]
    if tens == 8 and unit == 0:
        return "quatre-vingts"
    number = unit + 10 if tens in (7, 9) else unit
    if number == 0:
        return word
    joint = " et " if unit == 1 and tens not in (8, 9) else "-"
    return f"{word}{joint}{_UNITS['fr'][number]}"


def _german_factor(number: int) -> str:
    return "ein" if number == 1 else _UNITS["de"][number]


def _polish_form(number: int, one: str, few: str, many: str) -> str:
    if number == 1:
        return one
    return few if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else many
