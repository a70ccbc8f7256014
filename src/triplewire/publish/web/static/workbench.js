// The SPARQL workbench: runs a query and shows its results. Without this file the form still works.
import { chart, drawing, table } from "./results.js";

const bench = document.querySelector(".bench");
const form = document.getElementById("ask");
const area = document.getElementById("query");
const byId = (id) => document.getElementById(id);
const site = {
  base: bench.dataset.base,
  kinds: new Set(bench.dataset.kinds.split(" ")),
  prefixes: JSON.parse(bench.dataset.prefixes),
};
const terms = fetch("/workbench/terms.json").then((answer) => answer.json());
const endpoint = new URL("/sparql", location.href).href;
const WANTED = "application/sparql-results+json, application/n-triples;q=0.9";

let editor = plain(area);
let running = null;
let shown = null;
let tab = "table";

function plain(textarea) {
  return {
    get text() {
      return textarea.value;
    },
    set text(text) {
      textarea.value = text;
    },
    insert(text) {
      textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, "end");
      textarea.focus();
    },
    mark(line, column) {
      if (!line) return;
      const lines = textarea.value.split("\n");
      // Columns count code points, the textarea counts UTF-16 units.
      const before = [...(lines[line - 1] ?? "")].slice(0, Math.max(0, column - 1)).join("");
      const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + before.length;
      const word = /^\S+/.exec(textarea.value.slice(start));
      textarea.focus();
      textarea.setSelectionRange(start, start + (word ? word[0].length : 1));
    },
  };
}

async function things(text) {
  const [prefix, local] = text.split(":");
  const words = local.replace(/[-\/.]+/g, " ").trim();
  if (!words) return [];
  const answer = await fetch(`/workbench/things.json?q=${encodeURIComponent(words)}`);
  return (await answer.json()).filter((found) => found.name.startsWith(`${prefix}:`));
}

if (bench.dataset.editor) {
  import(bench.dataset.editor)
    .then(({ createEditor }) => {
      editor = createEditor(area, { terms, things, run });
    })
    .catch(() => {
      // The plain editor stays.
    });
}

byId("format").closest("p").querySelector("label").hidden = true;
byId("format").hidden = true;
document.querySelector(".scripted").hidden = false;
terms.then((found) => {
  list(found.terms, "");
  byId("term-filter").addEventListener("input", (event) => list(found.terms, event.target.value));
});

function list(all, text) {
  const wanted = text.trim().toLowerCase();
  const fitting = all.filter((term) => `${term.name} ${term.note}`.toLowerCase().includes(wanted));
  byId("term-list").replaceChildren(
    ...fitting.slice(0, 60).map((term) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = term.name;
      button.title = term.note;
      button.addEventListener("click", () => editor.insert(term.name));
      const note = document.createElement("span");
      note.className = "note";
      note.textContent = term.uses ? ` ${term.kind}, ${term.uses} uses` : ` ${term.kind}, not in use`;
      item.append(button, note);
      return item;
    }),
  );
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
byId("stop").addEventListener("click", () => running?.abort());
for (const link of document.querySelectorAll("[data-query]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    editor.text = link.dataset.query;
    for (const other of document.querySelectorAll("[data-query]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    run();
  });
}
byId("code").addEventListener("toggle", snippets);

async function run() {
  running?.abort();
  running = new AbortController();
  const text = editor.text;
  const begun = performance.now();
  history.replaceState(null, "", `/workbench?query=${encodeURIComponent(text)}`);
  byId("permalink").href = location.href;
  snippets();
  fault("");
  editor.mark(0);
  byId("stop").hidden = false;
  byId("summary").textContent = "Running …";
  byId("results").hidden = false;
  byId("results").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: WANTED },
      body: text,
      signal: running.signal,
    });
    const body = await answer.text();
    if (answer.ok) show(body, answer.headers.get("Content-Type") ?? "", performance.now() - begun);
    else refused(body, answer.status);
  } catch (error) {
    byId("results").hidden = true;
    fault(error.name === "AbortError" ? "Stopped." : `The answer broke off: ${error.message}`);
  } finally {
    byId("results").removeAttribute("aria-busy");
    byId("stop").hidden = true;
  }
}

function refused(body, status) {
  byId("results").hidden = true;
  let problem = { detail: body };
  try {
    problem = JSON.parse(body);
  } catch {
    // Not a problem document: it is shown as it came.
  }
  const place = problem.line ? `Line ${problem.line}, column ${problem.column}: ` : `${status}: `;
  const text = `${place}${problem.detail}${problem.hint ? `\nHint: ${problem.hint}` : ""}`;
  fault(text);
  editor.mark(problem.line ?? 0, problem.column ?? 0, problem.detail);
}

