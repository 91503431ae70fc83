import statistics as stats


def function(numbers: list) -> dict:
    if not numbers:
        raise ValueError("no numbers")
    return {"mean": stats.fmean(numbers), "median": stats.median(numbers), "modes": stats.multimode(numbers)}
