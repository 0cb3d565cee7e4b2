const orders = { "127.0.0.1": "ipv4first", "::1": "ipv6first" };

/**
 * What Node is given to serve the built app. Next calls every loopback address "localhost" inside proxy.ts
 * but not outside: started on 127.0.0.1 it takes its own rewrites for another server's and calls itself
 * until it breaks. So it is started on "localhost", and Node is told which address that means.
 * @param {string} host
 * @param {number} port
 */
export function nextStartArguments(host, port) {
  const order = orders[host];
  return [
    ...(order === undefined ? [] : [`--dns-result-order=${order}`]),
    "node_modules/next/dist/bin/next",
    "start",
    "-p",
    String(port),
    "-H",
    order === undefined ? host : "localhost",
  ];
}
