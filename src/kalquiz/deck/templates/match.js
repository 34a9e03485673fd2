<% include "card.js" %>
// Gives each row the letter that is tapped, and shows on the back which rows were right.
var table = card.querySelector("[data-targets]");
if (!table) return;
var targets = table.dataset.targets.split(" ");
var reuse = table.hasAttribute("data-reuse");
var stems = ids(Array.from(table.querySelectorAll("tr")), "stem");
// Categories keep their order, and what is sorted into them is shuffled; otherwise the other way round.
var order = reuse ? targets : shuffled(targets);
var rows = arrange(table.querySelector("tbody"), "stem", reuse ? shuffled(stems) : stems);
rows.forEach(function (row, index) { row.querySelector("th").textContent = index + 1; });
if (back) review();
else {
  var current = 0;
  var options = arrange(card.querySelector(".letters"), "option", order);
  options.forEach(function (option) { option.setAttribute("role", "button"); });
  rows.forEach(function (row, index) {
    row.querySelector(".blank").setAttribute("role", "button");
    tappable(row.querySelector(".blank"), function () { current = index; show(); });
    row.onclick = row.querySelector(".blank").onclick;
  });
  ask(options, { pick: pick, undo: undo, move: move });
  show();
}

function given(row) {
  return state.given[stems.indexOf(row.dataset.stem)] || "";
}

function put(row, target) {
  state.given = stems.map(function (stem, index) {
    if (stem === row.dataset.stem) return target;
    var kept = state.given[index] || "";
    return kept === target && !reuse ? "" : kept;
  });
}

function pick(option) {
  var row = rows[current];
  put(row, option.dataset.option);
  announce(current + 1 + ": " + letter(options.indexOf(option)) + ", " + option.textContent);
  for (var tried = 0; tried < rows.length && given(rows[current]); tried += 1) current = (current + 1) % rows.length;
  show();
}

function undo() {
  if (!given(rows[current])) move(-1);
  put(rows[current], "");
  show();
}

function move(by) {
  current = (current + by + rows.length) % rows.length;
  show();
}

function show() {
  rows.forEach(function (row, index) {
    var blank = row.querySelector(".blank");
    var put = given(row) ? letter(order.indexOf(given(row))) : "";
    blank.textContent = put;
    blank.setAttribute("aria-label", "Letter for " + (index + 1) + ": " + (put || "none yet"));
    blank.setAttribute("aria-current", String(index === current));
    row.classList.toggle("current", index === current);
  });
  remember();
}

function review() {
  letters(order);
  var hits = 0;
  rows.forEach(function (row) {
    var right = given(row) === row.dataset.key;
    hits += right;
    row.classList.toggle("hit", right);
    if (!given(row)) return;
    var put = letter(order.indexOf(given(row)));
    note(row.lastElementChild, "mark", "your answer: " + (right ? "right" : put + ", not right"));
    if (!right && said(given(row))) note(row.lastElementChild, "said", said(given(row)));
  });
  if (state.given.some(Boolean)) verdict(hits / rows.length, hits + " of " + rows.length);
}
