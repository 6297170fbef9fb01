"""The nineteen item-writing flaws of the literature, and what stands for each of them here.

Nineteen are commonly told apart in studies of item-writing flaws. The guidelines behind them are
those of Haladyna, Downing and Rodriguez (2002), "A Review of Multiple-Choice Item-Writing
Guidelines for Classroom Assessment", Applied Measurement in Education 15(3), 309–334.

| flaw | what a machine checks | and a person |
| --- | --- | --- |
| unclear_stem | stem_empty, stem_too_long, placeholder_left | yes |
| implausible_distractors | implausible_distractors, percent_out_of_range | yes |
| none_of_the_above | none_of_the_above | |
| all_of_the_above | all_of_the_above | |
| longest_option_correct | longest_option_correct | |
| gratuitous_information | gratuitous_information | yes |
| several_ideas (true/false) | several_ideas | yes |
| convergence_cues | convergence_cues | |
| logical_cues | logical_cues | yes |
| gap_first | gap_first | |
| absolute_terms | absolute_terms | |
| word_repeats | word_repeats, answer_in_stem | |
| unfocused_stem | unfocused_stem | yes |
| complex_k_type | complex_k_type | |
| grammatical_cues | grammatical_cues | yes |
| lost_sequence | lost_sequence | |
| vague_terms | vague_terms | |
| more_than_one_correct | one_key, duplicate_options, two_true_options, overlapping_options | yes |
| negative_wording | negative_wording | |

Rules that are no such flaw (language_missing, answer_too_long…) check that an item can be used.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WritingFlaw:
    """One flaw: the rules that find it, and whether a part of it is left for a person to see."""

    code: str
    rules: tuple[str, ...]
    needs_person: bool = False


FLAWS = (
    WritingFlaw("unclear_stem", ("stem_empty", "stem_too_long", "placeholder_left"), True),
    WritingFlaw(
        "implausible_distractors", ("implausible_distractors", "percent_out_of_range"), True
    ),
    WritingFlaw("none_of_the_above", ("none_of_the_above",)),
    WritingFlaw("all_of_the_above", ("all_of_the_above",)),
    WritingFlaw("longest_option_correct", ("longest_option_correct",)),
    WritingFlaw("gratuitous_information", ("gratuitous_information",), True),
    WritingFlaw("several_ideas", ("several_ideas",), True),
    WritingFlaw("convergence_cues", ("convergence_cues",)),
    WritingFlaw("logical_cues", ("logical_cues",), True),
    WritingFlaw("gap_first", ("gap_first",)),
    WritingFlaw("absolute_terms", ("absolute_terms",)),
    WritingFlaw("word_repeats", ("word_repeats", "answer_in_stem")),
    WritingFlaw("unfocused_stem", ("unfocused_stem",), True),
    WritingFlaw("complex_k_type", ("complex_k_type",)),
    WritingFlaw("grammatical_cues", ("grammatical_cues",), True),
    WritingFlaw("lost_sequence", ("lost_sequence",)),
    WritingFlaw("vague_terms", ("vague_terms",)),
    WritingFlaw(
        "more_than_one_correct",
        ("one_key", "duplicate_options", "two_true_options", "overlapping_options"),
        True,
    ),
    WritingFlaw("negative_wording", ("negative_wording",)),
)
