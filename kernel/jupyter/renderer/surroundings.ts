import { paper, type Surroundings } from "../../../lib/plot/parts/theme.ts";

/** The colours and fonts around a node: JupyterLab's theme, or paper where there is none. */
export function surroundings(node: Element): Surroundings {
  const style = getComputedStyle(node);
  const dark = document.body.dataset.jpThemeLight === "false";
  const variable = (name: string, otherwise: string) =>
    style.getPropertyValue(name).trim() || otherwise;
  return {
    text: variable("--jp-content-font-color1", paper.text),
    mutedText: variable("--jp-content-font-color2", paper.mutedText),
    // JupyterLab's dark borders would outshine the data.
    grid: dark ? "#3a3a3a" : variable("--jp-border-color2", paper.grid),
    font: variable("--jp-content-font-family", paper.font),
  };
}

/** Calls back after each change of JupyterLab's theme; returns what stops that. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.body, {
    attributes: true,
    attributeFilter: ["data-jp-theme-name", "data-jp-theme-light"],
  });
  return () => observer.disconnect();
}
