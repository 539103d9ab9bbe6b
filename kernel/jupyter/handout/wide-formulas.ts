/**
 * A formula in a line does not break. One that is wider than its text, as on a phone, would make the
 * whole page scroll sideways: it gets a line of its own that scrolls by itself.
 */
export function fitFormulas(): void {
  const formulas = [
    ...document.querySelectorAll<HTMLElement>('.prose math:not([display="block"])'),
  ];
  for (const formula of formulas) formula.classList.remove("wide");
  const wide = formulas.filter((formula) => {
    const around = formula.closest("p, li, td, th, summary, h1, h2, h3, h4, div, section");
    return around && formula.getBoundingClientRect().width > around.clientWidth;
  });
  for (const formula of wide) formula.classList.add("wide");
}
