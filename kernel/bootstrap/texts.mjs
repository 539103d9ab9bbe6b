// @ts-check
import { readsPortuguese } from "./locale.mjs";

/**
 * Everything that the `sinapse` command and its bootstrap say, in the two languages of the lessons.
 * Plain JavaScript, as the bootstrap runs before anything is built.
 *
 * A problem is one sentence that says what is wrong and one that says the cure.
 */

/** What starts Sinapse: in a checkout, or where npm installed it. */
const isDependency = import.meta.url.includes("/node_modules/");
const startCommand = isDependency ? "npx sinapse start" : "npm start";
const startCommandWith = isDependency ? startCommand : `${startCommand} --`;

/** @param {string} python what to type to have a JupyterLab that the exporter can be added to */
const virtualEnvironment = (python) => `  ${python} -m venv ~/jupyter
  ~/jupyter/bin/python -m pip install jupyterlab
  npx sinapse install --python ~/jupyter/bin/python`;

const english = {
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
  noNpm: () =>
    "Sinapse needs npm, and none was found beside Node.js. " +
    "Install Node.js from https://nodejs.org (npm comes with it) and start again.",
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
  unknownCommand: (/** @type {string} */ name, /** @type {string} */ known) =>
    `There is no command "${name}". The commands are ${known}.`,
  unknownOption: (/** @type {string} */ option, /** @type {string} */ known) =>
    `There is no option "${option}" here. The options are ${known}.`,
  optionNeedsValue: (/** @type {string} */ option) => `${option} needs a value after it.`,
  oneLocation: () => "Choose one place only: --user, --sys-prefix or --prefix DIR.",
  otherKernel: (/** @type {string} */ path, /** @type {string} */ kernel) =>
    `${path} is a notebook for the kernel "${kernel}"; handouts are made of notebooks in TypeScript (Sinapse). Nothing was run.`,
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
    `Sinapse is not installed in ${place}: nothing to remove.`,
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
  writingHandout: () => "Writing the handout",
  handoutWritten: (/** @type {string} */ path, /** @type {string} */ size) =>
    `  → ${path} (${size} MB)`,
  printingHandout: () => "Printing it",
  drawingPictures: () => "Drawing its figures",
  noChromium: () =>
    "No Chromium was found for --pdf or --svg. Install one (Debian and Ubuntu: sudo apt install " +
    "chromium), name one with SINAPSE_CHROMIUM=/path/to/chromium, or leave them out.",

  noPdf: () =>
    "No Chromium was found, so the handouts are not printed as PDF, too. For that, install one " +
    "(Debian and Ubuntu: sudo apt install chromium) or name one: SINAPSE_CHROMIUM=/path/to/chromium",

  // Doctor
  found: (/** @type {string} */ what, /** @type {string} */ detail) => `✓ ${what}: ${detail}`,
  missing: (/** @type {string} */ what, /** @type {string} */ cure) => `✗ ${what}: ${cure}`,
  runStart: () => `not there yet; ${startCommand} makes it`,
  notInOwnJupyter: () =>
    "Sinapse is not in a Jupyter of your own; npx sinapse install puts it there",
  packagesMissing: (/** @type {string} */ names) =>
    `${names} not there; ${isDependency ? "npm install installs them" : `${startCommand} installs them`}`,
  installationBroken: (/** @type {string} */ place, /** @type {string} */ path) =>
    `the installation in ${place} needs ${path}, which is not there as it should be. ` +
    "Install it again: npx sinapse install",
  allFound: () => "Everything that Sinapse needs is there.",

  // Tests
  onlyLong: (/** @type {number} */ count) => `${count} tests run in npm run test:long only`,
  closing: (/** @type {number} */ passed, /** @type {number} */ failed) =>
    `${passed} passed, ${failed} failed`,

  help: () => `sinapse: a TypeScript kernel for Jupyter that teaches neural networks

  sinapse start [--no-browser] [--port N] [JupyterLab's options]
                       opens JupyterLab on the lessons
  sinapse install [--user | --sys-prefix | --prefix DIR] [--python PATH]
                       adds kernel, plots and the export format "Sinapse" to your own
                       Jupyter; --python names the Python that it runs on
  sinapse uninstall [--user | --sys-prefix | --prefix DIR]
                       removes exactly what install added
  sinapse handouts [NOTEBOOK …] [--output DIR] [--no-pdf] [--svg]
                       runs the lessons and writes an HTML file and, where a Chromium is
                       installed, a PDF of each; --svg copies the notebook with pictures,
                       as GitHub shows it
  sinapse doctor       says what is found and what is missing`,
};

