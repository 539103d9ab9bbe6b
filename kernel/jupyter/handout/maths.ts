import temml from "temml";

// $$…$$, \[…\], an environment, \(…\), $…$: as in JupyterLab. A dollar before a space or a digit
// after the closing one is money.
const formula =
  /\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\]|(\\begin\{(\w+\*?)\}[\s\S]+?\\end\{\4\})|\\\(([\s\S]+?)\\\)|\$(?!\s)((?:\\\$|[^$])+?)(?<!\s)\$(?!\d)/g;

/** Turns the TeX in a text into MathML. */
export function typeset(prose: HTMLElement): void {
  const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (!text.parentElement?.closest("code, pre, script, style, math")) texts.push(text);
  }
  for (const text of texts) replaceFormulas(text);
}

function replaceFormulas(text: Text): void {
  const parts: Node[] = [];
  let end = 0;
  for (const match of text.data.matchAll(formula)) {
    const [whole, dollars, brackets, environment, , parentheses, dollar] = match;
    const tex = dollars ?? brackets ?? environment ?? parentheses ?? dollar ?? "";
    const displayMode = (dollars ?? brackets ?? environment) !== undefined;
    parts.push(document.createTextNode(text.data.slice(end, match.index)));
    const span = document.createElement("span");
    temml.render(tex, span, { displayMode, throwOnError: false, annotate: false });
    parts.push(...span.childNodes);
    end = match.index + whole.length;
  }
  if (end === 0) return;
  parts.push(document.createTextNode(text.data.slice(end)));
  text.replaceWith(...parts);
}
