"""A real Chromium, driven through its own protocol, for what only a browser can say: keys, layout, accessibility."""

import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
_PATIENCE = 40
# The protocol speaks on file descriptors 3 and 4.
_ON_PIPE = 'exec "$@" 3<&0 4>&1 0</dev/null 1>/dev/null'


class Page:
    """A tab. `problems` are the errors that its scripts raised."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.problems: list[str] = []
        self._process = process
        self._count = 0
        self._unread = b""
        self._session = ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Accessibility"):
            self.send(f"{domain}.enable")
        # As if its window were in front: only then it has a focus.
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol and return what it answers."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\0")
        self._process.stdin.flush()
        while True:
            answer = self._read()
            if answer.get("method") == "Runtime.exceptionThrown":
                details = answer["params"]["exceptionDetails"]
                self.problems.append(details.get("exception", {}).get("description") or details["text"])
            if answer.get("id") == self._count:
                assert "error" not in answer, (method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result

    def run(self, script: str) -> Any:
        """The value of an expression, or of the promise that it is."""
        done = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def open(self, address: str) -> None:
        """Go to an address and wait until it has loaded."""
        self.send("Page.navigate", url=address)
        self.run(
            "new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', done))"
        )

    def size(self, width: int, height: int = 800, scale: int = 1) -> None:
        """Give the tab a size in CSS pixels, and pictures of it so many pixels for each of them."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale}
        self.send("Emulation.setDeviceMetricsOverride", **metrics, mobile=False)

    def press(self, key: str) -> None:
        """Press and release a key as a person does, wherever the focus is."""
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        code = {"Enter": 13, "Tab": 9, "Escape": 27, "Backspace": 8, "ArrowUp": 38, "ArrowDown": 40}.get(key)
        common = {"key": key, "windowsVirtualKeyCode": code or ord(key.upper())}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def tree(self) -> list[tuple[str, str, dict[str, Any]]]:
        """What a screen reader is told: role, name and properties, in reading order."""
        nodes = {node["nodeId"]: node for node in self.send("Accessibility.getFullAXTree")["nodes"]}
        return list(_walk(nodes, next(iter(nodes.values()))))

    def picture(self, target: Path) -> None:
        """Write a picture of the whole page, as PNG, or smaller and not quite exact as WebP."""
        content = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {**content, "scale": 1}
        form = {"format": "webp", "quality": 60} if target.suffix == ".webp" else {}
        shot = self.send("Page.captureScreenshot", captureBeyondViewport=True, clip=clip, **form)
        target.write_bytes(b64decode(shot["data"]))

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        while b"\0" not in self._unread:
            ready, _, _ = select([self._process.stdout], [], [], _PATIENCE)
            part = self._process.stdout.read1(1 << 20) if ready else b""  # type: ignore[attr-defined] # buffered
            assert part, "Chromium does not answer."
            self._unread += part
        message, _, self._unread = self._unread.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer


def _walk(nodes: dict[str, Any], node: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if not node.get("ignored"):
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
        yield node["role"]["value"], node.get("name", {}).get("value", ""), properties
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from _walk(nodes, nodes[child])


@contextmanager
def chromium() -> Iterator[Page]:
    """A tab of a Chromium that nobody has used before."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"]
        command += ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
        command += ["--disable-sync", "--hide-scrollbars", "--allow-file-access-from-files"]
        command += ["--remote-debugging-pipe", f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            ["sh", "-c", _ON_PIPE, "sh", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        with process:
            try:
                yield Page(process)
            finally:
                process.terminate()
