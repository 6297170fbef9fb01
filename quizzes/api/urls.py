"""Addresses of the API, below /api/v1/."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from quizzes.api.articles import ArticleViewSet, QuizViewSet
from quizzes.api.attempts import AttemptViewSet
from quizzes.api.auth import SignIn, SignOut, SignOutEverywhere
from quizzes.api.card_check import CheckCard
from quizzes.api.courses import CourseViewSet
from quizzes.api.decks import DeckView
from quizzes.api.exams import Exams, OneExam, StudyChoices
from quizzes.api.extra_time import ExtraTimeViewSet
from quizzes.api.facts import FactViewSet, PointViewSet
from quizzes.api.index import Index
from quizzes.api.items import ItemViewSet
from quizzes.api.leeches import BringBack, CardsAside
from quizzes.api.me import Me, Scores
from quizzes.api.mistakes import Mistakes
from quizzes.api.nowhere import Nowhere
from quizzes.api.own_courses import OwnCourse, OwnCourses
from quizzes.api.progress import MasteryView, ProgressView
from quizzes.api.quiz_settings import QuizSettings
from quizzes.api.regrading import RegradeViewSet
from quizzes.api.study import DueCards, Reviews

router = SimpleRouter(use_regex_path=False)
router.register("articles", ArticleViewSet, basename="article")
router.register("facts", FactViewSet, basename="fact")
router.register("points", PointViewSet, basename="point")
router.register("items", ItemViewSet, basename="item")
router.register("quizzes", QuizViewSet, basename="quiz")
router.register("courses", CourseViewSet, basename="course")
router.register("attempts", AttemptViewSet, basename="attempt")
router.register("extra-time", ExtraTimeViewSet, basename="extra-time")
router.register("regrades", RegradeViewSet, basename="regrade")

app_name = "api"
urlpatterns = [
    path("", Index.as_view(), name="index"),
    path("auth/login/", SignIn.as_view(), name="login"),
    path("auth/logout/", SignOut.as_view(), name="logout"),
    path("auth/logoutall/", SignOutEverywhere.as_view(), name="logout-all"),
    path("articles/<str:key>/deck/", DeckView.as_view(), name="deck"),
    path("articles/<str:key>/mastery/", MasteryView.as_view(), name="mastery"),
    path("cards/due/", DueCards.as_view(), name="cards-due"),
    path("cards/choices/", StudyChoices.as_view(), name="cards-choices"),
    path("cards/aside/", CardsAside.as_view(), name="cards-aside"),
    path("cards/<str:key>/check/", CheckCard.as_view(), name="check-card"),
    path("cards/<str:key>/back/", BringBack.as_view(), name="bring-back"),
    path("reviews/", Reviews.as_view(), name="reviews"),
    path("exams/", Exams.as_view(), name="exams"),
    path("exams/<int:exam>/", OneExam.as_view(), name="exam"),
    path("mistakes/", Mistakes.as_view(), name="mistakes"),
    path("me/", Me.as_view(), name="me"),
    path("me/courses/", OwnCourses.as_view(), name="me-courses"),
    path("me/courses/<str:key>/", OwnCourse.as_view(), name="me-course"),
    path("progress/", ProgressView.as_view(), name="progress"),
    path("scores/", Scores.as_view(), name="scores"),
    path("quizzes/<str:key>/settings/", QuizSettings.as_view(), name="quiz-settings"),
    path("", include(router.urls)),
    re_path(r"^", Nowhere.as_view(), name="nowhere"),  # even with a line feed in the address
]
