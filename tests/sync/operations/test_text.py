"""Word-level merging of texts."""

from hypothesis import assume, given
from hypothesis import strategies as st

from sync.operations.rules import Settlement
from sync.operations.text import merge_texts, tokens

WORDS = st.lists(st.sampled_from(["un", "deux", "trois", "quatre", "cinq"]), min_size=1)


@given(st.text())
def test_tokens_give_back_the_exact_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(WORDS, WORDS, WORDS, WORDS)
def test_changes_to_separate_places_are_both_kept(
    head: list[str], middle: list[str], tail: list[str], new: list[str]
) -> None:
    assume(head != new != tail)
    base = [*head, "|", "début", *middle, "fin", "|", *tail]
    first = [*new, "|", "début", *middle, "fin", "|", *tail]
    second = [*head, "|", "début", *middle, "fin", "|", *new]

    merged = merge_texts(" ".join(base), [" ".join(first), " ".join(second)])

    both = " ".join([*new, "|", "début", *middle, "fin", "|", *new])
    assert merged == Settlement(both, listed=True)


@given(WORDS, st.lists(WORDS, min_size=2, max_size=4))
def test_no_word_that_anyone_added_disappears(base: list[str], versions: list[list[str]]) -> None:
    texts = [" ".join([*version, f"ajout{i}", *base]) for i, version in enumerate(versions)]

    merged = merge_texts(" ".join(base), list(texts))

    assert merged is not None
    assert all(f"ajout{i}" in str(merged.value).split() for i in range(len(versions)))


def test_white_space_is_kept_exactly() -> None:
    base = "Présents :\n\n- le centre social\n- l’école\n"
    first = base.replace("centre social", "centre social Sud")
    second = base + "- la mairie\n"

    merged = merge_texts(base, [first, second])

    expected = "Présents :\n\n- le centre social Sud\n- l’école\n- la mairie\n"
    assert merged == Settlement(expected, listed=True)


def test_texts_that_overlap_are_each_kept_whole_in_order() -> None:
    merged = merge_texts("porte fermée", ["porte ouverte", "porte cassée"])

    assert merged == Settlement("porte ouverte\n\nporte cassée", listed=True, overlap=True)


def test_changes_to_neighbouring_words_overlap() -> None:
    merged = merge_texts("vu 3 enfants hier", ["vu 4 enfants hier", "vu 3 adultes hier"])

    assert merged is not None
    assert merged.overlap


def test_one_overlap_among_three_keeps_the_three() -> None:
    merged = merge_texts("a b c d e", ["A b c d e", "a b c d E", "a b c d F"])

    assert merged == Settlement("A b c d e\n\na b c d E\n\na b c d F", listed=True, overlap=True)


def test_three_texts_without_overlap_become_one() -> None:
    merged = merge_texts("a b c d e", ["A b c d e", "a b C d e", "a b c d E"])

    assert merged == Settlement("A b C d E", listed=True)


def test_an_emptied_text_does_not_beat_one_that_was_edited() -> None:
    merged = merge_texts("porte fermée", ["", "porte cassée"])

    assert merged == Settlement("porte cassée", listed=True, overlap=True)


def test_the_same_change_made_twice_is_made_once() -> None:
    merged = merge_texts("a b c", ["A b c", "A b C"])

    assert merged == Settlement("A b C", listed=True)


def test_without_a_common_base_both_texts_are_kept() -> None:
    merged = merge_texts(None, ["visite au parc", "visite à l’école"])

    assert merged == Settlement("visite au parc\n\nvisite à l’école", listed=True, overlap=True)


def test_what_is_not_text_is_left_to_a_person() -> None:
    assert merge_texts("a", ["b", 3]) is None
