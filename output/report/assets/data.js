// The data of the page: blocks of compressed JSON in the document, opened on demand.

const opened = new Map();

// load opens a block once. Chunks of quotations that were not used for long are let go.
function load(id) {
  if (!opened.has(id)) {
    opened.set(id, inflate(id));
    const chunks = [...opened.keys()].filter((k) => k[0] === "q");
    if (chunks.length > 60) opened.delete(chunks[0]);
  }
  return opened.get(id);
}

async function inflate(id) {
  const element = document.getElementById("d-" + id);
  if (!element) throw new Error("this page lacks its block " + id);
  const text = atob(element.textContent);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// index holds the speakers and targets as objects, and finds them by id and name.
let indexed;
function index() {
  indexed ??= load("index").then((raw) => {
    const speakers = raw.s.map(([id, name, kind, rows, articles, mean, pro, con, quotes, first, last], n) =>
      ({ n, id, name, kind, rows, articles, mean: mean / 100, pro, con, stances: pro + con, quotes, first, last }));
    const targets = raw.t.map(([id, name, kind, chunks], n) => ({ n, id, name, kind, chunks }));
    return { speakers, targets, chunks: raw.n, quotes: raw.q, outlets: raw.o, profiles: raw.p, speaker: finder(speakers), target: finder(targets) };
  });
  return indexed;
}

// finder finds an entry by its id, or else by its name. Of those with one name the
// first has it to itself; the others are named with their ids.
function finder(list) {
  const byId = new Map(), byName = new Map();
  for (const e of list) {
    byId.set(e.id, e);
    const key = e.name.toLowerCase();
    e.label = byName.has(key) ? e.name + " (" + e.id + ")" : e.name;
    byName.set(e.label.toLowerCase(), e);
  }
  return (text) => byId.get(text) ?? byName.get(text.trim().toLowerCase());
}

// chunk opens chunk n, as objects.
async function chunk(n) {
  const { speakers, targets } = await index();
  const raw = await load("q" + n);
  return raw.quotes ??= raw.q.map(([speaker, article, passage, type, score, content, confidence, reason, mention, marks, stances]) => {
    const [title, outlet, date, url, id, also] = raw.a[article];
    const [text, left, right] = raw.p[passage];
    const held = [];
    for (let i = 0; i < stances.length; i += 3) held.push({ target: targets[stances[i]], label: stances[i + 1], score: stances[i + 2] / 100 });
    return { speaker: speakers[speaker], title, outlet, date, url, id, also, text, left, right, type, score: score / 100, content: content / 100, confidence, reason, mention, marks, held };
  });
}
