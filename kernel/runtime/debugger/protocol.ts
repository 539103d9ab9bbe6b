/** What the Debug Adapter Protocol calls things, as far as Jupyter front ends ask for them. */

export interface SourceBreakpoint {
  line: number;
  condition?: string;
}

export interface Variable {
  name: string;
  /** In one line. There is no `type` beside it: JupyterLab would show that instead. */
  value: string;
  /** Asks for what is inside; 0 where nothing is. */
  variablesReference: number;
  /** An expression that gives the value. */
  evaluateName?: string;
}

export interface StackFrame {
  id: number;
  name: string;
  line: number;
  column: number;
  source: { name: string; path: string };
}

export interface Scope {
  name: string;
  variablesReference: number;
  expensive: boolean;
}
