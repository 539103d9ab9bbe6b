/** Text and tables as HTML. */

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** The text with HTML's special characters replaced, for inside an element or between `"`. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

/** What a table is like beside its texts. */
interface TableLook {
  /** The column of numbers, which stands to the right. Default: none. */
  numbers?: number;
  /** Whether the last row is a sum of the others. Default: false. */
  total?: boolean;
}

/** A table of texts, the first row its head. */
export function tableHtml(rows: readonly (readonly string[])[], look: TableLook = {}): string {
  const line = (cells: readonly string[], tag: "th" | "td") =>
    `<tr>${cells
      .map((cell, column) => {
        const side = column === look.numbers ? "right" : "left";
        return `<${tag} style="text-align:${side}">${escapeHtml(cell)}</${tag}>`;
      })
      .join("")}</tr>`;
  const [head = [], ...rest] = rows;
  const body = rest.map((row, index) =>
    line(row, look.total && index === rest.length - 1 ? "th" : "td"),
  );
  return `<table><thead>${line(head, "th")}</thead><tbody>${body.join("")}</tbody></table>`;
}
