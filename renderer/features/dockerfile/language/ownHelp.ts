import { t } from '../texts/index.ts';

/** What the language service does not know yet: directives, and flags that came after it. In Markdown. */
export interface Help {
  readonly name: string;
  /** With `${1:…}` where something is to be filled in. */
  readonly insert: string;
  readonly help: string;
}

export const DIRECTIVES: readonly Help[] = [
  {
    name: 'check',
    insert: 'check=${1:skip=JSONArgsRecommended}',
    get help() {
      return t(
        'Which of BuildKit’s checks are left out, and whether those that find something end the build.\n\n```\n# check=skip=JSONArgsRecommended,StageNameCasing\n# check=error=true\n```\n\n[Online documentation](https://docs.docker.com/reference/dockerfile/#check)',
      );
    },
  },
  {
    name: 'syntax',
    insert: 'syntax=docker/dockerfile:1',
    get help() {
      return t(
        'The frontend that reads this file. `docker/dockerfile:1` is the newest of version 1; without a directive the engine’s own is used, which needs no network.\n\n```\n# syntax=docker/dockerfile:1\n```\n\n[Online documentation](https://docs.docker.com/reference/dockerfile/#syntax)',
      );
    },
  },
];

const COPY_FLAGS: readonly Help[] = [
  {
    name: '--link',
    insert: '--link',
    get help() {
      return t('Puts the files into a layer of their own: it stays cached when the base image changes.');
    },
  },
  {
    name: '--chmod',
    insert: '--chmod=${1:755}',
    get help() {
      return t('The rights of the files, as octal digits or as `u=rwX,go=rX`.');
    },
  },
  {
    name: '--parents',
    insert: '--parents',
    get help() {
      return t('Keeps the folders of the sources. Needs `# syntax=docker/dockerfile:1.20` or newer.');
    },
  },
  {
    name: '--exclude',
    insert: '--exclude=${1:*.md}',
    get help() {
      return t('Leaves out what fits the pattern.');
    },
  },
];

export const FLAGS: Readonly<Record<string, readonly Help[]>> = {
  COPY: COPY_FLAGS,
  ADD: [
    ...COPY_FLAGS.filter(({ name }) => name !== '--parents'),
    {
      name: '--checksum',
      insert: '--checksum=sha256:${1:digest}',
      get help() {
        return t('What is downloaded must have this digest.');
      },
    },
    {
      name: '--keep-git-dir',
      insert: '--keep-git-dir=true',
      get help() {
        return t('Keeps `.git` of a repository.');
      },
    },
    {
      name: '--unpack',
      insert: '--unpack=${1:true}',
      get help() {
        return t('Whether an archive is unpacked, also one that is downloaded.');
      },
    },
  ],
  RUN: [
    {
      name: '--mount=type=cache',
      insert: '--mount=type=cache,target=${1:/root/.cache}',
      get help() {
        return t(
          'A folder that stays from build to build and is in no image: for package managers and compilers.\n\n```\nRUN --mount=type=cache,target=/root/.npm npm ci\n```',
        );
      },
    },
    {
      name: '--mount=type=secret',
      insert: '--mount=type=secret,id=${1:token}',
      get help() {
        return t(
          'A secret for this step alone, as the file `/run/secrets/<id>`, or with `env=NAME` as a variable. It is in no layer.\n\n```\nRUN --mount=type=secret,id=token,env=TOKEN npm publish\n```',
        );
      },
    },
    {
      name: '--mount=type=bind',
      insert: '--mount=type=bind,source=${1:.},target=${2:/src}',
      get help() {
        return t('Files of the context or of another stage, without copying them.');
      },
    },
    {
      name: '--mount=type=ssh',
      insert: '--mount=type=ssh',
      get help() {
        return t('The SSH agent of whoever builds, for this step.');
      },
    },
    {
      name: '--mount=type=tmpfs',
      insert: '--mount=type=tmpfs,target=${1:/tmp}',
      get help() {
        return t('A folder in memory.');
      },
    },
    {
      name: '--network',
      insert: '--network=${1:none}',
      get help() {
        return t('Which network the step has: `default`, `none` or `host`.');
      },
    },
    {
      name: '--security',
      insert: '--security=${1:sandbox}',
      get help() {
        return t('`insecure` runs the step with all rights; the builder must allow it.');
      },
    },
  ],
  HEALTHCHECK: [
    {
      name: '--start-interval',
      insert: '--start-interval=${1:5s}',
      get help() {
        return t('How often it is tried during the start period.');
      },
    },
  ],
};
