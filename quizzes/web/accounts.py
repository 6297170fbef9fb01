"""Signing up, in and out, and what a learner sets for themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, UpdateView

from quizzes.models import User
from quizzes.permissions import is_guest
from quizzes.services.courses import choose_retention
from quizzes.services.guest_merging import merge_guest
from quizzes.services.guests import NotAGuestError, keep_guest
from quizzes.web.forms import ChangePasswordForm, PreferencesForm, SignInForm, SignUpForm
from quizzes.web.guests import BACKEND, SignUpThrottle, has_room
from quizzes.web.languages import chosen_language
from quizzes.web.theme import back_to
from quizzes.web.users import learner_of


class SignIn(views.LoginView):
    template_name = "accounts/login.html"
    authentication_form = SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not is_guest(request.user):
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "is_guest": is_guest(self.request.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        account = form.get_user()
        if form.cleaned_data.get("keep") and is_guest(self.request.user):
            self._bring_along(account)
        return super().form_valid(form)

    def _bring_along(self, account: User) -> None:
        try:
            merge_guest(learner_of(self.request), account, timezone.now())
        except (NotAGuestError, User.DoesNotExist):  # another tab was first
            return
        messages.success(self.request, _("What you did as a guest is in your account now."))


class SignOut(views.LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        messages.success(request, _("You are signed out."))
        return response


class SignUp(FormView):
    template_name = "accounts/signup.html"
    form_class = SignUpForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not is_guest(request.user):
            return redirect("home")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.POST.get("next") or self.request.GET.get("next", "")
        return super().get_context_data(next=asked, **kwargs)

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        guest = self.request.user if is_guest(self.request.user) else None
        if guest is None and not has_room(self.request, SignUpThrottle):
            form.add_error(None, _("Many accounts were made from here. Try again in an hour."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        try:
            account = self._account(form, guest)
        except NotAGuestError:  # another tab was first
            return redirect("login")
        except IntegrityError:  # and here another person, to the name
            form.add_error("username", User._meta.get_field("username").error_messages["unique"])
            return self.form_invalid(form)
        login(self.request, account, backend=BACKEND)
        messages.success(self.request, _("Welcome. Your account is ready."))
        return HttpResponseRedirect(back_to(self.request))

    def _account(self, form: SignUpForm, guest: object) -> User:
        if not isinstance(guest, User):
            form.instance.content_language = chosen_language(self.request)
            return form.save()
        chosen = form.cleaned_data
        return keep_guest(guest, chosen["username"], chosen["password1"])


class ChangePassword(views.PasswordChangeView):
    form_class = ChangePasswordForm
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("home")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_guest(request.user):  # has none, and gets one with an account
            return redirect("signup")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your password is changed."))
        return super().form_valid(form)


class Preferences(LoginRequiredMixin, UpdateView):
    template_name = "accounts/preferences.html"
    form_class = PreferencesForm
    success_url = reverse_lazy("preferences")

    def get_object(self, queryset: object = None) -> User:
        # A fresh copy: an invalid form must not change the name shown in the head.
        return User.objects.get(pk=learner_of(self.request).pk)

    def form_valid(self, form: Any) -> HttpResponse:
        choose_retention(self.get_object(), form.chosen_by_course())
        messages.success(self.request, _("Saved."))
        return super().form_valid(form)
