/** Requests to the operator's own services: never redirected, and limited in size and time, so that a service that misbehaves takes nothing else with it. */
import { readBody, type BodyLimits } from './body.js';

/**
 * The whole answer. A redirect is an answer like any other: followed, it would lead wherever that service, or whoever stands in its place, wants.
 * @param limits `time` counts from the request to the answer's last byte
 * @throws {TypeError} `fetch failed`, when there is no answer
 * @throws {DOMException} `TimeoutError`
 * @throws {BodyError} when the answer is too large or breaks off
 */
export async function fetchLimited(url: string | URL, init: RequestInit, limits: BodyLimits): Promise<Response> {
  const deadline = AbortSignal.timeout(limits.time);
  const signal = init.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
  const response = await fetch(url, { ...init, signal, redirect: 'manual' });
  const { status, headers } = response;
  const body = await readBody(response, limits);
  return new Response([204, 205, 304].includes(status) ? null : body, { status: status >= 200 ? status : 502, headers });
}
