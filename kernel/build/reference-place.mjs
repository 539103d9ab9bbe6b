/** Where the API reference lies below dist/: the next build takes it over where lib is the same. */
export const reference = "jupyter/share/jupyter/labextensions/@sinapse/renderer/static/reference";
