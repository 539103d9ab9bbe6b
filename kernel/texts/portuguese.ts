import type { Texts } from "./texts.ts";

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
  hints: {
    TS1134: "Um número decimal leva ponto: 0.5, e não 0,5.",
    TS2304: "A célula que o declara já foi executada? Execute-a antes, ou confira a grafia.",
    TS2448: "Declare-o acima do lugar onde é usado.",
    TS2531: "Teste antes se é null, como em `if (x !== null)`.",
    TS2532: "Teste antes se é undefined, como em `if (x !== undefined)`.",
    TS2584: "As células rodam no Node.js, que não tem página. Para mostrar HTML: display.html(…)",
    TS2588: "Declare com `let` para poder mudar depois.",
    TS2632: "Declare com `let` para poder mudar depois.",
    TS18047: "Teste antes se é null, como em `if (x !== null)`.",
    TS18048: "Teste antes se é undefined, como em `if (x !== undefined)`.",
  },
  tooDeep:
    "Isto está aninhado fundo demais para ser compilado: parênteses, operadores, chamadas ou funções, " +
    "muitas centenas uns dentro dos outros. Dê um nome às partes de dentro, ou monte o valor num laço.",
  compilerFailed: (what) =>
    `O compilador não deu conta disto (${what}). Escreva de modo mais simples, ou em várias partes.`,
  notClosed: (bracket) => `A célula termina antes que este ${bracket} seja fechado.`,
  endOfCell: "o fim da célula",
  declareFirst: (name) => `Declare antes: let ${name} = …`,
  printing: "console.log(…) escreve na saída.",
  declaredAgain: (name) =>
    `${name} foi declarado de novo: há dois tipos com esse nome. Execute outra vez as células que o usam.`,
  isFile: (name) => `É um arquivo desta pasta? Escreva "./${name}".`,
  checkPath: "Confira o caminho: ele parte da pasta do caderno.",
  noNodeModule: "Confira a grafia: o Node.js não tem um módulo com esse nome.",
  install: (name) => `Instale-o: %install ${name}`,
  notAssignable: (name, kind) =>
    `Não é possível atribuir a '${name}' porque é ${kinds[kind] ?? kind}.`,

  // The session
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
    reset: "Esquece todas as variáveis e importações: a próxima célula começa do zero.",
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
  noVariables: "Ainda não há variáveis.",
  variablesGone: "As variáveis foram esquecidas.",
  saved: (count, path) => `${count} células estão em ${path}`,
  nowImport: (name) => `Agora importe: import … from ${JSON.stringify(name)}`,
};
