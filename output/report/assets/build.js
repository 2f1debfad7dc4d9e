// Elements are made one by one, and texts are text: nothing here makes markup of a
// string, and the policy of the page forbids it.

const svgTags = new Set(["svg", "g", "path", "line", "rect", "circle", "text", "title", "desc"]);

// el makes an element of attributes and children, which are elements or texts.
function el(tag, attrs, ...kids) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs ?? {})) {
    if (value === true) e.setAttribute(name, "");
    else if (value !== undefined && value !== false && value !== null) set(e, name, value);
  }
  e.append(...kids.flat().filter((k) => k !== undefined && k !== null && k !== false));
  return e;
}

// set sets an attribute that does nothing but show: no handler, no style, and links to
// this page and the web alone.
function set(e, name, value) {
  if (/^on|^style$|^src/i.test(name)) return;
  if (name === "href" && !/^(#|https?:\/\/)/i.test(value)) return;
  e.setAttribute(name, value);
}

// grow makes the elements of a tree of ["tag", {attributes}, children...].
function grow(tree, svg) {
  if (typeof tree === "string") return document.createTextNode(tree);
  const [tag, attrs, ...kids] = tree;
  const drawn = svg || tag === "svg";
  if (drawn && !svgTags.has(tag)) return document.createTextNode("");
  const e = drawn ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) set(e, name, value);
  for (const k of kids) e.append(grow(k, drawn));
  return e;
}

const commas = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
const plural = (n, one, more) => (n === 1 ? "1 " + one : commas(n) + " " + more);
const tone = (v) => (v >= 0.05 ? "positive" : v <= -0.05 ? "negative" : "neutral");
const kindNames = { unnamed: "unnamed source", author: "the articles' authors", unknown: "unknown speakers" };
const kindName = (k) => kindNames[k] ?? k;

function signed(v) {
  const s = Math.abs(v).toFixed(2);
  return s === "0.00" ? s : (v < 0 ? "−" : "+") + s;
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function day(iso) {
  const [y, m, d] = iso.split("-").map(Number);
  return d + " " + monthNames[m - 1] + " " + y;
}

// address is the part of the page's address that shows a state.
function address(state) {
  const parts = [];
  for (const name of fields) if (state[name]) parts.push(name + "=" + encodeURIComponent(state[name]).replace(/%20/g, "+"));
  return "#" + parts.join("&");
}
