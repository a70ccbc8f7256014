"""The pages in a real browser: they work, fit a phone, and axe-core finds nothing serious."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

webdriver = pytest.importorskip("selenium.webdriver")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
AXE = Path(__file__).resolve().parents[3] / "web" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or DRIVER is None, reason="needs chromium and chromedriver"
)
DESKTOP, PHONE = (1280, 900, False), (390, 844, True)
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--no-first-run",
)  # fmt: skip


class Browser:
    """A browser on a server; every page that it opens is looked at for errors."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, path: str, size: tuple[int, int, bool] = DESKTOP, scheme: str = "light") -> None:
        width, height, mobile = size
        scheme_feature = {"name": "prefers-color-scheme", "value": scheme}
        for command, options in (
            ("Emulation.setEmulatedMedia", {"features": [scheme_feature]}),
            (
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile},
            ),
        ):
            self.driver.execute_cdp_cmd(command, options)
        self.driver.get(self.address + path)

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def text(self, selector: str) -> str:
        return str(self.one(selector).text)

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def wait_for(self, script: str) -> Any:
        """Return the value of a script as soon as it is true."""
        for _ in range(200):
            if found := self.run(f"return {script}"):
                return found
            time.sleep(0.05)
        raise AssertionError(f"never true: {script}")

    def errors(self) -> list[str]:
        """Return what the console says of the pages opened since, but for what is to be refused."""
        logs = [str(entry["message"]) for entry in self.driver.get_log("browser")]
        return [log for log in logs if not re.search("/(sparql|actor/no-such-body.html) - ", log)]


