"""Tables, constraints and querysets, one module a subject."""

from quizzes.models.articles import Article, Passage, Topic
from quizzes.models.attempts import Attempt, AttemptSlot, Response
from quizzes.models.courses import Course, Enrolment
from quizzes.models.entities import Entity, Unit
from quizzes.models.exams import Exam
from quizzes.models.extra_time import ExtraTime
from quizzes.models.facts import Fact, Member, Point
from quizzes.models.history import Correction, FactVersion, ItemStatusChange, Regrade
from quizzes.models.items import Item, ItemVersion
from quizzes.models.leeches import BroughtBack
from quizzes.models.memory import Memory, Review
from quizzes.models.pinyin import Pinyin
from quizzes.models.quizzes import Quiz, Slot
from quizzes.models.scheduling import ParameterSet, StudyDay
from quizzes.models.sign_ins import FailedSignIn, SignIn, Token
from quizzes.models.users import User

__all__ = [
    "Article",
    "Attempt",
    "AttemptSlot",
    "BroughtBack",
    "Correction",
    "Course",
    "Enrolment",
    "Entity",
    "Exam",
    "ExtraTime",
    "Fact",
    "FactVersion",
    "FailedSignIn",
    "Item",
    "ItemStatusChange",
    "ItemVersion",
    "Member",
    "Memory",
    "ParameterSet",
    "Passage",
    "Pinyin",
    "Point",
    "Quiz",
    "Regrade",
    "Response",
    "Review",
    "SignIn",
    "Slot",
    "StudyDay",
    "Token",
    "Topic",
    "Unit",
    "User",
]
