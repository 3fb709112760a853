/** The command {@code hotline}: plays a hotline platform against a running hub and says what passed. */
@NullMarked
package org.onestophub.operate.cli.hotline;

import org.jspecify.annotations.NullMarked;
