"""The house rules that a machine can check: layout, sizes, names, imports, what is forbidden."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

import desktop
import sync

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for folder in ("desktop", "sync") for path in (ROOT / folder).rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_CLASS, MEDIAN_FUNCTION = 300, 40, 200, 8
MOST_POSITIONS = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _nodes() -> Iterator[tuple[Path, ast.AST]]:
    for path in SOURCES:
        for node in ast.walk(_tree(path)):
            yield path, node


def _place(path: Path, node: ast.stmt | ast.expr) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def _length(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def _functions() -> Iterator[tuple[Path, Function]]:
    for path, node in _nodes():
        if isinstance(node, Function):
            yield path, node


def _calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for path, node in _nodes():
        if isinstance(node, ast.Call):
            yield path, node, ast.unparse(node.func)


def _tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("without git, our files and those that were made cannot be told apart")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def _texts() -> Iterator[tuple[Path, str]]:
    for path in _tracked():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font, a base


# Layout


def test_the_packages_are_ours() -> None:
    assert desktop.__file__ is not None
    assert sync.__file__ is not None
    assert Path(sync.__file__).parents[1] == Path(desktop.__file__).parents[1] == ROOT


@pytest.mark.parametrize("folder", ["packaging", "tests"])
def test_a_folder_that_would_hide_a_package_is_not_one(folder: str) -> None:
    """`packaging` hides the library of pip; `tests/desktop` hides our own `desktop`."""
    assert (ROOT / folder).is_dir()
    assert not list((ROOT / folder).rglob("__init__.py"))


def test_the_import_contracts_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")

    checked = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


# Sizes


def test_modules_are_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert not {path: n for path, n in lengths.items() if n > LONGEST_MODULE}


def test_functions_are_short() -> None:
    lengths = {_place(path, node): _length(node) for path, node in _functions()}

    assert not {place: n for place, n in lengths.items() if n > LONGEST_FUNCTION}
    assert median(lengths.values() or [0]) <= MEDIAN_FUNCTION


def test_classes_are_short() -> None:
    classes = {
        _place(path, node): _length(node)
        for path, node in _nodes()
        if isinstance(node, ast.ClassDef)
    }

    assert not {place: n for place, n in classes.items() if n > LONGEST_CLASS}


def test_long_argument_lists_are_given_by_name() -> None:
    def positions(node: Function) -> int:
        names = [argument.arg for argument in node.args.posonlyargs + node.args.args]
        return len(names) - (names[:1] in (["self"], ["cls"]))

    assert not [
        _place(path, node) for path, node in _functions() if positions(node) > MOST_POSITIONS
    ]


# Names and words


def test_no_module_is_a_drawer_for_anything() -> None:
    drawer = re.compile(r"(^|_)(utils?|helpers?|managers?|common)(_|$)")

    assert not [path for path in SOURCES if drawer.search(path.stem)]


def test_every_module_says_what_it_is_for() -> None:
    written = [path for path in SOURCES if path.read_text(encoding="utf-8").strip()]

    assert not [path for path in written if not ast.get_docstring(_tree(path))]


# Forbidden


def test_nothing_runs_text_or_speaks_to_a_terminal_unasked() -> None:
    forbidden = {"print", "eval", "exec", "os.system", "os.popen", "builtins.print"}

    assert not [_place(path, node) for path, node, name in _calls() if name in forbidden]


def test_no_command_goes_through_a_shell() -> None:
    def through_a_shell(node: ast.Call) -> bool:
        return any(
            word.arg == "shell" and ast.unparse(word.value) != "False" for word in node.keywords
        )

    assert not [_place(path, node) for path, node, _ in _calls() if through_a_shell(node)]


def test_nothing_reads_objects_that_can_run_code() -> None:
    forbidden = {"pickle", "shelve", "marshal", "dill"}

    def imported(node: ast.AST) -> set[str]:
        if isinstance(node, ast.ImportFrom):
            return {(node.module or "").split(".")[0]}
        if isinstance(node, ast.Import):
            return {alias.name.split(".")[0] for alias in node.names}
        return set()

    assert not [path for path, node in _nodes() if imported(node) & forbidden]


def test_files_are_written_in_one_place() -> None:
    """A plain write that is cut leaves half a file; `desktop/files.py` replaces whole files."""

    def writes(node: ast.Call, name: str) -> bool:
        verb = name.rpartition(".")[2]
        if verb in {"write_text", "write_bytes"}:
            return True
        if verb not in {"open", "fdopen"}:
            return False
        given = [*node.args, *(word.value for word in node.keywords if word.arg == "mode")]
        modes = [value.value for value in given if isinstance(value, ast.Constant)]
        return any(
            isinstance(mode, str) and re.fullmatch(r"(?=.*[wax+])[rwaxbt+]{1,3}", mode)
            for mode in modes
        )

    allowed = ROOT / "desktop" / "files.py"

    assert not [
        _place(path, node)
        for path, node, name in _calls()
        if path != allowed and writes(node, name)
    ]


# The set-up


def test_the_lock_holds_every_dependency_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]

    names = {re.split(r"[<>=!~\[; ]", line)[0].lower().replace("_", "-") for line in asked}
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))

    assert names <= locked
    assert not re.search(r"https?://|file://|--(extra-)?index-url|--find-links", lock)


def test_no_file_names_a_machine_or_a_registry() -> None:
    # The brackets keep this very line from being found; examples live with a person named agent.
    machine = re.compile(r"(?<![\w.}])/(?:work|root|home/(?!agent/)|opt|Users)/|C:\\Users")
    registry = re.compile(r"py[p]i\.(?:org|io)|pythonhost[e]d")

    found = [path for path, text in _texts() if machine.search(text) or registry.search(text)]

    assert not found


def test_every_page_that_is_referred_to_is_here() -> None:
    pages = {path.name for path in _tracked() if path.suffix == ".md"}

    named = {
        (str(path), name) for path, text in _texts() for name in re.findall(r"\b[\w-]+\.md\b", text)
    }

    assert {name for _, name in named} >= {"ARCHITECTURE.md", "CONTRIBUTING.md"}
    assert not {(path, name) for path, name in named if name not in pages}


def test_every_folder_that_is_written_about_exists() -> None:
    documents = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")]
    ours = re.compile(r"(?:desktop|sync|tests|packaging|resources)/[\w./-]*")

    named = {word for path in documents for word in _code(path).split() if ours.fullmatch(word)}

    assert {"sync/records/", "desktop/files.py"} <= named
    assert not {word for word in named if not (ROOT / word).exists()}


def test_every_make_target_that_is_written_about_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    documents = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")]

    named = {
        word
        for path in documents
        for line in _code(path).splitlines()
        if line.startswith("make ")
        for word in line.split("#")[0].split()[1:]
        if "=" not in word
    }

    assert {"demo", "test"} <= named <= targets


def _code(path: Path) -> str:
    """Return what stands between back-quotes or in code blocks, one piece a line."""
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", text)
    return "\n".join([*blocks, *inline])
