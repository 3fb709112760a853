/** The database inside or outside the hub, blobs on disk, the folder {@code hub.home}, and the one clock. */
package org.onestophub.platform.store;
