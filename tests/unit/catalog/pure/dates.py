from datetime import UTC, date, datetime, timedelta


def function(start: str, days: int) -> dict:
    day = date.fromisoformat(start) + timedelta(days=days)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return {"day": day.isoformat(), "weekday": day.strftime("%A"), "noon": noon.isoformat(), "text": f"{day:%d.%m.%Y}"}
