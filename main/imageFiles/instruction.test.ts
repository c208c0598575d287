import { describe, expect, test } from 'vitest';
import { entriesOf, guessEmpty } from './history.ts';
import { readInstruction } from './instruction.ts';

describe('an instruction is shown as it stood in the Dockerfile', () => {
  test.each([
    ['/bin/sh -c #(nop)  CMD ["sh"]', { keyword: 'CMD', text: '["sh"]' }],
    ['/bin/sh -c #(nop) ADD file:1f2e3d in / ', { keyword: 'ADD', text: 'file:1f2e3d in /' }],
    ['/bin/sh -c #(nop) MAINTAINER Me <me@example.org>', { keyword: 'MAINTAINER', text: 'Me <me@example.org>' }],
    [
      '/bin/sh -c apt-get update && apt-get install -y apache2',
      { keyword: 'RUN', text: 'apt-get update && apt-get install -y apache2' },
    ],
    ['RUN /bin/sh -c make # buildkit', { keyword: 'RUN', text: 'make' }],
    [
      'RUN |2 A=1 B=two words /bin/sh -c echo $A # buildkit',
      { keyword: 'RUN', text: 'echo $A', buildArgs: ['A=1', 'B=two words'] },
    ],
    ['|1 V=3 /bin/sh -c echo $V', { keyword: 'RUN', text: 'echo $V', buildArgs: ['V=3'] }],
    ['RUN /bin/bash -o pipefail -c set -e; a | b # buildkit', { keyword: 'RUN', text: 'set -e; a | b' }],
    ['RUN /bin/bash -euxo pipefail -c a # buildkit', { keyword: 'RUN', text: 'a' }],
    ['COPY . /app # buildkit', { keyword: 'COPY', text: '. /app' }],
    ['ENV X=1', { keyword: 'ENV', text: 'X=1' }],
    ['WORKDIR /srv', { keyword: 'WORKDIR', text: '/srv' }],
    ['sleep 1000', { text: 'sleep 1000' }],
    ['RUNNER start', { text: 'RUNNER start' }],
    ['', { text: '' }],
  ])('%s', (createdBy, instruction) => expect(readInstruction(createdBy)).toEqual(instruction));
});

const said = (createdBy: string, sizeBytes = 0) => ({ createdAt: 0, createdBy, comment: '', tags: [], sizeBytes });

describe('which instruction made which layer', () => {
  const layersOf = (entries: readonly ReturnType<typeof said>[], layers: number) =>
    entriesOf(
      guessEmpty(entries, layers),
      Array.from({ length: layers }, () => 0),
    )
      .map(({ createdBy, layer }) => [createdBy, layer] as const)
      .reverse();

  test('those with a size have one, metadata has none', () => {
    expect(
      layersOf([said('import', 5), said('ENV A=1'), said('RUN make # buildkit', 7), said('CMD ["a"]')], 2),
    ).toEqual([
      ['import', 0],
      ['ENV A=1', undefined],
      ['RUN make # buildkit', 1],
      ['CMD ["a"]', undefined],
    ]);
  });

  test('of those without a size it is rather a RUN than a WORKDIR, and never an ENV', () => {
    const entries = [said('base', 5), said('ENV A=1'), said('WORKDIR /app'), said('RUN true # buildkit')];
    expect(layersOf(entries, 2).map(([, layer]) => layer)).toEqual([0, undefined, undefined, 1]);
    expect(layersOf(entries, 3).map(([, layer]) => layer)).toEqual([0, undefined, 1, 2]);
  });

  test('layers without a history are the lowest', () => {
    const entries = entriesOf([{ ...said('RUN x', 3), isEmpty: false }], [10, 20, 3]);
    expect(entries.map(({ createdBy, layer, sizeBytes }) => [createdBy, layer, sizeBytes])).toEqual([
      ['RUN x', 2, 3],
      ['', 1, 20],
      ['', 0, 10],
    ]);
  });
});
