// jsdom brings a Uint8Array of its own, but what comes out of structuredClone and TextEncoder is Node's: imported before
// the contract, this makes them one, as they are in a browser.
globalThis.Uint8Array = structuredClone(new Uint8Array(0)).constructor as Uint8ArrayConstructor;
