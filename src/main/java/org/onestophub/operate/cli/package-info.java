/** The commands of the jar: on files without a hub, or on a running hub over HTTP. */
@NullMarked
package org.onestophub.operate.cli;

import org.jspecify.annotations.NullMarked;
