// @ts-check
import { isDependency, startCommand, startCommandWith, virtualEnvironment } from "./commands.mjs";
import { english } from "./english.mjs";

/** @type {typeof english} */
export const portuguese = {
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
  unknownCommand: (name, meant, known) =>
    `O comando "${name}" não existe.${meant ? ` Seria ${meant}?` : ""} Os comandos são ${known}.`,
  unknownOption: (option, meant, known) =>
    `A opção "${option}" não existe aqui.${meant ? ` Seria ${meant}?` : ""} ` +
    `As opções são ${known}.`,
  notExpected: (argument, meant, known) =>
    `"${argument}" não é esperado aqui.${meant ? ` Seria ${meant}?` : ""} As opções são ${known}.`,
  optionNeedsValue: (option, value) =>
    `${option} precisa de um valor em seguida: ${option}${value}.`,
  optionTakesNoValue: (option, written) => `${written}: ${option} fica sozinha, sem valor.`,
  optionTwice: (option) => `${option} aparece duas vezes. Dê essa opção uma vez só.`,
  chooseOne: (options) => `Escolha só uma: ${options}.`,
  notAPort: (given) =>
    `--port ${given}: uma porta é um número inteiro de 1 a 65535, como em --port 9000.`,
  portNotPermitted: (port) =>
    `Você não pode usar a porta ${port} (abaixo de 1024, só o administrador pode). ` +
    `Escolha outra porta: ${startCommandWith} --port 8888`,
  otherKernel: (path, kernel) =>
    `${path} é um notebook para o kernel "${kernel}"; apostilas são feitas de notebooks em TypeScript (Sinapse). Ele não foi executado.`,
  pageWithoutEnd: (what, seconds) =>
    `${what}: desisti, porque a página não terminou em ${seconds} s. Um script nos textos do caderno abre um diálogo, ou roda sem fim?`,
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
  notInstalled: (place) => `O Sinapse não está instalado em ${place}: nada a remover ali.`,
  installedElsewhere: (place, command) =>
    `Ele está instalado em ${place}; ${command} o remove dali.`,
  unreadableManifest: (path, command) =>
    `${path} já não diz o que foi instalado; por isso nada foi removido. ` +
    `Instale de novo (${command}) e depois desinstale.`,
  historyStays: (folder) =>
    `O que você executou nos notebooks continua anotado em ${folder}, para o histórico de outro ` +
    "Sinapse. Apague essa pasta se não quiser guardar nada disso.",
  prefixWithoutJupyter: (python, prefix) =>
    `O Python em ${python} não tem um Jupyter, e nenhum acharia um kernel em ${prefix}. ` +
    `Nada foi instalado. Dê um a ele (${python} -m pip install jupyterlab), ative o ambiente em ` +
    "que está o seu Jupyter ou escolha --user.",
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
  pictureMissing: (notebook, cell, picture) =>
    `${notebook}, célula ${cell}: a figura ${picture} não está na página, que diz isso no lugar ` +
    "dela. Uma página abre sem internet: ponha o arquivo ao lado do notebook ou a figura de novo " +
    "na célula.",
  writingHandout: () => "Escrevendo a apostila",
  handoutWritten: (path, size) => `  ${path} (${size} MB)`,
  printingHandout: () => "Imprimindo",
  drawingPictures: () => "Desenhando as figuras",
  noChromium: () =>
    "Não há um Chromium para --pdf ou --svg. Instale um (Debian e Ubuntu: sudo apt install chromium), " +
    "indique um com SINAPSE_CHROMIUM=/caminho/do/chromium ou deixe essas opções de lado.",

  noSuchChromium: (path) =>
    `SINAPSE_CHROMIUM indica ${path}, que não existe. Indique o programa de um Chromium.`,
  noPdf: () =>
    "Não há um Chromium, e por isso as apostilas não saem também em PDF. Para isso, instale um " +
    "(Debian e Ubuntu: sudo apt install chromium) ou indique um: SINAPSE_CHROMIUM=/caminho/do/chromium",

  npmPackages: () => "pacotes npm",
  found: (what, detail) => `✓ ${what}: ${detail}`,
  missing: (what, cure) => `✗ ${what}: ${cure}`,
  runStart: () => `ainda não existe; ${startCommand} o cria`,
  notInOwnJupyter: () => "o Sinapse não está num Jupyter seu; npx sinapse install o põe lá",
  notInThisJupyter: (place, option) =>
    `o Sinapse não está em ${place}; npx sinapse install ${option} o põe lá`,
  packagesMissing: (names) =>
    `faltam ${names}; ${isDependency ? "npm install os instala" : `${startCommand} os instala`}`,
  installationBroken: (place, path, option) =>
    `a instalação em ${place} precisa de ${path}, que não está lá como deveria. ` +
    `Instale de novo: npx sinapse install ${option}`,
  allFound: () => "Tudo de que o Sinapse precisa está aí.",

  onlyLong: (count) => `${count} testes rodam só em npm run test:long`,
  closing: english.closing,

  placeholder: (kind) => ({ folder: "PASTA", program: "CAMINHO", port: "N" })[kind],
  help: (commands) =>
    `sinapse: um kernel TypeScript para o Jupyter que ensina redes neurais

${commands}
  sinapse --version    diz que versão é esta
  sinapse COMANDO --help
                       diz o que fazem as opções de um comando`,
  usage: {
    start: `  sinapse start [--no-browser] [--port N] [opções do JupyterLab]
                       abre o JupyterLab nas aulas`,
    install: `  sinapse install [--user | --sys-prefix | --prefix PASTA] [--python CAMINHO]
                       põe kernel, gráficos e o formato de exportação "Sinapse" no seu
                       próprio Jupyter`,
    uninstall: `  sinapse uninstall [--user | --sys-prefix | --prefix PASTA]
                       remove exatamente o que install pôs`,
    handouts: `  sinapse handouts [NOTEBOOK …] [--output PASTA] [--pdf | --no-pdf] [--svg]
                       executa as aulas, ou os seus notebooks, e escreve um arquivo HTML e,
                       onde há um Chromium, um PDF de cada um`,
    doctor: `  sinapse doctor [--user | --sys-prefix | --prefix PASTA]
                       diz o que foi encontrado e o que falta`,
  },
  options: {
    start: `  --port N             a porta, de 1 a 65535; sem ela, a primeira livre a partir de 8888
  --no-browser         não abre o navegador; o endereço é mostrado
  Qualquer outra opção vai para o JupyterLab: veja jupyter lab --help.`,
    install: `  --user               para você, em qualquer Jupyter que inicie (como sem opção)
  --sys-prefix         para o Jupyter do Python que python3 inicia aqui
  --prefix PASTA       para o Jupyter abaixo desta pasta
  --python CAMINHO     o Python que recebe o formato de exportação`,
    uninstall: `  --user               o que foi instalado para você (como sem opção)
  --sys-prefix         do Jupyter do Python que python3 inicia aqui
  --prefix PASTA       do Jupyter abaixo desta pasta`,
    handouts: `  --output PASTA       a pasta das páginas; sem ela, handouts
  --pdf                um PDF de cada um, e um erro onde não há um Chromium
  --no-pdf             nenhum PDF
  --svg                também uma cópia de cada notebook com figuras, como o GitHub mostra
  -- NOTEBOOK …        notebooks cujos nomes começam com um hífen`,
    doctor: `  --user, --sys-prefix, --prefix PASTA
                       examina só a instalação que está ali`,
  },
};
