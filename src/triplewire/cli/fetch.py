"""triplewire fetch: addresses and feeds in, WARC files that a build reads out."""

import sys
from pathlib import Path

import click

from triplewire.cli.options import newsroom_option


@click.command("fetch")
@click.argument("address", nargs=-1, metavar="[URL|FEED]...")
@newsroom_option
@click.option("--allow-private", is_flag=True, help="Ask hosts of private networks, too.")
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
    from triplewire.fetch import Network, fetch, planned
    from triplewire.newsroom import open_newsroom

    room = open_newsroom(newsroom)
    if dry_run:
        for request in planned(room, address):
            how = "if it has changed" if request.conditional else "as a whole"
            click.echo(visible(f"{request.address}: {request.reason or how}"))
        return
    network = Network(allowed=lambda _: True) if allow_private else Network()
    done = fetch(room, address, network=network)
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
    sys.exit(1 if done.refused else 0)
