"""Addresses of the pages."""

from django.urls import URLPattern, path

from quizzes.web import (
    accounts,
    articles,
    attempts,
    design,
    home,
    mistakes,
    one_page,
    pinyin,
    ratings,
    scores,
    study,
    theme,
)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("articles/", articles.index, name="articles"),
    path("articles/<slug:key>/", articles.show, name="article"),
    path("quizzes/<slug:key>/", attempts.quiz, name="quiz"),
    path("quizzes/<slug:key>/start", attempts.start, name="start"),
    path("attempts/<uuid:attempt_id>/", attempts.resume, name="attempt"),
    path("attempts/<uuid:attempt_id>/<int:position>/", attempts.question, name="question"),
    path("attempts/<uuid:attempt_id>/all/", one_page.all_questions, name="all"),
    path("attempts/<uuid:attempt_id>/review/", attempts.review, name="review"),
    path("attempts/<uuid:attempt_id>/submit/", attempts.submit, name="submit"),
    path("attempts/<uuid:attempt_id>/result/", attempts.result, name="result"),
    path("study/", study.study, name="study"),
    path("study/undo/", study.undo, name="undo"),
    path("study/ratings/", ratings.choose_ratings, name="choose_ratings"),
    path("study/cards/<str:point>/", study.answer, name="card"),
    path("mistakes/", mistakes.book, name="mistakes"),
    path("mistakes/mistakes.csv", mistakes.export, name="mistakes_csv"),
    path("scores/", scores.scores, name="scores"),
    path("preferences/", accounts.Preferences.as_view(), name="preferences"),
    path("accounts/login/", accounts.SignIn.as_view(), name="login"),
    path("accounts/logout/", accounts.SignOut.as_view(), name="logout"),
    path("accounts/signup/", accounts.SignUp.as_view(), name="signup"),
    path("accounts/password/", accounts.ChangePassword.as_view(), name="password_change"),
    path("pinyin/", pinyin.set_pinyin, name="pinyin"),
    path("theme/", theme.set_theme, name="theme"),
    path("design/", design.gallery, name="design"),
]
