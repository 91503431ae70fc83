"""Words and phrases in English, Polish, German, French and Spanish, from the bundled word_table."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range
from function_impls.word_table import ENTRIES, LANGUAGES, Entry, SpokenLanguage, Topic

Word: TypeAlias = Annotated[str, Length(minimum=1, maximum=60)]

_WEEKDAYS: dict[str, tuple[str, ...]] = {
    language: tuple(names.split())
    for language, names in {
        "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
        "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "es": "lunes martes miércoles jueves viernes sábado domingo",
    }.items()
}
_MONTHS: dict[str, tuple[str, ...]] = {
    language: tuple(names.split())
    for language, names in {
        "en": "January February March April May June July August September October November December",
        "pl": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    }.items()
}
_GREETINGS: dict[SpokenLanguage, tuple[tuple[str, str], ...]] = {
    "en": (("05:00", "good morning"), ("12:00", "good afternoon"), ("18:00", "good evening")),
    "pl": (("05:00", "dzień dobry"), ("18:00", "dobry wieczór")),
    "de": (("05:00", "guten Morgen"), ("11:00", "guten Tag"), ("18:00", "guten Abend")),
    "fr": (("05:00", "bonjour"), ("18:00", "bonsoir")),
    "es": (("05:00", "buenos días"), ("12:00", "buenas tardes"), ("20:00", "buenas noches")),
}


class TranslatedWord(TypedDict):
    """A word, its translation, and the topic of the table under which they stand."""

    word: str
    translation: str
    topic: Topic


class WordInAll(TypedDict):
    """A word in all five languages."""

    en: str
    pl: str
    de: str
    fr: str
    es: str


class WordPair(TypedDict):
    """A word and what it means."""

    word: str
    meaning: str


class WordOrigin(TypedDict):
    """A language that has the word, and its English meaning."""

    language: SpokenLanguage
    meaning: str


def translate_word(word: Word, source_language: SpokenLanguage, target_language: SpokenLanguage) -> TranslatedWord:
    """Translate one common word or phrase from one language into another, by a bundled table of some 190.

    Use list_translations for all languages at once. Sentences and other forms of a word are not translated.

    Args:
        word: Word or phrase as the table has it: a noun without article, in English to before a verb; case does not
            matter.
        source_language: Language of the word, ISO 639-1.
        target_language: Language to translate into, ISO 639-1.

    Returns:
        The word as the table writes it, its translation, and its topic.

    Raises:
        ValueError: The table does not have the word in that language.

    Examples:
        >>> translate_word(word="dworzec", source_language="pl", target_language="de")
        {'word': 'dworzec', 'translation': 'Bahnhof', 'topic': 'travel'}
        >>> translate_word(word="dworek", source_language="pl", target_language="de")
        Traceback (most recent call last):
        ValueError: the table has no word 'dworek' in 'pl'; did you mean 'dworzec'?

    See Also:
        list_translations: The word in all languages.
        identify_word_language: Where the language of a word is not known.
        choose_greeting: What to say at a time of day.
        list_words_of_topic: All words of a topic.
    """
    entry = _entry(word, source_language)
    return {
        "word": _word(entry, source_language),
        "translation": _word(entry, target_language),
        "topic": entry.topic,
    }


def list_translations(word: Word, language: SpokenLanguage) -> WordInAll:
    """Tell what a common word or phrase is in all five languages, its own included.

    Use translate_word where one language is asked for.

    Args:
        word: Word or phrase as the table has it: a noun without article, in English to before a verb; case does not
            matter.
        language: Language of the word, ISO 639-1.

    Returns:
        The word by language.

    Raises:
        ValueError: The table does not have the word in that language.

    Examples:
        >>> list_translations(word="Schlüssel", language="de")
        {'en': 'key', 'pl': 'klucz', 'de': 'Schlüssel', 'fr': 'clé', 'es': 'llave'}

    See Also:
        translate_word: One language, with the topic.
    """
    entry = _entry(word, language)
    return {
        "en": _word(entry, "en"),
        "pl": _word(entry, "pl"),
        "de": _word(entry, "de"),
        "fr": _word(entry, "fr"),
        "es": _word(entry, "es"),
    }


def list_words_of_topic(
    topic: Topic, language: SpokenLanguage, meaning_language: SpokenLanguage = "en"
) -> Annotated[list[WordPair], Length(minimum=1)]:
    """List the words of a topic in a language, each with its meaning in another.

    Args:
        topic: Topic of the table.
        language: Language of the words, ISO 639-1.
        meaning_language: Language of the meanings, ISO 639-1.

    Returns:
        Words and meanings in the order of the table.

    Raises:
        ValueError: Both languages are the same.

    Examples:
        >>> list_words_of_topic(topic="clothes", language="es", meaning_language="pl")
        [{'word': 'camisa', 'meaning': 'koszula'},
         {'word': 'pantalones', 'meaning': 'spodnie'},
         {'word': 'vestido', 'meaning': 'sukienka'},
         {'word': 'abrigo', 'meaning': 'płaszcz'},
         {'word': 'zapato', 'meaning': 'but'},
         {'word': 'sombrero', 'meaning': 'kapelusz'},
         {'word': 'guante', 'meaning': 'rękawiczka'},
         {'word': 'bufanda', 'meaning': 'szalik'},
         {'word': 'cinturón', 'meaning': 'pasek'}]

    See Also:
        translate_word: One word.
    """
    if language == meaning_language:
        raise ValueError(f"words of {language!r} need meanings in another language")
    return [
        {"word": _word(each, language), "meaning": _word(each, meaning_language)}
        for each in ENTRIES
        if each.topic == topic
    ]


def identify_word_language(word: Word) -> Annotated[list[WordOrigin], Length(minimum=1)]:
    """Tell which of the five languages have a word, and what it means in each.

    Args:
        word: Word or phrase as the table has it; case does not matter.

    Returns:
        A language and an English meaning for each that has the word, in the order en, pl, de, fr, es.

    Raises:
        ValueError: The table does not have the word in any language.

    Examples:
        >>> identify_word_language(word="rosa")
        [{'language': 'de', 'meaning': 'pink'}, {'language': 'es', 'meaning': 'pink'}]
        >>> identify_word_language(word="tulipan")
        Traceback (most recent call last):
        ValueError: the table has no word 'tulipan' in any language

    See Also:
        translate_word: Where the language is known.
    """
    found: list[WordOrigin] = [
        {"language": language, "meaning": _word(each, "en")}
        for language in LANGUAGES
        for each in ENTRIES
        if _plain(_word(each, language)) == _plain(word)
    ]
    if not found:
        raise ValueError(f"the table has no word {word!r} in any language")
    return found


def choose_greeting(time: Annotated[str, Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")], language: SpokenLanguage) -> str:
    """Choose how to greet somebody politely at a time of day.

    The day's first greeting holds from 05:00. It changes at 12:00 and 18:00 in English, at 18:00 in Polish and
    French, at 11:00 and 18:00 in German, at 12:00 and 20:00 in Spanish; the last one holds until 05:00.

    Args:
        time: Local time, HH:MM.
        language: Language of the greeting, ISO 639-1.

    Returns:
        The greeting, in lower case but for German nouns.

    Raises:
        ValueError: The time is no time of day.

    Examples:
        >>> choose_greeting(time="17:30", language="pl")
        'dzień dobry'

    See Also:
        translate_word: Other phrases.
    """
    hours, _, minutes = time.partition(":")
    if not (len(time) == 5 and hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        raise ValueError(f"{time!r} is no time of day; write it like 08:30")
    greetings = _GREETINGS[language]
    begun = [greeting for begin, greeting in greetings if begin <= time]
    return begun[-1] if begun else greetings[-1][1]


def name_weekday(weekday: Annotated[int, Range(minimum=1, maximum=7)], language: SpokenLanguage) -> str:
    """Name a day of the week in one of five languages.

    Args:
        weekday: Number of the day by ISO 8601, 1 for Monday to 7 for Sunday.
        language: Language of the name, ISO 639-1.

    Returns:
        The name, with a capital where the language writes one.

    Raises:
        ValueError: The number is not 1 to 7.

    Examples:
        >>> name_weekday(weekday=3, language="pl")
        'środa'

    See Also:
        name_month: Months.
        iso_week: The weekday of a date.
    """
    if not 1 <= weekday <= 7:
        raise ValueError(f"weekdays are 1 (Monday) to 7 (Sunday), not {weekday}")
    return _WEEKDAYS[language][weekday - 1]


def name_month(month: Annotated[int, Range(minimum=1, maximum=12)], language: SpokenLanguage) -> str:
    """Name a month in one of five languages, as it stands alone; Polish in the nominative.

    Args:
        month: Number of the month, from 1.
        language: Language of the name, ISO 639-1.

    Returns:
        The name, with a capital where the language writes one.

    Raises:
        ValueError: The number is not 1 to 12.

    Examples:
        >>> name_month(month=10, language="pl")
        'październik'

    See Also:
        name_weekday: Days of the week.
        spell_out_date: The month within a date, such as 14 marca 2025.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"months are 1 to 12, not {month}")
    return _MONTHS[language][month - 1]


def _word(entry: Entry, language: SpokenLanguage) -> str:
    return entry.words[LANGUAGES.index(language)]


def _entry(word: str, language: SpokenLanguage) -> Entry:
    for each in ENTRIES:
        if _plain(_word(each, language)) == _plain(word):
            return each
    near = get_close_matches(word, [_word(each, language) for each in ENTRIES], 1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"the table has no word {word!r} in {language!r}{hint}")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
