/**
 * A stand-in for Alibaba's SDK 1.1.2, which cannot be kept here: the same protocol, written from its behaviour. It sends the token before and
 * after the options, names no version, waits for an unasked `api.ready`, listens to any window, and calls handlers twice as 1.1.14 does.
 */
window.aliyun = {
  config({ url, mount, refreshToken, ...options }) {
    const frame = mount.ownerDocument.createElement('iframe');
    frame.id = 'office-iframe';
    // What a frame carries when the SDK puts it in is all it ever may.
    frame.dataset.allow = frame.allow;
    frame.setAttribute('style', `width: ${mount.clientWidth}px; height: ${mount.clientHeight}px;`);
    frame.src = url;
    mount.append(frame);
    const handlers = {};
    const events = { 'open.result': 'fileOpen', error: 'error', 'file.saved': 'fileSaved', 'tab.switch': 'tabSwitch', stage: 'stage' };
    let token;
    let id = 0;
    const send = (eventName, data, msgId) => frame.contentWindow.postMessage(JSON.stringify({ eventName, data, msgId }), '*');
    const listen = (wanted, handle) => {
      const listener = ({ data }) => {
        const message = typeof data === 'object' ? data : JSON.parse(data);
        if (message.eventName === wanted && handle(message) !== false) window.removeEventListener('message', listener);
      };
      window.addEventListener('message', listener);
    };
    const ready = new Promise((resolve) => listen('ready', resolve));
    const apiReady = new Promise((resolve) => listen('api.ready', () => resolve(undefined)));
    listen('ready', () => {
      send('setConfig', options);
      if (token) send('setToken', token);
    });
    for (const [message, event] of Object.entries(events)) {
      listen(message, ({ data }) => {
        for (const handler of handlers[event] ?? []) [1, 2].forEach(() => handler(data));
        return false;
      });
    }
    return {
      version: '1.1.2',
      url,
      iframe: frame,
      on: (event, handler) => (handlers[event] ??= []).push(handler),
      async setToken(next) {
        await ready;
        // For tests: how long the SDK takes with it.
        await window.parent.beforeToken?.();
        token = next;
        send('setToken', token);
      },
      ready: () => apiReady,
      async save() {
        await ready;
        const msgId = ++id;
        const reply = new Promise((resolve) => listen('wps.api.reply', (message) => message.msgId === msgId && resolve(message.data)));
        send('wps.jssdk.api', { api: 'save' }, msgId);
        return reply;
      },
      setCommandBars: async () => {},
      destroy: () => frame.remove(),
    };
  },
};
