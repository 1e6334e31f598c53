"""Codes that are read aloud."""

from sync.server.invitations import ALPHABET, SIGNS, Slowness, new_code, new_salt, read_code, shown


def test_codes_have_sixty_bits_and_no_sign_that_is_read_as_another() -> None:
    codes = {new_code() for _ in range(2_000)}

    assert len(codes) == 2_000
    assert len(ALPHABET) ** SIGNS == 2**60
    assert {sign for code in codes for sign in code} == set(ALPHABET)
    assert not set("OILU") & set(ALPHABET)


def test_what_is_shown_is_read_back() -> None:
    code = new_code()

    assert shown(code) == f"{code[:4]}-{code[4:8]}-{code[8:]}"
    assert read_code(shown(code).lower()) == code


def test_a_code_is_hashed_slowly_and_with_its_salt() -> None:
    slowness, code = Slowness(), new_code()
    one, other = new_salt(), new_salt()

    hashed = slowness.hashed(code, one)

    assert (slowness.memory_kib, slowness.passes) >= (19 * 1024, 2)
    assert slowness.matches(code, one, hashed)
    assert not slowness.matches(code, other, hashed)
    assert not slowness.matches(new_code(), one, hashed)
