import { once } from "node:events";
import { isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { buildConnector } from "undici";
import { DeliveryFault } from "./delivery-fault";
import { isPublicAddress } from "./public-address";

export type Dialling = {
  /** All IP addresses of a host name. Throws when there are none. */
  readonly resolve: (hostname: string) => Promise<readonly string[]>;
  /** Begins a TCP connection to an IP address. */
  readonly dial: (address: string, port: number) => Socket;
  /** Certificates to trust, PEM; left out: those that Node trusts. */
  readonly ca?: string;
};

/** More addresses than these are not tried. */
const mostTried = 4;

/**
 * The `connect` of an undici Agent for URLs that others chose. A name is resolved once; every address must be public,
 * an address written out in the URL too, and the connection is made to the very address that was checked. TLS 1.2 or
 * newer, its certificate verified whatever NODE_TLS_REJECT_UNAUTHORIZED says. `signal` also ends what is half open.
 * Fails with DeliveryFault.
 */
export function publicConnector(dialling: Dialling, signal: AbortSignal): buildConnector.connector {
  return ({ hostname, port }, callback) => {
    open(dialling, hostname, Number(port) || 443, signal).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(asFault(error, "connection"), null),
    );
  };
}

async function open(
  { resolve, dial, ca }: Dialling,
  hostname: string,
  port: number,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const addresses = await publicAddressesOf(resolve, hostname);
  const socket = await dialFirst(addresses, (address) => dial(address, port), signal);
  return secure(socket, hostname.replace(/\.$/, ""), ca, signal);
}

async function publicAddressesOf(
  resolve: Dialling["resolve"],
  hostname: string,
): Promise<readonly string[]> {
  const addresses = isIP(hostname) === 0 ? await resolveName(resolve, hostname) : [hostname];
  if (addresses.length === 0) throw new DeliveryFault("dns");
  if (!addresses.every(isPublicAddress)) throw new DeliveryFault("address_blocked");
  return addresses.slice(0, mostTried);
}

async function resolveName(resolve: Dialling["resolve"], hostname: string) {
  try {
    return await resolve(hostname);
  } catch (error) {
    throw asFault(error, "dns");
  }
}

/** One after the other, so that a host without IPv6 still reaches those that have both. */
async function dialFirst(
  [address, ...others]: readonly string[],
  dial: (address: string) => Socket,
  signal: AbortSignal,
): Promise<Socket> {
  if (address === undefined || signal.aborted) throw new DeliveryFault("connection");
  const socket = dial(address);
  try {
    await once(socket, "connect", { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    if (others.length === 0) throw asFault(error, "connection");
    return dialFirst(others, dial, signal);
  }
}

async function secure(
  socket: Socket,
  host: string,
  ca: string | undefined,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const secured = connectTls({
    socket,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca }),
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    ALPNProtocols: ["http/1.1"],
  });
  socket.once("error", (error) => secured.destroy(error));
  try {
    await once(secured, "secureConnect", { signal });
    return secured;
  } catch (error) {
    secured.destroy();
    socket.destroy();
    throw asFault(error, "tls");
  }
}

function asFault(error: unknown, reason: "connection" | "dns" | "tls"): DeliveryFault {
  return error instanceof DeliveryFault ? error : new DeliveryFault(reason, null, error);
}
