// A module-federation container by hand: the few lines of it that JupyterLab calls.
(() => {
  const renderer = new URL("RENDERER_FILE", document.currentScript.src);
  let shared;
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["@sinapse/renderer"] = {
    init(scope) {
      shared = scope;
    },
    async get(name) {
      const versions = Object.values(shared["@lumino/widgets"]);
      const { get } = versions.find(({ loaded }) => loaded) ?? versions[0];
      const [{ Widget }, { extensions, widgets }] = await Promise.all([
        Promise.resolve(get()).then((factory) => factory()),
        import(renderer),
      ]);
      const exported = name === "./extension" ? widgets : extensions(Widget);
      const module = { __esModule: true, default: exported };
      return () => module;
    },
  };
})();
