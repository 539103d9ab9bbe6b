// @ts-check
import { isDependency, startCommand, startCommandWith, virtualEnvironment } from "./commands.mjs";

export const english = {
  // The lessons' index in this language, below notebooks/.
  lessonIndex: () => "en/00-contents.ipynb",

  // Progress
  installingPackages: () => "Installing the npm packages (first start only)",
  building: () => "Building Sinapse",
  creatingEnvironment: (/** @type {string} */ folder) =>
    `Creating a private Python environment in ${folder}`,
  installingJupyter: () => "Installing JupyterLab into it (first start only)",
  installingTestTools: () => "Installing the test tools into it",
  lessonsCopied: (/** @type {string} */ folder) =>
    `The lessons are copied to ${folder}: what you write there stays yours.`,
  startingJupyter: () => "Starting JupyterLab",
  running: (/** @type {string} */ url) => `JupyterLab is running: ${url}`,
  howToStop: (/** @type {string} */ log) => `Ctrl-C stops it. Its log is in ${log}.`,
  stopped: () => "JupyterLab has stopped.",
  otherPort: (/** @type {number} */ taken, /** @type {number} */ used) =>
    `Port ${taken} is in use by another program, so JupyterLab uses port ${used}.`,

  // Problems
  nodeTooOld: (/** @type {string} */ found, /** @type {string} */ needed) =>
    `Sinapse needs Node.js ${needed} or newer, and this is Node.js ${found}. ` +
    "Install the current LTS from https://nodejs.org and start again.",
  noPython: () =>
    "Sinapse needs Python 3.10 or newer for JupyterLab, and no python3 was found. " +
    "Install it from https://www.python.org/downloads (Debian and Ubuntu: " +
    "sudo apt install python3 python3-venv) and start again.",
  pythonTooOld: (/** @type {string} */ path, /** @type {string} */ found) =>
    `Sinapse needs Python 3.10 or newer for JupyterLab, and ${path} is Python ${found}. ` +
    "Install a newer one from https://www.python.org/downloads, or name one that you have: " +
    `SINAPSE_PYTHON=/path/to/python3 ${startCommand}`,
  noVenv: (/** @type {string} */ path) =>
    `The Python at ${path} comes without its venv module. ` +
    "Install it (Debian and Ubuntu: sudo apt install python3-venv) and start again.",
  noNetwork: (/** @type {string} */ what) =>
    `${what}: the network did not answer. ` +
    "Check the connection (and the proxy: HTTPS_PROXY) and start again; " +
    "what was installed before is kept.",
  diskFull: (/** @type {string} */ what) =>
    `${what}: the disk is full. Free about 1 GB and start again.`,
  noPermission: (/** @type {string} */ what, /** @type {string} */ path) =>
    `${what}: writing to ${path} is not permitted. ` +
    "Give yourself the right to write there, or choose another place.",
  missingFile: (/** @type {string} */ path) =>
    `${path} is missing. If you moved or deleted it, put it back and start again.`,
  inTheWay: (/** @type {string} */ path) =>
    `${path} is in the way: it is not of the kind that Sinapse expects there. ` +
    "Move it elsewhere and start again.",
  noFolder: () =>
    "The folder that this terminal is in was moved or deleted. Change into another (cd) and start again.",
  waitingForOther: () => "Waiting for another start of Sinapse in this folder",
  ourFault: (/** @type {string} */ message, /** @type {string} */ where) =>
    `This is a fault of Sinapse itself: ${message}${where && ` (${where})`}. ` +
    "Please report it with this line.",
  stepFailed: (/** @type {string} */ what, /** @type {string} */ output) =>
    `${what} failed. The last lines it printed:\n${output}`,
  portTaken: (/** @type {number} */ port) =>
    `Port ${port} is in use by another program. ` +
    `Stop that program, or choose another port: ${startCommandWith} --port ${port + 1}`,
  jupyterEnded: (/** @type {string} */ output, /** @type {string} */ log) =>
    `JupyterLab ended before it was ready. The last lines of ${log}:\n${output}`,
  unknownCommand: (
    /** @type {string} */ name,
    /** @type {string | undefined} */ meant,
    /** @type {string} */ known,
  ) =>
    `There is no command "${name}".${meant ? ` Did you mean ${meant}?` : ""} ` +
    `The commands are ${known}.`,
  unknownOption: (
    /** @type {string} */ option,
    /** @type {string | undefined} */ meant,
    /** @type {string} */ known,
  ) =>
    `There is no option "${option}" here.${meant ? ` Did you mean ${meant}?` : ""} ` +
    `The options are ${known}.`,
  notExpected: (
    /** @type {string} */ argument,
    /** @type {string | undefined} */ meant,
    /** @type {string} */ known,
  ) =>
    `"${argument}" is not expected here.${meant ? ` Did you mean ${meant}?` : ""} ` +
    `The options are ${known}.`,
  optionNeedsValue: (/** @type {string} */ option, /** @type {string} */ value) =>
    `${option} needs a value after it: ${option}${value}.`,
  optionTakesNoValue: (/** @type {string} */ option, /** @type {string} */ written) =>
    `${written}: ${option} stands alone, without a value.`,
  optionTwice: (/** @type {string} */ option) => `${option} is given twice. Give it once.`,
  chooseOne: (/** @type {string} */ options) => `Choose one only: ${options}.`,
  notAPort: (/** @type {string} */ given) =>
    `--port ${given}: a port is a whole number from 1 to 65535, as in --port 9000.`,
  portNotPermitted: (/** @type {number} */ port) =>
    `Port ${port} may not be used by you (below 1024, only by the administrator). ` +
    `Choose another port: ${startCommandWith} --port 8888`,
  otherKernel: (/** @type {string} */ path, /** @type {string} */ kernel) =>
    `${path} is a notebook for the kernel "${kernel}"; handouts are made of notebooks in TypeScript (Sinapse). It was not run.`,
  pageWithoutEnd: (/** @type {string} */ what, /** @type {number} */ seconds) =>
    `${what} was given up: the page did not come to rest within ${seconds} s. Does a script in the notebook's texts open a dialog, or run without end?`,
  picturesNotDrawn: () =>
    "the copy with pictures was not made: the page did not draw its figures. Does something in the notebook's texts lead away from it?",
  notBuilt: (/** @type {string} */ path) =>
    isDependency
      ? `${path} is missing: the package is not whole. Install it again with npm.`
      : `${path} is missing: Sinapse has not been built. Run: npm run build`,

  // Install and uninstall
  installing: () => "Installing Sinapse into Jupyter",
  installed: (/** @type {string} */ place) =>
    `Sinapse is installed in ${place}. Open JupyterLab and choose "TypeScript (Sinapse)".`,
  uninstalled: (/** @type {string} */ place) => `Sinapse is removed from ${place}.`,
  notInstalled: (/** @type {string} */ place) =>
    `Sinapse is not installed in ${place}: nothing to remove there.`,
  installedElsewhere: (/** @type {string} */ place, /** @type {string} */ command) =>
    `It is installed in ${place}; ${command} removes it there.`,
  unreadableManifest: (/** @type {string} */ path, /** @type {string} */ command) =>
    `${path} no longer says what was installed, so nothing was removed. ` +
    `Install it again (${command}), and then uninstall it.`,
  historyStays: (/** @type {string} */ folder) =>
    `What you ran in your notebooks stays noted in ${folder}, for the history of another Sinapse. ` +
    "Delete that folder if you want none of it kept.",
  prefixWithoutJupyter: (/** @type {string} */ python, /** @type {string} */ prefix) =>
    `The Python at ${python} has no Jupyter, so none would find a kernel in ${prefix}. ` +
    `Nothing was installed. Give it one (${python} -m pip install jupyterlab), activate the ` +
    "environment that your Jupyter is in, or choose --user.",
  foreignFile: (/** @type {string} */ path) =>
    `${path} exists already and was not installed by Sinapse, so nothing was installed. ` +
    "Move that file away, or choose another place with --prefix DIR.",
  changedFile: (/** @type {string} */ path) =>
    `${path} was changed after it was installed, so it stays.`,
  exporterGoesInto: (/** @type {string} */ python, /** @type {string} */ nbconvert) =>
    `The export format "Sinapse" is added to the Python at ${python} (nbconvert ${nbconvert}).`,
  noJupyter: () =>
    'No jupyter was found on the PATH, so the export format "Sinapse" is not added to any Python; ' +
    "kernel and plots work without it. To add it, name the Python of your Jupyter: " +
    "npx sinapse install --python /path/to/python",
  noNbconvert: (/** @type {string} */ python) =>
    `The Python at ${python} has no nbconvert, so the export format "Sinapse" is not added to it; ` +
    "kernel and plots work without it. To add it, name the Python of your Jupyter: " +
    "npx sinapse install --python /path/to/python",
  managedPython: (/** @type {string} */ python) =>
    `The Python at ${python} belongs to the operating system (it is externally managed), so the ` +
    'export format "Sinapse" is not added to it; kernel and plots work without it. ' +
    "To have it, too, put JupyterLab into a virtual environment:\n" +
    virtualEnvironment(python),
  packagesNotWritable: (/** @type {string} */ python) =>
    `The Python at ${python} has no folder of packages that you may write to, so the export ` +
    'format "Sinapse" is not added to it; kernel and plots work without it. ' +
    "To have it, too, put JupyterLab into a virtual environment:\n" +
    virtualEnvironment(python),
  notPython: (/** @type {string} */ path) =>
    `${path} does not answer as a Python does, so nothing was installed. ` +
    "After --python give the path of an interpreter, such as ~/jupyter/bin/python.",
  passingPlace: (/** @type {string} */ path) =>
    `Sinapse runs from npx's cache (${path}), which npm may empty. ` +
    "To keep the kernel working, run npm install with the same package in a folder of yours, " +
    "and there npx sinapse install.",

  // Handouts
  noNotebooks: (/** @type {string} */ place) => `There is no notebook in ${place}.`,
  notANotebook: (/** @type {string} */ path) =>
    `${path} is not a Jupyter notebook: a file .ipynb that holds cells. Name a notebook.`,
  notReadable: (/** @type {string} */ path) =>
    `${path} may not be read. Give yourself the right to read it.`,
  handoutsCollide: (
    /** @type {string} */ first,
    /** @type {string} */ second,
    /** @type {string} */ target,
  ) =>
    `${first} and ${second} would become the same handout, ${target} (some systems take names that ` +
    "differ in capitals only for one). Nothing was run. Rename one of them or its folder, or " +
    "export each with an --output of its own.",
  handoutInPlaceOfIndex: (/** @type {string} */ notebook, /** @type {string} */ index) =>
    `The handout of ${notebook} would lie where the list of all handouts goes, ${index}. ` +
    "Nothing was run. Rename it or its folder, or export it alone.",
  handoutOverSource: (/** @type {string} */ target, /** @type {string} */ notebook) =>
    `${target} would be written over the notebook ${notebook}. Nothing was run. ` +
    "Choose another --output.",
  foreignHandout: (/** @type {string} */ path) =>
    `${path} exists already and was not written by sinapse handouts. Nothing was run. ` +
    "Move it away, or choose another --output.",
  handoutOfAnother: (/** @type {string} */ path, /** @type {string} */ notebook) =>
    `${path} is the handout of another notebook, ${notebook}. Nothing was run. ` +
    "Choose another --output, or delete that handout.",
  unreadableRecord: (/** @type {string} */ path) =>
    `${path} does not hold the list of handouts that Sinapse wrote there. Nothing was run. ` +
    "Delete that folder of handouts, or choose another --output.",
  outputNoFolder: (/** @type {string} */ path) =>
    `${path} is no folder, so no handout can be written there. Choose another --output.`,
  handoutsFailed: (/** @type {number} */ failed, /** @type {number} */ all) =>
    `${failed} of ${all} notebooks failed, as told above. The handouts of the others are written; ` +
    "where a notebook failed, an earlier handout of it stays as it was.",
  executing: (/** @type {string} */ name) => `Running ${name}`,
  cellFailed: (
    /** @type {string} */ notebook,
    /** @type {number} */ cell,
    /** @type {string} */ error,
  ) => `${notebook} stops with an error in code cell ${cell}:\n${error}`,
  pictureMissing: (
    /** @type {string} */ notebook,
    /** @type {number} */ cell,
    /** @type {string} */ picture,
  ) =>
    `${notebook}, cell ${cell}: the picture ${picture} is not in the page, which says so in its ` +
    "place. A page opens without a network: put the file beside the notebook, or the picture into " +
    "the cell again.",
  writingHandout: () => "Writing the handout",
  handoutWritten: (/** @type {string} */ path, /** @type {string} */ size) =>
    `  → ${path} (${size} MB)`,
  printingHandout: () => "Printing it",
  drawingPictures: () => "Drawing its figures",
  noChromium: () =>
    "No Chromium was found for --pdf or --svg. Install one (Debian and Ubuntu: sudo apt install " +
    "chromium), name one with SINAPSE_CHROMIUM=/path/to/chromium, or leave them out.",

  noSuchChromium: (/** @type {string} */ path) =>
    `SINAPSE_CHROMIUM names ${path}, which is not there. Name the program of a Chromium.`,
  noPdf: () =>
    "No Chromium was found, so the handouts are not printed as PDF, too. For that, install one " +
    "(Debian and Ubuntu: sudo apt install chromium) or name one: SINAPSE_CHROMIUM=/path/to/chromium",

  // Doctor
  npmPackages: () => "npm packages",
  found: (/** @type {string} */ what, /** @type {string} */ detail) => `✓ ${what}: ${detail}`,
  missing: (/** @type {string} */ what, /** @type {string} */ cure) => `✗ ${what}: ${cure}`,
  runStart: () => `not there yet; ${startCommand} makes it`,
  notInOwnJupyter: () =>
    "Sinapse is not in a Jupyter of your own; npx sinapse install puts it there",
  notInThisJupyter: (/** @type {string} */ place, /** @type {string} */ option) =>
    `Sinapse is not in ${place}; npx sinapse install ${option} puts it there`,
  packagesMissing: (/** @type {string} */ names) =>
    `${names} not there; ${isDependency ? "npm install installs them" : `${startCommand} installs them`}`,
  installationBroken: (
    /** @type {string} */ place,
    /** @type {string} */ path,
    /** @type {string} */ option,
  ) =>
    `the installation in ${place} needs ${path}, which is not there as it should be. ` +
    `Install it again: npx sinapse install ${option}`,
  allFound: () => "Everything that Sinapse needs is there.",

  // Tests
  onlyLong: (/** @type {number} */ count) => `${count} tests run in npm run test:long only`,
  closing: (/** @type {number} */ passed, /** @type {number} */ failed) =>
    `${passed} passed, ${failed} failed`,

  // The options and their help
  placeholder: (/** @type {"folder" | "program" | "port"} */ kind) =>
    ({ folder: "DIR", program: "PATH", port: "N" })[kind],
  help: (/** @type {string} */ commands) =>
    `sinapse: a TypeScript kernel for Jupyter that teaches neural networks

${commands}
  sinapse --version    says which version this is
  sinapse COMMAND --help
                       says what the options of a command do`,
  usage: {
    start: `  sinapse start [--no-browser] [--port N] [JupyterLab's options]
                       opens JupyterLab on the lessons`,
    install: `  sinapse install [--user | --sys-prefix | --prefix DIR] [--python PATH]
                       adds kernel, plots and the export format "Sinapse" to your own
                       Jupyter`,
    uninstall: `  sinapse uninstall [--user | --sys-prefix | --prefix DIR]
                       removes exactly what install added`,
    handouts: `  sinapse handouts [NOTEBOOK …] [--output DIR] [--pdf | --no-pdf] [--svg]
                       runs the lessons, or your notebooks, and writes an HTML file and,
                       where a Chromium is installed, a PDF of each`,
    doctor: `  sinapse doctor [--user | --sys-prefix | --prefix DIR]
                       says what is found and what is missing`,
  },
  options: {
    start: `  --port N             the port, 1 to 65535; without it, the first free one from 8888 on
  --no-browser         opens no browser; the address is printed
  Every other option goes to JupyterLab: see jupyter lab --help.`,
    install: `  --user               for you, whatever Jupyter you start (as without an option)
  --sys-prefix         for the Jupyter of the Python that python3 starts here
  --prefix DIR         for the Jupyter below this folder
  --python PATH        the Python that the export format is added to`,
    uninstall: `  --user               what was installed for you (as without an option)
  --sys-prefix         from the Jupyter of the Python that python3 starts here
  --prefix DIR         from the Jupyter below this folder`,
    handouts: `  --output DIR         the folder for the pages; without it, handouts
  --pdf                a PDF of each, and an error where there is no Chromium
  --no-pdf             no PDF
  --svg                also a copy of each notebook with pictures, as GitHub shows them
  -- NOTEBOOK …        notebooks whose names begin with a dash`,
    doctor: `  --user, --sys-prefix, --prefix DIR
                       looks at the installation there only`,
  },
};
