"""Music: notes, intervals, chords, scales, transposition and tempo, in twelve-tone equal temperament.

Notes are written C, C#, Db … B with the octave of scientific pitch (middle C is C4). B is the English one, a semitone
below C, which Polish and German call H.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range

Pitch: TypeAlias = Annotated[str, Pattern(r"^[A-G][#b]?[0-8]$")]
PitchClass: TypeAlias = Annotated[str, Pattern(r"^[A-G][#b]?$")]
Tuning: TypeAlias = Annotated[float, Range(minimum=400, maximum=480)]
Tempo: TypeAlias = Annotated[float, Range(minimum=10, maximum=600)]
ChordKind: TypeAlias = Literal["major", "minor", "diminished", "augmented", "dominant7", "major7", "minor7"]
ScaleKind: TypeAlias = Literal["major", "natural_minor", "harmonic_minor", "major_pentatonic", "minor_pentatonic"]

_LETTERS = "CDEFGAB"
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SHARPS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_INTERVALS = (
    "perfect unison",
    "minor second",
    "major second",
    "minor third",
    "major third",
    "perfect fourth",
    "tritone",
    "perfect fifth",
    "minor sixth",
    "major sixth",
    "minor seventh",
    "major seventh",
)
# Letters above the root and semitones above it.
_CHORDS = {
    "major": ((0, 0), (2, 4), (4, 7)),
    "minor": ((0, 0), (2, 3), (4, 7)),
    "diminished": ((0, 0), (2, 3), (4, 6)),
    "augmented": ((0, 0), (2, 4), (4, 8)),
    "dominant7": ((0, 0), (2, 4), (4, 7), (6, 10)),
    "major7": ((0, 0), (2, 4), (4, 7), (6, 11)),
    "minor7": ((0, 0), (2, 3), (4, 7), (6, 10)),
}
_SCALES = {
    "major": ((0, 0), (1, 2), (2, 4), (3, 5), (4, 7), (5, 9), (6, 11)),
    "natural_minor": ((0, 0), (1, 2), (2, 3), (3, 5), (4, 7), (5, 8), (6, 10)),
    "harmonic_minor": ((0, 0), (1, 2), (2, 3), (3, 5), (4, 7), (5, 8), (6, 11)),
    "major_pentatonic": ((0, 0), (1, 2), (2, 4), (4, 7), (5, 9)),
    "minor_pentatonic": ((0, 0), (2, 3), (3, 5), (4, 7), (6, 10)),
}
_VALUES = {"whole": 4.0, "half": 2.0, "quarter": 1.0, "eighth": 0.5, "sixteenth": 0.25}


class NearestNote(TypedDict):
    """The note nearest to a frequency, and how many cents (hundredths of a semitone) the frequency is above it."""

    note: str
    cents: float


class Interval(TypedDict):
    """The distance of two notes, upwards or downwards; over an octave the name is that of the rest."""

    semitones: int
    name: str
    octaves: int


def compute_note_frequency(note: Pitch, tuning_hz: Tuning = 440) -> float:
    """Compute the frequency of a note. Use it when the note is known.

    Args:
        note: Note with its octave, such as A4 or Eb3.
        tuning_hz: Frequency of A4 in hertz.

    Returns:
        Frequency in hertz, rounded to 0.01.

    Examples:
        >>> compute_note_frequency(note="C4")
        261.63

    See Also:
        find_nearest_note: The note, when the frequency is known.
    """
    return round(tuning_hz * 2 ** ((_number(note) - 57) / 12), 2)


def find_nearest_note(
    frequency_hz: Annotated[float, Range(minimum=16.4, maximum=7500)], tuning_hz: Tuning = 440
) -> NearestNote:
    """Find the note nearest to a frequency. Use it when the frequency is known.

    Args:
        frequency_hz: Frequency in hertz.
        tuning_hz: Frequency of A4 in hertz.

    Returns:
        The note, spelled with a sharp where it has no letter of its own, and the deviation, rounded to 0.1 cent.

    Raises:
        ValueError: The note lies outside of C0 to B8.

    Examples:
        >>> find_nearest_note(frequency_hz=445)
        {'note': 'A4', 'cents': 19.6}

    See Also:
        compute_note_frequency: The frequency, when the note is known.
    """
    exact = 57 + 12 * math.log2(frequency_hz / tuning_hz)
    number = math.floor(exact + 0.5)
    return {"note": _name(number), "cents": round(100 * (exact - number), 1) + 0.0}


def name_interval(first: Pitch, second: Pitch) -> Interval:
    """Name the interval between two notes by its number of semitones, without regard to their spelling.

    Args:
        first: One note.
        second: The other.

    Returns:
        Semitones (negative downwards), name of what is left over whole octaves, and number of octaves.

    Examples:
        >>> name_interval(first="C4", second="G5")
        {'semitones': 19, 'name': 'perfect fifth', 'octaves': 1}
    """
    semitones = _number(second) - _number(first)
    octaves, rest = divmod(abs(semitones), 12)
    return {"semitones": semitones, "name": "octave" if rest == 0 and octaves else _INTERVALS[rest], "octaves": octaves}


def transpose_notes(
    notes: Annotated[list[Pitch], Length(minimum=1, maximum=200)],
    semitones: Annotated[int, Range(minimum=-48, maximum=48)],
) -> list[str]:
    """Move notes up or down by semitones. Use transpose_chord_root where only names without octaves are known.

    Args:
        notes: Notes with their octaves.
        semitones: Number of semitones; negative for down.

    Returns:
        The notes, spelled with sharps.

    Raises:
        ValueError: A note would lie outside of C0 to B8.

    Examples:
        >>> transpose_notes(notes=["C4", "Eb4", "B4"], semitones=2)
        ['D4', 'F4', 'C#5']
        >>> transpose_notes(notes=["C0"], semitones=-1)
        Traceback (most recent call last):
        ValueError: a note would be -1 semitones above C0, outside of C0 to B8

    See Also:
        transpose_chord_root: Names of chords or keys.
    """
    return [_name(_number(each) + semitones) for each in notes]


def transpose_chord_root(root: PitchClass, semitones: Annotated[int, Range(minimum=-48, maximum=48)]) -> str:
    """Move the root of a chord or a key up or down by semitones. Use transpose_notes for notes with octaves.

    Args:
        root: Root without an octave, such as Bb.
        semitones: Number of semitones; negative for down.

    Returns:
        The new root, spelled with a sharp where it has no letter of its own.

    Examples:
        >>> transpose_chord_root(root="Bb", semitones=2)
        'C'

    See Also:
        transpose_notes: Notes with octaves.
    """
    return _SHARPS[(_step(root) + semitones) % 12]


def list_chord_notes(root: PitchClass, kind: ChordKind) -> list[str]:
    """List the notes of a chord, correctly spelled. Use list_scale_notes for a scale.

    Args:
        root: Root of the chord, such as F#.
        kind: Which triad or seventh chord.

    Returns:
        The notes from the root up, without octaves; ## and bb are double accidentals.

    Examples:
        >>> list_chord_notes(root="C", kind="minor7")
        ['C', 'Eb', 'G', 'Bb']

    See Also:
        list_scale_notes: The notes of a scale.
    """
    return [_spell(root, letters, semitones) for letters, semitones in _CHORDS[kind]]


def list_scale_notes(root: PitchClass, kind: ScaleKind) -> list[str]:
    """List the notes of a scale, correctly spelled. Use list_chord_notes for a chord.

    Args:
        root: First note of the scale, such as Eb.
        kind: Which scale.

    Returns:
        The notes from the first up, without octaves; ## and bb are double accidentals.

    Examples:
        >>> list_scale_notes(root="D", kind="major")
        ['D', 'E', 'F#', 'G', 'A', 'B', 'C#']

    See Also:
        list_chord_notes: The notes of a chord.
    """
    return [_spell(root, letters, semitones) for letters, semitones in _SCALES[kind]]


def compute_note_duration(
    value: Literal["whole", "half", "quarter", "eighth", "sixteenth"], bpm: Tempo, dotted: bool = False
) -> float:
    """Compute how long a note sounds at a tempo. Use compute_bars_duration for whole bars.

    Args:
        value: Value of the note.
        bpm: Quarter notes a minute.
        dotted: Whether it has a dot, which makes it half as long again.

    Returns:
        Milliseconds, rounded to 0.1.

    Examples:
        >>> compute_note_duration(value="eighth", bpm=120)
        250.0

    See Also:
        compute_bars_duration: A number of bars.
    """
    return round(60000 / bpm * _VALUES[value] * (1.5 if dotted else 1.0), 1)


def compute_bars_duration(
    bars: Annotated[int, Range(minimum=1, maximum=10000)],
    bpm: Tempo,
    beats_per_bar: Annotated[int, Range(minimum=1, maximum=32)] = 4,
    beat_unit: Literal[2, 4, 8, 16] = 4,
) -> float:
    """Compute how long a number of bars takes at a tempo. Use compute_note_duration for one note.

    Args:
        bars: Number of bars.
        bpm: Quarter notes a minute, whatever the beat unit.
        beats_per_bar: Upper number of the time signature.
        beat_unit: Lower number of the time signature.

    Returns:
        Seconds, rounded to 0.01.

    Examples:
        >>> compute_bars_duration(bars=8, bpm=120, beats_per_bar=3)
        12.0

    See Also:
        compute_note_duration: One note.
    """
    return round(bars * beats_per_bar * 4 / beat_unit * 60 / bpm, 2)


def _step(name: str) -> int:
    return _STEPS[name[0]] + name.count("#") - name.count("b")


def _number(note: str) -> int:
    """Semitones above C0."""
    return 12 * int(note[-1]) + _step(note[:-1])


def _name(number: int) -> str:
    if not 0 <= number <= 107:
        raise ValueError(f"a note would be {number} semitones above C0, outside of C0 to B8")
    return f"{_SHARPS[number % 12]}{number // 12}"


def _spell(root: str, letters: int, semitones: int) -> str:
    letter = _LETTERS[(_LETTERS.index(root[0]) + letters) % 7]
    offset = (_step(root) + semitones - _STEPS[letter] + 6) % 12 - 6
    return letter + ("#" * offset if offset > 0 else "b" * -offset)
