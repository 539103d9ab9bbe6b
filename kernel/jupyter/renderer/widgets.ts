import { tellEnded } from "./ended.ts";
import { isNotebook, type Lab } from "./lab.ts";
import { reclaim } from "./reclaim.ts";

/** What makes controls outlive their page, and say when they have outlived their session. */
export const widgets = {
  id: "@sinapse/renderer:widgets",
  description: "Keeps the outputs of controls in touch with the kernel.",
  autoStart: true,
  activate({ restored, shell }: Lab): void {
    const known = new WeakSet<object>();
    const look = () => {
      for (const widget of shell.widgets("main")) {
        if (!isNotebook(widget) || known.has(widget)) continue;
        known.add(widget);
        reclaim(widget);
        tellEnded(widget);
      }
    };
    shell.layoutModified?.connect(look);
    shell.currentChanged?.connect(look);
    void restored.then(look);
  },
};
