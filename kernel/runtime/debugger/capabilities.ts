/** What the debugger tells front ends that it can do. */
export const capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsExceptionInfoRequest: true,
  supportsTerminateRequest: true,
  exceptionBreakpointFilters: [
    { filter: "all", label: "Every error that is thrown", default: false },
    { filter: "uncaught", label: "Errors that nothing catches", default: false },
  ],
};
