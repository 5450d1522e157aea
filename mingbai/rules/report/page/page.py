"""report.html: the chapters, one stylesheet, one script and the findings, in one file that loads nothing."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from mingbai.law import article, text
from mingbai.rules.report.next_steps import NEVER, STEPS, TIERS
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.charts import charts
from mingbai.rules.report.page.comparison import comparison
from mingbai.rules.report.page.findings import findings_table
from mingbai.rules.report.page.markup import both, escaped
from mingbai.rules.report.page.overview import overview
from mingbai.rules.report.page.payload import Payload, in_script
from mingbai.rules.report.page.proof import proof
from mingbai.rules.report.page.rule_pages import rule_chapter
from mingbai.rules.report.page.script_words import WORDS
from mingbai.rules.report.severities import TOLD
from mingbai.rules.rule import Phase

ASSETS = Path(__file__).parent.parent / "assets"
CHAPTERS = (
    ("overview", "总览", "Overview"),
    ("charts", "图表", "Charts"),
    ("findings", "发现的问题", "Findings"),
    ("compared", "比对情况", "Compared"),
    ("rules", "规则说明", "Rules"),
    ("proof", "指纹", "Fingerprints"),
)


def page(result: Outcome, findings: Iterable[Mapping[str, Any]]) -> str:
    """Return the report as one HTML document; `findings` are those to be embedded."""
    payload = Payload(result).as_dict(findings)
    given = in_script(
        payload
        | {
            "rules": _rules(result),
            "laws": _laws(result),
            "words": WORDS,
            "levels": _levels(),
            "steps": STEPS,
            "never": NEVER,
            "tiers": TIERS,
        }
    )
    style, script = ((ASSETS / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    drawn = f'<section id="charts"><h2>{both("图表", "Charts")}</h2>{charts(result)}</section>'
    chapters = (
        overview(result),
        drawn,
        findings_table(result, len(payload["rows"])),
        comparison(result),
        rule_chapter(result),
        proof(result),
    )
    month = result.checked.snapshot.month
    title = {"zh": f"{month} 社会救助资金检查报告", "en": f"{month} social-assistance check"}[result.language]
    return f"""<!doctype html>
<html lang="{"zh-CN" if result.language == "zh" else "en"}" data-lang="{result.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{escaped(title)}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#overview">{both("跳到正文", "Skip to the report")}</a>
{_top()}
<main>{"".join(chapters)}</main>
<footer class="foot"><p>{both("明白：每一分钱，不经证实不算数。", "mingbai: every line unproven until it is proven.")}</p></footer>
<script type="application/json" id="given">{given}</script>
<script>{script}</script>
</body>
</html>
"""


def _top() -> str:
    links = "".join(f'<a href="#{name}">{both(zh, en)}</a>' for name, zh, en in CHAPTERS)
    return (
        f'<header class="top"><div class="top-row"><span class="brand" translate="no">明白<small>mingbai</small></span><nav class="chapters">{links}</nav>'
        f'<div class="tools"><button type="button" id="reveal" aria-pressed="false">{both("显示完整身份信息", "Show full identities")}</button>'
        f'<button type="button" id="print">{both("打印", "Print")}</button>'
        '<button type="button" id="language"><span lang="zh-CN">English</span><span lang="en">中文</span></button></div></div></header>'
    )


def _rules(result: Outcome) -> dict[str, Any]:
    """Return what the script says of each rule."""
    return {
        rule.id: {
            "title": [rule.title, rule.title_en],
            "cites": list(rule.cites),
            "version": rule.version,
            "step": "hint"
            if TOLD[rule.severity.value].code == "blue"
            else "after"
            if rule.phase is Phase.AFTER_PAYMENT
            else "before",
        }
        for rule in result.checked.run
        if rule.id in result.totals.by_rule
    }


def _laws(result: Outcome) -> dict[str, Any]:
    """Return the articles that findings rest on: title of the text, heading and gist, in both languages."""
    cited = {citation for rule in result.checked.run if rule.id in result.totals.by_rule for citation in rule.cites}
    laws = {}
    for citation in sorted(cited):
        one = article(citation)
        law = text(one.citation.text)
        laws[citation] = [
            [f"《{law.title}》", law.title_en],
            [one.heading, one.heading_en],
            [one.gist or "", one.gist_en or ""],
        ]
    return laws


def _levels() -> dict[str, Any]:
    return {told.code: [told.shape, told.name, told.name_en, told.clock, told.clock_en] for told in TOLD.values()}


def _digest(content: str) -> str:
    """Return the hash by which the page allows its own style and script, and nothing a file could smuggle in."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
