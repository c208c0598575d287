/** One real engine for the run; its end fails the run when a test left something behind. */
export { default } from '../engine/testing/globalSetup.ts';
