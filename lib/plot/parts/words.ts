/** The words that figures put on axes, legends and into their descriptions, in two languages. */
import { language } from "../../language.ts";

const portuguese = {
  accuracy: "acurácia",
  activation: "ativação",
  and: "e",
  Backward: "Para trás",
  bars: "barras",
  bias: "viés",
  boundary: "fronteira",
  class: "classe",
  classes: "classes",
  column: "coluna",
  "Computation graph": "Grafo de computação",
  "Confusion matrix": "Matriz de confusão",
  constant: "constante",
  count: "contagem",
  "Decision boundary": "Fronteira de decisão",
  derivative: "derivada",
  epoch: "época",
  epochs: "épocas",
  "falls from": "cai de",
  Forward: "Para frente",
  from: "de",
  function: "função",
  groups: "grupos",
  image: "imagem",
  images: "imagens",
  in: "em",
  Input: "Entrada",
  input: "entrada",
  inputs: "entradas",
  layer: "camada",
  "Loss surface": "Superfície do custo",
  loss: "custo",
  mean: "média",
  "more are not shown": "não aparecem",
  Network: "Rede",
  neuron: "neurônio",
  neurons: "neurônios",
  "no finite number": "nenhum número finito",
  of: "de",
  output: "saída",
  outputs: "saídas",
  over: "ao longo de",
  parameter: "parâmetro",
  parameters: "parâmetros",
  path: "caminho",
  points: "pontos",
  predicted: "previsto",
  probability: "probabilidade",
  result: "resultado",
  right: "certos",
  "rises from": "sobe de",
  row: "linha",
  "runs from": "vai de",
  series: "série",
  share: "proporção",
  state: "estado",
  states: "estados",
  step: "passo",
  steps: "passos",
  tensors: "tensores",
  to: "a",
  "Training curve": "Curva de treinamento",
  training: "treinamento",
  true: "verdadeiro",
  validation: "validação",
  value: "valor",
  values: "valores",
} as const;

/** An entry of the dictionary, in English. */
export type Word = keyof typeof portuguese;

/** A word in the current language. */
export function word(english: Word): string {
  return language() === "pt" ? portuguese[english] : english;
}

/** A number as prose writes it: three significant digits or as many as asked, the language's decimal sign. */
export function numberText(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const plain = Number.isInteger(value) && size < 1e15;
  const power = !plain && (size >= 1e5 || (size < 1e-3 && size > 0));
  const text =
    power || size >= 1e9
      ? powerOfTen(value, digits)
      : String(plain ? value : Number(value.toPrecision(digits)));
  const signed = text.replace("-", "−");
  return language() === "pt" ? signed.replace(".", ",") : signed;
}

/** 0.0000123 as 1.23 × 10⁻⁵. */
function powerOfTen(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e") as [string, string];
  const raised = [...exponent.replace("+", "")].map((sign) => superscripts[sign]).join("");
  return `${Number(mantissa)} × 10${raised}`;
}

const superscripts: Record<string, string> = {
  "-": "⁻",
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, digit) => [String(digit), sign])),
};

/** Plotly's `separators`: decimal sign, then the sign between thousands. */
export function separators(): string {
  return language() === "pt" ? ",." : ".,";
}
