/**
 * A network between a browser and a server of this machine: bytes are kept back as long as a distance would keep them. It stands below HTTP,
 * so that frames, workers and connections made ahead of time are treated as a real network treats them.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Network {
  name: string;
  /** From a request to its answer, ms. */
  roundTrip: number;
  /** Of everything that is received together; default: as fast as the machine. */
  bytesPerSecond?: number;
}

/** Round trips before a new connection carries a request: one for TCP, one for TLS 1.3. */
const HANDSHAKES = 2;

/** The links of one browser: they share what it can receive. */
export class Links {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  /** When the last byte under way will have been received, as `performance.now()`. */
  #busyUntil = 0;

  constructor(private readonly network: Network) {}

  /** @param origin of the server @returns the origin to use instead */
  async to(origin: string): Promise<string> {
    const { hostname, port } = new URL(origin);
    const server = createServer({ noDelay: true }, (near) =>
      this.#join(near, connect({ host: hostname, port: Number(port), noDelay: true })),
    );
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  #join(near: Socket, far: Socket): void {
    const { roundTrip } = this.network;
    const open = performance.now() + HANDSHAKES * roundTrip;
    pass(near, far, () => Math.max(performance.now(), open) + roundTrip / 2);
    pass(far, near, (bytes) => this.#received(bytes) + roundTrip / 2);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    }
  }

  #received(bytes: number): number {
    const { bytesPerSecond = Infinity } = this.network;
    this.#busyUntil = Math.max(performance.now(), this.#busyUntil) + (bytes / bytesPerSecond) * 1_000;
    return this.#busyUntil;
  }
}

/** In their order, whatever timers make of it. @param due when so many bytes may arrive, as `performance.now()` */
function pass(from: Socket, to: Socket, due: (bytes: number) => number): void {
  const underWay: { due: number; arrive: () => void }[] = [];
  const arrive = () => {
    while (underWay[0] && underWay[0].due <= performance.now() + 0.5) underWay.shift()!.arrive();
    if (underWay[0]) setTimeout(arrive, underWay[0].due - performance.now());
  };
  const send = (bytes: number, what: () => void) => {
    underWay.push({ due: due(bytes), arrive: what });
    if (underWay.length === 1) setTimeout(arrive, underWay[0]!.due - performance.now());
  };
  from.on('data', (data) => send(data.length, () => to.writable && to.write(data)));
  from.on('end', () => send(0, () => to.end()));
}
