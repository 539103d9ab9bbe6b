// What runs in an opened handout: typesets the maths and draws the figures.
import DOMPurify from "dompurify";
import { DrawingView, drawingType } from "../renderer/drawing-view.ts";
import { FigureView } from "../renderer/figure-view.ts";
import { typeset } from "./maths.ts";

for (const written of document.querySelectorAll<HTMLElement>(".written")) {
  const html: string = JSON.parse(written.querySelector("script")?.textContent ?? '""');
  written.replaceWith(DOMPurify.sanitize(html, { RETURN_DOM_FRAGMENT: true }));
}

for (const prose of document.querySelectorAll<HTMLElement>(".prose")) typeset(prose);

// Lessons name each other as notebooks; beside a handout lie handouts.
for (const link of document.querySelectorAll<HTMLAnchorElement>('.prose a[href*=".ipynb"]')) {
  const address = link.getAttribute("href") ?? "";
  if (!/^\w+:/.test(address)) link.setAttribute("href", address.replace(/\.ipynb(?=#|$)/, ".html"));
}

const figures: FigureView[] = [];
for (const output of document.querySelectorAll<HTMLElement>("[data-mime]")) {
  const content = JSON.parse(output.querySelector("script")?.textContent ?? "{}");
  const node = document.createElement("div");
  output.replaceChildren(node);
  const drawing = output.dataset.mime === drawingType;
  const view = drawing ? new DrawingView(node) : new FigureView(node);
  view.show(content, output.dataset.text ?? "");
  if (view instanceof FigureView) figures.push(view);
}

// What is in sight draws itself. The rest follows without haste, so that paper gets all of it.
async function drawTheRest(): Promise<void> {
  for (const figure of figures) {
    await new Promise((resolve) => setTimeout(resolve));
    await figure.prepareForPrint();
  }
  document.documentElement.dataset.drawn = String(figures.length);
}
void drawTheRest();
