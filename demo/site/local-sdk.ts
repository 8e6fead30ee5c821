/** This site's elements run the local WebOffice's SDK; where it is, the server says. */
export const localSdkURL: Promise<string> = fetch('/api/demo')
  .then((response) => response.json())
  .then(({ sdkURL }: { sdkURL: string }) => sdkURL);

export function useLocalSdk(elements: Iterable<Element>): void {
  void localSdkURL.then((url) => {
    for (const element of elements) element.setAttribute('sdk-url', url);
  });
}
