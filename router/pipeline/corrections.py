"""Corrections of addresses: read from a file, remembered in the region folder, used ever after."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from pathlib import Path

from router.domain.plurals import plural
from router.errors import DegradedWarning, RegionError
from router.geocoding import (
    CORRECTIONS_FILE,
    Correction,
    CorrectionMemory,
    Corrections,
    TakenCorrections,
    read_corrections,
)
from router.pipeline.progress import Say, silent
from router.pipeline.region import Region

__all__ = ["CorrectionsInUse", "correction_memory", "corrections_in_use"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsInUse:
    """What people said about addresses, and how much of it is new.

    Parameters
    ----------
    corrections
        What counts now, for `locate`.
    taken
        What became of the file's rows.
    """

    corrections: Corrections
    taken: TakenCorrections = field(default_factory=TakenCorrections)

    def __str__(self) -> str:
        count, new = len(self.corrections.entries), self.taken.new
        text = f"{plural(count, 'correction')} remembered, {new} new"
        if self.taken.older:
            text += f"; {self.taken.older} older than what is remembered and not used"
        if self.taken.withdrawn:
            text += f"; {self.taken.withdrawn} withdrawn earlier and not used"
        return text


def correction_memory(directory: str | Path) -> CorrectionMemory:
    """Return the memory of corrections of a region folder.

    Parameters
    ----------
    directory
        The folder; building the region again leaves its memory as it is.

    Returns
    -------
    CorrectionMemory
        Nothing is opened or written yet.

    Raises
    ------
    RegionError
        If there is no such folder.
    """
    folder = Path(directory)
    if not folder.is_dir():
        raise RegionError(f"{folder}: no such region folder")
    return CorrectionMemory(folder / CORRECTIONS_FILE)


def corrections_in_use(
    given: str | Path | CorrectionsInUse | None, region: Region, say: Say = silent
) -> CorrectionsInUse:
    """Take a file of corrections into the region's memory, and return all that counts.

    Parameters
    ----------
    given
        The file; None uses what is remembered; what was taken before is returned as it is.
    region
        Whose memory.
    say
        Told how many there are.

    Returns
    -------
    CorrectionsInUse
        What is remembered, the file's rows included.

    Raises
    ------
    InputError
        If the file cannot be read or has faults; it carries every fault, and nothing is taken.
    RegionError
        If the memory is damaged.

    Warns
    -----
    DegradedWarning
        If the region folder cannot be written: the file counts for this run only.
    """
    if isinstance(given, CorrectionsInUse):
        return given
    memory = correction_memory(region.directory)
    file = None if given is None else read_corrections(Path(given))
    entries: tuple[Correction, ...] = file.entries if file is not None else ()
    before = memory.corrections()
    try:
        use = CorrectionsInUse(taken=memory.take(entries), corrections=memory.corrections())
    except RegionError as error:
        warnings.warn(f"{error}; they count for this run only", DegradedWarning, stacklevel=2)
        return CorrectionsInUse(corrections=Corrections((*before.entries, *entries)))
    if file is not None or use.corrections.entries:
        say("corrections", 1.0, str(use))
    return use
