"""How a teacher fills in each form: one module a form; a new module here is found by itself."""

from __future__ import annotations

import importlib
import pkgutil

from quizzes.admin.editors.base import EDITORS, Editor

__all__ = ["EDITORS", "Editor"]

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")
