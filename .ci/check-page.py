#!/usr/bin/env python3
"""Opens a page in headless Chromium at 1280 and 360 px and fails where it is not self-contained.

    .ci/check-page.py PAGE.html [--out FOLDER]     checks the page, keeps two screenshots
    .ci/check-page.py --self-test                  shows that each rule can fail

A page fails with any console error, exception, violation of its own policy, request for anything
but itself and data: addresses, width beyond the window, or drawing without size.
"""
import argparse
import base64
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

WIDTHS = (1280, 360)

MEASURE = """
(() => {
  const root = document.documentElement;
  const found = [];
  const wide = Math.max(root.scrollWidth, document.body ? document.body.scrollWidth : 0);
  if (wide > root.clientWidth) {
    let worst = '';
    for (const node of document.querySelectorAll('body *')) {
      if (node.getBoundingClientRect().right > root.clientWidth + 1 && !node.closest('.scroll')) {
        worst = node.tagName + (node.className.baseVal || node.className || '');
        break;
      }
    }
    found.push(`overflow: the page is ${wide} px wide in a window of ${root.clientWidth} ${worst}`);
  }
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const node of document.querySelectorAll('svg, img')) {
    const box = node.getBoundingClientRect();
    if (!(box.width > 1 && box.height > 1)) found.push(`empty: ${node.tagName} of ${box.width} x ${box.height} px`);
    if (node.tagName === 'IMG' && node.naturalWidth === 0) found.push('empty: IMG without a picture');
  }
  return JSON.stringify({found, height: Math.min(root.scrollHeight, 16000)});
})()
"""


