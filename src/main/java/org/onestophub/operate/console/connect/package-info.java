/** Pages of the console that connect the hospital: channels, drafts of channels, mappings, and what would change. */
@NullMarked
package org.onestophub.operate.console.connect;

import org.jspecify.annotations.NullMarked;
