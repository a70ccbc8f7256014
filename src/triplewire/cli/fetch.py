"""triplewire fetch: addresses and feeds in, WARC files that a build reads out."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from triplewire.cli.options import newsroom_option, private_option


@click.command("fetch")
@click.argument("address", nargs=-1, metavar="[URL|FEED]...")
@newsroom_option
@private_option
@click.option("--dry-run", is_flag=True, help="Send nothing; say what would be asked for.")
def fetch_command(
    address: tuple[str, ...], newsroom: Path, *, allow_private: bool, dry_run: bool
) -> None:
    """Fetch articles, and those that feeds announce, into a newsroom.

    Without an address, those of [feeds] in triplewire.toml are asked for. Every answer is kept as
    WARC below articles/fetched/, so that a build needs no network; feeds without texts go to
    captures/. What is known already is asked for only if it has changed, articles of a feed once a
    day. robots.txt is kept, and one request at a time is sent. Exit code 1 says that something was
    refused or could not be had.

    \b
    Example:
      triplewire fetch https://example.org/feed.xml --newsroom seeds
      triplewire build seeds
    """
    from triplewire.ask import visible
    from triplewire.fetch import planned
    from triplewire.newsroom import open_newsroom

    if dry_run:
        for request in planned(open_newsroom(newsroom), address):
            how = "if it has changed" if request.conditional else "as a whole"
            click.echo(visible(f"{request.address}: {request.reason or how}"))
        return
    sys.exit(1 if fetch_into(newsroom, address, allow_private=allow_private) else 0)


def fetch_into(folder: Path, addresses: Iterable[str], *, allow_private: bool = False) -> bool:
    """Fetch addresses into a newsroom, tell what was done, and say whether any was refused."""
    from triplewire.ask import visible
    from triplewire.fetch import Network, fetch
    from triplewire.newsroom import open_newsroom

    network = Network(allowed=lambda _: True) if allow_private else Network()
    done = fetch(open_newsroom(folder), addresses, network=network)
    for refusal in done.refused:
        click.echo(visible(f"{refusal.address}: {refusal.reason}"), err=True)
    counts = {
        "requests": done.requests,
        "for robots.txt": done.robots,
        "only if changed": done.conditional,
        "kept": done.kept,
        "not changed": done.same,
        "refused": len(done.refused),
    }
    click.echo("; ".join(f"{name}: {count:,}" for name, count in counts.items()))
    for file in done.files:
        click.echo(visible(str(file)))
    return bool(done.refused)
