import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRunText } from '../../../contract/runText/readRunText.ts';
import { createTest, docker, removeAll, shell, testName, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { madeNames } from '../../live/testing/madeNames.ts';
import { startTestClient, type TestClient } from './testing/client.ts';
import { comparable } from './testing/comparable.ts';

const context = 'default';
let gantry: TestClient;
const [network, second, other] = [testName('front'), testName('back'), testName('other')];
const name = madeNames();

beforeAll(async () => {
  gantry = await startTestClient();
  await docker('network', 'create', '--subnet', '10.205.7.0/24', network);
  await docker('network', 'create', '--subnet', '10.205.8.0/24', second);
  await createTest(other, '--volume', '/dbdata');
});
afterAll(async () => {
  await removeAll([other]);
  await docker('network', 'rm', network, second);
  await docker('volume', 'rm', '--force', 'gt-paste-data', 'gt-paste-src');
  await gantry.close();
});

interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly Config: object;
  readonly HostConfig: object;
  readonly Mounts: readonly object[];
}

/**
 * What the engine says of it, but for the ways in which mounts are written: `-v /data`, `--mount` and `Binds` say the same
 * differently. What is mounted is compared all the same, and so are the settings that are read back.
 */
async function leftBy(container: string): Promise<unknown> {
  const [inspected] = JSON.parse(await docker('container', 'inspect', container)) as [Inspected];
  const { Config, HostConfig, Mounts, ...rest } = inspected;
  const read = await gantry.client.containerSettings.of({ context, id: inspected.Id });
  const plain = {
    ...rest,
    Config: { ...Config, Volumes: undefined },
    HostConfig: { ...HostConfig, Binds: undefined, Mounts: undefined },
    Mounts: Mounts.map((mount) => ({ ...mount, Mode: undefined, Source: undefined })),
  };
  // The CLI sends variables in no order.
  const env = read.settings.env.toSorted((a, b) => a.name.localeCompare(b.name));
  return { inspected: comparable(plain, container), settings: { ...read.settings, env, name: undefined } };
}

