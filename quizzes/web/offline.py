"""What makes the site an application on a device: its manifest, its worker, its own pages.

None of it is private: the pages are the same for everybody, and cards come into them from what the
device keeps (`offline_cards`).
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.templatetags.ui import bcp47

PAGES = {"offline": "offline/nothing.html", "study_offline": "offline/study.html"}
SCRIPTS = ("quizzes/js/device.js", "quizzes/js/worker.js")
ICONS = (
    ("quizzes/img/seal.svg", "any", "image/svg+xml", "any"),
    ("quizzes/img/seal-192.png", "192x192", "image/png", "any"),
    ("quizzes/img/seal-512.png", "512x512", "image/png", "any"),
    ("quizzes/img/seal-maskable-512.png", "512x512", "image/png", "maskable"),
)
PAPER = "#f8f4ea"
"""The colour of the page while the application opens: --paper by day, for there is but one."""


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> JsonResponse:
    """The application's name, icons and colours, in the reader's language."""
    icons = [
        {"src": static(path), "sizes": sizes, "type": kind, "purpose": purpose}
        for path, sizes, kind, purpose in ICONS
    ]
    cards = {"name": _("Cards"), "url": reverse("study"), "icons": icons[1:2]}
    members = {
        "id": "/",
        "name": _("Quizsite: quizzes and cards"),
        "short_name": _("Quizsite"),
        "description": _("Quizzes and cards from the facts of articles."),
        "lang": bcp47(get_language() or "en"),
        "dir": "auto",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
        "shortcuts": [cards],
    }
    return JsonResponse(members, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes with the pages and files it keeps, language included:
    a browser that sees another text keeps them anew."""
    pages = {reverse(name): render_to_string(PAGES[name], {}, request) for name in PAGES}
    linked = rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"]+)"'
    assets = sorted({url for page in pages.values() for url in re.findall(linked, page)})
    scripts = [static(path) for path in SCRIPTS]
    config = {
        "version": _version([*pages.values(), *assets, *scripts], [*assets, *scripts]),
        "keep": [*pages, *assets],
        "page": reverse("offline"),
        "study": reverse("study_offline"),
        "cards": reverse("study"),
    }
    text = f"self.quizsite = {json.dumps(config)};\nimportScripts(...{json.dumps(scripts)});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _version(texts: list[str], urls: list[str]) -> str:
    """A digest of the pages and of the files, which the manifest has put into their names."""
    digest = hashlib.sha256("\n".join(texts).encode())
    if not hasattr(staticfiles_storage, "manifest_hash"):  # names without a digest
        for url in urls:
            found = finders.find(url.removeprefix(settings.STATIC_URL))
            if isinstance(found, str):
                digest.update(Path(found).read_bytes())
    return digest.hexdigest()[:16]


@require_safe
@cache_control(no_cache=True)
def nothing(request: HttpRequest) -> HttpResponse:
    """What stands in for a page that cannot be had without a connection."""
    return render(request, PAGES["offline"])


@require_safe
@cache_control(no_cache=True)
def study_offline(request: HttpRequest) -> HttpResponse:
    """An empty place for the cards that the device keeps."""
    return render(request, PAGES["study_offline"])
