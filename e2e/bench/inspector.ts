import { WebSocket } from 'ws';

/** Node's own inspector of a process that was started with `--inspect=127.0.0.1:0`; close it. */
export async function inspect(address: string) {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let next = 0;
  const send = <T>(method: string): Promise<T> =>
    new Promise((resolve) => {
      const id = ++next;
      const listen = (data: Buffer) => {
        const answer = JSON.parse(data.toString()) as { id: number; result: T };
        if (answer.id !== id) return;
        socket.off('message', listen);
        resolve(answer.result);
      };
      socket.on('message', listen);
      socket.send(JSON.stringify({ id, method }));
    });
  return {
    /** After a garbage collection: what is really held. */
    async heapBytes(): Promise<number> {
      await send('HeapProfiler.enable');
      await send('HeapProfiler.collectGarbage');
      return (await send<{ usedSize: number }>('Runtime.getHeapUsage')).usedSize;
    },
    close: () => socket.close(),
  };
}
