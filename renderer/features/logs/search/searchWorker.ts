import { type AnalysisRequest, createAnalyser } from './analyse.ts';

// Bundled as a file of its own: `script-src 'self'` allows it, and an expression that never ends is ended with it.
const analyse = createAnalyser();

self.onmessage = ({ data }: MessageEvent<AnalysisRequest>) => {
  const result = analyse(data);
  const transfer = [result.matches, result.levels].flatMap((array) => (array ? [array.buffer] : []));
  self.postMessage(result, { transfer });
};
