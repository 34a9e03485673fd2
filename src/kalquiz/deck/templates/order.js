<% include "card.js" %>
// Numbers the items in the order in which they are tapped, and shows on the back where each was put.
var list = card.querySelector("[data-order]");
if (!list) return;
var right = list.dataset.order.split(" ");
var order = shuffled(right);
if (order.join() === right.join()) order.push(order.shift());
if (back) review();
else {
  var items = arrange(list, "option", order);
  items.forEach(function (item) { item.setAttribute("role", "button"); });
  ask(items, { pick: pick, undo: undo });
  show();
}

function pick(item) {
  var id = item.dataset.option;
  var others = state.given.filter(function (one) { return one !== id; });
  state.given = others.length < state.given.length ? others : others.concat(id);
  changed();
}

function undo() {
  state.given = state.given.slice(0, -1);
  changed();
}

function changed() {
  show();
  var letters = state.given.map(function (id) { return letter(order.indexOf(id)); });
  announce("In order so far: " + (letters.join(", ") || "none") + ".");
}

function show() {
  items.forEach(function (item) {
    var place = state.given.indexOf(item.dataset.option) + 1;
    item.querySelector(".blank").textContent = place || "";
    item.classList.toggle("picked", place > 0);
    item.setAttribute("aria-pressed", String(place > 0));
  });
  remember();
}

function review() {
  letters(order);
  if (!state.given.length) return;
  var places = state.given.map(function (id) { return right.indexOf(id); });
  Array.from(list.children).forEach(function (item, place) {
    var put = state.given.indexOf(item.dataset.option);
    var text = put === place ? "your place: right" : put < 0 ? "you gave it no place" : "your place: " + (put + 1);
    note(item, "mark", text);
    item.classList.toggle("hit", put === place);
  });
  var hits = places.filter(function (place, at) { return place === at; }).length;
  if (places.length === right.length) verdict(kendall(places), hits + " of " + right.length + " in their place");
}

// Kendall's tau, cut off at 0, as in practice: one swap of five items is worth 0.8.
function kendall(places) {
  var pairs = 0;
  var inversions = 0;
  places.forEach(function (first, at) {
    places.slice(at + 1).forEach(function (second) {
      pairs += 1;
      inversions += first > second;
    });
  });
  return Math.max(0, 1 - 2 * inversions / pairs);
}
