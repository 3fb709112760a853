/** The HTTP endpoints for senders: hotline orders, desk entries, and the status of a receipt. */
@NullMarked
package org.onestophub.intake.receive.door;

import org.jspecify.annotations.NullMarked;
