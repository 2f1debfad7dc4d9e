"""Opens the report of the example articles in headless Chromium, as its readers do.

    python browser_test.py REPORT.html HOSTILE.html [--chromium PATH] [--shots FOLDER]

REPORT is the page of testdata/articles, HOSTILE that of articles whose names and texts
try to be markup. Wants the packages of .ci/requirements-browser.txt and Chromium. Ends
with a status other than 0 when a check fails, and prints what it measured.
"""

import argparse
import pathlib
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
SPEAKER = "priya-raman"

checks = []


def check(f):
    checks.append(f)
    return f


class Browser:
    """A browser whose pages remember every fault and every request."""

    def __init__(self, chromium, report, hostile):
        self.chromium, self.faults, self.requests = chromium, [], []
        self.report, self.hostile = report.as_uri(), hostile.as_uri()

    def open(self, address, **context):
        page = self.chromium.new_context(**({"viewport": {"width": 1200, "height": 850}} | context)).new_page()
        page.on("console", lambda m: m.type in ("error", "warning") and self.faults.append(m.text))
        page.on("pageerror", lambda e: self.faults.append(str(e)))
        page.on("dialog", lambda d: (self.faults.append("dialog: " + d.message), d.dismiss()))
        page.on("request", lambda r: self.requests.append(r.url))
        page.goto(address)
        page.wait_for_load_state("load")
        return page


def serious(page, what):
    """Fails for findings of axe that are serious or critical."""
    answer = Axe().run(page).response
    found = answer["violations"]
    assert len(answer["passes"]) > 15, "axe looked at nothing"
    bad = [f"{v['id']} ({v['impact']}): {v['help']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")]
    print(f"   axe, {what}: {len(found)} findings, {len(bad)} serious")
    assert not bad, "\n".join(bad)


