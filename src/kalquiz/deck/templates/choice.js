// Shuffles the options of a choice, takes picks on the front and shows them on the back.
// Some apps keep the page between cards and sides, some load it anew: nothing here relies on either.
(function () {
  "use strict";
  var card = document.querySelector(".kq");
  var list = card && card.querySelector(".options");
  if (!list) return;
  var back = card.classList.contains("back");
  var many = list.hasAttribute("data-many");
  var state = back ? remembered() : fresh();
  if (!list.hasAttribute("data-fixed")) shuffle();
  var options = Array.from(list.children);
  if (back) options.forEach(mark);
  else ask();

  function fresh() {
    return { question: card.dataset.question, hour: Math.floor(Date.now() / 3600000), picked: [] };
  }

  // The order follows from question and hour; what is remembered mends an hour that ends between the sides.
  function remembered() {
    var kept = window.kalquizState;
    try {
      kept = JSON.parse(sessionStorage.getItem("kalquiz")) || kept;
    } catch (error) {
      // An app without storage: the window may still know.
    }
    return kept && kept.question === card.dataset.question ? kept : fresh();
  }

  function remember() {
    window.kalquizState = state;
    try {
      sessionStorage.setItem("kalquiz", JSON.stringify(state));
    } catch (error) {
      // As above: the back then shows the right answer without the pick.
    }
  }

  function shuffle() {
    var ranked = Array.from(list.children).map(function (option) {
      return { option: option, rank: hash(option.dataset.option + "/" + state.question + "/" + state.hour) };
    });
    ranked.sort(function (a, b) { return a.rank - b.rank; });
    ranked.forEach(function (one) { list.appendChild(one.option); });
  }

  // FNV-1a, then the last steps of MurmurHash3: short texts that differ little come out far apart.
  function hash(text) {
    var value = 2166136261;
    for (var i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
    value = Math.imul(value ^ (value >>> 16), 2246822507);
    value = Math.imul(value ^ (value >>> 13), 3266489909);
    return (value ^ (value >>> 16)) >>> 0;
  }

  function mark(option) {
    if (state.picked.indexOf(option.dataset.option) < 0) return;
    option.classList.add("picked");
    var said = card.querySelector(".feedback [data-option='" + option.dataset.option + "'] > span");
    if (!said) return;
    var feedback = document.createElement("div");
    feedback.className = "said";
    feedback.innerHTML = said.innerHTML;
    option.appendChild(feedback);
  }

  function ask() {
    list.setAttribute("role", many ? "group" : "radiogroup");
    options.forEach(function (option) {
      option.setAttribute("role", many ? "checkbox" : "radio");
      option.tabIndex = 0;
      option.addEventListener("click", function () { pick(option); });
    });
    show();
    document.addEventListener("keydown", onKey);
  }

  function pick(option) {
    var id = option.dataset.option;
    var others = state.picked.filter(function (one) { return one !== id; });
    if (others.length < state.picked.length) state.picked = others;
    else state.picked = many ? others.concat(id) : [id];
    show();
  }

  function show() {
    options.forEach(function (option) {
      var on = state.picked.indexOf(option.dataset.option) >= 0;
      option.classList.toggle("picked", on);
      option.setAttribute("aria-checked", String(on));
    });
    remember();
  }

  function onKey(event) {
    if (!list.isConnected) {
      document.removeEventListener("keydown", onKey);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    var focused = options.indexOf(document.activeElement);
    if (/^[1-9]$/.test(event.key) && options[event.key - 1]) {
      pick(options[event.key - 1]);
    } else if (event.key === " " && focused >= 0) {
      event.preventDefault();
      pick(options[focused]);
    } else if (event.key === "Enter" && typeof pycmd === "function") {
      pycmd("ans");
    }
  }
})();
