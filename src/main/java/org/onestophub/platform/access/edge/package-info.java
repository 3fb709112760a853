/** Bounds of the HTTP server itself: slow, oversized and malformed requests hold no threads. */
@NullMarked
package org.onestophub.platform.access.edge;

import org.jspecify.annotations.NullMarked;
