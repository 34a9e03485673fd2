// What the scripts of cards that are answered share: the answer given, the order of what is shuffled, keys, the verdict.
// Some apps keep the page between cards and sides, some load it anew: nothing here relies on either.
// Anki's desktop keeps digits, Space and Enter for itself, unless a text entry has the focus: there, keys go into
// an entry of no size. On a phone it would only bring up the keyboard.
var desktop = typeof pycmd === "function" && !/Android|iPhone|iPad/.test(navigator.userAgent);
var fresh = { question: card.dataset.question, hour: Math.floor(Date.now() / 3600000), given: [] };
var state = (back && remembered()) || fresh;

// The order follows from question and hour; what is remembered mends an hour that ends between the sides.
function remembered() {
  var found = [
    function () { return window.kalquizState; },
    function () { return sessionStorage.getItem("kalquiz"); },
    function () { return window.name; }
  ].map(function (read) {
    try {
      var kept = JSON.parse(read());
      return kept && kept.question === fresh.question && Array.isArray(kept.given) ? kept : null;
    } catch (error) {
      // An app without storage, or another's words: the next place may know.
      return null;
    }
  });
  return found[0] || found[1] || found[2];
}

function remember() {
  var kept = JSON.stringify(state);
  window.kalquizState = kept;
  window.name = kept;
  try {
    sessionStorage.setItem("kalquiz", kept);
  } catch (error) {
    // As above.
  }
}

// The ids in an order that nobody can learn by heart, since it changes from hour to hour.
function shuffled(ids) {
  return ids.map(function (id) {
    return { id: id, rank: hash(id + "/" + state.question + "/" + state.hour) };
  }).sort(function (a, b) { return a.rank - b.rank; }).map(function (one) { return one.id; });
}

// FNV-1a, then the last steps of MurmurHash3: short texts that differ little come out far apart.
function hash(text) {
  var value = 2166136261;
  for (var i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  value = Math.imul(value ^ (value >>> 16), 2246822507);
  value = Math.imul(value ^ (value >>> 13), 3266489909);
  return (value ^ (value >>> 16)) >>> 0;
}

function ids(elements, name) {
  return elements.map(function (element) { return element.dataset[name]; });
}

// Puts the children into the order of these ids and returns them.
function arrange(parent, name, order) {
  Array.from(parent.children).sort(function (a, b) {
    return order.indexOf(a.dataset[name]) - order.indexOf(b.dataset[name]);
  }).forEach(function (child) { parent.appendChild(child); });
  return Array.from(parent.children);
}

function letter(index) {
  return String.fromCharCode(65 + index);
}

// The letters on the back are those of the front.
function letters(order) {
  card.querySelectorAll("[data-letter]").forEach(function (shown) {
    shown.textContent = letter(order.indexOf(shown.dataset.letter));
  });
}

function note(parent, kind, content) {
  var made = document.createElement("div");
  made.className = kind;
  made.innerHTML = content;
  parent.appendChild(made);
}

// What the author says to an option that is not right.
function said(id) {
  var found = card.querySelector(".feedback [data-option='" + id + "'] > span");
  return found ? found.innerHTML : "";
}

function verdict(score, detail) {
  var word = score >= 1 ? "Correct" : score >= 0.9 ? "Almost" : score > 0 ? "Partly right" : "Not right";
  var shown = document.createElement("p");
  shown.className = "verdict";
  shown.setAttribute("role", "status");
  shown.textContent = word + (score < 1 && detail ? ": " + detail + "." : ".");
  document.getElementById("answer").insertAdjacentElement("afterend", shown);
}

// Takes taps and keys on the options; `act` has `pick`, and where it makes sense `undo` and `move`.
function ask(options, act) {
  var task = card.querySelector(".task[data-task]");
  if (task) task.textContent = task.dataset.task;
  var entry = desktop ? makeEntry(options.length) : null;
  options.forEach(function (option) {
    tappable(option, function () { act.pick(option); });
  });
  document.addEventListener("keydown", onKey);

  function onKey(event) {
    if (!card.isConnected) {
      document.removeEventListener("keydown", onKey);
      return;
    }
    var at = document.activeElement;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || at.id === "typeans") return;
    if (acted(event.key, at)) event.preventDefault();
  }

  // Does what a key stands for, and says whether it stood for anything.
  function acted(key, at) {
    var typing = at === entry;
    var named = options[/^[1-9]$/.test(key) ? key - 1 : /^[a-z]$/i.test(key) ? key.toUpperCase().charCodeAt(0) - 65 : -1];
    var step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (named) act.pick(named);
    else if (key === " " && at.onclick && card.contains(at)) at.onclick();
    else if (key === "Backspace" && act.undo) act.undo();
    else if (typing && (key === " " || key === "Enter")) pycmd("ans");
    else if (typing && key === "Escape") entry.blur();
    else if (typing && step && act.move) act.move(step);
    else if (step && options.indexOf(at) >= 0) options[(options.indexOf(at) + step + options.length) % options.length].focus();
    else return typing && key.length === 1;
    return true;
  }
}

// Makes an element something to tap, or to reach with Tab and press with Space where keys are not typed.
function tappable(element, act) {
  element.classList.add("tappable");
  element.tabIndex = desktop ? -1 : 0;
  element.onclick = function () {
    act();
    var entry = card.querySelector(".keys input");
    if (entry) entry.focus({ preventScroll: true });
  };
}

function makeEntry(count) {
  var label = document.createElement("label");
  label.className = "keys";
  label.innerHTML = "<input autocomplete='off' spellcheck='false'> ";
  label.append("Keys 1 " + (count > 2 ? "to " : "and ") + Math.min(count, 9) + " answer, Enter turns the card, Esc leaves the keys to Anki.");
  card.appendChild(label);
  label.firstChild.focus({ preventScroll: true });
  return label.firstChild;
}

// Says what changed to those who do not see it.
function announce(text) {
  var status = card.querySelector(".spoken");
  if (!status) {
    note(card, "spoken", "");
    status = card.querySelector(".spoken");
    status.setAttribute("role", "status");
  }
  status.textContent = text;
}
