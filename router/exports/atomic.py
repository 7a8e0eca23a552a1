"""Files are written whole or not at all: a kill leaves the old plan or the new one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from router.errors import InputError

__all__ = ["MANIFEST", "PLAN_NAME", "check_writable", "safe_name", "write_file", "write_folder"]

MANIFEST = ".router-files"  # the names of our files in a folder, one per line
PLAN_NAME = "plan.json"
_TEMP = ".router-tmp-"
_TEMP_LIFE_S = 3600  # an older temporary folder was left by a killed run
_SLUG_LENGTH = 40


def safe_name(identifier: str) -> str:
    """Return a file name (without suffix) for an id, whatever the id is.

    Parameters
    ----------
    identifier
        Any text: empty, a path, a reserved name, Chinese, very long.

    Returns
    -------
    str
        Letters and digits of the id in lower case, joined by hyphens, and a short hash of the
        whole id; at most 51 characters. Different ids get different names, also on file systems
        that ignore case.
    """
    plain = unicodedata.normalize("NFKC", identifier).lower()
    letters = "".join(sign if sign.isalnum() else " " for sign in plain)
    slug = "-".join(letters.split())[:_SLUG_LENGTH].strip("-")
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug or 'id'}-{digest}"


def check_writable(*paths: Path) -> None:
    """Refuse outputs that could not be written, before the work that fills them is paid for.

    Parameters
    ----------
    *paths
        Files that `write_file` will write; a missing folder is made, for its owner only.

    Raises
    ------
    InputError
        If a folder cannot be made or written, or a folder stands in a file's place.
    """
    for folder in dict.fromkeys(path.parent for path in paths):
        with _explained(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(prefix=_TEMP, dir=folder):
                pass
    for path in paths:
        if path.is_dir():
            raise InputError(f"{path} is a folder; give the name of a file to write")


def write_file(path: Path, content: bytes | str) -> None:
    """Write one file so that a reader sees the old content or the new, never a part.

    Parameters
    ----------
    path
        Where to; its folder must exist. The file is readable by its owner only.
    content
        Text is written as UTF-8.

    Raises
    ------
    InputError
        If it cannot be written; says why. The old file is then unchanged.
    """
    with _explained(path.parent):
        handle, name = tempfile.mkstemp(prefix=_TEMP, dir=path.parent)
        try:
            _fill(handle, content)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        _sync_folder(path.parent)


def write_folder(directory: Path, files: Mapping[str, bytes | str]) -> None:
    """Write the files of one plan into a folder, without ever leaving half a plan.

    ::

        folder is new:     temp beside it ── all files ──▶ rename
        folder exists:     temp inside it ── all files ──▶ rename one by one, plan.json last
                           ──▶ remove those of an earlier plan that are no longer written

    Parameters
    ----------
    directory
        The folder; it is made (for its owner only) if it does not exist.
    files
        Content by name; a name may have folders in it (``maps/a.html``). Text becomes UTF-8.

    Raises
    ------
    InputError
        If the folder cannot be written, or if a file of the same name is there that router did not
        write: choose another folder, or move that file.

    Notes
    -----
    A hidden list (``.router-files``) remembers which files are ours. Other files are never touched.
    A file that plan.json names should carry a new name when its content changes, so that the old
    plan stays readable until the new one is in place; that is what `plan_files` does.
    """
    for name in files:
        _check_name(name)
    directory = Path(directory)
    with _explained(directory):
        if not directory.exists() and not directory.is_symlink():
            directory.parent.mkdir(parents=True, exist_ok=True)
            if _write_new(directory, files):
                return
        _write_existing(directory, files)


def _write_new(directory: Path, files: Mapping[str, bytes | str]) -> bool:
    """Make the folder in one rename; False if somebody else has made it meanwhile."""
    prefix = f".{directory.name[:60]}{_TEMP}"
    _sweep(directory.parent, prefix)
    with _temporary(directory.parent, prefix) as temp:
        _write_all(temp, files)
        _write_plain(temp / MANIFEST, _listing(files))
        _sync_tree(temp, files)
        try:
            temp.rename(directory)
        except OSError:
            if directory.exists():
                return False
            raise
        _sync_folder(directory.parent)
    return True


def _write_existing(directory: Path, files: Mapping[str, bytes | str]) -> None:
    if not directory.is_dir():
        raise InputError(f"{directory} is a file; give a folder to write the plan into")
    ours = _read_listing(directory)
    strange = [name for name in files if name not in ours and os.path.lexists(directory / name)]
    if strange:
        raise InputError(
            f"{directory} already has {', '.join(sorted(strange)[:5])}, which this program did not "
            "write; choose another folder, or move these files away"
        )
    _sweep(directory, _TEMP)
    with _temporary(directory, _TEMP) as temp:
        _write_all(temp, files)
        _sync_tree(temp, files)
        # Both plans' files are ours until the change is complete.
        _write_listing(directory, temp, {*ours, *files})
        for name in sorted(files, key=lambda name: (name == PLAN_NAME, name)):
            target = directory / name
            if name == PLAN_NAME:
                _sync_tree(directory, files)
            _make_parents(directory, name)
            (temp / name).replace(target)
        _sync_folder(directory)
        stale = [name for name in ours if name not in files]
        for name in stale:
            with contextlib.suppress(FileNotFoundError):
                (directory / name).unlink()
        _remove_empty_parents(directory, stale)
        _write_listing(directory, temp, set(files))
        _sync_folder(directory)


@contextlib.contextmanager
def _explained(directory: Path) -> Iterator[None]:
    """Turn an error of the system into one that says what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            f"cannot write into {directory}: {reason}; choose another folder, or make this one "
            "writable and check the free space"
        ) from error


