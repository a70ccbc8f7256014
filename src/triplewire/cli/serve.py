"""triplewire serve: a store in, SPARQL, documents and pages over HTTP out."""

import ipaddress
import re
import subprocess
import sys
from pathlib import Path

import click

from triplewire.cli.options import store_option
from triplewire.cli.watch import watched
from triplewire.system import children

_ORIGIN = re.compile(r"https?://[^\s/?#@]+")


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0: a free one."
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Another name under which the server may be asked.",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    callback=lambda _context, _option, given: tuple(map(_origin, given)),
    help="A site whose pages may read the answers, as https://name; * for all, none for none."
    "  [default: none on this machine alone, * elsewhere]",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    callback=lambda _context, _option, given: tuple(map(_address, given)),
    help="A reverse proxy that names its clients (X-Forwarded-For): each has a share of its own.",
)
@click.option(
    "--watch",
    "source",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="SOURCE",
    help="Build this newsroom folder again whenever it changes.",
)
@click.option(
    "--dumps",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of dumps to offer at /dumps/.",
)
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    metavar="SECONDS",
    help="Longest that a query may take.",
)
@click.option(
    "--memory",
    default=2048,
    show_default=True,
    type=click.IntRange(min=512),
    metavar="MIB",
    help="Address space of each worker.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes for long queries, of which one client has all but one."
    "  [default: one a processor, and one more]",
)
@click.option(
    "--processes",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer at the port; one for each processor serves most.",
)
@click.option(
    "--allow-network-in-workers",
    "open_network",
    is_flag=True,
    help="Serve even where the processes that run queries cannot be cut off from the network.",
)
@store_option
def serve_command(  # noqa: PLR0913, PLR0917  one for each option
    host: str,
    port: int,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    proxies: tuple[str, ...],
    source: Path | None,
    dumps: Path | None,
    timeout: float,
    memory: int,
    workers: int | None,
    processes: int,
    open_network: bool,
    store: Path,
) -> None:
    """Serve the graph over HTTP: SPARQL at /sparql, a document for every IRI, pages for people.

    Nothing can be changed over HTTP. Only this machine is answered unless --host says otherwise;
    then no page of another site can read what is served, unless --cors names it.

    \b
    Example:
      triplewire serve
      triplewire serve --watch seeds
      triplewire serve --processes 4
    """
    from triplewire.ask import visible
    from triplewire.cli.serving import command
    from triplewire.publish.web.server import LOOPBACK, serve, serve_by_several
    from triplewire.publish.web.settings import Settings

    if source is not None and processes > 1:
        # What a build says is told to the pages that listen to the process that runs it.
        raise click.UsageError("--watch wants one process: build and serve apart, or leave one out")
    if source is not None and not (store / "current").exists():
        _build(source, store)
    settings = Settings(
        timeout=timeout,
        memory=memory << 20,
        workers=workers or 1 + children.processors(),
        hosts=(*LOOPBACK, *hosts) if _is_loopback(host) or hosts else (),
        origins=_readers(origins, host),
        proxies=proxies,
        dumps=dumps,
        source=source,
        open_network=open_network,
    )
    if open_network:
        click.echo("Warning: queries may run in processes that have a network", err=True)
    shown = visible(str(store))

    def ready(address: str) -> None:
        click.echo(f"Serving {shown} at {address}")

    if processes > 1:
        share = settings.share(processes)
        serve_by_several(
            store, settings, host, port, lambda at: [command(at, store, share)] * processes, ready
        )
        return
    with watched(store):
        serve(store, settings, host, port, ready)


def _build(source: Path, store: Path) -> None:
    """Build for the first time: there is nothing to serve yet."""
    from triplewire.ask import visible

    click.echo(visible(f"Building {source} …"), err=True)
    command = children.command("triplewire", "build", str(source), "--store", str(store))
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603
    if done.returncode > 1:
        sys.exit(3)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _readers(origins: tuple[str, ...], host: str) -> tuple[str, ...]:
    """Return the origins whose pages may read; what is listened to by all counts as public."""
    if not origins:
        return () if _is_loopback(host) else ("*",)
    return tuple(origin for origin in origins if origin != "none")


def _origin(given: str) -> str:
    """Return an origin as browsers write it.

    Raises: BadParameter when it is none: it would quietly let nobody in.
    """
    if given not in {"*", "none"} and not _ORIGIN.fullmatch(given):
        raise click.BadParameter(
            f"not an origin: {given!r}; write scheme and host alone, as https://name"
        )
    return given


def _address(given: str) -> str:
    """Return an address.

    Raises: BadParameter when it is none.
    """
    try:
        return str(ipaddress.ip_address(given))
    except ValueError:
        raise click.BadParameter(f"not an IP address: {given!r}") from None
