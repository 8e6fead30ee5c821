/**
 * A stand-in for a released SDK whose page a test plays: `tell(event, payload)` in its window calls the handlers, one for each event, as the released SDKs
 * keep no more. Calls after `destroy()`, or when its frame is gone, never settle, as in 1.1.2 and 1.1.15. `calls` has every call that reached it.
 */
const handlers = {};
window.calls = [];
window.tell = (event, payload) => handlers[event]?.(payload);
const never = new Promise(() => undefined);
const called =
  (name, answer) =>
  (...args) => {
    window.calls.push([name, ...args]);
    return answer === undefined ? never : Promise.resolve(answer);
  };

window.aliyun = {
  config(options) {
    window.options = options;
    const frame = options.mount.ownerDocument.createElement('iframe');
    options.mount.append(frame);
    const on = (event, handler) => void (handlers[event] = handler);
    return {
      version: '1.1.19',
      url: options.url,
      iframe: frame,
      on,
      off: (event) => void delete handlers[event],
      ApiEvent: {
        AddApiEventListener: (event, handler) => (window.calls.push(['AddApiEventListener', event]), on(`api:${event}`, handler)),
        RemoveApiEventListener: (event) => void delete handlers[`api:${event}`],
      },
      tabs: { getTabs: called('getTabs', [{ tabKey: 1, text: 'one' }]), switchTab: called('switchTab', true) },
      setToken: called('setToken', null),
      setCommandBars: called('setCommandBars', null),
      executeCommandBar: called('executeCommandBar', null),
      hang: called('hang'),
      ready: called('ready', {
        Enum: { Kind: 1 },
        get ActiveDocument() {
          return { then: (resolve) => resolve({ Name: Promise.resolve('a.docx'), Save: called('Save', true) }) };
        },
      }),
      save: called('save', { result: 'nochange' }),
      destroy: called('destroy', null),
    };
  },
};