function fault(text) {
  byId("fault").hidden = !text;
  byId("fault").textContent = text;
}

function show(body, type, took) {
  shown = parse(body, type);
  const seconds = (took / 1000).toFixed(took < 1000 ? 2 : 1);
  const count = shown.boolean === undefined ? `${shown.rows.length.toLocaleString("en")} ${shown.triples ? "triples" : "rows"}` : `Answer: ${shown.boolean ? "yes" : "no"}`;
  byId("summary").textContent = `${count}, ${seconds} s`;
  const forms = shown.triples ? ["turtle", "ntriples", "jsonld"] : ["csv", "tsv", "json", "xml"];
  byId("downloads").replaceChildren(
    ...forms.map((form) => {
      const link = document.createElement("a");
      link.href = `/sparql?query=${encodeURIComponent(editor.text)}&format=${form}`;
      link.download = `results.${form}`;
      link.textContent = form.toUpperCase();
      return link;
    }),
  );
  view(shown.triples ? "graph" : tab === "graph" ? "table" : tab);
}

/** Returns columns and rows of terms, whatever the answer was. */
function parse(body, type) {
  if (type.includes("json")) {
    const { head, results, boolean } = JSON.parse(body);
    const columns = head.vars ?? [];
    const rows = (results?.bindings ?? []).map((row) => columns.map((name) => row[name] ?? null));
    return { columns, rows, boolean, body: JSON.stringify(JSON.parse(body), null, 1) };
  }
  const columns = ["subject", "predicate", "object"];
  const rows = body.split("\n").map(triple).filter(Boolean);
  return { columns, rows, triples: true, body };
}

function triple(line) {
  const found = /^(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.$/.exec(line.trim());
  return found && [term(found[1]), term(found[2]), term(found[3])];
}

function term(text) {
  if (text.startsWith("<")) return { type: "uri", value: unescape(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text };
  const found = /^"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?$/.exec(text);
  if (!found) return { type: "literal", value: text };
  return { type: "literal", value: unescape(found[1]), "xml:lang": found[2], datatype: found[3] };
}

function unescape(text) {
  const names = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, other) =>
    other ? (names[other] ?? other) : String.fromCodePoint(parseInt(four ?? eight, 16)),
  );
}

const TABS = ["table", "chart", "graph", "raw"];
for (const name of TABS) {
  const button = byId(`tab-${name}`);
  button.addEventListener("click", () => view(name));
  button.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(name) + step + TABS.length) % TABS.length];
    view(next);
    byId(`tab-${next}`).focus();
  });
}

function view(name) {
  tab = name;
  for (const other of TABS) {
    byId(`tab-${other}`).setAttribute("aria-selected", String(other === name));
    byId(`tab-${other}`).tabIndex = other === name ? 0 : -1;
  }
  byId("view").setAttribute("aria-labelledby", `tab-${name}`);
  if (!shown) return;
  const make = { table, chart, graph: drawing, raw }[name];
  byId("view").replaceChildren(make(shown, site));
}

function raw({ body }) {
  const block = document.createElement("pre");
  block.textContent = body.length > 400_000 ? `${body.slice(0, 400_000)}\n… the downloads have all of it` : body;
  return block;
}

function snippets() {
  if (!byId("code").open) return;
  const text = editor.text;
  const quoted = `'${text.replaceAll("'", `'\\''`)}'`;
  // A comment or a string may hold the word, too: then the snippet asks for the other format.
  const [type, form] = /\b(CONSTRUCT|DESCRIBE)\b/i.test(text) ? ["text/turtle", "TURTLE"] : ["text/csv", "CSV"];
  byId("curl").textContent = [
    `curl --get '${endpoint}'`,
    `  --header 'Accept: ${type}'`,
    `  --data-urlencode query=${quoted}`,
  ].join(" \\\n");
  byId("python").textContent = [
    `from SPARQLWrapper import ${form}, SPARQLWrapper`,
    "",
    `endpoint = SPARQLWrapper(${JSON.stringify(endpoint)})`,
    `endpoint.setQuery(${python(text)})`,
    `endpoint.setReturnFormat(${form})`,
    "print(endpoint.queryAndConvert().decode())",
  ].join("\n");
}

function python(text) {
  // A string of JSON is one of Python too, but for its line ends, which would be hard to read.
  return text.includes('"""') || text.includes("\\") || text.endsWith('"') ? JSON.stringify(text) : `"""${text}"""`;
}

byId("permalink").href = location.href;
if (new URLSearchParams(location.search).has("query") || new URLSearchParams(location.search).has("name")) run();