@check
def loads(b):
    page = b.open(b.report)
    expect(page.locator("h1")).to_be_visible()
    timing = page.evaluate(
        """() => { const n = performance.getEntriesByType("navigation")[0];
        return [n.domContentLoadedEventEnd, performance.getEntriesByType("paint")[0].startTime] }"""
    )
    print(f"   ready after {timing[0]:.0f} ms, painted after {timing[1]:.0f} ms")
    assert timing[0] < 2000 and timing[1] < 2000, timing
    for section in ("overview", "speakers", "matrix", "issues", "network", "quotations", "left-out"):
        expect(page.locator(f"section#{section}")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the window"


@check
def reads_without_scripts(b):
    page = b.open(b.report, java_script_enabled=False)
    expect(page.locator("#who-table tbody tr").first).to_be_visible()
    expect(page.locator("table.matrix td a").first).to_be_visible()
    expect(page.locator("#filter")).to_be_hidden()


@check
def deep_link(b):
    page = b.open(f"{b.report}#speaker={SPEAKER}")
    expect(page.locator("#profile h3")).to_have_text("Priya Raman")
    expect(page.locator("#count")).to_contain_text("quotations of Priya Raman")
    assert page.locator("input[name=speaker]").input_value() == "Priya Raman"
    assert page.locator(".quote").count() > 5
    expect(page.locator(".quote mark.c").first).to_be_visible()
    expect(page.locator("#quotations")).to_be_in_viewport()
    expect(page.locator("#profile svg[role=img] title").first).to_contain_text("Sentiment of Priya Raman")


@check
def marks_the_words(b):
    page = b.open(f"{b.report}#q=biscuits&speaker={SPEAKER}")
    expect(page.locator("#count")).to_have_text("1 quotation of Priya Raman")
    quote = page.locator(".quote")
    said = "".join(quote.locator("mark.c").all_inner_texts())
    assert said == "“The biscuits,”", said
    assert quote.locator("mark.s").inner_text() == "Ms Raman"
    assert quote.locator("mark.k").inner_text() == "says"
    assert quote.locator("mark.hit").inner_text() == "biscuits"
    expect(quote).to_contain_text("confidence 0.")


@check
def filters(b):
    page = b.open(b.report)
    page.locator("input[name=q]").fill("carbon")
    expect(page.locator("#count")).to_contain_text("quotations")
    everybody = int(page.locator("#count").inner_text().split()[0])
    assert everybody > 1
    page.locator("input[name=speaker]").fill("Graham Pryce")
    page.locator("input[name=speaker]").press("Enter")
    expect(page.locator("#profile h3")).to_have_text("Graham Pryce")
    expect(page.locator("#count")).to_contain_text("of Graham Pryce")
    assert int(page.locator("#count").inner_text().split()[0]) < everybody
    assert "speaker=graham-pryce" in page.url and "q=carbon" in page.url, page.url
    page.locator("#more-filters summary").click()
    page.locator("select[name=type]").select_option("direct")
    page.wait_for_url("**type=direct*")
    for chip in page.locator(".quote .chips").all_inner_texts():
        assert "direct speech" in chip, chip
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#profile h3")).to_have_count(0)
    page.locator("input[name=speaker]").fill("Nobody At All")
    page.locator("input[name=speaker]").press("Enter")
    expect(page.locator("#count")).to_contain_text("Nobody called “Nobody At All”")


@check
def goes_back(b):
    page = b.open(b.report)
    page.locator("#overview a", has_text="Priya Raman").click()
    expect(page.locator("#profile h3")).to_have_text("Priya Raman")
    expect(page.locator("#count")).to_contain_text("quotations of Priya Raman")
    before = page.locator("#count").inner_text()
    page.locator("table.matrix tbody td a").first.click()
    expect(page.locator("#count")).to_contain_text(" on ")
    assert page.locator(".quote").count() >= 1
    page.go_back()
    expect(page.locator("#profile h3")).to_have_text("Priya Raman")
    expect(page.locator("#count")).to_have_text(before)
    expect(page.locator("#h-quotations")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("#profile h3")).to_have_count(0)


@check
def lands(b):
    """A link from below lands at the head of the quotations, though they grow."""
    page = b.open(b.report)
    page.locator("#left-out a", has_text="Read them").first.click()
    expect(page.locator("#count")).to_contain_text("quotations of Unknown speakers")
    page.wait_for_timeout(300)
    expect(page.locator("#h-quotations")).to_be_in_viewport()


@check
def every_cell_has_its_words(b):
    page = b.open(b.report)
    cells = page.locator("table.matrix tbody td a")
    links = [(a.get_attribute("href"), a.get_attribute("aria-label")) for a in cells.all()]
    assert len(links) > 10
    for href, label in links:
        page.evaluate("(h) => { location.hash = h }", href)
        count = page.locator("#count")
        holder, target = label.rsplit(": ", 1)[0].split(" on ", 1)
        expect(count).to_contain_text(f" on {target} of {holder}")
        assert count.inner_text().split()[0].isdigit() and int(count.inner_text().split()[0]) >= 1, (label, count.inner_text())


@check
def sorts(b):
    page = b.open(b.report)
    names = lambda: page.locator("#who-table tbody th").all_inner_texts()
    page.get_by_role("button", name="Speaker", exact=True).click()
    expect(page.locator("th[data-sort=name]")).to_have_attribute("aria-sort", "ascending")
    first, last = names()[0], names()[-1]
    page.get_by_role("button", name="Speaker", exact=True).click()
    expect(page.locator("th[data-sort=name]")).to_have_attribute("aria-sort", "descending")
    assert first.casefold() < last.casefold() and names()[0].casefold() > last.casefold(), (first, last, names()[0])
    page.locator("#who-filter input").fill("holt")
    expect(page.locator("#who-count")).to_contain_text("speakers")
    assert all("holt" in n.lower() for n in names()) and len(names()) >= 2, names()


@check
def keyboard(b):
    page = b.open(b.report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(3):
        page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid", ring


@check
def dark(b):
    light = b.open(b.report).evaluate("getComputedStyle(document.body).backgroundColor")
    page = b.open(b.report, color_scheme="dark")
    back = lambda: page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert back() != light
    page.locator("#theme").click()
    assert back() == light, "the button does not give the light colours"
    page.reload()
    assert back() == light, "the choice is not remembered"
    page.locator("#theme").click()
    assert back() != light


@check
def phone(b):
    page = b.open(f"{b.report}#speaker={SPEAKER}", viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    expect(page.locator(".quote").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, "the page scrolls sideways"


@check
def accessible(b):
    for scheme in ("light", "dark"):
        page = b.open(b.report, color_scheme=scheme, reduced_motion="reduce")
        serious(page, scheme)
        page.goto(f"{b.report}#speaker={SPEAKER}")
        expect(page.locator(".quote").first).to_be_visible()
        for details in page.locator("details").all():
            details.evaluate("(d) => { d.open = true }")
        serious(page, scheme + ", a speaker's section, all opened")
    page = b.open(f"{b.report}#speaker={SPEAKER}", viewport={"width": 360, "height": 740}, is_mobile=True)
    expect(page.locator(".quote").first).to_be_visible()
    serious(page, "phone")


@check
def prints(b):
    page = b.open(f"{b.report}#speaker={SPEAKER}")
    expect(page.locator(".quote").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator("#overview")).to_be_hidden()
    expect(page.locator(".quote").first).to_be_visible()
    assert len(page.pdf(format="A4")) > 10_000


@check
def hostile(b):
    page = b.open(b.hostile)
    expect(page.locator("h1")).to_have_text("<script>alert(1)</script>")
    links = page.locator("#who-table tbody a")
    for i in range(links.count()):
        links.nth(i).click()
        expect(page.locator(".quote").first).to_be_visible()
        assert page.locator(".quote a").evaluate_all("(l) => l.every((a) => /^(#|https?:)/.test(a.getAttribute('href')))")
    for q in ("<script>", "<img", "</script>"):
        page.goto(b.hostile + "#q=" + q)
        expect(page.locator(".quote").first).to_contain_text(q)
    assert page.locator("img, iframe, object, embed").count() == 0
    assert page.locator("script:not([type])").count() == 1
    assert page.locator("#results *").evaluate_all("(l) => l.every((e) => [...e.attributes].every((a) => !/^on|^style/.test(a.name)))")


@check
def policy_holds(b):
    """What an attacker would do with an element of his own does not run."""
    page = b.open(b.report)
    kept = len(b.faults)
    ran = page.evaluate(
        """async () => { window.ran = 0; let threw = 0;
        const s = document.createElement("script");
        try { s.textContent = "window.ran++"; document.body.append(s) } catch { threw++ }
        try { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran++'>") } catch { threw++ }
        try { await fetch("https://example.org/") } catch { threw++ }
        return [window.ran, threw] }"""
    )
    assert ran[0] == 0 and ran[1] >= 2, ran
    del b.faults[kept:]  # the browser's words on what it stopped
    b.requests[:] = [r for r in b.requests if "example.org" not in r]


def shots(b, folder):
    """Pictures to look at, and the one of the README."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, hash_, context in (
        ("light", "", {}),
        ("dark", "", {"color_scheme": "dark"}),
        ("phone", "", {"viewport": {"width": 390, "height": 844}, "is_mobile": True}),
        ("speaker", f"#speaker={SPEAKER}", {}),
        ("speaker-dark", f"#speaker={SPEAKER}", {"color_scheme": "dark"}),
        ("speaker-phone", f"#speaker={SPEAKER}", {"viewport": {"width": 390, "height": 844}, "is_mobile": True}),
    ):
        page = b.open(b.report + hash_, reduced_motion="reduce", **context)
        page.wait_for_timeout(500)
        page.screenshot(path=folder / f"{name}.png", full_page=not hash_)
    b.open(b.report).pdf(path=folder / "print.pdf", format="A4", print_background=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("report", type=pathlib.Path)
    p.add_argument("hostile", type=pathlib.Path)
    p.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    p.add_argument("--shots", type=pathlib.Path)
    a = p.parse_args()
    failed = 0
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=a.chromium, args=ARGS)
        b = Browser(chromium, a.report.resolve(), a.hostile.resolve())
        for f in checks:
            try:
                f(b)
                print("ok", f.__name__)
            except Exception as e:  # a check says what is wrong in any way it likes
                failed += 1
                print("FAILED", f.__name__, repr(e)[:2000])
        outside = [r for r in b.requests if not r.startswith(("file:", "data:"))]
        for what, list_ in (("faults on the console", b.faults), ("requests", outside)):
            if list_:
                failed += 1
                print("FAILED:", what, *sorted(set(list_))[:10], sep="\n  ")
        if a.shots:
            shots(b, a.shots)
        chromium.close()
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
