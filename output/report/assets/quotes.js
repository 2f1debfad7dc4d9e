// The section of quotations.

const perPage = 20;
const results = document.getElementById("results"), count = document.getElementById("count"), more = document.getElementById("more");
const profileBox = document.getElementById("profile");
let search = 0; // number of the latest search: an older one stops
let found = [], shown = 0, words = [];

// show finds and shows the quotations of a state.
async function show(state) {
  const mine = ++search, x = await index();
  const speaker = state.speaker ? x.speaker(state.speaker) : undefined;
  const target = state.about ? x.target(state.about) : undefined;
  words = (state.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  found = []; shown = 0;
  results.replaceChildren(); profileBox.replaceChildren(); more.hidden = true;
  document.getElementById("hint").hidden = true;
  document.documentElement.toggleAttribute("data-reading", Object.keys(state).length > 0);
  if (state.speaker && !speaker) return say("Nobody called “" + state.speaker + "” has a section in this page.");
  if (state.about && !target) return say("No quotation in this page takes a stance on “" + state.about + "”.");
  if (speaker) {
    const block = await load("p" + Math.floor(speaker.n / x.profiles));
    if (mine !== search) return;
    profileBox.replaceChildren(grow(block[speaker.n % x.profiles]));
  }
  const matches = matcher(state, speaker, target);
  const chunks = which(x, speaker, target);
  for (let i = 0; i < chunks.length; i++) {
    if (i > 0 && i % 4 === 0) say("Looking … " + Math.round((100 * i) / chunks.length) + "%");
    const list = (await chunk(chunks[i])).filter(matches);
    if (mine !== search) return;
    found.push(...list);
    if (shown < perPage) page();
  }
  say(found.length === 0 ? "No quotation fits." : plural(found.length, "quotation", "quotations") + (target ? " on " + target.name : "") + (speaker ? " of " + speaker.name : ""));
  more.hidden = shown >= found.length;
}

function say(text) { count.textContent = text; }

// which returns the chunks that may hold what is looked for.
function which(x, speaker, target) {
  let list = target ? target.chunks : [...Array(x.chunks).keys()];
  if (speaker) list = list.filter((n) => speaker.first <= n && n <= speaker.last);
  return list;
}

// page shows some more of what was found.
function page() {
  const next = found.slice(shown, Math.ceil((shown + 1) / perPage) * perPage);
  shown += next.length;
  results.append(...next.map(quotation));
  more.hidden = shown >= found.length;
  return next.length;
}

// All that was found is printed, within reason.
addEventListener("beforeprint", () => { while (shown < Math.min(found.length, 1000)) page(); });

more.addEventListener("click", () => {
  const at = shown;
  page();
  results.children[at]?.querySelector("a")?.focus();
});

// quotation makes the element of a quotation.
function quotation(q) {
  const title = q.title || q.id;
  const head = el("p", { class: "head" },
    el("a", { href: address({ speaker: q.speaker.id }) }, q.speaker.name),
    el("span", {}, q.url ? el("a", { href: q.url, rel: "noopener noreferrer nofollow", target: "_blank" }, title) : title),
    (q.outlet || q.also) && el("span", {}, [q.outlet, q.also && "also " + q.also].filter(Boolean).join(", ")), q.date ? el("time", { datetime: q.date }, day(q.date)) : el("span", {}, "no date"));
  return el("li", {}, el("article", { class: "quote" }, head, el("blockquote", {}, q.left ? "… " : "", passage(q), q.right ? " …" : ""), chips(q), el("p", { class: "why" }, why(q))));
}

// passage makes the text with its marks, which may overlap.
function passage(q) {
  const marks = [];
  for (let i = 0; i < q.marks.length; i += 3) marks.push({ kind: q.marks[i], start: q.marks[i + 1], end: q.marks[i + 2] });
  const low = q.text.toLowerCase();
  if (low.length === q.text.length) {
    for (const w of words) for (let i = low.indexOf(w); i >= 0; i = low.indexOf(w, i + w.length)) marks.push({ kind: "hit", start: i, end: i + w.length });
  }
  const edges = [...new Set([0, q.text.length, ...marks.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b);
  const side = q.held[0]?.label ?? "";
  const parts = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const text = q.text.slice(edges[i], edges[i + 1]);
    const kinds = [...new Set(marks.filter((m) => m.start <= edges[i] && edges[i + 1] <= m.end).map((m) => m.kind))];
    if (kinds.includes("e")) kinds.push(side);
    parts.push(kinds.length ? el("mark", { class: kinds.join(" ").trim() }, text) : text);
  }
  return parts;
}

const typeNames = { direct: "direct speech", indirect: "reported speech", mixed: "partly direct speech", told: "told by the article" };

function chips(q) {
  const list = q.held.map((h) => el("li", { class: h.label },
    (h.label === "support" ? "▲ for " : h.label === "oppose" ? "▼ against " : "neutral on "), el("a", { href: address({ about: h.target.id }) }, h.target.name)));
  list.push(el("li", {}, typeNames[q.type] ?? q.type));
  if (q.type !== "told") {
    list.push(el("li", {}, "sentiment " + signed(q.score) + " " + tone(q.score) + (q.content === q.score ? "" : ", words alone " + signed(q.content))));
    list.push(el("li", { class: q.confidence < 50 && "low" }, "confidence " + (q.confidence / 100).toFixed(2) + (q.confidence < 50 ? ": more likely wrong" : "")));
  }
  return el("ul", { class: "chips" }, list);
}

// why says how the words came to the speaker.
function why(q) {
  const name = q.speaker.name, mention = q.mention ? "“" + q.mention + "”" : "";
  if (q.type === "told") return mention ? "A stance that " + mention + " reports; the underlined words express it." : "A stance that the article tells; the underlined words express it.";
  const source = q.marks.map((m, i) => (i % 3 === 0 && m === "s" ? q.text.slice(q.marks[i + 1], q.marks[i + 2]) : "")).filter(Boolean).join(" … ");
  const words = source ? "“" + source + "”" : "";
  const reasons = {
    name: "The source " + words + " names " + name + ".",
    title: "The source " + words + " is an office or title, here of " + (mention || name) + ".",
    pronoun: "The source " + words + " is a pronoun, read as " + (mention || name) + ".",
    description: "The source " + words + " describes somebody, read as " + (mention || name) + ".",
    apposition: "The source " + words + " stands beside the name " + (mention || name) + ".",
    elided: "The words name no source: " + (mention || name) + ", who spoke before, goes on.",
    alias: "The source " + words + " is another name of " + name + " by the file of aliases.",
    gazetteer: "The source " + words + " is an office that " + name + " held at the article's date.",
    none: "Nothing in the article says who " + (words || "this") + " is.",
  };
  return reasons[q.reason] ?? "";
}
