// What is looked for: in the form, and in the address behind #.

const fields = ["speaker", "about", "q", "stance", "type", "tone", "min", "outlet", "from", "to"];
const form = document.getElementById("filter");

// parse reads a state from the address, null when it is a place in the page.
function parse(hash) {
  if (!hash.includes("=")) return null;
  const params = new URLSearchParams(hash.slice(1));
  const state = {};
  for (const name of fields) if (params.get(name)) state[name] = params.get(name);
  return state;
}

// read reads the state of the form: names become ids where they are known.
async function read() {
  const x = await index(), state = {};
  for (const name of fields) {
    const value = form.elements[name]?.value.trim();
    if (value) state[name] = value;
  }
  if (state.speaker) state.speaker = x.speaker(state.speaker)?.id ?? state.speaker;
  if (state.about) state.about = x.target(state.about)?.id ?? state.about;
  return state;
}

// fill shows a state in the form.
async function fill(state) {
  const x = await index();
  for (const name of fields) if (form.elements[name]) form.elements[name].value = state[name] ?? "";
  if (state.speaker) form.elements.speaker.value = x.speaker(state.speaker)?.label ?? state.speaker;
  if (state.about) form.elements.about.value = x.target(state.about)?.label ?? state.about;
  const more = document.getElementById("more-filters");
  if (["stance", "type", "tone", "min", "outlet", "from", "to"].some((n) => state[n])) more.open = true;
}

// matcher returns what tells whether a quotation is one of those looked for.
function matcher(state, speaker, target) {
  const words = (state.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const outlet = state.outlet?.toLowerCase(), least = Number(state.min ?? 0);
  return (q) => {
    if (speaker && q.speaker !== speaker) return false;
    if (state.type && q.type !== state.type) return false;
    if (least && q.type !== "told" && q.confidence < least) return false;
    if (state.tone && (q.type === "told" || tone(q.score) !== state.tone)) return false;
    if (outlet && q.outlet.toLowerCase() !== outlet && !q.also.toLowerCase().split(", ").includes(outlet)) return false;
    if (state.from && (!q.date || q.date < state.from)) return false;
    if (state.to && (!q.date || q.date > state.to)) return false;
    if (target || state.stance) {
      if (!q.held.some((h) => (!target || h.target === target) && (!state.stance || h.label === state.stance))) return false;
    }
    if (words.length === 0) return true;
    q.search ??= (q.marks.reduce((s, kind, i) => (i % 3 === 0 && (kind === "c" || kind === "e") ? s + " " + q.text.slice(q.marks[i + 1], q.marks[i + 2]) : s), "") + " " + q.title).toLowerCase();
    return words.every((w) => q.search.includes(w));
  };
}
