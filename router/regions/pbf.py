"""Walks the blocks of a PBF file without decoding them: a cut-off download is found at once.

::

    file  = block, block, ...
    block = 4 bytes: length of the head | head (a protobuf message) | body
    head  = field 1: type of the block | field 2: index data | field 3: length of the body
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["check_blocks"]

_LARGEST_HEAD = 64 * 1024  # both limits are the format's own
_LARGEST_BODY = 32 * 1024 * 1024


def check_blocks(path: Path) -> None:
    """Check that the blocks of a PBF file are whole.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    ValueError
        If the file is no PBF file, or ends inside of a block.

    References
    ----------
    https://wiki.openstreetmap.org/wiki/PBF_Format
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at < size:
            length = int.from_bytes(file.read(4), "big")
            if not 0 < length <= _LARGEST_HEAD:
                raise ValueError("it is not a PBF file" if at == 0 else "a block's head is damaged")
            body = _body_length(file.read(length))
            at += 4 + length + body
            if at > size:
                raise ValueError(
                    f"it ends inside of a block; {at - size} bytes or more are missing"
                )
            file.seek(at)


def _body_length(head: bytes) -> int:
    """Return field 3 of a block's head."""
    at = 0
    while at < len(head):
        key, at = _number(head, at)
        value, at = _number(head, at)
        if key == 3 << 3:
            if value > _LARGEST_BODY:
                break
            return value
        if key & 7 != 2:  # only texts and bytes are skipped; nothing else stands in a head
            break
        at += value
    raise ValueError("a block's head is damaged")


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Decode a protobuf number and return it with the position behind it."""
    value = shift = 0
    while at < len(data) and shift < 64:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise ValueError("a block's head is damaged")