/** As it is pasted, and as a terminal takes it: the same but for what only a book writes so. */
async function bothWays(pasted: string, typed = pasted): Promise<[ours: unknown, theirs: unknown]> {
  const [ours, theirs] = [name('ours'), name('theirs')];
  const filled = (text: string, own: string) =>
    text
      .replaceAll(/\bNAME\b/g, `--name ${own} --label gantry.test`)
      .replaceAll('IMAGE', TEST_IMAGE)
      .replaceAll('NET1', network)
      .replaceAll('NET2', second)
      .replaceAll('OTHER', other);
  const { runs, notes } = readRunText(filled(pasted, ours));
  expect(notes.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [settings] = runs;
  if (!settings) throw new Error('No settings were read.');
  const inTheApp = async () => {
    const { jobId } = await gantry.client.containers.run({ context, settings });
    expect(await gantry.ended(jobId)).toMatchObject({ state: 'done' });
    return leftBy(ours);
  };
  const inAShell = async () => {
    await shell(filled(typed, theirs));
    return leftBy(theirs);
  };
  return Promise.all([inTheApp(), inAShell()]);
}

describe('a pasted line, run by the CLI and by the app, leaves the same container', () => {
  test.each([
    'docker create NAME IMAGE',
    'docker create NAME -it IMAGE sh',
    'docker run -dit NAME IMAGE sh',
    'docker create NAME -p 80 -p 127.0.0.1::81/udp -p 28961-28965:82 IMAGE sleep 100',
    'docker create NAME -P --expose 90-92/sctp --expose 8080 IMAGE',
    'docker create NAME -p 28970-28972:70-72 -p [::1]:28973:73 IMAGE',
    'docker create NAME -e A=b=c -e EMPTY= --env="Q=it\'s \\"x\\"" -e A=last IMAGE env',
    'docker create NAME -l a=b --label c -l "d=e f" --annotation x=y IMAGE',
    'docker create NAME -v /anon -v gt-paste-data:/data -v gt-paste-src:/src:ro,nocopy IMAGE',
    'docker create NAME -v /etc:/host:ro,rslave -v /etc/hostname:/file -v /usr/share:/z:z IMAGE',
    'docker create NAME --mount type=bind,src=/etc,dst=/a,readonly,bind-recursive=disabled --mount type=volume,target=/v,volume-nocopy IMAGE',
    'docker create NAME --mount \'type=volume,"source=gt-paste-data",target=/w,volume-label=a=b,volume-driver=local\' IMAGE',
    'docker create NAME --tmpfs /run:size=64m,exec --tmpfs /t --mount type=tmpfs,dst=/u,tmpfs-size=1m,tmpfs-mode=1770 IMAGE',
    'docker create NAME --mount type=image,src=IMAGE,dst=/img,image-subpath=bin IMAGE',
    'docker create NAME --volumes-from OTHER:ro IMAGE',
    'docker create NAME --net NET1 --network-alias db --network-alias sql --ip 10.205.7.9 IMAGE',
    'docker create NAME --network name=NET1,alias=a,ip=10.205.7.10,mac-address=02:42:ac:11:00:09 --network name=NET2,gw-priority=5 IMAGE',
    'docker create NAME --network none IMAGE',
    'docker create NAME --network=host IMAGE',
    'docker create NAME --net=container:OTHER IMAGE',
    'docker create NAME --link OTHER:db IMAGE',
    'docker create NAME --network NET1 --link OTHER:db --link-local-ip 169.254.1.9 IMAGE',
    'docker create NAME --mac-address 02:42:ac:11:00:44 IMAGE',
    'docker create NAME --dns 1.1.1.1 --dns-search lan --dns-opt ndots:2 --add-host a:10.0.0.1 --add-host b=[::1] --add-host c:host-gateway IMAGE',
    'docker create NAME -m 512m --memory-reservation 64m --memory-swap 1g --oom-kill-disable --oom-score-adj 5 --shm-size 128m IMAGE',
    'docker create NAME -m 64mb --memory-swap -1 -c 512 --cpuset-cpus 0,1 --cpuset-mems 0 --cpus .5 --pids-limit 20 IMAGE',
    'docker create NAME --cpu-period 50000 --cpu-quota 25000 --ulimit nofile=10:20 --ulimit core=0 IMAGE',
    'docker create NAME --device-read-bps /dev/null:1mb --device-write-iops /dev/null:50 IMAGE',
    'docker create NAME --restart on-failure:3 IMAGE',
    'docker create NAME --restart=unless-stopped --init IMAGE',
    'docker create NAME --rm --init=false --stop-signal SIGQUIT --stop-timeout 0 IMAGE',
    'docker create NAME --health-cmd "wget -q localhost || exit 1" --health-interval 1m30s --health-timeout 2.5s --health-start-period 1s --health-start-interval 100ms --health-retries 4 IMAGE',
    'docker create NAME --no-healthcheck IMAGE',
    'docker create NAME --cap-add net_admin --cap-add=SYS_TIME --cap-drop ALL --privileged=false IMAGE',
    'docker create NAME --privileged IMAGE',
    'docker create NAME --read-only --security-opt no-new-privileges --security-opt seccomp=unconfined --security-opt systempaths=unconfined IMAGE',
    'docker create NAME --device /dev/null --device /dev/zero:/dev/z:r --device /dev/full:rw --device-cgroup-rule "c 188:* rwm" IMAGE',
    'docker create NAME --gpus all IMAGE',
    `docker create NAME --gpus '"device=0,1","capabilities=compute,utility",driver=nvidia' IMAGE`,
    'docker create NAME --log-driver local --log-opt max-size=10m IMAGE',
    'docker create NAME --log-opt max-size=10m --log-opt max-file=2 IMAGE',
    'docker create NAME --pid host --ipc shareable --uts host --userns host --cgroupns private --cgroup-parent /gt IMAGE',
    'docker create NAME --pid container:OTHER --sysctl net.core.somaxconn=12 IMAGE',
    'docker create NAME -u 1000:1000 --group-add audio --group-add 27 -w "/a b" -h box --domainname lan IMAGE',
    'docker create NAME --entrypoint /bin/sh IMAGE -c "echo $0 \'x y\'" z',
    "docker create NAME --entrypoint '' IMAGE sh",
    'docker create NAME --platform linux/amd64 --pull never --runtime runc -q IMAGE',
    'docker create NAME \\\n  -e A=1 \\\n  --workdir=/tmp \\\n  IMAGE -- -x --name',
  ])('%s', async (line) => {
    // The shell of the test fills in nothing that the app would not.
    const [ours, theirs] = await bothWays(line.replaceAll('$0', '\\$0'));
    expect(ours).toEqual(theirs);
  });
});

describe('so do the lines of two books', () => {
  test.each<[string, string]>([
    ['sudo docker run –d –P NAME IMAGE sleep 100', 'docker run -d -P NAME IMAGE sleep 100'],
    [
      'Docker run –d NAME IMAGE /bin/sh -c “while true; do echo hello world; sleep 1; done”',
      'docker run -d NAME IMAGE /bin/sh -c "while true; do echo hello world; sleep 1; done"',
    ],
    ['$ docker run -itd NAME IMAGE', 'docker run -itd NAME IMAGE'],
    ['docker create -P NAME –link OTHER:db IMAGE sleep 9', 'docker create -P NAME --link OTHER:db IMAGE sleep 9'],
    ['docker create —net=none NAME IMAGE ip addr', 'docker create --net=none NAME IMAGE ip addr'],
    [
      'docker create —volumes-from OTHER NAME -v /etc:/backup IMAGE tar cvf /dbdata/backup.tar /backup',
      'docker create --volumes-from OTHER NAME -v /etc:/backup IMAGE tar cvf /dbdata/backup.tar /backup',
    ],
    ['docker create NAME -v /MountPointDemo IMAGE', 'docker create NAME -v /MountPointDemo IMAGE'],
    ['docker run NAME -d –h node1 IMAGE sleep 9', 'docker run NAME -d -h node1 IMAGE sleep 9'],
    [
      'docker run -d NAME -e “SERVICE_NAME=db” -e SERVICE_TAGS=primary IMAGE sleep 9',
      'docker run -d NAME -e "SERVICE_NAME=db" -e SERVICE_TAGS=primary IMAGE sleep 9',
    ],
    ['docker create NAME –-entrypoint=“/bin/sh” IMAGE', 'docker create NAME --entrypoint="/bin/sh" IMAGE'],
  ])('%s', async (pasted, typed) => {
    const [ours, theirs] = await bothWays(pasted, typed);
    expect(ours).toEqual(theirs);
  });
});
