"""Payment files of ours and the simulated bank's answers to them, for tests of the readers."""

import csv
import io
from datetime import date
from pathlib import Path

from mingbai.kernel.month import Month
from mingbai.simulation.bank import Answer, answer

OCTOBER, PAID_ON = Month(2026, 10), date(2026, 10, 9)


def order_file(count: int) -> bytes:
    """Return a payment file of so many people."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["付款编号", "收款人户名", "收款人账号", "金额", "摘要"])
    for number in range(count):
        yuan = f"{300 + number}.{number % 100:02}"
        table.writerow([f"E{number:06}-1", f"张{chr(0x4E00 + number)}", f"6217{number:012}", yuan, "低保2026-10"])
    return text.getvalue().encode()


def answered(count: int, profile: str, seed: int = 7, **faults: int) -> Answer:
    return answer(order_file(count), profile=profile, month=OCTOBER, paid_on=PAID_ON, seed=seed, faults=faults)


def written(answered: Answer, folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / name for name in answered.files]
    for path in paths:
        path.write_bytes(answered.files[path.name])
    return paths
