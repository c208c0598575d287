import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SshOptions } from '../connect.ts';
import type { HostKeyQuestion, PassphraseQuestion, PasswordQuestion } from '../../../contract/model/signIn.ts';
import { SecretMemory } from '../secrets.ts';

type Question = HostKeyQuestion | PassphraseQuestion | PasswordQuestion;

/** Somebody with a home folder, who is asked and answers. */
export interface TestPerson {
  readonly home: string;
  readonly asked: Question[];
  /** What is answered to the next questions; undefined, or none left, is a refusal. */
  readonly answers: (string | boolean | undefined)[];
  readonly options: SshOptions;
  file(name: string, text: string): Promise<string>;
  leave(): Promise<void>;
}

export async function makePerson(env: Record<string, string | undefined> = {}): Promise<TestPerson> {
  const home = await mkdtemp(join(tmpdir(), 'gantry-person-'));
  await mkdir(join(home, '.ssh'), { mode: 0o700 });
  const asked: Question[] = [];
  const answers: (string | boolean | undefined)[] = [];
  return {
    home,
    asked,
    answers,
    options: {
      env: { HOME: home, USER: 'nobody-of-this-name', ...env },
      secrets: new SecretMemory(),
      prompts: {
        async confirmHostKey(question) {
          asked.push(question);
          return answers.shift() === true;
        },
        async askSecret(question) {
          asked.push(question);
          return answers.shift() as string | undefined;
        },
      },
    },
    async file(name, text) {
      const path = join(home, '.ssh', name);
      await writeFile(path, text, { mode: 0o600 });
      return path;
    },
    leave: () => rm(home, { recursive: true, force: true }),
  };
}
