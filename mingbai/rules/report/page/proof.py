"""How anybody can check this report: what was read, by its fingerprint, and with which versions."""

import mingbai.rules.report.page.numbers as numbers
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.markup import both, data, escaped, said, table

MOST = 200


def proof(result: Outcome) -> str:
    """Return the chapter as HTML."""
    sources = result.checked.snapshot.sources
    first = {(source["file"], source["sha256"]): source for source in sources}
    rows = [[data(file), f"<code>{escaped(digest)}</code>"] for file, digest in list(first)[:MOST]]
    title = both("依据与指纹", "Inputs and fingerprints")
    words = both(
        "同样的文件、同样的规则版本和参数，任何人、任何时候重算，得到的结果逐字节相同。下表是每个文件的 SHA-256 指纹；全部规则版本和参数见 manifest.json。",
        "The same files, rule versions and parameters give the same bytes to anyone at any time. Below is the SHA-256 of each file; "
        "all rule versions and parameters are in manifest.json.",
    )
    rest = (
        said(
            f"列出前 {MOST} 个，共 {numbers.count(len(first))} 个。",
            f"The first {MOST} of {numbers.count(len(first))}.",
        )
        if len(first) > MOST
        else ""
    )
    digest = f"<p>{both('输入指纹', 'Digest of all inputs')} <code>{escaped(result.checked.input_digest)}</code></p>"
    files = table(both("读取的文件", "Files read"), [both("文件", "File"), "SHA-256"], rows)
    return f'<section id="proof"><h2>{title}</h2><div class="card"><p>{words}</p>{digest}{files}<p class="muted">{rest}</p></div></section>'
