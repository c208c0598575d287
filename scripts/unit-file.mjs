// Runs before each file of unit tests that shares its process with others (see vitest.config.ts).
import { vi } from 'vitest';

// What our modules remember ends with the file that made them remember it; libraries, which take the time, stay.
vi.resetModules();
