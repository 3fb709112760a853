package org.onestophub.outlet.sink.http;

import java.net.URI;

/**
 * A request before it is signed.
 *
 * @param method of HTTP
 * @param address where it goes
 * @param body what it carries; empty if it has no body
 * @param id of the shipment
 */
record OutgoingRequest(String method, URI address, byte[] body, String id) {}
