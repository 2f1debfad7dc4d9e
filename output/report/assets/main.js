// What joins the parts.

document.documentElement.setAttribute("data-script", "");

// The colours: as the system has them, light, or dark.
const themeButton = document.getElementById("theme");
const themes = { "": ["◐", "as the system has them"], light: ["☀", "light"], dark: ["☾", "dark"] };
function setTheme(name) {
  if (!(name in themes)) name = "";
  if (name) document.documentElement.dataset.theme = name; else delete document.documentElement.dataset.theme;
  themeButton.textContent = themes[name][0];
  themeButton.setAttribute("aria-label", "Colours: " + themes[name][1]);
  themeButton.title = "Colours: " + themes[name][1];
  themeButton.dataset.now = name;
}
function remembered() { try { return localStorage.getItem("sayso-theme") ?? ""; } catch { return ""; } }
themeButton.addEventListener("click", () => {
  const names = Object.keys(themes), next = names[(names.indexOf(themeButton.dataset.now) + 1) % names.length];
  setTheme(next);
  try { localStorage.setItem("sayso-theme", next); } catch { /* a page of a file may have no memory */ }
});
setTheme(remembered());

// go shows the state of the address. A link to it moves there; typing does not.
async function go() {
  const state = parse(location.hash);
  if (!state) return;
  await fill(state);
  const done = show(state);
  document.getElementById("quotations").scrollIntoView();
  document.getElementById("h-quotations").focus({ preventScroll: true });
  await done;
}

function failed(e) { say("This page could not open its data: " + e.message); }
addEventListener("hashchange", () => go().catch(failed));

// The form changes the address: typing replaces it, a change that is complete adds to
// the history.
let typing;
async function changed(complete) {
  const state = await read(), hash = address(state);
  if (hash === location.hash) return;
  if (complete) history.pushState(null, "", hash); else history.replaceState(null, "", hash);
  await show(state);
}
form.addEventListener("input", (e) => {
  clearTimeout(typing);
  // A name picked from the suggestions comes at once.
  if (e.target.list && e.inputType !== "insertText" && !e.inputType?.startsWith("delete")) typing = setTimeout(() => changed(true).catch(failed));
  if (e.target.name === "q") typing = setTimeout(() => changed(false).catch(failed), 250);
});
form.addEventListener("change", () => { clearTimeout(typing); changed(true).catch(failed); });
form.addEventListener("submit", (e) => { e.preventDefault(); changed(true).catch(failed); });
form.addEventListener("reset", () => setTimeout(() => changed(true).catch(failed)));
addEventListener("popstate", () => { if (!location.hash) { form.reset(); } });

// Suggestions of names, once somebody is about to type one.
form.addEventListener("focusin", async () => {
  const x = await index(), options = (id, names) => document.getElementById(id).replaceChildren(...names.map((n) => el("option", { value: n })));
  options("speaker-names", x.speakers.map((s) => s.label));
  options("target-names", [...x.targets].sort((a, b) => b.chunks.length - a.chunks.length || a.n - b.n).slice(0, 1000).map((t) => t.label));
  options("outlet-names", x.outlets);
}, { once: true });

// The picture of the network: pointing at somebody shows their links alone.
const net = document.querySelector("svg.network");
if (net) {
  const light = (id) => {
    net.classList.toggle("lit", !!id);
    for (const e of net.querySelectorAll(".on")) e.classList.remove("on");
    if (!id) return;
    const near = new Set([id]);
    for (const e of net.querySelectorAll(".edge")) {
      if (e.dataset.from !== id && e.dataset.to !== id) continue;
      e.classList.add("on"); near.add(e.dataset.from); near.add(e.dataset.to);
    }
    for (const s of net.querySelectorAll(".spot")) if (near.has(s.dataset.speaker)) s.classList.add("on");
  };
  net.addEventListener("pointerover", (e) => light(e.target.closest(".spot")?.dataset.speaker));
  net.addEventListener("pointerleave", () => light(""));
  net.addEventListener("click", (e) => {
    const id = e.target.closest(".spot")?.dataset.speaker;
    if (id) location.hash = address({ speaker: id });
  });
}

// The section that is read is marked in the navigation.
const links = new Map([...document.querySelectorAll(".top nav a")].map((a) => [a.hash.slice(1), a]));
const watch = new IntersectionObserver((entries) => {
  for (const e of entries) {
    if (!e.isIntersecting || !links.has(e.target.id)) continue;
    for (const a of links.values()) a.removeAttribute("aria-current");
    links.get(e.target.id).setAttribute("aria-current", "true");
  }
}, { rootMargin: "-20% 0px -75% 0px" });
for (const s of document.querySelectorAll("main > section")) watch.observe(s);

sortable();
listSpeakers().catch(failed);
go().catch(failed);
