import { type Explanation, type FailedBuild, type Rule, says } from './rule.ts';

/** A rule for what a command printed last. */
const printed =
  (pattern: RegExp, make: (match: RegExpExecArray) => Explanation): Rule =>
  ({ lastLines, exitCode }: FailedBuild) => {
    const match = exitCode === undefined ? null : pattern.exec(lastLines.join('\n'));
    return match ? make(match) : undefined;
  };

const ended =
  (code: number, explanation: Explanation): Rule =>
  ({ exitCode }) =>
    exitCode === code ? explanation : undefined;

const ADD_UPDATE = 'Lists of packages are not in the image: write “apt-get update && apt-get install …” in one RUN.';

/** Commands that ended badly: what they printed says more than their code. */
export const runRules: readonly Rule[] = [
  says(/no space left on device/i, () => fullDisk),
  printed(/no space left on device|disk quota exceeded/i, () => fullDisk),
  printed(/Unable to locate package (\S+)/, ([, name]) => ({
    title: `apt knows no package “${name}”.`,
    advice: `${ADD_UPDATE} Then check the name.`,
  })),
  printed(/Package '?(\S+?)'? has no installation candidate/, ([, name]) => ({
    title: `apt has no version of “${name}” to install.`,
    advice: ADD_UPDATE,
  })),
  printed(/The repository '([^']+)' (?:does not have a Release file|is no longer signed)/, ([, name]) => ({
    title: `The package source ${name} is not served any more.`,
    advice: 'The release in FROM may be out of support: take a newer one, or its archive as the source.',
  })),
  printed(
    /Temporary failure (?:in name resolution|resolving)|Could not resolve(?: host)?[:' ]|bad address '|EAI_AGAIN|ENOTFOUND|Name or service not known/,
    () => ({
      title: 'The build could not look up a name in the network.',
      advice:
        'Check that the engine’s machine has a network and a DNS server; behind a proxy give HTTP_PROXY as a build argument.',
    }),
  ),
  printed(/Connection refused|Connection timed out|Network is unreachable|ETIMEDOUT|ECONNREFUSED/, () => ({
    title: 'The build could not reach a server.',
    advice: 'Check the network of the engine’s machine, and the address in what was printed last.',
  })),
  printed(/unable to select packages:\s*\n?\s*(\S+) \(no such package\)/, ([, name]) => ({
    title: `apk knows no package “${name}”.`,
    advice: 'Write “apk add --no-cache …”, which reads the lists anew, and check the name.',
  })),
  printed(/npm (?:ERR!|error) code (\w+)/, ([, code]) => npmExplanation(code ?? '')),
  printed(
    /No matching distribution found for (\S+)|Could not find a version that satisfies the requirement (\S+)/,
    ([, a, b]) => ({
      title: `pip finds no version of “${a ?? b}” for this Python.`,
      advice: 'Check the name and the version, and that the Python of the base image is not too old or too new for it.',
    }),
  ),
  printed(/error: externally-managed-environment/, () => ({
    title: 'pip may not install into the system’s Python here.',
    advice: 'Make a virtual environment first: python3 -m venv /venv, then /venv/bin/pip install …',
  })),
  printed(/(?:^|\n)[^\n]*?([\w./-]+): (?:command )?not found\s*(?:$|\n)/, ([, program]) => notThere(program)),
  printed(/exec:? "?([^":\s]+)"?: (?:executable file not found|stat [^:]*: no such file)/, ([, program]) =>
    notThere(program),
  ),
  says(/exec:? \\?"?([^\\":\s]+)\\?"?: (?:executable file not found|stat [^:]*: no such file)/, ([, program]) => ({
    title: `There is no ${program} in the image to run the command with.`,
    advice:
      'The form RUN command needs a shell in the image. Use a base image that has one, or RUN ["program", "argument"].',
  })),
  ended(127, notThere(undefined)),
  ended(126, {
    title: 'The program may not be executed.',
    advice: 'Make the file executable (chmod +x, or COPY --chmod=755) and check that it is for this processor.',
  }),
  printed(/Permission denied|Operation not permitted|EACCES/i, () => ({
    title: 'The command was not allowed to do that.',
    advice: 'After USER the commands run without root’s rights: do it before that line, or COPY with --chown.',
  })),
  printed(/No such file or directory|can't (?:cd to|open) /, () => ({
    title: 'A file or folder that the command needs is not there.',
    advice: 'Check the path, WORKDIR, and that it was copied into this stage before.',
  })),
  ended(137, {
    title: 'The command was killed, most likely because memory ran out.',
    advice: 'Give the engine’s machine more memory, or do less at once, as with make -j1.',
  }),
  ended(139, {
    title: 'The program crashed (segmentation fault).',
    advice: 'It may be made for another libc or processor.',
  }),
];

const fullDisk: Explanation = {
  title: 'The disk of the engine’s machine is full.',
  advice: 'Remove what is not needed: the build cache, unused images, stopped containers.',
};

function notThere(program: string | undefined): Explanation {
  return {
    title: program ? `The command “${program}” was not found.` : 'A command was not found.',
    advice: 'Check its name, or install it in an earlier step: small base images lack even common programs.',
  };
}

function npmExplanation(code: string): Explanation {
  switch (code) {
    case 'E404':
      return {
        title: 'npm finds no such package.',
        advice: 'Check the names in package.json; private ones need a sign-in.',
      };
    case 'ERESOLVE':
      return {
        title: 'npm finds no versions that fit together.',
        advice: 'What was printed names the packages that disagree.',
      };
    case 'EUSAGE':
      return {
        title: 'npm ci needs a package-lock.json that fits package.json.',
        advice: 'Copy package-lock.json too, and run npm install to bring the two together.',
      };
    default:
      return { title: `npm failed (${code}).`, advice: 'What it printed last says why.' };
  }
}
