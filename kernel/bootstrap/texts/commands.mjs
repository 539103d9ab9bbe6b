// @ts-check
/** What a person types, as the texts name it. */

/** What starts Sinapse: in a checkout, or where npm installed it. */
export const isDependency = import.meta.url.includes("/node_modules/");
export const startCommand = isDependency ? "npx sinapse start" : "npm start";
export const startCommandWith = isDependency ? startCommand : `${startCommand} --`;

/** @param {string} python what to type to have a JupyterLab that the exporter can be added to */
export const virtualEnvironment = (python) => `  ${python} -m venv ~/jupyter
  ~/jupyter/bin/python -m pip install jupyterlab
  npx sinapse install --python ~/jupyter/bin/python`;