class Browser:
    """Headless Chromium, spoken to through a pair of pipes."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        binary = shutil.which("chromium") or shutil.which("chromium-browser")
        if binary is None:
            sys.exit("error: chromium is not installed: run .ci/setup")
        to_browser, self.writer = os.pipe()
        self.reader, from_browser = os.pipe()

        def pipes():
            # Chromium reads commands from descriptor 3 and answers on 4; the copies keep the two
            # apart where the pipes happen to have these numbers already.
            read, write = os.dup(to_browser), os.dup(from_browser)
            spare = [os.dup(read), os.dup(write)]
            while min(spare) < 5:
                spare = [os.dup(descriptor) for descriptor in spare]
            os.dup2(spare[0], 3)
            os.dup2(spare[1], 4)

        self.process = subprocess.Popen(
            [binary, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
             "--remote-debugging-pipe", "--user-data-dir=" + self.folder, "about:blank"],
            preexec_fn=pipes, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.rest = b""
        self.number = 0
        self.events = []

    def receive(self):
        while b"\0" not in self.rest:
            part = os.read(self.reader, 1 << 20)
            if not part:
                sys.exit("error: chromium ended unexpectedly")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.writer, data):]
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit("error: %s: %s" % (method, answer["error"]["message"]))
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method, session):
        while True:
            for event in self.events:
                if event.get("method") == method and event.get("sessionId") == session:
                    return
            self.events.append(self.receive())

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.reader)
        os.close(self.writer)
        shutil.rmtree(self.folder, ignore_errors=True)


def problems_of(events, address):
    """What the events of one load tell against the page."""
    problems = []
    for event in events:
        method, details = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            problems.append("exception: " + details["exceptionDetails"].get("text", ""))
        elif method == "Runtime.consoleAPICalled" and details["type"] in ("error", "assert", "warning"):
            problems.append("console: " + str([item.get("value") for item in details["args"]]))
        elif method == "Log.entryAdded" and details["entry"]["level"] in ("error", "warning"):
            problems.append("log: " + details["entry"]["text"])
        elif method == "Audits.issueAdded":
            code = details["issue"]["code"]
            if code == "ContentSecurityPolicyIssue":
                problems.append("policy: " + json.dumps(details["issue"]["details"])[:200])
        elif method == "Network.requestWillBeSent":
            url = details["request"]["url"]
            if url.split("#")[0] != address and not url.startswith("data:"):
                problems.append("request: " + url[:200])
    return problems


def check(browser, page, width, screenshot=None):
    """Loads `page` in a window of `width`; returns what is wrong with it."""
    address = pathlib.Path(page).resolve().as_uri()
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
        browser.call(domain + ".enable", session)
    browser.events.clear()
    view = {"width": width, "height": 900, "deviceScaleFactor": 1 if width > 500 else 2,
            "mobile": width <= 500}
    browser.call("Emulation.setDeviceMetricsOverride", session, **view)
    browser.call("Page.navigate", session, url=address)
    browser.wait_for("Page.loadEventFired", session)
    # What is asked for after loading, such as by a timer, is to be seen too.
    time.sleep(0.4)
    answer = browser.call("Runtime.evaluate", session, expression=MEASURE, returnByValue=True)
    measured = json.loads(answer["result"]["value"])
    problems = problems_of(browser.events, address) + measured["found"]
    if screenshot:
        browser.call("Emulation.setDeviceMetricsOverride", session,
                     **dict(view, height=measured["height"]))
        picture = browser.call("Page.captureScreenshot", session, format="png")
        pathlib.Path(screenshot).write_bytes(base64.b64decode(picture["data"]))
    browser.call("Target.closeTarget", targetId=target)
    return problems


HEAD = "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>x</title>"
POLICY = ("<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; "
          "style-src 'unsafe-inline'; img-src data:\">")
VIEW = "<meta name='viewport' content='width=device-width, initial-scale=1'>"
FINE = "<svg viewBox='0 0 10 10' width='100' height='100'><rect width='5' height='5'/></svg>"

# Name, markup, and the word that what is found begins with; none where the page is fine.
SELF_TESTS = (
    ("a page without fault", POLICY + VIEW + "</head><body>" + FINE, None),
    ("console error", VIEW + "</head><body><script>console.error('no')</script>", "console"),
    ("exception", VIEW + "</head><body><script>throw new Error('no')</script>", "exception"),
    ("policy", POLICY + VIEW + "</head><body><script>1</script>", "policy"),
    ("picture from a file", VIEW + "</head><body><img src='other.png' width='9' height='9'>", "request"),
    ("style from a server", VIEW + "<link rel='stylesheet' href='http://127.0.0.1:9/x.css'></head><body>", "request"),
    ("font late", VIEW + "</head><body><script>setTimeout(() => fetch('http://127.0.0.1:9/f'), 100)</script>", "request"),
    ("fixed width", VIEW + "</head><body><div style='width:1400px'>x</div>", "overflow"),
    ("drawing without height", VIEW + "</head><body><svg width='100' height='0'></svg>", "empty"),
    ("drawing hidden", VIEW + "</head><body><div style='display:none'>" + FINE + "</div>", "empty"),
)


def self_test(browser):
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, markup, wanted) in enumerate(SELF_TESTS):
            page = os.path.join(folder, "page%d.html" % number)
            pathlib.Path(page).write_text(HEAD + markup + "</body></html>")
            for width in WIDTHS:
                found = check(browser, page, width)
                kinds = {problem.split(":")[0] for problem in found}
                if (wanted not in kinds) if wanted else found:
                    failures += 1
                    print("error: %s at %d px: wanted %s, found %s" % (name, width, wanted, found))
    print("self-test: %d pages at %d widths, %d wrong" % (len(SELF_TESTS), len(WIDTHS), failures))
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", nargs="?", help="HTML file")
    parser.add_argument("--out", help="folder for the screenshots")
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if not options.self_test and not (options.page and os.path.isfile(options.page)):
        parser.error("give an HTML file")
    signal.alarm(180)  # a browser that hangs must not hang the checks
    browser = Browser()
    try:
        if options.self_test:
            return 1 if self_test(browser) else 0
        failed = 0
        for width in WIDTHS:
            screenshot = None
            if options.out:
                os.makedirs(options.out, exist_ok=True)
                screenshot = os.path.join(options.out, "page-%d.png" % width)
            for problem in check(browser, options.page, width, screenshot):
                failed = 1
                print("error: %s at %d px: %s" % (options.page, width, problem))
        if not failed:
            print("page: fine at %s px" % " and ".join(map(str, WIDTHS)))
        return failed
    finally:
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
