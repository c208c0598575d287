import { type Rule, says } from './rule.ts';

/** The Dockerfile, and what is copied from the context. */
export const contextRules: readonly Rule[] = [
  says(/dockerfile parse error (?:on )?line (\d+): ([^\n]*)/, ([, line, problem]) => ({
    title: `Line ${line} of the Dockerfile cannot be understood: ${problem}.`,
    advice: 'Correct the line. Instructions are words such as FROM, RUN and COPY at the start of a line.',
  })),
  says(/failed to read dockerfile: open (\S+): no such file/i, ([, file]) => ({
    title: `There is no file ${file} where the Dockerfile is looked for.`,
    advice: 'Choose the right file in the form. In a Git repository its path begins at the root of the repository.',
  })),
  says(/(?:the Dockerfile cannot be empty|file with no instructions)/i, () => ({
    title: 'The Dockerfile is empty.',
    advice: 'It needs a FROM at least.',
  })),
  says(/no build stage in current context/, () => ({
    title: 'An instruction stands before the first FROM.',
    advice: 'Only ARG, comments and parser directives may stand there: begin with FROM.',
  })),
  says(/target stage "?([^"\s]+?)"? could not be found/, ([, stage]) => ({
    title: `There is no stage “${stage}” in the Dockerfile.`,
    advice: 'Choose one of those that the form lists.',
  })),
  says(/failed to calculate checksum of ref [^"]*"\/?([^"]*)": not found/, ([, file]) => ({
    title: `“${file}” is not in the build context.`,
    advice:
      'Paths of COPY and ADD begin at the context, not at the Dockerfile. Check its name (capitals count), that it lies in the folder, and that .dockerignore does not leave it out.',
  })),
  says(/"?(\S+?)"?: not found: not found|lstat (\S+): no such file or directory/, ([, a, b]) => ({
    title: `“${(a ?? b ?? '').replace(/^.*\/mnt\/[^/]+\/?/, '')}” was not found.`,
    advice: 'Check the path, and from which stage or context it is copied.',
  })),
  says(/error from sender: (?:open|lstat|readlink) ([^\n]+?): permission denied/, ([, file]) => ({
    title: `${file} in the build context may not be read.`,
    advice: 'Make it readable for your user, or leave it out with a line in .dockerignore.',
  })),
  says(/(?:unable to prepare context: )?path "?([^"\n]+?)"? not found/, ([, folder]) => ({
    title: `There is no folder ${folder}.`,
    advice: 'Choose another folder.',
  })),
  says(/forbidden path outside the build context/, () => ({
    title: 'COPY and ADD cannot reach outside the build context.',
    advice: 'Choose a folder further up as the context, or give the other one as a named context.',
  })),
  says(/secret "?([^\s":]+)"?: not found/, ([, id]) => ({
    title: `The build asks for the secret “${id}” and was given none of that name.`,
    advice: 'Add it to the form, under Secrets.',
  })),
  says(/no SSH key "?([^"\s]+)"? forwarded|ssh: (?:unset|no SSH)/i, ([, id]) => ({
    title: `The build asks for the SSH key “${id ?? 'default'}” and was given none.`,
    advice: 'Add “default” under SSH in the form, with an agent that runs and holds the key.',
  })),
  says(
    /failed to (?:load cache key|resolve|fetch)?:? ?.*(?:git|repository).*(?:not found|Authentication failed|could not read)/i,
    () => ({
      title: 'The repository could not be fetched.',
      advice: 'Check the address and the branch after “#”. A private repository needs SSH or a token.',
    }),
  ),
];
