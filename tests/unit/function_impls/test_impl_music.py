"""Notes against published frequencies and the circle of fifths."""

from __future__ import annotations

import pytest

from function_impls import music
from function_impls.music import (
    compute_bars_duration,
    compute_note_duration,
    compute_note_frequency,
    find_nearest_note,
    list_chord_notes,
    list_scale_notes,
    name_interval,
    transpose_chord_root,
    transpose_notes,
)


@pytest.mark.parametrize(
    ("note", "frequency"),
    # ISO 16 for A4; the others from the usual table of the piano's 88 keys.
    [("A4", 440), ("A0", 27.5), ("C8", 4186.01), ("E2", 82.41), ("G3", 196), ("F#3", 185), ("Gb3", 185)],
)
def test_frequencies_both_ways(note: str, frequency: float) -> None:
    assert compute_note_frequency(note=note) == frequency
    nearest = find_nearest_note(frequency_hz=frequency)
    assert nearest["note"] == note.replace("Gb", "F#")
    assert abs(nearest["cents"]) < 0.2


def test_other_tunings() -> None:
    assert compute_note_frequency(note="A3", tuning_hz=415) == 207.5
    assert find_nearest_note(frequency_hz=442, tuning_hz=442) == {"note": "A4", "cents": 0}


def test_frequency_below_c0_at_a_high_tuning_is_refused() -> None:
    with pytest.raises(ValueError, match="outside of C0 to B8"):
        find_nearest_note(frequency_hz=16.4, tuning_hz=480)


@pytest.mark.parametrize(
    ("first", "second", "semitones", "name", "octaves"),
    [
        ("C4", "E4", 4, "major third", 0),
        ("A4", "F4", -4, "major third", 0),
        ("B3", "F4", 6, "tritone", 0),
        ("C4", "C4", 0, "perfect unison", 0),
        ("C4", "C6", 24, "octave", 2),
        ("G#3", "Ab3", 0, "perfect unison", 0),
    ],
)
def test_intervals(first: str, second: str, semitones: int, name: str, octaves: int) -> None:
    assert name_interval(first=first, second=second) == {"semitones": semitones, "name": name, "octaves": octaves}


def test_transposition_back_and_forth() -> None:
    notes = ["C4", "F#2", "A#5", "B8"]

    assert transpose_notes(notes=transpose_notes(notes=notes, semitones=-7), semitones=7) == notes
    assert transpose_chord_root(root="E", semitones=-5) == "B"
    assert transpose_chord_root(root="Cb", semitones=12) == "B"
    with pytest.raises(ValueError, match="outside"):
        transpose_notes(notes=notes, semitones=1)


def test_major_scales_by_the_circle_of_fifths() -> None:
    # Each step up the circle adds a sharp (or takes a flat), in the order F C G D A E B.
    circle = ["Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"]
    for place, root in enumerate(circle, -7):
        marks = "".join(list_scale_notes(root=root, kind="major"))
        assert marks.count("#") - marks.count("b") == place
        assert {note[0] for note in list_scale_notes(root=root, kind="major")} == set("ABCDEFG")


def test_scales() -> None:
    assert list_scale_notes(root="A", kind="natural_minor") == ["A", "B", "C", "D", "E", "F", "G"]
    assert list_scale_notes(root="G#", kind="harmonic_minor")[-1] == "F##"
    assert list_scale_notes(root="A", kind="minor_pentatonic") == ["A", "C", "D", "E", "G"]


@pytest.mark.parametrize(
    ("root", "kind", "notes"),
    [
        ("F#", "major", "F# A# C#"),
        ("B", "diminished", "B D F"),
        ("G", "dominant7", "G B D F"),
        ("Ab", "augmented", "Ab C E"),
        ("Bb", "major7", "Bb D F A"),
        ("Cb", "minor", "Cb Ebb Gb"),
    ],
)
def test_chords(root: str, kind: music.ChordKind, notes: str) -> None:
    assert list_chord_notes(root=root, kind=kind) == notes.split()


def test_durations() -> None:
    # At 60 a minute a quarter note is a second.
    assert compute_note_duration(value="quarter", bpm=60) == 1000
    assert compute_note_duration(value="half", bpm=60, dotted=True) == 3000
    assert compute_bars_duration(bars=2, bpm=60) == 8
    assert compute_bars_duration(bars=4, bpm=90, beats_per_bar=6, beat_unit=8) == 8
