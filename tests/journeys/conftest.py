"""What journeys need: a bureau's folder, and a real Chromium spoken to over a pipe, without a driver or network."""

import base64
import csv
import io
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import openpyxl
import pytest

from mingbai.cli.main import main
from mingbai.kernel.identity.number import check_character

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
PATIENCE = 60  # seconds


class Page:
    """One page of the browser; everything it asks the network for and everything it complains of is kept."""

    def __init__(self, process: "subprocess.Popen[bytes]", to: int, back: int) -> None:
        self.process, self.to, self.back = process, to, back
        self.numbers = itertools.count(1)
        self.answers: dict[int, Queue[dict[str, Any]]] = {}
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.loaded = threading.Event()
        self.session: str | None = None
        threading.Thread(target=self._listen, daemon=True).start()
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the answer to one command of the DevTools protocol."""
        number = next(self.numbers)
        waiting = self.answers[number] = Queue()
        session = {"sessionId": self.session} if self.session else {}
        os.write(self.to, json.dumps({"id": number, "method": method, "params": params, **session}).encode() + b"\0")
        try:
            answer = waiting.get(timeout=PATIENCE)
        except Empty:
            raise TimeoutError(method) from None
        finally:
            del self.answers[number]
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, path: Path, width: int = 1366, height: int = 768) -> None:
        """Open a file at a screen of that size."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        self.loaded.clear()
        self.call("Page.navigate", url=path.as_uri())
        assert self.loaded.wait(PATIENCE), "the page did not load"

    def do(self, script: str) -> Any:
        """Return what an expression comes to in the page."""
        told = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise AssertionError(told["exceptionDetails"])
        return told["result"].get("value")

    def press(self, key: str, code: int = 0, text: str = "") -> None:
        """Press one key."""
        common = {"key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """Save what the page looks like."""
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def printed(self) -> bytes:
        """Return the page as PDF on A4."""
        pdf = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(pdf["data"])

    def _listen(self) -> None:
        rest = b""
        while chunk := os.read(self.back, 1 << 20):
            *messages, rest = (rest + chunk).split(b"\0")
            for message in messages:
                self._hear(json.loads(message))

    def _hear(self, told: dict[str, Any]) -> None:
        params = told.get("params", {})
        match told.get("method"):
            case None:
                if told["id"] in self.answers:
                    self.answers[told["id"]].put(told)
            case "Page.loadEventFired":
                self.loaded.set()
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Runtime.exceptionThrown" | "Log.entryAdded" | "Page.javascriptDialogOpening":
                self.complaints.append(json.dumps(params, ensure_ascii=False))
            case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning", "assert"):
                self.complaints.append(json.dumps(params, ensure_ascii=False))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Page]:
    """Give a page of a real Chromium; say so where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the report was not looked at in a browser")
    command_read, command_write = os.pipe()
    answer_read, answer_write = os.pipe()
    home = tempfile.mkdtemp()
    script = f'exec 3<&{command_read} 4>&{answer_write}; exec "$0" "$@"'
    process = subprocess.Popen(
        ["/bin/bash", "-c", script, CHROMIUM, *FLAGS, f"--user-data-dir={home}", "about:blank"],
        pass_fds=(command_read, answer_write),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(command_read)
    os.close(answer_write)
    try:
        yield Page(process, command_write, answer_read)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        os.close(command_write)
        shutil.rmtree(home, ignore_errors=True)


# ------------------------------------------------------------------ a bureau and what it sends

MONTH, COUNTY = "2026-10", "999901"
VILLAGES = {"城关镇": f"{COUNTY}101201", "石桥镇": f"{COUNTY}102201"}
HOSTILE_NAME = '=1+1</script><script>alert("x")</script>\u2028'
Rows = list[list[Any]]


class Bureau:
    """A folder of eight households in two townships for one month, written as people write such files."""

    dead, hostile, everyone = 3, 5, range(8)  # households
    said = printed = ""  # by a check on stderr and stdout, where that was kept

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder.parent / "out"
        self.register, self.list, self.police = (
            folder / "救助台账.xlsx",
            folder / "农村低保 发放表.csv",
            folder / "公安" / "死亡<b>名单.csv",
        )
        self.approvals()
        self.roster()
        self.appropriated()
        self.banked()
        self.deaths(self.dead)

    def person(self, serial: int, born: str = "19500101") -> str:
        """Return a valid number of a division that was never issued."""
        stem = f"{COUNTY}{born}{serial:03d}"
        return stem + check_character(stem)

    def name(self, serial: int) -> str:
        return HOSTILE_NAME if serial == self.hostile else f"王{'甲乙丙丁戊己庚辛'[serial]}"

    def account(self, serial: int) -> str:
        return f"62999900001{serial:08d}"

    def township(self, serial: int) -> str:
        return list(VILLAGES)[serial % 2]

    def approvals(self) -> None:
        """Write the register: a title, headers of another name, a sheet per township, a row of totals."""
        heads = [
            "低保证号",
            "类别",
            "村代码",
            "所属村",
            "户编号",
            "户主身份证号",
            "户主",
            "卡号",
            "月保障金额(元)",
            "享受人数",
        ]
        heads += ["年收入", "低保标准", "住址", "起始年月", "审批日期"]
        sheets: dict[str, Rows] = {}
        for one in self.everyone:
            rows = sheets.setdefault(self.township(one), [["示范县2026年10月社会救助审批台账"], heads])
            where = [VILLAGES[self.township(one)], "泉水村", f"H{one}"]
            money = [560, 1, 0, 560, f"示范县{self.township(one)}泉水村{one}号", "2024-03", "2024-02-20"]
            rows.append([f"Z{one}", "农村低保", *where, self.person(one), self.name(one), self.account(one), *money])
        for rows in sheets.values():
            rows.append(["合计", *[None] * 7, 560 * (len(rows) - 2)])
        workbook(self.register, sheets)

    def roster(self, amounts: dict[int, str] | None = None) -> None:
        """Write the roster in GB18030, its month and programme only in the title."""
        lines = [
            ["2026年10月农村低保发放名册"],
            ["村代码", "户编号", "领取人身份证号", "领取人姓名", "社保卡账号", "应发金额"],
        ]
        for one in self.everyone:
            money = (amounts or {}).get(one, "560.00")
            who = [self.person(one), self.name(one), self.account(one)]
            lines.append([VILLAGES[self.township(one)], f"H{one}", *who, money])
        write_csv(self.list, lines, "gb18030")

    def appropriated(self) -> None:
        heads = ["所属月份", "救助类别", "户编号", "领取人身份证号", "领取人姓名", "拨付金额"]
        rows = [[MONTH, "农村低保", f"H{one}", self.person(one), self.name(one), 560] for one in self.everyone]
        workbook(self.folder / "财政" / "拨款.xlsx", {"Sheet1": [heads, *rows]})

    def banked(self) -> None:
        lines = [
            [
                "交易流水号",
                "所属月份",
                "救助类别",
                "领取人身份证号",
                "户名",
                "收款账号",
                "实发金额",
                "发放日期",
                "处理结果",
            ]
        ]
        for one in self.everyone:
            who = [self.person(one), self.name(one), self.account(one)]
            lines.append([f"B{one:05d}", MONTH, "农村低保", *who, "560.00", "2026-10-08", "成功"])
        write_csv(self.folder / "银行回盘.txt", lines, "utf-8-sig", "\t")

    def deaths(self, *households: int) -> None:
        rows = [[self.person(one), self.name(one), "2026-09-12"] for one in households]
        write_csv(self.police, [["身份证号", "姓名", "死亡日期"], *rows], "gb18030")

    def write(self, name: str, *lines: list[str]) -> None:
        """Add a list of one's own."""
        write_csv(self.folder / name, list(lines), "gb18030")

    def check(self, *more: str) -> int:
        """Return the exit code of a check of the folder."""
        told = ["--month", MONTH, "--region", COUNTY, "--out", str(self.out), *more]
        return main(["check", str(self.folder), *told])

    def findings(self) -> list[dict[str, str]]:
        with (self.out / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def summary(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        return told

    def left_behind(self) -> list[str]:
        """Return what stands beside the output and should not."""
        return sorted(path.name for path in self.folder.parent.iterdir() if path.name.startswith("."))


def write_csv(path: Path, lines: list[list[str]], encoding: str, delimiter: str = ",") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    path.write_bytes(text.getvalue().encode(encoding))


def workbook(path: Path, sheets: dict[str, Rows]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # =1+1 is somebody's name here
    book.save(path)


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    """Give a bureau's folder that a test may change."""
    return Bureau(tmp_path / "十月材料")


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """Give a folder that was checked as it is written above, is only to be looked at, and holds what was said."""
    bureau = Bureau(tmp_path_factory.mktemp("told") / "十月材料")
    with redirect_stderr(io.StringIO()) as said, redirect_stdout(io.StringIO()) as printed:
        assert bureau.check() == 5
    bureau.said, bureau.printed = said.getvalue(), printed.getvalue()
    return bureau


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """Give a folder that was checked, and is only to be looked at: two dead, one amount that is not due."""
    bureau = Bureau(tmp_path_factory.mktemp("checked") / "十月材料")
    bureau.deaths(bureau.dead, bureau.hostile)
    bureau.roster({6: "660.00"})
    assert bureau.check() == 5
    return bureau
