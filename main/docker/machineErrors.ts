import { conflict, invalid, named, type Rule } from './errorRule.ts';

/** Networks, volumes, and the machine below. */
export const machineErrors: readonly Rule[] = [
  // Networks
  {
    text: /has active endpoints/,
    make: (_, subject) =>
      conflict(`${named(subject, 'The network')} is in use by containers.`, 'Disconnect or stop them first.'),
  },
  {
    text: /(\S+) is a pre-defined network|predefined (\S+) network/,
    make: ([, a, b]) =>
      conflict(`“${a ?? b}” is one of Docker’s own networks.`, 'It cannot be made, changed or removed.'),
  },
  {
    text: /Pool overlaps with other one/,
    make: () => invalid('subnet', 'The subnet overlaps with that of another network.', 'Choose another range.'),
  },
  {
    text: /host network/,
    make: (_, __, status) =>
      status < 500
        ? conflict('The host network can only be chosen when a container is made.', 'Make the container anew with it.')
        : undefined,
  },
  {
    text: /network (\S+) not found/i,
    make: ([, network]) => ({
      code: 'not-found',
      message: `There is no network “${network}”.`,
      hint: 'It may have been removed. Choose another network.',
    }),
  },
  {
    text: /volume is in use/,
    make: (_, subject) =>
      conflict(`${named(subject, 'The volume')} is in use by a container.`, 'Remove the containers that use it first.'),
  },
  // The machine
  {
    text: /no space left on device|disk quota exceeded/i,
    make: () => ({
      code: 'no-space',
      message: 'The disk of the engine’s machine is full.',
      hint: 'Remove what is not needed: stopped containers, unused images, the build cache.',
    }),
  },
  {
    text: /logging driver does not support reading|does not support reading/,
    make: () => ({
      code: 'unsupported',
      message: 'The logs of this container cannot be read: its logging driver sends them elsewhere.',
      hint: 'Make it anew with the logging driver “local” or “json-file”, or read the logs where the driver sends them.',
    }),
  },
  {
    text: /not a swarm manager/,
    make: () => ({
      code: 'unsupported',
      message: 'This engine is not part of a swarm.',
      hint: 'Run docker swarm init on it first.',
    }),
  },
];
