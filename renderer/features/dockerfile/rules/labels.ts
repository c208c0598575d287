import type { Label } from 'dockerfile-ast';
import type { Rule } from './rule.ts';
import { ofKind } from './source.ts';
import { t } from '../texts/index.ts';

const STANDARD: Readonly<Record<string, string>> = {
  maintainer: 'authors',
  author: 'authors',
  authors: 'authors',
  version: 'version',
  description: 'description',
  summary: 'description',
  title: 'title',
  name: 'title',
  vendor: 'vendor',
  url: 'url',
  source: 'source',
  license: 'licenses',
  licenses: 'licenses',
  revision: 'revision',
  documentation: 'documentation',
  created: 'created',
};
const RESERVED = /^(com\.docker|io\.docker|org\.dockerproject)\./;
const KEY = /^[a-z0-9]+([.-][a-z0-9]+)*$/;

export const labelKeys: Rule = {
  id: 'label-key',
  check: (source) =>
    (ofKind(source, 'LABEL') as Label[]).flatMap((instruction) =>
      instruction.getProperties().flatMap((property) => {
        const key = property.getName();
        const standard = STANDARD[key.toLowerCase()];
        const isNamespaced = key.includes('.');
        if (key === '' || key.includes('$') || (isNamespaced && !RESERVED.test(key) && KEY.test(key))) return [];
        const message = RESERVED.test(key)
          ? t('{{key}} is in a namespace that is reserved for Docker.', { key })
          : isNamespaced
            ? t('{{key}} is no good label key: lower-case letters, digits, “.” and “-” only.', { key })
            : t('The label {{key}} may be somebody else’s too.', { key });
        return [
          {
            severity: 'info' as const,
            range: property.getNameRange(),
            message,
            why: t(
              'Begin the key with a domain of yours in reverse, such as com.example.team. A base image’s label of the same key is overwritten.',
            ),
            ...(standard !== undefined && {
              fix: {
                label: t('Use org.opencontainers.image.{{standard}}', { standard }),
                edits: [{ range: property.getNameRange(), text: `org.opencontainers.image.${standard}` }],
              },
            }),
          },
        ];
      }),
    ),
};
