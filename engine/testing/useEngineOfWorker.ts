import { ENGINES, type ToldEngine, tellTests } from './testEngine.ts';

const engines = JSON.parse(process.env[ENGINES] ?? '[]') as readonly ToldEngine[];
const mine = engines[Number(process.env['VITEST_POOL_ID']) - 1];
if (mine) tellTests(mine);
