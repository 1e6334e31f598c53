"""The code read over the telephone."""

from sync.protocol.unlocking import DIGITS, answers, new_challenge, plain, unlock_code


def test_only_the_answer_to_this_challenge_and_this_secret_opens() -> None:
    challenge = new_challenge()
    code = unlock_code("the secret of a laptop", challenge)

    assert len(code) == DIGITS
    assert code.isdigit()
    assert answers("the secret of a laptop", challenge, code)
    assert not answers("the secret of another", challenge, code)
    assert not answers("the secret of a laptop", new_challenge(), code)


def test_what_is_typed_may_have_spaces_and_dashes() -> None:
    code = unlock_code("secret", "AB2-3CD")

    assert code == unlock_code("secret", " ab23 cd")
    assert answers("secret", "AB23CD", f"{code[:4]} {code[4:]}")
    assert not answers("secret", "AB23CD", "")
    assert not answers("secret", "AB23CD", "٣٣٣٣٣٣٣٣")


def test_the_code_never_changes_from_one_version_to_the_next() -> None:
    assert unlock_code("secret", "AB23CD") == "11197991"


def test_a_challenge_is_never_misheard() -> None:
    drawn = "".join(new_challenge() for _ in range(200))

    assert plain(drawn) == drawn
    assert not set(drawn) & set("01OILU")
