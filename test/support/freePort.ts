/** A TCP port of the loopback address that was free a moment ago. */
export { freePort } from '../../scripts/provision/freePort.ts';
