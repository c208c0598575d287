import {
  connectNetworkCommand,
  createNetworkCommand,
  disconnectNetworkCommand,
} from '../../../../contract/commands/networkCommands.ts';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { type ConnectChoice, NetworkSettings } from '../../../../contract/model/network.ts';
import { CommandLine } from '../../../ui/index.ts';

interface ConnectToCommandProps {
  readonly from: string;
  readonly to: string;
  readonly choice: ConnectChoice | undefined;
  readonly newName: string;
  readonly alias: string;
  readonly cliArgs: CliArgs;
}

/** The sequence that does the same; nothing where nothing is to be done. */
export function ConnectToCommand({ from, to, choice, newName, alias, cliArgs }: ConnectToCommandProps) {
  const network = choice?.name ?? (newName || 'NETWORK');
  const aliases = alias === '' || alias === to ? [] : [alias];
  const mustRejoin = choice?.isToOn === true && alias !== '' && !choice.names.includes(alias);
  const lines = [
    ...(choice ? [] : [createNetworkCommand(NetworkSettings.parse({ name: network }), cliArgs)]),
    ...(mustRejoin ? [disconnectNetworkCommand(network, to, false, cliArgs)] : []),
    ...(!choice?.isToOn || mustRejoin ? [connectNetworkCommand(network, to, { aliases }, cliArgs)] : []),
    ...(choice?.isFromOn ? [] : [connectNetworkCommand(network, from, { aliases: [] }, cliArgs)]),
  ];
  return lines.length === 0 ? null : <CommandLine command={lines.join('\n')} />;
}
