/** The functions of CSS and of SVG's attributes that fetch nothing. */
const functions: ReadonlySet<string> = new Set([
  ...["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix"],
  ...["var", "calc", "min", "max", "clamp", "cubic-bezier", "steps"],
  ...["matrix", "translate", "translatex", "translatey", "scale", "scalex", "scaley"],
  ...["rotate", "skewx", "skewy"],
  ...["linear-gradient", "radial-gradient", "conic-gradient"],
]);

/**
 * Whether a value in CSS, or an SVG attribute, stays inside the page. An escape or a comment could
 * hide any name (`u\72l(…)` is `url(…)`), and nobody needs one: with them it counts as unsafe.
 */
export function staysInPage(value: string): boolean {
  if (/[\\@<]|\/\*/.test(value)) return false;
  return [...value.matchAll(/([\w-]*)\s*\(\s*([^)]*)/g)].every(([, name = "", argument = ""]) => {
    if (name.toLowerCase() === "url") return /^(["']?)#[\w-]+\1\s*$/.test(argument);
    return name === "" || functions.has(name.toLowerCase());
  });
}