/** @type {typeof english} */
const portuguese = {
  lessonIndex: () => "pt/00-indice.ipynb",

  installingPackages: () => "Instalando os pacotes npm (só na primeira vez)",
  building: () => "Compilando o Sinapse",
  creatingEnvironment: (folder) => `Criando um ambiente Python próprio em ${folder}`,
  installingJupyter: () => "Instalando nele o JupyterLab (só na primeira vez)",
  installingTestTools: () => "Instalando nele as ferramentas de teste",
  lessonsCopied: (folder) =>
    `As lições são copiadas para ${folder}: o que você escrever ali continua seu.`,
  startingJupyter: () => "Iniciando o JupyterLab",
  running: (url) => `O JupyterLab está aberto em ${url}`,
  howToStop: (log) => `Ctrl-C encerra. O registro fica em ${log}.`,
  stopped: () => "O JupyterLab foi encerrado.",
  otherPort: (taken, used) =>
    `A porta ${taken} está ocupada por outro programa; o JupyterLab usa a porta ${used}.`,

  nodeTooOld: (found, needed) =>
    `O Sinapse precisa do Node.js ${needed} ou mais novo, e este é o Node.js ${found}. ` +
    "Instale a versão LTS atual de https://nodejs.org e comece de novo.",
  noPython: () =>
    "O Sinapse precisa do Python 3.10 ou mais novo para o JupyterLab, e nenhum python3 foi " +
    "encontrado. Instale-o de https://www.python.org/downloads (Debian e Ubuntu: " +
    "sudo apt install python3 python3-venv) e comece de novo.",
  pythonTooOld: (path, found) =>
    `O Sinapse precisa do Python 3.10 ou mais novo para o JupyterLab, e ${path} é o Python ` +
    `${found}. Instale um mais novo de https://www.python.org/downloads, ou indique um que você ` +
    `já tem: SINAPSE_PYTHON=/caminho/do/python3 ${startCommand}`,
  noVenv: (path) =>
    `O Python em ${path} veio sem o módulo venv. ` +
    "Instale-o (Debian e Ubuntu: sudo apt install python3-venv) e comece de novo.",
  noNpm: () =>
    "O Sinapse precisa do npm, e ele não foi encontrado junto ao Node.js. " +
    "Instale o Node.js de https://nodejs.org (o npm vem junto) e comece de novo.",
  noNetwork: (what) =>
    `${what}: a rede não respondeu. ` +
    "Verifique a conexão (e o proxy: HTTPS_PROXY) e comece de novo; " +
    "o que já estava instalado continua lá.",
  diskFull: (what) => `${what}: o disco está cheio. Libere cerca de 1 GB e comece de novo.`,
  noPermission: (what, path) =>
    `${what}: não há permissão para escrever em ${path}. ` +
    "Dê a si mesmo o direito de escrever ali, ou escolha outro lugar.",
  missingFile: (path) =>
    `${path} não existe. Se você o mudou de lugar ou apagou, ponha-o de volta e comece de novo.`,
  inTheWay: (path) =>
    `${path} está no caminho: não é do tipo que o Sinapse espera ali. ` +
    "Mude-o de lugar e comece de novo.",
  noFolder: () =>
    "A pasta em que este terminal está foi movida ou apagada. Vá para outra (cd) e comece de novo.",
  waitingForOther: () => "Esperando outro início do Sinapse nesta pasta",
  ourFault: (message, where) =>
    `Isto é uma falha do próprio Sinapse: ${message}${where && ` (${where})`}. ` +
    "Por favor, informe esta linha.",
  stepFailed: (what, output) => `${what}: falhou. As últimas linhas impressas:\n${output}`,
  portTaken: (port) =>
    `A porta ${port} está ocupada por outro programa. ` +
    `Encerre esse programa ou escolha outra porta: ${startCommandWith} --port ${port + 1}`,
  jupyterEnded: (output, log) =>
    `O JupyterLab terminou antes de ficar pronto. As últimas linhas de ${log}:\n${output}`,
  unknownCommand: (name, known) => `O comando "${name}" não existe. Os comandos são ${known}.`,
  unknownOption: (option, known) => `A opção "${option}" não existe aqui. As opções são ${known}.`,
  optionNeedsValue: (option) => `${option} precisa de um valor em seguida.`,
  oneLocation: () => "Escolha um lugar só: --user, --sys-prefix ou --prefix PASTA.",
  otherKernel: (path, kernel) =>
    `${path} é um caderno para o kernel "${kernel}"; handouts são feitos de cadernos em TypeScript (Sinapse). Nada foi executado.`,
  picturesNotDrawn: () =>
    "a cópia com figuras não foi feita: a página não as desenhou. Algo nos textos do caderno leva para fora dela?",
  notBuilt: (path) =>
    isDependency
      ? `${path} não existe: o pacote não está inteiro. Instale-o de novo com o npm.`
      : `${path} não existe: o Sinapse não foi compilado. Execute: npm run build`,

  installing: () => "Instalando o Sinapse no Jupyter",
  installed: (place) =>
    `O Sinapse está instalado em ${place}. Abra o JupyterLab e escolha "TypeScript (Sinapse)".`,
  uninstalled: (place) => `O Sinapse foi removido de ${place}.`,
  notInstalled: (place) => `O Sinapse não está instalado em ${place}: nada a remover.`,
  foreignFile: (path) =>
    `${path} já existe e não foi instalado pelo Sinapse; por isso nada foi instalado. ` +
    "Mude esse arquivo de lugar ou escolha outro com --prefix PASTA.",
  changedFile: (path) => `${path} foi alterado depois da instalação; por isso fica.`,
  exporterGoesInto: (python, nbconvert) =>
    `O formato de exportação "Sinapse" é posto no Python em ${python} (nbconvert ${nbconvert}).`,
  noJupyter: () =>
    'Nenhum jupyter foi encontrado no PATH; por isso o formato de exportação "Sinapse" não é posto ' +
    "em nenhum Python. O kernel e os gráficos funcionam sem ele. Para tê-lo, indique o Python do " +
    "seu Jupyter: npx sinapse install --python /caminho/do/python",
  noNbconvert: (python) =>
    `O Python em ${python} não tem o nbconvert; por isso o formato de exportação "Sinapse" não é ` +
    "posto nele. O kernel e os gráficos funcionam sem ele. Para tê-lo, indique o Python do seu " +
    "Jupyter: npx sinapse install --python /caminho/do/python",
  managedPython: (python) =>
    `O Python em ${python} pertence ao sistema operacional (é "externally managed"); por isso o ` +
    'formato de exportação "Sinapse" não é posto nele. O kernel e os gráficos funcionam sem ele. ' +
    "Para tê-lo também, ponha o JupyterLab num ambiente virtual:\n" +
    virtualEnvironment(python),
  packagesNotWritable: (python) =>
    `O Python em ${python} não tem uma pasta de pacotes em que você possa escrever; por isso o ` +
    'formato de exportação "Sinapse" não é posto nele. O kernel e os gráficos funcionam sem ele. ' +
    "Para tê-lo também, ponha o JupyterLab num ambiente virtual:\n" +
    virtualEnvironment(python),
  notPython: (path) =>
    `${path} não responde como um Python; por isso nada foi instalado. ` +
    "Depois de --python dê o caminho de um interpretador, como ~/jupyter/bin/python.",
  passingPlace: (path) =>
    `O Sinapse roda a partir do cache do npx (${path}), que o npm pode esvaziar. ` +
    "Para que o kernel continue funcionando, execute npm install com o mesmo pacote numa pasta sua " +
    "e, nela, npx sinapse install.",

  noNotebooks: (place) => `Não há nenhum notebook em ${place}.`,
  notANotebook: (path) =>
    `${path} não é um notebook do Jupyter: um arquivo .ipynb com células. Indique um notebook.`,
  notReadable: (path) => `Não há permissão para ler ${path}. Dê a si mesmo o direito de ler.`,
  handoutsCollide: (first, second, target) =>
    `${first} e ${second} dariam a mesma apostila, ${target} (alguns sistemas não distinguem ` +
    "maiúsculas de minúsculas nos nomes). Nada foi executado. Dê outro nome a um deles ou à sua " +
    "pasta, ou exporte cada um com um --output próprio.",
  handoutInPlaceOfIndex: (notebook, index) =>
    `A apostila de ${notebook} ficaria no lugar da lista de todas as apostilas, ${index}. ` +
    "Nada foi executado. Dê outro nome a ele ou à sua pasta, ou exporte-o sozinho.",
  handoutOverSource: (target, notebook) =>
    `${target} seria escrito por cima do notebook ${notebook}. Nada foi executado. ` +
    "Escolha outro --output.",
  foreignHandout: (path) =>
    `${path} já existe e não foi escrito por sinapse handouts. Nada foi executado. ` +
    "Mude esse arquivo de lugar ou escolha outro --output.",
  handoutOfAnother: (path, notebook) =>
    `${path} é a apostila de outro notebook, ${notebook}. Nada foi executado. ` +
    "Escolha outro --output ou apague essa apostila.",
  unreadableRecord: (path) =>
    `${path} não contém a lista de apostilas que o Sinapse escreveu ali. Nada foi executado. ` +
    "Apague essa pasta de apostilas ou escolha outro --output.",
  outputNoFolder: (path) =>
    `${path} não é uma pasta; nenhuma apostila pode ser escrita ali. Escolha outro --output.`,
  handoutsFailed: (failed, all) =>
    `${failed} de ${all} notebooks falharam, como dito acima. As apostilas dos outros estão ` +
    "escritas; onde um notebook falhou, a apostila anterior dele fica como estava.",
  executing: (name) => `Executando ${name}`,
  cellFailed: (notebook, cell, error) =>
    `${notebook} para com um erro na célula de código ${cell}:\n${error}`,
  writingHandout: () => "Escrevendo a apostila",
  handoutWritten: (path, size) => `  ${path} (${size} MB)`,
  printingHandout: () => "Imprimindo",
  drawingPictures: () => "Desenhando as figuras",
  noChromium: () =>
    "Não há um Chromium para --pdf ou --svg. Instale um (Debian e Ubuntu: sudo apt install chromium), " +
    "indique um com SINAPSE_CHROMIUM=/caminho/do/chromium ou deixe essas opções de lado.",

  noPdf: () =>
    "Não há um Chromium, e por isso as apostilas não saem também em PDF. Para isso, instale um " +
    "(Debian e Ubuntu: sudo apt install chromium) ou indique um: SINAPSE_CHROMIUM=/caminho/do/chromium",

  found: (what, detail) => `✓ ${what}: ${detail}`,
  missing: (what, cure) => `✗ ${what}: ${cure}`,
  runStart: () => `ainda não existe; ${startCommand} o cria`,
  notInOwnJupyter: () => "o Sinapse não está num Jupyter seu; npx sinapse install o põe lá",
  packagesMissing: (names) =>
    `faltam ${names}; ${isDependency ? "npm install os instala" : `${startCommand} os instala`}`,
  installationBroken: (place, path) =>
    `a instalação em ${place} precisa de ${path}, que não está lá como deveria. ` +
    "Instale de novo: npx sinapse install",
  allFound: () => "Tudo de que o Sinapse precisa está aí.",

  onlyLong: (count) => `${count} testes rodam só em npm run test:long`,
  closing: english.closing,

  help: () => `sinapse: um kernel TypeScript para o Jupyter que ensina redes neurais

  sinapse start [--no-browser] [--port N] [opções do JupyterLab]
                       abre o JupyterLab nas aulas
  sinapse install [--user | --sys-prefix | --prefix PASTA] [--python CAMINHO]
                       põe kernel, gráficos e o formato de exportação "Sinapse" no seu
                       próprio Jupyter; --python indica o Python em que ele roda
  sinapse uninstall [--user | --sys-prefix | --prefix PASTA]
                       remove exatamente o que install pôs
  sinapse handouts [NOTEBOOK …] [--output PASTA] [--no-pdf] [--svg]
                       executa as aulas e escreve um arquivo HTML e, onde há um Chromium,
                       um PDF de cada uma; --svg copia o notebook com figuras, como o
                       GitHub mostra
  sinapse doctor       diz o que foi encontrado e o que falta`,
};

/**
 * The texts in the language of the person's locale: Portuguese when it is, English otherwise.
 * @param {Record<string, string | undefined>} environment where LC_ALL, LC_MESSAGES, LANG are set
 * @returns {typeof english}
 */
export function textsFor(environment) {
  return readsPortuguese(environment) ? portuguese : english;
}

/** The texts for this process. */
export const texts = textsFor(process.env);
