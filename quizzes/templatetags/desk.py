"""What the pages of the admin share."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def wide_table(content: SafeString, name: str, caption: str, classes: str = "") -> SafeString:
    """A table with a caption that scrolls on its own where the screen is too narrow for it.

    The keyboard can scroll it too. `name` tells the tables of one page apart.
    """
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}-caption">'
        '<table class="{classes}"><caption id="{name}-caption">{caption}</caption>'
        "{content}</table></div>",
        name=name,
        caption=caption,
        classes=f"coverage {classes}".strip(),
        content=content,
    )
