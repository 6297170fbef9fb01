"""What is wrong with a file, a sheet or a cell, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.domain.formats.tables import Cell, CellProblem
from quizzes.domain.formats.workbooks import UnreadableFileError
from quizzes.domain.problems import Problem
from quizzes.services.explaining import item_problem_text

FILES = {
    "too_large": _("The file is larger than %(most)s MB: divide it."),
    "too_large_unpacked": _("The file unpacks to far more than a spreadsheet of facts needs."),
    "too_many_rows": _("A sheet has more than %(most)s rows: divide it."),
    "empty_file": _("The file is empty."),
    "old_workbook": _(
        "This is a workbook of the old kind (.xls), or one with a password. Save it as .xlsx."
    ),
    "not_a_spreadsheet": _("The file is damaged, or it is not a spreadsheet (.xlsx)."),
    "not_text": _("The file is neither .xlsx nor text with commas, semicolons or tabs (.csv)."),
    "no_table": _(
        "No sheet has the headings of facts or questions. Take the template and keep its headings."
    ),
    "no_rows": _("There are headings, but no row below them."),
}
CELLS = {
    "said": "%(text)s",
    "heading_missing": _("The column “%(heading)s” is missing."),
    "heading_twice": _("The column “%(heading)s” stands twice."),
    "heading_unknown": _("The column “%(heading)s” is not known and is not read."),
    "encoding_guessed": _(
        "The file is not in UTF-8 and was read as GB18030. Check that the Chinese looks right."
    ),
    "sheet_not_read": _("The sheet “%(sheet)s” has other headings and is not read."),
    "cell_is_error": _("The formula in this cell gives an error: %(value)s."),
    "cell_empty": _("This must not be empty."),
    "word_unknown": _("“%(value)s” is none of these: %(known)s."),
    "not_a_number": _("“%(value)s” cannot be read as a number."),
    "not_a_whole_number": _("“%(value)s” is not a whole number above 0."),
    "not_a_date": _("“%(value)s” cannot be read as a date."),
    "not_a_day": _("“%(value)s” is not a single day: write it as 2025-07-06."),
    "unit_twice": _("“%(value)s” has a unit of its own beside the unit “%(unit)s”."),
    "key_again": _("“%(key)s” stands further up already: put the rows of one fact together."),
    "differs_from_first_row": _(
        "This differs from row %(row)s, the first of the same fact: leave it empty here."
    ),
    "member_empty": _("Member %(number)s is empty."),
    "more_aliases_than_members": _("There are more groups of other names than members."),
    "article_unknown": _("There is no article “%(value)s”."),
    "topic_unknown": _("The article has no topic “%(value)s”."),
    "passage_unknown": _("The article %(article)s has no passage %(value)s."),
    "entity_unknown": _("There is no entity “%(value)s”."),
    "entity_ambiguous": _("Several entities are called “%(value)s”. Write a key: %(known)s."),
    "unit_unknown": _("There is no unit “%(value)s”."),
    "unit_ambiguous": _("Several units are called “%(value)s”. Write a key: %(known)s."),
    "item_point_unknown": _("The article %(article)s has no point “%(value)s”."),
    "not_allowed": _("You may not write this."),
    "may_not_publish": _("You may not publish."),
    "published_fact": _(
        "This fact is published: correct it on its own page, which shows first what follows."
    ),
    "fact_of_other_article": _("This fact belongs to the article %(article)s, and stays there."),
    "item_of_other_article": _(
        "This question belongs to the article %(article)s, and stays there."
    ),
    "point_in_use": _(
        "The point {%(name)s} is missing, but questions or memories hang on it: keep its row."
    ),
    "form_stays": _("The form of a question that exists cannot be changed."),
    "item_generated": _("This question is made from its fact: change the fact instead."),
    "key_malformed": _("“%(value)s” is not a key: take Latin letters, digits, hyphens and dots."),
    "not_an_option": _("“%(value)s” is neither the number nor the letter of an option."),
    "no_such_option": _("Option %(value)s is empty."),
}
REASONS = {
    "no_year": _("The year is missing."),
    "ambiguous_date": _("Day and month can be told apart only as in 2025-07-06."),
    "impossible_date": _("There is no such day."),
    "backwards": _("It ends before it begins."),
    "vague": _("It does not say how many."),
    "several_numbers": _("It holds several numbers."),
    "too_large": _("It is too large."),
}


def file_problem_text(error: UnreadableFileError) -> str:
    """Why a file cannot be read, in the active language."""
    return str(FILES[error.code]) % error.params


def cell_problem_text(problem: CellProblem) -> str:
    """What is wrong with a cell, without its place, with the closest known names if there are."""
    params = dict(problem.params)
    if problem.code == "said" and "text" not in params:
        return item_problem_text(Problem(params.pop("why"), "", "", params))
    text = str(CELLS.get(problem.code) or FILES[problem.code]) % params
    reason = REASONS.get(params.get("why", "")) if problem.code.startswith("not_a_") else None
    if reason:
        return f"{text} {reason}"
    if problem.code.endswith("_unknown") and params.get("known") and problem.code != "word_unknown":
        return text + " " + gettext("Known names that are close: %(known)s.") % params
    return text


def place_text(cell: Cell) -> str:
    """Where a cell is: "Facts, row 12, column N (Value)"."""
    params = {
        "sheet": cell.sheet,
        "row": cell.row,
        "letter": cell.letter,
        "heading": cell.heading,
    }
    if not cell.row:
        return cell.sheet
    if cell.letter:
        return gettext("%(sheet)s, row %(row)s, column %(letter)s (%(heading)s)") % params
    if cell.heading:
        return gettext("%(sheet)s, row %(row)s, “%(heading)s”") % params
    return gettext("%(sheet)s, row %(row)s") % params
