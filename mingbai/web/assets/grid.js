/** The grid in which whole rows of a list are mended, cells pasted from a spreadsheet too; loaded where it is asked for. */
import jspreadsheet from "jspreadsheet-ce";

const told = JSON.parse(document.getElementById("grid-data").textContent);
const form = document.getElementById("mend");
const opened = told.sheets.map((sheet) => [sheet, open(sheet)]);
document.querySelector("#grid table input, #grid table td[data-x='1']").focus();

/** Opens the rows of one sheet in a grid of their own; returns its worksheet. */
function open(sheet) {
  const place = document.createElement("div");
  document.getElementById("grid").append(place);
  const columns = sheet.columns.map(({ letter, header }) => ({ title: `${letter} ${header}`, width: 130 }));
  const [worksheet] = jspreadsheet(place, {
    about: false,
    contextMenu: () => false,
    parseFormulas: false,
    onchange: keep,
    worksheets: [
      {
        data: sheet.rows.map(({ row, cells }) => [row, ...cells]),
        columns: [{ title: told.row, width: 60, readOnly: true }, ...columns],
        allowInsertRow: false,
        allowInsertColumn: false,
        allowManualInsertRow: false,
        allowManualInsertColumn: false,
        allowDeleteRow: false,
        allowDeleteColumn: false,
        allowRenameColumn: false,
        columnSorting: false,
        columnDrag: false,
        rowDrag: false,
      },
    ],
  });
  sheet.rows.forEach(({ wrong, hints }, y) => {
    wrong.forEach((at) => worksheet.getCellFromCoords(at + 1, y).classList.add("is-wrong"));
    hints.forEach((at) => worksheet.getCellFromCoords(at + 1, y).classList.add("is-hint"));
  });
  place.querySelector("textarea").setAttribute("aria-label", told.title);
  return worksheet;
}

/** What is mended in a grid is kept like what is typed. */
function keep() {
  collect();
  form.dispatchEvent(new Event("input"));
}

/** Puts a cell that was mended in the grid into the form, in place of the field of its own if it has one. */
const put = (name, was, value) => {
  [[name, value], [`was-${name}`, was]].forEach(([field, text]) => {
    const input = form.elements[field] || form.appendChild(document.createElement("input"));
    if (!input.name) Object.assign(input, { type: "hidden", name: field });
    input.value = text;
  });
};

/** Puts every cell that was mended in a grid since the last time into the form. */
const collect = () =>
  opened.forEach(([sheet, worksheet]) =>
    worksheet.getData().forEach(([, ...cells], y) =>
      cells.forEach((text, at) => {
        const { row, cells: were, now = [...were] } = sheet.rows[y];
        if (String(text) !== now[at]) put(`cell-${sheet.number}-${row}-${sheet.columns[at].place}`, were[at], String(text));
        now[at] = String(text);
        sheet.rows[y].now = now;
      }),
    ),
  );

form.addEventListener("submit", collect);
