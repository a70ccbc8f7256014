"""triplewire serve: a store in, SPARQL, documents and pages over HTTP out."""

import ipaddress
import subprocess
import sys
from pathlib import Path

import click

from triplewire import children
from triplewire.cli.options import store_option


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
    help="Processes for long queries.  [default: one a processor]",
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
    source: Path | None,
    dumps: Path | None,
    timeout: float,
    memory: int,
    workers: int | None,
    open_network: bool,
    store: Path,
) -> None:
    """Serve the graph over HTTP: SPARQL at /sparql, a document for every IRI, pages for people.

    Nothing can be changed over HTTP. Only this machine is answered unless --host says otherwise.

    \b
    Example:
      triplewire serve
      triplewire serve --watch seeds
    """
    from triplewire.ask.terms import visible
    from triplewire.publish.web.server import LOOPBACK, serve
    from triplewire.publish.web.settings import Settings

    if source is not None and not (store / "current").exists():
        _build(source, store)
    settings = Settings(
        timeout=timeout,
        memory=memory << 20,
        workers=workers or children.processors(),
        hosts=(*LOOPBACK, *hosts) if _is_loopback(host) or hosts else (),
        dumps=dumps,
        source=source,
        open_network=open_network,
    )
    if open_network:
        click.echo("Warning: queries may run in processes that have a network", err=True)
    shown = visible(str(store))
    serve(store, settings, host, port, lambda address: click.echo(f"Serving {shown} at {address}"))


def _build(source: Path, store: Path) -> None:
    """Build for the first time: there is nothing to serve yet."""
    from triplewire.ask.terms import visible

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
