/** Draws the charts of a page from what it says of them; loaded where there are charts and nowhere else. */
import { BarChart, FunnelChart, HeatmapChart, LineChart, MapChart, SankeyChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, registerMap, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, FunnelChart, HeatmapChart, LineChart, MapChart, SankeyChart, ScatterChart]);
use([AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent]);
use([LabelLayout, SVGRenderer]);

const LETTERED = new Set(["heatmap", "map"]); // every mark says its value or name: patterns would hide it
const WRAPPED = { overflow: "break", hideOverlap: false };
const NAMED = 0.44; // of the width, at most, for what lines are called
const SMALLEST = 8; // pixels of type
const ROW = 2; // lines of type: a row of a chart whose height follows its rows

/** Returns the value with every name of a colour ("--green") replaced by what the page's tokens say it is. */
function coloured(value, tokens) {
  if (typeof value === "string" && /^--[a-z]/.test(value)) {
    return tokens.getPropertyValue(value).trim();
  }
  if (Array.isArray(value)) return value.map((one) => coloured(one, tokens));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, coloured(one, tokens)]));
  }
  return value;
}

/** Returns what all charts have in common: type, legend on top, what a mark says, patterns beside colours. */
function common(said, tokens, size, isPatterned) {
  const colour = (name) => tokens.getPropertyValue(name).trim();
  const axis = {
    axisLine: { lineStyle: { color: colour("--line-strong") } },
    axisLabel: { color: colour("--text"), fontSize: size, hideOverlap: true },
    nameTextStyle: { color: colour("--muted"), fontSize: size, align: "left" },
    splitLine: { lineStyle: { color: colour("--line") } },
  };
  return {
    axis,
    option: {
      animationDuration: 400,
      animationDurationUpdate: 200,
      textStyle: { fontFamily: tokens.fontFamily, fontSize: size, color: colour("--text") },
      aria: { enabled: true, label: { description: said }, decal: { show: isPatterned } },
      grid: { left: 12, right: 24, top: 44, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: {
        renderMode: "richText", // drawn in the picture: a page of ours takes no style that stands in it
        confine: true,
        backgroundColor: colour("--paper"),
        borderColor: colour("--line-strong"),
        textStyle: { color: colour("--text"), fontSize: size, lineHeight: size * 1.5 },
        formatter: ({ data, name }) => (data && data.tip) || name,
      },
    },
  };
}

const legend = (tokens, size) => ({
  top: 0,
  left: "center",
  type: "scroll",
  itemGap: 18,
  textStyle: { color: tokens.getPropertyValue("--text").trim(), fontSize: size },
});

const over = (ours, theirs) => ({ ...theirs, ...ours, axisLabel: { ...theirs.axisLabel, ...(ours.axisLabel || {}) } });

/** Returns the series with labels in the page's type. */
function lettered(one, tokens, size, width) {
  const colour = tokens.getPropertyValue("--text").trim();
  const text = { fontSize: size, color: colour };
  const label = one.label && { ...text, ...one.label };
  const series = { ...one, ...(label && { label }) };
  if (one.type === "heatmap") return celled(series, tokens, size);
  if (one.type === "sankey") return flowing(series, text, width);
  if (one.type === "map") return mapped(series, tokens, text);
  return series;
}

/** Returns the series of a flow: what its ends are called has room beside them, in as many lines as it takes. */
function flowing(series, text, width) {
  const right = Math.min(series.right, width * 0.3);
  const room = Math.min(right, (width - right) / 2) - 2 * text.fontSize;
  return { ...series, right, label: { ...text, width: room, overflow: "break", lineHeight: text.fontSize * 1.25 } };
}

/** Returns the series of a matrix: each cell says its value, as large as there is room for. */
function celled(series, tokens, size) {
  const [line, color] = ["--paper", "--chart-on"].map((name) => tokens.getPropertyValue(name).trim());
  const fontSize = Math.min(size, series.room);
  const label = { show: fontSize >= SMALLEST, fontSize, color, formatter: ({ value }) => value[2] };
  return { ...series, label, itemStyle: { borderColor: line, borderWidth: 2 } };
}

/** Returns the series of a map with what its places are called, and colours of our own. */
function mapped(series, tokens, text) {
  const labels = new Map(series.places.features.map((one) => [one.properties.name, one.properties.label]));
  const [line, least] = ["--paper", "--grey-pale"].map((name) => tokens.getPropertyValue(name).trim());
  const name = ({ name: place, value }) => `${labels.get(place) || place}${value >= 0 ? `\n${value.toFixed(2)}` : ""}`;
  const twoLines = { ...text, lineHeight: text.fontSize * 1.4, show: true, formatter: name };
  const area = { areaColor: least, borderColor: line, borderWidth: 2 };
  const emphasis = { label: twoLines, itemStyle: { areaColor: null } };
  return { ...series, label: twoLines, itemStyle: area, emphasis };
}

/** Returns how large the type of a cell may be, by its height and its width. */
const roomOf = (place, rows, columns) =>
  Math.min((place.clientHeight - 80) / rows - 4, (place.clientWidth - 120) / ((columns || [0]).length * 2.8));

/** Returns how every name below a picture is written: under its mark in as many lines as it takes, or else aslant. */
const named = (width, size) => (width < 4 * size ? { rotate: 45 } : { width: width - 8, ...WRAPPED });

/** Draws one chart into its place. */
function draw(place, locale, { isStill, isFixed }) {
  const tokens = getComputedStyle(place);
  const size = Math.round(parseFloat(tokens.fontSize) * 0.93);
  const { map, rows, said, ...given } = coloured(JSON.parse(document.getElementById(place.dataset.chart).textContent), tokens);
  if (map) {
    registerMap("places", map);
    given.series[0].places = map;
    given.series[0].aspectScale = 1;
  }
  if (rows && !isFixed) place.style.minHeight = `${Math.max(rows * ROW * size + 90, 260)}px`;
  const isPatterned = !given.series.some(({ type }) => LETTERED.has(type));
  if (given.yAxis && given.yAxis.type === "category") {
    given.yAxis.axisLabel = { ...given.yAxis.axisLabel, width: place.clientWidth * NAMED, ...WRAPPED };
  }
  if (given.xAxis && (given.xAxis.axisLabel || {}).interval === 0) {
    const { rotate, ...others } = given.xAxis.axisLabel;
    const beside = rotate ? { rotate } : named((place.clientWidth - 7 * size) / given.xAxis.data.length, size);
    given.xAxis.axisLabel = { ...others, ...beside, hideOverlap: false };
  }
  if (rows) given.series[0].room = roomOf(place, rows, given.xAxis.data);
  const { axis, option } = common(said, tokens, size, isPatterned);
  for (const name of ["xAxis", "yAxis"]) if (given[name]) given[name] = over(given[name], axis);
  given.legend = { ...legend(tokens, size), ...given.legend };
  if (given.visualMap) given.visualMap = { textStyle: { color: tokens.color, fontSize: size }, ...given.visualMap };
  given.series = given.series.map((one) => lettered(one, tokens, size, place.clientWidth));
  const chart = init(place, null, { renderer: "svg", locale: locale === "en" ? "EN" : "ZH" });
  chart.setOption({ ...option, animation: !isStill, ...given, grid: { ...option.grid, ...given.grid } });
  chart.on("click", ({ data }) => data && data.href && location.assign(data.href));
  return chart;
}

/** What is wider than its room is reached by keyboard too. */
function reachable(room) {
  const isWider = room.scrollWidth > room.clientWidth + 1;
  const heading = room.closest("section").getAttribute("aria-labelledby");
  for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-labelledby": heading })) {
    if (isWider) room.setAttribute(name, value);
    else room.removeAttribute(name);
  }
}

/** A wall asks for itself anew; while nobody answers it keeps what it shows. */
function refresh(page) {
  const again = () =>
    fetch(location.href, { credentials: "same-origin", redirect: "error" })
      .then((answer) => answer.ok && location.reload())
      .catch(() => undefined);
  setInterval(again, Number(page.dataset.refresh) * 1000);
}

document.addEventListener("DOMContentLoaded", () => {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const charts of document.querySelectorAll("[data-locale]")) {
    const isFixed = "fixed" in charts.dataset;
    const places = [...charts.querySelectorAll("[data-chart]")];
    const drawn = places.map((place) => draw(place, charts.dataset.locale, { isStill: isCalm || isFixed, isFixed }));
    const fit = () => {
      drawn.forEach((chart) => chart.resize());
      charts.querySelectorAll(".chart-room").forEach(reachable);
    };
    new ResizeObserver(() => requestAnimationFrame(fit)).observe(charts); // what it moves is seen in the next frame
  }
  const page = document.querySelector("[data-refresh]");
  if (page) refresh(page);
});
