/// <reference lib="dom" />
import { ipcRenderer } from 'electron';

// All that the page gets is a port, and only when it asks: nothing of Electron or Node is in its reach. The names
// are those of app/page/port.ts; a sandboxed preload is one file and imports nothing of ours.
window.addEventListener('message', ({ source, data }) => {
  if (source === window && data === 'gantry:connect') ipcRenderer.send('gantry:connect');
});
ipcRenderer.on('gantry:port', ({ ports }) => window.postMessage('gantry:port', location.origin, ports));
