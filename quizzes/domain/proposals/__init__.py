"""Values found in running text, and the facts that sentences with values may become.

It proposes; a teacher decides. Everything here is linear in the length of the text.
"""

from quizzes.domain.proposals.candidates import Candidate, MarkedPassage, propose
from quizzes.domain.proposals.found import FoundValue, Language, NewName
from quizzes.domain.proposals.gazetteer import Gazetteer
from quizzes.domain.proposals.passages import MAX_TEXT, split_passages
from quizzes.domain.proposals.reader import Reader
from quizzes.domain.proposals.wording import copied_run

__all__ = [
    "MAX_TEXT",
    "Candidate",
    "FoundValue",
    "Gazetteer",
    "Language",
    "MarkedPassage",
    "NewName",
    "Reader",
    "copied_run",
    "propose",
    "split_passages",
]
