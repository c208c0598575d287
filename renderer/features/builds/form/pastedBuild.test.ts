import { expect, test } from 'vitest';
import { buildCommand } from '../../../../contract/commands/buildCommand.ts';
import { readRunText } from '../../../../contract/runText/readRunText.ts';
import { draftOf } from './draft.ts';
import { readDraft } from './readDraft.ts';

const LINES = [
  'sudo docker build –t=“user/image:tag” .',
  'docker build —no-cache —pull -t a:1 -t b:2 -f /src/app/docker/Dev /src/app',
  'docker build -f app/Dockerfile.dev ./app',
  'docker build --build-arg A=1 --build-arg "B=x y=z" --build-arg EMPTY= --target test /src',
  'docker buildx build --platform linux/amd64,linux/arm64 --push -t me/web https://example.org/a/b.git#main:web',
  'docker build --secret id=npm,src=/home/me/.npmrc --secret id=T,env=TOKEN_OF --ssh default --ssh git=/k/a,/k/b /src',
  'docker build --label a=b --label c --network none --cache-from type=local,src=/c --cache-to type=inline /src',
  'docker build -o type=tar,dest=out.tar --builder big /src',
  'docker build -t web - <<EOF\nFROM busybox\nRUN echo "$HOME"\nEOF',
  'docker build -t web -f - /src <<EOF\nFROM busybox\nCOPY . /\nEOF',
];

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each(LINES)('%s: the form means what the line says, and so does the command that it shows', (line) => {
  const [meant] = readRunText(line).builds;
  expect(meant).toBeDefined();
  const { settings, problems } = readDraft(draftOf(meant!), undefined);
  expect(problems).toEqual({});
  expect(plain(settings)).toEqual(plain(meant));
  expect(readRunText(buildCommand(settings)).builds.map(plain)).toEqual([plain(meant)]);
});
