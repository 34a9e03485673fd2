<% include "card.js" %>
// Picks options on the front and shows on the back what they were worth.
var list = card.querySelector(".options");
// A note whose question is gone has nothing to pick.
if (!list) return;
var many = list.hasAttribute("data-many");
var fixed = list.hasAttribute("data-fixed");
var order = ids(Array.from(list.children), "option");
var last = ids(Array.from(list.querySelectorAll("[data-pinned]")), "option");
var free = order.filter(function (id) { return last.indexOf(id) < 0; });
var options = arrange(list, "option", fixed ? order : shuffled(free).concat(last));
if (back) review();
else {
  list.setAttribute("role", many ? "group" : "radiogroup");
  list.setAttribute("aria-label", many ? "Options; several may be right" : "Options");
  options.forEach(function (option) { option.setAttribute("role", many ? "checkbox" : "radio"); });
  ask(options, { pick: pick, move: many ? null : move });
  show();
}

function pick(option) {
  var id = option.dataset.option;
  var others = state.given.filter(function (one) { return one !== id; });
  if (others.length < state.given.length) state.given = others;
  else state.given = many ? others.concat(id) : [id];
  show();
  var done = state.given.indexOf(id) < 0 ? " taken back" : " picked";
  announce(letter(options.indexOf(option)) + ", " + option.textContent + done);
}

function move(by) {
  var on = options.findIndex(picked);
  pick(options[on < 0 ? (by > 0 ? 0 : options.length - 1) : (on + by + options.length) % options.length]);
}

function show() {
  options.forEach(function (option) {
    var on = picked(option);
    option.classList.toggle("picked", on);
    option.setAttribute("aria-checked", String(on));
  });
  remember();
}

function picked(option) {
  return state.given.indexOf(option.dataset.option) >= 0;
}

function review() {
  var counts = [0, 0, 0, 0];
  options.forEach(function (option) {
    var right = option.hasAttribute("data-right");
    counts[2 * right + picked(option)] += 1;
    option.classList.toggle("picked", picked(option));
    if (picked(option)) note(option, "mark", "your answer: " + (right ? "right" : "not right"));
    else if (right) note(option, "mark", "right answer");
    if (picked(option) && !right && said(option.dataset.option)) note(option, "said", said(option.dataset.option));
  });
  if (!state.given.length) return;
  var keys = counts[2] + counts[3];
  // As in practice: wrong picks count against right ones, so that picking everything is worth nothing.
  var score = counts[3] / keys - (many ? counts[1] / Math.max(counts[0] + counts[1], 2) : 0);
  verdict(score, many ? counts[3] + " of " + keys + " right answers, " + counts[1] + " wrong" : "");
}