@pytest.fixture(scope="module")
def address(newsroom: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "triplewire", "serve", "--store", str(newsroom), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        yield said.rsplit(" ", 1)[-1].strip().rstrip("/")
        server.terminate()


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    options = webdriver.ChromeOptions()
    for flag in _FLAGS:
        options.add_argument(flag)
    options.binary_location = CHROMIUM
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    # A click returns before the next page is there.
    driver.implicitly_wait(10)
    yield Browser(driver, address)
    driver.quit()
    # What selenium leaves open is its own.
    with suppress(AttributeError):
        driver.command_executor.close()


@pytest.fixture(scope="module")
def paths(address: str) -> dict[str, str]:
    """Return the path of one page of every kind."""

    def first(index: str, kind: str) -> str:
        html = urlopen(address + index).read().decode()  # noqa: S310  our own server
        found = re.search(rf'href="(/{kind}/[^"]+)"', html)
        assert found is not None
        return found[1]

    return {
        "home": "/",
        "search": "/search?q=trade",
        "article": first("/browse/articles", "article"),
        "actor": "/actor/wang-yi.html",
        "event": first("/browse/events", "event"),
        "claim": first("/conflicts", "claim"),
        "conflicts": "/conflicts",
        "statistics": "/statistics",
        "curation": "/curation",
        "graph": "/neighbourhood?of=https://example.org/china-uk/actor/wang-yi",
        "workbench": "/workbench?name=timeline",
        "report": "/report",
        "dataset": "/dataset.html",
        "ontology": "/ns.html",
        "concepts": "/concept.html",
        "concept": "/concept/state.html",
        "shapes": "/shapes.html",
        "rules": "/rule.html",
        "error": "/actor/no-such-body.html",
    }


def asked(browser: Browser, query: str) -> None:
    """Open the workbench with a query, which it runs."""
    browser.open(f"/workbench?query={quote(query)}")


def test_a_reader_gets_from_the_home_page_to_the_words_of_a_claim(browser: Browser) -> None:
    browser.open("/")
    browser.one("#q").send_keys("stabilizing anchor")
    browser.one(".find button").click()
    browser.one("ol.lines a").click()
    claim = browser.text("h1")
    words = browser.text("mark.claim")
    browser.one("figcaption a").click()

    assert "stabilizing anchor" in claim
    assert words in claim
    assert browser.text(".eyebrow").startswith("Article")
    browser.one("mark.claim")
    assert browser.errors() == []


def test_a_number_in_an_article_leads_to_what_was_found_and_back(
    browser: Browser, paths: dict[str, str]
) -> None:
    browser.open(paths["article"])
    browser.one("sup a").click()
    number = browser.text("sup a")

    assert browser.run("return location.hash") == f"#f{number}"
    assert browser.text(".notes li:target a")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_is_wider_than_its_window(
    browser: Browser, paths: dict[str, str], size: tuple[int, int, bool]
) -> None:
    for name, path in paths.items():
        browser.open(path, size)

        assert browser.run("return document.documentElement.scrollWidth") <= size[0], name


def test_the_workbench_runs_a_stored_query_and_leads_to_the_evidence(browser: Browser) -> None:
    browser.open("/workbench")
    browser.wait_for("!document.querySelector('.scripted').hidden")
    browser.one('[data-query][href$="name=who-said"]').click()
    browser.wait_for("document.querySelectorAll('table.results tbody tr').length > 3")
    assert re.fullmatch(r"\d+ rows, [\d.]+ s", browser.text("#summary"))
    browser.driver.find_element("link text", "words").click()
    browser.wait_for("location.pathname.startsWith('/claim/')")

    assert browser.text("mark.claim")
    assert browser.errors() == []


def test_the_workbench_draws_charts_and_graphs_and_shows_the_raw_answer(browser: Browser) -> None:
    browser.open("/workbench?name=plover-counts")
    browser.wait_for("document.querySelector('table.results')")
    browser.one("#tab-chart").click()
    assert browser.run("return document.querySelectorAll('.bars .bar').length") >= 3
    browser.one("#tab-raw").click()
    assert json.loads(browser.text("#view pre"))["head"]["vars"] == ["plover", "events"]
    browser.open(
        f"/workbench?query={quote('CONSTRUCT WHERE { ?claim tw:speaker ?actor } LIMIT 5')}"
    )
    browser.wait_for("document.querySelectorAll('#view .net .box-claim').length")

    assert browser.text("#summary").startswith("5 triples")
    assert browser.errors() == []


def test_the_workbench_marks_the_place_of_an_error(browser: Browser) -> None:
    browser.open(
        f"/workbench?query={quote('SELECT * {' + chr(10) + '  ?s ?p oops' + chr(10) + '}')}"
    )
    browser.wait_for("!document.querySelector('#fault').hidden")

    assert browser.text("#fault").startswith("Line 2, column 9: 'oops' cannot stand here")
    assert browser.run("return document.querySelector('#results').hidden")


def test_the_workbench_gives_snippets_of_what_stands_in_the_editor(browser: Browser) -> None:
    asked(browser, 'ASK { ?it ?is  "here" }')
    browser.wait_for("document.querySelector('#view').textContent")
    browser.run("document.querySelector('#code').open = true")
    browser.wait_for("document.querySelector('#curl').textContent.includes('ASK')")

    assert "query='ASK { ?it ?is  \"here\" }'" in browser.text("#curl")
    compile(browser.text("#python"), "snippet", "exec")
    assert browser.text("#view") == "No."


def test_pages_can_be_read_without_javascript(browser: Browser, paths: dict[str, str]) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(paths["workbench"])
        assert "SELECT" in browser.one("textarea").get_attribute("value")
        browser.open(paths["claim"])
        assert browser.text("mark.claim")
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.skipif(not AXE.is_file(), reason="needs `npm ci` in web/")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, paths: dict[str, str], scheme: str) -> None:
    axe = AXE.read_text(encoding="utf-8")
    for name, path in paths.items():
        browser.open(path, PHONE if scheme == "dark" else DESKTOP, scheme)
        if name == "workbench":
            browser.wait_for("document.querySelector('table.results')")
        browser.run(axe)
        found = browser.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run({resultTypes: ['violations']}).then(({violations}) => done(violations))"
        )

        faults = [
            f"{fault['impact']}: {fault['id']}: {node['target']} {node['failureSummary']}"
            for fault in found
            if fault["impact"] in {"serious", "critical"}
            for node in fault["nodes"][:3]
        ]
        assert faults == [], name
