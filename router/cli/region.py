"""`router region`: turn an OpenStreetMap extract into a region folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from router.cli.options import JsonOption
from router.domain.plurals import plural

if TYPE_CHECKING:
    from router.domain.region import RegionManifest

__all__ = ["app", "print_manifest"]

app = typer.Typer(
    help="Build and inspect region folders (addresses and streets of a place).",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("build")
def build(
    extract: Annotated[
        Path, typer.Argument(help="OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or .osm.bz2.")
    ],
    out: Annotated[Path, typer.Option(help="Region folder to write.")] = Path("region"),
    timezone: Annotated[
        str | None, typer.Option(help="Zone of the doors, such as Europe/Helsinki [default: found]")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Build the address index and the road networks of an extract; again only what changed.

    \b
    Examples:
      router region build helsinki.osm.pbf --out region
      router region build city.osm.bz2 --out city --timezone Asia/Shanghai
    """
    from router.cli.screen import print_json, progress
    from router.pipeline import build_region

    with progress() as say:
        manifest = build_region(extract, out, timezone=timezone, on_progress=say)
    if as_json:
        print_json({"region": str(out), "counts": dict(manifest.counts)})
    else:
        print_manifest(manifest, out)


@app.command("show")
def show(
    region: Annotated[Path, typer.Argument(help="A region folder.")],
) -> None:
    """Say what a region folder holds, and what it can and cannot answer."""
    from router.regions import read_manifest

    print_manifest(read_manifest(region), region)


@app.command("purge")
def purge(
    region: Annotated[Path, typer.Argument(help="A region folder.")],
) -> None:
    """Forget the answers of online services and the travel times of earlier plans.

    \b
    Example:
      router region purge region
    \b
    The next run asks and computes again. Corrections stay: see `router corrections remove`.
    """
    from router.cli.screen import print_lines
    from router.pipeline import purge_region

    answers, matrices = purge_region(region)
    print_lines(
        f"forgot {plural(answers, 'answer')} of online services and "
        f"{plural(matrices, 'travel matrix', 'travel matrices')}"
    )


def print_manifest(manifest: RegionManifest, out: Path) -> None:
    """Print what a region holds.

    Parameters
    ----------
    manifest
        The region's manifest.
    out
        Its folder.
    """
    from router.cli.screen import print_lines

    box = manifest.extent
    print_lines(
        f"Region {manifest.name} in {out}",
        f"  box       {box.south:.4f}, {box.west:.4f} to {box.north:.4f}, {box.east:.4f}"
        f" · time zone {manifest.timezone}",
        "  holds     " + ", ".join(f"{count:,} {name}" for name, count in manifest.counts.items()),
        f"  travel    {', '.join(manifest.modes)} by {', '.join(manifest.engines)}",
        *(f"  answers   {line}" for line in manifest.answers),
        *(f"  cannot    {line}" for line in manifest.cannot),
        f"  data      {manifest.attribution}",
    )
