/** Bounds of the HTTP server itself: slow, oversized and malformed requests hold no threads. */
package org.onestophub.platform.access.edge;
