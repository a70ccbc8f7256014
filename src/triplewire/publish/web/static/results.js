// Results of a query in, elements that show them out: a table, a chart, a drawing of the graph.
const SVG = "http://www.w3.org/2000/svg";
const MOST_ROWS = 1000;
const MOST_BARS = 40;
const MOST_NODES = 60;
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
// Kinds whose pages show the words that they rest on.
const EVIDENT = ["claim", "event", "office", "comparison", "identity", "decision"];

/** Returns text with its invisible and directional characters as escapes. */
function visible(text) {
  return text.replace(HIDDEN, (found) =>
    found === "\n" ? "\n" : `\\u${found.codePointAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Returns an IRI as prefix:name by its longest namespace. */
function shorten(iri, prefixes) {
  let best = ["", ""];
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && iri.length > namespace.length && namespace.length > best[1].length)
      best = [prefix, namespace];
  }
  return visible(best[1] ? `${best[0]}:${iri.slice(best[1].length)}` : `<${iri}>`);
}

// Terms of the vocabulary, of which every server has a copy.
const VOCABULARY = /^https:\/\/w3id\.org\/triplewire\/(ns|shapes|concept|rule)([#/])([\w-]+)$/;

/** Returns where a reader may follow an IRI: to its page here, or to the web; else null. */
function address(iri, { base, kinds }) {
  const local = iri.startsWith(base) ? iri.slice(base.length).split("#")[0] : "";
  if (local.includes("/") && kinds.has(local.split("/")[0])) return `/${encodeURI(local)}.html`;
  const [, name, mark, term] = iri.match(VOCABULARY) ?? [];
  if (mark) return mark === "#" ? `/${name}.html#${encodeURI(term)}` : `/${name}/${encodeURI(term)}.html`;
  return /^https?:\/\//i.test(iri) && visible(iri) === iri ? iri : null;
}

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function draw(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function text(term, site) {
  if (!term) return "";
  return term.type === "uri" ? shorten(term.value, site.prefixes) : visible(term.value);
}

function cell(term, site) {
  if (term?.type === "triple") return make("td", {}, JSON.stringify(term.value));
  const td = make("td");
  if (!term) return td;
  const href = term.type === "uri" ? address(term.value, site) : null;
  td.append(href ? make("a", { href }, text(term, site)) : text(term, site));
  const lang = term["xml:lang"];
  if (lang && lang !== "en") td.append(make("span", { className: "note" }, ` @${lang}`));
  if (isNumber(term)) td.className = "number";
  return td;
}

/** Returns the link to the first thing of a row whose page shows the words it rests on. */
function evidence(row, site) {
  const td = make("td");
  const found = EVIDENT.flatMap((kind) =>
    row.filter((term) => term?.type === "uri" && term.value.startsWith(`${site.base}${kind}/`)),
  )[0];
  if (found) td.append(make("a", { href: address(found.value, site) }, "words"));
  return td;
}

export function table(results, site) {
  if (results.boolean !== undefined) return make("p", {}, results.boolean ? "Yes." : "No.");
  if (!results.rows.length) return make("p", {}, "The query is fine, and nothing fits it.");
  const rows = results.rows.slice(0, MOST_ROWS);
  const shows = !results.triples && rows.some((row) => evidence(row, site).hasChildNodes());
  const head = make("tr", {}, ...results.columns.map((name) => make("th", { scope: "col" }, name)));
  if (shows) head.append(make("th", { scope: "col" }, "evidence"));
  const body = make("tbody");
  for (const row of rows) {
    const line = make("tr", {}, ...row.map((term) => cell(term, site)));
    if (shows) line.append(evidence(row, site));
    body.append(line);
  }
  const all = make("table", { className: "results" }, make("thead", {}, head), body);
  if (results.rows.length <= MOST_ROWS) return all;
  const more = `The first ${MOST_ROWS} of ${results.rows.length.toLocaleString("en")} rows; the downloads have all.`;
  return make("div", {}, make("p", { className: "warn" }, more), all);
}

function isNumber(term) {
  return term?.type === "literal" && /#(integer|decimal|double|float|int|long)$/.test(term.datatype ?? "");
}

export function chart(results, site) {
  const numeric = results.columns.findIndex((_, at) => results.rows.some((row) => isNumber(row[at])));
  if (numeric < 0) return make("p", {}, "A chart needs a column of numbers, such as a COUNT or a value.");
  const candidates = results.columns.map((_, at) => at).filter((at) => at !== numeric);
  const named = candidates.find((at) => results.rows.some((row) => row[at]?.type === "literal" && !isNumber(row[at])));
  const label = named ?? candidates[0];
  const rows = results.rows.filter((row) => isNumber(row[numeric])).slice(0, MOST_BARS);
  const values = rows.map((row) => Number(row[numeric].value));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const across = (value) => 250 + (440 * (value - low)) / (high - low || 1);
  const title = `${results.columns[numeric]}${label === undefined ? "" : ` by ${results.columns[label]}`}`;
  const svg = draw("svg", { viewBox: `0 0 800 ${rows.length * 26 + 40}`, class: "bars", role: "img", "aria-label": `${title}; the table has the same values` });
  svg.append(draw("text", { x: 0, y: 16, class: "bundle" }, title));
  rows.forEach((row, at) => {
    const y = 34 + at * 26;
    const [from, to] = [across(Math.min(0, values[at])), across(Math.max(0, values[at]))];
    svg.append(
      draw("text", { x: 240, y: y + 14, "text-anchor": "end", class: "name" }, cut(label === undefined ? `${at + 1}` : text(row[label], site), 36)),
      draw("rect", { x: from, y, width: Math.max(1, to - from), height: 18, rx: 3, class: "bar" }),
      draw("text", { x: to + 6, y: y + 14, class: "name" }, Number(values[at]).toLocaleString("en")),
    );
  });
  if (results.rows.length <= rows.length) return svg;
  return make("div", {}, make("p", { className: "note" }, `The first ${rows.length} rows with a number.`), svg);
}

/** Draws what is linked: columns of IRIs from left to right, or subjects and objects of triples. */
export function drawing(results, site) {
  const edges = results.triples ? results.rows.map(([s, p, o]) => [s, text(p, site), o]) : pairs(results);
  const layers = new Map();
  const shownEdges = [];
  for (const [from, name, to] of edges) {
    const ends = [key(from), key(to)];
    const fresh = ends.filter((end) => !layers.has(end)).length;
    if (layers.size + fresh > MOST_NODES) continue;
    if (!layers.has(ends[0])) layers.set(ends[0], { term: from, layer: 0 });
    if (!layers.has(ends[1])) layers.set(ends[1], { term: to, layer: Math.min(3, layers.get(ends[0]).layer + 1) });
    shownEdges.push([ends[0], name, ends[1]]);
  }
  if (!layers.size) return make("p", {}, "A graph needs at least two columns of things, or a CONSTRUCT query.");
  const columns = [];
  for (const node of layers.values()) (columns[node.layer] ??= []).push(node);
  const height = Math.max(...columns.filter(Boolean).map((nodes) => nodes.length)) * 34 + 20;
  const used = columns.filter(Boolean);
  const width = used.length * 270 + (used.length - 1) * 110 + 20;
  used.forEach((nodes, at) =>
    nodes.forEach((node, row) => {
      node.x = 10 + at * 380;
      node.y = 10 + row * 34 + (height - 20 - nodes.length * 34) / 2;
    }),
  );
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, class: "net", role: "group", "aria-label": "Graph of the results; the table has the same" });
  for (const [one, name, other] of shownEdges) {
    const [a, b] = [layers.get(one), layers.get(other)];
    const [x1, x2] = a.x <= b.x ? [a.x + 270, b.x] : [a.x, b.x + 270];
    const mid = (x1 + x2) / 2;
    const wire = draw("path", { d: `M${x1} ${a.y + 12}C${mid} ${a.y + 12} ${mid} ${b.y + 12} ${x2} ${b.y + 12}`, class: "wire" });
    wire.append(draw("title", {}, name));
    svg.append(wire);
  }
  for (const { term, x, y } of layers.values()) svg.append(box(term, x, y, site));
  const note = edges.length > shownEdges.length ? `${shownEdges.length} of ${edges.length} links are drawn. ` : "";
  return make("div", {}, make("p", { className: "note" }, `${note}The table has all of it.`), svg);
}

function box(term, x, y, site) {
  const href = term.type === "uri" ? address(term.value, site) : null;
  const kind = term.value.startsWith(site.base) ? term.value.slice(site.base.length).split("/")[0] : "other";
  const group = draw(href ? "a" : "g", href ? { href } : {});
  group.append(
    draw("title", {}, visible(term.value)),
    draw("rect", { x, y, width: 270, height: 24, rx: 5, class: `box box-${/^\w+$/.test(kind) ? kind : "other"}` }),
    draw("text", { x: x + 8, y: y + 16.5, class: "name" }, cut(text(term, site), 33)),
  );
  return group;
}

function pairs({ columns, rows }) {
  const things = columns.map((_, at) => at).filter((at) => rows.some((row) => row[at]?.type === "uri"));
  return rows.flatMap((row) =>
    things.slice(1).flatMap((at) => {
      const [one, other] = [row[things[0]], row[at]];
      return one && other ? [[one, columns[at], other]] : [];
    }),
  );
}

function key(term) {
  return `${term.type} ${term.value} ${term["xml:lang"] ?? ""}`;
}

function cut(words, length) {
  return words.length > length ? `${words.slice(0, length)}…` : words;
}
