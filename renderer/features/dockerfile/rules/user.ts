import type { From, Instruction } from 'dockerfile-ast';
import type { Rule, Source, Stage } from './rule.ts';
import { argumentsRange, keyword } from './source.ts';
import { shellText } from './shellText.ts';
import { t } from '../texts/index.ts';

/** Users that a base image brings, by the name of its repository; `*` for nearly all. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  '*': ['root', 'nobody', 'daemon', 'www-data'],
  node: ['node'],
  nginx: ['nginx'],
  postgres: ['postgres'],
  redis: ['redis'],
  mysql: ['mysql'],
  mongo: ['mongodb'],
  elasticsearch: ['elasticsearch'],
  jenkins: ['jenkins'],
  ubuntu: ['ubuntu'],
  tomcat: ['tomcat'],
};

/** The stages a stage is built on, itself first. */
function lineage(source: Source, stage: Stage): Stage[] {
  const base = (stage.instructions[0] as From | undefined)?.getImage();
  const index = source.stages.indexOf(stage);
  const parent = source.stages
    .slice(0, index)
    .find(
      ({ instructions }) => base && (instructions[0] as From).getBuildStage()?.toLowerCase() === base.toLowerCase(),
    );
  return [stage, ...(parent ? lineage(source, parent) : [])];
}

const baseName = (stages: readonly Stage[]): string =>
  (stages.at(-1)?.instructions[0] as From | undefined)?.getImageName()?.split('/').at(-1) ?? '';

/** `USER 543` needs no entry; a name must be in the image’s /etc/passwd when the container starts. */
export const unknownUser: Rule = {
  id: 'unknown-user',
  check: (source) =>
    source.stages.flatMap((stage) => {
      const stages = lineage(source, stage);
      return stage.instructions
        .filter((instruction) => keyword(instruction) === 'USER')
        .flatMap((instruction) => {
          const [name = ''] = (instruction.getArgumentsContent() ?? '').split(':');
          if (name === '' || /^\d+$/.test(name) || name.includes('$') || /\\/.test(name)) return [];
          const base = baseName(stages);
          if (['*', base].some((image) => KNOWN[image]?.includes(name))) return [];
          if (stages.some(({ instructions }) => instructions.some((one) => creates(source, one, name)))) return [];
          return [
            {
              severity: 'warning' as const,
              range: argumentsRange(instruction),
              message: t('Nothing here creates the user {{name}}: unless {{base}} has it, containers do not start.', {
                name,
                base: base || t('the base image'),
              }),
              why: t(
                'The engine then says “unable to find user {{name}}: no matching entries in passwd file”. Create it before (RUN useradd --system {{name}}, on Alpine adduser -S {{name}}), or write a number: that needs no entry.',
                { name },
              ),
            },
          ];
        });
    }),
};

function creates(source: Source, instruction: Instruction, name: string): boolean {
  if (keyword(instruction) === 'COPY') return /\/etc\/(passwd)?\s*$/.test(instruction.getArgumentsContent() ?? '');
  if (keyword(instruction) !== 'RUN') return false;
  const text = shellText(source, instruction);
  return (
    new RegExp(`(useradd|adduser|/etc/passwd|sysusers|apt-get install|apk add|dnf install|yum install)`).test(text) &&
    text.includes(name)
  );
}

/** What runs as root in a container is root on the host for whatever it gets out. */
export const rootUser: Rule = {
  id: 'runs-as-root',
  check: (source) => {
    const stage = source.stages.at(-1);
    const from = stage?.instructions[0];
    const starts = stage?.instructions.findLast((one) => ['CMD', 'ENTRYPOINT'].includes(keyword(one)));
    if (!stage || !from || !starts) return [];
    const user = lineage(source, stage)
      .map(({ instructions }) => instructions.findLast((one) => keyword(one) === 'USER'))
      .find((one) => one !== undefined);
    const name = (user?.getArgumentsContent() ?? 'root').split(':')[0];
    if (name !== 'root' && name !== '0') return [];
    return [
      {
        severity: 'info' as const,
        range: (user ?? starts).getRange(),
        message: t('Containers of this image run as root, unless the base image says otherwise.'),
        why: t(
          'A fault in the program then has all rights in the container, and on the host if it gets out. Set a USER in the last stage; a number such as 10001 always works.',
        ),
      },
    ];
  },
};
