import { inPairs } from "./pairs.ts";

/** `a, b and c`. */
const listed = (items: string[]) =>
  new Intl.ListFormat("en", { type: "conjunction" }).format(items);

/** What the kernel says to the person in front of the notebook. */
export const english = {
  /** For TypeScript's own messages. */
  locale: "en",

  // Type errors
  error: "error",
  warning: "warning",
  andMore: (count: number) => `… and ${count} more.`,
  unknownNames: (names: string[]) => `Cannot find these names: ${listed(names)}.`,
  /** What to do about mistakes that learners make; `kernel/language/hints` says when. */
  hints: {
    // Errors of the checker
    runFirst: "Has the cell that declares it run? Run it first, or check the spelling.",
    runAbove: "Has a cell above not run yet? Run the cells above first, or check the spelling.",
    importIt: (names: string) => `Import it: import { ${names} } from "sinapse";`,
    declareFirst: (name: string) => `Declare it first: let ${name} = …`,
    declareAbove: "Declare it above the place where it is used.",
    declaredAgain: (name: string) =>
      `${name} was declared again, so there are two types of this name. Run the cells that use it again.`,
    testForNull: "Test for null first, as in `if (x !== null)`.",
    testForUndefined: "Test for undefined first, as in `if (x !== undefined)`.",
    noPage: "Cells run in Node.js, which has no page. To show HTML: display.html(…)",
    useLet: "Declare it with `let` to change it later.",
    isFile: (name: string) => `A file of this folder? Write "./${name}".`,
    checkPath: "Check the path: it starts from the notebook's folder.",
    noNodeModule: "Check the spelling: Node.js has no module of this name.",
    install: (name: string) => `Install it: %install ${name}`,
    lookAlike: (written: string, usual: string) =>
      `"${written}" only looks like "${usual}": another character, perhaps from copying. Type it anew.`,

    // Numbers and operators
    decimalComma: (written: string, meant: string, whole: string, part: string) =>
      `A decimal number takes a point: ${meant}, not ${written}, which is the two numbers ${whole} and ${part}.`,
    brackets: (list: string) => `A list takes brackets: ${list}`,
    dropQuotes: (written: string, meant: string) =>
      `${written} is text, because of the quotes. For a number leave them out: ${meant}`,
    quotesOrRun: (name: string, quoted: string) =>
      `If ${name} is a text, quotes are missing: ${quoted}. If it is a name, run the cell that declares it first, or check the spelling.`,
    thousands: (written: string, value: string, meant: string) =>
      `${written} is the number ${value}: a point stands before decimals. If ${meant} is meant, leave the point out.`,
    groupedDigits: (plain: string, grouped: string) =>
      `Digits are not grouped by points or commas: ${plain} or ${grouped}`,
    power: (meant: string) => `^ compares bits. A power is ${meant}`,
    wholeDivision: (meant: string) => `// begins a comment. Division without a rest: ${meant}`,
    product: (meant: string) => `A product takes *, as in ${meant}`,
    percent: (written: string, meant: string) => `${written} is written ${meant}`,
    between: (meant: string) => `Compare twice: ${meant}`,
    computeWith:
      "Only numbers compute with + - * / **. Tensors do by methods: a.add(b), a.mul(2), a.matmul(b); " +
      "lists value by value: xs.map((x) => 2 * x)",

    // Characters that are not on the keyboard
    typeInstead: (...pairs: string[]) =>
      `Code takes only the signs of a keyboard: type ${listed(inPairs(pairs, (copied, keys) => `${keys} for ${copied}`))}`,
    invisible: (character: string) =>
      `An invisible character (${character}) stands here, perhaps from copying. Delete it.`,
    onlyInText: (character: string) => `${character} can stand in texts and comments only.`,

    // Python and pseudocode
    instead: (typescript: string) => `In TypeScript: ${typescript}`,
    comment: "A comment begins with //, not with #.",
    conditional: "In TypeScript: condition ? a : b",
    backticks: (meant: string) => `Text with values or lines in it takes backticks: ${meant}`,
    logic: "and, or and not are written &&, || and !",
    equality: (operator: string) => `Compare with ${operator}`,
    keywordArgument: (meant: string) => `Arguments have no names. Options are an object: ${meant}`,
    fromTheEnd: (written: string, meant: string) =>
      `${written} is undefined: there are no places below 0. Counted from the end: ${meant}`,
    twoIndices: (written: string, same: string, meant: string) =>
      `${written} is the same as ${same}. Row and column: ${meant}`,
    severalNames: (meant: string) =>
      `The commas only separate here. To assign several names: ${meant} with a ; before it`,
    includes: (meant: string) => `in looks for a position, not for a value. For a value: ${meant}`,
  },
  /** What does not parse, where the checker has no words for it. */
  syntax: {
    expression: "An expression is missing here.",
    statementEnd: "The statement does not go on like this: a ; or a new line is missing.",
    expected: (wanted: string, found: string) => `Here ${wanted} is missing: ${found} stands here.`,
    name: "A name is missing here.",
    quoted: (found: string) => `Here a text in quotes is missing: ${found} stands here.`,
    unexpected: (found: string) => `Nothing can go on with this here: ${found}.`,
    declaredTwice: (name: string) => `${name} is declared twice in this cell.`,
    sameParameter: "Two parameters have the same name.",
    notAssigned: "Nothing can be assigned to this: only to a variable, a property or an element.",
    separator: "A _ in a number stands between two digits.",
    openComment: "The comment is not closed: */ is missing.",
  },
  tooDeep:
    "This is nested too deeply to be compiled: brackets, operators, calls or functions, many hundreds " +
    "of them inside one another. Give inner parts a name of their own, or build the value in a loop.",
  compilerFailed: (what: string) =>
    `The compiler broke down on this (${what}). Write it more simply, or in several parts.`,
  notClosed: (bracket: string) => `The cell ends before this ${bracket} is closed.`,
  cellTooLong: (length: number, most: number) =>
    `The cell has ${length} characters; at most ${most} can be run. Put its data into a file and read it.`,
  endOfCell: "the end of the cell",
  noBrackets:
    "A tensor has no brackets: read an element with x.at(0).item(), or all of them with x.tolist(); " +
    "write one with x.set([0], 9).",
  notAssignable: (name: string, kind: string) =>
    `Cannot assign to '${name}' because it is a ${kind}.`.replace("a import", "an import"),

  // The folder's tsconfig.json
  configWrong: (file: string, line: number, column: number, what: string) =>
    `${file}, line ${line}, column ${column}: ${what} Until this is mended, cells are checked and compiled without the options of that file.`,
  configNoJson:
    "This is no JSON: before it, a comma, a colon, a quote or a bracket is missing or too much.",
  configNoObject: (what: string) => `${what} must be an object, as in { "strict": true }.`,
  configNoBase: (name: string) =>
    `"extends" leads to ${name}, and there is no such file or package.`,
  configCircle: (name: string) => `"extends" leads to ${name}, which extends this file.`,

  // Imports
  noSubpath: (specifier: string, name: string, near?: string) =>
    specifier === name
      ? `the package "${name}" is installed, but it has nothing to import: its package.json names no file that is there.`
      : `the package "${name}" is installed, but it has no "${specifier}".${near ? ` Did you mean "${near}"?` : ""}`,

  // The session
  folderGone: (folder: string) =>
    `The notebook's folder ${folder} was moved, renamed or deleted. Cells go on running, but no file ` +
    "of it can be imported, read or saved. Open the notebook from its new place, or put the folder back.",
  folderReplaced: (folder: string) =>
    `Another folder has taken the place of the notebook's folder ${folder}: imports and files come ` +
    "from the new one. If the notebook was moved, open it from its new place; else restart the kernel.",
  interrupted: "The cell was stopped. Its variables are kept.",
  stoppedBefore: "The cell was stopped before it ran.",
  variablesLost: "All variables are lost. A fresh session is ready: run the cells above again.",
  notSent: (what: string, reason: string) => `Not shown (${what}): ${reason}.`,
  exited: (code: number | string) => `The code ended the session with process.exit(${code}).`,
  outOfMemory: "The cell needed more memory than JavaScript may use.",
  killed: "The session was ended from outside, perhaps as memory ran out.",
  notStopped: "The cell did not stop when it was asked to, so its session was ended.",
  crashed: (what: string) => `Native code crashed the session (${what}).`,
  outputCut: (limit: number) =>
    `[The output of this cell is cut here: it is longer than ${limit.toLocaleString("en")} ` +
    "characters. Start Jupyter with SINAPSE_OUTPUT_LIMIT=<characters> for more.]",

  // Errors while a cell runs
  notShowable: "What was thrown cannot be shown: looking at it throws an error, too.",
  neverGotValue: (name: string) =>
    `${name} was declared by a cell that ended before ${name} got a value. Run that cell again.`,
  generatorStopped:
    "This generator was stopped while it ran and cannot go on. Make a new one: call its function again.",
  throwAnError: "Throw an Error to see where it came from: throw new Error(…)",

  nobodyToAnswer: (prompt: string) =>
    `input: there is nobody to answer "${prompt}": the notebook runs without a user, as in nbconvert.`,
  tooLateToAsk: (prompt: string) =>
    `input: nobody can be asked "${prompt}" after the cell has ended. Await it.`,

  // Commands
  commands: {
    help: "Lists the commands, or explains one.",
    types: "Says what type errors do: stop the cell, be shown as warnings, or nothing.",
    time: "Measures how long an expression takes, or the whole cell.",
    timeit: "Measures an expression many times: mean and standard deviation.",
    who: "Lists the variables with their types, shapes and values.",
    reset: "Forgets all variables and imports: what follows starts afresh.",
    exit: "Ends a console; in a notebook, says how to end the session.",
    install: "Installs npm packages into the notebook's folder.",
    save: "Writes the cells that have run, or those with the given numbers, to a file.",
    "!": "Runs a command in the system's shell.",
  },
  command: "Command",
  whatItDoes: "What it does",
  functions: (list: string) => `Functions: ${list}.`,
  shiftTab: "Shift+Tab on a name shows what it does.",
  /** V8 keeps variables of cells so that every later cell can change them, which takes time. */
  fastLoops:
    "A long loop over numbers runs several times as fast in a function, or in braces with its " +
    "variables: { let sum = 0; for (…) sum += …; }",
  noCommand: (name: string, nearest: string) =>
    `%${name}: there is no such command. Did you mean %${nearest}? %help lists all of them.`,
  typesSettings: {
    block: "Type errors stop the cell before it runs.",
    warn: "Type errors are shown, and the cell runs.",
    off: "Types are not checked.",
  },
  commandErrors: {
    types: (value: string) => `%types: expected block, warn or off, got "${value}".`,
    noPackage: "%install: expected the name of a package, as in %install mathjs",
    wrongPackage: (name: string) => `%install: "${name}" is not the name of a package.`,
    notInstalled: (names: string) => `%install: npm could not install ${names}: see above.`,
    noFile: "%save: expected a file, as in %save layers.ts 1-4",
    fileExists: (file: string, cure: string) =>
      `%save: ${file} exists already. Replace it: ${cure}`,
    noCells: (numbers: string) => `%save: no cell with the number ${numbers} has run.`,
    noCellNumbers: (range: string) => `%save: expected cell numbers such as 2-4,7, got "${range}".`,
    noExpression: "%timeit: expected an expression to measure, as in %timeit f(10)",
    measuresNoDeclaration:
      "%time measures one value, as in %time f(10) or %time const x = f(10). Write other " +
      "declarations in a line of their own.",
  },
  exitCode: (code: number | string) => `exit code ${code}`,
  measured: (mean: string, deviation: string, runs: number, loops: number) =>
    `${mean} ± ${deviation} per loop (mean and standard deviation of ${runs} runs of ` +
    `${loops === 1 ? "1 loop" : `${loops.toLocaleString("en")} loops`})`,
  noVariables: "There are no variables yet.",
  howToEnd: "To end the session: Kernel menu, Shut Down Kernel. To start afresh: %reset",
  variablesGone: "All variables are gone.",
  saved: (count: number, path: string) => `${count} cells are in ${path}`,
  nowImport: (name: string) => `Now import it: import … from ${JSON.stringify(name)}`,
};
