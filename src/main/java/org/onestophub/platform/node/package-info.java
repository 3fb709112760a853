/** The hubs that share a database: who runs, whether they agree, and whose turn it is to poll a source. */
@NullMarked
package org.onestophub.platform.node;

import org.jspecify.annotations.NullMarked;
