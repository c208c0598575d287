import { t } from './texts/index.ts';

export interface Term {
  readonly id: string;
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
    name: t('Container'),
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
    name: t('Image'),
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
    name: t('Volume'),
    place: '/volumes',
    text: t('A folder that the engine keeps, outside of all containers. What is in it outlives them.'),
    pitfalls: [
      t('Removing a container leaves its named volumes, and anonymous ones too unless you say -v.'),
      t('Without a name it is called by 64 hex digits: nobody knows later what it was for.'),
    ],
  },
  {
    id: 'bind-mount',
    name: t('Bind mount'),
    text: t('A folder or file of the host, seen in a container at the same time. Changes are there on both sides.'),
    pitfalls: [t('A path that is not there is made as an empty folder, also where a file was meant.')],
  },
  {
    id: 'network',
    name: t('Network'),
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
    name: t('Published port'),
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
    name: t('Registry'),
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
    name: t('Stack'),
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
    name: t('Build'),
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
    name: t('Log'),
    place: '/logs',
    text: t('What the processes of a container write to their output. The log driver decides where it goes.'),
    pitfalls: [t('json-file has no limit of its own: a talkative container fills the disk.')],
  },
  {
    id: 'exec',
    name: t('Terminal: exec and attach'),
    place: '/terminals',
    text: t('exec starts one more process in a container that runs; attach joins the one that is process 1.'),
    pitfalls: [
      t('Ctrl-C in attach goes to the process and may end the container. Ctrl-P Ctrl-Q leaves it running.'),
      t('Small images have no bash, no ping, no ip.'),
    ],
  },
  {
    id: 'prune',
    name: t('Prune'),
    place: '/disk',
    text: t('Removes what nothing uses: stopped containers, unused images, networks, volumes and build cache.'),
    pitfalls: [
      t('Stopped containers and failed ones pile up and take disk space until they are removed.'),
      t('Old engines also remove unused volumes that have a name. Look at the list first.'),
    ],
  },
  {
    id: 'engine',
    name: t('Engine'),
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
    name: t('Context'),
    place: '/contexts',
    text: t('A name for an engine and the way to it: a socket, SSH, TLS. One at a time is the current one.'),
    pitfalls: [t('DOCKER_HOST, where it is set, goes before the current context.')],
  },
  {
    id: 'layer',
    name: t('Layer'),
    text: t(
      'The files that one step of a build has added, changed or removed. Images share the layers that they have in common.',
    ),
    pitfalls: [t('A file that a later layer removes is still in the image, with its size and its secrets.')],
  },
  {
    id: 'event',
    name: t('Event'),
    place: '/activity',
    text: t(
      'What the engine says whenever something changes. Lists in Gantry follow events and never ask again and again.',
    ),
    pitfalls: [],
  },
];
