// Shows cards as Anki's desktop does: the page stays; a side is put in anew, and then its scripts run.
window.flips = [];
window.hacked = [];
window.alert = (what) => hacked.push(what);
window.errors = [];
addEventListener("error", (event) => errors.push(event.message));
let now = 3600000 * 500000;
Date.now = () => now;
function pycmd(command) { flips.push(command); }
function show(html, scripts = true) {
  const qa = document.getElementById("qa");
  qa.innerHTML = html;
  for (const old of scripts ? qa.querySelectorAll("script") : []) {
    const fresh = document.createElement("script");
    fresh.textContent = old.textContent;
    old.replaceWith(fresh);
  }
  return Promise.all(Array.from(document.images, (image) => image.decode().catch(() => 0)));
}
function forget() { delete window.kalquizState; sessionStorage.clear(); window.name = ""; }
const all = (selector) => Array.from(document.querySelectorAll(selector));
const order = () => all(".option").map((option) => option.dataset.option);
const picked = () => all(".picked").map((option) => option.dataset.option);
const said = () => (document.querySelector(".verdict") || {}).textContent;

// Texts that stand beside something else.
const COLUMNS = "td:not(:has(.blank)), .letters[data-order] span:first-child";
const narrow = (text) => text.clientWidth < 3 * parseFloat(getComputedStyle(text).fontSize);

// What is wrong with the look of any card at this width, also in type twice as large.
async function survey() {
  const found = [];
  for (const size of ["100%", "200%"]) {
    document.documentElement.style.fontSize = size;
    for (const [name, card] of Object.entries(cards)) {
      for (const side of ["front", "back"]) {
        await show(card[side]);
        if (side === "front") all(".option").reverse().forEach((option) => option.onclick && option.onclick());
        all("details").forEach((folded) => { folded.open = true; });
        const width = document.documentElement.scrollWidth;
        if (width > 320) found.push(`${name} ${side} ${size}: ${width} px wide`);
        if (all(COLUMNS).some(narrow)) found.push(`${name} ${side} ${size}: a text has no room for its words`);
        if (all("img").some((image) => !image.naturalWidth)) found.push(`${name} ${side}: a picture is missing`);
        if (qa.textContent.includes("{{")) found.push(`${name} ${side}: a field was not filled`);
      }
    }
  }
  return found;
}

// The contrast of WCAG 2.2 of each text against the ground it stands on.
async function contrasts() {
  const parts = (color) => color.match(/[\d.]+/g).map(Number);
  const light = (color) => parts(color).slice(0, 3)
    .map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return parts(color)[3] === 0 ? ground(element.parentElement) : color;
  };
  const found = [];
  for (const [name, card] of Object.entries(cards)) {
    for (const side of ["front", "back"]) {
      await show(card[side]);
      if (side === "front") all(".option").forEach((option) => option.onclick && option.onclick());
      all("details").forEach((folded) => { folded.open = true; });
      const texts = document.createTreeWalker(document.querySelector(".kq"), NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !holder.getClientRects().length) continue;
        const levels = [getComputedStyle(holder).color, ground(holder)].map(light).sort((a, b) => b - a);
        found.push([(levels[0] + 0.05) / (levels[1] + 0.05), name, side, texts.currentNode.data]);
      }
    }
  }
  return found;
}

const storage = Object.getOwnPropertyDescriptor(window, "sessionStorage");

// What an app may take from a card between its sides.
const taken = {
  nothing: () => {},
  page: () => { delete window.kalquizState; },
  storage: () => {
    Object.defineProperty(window, "sessionStorage", { configurable: true, get() { throw new Error("denied"); } });
  },
};

// How often front and back had the same order and the back knew what was tapped on the front. Every second time an
// hour ends between the sides.
function tries(card, takes, count) {
  const letters = () => all("[data-letter]").map((one) => one.dataset.letter + one.textContent);
  const rows = () => all("tr").map((row) => row.dataset.stem).join();
  const orders = new Set();
  let same = 0, answered = 0;
  for (let at = 0; at < count; at += 1) {
    now = 3600000 * (500000 + at + (at * 0.618033988) % 1);
    forget();
    takes.forEach((what) => what === "storage" && taken.storage());
    show(cards[card].front);
    all(".option").slice(0, 2).forEach((option) => option.onclick());
    const front = order(), stems = rows(), lettered = front.map((id, place) => id + String.fromCharCode(65 + place));
    if (at % 2) now = (Math.floor(now / 3600000) + 1) * 3600000;
    takes.forEach((what) => taken[what]());
    show(cards[card].back);
    const kept = letters().length ? letters().every((one) => lettered.includes(one)) : order().join() === front.join();
    same += kept && rows() === stems;
    answered += said() !== undefined || all(".mark").some((one) => one.textContent.startsWith("your place"));
    orders.add(front.join() + stems);
    Object.defineProperty(window, "sessionStorage", storage);
  }
  return { same, answered, orders: orders.size };
}

// The same in frames that truly load anew, and whose sandbox truly denies storage: slow, so for a few.
async function loads(card, denied, count) {
  const close = "</" + "script>";
  const script = (text) => `<script>${text}${close}`;
  const seen = `[Array.from(document.querySelectorAll(".option"), (one) => one.dataset.option).join(),
    Array.from(document.querySelectorAll(".option.picked"), (one) => one.dataset.option).join()]`;
  const load = (frame, html, time, act) => new Promise((done) => {
    addEventListener("message", (event) => done(event.data), { once: true });
    frame.srcdoc = `<!doctype html><body class="card">${script(`Date.now = () => ${time};`)}<div id="qa">${html}</div>
      ${script(`${act}; parent.postMessage(${seen}, "*");`)}`;
  });
  let same = 0;
  for (let at = 0; at < count; at += 1) {
    const hour = 500000 + at;
    const frame = document.createElement("iframe");
    if (denied) frame.sandbox = "allow-scripts";
    document.body.append(frame);
    const tap = 'document.querySelectorAll(".option")[1].onclick()';
    const front = await load(frame, cards[card].front, 3600000 * (hour + 0.9), tap);
    const back = await load(frame, cards[card].back, 3600000 * (hour + 1), "");
    same += front.join() === back.join() && front[1] !== "";
    frame.remove();
  }
  return same;
}
