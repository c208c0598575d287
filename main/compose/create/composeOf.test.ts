import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { RunSettings } from '../../../contract/model/run.ts';
import { readRunText } from '../../../contract/runText/readRunText.ts';
import { composeOf, type Existing } from './composeOf.ts';

const NOTHING: Existing = { volumes: new Set(), networks: new Set() };

const ofCommands = (text: string, existing = NOTHING) => {
  const draft = composeOf(
    readRunText(text).runs.map((settings) => ({ settings })),
    existing,
  );
  return { ...draft, value: parse(draft.compose) as Record<string, any> };
};

const COMMANDS = `docker run -d --name db -e MYSQL_ROOT_PASSWORD='it$s "me"' -v data:/var/lib/mysql mysql:8.4
docker run -d --name wp --link db:mysql -p 8080:80 -e WORDPRESS_DB_HOST=db wordpress:6.8`;

describe('commands as services', () => {
  test('several commands are several services in one network, and a link is a name in it', () => {
    const { value, services } = ofCommands(COMMANDS);
    expect(services).toEqual(['db', 'wp']);
    expect(value['networks']).toBeUndefined();
    expect(value['services'].db).toMatchObject({ image: 'mysql:8.4', networks: { default: { aliases: ['mysql'] } } });
    expect(value['services'].wp).toMatchObject({ depends_on: ['db'], ports: [{ target: 80, published: '8080' }] });
    expect(value['services'].wp.network_mode).toBeUndefined();
    expect(value['services'].wp.container_name).toBeUndefined();
  });

  test('a password goes into the private file, and the Compose file names it', () => {
    const { value, env, compose, notes } = ofCommands(COMMANDS);
    expect(value['services'].db.environment).toEqual({ MYSQL_ROOT_PASSWORD: '${DB_MYSQL_ROOT_PASSWORD}' });
    expect(compose).not.toContain('me"');
    expect(env).toBe(`DB_MYSQL_ROOT_PASSWORD='it$s "me"'\n`);
    expect(notes.map(({ message }) => message).join()).toContain('.env');
  });

  test('what is on the engine stays what it is, and what is not is made under its name', () => {
    const text = 'docker run -v old:/a -v new:/b --network back --name a x\ndocker run --network front --name b x';
    const { value, notes } = ofCommands(text, { volumes: new Set(['old']), networks: new Set(['back']) });
    expect(value['volumes']).toEqual({ old: { name: 'old', external: true }, new: { name: 'new' } });
    expect(value['networks']).toEqual({ back: { name: 'back', external: true }, front: { name: 'front' } });
    expect(notes.filter(({ kind }) => kind === 'info').map(({ message }) => message.split(' is ')[0])).toEqual(
      expect.arrayContaining(['The network “back”', 'The network “front”', 'The volume “old”', 'The volume “new”']),
    );
  });

  test('what no Compose file can say is told with its service', () => {
    const { notes } = ofCommands('docker run -P --name a x');
    expect(notes).toContainEqual({
      kind: 'lost',
      service: 'a',
      message: 'No key publishes all exposed ports: publish them one by one.',
    });
  });

  test('a container of another one’s network or volumes becomes one of its service', () => {
    const { value } = ofCommands(
      'docker run --name vpn x\ndocker run --name app --network container:vpn --volumes-from vpn --pid container:vpn y',
    );
    expect(value['services'].app).toMatchObject({
      network_mode: 'service:vpn',
      volumes_from: ['vpn'],
      pid: 'service:vpn',
    });
  });

  test('two of the same image have names of their own', () => {
    expect(ofCommands('docker run redis:7\ndocker run registry.example:5000/my/redis@sha256:ab').services).toEqual([
      'redis',
      'redis-2',
    ]);
  });

  test('dollars are meant as they stand', () => {
    const { value } = ofCommands(`docker run --name a x sh -c 'echo $HOME'`);
    expect(value['services'].a.command).toEqual(['sh', '-c', 'echo $$HOME']);
  });

  test('a container is found by its id too', () => {
    const id = 'a'.repeat(64);
    const draft = composeOf(
      [
        { settings: RunSettings.parse({ image: 'x', name: 'one' }), id },
        {
          settings: RunSettings.parse({ image: 'x', name: 'two', networks: [{ name: `container:${id}` }] }),
          id: 'b'.repeat(64),
        },
      ],
      NOTHING,
    );
    expect(parse(draft.compose)).toMatchObject({ services: { two: { network_mode: 'service:one' } } });
  });
});
