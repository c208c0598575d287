import type { AppError } from '../../contract/errors.ts';
import { conflict, invalid, named, type Rule } from './errorRule.ts';

const unsupported = (message: string, hint: string): AppError => ({ code: 'unsupported', message, hint });

/** What an engine says of networks. Comments give its text and the version in which it was seen. */
export const networkErrors: readonly Rule[] = [
  // 28.5: error while removing network: network nwa has active endpoints (name:"aa" id:"5f22b66504fd", name:"bb" …)
  {
    text: /has active endpoints \((.*)\)/,
    make: ([, said = ''], subject) => {
      const names = [...said.matchAll(/name:"([^"]+)"/g)].map(([, name]) => name);
      return names.length === 0
        ? undefined
        : conflict(
            `${named(subject, 'The network')} is in use by ${names.join(', ')}.`,
            'Disconnect or stop them first.',
          );
    },
  },
  // 28.5: network with name nwa already exists
  {
    text: /network with name (.+) already exists/,
    make: ([, name = '']) => ({
      code: 'name-in-use',
      name,
      message: `There is a network “${name}” already.`,
      hint: 'Choose another name, or use that network.',
    }),
  },
  // 28.5: only one instance of "host" network is allowed
  {
    text: /only one instance of "(\w+)" network is allowed/,
    make: ([, driver]) => unsupported(`Every engine has exactly one ${driver} network.`, 'It is in the list already.'),
  },
  // 28.5: could not find an available, non-overlapping IPv4 address pool among the defaults; 28: all predefined address pools …
  {
    text: /non-overlapping IPv[46] address pool among the defaults|all predefined address pools have been fully subnetted/,
    make: () =>
      invalid(
        'pools',
        'The engine has no free range of addresses left to choose from.',
        'Remove networks that nobody uses, or choose a subnet yourself.',
      ),
  },
  // 28.5: conflicts with network <id> (br0): networks have same bridge name
  {
    text: /networks have same bridge name/,
    make: () => invalid('options', 'Another network has a bridge of this name.', 'Choose another name for the bridge.'),
  },
  // 28.5: no matching subnet for gateway 10.8.0.1
  {
    text: /no matching subnet for (gateway|range|aux-address) (\S+)/,
    make: ([, what, value]) =>
      invalid(
        'pools',
        `The ${what} ${value} lies outside every subnet.`,
        'Choose one within, or give a subnet for it.',
      ),
  },
  // 28.5: invalid subnet 10.9.0.5/24: it should be 10.9.0.0/24
  {
    text: /invalid subnet (\S+): (?:it should be (\S+)|(.+))/,
    make: ([, subnet, right]) =>
      invalid(
        'pools',
        `${subnet} is not a subnet.`,
        right ? `Write ${right}.` : 'Write an address and a length, such as 192.168.5.0/24.',
      ),
  },
  // 28.5: the requested parent interface eth9 was not found; … is already using parent interface dm-…
  {
    text: /parent interface (\S+) was not found|is already using parent interface (\S+)/,
    make: ([, missing, taken]) =>
      missing
        ? invalid('options.parent', `The engine’s machine has no interface “${missing}”.`, 'Name one that it has.')
        : invalid(
            'options.parent',
            `Another network uses the interface ${taken}.`,
            'Use that network, or a VLAN: eth0.20.',
          ),
  },
  // 28.5, of an interface that is not there: invalid subinterface vlan name eth9, example formatting is eth0.10
  {
    text: /invalid subinterface vlan name (\S+?),/,
    make: ([, missing]) =>
      invalid(
        'options.parent',
        `The engine’s machine has no interface “${missing}”.`,
        'Name one that it has, or a VLAN of one: eth0.10.',
      ),
  },
  // 28.5: plugin "foo" not found
  {
    text: /plugin "([^"]+)" not found/,
    make: ([, driver], subject) =>
      subject.kind === 'network'
        ? invalid(
            'driver',
            `The engine has no network driver “${driver}”.`,
            'Choose one that it has, or install the plugin.',
          )
        : undefined,
  },
  // 28.5, where a container of such a network starts: failed to set up container networking: failed to create the ipvlan
  // port: operation not supported; of an overlay: … error creating vxlan interface: operation not supported
  {
    text: /failed to create the (macvlan|ipvlan) port: operation not supported|creating (vxlan) interface: operation not supported/,
    make: ([, port, tunnel]) =>
      unsupported(
        `The system of the engine’s machine cannot make a network interface of the kind ${port ?? tunnel}.`,
        'Its kernel lacks the driver. Use a bridge: that works everywhere.',
      ),
  },
  // 28.5: Could not attach to network ov: rpc error: code = PermissionDenied desc = network ov not manually attachable
  {
    text: /network (\S+) not manually attachable/,
    make: ([, network]) =>
      conflict(
        `The network “${network}” is for services of the swarm only: containers cannot join it.`,
        'Make it anew as attachable, or use another network.',
      ),
  },
  // 28.5, a kernel without macvlan: operation not supported
  {
    text: /operation not supported/,
    make: (_, subject) =>
      subject.kind === 'network'
        ? unsupported(
            'The system of the engine’s machine cannot make such a network.',
            'Its kernel lacks the driver. A bridge works everywhere.',
          )
        : undefined,
  },
  // 28.5: no configured subnet or ip-range contain the IP address 10.1.1.1; 20.10: … subnet contains IP address …
  {
    text: /no configured subnet (?:or ip-range )?contains? (?:the )?IP address (\S+)/i,
    make: ([, address]) =>
      invalid('ipAddress', `${address} lies outside the subnets of the network.`, 'Choose one within, or none.'),
  },
  // 28.5: user-specified IP address is supported only when connecting to networks with user configured subnets
  {
    text: /user.specified IP address is supported (?:only )?(when connecting|on user defined)/i,
    make: () =>
      invalid(
        'ipAddress',
        'An address can be chosen only on networks that were made with a subnet.',
        'Leave it empty, or make a network with a subnet.',
      ),
  },
  {
    text: /Address already in use/,
    make: (_, subject) =>
      subject.kind === 'network'
        ? invalid('ipAddress', 'The address is taken by another container of the network.', 'Choose another, or none.')
        : undefined,
  },
  // 28.5: network-scoped alias is supported only for containers in user defined networks
  {
    text: /network-scoped alias(?:es)? (?:is|are) supported only/,
    make: () =>
      invalid(
        'aliases',
        'The default bridge knows no names and no aliases.',
        'Use a network that was made for the purpose.',
      ),
  },
  // 28.5: endpoint with name aa already exists in network nwa
  {
    text: /endpoint with name (\S+) already exists in network (\S+)/,
    make: ([, container, network]) =>
      conflict(`“${container}” is on the network “${network}” already.`, 'There is nothing left to do.'),
  },
  // 28.5: container <id> is not connected to network bridge
  {
    text: /is not connected to (?:the )?network (\S+)/,
    make: ([, network]) => conflict(`It is not on the network “${network}” any more.`, 'There is nothing left to do.'),
  },
  // 28.5: container cannot be connected to multiple networks with one of the networks in private (none) mode
  {
    text: /multiple networks with one of the networks in private/,
    make: () =>
      conflict('A container that was made without a network cannot join one.', 'Disconnect it from “none” first.'),
  },
  // 28.5: container sharing network namespace with another container or host cannot be connected to any other network
  {
    text: /sharing network namespace with another container or host/,
    make: () =>
      conflict(
        'It uses the network of the machine, or of another container, and has none of its own.',
        'Make it anew with a network of its own.',
      ),
  },
];
