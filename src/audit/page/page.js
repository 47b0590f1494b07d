"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = new Map(data.words);
  const SIDE = 14;
  const make = (tag, text) => { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; return e; };

  // The filter of the findings.
  const filter = document.getElementById("filter");
  const items = [...document.querySelectorAll(".findings > li")];
  const texts = items.map((item) => item.textContent.toLowerCase());
  const [needle, code, body, count] = ["words", "code", "body", "count"].map((id) => document.getElementById(id));
  const sift = () => {
    const sought = needle.value.toLowerCase();
    let left = 0;
    items.forEach((item, i) => {
      const fits = texts[i].includes(sought) && (!code.value || item.dataset.code === code.value) && (!body.value || item.dataset.body === body.value);
      item.hidden = !fits;
      if (fits) left += 1;
    });
    count.textContent = `${left} of ${items.length} shown`;
  };
  filter.hidden = false;
  filter.addEventListener("input", sift);
  filter.addEventListener("submit", (event) => event.preventDefault());
  sift();

  // The evidence behind a cell.
  const panel = document.getElementById("evidence");
  const say = (matrix, row, column, open) => {
    const [name, cells] = matrix.rows[row];
    const [date, file, record] = matrix.meetings[column];
    panel.replaceChildren(make("p", `${name}, ${date}: ${words.get(cells[column])}`));
    const proofs = matrix.evidence[`${row},${column}`] || [];
    if (open) {
      const list = make("ul");
      for (const [said, page, box] of proofs) {
        const line = make("li");
        line.append(make("q", said), make("span", ` ${file}${page ? `, page ${page}` : ""}${box ? `, box ${box.join(" ")}` : ""}`));
        list.append(line);
      }
      if (!proofs.length) list.append(make("li", data.whole ? `${file}: no words of this record name them` : `${file} (record ${record}): see attendance.csv`));
      panel.append(list);
    } else if (proofs.length) {
      panel.append(make("p", "Enter opens the evidence."));
    }
    panel.hidden = false;
  };

  for (const frame of document.querySelectorAll(".matrix")) {
    const matrix = data.matrices[Number(frame.dataset.matrix)];
    const scroll = frame.querySelector(".scroll");
    const svg = scroll.querySelector("svg");
    const cursor = svg.querySelector(".cursor");
    const shown = frame.querySelectorAll(".names li").length;
    let row = 0, column = 0;
    const go = (r, c, open) => {
      row = Math.max(0, Math.min(shown - 1, r));
      column = Math.max(0, Math.min(matrix.meetings.length - 1, c));
      cursor.removeAttribute("hidden");
      cursor.setAttribute("x", column * SIDE);
      cursor.setAttribute("y", row * SIDE);
      const left = column * SIDE;
      if (left < scroll.scrollLeft) scroll.scrollLeft = left;
      if (left + SIDE > scroll.scrollLeft + scroll.clientWidth) scroll.scrollLeft = left + SIDE - scroll.clientWidth;
      say(matrix, row, column, open);
    };
    scroll.addEventListener("keydown", (event) => {
      const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };
      if (moves[event.key]) go(row + moves[event.key][0], column + moves[event.key][1], false);
      else if (event.key === "Home") go(row, 0, false);
      else if (event.key === "End") go(row, matrix.meetings.length - 1, false);
      else if (event.key === "Enter" || event.key === " ") go(row, column, true);
      else if (event.key === "Escape") panel.hidden = true;
      else return;
      event.preventDefault();
    });
    svg.addEventListener("click", (event) => {
      const at = svg.getBoundingClientRect();
      go(Math.floor((event.clientY - at.top) / at.height * shown), Math.floor((event.clientX - at.left) / at.width * matrix.meetings.length), true);
    });

    // The same as a table, made when it is asked for.
    const table = frame.nextElementSibling;
    table.addEventListener("toggle", () => {
      if (table.querySelector("table")) return;
      const made = make("table"), head = make("tr");
      head.append(make("th", ""), ...matrix.meetings.map(([date]) => { const th = make("th", date); th.scope = "col"; return th; }));
      made.append(head);
      for (const [name, cells] of matrix.rows) {
        const line = make("tr"), th = make("th", name);
        th.scope = "row";
        line.append(th, ...[...cells].map((cell) => make("td", words.get(cell))));
        made.append(line);
      }
      table.append(made);
    });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.hidden = true; });
})();
