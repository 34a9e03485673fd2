// Draws masks over the areas of the picture: a question mark on what is asked for, a frame around it on the back.
// Without this, or in an app that knows no areas, the card is a plain question.
var areas = Array.from(card.querySelectorAll(".areas [data-shape]"));
var picture = card.querySelector(".picture");
var image = picture.querySelector("img");
if (!areas.length || !image) return;
// An image that somebody put there by hand may not say how large it is before it has come.
var sized = image.hasAttribute("width") && image.hasAttribute("height");
if (sized || image.naturalWidth) draw();
else image.onload = draw;

function draw() {
  var width = image.width = sized ? image.getAttribute("width") : image.naturalWidth;
  var height = image.height = sized ? image.getAttribute("height") : image.naturalHeight;
  // Masks stay on their areas even where a style of somebody else squashes the picture.
  var box = { viewBox: "0 0 " + width + " " + height, preserveAspectRatio: "none", "aria-hidden": "true" };
  var masks = make("svg", box, picture);
  // Those who do not see the picture hear what the plain card says, and not what is hidden.
  image.alt = "";
  var plain = card.querySelector(".plain");
  if (back) plain.hidden = true;
  else plain.className = "spoken";
  card.querySelectorAll(".masked").forEach(function (masked) { masked.hidden = false; });
  areas.forEach(function (area) {
    var kind = { "cloze": "asked", "cloze-highlight": "told" }[area.className] || "other";
    if (kind === "other" && !area.dataset.occludeinactive) return;
    var mask = shape(area.dataset, width, height, masks);
    mask.setAttribute("class", kind);
    if (kind === "asked") sign(mask.getBBox(), masks);
  });
}

// The shapes that Anki's editor has, in shares of the picture.
function shape(data, width, height, parent) {
  if (data.shape === "polygon") {
    var points = data.points.split(" ").map(function (point) {
      var place = point.split(",");
      return place[0] * width + "," + place[1] * height;
    });
    return make("polygon", { points: points.join(" ") }, parent);
  }
  var x = data.left * width, y = data.top * height;
  if (data.shape === "ellipse") {
    var rx = data.rx * width, ry = data.ry * height;
    return make("ellipse", { cx: x + rx, cy: y + ry, rx: rx, ry: ry }, parent);
  }
  return make("rect", { x: x, y: y, width: (data.width || 0) * width, height: (data.height || 0) * height }, parent);
}

function sign(box, parent) {
  var size = Math.min(box.width, box.height) * 0.9;
  var text = { x: box.x + box.width / 2, y: box.y + box.height / 2 + size * 0.36, "font-size": size };
  make("text", text, parent).textContent = "?";
}

function make(name, attributes, parent) {
  var made = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
  return parent.appendChild(made);
}
