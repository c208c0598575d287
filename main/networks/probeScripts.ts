/**
 * Programs that resolve a name, connect to a port and wait for an answer, with whatever a container has. They print
 * lines that `readProbe` reads: `resolver WHAT`, `address A`, `tool WHAT`, `connect ok|timeout|failed`, `error TEXT`,
 * `answer TEXT`. Host and port are arguments, never a part of the text. Each ends by itself within some ten seconds.
 */

/** `sh -c SHELL_PROBE sh HOST PORT`: getent, nslookup or ping to resolve; bash, nc, curl or wget to connect. */
export const SHELL_PROBE = String.raw`
h=$1; p=$2; a=
has() { command -v "$1" >/dev/null 2>&1; }
# In place of timeout(1), which is not everywhere and not everywhere the same.
within() { s=$1; shift; "$@" <&3 & c=$!; ( sleep "$s"; kill $c ) >/dev/null 2>&1 & w=$!; wait $c; r=$?; kill $w 2>/dev/null; return $r; }
first() { while read -r x y; do echo "$x"; done; }
looked() { n=; while read -r k v w; do case $k in Name:) n=1 ;; Address:) [ -n "$n" ] && echo "$v" ;; Address) [ -n "$n" ] && echo "${'$'}{w%% *}" ;; esac; done; }
hosts() { while read -r x y; do case $x in '#'*|'') continue ;; esac; for z in $y; do [ "$z" = "$h" ] && echo "$x"; done; done </etc/hosts; }
exec 3</dev/null
case $h in
  *:*) a=$h; echo 'resolver address' ;;
  *[!0-9.]*)
    if has getent; then echo 'resolver getent'; a=$(getent ahosts "$h" 2>/dev/null | first); [ -n "$a" ] || a=$(getent hosts "$h" 2>/dev/null | first)
    else
      a=$(hosts 2>/dev/null)
      if [ -n "$a" ]; then echo 'resolver /etc/hosts'
      elif has nslookup; then echo 'resolver nslookup'; a=$(within 5 nslookup "$h" 2>/dev/null | looked)
      elif has ping; then echo 'resolver ping'; l=$(within 5 ping -c 1 "$h" 2>/dev/null | while read -r l; do echo "$l"; break; done); case $l in *'('*) l=${'$'}{l#*'('}; a=${'$'}{l%%')'*} ;; esac
      else echo 'resolver none'; fi
    fi ;;
  *) a=$h; echo 'resolver address' ;;
esac
for x in $a; do echo "address $x"; done
for x in $a; do a=$x; break; done
[ -n "$a" ] || exit 0
u=$a; case $a in *:*) u="[$a]" ;; esac
if has bash && bash -c ': 3<>/dev/tcp/127.0.0.1/x' 2>&1 | { read -r l; case $l in *'No such file'*) exit 1 ;; *) exit 0 ;; esac; }; then
  echo 'tool bash'
  within 8 bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 1; echo "connect ok"; if IFS= read -t 1 -r l <&3; then echo "answer $l"; else printf "HEAD / HTTP/1.0\r\n\r\n" >&3; if IFS= read -t 3 -r l <&3; then echo "answer $l"; fi; fi' "$a" "$p" 2>&1 | while IFS= read -r l; do case $l in connect*|answer*) echo "$l" ;; *) echo "error $l" ;; esac; done
elif has nc; then
  echo 'tool nc'
  exec 3<<E
HEAD / HTTP/1.0

E
  o=$(within 6 nc -w 3 "$a" "$p" 2>&1); r=$?
  case $o in
    nc:*|*'onnection refused'*|*'timed out'*|*'nreachable'*|*'o route'*) echo "error $o" ;;
    *)
      if [ $r = 0 ] || [ $r = 143 ] || [ -n "$o" ]; then echo 'connect ok'; [ -n "$o" ] && echo "$o" | while IFS= read -r l; do echo "answer $l"; break; done
      else exec 3</dev/null; o=$(within 6 nc -v -w 3 "$a" "$p" 2>&1); echo "error $o"; fi ;;
  esac
elif has curl; then
  echo 'tool curl'
  o=$(within 8 curl -sS -o /dev/null -I --connect-timeout 3 -m 6 -w 'http %{http_code} %{time_connect}' "http://$u:$p/" 2>&1); r=$?
  case $r in
    0) echo 'connect ok'; o=${'$'}{o#*http }; echo "answer HTTP ${'$'}{o%% *}" ;;
    7) echo "error $o" ;;
    28|143) case $o in *'http 000 0.000000'*) echo 'connect timeout' ;; *) echo 'connect ok' ;; esac ;;
    *) echo 'connect ok'; [ $r = 52 ] || echo 'answer something that is not HTTP' ;;
  esac
elif has wget; then
  echo 'tool wget'
  o=$(within 8 wget -T 4 -q -O /dev/null "http://$u:$p/" 2>&1); r=$?
  case $o in
    *'onnection refused'*|*'nreachable'*|*'o route'*) echo "error $o" ;;
    *'timed out'*) echo 'connect timeout' ;;
    *) if [ $r = 143 ]; then echo 'connect timeout'; elif [ $r = 4 ]; then echo "error $o"; else echo 'connect ok'; [ $r = 0 ] && echo 'answer HTTP'; [ $r = 8 ] && echo 'answer HTTP, with an error'; fi ;;
  esac
else echo 'tool none'; fi
exit 0
`;

/** `node -e NODE_PROBE HOST PORT`; of any version. */
export const NODE_PROBE = String.raw`
var h = process.argv[1], p = +process.argv[2], say = function (t) { console.log(t); };
say('resolver node');
require('dns').lookup(h, { all: true }, function (e, found) {
  if (e) return;
  found.forEach(function (f) { say('address ' + f.address); });
  say('tool node');
  var s = require('net').connect({ host: found[0].address, port: p }), isUp = false;
  var end = function () { s.destroy(); process.exit(0); };
  s.setTimeout(4000, function () { if (!isUp) say('connect timeout'); end(); });
  s.on('connect', function () { isUp = true; say('connect ok'); setTimeout(function () { s.write('HEAD / HTTP/1.0\r\n\r\n'); }, 800); });
  s.on('data', function (d) { say('answer ' + String(d).split('\n')[0]); end(); });
  s.on('error', function (x) { if (!isUp) say('error ' + x.message); end(); });
  s.on('end', end);
});
`;

/** `python3 -c PYTHON_PROBE HOST PORT` */
export const PYTHON_PROBE = String.raw`
import socket, sys
h, p = sys.argv[1], int(sys.argv[2])
def say(t): print(t, flush=True)
say('resolver python')
try: found = socket.getaddrinfo(h, p, 0, socket.SOCK_STREAM)
except OSError: sys.exit(0)
for f in found: say('address ' + f[4][0])
say('tool python')
s = socket.socket(found[0][0], socket.SOCK_STREAM); s.settimeout(4)
try: s.connect(found[0][4])
except socket.timeout: say('connect timeout'); sys.exit(0)
except OSError as e: say('error ' + str(e)); sys.exit(0)
say('connect ok')
try:
    s.settimeout(1); d = s.recv(200)
except socket.timeout:
    try: s.sendall(b'HEAD / HTTP/1.0\r\n\r\n'); s.settimeout(3); d = s.recv(200)
    except OSError: d = b''
except OSError: d = b''
if d: say('answer ' + d.decode('latin1').split('\n')[0])
`;
