/** The database inside or outside the hub, blobs on disk, the folder {@code hub.home}, and the one clock. */
@NullMarked
package org.onestophub.platform.store;

import org.jspecify.annotations.NullMarked;
