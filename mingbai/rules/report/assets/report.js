"use strict";
// Fills the table of findings. Everything goes in as text, never as markup.
(() => {
  const given = JSON.parse(document.getElementById("given").textContent);
  const [RULE, LEVEL, MONEY, MONTHS, AREA, REGION, PROGRAMME, NAME, NUMBER, HOUSEHOLD, ZH, EN, TIER, FILE, ROW, SUBJECT, TABLE, FLAGS,
    EVIDENCE, HIDDEN] = Array.from({ length: 20 }, (_, place) => place);
  const FIRST_MARK = 0xfdd0, MARKS = /[\ufdd0-\ufdef]/g, PRINTED = 200, LEVELS = Object.keys(given.levels);
  const root = document.documentElement;
  const filters = document.getElementById("filters"), body = document.querySelector("#rows tbody"), pager = document.getElementById("pager");
  const open = new Set();
  let revealed = false, page = 0, size = 50, sort = { key: "severity", down: false }, matching = [], printing = false;

  const english = () => root.dataset.lang === "en";
  const pick = (pair) => (english() ? pair[pair.length > 1 ? 1 : 0] : pair[0]);
  const word = (name, values = {}) => pick(given.words[name]).replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const yuan = (fen) => {
    if (fen === null) return "--";
    const cents = Math.abs(fen), sign = fen < 0 ? "-" : "";
    return `${sign}${grouped(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, "0")}`;
  };
  const told = (text, row, bare = revealed) => text.replace(MARKS, (mark) => row[HIDDEN][mark.charCodeAt(0) - FIRST_MARK][bare ? 0 : 1]);

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  }
  const own = (text) => element("bdi", { translate: "no" }, text);

  const texts = given.rows.map((row) =>
    [row[RULE], row[ZH], row[EN], row[NAME] || "", row[NUMBER] || "", row[HOUSEHOLD], row[SUBJECT], given.areas[row[AREA]].join(" ")]
      .map((text) => told(text, row, true)).join("\n").toLowerCase());
  const order = {
    severity: (row) => LEVELS.indexOf(row[LEVEL]),
    rule: (row) => row[RULE],
    who: (row) => (row[NUMBER] ? told(row[NUMBER], row, true) : told(row[SUBJECT], row, true)),
    area: (row) => row[REGION],
    programme: (row) => row[PROGRAMME],
    money: (row) => (row[MONEY] === null ? -Infinity : row[MONEY]),
    message: (row) => row[english() ? EN : ZH],
  };

  function select() {
    const asked = new FormData(filters), levels = new Set(asked.getAll("severity"));
    const rule = asked.get("rule"), area = asked.get("area"), hold = asked.get("hold");
    const parts = (asked.get("text") || "").toLowerCase().split(/\s+/).filter(Boolean);
    matching = given.rows.map((_, place) => place).filter((place) => {
      const row = given.rows[place];
      return levels.has(row[LEVEL]) && (rule === "*" || row[RULE] === rule) && (area === "*" || given.areas[row[AREA]][0] === area)
        && (!hold || row[FLAGS] & 1) && parts.every((part) => texts[place].includes(part));
    });
    const by = order[sort.key], sign = sort.down ? -1 : 1;
    matching.sort((a, b) => {
      const one = by(given.rows[a]), other = by(given.rows[b]);
      return one < other ? -sign : one > other ? sign : a - b;
    });
    page = 0;
    draw();
  }

  function draw() {
    const shown = printing ? PRINTED : size, pages = Math.max(1, Math.ceil(matching.length / size));
    page = Math.min(page, pages - 1);
    const from = printing ? 0 : page * size, some = matching.slice(from, from + shown);
    const money = matching.reduce((sum, place) => sum + (given.rows[place][MONEY] || 0), 0);
    body.replaceChildren(...some.flatMap(lines));
    if (!some.length) {
      body.append(element("tr", {}, element("td", { colspan: 7, class: "empty" }, word(given.all ? "nothing" : "none"))));
    }
    const values = { n: grouped(matching.length), money: yuan(money), from: grouped(some.length && from + 1), to: grouped(from + some.length) };
    document.getElementById("showing").textContent = word("showing", values) + (printing && matching.length > PRINTED ? ` ${word("printed", { n: PRINTED })}` : "");
    document.getElementById("page").textContent = word("page", { page: page + 1, pages });
    pager.querySelector("[data-page='-1']").disabled = page === 0;
    pager.querySelector("[data-page='1']").disabled = page >= pages - 1;
    for (const head of document.querySelectorAll("#rows th")) {
      const mine = head.querySelector("[data-sort]").dataset.sort === sort.key;
      head.setAttribute("aria-sort", mine ? (sort.down ? "descending" : "ascending") : "none");
    }
  }

  function lines(place) {
    const row = given.rows[place], rule = given.rules[row[RULE]], level = given.levels[row[LEVEL]];
    const isOpen = open.has(place) && !printing;
    const opener = element("button", { type: "button", class: `opener tag ${row[LEVEL]}`, "aria-expanded": isOpen, "aria-label": `${word("open")}: ${row[RULE]} ${pick(level.slice(1, 3))}` },
      `${level[0]} ${pick(level.slice(1, 3))}`);
    const who = row[NAME] ? [own(told(row[NAME], row)), element("small", { class: "muted" }, own(row[NUMBER] ? told(row[NUMBER], row) : ""))]
      : [own(subject(row))];
    const flags = [row[FLAGS] & 1 ? element("span", { class: "tag hold" }, word("hold")) : null, row[FLAGS] & 2 ? element("span", { class: "tag gate" }, word("gate")) : null];
    const line = element("tr", { class: `one ${row[LEVEL]}`, "data-place": place },
      element("td", { class: "c-severity" }, opener),
      element("td", { class: "c-rule" }, element("b", {}, row[RULE]), " ", pick(rule.title)),
      element("td", { class: "c-who" }, ...who),
      element("td", { class: "c-area" }, ...area(row)),
      element("td", { class: "c-programme" }, given.programmes[row[PROGRAMME]] ? pick(given.programmes[row[PROGRAMME]]) : "--"),
      element("td", { class: "c-money num" }, yuan(row[MONEY])),
      element("td", { class: "c-message" }, told(row[english() ? EN : ZH], row), " ", ...flags));
    return isOpen ? [line, element("tr", { class: "more" }, element("td", { colspan: 7 }, detail(row, rule)))] : [line];
  }

  function subject(row) {
    const text = told(row[SUBJECT], row);
    if (row[TABLE] === "region") return area(row).map((part) => part.textContent).join(" ");
    return row[TABLE] === "account" ? `${word("account")} ${text}` : text;
  }
  function area(row) {
    const [code, name] = given.areas[row[AREA]];
    if (!code) return [element("span", { class: "muted" }, word("unstated"))];
    return name ? [own(name), element("small", { class: "muted" }, row[REGION])] : [own(row[REGION])];
  }

  function pairs(entries) {
    return element("dl", { class: "pairs" }, ...entries.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
  }
  function detail(row, rule) {
    const step = row[FLAGS] & 1 ? "hold" : row[FLAGS] & 2 ? "gate" : rule.step;
    const values = row[EVIDENCE].map(([key, ...value]) => [pick(given.keys[key]), own(told(pick(value), row))]);
    const where = [];
    if (row[FILE] !== null) {
      const [file, sheet] = given.files[row[FILE]];
      where.push([word("file"), element("span", {}, own(file), sheet ? ` · ${word("sheet")} ` : "", sheet ? own(sheet) : "",
        row[ROW] === null ? "" : ` · ${word("row", { row: row[ROW] })}`)]);
    }
    where.push([word("tier"), pick(given.tiers[row[TIER]] || ["--"])]);
    if (row[HOUSEHOLD]) where.push([word("household"), own(row[HOUSEHOLD])]);
    if (row[MONTHS] !== null && row[MONTHS] !== 1) where.push([word("months"), String(row[MONTHS])]);
    where.push([word("subject"), own(row[TABLE] === "account" ? subject(row) : told(row[SUBJECT], row))]);
    where.push([word("rule"), element("a", { href: `#rule-${row[RULE]}` }, `${row[RULE]} ${word("version", { n: rule.version })}`)]);
    const laws = rule.cites.map((cite) => {
      const [name, heading, gist] = given.laws[cite];
      return element("li", {}, element("b", { title: cite }, pick(name)), ` ${pick(heading)}`, element("br"), element("span", { class: "muted" }, pick(gist)));
    });
    const head = (name) => element("h4", {}, word(name));
    return element("div", { class: "detail" },
      element("p", { class: "reason" }, told(row[english() ? EN : ZH], row)),
      element("div", {}, head("values"), pairs(values), head("place"), pairs(where)),
      element("div", {}, head("next"), element("p", { class: "next" }, pick(given.steps[step]), element("small", {}, pick(given.never))),
        head("law"), element("ul", { class: "laws" }, ...laws)));
  }

  function toggle(place) {
    if (!open.delete(place)) open.add(place);
    draw();
    const again = body.querySelector(`tr[data-place="${place}"] .opener`);
    if (again) again.focus({ preventScroll: true });
  }
  function speak() {
    root.lang = english() ? "en" : "zh-CN";
    for (const option of filters.querySelectorAll("option")) option.textContent = option.dataset[english() ? "en" : "zh"];
    const button = document.getElementById("reveal");
    button.textContent = word(revealed ? "hide" : "reveal");
    button.setAttribute("aria-pressed", revealed);
    draw();
  }
  function only(name, value) {
    filters.reset();
    if (name === "severity") for (const box of filters.elements.severity) box.checked = box.value === value;
    else filters.elements[name].value = value;
    select();
  }

  filters.addEventListener("input", select);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(select));
  body.addEventListener("click", (event) => {
    const line = event.target.closest("tr.one");
    if (line && !String(window.getSelection())) toggle(Number(line.dataset.place));
  });
  document.querySelector("#rows thead").addEventListener("click", (event) => {
    const button = event.target.closest("[data-sort]");
    if (!button) return;
    const key = button.dataset.sort;
    sort = { key, down: sort.key === key ? !sort.down : key === "money" };
    select();
  });
  pager.addEventListener("click", (event) => {
    const button = event.target.closest("[data-page]");
    if (!button) return;
    page += Number(button.dataset.page);
    draw();
    document.getElementById("findings").scrollIntoView();
  });
  pager.querySelector("select").value = String(size);
  pager.addEventListener("change", (event) => { size = Number(event.target.value); page = 0; draw(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-rule], [data-area], a[data-severity]");
    if (!link) return;
    const [name] = ["rule", "area", "severity"].filter((key) => key in link.dataset);
    only(name, link.dataset[name]);
  });
  document.getElementById("language").addEventListener("click", () => { root.dataset.lang = english() ? "zh" : "en"; speak(); });
  document.getElementById("reveal").addEventListener("click", () => { revealed = !revealed; speak(); });
  document.getElementById("print").addEventListener("click", () => window.print());
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); filters.elements.text.focus(); }
  });
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details");
    if (folded) { folded.open = true; target.scrollIntoView(); }
  });
  window.addEventListener("beforeprint", () => { printing = true; draw(); });
  window.addEventListener("afterprint", () => { printing = false; draw(); });

  speak();
  select();
})();
