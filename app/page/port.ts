import type { MessagePortMain } from 'electron';
import { contract } from '../../contract/index.ts';
import { messagePortTransport, type Port } from '../../contract/rpc/messagePort.ts';
import { serve } from '../../contract/rpc/serve.ts';
import type { Gantry } from '../../main/gantry.ts';
import { isOurPage } from './address.ts';

/** Also written in `app/preload` and `renderer/rpc`, which can import neither this nor each other. */
export const CONNECT = 'gantry:connect';
export const PORT = 'gantry:port';

interface Frame<P> {
  readonly url: string;
  readonly parent: unknown;
  postMessage(channel: string, message: unknown, transfer: P[]): void;
}

/** Answers a page that asks for a port: only ours, only in the window itself, never in a frame inside it. */
export function handOverPort<P extends MainPort>(
  handlers: Gantry['handlers'],
  frame: Frame<P> | null,
  createChannel: () => { readonly port1: P; readonly port2: P },
): boolean {
  if (!frame || frame.parent !== null || !isOurPage(frame.url)) return false;
  const { port1, port2 } = createChannel();
  serve(contract, handlers, messagePortTransport(portOf(port1)));
  frame.postMessage(PORT, null, [port2]);
  return true;
}

type MainPort = Pick<MessagePortMain, 'postMessage' | 'start' | 'close'> & {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
};

/** Electron's port in the main process speaks like an emitter, all others like the DOM. */
function portOf(port: MainPort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener(type: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (type === 'message') port.on('message', listener);
      else port.on('close', () => listener({ data: undefined }));
    },
    start: () => port.start(),
    close: () => port.close(),
  };
}
