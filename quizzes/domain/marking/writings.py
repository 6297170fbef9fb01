"""The usual ways to write an answer, for a device that cannot ask whether one is right."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.domain.items import ItemContent, NumericBody, TextBody
from quizzes.domain.values.dates import PartialDate, Precision
from quizzes.domain.values.figures import is_chinese, write_figure, write_quantity

_ISO_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def writings(content: ItemContent) -> tuple[str, ...]:
    """Writings that marking accepts, without regard to width and case; () for other forms.

    Not all of them: what is not among them may be right too.
    """
    match content.body:
        case TextBody(accepted=accepted, value=PartialDate() as value):
            found = [*accepted, value.start.isoformat()[: _ISO_LENGTHS.get(value.precision)]]
        case TextBody(accepted=accepted):
            found = list(accepted)
        case NumericBody() as body:
            found = list(_figures(body))
        case _:
            found = []
    return tuple(dict.fromkeys(found))


def _figures(body: NumericBody) -> Iterator[str]:
    amount = body.quantity.amount.normalize()
    plain = f"{amount:f}", f"{amount:,f}"
    yield from plain
    for language, unit in body.unit_name.items():
        yield write_figure(amount, language)
        yield write_quantity(body.quantity, language)
        for figure in (*plain, write_quantity(body.quantity, language)):
            yield f"{figure}{'' if is_chinese(language) else ' '}{unit}"
