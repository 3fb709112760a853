/** The command {@code feed}: the district's events in a file or a folder, proved to be complete. */
@NullMarked
package org.onestophub.operate.cli.feed;

import org.jspecify.annotations.NullMarked;
