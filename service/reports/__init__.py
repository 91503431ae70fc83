"""Verdicts and reports rendered: JSON lines, text, JUnit. No judgement here."""
