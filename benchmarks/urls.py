"""The site's addresses and the floor: an empty answer to somebody who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from quizsite.urls import urlpatterns as site_patterns


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("floor/", floor), *site_patterns]
