/** What a host page without the element does, written by hand, after Alibaba's quick start and as fast as it can be. */
export const BY_HAND = `
function loadSdk(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = () => resolve(performance.now());
    script.onerror = reject;
    script.src = url;
    document.head.append(script);
  });
}
async function askForToken(src) {
  const body = JSON.stringify({ action: 'open', sourceURI: src, permission: { readonly: true } });
  const answer = await fetch('/api/weboffice', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return answer.json();
}
function show({ webofficeURL, accessToken }) {
  const mount = document.querySelector('#mount');
  mount.hidden = false;
  window.instance = aliyun.config({ url: webofficeURL, mount });
  return new Promise((resolve) => {
    instance.on('fileOpen', () => resolve(performance.now()));
    instance.setToken({ token: accessToken, timeout: 25 * 60000 });
  });
}
window.ways = {
  // The public quick start: one after the other.
  async quickStart(sdkURL, src) {
    await loadSdk(sdkURL);
    return show(await askForToken(src));
  },
  // The limit: both at once, mounted straight into the page.
  async parallel(sdkURL, src) {
    const [, credentials] = await Promise.all([loadSdk(sdkURL), askForToken(src)]);
    window.arrived = performance.now();
    return show(credentials);
  },
  // Another document with the SDK that is there.
  async next(sdkURL, src) {
    const credentials = await askForToken(src);
    instance.destroy();
    return show(credentials);
  },
};
`;
