import { describe, expect, test } from 'vitest';
import { buildCommand } from '../../contract/commands/buildCommand.ts';
import { BuildSettings, type BuildSettingsInput } from '../../contract/model/build.ts';
import { madeBuilds, source } from '../builds/testing/madeBuilds.ts';
import { docker } from '../live/testing/engineCli.ts';

const made = madeBuilds();
const { tag, folder } = made;

describe('the command that is shown makes the same image', () => {
  const files = {
    Dockerfile:
      'ARG BASE=busybox\nFROM ${BASE} AS one\nARG who=nobody\nENV WHO=$who\nCOPY . /ctx\nRUN echo $who > /who\nFROM one AS two\nRUN false\n',
    'other/App.Dockerfile': 'FROM busybox\nCOPY keep /keep\n',
    '.dockerignore': 'drop\n',
    keep: 'k',
    drop: 'd',
    "it's": 'quoted',
  };
  test.each<[string, (at: string) => BuildSettingsInput, Record<string, string>]>([
    [
      'with arguments, a target and labels',
      (at) => ({
        source: source(at),
        target: 'one',
        args: [{ name: 'who', value: "it's $me" }],
        labels: [{ name: 'a.b', value: 'c d' }],
      }),
      {},
    ],
    [
      'with another Dockerfile',
      (at) => ({
        source: source(at),
        dockerfile: { type: 'file', path: 'other/App.Dockerfile' },
        platforms: ['linux/amd64'],
      }),
      {},
    ],
    [
      'with a pasted Dockerfile',
      (at) => ({
        source: source(at),
        dockerfile: {
          type: 'text',
          text: 'FROM busybox\nRUN echo DOCKERFILE\nDOCKERFILE\n'
            .replace('DOCKERFILE\n', '"$(id)" > /x\n')
            .replace('\nDOCKERFILE', ''),
        },
        pull: false,
      }),
      {},
    ],
    [
      'with nothing but a Dockerfile',
      () => ({
        source: { type: 'none' },
        dockerfile: { type: 'text', text: "FROM busybox\nCOPY <<EOF /x\nit's $HOME\nEOF" },
      }),
      {},
    ],
    [
      'with a secret argument',
      (at) => ({ source: source(at), target: 'one', args: [{ name: 'MY_TOKEN', value: 'abcdef' }], network: 'none' }),
      { MY_TOKEN: 'abcdef' },
    ],
    [
      'with secrets',
      () => ({
        source: { type: 'none' },
        dockerfile: { type: 'text', text: 'FROM busybox\nRUN --mount=type=secret,id=k wc -c /run/secrets/k > /n' },
        secrets: [{ id: 'k', from: 'value', value: 'sixsix' }],
      }),
      { BUILD_SECRET_K: 'sixsix' },
    ],
  ])('%s', async (_, make, env) => {
    const at = await folder(files);
    const settings = make(at);
    const [ours, theirs] = [tag('ours'), tag('theirs')];
    const { failure } = await made.gantry.build({ ...settings, tags: [ours] });
    expect(failure).toBeUndefined();
    await made.gantry.shell(buildCommand(BuildSettings.parse({ ...settings, tags: [theirs] })), env);
    const inspect = async (name: string) => {
      const [{ Id, Config, RootFS }] = JSON.parse(await docker('image', 'inspect', name)) as [Record<string, unknown>];
      return { Id, Config, RootFS };
    };
    expect(await inspect(ours)).toEqual(await inspect(theirs));
  });
});
