/** Status events from the queue of the hub's broker. */
@NullMarked
package org.onestophub.intake.source.queue;

import org.jspecify.annotations.NullMarked;
