/** What Compose takes for `--project-name`. */
export const PROJECT_NAME = /^[a-z0-9][a-z0-9_-]*$/;
export const PROJECT_NAME_RULE =
  'A project name has small letters, digits, “-” and “_”, and begins with a letter or a digit.';
