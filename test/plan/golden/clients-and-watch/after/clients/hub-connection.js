// @ts-check
/**
 * A connection to a hub that outlives deployments, and messages that arrive once each and in order, those from a time without connection included.
 * Needs the npm package @microsoft/signalr. Copy this file into your client.
 */
import { HttpTransportType, HubConnectionBuilder, HubConnectionState } from '@microsoft/signalr';

/**
 * How long to wait before a try, in milliseconds: from 1 to 2 seconds at first, in the end from 30 to 60. A try at once would lead back to the server that is
 * just stopping, and keep it from stopping; chance spreads the clients of a server that went away; and there is no last try.
 * @param {number} attempt 0 for the first
 */
export function delayBefore(attempt) {
  const shortest = Math.min(1000 * 2 ** attempt, 30_000);
  return Math.round(shortest * (1 + Math.random()));
}

/** A connection that comes back for as long as it is wanted. */
export class LiveConnection {
  #wanted = false;
  #attempt = 0;
  /** @type {ReturnType<typeof setTimeout>=} */
  #timer;
  /** @type {(() => unknown)[]} */
  #actions = [];

  /**
   * @param {string} url the address of the hub
   * @param { { accessTokenFactory?: () => string | Promise<string> }} [options] a factory is asked before each connection, so let it give a token that is still good
   */
  constructor(url, options = {}) {
    this.connection = new HubConnectionBuilder()
      .withUrl(url, {
        ...options,
        // There is no affinity: the first request is the only one, and so reaches the right server.
        skipNegotiation: true,
        transport: HttpTransportType.WebSockets,
      })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => delayBefore(previousRetryCount) })
      // A pair: the client hears from the server every 15 seconds, and gives up after 30 without a word. If you change one, change the server's, too
      // (KeepAliveInterval and ClientTimeoutInterval of AddSignalR).
      .withServerTimeout(30_000)
      .withKeepAliveInterval(15_000)
      .build();
    this.connection.onreconnected(() => this.#connected());
    // A server that closes a connection for good, or that refuses the handshake, ends reconnecting. Start anew.
    this.connection.onclose(() => this.#startLater());
  }

  /**
   * Does something after every connect and reconnect. A new connection is in no group, so join them here.
   * @param {() => unknown} action
   */
  onConnected(action) {
    this.#actions.push(action);
    if (this.connection.state === HubConnectionState.Connected) void this.#run(action);
  }

  /** Connects, and tries again until it works. */
  async start() {
    this.#wanted = true;
    await this.#tryToStart();
  }

  async stop() {
    this.#wanted = false;
    clearTimeout(this.#timer);
    await this.connection.stop();
  }

  async #tryToStart() {
    if (!this.#wanted || this.connection.state !== HubConnectionState.Disconnected) return;
    try {
      await this.connection.start();
    } catch (error) {
      console.warn('Not connected, and tried again soon.', error);
      this.#startLater();
      return;
    }
    await this.#connected();
  }

  #startLater() {
    clearTimeout(this.#timer);
    if (this.#wanted) this.#timer = setTimeout(() => void this.#tryToStart(), delayBefore(this.#attempt++));
  }

  async #connected() {
    this.#attempt = 0;
    await Promise.all(this.#actions.map((action) => this.#run(action)));
  }

  /** @param {() => unknown} action */
  async #run(action) {
    try {
      await action();
    } catch (error) {
      console.warn('Something that follows a connect failed.', error);
    }
  }
}

/**
 * The messages of a topic, each once and in order. The hub on the other side is a NumberedHub (NumberedMessages.cs). A number that is missing, a new connection,
 * and a look now and then bring what was missed: a backplane that was away loses messages without anybody noticing.
 */
export class Topic {
  /** @type {number | null} */
  #last;
  /** @type {Promise<void>} */
  #queue = Promise.resolve();
  #live;
  #name;
  #receive;
  #timer;
  /** @type {(topic: string, number: number, payload: string) => void} */
  #listener = (topic, number, payload) => {
    if (topic === this.#name) this.#enqueue(() => this.#take(number, payload));
  };

  /**
   * @param {LiveConnection} live
   * @param {string} name
   * @param {(message: any, number: number) => unknown} receive
   * @param { { last?: number | null, checkEvery?: number }} [options] last: the number of the last message that is there already, such as from the page itself;
   * without it the topic begins with what is sent from now on. checkEvery: milliseconds between two looks.
   */
  constructor(live, name, receive, { last = null, checkEvery = 60_000 } = {}) {
    this.#live = live;
    this.#name = name;
    this.#receive = receive;
    this.#last = last;
    live.connection.on('numbered', this.#listener);
    this.#timer = setInterval(() => this.#catchUp(), checkEvery * (0.75 + Math.random() / 2));
    live.onConnected(() => this.#catchUp());
  }

  /** Stops listening, and leaves the topic. */
  async stop() {
    clearInterval(this.#timer);
    this.#live.connection.off('numbered', this.#listener);
    this.#stopped = true;
    if (this.#live.connection.state === HubConnectionState.Connected) await this.#live.connection.invoke('LeaveTopic', this.#name);
  }
  #stopped = false;

  #catchUp() {
    if (!this.#stopped && this.#live.connection.state === HubConnectionState.Connected) this.#enqueue(() => this.#join());
  }

  /**
   * One thing after the other, so that nothing overtakes.
   * @param {() => Promise<void>} task
   */
  #enqueue(task) {
    this.#queue = this.#queue.then(task).catch((error) => console.warn(`The topic ${this.#name} catches up later.`, error));
  }

  /** Joins the topic, which does no harm twice, and takes what is newer than the last message. */
  async #join() {
    for (;;) {
      /** @type { { last: number, messages: { number: number, payload: string }[] } } */
      const missed = await this.#live.connection.invoke('JoinTopic', this.#name, this.#last);
      // Less than before: somebody began the numbers anew.
      if (this.#last === null || missed.last < this.#last) this.#last = missed.last;
      for (const { number, payload } of missed.messages) await this.#deliver(number, payload);
      if (missed.messages.length === 0 || this.#last >= missed.last) return;
    }
  }

  /**
   * @param {number} number
   * @param {string} payload
   */
  async #take(number, payload) {
    if (this.#last !== null && number <= this.#last) return;
    if (this.#last === null || number > this.#last + 1) await this.#join();
    else await this.#deliver(number, payload);
  }

  /**
   * @param {number} number
   * @param {string} payload
   */
  async #deliver(number, payload) {
    this.#last = number;
    try {
      await this.#receive(JSON.parse(payload), number);
    } catch (error) {
      console.warn(`Message ${number} of ${this.#name} was not understood.`, error);
    }
  }
}
