/** Marks what Gantry makes to look at files: its image and its containers. Its value says what for. */
export const HELPER_LABEL = 'gantry.helper';
