"""Why an item was not made, what is wrong with one or with an answer, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quizzes.domain.items import Refusal
from quizzes.domain.problems import Problem
from quizzes.domain.quality import Finding
from quizzes.domain.quality.flaws import WritingFlaw
from quizzes.domain.responses import MalformedResponseError

REFUSALS = {
    "form_does_not_suit": _("This kind of value cannot be asked in this form."),
    "no_language": _("The statement and the names of its values exist in no common language."),
    "language_missing": _("The fact does not exist in this language."),
    "not_exclusive": _("Another value may be right as well: the point is not marked as exclusive."),
    "set_not_complete": _("The list is not complete: what is missing from it may belong to it."),
    "made_elsewhere": _("One such question is made of several points: it stands at another one."),
    "too_few_pairs": _(
        "Too few facts of this relation go together to be matched: %(found)s of %(needed)s."
    ),
    "too_few_events": _(
        "Too few facts have dates that all lie apart: %(found)s of %(needed)s can be put in order."
    ),
    "members_alike": _("Two members may be the same."),
    "gap_in_stem": _("What belongs in the gap can be read elsewhere in the statement."),
    "too_few_members": _("The list has too few members to choose several of: %(found)s."),
    "members_in_stem": _("Every member can be read in the question."),
    "sequence_too_short": _("The sequence has too few members to offer wrong ones."),
    "too_few_names": _(
        "There are too few comparable names that are surely wrong: %(found)s of %(needed)s."
    ),
    "too_few_figures": _(
        "There are too few comparable figures that are surely wrong: %(found)s of %(needed)s."
    ),
    "too_few_dates": _(
        "There are too few comparable dates that are surely wrong: %(found)s of %(needed)s."
    ),
    "range_is_two_figures": _("A range is two figures: it cannot be entered as one."),
    "period_is_two_dates": _("A period is two dates: it cannot be entered as one."),
}
RULES = {
    "one_key": _("A question with one answer needs exactly one right option."),
    "too_few_options": _("A choice needs at least two options."),
    "duplicate_options": _("Two options read the same."),
    "two_true_options": _("A wrong option may be right as well."),
    "longest_option_correct": _("The right option stands out by its length."),
    "word_repeats": _("A word of the question stands in the right option only: %(words)s."),
    "all_of_the_above": _("“All of the above” can be known from two of the options."),
    "none_of_the_above": _("“None of the above” does not show what a learner knows."),
    "lost_sequence": _("Figures should stand in their order."),
    "percent_out_of_range": _("A percentage lies between 0 and 100."),
    "stem_empty": _("The question is empty."),
    "stem_too_long": _("The question is too long to be read in one go."),
    "negative_wording": _("The question asks for what is not: ask for what is."),
    "overlapping_options": _("A wrong option may be right as well: %(words)s."),
    "implausible_distractors": _("Nobody will choose this option: %(words)s."),
    "convergence_cues": _("The right option is made of parts that the others share: %(words)s."),
    "logical_cues": _("This option does not answer the question: %(words)s."),
    "complex_k_type": _("An option should not combine others: %(words)s."),
    "grammatical_cues": _("Grammar rules wrong options out: %(words)s."),
    "vague_terms": _("Everybody understands words such as this differently: %(words)s."),
    "unfocused_stem": _("The question alone does not say what is asked: %(words)s."),
    "gratuitous_information": _("Much is told before the question is asked: %(words)s"),
    "several_ideas": _("The statement says more than one thing: %(words)s."),
    "absolute_terms": _("Words such as “always” give an answer away: %(words)s."),
    "gap_first": _("The sentence starts with its gap."),
    "language_missing": _("Something is not written in this language."),
    "placeholder_left": _("A place in the statement was left unfilled: %(words)s."),
    "answer_too_long": _("The answer is too long to be typed: %(words)s."),
    "answer_in_stem": _("The answer can be read in the question: %(words)s."),
    "answer_missing": _("There is no answer to accept."),
    "duplicate_entries": _("Two entries of a list read the same: %(words)s."),
    "mixed_entries": _("This entry is of another kind than the others of its list: %(words)s."),
    "entry_too_long": _("This entry is too long to be compared with others: %(words)s."),
    "pair_shares_words": _("A word stands in both halves of one pair only: %(words)s."),
    "no_spare": _("The last pair follows from the others: add one more on the right."),
    "place_told": _("This entry tells its own place: %(words)s."),
    "too_many_gaps": _("Too little of the sentence is left between the gaps."),
}
FLAW_NAMES = {
    "unclear_stem": _("ambiguous or unclear question"),
    "implausible_distractors": _("wrong options that nobody believes"),
    "none_of_the_above": _("none of the above"),
    "all_of_the_above": _("all of the above"),
    "longest_option_correct": _("the longest option is right"),
    "gratuitous_information": _("more is told than is needed"),
    "several_ideas": _("a statement with several ideas"),
    "convergence_cues": _("the right option shares most with the others"),
    "logical_cues": _("logic points to the right option"),
    "gap_first": _("the gap comes first"),
    "absolute_terms": _("absolute terms"),
    "word_repeats": _("a word of the question in the right option"),
    "unfocused_stem": _("a question that does not say what is asked"),
    "complex_k_type": _("options that combine options"),
    "grammatical_cues": _("grammar points to the right option"),
    "lost_sequence": _("figures out of order"),
    "vague_terms": _("vague terms"),
    "more_than_one_correct": _("more than one right option"),
    "negative_wording": _("negative wording"),
}
PERSON_HINTS = {
    "unclear_stem": _("Let somebody read the question who does not know the article."),
    "implausible_distractors": _("Would a learner who does not know it believe each option?"),
    "gratuitous_information": _("Can a part of the question go without changing its answer?"),
    "several_ideas": _("Could one part of the statement be true and another false?"),
    "logical_cues": _("Can an option be ruled out by thinking alone?"),
    "unfocused_stem": _("Can the question be answered with its options covered?"),
    "grammatical_cues": _("Read the question with each option: does each go on as a sentence?"),
    "more_than_one_correct": _("Could an expert defend one of the wrong options?"),
}

PROBLEMS = {
    "stem_missing": _("Write the question in at least one language."),
    "no_whole_language": _("The question, its answers and its explanation share no language."),
    "options_too_few": _("A choice needs at least %(needed)s options."),
    "option_ids_repeat": _("Two options have the same id."),
    "one_right_option": _("Mark the one right option: %(found)s are marked."),
    "option_repeated": _("“%(text)s” stands twice."),
    "right_and_wrong_options": _("Mark every right option, and leave at least one wrong one."),
    "pairs_too_few": _("Matching needs at least %(needed)s pairs."),
    "entries_too_many": _("More than %(most)s are too many to keep in view."),
    "not_one_to_one": _("Each one on the left belongs to exactly one on the right."),
    "order_too_short": _("At least %(needed)s things are needed to put in order."),
    "order_of_others": _("The order must name each thing once."),
    "brace_open": _("A brace is open: a gap is an answer in braces, such as {9500}."),
    "no_gap": _("Write at least one gap: an answer in braces, such as {9500}."),
    "too_many_gaps": _("More than %(most)s gaps are too many for one sentence."),
    "gap_empty": _("A gap is empty: write the answer between the braces."),
    "gap_numbers": _("Number the gaps from 1 to %(count)s, each once, or number none."),
    "gaps_differ": _("Here are %(found)s gaps, in another language %(needed)s."),
    "gaps_not_once": _("Each gap stands exactly once in the sentence, in every language."),
    "tolerance_of_text": _("Only a number can have a tolerance: “%(answer)s” is none."),
    "number_out_of_range": _("The number and its tolerance must be ordinary numbers."),
    "answer_missing": _("Write at least one answer to accept."),
}

# What marking refuses to read, by the code that it gives.
ANSWERS = {
    "unknown_field": _("This kind of question takes no such member."),
    "wrong_type": _("It is of another type than belongs here."),
    "too_long": _("It is longer than %(limit)s characters."),
    "repeated": _("The same one stands in it twice."),
    "order_incomplete": _("It needs every one of them: %(found)s of %(needed)s are there."),
    "unknown_option": _("“%(option)s” is not one of the options."),
    "unit_conflict": _("The unit “%(unit)s” is not the one beside the number."),
    "unit_unknown": _("“%(unit)s” is not a unit that is known here."),
    "unreadable": _("This could not be read as a number. Write it like 9500 or 3.5."),
}
# Why a number cannot be read, by the code of its reading.
READINGS = {
    "several_numbers": _("There is more than one number. Write only the one that is asked for."),
    "bad_numeral": _("This number is written in a way that can be read as two. Try digits."),
    "bad_separators": _("The commas or points do not fit a number. Write it like 9,500 or 3.5."),
    "vague": _("This is not a number yet. Write the figure itself."),
    "too_large": _("This number is too large to be read."),
    "too_long": _("This is too long for a number."),
    "backwards": _("The smaller number comes first."),
}
# How a written answer was taken for right, by the rule that accepted it.
ACCEPTED = {
    "identical": _("as it is written"),
    "width": _("full and half width count as the same"),
    "case": _("capitals and small letters count as the same"),
    "punctuation": _("spaces and punctuation do not count"),
    "accents": _("letters count without their accents"),
    "traditional": _("traditional and simplified characters count as the same"),
    "alias": _("another name of the same"),
    "date": _("read as a date"),
    "digits": _("read as a number"),
    "scaled": _("read as a number with 万, 亿, thousand or million"),
    "scientific": _("read as a number with an exponent"),
    "chinese": _("read as a Chinese numeral"),
    "chinese_digits": _("read as Chinese digits"),
    "numerals": _("read as a Chinese numeral"),
    "words": _("read as a number in words"),
    "percent": _("read as a percentage"),
    "tenths": _("read as tenths"),
    "half": _("read with a half"),
    "fraction": _("read as a fraction"),
    "converted": _("converted from another unit"),
    "tolerance": _("close enough"),
}


def accepted_text(rule: str) -> str:
    """How an answer was taken for right, in the active language; "" where no rule needs a word."""
    return str(ACCEPTED.get(rule, ""))


def answer_problem_text(error: MalformedResponseError) -> str:
    """Why an answer cannot be read, in the active language."""
    text = ANSWERS.get(error.code, _("It cannot be read."))
    if error.code == "unreadable":
        text = READINGS.get(str(error.params.get("reason")), text)
    return str(text) % error.params


def item_problem_text(problem: Problem) -> str:
    """What is wrong with a question that a teacher wrote, in the active language."""
    return str(PROBLEMS[problem.code]) % dict(problem.params)


def refusal_text(refusal: Refusal) -> str:
    """Why an item was not made, in the active language."""
    prefix, _colon, rule = refusal.code.partition(":")
    message = RULES.get(rule) if prefix == "lint" else REFUSALS.get(prefix)
    return str(message) % dict(refusal.params) if message else refusal.code


def finding_text(finding: Finding) -> str:
    """What a lint rule found, in the active language."""
    message = RULES.get(finding.rule)
    params = {"words": ", ".join(finding.words), **finding.params}
    return str(message) % params if message else finding.rule


def flaw_name(flaw: WritingFlaw) -> str:
    """What an item-writing flaw is called, in the active language."""
    return str(FLAW_NAMES[flaw.code])


def person_hint(flaw: WritingFlaw) -> str:
    """What a person should ask of an item, as no machine can; "" where the rules see it all."""
    return str(PERSON_HINTS[flaw.code]) if flaw.needs_person else ""
