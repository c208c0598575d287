import type { EngineCall } from '../../../contract/model/event.ts';
import { t } from './texts/index.ts';

interface Lesson {
  readonly method: EngineCall['method'];
  readonly path: RegExp;
  readonly text: () => string;
}

/** What the engine does when it is asked for that; the first that fits. */
const LESSONS: readonly Lesson[] = [
  {
    method: 'POST',
    path: /^\/images\/create\?.*fromImage/,
    text: () =>
      t(
        'The engine asks the registry for the image’s manifest, downloads the layers that it has not, checks their digests and unpacks them one over the other.',
      ),
  },
  {
    method: 'POST',
    path: /^\/containers\/create/,
    text: () =>
      t(
        'The engine looks for the image, lays an empty writable layer over its read-only ones, and writes the settings down. Named volumes are made if they are not there. Nothing runs yet.',
      ),
  },
  {
    method: 'POST',
    path: /^\/containers\/[^/]+\/start/,
    text: () =>
      t(
        'The layers are mounted as one root (overlay); namespaces give the process its own view of processes, network, mounts, host name and IPC; cgroups hold its limits. Its network interface gets an address of the network’s pool, ports are published by firewall rules, volumes are mounted, and runc starts the command as process 1, with its output going to the log driver.',
      ),
  },
  {
    method: 'POST',
    path: /^\/containers\/[^/]+\/(stop|restart)/,
    text: () =>
      t(
        'Process 1 gets SIGTERM (or the image’s STOPSIGNAL). What has not ended after the time t is killed with SIGKILL, which shows as exit code 137. The writable layer stays.',
      ),
  },
  {
    method: 'POST',
    path: /^\/containers\/[^/]+\/kill/,
    text: () => t('The signal goes to process 1 at once; without one named that is SIGKILL, which nothing can catch.'),
  },
  {
    method: 'POST',
    path: /^\/containers\/[^/]+\/(pause|unpause)/,
    text: () => t('The cgroup freezer holds all processes where they are, or lets them go on. They are not told.'),
  },
  {
    method: 'DELETE',
    path: /^\/containers\//,
    text: () =>
      t(
        'The writable layer and the settings go, and with them all files that were not in a volume. Anonymous volumes go only with v=true; named ones stay.',
      ),
  },
  {
    method: 'DELETE',
    path: /^\/images\//,
    text: () => t('The name is taken away. Layers go when no other image and no container needs them.'),
  },
  {
    method: 'POST',
    path: /^\/containers\/[^/]+\/exec/,
    text: () => t('One more process is prepared, to join the namespaces and the cgroup of the container that runs.'),
  },
  {
    method: 'POST',
    path: /^\/networks\/create/,
    text: () =>
      t(
        'A bridge of its own with a range of addresses. Containers in it find one another by name, by the engine’s DNS at 127.0.0.11.',
      ),
  },
  {
    method: 'POST',
    path: /^\/networks\/[^/]+\/connect/,
    text: () => t('The container gets one more interface, with an address in that network, while it runs.'),
  },
  {
    method: 'POST',
    path: /^\/volumes\/create/,
    text: () => t('A folder of the engine, outside of all containers; it lives until it is removed by name.'),
  },
  {
    method: 'POST',
    path: /^\/commit/,
    text: () =>
      t(
        'The writable layer becomes a layer of a new image. What is in volumes, and /etc/hosts, /etc/hostname and /etc/resolv.conf, is not in it.',
      ),
  },
  {
    method: 'GET',
    path: /^\/(containers|images|volumes|networks)\/[^/]+(\/json)?(\?|$)/,
    text: () => t('Asks how it is now; changes nothing.'),
  },
];

/** What happened at this step, in words; undefined for what explains itself. */
export const explainCall = ({ method, path }: EngineCall): string | undefined =>
  LESSONS.find((lesson) => lesson.method === method && lesson.path.test(path))?.text();