@contextlib.contextmanager
def _temporary(parent: Path, prefix: str) -> Iterator[Path]:
    temp = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))  # mode 0700
    try:
        yield temp
    finally:
        shutil.rmtree(temp, ignore_errors=True)


def _sweep(parent: Path, prefix: str) -> None:
    """Remove what a killed run left; a young folder may belong to a run that is still alive."""
    for left in parent.iterdir():
        if left.name.startswith(prefix):
            with contextlib.suppress(OSError):
                if time.time() - left.lstat().st_mtime > _TEMP_LIFE_S:
                    shutil.rmtree(left) if left.is_dir() else left.unlink()


def _write_all(root: Path, files: Mapping[str, bytes | str]) -> None:
    for name, content in files.items():
        _make_parents(root, name)
        _write_plain(root / name, content)


def _write_plain(path: Path, content: bytes | str) -> None:
    _fill(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)


def _fill(handle: int, content: bytes | str) -> None:
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _make_parents(root: Path, name: str) -> None:
    for parent in reversed(PurePosixPath(name).parents):
        if parent.name:
            (root / parent).mkdir(mode=0o700, exist_ok=True)


def _remove_empty_parents(root: Path, names: Sequence[str]) -> None:
    for name in names:
        for parent in PurePosixPath(name).parents:
            if parent.name:
                with contextlib.suppress(OSError):
                    (root / parent).rmdir()


def _sync_tree(root: Path, files: Mapping[str, bytes | str]) -> None:
    for folder in sorted({(root / name).parent for name in files} | {root}):
        if folder.is_dir():
            _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Put renames on the disk; systems that cannot open a folder keep their own order."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network file systems cannot
        pass
    finally:
        os.close(handle)


def _listing(names: Mapping[str, object] | set[str]) -> str:
    return "".join(f"{name}\n" for name in sorted(names))


def _write_listing(directory: Path, temp: Path, names: set[str]) -> None:
    draft = temp / MANIFEST
    _write_plain(draft, _listing(names))
    draft.replace(directory / MANIFEST)


def _read_listing(directory: Path) -> set[str]:
    try:
        lines = (directory / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return set()
    ours = set()
    for line in lines:
        with contextlib.suppress(ValueError):  # somebody edited the list: never leave the folder
            _check_name(line)
            ours.add(line)
    return ours


def _check_name(name: str) -> None:
    parts = name.split("/")
    bad = any(part in {"", ".", ".."} or part.startswith(_TEMP) for part in parts)
    if bad or name == MANIFEST or any(sign in name for sign in '\\:\0\n\r"<>|?*'):
        raise ValueError(f"not a file name inside the folder: {name!r}")
