/** State and liveness of channels, and tests of their connections. */
@NullMarked
package org.onestophub.operate.channel;

import org.jspecify.annotations.NullMarked;
