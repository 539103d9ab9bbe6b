/** What exercises say by themselves, in two languages. Text between backquotes is shown as code. */
import { type Language, language } from "../language.ts";

interface Texts {
  askForAnswer: string;
  stillNaN: string;
  /** Two values that follow what was given to the function. */
  came(inputs: string, expected: string, given: string): string;
  nothingCame(inputs: string, expected: string): string;
  noNumberCame(inputs: string, expected: string): string;
  stopped(inputs: string, error: string): string;
  /** The inputs of a function: `x = 1, y = 2`. */
  and: string;
  elements(expected: number, given: number): string;
  notFinite(given: string): string;
  notAFunction: string;
  quoted: string;
  quotedElements: string;
  decimalComma(number: string): string;
  thousands(written: string, value: string, meant: string): string;
  wholeThousands(written: string, value: string): string;
  percentage: string;
  sign: string;
  truncated: string;
  tooFewDigits(digits: number): string;
  otherKind: string;
}

const texts: Record<Language, Texts> = {
  en: {
    askForAnswer: "Write your answer in the place marked in the cell and run it again.",
    stillNaN:
      "The answer is still `NaN`: write yours in the place marked in the cell and run it again. (A sum without a result, as `0 / 0`, gives `NaN`, too.)",
    came: (inputs, expected, given) => `For ${inputs}: expected ${expected}; came ${given}.`,
    nothingCame: (inputs, expected) =>
      `For ${inputs}: expected ${expected}; nothing came. Is a \`return\` missing?`,
    noNumberCame: (inputs, expected) =>
      `For ${inputs}: expected ${expected}; came \`NaN\`, a sum without a result. Is an index outside of its list, or a value missing?`,
    stopped: (inputs, error) => `For ${inputs}: ${error}`,
    and: "and",
    elements: (expected, given) =>
      `The answer is a list of ${expected} elements; yours has ${given}.`,
    notFinite: (given) =>
      `The answer must be a finite number; ${given} came. Was something divided by zero, or the logarithm of zero taken?`,
    notAFunction: "The answer is a function: give its name, without calling it.",
    quoted: "The answer is a number: write it without quotes, with a point for the decimals.",
    quotedElements: "The answer is a list of numbers: write them without quotes.",
    decimalComma: (number) => `In the program decimals follow a point: write \`${number}\`.`,
    thousands: (written, value, meant) =>
      `In the program a point or a comma does not group thousands: \`${written}\` is ${value}. Write \`${meant}\`.`,
    wholeThousands: (written, value) =>
      `If you wrote \`${written}\`: in the program a point does not group thousands, and that is ${value}. Write thousands without a point.`,
    percentage: "That is the number in percent. Give it from 0 to 1: divide it by 100.",
    sign: "The size is right, the sign is not.",
    truncated: "Almost: digits were cut off. Round the number, or write the sum itself.",
    tooFewDigits: (digits) =>
      `Almost: rounded too much. Give at least ${digits} significant digits, or write the sum itself.`,
    otherKind: "The answer does not have the form asked for.",
  },
  pt: {
    askForAnswer: "Escreva a sua resposta no lugar marcado da célula e execute-a de novo.",
    stillNaN:
      "A resposta ainda é `NaN`: escreva a sua no lugar marcado da célula e execute-a de novo. (Uma conta sem resultado, como `0 / 0`, também dá `NaN`.)",
    came: (inputs, expected, given) => `Para ${inputs}: esperava ${expected}; veio ${given}.`,
    nothingCame: (inputs, expected) =>
      `Para ${inputs}: esperava ${expected}; não veio nada. Falta um \`return\`?`,
    noNumberCame: (inputs, expected) =>
      `Para ${inputs}: esperava ${expected}; veio \`NaN\`, uma conta sem resultado. Há um índice fora da lista, ou falta um valor?`,
    stopped: (inputs, error) => `Para ${inputs}: ${error}`,
    and: "e",
    elements: (expected, given) =>
      `A resposta é uma lista de ${expected} elementos; a sua tem ${given}.`,
    notFinite: (given) =>
      `A resposta deve ser um número finito; veio ${given}. Houve divisão por zero, ou logaritmo de zero?`,
    notAFunction: "A resposta é uma função: dê o nome dela, sem chamá-la.",
    quoted: "A resposta é um número: escreva-o sem aspas, com ponto no lugar da vírgula.",
    quotedElements: "A resposta é uma lista de números: escreva-os sem aspas.",
    decimalComma: (number) => `No programa a vírgula se escreve com ponto: \`${number}\`.`,
    thousands: (written, value, meant) =>
      `No programa o ponto separa as casas decimais, não os milhares: \`${written}\` vale ${value}. Escreva \`${meant}\`.`,
    wholeThousands: (written, value) =>
      `Se você escreveu \`${written}\`: no programa o ponto separa as casas decimais, e isso vale ${value}. Escreva milhares sem ponto.`,
    percentage: "Esse é o número em por cento. Responda de 0 a 1: divida por 100.",
    sign: "O tamanho está certo, o sinal não.",
    truncated: "Quase: os algarismos foram cortados. Arredonde, ou escreva a própria conta.",
    tooFewDigits: (digits) =>
      `Quase: arredondado demais. Dê ao menos ${digits} algarismos significativos, ou escreva a própria conta.`,
    otherKind: "A resposta não tem a forma pedida.",
  },
};

/** The texts in the notebook's language. */
export const says = (): Texts => texts[language()];
