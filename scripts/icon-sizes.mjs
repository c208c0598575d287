/** The sizes in which the app's icon is kept in resources/icons. */
export const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
