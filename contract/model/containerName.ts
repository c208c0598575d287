/** Docker's own rule for names. */
export const CONTAINER_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
export const CONTAINER_NAME_RULE =
  'Use at least two of: letters, digits, “_”, “.”, “-”, beginning with a letter or digit.';

/** What is wrong with a name, in words; undefined when the engine would take it. */
export const containerNameProblem = (name: string): string | undefined =>
  CONTAINER_NAME.test(name) ? undefined : CONTAINER_NAME_RULE;
