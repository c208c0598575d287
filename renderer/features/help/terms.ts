import { type TermId, termName } from './termNames.ts';
import { t } from './texts/index.ts';

export interface Term {
  readonly id: TermId;
  readonly name: string;
  readonly text: string;
  /** What people fall into, where it is about this. */
  readonly pitfalls: readonly string[];
  /** The page that is about it. */
  readonly place?: string;
}

/** All words of Docker that the pages use. Read while drawing: another language has other texts. */
export const terms = (): readonly Term[] => [
  {
    id: 'container',
    name: termName('container'),
    place: '/containers',
    text: t(
      'A process, with what it needs to run, apart from others: it sees its own files, processes and network. It is made from an image, and adds one writable layer to it.',
    ),
    pitfalls: [
      t(
        'It ends when its command ends. A program that goes into the background as its command ends the container at once.',
      ),
      t('Files that are in no volume go with it when it is removed.'),
      t(
        'It shares the kernel of its host, which keeps it apart less than a virtual machine would. Root in it is root, unless you take rights away.',
      ),
      t('A shell as process 1 does not pass SIGTERM on: stopping takes the whole time. --init helps.'),
    ],
  },
  {
    id: 'image',
    name: termName('image'),
    place: '/images',
    text: t(
      'What a container begins with: a stack of read-only layers, and settings such as the command. It never changes; a new one takes its name.',
    ),
    pitfalls: [
      t('Without a tag, latest is meant, and that is another image next month. Pin a version, or a digest.'),
      t('Not every image is from who it says. Prefer official ones and publishers that you know.'),
      t('It cannot be removed while a container, also a stopped one, is made from it.'),
    ],
  },
  {
    id: 'volume',
    name: termName('volume'),
    place: '/volumes',
    text: t('A folder that the engine keeps, outside of all containers. What is in it outlives them.'),
    pitfalls: [
      t('Removing a container leaves its named volumes, and anonymous ones too unless you say -v.'),
      t('Without a name it is called by 64 hex digits: nobody knows later what it was for.'),
    ],
  },
  {
    id: 'bind-mount',
    name: termName('bind-mount'),
    text: t('A folder or file of the host, seen in a container at the same time. Changes are there on both sides.'),
    pitfalls: [t('A path that is not there is made as an empty folder, also where a file was meant.')],
  },
  {
    id: 'network',
    name: termName('network'),
    place: '/networks',
    text: t('Containers in the same network reach one another by name. In different ones they do not.'),
    pitfalls: [
      t('In the network “bridge” names do not work; make one of your own.'),
      t('The addresses of containers are private, and change. Use names, not addresses.'),
      t('Links (--link) are old and are not updated. A network of your own does what they did.'),
    ],
  },
  {
    id: 'port',
    name: termName('port'),
    text: t(
      'A port of the host that leads into a container: -p 8080:80. EXPOSE in an image only says which ones there are.',
    ),
    pitfalls: [
      t(
        'Without an address it is open at all of the host’s, past many firewalls. 127.0.0.1:8080:80 keeps it on this computer.',
      ),
      t('A port of the host can be taken once. -P takes a free one, another one after each start.'),
    ],
  },
  {
    id: 'registry',
    name: termName('registry'),
    place: '/registries',
    text: t(
      'A server that keeps images: Docker Hub, ghcr.io, or one of your own. An image’s name begins with its address, unless it is Docker Hub.',
    ),
    pitfalls: [
      t('Without a credential helper, the docker CLI keeps passwords readable in config.json.'),
      t('You have to be signed in before you push, and the name has to begin with the registry and your account.'),
    ],
  },
  {
    id: 'stack',
    name: termName('stack'),
    place: '/stacks',
    text: t(
      'Services, networks and volumes that belong together, written down in a Compose file. Docker calls it a project.',
    ),
    pitfalls: [
      t('Its name is that of its folder, unless the file says another: the same file elsewhere is another stack.'),
      t('A container_name or a fixed port of the host keeps a service from having more than one container.'),
    ],
  },
  {
    id: 'build',
    name: termName('build'),
    place: '/builds',
    text: t('Makes an image from a Dockerfile, step by step; each step is a layer and is kept in the cache.'),
    pitfalls: [
      t('The whole folder is sent along, secrets too, but for what .dockerignore names.'),
      t('Without a name the image is only <none>.'),
      t('Commands cannot ask: apt-get needs -y.'),
      t('Of several CMD, ENTRYPOINT or HEALTHCHECK only the last one counts.'),
    ],
  },
  {
    id: 'log-driver',
    name: termName('log-driver'),
    place: '/logs',
    text: t('What the processes of a container write to their output. The log driver decides where it goes.'),
    pitfalls: [t('json-file has no limit of its own: a talkative container fills the disk.')],
  },
  {
    id: 'exec',
    name: termName('exec'),
    place: '/terminals',
    text: t('exec starts one more process in a container that runs; attach joins the one that is process 1.'),
    pitfalls: [
      t('Ctrl-C in attach goes to the process and may end the container. Ctrl-P Ctrl-Q leaves it running.'),
      t('Small images have no bash, no ping, no ip.'),
    ],
  },
  {
    id: 'prune',
    name: termName('prune'),
    place: '/disk',
    text: t('Removes what nothing uses: stopped containers, unused images, networks, volumes and build cache.'),
    pitfalls: [
      t('Stopped containers and failed ones pile up and take disk space until they are removed.'),
      t('Old engines also remove unused volumes that have a name. Look at the list first.'),
    ],
  },
  {
    id: 'engine',
    name: termName('engine'),
    place: '/engine',
    text: t('dockerd, the program that runs containers. Gantry and docker only ask it by its API.'),
    pitfalls: [
      t('Listening at 0.0.0.0 without TLS gives root to the whole network. Use SSH, or TLS with certificates.'),
      t('Who is in the group docker can become root on the host.'),
      t('Most of its settings count only after a restart.'),
    ],
  },
  {
    id: 'context',
    name: termName('context'),
    place: '/contexts',
    text: t('A name for an engine and the way to it: a socket, SSH, TLS. One at a time is the current one.'),
    pitfalls: [t('DOCKER_HOST, where it is set, goes before the current context.')],
  },
  {
    id: 'layer',
    name: termName('layer'),
    text: t(
      'The files that one step of a build has added, changed or removed. Images share the layers that they have in common.',
    ),
    pitfalls: [t('A file that a later layer removes is still in the image, with its size and its secrets.')],
  },
  {
    id: 'event',
    name: termName('event'),
    place: '/activity',
    text: t(
      'What the engine says whenever something changes. Lists in Gantry follow events and never ask again and again.',
    ),
    pitfalls: [],
  },
  {
    id: 'namespace',
    name: termName('namespace'),
    text: t(
      'What a process sees of the machine. A container gets namespaces of its own for processes, network, mounts, host name, shared memory and control groups; for users too, if the engine is set up so.',
    ),
    pitfalls: [t('What is set to “host” is shared with the machine: nothing separates the two there.')],
  },
  {
    id: 'cgroup',
    name: termName('cgroup'),
    text: t(
      'Where the kernel counts what the processes of a container take, and holds them to its limits: memory, CPU, number of processes, reading and writing.',
    ),
    pitfalls: [
      t('Without a limit one container can take the memory of all. Over its limit it is killed: exit code 137.'),
      t('Without swap accounting in the kernel, a limit of memory and swap has no effect.'),
    ],
  },
  {
    id: 'capability',
    name: termName('capability'),
    text: t(
      'One of the rights that root is made of. Root in a container has only some of them: it cannot mount, load drivers or set the clock.',
    ),
    pitfalls: [t('--privileged gives all of them, and every device: the container is then no wall at all.')],
  },
];
