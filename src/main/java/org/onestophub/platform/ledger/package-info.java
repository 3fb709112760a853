/** Work that waits: claimed by lease, given to a route, ended by one class for all rooms. Also retention. */
@NullMarked
package org.onestophub.platform.ledger;

import org.jspecify.annotations.NullMarked;
