from enum import Enum


class Grade(Enum):
    GOOD = "good"
    BAD = "bad"

    def words(self) -> str:
        return f"it is {self.value}"


def function(score: int) -> dict:
    grade = Grade.GOOD if score > 50 else Grade.BAD
    return {"grade": grade.value, "words": grade.words(), "good": grade is Grade.GOOD, "all": [g.name for g in Grade]}
