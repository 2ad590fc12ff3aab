"""The Lambda artifact: complete, small, the same bytes twice, and with bytecode that Lambda will not throw away."""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from skill.local import packaging
from skill.local.bytecode import stale
from skill.local.cli import main
from skill.local.closure import PACKAGES, ROOT, data, modules
from skill.local.lazy import contents, make_lazy
from skill.local.packaging import PackagingError, Target, build

REQUEST = Path(__file__).parent / "requests" / "how_to.json"
REAL_INSTALL = packaging._install
NEEDED = (
    "ask-sdk-core", "ask-sdk-model", "ask-sdk-runtime", "msgspec", "platformdirs", "python-dateutil", "six",
    "requests", "urllib3", "certifi", "idna", "charset-normalizer",
)  # fmt: skip


def install_from_here(folder: Path, target: Target) -> None:
    """What pip would fetch, copied from this environment: the tests have no network."""
    for name in NEEDED:
        for file in importlib.metadata.files(name) or ():
            if file.suffix != ".pyc" and not file.parts[0].endswith((".dist-info", "..")):
                goal = folder / file
                goal.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file.locate(), goal)


@pytest.fixture(scope="module")
def offline() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packaging, "_install", install_from_here)
        yield


@pytest.fixture(scope="module")
def artifact(offline: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("artifact") / "skill.zip"
    build(out, Target.of("x86_64"))
    return out


@pytest.fixture(scope="module")
def task(artifact: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The artifact as Lambda unpacks it."""
    folder = tmp_path_factory.mktemp("task")
    ZipFile(artifact).extractall(folder)
    return folder


def in_the_task(task: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run Python with nothing but the artifact; every warning would show."""
    environment = {"PYTHONPATH": str(task), "BACKCOACH_STORE": "memory", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-S", "-B", "-W", "always", "-c", code]
    return subprocess.run(command, env=environment, cwd=task, capture_output=True, text=True, check=False)


ANSWER = f"""
import json, sys
from skill.lambda_function import lambda_handler
answer = lambda_handler(json.loads({REQUEST.read_text()!r}), None)
stray = [m.__file__ for m in list(sys.modules.values()) if "site-packages" in (getattr(m, "__file__", "") or "")]
print(json.dumps([answer, stray, sorted(sys.modules)]))
"""


def test_the_artifact_answers_with_nothing_else_installed_and_without_a_warning(task: Path) -> None:
    done = in_the_task(task, ANSWER)
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    answer, stray, _ = json.loads(done.stdout)
    print(answer)
    assert "Good Morning" in answer["response"]["outputSpeech"]["ssml"]
    assert stray == []


def test_alexas_own_services_can_be_called_from_the_artifact(task: Path) -> None:
    # GIVEN a server that is not there
    code = """
from skill.alexa_apis import gate
from skill.alexa_apis.port import Failure
from skill.alexa_apis.when import When
alexa = gate.Gate("https://127.0.0.1:9", "token", "device", "request", "en-US")
assert alexa.reminders() is alexa.cancel("a") is alexa.remind(When(("MO",), 7, 0), "x", 0.0, "UTC") is Failure.AWAY
assert alexa.time_zone() is alexa.meanwhile("<speak>x</speak>") is None
import sys, requests
assert not [m for m in list(sys.modules.values()) if "site-packages" in (getattr(m, "__file__", "") or "")]
"""
    # THEN the call itself fails, and nothing that it needs is missing
    done = in_the_task(task, code)
    assert done.returncode == 0, done.stderr
    assert "ImportError" not in done.stderr
    assert "ModuleNotFoundError" not in done.stderr


HEAVY = ("boto3", "botocore", "flask", "cryptography", "requests", "ssl", "urllib.request", "http.client", "sqlite3")


@pytest.mark.parametrize("heavy", HEAVY)
def test_the_start_imports_nothing_that_a_turn_does_not_need(task: Path, heavy: str) -> None:
    _, _, imported = json.loads(in_the_task(task, ANSWER).stdout)
    assert heavy not in imported


def test_the_facts_are_in_one_baked_file(artifact: Path) -> None:
    names = ZipFile(artifact).namelist()
    assert "skill/content/catalogue.json" in names
    assert not [name for name in names if name.startswith("skill/content/") and name.endswith(".toml")]


def test_the_artifact_holds_no_web_server_no_command_line_and_no_voice(artifact: Path) -> None:
    names = ZipFile(artifact).namelist()
    outside = ("skill/local/", "skill/app.py", "skill/verify/", "speech/voices/", "tests/", "bench/")
    assert [name for name in names if name.startswith(outside)] == []


def test_two_builds_are_the_same_bytes(artifact: Path, offline: None, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    build(again, Target.of("x86_64"))
    one, two = (
        {name: archive.read(name) for name in archive.namelist()} for archive in map(ZipFile, (artifact, again))
    )
    assert sorted(name for name in one | two if one.get(name) != two.get(name)) == []
    assert again.read_bytes() == artifact.read_bytes()


def test_an_unfinished_artifact_never_has_the_real_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a disk that is full before the last file
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    folder = tmp_path / "task"
    folder.mkdir()
    (folder / "file").touch()
    monkeypatch.setattr(ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space"):
        packaging._zip(folder, tmp_path / "skill.zip")
    assert not (tmp_path / "skill.zip").exists()


# Bytecode.


def test_all_bytecode_is_of_its_source_and_unchecked(artifact: Path) -> None:
    assert stale(ZipFile(artifact)) == []


def rewritten(artifact: Path, out: Path, change: Any) -> ZipFile:
    with ZipFile(artifact) as source, ZipFile(out, "w") as goal:
        for name in source.namelist():
            if (content := change(name, source.read(name))) is not None:
                goal.writestr(name, content)
    return ZipFile(out)


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: content + b"#" if name == "skill/render.py" else content,
        lambda name, content: None if name.startswith("skill/__pycache__/render.") else content,
        lambda name, content: content[:4] + b"\0\0\0\0" + content[8:] if "__pycache__/render." in name else content,
        lambda name, content: content[:4] + b"\3\0\0\0" + content[8:] if "__pycache__/render." in name else content,
    ],
    ids=["source changed", "bytecode missing", "by date", "checked"],
)
def test_stale_bytecode_is_found(artifact: Path, tmp_path: Path, change: Any) -> None:
    assert stale(rewritten(artifact, tmp_path / "wrong.zip", change)) == ["skill/render.py"]


def test_the_bytecode_is_what_runs(task: Path, tmp_path: Path) -> None:
    # GIVEN the task with one source changed after it was compiled
    copy = tmp_path / "copy"
    shutil.copytree(task, copy)
    (copy / "skill" / "settings.py").write_text("raise SystemExit('the source was compiled again')")
    # THEN Python does not look at the source: it is the bytecode that makes the start fast
    assert in_the_task(copy, "import skill.settings").returncode == 0


# What goes in.


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    files = {
        "skill/__init__.py": "",
        "skill/main.py": "from typing import TYPE_CHECKING\nfrom skill import near\nimport speech.far\nimport json\n"
        "if TYPE_CHECKING:\n    from skill import never\n",
        "skill/near.py": "def late():\n    from skill.deep.down import thing\n",
        "skill/never.py": "",
        "skill/phrases.toml": "",
        "skill/notes.md": "",
        "skill/deep/__init__.py": "",
        "skill/deep/down.py": "thing = 1",
        "skill/deep/table/row.json": "{}",
        "skill/other/__init__.py": "",
        "skill/other/big.toml": "",
        "speech/__init__.py": "",
        "speech/far.py": "",
        "interaction_model/__init__.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_what_is_imported_goes_in_now_or_later(ours: Path) -> None:
    found = modules("skill.main", ours)
    assert list(found) == ["skill", "skill.deep", "skill.deep.down", "skill.main", "skill.near", "speech", "speech.far"]


def test_the_data_beside_them_goes_in(ours: Path) -> None:
    found = data(modules("skill.main", ours))
    assert [path.relative_to(ours).as_posix() for path in found] == ["skill/deep/table/row.json", "skill/phrases.toml"]


def test_every_module_of_the_real_closure_exists() -> None:
    found = modules("skill.lambda_function")
    assert {name.partition(".")[0] for name in found} <= set(PACKAGES)
    assert all(path.is_relative_to(ROOT) for path in found.values())
    assert "skill.app" not in found


# Tables of contents that import on demand.


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "lazy_example"
    (folder / "inner").mkdir(parents=True)
    (folder / "__init__.py").write_text(
        "'''Doc.'''\nfrom __future__ import absolute_import\nfrom .one import A, B\nfrom .two import C\n"
    )
    (folder / "one.py").write_text("class A: pass\nclass B: pass\n")
    (folder / "two.py").write_text("class C: pass\n")
    (folder / "inner" / "__init__.py").write_text("answer = 42\n")
    monkeypatch.syspath_prepend(tmp_path)
    return "lazy_example"


def test_a_lazy_package_offers_the_same_names_and_imports_them_when_asked(package: str, tmp_path: Path) -> None:
    assert make_lazy(tmp_path / package) == 1
    code = """
import sys, lazy_example
assert "lazy_example.one" not in sys.modules
from lazy_example import A
assert lazy_example.B is sys.modules["lazy_example.one"].B and lazy_example.A is A
assert "lazy_example.two" not in sys.modules
assert lazy_example.inner.answer == 42
for missing in ("Nothing", "__path_of__"):
    try: getattr(lazy_example, missing)
    except AttributeError: pass
    else: raise SystemExit(missing)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "source", ["x = 1", "from .a import b as c", "from .a import *", "from ..a import b", "import a"]
)
def test_a_table_of_contents_that_does_more_is_left_alone(source: str) -> None:
    assert contents(source) is None


TABLES = (
    "ask_sdk_model",
    "ask_sdk_model.ui",
    "ask_sdk_model.services",
    "ask_sdk_model.interfaces.alexa.presentation.apl",
)


@pytest.mark.parametrize("name", TABLES)
def test_every_name_of_the_model_is_still_there(task: Path, name: str) -> None:
    """The lazy tables in the artifact offer what the eager ones here offer."""
    code = f"import {name} as it, json; print(json.dumps({{n: getattr(it, n).__module__ for n in it._WHERE}}))"
    done = in_the_task(task, code)
    here = vars(importlib.import_module(name))
    assert json.loads(done.stdout) == {n: value.__module__ for n, value in here.items() if isinstance(value, type)}


# The command, and what can go wrong.


@pytest.fixture
def built(artifact: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command builds what was built before."""
    monkeypatch.setattr("skill.local.commands.package.build", lambda out, target: shutil.copy(artifact, out))


@pytest.mark.usefixtures("built")
def test_the_command_says_what_it_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["package", "--out", str(tmp_path / "skill.zip"), "--arch", "x86_64"]) == 0
    said = capsys.readouterr().out
    assert f"for Lambda's python{sys.version_info[0]}.{sys.version_info[1]} on x86_64" in said
    assert "sha256 " in said


@pytest.mark.usefixtures("built")
def test_the_command_refuses_stale_bytecode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("skill.local.commands.package.stale", lambda archive: ["skill/render.py"])
    assert main(["package", "--out", str(tmp_path / "skill.zip")]) == 2
    assert "the bytecode of skill/render.py is not the one of its source" in capsys.readouterr().err


def test_an_interpreter_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["package", "--python", "python9.99"]) == 2
    assert "python9.99" in capsys.readouterr().err


def test_pips_last_words_are_in_the_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaging, "locked", lambda names: "--no-such-option")
    with pytest.raises(PackagingError, match="no such option"):
        REAL_INSTALL(tmp_path / "task", Target.of())


def test_without_a_checkout_there_is_nothing_to_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaging, "LOCK", tmp_path / "requirements.lock")
    with pytest.raises(PackagingError, match="in a checkout"):
        REAL_INSTALL(tmp_path / "task", Target.of())


def test_metadata_and_types_are_left_out_and_licences_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN what pip lays down
    folder = tmp_path / "task"
    kept = ("a/__init__.py", "a-1.dist-info/LICENSE", "a-1.dist-info/NOTICE.txt", "a-1.dist-info/licenses/LICENSE.md")
    gone = ("a/py.typed", "a/b/py.typed", "a/x.pyi", "bin/tool", "a/tests/t.py", "charset_normalizer/md.so")
    gone += ("a-1.dist-info/RECORD", "a-1.dist-info/METADATA", "a-1.dist-info/top_level.txt")

    def pip(command: Any, **environment: str) -> str:
        for name in (*kept, *gone):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
        return ""

    monkeypatch.setattr(packaging, "_run", pip)
    REAL_INSTALL(folder, Target("arm64", sys.executable, "3.13"))
    left = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert left == sorted(kept)
