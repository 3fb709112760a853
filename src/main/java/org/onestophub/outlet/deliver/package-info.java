/**
 * The DELIVER room: takes events from the queues, and hands shipments to destinations with recorded attempts.
 */
@NullMarked
package org.onestophub.outlet.deliver;

import org.jspecify.annotations.NullMarked;
