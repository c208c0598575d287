import type { ImageDetail } from '../../../../contract/model/image.ts';
import { isDefaultBridge, type NetworkDetail } from '../../../../contract/model/network.ts';
import type { VolumeDetail } from '../../../../contract/model/volume.ts';
import { formatDateTime, formatSize } from '../../../ui/index.ts';
import { code, fact, type Step } from './step.ts';
import { t } from '../texts/index.ts';

export const volumeSteps = ({ name, driver, mountpoint, createdAt, users }: VolumeDetail): Step[] => [
  {
    title: t('A volume was made'),
    text: t('A folder that the engine keeps outside of all containers. It stays until it is removed by its name.'),
    facts: [
      code(t('Name'), name),
      fact(t('Driver'), driver),
      code(t('Where it is'), mountpoint || undefined),
      fact(t('Created'), createdAt > 0 ? formatDateTime(createdAt) : undefined),
      fact(t('Used by'), users.map((user) => user.name).join(', ') || t('nobody yet')),
    ],
    term: 'volume',
  },
];

export function networkSteps(network: NetworkDetail): Step[] {
  const { id, name, driver, pools, options, isInternal, members } = network;
  const isBridge = driver === 'bridge';
  const bridge = options['com.docker.network.bridge.name'] ?? `br-${id.slice(0, 12)}`;
  return [
    {
      title: t('A range of addresses was set aside'),
      text: t('Each container that joins gets one of them while it runs. No other network of this engine has them.'),
      facts: pools.flatMap(({ subnet, gateway }) => [
        code(t('Subnet'), subnet),
        code(t('Gateway of {{name}}', { name }), gateway),
      ]),
      term: 'network',
    },
    {
      title: isBridge ? t('A bridge was made on the machine') : t('Its driver was told'),
      text: isInternal
        ? t('Its containers reach one another, and nothing outside.')
        : t('The interfaces of its containers are joined there; what goes outside goes through the gateway.'),
      facts: [
        code(t('Name'), name),
        code(t('Id'), id),
        fact(t('Driver'), driver),
        code(t('Bridge'), isBridge ? bridge : undefined),
      ],
      term: 'network',
    },
    {
      title: t('Names lead to its containers'),
      text: isDefaultBridge(network)
        ? t('Not in this one: in the default network containers have no names.')
        : t('The engine’s own DNS, which its containers reach at 127.0.0.11, knows them by name.'),
      facts: [fact(t('On it now'), members.map((member) => member.name).join(', ') || t('nobody yet'))],
      term: 'network',
    },
  ];
}

export const imageSteps = ({ id, tags, layers, sizeBytes, platforms }: ImageDetail): Step[] => [
  {
    title: t('The layers were put together'),
    text: t('Each is kept once, by the digest of what is in it, however many images have it.'),
    facts: [
      fact(t('Layers'), layers.length),
      fact(t('Size'), formatSize(sizeBytes)),
      ...layers.map((digest, index) => code(t('Layer {{number}}', { number: index + 1 }), digest)),
    ],
    term: 'layer',
  },
  {
    title: t('A name leads to the image'),
    text: t('The image itself never changes. Its names can be given to another one, its id cannot.'),
    facts: [
      code(t('Names'), tags.join(', ') || undefined),
      code(t('Image id'), id),
      fact(t('Platform'), platforms?.join(', ') || undefined),
    ],
    term: 'image',
  },
];
