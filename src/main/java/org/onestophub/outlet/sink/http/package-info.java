/**
 * Destinations over HTTP: what is sent and signed, how long an answer may be, and which answer is a yes.
 */
@NullMarked
package org.onestophub.outlet.sink.http;

import org.jspecify.annotations.NullMarked;
