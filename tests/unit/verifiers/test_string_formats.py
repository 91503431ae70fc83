import pytest

from verifiers.string_formats import string_formats

CHECKER = string_formats()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date", "2024-02-29"),
        ("date-time", "2025-03-01T09:00:00+01:00"),
        ("date-time", "2025-03-01t09:00:00.123z"),
        ("date-time", "1998-12-31T23:59:60Z"),
        ("time", "09:00:00Z"),
        ("duration", "P1Y2M3DT4H5M6.7S"),
        ("duration", "PT1H"),
        ("email", "zażółć@example.pl"),
        ("hostname", "example.com"),
        ("ipv4", "192.0.2.1"),
        ("ipv6", "2001:db8::1"),
        ("uri", "https://example.org/a?b=c#d"),
        ("uri", "urn:isbn:0451450523"),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000"),
        ("json-pointer", "/a~1b/0"),
        ("regex", "^a+$"),
        ("colour", "anything"),
    ],
)
def test_text_of_the_format_is_taken(name: str, text: str) -> None:
    assert CHECKER.conforms(text, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date", "2023-02-29"),
        ("date", "01.03.2025"),
        ("date", "\u0662\u0660\u0662\u0665-\u0660\u0663-\u0660\u0661"),
        ("date-time", "2025-03-01T09:00:00"),
        ("date-time", "2025-13-01T09:00:00Z"),
        ("time", "24:00:00Z"),
        ("duration", "P"),
        ("duration", "1 hour"),
        ("email", "nobody at example.pl"),
        ("hostname", "-a.example"),
        ("ipv4", "256.1.1.1"),
        ("ipv4", "01.1.1.1"),
        ("ipv6", "1::2::3"),
        ("uri", "example.org/a"),
        ("uri", "https://example.org/a b"),
        ("uuid", "123e4567e89b12d3a456426614174000"),
        ("json-pointer", "a/b"),
        ("regex", "("),
    ],
)
def test_other_text_is_not(name: str, text: str) -> None:
    assert not CHECKER.conforms(text, name)


def test_what_is_no_text_has_no_format() -> None:
    assert CHECKER.conforms(3, "date")
