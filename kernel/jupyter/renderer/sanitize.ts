// The one place through which all HTML and SVG passes that a notebook brings. DOMPurify takes out
// what would run; here goes also what would fetch: a notebook is opened by others than its author.
import DOMPurify, { type Config } from "dompurify";
import { staysInPage } from "./safe-style.ts";

/** A drawing without scripts, links, and anything that is fetched from elsewhere. */
export function sanitizedDrawing(svg: unknown): DocumentFragment {
  return sanitized(svg, {
    USE_PROFILES: { svg: true, svgFilters: true },
    FORBID_TAGS: ["a", "image", "style", "foreignObject"],
    FORBID_ATTR: ["style"],
  });
}

/** What people wrote, as HTML: its links stay, its pictures where they are in the notebook itself. */
export function sanitizedProse(html: unknown): DocumentFragment {
  const media = ["audio", "video", "source", "track", "picture"];
  const forms = ["form", "input", "button", "select", "textarea"];
  return sanitized(html, { FORBID_TAGS: ["style", ...media, ...forms] });
}

function sanitized(markup: unknown, config: Config): DocumentFragment {
  const text = typeof markup === "string" ? markup : "";
  const fragment = DOMPurify.sanitize(text, { ...config, RETURN_DOM_FRAGMENT: true });
  for (const element of fragment.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (!isAllowed(element.localName, name.toLowerCase(), value)) element.removeAttribute(name);
    }
  }
  return fragment;
}

const addresses = /^(src|srcset|poster|background|data|action|formaction|cite|longdesc|ping)$/;
const words =
  /^(data-.*|aria-.*|alt|title|id|class|name|lang|label|summary|datetime|abbr|headers|for|role|d|points)$/;

function isAllowed(element: string, name: string, value: string): boolean {
  if (/(^|:)href$/.test(name)) return value.startsWith("#") || /^(a|area)$/.test(element);
  if (addresses.test(name)) return element === "img" && name === "src" && isPicture(value);
  return words.test(name) || staysInPage(value);
}

/** A picture that is in the notebook itself. */
export function isPicture(address: unknown): boolean {
  return typeof address === "string" && /^data:image\/[\w.+-]+[;,]/i.test(address);
}
