import type { From } from 'dockerfile-ast';
import { CURRENT_TAGS, END_OF_LIFE, officialName } from './baseImages.ts';
import type { Rule, Source } from './rule.ts';
import { after, ofKind } from './source.ts';
import { t } from '../texts/index.ts';

/** Those that name an image: not another stage, not `scratch`, and not a variable, whose value is not known here. */
function namedBases(source: Source): From[] {
  const stages = new Set<string>();
  return (ofKind(source, 'FROM') as From[]).filter((from) => {
    const image = from.getImage();
    const isStage = image !== null && stages.has(image.toLowerCase());
    const stage = from.getBuildStage();
    if (stage !== null) stages.add(stage.toLowerCase());
    return image !== null && image !== 'scratch' && !isStage && !image.includes('$');
  });
}

/** `registry/name`, without tag and digest. */
const repositoryOf = (from: From): string =>
  officialName([from.getRegistry(), from.getImageName()].filter((part) => part !== null).join('/'));

export const untaggedBase: Rule = {
  id: 'base-without-version',
  check: (source) =>
    namedBases(source).flatMap((from) => {
      const tag = from.getImageTag();
      const range = from.getImageRange();
      if (!range || from.getImageDigest() !== null || (tag !== null && tag !== 'latest')) return [];
      const repository = repositoryOf(from);
      if (END_OF_LIFE.some((old) => old.repository === repository && old.tags.test(tag ?? 'latest'))) return [];
      const current = CURRENT_TAGS[repository];
      const tagRange = from.getImageTagRange();
      return [
        {
          severity: 'warning' as const,
          range,
          message: t('The base image {{image}} has no version: what is built changes without a change here.', {
            image: from.getImage() ?? '',
          }),
          why: t(
            'Without a tag, or with “latest”, each build takes whatever is newest then. Name a version that you have tested; a digest pins it for good.',
          ),
          ...(current !== undefined && {
            fix: {
              label: t('Use version {{current}}', { current }),
              edits: [tagRange ? { range: tagRange, text: current } : { range: after(range), text: `:${current}` }],
            },
          }),
        },
      ];
    }),
};

export const endOfLifeBase: Rule = {
  id: 'base-end-of-life',
  check: (source) =>
    namedBases(source).flatMap((from) => {
      const range = from.getImageRange();
      const repository = repositoryOf(from);
      const tag = from.getImageTag() ?? (from.getImageDigest() === null ? 'latest' : '');
      const old = END_OF_LIFE.find((known) => known.repository === repository && known.tags.test(tag));
      if (!range || !old) return [];
      return [
        {
          severity: 'warning' as const,
          range,
          message: t('The base image {{image}} is end-of-life, since {{since}}.', {
            image: from.getImage() ?? '',
            since: old.since(),
          }),
          why: t(
            'It gets no security updates any more, and its package mirrors may be gone: a build then fails at its first install.',
          ),
          fix: { label: t('Use {{successor}}', { successor: old.successor }), edits: [{ range, text: old.successor }] },
        },
      ];
    }),
};
