/** Bytes too large for a row: in a folder of this hub, in a folder that all hubs share, or in the database. */
@NullMarked
package org.onestophub.platform.blob;

import org.jspecify.annotations.NullMarked;
