import { inPairs } from "./pairs.ts";
import type { Texts } from "./texts.ts";

/** `a, b e c`. */
const listed = (items: string[]) =>
  new Intl.ListFormat("pt-BR", { type: "conjunction" }).format(items);

const kinds: Record<string, string> = {
  constant: "uma constante",
  import: "uma importação",
  function: "uma função",
  class: "uma classe",
};

/** O que o kernel diz a quem está diante do caderno. */
export const portuguese: Texts = {
  locale: "pt-BR",

  // Type errors
  error: "erro",
  warning: "aviso",
  andMore: (count) => `… e mais ${count}.`,
  unknownNames: (names) => `Não é possível encontrar estes nomes: ${listed(names)}.`,
  hints: {
    // Errors of the checker
    runFirst: "A célula que o declara já foi executada? Execute-a antes, ou confira a grafia.",
    runAbove:
      "Alguma célula acima ainda não foi executada? Execute antes as células acima, ou confira a grafia.",
    importIt: (names) => `Importe: import { ${names} } from "sinapse";`,
    declareFirst: (name) => `Declare antes: let ${name} = …`,
    declareAbove: "Declare-o acima do lugar onde é usado.",
    declaredAgain: (name) =>
      `${name} foi declarado de novo: há dois tipos com esse nome. Execute outra vez as células que o usam.`,
    testForNull: "Teste antes se é null, como em `if (x !== null)`.",
    testForUndefined: "Teste antes se é undefined, como em `if (x !== undefined)`.",
    noPage: "As células rodam no Node.js, que não tem página. Para mostrar HTML: display.html(…)",
    useLet: "Declare com `let` para poder mudar depois.",
    isFile: (name) => `É um arquivo desta pasta? Escreva "./${name}".`,
    checkPath: "Confira o caminho: ele parte da pasta do caderno.",
    noNodeModule: "Confira a grafia: o Node.js não tem um módulo com esse nome.",
    install: (name) => `Instale-o: %install ${name}`,
    lookAlike: (written, usual) =>
      `"${written}" só se parece com "${usual}": é outro caractere, talvez copiado. Digite de novo.`,

    // Numbers and operators
    decimalComma: (written, meant, whole, part) =>
      `Um número decimal leva ponto: ${meant}, e não ${written}, que são dois números, ${whole} e ${part}.`,
    brackets: (list) => `Uma lista leva colchetes: ${list}`,
    dropQuotes: (written, meant) =>
      `${written} é um texto, por causa das aspas. Para um número, tire-as: ${meant}`,
    quotesOrRun: (name, quoted) =>
      `Se ${name} é um texto, faltam as aspas: ${quoted}. Se é um nome, execute antes a célula que o declara, ou confira a grafia.`,
    thousands: (written, value, meant) =>
      `${written} é o número ${value}: o ponto separa as casas decimais. Se quis dizer ${meant}, escreva sem ponto.`,
    groupedDigits: (plain, grouped) =>
      `Números inteiros não levam pontos nem vírgulas: ${plain} ou ${grouped}`,
    power: (meant) => `^ compara bits. Potência se escreve ${meant}`,
    wholeDivision: (meant) => `// começa um comentário. Divisão inteira: ${meant}`,
    product: (meant) => `O produto leva *, como em ${meant}`,
    percent: (written, meant) => `${written} se escreve ${meant}`,
    between: (meant) => `Compare duas vezes: ${meant}`,
    computeWith:
      "Só números fazem conta com + - * / **. Tensores, com métodos: a.add(b), a.mul(2), a.matmul(b); " +
      "listas, valor por valor: xs.map((x) => 2 * x)",

    // Characters that are not on the keyboard
    typeInstead: (...pairs) =>
      `O código só aceita os sinais do teclado: digite ${listed(inPairs(pairs, (copied, keys) => `${keys} em vez de ${copied}`))}`,
    invisible: (character) =>
      `Há aqui um caractere invisível (${character}), talvez copiado. Apague-o.`,
    onlyInText: (character) => `${character} só pode aparecer em textos e comentários.`,

    // Python and pseudocode
    instead: (typescript) => `Em TypeScript: ${typescript}`,
    comment: "Um comentário começa com //, e não com #.",
    conditional: "Em TypeScript: condição ? a : b",
    backticks: (meant) => `Texto com valores ou várias linhas leva crases: ${meant}`,
    logic: "and, or e not se escrevem &&, || e !",
    equality: (operator) => `Compare com ${operator}`,
    keywordArgument: (meant) => `Argumentos não têm nome. Opções são um objeto: ${meant}`,
    fromTheEnd: (written, meant) =>
      `${written} é undefined: não há posições abaixo de 0. Contando do fim: ${meant}`,
    twoIndices: (written, same, meant) =>
      `${written} é o mesmo que ${same}. Linha e coluna: ${meant}`,
    severalNames: (meant) =>
      `Aqui as vírgulas só separam. Para atribuir vários nomes: ${meant} com um ; antes`,
    includes: (meant) => `in procura uma posição, não um valor. Para um valor: ${meant}`,
  },
  syntax: {
    expression: "Falta uma expressão aqui.",
    statementEnd: "A instrução não continua assim: falta um ; ou uma linha nova.",
    expected: (wanted, found) => `Falta ${wanted} aqui: no lugar está ${found}.`,
    name: "Falta um nome aqui.",
    quoted: (found) => `Falta um texto entre aspas aqui: no lugar está ${found}.`,
    unexpected: (found) => `Nada pode continuar com isto aqui: ${found}.`,
    declaredTwice: (name) => `${name} é declarado duas vezes nesta célula.`,
    sameParameter: "Dois parâmetros têm o mesmo nome.",
    notAssigned: "A isto nada se atribui: só a uma variável, uma propriedade ou um elemento.",
    separator: "Um _ num número fica entre dois algarismos.",
    openComment: "O comentário não está fechado: falta */.",
  },
  tooDeep:
    "Isto está aninhado fundo demais para ser compilado: parênteses, operadores, chamadas ou funções, " +
    "muitas centenas uns dentro dos outros. Dê um nome às partes de dentro, ou monte o valor num laço.",
  compilerFailed: (what) =>
    `O compilador não deu conta disto (${what}). Escreva de modo mais simples, ou em várias partes.`,
  notClosed: (bracket) => `A célula termina antes que este ${bracket} seja fechado.`,
  cellTooLong: (length: number, most: number) =>
    `A célula tem ${length} caracteres; no máximo ${most} podem ser executados. Ponha os dados num arquivo e leia-o.`,
  endOfCell: "o fim da célula",
  noBrackets:
    "Um tensor não tem colchetes: leia um elemento com x.at(0).item(), ou todos com x.tolist(); " +
    "escreva um com x.set([0], 9).",
  notAssignable: (name, kind) =>
    `Não é possível atribuir a '${name}' porque é ${kinds[kind] ?? kind}.`,

  // The folder's tsconfig.json
  configWrong: (file, line, column, what) =>
    `${file}, linha ${line}, coluna ${column}: ${what} Até que isto seja corrigido, as células são verificadas e compiladas sem as opções desse arquivo.`,
  configNoJson:
    "Isto não é JSON: antes daqui falta ou sobra uma vírgula, um dois-pontos, aspas ou um parêntese.",
  configNoObject: (what) => `${what} tem de ser um objeto, como em { "strict": true }.`,
  configNoBase: (name) => `"extends" leva a ${name}, e não há arquivo nem pacote com esse nome.`,
  configCircle: (name) => `"extends" leva a ${name}, que estende este mesmo arquivo.`,

  // Imports
  noSubpath: (specifier, name, near) =>
    specifier === name
      ? `o pacote "${name}" está instalado, mas não tem o que importar: o package.json dele não indica nenhum arquivo que exista.`
      : `o pacote "${name}" está instalado, mas não tem "${specifier}".${near ? ` Seria "${near}"?` : ""}`,

  // The session
  folderGone: (folder) =>
    `A pasta do caderno, ${folder}, foi movida, renomeada ou apagada. As células continuam rodando, mas ` +
    "nenhum arquivo dela pode ser importado, lido ou gravado. Abra o caderno no lugar novo, ou ponha a " +
    "pasta de volta.",
  folderReplaced: (folder) =>
    `Outra pasta tomou o lugar da pasta do caderno, ${folder}: importações e arquivos vêm da nova. ` +
    "Se o caderno foi movido, abra-o no lugar novo; se não, reinicie o kernel.",
  interrupted: "A célula foi interrompida. Suas variáveis continuam valendo.",
  stoppedBefore: "A célula foi interrompida antes de começar.",
  variablesLost:
    "Todas as variáveis se perderam. Uma sessão nova está pronta: execute de novo as células acima.",
  notSent: (what: string, reason: string) => `Não foi mostrado (${what}): ${reason}.`,
  exited: (code) => `O código encerrou a sessão com process.exit(${code}).`,
  outOfMemory: "A célula precisou de mais memória do que o JavaScript pode usar.",
  killed: "A sessão foi encerrada de fora, talvez por falta de memória.",
  notStopped: "A célula não parou quando foi pedido, e por isso sua sessão foi encerrada.",
  crashed: (what) => `Código nativo derrubou a sessão (${what}).`,
  outputCut: (limit) =>
    `[A saída desta célula foi cortada aqui: passa de ${limit.toLocaleString("pt-BR")} caracteres. ` +
    "Inicie o Jupyter com SINAPSE_OUTPUT_LIMIT=<caracteres> para ver mais.]",

  // Errors while a cell runs
  notShowable: "O que foi lançado não pode ser mostrado: olhar para ele também lança um erro.",
  neverGotValue: (name) =>
    `${name} foi declarado por uma célula que terminou antes que ${name} recebesse um valor. Execute aquela célula de novo.`,
  generatorStopped:
    "Este gerador foi interrompido enquanto rodava e não pode continuar. Crie outro: chame a função dele de novo.",
  throwAnError: "Lance um Error para saber de onde ele veio: throw new Error(…)",

  nobodyToAnswer: (prompt) =>
    `input: não há quem responda a "${prompt}": o caderno roda sem usuário, como no nbconvert.`,
  tooLateToAsk: (prompt) =>
    `input: não se pode perguntar "${prompt}" depois que a célula terminou. Use await.`,

  // Commands
  commands: {
    help: "Lista os comandos, ou explica um deles.",
    types: "Diz o que fazem os erros de tipo: parar a célula, só avisar, ou nada.",
    time: "Mede quanto tempo leva uma expressão, ou a célula inteira.",
    timeit: "Mede uma expressão muitas vezes: média e desvio padrão.",
    who: "Lista as variáveis com seus tipos, formas e valores.",
    reset: "Esquece todas as variáveis e importações: o que vem depois começa do zero.",
    exit: "Encerra um console; num caderno, diz como encerrar a sessão.",
    install: "Instala pacotes npm na pasta do caderno.",
    save: "Grava num arquivo as células executadas, ou as de números dados.",
    "!": "Executa um comando do sistema.",
  },
  command: "Comando",
  whatItDoes: "O que faz",
  functions: (list) => `Funções: ${list}.`,
  shiftTab: "Shift+Tab sobre um nome mostra o que ele faz.",
  fastLoops:
    "Um laço longo sobre números roda várias vezes mais rápido numa função, ou entre chaves com as " +
    "suas variáveis: { let soma = 0; for (…) soma += …; }",
  noCommand: (name, nearest) =>
    `%${name}: esse comando não existe. Seria %${nearest}? %help lista todos.`,
  typesSettings: {
    block: "Erros de tipo param a célula antes que ela comece.",
    warn: "Erros de tipo são mostrados, e a célula é executada.",
    off: "Os tipos não são verificados.",
  },
  commandErrors: {
    types: (value) => `%types: esperava block, warn ou off, mas veio "${value}".`,
    noPackage: "%install: falta o nome de um pacote, como em %install mathjs",
    wrongPackage: (name) => `%install: "${name}" não é o nome de um pacote.`,
    notInstalled: (names) => `%install: o npm não conseguiu instalar ${names}: veja acima.`,
    noFile: "%save: falta um arquivo, como em %save camadas.ts 1-4",
    fileExists: (file, cure) => `%save: ${file} já existe. Para substituí-lo: ${cure}`,
    noCells: (numbers) => `%save: nenhuma célula de número ${numbers} foi executada.`,
    noCellNumbers: (range) =>
      `%save: esperava números de células, como 2-4,7, mas veio "${range}".`,
    noExpression: "%timeit: falta uma expressão a medir, como em %timeit f(10)",
    measuresNoDeclaration:
      "%time mede um só valor, como em %time f(10) ou %time const x = f(10). Escreva outras " +
      "declarações numa linha à parte.",
  },
  exitCode: (code) => `código de saída ${code}`,
  measured: (mean, deviation, runs, loops) =>
    `${mean} ± ${deviation} por repetição (média e desvio padrão de ${runs} medições de ` +
    `${loops === 1 ? "1 repetição" : `${loops.toLocaleString("pt-BR")} repetições`})`,
  noVariables: "Ainda não há variáveis.",
  howToEnd: "Para encerrar a sessão: menu Kernel, Shut Down Kernel. Para começar do zero: %reset",
  variablesGone: "As variáveis foram esquecidas.",
  saved: (count, path) => `${count} células estão em ${path}`,
  nowImport: (name) => `Agora importe: import … from ${JSON.stringify(name)}`,
};
