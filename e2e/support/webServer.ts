const PAGE = '<h1>It works!</h1>';

/** Busybox’s web server with one page and a log; the shell before it ends at once when it is told to. */
const SCRIPT = `echo '${PAGE}' > /home/index.html; trap exit TERM; httpd -f -v -p 80 -h /home & wait`;

export const WEB_SERVER = ['sh', '-c', SCRIPT];
/** The same as a person types it. */
export const WEB_COMMAND = `sh -c "${SCRIPT}"`;
