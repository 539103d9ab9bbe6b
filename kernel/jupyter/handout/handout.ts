// What runs in an opened handout: typesets the maths and draws the figures.
import { DrawingView, drawingType } from "../renderer/drawing-view.ts";
import { FigureView } from "../renderer/figure-view.ts";
import { sanitizedProse } from "../renderer/sanitize.ts";
import { typeset } from "./maths.ts";
import { fitFormulas } from "./wide-formulas.ts";

for (const written of document.querySelectorAll<HTMLElement>(".written")) {
  const html: unknown = JSON.parse(written.querySelector("script")?.textContent ?? '""');
  written.replaceWith(sanitizedProse(html));
}

for (const prose of document.querySelectorAll<HTMLElement>(".prose")) typeset(prose);
fitFormulas();
addEventListener("resize", fitFormulas);

// Lessons name each other as notebooks; beside a handout lie handouts.
for (const link of document.querySelectorAll<HTMLAnchorElement>('.prose a[href*=".ipynb"]')) {
  const address = link.getAttribute("href") ?? "";
  if (!/^\w+:/.test(address)) link.setAttribute("href", address.replace(/\.ipynb(?=#|$)/, ".html"));
}

const views: (FigureView | DrawingView)[] = [];
for (const output of document.querySelectorAll<HTMLElement>("[data-mime]")) {
  const content = JSON.parse(output.querySelector("script")?.textContent ?? "{}");
  const node = document.createElement("div");
  output.replaceChildren(node);
  const drawing = output.dataset.mime === drawingType;
  const view = drawing ? new DrawingView(node) : new FigureView(node);
  view.show(content, output.dataset.text ?? "");
  views.push(view);
}

// What is in sight draws itself. The rest follows without haste, so that paper gets all of it.
async function drawTheRest(): Promise<void> {
  const figures = views.filter((view) => view instanceof FigureView);
  for (const figure of figures) {
    await new Promise((resolve) => setTimeout(resolve));
    await figure.prepareForPrint();
  }
  document.documentElement.dataset.drawn = String(figures.length);
}

// For a copy of the notebook with pictures: the page becomes a list of them.
async function becomePictures(): Promise<void> {
  const pictures: string[] = [];
  for (const view of views) pictures.push(await view.toSvg());
  const list = document.createElement("script");
  list.type = "application/json";
  list.textContent = JSON.stringify(pictures).replaceAll("<", "\\u003c");
  document.head.replaceChildren(list);
  document.body.replaceChildren();
}

if (location.hash === "#pictures") void becomePictures();
else void drawTheRest();
