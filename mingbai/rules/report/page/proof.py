"""How anybody can check this report: what was read, by its fingerprint, and with which versions."""

from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.markup import both, data, escaped, table, tag
from mingbai.rules.report.page.numbers import count

MOST = 200


def proof(result: Outcome) -> str:
    """Return the chapter as HTML."""
    files = list(dict.fromkeys((source["file"], source["sha256"]) for source in result.checked.snapshot.sources))
    rows = [[data(file), tag("code", escaped(digest))] for file, digest in files[:MOST]]
    words = both(
        "同样的文件、规则版本和参数，任何人、任何时候重算，结果逐字节相同。"
        "下表是每个文件的 SHA-256 指纹；规则版本和参数见 manifest.json。",
        "The same files, rule versions and parameters give the same bytes to anyone at any time. "
        "Below is the SHA-256 of each file; rule versions and parameters are in manifest.json.",
    )
    digest = tag("p", both("输入指纹", "Digest of all inputs"), " ", tag("code", escaped(result.checked.input_digest)))
    listed = table(both("读取的文件", "Files read"), [both("文件", "File"), "SHA-256"], rows)
    rest = both(f"列出前 {MOST} 个，共 {count(len(files))} 个。", f"The first {MOST} of {count(len(files))}.")
    more = tag("p", rest, class_="muted") if len(files) > MOST else ""
    title = tag("h2", both("依据与指纹", "Inputs and fingerprints"))
    return tag("section", title, tag("div", tag("p", words), digest, listed, more, class_="card"), id="proof")
