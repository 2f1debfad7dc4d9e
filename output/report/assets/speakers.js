// The table of speakers: sorted, filtered and lengthened from the index.

const who = document.getElementById("who-table"), whoForm = document.getElementById("who-filter"), whoMore = document.getElementById("who-more");
const sorted = { key: "rows", down: true, limit: 40 };
const textKeys = new Set(["name", "kind"]);

async function listSpeakers() {
  const { speakers } = await index();
  const name = whoForm.elements.name.value.trim().toLowerCase(), kind = whoForm.elements.kind.value;
  const list = speakers.filter((s) => s.kind !== "unknown" && s.kind !== "author" && (!kind || s.kind === kind) && (!name || s.name.toLowerCase().includes(name)));
  const { key, down, limit } = sorted;
  list.sort((a, b) => (textKeys.has(key) ? a[key].localeCompare(b[key], "en") : a[key] - b[key]) * (down ? -1 : 1) || a.n - b.n);
  who.tBodies[0].replaceChildren(...list.slice(0, limit).map((s) => el("tr", {},
    el("th", { scope: "row" }, el("a", { href: address({ speaker: s.id }) }, s.name)), el("td", {}, kindName(s.kind)),
    el("td", { class: "num" }, commas(s.rows)), el("td", { class: "num" }, commas(s.articles)),
    el("td", { class: "num" }, el("span", { class: tone(s.mean) }, signed(s.mean))),
    el("td", { class: "num" }, s.pro > 0 && el("span", { class: "positive" }, "▲" + commas(s.pro)), s.con > 0 && el("span", { class: "negative" }, "▼" + commas(s.con))))));
  document.getElementById("who-count").textContent = list.length > limit ? "The first " + limit + " of " + plural(list.length, "speaker", "speakers") : plural(list.length, "speaker", "speakers");
  whoMore.hidden = list.length <= limit;
}

function sortable() {
  for (const th of who.tHead.querySelectorAll("th[data-sort]")) {
    const button = el("button", { type: "button" }, th.textContent);
    th.replaceChildren(button);
    button.addEventListener("click", () => {
      const key = th.dataset.sort;
      sorted.down = sorted.key === key ? !sorted.down : !textKeys.has(key);
      sorted.key = key;
      for (const other of who.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
      th.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      listSpeakers();
    });
  }
  const fresh = () => { sorted.limit = 40; listSpeakers(); };
  whoForm.addEventListener("input", fresh);
  whoForm.addEventListener("submit", (e) => e.preventDefault());
  whoMore.addEventListener("click", () => { sorted.limit += 200; listSpeakers(); });
}
