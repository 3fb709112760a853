/** The files of a configuration: routes, connectors and settings as they stand in a folder, and copies of what was applied. */
@NullMarked
package org.onestophub.operate.config.file;

import org.jspecify.annotations.NullMarked;
