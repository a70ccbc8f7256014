// The SPARQL editor of the workbench: CodeMirror, with completion from the graph that is served.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

const KEYWORDS = (
  "SELECT DISTINCT CONSTRUCT DESCRIBE ASK WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND AS " +
  "PREFIX LIMIT OFFSET HAVING EXISTS NOT IN COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG " +
  "DATATYPE REGEX CONTAINS STRSTARTS LCASE UCASE YEAR MONTH DAY COALESCE IF BOUND"
)
  .split(" ")
  .concat(["ORDER BY", "GROUP BY", "DESC()", "ASC()"])
  .map((label) => ({ label, type: "keyword", boost: -1 }));

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.propertyName], color: "var(--event-line)" },
  { tag: [tags.number, tags.bool], color: "var(--bad)" },
  { tag: [tags.url, tags.link], color: "var(--warn)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--card)", fontSize: "0.95rem" },
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--ink)", minHeight: "14rem" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", maxHeight: "28rem", overflow: "auto" },
  ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--soft)", borderColor: "var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent-soft) 45%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused": { outline: "3px solid var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: "color-mix(in srgb, var(--accent) 28%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", borderColor: "var(--line)", color: "var(--ink)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--paper)",
  },
  ".cm-completionDetail": { color: "var(--soft)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
});

/**
 * Puts an editor in the place of a textarea, which keeps the text for the form.
 *
 * It stands in a shadow root: there CodeMirror's style sheets need no inline style, which the
 * content security policy refuses. Tab leaves the editor, as everywhere on the page.
 */
export function createEditor(textarea, { terms, things, run }) {
  const host = document.createElement("div");
  host.className = "editor";
  textarea.after(host);
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightSpecialChars(),
        bracketMatching(),
        closeBrackets(),
        sparql(),
        syntaxHighlighting(colours),
        autocompletion({ override: [(context) => complete(context, terms, things)] }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query", spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) textarea.value = update.state.doc.toString();
        }),
        look,
      ],
    }),
  });
  textarea.hidden = true;
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    mark(line, column, message) {
      if (!line) return view.dispatch(setDiagnostics(view.state, []));
      const { from, to } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      // Columns count code points, the editor counts UTF-16 units.
      const before = [...view.state.doc.sliceString(from, to)].slice(0, Math.max(0, column - 1));
      const start = Math.min(to, from + before.join("").length);
      const end = Math.max(start, view.state.wordAt(start)?.to ?? Math.min(start + 1, to));
      view.dispatch(setDiagnostics(view.state, [{ from: start, to: end, severity: "error", message }]));
      view.dispatch({ selection: { anchor: start }, scrollIntoView: true });
      view.focus();
    },
  };
}

async function complete(context, terms, things) {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) {
    const text = context.state.doc.toString();
    const names = new Set(text.match(/[?$]\w+/g));
    names.delete(variable.text);
    return { from: variable.from, options: [...names].map((label) => ({ label, type: "variable" })) };
  }
  const name = context.matchBefore(/[\w-]*:[\w.\/-]*/);
  if (name) {
    const prefix = name.text.split(":")[0] + ":";
    const known = (await terms).terms.filter((term) => term.name.startsWith(prefix));
    const options = known.length ? known.map(option) : (await things(name.text)).map(thing);
    return { from: name.from, options, filter: known.length > 0 };
  }
  const word = context.matchBefore(/\w+/);
  if (!word && !context.explicit) return null;
  const all = await terms;
  const prefixes = Object.keys(all.prefixes).map((label) => ({ label: `${label}:`, type: "namespace" }));
  return {
    from: word ? word.from : context.pos,
    options: [...all.terms.map(option), ...prefixes, ...KEYWORDS],
  };
}

function option(term) {
  const uses = term.uses ? `${term.uses} uses` : "not in use";
  return {
    label: term.name,
    type: term.kind === "class" ? "class" : term.kind === "property" ? "property" : "constant",
    detail: uses,
    info: term.note || undefined,
    boost: Math.min(10, Math.log10(1 + term.uses)),
  };
}

function thing(found) {
  return { label: found.name, type: "constant", detail: found.label };
}
