"""report.html: the chapters, one stylesheet, one script and the findings, in one file that loads nothing."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.charts import charts
from mingbai.rules.report.page.comparison import comparison
from mingbai.rules.report.page.findings import findings_table
from mingbai.rules.report.page.markup import both, escaped, tag
from mingbai.rules.report.page.overview import overview
from mingbai.rules.report.page.payload import Payload, in_script
from mingbai.rules.report.page.proof import proof
from mingbai.rules.report.page.rule_pages import rule_chapter
from mingbai.rules.report.page.script_words import said_by_script

ASSETS = Path(__file__).parent.parent / "assets"
CHAPTERS = (
    ("overview", "总览", "Overview"),
    ("charts", "图表", "Charts"),
    ("findings", "发现的问题", "Findings"),
    ("compared", "比对情况", "Compared"),
    ("rules", "规则说明", "Rules"),
    ("proof", "指纹", "Fingerprints"),
)
DOCUMENT = """<!doctype html>
<html lang="{language}" data-lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{skip}
{top}
<main>{chapters}</main>
{foot}
<script type="application/json" id="given">{given}</script>
<script>{script}</script>
</body>
</html>
"""


def page(result: Outcome, findings: Iterable[Mapping[str, Any]]) -> str:
    """Return the report as one HTML document; `findings` are those to be embedded."""
    payload = Payload(result).as_dict(findings)
    style, script = ((ASSETS / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    drawn = tag("section", tag("h2", both("图表", "Charts")), charts(result), id="charts")
    table = findings_table(result, len(payload["rows"]))
    chapters = (overview(result), drawn, table, comparison(result), rule_chapter(result), proof(result))
    month, language = result.checked.snapshot.month, result.language
    foot = tag("p", both("明白：每一分钱，不经证实不算数。", "mingbai: every line unproven until it is proven."))
    return DOCUMENT.format(
        language="zh-CN" if language == "zh" else "en",
        lang=language,
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'",
        title=escaped({"zh": f"{month} 社会救助资金检查报告", "en": f"{month} social-assistance check"}[language]),
        style=style,
        skip=tag("a", both("跳到正文", "Skip to the report"), class_="skip", href="#overview"),
        top=_top(),
        chapters="".join(chapters),
        foot=tag("footer", foot, class_="foot"),
        given=in_script(payload | said_by_script(result)),
        script=script,
    )


def _top() -> str:
    links = (tag("a", both(zh, en), href=f"#{name}") for name, zh, en in CHAPTERS)
    brand = tag("span", "明白", tag("small", "mingbai"), class_="brand", translate="no")
    other = tag("span", "English", lang="zh-CN") + tag("span", "中文", lang="en")
    reveal = both("显示完整身份信息", "Show full identities")
    tools = tag(
        "div",
        tag("button", reveal, type="button", id="reveal", aria_pressed="false"),
        tag("button", both("打印", "Print"), type="button", id="print"),
        tag("button", other, type="button", id="language"),
        class_="tools",
    )
    row = tag("div", brand, tag("nav", *links, class_="chapters"), tools, class_="top-row")
    return tag("header", row, class_="top")


def _digest(content: str) -> str:
    """Return the hash by which the page allows its own style and script, and nothing a file could smuggle in."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
